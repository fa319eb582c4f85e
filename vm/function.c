/* autograd.Function: operations that a script defines, with their backward.
**
** An application has a table, ctx, for the script: fields are the script's own, methods and
** `saved_tensors` come through the metatable.  What the binding keeps with it stands under keys that
** scripts cannot name.  The node holds ctx in the registry; ctx never holds the node, and results among
** the saved tensors are kept without their history, so that no cycle forms.
*/
#include "vm/function.h"
#include "vm/callback.h"
#include "vm/saved.h"
#include "tensor/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CTX "luma.Function.ctx"
#define NAME_SIZE 48 /* longest name of a function in messages; longer ones are cut */

/* Keys of a ctx: what save_for_backward got, then the userdata of saved.c; the lists of the marks; what
** set_materialize_grads said; and of a function: its table, its backward. */
static const char saved_key, dirty_key, plain_key, materialize_key, backward_key;

typedef struct application {
  lm_custom custom; /* first: with a name of its own */
  lmvm_held ctx;
  bool materialize;
  char name[NAME_SIZE];
} application;

/* A backward that runs, so that ctx.saved_tensors finds its node. */
typedef struct lmvm_call {
  struct lmvm_call *outer;
  application *a;
  lm_node *n;
  lm_tensor *const *g;
  lm_tensor **gi; /* owned here */
} lmvm_call_record;

/* ---- ctx ---- */

static void check_ctx(lua_State *L, const char *name) {
  if (lua_type(L, 1) != LUA_TTABLE)
    lmvm_fail(L, "%s: call it as ctx:%s(...), ctx is %s", name, name, luaL_typename(L, 1));
}

/* Notes the tensors from index 2 on under a key of ctx. */
static int note_tensors(lua_State *L, const char *name, const char *key) {
  lmvm_enter(L);
  check_ctx(L, name);
  int n = lua_gettop(L) - 1;
  lua_createtable(L, n, 1);
  for (int i = 1; i <= n; i++) {
    if (lmvm_totensor(L, i + 1) == NULL && !lua_isnil(L, i + 1))
      return lmvm_fail(L, "%s: argument %d is not a tensor but a %s", name, i,
                       luaL_typename(L, i + 1));
    lua_pushvalue(L, i + 1);
    lua_rawseti(L, -2, i);
  }
  lua_pushinteger(L, n);
  lua_setfield(L, -2, "n");
  lua_rawsetp(L, 1, key);
  return 0;
}

static int save_for_backward(lua_State *L) {
  return note_tensors(L, "save_for_backward", &saved_key);
}
static int mark_dirty(lua_State *L) { return note_tensors(L, "mark_dirty", &dirty_key); }
static int mark_non_differentiable(lua_State *L) {
  return note_tensors(L, "mark_non_differentiable", &plain_key);
}

static int set_materialize_grads(lua_State *L) {
  lmvm_enter(L);
  check_ctx(L, "set_materialize_grads");
  if (!lua_isboolean(L, 2))
    return lmvm_fail(L, "set_materialize_grads: true or false is needed, not %s",
                     luaL_typename(L, 2));
  lua_pushvalue(L, 2);
  lua_rawsetp(L, 1, &materialize_key);
  return 0;
}

/* The node that belongs to the ctx at index 1, if its backward is running. */
static lm_node *running_node(lua_State *L, lmvm *vm) {
  for (lmvm_call_record *r = vm->running; r; r = r->outer) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, r->a->ctx.ref);
    bool same = lua_rawequal(L, -1, 1);
    lua_pop(L, 1);
    if (same) return r->n;
  }
  return NULL;
}

static int get_saved(lua_State *L) {
  lmvm *vm = lmvm_enter(L);
  lm_node *n = running_node(L, vm);
  if (n && n->released)
    return lmvm_fail(L,
                     "backward: what %s kept was released by an earlier backward; pass "
                     "{retain_graph = true} to that one",
                     n->custom->name);
  switch (lua_rawgetp(L, 1, &saved_key)) {
  case LUA_TUSERDATA: lmvm_push_saved_list(L, -1, n); return 1;
  case LUA_TTABLE: return 1; /* forward is still running */
  default: lua_newtable(L); return 1;
  }
}

