/* Lua code that backward calls.
**
** The engine runs inside a C call from Lua, on the thread that entered last (vm->L); callbacks run
** there in protected mode, and an error becomes the message with which the operation fails.  What
** they need is held in the registry, from where the node's or the hook's release takes it.
*/
#include "vm/function.h"

#include <stdlib.h>
#include <string.h>

/* Runs body(job) in protected mode and as if no scope were open, because the engine below must not be
** jumped over; false with a message when it raised. */
static bool protect(lmvm *vm, const char *what, lua_CFunction body, void *job) {
  lua_State *L = vm->L;
  if (!lua_checkstack(L, 4)) return lm_fail("%s: the Lua stack is full", what);
  int scopes = lm_scope_suspend();
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, job);
  int status = lua_pcall(L, 1, 0, 0);
  lm_scope_resume(scopes);
  lm_enter(vm->context);
  vm->L = L;
  if (status == LUA_OK) return true;
  const char *message = lua_tostring(L, -1);
  lm_clear_error();
  lm_fail("%s: %s", what, message ? message : "error");
  lua_pop(L, 1);
  return false;
}

/* The function below its n arguments may be anything a script does. */
static void call(lua_State *L, lmvm *vm, int n, int results) {
  lua_call(L, n, results);
  lm_enter(vm->context);
  vm->L = L;
}

/* ---- hooks ---- */

typedef struct lua_hook {
  lmvm *vm;
  lmvm_home *home;
  int ref;
} lua_hook;

typedef struct hook_run {
  lmvm *vm;
  int ref;
  lm_tensor *grad, *other; /* borrowed; owned */
} hook_run;

static int hook_body(lua_State *L) {
  hook_run *r = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->ref);
  lmvm_pushtensor(L, lm_retain(r->grad));
  call(L, r->vm, 1, 1);
  r->other = lm_retain(lmvm_totensor(L, -1));
  if (r->other == NULL && !lua_isnil(L, -1))
    lm_fail("hook: a tensor or nil must be returned, not %s", luaL_typename(L, -1));
  else if (r->grad->freed || (r->other && r->other->freed))
    lm_fail("hook: the gradient was freed");
  else if (r->other && !lm_same_shape(r->other, r->grad))
    lm_fail("hook: the gradient has shape %s, a hook returned %s", lm_shape_text(r->grad),
            lm_shape_text(r->other));
  return 0;
}

static lm_tensor *run_hook(void *data, lm_tensor *grad, bool *failed) {
  lua_hook *h = data; /* may be gone afterwards: hooks can be removed by hooks */
  hook_run r = {.vm = h->vm, .ref = h->ref, .grad = grad};
  *failed = !protect(h->vm, "hook", hook_body, &r) || lm_error() != NULL;
  return r.other;
}

static void release_hook(void *data) {
  lua_hook *h = data;
  lmvm_home_release(h->home, h->ref);
  free(h);
}

static int remove_hook(lua_State *L) { /* upvalues: tensor, id */
  lmvm_enter(L);
  lm_tensor *t = lmvm_totensor(L, lua_upvalueindex(1));
  if (t) lm_remove_hook(t, lua_tointeger(L, lua_upvalueindex(2)));
  return 0;
}

int lmvm_register_hook(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "register_hook");
  if (!lua_isfunction(L, 2))
    return lmvm_fail(L, "register_hook: a function is needed, not %s", luaL_typename(L, 2));
  lua_settop(L, 2);
  lua_newtable(L); /* the handle; all that Lua allocates comes first */
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, remove_hook, 2);
  lua_pushvalue(L, -1);
  lua_setfield(L, 3, "remove");
  lua_pushvalue(L, 2);
  int ref = luaL_ref(L, LUA_REGISTRYINDEX);
  lm_hook *hook = calloc(1, sizeof *hook);
  lua_hook *h = calloc(1, sizeof *h);
  if (hook == NULL || h == NULL) {
    free(hook);
    free(h);
    luaL_unref(L, LUA_REGISTRYINDEX, ref);
    return lmvm_fail(L, "register_hook: out of memory");
  }
  *h = (lua_hook){vm, vm->home, ref};
  vm->home->refs++;
  hook->call = run_hook;
  hook->release = release_hook;
  hook->data = h;
  if (!lm_add_hook(t, hook)) return lmvm_error(L);
  lua_pushinteger(L, hook->id);
  lua_setupvalue(L, 4, 2);
  lua_settop(L, 3);
  return 1;
}

/* ---- autograd.Function ---- */

/* One application: the ctx table of the script, held until the node goes. */
typedef struct application {
  lmvm *vm;
  lmvm_home *home;
  int ctx; /* registry reference */
} application;

typedef struct backward_run {
  const application *a;
  lm_node *n;
  lm_tensor *const *g;
  lm_tensor **gi; /* owned here */
} backward_run;

