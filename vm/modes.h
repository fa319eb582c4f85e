/* Modes of a state: whether operations are recorded, and how. */
#ifndef LMVM_MODES_H
#define LMVM_MODES_H

#include "vm/vm.h"

/* The modes as they are.  What they count is counted for the copy: set_modes or drop_modes ends it. */
lmvm_modes lmvm_get_modes(lmvm *vm);
void lmvm_set_modes(lmvm *vm, lmvm_modes modes); /* takes them */
void lmvm_drop_modes(lmvm_modes *modes);

/* Takes `wanted`.  Runs the function at index 1 with what stands after it under these modes, at once,
** and returns its results; where there is none, changes the modes and returns a value whose closing
** brings back those of before. */
int lmvm_with_modes(lua_State *L, const char *name, lmvm *vm, lmvm_modes wanted);

/* True for what can be called. */
bool lmvm_callable(lua_State *L, int i);

#endif
