/* Fields and methods of tensors that are no operations: asking, converting, memory. */
#include "vm/vm.h"
#include "vm/index.h"
#include "vm/node.h"
#include "tensor/backend.h"
#include "tensor/layout.h"
#include "tensor/set_data.h"
#include "vm/files.h"
#include "tensor/record.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- sizes ---- */

static int64_t check_dim(lua_State *L, const char *op, int i, int ndim) {
  int ok;
  lm_scalar s;
  int64_t d = lua_tointegerx(L, i, &ok);
  if (!ok && lmvm_tonumber(L, i, &s) && s.kind == LM_SCALAR_INT) d = s.i, ok = 1;
  if (!ok) lmvm_fail(L, "%s: a dimension must be an integer, not %s", op, lmvm_kind(L, i));
  if (d == 0) lmvm_fail(L, "%s: dimension 0: Luma counts from 1", op);
  if (d > 0) d--;
  if (!lm_wrap_dim(op, &d, ndim)) lmvm_error(L);
  if (ndim == 0) lmvm_fail(L, "%s: a tensor without dimensions has no sizes", op);
  return d;
}

static int m_size(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "size");
  if (lua_isnoneornil(L, 2))
    lmvm_pushshape(L, t->ndim, t->sizes);
  else
    lua_pushinteger(L, t->sizes[check_dim(L, "size", 2, t->ndim)]);
  return 1;
}

static int m_stride(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "stride");
  if (lua_isnoneornil(L, 2))
    lmvm_pushshape(L, t->ndim, t->strides);
  else
    lua_pushinteger(L, t->strides[check_dim(L, "stride", 2, t->ndim)]);
  return 1;
}

#define ASK(name, push)                           \
  static int m_##name(lua_State *L) {             \
    lmvm_upvalue(L);                              \
    lm_tensor *t = lmvm_checktensor(L, 1, #name); \
    push;                                         \
    return 1;                                     \
  }
ASK(dim, lua_pushinteger(L, t->ndim))
ASK(numel, lua_pushinteger(L, t->numel))
ASK(storage_offset, lua_pushinteger(L, t->offset))
ASK(data_ptr, lua_pushinteger(L, t->storage->data ? (lua_Integer)(intptr_t)lm_data(t) : 0))
ASK(element_size, lua_pushinteger(L, (lua_Integer)lm_dtype_size((lm_dtype)t->dtype)))
ASK(is_conj,
    (lua_pushboolean(L, false), (void)t)) /* conj computes at once: no tensor waits for it */

/* The CPU's allocator pins no pages, and tensors belong to one process. */
ASK(is_pinned, (lua_pushboolean(L, false), (void)t))
ASK(is_shared, lua_pushboolean(L, LM_DEVICE_KIND(t->device) == 1))

static int m_dim_order(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "dim_order");
  int order[LM_MAX_DIMS];
  int64_t dims[LM_MAX_DIMS];
  lm_dim_order(t, order);
  for (int i = 0; i < t->ndim; i++) dims[i] = order[i] + 1;
  lmvm_pushshape(L, t->ndim, dims);
  return 1;
}

/* A number or a boolean; of a complex number both parts, as two results. */
static int m_item(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "item");
  lm_scalar s;
  double parts[2];
  if (lm_is_complex((lm_dtype)t->dtype)) {
    if (!lm_get_complex(t, parts)) return lmvm_error(L);
    lua_pushnumber(L, parts[0]);
    lua_pushnumber(L, parts[1]);
    return 2;
  }
  if (!lm_get_scalar(t, &s)) return lmvm_error(L);
  lmvm_pushscalar(L, s);
  return 1;
}

/* ---- tolist ---- */

