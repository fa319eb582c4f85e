/* Kernels of layer and batch normalisation.
**
** Sums over rows that end in one number for each weight are taken in blocks that the shape decides,
** and the blocks added in order. */
#include "tensor/cpu/fold.h"
#include "tensor/cpu/isa/norm.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/cpu/norm.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <stdlib.h>

LM_ISA_TABLE(lm_norm_table, lm_norms)
LM_ISA_TABLE(lm_cast_table, lm_casts)

static const char *data_of(const lm_tensor *t) { return t ? lm_data(t) : NULL; }

enum { MOST_BLOCKS = 64 }; /* partial sums for the weights */

/* n doubles as the elements of a contiguous tensor. */
void cpu_store_sums(lm_tensor *t, const double *x) {
  lm_casts()->cast[LM_F64][t->dtype](lm_data(t), (int64_t)lm_dtype_size((lm_dtype)t->dtype), x,
                                     sizeof *x, t->numel);
}

int64_t cpu_row_grain(int64_t n) { return n < LM_GRAIN / 4 ? LM_GRAIN / 4 / (n + 1) + 1 : 1; }

bool cpu_sums_begin(partial_sums *p, int64_t rows, int64_t each, int64_t n) {
  int64_t most = rows < MOST_BLOCKS ? rows : MOST_BLOCKS, grain = cpu_row_grain(each), size;
  p->n = n;
  p->rows = rows;
  p->per_block = most ? (rows - 1) / most + 1 : 1;
  if (p->per_block < grain) p->per_block = grain;
  p->blocks = rows ? (rows - 1) / p->per_block + 1 : 1;
  bool fits = !__builtin_mul_overflow(2 * p->blocks * (int64_t)sizeof(double), n ? n : 1, &size);
  p->sums = fits ? calloc(1, (size_t)size) : NULL;
  return p->sums || lm_fail("out of memory: no room for the sums of %lld rows", (long long)rows);
}

void cpu_sums_join(partial_sums *p) {
  for (int64_t b = 1; b < p->blocks; b++)
    for (int64_t i = 0; i < 2 * p->n; i++) p->sums[i] += cpu_sums_of(p, b)[i];
}

/* ---- layer norm: (rows, n) ---- */

typedef struct layer_job {
  char *out, *mean, *rstd;
  const char *x, *g, *weight, *bias;
  int64_t n, size;
  double eps;
  bool wide;
  partial_sums sums;
} layer_job;

static void layer_rows(void *ctx, int64_t begin, int64_t end) {
  const layer_job *j = ctx;
  const int64_t at = begin * j->n * j->size, stat = begin * j->size;
  lm_norms()->layer_forward[j->wide](j->out + at, j->mean + stat, j->rstd + stat, j->x + at,
                                     j->weight, j->bias, end - begin, j->n, j->eps);
}

static int64_t rows_before(const lm_tensor *t, int64_t outer) {
  int64_t rows = 1;
  for (int d = 0; d < outer; d++) rows *= t->sizes[d];
  return rows;
}

bool cpu_layer_norm_forward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  lm_tensor *x = cpu_ready(A(0).t, unit), *weight = cpu_ready(A(1).t, unit);
  lm_tensor *bias = cpu_ready(A(2).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = x && out && (weight || !A(1).t) && (bias || !A(2).t);
  if (ok) {
    int64_t rows = rows_before(x, c->scratch[0]);
    layer_job j = {.out = lm_data(out),
                   .mean = lm_data(c->out[1]),
                   .rstd = lm_data(c->out[2]),
                   .x = lm_data(x),
                   .weight = data_of(weight),
                   .bias = data_of(bias),
                   .n = rows ? x->numel / rows : 0,
                   .size = (int64_t)lm_dtype_size(unit),
                   .eps = A(4).f,
                   .wide = unit == LM_F64};
    ok = lm_parallel(rows, cpu_row_grain(j.n), layer_rows, &j);
  }
  lm_release(x);
  lm_release(weight);
  lm_release(bias);
  return cpu_written(c->out[0], out, ok);
}

