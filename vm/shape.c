/* What scripts ask of shapes, storages and positions beyond the rows: calls with keys, with a choice of
** result, with a Lua function, and those that exchange a tensor's storage. */
#include "vm/shape.h"
#include "vm/index.h"
#include "tensor/resize.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- shapes ---- */

/* tensor.broadcast_shapes(shape, ...): each a list of sizes or one size */
static int f_broadcast_shapes(lua_State *L) {
  lmvm_upvalue(L);
  lm_ints shape = {0}, one;
  int n = lua_gettop(L);
  for (int i = 1; i <= n; i++) {
    if (!lmvm_toints(L, i, "broadcast_shapes", &one)) return lmvm_error(L);
    for (int d = 0; d < one.n; d++)
      if (one.v[d] < 0)
        return lmvm_fail(L, "broadcast_shapes: sizes must not be negative: %s",
                         lm_sizes_text(one.n, one.v));
    if (!lm_broadcast_sizes("broadcast_shapes", &shape, one.n, one.v)) return lmvm_error(L);
  }
  lmvm_pushshape(L, shape.n, shape.v);
  return 1;
}

/* ---- nonzero, with a list of vectors as its other result ---- */

/* upvalue 3: the rows' functions by name */
static int f_nonzero(lua_State *L) {
  lmvm_upvalue(L);
  const char *row = "nonzero";
  int top = lua_gettop(L), given = 0;
  if (top == 2 && lua_isboolean(L, 2)) {
    given = 2;
  } else if (top == 2 && lmvm_isoptions(L, 2)) {
    if (lua_getfield(L, 2, "as_tuple") == LUA_TBOOLEAN) given = 3;
    lua_pushnil(L);
    for (int k = 0; given && lua_next(L, 2); k++) {
      if (k > 0) given = 0; /* another option: the row complains of it */
      lua_pop(L, 1);
      if (!given) lua_pop(L, 1);
    }
  }
  if (given) {
    if (lua_toboolean(L, given)) row = "nonzero_list";
    top = 1;
  }
  lua_settop(L, top);
  lua_getfield(L, lua_upvalueindex(3), "_ops");
  lua_getfield(L, -1, row);
  lua_remove(L, -2);
  lua_insert(L, 1);
  lua_call(L, top, LUA_MULTRET);
  return lua_gettop(L);
}

/* ---- index_put with a key of any kind ---- */

/* Reads (self, indices, values, accumulate | {accumulate =}); a number as values gets a tensor. */
static bool read_put(lua_State *L, const char *op, bool *accumulate) {
  *accumulate = false;
  lua_settop(L, 4);
  lm_tensor *self = lmvm_checktensor(L, 1, op);
  if (lua_type(L, 2) != LUA_TTABLE)
    lmvm_fail(L, "%s: argument 'indices' must be a list with an entry for each dimension, not %s",
              op, luaL_typename(L, 2));
  lm_scalar s;
  lm_tensor *values = lmvm_totensor(L, 3);
  if (values == NULL && lmvm_toscalar(L, 3, &s)) {
    lm_tensor **handle = lmvm_newhandle(L);
    const lm_ints none = {0};
    *handle = lm_full(&none, s, (lm_dtype)self->dtype, self->device);
    if (*handle == NULL) lmvm_error(L);
    lua_replace(L, 3);
    values = lmvm_totensor(L, 3);
  }
  if (values == NULL)
    lmvm_fail(L, "%s: argument 'values' must be a tensor or a number, not %s", op,
              luaL_typename(L, 3));
  if (values->dtype != self->dtype)
    lmvm_fail(L, "%s: values must be %s as the tensor is, not %s", op, lm_dtypes[self->dtype].name,
              lm_dtypes[values->dtype].name);
  if (lmvm_isoptions(L, 4)) {
    lua_pushnil(L);
    while (lua_next(L, 4)) {
      if (strcmp(lua_tostring(L, -2), "accumulate") != 0)
        lmvm_fail(L, "%s: there is no option '%s'; there is: accumulate", op, lua_tostring(L, -2));
      lua_pop(L, 1);
    }
    lua_getfield(L, 4, "accumulate");
    lua_replace(L, 4);
  }
  if (!lua_isnil(L, 4) && !lua_isboolean(L, 4))
    lmvm_fail(L, "%s: argument 'accumulate' must be true or false, not %s", op,
              luaL_typename(L, 4));
  *accumulate = lua_toboolean(L, 4);
  return true;
}

