/* Nodes of the graph as scripts see them: x.grad_fn and what lies below. */
#ifndef LMVM_NODE_H
#define LMVM_NODE_H

#include "vm/vm.h"

/* Pushes the object of a node, or, when `node` is NULL, the accumulator of a leaf; nil when both are.
** There is one object at a time for each of them. */
void lmvm_push_node(lua_State *L, lm_node *node, lm_tensor *leaf);

#endif
