/* Folds of float or double, included once for each: T is the type, NAME(x) gives a name its suffix,
** LANES are as many T as 64 bytes hold. */

typedef T NAME(vec) __attribute__((vector_size(64)));
typedef T NAME(vec_loose) __attribute__((vector_size(64), aligned(sizeof(T)), may_alias));
#define V NAME(vec)
#define LOAD(p) ((V) * (const NAME(vec_loose) *)(p))

/* ---- runs: up to RUN contiguous elements to one number ---- */

static inline double NAME(lanes)(V a) {
  double s = 0;
  for (int j = 0; j < LANES; j++) s += (double)a[j];
  return s;
}

static inline double NAME(run_sum)(const T *x, int64_t n) {
  V a = {0}, b = {0}, c = {0}, d = {0};
  double tail = 0;
  int64_t i = 0;
  for (; i + 4 * LANES <= n; i += 4 * LANES) {
    a += LOAD(x + i), b += LOAD(x + i + LANES);
    c += LOAD(x + i + 2 * LANES), d += LOAD(x + i + 3 * LANES);
  }
  for (; i + LANES <= n; i += LANES) a += LOAD(x + i);
  bool vectors = i > 0;
  for (; i < n; i++) tail += (double)x[i];
  return vectors ? NAME(lanes)((a + b) + (c + d)) + tail : tail;
}

/* Sums of formulas in float64, eight lanes wide. */
#define RUN_SUM_OF(name, formula) \
  static inline double NAME(name)(const T *x, int64_t n, double shift) { \
    double lane[2][8] = {{0}}, s = 0; \
    int64_t i = 0; \
    for (; i + 16 <= n; i += 16) { \
      for (int j = 0; j < 8; j++) { \
        double v = (double)x[i + j] - shift; \
        lane[0][j] += formula; \
      } \
      for (int j = 0; j < 8; j++) { \
        double v = (double)x[i + 8 + j] - shift; \
        lane[1][j] += formula; \
      } \
    } \
    for (; i < n; i++) { \
      double v = (double)x[i] - shift; \
      s += formula; \
    } \
    for (int j = 0; j < 8; j++) s += lane[0][j] + lane[1][j]; \
    return s; \
  }
RUN_SUM_OF(run_squares, v *v)
RUN_SUM_OF(run_abs_sum, fabs(v))

/* The extreme of n > 0 elements; NaN wins, and stays. */
#define BEATS(v, cmp, m) (((v)cmp(m)) | ((v) != (v)))
#define RUN_EXTREME(name, of, cmp) \
  static inline T NAME(name)(const T *x, int64_t n) { \
    T m = of(x[0]); \
    int64_t i = 0; \
    if (n >= 2 * LANES) { \
      T lane[2 * LANES]; \
      for (int j = 0; j < 2 * LANES; j++) lane[j] = of(x[j]); \
      for (i = 2 * LANES; i + 2 * LANES <= n; i += 2 * LANES) \
        for (int j = 0; j < 2 * LANES; j++) { \
          T v = of(x[i + j]); \
          lane[j] = BEATS(v, cmp, lane[j]) ? v : lane[j]; \
        } \
      for (int j = 0; j < 2 * LANES; j++) m = BEATS(lane[j], cmp, m) ? lane[j] : m; \
    } \
    for (; i < n; i++) { \
      T v = of(x[i]); \
      m = BEATS(v, cmp, m) ? v : m; \
    } \
    return m; \
  }
#define ITSELF(v) (v)
#define SIZE(v) ((T)fabs((double)(v)))
RUN_EXTREME(run_max, ITSELF, >)
RUN_EXTREME(run_min, ITSELF, <)
RUN_EXTREME(run_abs_max, SIZE, >)
RUN_EXTREME(run_abs_min, SIZE, <)

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
#define ROWS(name, width, ...) \
  static void NAME(name)(lm_cell *s, const void *data, int64_t rows, int64_t stride, int64_t n, \
                         int64_t pos, double p) { \
    (void)pos, (void)p; \
    for (int64_t row = 0; row < rows; row++, s += width) { \
      const T *x = (const T *)data + row * stride; \
      for (int64_t i = 0; i < n; i += RUN) { \
        const T *r = x + i; \
        int64_t m = n - i < RUN ? n - i : RUN, at = pos + i; \
        (void)at; \
        __VA_ARGS__; \
      } \
    } \
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
#define ROWS_POSITION(name, run, cmp) \
  ROWS(name, 2, { \
    T best = run(r, m); \
    if (s[1].i < 0 || (double)best cmp s[0].f || (best != best && !isnan(s[0].f))) { \
      int64_t k = 0; \
      if (best != best) while (r[k] == r[k]) k++; \
      else while (r[k] != best) k++; \
      s[0].f = (double)best; \
      s[1].i = at + k; \
    } \
  })
ROWS_POSITION(rows_argmax, NAME(run_max), >)
ROWS_POSITION(rows_argmin, NAME(run_min), <)

/* ---- columns ---- */

/* Rows are added up in T, COLUMN_RUN at a time, four for each pass over the sums. */
static void NAME(cols_sum)(lm_cell *state, const void *data, int64_t rows, int64_t stride, int64_t n) {
  T acc[RUN];
  for (int64_t j0 = 0; j0 < n; j0 += RUN) {
    int64_t m = n - j0 < RUN ? n - j0 : RUN;
    lm_cell *s = state + j0;
    for (int64_t i0 = 0; i0 < rows; i0 += COLUMN_RUN) {
      int64_t end = rows - i0 < COLUMN_RUN ? rows : i0 + COLUMN_RUN, i = i0;
      memset(acc, 0, sizeof *acc * (size_t)m);
      for (; i + 4 <= end; i += 4) {
        const T *a = (const T *)data + i * stride + j0, *b = a + stride, *c = b + stride,
                *d = c + stride;
        for (int64_t j = 0; j < m; j++) acc[j] += (a[j] + b[j]) + (c[j] + d[j]);
      }
      for (; i < end; i++) {
        const T *a = (const T *)data + i * stride + j0;
        for (int64_t j = 0; j < m; j++) acc[j] += a[j];
      }
      for (int64_t j = 0; j < m; j++) s[j].f += (double)acc[j];
    }
  }
}

#define COLS_EXTREME(name, cmp) \
  static void NAME(name)(lm_cell *state, const void *data, int64_t rows, int64_t stride, int64_t n) { \
    T best[RUN]; \
    for (int64_t j0 = 0; j0 < n; j0 += RUN) { \
      int64_t m = n - j0 < RUN ? n - j0 : RUN; \
      lm_cell *s = state + j0; \
      for (int64_t j = 0; j < m; j++) best[j] = (T)s[j].f; \
      for (int64_t i = 0; i < rows; i++) { \
        const T *x = (const T *)data + i * stride + j0; \
        for (int64_t j = 0; j < m; j++) \
          best[j] = BEATS(x[j], cmp, best[j]) ? x[j] : best[j]; \
      } \
      for (int64_t j = 0; j < m; j++) s[j].f = (double)best[j]; \
    } \
  }
COLS_EXTREME(cols_max, >)
COLS_EXTREME(cols_min, <)

#undef V
#undef LOAD
#undef RUN_SUM_OF
#undef BEATS
#undef RUN_EXTREME
#undef ITSELF
#undef SIZE
#undef ROWS
#undef ROWS_POSITION
#undef COLS_EXTREME