/* A complex number is a list of its two parts. */
static void push_element(lua_State *L, const lm_tensor *t, int64_t i) {
  const char *data = lm_data(t);
  switch ((lm_dtype)t->dtype) {
  case LM_C128:
    luaL_checkstack(L, 2, "tolist");
    lua_createtable(L, 2, 0);
    lua_pushnumber(L, ((const lm_c128 *)data)[i].re);
    lua_rawseti(L, -2, 1);
    lua_pushnumber(L, ((const lm_c128 *)data)[i].im);
    lua_rawseti(L, -2, 2);
    break;
  case LM_F64: lua_pushnumber(L, ((const double *)data)[i]); break;
  case LM_I64: lua_pushinteger(L, ((const int64_t *)data)[i]); break;
  default: lua_pushboolean(L, ((const bool *)data)[i]);
  }
}

static void push_nested(lua_State *L, const lm_tensor *t, int dim, int64_t *at) {
  if (dim == t->ndim) {
    push_element(L, t, (*at)++);
    return;
  }
  luaL_checkstack(L, 3, "tolist");
  int n = t->sizes[dim] < INT32_MAX ? (int)t->sizes[dim] : 0;
  lua_createtable(L, n, 0);
  for (int64_t i = 0; i < t->sizes[dim]; i++) {
    push_nested(L, t, dim + 1, at);
    lua_rawseti(L, -2, i + 1);
  }
}

static int m_tolist(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "tolist");
  lm_dtype d = (lm_dtype)t->dtype, wide = lm_is_complex(d) ? LM_C128
                                          : lm_is_float(d) ? LM_F64
                                          : d == LM_BOOL   ? LM_BOOL
                                                           : LM_I64;
  lm_tensor **host = lmvm_newhandle(L);
  *host = lm_new(t->ndim, t->sizes, wide, LM_CPU);
  if (*host == NULL || !lm_copy_elements(*host, t)) return lmvm_error(L);
  int64_t at = 0;
  push_nested(L, *host, 0, &at);
  return 1;
}

/* The twin of copy_from: x:copy_(src) returns x. */
static int m_copy_(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "copy_"), *src = lmvm_checktensor(L, 2, "copy_");
  if (!lm_copy_into(t, src)) return lmvm_error(L);
  lua_settop(L, 1);
  return 1;
}

/* x:where(condition, other) is where(condition, x, other) */
static int m_where(lua_State *L) {
  lmvm_upvalue(L);
  lua_settop(L, 3);
  lua_getfield(L, lua_upvalueindex(3), "where");
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_call(L, 3, 1);
  return 1;
}

/* ---- memory ---- */

static int m_free(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t = lmvm_totensor(L, 1);
  if (t && vm->reclaiming)
    return lmvm_fail(L, "free: a finaliser cannot free while memory is reclaimed");
  if (t && !t->freed) lm_free_now(t);
  return 0;
}

static int handle_gc(lua_State *L) {
  lm_tensor *t = lmvm_totensor(L, 1);
  if (t == NULL) return 0; /* empty, or something else that a script passed */
  *(lm_tensor **)lua_touserdata(L, 1) = NULL;
  lm_release(t);
  return 0;
}

/* tensor._drop(list, first, last): gives back the references that these handles hold, now instead of
** when the collector comes by.  For handles nobody else has seen, such as an optimiser's gradients. */
static int f_drop(lua_State *L) {
  lmvm_upvalue(L);
  if (lua_type(L, 1) != LUA_TTABLE || !lua_isinteger(L, 2) || !lua_isinteger(L, 3))
    return lmvm_fail(L, "_drop: a list and two integers are needed");
  if (lmvm_of(L)->reclaiming) return 0;
  lua_Integer length = (lua_Integer)lua_rawlen(L, 1), first = lua_tointeger(L, 2),
              last = lua_tointeger(L, 3);
  for (lua_Integer i = first < 1 ? 1 : first; i <= last && i <= length; i++) {
    lua_rawgeti(L, 1, i);
    lm_tensor **handle = lmvm_totensor(L, -1) ? lua_touserdata(L, -1) : NULL;
    if (handle) {
      lm_tensor *t = *handle;
      *handle = NULL;
      lm_release(t);
    }
    lua_pop(L, 1);
  }
  return 0;
}