/* Keys are read in the name of indexing. */
static int put_failed(lua_State *L, const char *op) {
  const char *message = lm_error();
  char renamed[512];
  if (message == NULL || strncmp(message, "index: ", 7) != 0) return lmvm_error(L);
  snprintf(renamed, sizeof renamed, "%s: %s", op, message + 7);
  lm_clear_error();
  return lmvm_fail(L, "%s", renamed);
}

static int m_index_put_(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  bool accumulate;
  read_put(L, "index_put_", &accumulate);
  if (!lmvm_index_put(L, 2, lmvm_totensor(L, 1), lmvm_totensor(L, 3), accumulate))
    return put_failed(L, "index_put_");
  lua_settop(L, 1);
  lmvm_pace(L, vm);
  return 1;
}

static int f_index_put(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  bool accumulate;
  read_put(L, "index_put", &accumulate);
  lm_tensor **handle = lmvm_newhandle(L);
  if (!lmvm_index_put_copy(L, 2, lmvm_totensor(L, 1), lmvm_totensor(L, 3), accumulate, handle))
    return put_failed(L, "index_put");
  lua_settop(L, 5);
  lmvm_pace(L, vm);
  return 1;
}

/* ---- geometry and storage in place ---- */

static void read_sizes(lua_State *L, const char *op, int first, lm_ints *sizes) {
  int top = lua_gettop(L);
  if (top < first) lmvm_fail(L, "%s: argument 'size' is missing", op);
  if (lua_type(L, first) == LUA_TTABLE) {
    if (!lmvm_toints(L, first, op, sizes)) lmvm_error(L);
    if (top > first) lmvm_fail(L, "%s: sizes are numbers or one table", op);
    return;
  }
  sizes->n = 0;
  for (int i = first; i <= top; i++) {
    lm_ints one;
    if (sizes->n == LM_MAX_DIMS) lmvm_fail(L, "%s: more than %d sizes", op, LM_MAX_DIMS);
    if (!lmvm_toints(L, i, op, &one) || one.n != 1) lmvm_error(L);
    sizes->v[sizes->n++] = one.v[0];
  }
}

static int done(lua_State *L, lmvm *vm, bool ok) {
  if (!ok) return lmvm_error(L);
  lua_settop(L, 1);
  lmvm_pace(L, vm);
  return 1;
}

static int m_resize_(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "resize_");
  if (vm->reclaiming) return lmvm_fail(L, "resize_: not while memory is reclaimed");
  lm_ints sizes;
  read_sizes(L, "resize_", 2, &sizes);
  return done(L, vm, lm_resize("resize_", t, sizes.n, sizes.v));
}

static int m_resize_as_(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "resize_as_"),
            *other = lmvm_checktensor(L, 2, "resize_as_");
  if (vm->reclaiming) return lmvm_fail(L, "resize_as_: not while memory is reclaimed");
  if (other->freed) return lmvm_fail(L, "resize_as_: argument 'other' was freed");
  return done(L, vm, lm_resize("resize_as_", t, other->ndim, other->sizes));
}

static bool integer_or(lua_State *L, int i, int64_t otherwise, int64_t *value) {
  int ok = 1;
  *value = lua_isnoneornil(L, i) ? otherwise : lua_tointegerx(L, i, &ok);
  return ok && (lua_isnoneornil(L, i) || lua_type(L, i) == LUA_TNUMBER);
}

