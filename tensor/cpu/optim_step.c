/* Optimiser steps: all parameters are one range of elements, cut among the threads. */
#include "tensor/op.h"
#include "tensor/cpu/fold.h"
#include "tensor/cpu/isa/optim_step.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/cpu/iter.h"
#include "tensor/cpu/parallel.h"

LM_ISA_TABLE(lm_step_table, lm_steps)
LM_ISA_TABLE(lm_cast_table, lm_casts)

enum { BUFFER = 512 }; /* elements converted at a time */

typedef struct step_plan {
  const lm_list *list;
  int64_t groups, n;            /* tensors for each parameter; parameters */
  const lm_step_kernel *kernel; /* float, double */
  const lm_arg *arg;
} step_plan;

typedef struct row_plan {
  const step_plan *step;
  lm_dtype dtype;
} row_plan;

/* One piece of a parameter with all that belongs to it.  What does not lie in order, or is narrower
** than float32, goes through buffers; gradients are not stored back. */
static void step_row(void *ctx, char **p, const int64_t *stride, int64_t n) {
  const row_plan *row = ctx;
  const step_plan *step = row->step;
  const lm_dtype unit = row->dtype == LM_F64 ? LM_F64 : LM_F32;
  const int64_t size = (int64_t)lm_dtype_size(unit);
  const lm_step_kernel kernel = step->kernel[unit == LM_F64];
  bool direct = row->dtype == unit;
  for (int64_t k = 0; k < step->groups; k++) direct &= stride[k] == size;
  void *t[LM_ITER_MAX] = {NULL};
  if (direct) {
    for (int64_t k = 0; k < step->groups; k++) t[k] = p[k];
    kernel(t, n, (int)step->groups, step->arg);
    return;
  }
  _Alignas(64) char buffer[LM_ITER_MAX][BUFFER * 8];
  const lm_cast_kernel load = lm_casts()->cast[row->dtype][unit];
  const lm_cast_kernel keep = lm_casts()->cast[unit][row->dtype];
  for (int64_t i = 0; i < n; i += BUFFER) {
    int64_t m = n - i < BUFFER ? n - i : BUFFER;
    for (int64_t k = 0; k < step->groups; k++) {
      load(t[k] = buffer[k], size, p[k] + i * stride[k], stride[k], m);
    }
    kernel(t, m, (int)step->groups, step->arg);
    for (int64_t k = 0; k < step->groups; k++)
      if (k != 1) keep(p[k] + i * stride[k], stride[k], buffer[k], size, m);
  }
}

/* Elements begin .. end-1 of all parameters one behind the other. */
static void step_range(void *ctx, int64_t begin, int64_t end) {
  const step_plan *s = ctx;
  int64_t start = 0;
  for (int64_t i = 0; i < s->n && start < end; i++) {
    lm_tensor *t[LM_ITER_MAX];
    int64_t numel = s->list->v[i]->numel, next = start + numel;
    if (next > begin && numel > 0) {
      for (int64_t k = 0; k < s->groups; k++) t[k] = s->list->v[i + k * s->n];
      row_plan row = {s, (lm_dtype)s->list->v[i]->dtype};
      lm_iter it;
      lm_iter_init(&it, (int)s->groups, t);
      lm_iter_walk(&it, begin > start ? begin - start : 0, end < next ? end - start : numel,
                   step_row, &row);
    }
    start = next;
  }
}

static bool run_step(const lm_call *c, const lm_step_kernel *kernel) {
  const lm_list *list = A(0).list;
  if (list->n == 0) return true;
  step_plan s = {list, A(1).i, list->n / A(1).i, kernel, c->arg};
  int64_t total = 0;
  for (int64_t i = 0; i < s.n; i++) total += list->v[i]->numel;
  bool ok = lm_parallel(total, LM_GRAIN, step_range, &s);
  for (int64_t i = 0; i < list->n; i++)
    if (i / s.n != 1) list->v[i]->storage->version++;
  return ok;
}

