/* Maxima of windows that are alike; what the kernels promise is in pool.h. */
#ifdef __clang__ /* says of each loop that it could not vectorise */
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#include "tensor/cpu/isa/pool.h"

#define BLOCK 64 /* windows at a time: what they have found stays in the first cache */
#define GROUP 8  /* compared in whole groups, the last with zeros behind the windows */

/* One tap of all windows of a block, without branches. */
#define TAP(P, is_nan)                                            \
  for (int64_t c = 0; c < lanes; c += GROUP) {                    \
    _Pragma("omp simd") for (int64_t i = c; i < c + GROUP; i++) { \
      const P hit = (P) - ((v[i] > most[i]) | is_nan(v[i]));      \
      best[i] = (P)((best[i] & ~hit) | (tap & hit));              \
      most[i] = hit ? v[i] : most[i];                             \
    }                                                             \
  }
#define MOST(name, T, P, is_nan)                                                               \
  static void name(const cpu_windows *w, const void *plane, int64_t n, void *y, int64_t *at) { \
    const int64_t step = w->step;                                                              \
    T most[BLOCK], v[BLOCK];                                                                   \
    P best[BLOCK];                                                                             \
    for (int64_t begin = 0; begin < n; begin += BLOCK) {                                       \
      const int64_t m = n - begin < BLOCK ? n - begin : BLOCK;                                 \
      const int64_t lanes = (m + GROUP - 1) / GROUP * GROUP, first = w->first + begin * step;  \
      const T *x = (const T *)plane + first;                                                   \
      for (int64_t c = m; c < lanes; c++) most[c] = v[c] = 0;                                  \
      for (int64_t c = 0; c < m; c++) most[c] = x[c * step];                                   \
      for (int64_t c = 0; c < lanes; c++) best[c] = 0;                                         \
      for (int64_t k = 1; k < w->count; k++) {                                                 \
        const P tap = (P)w->taps[k];                                                           \
        const T *from = x + w->taps[k];                                                        \
        if (step == 2)                                                                         \
          for (int64_t c = 0; c < m; c++) v[c] = from[2 * c];                                  \
        else                                                                                   \
          for (int64_t c = 0; c < m; c++) v[c] = from[c * step];                               \
        TAP(P, is_nan)                                                                         \
      }                                                                                        \
      for (int64_t c = 0; c < m; c++) {                                                        \
        ((T *)y)[begin + c] = most[c];                                                         \
        at[begin + c] = first + c * step + best[c] + 1;                                        \
      }                                                                                        \
    }                                                                                          \
  }
#define IS_NAN(v) ((v) != (v))
#define NEVER(v) 0
MOST(most_f32, float, int32_t, IS_NAN)
MOST(most_f64, double, int64_t, IS_NAN)
MOST(most_i64, int64_t, int64_t, NEVER)

extern const cpu_pool_table LM_NAME(cpu_pool_kernels);
const cpu_pool_table LM_NAME(cpu_pool_kernels) = {.most = {most_f32, most_f64, most_i64}};
