/* What a script reads and writes: tensor.save and tensor.load, and tensors as text. */
#ifndef LMVM_FILES_H
#define LMVM_FILES_H

#include <lauxlib.h>

#include "vm/vm.h"
#include "tensor/file.h"

/* save and load, for the library `tensor`. */
extern const lmvm_function lmvm_files[];

/* set_printoptions and get_printoptions, for the same. */
extern const lmvm_function lmvm_printing[];

/* Pushes what `print` shows of a tensor, by the state's options. */
void lmvm_pushtext(lua_State *L, lm_tensor *t);

/* Writes the value at index 1 (a tensor, or a table of tensors and plain data) to a .safetensors
** file.  Raises what is wrong, with the place in the value. */
void lmvm_save_value(lua_State *L, const char *path);

/* Pushes the value of a file whose tensors stand by name in the table at index `tensors`: that table
** itself, unless the file carries the layout of another value. */
void lmvm_load_value(lua_State *L, const lm_safetensors *file, const char *path, int tensors);

#endif