static int ctx_index(lua_State *L) { /* upvalue 1: methods */
  if (lua_type(L, 2) == LUA_TSTRING && lua_type(L, 1) == LUA_TTABLE &&
      strcmp(lua_tostring(L, 2), "saved_tensors") == 0)
    return get_saved(L);
  lua_settop(L, 2);
  lua_rawget(L, lua_upvalueindex(1));
  return 1;
}

static void push_ctx(lua_State *L) {
  static const luaL_Reg none[] = {{NULL, NULL}};
  static const luaL_Reg methods[] = {{"save_for_backward", save_for_backward},
                                     {"mark_dirty", mark_dirty},
                                     {"mark_non_differentiable", mark_non_differentiable},
                                     {"set_materialize_grads", set_materialize_grads},
                                     {NULL, NULL}};
  lua_newtable(L);
  lmvm_metatable(L, CTX, none);
  if (lua_getfield(L, -1, "__index") == LUA_TNIL) {
    lua_newtable(L);
    luaL_setfuncs(L, methods, 0);
    lua_pushcclosure(L, ctx_index, 1);
    lua_setfield(L, -3, "__index");
  }
  lua_pop(L, 1);
  lua_setmetatable(L, -2);
}

/* ---- backward ---- */

/* Pushes the gradients of the results: zeros in the place of those that did not come, if ctx wants. */
static void push_results_gradients(lua_State *L, const lmvm_call_record *r) {
  const lm_node *n = r->n;
  for (int i = 0; i < n->n_results; i++) {
    const lm_edge *m = &n->meta[i];
    if (r->g[i]) {
      lmvm_pushtensor(L, lm_retain(r->g[i]));
    } else if (r->a->materialize && m->sizes) {
      lm_ints size = {.n = m->ndim};
      memcpy(size.v, m->sizes, sizeof *size.v * (size_t)size.n);
      lmvm_result(L, lm_zeros(&size, (lm_dtype)m->dtype, m->device));
    } else
      lua_pushnil(L);
  }
}

static int backward_body(lua_State *L) {
  lmvm_call_record *r = lua_touserdata(L, 1);
  lm_node *n = r->n;
  const char *name = r->a->name;
  luaL_checkstack(L, n->n_results + n->n_edges + 8, name);
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->a->ctx.ref);
  int ctx = lua_gettop(L);
  lua_createtable(L, n->n_edges, 0); /* which gradients this pass asks for */
  for (int i = 0; i < n->n_edges; i++) {
    lua_pushboolean(L, n->edges[i].needed);
    lua_rawseti(L, -2, i + 1);
  }
  lua_setfield(L, ctx, "needs_input_grad");
  lua_rawgetp(L, ctx, &backward_key);
  lua_pushvalue(L, ctx);
  push_results_gradients(L, r);
  lmvm_call(L, r->a->ctx.vm, n->n_results + 1, LUA_MULTRET);
  int given = lua_gettop(L) - ctx;
  for (int i = n->n_edges; i < given; i++)
    if (!lua_isnil(L, ctx + 1 + i)) {
      lm_fail("autograd.%s: backward returned %d gradients for %d inputs", name, given, n->n_edges);
      return 0;
    }
  for (int i = 0; i < n->n_edges && i < given; i++) {
    if (lua_isnil(L, ctx + 1 + i)) continue;
    r->gi[i] = lm_retain(lmvm_totensor(L, ctx + 1 + i));
    if (r->gi[i] == NULL || r->gi[i]->freed) {
      lm_fail("autograd.%s: backward must return tensors or nil, but result %d is a %s", name,
              i + 1, r->gi[i] ? "freed tensor" : luaL_typename(L, ctx + 1 + i));
      return 0;
    }
  }
  return 0;
}

