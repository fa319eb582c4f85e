/* Automatic mixed precision: in which dtype an operation runs while the mode is on.
**
** A row of the op table may have a policy (autocast.c): its operands of floating-point dtypes other
** than float64 become the lower dtype, float32, or the widest among them.  The casts are recorded as
** any other operation, so gradients come back in the dtype of what was cast; what a node keeps, and so
** its backward, is in the dtype that the operation ran in. */
#ifndef LM_AUTOCAST_H
#define LM_AUTOCAST_H

#include "tensor/context.h"
#include "tensor/op.h"

/* Runs an operation with the mode on, as lm_dispatch does with it off: `plain` is what runs then. */
bool lm_autocast_run(lm_op_id op, lm_arg *arg, lm_tensor **out, lm_list **list,
                     bool (*plain)(lm_op_id, lm_arg *, lm_tensor **, lm_list **));

/* From here on; where no scope is open any more (depth is 0), the casts that were kept go. */
void lm_set_autocast(lm_context *c, lm_autocast mode);
void lm_forget_casts(lm_context *c);

#endif
