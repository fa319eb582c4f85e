/* Folds of float or double, included once for each: T is the type, NAME(x) gives a name its suffix,
** LANES are as many T as 64 bytes hold, POSITION is an integer as wide as T. */
#include "tensor/cpu/isa/run_float.h"

/* ---- runs: up to RUN contiguous elements to one number ---- */

/* Sums of formulas in float64, eight lanes wide. */
#define RUN_SUM_OF(name, formula)                                        \
  static inline double NAME(name)(const T *x, int64_t n, double shift) { \
    double lane[2][8] = {{0}}, s = 0;                                    \
    int64_t i = 0;                                                       \
    for (; i + 16 <= n; i += 16) {                                       \
      for (int j = 0; j < 8; j++) {                                      \
        double v = (double)x[i + j] - shift;                             \
        lane[0][j] += formula;                                           \
      }                                                                  \
      for (int j = 0; j < 8; j++) {                                      \
        double v = (double)x[i + 8 + j] - shift;                         \
        lane[1][j] += formula;                                           \
      }                                                                  \
    }                                                                    \
    for (; i < n; i++) {                                                 \
      double v = (double)x[i] - shift;                                   \
      s += formula;                                                      \
    }                                                                    \
    for (int j = 0; j < 8; j++) s += lane[0][j] + lane[1][j];            \
    return s;                                                            \
  }
RUN_SUM_OF(run_squares, v *v)
RUN_SUM_OF(run_abs_sum, fabs(v))

RUN_EXTREME(run_abs_max, true, >)
RUN_EXTREME(run_abs_min, true, <)

static inline double NAME(run_prod)(const T *x, int64_t n) {
  double lane[4] = {1, 1, 1, 1};
  int64_t i = 0;
  for (; i + 4 <= n; i += 4)
    for (int j = 0; j < 4; j++) lane[j] *= (double)x[i + j];
  for (; i < n; i++) lane[0] *= (double)x[i];
  return (lane[0] * lane[1]) * (lane[2] * lane[3]);
}

static inline int64_t NAME(run_nonzero)(const T *x, int64_t n) {
  int64_t count = 0;
  for (int64_t i = 0; i < n; i++) count += x[i] != 0;
  return count;
}

static inline double NAME(run_powers)(const T *x, int64_t n, double p) {
  double power[64], s = 0;
  for (int64_t i = 0; i < n; i += 64) {
    int64_t m = n - i < 64 ? n - i : 64;
    for (int64_t j = 0; j < m; j++) power[j] = LM_MATH2(pow, fabs((double)x[i + j]), p);
    for (int64_t j = 0; j < m; j++) s += power[j];
  }
  return s;
}

static inline double NAME(run_exp)(const T *x, int64_t n, T shift) {
  T e[RUN];
  for (int64_t i = 0; i < n; i++) e[i] = LM_MATH1(exp, x[i] - shift);
  return NAME(run_sum)(e, n);
}

/* ---- rows ---- */

/* A statement that takes the run r of m elements, which begins at position `at`, into the state
** s, makes a function for rows. */
#define ROWS(name, width, ...)                                                                   \
  static void NAME(name)(lm_cell * s, const void *data, int64_t rows, int64_t stride, int64_t n, \
                         int64_t pos, double p) {                                                \
    (void)pos, (void)p;                                                                          \
    for (int64_t row = 0; row < rows; row++, s += width) {                                       \
      const T *x = (const T *)data + row * stride;                                               \
      for (int64_t i = 0; i < n; i += RUN) {                                                     \
        const T *r = x + i;                                                                      \
        int64_t m = n - i < RUN ? n - i : RUN, at = pos + i;                                     \
        (void)at;                                                                                \
        __VA_ARGS__;                                                                             \
      }                                                                                          \
    }                                                                                            \
  }
