/* Finds the Lua part of the library for `require`.  See vm/loader.h. */

#include "vm/loader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "vm/bundle.h"
#include "vm/vm.h"

#define PREFIX "luma." /* of the names that are looked for */

/* The entry of the bundle called `name`, or NULL. */
static const struct lm_bundled *bundled(const char *name) {
  unsigned long low = 0, high = lm_bundle_size;
  while (low < high) {
    unsigned long middle = low + (high - low) / 2;
    int order = strcmp(name, lm_bundle[middle].name);
    if (order == 0) return &lm_bundle[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

/* Pushes the file name of an embedded module: luma/nn/Linear.lua for luma.nn.Linear.  A module with
** modules below it, which follow it in the sorted bundle, came from an init.lua. */
static const char *push_embedded_file(lua_State *L, const struct lm_bundled *module) {
  size_t size = strlen(module->name);
  const char *next = module[1].name; /* the bundle ends with a row of zeros */
  bool folder = next && strncmp(next, module->name, size) == 0 && next[size] == '.';
  luaL_gsub(L, module->name, ".", "/");
  lua_pushstring(L, folder ? "/init.lua" : ".lua");
  lua_concat(L, 2);
  return lua_tostring(L, -1);
}

/* Ends a load: puts the chunk on top below its file's name, or raises the error that is on top. */
static bool loaded(lua_State *L, const char *name, int status) {
  if (status != LUA_OK)
    luaL_error(L, "error loading module '%s':\n\t%s", name, lua_tostring(L, -1));
  lua_insert(L, -2);
  return true;
}

/* The name of the chunk whose file's name is on top; it stays on the stack above.  Chunks of the
** library are called @luma/..., wherever they came from: its errors know it by that (lua/fail.lua). */
static const char *push_chunk_name(lua_State *L) {
  return lua_pushfstring(L, "@%s", lua_tostring(L, -1));
}

static bool load_embedded(lua_State *L, const char *name) {
  const struct lm_bundled *module = bundled(name);
  if (module == NULL) {
    lua_pushfstring(L, "no embedded module '%s'", name);
    return false;
  }
  push_embedded_file(L, module);
  int status = luaL_loadbufferx(L, module->data, module->size, push_chunk_name(L), "t");
  lua_remove(L, -2);
  return loaded(L, name, status);
}

typedef struct source {
  FILE *file;
  char block[4096];
} source;

static const char *read_block(lua_State *L, void *data, size_t *size) {
  (void)L;
  source *s = data;
  *size = fread(s->block, 1, sizeof s->block, s->file);
  return s->block;
}

/* Tries ROOT/nn/Linear.lua, then ROOT/nn/Linear/init.lua, for luma.nn.Linear. */
static bool load_file(lua_State *L, const char *root, const char *name) {
  static const char *const endings[] = {".lua", "/init.lua"};
  const char *path = luaL_gsub(L, name + strlen(PREFIX), ".", "/");
  int top = lua_gettop(L);
  for (int i = 0; i < 2; i++) {
    const char *file = lua_pushfstring(L, "%s/%s%s", root, path, endings[i]);
    lua_pushfstring(L, "luma/%s%s", path, endings[i]);
    const char *chunk = push_chunk_name(L);
    source s = {.file = fopen(file, "rb")};
    if (s.file) {
      int status = lua_load(L, read_block, &s, chunk, "t");
      fclose(s.file);
      lua_remove(L, -2); /* the chunk's name */
      lua_remove(L, -3); /* the path of the file */
      lua_remove(L, top);
      return loaded(L, name, status);
    }
    lua_settop(L, top);
  }
  lua_pushfstring(L, "no file '%s/%s.lua' (LUMA_LUA_PATH)", root, path);
  lua_remove(L, top);
  return false;
}

/* The folder that LUMA_LUA_PATH names, or NULL; -E makes Lua set LUA_NOENV in the registry. */
static const char *files_root(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
  bool ignored = lua_toboolean(L, -1);
  lua_pop(L, 1);
  const char *root = ignored ? NULL : getenv("LUMA_LUA_PATH");
  return root && *root ? root : NULL;
}

bool lmvm_load_module(lua_State *L, const char *name, bool files) {
  if (strncmp(name, PREFIX, strlen(PREFIX)) != 0) {
    lua_pushnil(L);
    return false;
  }
  const char *root = files ? files_root(L) : NULL;
  return root ? load_file(L, root, name) : load_embedded(L, name);
}

/* The bundled module of a chunk's name: "@luma/nn/Linear.lua" is luma.nn.Linear. */
static const struct lm_bundled *module_of(lua_State *L, const char *chunk) {
  size_t n = strlen(chunk);
  if (strncmp(chunk, "@luma/", 6) != 0 || n < 10 || strcmp(chunk + n - 4, ".lua") != 0) return NULL;
  lua_pushlstring(L, chunk + 1, n - 5);
  const char *name = luaL_gsub(L, lua_tostring(L, -1), "/", ".");
  size_t size = strlen(name);
  static const char folder[] = ".init";
  size_t tail = sizeof folder - 1;
  const struct lm_bundled *found = bundled(name);
  if (found == NULL && size > tail && strcmp(name + size - tail, folder) == 0) {
    lua_pushlstring(L, name, size - tail);
    found = bundled(lua_tostring(L, -1));
  }
  return found;
}

int lmvm_source(lua_State *L) {
  lua_Debug ar = {.linedefined = 0};
  const struct lm_bundled *module = NULL;
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING) {
    module = bundled(lua_tostring(L, 1));
  } else if (lua_isfunction(L, 1)) {
    lua_pushvalue(L, 1);
    lua_getinfo(L, ">S", &ar);
    module = module_of(L, ar.source);
  }
  if (module == NULL) return 0;
  lua_pushlstring(L, module->data, module->size);
  lua_pushinteger(L, ar.linedefined);
  return 2;
}

/* searcher(name): the loader and its file, or what to add to require's message. */
static int searcher(lua_State *L) {
  return lmvm_load_module(L, luaL_checkstring(L, 1), true) ? 2 : 1;
}

void lmvm_install_searcher(lua_State *L) {
  int top = lua_gettop(L);
  if (lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE) == LUA_TTABLE &&
      lua_getfield(L, -1, "package") == LUA_TTABLE &&
      lua_getfield(L, -1, "searchers") == LUA_TTABLE) {
    lua_Integer n = luaL_len(L, -1);
    for (lua_Integer i = n; i >= 2; i--) {
      lua_rawgeti(L, -1, i);
      lua_rawseti(L, -2, i + 1);
    }
    lua_pushcfunction(L, searcher);
    lua_rawseti(L, -2, n >= 1 ? 2 : 1);
  }
  lua_settop(L, top);
}

void lmvm_open_globals(lua_State *L) {
  static const char *const globals[] = {"tensor", "autograd", "nn", "optim"};
  luaL_requiref(L, "luma", luaopen_luma, 0);
  for (size_t i = 0; i < sizeof globals / sizeof *globals; i++) {
    lua_getfield(L, -1, globals[i]);
    lua_setglobal(L, globals[i]);
  }
  lua_pop(L, 1);
}
