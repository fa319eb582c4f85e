/* Questions about dtypes and devices: limits, promotion, casts, the defaults, the scope of a device. */
#include "vm/vm.h"
#include "tensor/backend.h"
#include "tensor/layout.h"
#include "tensor/record.h"

#include <float.h>
#include <math.h>
#include <string.h>

lm_dtype lmvm_checkdtype(lua_State *L, int i, const char *op) {
  if (lua_type(L, i) != LUA_TSTRING)
    lmvm_fail(L, "%s: a dtype such as \"float32\" is needed, not %s", op, luaL_typename(L, i));
  lm_dtype d = lm_dtype_by_name(lua_tostring(L, i));
  if (d == LM_DTYPE_NONE) lmvm_fail(L, "%s: \"%s\" is no dtype", op, lua_tostring(L, i));
  return d;
}

static void set_number(lua_State *L, const char *name, double v) {
  lua_pushnumber(L, v);
  lua_setfield(L, -2, name);
}
static void set_integer(lua_State *L, const char *name, int64_t v) {
  lua_pushinteger(L, v);
  lua_setfield(L, -2, name);
}

/* A table with the dtype's name and width. */
static void push_info(lua_State *L, lm_dtype d) {
  lua_createtable(L, 0, 8);
  lua_pushstring(L, lm_dtypes[d].name);
  lua_setfield(L, -2, "dtype");
  set_integer(L, "bits", (int64_t)lm_dtype_size(d) * 8);
}

/* finfo([dtype]): of the default dtype where none is given; of a complex dtype's parts */
static int f_finfo(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_dtype d = lua_isnoneornil(L, 1) ? vm->context->default_dtype : lmvm_checkdtype(L, 1, "finfo");
  if (d == LM_C64) d = LM_F32;
  if (d == LM_C128) d = LM_F64;
  if (!lm_is_float(d))
    return lmvm_fail(L, "finfo: a floating-point dtype is needed, not %s; iinfo tells of integers",
                     lm_dtypes[d].name);
  static const struct {
    lm_dtype dtype;
    double eps, max, tiny, resolution;
  } limits[] = {{LM_F16, 0x1p-10, 65504, 0x1p-14, 1e-3},
                {LM_BF16, 0x1p-7, 0x1.fep127, 0x1p-126, 1e-2},
                {LM_F32, FLT_EPSILON, FLT_MAX, FLT_MIN, 1e-6},
                {LM_F64, DBL_EPSILON, DBL_MAX, DBL_MIN, 1e-15}};
  size_t i = 0;
  while (limits[i].dtype != d) i++;
  push_info(L, d);
  set_number(L, "eps", limits[i].eps);
  set_number(L, "max", limits[i].max);
  set_number(L, "min", -limits[i].max);
  set_number(L, "tiny", limits[i].tiny);
  set_number(L, "smallest_normal", limits[i].tiny);
  set_number(L, "resolution", limits[i].resolution);
  return 1;
}

static int f_iinfo(lua_State *L) {
  lmvm_upvalue(L);
  lm_dtype d = lmvm_checkdtype(L, 1, "iinfo");
  if (lm_dtype_category(d) != LM_CAT_INT)
    return lmvm_fail(L, "iinfo: an integer dtype is needed, not %s%s", lm_dtypes[d].name,
                     lm_is_float(d) ? "; finfo tells of floating point" : "");
  int bits = (int)lm_dtype_size(d) * 8;
  bool sign = lm_dtypes[d].is_signed;
  push_info(L, d);
  set_integer(L, "max", sign ? INT64_MAX >> (64 - bits) : (INT64_C(1) << bits) - 1);
  set_integer(L, "min", sign ? INT64_MIN >> (64 - bits) : 0);
  return 1;
}

static int f_promote_types(lua_State *L) {
  lmvm_upvalue(L);
  lm_dtype a = lmvm_checkdtype(L, 1, "promote_types"), b = lmvm_checkdtype(L, 2, "promote_types");
  lua_pushstring(L, lm_dtypes[lm_promote_types(a, b)].name);
  return 1;
}

/* can_cast(from, to): may a result of `from` be stored in place in `to`? */
static int f_can_cast(lua_State *L) {
  lmvm_upvalue(L);
  lua_pushboolean(
      L, lm_can_cast(lmvm_checkdtype(L, 1, "can_cast"), lmvm_checkdtype(L, 2, "can_cast")));
  return 1;
}

/* result_type(a, b): of tensors and numbers */
static int f_result_type(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor *t[2];
  for (int i = 1; i <= 2; i++) {
    lm_scalar s;
    if (lmvm_totensor(L, i) == NULL) {
      if (!lmvm_toscalar(L, i, &s))
        return lmvm_fail(L, "result_type: two tensors or numbers are needed, not %s",
                         luaL_typename(L, i));
      lmvm_result(L, lm_new_wrapped(s));
      lua_replace(L, i);
    }
    t[i - 1] = lmvm_checktensor(L, i, "result_type");
  }
  lm_dtype d = lm_result_type(t, 2);
  if (t[0]->wrapped && t[1]->wrapped && d == LM_F64) d = vm->context->default_dtype;
  lua_pushstring(L, lm_dtypes[d].name);
  return 1;
}