ROWS(rows_sum, 1, s->f += NAME(run_sum)(r, m))
ROWS(rows_prod, 1, s->f *= NAME(run_prod)(r, m))
ROWS(rows_nonzero, 1, s->i += NAME(run_nonzero)(r, m))
ROWS(rows_squares, 1, s->f += NAME(run_squares)(r, m, 0))
ROWS(rows_abs_sum, 1, s->f += NAME(run_abs_sum)(r, m, 0))
ROWS(rows_powers, 1, s->f += NAME(run_powers)(r, m, p))
ROWS(rows_max, 1, s->f = lm_max_f(s->f, (double)NAME(run_max)(r, m)))
ROWS(rows_min, 1, s->f = lm_min_f(s->f, (double)NAME(run_min)(r, m)))
ROWS(rows_abs_max, 1, s->f = lm_max_f(s->f, (double)NAME(run_abs_max)(r, m)))
ROWS(rows_abs_min, 1, s->f = lm_min_f(s->f, (double)NAME(run_abs_min)(r, m)))
ROWS(rows_moments, 3, {
  double mean = NAME(run_sum)(r, m) / (double)m;
  lm_merge_moments(s, (double)m, mean, NAME(run_squares)(r, m, mean));
})
ROWS(rows_exp, 2, {
  T top = NAME(run_max)(r, m), shift = isinf(top) ? 0 : top;
  lm_merge_exp(s, (double)shift, NAME(run_exp)(r, m, shift));
})

/* A run whose extreme does not beat the state is read once; the other way round it is searched for
** the first element that is the extreme. */
#define ROWS_POSITION(name, run, cmp)                                                \
  ROWS(name, 2, {                                                                    \
    T best = run(r, m);                                                              \
    if (s[1].i < 0 || (double)best cmp s[0].f || (best != best && !isnan(s[0].f))) { \
      int64_t k = 0;                                                                 \
      if (best != best)                                                              \
        while (r[k] == r[k]) k++;                                                    \
      else                                                                           \
        while (r[k] != best) k++;                                                    \
      s[0].f = (double)best;                                                         \
      s[1].i = at + k;                                                               \
    }                                                                                \
  })
ROWS_POSITION(rows_argmax, NAME(run_max), >)
ROWS_POSITION(rows_argmin, NAME(run_min), <)

/* ---- columns ---- */

/* A formula of the rows added to acc[0..m-1], four rows for each pass over the sums. */
#define ADD_ROWS(name, term)                                                                  \
  static inline void NAME(name)(T * acc, const T *x, int64_t rows, int64_t stride, int64_t m, \
                                const T *mean) {                                              \
    (void)mean;                                                                               \
    int64_t i = 0;                                                                            \
    for (; i + 4 <= rows; i += 4, x += 4 * stride) {                                          \
      const T *a = x, *b = a + stride, *c = b + stride, *d = c + stride;                      \
      for (int64_t j = 0; j < m; j++) acc[j] += (term(a) + term(b)) + (term(c) + term(d));    \
    }                                                                                         \
    for (; i < rows; i++, x += stride)                                                        \
      for (int64_t j = 0; j < m; j++) acc[j] += term(x);                                      \
  }
#define ELEMENT(x) (x)[j]
#define DEVIATION(x) (((x)[j] - mean[j]) * ((x)[j] - mean[j]))
ADD_ROWS(add_rows, ELEMENT)
ADD_ROWS(add_deviations, DEVIATION)

static void NAME(cols_sum)(lm_cell *state, const void *data, int64_t rows, int64_t stride,
                           int64_t n, int64_t pos) {
  (void)pos;
  T acc[RUN];
  for (int64_t j0 = 0; j0 < n; j0 += RUN) {
    int64_t m = n - j0 < RUN ? n - j0 : RUN;
    for (int64_t i = 0; i < rows; i += COLUMN_RUN) {
      memset(acc, 0, sizeof *acc * (size_t)m);
      NAME(add_rows)
      (acc, (const T *)data + i * stride + j0, rows - i < COLUMN_RUN ? rows - i : COLUMN_RUN,
       stride, m, NULL);
      for (int64_t j = 0; j < m; j++) state[j0 + j].f += (double)acc[j];
    }
  }
}

