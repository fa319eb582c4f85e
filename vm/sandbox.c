/* The globals of a sandbox: a white list, so that what nobody thought of is out.
**
** Left out or narrowed: whatever reaches files, processes, the environment or other code's insides;
** bytecode, which can be made to crash the interpreter; and what would run where luma_cancel's hook
** does not reach: finalizers written in Lua, and message handlers of a cancelled xpcall.
*/
#include "vm/host.h"

#include <string.h>

#include <lualib.h>

#include "vm/loader.h"

/* ---- narrowed functions; the original is the first upvalue where one is called -------------- */

/* Calls the original with the arguments on the stack. */
static int call_original(lua_State *L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

/* load(chunk, name, mode, env): text only, whatever `mode` says, and not under a name that passes
** for the library's. */
static int sandbox_load(lua_State *L) {
  const char *name = luaL_optstring(L, 2, "");
  luaL_argcheck(L, strncmp(name, "@luma/", 6) != 0, 2, "names of the library are taken");
  if (lua_gettop(L) < 3) lua_settop(L, 3);
  lua_pushliteral(L, "t");
  lua_replace(L, 3);
  return call_original(L);
}

/* setmetatable(t, mt) without __gc. */
static int sandbox_setmetatable(lua_State *L) {
  if (lua_istable(L, 2)) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL)
      return luaL_error(L, "setmetatable: a sandbox has no finalizers (__gc)");
    lua_pop(L, 1);
  }
  return call_original(L);
}

/* getmetatable(v), but not of objects made in C: their finalizers are not for scripts to call. */
static int sandbox_getmetatable(lua_State *L) {
  luaL_checkany(L, 1);
  if (!lua_isuserdata(L, 1)) return call_original(L);
  lua_pushboolean(L, 0); /* there is one */
  return 1;
}

/* collectgarbage(option): what asks for work or a figure, not what changes the collector. */
static int sandbox_collectgarbage(lua_State *L) {
  static const char *const options[] = {"collect", "count", "step", NULL};
  luaL_checkoption(L, 1, "collect", options);
  lua_settop(L, lua_isnone(L, 1) ? 0 : 1);
  return call_original(L);
}

/* A message handler around the script's own (upvalue 1), which a cancelled state does not run. */
static int guarded_handler(lua_State *L) {
  if (host_state(L)->context->cancelled) return 1;
  return call_original(L);
}

static int finish_xpcall(lua_State *L, int status, lua_KContext first) {
  (void)first;
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushboolean(L, 1);
  lua_replace(L, 1); /* where the handler was */
  return lua_gettop(L);
}

/* xpcall(f, handler, ...) */
static int sandbox_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  int n = lua_gettop(L) - 2;
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, guarded_handler, 1);
  lua_replace(L, 2);
  lua_pushvalue(L, 1);
  lua_copy(L, 2, 1);
  lua_replace(L, 2); /* the handler, the function, its arguments */
  return finish_xpcall(L, lua_pcallk(L, n, LUA_MULTRET, 1, 0, finish_xpcall), 0);
}

/* require(name): what is loaded, or a module that is embedded in the library. */
static int sandbox_require(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  if (lua_getfield(L, 2, name) != LUA_TNIL) return 1;
  if (!lmvm_load_module(L, name, false))
    return luaL_error(L, "module '%s' not found: a sandbox has Luma's own modules only", name);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2); /* chunk, file -> chunk, file, name, file */
  lua_remove(L, -3);
  lua_call(L, 2, 1);
  if (lua_isnil(L, -1)) {
    lua_pushboolean(L, 1);
    lua_replace(L, -2);
  }
  lua_pushvalue(L, -1);
  lua_setfield(L, 2, name);
  return 1;
}

/* debug.getinfo(level): where the library's errors (lua/fail.lua) say they come from; no more. */
static int where(lua_State *L) {
  lua_Debug info;
  lua_Integer level = luaL_checkinteger(L, 1);
  if (level < 0 || level > 1000000 || !lua_getstack(L, (int)level, &info)) return 0;
  lua_getinfo(L, "Sl", &info);
  lua_createtable(L, 0, 3);
  lua_pushstring(L, info.source);
  lua_setfield(L, -2, "source");
  lua_pushstring(L, info.short_src);
  lua_setfield(L, -2, "short_src");
  lua_pushinteger(L, info.currentline);
  lua_setfield(L, -2, "currentline");
  return 1;
}

