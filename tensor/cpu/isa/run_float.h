/* Sums and extremes of contiguous runs of float or double, included once for each: T is the type,
** NAME(x) gives a name its suffix, LANES are as many T as 64 bytes hold, RUN is how many elements may
** be added up in T before the lanes are joined in float64. */

typedef T NAME(vec) __attribute__((vector_size(64)));
typedef T NAME(vec_loose) __attribute__((vector_size(64), aligned(sizeof(T)), may_alias));
#define V NAME(vec)
#define LOAD(p) ((V) * (const NAME(vec_loose) *)(p))

/* The sum of at most RUN elements. */
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

/* The sum of any number of elements. */
static inline double NAME(long_sum)(const T *x, int64_t n) {
  double s = 0;
  for (int64_t i = 0; i < n; i += RUN) s += NAME(run_sum)(x + i, n - i < RUN ? n - i : RUN);
  return s;
}

/* The extreme of n > 0 elements; NaN wins, and stays. */
#define BEATS(v, cmp, m) (((v)cmp(m)) | ((v) != (v)))
#define RUN_EXTREME(name, of, cmp)                                                  \
  static inline T NAME(name)(const T *x, int64_t n) {                               \
    T m = of(x[0]);                                                                 \
    int64_t i = 0;                                                                  \
    if (n >= 2 * LANES) {                                                           \
      T lane[2 * LANES];                                                            \
      for (int j = 0; j < 2 * LANES; j++) lane[j] = of(x[j]);                       \
      for (i = 2 * LANES; i + 2 * LANES <= n; i += 2 * LANES)                       \
        for (int j = 0; j < 2 * LANES; j++) {                                       \
          T v = of(x[i + j]);                                                       \
          lane[j] = BEATS(v, cmp, lane[j]) ? v : lane[j];                           \
        }                                                                           \
      for (int j = 0; j < 2 * LANES; j++) m = BEATS(lane[j], cmp, m) ? lane[j] : m; \
    }                                                                               \
    for (; i < n; i++) {                                                            \
      T v = of(x[i]);                                                               \
      m = BEATS(v, cmp, m) ? v : m;                                                 \
    }                                                                               \
    return m;                                                                       \
  }
#define ITSELF(v) (v)
RUN_EXTREME(run_max, ITSELF, >)
RUN_EXTREME(run_min, ITSELF, <)
