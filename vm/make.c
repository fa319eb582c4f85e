/* Making tensors from Lua data and ranges. */
#include "vm/vm.h"
#include "tensor/record.h"

#include <math.h>
#include <string.h>

/* ---- tensor.tensor(data, options) ---- */

typedef struct options {
  lm_dtype dtype;
  lm_device device;
  bool requires_grad;
} options;

static void read_options(lua_State *L, const char *op, int i, options *o) {
  *o = (options){LM_DTYPE_NONE, LM_DEVICE_NONE, false};
  if (lua_isnoneornil(L, i)) return;
  luaL_checkstack(L, 4, NULL);
  if (lua_type(L, i) == LUA_TSTRING) { /* tensor.tensor(data, "float64") */
    o->dtype = lm_dtype_by_name(lua_tostring(L, i));
    if (o->dtype == LM_DTYPE_NONE) lmvm_fail(L, "%s: \"%s\" is no dtype", op, lua_tostring(L, i));
    return;
  }
  if (lua_type(L, i) != LUA_TTABLE)
    lmvm_fail(L, "%s: options must be a table, not %s", op, luaL_typename(L, i));
  lua_pushnil(L);
  while (lua_next(L, i)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    if (strcmp(name, "dtype") == 0) {
      o->dtype = lm_dtype_by_name(text);
      if (o->dtype == LM_DTYPE_NONE) lmvm_fail(L, "%s: \"%s\" is no dtype", op, text);
    } else if (strcmp(name, "device") == 0) {
      if (!lmvm_todevice(L, -1, &o->device)) lmvm_fail(L, "%s: \"%s\" is no device", op, text);
    } else if (strcmp(name, "requires_grad") == 0)
      o->requires_grad = lua_toboolean(L, -1);
    else
      lmvm_fail(L, "%s: there is no option '%s'; there are: dtype, device, requires_grad", op,
                name);
    lua_pop(L, 1);
  }
}

/* Shape and dtype of nested data, found along the first entries and one pass over all numbers. */
typedef struct survey {
  lm_ints shape;
  bool any_float, any_int, any_bool;
} survey;

static void first_path(lua_State *L, survey *s) {
  luaL_checkstack(L, LM_MAX_DIMS + 4, NULL);
  int depth = 0;
  lua_pushvalue(L, 1);
  while (lua_type(L, -1) == LUA_TTABLE) {
    if (s->shape.n == LM_MAX_DIMS)
      lmvm_fail(L, "tensor: data is nested deeper than %d levels", LM_MAX_DIMS);
    s->shape.v[s->shape.n++] = (int64_t)lua_rawlen(L, -1);
    lua_rawgeti(L, -1, 1);
    depth++;
    if (s->shape.v[s->shape.n - 1] == 0) break;
  }
  lua_pop(L, depth + 1);
}

/* Writes the data at the stack's top as doubles or int64 into buffers, checking that every level has
** the size that the first one had. */
typedef struct filler {
  const survey *s;
  double *f;
  int64_t *i;
  int64_t at;
  survey *found;
} filler;

static void bad_entry(lua_State *L, const survey *s, int level) {
  if (lua_type(L, -1) == LUA_TTABLE || level < s->shape.n)
    lmvm_fail(
        L,
        "tensor: data is ragged: at level %d some entries are tables and some are not, or their "
        "lengths differ (expected shape %s)",
        level, lm_sizes_text(s->shape.n, s->shape.v));
  lmvm_fail(L, "tensor: data must be numbers, booleans or tables of them, not %s",
            luaL_typename(L, -1));
}

static void fill(lua_State *L, filler *w, int level) {
  if (level == w->s->shape.n) {
    lm_scalar v;
    if (!lmvm_toscalar(L, -1, &v)) bad_entry(L, w->s, level);
    w->found->any_float |= v.kind == LM_SCALAR_FLOAT;
    w->found->any_int |= v.kind == LM_SCALAR_INT;
    w->found->any_bool |= v.kind == LM_SCALAR_BOOL;
    w->f[w->at] = lm_scalar_f(v);
    w->i[w->at++] = v.kind == LM_SCALAR_FLOAT ? lm_scalar_i(v) : v.i;
    return;
  }
  int64_t n = w->s->shape.v[level];
  if (lua_type(L, -1) != LUA_TTABLE || (int64_t)lua_rawlen(L, -1) != n)
    bad_entry(L, w->s, level + 1);
  for (int64_t k = 1; k <= n; k++) {
    lua_rawgeti(L, -1, k);
    fill(L, w, level + 1);
    lua_pop(L, 1);
  }
}

