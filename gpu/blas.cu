/* cuBLAS: opening it, a handle for each device, the call. */
#include "gpu/blas.h"
#include "gpu/element.cuh"

#include <cublas_v2.h>
#include <dlfcn.h>
#include <stdio.h>

/* ---- the library ---- */

typedef struct blas_library {
  cublasStatus_t (*create)(cublasHandle_t *);
  cublasStatus_t (*set_stream)(cublasHandle_t, cudaStream_t);
  cublasStatus_t (*set_math_mode)(cublasHandle_t, cublasMath_t);
  const char *(*status_string)(cublasStatus_t);
  cublasStatus_t (*gemm)(cublasHandle_t, cublasOperation_t, cublasOperation_t, int, int, int,
                         const void *, const void *, cudaDataType, int, const void *, cudaDataType,
                         int, const void *, void *, cudaDataType, int, cublasComputeType_t,
                         cublasGemmAlgo_t);
  cublasStatus_t (*gemm_batched)(cublasHandle_t, cublasOperation_t, cublasOperation_t, int, int,
                                 int, const void *, const void *, cudaDataType, int, long long,
                                 const void *, cudaDataType, int, long long, const void *, void *,
                                 cudaDataType, int, long long, int, cublasComputeType_t,
                                 cublasGemmAlgo_t);
} blas_library;

/* With the version that the headers are of; the plug-in's own search path leads to the toolkit. */
static bool open_blas(blas_library *b, const char *op) {
  char name[32];
  snprintf(name, sizeof name, "libcublas.so.%d", CUBLAS_VER_MAJOR);
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return lm_fail("%s: cuda: cuBLAS is missing (%s)", op, dlerror());
  struct {
    void *function;
    const char *name;
  } const wanted[] = {
      {&b->create, "cublasCreate_v2"},
      {&b->set_stream, "cublasSetStream_v2"},
      {&b->set_math_mode, "cublasSetMathMode"},
      {&b->status_string, "cublasGetStatusString"},
      {&b->gemm, "cublasGemmEx"},
      {&b->gemm_batched, "cublasGemmStridedBatchedEx"},
  };
  for (const auto &w : wanted) {
    void *symbol = dlsym(library, w.name);
    if (symbol == NULL) return lm_fail("%s: cuda: %s has no %s", op, name, w.name);
    *(void **)w.function = symbol;
  }
  return true;
}

/* Opened once for the process; tried again after a failure. */
static const blas_library *blas(const char *op) {
  static blas_library library;
  static bool opened;
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&lock);
  if (!opened) opened = open_blas(&library, op);
  const blas_library *b = opened ? &library : NULL;
  pthread_mutex_unlock(&lock);
  return b;
}

struct cuda_blas {
  cublasHandle_t handle;
};

static bool blas_ok(const blas_library *b, cublasStatus_t s, const char *op) {
  return s == CUBLAS_STATUS_SUCCESS || lm_fail("%s: cuBLAS: %s", op, b->status_string(s));
}

/* The device's handle; called with its lock held. */
static cublasHandle_t handle_of(cuda_device *d, const blas_library *b, const char *op) {
  if (d->blas != NULL) return d->blas->handle;
  cuda_blas *made = (cuda_blas *)malloc(sizeof *made);
  if (made == NULL) {
    lm_fail("%s: out of memory: no room for a cuBLAS handle", op);
    return NULL;
  }
  if (!blas_ok(b, b->create(&made->handle), op)) {
    free(made);
    return NULL;
  }
  d->blas = made;
  return made->handle;
}

/* ---- the call ---- */

static cudaDataType type_of(lm_dtype d) {
  return d == LM_F64    ? CUDA_R_64F
         : d == LM_F16  ? CUDA_R_16F
         : d == LM_BF16 ? CUDA_R_16BF
                        : CUDA_R_32F;
}

static __global__ void scale_kernel(void *data, int dtype, int64_t n, double by) {
  ELEMENT_LOOP(i, n) {
    element_store<double>(data, dtype, i, by == 0 ? 0 : by * element_load<double>(data, dtype, i));
  }
}

bool cuda_gemm_run(const cuda_run &run, const cuda_gemm &g, lm_tensor *out) {
  if (out->numel == 0) return true;
  if (g.k == 0) { /* sums of nothing */
    scale_kernel<<<element_blocks(out->numel), ELEMENT_THREADS, 0, run.stream>>>(
        lm_data(out), out->dtype, out->numel, g.beta);
    return run.launched();
  }
  if (g.n > INT32_MAX || g.m > INT32_MAX || g.k > INT32_MAX || g.batches > INT32_MAX ||
      g.a.ld > INT32_MAX || g.b.ld > INT32_MAX)
    return lm_fail("%s: cuda: matrices with a side of 2^31 elements or more are not supported",
                   run.op);
  const blas_library *b = blas(run.op);
  if (b == NULL) return false;
  cublasComputeType_t compute = g.dtype == LM_F64 ? CUBLAS_COMPUTE_64F : CUBLAS_COMPUTE_32F;
  cudaDataType type = type_of(g.dtype);
  float alpha32 = (float)g.alpha, beta32 = (float)g.beta;
  const void *alpha = g.dtype == LM_F64 ? (const void *)&g.alpha : &alpha32;
  const void *beta = g.dtype == LM_F64 ? (const void *)&g.beta : &beta32;
  /* cuBLAS counts by columns, so it sees every row-major matrix transposed: out^T = b^T a^T. */
  cublasOperation_t first = g.b.transposed ? CUBLAS_OP_T : CUBLAS_OP_N;
  cublasOperation_t second = g.a.transposed ? CUBLAS_OP_T : CUBLAS_OP_N;
  int m = (int)g.m, n = (int)g.n, k = (int)g.k;
  void *c = lm_data(out);

  pthread_mutex_lock(&run.device->lock);
  cublasHandle_t h = handle_of(run.device, b, run.op);
  bool ok =
      h != NULL && blas_ok(b, b->set_stream(h, run.stream), run.op) &&
      blas_ok(b,
              b->set_math_mode(h, (cublasMath_t)(CUBLAS_DEFAULT_MATH |
                                                 CUBLAS_MATH_DISALLOW_REDUCED_PRECISION_REDUCTION)),
              run.op);
  if (ok && g.batches == 1)
    ok = blas_ok(b,
                 b->gemm(h, first, second, m, n, k, alpha, g.b.data, type, (int)g.b.ld, g.a.data,
                         type, (int)g.a.ld, beta, c, type, m, compute, CUBLAS_GEMM_DEFAULT),
                 run.op);
  else if (ok)
    ok = blas_ok(b,
                 b->gemm_batched(h, first, second, m, n, k, alpha, g.b.data, type, (int)g.b.ld,
                                 g.b.batch, g.a.data, type, (int)g.a.ld, g.a.batch, beta, c, type,
                                 m, g.m * g.n, (int)g.batches, compute, CUBLAS_GEMM_DEFAULT),
                 run.op);
  pthread_mutex_unlock(&run.device->lock);
  return ok && run.launched();
}
