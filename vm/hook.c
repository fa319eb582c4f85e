/* Hooks of scripts: on the gradients of tensors, on leaves when they have received theirs, and around
** the backward of nodes. */
#include "vm/hook.h"
#include "vm/callback.h"
#include "vm/modes.h"

#include <stdlib.h>

/* ---- handles ---- */

static int remove_hook(lua_State *L) { /* upvalue: a userdata that counts the hook */
  lmvm_enter(L);
  lm_hook **h = lua_touserdata(L, lua_upvalueindex(1));
  if (*h) lm_hook_kill(*h);
  lm_hook_release(*h);
  *h = NULL;
  return 0;
}

static int collect_hook(lua_State *L) {
  lm_hook **h = lua_touserdata(L, 1);
  lm_hook_release(*h);
  *h = NULL;
  return 0;
}

static int close_handle(lua_State *L) {
  lua_settop(L, 1);
  lua_getfield(L, 1, "remove");
  lua_call(L, 0, 0);
  return 0;
}

/* Pushes what register functions return, with a place for its hook. */
static lm_hook **push_handle(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", collect_hook}, {NULL, NULL}};
  static const luaL_Reg closes[] = {{"__close", close_handle}, {NULL, NULL}};
  lua_createtable(L, 0, 2);
  lmvm_metatable(L, "luma.hook.handle", closes);
  lua_setmetatable(L, -2);
  lm_hook **h = lua_newuserdatauv(L, sizeof *h, 0);
  *h = NULL;
  lmvm_metatable(L, "luma.hook", meta);
  lua_setmetatable(L, -2);
  lua_pushcclosure(L, remove_hook, 1);
  lua_setfield(L, -2, "remove");
  return h;
}

/* ---- calls ---- */

typedef struct hook_run {
  lmvm *vm;
  int ref;
  const lm_hook_call *c;
} hook_run;

static bool protect(void *data, lua_CFunction body, const lm_hook_call *c) {
  const lmvm_held *h = data; /* may be gone afterwards: hooks can be removed by hooks */
  hook_run r = {h->vm, h->ref, c};
  return lmvm_protect(h->vm, "hook", body, &r) && lm_error() == NULL;
}

/* Puts the tensor at index i in the place of a gradient; one of nil leaves it. */
static bool replace(lua_State *L, int i, lm_tensor **g) {
  lm_tensor *other = lmvm_totensor(L, i);
  if (other == NULL && !lua_isnil(L, i))
    return lm_fail("hook: a tensor or nil must be returned, not %s", luaL_typename(L, i));
  if ((*g && (*g)->freed) || (other && other->freed))
    return lm_fail("hook: the gradient was freed");
  if (other == NULL) return true;
  if (*g && !lm_same_shape(other, *g))
    return lm_fail("hook: the gradient has shape %s, a hook returned %s", lm_shape_text(*g),
                   lm_shape_text(other));
  lm_retain(other);
  lm_release(*g);
  *g = other;
  return true;
}

/* The same for a list of them, or, where there is one, for the tensor itself. */
static void replace_all(lua_State *L, int i, lm_tensor **g, int n) {
  if (lua_isnil(L, i)) {
    for (int k = 0; k < n; k++)
      if (g[k] && g[k]->freed) lm_fail("hook: the gradient was freed");
  } else if (lmvm_totensor(L, i) && n == 1) {
    replace(L, i, &g[0]);
  } else if (lua_type(L, i) != LUA_TTABLE) {
    lm_fail("hook: a list of %d gradients or nil must be returned, not %s", n, luaL_typename(L, i));
  } else {
    for (int k = 0; k < n; k++) {
      lua_rawgeti(L, i, k + 1);
      if (!replace(L, -1, &g[k])) return;
      lua_pop(L, 1);
    }
  }
}

static hook_run *begin(lua_State *L) {
  hook_run *r = lua_touserdata(L, 1);
  luaL_checkstack(L, 8, "hook");
  lua_rawgeti(L, LUA_REGISTRYINDEX, r->ref);
  return r;
}

static int of_tensor(lua_State *L) { /* f(grad) */
  hook_run *r = begin(L);
  lmvm_pushtensor(L, lm_retain(r->c->g[0]));
  lmvm_call(L, r->vm, 1, 1);
  replace(L, -1, &r->c->g[0]);
  return 0;
}

static int after_leaf(lua_State *L) { /* f(leaf) */
  hook_run *r = begin(L);
  lmvm_pushtensor(L, lm_retain(r->c->leaf));
  lmvm_call(L, r->vm, 1, 0);
  return 0;
}

static int before_node(lua_State *L) { /* f(grad_outputs) */
  hook_run *r = begin(L);
  lmvm_push_gradients(L, r->c->g, r->c->n_g);
  lmvm_call(L, r->vm, 1, 1);
  replace_all(L, lua_gettop(L), r->c->g, r->c->n_g);
  return 0;
}

static int after_node(lua_State *L) { /* f(grad_inputs, grad_outputs) */
  hook_run *r = begin(L);
  lmvm_push_gradients(L, r->c->gi, r->c->n_gi);
  lmvm_push_gradients(L, r->c->g, r->c->n_g);
  lmvm_call(L, r->vm, 2, 1);
  replace_all(L, lua_gettop(L), r->c->gi, r->c->n_gi);
  return 0;
}

