/* Sums and extremes of contiguous runs of float or double, included once for each: T is the type,
** NAME(x) gives a name its suffix, LANES are as many T as 64 bytes hold, RUN is how many elements may
** be added up in T before the lanes are joined in float64. */

/* Vectors of the processor: gcc keeps wider ones in memory.  GROUP of them are 64 bytes, so that sums
** have one order on all. */
typedef T NAME(vec) __attribute__((vector_size(LM_VECTOR)));
typedef T NAME(vec_loose) __attribute__((vector_size(LM_VECTOR), aligned(sizeof(T)), may_alias));
#define V NAME(vec)
#define LOAD(p) ((V) * (const NAME(vec_loose) *)(p))
#define GROUP (64 / LM_VECTOR)
#define WIDTH (LM_VECTOR / (int)sizeof(T))

/* The sum of at most RUN elements. */
static inline double NAME(run_sum)(const T *x, int64_t n) {
  V a[4 * GROUP] = {{0}};
  double tail = 0, s = 0;
  int64_t i = 0;
  for (; i + 4 * LANES <= n; i += 4 * LANES)
    for (int k = 0; k < 4 * GROUP; k++) a[k] += LOAD(x + i + k * WIDTH);
  for (; i + LANES <= n; i += LANES)
    for (int k = 0; k < GROUP; k++) a[k] += LOAD(x + i + k * WIDTH);
  const bool vectors = i > 0;
  for (; i < n; i++) tail += (double)x[i];
  if (!vectors) return tail;
  for (int k = 0; k < GROUP; k++) {
    const V sum = (a[k] + a[k + GROUP]) + (a[k + 2 * GROUP] + a[k + 3 * GROUP]);
    for (int j = 0; j < WIDTH; j++) s += (double)sum[j];
  }
  return s + tail;
}

/* The sum of any number of elements. */
static inline double NAME(long_sum)(const T *x, int64_t n) {
  double s = 0;
  for (int64_t i = 0; i < n; i += RUN) s += NAME(run_sum)(x + i, n - i < RUN ? n - i : RUN);
  return s;
}

/* The extreme of n > 0 elements, or of their magnitudes with `size`; NaN wins, and stays. */
typedef POSITION NAME(mask) __attribute__((vector_size(LM_VECTOR)));
#define BEATS(v, cmp, m) (((v)cmp(m)) | ((v) != (v)))
#define RUN_EXTREME(name, size, cmp)                                                             \
  static inline T NAME(name)(const T *x, int64_t n) {                                            \
    enum { AT_ONCE = 2 * LANES };                                                                \
    const NAME(mask) keep = size ? ~(NAME(mask))(-(V){0}) : ~(NAME(mask)){0};                    \
    T m = size ? (T)fabs((double)x[0]) : x[0];                                                   \
    int64_t i = 0;                                                                               \
    if (n >= AT_ONCE) {                                                                          \
      V best[2 * GROUP];                                                                         \
      for (int k = 0; k < 2 * GROUP; k++) best[k] = (V)((NAME(mask))LOAD(x + k * WIDTH) & keep); \
      for (i = AT_ONCE; i + AT_ONCE <= n; i += AT_ONCE)                                          \
        for (int k = 0; k < 2 * GROUP; k++) {                                                    \
          const V v = (V)((NAME(mask))LOAD(x + i + k * WIDTH) & keep);                           \
          const NAME(mask) won = (NAME(mask))BEATS(v, cmp, best[k]);                             \
          best[k] = (V)(((NAME(mask))v & won) | ((NAME(mask))best[k] & ~won));                   \
        }                                                                                        \
      for (int k = 0; k < 2 * GROUP; k++)                                                        \
        for (int j = 0; j < WIDTH; j++) m = BEATS(best[k][j], cmp, m) ? best[k][j] : m;          \
    }                                                                                            \
    for (; i < n; i++) {                                                                         \
      const T v = size ? (T)fabs((double)x[i]) : x[i];                                           \
      m = BEATS(v, cmp, m) ? v : m;                                                              \
    }                                                                                            \
    return m;                                                                                    \
  }
RUN_EXTREME(run_max, false, >)
RUN_EXTREME(run_min, false, <)
