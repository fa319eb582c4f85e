/* Opening oneDNN, its sgemm, and the guard under which its code runs.
**
** Its generated code lets the stack pointer leave the stack while it runs (seen in 2.6, AVX-512: a
** process with a timer signal every millisecond dies within a second of products of 500 x 500, unless
** the handler has a stack of its own).  Luma does not choose its host's handlers, so every thread that
** runs this code does so with signals held back: they arrive when the product is done.  The caller's
** mask is put back; OpenMP's workers, which exist for computing, hold signals back for good.
*/
#include "tensor/cpu/onednn.h"
#include "tensor/cpu/onednn_lib.h"
#include "tensor/cpu/parallel.h"
#include "tensor/tensor.h"

#include <dlfcn.h>
#include <omp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

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

/* LUMA_DNNL=0 leaves it out, so that both ways can be compared. */
static void *open_library(void) {
  const char *choice = getenv("LUMA_DNNL");
  if (choice && strcmp(choice, "0") == 0) return NULL;
  void *library = dlopen("libdnnl.so.2", RTLD_NOW | RTLD_LOCAL);
  return library ? library : dlopen("libdnnl.so.3", RTLD_NOW | RTLD_LOCAL);
}

bool cpu_onednn_open(void) {
  void *library = open_library();
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

/* Holds signals back on this thread and on its workers. */
static bool hold_signals(sigset_t *before) {
  sigset_t all;
  sigfillset(&all);
  if (pthread_sigmask(SIG_BLOCK, &all, before) != 0) return false;
  quiet_workers(&all);
  return true;
}

bool cpu_onednn_sgemm(bool ta, bool tb, int64_t m, int64_t n, int64_t k, float alpha,
                      const float *a, int64_t lda, const float *b, int64_t ldb, float beta,
                      float *c, int64_t ldc) {
  sigset_t before;
  if (sgemm == NULL || !hold_signals(&before)) return false;
  int status = sgemm(ta ? 'T' : 'N', tb ? 'T' : 'N', m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return status == 0;
}

#ifndef LM_NO_DNNL_PRIMITIVES

static cpu_dnnl lib;
static bool usable;

static void open_primitives(void) {
  void *library = open_library();
  if (library == NULL) return;
#define FIND(name)                                     \
  *(void **)&lib.name = dlsym(library, "dnnl_" #name); \
  if (lib.name == NULL) return;
  CPU_DNNL_FUNCTIONS(FIND)
#undef FIND
  usable = lib.version()->major == 2 && lib.engine_create(&lib.engine, dnnl_cpu, 0) == dnnl_success;
}

const cpu_dnnl *cpu_dnnl_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_primitives);
  return usable ? &lib : NULL;
}

/* The library asks OpenMP for the number of threads, a setting of the calling thread, which is the
** host's: it is put back. */
bool cpu_dnnl_enter(cpu_dnnl_guard *g, int threads) {
  g->threads = omp_get_max_threads();
  if (g->threads != lm_num_threads()) omp_set_num_threads(lm_num_threads());
  bool ok = hold_signals(&g->before);
  omp_set_num_threads(ok ? threads : g->threads);
  return ok;
}

void cpu_dnnl_leave(const cpu_dnnl_guard *g) {
  omp_set_num_threads(g->threads);
  pthread_sigmask(SIG_SETMASK, &g->before, NULL);
}

#endif
#endif
