/* no_grad, inference_mode, detect_anomaly and their kin, as functions and as scopes; and coroutines.
**
** Operations read the modes of the context.  A coroutine starts with the modes of the one that resumes
** it; what it changes is its own: when it yields, the other side finds its modes as they were, and the
** coroutine finds its own again when it goes on.  Lua tells nobody when coroutines change, but every
** call of the library sees the thread it comes from, and that is when modes matter: `lmvm_switch` runs
** when that is another thread than the last time.
*/
#include "vm/modes.h"
#include "tensor/autocast.h"

#include <stdlib.h>
#include <string.h>

static void release_note(lmvm_text *n) {
  if (n && --n->refs == 0) free(n);
}

lmvm_modes lmvm_get_modes(lmvm *vm) {
  const lm_context *c = vm->context;
  if (c->pack) c->pack->refs++;
  if (vm->no_pack) vm->no_pack->refs++;
  return (lmvm_modes){c->grad_mode, c->inference_mode, c->anomaly, c->check_nan,
                      c->autocast,  c->pack,           vm->no_pack};
}

void lmvm_drop_modes(lmvm_modes *m) {
  lm_pack_release(m->pack);
  /* The analyzer does not see that whoever counts a note finds it counted. */
  release_note(m->no_pack); // NOLINT(clang-analyzer-unix.Malloc)
  m->pack = NULL;
  m->no_pack = NULL;
}

void lmvm_set_modes(lmvm *vm, lmvm_modes m) {
  lm_context *c = vm->context;
  c->grad_mode = m.grad;
  c->inference_mode = m.inference;
  c->anomaly = m.anomaly;
  c->check_nan = m.check_nan;
  lm_set_autocast(c, m.autocast);
  lmvm_text *note = vm->no_pack;
  vm->no_pack = m.no_pack;
  release_note(note);
  lm_set_pack(c, m.pack);
  lm_pack_release(m.pack);
}

static bool same_autocast(const lm_autocast *a, const lm_autocast *b) {
  return a->on == b->on && a->cache == b->cache && a->dtype == b->dtype && a->depth == b->depth;
}

static bool same_modes(const lmvm_modes *a, const lmvm_modes *b) {
  return a->grad == b->grad && a->inference == b->inference && a->anomaly == b->anomaly &&
         a->check_nan == b->check_nan && same_autocast(&a->autocast, &b->autocast) &&
         a->pack == b->pack && a->no_pack == b->no_pack;
}

/* ---- coroutines ---- */

/* A thread that has entered, in the order in which they resume each other; its userdata stands in the
** registry and holds the thread.  `modes` are those that stood outside of it; in the table of threads
** that wait, those it had itself. */
typedef struct lmvm_thread {
  lua_State *L;
  struct lmvm_thread *outer;
  lmvm_modes modes;
} lmvm_thread;

static const char threads_key, waiting_key; /* registry: a stack; thread -> what it had, weak */

static int collect_thread(lua_State *L) {
  lmvm_drop_modes(&((lmvm_thread *)lua_touserdata(L, 1))->modes);
  return 0;
}

static lmvm_thread *push_thread_record(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", collect_thread}, {NULL, NULL}};
  lmvm_thread *t = lua_newuserdatauv(L, sizeof *t, 1);
  memset(t, 0, sizeof *t);
  lmvm_metatable(L, "luma.thread", meta);
  lua_setmetatable(L, -2);
  return t;
}

/* A thread that resumed another one; not one that yielded, ended or failed.  The main thread never
** ends: between two calls of the host its modes stay. */
static bool is_normal(const lmvm *vm, lua_State *T) {
  lua_Debug ar;
  return T == vm->home->main || (lua_status(T) == LUA_OK && lua_getstack(T, 0, &ar));
}

static void push_table(lua_State *L, const char *key, const char *mode) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  if (mode) {
    lua_newtable(L);
    lua_pushstring(L, mode);
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
  }
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

/* The innermost thread has stopped: notes the modes that are its own, brings back those outside. */
static void leave_thread(lua_State *L, lmvm *vm, int threads) {
  lmvm_thread *t = vm->thread;
  lmvm_modes now = lmvm_get_modes(vm);
  bool own = lua_status(t->L) == LUA_YIELD && !same_modes(&now, &t->modes);
  lmvm_modes outside = t->modes;
  t->modes = (lmvm_modes){.pack = NULL};
  vm->thread = t->outer;
  lmvm_set_modes(vm, outside);
  int place = vm->threads--;
  if (own) {
    t->modes = now;
    lua_rawgeti(L, threads, place);
    push_table(L, &waiting_key, "k");
    lua_getiuservalue(L, -2, 1);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 2);
  } else
    lmvm_drop_modes(&now);
  lua_pushnil(L);
  lua_rawseti(L, threads, place);
}

