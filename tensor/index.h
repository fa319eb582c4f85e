/* Advanced indexing: what the rules, every backend and the Lua binding share. */
#ifndef LM_INDEX_H
#define LM_INDEX_H

#include "tensor/autograd.h"

/* How a list of index tensors picks from a tensor.  The index tensors are broadcast together; where
** they stand side by side in the list their common shape takes the place of the dimensions they pick
** from, otherwise it comes first (numpy's and PyTorch's rule). */
typedef struct lm_index_plan {
  int n;                         /* how many index tensors there are */
  lm_tensor *index[LM_MAX_DIMS]; /* borrowed */
  int dim[LM_MAX_DIMS];          /* the dimension that each one picks from */
  lm_ints shape;                 /* what they broadcast to */
  int place;                     /* the dimension of the result at which `shape` stands */
  lm_ints result;                /* sizes of the result */
  int from[LM_MAX_DIMS];         /* dimension of self behind a dimension of the result; -1: shape */
} lm_index_plan;

/* Element i of `indices` (integers; NULL: all positions) picks from dimension i of self; dimensions
** past the list stay whole. */
bool lm_index_plan_make(lm_index_plan *plan, const char *op, const lm_tensor *self,
                        const lm_list *indices);

/* self[keys], where boolean masks may stand among the keys: a mask of k dimensions consumes k of
** self's and picks where it holds. */
lm_tensor *lm_index_get(lm_tensor *self, const lm_list *keys);
/* self[keys] = value (or += with accumulate), in place; value broadcasts and is converted to self's
** dtype. */
bool lm_index_set(lm_tensor *self, const lm_list *keys, lm_tensor *value, bool accumulate);

/* Fails unless t holds positions: int64 or int32. */
bool lm_check_index_dtype(const char *op, const lm_tensor *t);

/* The result of a row that writes into a copy of its first argument; in place, that argument. */
bool lm_result_like_self(lm_call *c);

/* How elements that meet are combined: scatter_reduce and index_reduce. */
enum { LM_COMBINE_SUM, LM_COMBINE_PROD, LM_COMBINE_MEAN, LM_COMBINE_AMAX, LM_COMBINE_AMIN };
/* -1 with a message when there is none called so (sum only with `with_sum`). */
int lm_combine_by_name(const char *op, const char *reduce, bool with_sum);

/* Rules that rows share: the sizes and dtypes of scatter_add, and of index_copy. */
RULE(scatter_add);
RULE(index_copy);

/* The gradient of a src of which index covered a part: zeros for the rest of input i. */
lm_tensor *lm_padded_gradient(lm_node *n, int i, lm_tensor *used);

/* Zeros like input i of a node, for a gradient to be put into. */
lm_tensor *lm_zeros_of(lm_node *n, int i);

#endif
