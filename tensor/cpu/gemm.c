/* Matrix products of floats: the choice between the libraries, which are opened on first use.
**
** What was measured (Xeon with AVX-512, 2 cores, OpenBLAS 0.3.21 with its SkylakeX kernels and oneDNN
** 2.6, microseconds of OpenBLAS : oneDNN for f32, "t" marks a transposed operand):
**
**     8 x 8 x 8           0.03 : 0.28        64 x 1000 by 1000 x 100 t    99 : 63
**     32 x 32 x 32        0.38 : 0.65        100 x 64 t by 64 x 1000      72 : 44
**     64 x 64 x 64         2.6 : 3.0         64 x 100 by 100 x 1000       61 : 42
**     80 x 80 x 80         5.7 : 4.2         256 x 256 x 256             140 : 96
**     64 x 100 by 100 x 10 t
**                          1.4 : 1.8         1024 x 1024 x 1024         6600 : 6090
**     128 x 128 by 128 x 10 t
**                          7.1 : 3.6         2048 x 2048 x 2048        47300 : 43960
**     1 x 256 by 256 x 256 t
**                          1.8 : 2.5         1 x 1024 by 1024 x 4096 t   782 : 266 (sgemv: 266)
**
** So OpenBLAS gets the small products, where it has kernels of their own, and oneDNN the rest.  On
** Haswell's kernels, which have none for small products, oneDNN wins from 32 x 32 x 32 on; but a large
** first operand that lies transposed, as in every gradient of a weight, it copies at half the speed
** (EPYC with AVX2, milliseconds of one thread, OpenBLAS : oneDNN):
**
**     1024 x 2048 t by 2048 x 256    15 : 28         256 x 2048 t by 2048 x 1024    12.7 : 14.2
**     512 x 512 t by 512 x 512      3.1 : 4.5        1000 x 64 t by 64 x 100        0.20 : 0.17
*/
#include "tensor/cpu/gemm.h"
#include "tensor/cpu/onednn.h"
#include "tensor/cpu/openblas.h"
#include "tensor/cpu/parallel.h"
#include "tensor/tensor.h"

#include <dlfcn.h>
#include <limits.h>
#include <omp.h>
#include <pthread.h>

/* Products (m * n * k) up to which OpenBLAS is faster than oneDNN. */
#define SMALL_PLAIN (64 * 64 * 64) /* its small kernels, b as it is */
#define SMALL_TRANSPOSED (1 << 16) /* its small kernels, b transposed */
#define SMALL_WITHOUT_KERNELS (24 * 24 * 24)
/* Without AVX-512, products from which it is faster again where the first operand is transposed. */
#define LARGE_TRANSPOSED (1 << 24)
/* Products up to which the own loop costs no more than a call of a library (20 ns), and does not
** open one. */
#define TINY (4 * 4 * 4)

enum { ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112 }; /* of cblas.h */

static struct {
  void (*sgemm)(int, int, int, int, int, int, float, const float *, int, const float *, int, float,
                float *, int);
  void (*dgemm)(int, int, int, int, int, int, double, const double *, int, const double *, int,
                double, double *, int);
  void (*sgemv)(int, int, int, int, float, const float *, int, const float *, int, float, float *,
                int);
  void (*dgemv)(int, int, int, int, double, const double *, int, const double *, int, double,
                double *, int);
  void (*cgemm)(int, int, int, int, int, int, const void *, const void *, int, const void *, int,
                const void *, void *, int);
  void (*zgemm)(int, int, int, int, int, int, const void *, const void *, int, const void *, int,
                const void *, void *, int);
  float (*sdot)(int, const float *, int, const float *, int);
  double (*ddot)(int, const double *, int, const double *, int);
  bool small_kernels, onednn;
} lib;

static void open_libraries(void) {
  void *blas = cpu_openblas_open();
  if (blas) {
    *(void **)&lib.sgemm = dlsym(blas, "cblas_sgemm");
    *(void **)&lib.dgemm = dlsym(blas, "cblas_dgemm");
    *(void **)&lib.cgemm = dlsym(blas, "cblas_cgemm");
    *(void **)&lib.zgemm = dlsym(blas, "cblas_zgemm");
    *(void **)&lib.sgemv = dlsym(blas, "cblas_sgemv");
    *(void **)&lib.dgemv = dlsym(blas, "cblas_dgemv");
    *(void **)&lib.sdot = dlsym(blas, "cblas_sdot");
    *(void **)&lib.ddot = dlsym(blas, "cblas_ddot");
    lib.small_kernels = cpu_openblas_small_kernels(blas);
  }
  lib.onednn = cpu_onednn_open();
}

