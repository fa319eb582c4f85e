/* autograd for scripts: backward, grad, what tensors have of it.  Modes are in modes.c, hooks in hook.c,
** functions written in Lua in function.c, what is itself written in Lua in lua/autograd. */
#include "vm/vm.h"
#include "vm/function.h"
#include "vm/hook.h"
#include "vm/node.h"

#include <stdlib.h>
#include <string.h>

/* ---- arguments of backward and grad ---- */

/* What a call may ask for, by PyTorch's names, in its order after the tensors. */
typedef enum option {
  GRADIENT, /* also called grad_outputs or grad_tensors */
  RETAIN_GRAPH,
  CREATE_GRAPH,
  INPUTS,
  ALLOW_UNUSED,
  IS_GRADS_BATCHED,
  MATERIALIZE_GRADS,
  OPTIONS
} option;

static const char *const option_names[] = {"gradient",         "retain_graph", "create_graph",
                                           "inputs",           "allow_unused", "is_grads_batched",
                                           "materialize_grads"};

typedef struct request {
  const char *op;
  int at[OPTIONS]; /* where on the stack; 0: not given, or nil */
} request;

static bool is_options(lua_State *L, int i) {
  if (!lmvm_isoptions(L, i)) return false;
  if (!lua_getmetatable(L, i)) return true;
  lua_pop(L, 1);
  return false;
}

static int read_named(lua_State *L, request *r, const option *order, int n, const char *key) {
  if (order[0] == GRADIENT &&
      (strcmp(key, "grad_outputs") == 0 || strcmp(key, "grad_tensors") == 0))
    return GRADIENT;
  for (int k = 0; k < n; k++)
    if (strcmp(key, option_names[order[k]]) == 0) return order[k];
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (int k = 0; k < n; k++) {
    if (k) luaL_addstring(&b, ", ");
    luaL_addstring(&b, option_names[order[k]]);
  }
  luaL_pushresult(&b);
  return lmvm_fail(L, "%s: there is no option '%s'; there are: %s", r->op, key,
                   lua_tostring(L, -1));
}

/* Reads what stands behind the first `tensors` arguments: by position in this order, then by name. */
static request read_request(lua_State *L, const char *op, int tensors, const option *order, int n) {
  request r = {.op = op};
  int top = lua_gettop(L), options = top > tensors && is_options(L, top) ? top-- : 0;
  if (top > tensors + n)
    lmvm_fail(L, "%s: %d arguments given, it takes at most %d and options", op, top, tensors + n);
  for (int k = 0; k < n && tensors + 1 + k <= top; k++)
    if (!lua_isnil(L, tensors + 1 + k)) r.at[order[k]] = tensors + 1 + k;
  if (options == 0) return r;
  luaL_checkstack(L, 2 * OPTIONS + 8, op);
  lua_pushnil(L);
  while (lua_next(L, options)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    option o = (option)read_named(L, &r, order, n, key);
    lua_insert(L, -2); /* the value stays below the key */
    r.at[o] = lua_gettop(L) - 1;
  }
  return r;
}

/* A flag: -1 when it was not given. */
static int flag(lua_State *L, const request *r, option o) {
  if (r->at[o] == 0) return -1;
  if (!lua_isboolean(L, r->at[o]))
    lmvm_fail(L, "%s: %s must be true or false, not %s", r->op, option_names[o],
              luaL_typename(L, r->at[o]));
  return lua_toboolean(L, r->at[o]);
}

static lm_backward_options flags_of(lua_State *L, const request *r) {
  lm_backward_options o = {.create_graph = flag(L, r, CREATE_GRAPH) == 1};
  int retain = flag(L, r, RETAIN_GRAPH);
  o.retain_graph = retain < 0 ? o.create_graph : retain;
  return o;
}

/* The tensor at i, or that which stands for a gradient edge (lua/autograd/graph.lua). */
static lm_tensor *tensor_or_edge(lua_State *L, int i) {
  lm_tensor *t = lmvm_totensor(L, i);
  if (t != NULL || lua_type(L, i) != LUA_TTABLE) return t;
  lua_pushliteral(L, "_tensor");
  lua_rawget(L, lua_absindex(L, i < 0 ? i - 1 : i));
  t = lmvm_totensor(L, -1); /* the edge holds it */
  lua_pop(L, 1);
  return t;
}

/* A tensor or a list of tensors at i, as an array that a userdata on the stack holds. */
static lm_tensor **tensors_at(lua_State *L, const char *op, int i, int *n, bool nils) {
  lm_tensor *one = tensor_or_edge(L, i), **v;
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
    v[k] = tensor_or_edge(L, -1);
    if (v[k] == NULL && !(nils && !lua_toboolean(L, -1)))
      lmvm_fail(L, "%s: entry %d of the list is a %s, not a tensor", op, (int)k + 1,
                luaL_typename(L, -1));
    lua_pop(L, 1);
  }
  *n = (int)count;
  return v;
}

