/* Tensors in another dtype, on another device, in another memory format. */
#include "vm/vm.h"
#include "tensor/layout.h"
#include "tensor/record.h"

#include <string.h>

/* What a call of `to` or of one of its kin asks for. */
typedef struct target {
  const char *op;
  lm_dtype dtype;
  lm_device device;
  bool copy;
  const char *format; /* NULL: not given */
  int booleans;       /* how many stood alone: non_blocking comes first, then copy */
} target;

static int convert(lua_State *L, lm_tensor *t, const target *to) {
  lmvm *vm = lmvm_upvalue(L);
  lm_layout layout = LM_PRESERVE;
  if (to->format && !lm_layout_by_name(to->op, to->format, &layout)) return lmvm_error(L);
  bool same = (to->dtype == LM_DTYPE_NONE || to->dtype == (lm_dtype)t->dtype) &&
              (to->device == LM_DEVICE_NONE || to->device == t->device) &&
              (layout == LM_PRESERVE || lm_is_laid_out(t, layout));
  if (same && !to->copy)
    lmvm_result(L, lm_retain(t));
  else if (layout == LM_CONTIGUOUS || (layout == LM_PRESERVE && lm_is_contiguous(t)))
    lmvm_result(L, lm_copy(t, to->dtype, to->device));
  else
    lmvm_result(L, lm_copy_as(t, to->dtype, to->device, lm_layout_names[layout]));
  lmvm_pace(L, vm);
  return 1;
}

static void take_name(lua_State *L, int i, target *to) {
  const char *name = lua_tostring(L, i);
  lm_dtype d = lm_dtype_by_name(name);
  lm_device where = lm_device_by_name(name);
  if (d != LM_DTYPE_NONE)
    to->dtype = d;
  else if (where != LM_DEVICE_NONE)
    to->device = where;
  else
    lmvm_fail(L, "%s: \"%s\" is neither a dtype nor a device", to->op, name);
}

static void take_options(lua_State *L, int table, target *to) {
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    const char *value = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    bool known = true;
    if (strcmp(name, "copy") == 0)
      to->copy = lua_toboolean(L, -1);
    else if (strcmp(name, "memory_format") == 0)
      known = (to->format = value) != NULL;
    else if (strcmp(name, "dtype") == 0)
      known = value && (to->dtype = lm_dtype_by_name(value)) != LM_DTYPE_NONE;
    else if (strcmp(name, "device") == 0)
      known = lmvm_todevice(L, -1, &to->device);
    else if (strcmp(name, "non_blocking") != 0)
      lmvm_fail(L,
                "%s: there is no option '%s'; there are: dtype, device, copy, non_blocking, "
                "memory_format",
                to->op, name);
    if (!known) lmvm_fail(L, "%s: \"%s\" is no %s", to->op, luaL_tolstring(L, -1, NULL), name);
  }
}

/* x:to(dtype | device | other, ..., non_blocking, copy, {options}) */
static int m_to(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "to"), *other;
  target to = {.op = "to", .dtype = LM_DTYPE_NONE, .device = LM_DEVICE_NONE};
  int top = lua_gettop(L);
  for (int i = 2; i <= top; i++) {
    if (lua_isnil(L, i)) continue;
    if (lua_type(L, i) == LUA_TBOOLEAN) {
      to.copy = to.booleans++ == 1 ? lua_toboolean(L, i) : to.copy;
    } else if (lmvm_totensor(L, i) != NULL) {
      other = lmvm_checktensor(L, i, "to");
      to.dtype = (lm_dtype)other->dtype;
      to.device = other->device;
    } else if (lua_type(L, i) == LUA_TTABLE)
      take_options(L, i, &to);
    else if (lua_type(L, i) == LUA_TSTRING)
      take_name(L, i, &to);
    else if (!lmvm_todevice(L, i, &to.device))
      return lmvm_fail(L, "to: a dtype, a device or a tensor is needed, not %s",
                       luaL_typename(L, i));
  }
  return convert(L, t, &to);
}

/* x:type() tells the dtype, x:type(dtype) converts. */
static int m_type(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "type");
  if (lua_isnoneornil(L, 2)) {
    lua_pushstring(L, lm_dtypes[t->dtype].name);
    return 1;
  }
  target to = {.op = "type", .device = LM_DEVICE_NONE};
  to.dtype = lmvm_checkdtype(L, 2, "type");
  return convert(L, t, &to);
}