static inline void need_libraries(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_libraries);
}

/* The libraries ask OpenMP for the number of threads, a setting of the calling thread, which is the
** host's: it is put back. */
static inline int enter_threads(void) {
  int had = omp_get_max_threads(), want = lm_num_threads();
  if (had != want) omp_set_num_threads(want);
  return had;
}
static inline void leave_threads(int had) {
  if (had != omp_get_max_threads()) omp_set_num_threads(had);
}

/* OpenBLAS counts with int. */
static inline bool fits_int(const cpu_gemm *g) {
  return g->m <= INT_MAX && g->n <= INT_MAX && g->k <= INT_MAX && g->lda <= INT_MAX &&
         g->ldb <= INT_MAX && g->ldc <= INT_MAX;
}

/* m * n * k, or INT64_MAX. */
static inline int64_t products(const cpu_gemm *g) {
  int64_t p;
  if (__builtin_mul_overflow(g->m, g->n, &p) || __builtin_mul_overflow(p, g->k, &p))
    return INT64_MAX;
  return p;
}

/* True when OpenBLAS should compute `work` products of f32. */
static inline bool better_by_blas(const cpu_gemm *g, int64_t work) {
  if (!lib.small_kernels)
    return work <= SMALL_WITHOUT_KERNELS || (g->ta && !g->tb && work >= LARGE_TRANSPOSED);
  return work <= (g->tb ? SMALL_TRANSPOSED : SMALL_PLAIN);
}

/* c as one column (n = 1) or one row (m = 1) is a matrix by a vector, for which OpenBLAS's gemm is
** slow: 3 times at 1 x 1024 by 1024 x 4096. */
#define BLAS_GEMM(T, s)                                                                          \
  static void blas_##s##gemm(const cpu_gemm *g, T alpha, const T *a, const T *b, T beta, T *c) { \
    int lda = (int)g->lda, ldb = (int)g->ldb;                                                    \
    bool thin = (g->m == 1 || g->n == 1) && products(g) > SMALL_TRANSPOSED;                      \
    if (thin && g->n == 1) {                                                                     \
      int64_t rows = g->ta ? g->k : g->m, columns = g->ta ? g->m : g->k;                         \
      lib.s##gemv(ROW_MAJOR, g->ta ? TRANSPOSED : PLAIN, (int)rows, (int)columns, alpha, a, lda, \
                  b, g->tb ? 1 : ldb, beta, c, (int)g->ldc);                                     \
    } else if (thin) {                                                                           \
      int64_t rows = g->tb ? g->n : g->k, columns = g->tb ? g->k : g->n;                         \
      lib.s##gemv(ROW_MAJOR, g->tb ? PLAIN : TRANSPOSED, (int)rows, (int)columns, alpha, b, ldb, \
                  a, g->ta ? lda : 1, beta, c, 1);                                               \
    } else {                                                                                     \
      lib.s##gemm(ROW_MAJOR, g->ta ? TRANSPOSED : PLAIN, g->tb ? TRANSPOSED : PLAIN, (int)g->m,  \
                  (int)g->n, (int)g->k, alpha, a, lda, b, ldb, beta, c, (int)g->ldc);            \
    }                                                                                            \
  }
BLAS_GEMM(float, s)
BLAS_GEMM(double, d)

void cpu_gemm_f32(const cpu_gemm *g, float alpha, const float *a, const float *b, float beta,
                  float *c) {
  int64_t work = products(g);
  if (work > TINY) {
    need_libraries();
    bool blas = lib.sgemm && lib.sgemv && fits_int(g);
    int had = enter_threads();
    bool done = lib.onednn && !(blas && better_by_blas(g, work)) &&
                cpu_onednn_sgemm(g->ta, g->tb, g->m, g->n, g->k, alpha, a, g->lda, b, g->ldb, beta,
                                 c, g->ldc);
    if (!done && blas) blas_sgemm(g, alpha, a, b, beta, c);
    leave_threads(had);
    if (done || blas) return;
  }
  cpu_gemm_loops()->f32(g, alpha, a, b, beta, c);
}

