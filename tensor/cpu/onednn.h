/* oneDNN's matrix product of f32, opened on first use and called so that signals do no harm. */
#ifndef LM_CPU_ONEDNN_H
#define LM_CPU_ONEDNN_H

#include <stdbool.h>
#include <stdint.h>

/* Opens the library; false where there is none.  Call it once, before the first product. */
bool cpu_onednn_open(void);

/* Row-major c = alpha * op(a) op(b) + beta * c; false when nothing was computed. */
bool cpu_onednn_sgemm(bool ta, bool tb, int64_t m, int64_t n, int64_t k, float alpha,
                      const float *a, int64_t lda, const float *b, int64_t ldb, float beta,
                      float *c, int64_t ldc);

#endif