/* One gradient for each output, or NULL when none were given. */
static lm_tensor **gradients_at(lua_State *L, const request *r, int outputs) {
  if (r->at[GRADIENT] == 0) return NULL;
  int n;
  lm_tensor **v =
      tensors_at(L, lua_pushfstring(L, "%s: gradient", r->op), r->at[GRADIENT], &n, true);
  /* holes at the end of a list are gradients that were left out */
  if (n > outputs || (n < outputs && lmvm_totensor(L, r->at[GRADIENT])))
    lmvm_fail(L, "%s: %d outputs, but %d gradients", r->op, outputs, n);
  if (n == outputs) return v;
  lm_tensor **all = lua_newuserdatauv(L, (size_t)outputs * sizeof *all, 0);
  for (int i = 0; i < outputs; i++) {
    lua_rawgeti(L, r->at[GRADIENT], i + 1);
    all[i] = lmvm_totensor(L, -1);
    if (all[i] == NULL && lua_toboolean(L, -1))
      lmvm_fail(L, "%s: gradient %d is a %s, not a tensor", r->op, i + 1, luaL_typename(L, -1));
    lua_pop(L, 1);
  }
  return all;
}

/* ---- backward ---- */

static int retain_grads(lua_State *L, lm_tensor *const *inputs, int n) {
  for (int i = 0; i < n; i++) {
    if (!lm_requires_grad(inputs[i]))
      return lmvm_fail(L, "backward: input %d does not require grad", i + 1);
    lmvm_retain_grad_of(L, inputs[i]);
  }
  return 0;
}

static int backward(lua_State *L, lmvm *vm, const request *r, lm_tensor **outputs, int n) {
  lm_backward_options o = flags_of(L, r);
  lm_tensor **grads = gradients_at(L, r, n), **inputs = NULL, **results = NULL;
  int n_inputs = 0;
  if (r->at[INPUTS]) {
    inputs = tensors_at(L, "backward: inputs", r->at[INPUTS], &n_inputs, false);
    if (n_inputs == 0) return lmvm_fail(L, "backward: the list of inputs is empty");
    retain_grads(L, inputs, n_inputs);
    results = lua_newuserdatauv(L, (size_t)n_inputs * sizeof *results, 0);
    o.allow_unused = o.accumulate = true;
  }
  if (!lm_backward(outputs, grads, n, inputs, results, n_inputs, o)) return lmvm_error(L);
  for (int i = 0; i < n_inputs; i++) lm_release(results[i]);
  lmvm_pace(L, vm);
  return 0;
}

static const option of_backward[] = {GRADIENT, RETAIN_GRAPH, CREATE_GRAPH, INPUTS};

/* y:backward([gradient], [retain_graph], [create_graph], [inputs]) or with options */
static int m_backward(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *self = lmvm_checktensor(L, 1, "backward");
  request r = read_request(L, "backward", 1, of_backward, 4);
  return backward(L, vm, &r, &self, 1);
}

/* autograd.backward(tensors, [grad_tensors], [retain_graph], [create_graph], [inputs]) */
static int f_backward(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  if (lua_gettop(L) < 1) return lmvm_fail(L, "backward: tensors are needed");
  request r = read_request(L, "backward", 1, of_backward, 4);
  int n;
  lm_tensor **outputs = tensors_at(L, "backward: tensors", 1, &n, false);
  return backward(L, vm, &r, outputs, n);
}

/* ---- grad ---- */

typedef struct grad_call {
  lm_tensor **outputs, **inputs, **grads, **results;
  int n_out, n_in;
  lm_backward_options options;
} grad_call;

static void drop_results(lm_tensor **v, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    lm_release(v[i]);
    v[i] = NULL;
  }
}

/* A pass for each entry of the first dimension of the gradients; results are stacked.  `parts` has room
** for those of all passes, `slices` for one gradient each. */
static bool run_batched(const grad_call *c, int64_t batch, lm_tensor **parts, lm_tensor **slices) {
  bool ok = true;
  for (int64_t b = 0; b < batch && ok; b++) {
    grad_call one = *c;
    for (int i = 0; i < c->n_out && ok; i++) {
      slices[i] = c->grads[i] ? lm_select(c->grads[i], 0, b) : NULL;
      ok = slices[i] || !c->grads[i];
    }
    one.options.retain_graph = c->options.retain_graph || b + 1 < batch;
    ok = ok && lm_backward(c->outputs, slices, c->n_out, c->inputs, parts + b * c->n_in, c->n_in,
                           one.options);
    drop_results(slices, c->n_out);
  }
  for (int i = 0; i < c->n_in && ok; i++) {
    lm_list list = {.n = batch, .v = calloc((size_t)batch + 1, sizeof *list.v)};
    ok = list.v != NULL || lm_fail("grad: out of memory");
    for (int64_t b = 0; b < batch && ok; b++) list.v[b] = parts[b * c->n_in + i];
    if (ok && batch > 0 && list.v[0]) ok = (c->results[i] = lm_stack(&list, 0)) != NULL;
    free(list.v);
  }
  drop_results(parts, batch * c->n_in);
  if (!ok) drop_results(c->results, c->n_in);
  return ok;
}

