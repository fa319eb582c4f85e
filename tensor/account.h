/* Charging storages to the state that made them.
**
** A state runs on one thread at a time, so nearly all storages come and go on the thread whose
** current context they belong to; its side of the account needs no locked instructions, which would
** cost a small operation more than its arithmetic.  Other threads have a side of their own.
*/
#ifndef LM_ACCOUNT_H
#define LM_ACCOUNT_H

#include "tensor/context.h"

#include <stdatomic.h>
#include <stdlib.h>

static inline int64_t lm_account_held(const lm_account *a) {
  return atomic_load_explicit(&a->charged, memory_order_relaxed) -
         atomic_load_explicit(&a->released, memory_order_relaxed);
}

/* For counters that one thread writes and any may read. */
static inline int64_t lm_plain_add(_Atomic int64_t *n, int64_t more) {
  int64_t sum = atomic_load_explicit(n, memory_order_relaxed) + more;
  atomic_store_explicit(n, sum, memory_order_relaxed);
  return sum;
}

/* A storage was made, by the thread that runs the state. */
static inline void lm_account_charge(lm_account *a, int64_t bytes) {
  lm_plain_add(&a->charged, bytes);
  lm_plain_add(&a->live, 1);
  lm_plain_add(&a->allocated, bytes);
  lm_plain_add(&a->count, 1);
  int64_t held = lm_account_held(a);
  if (held > atomic_load_explicit(&a->peak, memory_order_relaxed))
    atomic_store_explicit(&a->peak, held, memory_order_relaxed);
}

/* A storage went, on any thread; the last one of a closed state takes the account along. */
static inline void lm_account_credit(lm_account *a, int64_t bytes) {
  if (a == lm_current_account) {
    lm_plain_add(&a->charged, -bytes);
    lm_plain_add(&a->live, -1);
    return;
  }
  atomic_fetch_add_explicit(&a->released, bytes, memory_order_relaxed);
  if (atomic_fetch_sub(&a->balance, 1) == 1) free(a);
}

/* The state closes: what is alive is counted in `balance` from now on, where it had been negative. */
static inline void lm_account_close(lm_account *a) {
  if (a == NULL) return;
  int64_t live = atomic_load_explicit(&a->live, memory_order_relaxed);
  if (atomic_fetch_add(&a->balance, live) + live == 0) free(a);
}

#endif