/* Blocks that the first cache holds are read twice: for their means, and for the deviations. */
static void NAME(cols_moments)(lm_cell *state, const void *data, int64_t rows, int64_t stride,
                               int64_t n, int64_t pos) {
  (void)pos;
  T mean[BLOCK_COLUMNS], squares[BLOCK_COLUMNS];
  for (int64_t i = 0; i < rows; i += BLOCK_ROWS) {
    const int64_t height = rows - i < BLOCK_ROWS ? rows - i : BLOCK_ROWS;
    for (int64_t j0 = 0; j0 < n; j0 += BLOCK_COLUMNS) {
      const int64_t m = n - j0 < BLOCK_COLUMNS ? n - j0 : BLOCK_COLUMNS;
      const T *x = (const T *)data + i * stride + j0;
      memset(mean, 0, sizeof mean);
      memset(squares, 0, sizeof squares);
      NAME(add_rows)(mean, x, height, stride, m, NULL);
      for (int64_t j = 0; j < m; j++) mean[j] /= (T)height;
      NAME(add_deviations)(squares, x, height, stride, m, mean);
      for (int64_t j = 0; j < m; j++)
        lm_merge_moments(state + 3 * (j0 + j), (double)height, (double)mean[j], (double)squares[j]);
    }
  }
}

#define COLS_EXTREME(name, cmp)                                                               \
  static void NAME(name)(lm_cell * state, const void *data, int64_t rows, int64_t stride,     \
                         int64_t n, int64_t pos) {                                            \
    (void)pos;                                                                                \
    T best[RUN];                                                                              \
    for (int64_t j0 = 0; j0 < n; j0 += RUN) {                                                 \
      int64_t m = n - j0 < RUN ? n - j0 : RUN;                                                \
      lm_cell *s = state + j0;                                                                \
      for (int64_t j = 0; j < m; j++) best[j] = (T)s[j].f;                                    \
      for (int64_t i = 0; i < rows; i++) {                                                    \
        const T *x = (const T *)data + i * stride + j0;                                       \
        for (int64_t j = 0; j < m; j++) best[j] = BEATS(x[j], cmp, best[j]) ? x[j] : best[j]; \
      }                                                                                       \
      for (int64_t j = 0; j < m; j++) s[j].f = (double)best[j];                               \
    }                                                                                         \
  }
COLS_EXTREME(cols_max, >)
COLS_EXTREME(cols_min, <)

/* Positions within a block of rows are as wide as T, so that a vector holds as many of them.  The
** first NaN stays. */
#define COLS_POSITION(name, cmp)                                                          \
  static void NAME(name)(lm_cell * state, const void *data, int64_t rows, int64_t stride, \
                         int64_t n, int64_t pos) {                                        \
    T best[BLOCK_COLUMNS];                                                                \
    POSITION at[BLOCK_COLUMNS];                                                           \
    for (int64_t i0 = 0; i0 < rows; i0 += RUN) {                                          \
      const POSITION height = (POSITION)(rows - i0 < RUN ? rows - i0 : RUN);              \
      for (int64_t j0 = 0; j0 < n; j0 += BLOCK_COLUMNS) {                                 \
        const int64_t m = n - j0 < BLOCK_COLUMNS ? n - j0 : BLOCK_COLUMNS;                \
        const T *x = (const T *)data + i0 * stride + j0;                                  \
        for (int64_t j = 0; j < m; j++) best[j] = x[j], at[j] = 0;                        \
        for (POSITION i = 1; i < height; i++) {                                           \
          x += stride;                                                                    \
          for (int64_t j = 0; j < m; j++) {                                               \
            const T v = x[j], b = best[j];                                                \
            const bool better = (v cmp b) | ((v != v) & (b == b));                        \
            best[j] = better ? v : b;                                                     \
            at[j] = better ? i : at[j];                                                   \
          }                                                                               \
        }                                                                                 \
        lm_cell *s = state + 2 * j0;                                                      \
        for (int64_t j = 0; j < m; j++, s += 2)                                           \
          if (s[1].i < 0 || (double)best[j] cmp s[0].f ||                                 \
              (best[j] != best[j] && !isnan(s[0].f))) {                                   \
            s[0].f = (double)best[j];                                                     \
            s[1].i = pos + i0 + at[j];                                                    \
          }                                                                               \
      }                                                                                   \
    }                                                                                     \
  }
COLS_POSITION(cols_argmax, >)
COLS_POSITION(cols_argmin, <)

#undef V
#undef LOAD
#undef RUN_SUM_OF
#undef RUN_EXTREME
#undef ROWS
#undef ROWS_POSITION
#undef COLS_EXTREME
#undef COLS_POSITION
#undef ADD_ROWS
#undef ELEMENT
#undef DEVIATION
