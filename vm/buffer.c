/* Tensors from what holds elements already: strings, files, other tensors. */
#include "vm/shape.h"
#include "tensor/io.h"
#include "tensor/map.h"
#include "tensor/record.h"

#include <string.h>

/* The options of these functions; what a call does not know is an error that lists what it does. */
typedef struct options {
  lm_dtype dtype;
  lm_device device;
  int64_t count, offset, size;     /* count -1: as many as there are */
  int copy, shared, requires_grad; /* -1: not said */
} options;

static void read_option(lua_State *L, const char *op, const char *name, options *o) {
  const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
  int whole = 0;
  int64_t number = lua_type(L, -1) == LUA_TNUMBER ? lua_tointegerx(L, -1, &whole) : 0;
  bool fits = true;
  if (strcmp(name, "dtype") == 0) {
    o->dtype = text ? lm_dtype_by_name(text) : LM_DTYPE_NONE;
    fits = o->dtype != LM_DTYPE_NONE;
  } else if (strcmp(name, "device") == 0) {
    o->device = text ? lm_device_by_name(text) : LM_DEVICE_NONE;
    fits = o->device != LM_DEVICE_NONE;
  } else if (strcmp(name, "requires_grad") == 0 || strcmp(name, "copy") == 0 ||
             strcmp(name, "shared") == 0) {
    fits = lua_isboolean(L, -1);
    bool on = lua_toboolean(L, -1);
    if (*name == 'r')
      o->requires_grad = on;
    else if (*name == 'c')
      o->copy = on;
    else
      o->shared = on;
  } else {
    fits = whole;
    *(*name == 'c' ? &o->count : *name == 'o' ? &o->offset : &o->size) = number;
  }
  if (!fits)
    lmvm_fail(L, "%s: %s is no value for the option '%s'", op, text ? text : luaL_typename(L, -1),
              name);
}

/* Reads the table at i, if there is one; `known` lists the names, each between blanks. */
static void read_options(lua_State *L, const char *op, int i, const char *known, options *o) {
  if (lua_isnoneornil(L, i)) return;
  if (lua_type(L, i) != LUA_TTABLE)
    lmvm_fail(L, "%s: options must be a table, not %s", op, luaL_typename(L, i));
  lua_pushnil(L);
  while (lua_next(L, i)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
    lua_pushfstring(L, " %s ", name);
    bool found = strstr(known, lua_tostring(L, -1)) != NULL;
    lua_pop(L, 1);
    if (!found) lmvm_fail(L, "%s: there is no option '%s'; there are:%s", op, name, known);
    read_option(L, op, name, o);
    lua_pop(L, 1);
  }
}

static const options unset = {LM_DTYPE_NONE, LM_DEVICE_NONE, -1, 0, 0, -1, -1, -1};

static int finish(lua_State *L, lm_tensor *t, const options *o) {
  if (t == NULL) return lmvm_error(L);
  lmvm_pushtensor(L, t);
  if (o->requires_grad == 1 && !lm_set_requires_grad(t, true)) return lmvm_error(L);
  return 1;
}

/* tensor.frombuffer(string, {dtype =, count = -1, offset = 0, requires_grad = false}): the bytes of a
** Lua string, which does not change, as a copy */
static int frombuffer(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  options o = unset;
  size_t bytes;
  if (lua_gettop(L) > 2)
    return lmvm_fail(L, "frombuffer: a string and a table of options are possible");
  if (lua_type(L, 1) != LUA_TSTRING)
    return lmvm_fail(L, "frombuffer: a string of bytes is needed, not %s", luaL_typename(L, 1));
  read_options(L, "frombuffer", 2, " dtype count offset requires_grad ", &o);
  const char *data = lua_tolstring(L, 1, &bytes);
  if (o.dtype == LM_DTYPE_NONE) return lmvm_fail(L, "frombuffer: the option 'dtype' is needed");
  int64_t size = (int64_t)lm_dtype_size(o.dtype), room = (int64_t)bytes;
  if (bytes == 0 || o.count == 0)
    return lmvm_fail(L,
                     "frombuffer: there must be something to read: the string has %lld bytes, "
                     "count is %lld",
                     (long long)room, (long long)o.count);
  if (o.offset < 0 || o.offset >= room)
    return lmvm_fail(L, "frombuffer: offset %lld does not lie in the %lld bytes of the string",
                     (long long)o.offset, (long long)room);
  room -= o.offset;
  if (o.count < 0 && room % size != 0)
    return lmvm_fail(L, "frombuffer: %lld bytes after the offset are no multiple of the %lld of %s",
                     (long long)room, (long long)size, lm_dtypes[o.dtype].name);
  int64_t n = o.count < 0 ? room / size : o.count;
  if (n > room / size)
    return lmvm_fail(
        L, "frombuffer: %lld elements of %s do not lie in the %lld bytes after the offset",
        (long long)n, lm_dtypes[o.dtype].name, (long long)room);
  lm_tensor *t = lm_new(1, &n, o.dtype, LM_CPU);
  if (t == NULL) return lmvm_error(L);
  memcpy(lm_data(t), data + o.offset, (size_t)(n * size));
  if (o.dtype == LM_BOOL) lm_clean_bools(lm_data(t), n);
  finish(L, t, &o);
  lmvm_pace(L, vm);
  return 1;
}