/* ---- one tensor, or the name of a dtype ---- */

static lm_dtype dtype_at(lua_State *L, const char *op) {
  if (lua_type(L, 1) == LUA_TSTRING) return lmvm_checkdtype(L, 1, op);
  return (lm_dtype)lmvm_checktensor(L, 1, op)->dtype;
}

#define OF_DTYPE(name, what)          \
  static int f_##name(lua_State *L) { \
    lmvm_upvalue(L);                  \
    lm_dtype d = dtype_at(L, #name);  \
    lua_pushboolean(L, what);         \
    return 1;                         \
  }
OF_DTYPE(is_floating_point, lm_is_float(d))
OF_DTYPE(is_complex, lm_dtype_category(d) == LM_CAT_COMPLEX)
OF_DTYPE(is_signed, lm_dtypes[d].is_signed)

static int f_is_tensor(lua_State *L) {
  lmvm_upvalue(L);
  lua_pushboolean(L, lmvm_totensor(L, 1) != NULL);
  return 1;
}

static int f_is_nonzero(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "is_nonzero");
  if (t->numel != 1)
    return lmvm_fail(L, "is_nonzero: a tensor of one element is needed, not one of shape %s",
                     lm_shape_text(t));
  lm_arg arg[1] = {{.t = t}};
  lm_tensor *out[LM_MAX_RESULTS] = {NULL}; /* ask the elements, whatever the dtype */
  lm_scalar s = lm_bool(false);
  bool ok = lm_dispatch(LM_OP_logical_not, arg, out, NULL) && lm_get_scalar(out[0], &s);
  lm_release(out[0]);
  if (!ok) return lmvm_error(L);
  lua_pushboolean(L, s.i == 0);
  return 1;
}

/* x:is_contiguous(), x:is_contiguous("channels_last"), x:is_contiguous{memory_format = ...} */
static int m_is_contiguous(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "is_contiguous");
  lm_layout layout = LM_CONTIGUOUS;
  lua_settop(L, 2);
  if (lua_type(L, 2) == LUA_TTABLE) {
    lua_pushnil(L);
    while (lua_next(L, 2)) {
      if (lua_type(L, -2) != LUA_TSTRING || strcmp(lua_tostring(L, -2), "memory_format") != 0)
        return lmvm_fail(L, "is_contiguous: there is no option '%s'; there is: memory_format",
                         luaL_tolstring(L, -2, NULL));
      lua_pop(L, 1);
    }
    lua_getfield(L, 2, "memory_format");
    lua_replace(L, 2);
  }
  if (lua_type(L, 2) == LUA_TSTRING) {
    if (!lm_layout_by_name("is_contiguous", lua_tostring(L, 2), &layout)) return lmvm_error(L);
  } else if (!lua_isnil(L, 2))
    return lmvm_fail(L,
                     "is_contiguous: a memory format such as \"channels_last\" is needed, not %s",
                     luaL_typename(L, 2));
  lua_pushboolean(L, lm_is_laid_out(t, layout));
  return 1;
}

/* ---- defaults ---- */

static int f_set_default_dtype(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_dtype d = lmvm_checkdtype(L, 1, "set_default_dtype");
  if (!lm_is_float(d))
    return lmvm_fail(L, "set_default_dtype: a floating-point dtype is needed, not %s",
                     lm_dtypes[d].name);
  vm->context->default_dtype = d;
  return 0;
}

static int f_get_default_dtype(lua_State *L) {
  lua_pushstring(L, lm_dtypes[lmvm_upvalue(L)->context->default_dtype].name);
  return 1;
}

/* The device at index 1, of which there is one. */
static lm_device check_device(lua_State *L, const char *op) {
  lm_device d;
  if (!lmvm_todevice(L, 1, &d)) {
    if (lua_type(L, 1) == LUA_TSTRING)
      lmvm_fail(L, "%s: \"%s\" is no device: there are cpu, cuda, cuda:0, cuda:1, ...", op,
                lua_tostring(L, 1));
    lmvm_fail(L, "%s: a device such as \"cpu\" is needed, not %s", op, luaL_typename(L, 1));
  }
  if (lm_backend_of(d) == NULL) lmvm_error(L);
  return d;
}

static int f_set_default_device(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  lm_device d = lua_isnoneornil(L, 1) ? LM_CPU : check_device(L, "set_default_device");
  vm->context->default_device = d;
  return 0;
}

static int f_get_default_device(lua_State *L) {
  lua_pushstring(L, lm_device_name(lmvm_upvalue(L)->context->default_device));
  return 1;
}

/* ---- the scope of a device ---- */

#define DEVICE "luma.device"

typedef struct scope {
  lm_device device, before;
  bool active; /* closing brings back `before` */
} scope;

bool lmvm_todevice(lua_State *L, int i, lm_device *device) {
  if (lua_type(L, i) == LUA_TSTRING) {
    *device = lm_device_by_name(lua_tostring(L, i));
    return *device != LM_DEVICE_NONE;
  }
  const scope *s = luaL_testudata(L, i, DEVICE);
  if (s) *device = s->device;
  return s != NULL;
}

