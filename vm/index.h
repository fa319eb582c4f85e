/* x[key] and x[key] = value for the keys of API.md section 4. */
#ifndef LUMA_VM_INDEX_H
#define LUMA_VM_INDEX_H

#include <lua.h>
#include "tensor/tensor.h"

/* The key at stack place `key` (a number, a tensor, tensor.newaxis, or a table with an entry for each
** dimension) applied to self.  Numbers and ranges give views; index tensors and masks give copies.
** Neither function raises a Lua error or calls back into Lua: on false `lm_fail` has left a message.
** *out is owned by the caller. */
bool lmvm_index_get(lua_State *L, int key, lm_tensor *self, lm_tensor **out);

/* Stores value, broadcast and converted, where key points; self changes in place. */
bool lmvm_index_set(lua_State *L, int key, lm_tensor *self, lm_tensor *value);

/* The same for values that must have self's dtype; with accumulate they are added, also several to one
** element. */
bool lmvm_index_put(lua_State *L, int key, lm_tensor *self, lm_tensor *values, bool accumulate);
/* A copy of self with values put in; *out is owned by the caller. */
bool lmvm_index_put_copy(lua_State *L, int key, lm_tensor *self, lm_tensor *values, bool accumulate,
                         lm_tensor **out);

/* tensor.newaxis: a light userdata that equals nothing else. */
void lmvm_push_newaxis(lua_State *L);
bool lmvm_is_newaxis(lua_State *L, int i);

#endif
