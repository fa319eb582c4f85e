/* What the kernels of the normalisations share.
**
** Sums over rows that end in one number for each weight are taken in blocks that the shape decides,
** and the blocks added in order. */
#ifndef CPU_NORM_H
#define CPU_NORM_H

#include "tensor/cpu/ready.h"

/* Two sums of n numbers for each block of rows. */
typedef struct partial_sums {
  double *sums; /* blocks of n for the first, n for the second */
  int64_t n, rows, per_block, blocks;
} partial_sums;

/* Zeros for the sums over rows of `each` elements; sums is freed by the caller. */
bool cpu_sums_begin(partial_sums *p, int64_t rows, int64_t each, int64_t n);
static inline double *cpu_sums_of(const partial_sums *p, int64_t block) {
  return p->sums + 2 * block * p->n;
}
void cpu_sums_join(partial_sums *p);                /* all blocks into the first */
void cpu_store_sums(lm_tensor *t, const double *x); /* as the elements of a contiguous tensor */

int64_t cpu_row_grain(int64_t n); /* how many rows of n elements are worth a thread */

/* Element i of a vector; running = (1 - momentum) * running + momentum * value, unless it is NULL. */
void cpu_set_statistic(lm_tensor *t, int64_t i, double value);
void cpu_move_towards(lm_tensor *running, int64_t i, double value, double momentum);

/* Operands of a backward kernel: g, x, mean, rstd, weight and the place of dx. */
typedef struct operands {
  lm_tensor *g, *x, *mean, *rstd, *weight, *dx;
} operands;

static inline bool operands_begin(operands *o, lm_call *c, lm_dtype unit) {
  o->g = cpu_ready(A(0).t, unit);
  o->x = cpu_ready(A(1).t, unit);
  o->mean = cpu_ready(A(2).t, unit);
  o->rstd = cpu_ready(A(3).t, unit);
  o->weight = cpu_ready(A(4).t, unit);
  o->dx = cpu_target(c->out[0], unit);
  return o->g && o->x && o->mean && o->rstd && (o->weight || !A(4).t) && o->dx;
}

static inline bool operands_end(operands *o, lm_call *c, bool ok) {
  lm_release(o->g);
  lm_release(o->x);
  lm_release(o->mean);
  lm_release(o->rstd);
  lm_release(o->weight);
  return cpu_written(c->out[0], o->dx, ok);
}

#endif
