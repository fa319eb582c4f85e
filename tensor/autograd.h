/* Reverse-mode differentiation: nodes, the engine, hooks.
**
** A node stands for one run of one operation.  It knows which nodes (or leaves) made its inputs and
** keeps what its row of ops.def says.  Nodes carry a sequence number, so "later first" is a valid
** order for backward: the engine is a heap of nodes and never recurses, and neither does freeing.
**
** A vjp receives the gradients of the node's results in `g` (NULL where nothing came) and stores the
** gradients of its tensor inputs in `gi`, counted as edges: tensor arguments in order (other
** arguments are not counted), a list spread over its elements.  It is written in operations, inside a scope, so it just writes formulas:
**
**     VJP(mul) {
**       GRAD(0, lm_mul(G, IN(1)));
**       GRAD(1, lm_mul(G, IN(0)));
**     }
**
** It may leave a gradient with the broadcast shape or a wider dtype: the engine sums and casts.
*/
#ifndef LM_AUTOGRAD_H
#define LM_AUTOGRAD_H

#include "tensor/op.h"

/* Where a gradient flows: result `nr` of a node, or a leaf. */
typedef struct lm_edge {
  lm_node *node;
  lm_tensor *leaf;
  int32_t nr;
  /* what the input looked like, to sum a gradient back to */
  int8_t dtype, ndim;
  bool needed; /* set by the engine: somebody asked for this gradient */
  lm_device device;
  const int64_t *sizes; /* in the node's own block */
} lm_edge;

/* A kept tensor, held so that no cycle can form: its elements and its old place in the graph. */
typedef struct lm_saved {
  lm_tensor *tensor; /* an alias with the history of the moment; of results: without one */
  uint32_t version;
} lm_saved;

typedef struct lm_hook {
  /* Gets the gradient and may return another (owned) in its place, or NULL for "as it is"; sets
  ** *failed after leaving a message. */
  lm_tensor *(*call)(void *data, lm_tensor *grad, bool *failed);
  void (*release)(void *data);
  void *data;
  int64_t id;
  int32_t nr; /* of which result of the node */
  struct lm_hook *next;
} lm_hook;

/* A function defined outside ops.def (a script's autograd.Function). */
typedef struct lm_custom {
  const char *name;
  bool (*backward)(void *data, lm_node *n, lm_tensor *const *g, lm_tensor **gi);
  void (*release)(void *data);
} lm_custom;

struct lm_node {
  LM_ATOMIC(int) refs;
  int32_t op; /* an lm_op_id, or LM_NODE_CUSTOM */
  uint64_t seq;
  int32_t n_edges, n_results;
  bool released; /* backward has run without retain_graph */
  lm_edge *edges;
  lm_arg *arg;     /* copies; tensor members are NULL, see saved */
  lm_saved *saved; /* one for each tensor argument (lists spread), then one for each result */
  const lm_custom *custom;
  void *data; /* of the custom function */
  lm_hook *hooks;
  lm_tensor **grads;         /* while backward runs: what came in for each result */
  struct lm_node *next_free; /* on the list of nodes about to be freed */
  int64_t run;               /* the backward pass that saw it last */
  bool queued, wanted; /* in that pass: it waits in the heap; somebody asked for what lies below */
  /* shapes of the results, for gradients that nobody sent */
  lm_edge *meta; /* one for each result; only the description is used */
};

enum { LM_NODE_CUSTOM = -1 };

/* The gradient side of a leaf (or of a tensor with hooks or a retained gradient). */
typedef struct lm_leaf {
  lm_tensor *grad;
  lm_hook *hooks;
  int64_t retain_id; /* the hook on the node that stores a result's gradient here; 0: none */
} lm_leaf;

#define VJP(name) void lm_vjp_##name(lm_node *n, lm_tensor *const *g, lm_tensor **gi)
#define G (g[0])
#define NEEDS(i) lm_node_needs(n, i)
#define GRAD(i, formula)             \
  do {                               \
    if (NEEDS(i)) gi[i] = (formula); \
  } while (0)
#define IN(i) lm_node_input(n, i)
#define OUT(i) lm_node_result(n, i)
#define ARG(i) (n->arg[i])

static inline bool lm_node_needs(const lm_node *n, int i) { return n->edges[i].needed; }
/* Kept tensors, belonging to the open scope; NULL with a message when one was changed since. */
lm_tensor *lm_node_input(lm_node *n, int i);
lm_tensor *lm_node_result(lm_node *n, int i);
/* Sizes of input i as a list for views and expands. */
lm_ints lm_node_sizes(const lm_node *n, int i);
const char *lm_node_name(const lm_node *n);

/* Makes the node of a call that is about to be recorded, and attaches the results to it. */
bool lm_record(lm_op_id op, lm_arg *arg, lm_tensor *const *results, int n_results);
/* A node for a custom function over these inputs; the results become its results.  Takes `data`. */
lm_node *lm_record_custom(const lm_custom *custom, void *data, lm_tensor *const *inputs,
                          int n_inputs, lm_tensor *const *results, int n_results);
/* Keeps a tensor on a custom node; `result` is its number if it is one of the node's results, else -1. */
void lm_node_drop_saved(lm_node *n);
lm_node *lm_node_retain(lm_node *n);
void lm_node_release(lm_node *n);

/* True when recording is on and one of the inputs asks for it. */
bool lm_must_record(lm_tensor *const *inputs, int64_t n);

/* The current history of t (views are brought up to date with their base): fills the edge with owned
** references; both members NULL when t needs no gradient.  False after a failure. */
bool lm_edge_of(lm_tensor *t, lm_edge *edge);
lm_node *lm_grad_fn(lm_tensor *t); /* borrowed, brought up to date; NULL for leaves */

/* In place (inplace.c): may self be changed now?  Fails for leaves that require grad. */
bool lm_check_inplace(const char *op, lm_tensor *self);
/* The elements of self were replaced by those of `result`: its history is now result's, and where
** self is a view its base gets a node that puts the piece in place. */
bool lm_rebase_history(lm_tensor *self, lm_tensor *result);

lm_leaf *lm_leaf_of(lm_tensor *t);      /* made when it is missing; NULL when memory is used up */
lm_tensor *lm_grad(const lm_tensor *t); /* borrowed, or NULL */
bool lm_set_grad(lm_tensor *t, lm_tensor *grad);
bool lm_set_requires_grad(lm_tensor *t, bool on);
/* t becomes result nr of the node, or of none (NULL); a retained gradient's hook moves along. */
void lm_set_history(lm_tensor *t, lm_node *node, int32_t nr);
bool lm_add_hook(lm_tensor *t, lm_hook *hook); /* takes it */
void lm_remove_hook(lm_tensor *t, int64_t id);

typedef struct lm_backward_options {
  bool retain_graph, create_graph;
  bool allow_unused;
} lm_backward_options;

/* Gradients of the outputs into the leaves.  grads[i] may be NULL for one-element outputs.  With
** `inputs`, gradients go to `results` (owned; NULL where unused) instead of the leaves. */
bool lm_backward(lm_tensor *const *outputs, lm_tensor *const *grads, int n_outputs,
                 lm_tensor *const *inputs, lm_tensor **results, int n_inputs,
                 lm_backward_options options);

/* grad reduced to the sizes and dtype of an edge. */
lm_tensor *lm_sum_to(lm_tensor *grad, int ndim, const int64_t *sizes, lm_dtype dtype);

#endif