static void layer_blocks(void *ctx, int64_t begin, int64_t end) {
  const layer_job *j = ctx;
  const partial_sums *p = &j->sums;
  for (int64_t b = begin; b < end; b++) {
    int64_t row = b * p->per_block, rows = p->rows - row;
    if (rows > p->per_block) rows = p->per_block;
    const int64_t at = row * j->n * j->size, stat = row * j->size;
    double *dw = cpu_sums_of(p, b);
    lm_norms()->layer_backward[j->wide](j->out + at, dw, dw + p->n, j->g + at, j->x + at,
                                        j->mean + stat, j->rstd + stat, j->weight, rows, j->n);
  }
}

bool cpu_layer_norm_backward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(1).t->dtype);
  operands o;
  bool ok = operands_begin(&o, c, unit);
  if (ok) {
    int64_t rows = rows_before(o.x, c->scratch[0]), n = c->out[1]->numel;
    layer_job j = {.out = lm_data(o.dx),
                   .mean = lm_data(o.mean),
                   .rstd = lm_data(o.rstd),
                   .x = lm_data(o.x),
                   .g = lm_data(o.g),
                   .weight = data_of(o.weight),
                   .n = n,
                   .size = (int64_t)lm_dtype_size(unit),
                   .wide = unit == LM_F64};
    ok = cpu_sums_begin(&j.sums, rows, n, n);
    if (ok && rows > 0) ok = lm_parallel(j.sums.blocks, 1, layer_blocks, &j);
    if (ok) {
      cpu_sums_join(&j.sums);
      cpu_store_sums(c->out[1], j.sums.sums);
      cpu_store_sums(c->out[2], j.sums.sums + n);
    }
    free(j.sums.sums);
  }
  return operands_end(&o, c, ok);
}

/* ---- batch norm: (batch, channels, plane) ---- */

typedef struct channel_job {
  char *out;
  const char *x, *g, *mean;
  char *number[3]; /* per channel: forward scale and shift; backward scale, slope and shift */
  int64_t batch, channels, plane, size;
  bool wide;
  partial_sums sums; /* of matrices; of planes sums.sums alone, by channel */
} channel_job;

static void channel_shape(channel_job *j, const lm_tensor *x, lm_dtype unit) {
  j->batch = x->sizes[0];
  j->channels = x->sizes[1];
  j->plane = 1;
  for (int d = 2; d < x->ndim; d++) j->plane *= x->sizes[d];
  j->size = (int64_t)lm_dtype_size(unit);
  j->wide = unit == LM_F64;
}

/* Rows of a matrix, or planes counted over batch and channels. */
static void affine_range(void *ctx, int64_t begin, int64_t end) {
  const channel_job *j = ctx;
  if (j->plane == 1) {
    const int64_t at = begin * j->channels * j->size;
    lm_norms()->affine[LM_NORM_MATRIX][j->wide](j->out + at, j->x + at, j->mean, j->number[0],
                                                j->number[1], end - begin, j->channels);
    return;
  }
  for (int64_t i = begin; i < end; i++) {
    const int64_t at = i * j->plane * j->size, ch = i % j->channels * j->size;
    lm_norms()->affine[LM_NORM_PLANE][j->wide](j->out + at, j->x + at, j->mean + ch,
                                               j->number[0] + ch, j->number[1] + ch, 1, j->plane);
  }
}

