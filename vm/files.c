/* tensor.save and tensor.load: the format is chosen by the end of the file's name. */

#include "vm/files.h"

#include <lauxlib.h>
#include <ctype.h>
#include <string.h>

typedef enum format { UNKNOWN, NPY, SAFETENSORS, IDX, PNG, NPZ, PT } format;

static const struct {
  const char *ending;
  format format;
} endings[] = {
    {".safetensors", SAFETENSORS},
    {".npy", NPY},
    {".png", PNG},
    {".idx", IDX},
    {".idx.gz", IDX},
    {"-ubyte", IDX},
    {"-ubyte.gz", IDX}, /* what the MNIST files are called */
    {".npz", NPZ},
    {".pt", PT},
    {".pth", PT},
};

static bool ends_with(const char *text, size_t n, const char *ending) {
  size_t k = strlen(ending);
  if (k > n) return false;
  for (size_t i = 0; i < k; i++)
    if (tolower((unsigned char)text[n - k + i]) != ending[i]) return false;
  return true;
}

static const char *check_path(lua_State *L, int index, const char *call, format *f) {
  size_t n;
  if (lua_type(L, index) != LUA_TSTRING)
    lmvm_fail(L, "%s: the path must be a string, not %s", call, luaL_typename(L, index));
  const char *path = lua_tolstring(L, index, &n);
  if (strlen(path) != n) lmvm_fail(L, "%s: the path contains a zero byte", call);
  *f = UNKNOWN;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (ends_with(path, n, endings[i].ending)) *f = endings[i].format;
  return path;
}

static int save(lua_State *L) {
  format f;
  lmvm_enter(L);
  if (lua_isnone(L, 1)) return lmvm_fail(L, "save: a value and a path are needed");
  const char *path = check_path(L, 2, "save", &f);
  lm_tensor *t = lmvm_totensor(L, 1);
  switch (f) {
  case SAFETENSORS: lmvm_save_value(L, path); return 0;
  case NPY:
    if (!t)
      return lmvm_fail(
          L, "save: %s: .npy holds one tensor, and this is a %s; .safetensors holds tables", path,
          luaL_typename(L, 1));
    return lm_npy_save(path, t) ? 0 : lmvm_error(L);
  case PNG:
    if (!t)
      return lmvm_fail(L, "save: %s: a picture is one tensor, and this is a %s", path,
                       luaL_typename(L, 1));
    return lm_png_save(path, t) ? 0 : lmvm_error(L);
  case NPZ: return lmvm_fail(L, "save: %s: .npz cannot be written yet; use .safetensors", path);
  case PT: return lmvm_fail(L, "save: %s: .pt and .pth are only read; use .safetensors", path);
  default: return lmvm_fail(L, "save: %s: the name must end in .safetensors, .npy or .png", path);
  }
}

/* ---- load -------------------------------------------------------------------------------------- */

typedef struct load_options {
  lm_device device;
  bool mmap;
} load_options;

static load_options check_options(lua_State *L, int index) {
  load_options o = {LM_CPU, false};
  if (lua_isnoneornil(L, index)) return o;
  if (lua_type(L, index) != LUA_TTABLE)
    lmvm_fail(L, "load: options must be a table, not %s", luaL_typename(L, index));
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
    if (strcmp(key, "mmap") == 0 && lua_isboolean(L, -1)) {
      o.mmap = lua_toboolean(L, -1);
    } else if (strcmp(key, "device") == 0 && lua_type(L, -1) == LUA_TSTRING) {
      o.device = lm_device_by_name(lua_tostring(L, -1));
      if (o.device == LM_DEVICE_NONE)
        lmvm_fail(L, "load: device: there is no '%s'; devices are \"cpu\", \"cuda\", \"cuda:1\"",
                  lua_tostring(L, -1));
    } else {
      lmvm_fail(L,
                "load: unknown option '%s' or a wrong value of it; options are device (a string) "
                "and mmap (a boolean)",
                luaL_tolstring(L, -2, NULL));
    }
  }
  return o;
}

/* Pushes a tensor that was read, on the device asked for. */
static void push_on(lua_State *L, lm_tensor *t, lm_device device) {
  if (t && device != LM_CPU) {
    lm_tensor *there = lm_copy(t, (lm_dtype)t->dtype, device);
    lm_release(t);
    t = there;
  }
  if (!t) lmvm_error(L);
  lmvm_pushtensor(L, t);
}

static int close_file(lua_State *L) {
  lm_safetensors **box = lua_touserdata(L, 1);
  lm_safetensors_close(*box);
  *box = NULL;
  return 0;
}

static int load_safetensors(lua_State *L, const char *path, load_options o) {
  lm_safetensors **box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = NULL; /* closed; so whatever fails from here on leaves nothing open */
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, close_file);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__gc");
  lua_setfield(L, -2, "__close");
  lua_setmetatable(L, -2);
  lua_toclose(L, -1);
  *box = lm_safetensors_open(path, o.mmap);
  if (!*box) return lmvm_error(L);
  lua_newtable(L);
  int tensors = lua_gettop(L);
  int64_t n = lm_safetensors_count(*box);
  for (int64_t i = 0; i < n; i++) {
    lm_text name = lm_safetensors_name(*box, i);
    lua_pushlstring(L, name.data, name.size);
    push_on(L, lm_safetensors_tensor(*box, i), o.device);
    lua_rawset(L, tensors);
  }
  lmvm_load_value(L, *box, path, tensors);
  return 1;
}

static int load(lua_State *L) {
  format f;
  lmvm_enter(L);
  const char *path = check_path(L, 1, "load", &f);
  load_options o = check_options(L, 2);
  lua_settop(L, 2);
  switch (f) {
  case SAFETENSORS: return load_safetensors(L, path, o);
  case NPY: push_on(L, lm_npy_load(path), o.device); return 1;
  case IDX: push_on(L, lm_idx_load(path), o.device); return 1;
  case PNG: push_on(L, lm_png_load(path), o.device); return 1;
  case NPZ: return lmvm_fail(L, "load: %s: .npz cannot be read yet", path);
  case PT: return lmvm_fail(L, "load: %s: .pt and .pth cannot be read yet", path);
  default:
    return lmvm_fail(L,
                     "load: %s: the name must end in .safetensors, .npy, .png, .idx or -ubyte (the "
                     "last two also with .gz)",
                     path);
  }
}

const lmvm_function lmvm_files[] = {
    {"save", save, "(value, path)\nWrites tensors and tables: .safetensors, .npy, .npz."},
    {"load", load, "(path)\nReads what save wrote, by the file's extension."},
    {0}};
