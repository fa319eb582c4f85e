/* Results that a checkpoint keeps by the names of operations (selective checkpointing).
**
** A store watches the operations of one run of a function.  It asks the policy about each, by the name
** of the operation and, where that is part of a composite one, by that name, too; it notes the answer
** and, where it was yes, the results.  When the function runs again, operations come in the same order:
** those that were kept are not computed again.
*/
#include "vm/callback.h"
#include "vm/modes.h"
#include "tensor/record.h"

#include <stdlib.h>
#include <string.h>

#define STORE "luma.store"

typedef struct step {
  lm_op_id op;
  lm_tensor *out[LM_MAX_RESULTS]; /* NULL: computed again */
  uint32_t version[LM_MAX_RESULTS];
} step;

typedef struct store {
  lm_watch watch; /* first */
  lmvm *vm;
  bool again;
  step *v;
  size_t n, max, next;
} store;

/* ---- the policy ---- */

static const char policy_key; /* registry: the policy of the run */

typedef struct question {
  store *s;
  const char *op, *outer;
  bool yes;
} question;

static bool ask_one(lua_State *L, lmvm *vm, const char *name) {
  lua_pushvalue(L, 2);
  lua_pushstring(L, name);
  lmvm_call(L, vm, 1, 1);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

static int ask(lua_State *L) {
  question *q = lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &policy_key);
  q->yes = ask_one(L, q->s->vm, q->op) ||
           (q->outer && strcmp(q->outer, q->op) != 0 && ask_one(L, q->s->vm, q->outer));
  return 0;
}

/* ---- watching ---- */

static bool recall(lm_watch *w, lm_call *c) {
  store *s = (store *)w;
  if (!s->again) return false;
  if (s->next == s->n || s->v[s->next].op != c->op)
    return lm_fail("checkpoint: running it again called %s where %s ran before", lm_op_name(c),
                   s->next < s->n ? lm_ops[s->v[s->next].op].name : "nothing");
  const step *p = &s->v[s->next++];
  if (p->out[0] == NULL) return false;
  for (int i = 0; i < lm_ops[c->op].results; i++) {
    if (p->out[i]->storage == NULL || p->out[i]->storage->version != p->version[i])
      return lm_fail("checkpoint: a kept result of %s was changed in place or freed",
                     lm_op_name(c));
    if ((c->out[i] = lm_shallow(p->out[i])) == NULL) return false;
  }
  return true;
}

static bool note(lm_watch *w, const lm_call *c) {
  store *s = (store *)w;
  if (s->again) return true;
  question q = {s, lm_op_name(c), lm_running(), false};
  if (!lmvm_protect(s->vm, "checkpoint: policy", ask, &q)) return false;
  if (s->n == s->max) {
    size_t max = s->max ? s->max * 2 : 64;
    step *more = realloc(s->v, max * sizeof *more);
    if (more == NULL) return lm_fail("checkpoint: out of memory");
    s->v = more;
    s->max = max;
  }
  step *p = &s->v[s->n];
  memset(p, 0, sizeof *p);
  p->op = c->op;
  s->n++;
  for (int i = 0; q.yes && i < lm_ops[c->op].results; i++) {
    if ((p->out[i] = lm_shallow(c->out[i])) == NULL) return false;
    p->version[i] = c->out[i]->storage->version;
  }
  return true;
}

/* ---- for lua/autograd/checkpoint.lua ---- */

static int collect(lua_State *L) {
  store *s = lua_touserdata(L, 1);
  for (size_t k = 0; k < s->n; k++)
    for (int i = 0; i < LM_MAX_RESULTS; i++) lm_release(s->v[k].out[i]);
  free(s->v);
  s->v = NULL;
  s->n = s->max = 0;
  return 0;
}

/* autograd._store() */
static int f_store(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", collect}, {NULL, NULL}};
  lmvm *vm = lmvm_upvalue(L);
  store *s = lua_newuserdatauv(L, sizeof *s, 0);
  memset(s, 0, sizeof *s);
  s->vm = vm;
  s->watch = (lm_watch){recall, note};
  lmvm_metatable(L, STORE, meta);
  lua_setmetatable(L, -2);
  return 1;
}

/* autograd._watched(store, policy or nil, f, ...): runs f, and asks the policy; without one, f runs
** again and gets what was kept.  What f resumes runs under the same watch; f cannot yield. */
static int f_watched(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  store *s = luaL_checkudata(L, 1, STORE);
  s->again = lua_isnil(L, 2);
  s->next = 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &policy_key); /* of a run outside */
  lua_insert(L, 3);
  lua_pushvalue(L, 2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &policy_key);
  lm_watch *outside = vm->context->watch;
  vm->context->watch = &s->watch;
  int status = lua_pcall(L, lua_gettop(L) - 4, LUA_MULTRET, 0);
  lmvm_enter(L);
  vm->context->watch = outside;
  lua_pushvalue(L, 3);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &policy_key);
  if (status != LUA_OK) return lua_error(L);
  return lua_gettop(L) - 3;
}

const lmvm_function lmvm_selective_functions[] = {
    {"_store", f_store, NULL}, {"_watched", f_watched, NULL}, {0}};
