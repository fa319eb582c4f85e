/* Hooks: lists that may change while they run. */
#include "tensor/record.h"

#include <stdatomic.h>
#include <stdlib.h>

lm_hook *lm_hook_new(bool (*run)(void *, const lm_hook_call *), void (*release)(void *),
                     void *data) {
  static _Atomic int64_t ids;
  lm_hook *h = calloc(1, sizeof *h);
  if (h == NULL) {
    if (release) release(data);
    return lm_fail("out of memory: no room for a hook");
  }
  atomic_init(&h->refs, 1);
  h->run = run;
  h->release = release;
  h->data = data;
  h->id = ++ids;
  return h;
}

void lm_hook_kill(lm_hook *h) {
  if (h->dead) return;
  h->dead = true;
  if (h->release) h->release(h->data);
  h->data = NULL;
}

void lm_hook_release(lm_hook *h) {
  if (h == NULL || --h->refs > 0) return;
  lm_hook_kill(h);
  free(h);
}

void lm_hooks_free(lm_hook **list) {
  lm_hook *h = *list;
  *list = NULL;
  for (lm_hook *next; h; h = next) {
    next = h->next;
    h->next = NULL;
    lm_hook_kill(h); /* a handle may live on */
    lm_hook_release(h);
  }
}

/* By number, dead ones swept out on the way. */
void lm_hook_append(lm_hook **at, lm_hook *hook) {
  while (*at && ((*at)->dead || (*at)->id < hook->id)) {
    lm_hook *h = *at;
    if (!h->dead) {
      at = &h->next;
      continue;
    }
    *at = h->next;
    lm_hook_release(h);
  }
  hook->next = *at;
  *at = hook;
}

/* Hooks may take any hook away and add others, so each is found anew, by the order of numbers; those
** added now wait. */
static bool run_some(lm_hook *const *list, int32_t nr, bool last, int64_t end,
                     const lm_hook_call *c) {
  for (int64_t done = 0;;) {
    lm_hook *h = *list;
    while (h && (h->id <= done || h->nr != nr || h->dead || h->last != last)) h = h->next;
    if (h == NULL || h->id > end) return true;
    done = h->id;
    if (!h->run(h->data, c)) return false;
  }
}

bool lm_hooks_run(lm_hook *const *list, int32_t nr, const lm_hook_call *c) {
  if (*list == NULL) return true;
  int64_t end = 0;
  for (const lm_hook *h = *list; h; h = h->next) end = h->id;
  return run_some(list, nr, false, end, c) && run_some(list, nr, true, end, c);
}
