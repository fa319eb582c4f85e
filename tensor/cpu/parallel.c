/* Loops over several threads, with OpenMP; see parallel.h. */
#include "tensor/cpu/parallel.h"
#include "tensor/tensor.h"

#include <omp.h>
#include <stdatomic.h>

static _Atomic int thread_limit; /* 0: not set yet */

int lm_num_threads(void) {
  int n = atomic_load_explicit(&thread_limit, memory_order_relaxed);
  if (n == 0) {
    n = omp_get_max_threads();
    atomic_store_explicit(&thread_limit, n, memory_order_relaxed);
  }
  return n;
}

static _Atomic unsigned settings;
unsigned lm_thread_settings(void) { return atomic_load_explicit(&settings, memory_order_relaxed); }

void lm_set_num_threads(int n) {
  atomic_fetch_add_explicit(&settings, 1, memory_order_relaxed);
  int most = omp_get_thread_limit();
  atomic_store_explicit(&thread_limit, n < 1 ? 0 : n < most ? n : most, memory_order_relaxed);
}

static bool cancelled(lm_context *c) {
  return atomic_load_explicit(&c->cancelled, memory_order_relaxed);
}

/* Blocks [first, last) in order, until somebody cancels. */
static void run_blocks(lm_context *c, int64_t first, int64_t last, int64_t n, int64_t grain,
                       lm_range_fn fn, void *ctx) {
  for (int64_t i = first; i < last && !cancelled(c); i++) {
    int64_t begin = i * grain, rest = n - begin;
    fn(ctx, begin, begin + (rest < grain ? rest : grain));
  }
}

bool lm_parallel(int64_t n, int64_t grain, lm_range_fn fn, void *ctx) {
  if (n <= grain) {
    if (n > 0) fn(ctx, 0, n);
    return true;
  }
  int64_t blocks = (n - 1) / grain + 1;
  int threads = lm_num_threads();
  if (threads > blocks) threads = (int)blocks;
  lm_context *c = lm_here(); /* of this thread: the others have none */
  if (threads == 1 || omp_in_parallel()) {
    run_blocks(c, 0, blocks, n, grain, fn, ctx);
  } else {
    /* Neighbouring blocks stay on one thread: pages and caches are touched by one core. */
#pragma omp parallel num_threads(threads)
    {
      int64_t team = omp_get_num_threads(), me = omp_get_thread_num();
      int64_t share = blocks / team, more = blocks % team; /* the first `more` take one more */
      int64_t first = me * share + (me < more ? me : more);
      run_blocks(c, first, first + share + (me < more), n, grain, fn, ctx);
    }
  }
  return !cancelled(c) || lm_fail("interrupted!");
}
