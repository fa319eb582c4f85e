/* Matrix products on memory: c = alpha * op(a) * op(b) + beta * c, all rows first (row-major).
**
** op(a) is m by k and op(b) k by n.  A leading dimension is the distance between the rows of the
** matrix as it lies in memory: a lies as m by k, or with `ta` as k by m.  With beta = 0 the elements of
** c are not read, so that they may be unset.
*/
#ifndef CPU_GEMM_H
#define CPU_GEMM_H

#include "tensor/cpu/isa.h"
#include "tensor/dtype.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct cpu_gemm {
  bool ta, tb;
  int64_t m, n, k, lda, ldb, ldc;
} cpu_gemm;

/* Products by the best library for their size, on as many threads as lm_num_threads says (on one
** inside a parallel region). */
void cpu_gemm_f32(const cpu_gemm *g, float alpha, const float *a, const float *b, float beta,
                  float *c);
void cpu_gemm_f64(const cpu_gemm *g, double alpha, const double *a, const double *b, double beta,
                  double *c);
/* The same of complex numbers, with real factors. */
void cpu_gemm_c64(const cpu_gemm *g, double alpha, const lm_c64 *a, const lm_c64 *b, double beta,
                  lm_c64 *c);
void cpu_gemm_c128(const cpu_gemm *g, double alpha, const lm_c128 *a, const lm_c128 *b, double beta,
                   lm_c128 *c);
/* Sums of products of vectors, n of them at a distance of ia and ib elements. */
float cpu_dot_f32(int64_t n, const float *a, int64_t ia, const float *b, int64_t ib);
double cpu_dot_f64(int64_t n, const double *a, int64_t ia, const double *b, int64_t ib);
lm_c64 cpu_dot_c64(int64_t n, const lm_c64 *a, int64_t ia, const lm_c64 *b, int64_t ib);
lm_c128 cpu_dot_c128(int64_t n, const lm_c128 *a, int64_t ia, const lm_c128 *b, int64_t ib);

/* Plain loops on one thread, for what no library takes: integers (which wrap, so that signed ones
** go as unsigned), very small products, and machines without a library. */
typedef struct cpu_gemm_table {
  void (*f32)(const cpu_gemm *g, float alpha, const float *a, const float *b, float beta, float *c);
  void (*f64)(const cpu_gemm *g, double alpha, const double *a, const double *b, double beta,
              double *c);
  void (*u8)(const cpu_gemm *g, uint8_t alpha, const uint8_t *a, const uint8_t *b, uint8_t beta,
             uint8_t *c);
  void (*u16)(const cpu_gemm *g, uint16_t alpha, const uint16_t *a, const uint16_t *b,
              uint16_t beta, uint16_t *c);
  void (*u32)(const cpu_gemm *g, uint32_t alpha, const uint32_t *a, const uint32_t *b,
              uint32_t beta, uint32_t *c);
  void (*u64)(const cpu_gemm *g, uint64_t alpha, const uint64_t *a, const uint64_t *b,
              uint64_t beta, uint64_t *c);
} cpu_gemm_table;

LM_ISA_TABLE(cpu_gemm_table, cpu_gemm_loops)

#endif