/* x:set_(source, storage_offset, size, stride); without source x has no elements */
static int m_set_(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "set_");
  if (vm->reclaiming) return lmvm_fail(L, "set_: not while memory is reclaimed");
  lua_settop(L, 5);
  if (lua_isnil(L, 2)) return done(L, vm, lm_set_empty(t));
  lm_tensor *source = lmvm_checktensor(L, 2, "set_");
  bool geometry = !lua_isnil(L, 3) || !lua_isnil(L, 4) || !lua_isnil(L, 5);
  if (!geometry) return done(L, vm, lm_set_source(t, source, NULL, NULL, 0));
  lm_ints size, stride = {0};
  int64_t offset;
  if (!integer_or(L, 3, source->offset, &offset))
    return lmvm_fail(L, "set_: argument 'storage_offset' must be an integer, not %s",
                     luaL_typename(L, 3));
  if (lua_isnil(L, 4)) return lmvm_fail(L, "set_: argument 'size' is missing");
  if (!lmvm_toints(L, 4, "set_", &size)) return lmvm_error(L);
  if (lua_isnil(L, 5)) {
    int64_t step = 1;
    stride.n = size.n;
    for (int d = size.n - 1; d >= 0; d--) {
      stride.v[d] = step;
      if (__builtin_mul_overflow(step, size.v[d] > 1 ? size.v[d] : 1, &step))
        return lmvm_fail(L, "set_: sizes %s are too large", lm_sizes_text(size.n, size.v));
    }
  } else if (!lmvm_toints(L, 5, "set_", &stride)) {
    return lmvm_error(L);
  }
  return done(L, vm, lm_set_source(t, source, &size, &stride, offset));
}

/* ---- a Lua function for each element ---- */

/* Elements of t on the host, wide, as a handle that is pushed. */
static lm_tensor *wide_copy(lua_State *L, lm_tensor *t) {
  lm_dtype wide = lm_is_float((lm_dtype)t->dtype) ? LM_F64 : t->dtype == LM_BOOL ? LM_BOOL : LM_I64;
  lm_tensor **handle = lmvm_newhandle(L);
  *handle = lm_new(t->ndim, t->sizes, wide, LM_CPU);
  if (*handle == NULL || !lm_copy_elements(*handle, t)) lmvm_error(L);
  return *handle;
}

static lm_scalar element(const lm_tensor *t, int64_t i) {
  const char *data = lm_data(t);
  return t->dtype == LM_F64    ? lm_float(((const double *)data)[i])
         : t->dtype == LM_BOOL ? lm_bool(((const bool *)data)[i])
                               : lm_int(((const int64_t *)data)[i]);
}

static void store(lm_tensor *t, int64_t i, lm_scalar s) {
  char *data = lm_data(t);
  if (t->dtype == LM_F64)
    ((double *)data)[i] = lm_scalar_f(s);
  else if (t->dtype == LM_BOOL)
    ((bool *)data)[i] = lm_scalar_f(s) != 0;
  else
    ((int64_t *)data)[i] = lm_scalar_i(s);
}