/* ---- fields ---- */

/* The rows that are fields. */
static bool get_row(lua_State *L, lm_tensor *t, const char *key) {
  static const struct {
    const char *name;
    lm_tensor *(*row)(lm_tensor *);
  } rows[] = {
      {"mT", lm_mT}, {"H", lm_matrix_H}, {"mH", lm_mH}, {"real", lm_real}, {"imag", lm_imag}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (strcmp(key, rows[i].name) != 0) continue;
    lmvm_result(L, rows[i].row(t));
    return true;
  }
  return false;
}

static bool get_field(lua_State *L, lm_tensor *t, const char *key) {
  if (strcmp(key, "shape") == 0)
    lmvm_pushshape(L, t->ndim, t->sizes);
  else if (strcmp(key, "dtype") == 0)
    lua_pushstring(L, lm_dtypes[t->dtype].name);
  else if (strcmp(key, "device") == 0)
    lua_pushstring(L, lm_device_name(t->device));
  else if (strcmp(key, "ndim") == 0)
    lua_pushinteger(L, t->ndim);
  else if (strcmp(key, "requires_grad") == 0)
    lua_pushboolean(L, lm_requires_grad(t));
  else if (strcmp(key, "is_leaf") == 0)
    lua_pushboolean(L, lm_grad_fn(t) == NULL);
  else if (strcmp(key, "is_cuda") == 0)
    lua_pushboolean(L, LM_DEVICE_KIND(t->device) == 1);
  else if (strcmp(key, "is_cpu") == 0)
    lua_pushboolean(L, t->device == LM_CPU);
  else if (strcmp(key, "layout") == 0)
    lua_pushliteral(L, "strided");
  else if (strcmp(key, "itemsize") == 0)
    lua_pushinteger(L, (lua_Integer)lm_dtype_size((lm_dtype)t->dtype));
  else if (strcmp(key, "nbytes") == 0)
    lua_pushinteger(L, t->numel * (lua_Integer)lm_dtype_size((lm_dtype)t->dtype));
  else if (strcmp(key, "grad") == 0) {
    lm_tensor *grad = lm_grad(t);
    if (grad)
      lmvm_pushtensor(L, lm_retain(grad));
    else
      lua_pushnil(L);
  } else if (strcmp(key, "data") == 0) {
    lmvm_result(L, lm_detach(t));
  } else if (strcmp(key, "grad_fn") == 0) {
    lmvm_push_node(L, lm_grad_fn(t), NULL);
  } else if (strcmp(key, "retains_grad") == 0) {
    lua_pushboolean(L, t->leaf && t->leaf->retain_id != 0);
  } else if (strcmp(key, "output_nr") == 0) {
    lua_pushinteger(L, lm_grad_fn(t) ? t->result + 1 : 1);
  } else if (strcmp(key, "_version") == 0) {
    if (t->inference) lmvm_fail(L, "_version: inference tensors do not count versions");
    lua_pushinteger(L, t->storage->version);
  } else if (strcmp(key, "T") == 0) {
    lm_ints reversed = {.n = t->ndim};
    for (int i = 0; i < t->ndim; i++) reversed.v[i] = t->ndim - 1 - i;
    lmvm_result(L, lm_permute(t, &reversed));
  } else
    return get_row(L, t, key);
  return true;
}

/* upvalues: lmvm, metatable, methods.  Methods first: they are asked for most often. */
static int mt_index(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(3)) != LUA_TNIL) return 1;
    lmvm_upvalue(L);
    const char *key = lua_tostring(L, 2);
    lm_tensor *t = lmvm_checktensor(L, 1, isalpha((unsigned char)*key) ? key : "index");
    if (!get_field(L, t, key)) lua_pushnil(L);
    return 1;
  }
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "index"), **handle = lmvm_newhandle(L);
  if (!lmvm_index_get(L, 2, t, handle)) return lmvm_error(L);
  lua_pushvalue(L, 3);
  lmvm_pace(L, vm);
  return 1;
}

