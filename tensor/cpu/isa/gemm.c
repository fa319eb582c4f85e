/* Matrix products as plain loops: see gemm.h.
**
** The product is a sum of rows of b, weighted by elements of a.  A panel of b, at most PANEL_K rows of
** PANEL_N elements, stays in the first cache while all rows of c pass over it, four rows of the panel
** at a time, so that an element of c is loaded and stored once for four products.
*/
#include "tensor/cpu/gemm.h"

#include <string.h>

#define PANEL_K 32
#define PANEL_N 64 /* 16 KB of doubles */

/* `wide` is a type that T's products are computed in without overflow that C leaves undefined. */
#define GEMM(T, wide, name)                                                                       \
  /* c[j] += sum of x[p] * b[p][j] */                                                             \
  static inline void rows_##name(T *restrict c, const T *restrict x, int64_t k,                   \
                                 const T *restrict b, int64_t ldb, int64_t n) {                   \
    int64_t p = 0;                                                                                \
    for (; p + 4 <= k; p += 4) {                                                                  \
      const T *b0 = b + p * ldb, *b1 = b0 + ldb, *b2 = b1 + ldb, *b3 = b2 + ldb;                  \
      wide x0 = x[p], x1 = x[p + 1], x2 = x[p + 2], x3 = x[p + 3];                                \
      for (int64_t j = 0; j < n; j++)                                                             \
        c[j] = (T)(c[j] + (x0 * b0[j] + x1 * b1[j]) + (x2 * b2[j] + x3 * b3[j]));                 \
    }                                                                                             \
    for (; p < k; p++) {                                                                          \
      const T *b0 = b + p * ldb;                                                                  \
      wide x0 = x[p];                                                                             \
      for (int64_t j = 0; j < n; j++) c[j] = (T)(c[j] + x0 * b0[j]);                              \
    }                                                                                             \
  }                                                                                               \
  static void gemm_##name(const cpu_gemm *g, T alpha, const T *a, const T *b, T beta, T *c) {     \
    T panel[PANEL_K * PANEL_N], x[PANEL_K];                                                       \
    int64_t next_row = g->ta ? 1 : g->lda, next_column = g->ta ? g->lda : 1;                      \
    for (int64_t i = 0; i < g->m; i++) {                                                          \
      T *row = c + i * g->ldc;                                                                    \
      if (beta == 0)                                                                              \
        memset(row, 0, (size_t)g->n * sizeof(T));                                                 \
      else if (beta != 1)                                                                         \
        for (int64_t j = 0; j < g->n; j++) row[j] = (T)((wide)beta * row[j]);                     \
    }                                                                                             \
    for (int64_t q = 0; q < g->k; q += PANEL_K) {                                                 \
      int64_t k = g->k - q < PANEL_K ? g->k - q : PANEL_K;                                        \
      for (int64_t r = 0; r < g->n; r += PANEL_N) {                                               \
        int64_t n = g->n - r < PANEL_N ? g->n - r : PANEL_N;                                      \
        const T *rows = b + q * g->ldb + r;                                                       \
        if (g->tb) {                                                                              \
          for (int64_t j = 0; j < n; j++)                                                         \
            for (int64_t p = 0; p < k; p++) panel[p * PANEL_N + j] = b[(r + j) * g->ldb + q + p]; \
          rows = panel;                                                                           \
        }                                                                                         \
        for (int64_t i = 0; i < g->m; i++) {                                                      \
          const T *ai = a + i * next_row + q * next_column;                                       \
          for (int64_t p = 0; p < k; p++) x[p] = (T)((wide)alpha * ai[p * next_column]);          \
          rows_##name(c + i * g->ldc + r, x, k, rows, g->tb ? PANEL_N : g->ldb, n);               \
        }                                                                                         \
      }                                                                                           \
    }                                                                                             \
  }

GEMM(float, float, f32)
GEMM(double, double, f64)
GEMM(uint8_t, uint32_t, u8)
GEMM(uint16_t, uint32_t, u16)
GEMM(uint32_t, uint32_t, u32)
GEMM(uint64_t, uint64_t, u64)

const cpu_gemm_table LM_NAME(cpu_gemm_loops) = {gemm_f32, gemm_f64, gemm_u8,
                                                gemm_u16, gemm_u32, gemm_u64};
