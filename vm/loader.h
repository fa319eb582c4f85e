/* Where `require "luma.…"` finds the Lua part of the library.
**
** The files under lua/ are embedded (vm/bundle.h); LUMA_LUA_PATH names a folder to read them from
** instead, while developing.
*/
#ifndef LMVM_LOADER_H
#define LMVM_LOADER_H

#include <stdbool.h>
#include <lua.h>

/* Adds a searcher for embedded modules to package.searchers, after the one for package.preload.
** Changes nothing else, and does nothing where there is no package library.  May raise. */
void lmvm_install_searcher(lua_State *L);

/* Compiles the module `name`.  Pushes its chunk and its file's name and returns true; or pushes a
** text for require's message (nil where the name is not Luma's) and returns false.  Raises when the file does not compile.  With
** `files` false, LUMA_LUA_PATH is not looked at. */
bool lmvm_load_module(lua_State *L, const char *name, bool files);

/* _source(module | function): the text of an embedded module, or of the one that a Lua function of the
** library stands in and the line where it begins; nothing where there is none. */
int lmvm_source(lua_State *L);

/* Opens the library as a global program sees it: requires "luma" (without a global of that name)
** and sets the globals tensor, autograd, nn and optim from its fields.  May raise. */
void lmvm_open_globals(lua_State *L);

#endif
