/* Lua code that backward calls: hooks and autograd.Function. */
#ifndef LMVM_FUNCTION_H
#define LMVM_FUNCTION_H

#include "vm/vm.h"

int lmvm_register_hook(lua_State *L); /* x:register_hook(f), returns a handle with :remove() */
int lmvm_new_function(lua_State *L);  /* autograd.Function{forward = ..., backward = ...} */

#endif
