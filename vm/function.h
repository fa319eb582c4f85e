/* autograd.Function: operations that a script defines, with their backward. */
#ifndef LMVM_FUNCTION_H
#define LMVM_FUNCTION_H

#include "vm/vm.h"

int lmvm_new_function(lua_State *L); /* autograd.Function{forward = ..., backward = ...} */

#endif