/* x.real = value, x.imag = value: elements, broadcast and converted, through the view. */
static bool set_part(lua_State *L, lm_tensor *t, const char *key, lm_tensor *value) {
  const bool real = strcmp(key, "real") == 0;
  lm_scalar s;
  if (value == NULL && !lmvm_toscalar(L, 3, &s))
    return lm_fail("%s: the value must be a number or a tensor, not %s", key, luaL_typename(L, 3));
  lm_scope scope = lm_scope_open();
  if (value == NULL) value = lm_wrap(s);
  lm_tensor *part = !real ? lm_imag(t) : lm_is_complex((lm_dtype)t->dtype) ? lm_real(t) : t;
  bool ok = part && value && lm_copy_into(part, value);
  lm_scope_close(scope, NULL);
  return ok;
}

static int mt_newindex(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "index"), *value = lmvm_totensor(L, 3);
  if (lua_type(L, 2) == LUA_TSTRING) {
    const char *key = lua_tostring(L, 2);
    if (strcmp(key, "requires_grad") == 0) {
      if (!lm_set_requires_grad(t, lua_toboolean(L, 3))) return lmvm_error(L);
    } else if (strcmp(key, "grad") == 0) {
      if (value == NULL && !lua_isnil(L, 3))
        return lmvm_fail(L, "grad: must be a tensor or nil, not %s", luaL_typename(L, 3));
      if (!lm_set_grad(t, value)) return lmvm_error(L);
    } else if (strcmp(key, "data") == 0) {
      if (value == NULL) return lmvm_fail(L, "data: must be a tensor, not %s", luaL_typename(L, 3));
      if (vm->reclaiming) return lmvm_fail(L, "data: not while memory is reclaimed");
      if (!lm_set_data(t, value)) return lmvm_error(L);
    } else if (strcmp(key, "real") == 0 || strcmp(key, "imag") == 0) {
      if (!set_part(L, t, key, value)) return lmvm_error(L);
    } else
      return lmvm_fail(L,
                       "a tensor has no assignable field '%s'; there are: data, grad, imag, real, "
                       "requires_grad",
                       key);
    return 0;
  }
  lm_tensor *owned = NULL;
  lm_scalar s;
  if (value == NULL) {
    if (!lmvm_toscalar(L, 3, &s))
      return lmvm_fail(L, "index: the value must be a number or a tensor, not %s",
                       luaL_typename(L, 3));
    value = owned = lm_new_wrapped(s);
  }
  bool ok = value != NULL && lmvm_index_set(L, 2, t, value);
  lm_release(owned);
  if (!ok) return lmvm_error(L);
  lmvm_pace(L, vm);
  return 0;
}

static int mt_tostring(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_totensor(L, 1);
  if (t == NULL || t->freed) {
    lua_pushliteral(L, "tensor(freed)");
    return 1;
  }
  lmvm_pushtext(L, t);
  return 1;
}

/* ---- functions of the library ---- */

static int f_parameter(lua_State *L) { /* a leaf of its own that nn.Module registers */
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "Parameter"), **handle = lmvm_newhandle(L);
  bool on = lua_isnoneornil(L, 2) || lua_toboolean(L, 2);
  *handle = lm_detach(t);
  if (*handle == NULL || !lm_set_requires_grad(*handle, on)) return lmvm_error(L);
  (*handle)->parameter = true;
  return 1;
}

static int f_is_parameter(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_totensor(L, 1);
  lua_pushboolean(L, t && t->parameter);
  return 1;
}

static int f_set_num_threads(lua_State *L) {
  int ok;
  lua_Integer n = lua_tointegerx(L, 1, &ok);
  if (!ok || n < 1 || n > 4096)
    return lmvm_fail(L, "set_num_threads: a positive number is needed, not %s",
                     luaL_tolstring(L, 1, NULL));
  lm_set_num_threads((int)n);
  return 0;
}

static int f_get_num_threads(lua_State *L) {
  lua_pushinteger(L, lm_num_threads());
  return 1;
}