static bool grad_batched(lua_State *L, const grad_call *c) {
  if (c->grads == NULL) lmvm_fail(L, "grad: is_grads_batched needs grad_outputs");
  int64_t batch = -1;
  for (int i = 0; i < c->n_out; i++) {
    const lm_tensor *g = c->grads[i];
    if (g == NULL) continue;
    if (g->freed || g->ndim == 0 || (batch >= 0 && g->sizes[0] != batch))
      lmvm_fail(L, "grad: with is_grads_batched all grad_outputs need the same first dimension");
    batch = g->sizes[0];
  }
  if (batch <= 0) lmvm_fail(L, "grad: is_grads_batched needs at least one gradient");
  int64_t room;
  if (__builtin_mul_overflow(batch, (int64_t)(c->n_in + 1) * 8, &room))
    lmvm_fail(L, "grad: too many gradients");
  lm_tensor **parts = lua_newuserdatauv(L, (size_t)room, 0);
  memset(parts, 0, (size_t)room);
  lm_tensor **slices = lua_newuserdatauv(L, (size_t)(c->n_out + 1) * sizeof *slices, 0);
  memset(slices, 0, (size_t)(c->n_out + 1) * sizeof *slices);
  memset(c->results, 0, (size_t)c->n_in * sizeof *c->results);
  return run_batched(c, batch, parts, slices);
}

/* Zeros for inputs that were not used; with a dimension in front where gradients are batched. */
static bool materialize(const grad_call *c, int i) {
  const lm_tensor *t = c->inputs[i];
  lm_ints size = {.n = t->ndim};
  memcpy(size.v, t->sizes, sizeof *size.v * (size_t)t->ndim);
  return (c->results[i] = lm_zeros(&size, (lm_dtype)t->dtype, t->device)) != NULL;
}

/* autograd.grad(outputs, inputs, [grad_outputs], [retain_graph], ...) or with options */
static int f_grad(lua_State *L) {
  static const option order[] = {GRADIENT,     RETAIN_GRAPH,     CREATE_GRAPH,
                                 ALLOW_UNUSED, IS_GRADS_BATCHED, MATERIALIZE_GRADS};
  lmvm *vm = lmvm_upvalue(L);
  if (lua_gettop(L) < 2) return lmvm_fail(L, "grad: outputs and inputs are needed");
  request r = read_request(L, "grad", 2, order, 6);
  grad_call c = {.options = flags_of(L, &r)};
  int unused = flag(L, &r, ALLOW_UNUSED);
  bool zeros = flag(L, &r, MATERIALIZE_GRADS) == 1, batched = flag(L, &r, IS_GRADS_BATCHED) == 1;
  if (zeros && unused == 0)
    return lmvm_fail(L,
                     "grad: materialize_grads gives zeros for unused inputs, so allow_unused must "
                     "be true or left out");
  c.options.allow_unused = zeros || unused == 1;
  bool single = tensor_or_edge(L, 2) != NULL;
  c.outputs = tensors_at(L, "grad: outputs", 1, &c.n_out, false);
  c.inputs = tensors_at(L, "grad: inputs", 2, &c.n_in, false);
  c.grads = gradients_at(L, &r, c.n_out);
  luaL_checkstack(L, c.n_in + 8, "grad: too many inputs");
  c.results = lua_newuserdatauv(L, (size_t)(c.n_in ? c.n_in : 1) * sizeof *c.results, 0);
  int first = lua_gettop(L) + 1;
  for (int i = 0; i < c.n_in; i++) lmvm_newhandle(L);
  bool ok = batched
                ? grad_batched(L, &c)
                : lm_backward(c.outputs, c.grads, c.n_out, c.inputs, c.results, c.n_in, c.options);
  if (!ok) return lmvm_error(L);
  for (int i = 0; i < c.n_in; i++) {
    if (c.results[i] == NULL && zeros) ok = ok && materialize(&c, i);
    if (c.results[i])
      *(lm_tensor **)lua_touserdata(L, first + i) = c.results[i];
    else {
      lua_pushnil(L);
      lua_replace(L, first + i);
    }
  }
  if (!ok) return lmvm_error(L);
  lua_settop(L, first + c.n_in - 1);
  lmvm_pace(L, vm);
  return single ? 1 : c.n_in;
}

/* ---- methods ---- */