void cpu_gemm_f64(const cpu_gemm *g, double alpha, const double *a, const double *b, double beta,
                  double *c) {
  if (products(g) > TINY) {
    need_libraries();
    if (lib.dgemm && lib.dgemv && fits_int(g)) {
      int had = enter_threads();
      blas_dgemm(g, alpha, a, b, beta, c);
      leave_threads(had);
      return;
    }
  }
  cpu_gemm_loops()->f64(g, alpha, a, b, beta, c);
}

/* Sums of parts below the 10000 elements from which OpenBLAS uses threads, so that the result does not
** depend on their number. */
#define DOT(T, name, s)                                                                      \
  T cpu_dot_##name(int64_t n, const T *a, int64_t ia, const T *b, int64_t ib) {              \
    enum { PART = 8192 };                                                                    \
    double sum = 0;                                                                          \
    if (n > TINY) need_libraries();                                                          \
    bool blas = n > TINY && lib.s##dot && ia <= INT_MAX && ib <= INT_MAX;                    \
    for (int64_t i = 0; blas && i < n; i += PART)                                            \
      sum += lib.s##dot((int)(n - i < PART ? n - i : PART), a + i * ia, (int)ia, b + i * ib, \
                        (int)ib);                                                            \
    for (int64_t i = 0; !blas && i < n; i++) sum += (double)a[i * ia] * (double)b[i * ib];   \
    return (T)sum;                                                                           \
  }
DOT(float, f32, s)
DOT(double, f64, d)

/* ---- complex numbers ---- */

/* Without a library: sums in double, row by row. */
#define COMPLEX_PRODUCTS(T, R, name, letter)                                                      \
  static void loops_##name(const cpu_gemm *g, double alpha, const T *a, const T *b, double beta,  \
                           T *c) {                                                                \
    for (int64_t i = 0; i < g->m; i++)                                                            \
      for (int64_t j = 0; j < g->n; j++) {                                                        \
        double re = 0, im = 0;                                                                    \
        for (int64_t p = 0; p < g->k; p++) {                                                      \
          T x = g->ta ? a[p * g->lda + i] : a[i * g->lda + p];                                    \
          T y = g->tb ? b[j * g->ldb + p] : b[p * g->ldb + j];                                    \
          re += (double)x.re * y.re - (double)x.im * y.im;                                        \
          im += (double)x.re * y.im + (double)x.im * y.re;                                        \
        }                                                                                         \
        T *to = &c[i * g->ldc + j];                                                               \
        double re0 = beta == 0 ? 0 : beta * to->re, im0 = beta == 0 ? 0 : beta * to->im;          \
        *to = (T){(R)(alpha * re + re0), (R)(alpha * im + im0)};                                  \
      }                                                                                           \
  }                                                                                               \
  void cpu_gemm_##name(const cpu_gemm *g, double alpha, const T *a, const T *b, double beta,      \
                       T *c) {                                                                    \
    if (products(g) > TINY) {                                                                     \
      need_libraries();                                                                           \
      if (lib.letter##gemm && fits_int(g)) {                                                      \
        const T x = {(R)alpha, 0}, y = {(R)beta, 0};                                              \
        int had = enter_threads();                                                                \
        lib.letter##gemm(ROW_MAJOR, g->ta ? TRANSPOSED : PLAIN, g->tb ? TRANSPOSED : PLAIN,       \
                         (int)g->m, (int)g->n, (int)g->k, &x, a, (int)g->lda, b, (int)g->ldb, &y, \
                         c, (int)g->ldc);                                                         \
        leave_threads(had);                                                                       \
        return;                                                                                   \
      }                                                                                           \
    }                                                                                             \
    loops_##name(g, alpha, a, b, beta, c);                                                        \
  }                                                                                               \
  T cpu_dot_##name(int64_t n, const T *a, int64_t ia, const T *b, int64_t ib) {                   \
    double re = 0, im = 0;                                                                        \
    for (int64_t i = 0; i < n; i++) {                                                             \
      T x = a[i * ia], y = b[i * ib];                                                             \
      re += (double)x.re * y.re - (double)x.im * y.im;                                            \
      im += (double)x.re * y.im + (double)x.im * y.re;                                            \
    }                                                                                             \
    return (T){(R)re, (R)im};                                                                     \
  }
COMPLEX_PRODUCTS(lm_c64, float, c64, c)
COMPLEX_PRODUCTS(lm_c128, double, c128, z)
