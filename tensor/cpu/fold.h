/* Reductions over any dimensions of a tensor with any strides, in blocks on all threads.
**
** A fold (isa/reduce.h) takes the elements that belong to one result into a state.  Long reductions
** are cut into blocks by shape alone and the blocks merged in order, so results do not depend on the
** number of threads.
*/
#ifndef CPU_FOLD_H
#define CPU_FOLD_H

#include "tensor/cpu/isa/reduce.h"
#include "tensor/tensor.h"

/* Gets the states of n results, the first of which is result k of the tensor in order, and stores
** the results; it may change the states.  Runs inside a parallel region. */
typedef void (*cpu_finish)(void *ctx, lm_cell *state, int64_t k, int64_t n);

/* Folds the dimensions in `mask` of t, whose elements count as dtype `as`; p is for powers. */
bool cpu_fold(lm_tensor *t, lm_dtype as, uint32_t mask, lm_fold fold, double p, cpu_finish finish,
              void *ctx);

int cpu_fold_cells(lm_fold fold); /* in a state */

#endif
