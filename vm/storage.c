/* Storages for scripts: x:untyped_storage() counts bytes, x:storage() elements of x's dtype.
** Positions count from 1, as everywhere.
*/
#include "vm/vm.h"
#include "tensor/record.h"
#include "tensor/storage.h"

#include <string.h>

#define STORAGE "luma.storage"

typedef struct storage {
  lm_storage *s;
  lm_dtype dtype; /* of its elements; LM_U8 for bytes */
  bool untyped;
} storage;

/* A method's upvalues are those of every function (vm.h). */
static storage *check(lua_State *L, const char *op) {
  storage *h = luaL_testudata(L, 1, STORAGE);
  lmvm_enter(L);
  if (h == NULL || h->s == NULL)
    lmvm_fail(L, "%s: a storage is needed, not %s", op, luaL_typename(L, 1));
  return h;
}

static lua_Integer length(const storage *h) {
  return (lua_Integer)(h->s->bytes / lm_dtype_size(h->dtype));
}

/* Pushes all elements as a vector that shares the memory. */
static lm_tensor *push_vector(lua_State *L, const storage *h) {
  lm_tensor **handle = lmvm_newhandle(L);
  *handle = lm_of_storage(h->s, h->dtype);
  if (*handle == NULL) lmvm_error(L);
  return *handle;
}

static void push_new(lua_State *L, lm_storage *s, lm_dtype dtype, bool untyped);

static int s_nbytes(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check(L, "nbytes")->s->bytes);
  return 1;
}
static int s_size(lua_State *L) {
  lua_pushinteger(L, length(check(L, "size")));
  return 1;
}
static int s_element_size(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lm_dtype_size(check(L, "element_size")->dtype));
  return 1;
}
static int s_data_ptr(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)(intptr_t)check(L, "data_ptr")->s->data);
  return 1;
}
static int s_no(lua_State *L) { /* is_pinned, is_shared: the CPU's allocator knows neither */
  check(L, "storage");
  lua_pushboolean(L, 0);
  return 1;
}

static int s_resize_(lua_State *L) {
  storage *h = check(L, "resize_");
  int ok;
  int64_t n = lua_tointegerx(L, 2, &ok), bytes;
  if (!ok || n < 0)
    return lmvm_fail(L, "resize_: a size that is not negative is needed, not %s",
                     luaL_tolstring(L, 2, NULL));
  if (__builtin_mul_overflow(n, (int64_t)lm_dtype_size(h->dtype), &bytes))
    return lmvm_fail(L, "resize_: %lld elements are too many", (long long)n);
  if (!lm_storage_grow("resize_", h->s, (size_t)bytes)) return lmvm_error(L);
  lua_settop(L, 1);
  return 1;
}

static int s_fill_(lua_State *L) {
  storage *h = check(L, "fill_");
  lm_scalar v;
  if (!lmvm_toscalar(L, 2, &v))
    return lmvm_fail(L, "fill_: a number is needed, not %s", luaL_typename(L, 2));
  if (!lm_fill_elements(push_vector(L, h), v)) return lmvm_error(L);
  h->s->version++;
  h->s->changed_by = "fill_";
  lua_settop(L, 1);
  return 1;
}

static int s_copy_(lua_State *L) {
  storage *h = check(L, "copy_"), *from = luaL_testudata(L, 2, STORAGE);
  if (from == NULL || from->s == NULL)
    return lmvm_fail(L, "copy_: a storage is needed, not %s", luaL_typename(L, 2));
  if (length(h) != length(from))
    return lmvm_fail(L, "copy_: %lld elements do not fit in %lld", (long long)length(from),
                     (long long)length(h));
  lm_tensor *to = push_vector(L, h);
  if (!lm_copy_elements(to, push_vector(L, from))) return lmvm_error(L);
  h->s->version++;
  h->s->changed_by = "copy_";
  lua_settop(L, 1);
  return 1;
}

static int s_clone(lua_State *L) {
  storage *h = check(L, "clone");
  lm_tensor **handle = lmvm_newhandle(L);
  *handle = lm_copy(push_vector(L, h), LM_DTYPE_NONE, LM_DEVICE_NONE);
  if (*handle == NULL) return lmvm_error(L);
  push_new(L, (*handle)->storage, h->dtype, h->untyped);
  return 1;
}

static int s_untyped(lua_State *L) {
  storage *h = check(L, "untyped");
  push_new(L, h->s, LM_U8, true);
  return 1;
}

static int s_tolist(lua_State *L) {
  storage *h = check(L, "tolist");
  push_vector(L, h);
  lua_getfield(L, -1, "tolist");
  lua_insert(L, -2);
  lua_call(L, 1, 1);
  return 1;
}

static int s_text(lua_State *L) {
  storage *h = check(L, "storage");
  lua_pushfstring(L, "storage(%I %s, %s)", (LUAI_UACINT)length(h),
                  h->untyped ? "bytes" : lm_dtypes[h->dtype].name, lm_device_name(h->s->device));
  return 1;
}