static bool run_backward(void *data, lm_node *n, lm_tensor *const *g, lm_tensor **gi) {
  application *a = data;
  lmvm *vm = a->ctx.vm;
  char what[NAME_SIZE + 24];
  snprintf(what, sizeof what, "autograd.%s: backward", a->name);
  lmvm_call_record r = {vm->running, a, n, g, gi};
  vm->running = &r;
  bool ok = lmvm_protect(vm, what, backward_body, &r);
  vm->running = r.outer;
  for (int i = 0; i < n->n_edges; i++) lm_scoped(gi[i]);
  return ok && lm_error() == NULL;
}

/* What was saved goes, even if the node stays. */
static void drop_saved(void *data) {
  application *a = data;
  lua_State *L = a->ctx.home->main;
  if (L == NULL || !lua_checkstack(L, 3)) return;
  lua_rawgeti(L, LUA_REGISTRYINDEX, a->ctx.ref);
  lua_pushnil(L);
  lua_rawsetp(L, -2, &saved_key);
  lua_pop(L, 1);
}

static void release_application(void *data) {
  application *a = data;
  lmvm_let_go(&a->ctx);
  free(a);
}

/* ---- forward ---- */

/* One call: places on the stack, and the tensors among arguments and results (NULL where none is). */
typedef struct forward {
  lmvm *vm;
  const char *name;
  int n, results; /* how many arguments, from index 1, and results, from `first` */
  int ctx, first;
  lm_tensor **in, **out;
  bool *dirty, *plain; /* of the results */
} forward;

/* True when the tensor stands in the list that ctx has under this key. */
static bool is_noted(lua_State *L, const forward *f, const char *key, const lm_tensor *t) {
  bool found = false;
  if (lua_rawgetp(L, f->ctx, key) == LUA_TTABLE)
    for (lua_Integer i = 1, n = (lua_Integer)lua_rawlen(L, -1); i <= n && !found; i++) {
      lua_rawgeti(L, -1, i);
      found = lmvm_totensor(L, -1) == t;
      lua_pop(L, 1);
    }
  lua_pop(L, 1);
  return found;
}

/* Changed inputs must be results, or nobody would know of their new history. */
static void check_dirty(lua_State *L, const forward *f) {
  if (lua_rawgetp(L, f->ctx, &dirty_key) == LUA_TTABLE)
    for (lua_Integer i = 1, n = (lua_Integer)lua_rawlen(L, -1); i <= n; i++) {
      lua_rawgeti(L, -1, i);
      const lm_tensor *t = lmvm_totensor(L, -1);
      bool found = false;
      for (int k = 0; k < f->results; k++) found |= f->out[k] == t;
      if (!found)
        lmvm_fail(L, "autograd.%s: forward marked a tensor as dirty that it did not return",
                  f->name);
      lua_pop(L, 1);
    }
  lua_pop(L, 1);
}

/* Sorts the results.  An input that is returned as it is becomes a tensor of its own, and so does what
** has a history already. */
static void sort_results(lua_State *L, forward *f) {
  for (int i = 0; i < f->results; i++) {
    int at = f->first + i;
    lm_tensor *t = f->out[i] = lmvm_totensor(L, at);
    if (t == NULL) continue;
    if (t->freed) lmvm_fail(L, "autograd.%s: result %d of forward was freed", f->name, i + 1);
    f->dirty[i] = is_noted(L, f, &dirty_key, t);
    f->plain[i] = is_noted(L, f, &plain_key, t);
    if (f->dirty[i]) {
      if (!lm_check_inplace(f->name, t)) lmvm_error(L);
      continue;
    }
    bool taken = t->grad_fn || t->requires_grad || t->base;
    for (int k = 0; k < f->n; k++) taken |= f->in[k] == t;
    for (int k = 0; k < i; k++) taken |= f->out[k] == t;
    if (!taken) continue;
    lm_tensor *own = lm_shallow(t);
    if (own == NULL) lmvm_error(L);
    lmvm_pushtensor(L, own);
    lua_replace(L, at);
    f->out[i] = own;
  }
}