/* A list whose first entry is a tensor: 0-dim or equal tensors stacked. */
static int stack_tensors(lua_State *L, const options *o) {
  size_t n = lua_rawlen(L, 1);
  lm_list list = {.n = (int64_t)n, .v = lua_newuserdatauv(L, n * sizeof *list.v, 0)};
  for (size_t k = 0; k < n; k++) {
    lua_rawgeti(L, 1, (lua_Integer)k + 1);
    if ((list.v[k] = lmvm_totensor(L, -1)) == NULL)
      return lmvm_fail(L, "tensor: a list holds tensors and other values");
    lua_pop(L, 1);
  }
  lm_tensor **stacked = lmvm_newhandle(L), **handle = lmvm_newhandle(L);
  bool grad = lmvm_of(L)->context->grad_mode;
  lmvm_of(L)->context->grad_mode = false;
  *stacked = lm_stack(&list, 0);
  if (*stacked) *handle = lm_copy(*stacked, o->dtype, o->device);
  lmvm_of(L)->context->grad_mode = grad;
  if (*handle == NULL || (o->requires_grad && !lm_set_requires_grad(*handle, true)))
    return lmvm_error(L);
  return 1;
}

static int make_tensor(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  options o;
  lua_settop(L, 2);
  read_options(L, "tensor", 2, &o);
  lm_tensor *given = lmvm_totensor(L, 1);
  if (given != NULL) { /* a copy outside the graph, as PyTorch */
    lm_tensor **alias = lmvm_newhandle(L), **handle = lmvm_newhandle(L);
    *alias = lm_detach(given);
    *handle = lm_copy(*alias, o.dtype, o.device);
    if (*handle == NULL || (o.requires_grad && !lm_set_requires_grad(*handle, true)))
      return lmvm_error(L);
    return 1;
  }
  lm_scalar number;
  if (lua_type(L, 1) != LUA_TTABLE && !lmvm_toscalar(L, 1, &number))
    return lmvm_fail(L, "tensor: data must be a number, a boolean or a table of them, not %s",
                     luaL_typename(L, 1));
  if (lua_type(L, 1) == LUA_TTABLE && lua_rawlen(L, 1) > 0) {
    lua_rawgeti(L, 1, 1);
    bool tensors = lmvm_totensor(L, -1) != NULL;
    lua_pop(L, 1);
    if (tensors) return stack_tensors(L, &o);
  }
  survey s = {.shape = {0}};
  first_path(L, &s);
  int64_t numel = 1;
  for (int i = 0; i < s.shape.n; i++)
    if (__builtin_mul_overflow(numel, s.shape.v[i], &numel) || numel > INT64_MAX / 16)
      return lmvm_fail(L, "tensor: data of shape %s is too large",
                       lm_sizes_text(s.shape.n, s.shape.v));
  lm_tensor **ints = lmvm_newhandle(L), **floats = lmvm_newhandle(L), **handle = lmvm_newhandle(L);
  *ints = lm_new(s.shape.n, s.shape.v, LM_I64, LM_CPU);
  *floats = *ints ? lm_new(s.shape.n, s.shape.v, LM_F64, LM_CPU) : NULL;
  if (*floats == NULL) return lmvm_error(L);
  filler w = {&s, (*floats)->storage->data, (*ints)->storage->data, 0, &s};
  lua_pushvalue(L, 1);
  luaL_checkstack(L, LM_MAX_DIMS + 4, NULL);
  fill(L, &w, 0);
  lua_pop(L, 1);
  lm_dtype inferred = s.any_float || numel == 0 ? vm->context->default_dtype
                      : s.any_int               ? LM_I64
                                                : LM_BOOL;
  lm_dtype dtype = o.dtype == LM_DTYPE_NONE ? inferred : o.dtype;
  lm_device device = o.device == LM_DEVICE_NONE ? vm->context->default_device : o.device;
  lm_tensor *source = s.any_float || lm_is_inexact(dtype) ? *floats : *ints;
  *handle = lm_new(s.shape.n, s.shape.v, dtype, device);
  if (*handle == NULL || !lm_copy_elements(*handle, source)) return lmvm_error(L);
  if (o.requires_grad && !lm_set_requires_grad(*handle, true)) return lmvm_error(L);
  for (int i = 0; i < 2; i++) { /* the intermediate ones go at once */
    lm_tensor **gone = i ? floats : ints;
    lm_release(*gone);
    *gone = NULL;
  }
  lmvm_pace(L, vm);
  return 1;
}

