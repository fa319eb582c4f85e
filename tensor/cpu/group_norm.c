/* Kernels of group, instance and root mean square normalisation. */
#include "tensor/cpu/isa/norm.h"
#include "tensor/cpu/norm.h"
#include "tensor/cpu/parallel.h"

#include <stdlib.h>

LM_ISA_TABLE(lm_norm_table, lm_norms)

static const char *data_of(const lm_tensor *t) { return t ? lm_data(t) : NULL; }

/* A contiguous tensor as groups of `channels` planes of `plane` elements; rows of n for rms. */
typedef struct group_job {
  char *out, *mean, *rstd;
  double *var;
  const char *x, *g, *weight, *bias;
  int64_t groups, all, channels, plane, size;
  double eps;
  bool wide;
  partial_sums sums;
} group_job;

static void group_shape(group_job *j, const lm_tensor *x, int64_t per_sample, lm_dtype unit) {
  j->plane = 1;
  for (int d = 2; d < x->ndim; d++) j->plane *= x->sizes[d];
  j->all = x->sizes[1];
  j->channels = j->all / per_sample;
  j->groups = x->sizes[0] * per_sample;
  j->size = (int64_t)lm_dtype_size(unit);
  j->wide = unit == LM_F64;
}

static void group_range(void *ctx, int64_t begin, int64_t end) {
  const group_job *j = ctx;
  const int64_t at = begin * j->channels * j->plane * j->size, stat = begin * j->size;
  lm_norms()->group_forward[j->wide](j->out + at, j->mean + stat, j->rstd + stat,
                                     j->var ? j->var + begin : NULL, j->x + at, j->weight, j->bias,
                                     end - begin, begin * j->channels % j->all, j->all, j->channels,
                                     j->plane, j->eps);
}

/* Means over the batch of what each sample's statistics make of the running ones. */
static void follow(const group_job *j, lm_call *c) {
  lm_tensor *running[] = {A(3).t, A(4).t};
  const int64_t batch = j->groups / j->all;
  const double count = (double)j->plane;
  for (int64_t ch = 0; ch < j->all; ch++) {
    double mean = 0, var = 0;
    for (int64_t i = ch; i < j->groups; i += j->all) {
      mean += j->wide ? ((double *)j->mean)[i] : (double)((float *)j->mean)[i];
      var += j->var[i] * count / (count - 1); /* unbiased */
    }
    cpu_move_towards(running[0], ch, mean / (double)batch, A(5).f);
    cpu_move_towards(running[1], ch, var / (double)batch, A(5).f);
  }
  for (int i = 0; i < 2; i++)
    if (running[i]) running[i]->storage->version++;
}

static bool forward(lm_call *c, double eps, bool tracks) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  lm_tensor *x = cpu_ready(A(0).t, unit), *weight = cpu_ready(A(1).t, unit);
  lm_tensor *bias = cpu_ready(A(2).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = x && out && (weight || !A(1).t) && (bias || !A(2).t);
  if (ok && x->numel > 0) {
    group_job j = {.out = lm_data(out),
                   .mean = lm_data(c->out[1]),
                   .rstd = lm_data(c->out[2]),
                   .x = lm_data(x),
                   .weight = data_of(weight),
                   .bias = data_of(bias),
                   .eps = eps};
    group_shape(&j, x, c->scratch[0], unit);
    if (tracks && (j.var = calloc((size_t)j.groups, sizeof *j.var)) == NULL)
      ok = lm_fail("out of memory: no room for %lld variances", (long long)j.groups) != NULL;
    ok = ok && lm_parallel(j.groups, cpu_row_grain(j.channels * j.plane), group_range, &j);
    if (ok && tracks) follow(&j, c);
    free(j.var);
  } else if (ok) { /* nothing to normalise: the statistics are unset otherwise */
    ok = lm_fill_elements(c->out[1], lm_float(0)) && lm_fill_elements(c->out[2], lm_float(0));
  }
  lm_release(x);
  lm_release(weight);
  lm_release(bias);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_group_norm_forward(lm_call *c) { return forward(c, A(4).f, false); }
bool cpu_instance_norm_train(lm_call *c) { return forward(c, A(6).f, A(3).t || A(4).t); }

static void group_blocks(void *ctx, int64_t begin, int64_t end) {
  const group_job *j = ctx;
  const partial_sums *p = &j->sums;
  for (int64_t b = begin; b < end; b++) {
    int64_t row = b * p->per_block, rows = p->rows - row;
    if (rows > p->per_block) rows = p->per_block;
    const int64_t at = row * j->channels * j->plane * j->size, stat = row * j->size;
    double *dw = cpu_sums_of(p, b);
    lm_norms()->group_backward[j->wide](j->out + at, dw, dw + p->n, j->g + at, j->x + at,
                                        j->mean + stat, j->rstd + stat, j->weight, rows,
                                        row * j->channels % j->all, j->all, j->channels, j->plane);
  }
}

bool cpu_group_norm_backward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(1).t->dtype);
  operands o;
  bool ok = operands_begin(&o, c, unit);
  if (ok) {
    group_job j = {.out = lm_data(o.dx),
                   .mean = lm_data(o.mean),
                   .rstd = lm_data(o.rstd),
                   .x = lm_data(o.x),
                   .g = lm_data(o.g),
                   .weight = data_of(o.weight)};
    group_shape(&j, o.x, A(5).i, unit);
    ok = cpu_sums_begin(&j.sums, j.groups, j.channels * j.plane, j.all);
    if (ok && o.x->numel > 0) ok = lm_parallel(j.sums.blocks, 1, group_blocks, &j);
    if (ok) {
      cpu_sums_join(&j.sums);
      cpu_store_sums(c->out[1], j.sums.sums);
      cpu_store_sums(c->out[2], j.sums.sums + j.all);
    }
    free(j.sums.sums);
  }
  return operands_end(&o, c, ok);
}