#define STRUCTURED(name, results, args, keeps, flags, doc)
#define STEP(name, least, most, args, doc) \
  bool cpu_##name##_step(lm_call *c) { return run_step(c, lm_steps()->name); }
#include "tensor/ops/optim.def"
#undef STEP
#undef STRUCTURED

/* ---- clipping ---- */

static void take_cell(void *ctx, lm_cell *state, int64_t k, int64_t n) {
  (void)k, (void)n;
  *(lm_cell *)ctx = *state;
}

/* The p-norm of all elements of all tensors together. */
static bool total_norm(const lm_list *list, double p, double *norm) {
  lm_fold fold = isinf(p) ? LM_FOLD_ABS_MAX
                 : p == 2 ? LM_FOLD_SQUARES
                 : p == 1 ? LM_FOLD_ABS_SUM
                          : LM_FOLD_POWERS;
  double total = 0;
  for (int64_t i = 0; i < list->n; i++) {
    lm_tensor *t = list->v[i];
    lm_cell cell = {0};
    if (!cpu_fold(t, (lm_dtype)t->dtype, (1u << t->ndim) - 1, fold, p, take_cell, &cell))
      return false;
    if (isinf(p))
      total = lm_max_f(total, cell.f);
    else
      total += cell.f;
  }
  *norm = isinf(p) || p == 1 ? total : p == 2 ? sqrt(total) : pow(total, 1 / p);
  return true;
}

typedef struct scale_plan {
  lm_dtype dtype;
  double factor;
  lm_iter it;
} scale_plan;

static void scale_row(void *ctx, char **p, const int64_t *stride, int64_t n) {
  const scale_plan *row = ctx;
  const lm_dtype unit = row->dtype == LM_F64 ? LM_F64 : LM_F32;
  const int64_t size = (int64_t)lm_dtype_size(unit);
  const double factor = row->factor;
  if (row->dtype == unit && stride[0] == size) {
    lm_steps()->scale[unit == LM_F64](p[0], n, factor);
    return;
  }
  _Alignas(64) char buffer[BUFFER * 8];
  for (int64_t i = 0; i < n; i += BUFFER) {
    int64_t m = n - i < BUFFER ? n - i : BUFFER;
    char *at = p[0] + i * stride[0];
    lm_casts()->cast[row->dtype][unit](buffer, size, at, stride[0], m);
    lm_steps()->scale[unit == LM_F64](buffer, m, factor);
    lm_casts()->cast[unit][row->dtype](at, stride[0], buffer, size, m);
  }
}

static void scale_range(void *ctx, int64_t begin, int64_t end) {
  scale_plan *s = ctx;
  lm_iter_walk(&s->it, begin, end, scale_row, s);
}

/* A stride of 0 shows one element in several places; it is scaled once. */
static lm_tensor distinct_elements(const lm_tensor *t) {
  lm_tensor d = *t;
  for (int i = 0; i < d.ndim; i++)
    if (d.strides[i] == 0 && d.sizes[i] > 0) d.sizes[i] = 1;
  return d;
}

bool cpu_clip_scale(lm_call *c) {
  const lm_list *list = A(0).list;
  double norm;
  if (!total_norm(list, A(2).f, &norm)) return false;
  lm_casts()->cast[LM_F64][c->out[0]->dtype](lm_data(c->out[0]), 0, &norm, 0, 1);
  /* In the dtype of the result, as PyTorch computes it. */
  double factor = A(1).f / (norm + 1e-6);
  if (c->out[0]->dtype != LM_F64) factor = (float)A(1).f / ((float)norm + 1e-6f);
  if (factor >= 1) return true;
  for (int64_t i = 0; i < list->n; i++) {
    lm_tensor distinct = distinct_elements(list->v[i]), *t = &distinct;
    scale_plan s = {.dtype = (lm_dtype)t->dtype, .factor = factor};
    lm_iter_init(&s.it, 1, &t);
    if (s.it.numel > 0 && !lm_parallel(s.it.numel, LM_GRAIN, scale_range, &s)) return false;
    list->v[i]->storage->version++;
  }
  return true;
}
