/* What belongs to one interpreter state: modes, defaults, limits, the random stream.
**
** A host function or the Lua binding makes its context current on the thread before it calls an
** operation (`lm_enter`); operations read it through `lm_here`.  A thread without one uses a default
** context of its own, so that plain C programs work too.
*/
#ifndef LM_CONTEXT_H
#define LM_CONTEXT_H

#include "tensor/tensor.h"

/* What the tensors of one state hold; it outlives the state while tensors do (account.h). */
typedef struct lm_account {
  /* Written only by the thread that runs the state, so without locked instructions. */
  LM_ATOMIC(int64_t) charged;   /* bytes of storages, less those that this thread released */
  LM_ATOMIC(int64_t) live;      /* storages, likewise */
  LM_ATOMIC(int64_t) peak;      /* the most bytes there ever were */
  LM_ATOMIC(int64_t) allocated; /* bytes ever asked for */
  LM_ATOMIC(int64_t) count;     /* storages ever made */
  /* Written by any thread. */
  LM_ATOMIC(int64_t) released; /* bytes that other threads released */
  LM_ATOMIC(int64_t) balance;  /* storages, less those; `live` joins it when the state closes */
  int64_t limit;               /* bytes; 0: none */
} lm_account;

/* Automatic mixed precision (autocast.h). */
typedef struct lm_autocast {
  bool on, cache; /* cache: weights are cast once */
  lm_dtype dtype; /* the lower one */
  int depth;      /* how many scopes are open */
} lm_autocast;

struct lm_context {
  bool grad_mode;      /* operations record nodes */
  bool inference_mode; /* results are inference tensors */
  lm_autocast autocast;
  struct lm_casts *casts; /* the weights that were cast, or NULL */
  lm_dtype default_dtype;
  lm_device default_device;
  LM_ATOMIC(bool) cancelled; /* set from anywhere; operations then fail with "interrupted!" */
  lm_account *account;
  lm_generator *generator; /* the state's own stream on the CPU */
  /* Called when an allocation would pass the limit or failed: frees what it can (a full collection,
  ** say) and returns true when a second try makes sense. */
  bool (*reclaim)(void *data, size_t bytes);
  void *reclaim_data;
  void *host;              /* the binding's own */
  struct lm_pack *pack;    /* what is done to tensors that nodes keep; NULL: nothing */
  struct lm_watch *watch;  /* sees the operations that run (op.h); NULL: nobody does */
  bool anomaly, check_nan; /* nodes remember where they were made; NaN in a gradient is an error */
  char *(*trace)(void *host); /* the script's position, in lines, to be freed; or NULL */
};

lm_context *lm_context_new(void); /* NULL when memory is used up */
void lm_context_free(lm_context *c);
/* The thread's current context, never NULL. */
#ifdef __cplusplus /* the plug-in gets at it through a function */
lm_context *lm_here(void);
#else
extern _Thread_local lm_context *lm_current;
extern _Thread_local lm_account *lm_current_account; /* its account, for comparison only */
lm_context *lm_here_first(void);                     /* what a thread has that never entered one */
static inline lm_context *lm_here(void) {
  return __builtin_expect(lm_current != NULL, 1) ? lm_current : lm_here_first();
}
#endif
lm_context *lm_enter(lm_context *c); /* makes c current, returns the one before */

int lm_num_threads(void);
void lm_set_num_threads(int n); /* for the whole process; n < 1 restores the default */

#endif