static void back_range(void *ctx, int64_t begin, int64_t end) {
  const channel_job *j = ctx;
  if (j->plane == 1) {
    const int64_t at = begin * j->channels * j->size;
    lm_norms()->back[LM_NORM_MATRIX][j->wide](j->out + at, j->g + at, j->x + at, j->mean,
                                              j->number[0], j->number[1], j->number[2], end - begin,
                                              j->channels);
    return;
  }
  for (int64_t i = begin; i < end; i++) {
    const int64_t at = i * j->plane * j->size, ch = i % j->channels * j->size;
    lm_norms()->back[LM_NORM_PLANE][j->wide](j->out + at, j->g + at, j->x + at, j->mean + ch,
                                             j->number[0] + ch, j->number[1] + ch,
                                             j->number[2] + ch, 1, j->plane);
  }
}

static bool over_channels(channel_job *j, lm_range_fn fn) {
  if (j->plane == 1) return lm_parallel(j->batch, cpu_row_grain(j->channels), fn, j);
  return lm_parallel(j->batch * j->channels, cpu_row_grain(j->plane), fn, j);
}

/* `count` vectors of one number for each channel, in one block. */
static bool numbers_begin(channel_job *j, int count) {
  char *block = calloc((size_t)j->channels + 1, (size_t)count * (size_t)j->size);
  if (block == NULL) {
    lm_fail("out of memory: no room for %lld channels", (long long)j->channels);
    return false;
  }
  for (int i = 0; i < count; i++)
    j->number[i] = block + (size_t)i * (size_t)(j->channels * j->size);
  return true;
}
static void set_number(const channel_job *j, int which, int64_t channel, double value) {
  if (j->wide)
    ((double *)j->number[which])[channel] = value;
  else
    ((float *)j->number[which])[channel] = (float)value;
}
static double number_of(const channel_job *j, const char *vector, int64_t channel) {
  return j->wide ? ((const double *)vector)[channel] : (double)((const float *)vector)[channel];
}

typedef struct statistics {
  lm_tensor *mean, *rstd, *running_mean, *running_var;
  double momentum, eps;
} statistics;

void cpu_set_statistic(lm_tensor *t, int64_t i, double value) {
  const int64_t at = i * t->strides[0] * (int64_t)lm_dtype_size((lm_dtype)t->dtype);
  lm_casts()->cast[LM_F64][t->dtype](lm_data(t) + at, 0, &value, 0, 1);
}

void cpu_move_towards(lm_tensor *running, int64_t i, double value, double momentum) {
  if (running == NULL) return;
  double old;
  const int64_t at = i * running->strides[0] * (int64_t)lm_dtype_size((lm_dtype)running->dtype);
  lm_casts()->cast[running->dtype][LM_F64](&old, 0, lm_data(running) + at, 0, 1);
  cpu_set_statistic(running, i, (1 - momentum) * old + momentum * value);
}

static void finish_statistics(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const statistics *f = ctx;
  for (int64_t i = 0; i < n; i++, s += 3) {
    double count = s[0].f, var = s[2].f / count;
    cpu_set_statistic(f->mean, k + i, s[1].f);
    cpu_set_statistic(f->rstd, k + i, 1 / sqrt(var + f->eps));
    cpu_move_towards(f->running_mean, k + i, s[1].f, f->momentum);
    cpu_move_towards(f->running_var, k + i, s[2].f / (count - 1), f->momentum); /* unbiased */
  }
}

