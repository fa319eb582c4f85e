/* Calling oneDNN's sgemm.
**
** Its generated code lets the stack pointer leave the stack while it runs (seen in 2.6, AVX-512: a
** process with a timer signal every millisecond dies within a second of products of 500 x 500, unless
** the handler has a stack of its own).  Luma does not choose its host's handlers, so every thread that
** runs this code does so with signals held back: they arrive when the product is done.  The caller's
** mask is put back; OpenMP's workers, which exist for computing, hold signals back for good.
*/
#include "tensor/cpu/onednn.h"
#include "tensor/cpu/parallel.h"

#include <dlfcn.h>
#include <omp.h>
#include <signal.h>
#include <stddef.h>

#ifdef LM_NO_DNNL

bool cpu_onednn_open(void) { return false; }
bool cpu_onednn_sgemm(bool ta, bool tb, int64_t m, int64_t n, int64_t k, float alpha,
                      const float *a, int64_t lda, const float *b, int64_t ldb, float beta,
                      float *c, int64_t ldc) {
  (void)ta, (void)tb, (void)m, (void)n, (void)k, (void)alpha, (void)a, (void)lda;
  (void)b, (void)ldb, (void)beta, (void)c, (void)ldc;
  return false;
}

#else

static int (*sgemm)(char, char, int64_t, int64_t, int64_t, float, const float *, int64_t,
                    const float *, int64_t, float, float *, int64_t); /* 0 is success */

bool cpu_onednn_open(void) {
  void *library = dlopen("libdnnl.so.2", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) library = dlopen("libdnnl.so.3", RTLD_NOW | RTLD_LOCAL);
  if (library) *(void **)&sgemm = dlsym(library, "dnnl_sgemm");
  return sgemm != NULL;
}

/* Workers that a parallel region of somebody else started may still take signals.  Those that start
** later, inside the call, inherit the mask of the caller. */
static void quiet_workers(const sigset_t *all) {
  static _Thread_local int quiet;      /* so many workers of this thread were visited, */
  static _Thread_local unsigned visit; /* when the number of threads was set for this time */
  int threads = omp_get_max_threads();
  if (omp_in_parallel() || (threads <= quiet && visit == lm_thread_settings())) return;
#pragma omp parallel num_threads(threads)
  pthread_sigmask(SIG_BLOCK, all, NULL);
  quiet = threads;
  visit = lm_thread_settings();
}

bool cpu_onednn_sgemm(bool ta, bool tb, int64_t m, int64_t n, int64_t k, float alpha,
                      const float *a, int64_t lda, const float *b, int64_t ldb, float beta,
                      float *c, int64_t ldc) {
  if (sgemm == NULL) return false;
  sigset_t all, before;
  sigfillset(&all);
  if (pthread_sigmask(SIG_BLOCK, &all, &before) != 0) return false;
  quiet_workers(&all);
  int status = sgemm(ta ? 'T' : 'N', tb ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return status == 0;
}

#endif
