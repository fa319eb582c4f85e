/* Which module of a model an error comes from.
**
** Nothing is noted while modules run: what calls a module is one function (nn.Module's __call), which
** keeps its frame until the module has returned. So the frames of that function on the stack are the
** modules that run, whatever script caught errors or switched coroutines before, and they are looked at
** only when an error is made. The words come from a Lua function (lua/nn/module/path.lua).
*/
#include "vm/vm.h"

#include <string.h>

/* Frames looked at: finding the nth one costs n steps, and a script may recurse without end. */
#define MOST_FRAMES 1000

/* In the registry: what calls modules -> what has the words. Somebody who clears package.loaded loads
** nn a second time, beside the first. */
static const char key;
static const char last_key; /* the words of the last error */

int lmvm_watch_modules(lua_State *L) { /* tensor._watch_modules(call, describe) */
  luaL_checktype(L, 1, LUA_TFUNCTION);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &key) != LUA_TTABLE) {
    lua_createtable(L, 0, 1);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
    lua_replace(L, 3);
  }
  lua_insert(L, 1);
  lua_rawset(L, 1);
  return 0;
}

/* Pushes what the innermost call was given: a list with its length in n. */
static void push_inputs(lua_State *L, lua_Debug *ar) {
  lua_newtable(L);
  int n = 0;
  while (n < 100 && lua_getlocal(L, ar, -(n + 1)) != NULL) lua_rawseti(L, -2, ++n);
  lua_pushinteger(L, n);
  lua_setfield(L, -2, "n");
}

/* Pushes what has the words for the modules that run, these, innermost first, and the inputs of the
** first. False when none runs. `known` is the index of the registry's table. */
static bool push_running(lua_State *L, int known) {
  lua_Debug ar;
  int found = 0, modules = lua_gettop(L) + 2;
  for (int level = 0; level < MOST_FRAMES && lua_getstack(L, level, &ar); level++) {
    lua_getinfo(L, "f", &ar);
    if (lua_rawget(L, known) != LUA_TFUNCTION) {
      lua_pop(L, 1);
      continue;
    }
    if (found == 0) {
      lua_newtable(L);
      push_inputs(L, &ar);
    } else {
      lua_pop(L, 1);
    }
    lua_getlocal(L, &ar, 1); /* the first parameter: self */
    lua_rawseti(L, modules, ++found);
  }
  return found > 0;
}

/* A protected call: takes a message, returns it with the words behind it. */
static int add_words(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &key);
  bool runs = push_running(L, 2);
  /* An error that a callback raised comes by again on its way out of the operation that called. */
  if (runs && lua_rawgetp(L, LUA_REGISTRYINDEX, &last_key) == LUA_TSTRING)
    runs = strstr(lua_tostring(L, 1), lua_tostring(L, -1)) == NULL;
  if (runs) {
    lua_pop(L, 1);
    lua_call(L, 2, 1);
    runs = lua_type(L, -1) == LUA_TSTRING;
  }
  if (runs) {
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &last_key);
    lua_pushvalue(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
    return 1;
  }
  lua_settop(L, 1);
  return 1;
}

void lmvm_add_module(lua_State *L) {
  lmvm *vm = lmvm_of(L);
  if (vm == NULL || vm->describing || lua_type(L, -1) != LUA_TSTRING || !lua_checkstack(L, 4))
    return;
  static const char interrupted[] = "interrupted!"; /* no fault of the module that runs */
  size_t size, end = sizeof interrupted - 1;
  const char *message = lua_tolstring(L, -1, &size);
  if (size >= end && strcmp(message + size - end, interrupted) == 0) return;
  bool watched = lua_rawgetp(L, LUA_REGISTRYINDEX, &key) == LUA_TTABLE;
  lua_pop(L, 1);
  if (!watched) return;
  lua_pushcfunction(L, add_words);
  lua_pushvalue(L, -2);
  vm->describing = true; /* what looks at modules may fail itself */
  int status = lua_pcall(L, 1, 1, 0);
  vm->describing = false;
  if (status == LUA_OK)
    lua_replace(L, -2);
  else
    lua_pop(L, 1);
}

int lmvm_in_module(lua_State *L) { /* tensor._in_module(message) */
  lua_settop(L, 1);
  lmvm_add_module(L);
  return 1;
}
