/* Contexts, the pending error and scopes: what a thread carries while it runs operations. */
#include "tensor/account.h"
#include "tensor/autocast.h"
#include "tensor/record.h"
#include "tensor/generator.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define ERROR_MAX 4096 /* longest message; longer ones are cut */
#define TEXT_BUFFERS 8 /* how many lm_shape_text results live at once */
#define TEXT_MAX 400

/* The texts of a thread, made when it first has something to say: a library that is opened late has
** little room for variables that belong to threads. */
typedef struct texts {
  int last; /* the buffer used last */
  char message[ERROR_MAX];
  char text[TEXT_BUFFERS][TEXT_MAX];
} texts;

static _Thread_local struct {
  bool failed;
  const char *running; /* the operation that a script asked for */
  texts *texts;
  lm_tensor **pool; /* what open scopes hold, innermost last */
  size_t pool_n, pool_max;
  int scopes;
} here;

_Thread_local lm_context *lm_current;
_Thread_local lm_account *lm_current_account;

static pthread_key_t at_thread_end;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void make_key(void) { pthread_key_create(&at_thread_end, free); }

static texts *texts_of_thread(void) {
  static texts shared; /* when there is no memory even for this, threads share one */
  if (here.texts) return here.texts;
  texts *t = calloc(1, sizeof *t);
  if (t == NULL) return &shared;
  pthread_once(&once, make_key);
  pthread_setspecific(at_thread_end, t);
  return here.texts = t;
}

/* ---- errors ---- */

void *lm_fail(const char *format, ...) {
  if (here.failed) return NULL; /* the first cause stays */
  va_list args;
  va_start(args, format);
  vsnprintf(texts_of_thread()->message, ERROR_MAX, format, args);
  va_end(args);
  here.failed = true;
  return NULL;
}

void lm_fail_more(const char *format, ...) {
  if (!here.failed) return;
  char *message = texts_of_thread()->message;
  size_t n = strlen(message);
  va_list args;
  va_start(args, format);
  vsnprintf(message + n, ERROR_MAX - n, format, args);
  va_end(args);
}

const char *lm_error(void) { return here.failed ? texts_of_thread()->message : NULL; }

void lm_clear_error(void) { here.failed = false; }

const char *lm_running(void) { return here.running ? here.running : "tensor"; }

const char *lm_set_running(const char *op) {
  const char *before = here.running;
  here.running = op;
  return before;
}

char *lm_text_buffer(size_t *size) {
  texts *t = texts_of_thread();
  t->last = (t->last + 1) % TEXT_BUFFERS;
  *size = TEXT_MAX;
  return t->text[t->last];
}

const char *lm_sizes_text(int ndim, const int64_t *sizes) {
  size_t max, n = 0;
  char *text = lm_text_buffer(&max);
  n += (size_t)snprintf(text + n, max - n, "(");
  for (int i = 0; i < ndim && n < max - 24; i++)
    n += (size_t)snprintf(text + n, max - n, i ? ", %lld" : "%lld", (long long)sizes[i]);
  snprintf(text + n, max - n, ")");
  return text;
}

const char *lm_shape_text(const lm_tensor *t) {
  return t ? lm_sizes_text(t->ndim, t->sizes) : "(nothing)";
}

/* ---- scopes ---- */

lm_scope lm_scope_open(void) {
  here.scopes++;
  return here.pool_n;
}

lm_tensor *lm_scoped(lm_tensor *t) {
  if (t == NULL || here.scopes == 0) return t;
  if (here.pool_n == here.pool_max) {
    size_t max = here.pool_max ? here.pool_max * 2 : 64;
    lm_tensor **pool = realloc(here.pool, max * sizeof *pool);
    if (pool == NULL) {
      lm_release(t);
      return lm_fail("out of memory: no room for the intermediate results of a formula");
    }
    here.pool = pool;
    here.pool_max = max;
  }
  return here.pool[here.pool_n++] = t;
}

lm_tensor *lm_scope_close(lm_scope scope, lm_tensor *result) {
  lm_retain(result);
  while (here.pool_n > scope) lm_release(here.pool[--here.pool_n]);
  /* A thread keeps only a small pool; scopes that are suspended still have theirs in it. */
  if (--here.scopes == 0 && here.pool_n == 0 && here.pool_max > 4096) {
    free(here.pool);
    here.pool = NULL;
    here.pool_max = 0;
  }
  return lm_scoped(result);
}

int lm_scope_suspend(void) {
  int scopes = here.scopes;
  here.scopes = 0;
  return scopes;
}

void lm_scope_resume(int scopes) { here.scopes = scopes; }

/* ---- contexts ---- */

static _Thread_local lm_context *fallback; /* for threads that never entered one */

lm_context *lm_context_new(void) {
  lm_context *c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->grad_mode = true;
  c->autocast = (lm_autocast){.cache = true, .dtype = LM_BF16};
  c->default_dtype = LM_F32;
  c->default_device = LM_CPU;
  c->account = calloc(1, sizeof *c->account);
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed) seed = (uint64_t)time(NULL);
  c->generator = lm_generator_new(seed);
  if (c->account == NULL || c->generator == NULL) {
    lm_context_free(c);
    return NULL;
  }
  return c;
}

void lm_context_free(lm_context *c) {
  if (c == NULL) return;
  lm_set_pack(c, NULL);
  lm_forget_casts(c);
  if (lm_current == c) lm_enter(NULL);
  lm_account_close(c->account);
  lm_generator_free(c->generator);
  free(c);
}

/* A thread's own context goes when the thread ends. */
static pthread_key_t fallback_key;
static pthread_once_t fallback_once = PTHREAD_ONCE_INIT;
static void drop_fallback(void *c) { lm_context_free(c); }
static void make_fallback_key(void) { pthread_key_create(&fallback_key, drop_fallback); }

lm_context *lm_here_first(void) {
  if (fallback == NULL && (fallback = lm_context_new()) != NULL) {
    pthread_once(&fallback_once, make_fallback_key);
    pthread_setspecific(fallback_key, fallback);
  }
  if (fallback != NULL) {
    lm_enter(fallback);
    return fallback;
  }
  /* Memory for a context of a few hundred bytes is used up: run on a shared, unlimited one. */
  static lm_account account = {.balance = INT64_MAX / 2}; /* never freed */
  static lm_context last = {.grad_mode = true,
                            .autocast = {.cache = true, .dtype = LM_BF16},
                            .default_dtype = LM_F32,
                            .account = &account};
  return &last;
}

lm_context *lm_enter(lm_context *c) {
  lm_context *before = lm_current;
  lm_current = c;
  lm_current_account = c ? c->account : NULL;
  return before;
}