/* x:NAME(), x:NAME{memory_format = ...} */
static int cast(lua_State *L, const char *op, lm_dtype dtype) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, op);
  target to = {.op = op, .device = LM_DEVICE_NONE};
  if (lua_type(L, 2) == LUA_TTABLE)
    take_options(L, 2, &to);
  else if (!lua_isnoneornil(L, 2))
    return lmvm_fail(L, "%s: takes no argument but {memory_format = ...}, not a %s", op,
                     luaL_typename(L, 2));
  to.dtype = dtype;
  return convert(L, t, &to);
}

#define CAST(name, d) \
  static int m_##name(lua_State *L) { return cast(L, #name, d); }
CAST(float, LM_F32)
CAST(double, LM_F64)
CAST(half, LM_F16)
CAST(bfloat16, LM_BF16)
CAST(long, LM_I64)
CAST(int, LM_I32)
CAST(short, LM_I16)
CAST(char, LM_I8)
CAST(byte, LM_U8)
CAST(bool, LM_BOOL)
CAST(cfloat, LM_C64)
CAST(cdouble, LM_C128)

static int m_cpu(lua_State *L) {
  lmvm_upvalue(L);
  target to = {.op = "cpu", .dtype = LM_DTYPE_NONE, .device = LM_CPU};
  return convert(L, lmvm_checktensor(L, 1, "cpu"), &to);
}

/* x:cuda(), x:cuda(1), x:cuda("cuda:1") */
static int m_cuda(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "cuda");
  target to = {.op = "cuda", .dtype = LM_DTYPE_NONE, .device = LM_CUDA(0)};
  int ok = true;
  if (lua_type(L, 2) == LUA_TNUMBER) {
    int64_t i = lua_tointegerx(L, 2, &ok);
    if (!ok || i < 0 || i > 255)
      return lmvm_fail(L, "cuda: there is no device %s", luaL_tolstring(L, 2, NULL));
    to.device = LM_CUDA((int)i);
  } else if (lua_type(L, 2) == LUA_TSTRING || lua_isuserdata(L, 2))
    ok = lmvm_todevice(L, 2, &to.device) && LM_DEVICE_KIND(to.device) == 1;
  if (!ok) return lmvm_fail(L, "cuda: a number or \"cuda:0\", \"cuda:1\", ... is needed");
  return convert(L, t, &to);
}

static int m_type_as(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "type_as"), *other = lmvm_checktensor(L, 2, "type_as");
  target to = {.op = "type_as", .dtype = (lm_dtype)other->dtype, .device = other->device};
  return convert(L, t, &to);
}

const lmvm_function lmvm_converting[] = {
    {"to", m_to,
     "(dtype | device | tensor, ..., [non_blocking], [copy], {options})\n"
     "The same elements in another dtype, on another device or in another "
     "memory_format; x itself where nothing changes.\n"
     "Example: tensor.ones(2):to(\"float64\")"},
    {"type", m_type,
     "([dtype])\nThe name of the dtype, or the elements in another one.\n"
     "Example: tensor.ones(2):type()"},
    {"float", m_float,
     "()\nThe elements as float32.\n"
     "Example: tensor.ones(2):float()"},
    {"double", m_double,
     "()\nThe elements as float64.\n"
     "Example: tensor.ones(2):double()"},
    {"half", m_half,
     "()\nThe elements as float16.\n"
     "Example: tensor.ones(2):half()"},
    {"long", m_long,
     "()\nThe elements as int64.\n"
     "Example: tensor.ones(2):long()"},
    {"bfloat16", m_bfloat16,
     "()\nThe elements as bfloat16.\n"
     "Example: tensor.ones(2):bfloat16()"},
    {"int", m_int,
     "()\nThe elements as int32.\n"
     "Example: tensor.ones(2):int()"},
    {"short", m_short,
     "()\nThe elements as int16.\n"
     "Example: tensor.ones(2):short()"},
    {"char", m_char,
     "()\nThe elements as int8.\n"
     "Example: tensor.ones(2):char()"},
    {"byte", m_byte,
     "()\nThe elements as uint8.\n"
     "Example: tensor.ones(2):byte()"},
    {"bool", m_bool,
     "()\nThe elements as bool.\n"
     "Example: tensor.ones(2):bool()"},
    {"cfloat", m_cfloat,
     "()\nThe elements as complex64.\n"
     "Example: tensor.ones(2):cfloat()"},
    {"cdouble", m_cdouble,
     "()\nThe elements as complex128.\n"
     "Example: tensor.ones(2):cdouble()"},
    {"cpu", m_cpu,
     "()\nThe elements in the computer's memory.\n"
     "Example: tensor.ones(2):cpu()"},
    {"cuda", m_cuda, "([index])\nThe elements on a GPU."},
    {"type_as", m_type_as,
     "(other)\nThe elements in the dtype and on the device of other.\n"
     "Example: tensor.ones(2):type_as(tensor.arange(2))"},
    {0}};