const lmvm_function lmvm_tensor_functions[] = {
    {"_watch_modules", lmvm_watch_modules, NULL},
    {"_in_module", lmvm_in_module, NULL},
    {"_parameter", f_parameter, NULL},
    {"_is_parameter", f_is_parameter, NULL},
    {"_drop", f_drop, NULL},
    {"set_num_threads", f_set_num_threads,
     "(n)\nHow many threads kernels use.\n"
     "Example: tensor.set_num_threads(tensor.get_num_threads())"},
    {"get_num_threads", f_get_num_threads,
     "()\nHow many threads kernels use.\n"
     "Example: tensor.get_num_threads()"},
    {"scope", lmvm_scope,
     "(f, ...)\n"
     "Runs f; what it makes and does not return gives its memory back at once.\n"
     "Example: tensor.scope(function() return tensor.ones(2) * 3 end)"},
    {0}};

const lmvm_function lmvm_asking[] = {
    {"size", m_size,
     "([dim])\nThe sizes as a list, or the size of one dimension.\n"
     "Example: tensor.ones(2, 3):size(-1)"},
    {"stride", m_stride,
     "([dim])\nStrides in elements, or the stride of one dimension.\n"
     "Example: tensor.ones(2, 3):stride(1)"},
    {"dim", m_dim,
     "()\nThe number of dimensions.\n"
     "Example: tensor.ones(2, 3):dim()"},
    {"ndimension", m_dim,
     "()\nThe number of dimensions.\n"
     "Example: tensor.ones(2, 3):ndimension()"},
    {"numel", m_numel,
     "()\nThe number of elements.\n"
     "Example: tensor.ones(2, 3):numel()"},
    {"nelement", m_numel,
     "()\nThe number of elements.\n"
     "Example: tensor.ones(2, 3):nelement()"},
    {"storage_offset", m_storage_offset,
     "()\nHow many elements of the storage lie before the first one.\n"
     "Example: tensor.arange(4)[{{2, 3}}]:storage_offset()"},
    {"data_ptr", m_data_ptr,
     "()\nThe address of the first element, as an integer.\n"
     "Example: tensor.ones(1):data_ptr()"},
    {"element_size", m_element_size,
     "()\nBytes of one element.\n"
     "Example: tensor.ones(1):element_size()"},
    {"dim_order", m_dim_order,
     "()\nThe dimensions from the outermost in memory to the innermost.\n"
     "Example: tensor.ones(2, 3):t():dim_order()"},
    {"is_pinned", m_is_pinned,
     "()\nAre the pages locked in memory? Never on the CPU.\n"
     "Example: tensor.ones(1):is_pinned()"},
    {"is_shared", m_is_shared,
     "()\nMay other processes see the elements?\n"
     "Example: tensor.ones(1):is_shared()"},
    {"is_conj", m_is_conj,
     "()\n"
     "Does a conjugation wait to be computed? Never: conj computes at once.\n"
     "Example: tensor.ones(1):is_conj()"},
    {"item", m_item,
     "()\nThe only element as a Lua number or boolean.\n"
     "Example: tensor.ones(1):item()"},
    {"tolist", m_tolist,
     "()\nThe elements as nested Lua lists.\n"
     "Example: tensor.ones(2, 3):tolist()"},
    {0}};

const lmvm_function lmvm_tensor_methods[] = {
    {"copy_", m_copy_,
     "(src)\nStores the elements of src, broadcast and converted.\n"
     "Example: tensor.zeros(2):copy_(tensor.ones(2))"},
    {"where", m_where, NULL},
    {"free", m_free,
     "()\nGives the memory back at once; later uses are errors.\n"
     "Example: tensor.ones(2):free()"},
    {0}};

const luaL_Reg lmvm_tensor_metamethods[] = {
    {"__index", mt_index}, {"__newindex", mt_newindex}, {"__tostring", mt_tostring},
    {"__gc", handle_gc},   {"__close", m_free},         {NULL, NULL}};