static int close_scope(lua_State *L) {
  scope *s = luaL_checkudata(L, 1, DEVICE);
  if (s->active) lmvm_enter(L)->context->default_device = s->before;
  s->active = false;
  return 0;
}

static int scope_text(lua_State *L) {
  scope *s = luaL_checkudata(L, 1, DEVICE);
  lua_pushstring(L, lm_device_name(s->device));
  return 1;
}

static int after_scope(lua_State *L, int status, lua_KContext data) {
  scope *s = (scope *)data;
  lmvm_enter(L)->context->default_device = s->before;
  s->active = false;
  if (status != LUA_OK && status != LUA_YIELD) return lua_error(L);
  return lua_gettop(L) - 1;
}

/* tensor.device(name, f, ...) runs f with another default device; tensor.device(name) changes it
** until what it returns is closed. */
static int f_device(lua_State *L) {
  static const luaL_Reg meta[] = {
      {"__close", close_scope}, {"__tostring", scope_text}, {NULL, NULL}};
  lm_context *c = lmvm_upvalue(L)->context;
  lm_device d = check_device(L, "device");
  bool runs = lua_gettop(L) > 1;
  if (runs && !lua_isfunction(L, 2) && luaL_getmetafield(L, 2, "__call") == LUA_TNIL)
    return lmvm_fail(L, "device: a function is needed after the device, not %s",
                     luaL_typename(L, 2));
  lua_settop(L, runs ? lua_gettop(L) - !lua_isfunction(L, 2) : 1);
  scope *s = lua_newuserdatauv(L, sizeof *s, 0);
  *s = (scope){d, c->default_device, true};
  lmvm_metatable(L, DEVICE, meta);
  lua_setmetatable(L, -2);
  lua_replace(L, 1);
  c->default_device = d;
  if (!runs) {
    lua_settop(L, 1);
    return 1;
  }
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, (lua_KContext)s, after_scope);
  return after_scope(L, status, (lua_KContext)s);
}

const lmvm_function lmvm_typing_functions[] = {
    {"finfo", f_finfo,
     "([dtype])\n"
     "Limits of a floating-point dtype: bits, eps, max, min, tiny, smallest_normal, "
     "resolution.\n"
     "Example: tensor.finfo(\"float16\").eps"},
    {"iinfo", f_iinfo,
     "(dtype)\nLimits of an integer dtype: bits, max, min.\n"
     "Example: tensor.iinfo(\"int8\").max"},
    {"promote_types", f_promote_types,
     "(a, b)\nThe dtype that two dtypes compute in.\n"
     "Example: tensor.promote_types(\"int64\", \"float16\")"},
    {"can_cast", f_can_cast,
     "(from, to)\nMay a result of one dtype be stored in another in place?\n"
     "Example: tensor.can_cast(\"float32\", \"int64\")"},
    {"result_type", f_result_type,
     "(a, b)\n"
     "The dtype that two tensors or numbers compute in; numbers only decide the "
     "category.\n"
     "Example: tensor.result_type(tensor.ones(1), 2)"},
    {"is_tensor", f_is_tensor,
     "(value)\nIs it a tensor?\n"
     "Example: tensor.is_tensor(3)"},
    {"set_default_dtype", f_set_default_dtype,
     "(dtype)\nThe dtype of what is made from numbers.\n"
     "Example: tensor.set_default_dtype(\"float32\")"},
    {"get_default_dtype", f_get_default_dtype,
     "()\nThe dtype of what is made from numbers.\n"
     "Example: tensor.get_default_dtype()"},
    {"set_default_device", f_set_default_device,
     "(device)\nThe device that tensors are made on.\n"
     "Example: tensor.set_default_device(\"cpu\")"},
    {"get_default_device", f_get_default_device,
     "()\nThe device that tensors are made on.\n"
     "Example: tensor.get_default_device()"},
    {"device", f_device,
     "(device, [f, ...])\n"
     "Runs f with another default device; without f it is changed until what is "
     "returned is closed.\n"
     "Example: tensor.device(\"cpu\", function() return tensor.ones(2) end)"},
    {0}};

const lmvm_function lmvm_typing_both[] = {
    {"is_floating_point", f_is_floating_point,
     "()\nIs the dtype a floating-point one?\n"
     "Example: tensor.ones(1):is_floating_point()"},
    {"is_complex", f_is_complex,
     "()\nIs the dtype complex?\n"
     "Example: tensor.ones(1):is_complex()"},
    {"is_signed", f_is_signed,
     "()\nDoes the dtype have negative numbers?\n"
     "Example: tensor.ones(1):is_signed()"},
    {"is_nonzero", f_is_nonzero,
     "()\nIs the only element different from 0?\n"
     "Example: tensor.ones(1):is_nonzero()"},
    {"is_contiguous", m_is_contiguous,
     "([memory_format])\nDo the elements lie in the order of a memory format?\n"
     "Example: tensor.ones(2, 3):t():is_contiguous()"},
    {0}};