/* tensor.from_file(path, shared, size, {dtype =, requires_grad =}) */
static int from_file(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  options o = unset;
  size_t length;
  int top = lua_gettop(L);
  if (lua_type(L, 1) != LUA_TSTRING)
    return lmvm_fail(L, "from_file: the path must be a string, not %s", luaL_typename(L, 1));
  if (top > 1 && lua_type(L, top) == LUA_TTABLE)
    read_options(L, "from_file", top--, " dtype shared size requires_grad ", &o);
  if (top > 3) return lmvm_fail(L, "from_file: %d arguments are too many", top);
  const char *path = lua_tolstring(L, 1, &length);
  if (strlen(path) != length) return lmvm_fail(L, "from_file: the path contains a zero byte");
  if (top > 1 && !lua_isnil(L, 2)) {
    if (!lua_isboolean(L, 2))
      return lmvm_fail(L, "from_file: argument 'shared' must be true or false, not %s",
                       luaL_typename(L, 2));
    o.shared = lua_toboolean(L, 2);
  }
  if (top > 2 && !lua_isnil(L, 3)) {
    int whole;
    o.size = lua_tointegerx(L, 3, &whole);
    if (!whole || lua_type(L, 3) != LUA_TNUMBER)
      return lmvm_fail(L, "from_file: argument 'size' must be an integer, not %s",
                       luaL_typename(L, 3));
  }
  if (o.dtype == LM_DTYPE_NONE) o.dtype = vm->context->default_dtype;
  if (o.dtype == LM_BOOL)
    return lmvm_fail(L, "from_file: a file may hold bytes that are no booleans: map it as uint8");
  return finish(L, lm_map_file(path, o.shared == 1, o.size, o.dtype), &o);
}

/* tensor.asarray(data, {dtype =, device =, copy =, requires_grad =}): a tensor as it is where it may
** be; copy = true makes one in any case, copy = false forbids it */
static int asarray(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  options o = unset;
  lm_tensor *t = lmvm_totensor(L, 1);
  if (lua_gettop(L) > 2) return lmvm_fail(L, "asarray: data and a table of options are possible");
  read_options(L, "asarray", 2, " dtype device copy requires_grad ", &o);
  if (t == NULL) {
    if (lua_type(L, 1) == LUA_TSTRING) { /* bytes, as PyTorch reads buffers */
      if (o.copy == 0) return lmvm_fail(L, "asarray: the bytes of a string cannot be shared");
      return lmvm_fail(L, "asarray: a string holds bytes of any dtype: use frombuffer");
    }
    if (o.copy == 0)
      return lmvm_fail(L, "asarray: Lua data cannot be shared: copy must not be false");
    lua_settop(L, 1);
    lua_getfield(L, lua_upvalueindex(3), "tensor");
    lua_insert(L, 1);
    lua_newtable(L);
    if (o.dtype != LM_DTYPE_NONE) {
      lua_pushstring(L, lm_dtypes[o.dtype].name);
      lua_setfield(L, -2, "dtype");
    }
    if (o.device != LM_DEVICE_NONE) {
      lua_pushstring(L, lm_device_name(o.device));
      lua_setfield(L, -2, "device");
    }
    lua_pushboolean(L, o.requires_grad == 1);
    lua_setfield(L, -2, "requires_grad");
    lua_call(L, 2, 1);
    return 1;
  }
  if (t->freed) return lmvm_fail(L, "asarray: the tensor was freed");
  bool fits = (o.dtype == LM_DTYPE_NONE || o.dtype == (lm_dtype)t->dtype) &&
              (o.device == LM_DEVICE_NONE || o.device == t->device);
  if (o.copy == 0 && !fits)
    return lmvm_fail(L,
                     "asarray: another dtype or device needs a copy, which copy = false forbids");
  lm_tensor **handle = lmvm_newhandle(L), **result = lmvm_newhandle(L);
  *handle = lm_to_dtype(t, o.dtype, o.device, o.copy == 1);
  if (*handle == NULL) return lmvm_error(L);
  /* Its history stays unless the call says otherwise. */
  bool keeps = o.requires_grad == -1 || o.requires_grad == lm_requires_grad(*handle);
  *result = keeps ? lm_retain(*handle) : lm_detach(*handle);
  if (*result == NULL || (!keeps && o.requires_grad && !lm_set_requires_grad(*result, true)))
    return lmvm_error(L);
  lmvm_pace(L, vm);
  return 1;
}

const lmvm_function lmvm_buffer_functions[] = {
    {"frombuffer", frombuffer,
     "(bytes, {dtype, count, offset})\nA vector of the bytes of a Lua string.\n"
     "Example: tensor.frombuffer(\"abcd\", {dtype = \"uint8\"})"},
    {"from_file", from_file,
     "(path, {shared, size, dtype})\n"
     "The bytes of a file as a vector that the system reads when they are used."},
    {"asarray", asarray,
     "(data, {dtype, device, copy})\n"
     "A tensor of data, which shares memory with a tensor where nothing has to "
     "change.\n"
     "Example: tensor.asarray({1, 2})"},
    {0}};