bool cpu_batch_norm_train(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  statistics s = {c->out[1], c->out[2], A(3).t, A(4).t, A(5).f, A(6).f};
  lm_tensor *x = cpu_ready(A(0).t, unit), *weight = cpu_ready(A(1).t, unit);
  lm_tensor *bias = cpu_ready(A(2).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = x && out && (weight || !A(1).t) && (bias || !A(2).t);
  if (ok && x->numel > 0) {
    channel_job j = {.out = lm_data(out), .x = lm_data(x), .mean = lm_data(s.mean)};
    channel_shape(&j, x, unit);
    uint32_t mask = ((1u << x->ndim) - 1) & ~2u;
    ok = cpu_fold(x, unit, mask, LM_FOLD_MOMENTS, 0, finish_statistics, &s) && numbers_begin(&j, 2);
    for (int64_t i = 0; ok && i < j.channels; i++) {
      double rstd = number_of(&j, lm_data(s.rstd), i);
      set_number(&j, 0, i, weight ? rstd * number_of(&j, lm_data(weight), i) : rstd);
      set_number(&j, 1, i, bias ? number_of(&j, lm_data(bias), i) : 0);
    }
    ok = ok && over_channels(&j, affine_range);
    free(j.number[0]);
    if (s.running_mean) s.running_mean->storage->version++;
    if (s.running_var) s.running_var->storage->version++;
  }
  lm_release(x);
  lm_release(weight);
  lm_release(bias);
  return cpu_written(c->out[0], out, ok);
}

/* sum(g) and sum(g * (x - mean)): of matrices by blocks of rows, of planes by channel. */
static void matrix_sums(void *ctx, int64_t begin, int64_t end) {
  const channel_job *j = ctx;
  const partial_sums *p = &j->sums;
  for (int64_t b = begin; b < end; b++) {
    int64_t row = b * p->per_block, rows = p->rows - row;
    if (rows > p->per_block) rows = p->per_block;
    const int64_t at = row * j->channels * j->size;
    double *a = cpu_sums_of(p, b);
    lm_norms()->sums[LM_NORM_MATRIX][j->wide](a, a + p->n, j->g + at, j->x + at, j->mean, rows,
                                              j->channels);
  }
}
static void plane_sums(void *ctx, int64_t begin, int64_t end) {
  const channel_job *j = ctx;
  for (int64_t ch = begin; ch < end; ch++)
    for (int64_t i = 0; i < j->batch; i++) {
      const int64_t at = (i * j->channels + ch) * j->plane * j->size;
      lm_norms()->sums[LM_NORM_PLANE][j->wide](j->sums.sums + ch, j->sums.sums + j->channels + ch,
                                               j->g + at, j->x + at, j->mean + ch * j->size, 1,
                                               j->plane);
    }
}
static bool channel_sums(channel_job *j) {
  bool matrix = j->plane == 1;
  if (!cpu_sums_begin(&j->sums, matrix ? j->batch : 1, j->channels, j->channels)) return false;
  bool ok = matrix ? lm_parallel(j->sums.blocks, 1, matrix_sums, j)
                   : lm_parallel(j->channels, cpu_row_grain(j->batch * j->plane), plane_sums, j);
  cpu_sums_join(&j->sums);
  return ok;
}

/* dx = weight * rstd * (g - mean(g) - u * mean(g * u)) with u = (x - mean) * rstd. */
bool cpu_batch_norm_backward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(1).t->dtype);
  operands o;
  bool ok = operands_begin(&o, c, unit);
  if (ok) {
    channel_job j = {
        .out = lm_data(o.dx), .x = lm_data(o.x), .g = lm_data(o.g), .mean = lm_data(o.mean)};
    channel_shape(&j, o.x, unit);
    ok = numbers_begin(&j, 3) && channel_sums(&j);
    if (ok) {
      double *all = j.sums.sums, *along = all + j.channels;
      const double count = (double)j.batch * (double)j.plane;
      for (int64_t i = 0; i < j.channels; i++) {
        double rstd = number_of(&j, lm_data(o.rstd), i);
        double scale = o.weight ? rstd * number_of(&j, lm_data(o.weight), i) : rstd;
        set_number(&j, 0, i, scale);
        set_number(&j, 1, i, scale * rstd * rstd * along[i] / count);
        set_number(&j, 2, i, scale * all[i] / count);
        along[i] *= rstd;
      }
      cpu_store_sums(c->out[1], along);
      cpu_store_sums(c->out[2], all);
      ok = over_channels(&j, back_range);
    }
    free(j.number[0]);
    free(j.sums.sums);
  }
  return operands_end(&o, c, ok);
}
