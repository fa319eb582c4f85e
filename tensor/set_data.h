/* Other elements for a tensor that stays the same: `x.data = y`, and modules that change dtype or
** device while optimisers hold their parameters. */
#ifndef LM_SET_DATA_H
#define LM_SET_DATA_H

#include "tensor/tensor.h"

/* The leaf t takes over the storage, strides, dtype and device of `from`, whose shape must be its
** own; what shared t's elements before keeps the old ones.  A gradient of another dtype or device
** has to be taken away first.  Fails without changing anything. */
bool lm_set_data(lm_tensor *t, lm_tensor *from);

#endif
