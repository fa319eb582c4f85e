/* Functions and methods of shapes and positions that are no rows of ops.def. */
#ifndef LUMA_VM_SHAPE_H
#define LUMA_VM_SHAPE_H

#include "vm/vm.h"

extern const lmvm_function lmvm_shape_functions[]; /* tensor.NAME */
extern const lmvm_function lmvm_shape_methods[];   /* x:NAME */
extern const lmvm_function lmvm_nonzero[];         /* both; upvalue 3 is the library */

extern const lmvm_function lmvm_buffer_functions[]; /* tensor.NAME; upvalue 3 is the library */

#endif