/* All results are there before any is stored: an error on the way leaves the tensor as it was. */
static int each_element(lua_State *L, const char *op, lm_tensor *other, int function) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *self = lmvm_checktensor(L, 1, op);
  if (self->freed || (other && other->freed)) return lmvm_fail(L, "%s: the tensor was freed", op);
  if (lua_type(L, function) != LUA_TFUNCTION)
    return lmvm_fail(L, "%s: a function is needed, not %s", op, luaL_typename(L, function));
  if (self->device != LM_CPU || (other && other->device != LM_CPU))
    return lmvm_fail(L, "%s: only for tensors on the cpu", op);
  if (lm_requires_grad(self) || (other && lm_requires_grad(other)))
    return lmvm_fail(L, "%s: what a Lua function does has no gradient; detach() first", op);
  luaL_checkstack(L, 8, op);
  lm_tensor *wide = wide_copy(L, self), *second = NULL;
  if (other) {
    lm_tensor **handle = lmvm_newhandle(L);
    *handle = lm_expanded(other, self->ndim, self->sizes);
    if (*handle == NULL) return lmvm_error(L);
    second = wide_copy(L, *handle);
  }
  for (int64_t i = 0; i < wide->numel; i++) {
    lm_scalar result;
    lua_pushvalue(L, function);
    lmvm_pushscalar(L, element(wide, i));
    if (second) lmvm_pushscalar(L, element(second, i));
    lua_call(L, second ? 2 : 1, 1);
    if (!lmvm_toscalar(L, -1, &result))
      return lmvm_fail(L, "%s: the function must return a number, not %s", op,
                       luaL_typename(L, -1));
    lua_pop(L, 1);
    store(wide, i, result);
  }
  lmvm_upvalue(L); /* the function may have run another state */
  if (self->freed) return lmvm_fail(L, "%s: the tensor was freed", op);
  if (!lm_same_shape(self, wide)) return lmvm_fail(L, "%s: the tensor was resized", op);
  return done(L, vm, lm_copy_into(self, wide));
}

static int m_apply_(lua_State *L) { return each_element(L, "apply_", NULL, 2); }

static int m_map_(lua_State *L) {
  lm_tensor *self = lmvm_checktensor(L, 1, "map_"), *other = lmvm_checktensor(L, 2, "map_");
  lm_ints shape = {.n = self->ndim};
  lmvm_upvalue(L);
  memcpy(shape.v, self->sizes, sizeof *shape.v * (size_t)shape.n);
  if (!other->freed &&
      (!lm_broadcast_sizes("map_", &shape, other->ndim, other->sizes) || shape.n != self->ndim ||
       memcmp(shape.v, self->sizes, sizeof *shape.v * (size_t)shape.n) != 0)) {
    lm_clear_error();
    return lmvm_fail(L, "map_: shape %s does not broadcast to %s", lm_shape_text(other),
                     lm_shape_text(self));
  }
  return each_element(L, "map_", other, 3);
}

const lmvm_function lmvm_shape_functions[] = {
    {"broadcast_shapes", f_broadcast_shapes,
     "(shape, ...)\nThe shape that several shapes broadcast to.\n"
     "Example: tensor.broadcast_shapes({2, 1}, {3})"},
    {"index_put", f_index_put,
     "(x, indices, values, [accumulate])\n"
     "A copy with values stored, or added, where a list of index tensors points.\n"
     "Example: tensor.zeros(3):index_put({tensor{1, 3}}, tensor{5.0, 6.0})"},
    {0}};
const lmvm_function lmvm_shape_methods[] = {
    {"index_put", f_index_put,
     "(indices, values, [accumulate])\n"
     "A copy with values stored, or added, where a list of index tensors points.\n"
     "Example: tensor.zeros(3):index_put({tensor{1, 3}}, tensor{5.0, 6.0})"},
    {"index_put_", m_index_put_, NULL},
    {"resize_", m_resize_,
     "(size)\nGives x another shape in place; new elements are unset.\n"
     "Example: tensor.ones(2):resize_(3)"},
    {"resize_as_", m_resize_as_,
     "(other)\nGives x the shape of other.\n"
     "Example: tensor.ones(2):resize_as_(tensor.ones(3))"},
    {"set_", m_set_,
     "(source, [offset], [size], [stride])\n"
     "Makes x show the elements of another tensor.\n"
     "Example: tensor.ones(2):set_(tensor.zeros(3))"},
    {"apply_", m_apply_,
     "(f)\nReplaces each element by f of it.\n"
     "Example: tensor.ones(2):apply_(function(v) return v + 1 end)"},
    {"map_", m_map_,
     "(other, f)\nReplaces each element by f of it and of other's.\n"
     "Example: tensor.ones(2):map_(tensor.ones(2), function(a, b) return a + b end)"},
    {0}};
const lmvm_function lmvm_nonzero[] = {{"nonzero", f_nonzero, NULL}, {0}};
