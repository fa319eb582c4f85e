/* The inner loops of the optimisers, one table for each instruction set. */
#ifndef LM_CPU_ISA_OPTIM_STEP_H
#define LM_CPU_ISA_OPTIM_STEP_H

#include "tensor/cpu/isa.h"
#include "tensor/tensor.h"

#include <stdbool.h>
#include <stdint.h>

/* n contiguous elements of float (or double) each: t[0] parameters, t[1] gradients, then the state, up
** to t[groups - 1].  Gradients are not changed.  `a` are the arguments of the row. */
typedef void (*lm_step_kernel)(void *const *t, int64_t n, int groups, const lm_arg *a);

typedef struct lm_step_table {
#define STRUCTURED(name, results, args, keeps, flags, doc)
#define STEP(name, least, most, args, doc) lm_step_kernel name[2]; /* float, double */
#include "tensor/ops/optim.def"
#undef STEP
#undef STRUCTURED
  void (*scale[2])(void *x, int64_t n, double factor);
} lm_step_table;

#endif