/* Where nothing is recorded an input that is returned as it is becomes a tensor of its own, too. */
static void separate_results(lua_State *L, const forward *f) {
  for (int i = 0; i < f->results; i++) {
    lm_tensor *t = lmvm_totensor(L, f->first + i);
    bool taken = false;
    for (int k = 0; k < f->n && t && !t->freed; k++) taken |= f->in[k] == t;
    if (!taken || is_noted(L, f, &dirty_key, t)) continue;
    lm_tensor *own = lm_shallow(t);
    if (own == NULL) lmvm_error(L);
    lmvm_pushtensor(L, own);
    lua_replace(L, f->first + i);
  }
}

/* The tensors that forward saved move from the list in ctx to where backward finds them. */
static void keep_saved(lua_State *L, const forward *f) {
  if (lua_rawgetp(L, f->ctx, &saved_key) == LUA_TTABLE) {
    int list = lua_gettop(L);
    lua_getfield(L, list, "n");
    int n = (int)lua_tointeger(L, -1);
    luaL_checkstack(L, n + 8, f->name);
    for (int i = 1; i <= n; i++) lua_rawgeti(L, list, i);
    lmvm_push_saved(L, f->name, list + 2, n, f->out, f->results);
    lua_rawsetp(L, f->ctx, &saved_key);
    lua_settop(L, list);
  }
  lua_pop(L, 1);
}

/* Makes the node.  A dirty tensor gets its history as after any change in place. */
static void record(lua_State *L, const forward *f) {
  lm_tensor **aliases = lua_newuserdatauv(L, sizeof *aliases * (size_t)f->results, 0);
  bool ok = true;
  for (int i = 0; i < f->results; i++) aliases[i] = f->out[i];
  for (int i = 0; i < f->results; i++)
    if (f->dirty[i]) {
      lm_tensor *alias = lm_shallow(f->out[i]);
      if (alias == NULL) lmvm_error(L);
      lmvm_pushtensor(L, alias); /* the stack holds it */
      aliases[i] = alias;
    }
  application *a = calloc(1, sizeof *a);
  if (a == NULL) lmvm_fail(L, "autograd.%s: out of memory", f->name);
  snprintf(a->name, sizeof a->name, "%s", f->name);
  a->custom = (lm_custom){a->name, run_backward, drop_saved, release_application};
  lua_rawgetp(L, f->ctx, &materialize_key);
  a->materialize = lua_isnil(L, -1) || lua_toboolean(L, -1);
  lua_pushvalue(L, f->ctx);
  a->ctx = lmvm_hold(L, f->vm);
  lm_node *node = lm_record_custom(&a->custom, a, f->in, f->n, aliases, f->plain, f->results);
  if (node == NULL) lmvm_error(L);
  for (int i = 0; i < f->results && ok; i++)
    if (f->dirty[i] && !f->plain[i]) ok = lm_rebase_history(f->out[i], aliases[i]);
  lm_node_release(node);
  if (!ok) lmvm_error(L);
}

/* Pushes the results of the script's forward, which runs without recording. */
static void call_forward(lua_State *L, forward *f) {
  bool setup = !lua_isnil(L, lua_upvalueindex(5));
  int base = lua_gettop(L);
  lua_pushvalue(L, lua_upvalueindex(3));
  if (!setup) lua_pushvalue(L, f->ctx);
  for (int i = 1; i <= f->n; i++) lua_pushvalue(L, i);
  lm_context *c = f->vm->context;
  bool mode = c->grad_mode;
  c->grad_mode = false;
  int status = lua_pcall(L, f->n + !setup, LUA_MULTRET, 0);
  if (status == LUA_OK && setup) { /* setup_context(ctx, inputs, output) */
    int results = lua_gettop(L) - base;
    luaL_checkstack(L, results + 8, f->name);
    lua_pushvalue(L, lua_upvalueindex(5));
    lua_pushvalue(L, f->ctx);
    lua_createtable(L, f->n, 0);
    for (int i = 1; i <= f->n; i++) {
      lua_pushvalue(L, i);
      lua_rawseti(L, -2, i);
    }
    if (results == 1) {
      lua_pushvalue(L, base + 1);
    } else {
      lua_createtable(L, results, 0);
      for (int i = 1; i <= results; i++) {
        lua_pushvalue(L, base + i);
        lua_rawseti(L, -2, i);
      }
    }
    status = lua_pcall(L, 3, 0, 0);
  }
  lmvm_enter(L);
  c->grad_mode = mode;
  if (status != LUA_OK) lua_error(L);
  f->first = base + 1;
  f->results = lua_gettop(L) - base;
}

