/* Matrix products of bfloat16 by oneDNN: sums in float32, rounded once. */
#ifndef LM_CPU_ONEDNN_MATMUL_H
#define LM_CPU_ONEDNN_MATMUL_H

#include "tensor/dtype.h"

#include <stdbool.h>
#include <stdint.h>

/* A matrix or a batch of them: strides in elements, of which one of down and right is 1. */
typedef struct cpu_matrices {
  const void *data;
  int64_t batch, down, right;
} cpu_matrices;

/* c (batches, m, n), contiguous, = a (m, k) by b (k, n) + bias (n) or NULL; all of one dtype.  False
** without a message when it was not computed: then c is unset. */
bool cpu_dnnl_matmul(lm_dtype dtype, int64_t batches, int64_t m, int64_t n, int64_t k,
                     const cpu_matrices *a, const cpu_matrices *b, const void *bias, void *c);

/* True where cpu_dnnl_matmul is faster than float32: the processor multiplies bfloat16. */
bool cpu_dnnl_has_bf16(void);

#endif
