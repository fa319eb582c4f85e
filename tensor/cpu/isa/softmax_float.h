/* softmax of float or double, included once for each: T is the type, EXP(x) its exponential,
** NAME(x) gives a name its suffix, RUN and LANES are run_float.h's; LANES elements are a vector at most.
**
** The largest element is subtracted first, so no exponential overflows.  A row that holds -inf only,
** +inf or NaN becomes NaN by the arithmetic itself, as in PyTorch. */

#include "tensor/cpu/isa/run_float.h"

/* sum(x * y), sixteen lanes wide. */
static inline double NAME(sum_products)(const T *x, const T *y, int64_t n) {
  T lane[16] = {0};
  double s = 0;
  int64_t i = 0;
  for (; i + 16 <= n; i += 16)
    for (int j = 0; j < 16; j++) lane[j] += x[i + j] * y[i + j];
  for (; i < n; i++) s += (double)(x[i] * y[i]);
  for (int j = 0; j < 16; j++) s += (double)lane[j];
  return s;
}

/* out = exp(x - m).  The end of a row, or all of a short one, is filled up to a vector: ten classes
** would otherwise cost ten scalar calls. */
static inline void NAME(exp_of)(T *out, const T *x, T m, int64_t n) {
  int64_t whole = n / LANES * LANES;
  for (int64_t i = 0; i < whole; i++) out[i] = EXP(x[i] - m);
  if (whole == n) return;
  T end[LANES] = {0};
  for (int64_t i = whole; i < n; i++) end[i - whole] = x[i] - m;
  for (int j = 0; j < LANES; j++) end[j] = EXP(end[j]);
  for (int64_t i = whole; i < n; i++) out[i] = end[i - whole];
}

/* The same, and the sum of it. */
static inline double NAME(exp_minus)(T *out, const T *x, T m, int64_t n) {
  NAME(exp_of)(out, x, m, n);
  return NAME(long_sum)(out, n);
}

/* The sum of exp(x - m) without a place to store it. */
static inline double NAME(sum_exp)(const T *x, T m, int64_t n) {
  T e[256];
  double s = 0;
  for (int64_t i = 0; i < n; i += 256) s += NAME(exp_minus)(e, x + i, m, n - i < 256 ? n - i : 256);
  return s;
}

/* ---- rows ---- */

static void NAME(softmax_rows)(void *out, const void *in, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++) {
    T *y = (T *)out + r * n;
    const T *x = (const T *)in + r * n;
    T scale = (T)(1 / NAME(exp_minus)(y, x, NAME(run_max)(x, n), n));
    for (int64_t i = 0; i < n; i++) y[i] *= scale;
  }
}

static inline double NAME(lse)(const T *x, int64_t n) {
  if (n == 0) return -INFINITY;
  T m = NAME(run_max)(x, n),
    shift = isinf(m) ? 0 : m; /* infinities are not subtracted from each other */
  return (double)shift + log(NAME(sum_exp)(x, shift, n));
}

static void NAME(log_softmax_rows)(void *out, const void *in, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++) {
    T *y = (T *)out + r * n;
    const T *x = (const T *)in + r * n;
    T m = NAME(run_max)(x, n), rest = (T)log(NAME(sum_exp)(x, m, n));
    for (int64_t i = 0; i < n; i++) y[i] = (x[i] - m) - rest;
  }
}

static void NAME(logsumexp)(double *out, const void *in, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++) out[r] = NAME(lse)((const T *)in + r * n, n);
}

static void NAME(softmax_rows_back)(void *out, const void *grad, const void *result, int64_t rows,
                                    int64_t n) {
  for (int64_t r = 0; r < rows; r++) {
    T *d = (T *)out + r * n;
    const T *g = (const T *)grad + r * n, *y = (const T *)result + r * n;
    T along = (T)NAME(sum_products)(g, y, n);
    for (int64_t i = 0; i < n; i++) d[i] = (g[i] - along) * y[i];
  }
}

static void NAME(log_softmax_rows_back)(void *out, const void *grad, const void *result,
                                        int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++) {
    T *d = (T *)out + r * n;
    const T *g = (const T *)grad + r * n, *y = (const T *)result + r * n;
    T total = (T)NAME(long_sum)(g, n);
    NAME(exp_of)(d, y, 0, n);
    for (int64_t i = 0; i < n; i++) d[i] = g[i] - d[i] * total;
  }
}

