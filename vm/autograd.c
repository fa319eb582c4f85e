/* autograd for scripts: backward, grad, modes as functions and scopes, hooks.  Functions written in
** Lua are in function.c, gradcheck in lua/autograd. */
#include "vm/vm.h"
#include "vm/function.h"

#include <stdlib.h>
#include <string.h>

/* ---- options of backward and grad ---- */

static void read_flags(lua_State *L, const char *op, int i, lm_backward_options *o,
                       bool *retain_given) {
  *retain_given = false;
  if (lua_isnoneornil(L, i)) return;
  if (lua_type(L, i) != LUA_TTABLE)
    lmvm_fail(L, "%s: options must be a table, not %s", op, luaL_typename(L, i));
  lua_pushnil(L);
  while (lua_next(L, i)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    bool on = lua_toboolean(L, -1);
    if (strcmp(name, "retain_graph") == 0) {
      o->retain_graph = on;
      *retain_given = true;
    } else if (strcmp(name, "create_graph") == 0)
      o->create_graph = on;
    else if (strcmp(name, "allow_unused") == 0)
      o->allow_unused = on;
    else if (strcmp(name, "gradient") != 0 && strcmp(name, "grad_outputs") != 0)
      lmvm_fail(L,
                "%s: there is no option '%s'; there are: gradient (grad_outputs), retain_graph, "
                "create_graph, allow_unused",
                op, name);
    lua_pop(L, 1);
  }
}

/* Options in the last place, whatever stands before it; returns the number of other arguments. */
static int split_options(lua_State *L, const char *op, lm_backward_options *o) {
  int top = lua_gettop(L);
  bool retain = false;
  *o = (lm_backward_options){false, false, false};
  if (top > 1 && lmvm_isoptions(L, top)) read_flags(L, op, top--, o, &retain);
  if (!retain) o->retain_graph = o->create_graph;
  return top;
}

/* y:backward([gradient], [retain_graph], [create_graph]) or with options */
static int m_backward(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_backward_options o;
  int top = split_options(L, "backward", &o);
  lm_tensor *self = lmvm_checktensor(L, 1, "backward"), *gradient = NULL;
  if (lua_gettop(L) > top) {
    lua_getfield(L, top + 1, "gradient");
    gradient = lmvm_totensor(L, -1);
  }
  if (top >= 2 && !lua_isnil(L, 2)) gradient = lmvm_checktensor(L, 2, "backward: gradient");
  if (top >= 3 && !lua_isnil(L, 3)) o.retain_graph = lua_toboolean(L, 3);
  if (top >= 4) {
    o.create_graph = lua_toboolean(L, 4);
    if (lua_isnil(L, 3)) o.retain_graph = o.create_graph;
  }
  if (!lm_backward(&self, &gradient, 1, NULL, NULL, 0, o)) return lmvm_error(L);
  lmvm_pace(L, vm);
  return 0;
}

/* A tensor or a list of tensors at i, as an array that a userdata on the stack holds. */
static lm_tensor **tensors_at(lua_State *L, const char *op, int i, int *n, bool nils) {
  lm_tensor *one = lmvm_totensor(L, i), **v;
  if (one != NULL) {
    v = lua_newuserdatauv(L, sizeof *v, 0);
    v[0] = one;
    *n = 1;
    return v;
  }
  if (lua_type(L, i) != LUA_TTABLE)
    lmvm_fail(L, "%s: a tensor or a list of tensors is needed, not %s", op, luaL_typename(L, i));
  size_t count = lua_rawlen(L, i);
  v = lua_newuserdatauv(L, (count ? count : 1) * sizeof *v, 0);
  for (size_t k = 0; k < count; k++) {
    lua_rawgeti(L, i, (lua_Integer)k + 1);
    v[k] = lmvm_totensor(L, -1);
    if (v[k] == NULL && !nils)
      lmvm_fail(L, "%s: entry %d of the list is not a tensor", op, (int)k + 1);
    lua_pop(L, 1);
  }
  *n = (int)count;
  return v;
}

