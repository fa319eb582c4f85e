/* Another geometry or another storage for a tensor, in place: resize_, resize_as_, set_. */
#ifndef LM_RESIZE_H
#define LM_RESIZE_H

#include "tensor/tensor.h"

/* t gets these sizes, contiguous from its first element on; elements keep their place in the storage,
** which grows (for all that share it) where it is too small.  New elements are 0. */
bool lm_resize(const char *op, lm_tensor *t, int ndim, const int64_t *sizes);

/* t shows the storage of source: as source does, or (size not NULL) with a geometry that must lie
** within; offset counts elements from the start of the storage. */
bool lm_set_source(lm_tensor *t, lm_tensor *source, const lm_ints *size, const lm_ints *stride,
                   int64_t offset);
bool lm_set_empty(lm_tensor *t); /* one dimension without elements */

#endif