/* f(...): upvalues lmvm, metatable, forward, backward, setup_context or nil, name */
static int apply(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  forward f = {.vm = vm, .n = lua_gettop(L), .name = lua_tostring(L, lua_upvalueindex(6))};
  luaL_checkstack(L, 2 * f.n + 16, f.name);
  push_ctx(L);
  f.ctx = f.n + 1;
  lua_pushvalue(L, lua_upvalueindex(4));
  lua_rawsetp(L, f.ctx, &backward_key);
  f.in = lua_newuserdatauv(L, sizeof *f.in * (size_t)(f.n + 1), 0);
  lua_createtable(L, f.n, 0); /* needs_input_grad */
  for (int i = 0; i < f.n; i++) {
    f.in[i] = lmvm_totensor(L, i + 1);
    if (f.in[i] && f.in[i]->freed)
      return lmvm_fail(L, "autograd.%s: argument %d was freed", f.name, i + 1);
    lua_pushboolean(L, f.in[i] && lm_requires_grad(f.in[i]));
    lua_rawseti(L, -2, i + 1);
  }
  lua_setfield(L, f.ctx, "needs_input_grad");
  bool recorded = lm_must_record(f.in, f.n);
  call_forward(L, &f);
  if (!recorded || f.results == 0) {
    separate_results(L, &f);
    return f.results;
  }
  luaL_checkstack(L, 2 * f.results + 16, f.name);

  size_t room = (size_t)f.results;
  char *block = lua_newuserdatauv(L, room * (sizeof *f.out + 2), 0);
  memset(block, 0, room * (sizeof *f.out + 2));
  lua_insert(L, f.first++); /* below the results */
  f.out = (lm_tensor **)block;
  f.dirty = (bool *)(block + room * sizeof *f.out);
  f.plain = f.dirty + room;
  sort_results(L, &f);
  check_dirty(L, &f);
  keep_saved(L, &f);
  record(L, &f);
  lua_settop(L, f.first + f.results - 1);
  return f.results;
}

int lmvm_new_function(lua_State *L) {
  lmvm_upvalue(L);
  if (lua_type(L, 1) != LUA_TTABLE)
    return lmvm_fail(L, "Function: a table with forward and backward is needed, not %s",
                     luaL_typename(L, 1));
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, lua_upvalueindex(2));
  if (lua_getfield(L, 1, "forward") != LUA_TFUNCTION ||
      lua_getfield(L, 1, "backward") != LUA_TFUNCTION)
    return lmvm_fail(L, "Function: fields forward and backward must be functions");
  int setup = lua_getfield(L, 1, "setup_context");
  if (setup != LUA_TFUNCTION && setup != LUA_TNIL)
    return lmvm_fail(L, "Function: setup_context must be a function, not %s", luaL_typename(L, -1));
  if (lua_getfield(L, 1, "name") != LUA_TSTRING) {
    if (!lua_isnil(L, -1))
      return lmvm_fail(L, "Function: name must be a string, not %s", luaL_typename(L, -1));
    lua_pop(L, 1);
    lua_pushliteral(L, "Function");
  }
  lua_pushcclosure(L, apply, 6);
  return 1;
}