/* tensor{...}: __call of the library table */
static int call_library(lua_State *L) {
  lua_remove(L, 1);
  return make_tensor(L);
}

/* tensor.as_tensor(data, options): a tensor that fits already is returned as it is */
static int as_tensor(lua_State *L) {
  lmvm_upvalue(L);
  options o;
  lm_tensor *t = lmvm_totensor(L, 1);
  if (t == NULL) return make_tensor(L);
  read_options(L, "as_tensor", 2, &o);
  return lmvm_result(L, lm_to_dtype(t, o.dtype, o.device, false));
}

/* x:new_tensor(data, options) */
static int new_tensor(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *self = lmvm_checktensor(L, 1, "new_tensor");
  lm_dtype d = (lm_dtype)self->dtype;
  lua_remove(L, 1);
  if (lua_gettop(L) < 2) {
    lua_settop(L, 1);
    lua_newtable(L);
    lua_pushstring(L, lm_dtypes[d].name);
    lua_setfield(L, 2, "dtype");
  }
  return make_tensor(L);
}

/* ---- ranges ---- */

/* Splits a trailing table of options off; returns how many numbers stand before it. */
static int numbers(lua_State *L, const char *op, options *o, lm_scalar *n, int most) {
  int top = lua_gettop(L);
  *o = (options){LM_DTYPE_NONE, LM_DEVICE_NONE, false};
  if (top > 0 && lua_type(L, top) == LUA_TTABLE) read_options(L, op, top--, o);
  if (top < 1 || top > most)
    lmvm_fail(L, "%s: 1 to %d numbers and a table of options are possible", op, most);
  for (int i = 1; i <= top; i++)
    if (!lmvm_toscalar(L, i, &n[i - 1]))
      lmvm_fail(L, "%s: argument %d must be a number, not %s", op, i, luaL_typename(L, i));
  return top;
}

static int finish(lua_State *L, lm_tensor *t, const options *o) {
  if (t == NULL) return lmvm_error(L);
  lmvm_pushtensor(L, t);
  if (o->requires_grad && !lm_set_requires_grad(t, true)) return lmvm_error(L);
  return 1;
}

/* tensor.range(a, b, step): with both ends, as Lua's for */
static int range(lua_State *L) {
  lmvm_upvalue(L);
  options o;
  lm_scalar n[3] = {lm_int(1), lm_int(0), lm_int(1)};
  if (numbers(L, "range", &o, n, 3) == 1)
    return lmvm_fail(L, "range: needs a first and a last number");
  bool ints =
      n[0].kind != LM_SCALAR_FLOAT && n[1].kind != LM_SCALAR_FLOAT && n[2].kind != LM_SCALAR_FLOAT;
  double a = lm_scalar_f(n[0]), b = lm_scalar_f(n[1]), step = lm_scalar_f(n[2]);
  if (step == 0) return lmvm_fail(L, "range: the step must not be 0");
  if ((step > 0 && b < a) || (step < 0 && b > a)) { /* empty, as Lua's for */
    int64_t none = 0;
    lm_dtype d = o.dtype != LM_DTYPE_NONE ? o.dtype : ints ? LM_I64 : lm_here()->default_dtype;
    return finish(L, lm_new(1, &none, d, o.device == LM_DEVICE_NONE ? LM_CPU : o.device), &o);
  }
  if (ints) {
    if (__builtin_add_overflow(n[1].i, step > 0 ? 1 : -1, &n[1].i))
      return lmvm_fail(L, "range: the last number is too large");
  } else
    n[1] = lm_float(a + (floor((b - a) / step * (1 + 1e-12)) + 0.5) * step);
  return finish(L, lm_arange(n[0], n[1], n[2], o.dtype, o.device), &o);
}

/* The labels of the list at `list` as letters of an equation, in their order: 1 is "A", 52 is "z". */
static void add_labels(lua_State *L, int list, luaL_Buffer *b) {
  const lua_Unsigned count = lua_rawlen(L, list);
  for (lua_Unsigned i = 1; i <= count; i++) {
    int whole;
    lua_rawgeti(L, list, (lua_Integer)i);
    const lua_Integer label = lua_tointegerx(L, -1, &whole);
    const bool dots = lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), "...") == 0;
    const char *given = luaL_tolstring(L, -1, NULL);
    if (!dots && (!whole || label < 1 || label > 52))
      lmvm_fail(L, "einsum: a label must be an integer from 1 to 52 or \"...\", not %s", given);
    lua_pop(L, 2);
    if (dots)
      luaL_addstring(b, "...");
    else
      luaL_addchar(b, (char)(label <= 26 ? 'A' + label - 1 : 'a' + label - 27));
  }
}