static void enter_thread(lua_State *L, lmvm *vm, int threads) {
  lmvm_thread *t = push_thread_record(L);
  lua_pushthread(L);
  lua_setiuservalue(L, -2, 1);
  lua_rawseti(L, threads, vm->threads + 1);
  vm->threads++;
  t->L = L;
  t->outer = vm->thread;
  t->modes = lmvm_get_modes(vm);
  vm->thread = t;
  push_table(L, &waiting_key, "k");
  lua_pushthread(L);
  if (lua_rawget(L, -2) == LUA_TUSERDATA) {
    lmvm_thread *before = lua_touserdata(L, -1);
    lmvm_modes own = before->modes;
    before->modes = (lmvm_modes){.pack = NULL};
    lmvm_set_modes(vm, own);
    lua_pushthread(L);
    lua_pushnil(L);
    lua_rawset(L, -4);
  }
  lua_pop(L, 2);
}

void lmvm_switch(lmvm *vm, lua_State *L) {
  lm_enter(vm->context);
  luaL_checkstack(L, 8, "coroutine");
  push_table(L, &threads_key, NULL);
  int threads = lua_gettop(L);
  while (vm->thread && vm->thread->L != L && !is_normal(vm, vm->thread->L))
    leave_thread(L, vm, threads);
  if (vm->thread == NULL || vm->thread->L != L) enter_thread(L, vm, threads);
  lua_settop(L, threads - 1);
  vm->L = L;
}

/* ---- functions and scopes ---- */

#define SCOPE "luma.mode"

typedef struct scope {
  lmvm_modes before;
  bool active;
} scope;

static void end_scope(lmvm *vm, scope *s) {
  if (!s->active) return;
  s->active = false;
  lmvm_modes before = s->before;
  s->before = (lmvm_modes){.pack = NULL};
  lmvm_set_modes(vm, before);
}

static int close_scope(lua_State *L) {
  end_scope(lmvm_enter(L), luaL_checkudata(L, 1, SCOPE));
  return 0;
}

static int collect_scope(lua_State *L) { /* the modes stay as they are */
  scope *s = luaL_checkudata(L, 1, SCOPE);
  s->active = false;
  lmvm_drop_modes(&s->before);
  return 0;
}

static int after_mode(lua_State *L, int status, lua_KContext s) {
  end_scope(lmvm_enter(L), (scope *)s);
  if (status != LUA_OK && status != LUA_YIELD) return lua_error(L);
  return lua_gettop(L) - 1;
}

bool lmvm_callable(lua_State *L, int i) {
  if (lua_isfunction(L, i)) return true;
  if (luaL_getmetafield(L, i, "__call") == LUA_TNIL) return false;
  lua_pop(L, 1);
  return true;
}

int lmvm_with_modes(lua_State *L, const char *name, lmvm *vm, lmvm_modes wanted) {
  static const luaL_Reg meta[] = {{"__close", close_scope}, {"__gc", collect_scope}, {NULL, NULL}};
  bool runs = lua_gettop(L) > 0;
  if (runs && !lmvm_callable(L, 1)) {
    lmvm_drop_modes(&wanted);
    return lmvm_fail(L, "%s: a function is needed, or nothing, not %s", name, luaL_typename(L, 1));
  }
  scope *s = lua_newuserdatauv(L, sizeof *s, 0);
  memset(s, 0, sizeof *s);
  lmvm_metatable(L, SCOPE, meta);
  lua_setmetatable(L, -2);
  lua_insert(L, 1);
  s->before = lmvm_get_modes(vm);
  s->active = true;
  lmvm_set_modes(vm, wanted); /* from here on nothing can fail */
  if (runs) {
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, (lua_KContext)s, after_mode);
    return after_mode(L, status, (lua_KContext)s);
  }
  lua_settop(L, 1);
  return 1;
}

static int f_no_grad(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lmvm_modes wanted = lmvm_get_modes(vm);
  wanted.grad = false;
  return lmvm_with_modes(L, "no_grad", vm, wanted);
}

/* In inference mode nothing is recorded, whatever is asked for. */
static int f_enable_grad(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lmvm_modes wanted = lmvm_get_modes(vm);
  wanted.grad = !wanted.inference;
  return lmvm_with_modes(L, "enable_grad", vm, wanted);
}

