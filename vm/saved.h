/* Tensors that a function of a script keeps for its backward. */
#ifndef LMVM_SAVED_H
#define LMVM_SAVED_H

#include "vm/vm.h"

/* Pushes a userdata that keeps the n values from index i on (tensors or nil), as nodes keep theirs:
** through saved_tensors_hooks, with their versions.  results[0 .. n_results-1] are those of the node
** about to be made; where one of them is kept, its history is left out, so that no cycle forms. */
void lmvm_push_saved(lua_State *L, const char *what, int i, int n, lm_tensor *const *results,
                     int n_results);
/* Pushes the list of them: `node`'s results with their history again, if a graph is being made. */
void lmvm_push_saved_list(lua_State *L, int saved, lm_node *node);

#endif