/* Replaces (a, {1, 2}, b, {2, 3}, {1, 3}) on the stack by an equation and the tensors. */
static void labels_to_equation(lua_State *L) {
  const int top = lua_gettop(L), pairs = top / 2;
  luaL_Buffer b;
  for (int i = 2; i <= top || i == 2; i++)
    if ((i % 2 == 0 || i == top) && !lua_istable(L, i))
      lmvm_fail(L, "einsum: argument %d must be a list of labels such as {1, 2}, not %s", i,
                luaL_typename(L, i));
  luaL_buffinit(L, &b);
  for (int i = 1; i <= pairs; i++) {
    if (i > 1) luaL_addchar(&b, ',');
    add_labels(L, 2 * i, &b);
  }
  if (top % 2) { /* the last list is the output's */
    luaL_addstring(&b, "->");
    add_labels(L, top, &b);
  }
  luaL_pushresult(&b);
  lua_insert(L, 1);
  for (int i = pairs; i >= 1; i--) lua_remove(L, 2 * i + 1);
  lua_settop(L, pairs + 1);
}

/* tensor.einsum(equation, a, b, ...), (equation, {a, b, ...}) or (a, labels, b, labels, ..., [labels]) */
static int einsum(lua_State *L) {
  lmvm_upvalue(L);
  if (lmvm_totensor(L, 1)) labels_to_equation(L);
  if (lua_type(L, 1) != LUA_TSTRING)
    return lmvm_fail(L, "einsum: an equation such as \"ij,jk->ik\" comes first, not %s",
                     luaL_typename(L, 1));
  if (lua_type(L, 2) == LUA_TTABLE && lua_gettop(L) == 2) {
    size_t length = lua_rawlen(L, 2);
    int n = length < 100 ? (int)length : 100; /* more than einsum takes */
    luaL_checkstack(L, n, NULL);
    for (int i = 1; i <= n; i++) lua_rawgeti(L, 2, i);
    lua_remove(L, 2);
  }
  int n = lua_gettop(L) - 1;
  lm_tensor **operands = lua_newuserdatauv(L, sizeof *operands * (size_t)(n + 1), 0);
  for (int i = 0; i < n; i++) operands[i] = lmvm_checktensor(L, i + 2, "einsum");
  lm_tensor *t = lm_einsum(&(lm_list){n, operands}, lua_tostring(L, 1));
  if (t == NULL) return lmvm_error(L);
  lmvm_pushtensor(L, t);
  return 1;
}

const lmvm_function lmvm_making_functions[] = {
    {"tensor", make_tensor,
     "(data, {dtype, device, requires_grad})\n"
     "A tensor of Lua data: numbers, booleans and nested lists of them; tensor{...} "
     "is the same.\n"
     "Example: tensor.tensor({{1, 2}, {3, 4}}, {dtype = \"float64\"})"},
    {"_call", call_library, NULL},
    {"as_tensor", as_tensor,
     "(data, {dtype, device})\n"
     "The same for data; a tensor that fits already is returned as it is.\n"
     "Example: tensor.as_tensor({1, 2})"},
    {"range", range,
     "(start, end, [step], {dtype, device, requires_grad})\n"
     "start, start + step, ... up to and including end, as Lua's for.\n"
     "Example: tensor.range(1, 9, 2)"},
    {"einsum", einsum,
     "(equation, a, b, ...)\nSums of products written in Einstein's notation; in place of an "
     "equation a list of labels, integers from 1 to 52, may follow each tensor, and one for the "
     "result: einsum(a, {1, 2}, b, {2, 3}, {1, 3}).\n"
     "Example: tensor.einsum(\"ij,jk->ik\", tensor.ones(2, 3), tensor.ones(3, 2))"},
    {0}};
const lmvm_function lmvm_making_methods[] = {
    {"new_tensor", new_tensor,
     "(data, {options})\nA tensor of Lua data with the dtype of x.\n"
     "Example: tensor.ones(2):new_tensor{1, 2}"},
    {0}};