/* Pushes ctx.saved_tensors: what save_for_backward noted.  Results among them would close a cycle, so
** they are stored detached and get their history back from the node now. */
static void push_saved(lua_State *L, int ctx, lm_node *n) {
  lua_newtable(L);
  int list = lua_gettop(L);
  if (lua_getfield(L, ctx, "_saved") != LUA_TTABLE) {
    lua_settop(L, list);
    return;
  }
  bool results = lua_getfield(L, ctx, "_saved_results") == LUA_TTABLE;
  for (int i = 1, last = (int)lua_rawlen(L, list + 1); i <= last; i++) {
    int nr = 0;
    if (results) {
      lua_rawgeti(L, list + 2, i);
      nr = (int)lua_tointeger(L, -1);
      lua_pop(L, 1);
    }
    lua_rawgeti(L, list + 1, i);
    lm_tensor *saved = lmvm_totensor(L, -1);
    if (saved && nr > 0 && nr <= n->n_results && lm_here()->grad_mode) {
      lm_tensor *again = lm_detach(saved);
      if (again == NULL) lmvm_error(L);
      again->grad_fn = lm_node_retain(n);
      again->result = nr - 1;
      lua_pop(L, 1);
      lmvm_pushtensor(L, again);
    }
    lua_rawseti(L, list, i);
  }
  lua_settop(L, list);
}

static int backward_body(lua_State *L) {
  backward_run *r = lua_touserdata(L, 1);
  lm_node *n = r->n;
  luaL_checkstack(L, n->n_results + n->n_edges + 8, "autograd.Function");
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->a->ctx);
  int ctx = lua_gettop(L);
  push_saved(L, ctx, n);
  lua_setfield(L, ctx, "saved_tensors");
  lua_getfield(L, ctx, "_backward");
  lua_pushvalue(L, ctx);
  for (int i = 0; i < n->n_results; i++) {
    if (r->g[i])
      lmvm_pushtensor(L, lm_retain(r->g[i]));
    else
      lua_pushnil(L);
  }
  call(L, r->a->vm, n->n_results + 1, LUA_MULTRET);
  int given = lua_gettop(L) - ctx;
  for (int i = n->n_edges; i < given; i++)
    if (!lua_isnil(L, ctx + 1 + i)) {
      lm_fail("autograd.Function: backward returned %d gradients for %d inputs", given, n->n_edges);
      return 0;
    }
  for (int i = 0; i < n->n_edges && i < given; i++) {
    if (lua_isnil(L, ctx + 1 + i)) continue;
    r->gi[i] = lm_retain(lmvm_totensor(L, ctx + 1 + i));
    if (r->gi[i] == NULL || r->gi[i]->freed) {
      lm_fail("autograd.Function: backward must return tensors or nil, but result %d is a %s",
              i + 1, r->gi[i] ? "freed tensor" : luaL_typename(L, ctx + 1 + i));
      return 0;
    }
  }
  return 0;
}

/* Afterwards, also where it failed: results with their history would hold the node that holds ctx. */
static int drop_saved(lua_State *L) {
  const application *a = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, a->ctx);
  lua_pushnil(L);
  lua_setfield(L, -2, "saved_tensors");
  return 0;
}

static bool run_backward(void *data, lm_node *n, lm_tensor *const *g, lm_tensor **gi) {
  application *a = data;
  if (n->released)
    return lm_fail(
        "backward: what %s kept was released by an earlier backward; pass {retain_graph = "
        "true} to that one",
        n->custom->name);
  backward_run r = {.a = a, .n = n, .g = g, .gi = gi};
  bool ok = protect(a->vm, "autograd.Function: backward", backward_body, &r);
  ok = protect(a->vm, "autograd.Function", drop_saved, a) && ok;
  for (int i = 0; i < n->n_edges; i++) lm_scoped(gi[i]);
  return ok && lm_error() == NULL;
}

static void release_application(void *data) {
  application *a = data;
  lmvm_home_release(a->home, a->ctx);
  free(a);
}

static const lm_custom lua_function = {"Function", run_backward, release_application};

/* ctx:save_for_backward(...) */
static int save_for_backward(lua_State *L) {
  lmvm_enter(L);
  int n = lua_gettop(L) - 1;
  if (lua_type(L, 1) != LUA_TTABLE)
    return lmvm_fail(L, "save_for_backward: call it as ctx:save_for_backward(...)");
  lua_createtable(L, n, 0);
  for (int i = 1; i <= n; i++) {
    if (lmvm_totensor(L, i + 1) == NULL && !lua_isnil(L, i + 1))
      return lmvm_fail(L, "save_for_backward: argument %d is not a tensor", i);
    if (lua_isnil(L, i + 1))
      lua_pushboolean(L, 0);
    else
      lua_pushvalue(L, i + 1);
    lua_rawseti(L, -2, i);
  }
  lua_setfield(L, 1, "_saved");
  return 0;
}