static int f_set_grad_enabled(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  if (!lua_isboolean(L, 1))
    return lmvm_fail(L, "set_grad_enabled: true or false is needed, not %s", luaL_typename(L, 1));
  lmvm_modes wanted = lmvm_get_modes(vm);
  wanted.grad = lua_toboolean(L, 1) && !wanted.inference;
  lua_remove(L, 1);
  return lmvm_with_modes(L, "set_grad_enabled", vm, wanted);
}

static int f_inference_mode(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lmvm_modes wanted = lmvm_get_modes(vm);
  wanted.inference = !lua_isboolean(L, 1) || lua_toboolean(L, 1);
  wanted.grad = !wanted.inference;
  if (lua_isboolean(L, 1)) lua_remove(L, 1);
  return lmvm_with_modes(L, "inference_mode", vm, wanted);
}

/* check_nan, as a boolean or an option, from index i on, where it is taken away. */
static bool take_check_nan(lua_State *L, const char *name, int i) {
  bool check = true;
  if (lua_isboolean(L, i)) {
    check = lua_toboolean(L, i);
  } else if (lmvm_isoptions(L, i)) {
    lua_pushnil(L);
    while (lua_next(L, i)) {
      const char *option = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
      if (strcmp(option, "check_nan") != 0)
        lmvm_fail(L, "%s: there is no option '%s'; there is: check_nan", name, option);
      check = lua_toboolean(L, -1);
      lua_pop(L, 1);
    }
  } else
    return true;
  lua_remove(L, i);
  return check;
}

static int f_detect_anomaly(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  bool check = take_check_nan(L, "detect_anomaly", 1);
  lmvm_modes wanted = lmvm_get_modes(vm);
  wanted.anomaly = true;
  wanted.check_nan = check;
  return lmvm_with_modes(L, "detect_anomaly", vm, wanted);
}

static int f_set_detect_anomaly(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  if (!lua_isboolean(L, 1))
    return lmvm_fail(L, "set_detect_anomaly: true or false is needed, not %s", luaL_typename(L, 1));
  bool check = take_check_nan(L, "set_detect_anomaly", 2);
  lmvm_modes wanted = lmvm_get_modes(vm);
  wanted.anomaly = lua_toboolean(L, 1);
  wanted.check_nan = check;
  lua_remove(L, 1);
  return lmvm_with_modes(L, "set_detect_anomaly", vm, wanted);
}

#define ASK(name, field)                                 \
  static int f_##name(lua_State *L) {                    \
    lua_pushboolean(L, lmvm_upvalue(L)->context->field); \
    return 1;                                            \
  }
ASK(is_grad_enabled, grad_mode)
ASK(is_inference_mode_enabled, inference_mode)
ASK(is_anomaly_enabled, anomaly)
ASK(is_anomaly_check_nan_enabled, check_nan)

const lmvm_function lmvm_mode_functions[] = {
    {"no_grad", f_no_grad,
     "([f, ...])\n"
     "Runs f without recording operations; without f the mode lasts until what is "
     "returned is closed.\n"
     "Example: autograd.no_grad(function() return tensor.ones(2) end)"},
    {"enable_grad", f_enable_grad,
     "([f, ...])\nThe same, recording operations.\n"
     "Example: autograd.enable_grad(function() return tensor.ones(2) end)"},
    {"inference_mode", f_inference_mode,
     "([f, ...])\nThe same without any bookkeeping for autograd.\n"
     "Example: autograd.inference_mode(function() return tensor.ones(2) end)"},
    {"set_grad_enabled", f_set_grad_enabled, "(on, [f, ...])\nRecords operations or does not."},
    {"detect_anomaly", f_detect_anomaly,
     "([f, ...])\n"
     "Backward names the operation whose gradient is NaN, and the line that ran it."},
    {"set_detect_anomaly", f_set_detect_anomaly, "(on, [f, ...])\nThe same, on or off."},
    {"is_grad_enabled", f_is_grad_enabled,
     "()\nAre operations recorded?\n"
     "Example: autograd.is_grad_enabled()"},
    {"is_inference_mode_enabled", f_is_inference_mode_enabled,
     "()\nIs inference mode on?\n"
     "Example: autograd.is_inference_mode_enabled()"},
    {"is_anomaly_enabled", f_is_anomaly_enabled,
     "()\nIs anomaly detection on?\n"
     "Example: autograd.is_anomaly_enabled()"},
    {"is_anomaly_check_nan_enabled", f_is_anomaly_check_nan_enabled,
     "()\nDoes it look for NaN?\n"
     "Example: autograd.is_anomaly_check_nan_enabled()"},
    {0}};