static int s_gc(lua_State *L) {
  storage *h = luaL_testudata(L, 1, STORAGE);
  if (h == NULL) return 0;
  lm_storage_release(h->s);
  h->s = NULL;
  return 0;
}

/* The element at a position, as the vector gives it. */
static int s_index(lua_State *L) {
  storage *h = check(L, "storage");
  if (lua_type(L, 2) != LUA_TSTRING) {
    push_vector(L, h);
    lua_pushvalue(L, 2);
    lua_gettable(L, -2);
    lua_getfield(L, -1, "item");
    lua_insert(L, -2);
    lua_call(L, 1, 1);
    return 1;
  }
  const char *key = lua_tostring(L, 2);
  if (strcmp(key, "device") == 0)
    lua_pushstring(L, lm_device_name(h->s->device));
  else if (strcmp(key, "is_cuda") == 0)
    lua_pushboolean(L, LM_DEVICE_KIND(h->s->device) == 1);
  else if (strcmp(key, "dtype") == 0 && !h->untyped)
    lua_pushstring(L, lm_dtypes[h->dtype].name);
  else {
    lua_getmetatable(L, 1);
    lua_pushvalue(L, 2);
    lua_rawget(L, -2);
  }
  return 1;
}

static int s_newindex(lua_State *L) {
  storage *h = check(L, "storage");
  if (!lua_isinteger(L, 2))
    return lmvm_fail(L, "storage: only positions can be assigned, not %s", luaL_typename(L, 2));
  push_vector(L, h);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_settable(L, -3);
  return 0;
}

static int s_equal(lua_State *L) {
  const storage *a = luaL_testudata(L, 1, STORAGE), *b = luaL_testudata(L, 2, STORAGE);
  lua_pushboolean(L, a && b && a->s == b->s);
  return 1;
}

static void push_new(lua_State *L, lm_storage *s, lm_dtype dtype, bool untyped) {
  static const luaL_Reg methods[] = {{"nbytes", s_nbytes},
                                     {"size", s_size},
                                     {"element_size", s_element_size},
                                     {"data_ptr", s_data_ptr},
                                     {"is_pinned", s_no},
                                     {"is_shared", s_no},
                                     {"resize_", s_resize_},
                                     {"fill_", s_fill_},
                                     {"copy_", s_copy_},
                                     {"clone", s_clone},
                                     {"untyped", s_untyped},
                                     {"tolist", s_tolist},
                                     {"__len", s_size},
                                     {"__tostring", s_text},
                                     {"__eq", s_equal},
                                     {"__index", s_index},
                                     {"__newindex", s_newindex},
                                     {"__gc", s_gc},
                                     {NULL, NULL}};
  storage *h = lua_newuserdatauv(L, sizeof *h, 0);
  *h = (storage){NULL, dtype, untyped};
  lmvm_metatable(L, STORAGE, methods);
  lua_setmetatable(L, -2);
  s->refs++;
  h->s = s;
}

lm_storage *lmvm_tostorage(lua_State *L, int i) {
  const storage *h = luaL_testudata(L, i, STORAGE);
  return h ? h->s : NULL;
}

/* ---- of a tensor ---- */

static int m_storage(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "storage");
  push_new(L, t->storage, (lm_dtype)t->dtype, false);
  return 1;
}

static int m_untyped_storage(lua_State *L) {
  lmvm_upvalue(L);
  push_new(L, lmvm_checktensor(L, 1, "untyped_storage")->storage, LM_U8, true);
  return 1;
}

static int m_is_set_to(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *a = lmvm_checktensor(L, 1, "is_set_to"), *b = lmvm_checktensor(L, 2, "is_set_to");
  lua_pushboolean(L, a->storage == b->storage && a->offset == b->offset && lm_same_shape(a, b) &&
                         memcmp(a->strides, b->strides, sizeof *a->strides * (size_t)a->ndim) == 0);
  return 1;
}

static int f_is_storage(lua_State *L) {
  lua_pushboolean(L, lmvm_tostorage(L, 1) != NULL);
  return 1;
}

const lmvm_function lmvm_storage_methods[] = {
    {"storage", m_storage,
     "()\nThe memory behind x, in elements.\n"
     "Example: tensor.ones(2):storage()[1]"},
    {"untyped_storage", m_untyped_storage,
     "()\nThe memory behind x, in bytes.\n"
     "Example: tensor.ones(2):untyped_storage():nbytes()"},
    {"is_set_to", m_is_set_to,
     "(other)\nDo both show the same elements of one storage alike?\n"
     "Example: tensor.ones(2):is_set_to(tensor.ones(2))"},
    {0}};
const lmvm_function lmvm_storage_functions[] = {
    {"is_storage", f_is_storage,
     "(value)\nIs it a storage?\n"
     "Example: tensor.is_storage(tensor.ones(1):storage())"},
    {0}};