/* autograd.grad(outputs, inputs, [grad_outputs], {options}) */
static int f_grad(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_backward_options o;
  int top = split_options(L, "grad", &o), n_out, n_in, n_grads = 0;
  if (top < 2) return lmvm_fail(L, "grad: outputs and inputs are needed");
  int options = lua_gettop(L) > top ? top + 1 : 0;
  bool single = lmvm_totensor(L, 2) != NULL;
  lm_tensor **outputs = tensors_at(L, "grad: outputs", 1, &n_out, false);
  lm_tensor **inputs = tensors_at(L, "grad: inputs", 2, &n_in, false);
  lm_tensor **grads = NULL;
  if (top >= 3 && !lua_isnil(L, 3))
    grads = tensors_at(L, "grad: grad_outputs", 3, &n_grads, true);
  else if (options && lua_getfield(L, options, "grad_outputs") != LUA_TNIL)
    grads = tensors_at(L, "grad: grad_outputs", lua_gettop(L), &n_grads, true);
  if (grads && n_grads != n_out)
    return lmvm_fail(L, "grad: %d outputs, but %d grad_outputs", n_out, n_grads);
  luaL_checkstack(L, n_in + 4, "grad: too many inputs");
  lm_tensor **results = lua_newuserdatauv(L, (size_t)(n_in ? n_in : 1) * sizeof *results, 0);
  int first = lua_gettop(L) + 1;
  for (int i = 0; i < n_in; i++) lmvm_newhandle(L);
  if (!lm_backward(outputs, grads, n_out, inputs, results, n_in, o)) return lmvm_error(L);
  for (int i = 0; i < n_in; i++) {
    if (results[i])
      *(lm_tensor **)lua_touserdata(L, first + i) = results[i];
    else {
      lua_pushnil(L);
      lua_replace(L, first + i);
    }
  }
  lmvm_pace(L, vm);
  return single ? 1 : n_in;
}

/* ---- modes ---- */

#define MODE "luma.mode"

typedef struct modes {
  bool grad, inference, active;
} modes;

static modes save_modes(const lm_context *c) {
  return (modes){c->grad_mode, c->inference_mode, true};
}
static void restore_modes(lm_context *c, const modes *m) {
  c->grad_mode = m->grad;
  c->inference_mode = m->inference;
}

static int close_mode(lua_State *L) {
  modes *m = luaL_checkudata(L, 1, MODE);
  if (m->active) restore_modes(lmvm_enter(L)->context, m);
  m->active = false;
  return 0;
}

static int after_mode(lua_State *L, int status, lua_KContext before) {
  modes *m = (modes *)before;
  restore_modes(lmvm_enter(L)->context, m);
  if (status != LUA_OK && status != LUA_YIELD) return lua_error(L);
  return lua_gettop(L) - 1;
}

static bool callable(lua_State *L, int i) {
  if (lua_isfunction(L, i)) return true;
  if (luaL_getmetafield(L, i, "__call") == LUA_TNIL) return false;
  lua_pop(L, 1);
  return true;
}

/* Runs the function at index 1 with what stands after it under these modes, at once; where there is
** none, changes the modes and returns a value whose closing brings back the old ones, which lie in a
** userdata at index 1. */
static int with_modes(lua_State *L, const char *name, lm_context *c, modes wanted) {
  bool runs = lua_gettop(L) > 0 && !lua_isboolean(L, 1);
  if (runs && !callable(L, 1))
    return lmvm_fail(L, "%s: a function is needed, or nothing, not %s", name, luaL_typename(L, 1));
  static const luaL_Reg meta[] = {{"__close", close_mode}, {NULL, NULL}};
  modes *m = lua_newuserdatauv(L, sizeof *m, 0);
  *m = save_modes(c);
  lmvm_metatable(L, MODE, meta);
  lua_setmetatable(L, -2);
  lua_insert(L, 1);
  restore_modes(c, &wanted); /* from here on nothing can fail */
  if (runs) {
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, (lua_KContext)m, after_mode);
    return after_mode(L, status, (lua_KContext)m);
  }
  lua_settop(L, 1);
  return 1;
}