/* lse is subtracted in two parts: the digits that T has no room for matter when x is large. */
static void NAME(scaled_exp)(void *out, const void *in, double lse, double factor, int64_t n) {
  T *y = out, f = (T)factor, high = (T)lse, low = isfinite(lse) ? (T)(lse - (double)high) : 0;
  const T *x = in;
  for (int64_t i = 0; i < n; i++) y[i] = x[i] - high;
  NAME(exp_of)(y, y, low, n);
  for (int64_t i = 0; i < n; i++) y[i] *= f;
}

/* ---- columns: the same with one number for each of them ---- */

#define COLUMN_LOOP for (int64_t j = 0; j < width; j++)

static inline void NAME(column_maxima)(T *m, const T *x, int64_t n, int64_t stride, int64_t width) {
  COLUMN_LOOP m[j] = (T)-INFINITY;
  for (int64_t i = 0; i < n; i++, x += stride)
    COLUMN_LOOP m[j] = ((x[j] > m[j]) | (x[j] != x[j])) ? x[j] : m[j];
}

static void NAME(softmax_columns)(void *out, const void *in, int64_t n, int64_t stride,
                                  int64_t width) {
  T m[LM_SOFTMAX_WIDTH], s[LM_SOFTMAX_WIDTH] = {0};
  const T *x = in;
  T *y = out;
  NAME(column_maxima)(m, x, n, stride, width);
  for (int64_t i = 0; i < n; i++) {
    const T *row = x + i * stride;
    T *to = y + i * stride;
    COLUMN_LOOP to[j] = EXP(row[j] - m[j]);
    COLUMN_LOOP s[j] += to[j];
  }
  COLUMN_LOOP s[j] = 1 / s[j];
  for (int64_t i = 0; i < n; i++) {
    T *to = y + i * stride;
    COLUMN_LOOP to[j] *= s[j];
  }
}

static void NAME(log_softmax_columns)(void *out, const void *in, int64_t n, int64_t stride,
                                      int64_t width) {
  T m[LM_SOFTMAX_WIDTH], s[LM_SOFTMAX_WIDTH] = {0}, e[LM_SOFTMAX_WIDTH];
  const T *x = in;
  T *y = out;
  NAME(column_maxima)(m, x, n, stride, width);
  for (int64_t i = 0; i < n; i++) {
    const T *row = x + i * stride;
    COLUMN_LOOP e[j] = EXP(row[j] - m[j]);
    COLUMN_LOOP s[j] += e[j];
  }
  COLUMN_LOOP s[j] = LM_MATH1(log, s[j]);
  for (int64_t i = 0; i < n; i++) {
    const T *row = x + i * stride;
    T *to = y + i * stride;
    COLUMN_LOOP to[j] = (row[j] - m[j]) - s[j];
  }
}

static void NAME(softmax_columns_back)(void *out, const void *grad, const void *result, int64_t n,
                                       int64_t stride, int64_t width) {
  T s[LM_SOFTMAX_WIDTH] = {0};
  for (int64_t i = 0; i < n; i++) {
    const T *g = (const T *)grad + i * stride, *y = (const T *)result + i * stride;
    COLUMN_LOOP s[j] += g[j] * y[j];
  }
  for (int64_t i = 0; i < n; i++) {
    const T *g = (const T *)grad + i * stride, *y = (const T *)result + i * stride;
    T *d = (T *)out + i * stride;
    COLUMN_LOOP d[j] = (g[j] - s[j]) * y[j];
  }
}

static void NAME(log_softmax_columns_back)(void *out, const void *grad, const void *result,
                                           int64_t n, int64_t stride, int64_t width) {
  T s[LM_SOFTMAX_WIDTH] = {0};
  for (int64_t i = 0; i < n; i++) {
    const T *g = (const T *)grad + i * stride;
    COLUMN_LOOP s[j] += g[j];
  }
  for (int64_t i = 0; i < n; i++) {
    const T *g = (const T *)grad + i * stride, *y = (const T *)result + i * stride;
    T *d = (T *)out + i * stride;
    COLUMN_LOOP d[j] = g[j] - EXP(y[j]) * s[j];
  }
}

#undef COLUMN_LOOP
#undef V
#undef LOAD
#undef BEATS
#undef RUN_EXTREME
