/* autocast for scripts: automatic mixed precision as a function and as a scope, and what is asked and
** set of it.  See tensor/autocast.h. */
#include "vm/modes.h"
#include "tensor/autocast.h"

#include <string.h>

/* The device type at index 1: only the CPU casts so far. */
static void check_device_type(lua_State *L, const char *name) {
  const char *device = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : NULL;
  if (device == NULL)
    lmvm_fail(L, "%s: the device type is needed first, \"cpu\", not %s", name, luaL_typename(L, 1));
  else if (strcmp(device, "cpu") != 0)
    lmvm_fail(L,
              "%s: operations are cast on the CPU only: the device type must be \"cpu\", not "
              "\"%s\"",
              name, device);
}

/* Reads the lower dtype at index i. */
static lm_dtype lower_dtype(lua_State *L, const char *name, int i) {
  const char *dtype = lua_type(L, i) == LUA_TSTRING ? lua_tostring(L, i) : luaL_typename(L, i);
  if (strcmp(dtype, "bfloat16") == 0) return LM_BF16;
  if (strcmp(dtype, "float16") == 0) return LM_F16;
  return lmvm_fail(L, "%s: dtype must be \"bfloat16\" or \"float16\", not %s", name, dtype);
}

static bool flag_at(lua_State *L, const char *name, const char *what, int i) {
  if (!lua_isboolean(L, i))
    lmvm_fail(L, "%s: %s must be true or false, not %s", name, what, luaL_typename(L, i));
  return lua_toboolean(L, i);
}

/* autocast(device_type, dtype, enabled, cache_enabled), the last three also as options, and then
** perhaps a function and its arguments. */
static int f_autocast(lua_State *L) {
  static const char *const name = "autocast";
  lmvm *vm = lmvm_upvalue(L);
  check_device_type(L, name);
  lm_autocast mode = vm->context->autocast;
  mode.on = true;
  mode.depth++;
  int at = 2;
  if (lua_type(L, at) == LUA_TSTRING)
    mode.dtype = lower_dtype(L, name, at++);
  else if (lua_isnil(L, at))
    at++;
  bool *const flags[] = {&mode.on, &mode.cache};
  for (int k = 0; k < 2; k++) {
    if (lua_isboolean(L, at))
      *flags[k] = lua_toboolean(L, at++);
    else if (lua_isnil(L, at))
      at++;
  }
  if (lua_istable(L, at) && !lmvm_callable(L, at)) {
    lua_pushnil(L);
    while (lua_next(L, at)) {
      const char *option = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
      if (strcmp(option, "dtype") == 0)
        mode.dtype = lower_dtype(L, name, lua_gettop(L));
      else if (strcmp(option, "enabled") == 0)
        mode.on = flag_at(L, name, option, -1);
      else if (strcmp(option, "cache_enabled") == 0)
        mode.cache = flag_at(L, name, option, -1);
      else
        lmvm_fail(L, "%s: there is no option '%s'; there are: dtype, enabled, cache_enabled", name,
                  option);
      lua_pop(L, 1);
    }
    at++;
  }
  for (int i = at - 1; i > 0; i--) lua_remove(L, i);
  lmvm_modes wanted = lmvm_get_modes(vm);
  wanted.autocast = mode;
  return lmvm_with_modes(L, name, vm, wanted);
}

static void check_optional_device(lua_State *L, const char *name) {
  if (!lua_isnoneornil(L, 1)) check_device_type(L, name);
}

static int f_is_autocast_enabled(lua_State *L) {
  check_optional_device(L, "is_autocast_enabled");
  lua_pushboolean(L, lmvm_upvalue(L)->context->autocast.on);
  return 1;
}

static int f_is_autocast_cache_enabled(lua_State *L) {
  lua_pushboolean(L, lmvm_upvalue(L)->context->autocast.cache);
  return 1;
}

static int f_get_autocast_dtype(lua_State *L) {
  check_optional_device(L, "get_autocast_dtype");
  lua_pushstring(L, lm_dtypes[lmvm_upvalue(L)->context->autocast.dtype].name);
  return 1;
}

static int f_set_autocast_enabled(lua_State *L) {
  static const char *const name = "set_autocast_enabled";
  lmvm *vm = lmvm_upvalue(L);
  check_device_type(L, name);
  vm->context->autocast.on = flag_at(L, name, "enabled", 2);
  return 0;
}

static int f_set_autocast_dtype(lua_State *L) {
  static const char *const name = "set_autocast_dtype";
  lmvm *vm = lmvm_upvalue(L);
  check_device_type(L, name);
  vm->context->autocast.dtype = lower_dtype(L, name, 2);
  return 0;
}

static int f_set_autocast_cache_enabled(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  vm->context->autocast.cache = flag_at(L, "set_autocast_cache_enabled", "enabled", 1);
  return 0;
}

static int f_clear_autocast_cache(lua_State *L) {
  lm_forget_casts(lmvm_upvalue(L)->context);
  return 0;
}

const lmvm_function lmvm_autocast_functions[] = {
    {"autocast", f_autocast,
     "(\"cpu\", [dtype, enabled, options, f, ...])\n"
     "Mixed precision: products and convolutions run in dtype (bfloat16 by default, "
     "or float16), losses, decompositions and the like in float32, as PyTorch's "
     "lists say. A scope without f: local _ <close> = autograd.autocast(\"cpu\", "
     "{dtype = \"bfloat16\"}). Options: dtype, enabled, cache_enabled (weights are "
     "cast once in a scope).\n"
     "Example: autograd.autocast(\"cpu\", function() return "
     "tensor.eye(2):matmul(tensor.eye(2)) end)"},
    {"is_autocast_enabled", f_is_autocast_enabled,
     "([device_type])\nIs mixed precision on?\n"
     "Example: autograd.is_autocast_enabled()"},
    {"is_autocast_cache_enabled", f_is_autocast_cache_enabled,
     "()\nAre casts of weights kept in a scope?\n"
     "Example: autograd.is_autocast_cache_enabled()"},
    {"get_autocast_dtype", f_get_autocast_dtype,
     "([device_type])\nThe dtype that autocast casts to.\n"
     "Example: autograd.get_autocast_dtype(\"cpu\")"},
    {"set_autocast_enabled", f_set_autocast_enabled,
     "(device_type, on)\nMixed precision, on or off, outside of scopes."},
    {"set_autocast_dtype", f_set_autocast_dtype,
     "(device_type, dtype)\nThe dtype to cast to from now on."},
    {"set_autocast_cache_enabled", f_set_autocast_cache_enabled,
     "(on)\nWhether casts of weights are kept."},
    {"clear_autocast_cache", f_clear_autocast_cache, "()\nForgets the casts of weights."},
    {0}};
