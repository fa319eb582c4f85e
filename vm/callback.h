/* Lua code that the core calls: hooks and functions of scripts.
**
** The engine runs inside a C call from Lua, on the thread that entered last (vm->L); callbacks run
** there in protected mode, and an error becomes the message with which the operation fails.  What
** they need is held in the registry, from where a release function takes it.
*/
#ifndef LMVM_CALLBACK_H
#define LMVM_CALLBACK_H

#include "vm/vm.h"

/* A value of the registry that a node or a hook holds. */
typedef struct lmvm_held {
  lmvm *vm;
  lmvm_home *home;
  int ref;
} lmvm_held;

/* Takes the value on top of the stack; pops it.  May raise before anything is held. */
lmvm_held lmvm_hold(lua_State *L, lmvm *vm);
void lmvm_let_go(lmvm_held *h);

/* Runs body(job) in protected mode and as if no scope were open, no operation running and no watch set, because the
** engine below must not be jumped over; false with a message when it raised. */
bool lmvm_protect(lmvm *vm, const char *what, lua_CFunction body, void *job);
/* For bodies: calls the function below its n arguments, which may do anything a script does. */
void lmvm_call(lua_State *L, lmvm *vm, int n, int results);

/* Pushes a list of n gradients with holes where there is none, and its length as `n`. */
void lmvm_push_gradients(lua_State *L, lm_tensor *const *g, int n);

#endif
