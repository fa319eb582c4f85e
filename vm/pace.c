/* Pacing Lua's collector by what tensors hold.
**
** The collector sees a small handle where megabytes hang, so the binding drives it.  Measured with
** Lua 5.4.4: young collections of the generational mode cost 77 to 90 ns a handle, also beside a heap
** of a million tables; but what survives two of them grows old and waits for a major collection.
** So there are two budgets:
**
**   young   after `young_bytes` of new storage, or after HANDLES handles, a young collection.  The
**           budget adapts: it grows while collecting takes more than MAX_SHARE of the time, and
**           shrinks again when it is cheap, so that small models hold little and large heaps do not
**           stall.
**   major   when what is alive after a young collection has passed `major_bytes`, a full one; the
**           next is due at twice what that left, so its cost is spread over as much allocation.
*/
#include "vm/vm.h"
#include "tensor/account.h"

#include <stdatomic.h>
#include <time.h>

#define HANDLES 1000
#define YOUNG_MIN ((int64_t)4 << 20)
#define YOUNG_MAX ((int64_t)64 << 20)
#define MAJOR_MIN ((int64_t)64 << 20)
#define MAX_SHARE 0.04 /* of the time, smoothed over some collections */
#define LOW_SHARE 0.01
#define SMOOTHING 0.1 /* one slow collection, on a machine that does other things, decides */
#define MAX_RATIO 0.1 /* nothing */

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void collect(lua_State *L, lmvm *vm) {
  lm_account *a = vm->context->account;
  double start = now();
  lua_gc(L, LUA_GCSTEP, 0); /* in generational mode: a young collection */
  vm->cycles++;
  if (lm_account_held(a) > vm->major_bytes) {
    lua_gc(L, LUA_GCCOLLECT);
    vm->majors++;
    int64_t held = lm_account_held(a);
    vm->major_bytes = held * 2 > held + MAJOR_MIN ? held * 2 : held + MAJOR_MIN;
  }
  double end = now(), took = end - start, since = end - vm->last_step;
  vm->last_step = end;
  vm->spent += took;
  double ratio = took < MAX_RATIO * since ? took / since : MAX_RATIO;
  vm->share += (ratio - vm->share) * SMOOTHING;
  if (vm->share > MAX_SHARE && vm->young_bytes < YOUNG_MAX)
    vm->young_bytes *= 2, vm->share /= 2;
  else if (vm->share < LOW_SHARE && vm->young_bytes > YOUNG_MIN)
    vm->young_bytes /= 2;
  vm->seen_bytes = a->allocated; /* finalisers may have made tensors */
}

void lmvm_pace(lua_State *L, lmvm *vm) {
  lm_account *a = vm->context->account;
  int64_t allocated = atomic_load_explicit(&a->allocated, memory_order_relaxed);
  if (++vm->handles < HANDLES && allocated - vm->seen_bytes < vm->young_bytes) return;
  vm->handles = 0;
  vm->seen_bytes = allocated;
  if (lua_gc(L, LUA_GCISRUNNING)) collect(L, vm); /* a script may have stopped it */
}
