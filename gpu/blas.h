/* The few functions of cuBLAS that products need, opened when a script first multiplies: the library
** is large, and programs that never ask for it start without it. */
#ifndef LM_CUDA_BLAS_H
#define LM_CUDA_BLAS_H

#include "gpu/device.h"

/* One product of row-major matrices, or a batch of them: out = alpha * a @ b + beta * out, with
** a (n, k), b (k, m) and out (n, m), all of one floating-point dtype.  float16 and bfloat16 add up in
** float; float32 never goes through TF32. */
struct cuda_matrix {
  const void *data;
  bool transposed; /* stored by columns */
  int64_t ld;      /* elements from one row (or column) to the next */
  int64_t batch;   /* and from one matrix to the next */
};

struct cuda_gemm {
  lm_dtype dtype;
  int64_t batches, n, m, k;
  cuda_matrix a, b;
  double alpha, beta;
};

bool cuda_gemm_run(const cuda_run &run, const cuda_gemm &g, lm_tensor *out);

#endif