/* Saved results are swapped for detached ones, with their number noted beside them. */
static void detach_results(lua_State *L, int ctx, int first, int n) {
  if (lua_getfield(L, ctx, "_saved") != LUA_TTABLE) {
    lua_pop(L, 1);
    return;
  }
  int saved = lua_gettop(L);
  lua_newtable(L);
  for (int i = 1; i <= (int)lua_rawlen(L, saved); i++) {
    lua_rawgeti(L, saved, i);
    lm_tensor *t = lmvm_totensor(L, -1);
    int nr = 0;
    for (int k = 0; k < n && t; k++)
      if (lmvm_totensor(L, first + k) == t) nr = k + 1;
    lua_pop(L, 1);
    lua_pushinteger(L, nr);
    lua_rawseti(L, saved + 1, i);
    if (nr == 0) continue;
    lmvm_result(L, lm_detach(t));
    lua_rawseti(L, saved, i);
  }
  lua_setfield(L, ctx, "_saved_results");
  lua_pop(L, 1);
}

static void set_grad_mode(lua_State *L, bool on) { lmvm_enter(L)->context->grad_mode = on; }

/* f(...): upvalues lmvm, metatable, forward, backward */
static int apply(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  int n = lua_gettop(L);
  luaL_checkstack(L, 2 * n + 12, "autograd.Function");
  lua_newtable(L); /* ctx, with methods through its metatable */
  int ctx = n + 1;
  static const luaL_Reg methods[] = {{"save_for_backward", save_for_backward}, {NULL, NULL}};
  lmvm_metatable(L, "luma.Function.ctx", methods);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, ctx);
  lua_pushvalue(L, lua_upvalueindex(4));
  lua_setfield(L, ctx, "_backward");

  lm_tensor **inputs = lua_newuserdatauv(L, sizeof *inputs * (size_t)(n ? n : 1), 0);
  lua_newtable(L); /* needs_input_grad */
  for (int i = 0; i < n; i++) {
    inputs[i] = lmvm_totensor(L, i + 1);
    lua_pushboolean(L, inputs[i] && lm_requires_grad(inputs[i]));
    lua_rawseti(L, -2, i + 1);
  }
  lua_setfield(L, ctx, "needs_input_grad");
  bool record = lm_must_record(inputs, n), mode = vm->context->grad_mode;

  int base = lua_gettop(L);
  lua_pushvalue(L, lua_upvalueindex(3));
  lua_pushvalue(L, ctx);
  for (int i = 1; i <= n; i++) lua_pushvalue(L, i);
  set_grad_mode(L, false);
  int status = lua_pcall(L, n + 1, LUA_MULTRET, 0);
  set_grad_mode(L, mode);
  if (status != LUA_OK) return lua_error(L);
  int results = lua_gettop(L) - base;
  if (!record || results == 0) return results;

  /* A result that is an input itself becomes a tensor of its own. */
  lm_tensor *out[16];
  if (results > 16) return lmvm_fail(L, "autograd.Function: more than 16 results");
  for (int i = 0; i < results; i++) {
    out[i] = lmvm_totensor(L, base + 1 + i);
    if (out[i] == NULL)
      return lmvm_fail(L, "autograd.Function: forward must return tensors, but result %d is a %s",
                       i + 1, luaL_typename(L, base + 1 + i));
    bool taken = out[i]->grad_fn || out[i]->requires_grad;
    for (int k = 0; k < n; k++) taken |= inputs[k] == out[i];
    if (!taken) continue;
    lmvm_result(L, lm_detach(out[i]));
    lua_replace(L, base + 1 + i);
    out[i] = lmvm_totensor(L, base + 1 + i);
  }
  detach_results(L, ctx, base + 1, results);
  lua_pushvalue(L, ctx);
  int ref = luaL_ref(L, LUA_REGISTRYINDEX);
  application *a = malloc(sizeof *a);
  if (a == NULL) {
    luaL_unref(L, LUA_REGISTRYINDEX, ref);
    return lmvm_fail(L, "autograd.Function: out of memory");
  }
  *a = (application){vm, vm->home, ref};
  vm->home->refs++;
  lm_node *node = lm_record_custom(&lua_function, a, inputs, n, out, results);
  if (node == NULL) return lmvm_error(L);
  lm_node_release(node);
  return results;
}

int lmvm_new_function(lua_State *L) {
  lmvm_upvalue(L);
  if (lua_type(L, 1) != LUA_TTABLE)
    return lmvm_fail(L, "Function: a table with forward and backward is needed, not %s",
                     luaL_typename(L, 1));
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, lua_upvalueindex(2));
  if (lua_getfield(L, 1, "forward") != LUA_TFUNCTION ||
      lua_getfield(L, 1, "backward") != LUA_TFUNCTION)
    return lmvm_fail(L, "Function: fields forward and backward must be functions");
  lua_pushcclosure(L, apply, 4);
  return 1;
}