static int at_the_end(lua_State *L) { /* f() */
  hook_run *r = begin(L);
  lmvm_call(L, r->vm, 0, 0);
  return 0;
}

static bool run_at_the_end(void *h, const lm_hook_call *c) { return protect(h, at_the_end, c); }
static bool run_of_tensor(void *h, const lm_hook_call *c) { return protect(h, of_tensor, c); }
static bool run_after_leaf(void *h, const lm_hook_call *c) { return protect(h, after_leaf, c); }
static bool run_before_node(void *h, const lm_hook_call *c) { return protect(h, before_node, c); }
static bool run_after_node(void *h, const lm_hook_call *c) { return protect(h, after_node, c); }

/* ---- registering ---- */

static void release_hook(void *data) {
  lmvm_let_go(data);
  free(data);
}

/* A hook that calls the function at index 2; pushes its handle. */
static lm_hook *make_hook(lua_State *L, const char *name,
                          bool (*run)(void *, const lm_hook_call *)) {
  lmvm *vm = lmvm_of(L);
  if (!lmvm_callable(L, 2))
    lmvm_fail(L, "%s: a function is needed, not %s", name, luaL_typename(L, 2));
  lua_settop(L, 2);
  lm_hook **handle = push_handle(L);
  lmvm_held *h = malloc(sizeof *h);
  if (h == NULL) lmvm_fail(L, "%s: out of memory", name);
  lua_pushvalue(L, 2);
  *h = lmvm_hold(L, vm);
  lm_hook *hook = lm_hook_new(run, release_hook, h);
  if (hook == NULL) lmvm_error(L);
  hook->refs++;
  *handle = hook;
  lua_pushinteger(L, hook->id);
  lua_setfield(L, 3, "id");
  return hook;
}

int lmvm_register_hook(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "register_hook");
  if (!lm_add_hook(t, make_hook(L, "register_hook", run_of_tensor))) return lmvm_error(L);
  return 1;
}

int lmvm_register_post_accumulate_grad_hook(lua_State *L) {
  static const char name[] = "register_post_accumulate_grad_hook";
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, name);
  if (!lm_requires_grad(t)) return lmvm_fail(L, "%s: the tensor does not require grad", name);
  if (lm_grad_fn(t))
    return lmvm_fail(L, "%s: only leaves accumulate gradients, this is a result of %s", name,
                     lm_node_name(t->grad_fn));
  lm_leaf *leaf = lm_leaf_of(t);
  if (leaf == NULL) return lmvm_error(L);
  lm_hook_append(&leaf->after, make_hook(L, name, run_after_leaf));
  return 1;
}

/* On a node; on a leaf when `node` is NULL, where what is before it gets the gradient of the pass. */
int lmvm_hook_node(lua_State *L, lm_node *node, lm_tensor *leaf, bool before) {
  const char *name = before ? "register_prehook" : "register_hook";
  lm_node_extra *x = node ? lm_node_extra_of(node) : NULL;
  lm_leaf *l = node ? NULL : lm_leaf_of(leaf);
  if (x == NULL && l == NULL) return lmvm_error(L);
  lm_hook *hook = make_hook(L, name, before ? run_before_node : run_after_node);
  if (x)
    lm_hook_append(before ? &x->before : &x->after, hook);
  else
    lm_hook_append(before ? &l->hooks : &l->after, hook);
  return 1;
}

int lmvm_queue_callback(lua_State *L) {
  lmvm_upvalue(L);
  lua_settop(L, 1);
  lua_pushnil(L);
  lua_insert(L, 1);
  if (!lm_after_backward(make_hook(L, "queue_callback", run_at_the_end))) return lmvm_error(L);
  return 0;
}

/* ---- retain_grad ---- */

/* Adds the gradient of a result to its .grad. */
static bool store_grad(void *data, const lm_hook_call *c) {
  lm_tensor *t = data; /* not counted: the tensor takes the hook away when it goes */
  lm_leaf *leaf = lm_leaf_of(t);
  if (leaf == NULL) return false;
  lm_scope scope = lm_scope_open();
  lm_tensor *sum = leaf->grad ? lm_add(leaf->grad, c->g[0], lm_int(1)) : lm_clone(c->g[0]);
  if (sum) {
    lm_retain(sum);
    lm_release(leaf->grad);
    leaf->grad = sum;
  }
  lm_scope_close(scope, NULL);
  return sum != NULL;
}

void lmvm_retain_grad_of(lua_State *L, lm_tensor *t) {
  if (lm_grad_fn(t) == NULL) return; /* leaves do so anyway */
  lm_leaf *leaf = lm_leaf_of(t);
  if (leaf == NULL) lmvm_error(L);
  if (leaf->retain_id) return;
  lm_hook *hook = lm_hook_new(store_grad, NULL, t);
  if (hook == NULL) lmvm_error(L);
  hook->last = true;
  leaf->retain_id = hook->id;
  if (!lm_add_hook(t, hook)) lmvm_error(L);
}

int lmvm_retain_grad(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "retain_grad");
  if (!lm_requires_grad(t)) return lmvm_fail(L, "retain_grad: the tensor does not require grad");
  lmvm_retain_grad_of(L, t);
  return 0;
}
