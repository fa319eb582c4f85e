/* Blocks of attention in float or double, included once for each: T is the type, NAME(x) gives a name
** its suffix, RUN and LANES are run_float.h's.
**
** A row that sees nothing has m = -inf: exponentials are then taken of the scores themselves, which
** are -inf, and are 0.  NaN and +inf among scores make the row NaN, as in a softmax. */

#include "tensor/cpu/isa/run_float.h"

static void NAME(mark)(const lm_attention_block *b, void *scores) {
  const T never = (T)-INFINITY;
  for (int64_t r = 0; r < b->rows; r++) {
    T *s = (T *)scores + r * b->ld;
    const int64_t ahead = b->column - (b->place + r), n = b->columns; /* of the first key */
    if (b->slope != 0)
      for (int64_t j = 0; j < n; j++) {
        int64_t far = ahead + j;
        s[j] -= (T)b->slope * (T)(far < 0 ? -far : far);
      }
    if (b->mask && b->mask_is_bool) {
      const uint8_t *m = (const uint8_t *)b->mask + r * b->mask_row;
      if (b->mask_column == 1)
        for (int64_t j = 0; j < n; j++) s[j] = m[j] ? s[j] : never;
      else
        for (int64_t j = 0; j < n; j++) s[j] = m[j * b->mask_column] ? s[j] : never;
    } else if (b->mask) {
      const T *m = (const T *)b->mask + r * b->mask_row;
      if (b->mask_column == 1)
        for (int64_t j = 0; j < n; j++) s[j] += m[j];
      else
        for (int64_t j = 0; j < n; j++) s[j] += m[j * b->mask_column];
    }
    if (b->left >= 0)
      for (int64_t j = 0; j < n && ahead + j < -b->left; j++) s[j] = never;
    if (b->right >= 0)
      for (int64_t j = n - 1; j >= 0 && ahead + j > b->right; j--) s[j] = never;
    for (int64_t j = n; j < b->padded; j++) s[j] = never;
  }
}

/* s = exp(s - m) */
static inline void NAME(exp_row)(T *s, T m, int64_t n) {
  for (int64_t j = 0; j < n; j++) s[j] = LM_MATH1(exp, s[j] - m);
}

static void NAME(online)(const lm_attention_block *b, void *scores, void *maxima, void *sums,
                         void *out, int64_t features) {
  T *m = maxima, *sum = sums;
  for (int64_t r = 0; r < b->rows; r++) {
    T *s = (T *)scores + r * b->ld, most = NAME(run_max)(s, b->padded);
    if (most < m[r]) most = m[r];
    T shift = most == (T)-INFINITY ? 0 : most;
    NAME(exp_row)(s, shift, b->padded);
    T more = (T)NAME(long_sum)(s, b->padded);
    if (out == NULL) {
      sum[r] = more;
    } else {
      T old = m[r] == most ? 1 : LM_MATH1(exp, m[r] - shift), *o = (T *)out + r * features;
      sum[r] = sum[r] * old + more;
      if (old != 1)
        for (int64_t j = 0; j < features; j++) o[j] *= old;
    }
    m[r] = most;
  }
}

static void NAME(finish)(int64_t rows, int64_t features, void *out, const void *maxima,
                         const void *sums, void *lse) {
  const T *m = maxima, *sum = sums;
  for (int64_t r = 0; r < rows; r++) {
    T *o = (T *)out + r * features, scale = sum[r] == 0 ? 0 : 1 / sum[r];
    for (int64_t j = 0; j < features; j++) o[j] *= scale;
    ((T *)lse)[r] = sum[r] == 0 ? (T)-INFINITY : m[r] + (T)log((double)sum[r]);
  }
}

static void NAME(weigh)(const lm_attention_block *b, void *scores, const void *lse) {
  for (int64_t r = 0; r < b->rows; r++) {
    T shift = ((const T *)lse)[r];
    NAME(exp_row)((T *)scores + r * b->ld, shift == (T)-INFINITY ? 0 : shift, b->padded);
  }
}

static void NAME(dots)(int64_t rows, int64_t features, void *out, const void *a, int64_t lda,
                       const void *b) {
  for (int64_t r = 0; r < rows; r++) {
    const T *x = (const T *)a + r * lda, *y = (const T *)b + r * features;
    double s = 0;
    for (int64_t j = 0; j < features; j++) s += (double)x[j] * (double)y[j];
    ((T *)out)[r] = (T)s;
  }
}

static void NAME(score_grad)(const lm_attention_block *b, void *grad, const void *weights,
                             const void *delta) {
  for (int64_t r = 0; r < b->rows; r++) {
    T *d = (T *)grad + r * b->ld, along = ((const T *)delta)[r];
    const T *p = (const T *)weights + r * b->ld;
    for (int64_t j = 0; j < b->columns; j++) d[j] = p[j] * (d[j] - along);
  }
}

static void NAME(drop)(void *out, const void *in, const uint32_t *w, int64_t n, uint64_t drop,
                       double scale) {
  T *y = out, factor = (T)scale;
  const T *x = in;
  for (int64_t j = 0; j < n; j++) y[j] = w[j] >= drop ? x[j] * factor : 0;
}

static void NAME(rotate)(void *out, const void *in, const void *cosines, const void *sines,
                         int64_t pairs, int64_t features, bool neighbours) {
  T *restrict y = out;
  const T *restrict x = in, *restrict c = cosines, *restrict s = sines;
  if (neighbours)
    for (int64_t i = 0; i < pairs; i++) {
      T a = x[2 * i], b = x[2 * i + 1];
      y[2 * i] = a * c[i] - b * s[i];
      y[2 * i + 1] = a * s[i] + b * c[i];
    }
  else
    for (int64_t i = 0; i < pairs; i++) {
      T a = x[i], b = x[pairs + i];
      y[i] = a * c[i] - b * s[i];
      y[pairs + i] = a * s[i] + b * c[i];
    }
  for (int64_t i = 2 * pairs; i < features; i++) y[i] = x[i];
}