static int f_no_grad(lua_State *L) {
  lm_context *c = lmvm_upvalue(L)->context;
  modes wanted = save_modes(c);
  wanted.grad = false;
  return with_modes(L, "no_grad", c, wanted);
}
static int f_enable_grad(lua_State *L) {
  lm_context *c = lmvm_upvalue(L)->context;
  modes wanted = save_modes(c);
  wanted.grad = true;
  return with_modes(L, "enable_grad", c, wanted);
}
static int f_inference_mode(lua_State *L) {
  lm_context *c = lmvm_upvalue(L)->context;
  modes wanted = save_modes(c);
  wanted.inference = !lua_isboolean(L, 1) || lua_toboolean(L, 1);
  wanted.grad = !wanted.inference;
  if (lua_isboolean(L, 1)) lua_remove(L, 1);
  return with_modes(L, "inference_mode", c, wanted);
}
static int f_set_grad_enabled(lua_State *L) {
  lm_context *c = lmvm_upvalue(L)->context;
  modes wanted = save_modes(c);
  if (!lua_isboolean(L, 1)) return lmvm_fail(L, "set_grad_enabled: true or false is needed");
  wanted.grad = lua_toboolean(L, 1);
  lua_remove(L, 1);
  return with_modes(L, "set_grad_enabled", c, wanted);
}
static int f_is_grad_enabled(lua_State *L) {
  lua_pushboolean(L, lmvm_upvalue(L)->context->grad_mode);
  return 1;
}
static int f_is_inference_mode_enabled(lua_State *L) {
  lua_pushboolean(L, lmvm_upvalue(L)->context->inference_mode);
  return 1;
}

/* ---- methods ---- */

static int m_requires_grad_(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "requires_grad_");
  if (!lm_set_requires_grad(t, lua_isnoneornil(L, 2) || lua_toboolean(L, 2))) return lmvm_error(L);
  lua_settop(L, 1);
  return 1;
}

static int m_detach_(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "detach_");
  if (t->base && lm_requires_grad(t))
    return lmvm_fail(L, "detach_: a view cannot be detached in place; use detach()");
  lm_set_history(t, NULL, 0);
  t->requires_grad = false;
  lua_settop(L, 1);
  return 1;
}

/* A hook that stores the gradient of a result: retain_grad. */
static lm_tensor *store_grad(void *data, lm_tensor *grad, bool *failed) {
  lm_tensor *t = data; /* not counted: the tensor takes the hook away when it goes */
  lm_leaf *leaf = lm_leaf_of(t);
  if (leaf == NULL) {
    *failed = true;
    return NULL;
  }
  lm_retain(grad);
  lm_release(leaf->grad);
  leaf->grad = grad;
  return NULL;
}

static int m_retain_grad(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "retain_grad");
  if (!lm_requires_grad(t)) return lmvm_fail(L, "retain_grad: the tensor does not require grad");
  if (lm_grad_fn(t) == NULL) return 0; /* leaves do so anyway */
  lm_leaf *leaf = lm_leaf_of(t);
  if (leaf == NULL) return lmvm_error(L);
  if (leaf->retain_id) return 0;
  lm_hook *hook = calloc(1, sizeof *hook);
  if (hook == NULL) return lmvm_fail(L, "retain_grad: out of memory");
  hook->call = store_grad;
  hook->data = t;
  if (!lm_add_hook(t, hook)) return lmvm_error(L);
  leaf->retain_id = hook->id;
  return 0;
}

const luaL_Reg lmvm_grad_methods[] = {
    {"backward", m_backward},       {"requires_grad_", m_requires_grad_},
    {"detach_", m_detach_},         {"register_hook", lmvm_register_hook},
    {"retain_grad", m_retain_grad}, {NULL, NULL}};

void lmvm_open_autograd(lua_State *L) {
  static const luaL_Reg functions[] = {{"grad", f_grad},
                                       {"no_grad", f_no_grad},
                                       {"enable_grad", f_enable_grad},
                                       {"inference_mode", f_inference_mode},
                                       {"set_grad_enabled", f_set_grad_enabled},
                                       {"is_grad_enabled", f_is_grad_enabled},
                                       {"is_inference_mode_enabled", f_is_inference_mode_enabled},
                                       {"Function", lmvm_new_function},
                                       {NULL, NULL}};
  lua_newtable(L);
  lmvm_set_functions(L, functions);
}