static int m_requires_grad_(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "requires_grad_");
  if (lua_gettop(L) > 1 && is_options(L, 2)) {
    lua_getfield(L, 2, "requires_grad");
    lua_replace(L, 2);
  }
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

static int m_is_inference(lua_State *L) {
  lmvm_upvalue(L);
  lua_pushboolean(L, lmvm_checktensor(L, 1, "is_inference")->inference);
  return 1;
}

const lmvm_function lmvm_grad_methods[] = {
    {"backward", m_backward,
     "([gradient], {retain_graph, create_graph, inputs})\n"
     "Adds the gradients of x to the leaves it was computed from.\n"
     "Example: tensor.ones(2, {requires_grad = true}):sum():backward()"},
    {"requires_grad_", m_requires_grad_,
     "([on = true])\nMakes x a leaf whose gradient is wanted.\n"
     "Example: tensor.ones(2):requires_grad_()"},
    {"detach_", m_detach_, "()\nTakes x out of the graph."},
    {"is_inference", m_is_inference,
     "()\nWas it made in inference mode?\n"
     "Example: tensor.ones(2):is_inference()"},
    {"register_hook", lmvm_register_hook,
     "(f)\n"
     "Calls f with the gradient of x when it is known; f may return another. Returns "
     "a handle with remove()."},
    {"register_post_accumulate_grad_hook", lmvm_register_post_accumulate_grad_hook,
     "(f)\nCalls f with x after a gradient was added to x.grad."},
    {"retain_grad", lmvm_retain_grad, "()\nLets a result keep its gradient in grad."},
    {0}};

/* ---- for lua/autograd ---- */

/* autograd._edge(x): node, number of the result, and a tensor that stands for x's place in the graph
** without holding its elements. */
static int f_edge(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "get_gradient_edge");
  if (!lm_requires_grad(t))
    return lmvm_fail(L, "get_gradient_edge: the tensor does not require grad");
  lm_node *fn = lm_grad_fn(t);
  if (lm_error()) return lmvm_error(L);
  lmvm_push_node(L, fn, t);
  lua_pushinteger(L, fn ? t->result + 1 : 1);
  if (fn == NULL) {
    lua_pushvalue(L, 1);
    return 3;
  }
  lm_tensor **handle = lmvm_newhandle(L);
  int64_t strides[LM_MAX_DIMS] = {0};
  lm_tensor *one = lm_new(0, NULL, (lm_dtype)t->dtype, t->device);
  *handle = one ? lm_as_view(one, t->ndim, t->sizes, strides, 0) : NULL;
  lm_release(one);
  if (*handle == NULL) return lmvm_error(L);
  lm_set_history(*handle, fn, t->result);
  return 3;
}

static int f_increment_version(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "increment_version");
  if (t->inference)
    return lmvm_fail(L, "increment_version: inference tensors do not count versions");
  t->storage->version++;
  t->storage->changed_by = "increment_version";
  return 0;
}

/* autograd._pass(): the number of the innermost backward that runs; nil where none does. */
static int f_pass(lua_State *L) {
  lmvm_upvalue(L);
  int64_t pass = lm_backward_pass();
  if (pass == 0) return 0;
  lua_pushinteger(L, pass);
  return 1;
}

/* autograd._whole_pass(): does a backward run that is for all leaves, not for some inputs? */
static int f_whole_pass(lua_State *L) {
  lua_pushboolean(L, lm_backward_is_whole());
  return 1;
}

static const lmvm_function functions[] = {
    {"grad", f_grad,
     "(outputs, inputs, [grad_outputs], {retain_graph, create_graph, allow_unused})\n"
     "The gradients of outputs with respect to inputs."},
    {"backward", f_backward,
     "(tensors, [grad_tensors], {options})\n"
     "Adds the gradients of several tensors to the leaves."},
    {"Function", lmvm_new_function,
     "({forward, backward, ...})\n"
     "An operation of your own: a function that runs forward and is differentiated "
     "by backward.\n"
     "Example: autograd.Function{forward = function(ctx, x) return x * 2 end, backward = "
     "function(ctx, g) return g * 2 end}(tensor.ones(2))"},
    {"_edge", f_edge, NULL},
    {"_pass", f_pass, NULL},
    {"_whole_pass", f_whole_pass, NULL},
    {"_queue_callback", lmvm_queue_callback, NULL},
    {"_increment_version", f_increment_version, NULL},
    {0}};

const lmvm_function *const lmvm_autograd_functions[] = {functions,
                                                        lmvm_mode_functions,
                                                        lmvm_autocast_functions,
                                                        lmvm_saving_functions,
                                                        lmvm_selective_functions,
                                                        NULL};

void lmvm_open_autograd(lua_State *L) {
  lua_newtable(L);
  for (const lmvm_function *const *part = lmvm_autograd_functions; *part; part++)
    lmvm_set_functions(L, *part);
}