/* ---- root mean square: (rows, plane) ---- */

static void rms_rows(void *ctx, int64_t begin, int64_t end) {
  const group_job *j = ctx;
  const int64_t at = begin * j->plane * j->size;
  lm_norms()->rms_forward[j->wide](j->out + at, j->rstd + begin * j->size, j->x + at, j->weight,
                                   end - begin, j->plane, j->eps);
}

static int64_t rows_before(const lm_tensor *t, int64_t outer) {
  int64_t rows = 1;
  for (int d = 0; d < outer; d++) rows *= t->sizes[d];
  return rows;
}

bool cpu_rms_norm_forward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  lm_tensor *x = cpu_ready(A(0).t, unit), *weight = cpu_ready(A(1).t, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok = x && out && (weight || !A(1).t);
  if (ok) {
    int64_t rows = rows_before(x, c->scratch[0]);
    group_job j = {.out = lm_data(out),
                   .rstd = lm_data(c->out[1]),
                   .x = lm_data(x),
                   .weight = data_of(weight),
                   .plane = rows ? x->numel / rows : 0,
                   .size = (int64_t)lm_dtype_size(unit),
                   .eps = A(3).f,
                   .wide = unit == LM_F64};
    ok = lm_parallel(rows, cpu_row_grain(j.plane), rms_rows, &j);
  }
  lm_release(x);
  lm_release(weight);
  return cpu_written(c->out[0], out, ok);
}

static void rms_blocks(void *ctx, int64_t begin, int64_t end) {
  const group_job *j = ctx;
  const partial_sums *p = &j->sums;
  for (int64_t b = begin; b < end; b++) {
    int64_t row = b * p->per_block, rows = p->rows - row;
    if (rows > p->per_block) rows = p->per_block;
    const int64_t at = row * j->plane * j->size;
    lm_norms()->rms_backward[j->wide](j->out + at, cpu_sums_of(p, b), j->g + at, j->x + at,
                                      j->rstd + row * j->size, j->weight, rows, j->plane);
  }
}

bool cpu_rms_norm_backward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(1).t->dtype);
  lm_tensor *g = cpu_ready(A(0).t, unit), *x = cpu_ready(A(1).t, unit);
  lm_tensor *rstd = cpu_ready(A(2).t, unit), *weight = cpu_ready(A(3).t, unit);
  lm_tensor *dx = cpu_target(c->out[0], unit);
  bool ok = g && x && rstd && (weight || !A(3).t) && dx;
  if (ok) {
    int64_t rows = rows_before(x, c->scratch[0]), n = c->out[1]->numel;
    group_job j = {.out = lm_data(dx),
                   .rstd = lm_data(rstd),
                   .x = lm_data(x),
                   .g = lm_data(g),
                   .weight = data_of(weight),
                   .plane = n,
                   .size = (int64_t)lm_dtype_size(unit),
                   .wide = unit == LM_F64};
    ok = cpu_sums_begin(&j.sums, rows, n, n);
    if (ok && rows > 0) ok = lm_parallel(j.sums.blocks, 1, rms_blocks, &j);
    if (ok) {
      cpu_sums_join(&j.sums);
      cpu_store_sums(c->out[1], j.sums.sums);
    }
    free(j.sums.sums);
  }
  lm_release(g);
  lm_release(x);
  lm_release(rstd);
  lm_release(weight);
  return cpu_written(c->out[0], dx, ok);
}
