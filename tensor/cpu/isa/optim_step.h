/* The inner loops of the optimisers, one table for each instruction set. */
#ifndef LM_CPU_ISA_OPTIM_STEP_H
#define LM_CPU_ISA_OPTIM_STEP_H

#include "tensor/cpu/isa.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lm_sgd {
  double lr, momentum, dampening, weight_decay;
  bool nesterov, maximize, first; /* first: the momentum buffers start as the gradients */
} lm_sgd;

typedef struct lm_adam {
  double lr, beta1, beta2, eps, weight_decay;
  double step_size;       /* lr / (1 - beta1^step) */
  double root_correction; /* sqrt(1 - beta2^step) */
  bool decoupled, amsgrad, maximize;
} lm_adam;

/* n contiguous elements of float (or double) each: t[0] parameters, t[1] gradients, then the state.
** Gradients are not changed. */
typedef void (*lm_step_kernel)(void *const *t, int64_t n, const void *options);

typedef struct lm_step_table {
  lm_step_kernel sgd[2], adam[2]; /* float, double */
  void (*scale[2])(void *x, int64_t n, double factor);
} lm_step_table;

#endif