/* ---- the lists ----------------------------------------------------------------------------- */

static const char *const basic[] = {
    "_VERSION", "assert", "error",  "ipairs", "next",     "pairs",    "pcall", "print", "rawequal",
    "rawget",   "rawlen", "rawset", "select", "tonumber", "tostring", "type",  "warn",  NULL};

static const struct {
  const char *name;
  lua_CFunction f;
} narrowed[] = {{"load", sandbox_load},
                {"getmetatable", sandbox_getmetatable},
                {"setmetatable", sandbox_setmetatable},
                {"collectgarbage", sandbox_collectgarbage},
                {"xpcall", sandbox_xpcall},
                {"require", sandbox_require}};

static const char *const os_functions[] = {"clock", "date", "difftime", "time", NULL};

/* What `tensor` offers that reaches files or the whole process.  A new function of that kind belongs
** here; readers written in Lua find no `io` in a sandbox. */
static const char *const tensor_withheld[] = {"save", "load", "from_file", "set_num_threads", NULL};

/* Pushes a new table with the listed fields of the table on top. */
static void push_selection(lua_State *L, const char *const *names) {
  lua_newtable(L);
  for (; *names; names++) {
    lua_getfield(L, -2, *names);
    lua_setfield(L, -2, *names);
  }
}

static void withhold(lua_State *L, const char *const *names) {
  for (; *names; names++) {
    lua_pushnil(L);
    lua_setfield(L, -2, *names);
  }
}

/* Makes the table on top both the loaded module and the global `name`; pops it. */
static void install(lua_State *L, const char *name) {
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
  lua_setglobal(L, name);
}

/* Replaces the globals, which hold all basic functions, by the selection, in the same table. */
static void narrow_globals(lua_State *L) {
  lua_pushglobaltable(L);
  int globals = lua_gettop(L);
  push_selection(L, basic);
  for (size_t i = 0; i < sizeof narrowed / sizeof *narrowed; i++) {
    lua_getfield(L, globals, narrowed[i].name);
    lua_pushcclosure(L, narrowed[i].f, 1);
    lua_setfield(L, -2, narrowed[i].name);
  }
  lua_pushvalue(L, globals);
  lua_setfield(L, -2, LUA_GNAME);
  lua_pushnil(L);
  while (lua_next(L, globals)) { /* assigning to fields that exist is allowed on the way */
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_pushvalue(L, -1);
    lua_gettable(L, globals + 1);
    lua_settable(L, globals);
  }
  lua_pushnil(L);
  while (lua_next(L, globals + 1)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_settable(L, globals);
  }
  lua_settop(L, globals - 1);
}

void host_open_sandbox(lua_State *L) {
  static const luaL_Reg libraries[] = {{LUA_COLIBNAME, luaopen_coroutine},
                                       {LUA_MATHLIBNAME, luaopen_math},
                                       {LUA_STRLIBNAME, luaopen_string},
                                       {LUA_TABLIBNAME, luaopen_table},
                                       {LUA_UTF8LIBNAME, luaopen_utf8}};
  static const char *const string_withheld[] = {"dump", NULL};
  luaL_requiref(L, LUA_GNAME, luaopen_base, 1);
  lua_pop(L, 1);
  narrow_globals(L);
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
    lua_pop(L, 1);
  }
  lua_getglobal(L, LUA_STRLIBNAME);
  withhold(L, string_withheld);
  lua_pop(L, 1);

  lua_pushcfunction(L, luaopen_os);
  lua_call(L, 0, 1);
  push_selection(L, os_functions);
  install(L, LUA_OSLIBNAME);
  lua_pop(L, 1);

  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_newtable(L);
  lua_pushcfunction(L, where);
  lua_setfield(L, -2, "getinfo");
  lua_setfield(L, -2, LUA_DBLIBNAME); /* for `require "debug"`; there is no global */
  lua_pop(L, 1);

  lmvm_open_globals(L);
  lua_getglobal(L, "tensor");
  withhold(L, tensor_withheld);
  lua_pop(L, 1);
}
