/* Hooks of scripts.  Each returns a handle with remove(), which can also be closed. */
#ifndef LMVM_HOOK_H
#define LMVM_HOOK_H

#include "vm/vm.h"

int lmvm_register_hook(lua_State *L);                      /* x:register_hook(f) */
int lmvm_register_post_accumulate_grad_hook(lua_State *L); /* x:register_post_...(f) */
int lmvm_queue_callback(lua_State *L); /* autograd._queue_callback(f): when this pass is done */
int lmvm_retain_grad(lua_State *L);    /* x:retain_grad() */
void lmvm_retain_grad_of(lua_State *L, lm_tensor *t);
/* The function at index 2, before or after the backward of a node or the accumulation at a leaf. */
int lmvm_hook_node(lua_State *L, lm_node *node, lm_tensor *leaf, bool before);

#endif
