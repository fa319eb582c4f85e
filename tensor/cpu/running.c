/* Kernels of running extremes and of logcumsumexp. */
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <math.h>

/* log_add of complex numbers, as the pointwise row computes it. */
#define T lm_c128
#define R double
#define NAME(f) f##_c128
#define MATH(fn) __builtin_##fn
#include "tensor/complex.h"
#undef T
#undef R
#undef NAME
#undef MATH

enum { WIDTH = 64 }; /* columns at a time */

/* A contiguous tensor as (outer, n, inner), n being the dimension that is run along. */
typedef struct job {
  void *out;
  int64_t *positions;
  const void *x;
  int64_t outer, n, inner;
  lm_dtype unit;
  bool smallest;
} job;

/* Whether v takes the place of the extreme so far: also an equal one, and NaN always. */
#define EXTREMES(suffix, T, IS_NAN)                                                    \
  static void extremes_##suffix(const job *j, int64_t at, int64_t width) {             \
    T *y = (T *)j->out + at, best[WIDTH];                                              \
    int64_t *p = j->positions + at, where[WIDTH];                                      \
    const T *x = (const T *)j->x + at;                                                 \
    for (int64_t i = 0; i < j->n; i++, x += j->inner, y += j->inner, p += j->inner)    \
      for (int64_t k = 0; k < width; k++) {                                            \
        T v = x[k];                                                                    \
        bool wins = i == 0 || IS_NAN(v) ||                                             \
                    (!IS_NAN(best[k]) && (j->smallest ? v <= best[k] : v >= best[k])); \
        if (wins) best[k] = v, where[k] = i + 1;                                       \
        y[k] = best[k];                                                                \
        p[k] = where[k];                                                               \
      }                                                                                \
  }
#define NEVER_NAN(v) false
EXTREMES(f32, float, isnan)
EXTREMES(f64, double, isnan)
EXTREMES(i64, int64_t, NEVER_NAN)

/* log(exp(a) + exp(b)); equal infinities stay what they are. */
static inline double log_add(double a, double b) {
  double low = a < b ? a : b, high = a < b ? b : a;
  if (isnan(a) || isnan(b)) return a + b;
  return low == high && isinf(low) ? low : high + log1p(exp(low - high));
}

#define LOGSUMS(suffix, T)                                                \
  static void logsums_##suffix(const job *j, int64_t at, int64_t width) { \
    T *y = (T *)j->out + at;                                              \
    const T *x = (const T *)j->x + at;                                    \
    double sum[WIDTH];                                                    \
    for (int64_t k = 0; k < width; k++) sum[k] = -INFINITY;               \
    for (int64_t i = 0; i < j->n; i++, x += j->inner, y += j->inner)      \
      for (int64_t k = 0; k < width; k++) {                               \
        sum[k] = log_add(sum[k], (double)x[k]);                           \
        y[k] = (T)sum[k];                                                 \
      }                                                                   \
  }
LOGSUMS(f32, float)
LOGSUMS(f64, double)

static void logsums_complex(const job *j, int64_t at, int64_t width) {
  lm_c128 *y = (lm_c128 *)j->out + at, sum[WIDTH];
  const lm_c128 *x = (const lm_c128 *)j->x + at;
  for (int64_t k = 0; k < width; k++) sum[k] = (lm_c128){-INFINITY, 0};
  for (int64_t i = 0; i < j->n; i++, x += j->inner, y += j->inner)
    for (int64_t k = 0; k < width; k++) y[k] = sum[k] = log_add_c128(x[k], sum[k]);
}

static void run_strips(void *ctx, int64_t begin, int64_t end) {
  const job *j = ctx;
  const int64_t strips = (j->inner - 1) / WIDTH + 1;
  for (int64_t i = begin; i < end; i++) {
    const int64_t first = i % strips * WIDTH, at = i / strips * j->n * j->inner + first;
    const int64_t width = j->inner - first < WIDTH ? j->inner - first : WIDTH;
    if (j->unit == LM_C128)
      logsums_complex(j, at, width);
    else if (j->positions == NULL)
      (j->unit == LM_F32 ? logsums_f32 : logsums_f64)(j, at, width);
    else if (j->unit == LM_I64)
      extremes_i64(j, at, width);
    else
      (j->unit == LM_F32 ? extremes_f32 : extremes_f64)(j, at, width);
  }
}

static bool run(lm_call *c, bool smallest) {
  const lm_dtype dtype = (lm_dtype)c->out[0]->dtype;
  const bool complex = lm_is_complex(dtype);
  const lm_dtype unit = complex ? LM_C128 : lm_is_float(dtype) ? cpu_unit(dtype) : LM_I64;
  if (complex && c->out[1]) return lm_fail("%s: complex numbers have no order", lm_op_name(c));
  lm_tensor *x = cpu_ready(A(0).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = x && out;
  if (ok && x->numel > 0) {
    job j = {lm_data(out), NULL, lm_data(x), 1, 1, 1, unit, smallest};
    if (c->out[1]) j.positions = (int64_t *)(void *)lm_data(c->out[1]);
    int64_t dim = c->scratch[0];
    for (int d = 0; d < x->ndim; d++)
      *(d < dim ? &j.outer : d == dim ? &j.n : &j.inner) *= x->sizes[d];
    int64_t strips = j.outer * ((j.inner - 1) / WIDTH + 1), each = j.n;
    if (each < LM_GRAIN) each *= j.inner < WIDTH ? j.inner : WIDTH;
    ok = lm_parallel(strips, each < LM_GRAIN ? LM_GRAIN / each : 1, run_strips, &j);
  }
  lm_release(x);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_cummax(lm_call *c) { return run(c, false); }
bool cpu_cummin(lm_call *c) { return run(c, true); }
bool cpu_logcumsumexp(lm_call *c) { return run(c, false); }
