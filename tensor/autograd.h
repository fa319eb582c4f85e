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

/* What a script does to the tensors that nodes keep (saved_tensors_hooks).  Counted: the context
** holds the one that applies now, each packed tensor the one that packed it. */
typedef struct lm_pack {
  LM_ATOMIC(int) refs;
  bool (*pack)(struct lm_pack *p, lm_tensor *t, void **kept); /* false after leaving a message */
  lm_tensor *(*unpack)(struct lm_pack *p, void *kept);        /* owned; NULL with a message */
  void (*drop)(struct lm_pack *p, void *kept);
  void (*release)(struct lm_pack *p); /* frees p itself */
} lm_pack;

/* A kept tensor, held so that no cycle can form: its elements and its old place in the graph. */
typedef struct lm_saved {
  union {
    lm_tensor *tensor; /* an alias with the history of the moment; of results: without one */
    void *kept;        /* what `pack` made of it */
  };
  lm_pack *pack; /* NULL: the tensor is there as it was */
  uint32_t version;
} lm_saved;

/* What a hook may look at and change: gradients that arrived, those that go on, the leaf. */
typedef struct lm_hook_call {
  lm_tensor **g; /* each owned by the caller, and so is what a hook puts in its place */
  int n_g;
  lm_tensor **gi; /* of hooks after a node: what flows to its inputs; else NULL */
  int n_gi;
  lm_tensor *leaf; /* of hooks at a leaf */
} lm_hook_call;

/* A hook is counted: its list holds it, and so may a handle.  One that was taken away is `dead` until
** its list is looked through: lists change while they run. */
typedef struct lm_hook {
  LM_ATOMIC(int) refs;
  bool (*run)(void *data, const lm_hook_call *c); /* false after leaving a message */
  void (*release)(void *data);                    /* NULL: nothing to do */
  void *data;
  int64_t id;
  int32_t nr; /* of which result of the node */
  bool dead;
  bool last; /* runs after those that are not: it stores what they left */
  struct lm_hook *next;
} lm_hook;

/* A function defined outside ops.def (a script's autograd.Function). */
typedef struct lm_custom {
  const char *name;
  bool (*backward)(void *data, lm_node *n, lm_tensor *const *g, lm_tensor **gi);
  void (*drop)(void *data); /* what it kept goes: no backward will come; may be NULL */
  void (*release)(void *data);
} lm_custom;

/* What few nodes have. */
typedef struct lm_node_extra {
  lm_hook *before, *after; /* hooks around the node's backward */
  lm_tensor **ready;       /* what hooks unpacked for the backward that runs: asked for once each */
  char *trace;             /* where the operation ran, while anomalies are looked for */
  void *meta;              /* the binding's own */
  void (*release_meta)(void *meta);
} lm_node_extra;

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
  void *data;                /* of the custom function */
  lm_hook *hooks;            /* of its results */
  lm_node_extra *extra;      /* NULL for most */
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
  lm_hook *hooks;    /* get the gradient of a pass before it is added to .grad */
  lm_hook *after;    /* run when it was added */
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
/* Zeros for what has no slope. */
static inline lm_tensor *lm_zeros_as(lm_tensor *t) {
  return lm_zeros_like(t, LM_DTYPE_NONE, LM_DEVICE_NONE);
}

/* The conjugate of what is complex, at no cost for what is not: the vjp of a holomorphic f is
** g * conj(f'(z)), and conj(f'(z)) is f'(conj(z)) for the functions here. */
static inline lm_tensor *lm_conjugate(lm_tensor *t) {
  return t && lm_is_complex((lm_dtype)t->dtype) ? lm_conj(t) : t;
}
#define CONJ_IN(i) lm_conjugate(IN(i))
#define CONJ_OUT(i) lm_conjugate(OUT(i))

static inline bool lm_node_needs(const lm_node *n, int i) { return n->edges[i].needed; }
/* Kept tensors, belonging to the open scope; NULL with a message when one was changed since. */
lm_tensor *lm_node_input(lm_node *n, int i);
lm_tensor *lm_node_result(lm_node *n, int i);
/* Sizes of input i as a list for views and expands. */
lm_ints lm_node_sizes(const lm_node *n, int i);
const char *lm_node_name(const lm_node *n);

/* Makes the node of a call that is about to be recorded, and attaches the results to it. */
bool lm_record(lm_op_id op, lm_arg *arg, lm_tensor *const *results, int n_results);
/* A node for a custom function over these inputs; the results become its results, except those that
** are NULL, not floating-point or marked in `plain` (which may be NULL).  Takes `data`. */
lm_node *lm_record_custom(const lm_custom *custom, void *data, lm_tensor *const *inputs,
                          int n_inputs, lm_tensor *const *results, const bool *plain,
                          int n_results);
lm_node_extra *lm_node_extra_of(lm_node *n); /* made when it is missing; NULL without memory */
void lm_node_drop_saved(lm_node *n);
void lm_node_drop_ready(lm_node *n);
lm_node *lm_node_retain(lm_node *n);
void lm_node_release(lm_node *n);

/* True when recording is on and one of the inputs asks for it. */
bool lm_must_record(lm_tensor *const *inputs, int64_t n);

/* Keeps t, whose history is `e` (NULL: a result of the node itself), for `what` (a name for messages),
** through the pack that applies now.  Fails for inference tensors. */
bool lm_save(lm_saved *s, lm_tensor *t, const lm_edge *e, const char *what);
/* The kept tensor (owned), with the history of the edge, or, when `e` is NULL, as result nr of n if the
** graph is being made.  `shape` describes what it must look like.  NULL with a message when it was
** changed in place since. */
lm_tensor *lm_unsave(const lm_saved *s, const lm_edge *e, lm_node *n, int32_t nr,
                     const lm_edge *shape, const char *what);
void lm_drop_saved(lm_saved *s);
void lm_pack_release(lm_pack *p);            /* NULL is fine */
void lm_set_pack(lm_context *c, lm_pack *p); /* the one that applies from now on; retains it */

/* Lists of hooks.  Adding takes the hook; running gives *g of those with this number to each in turn. */
lm_hook *lm_hook_new(bool (*run)(void *, const lm_hook_call *), void (*release)(void *),
                     void *data); /* without memory: NULL with a message, and data is released */
void lm_hook_append(lm_hook **list, lm_hook *hook);
bool lm_hooks_run(lm_hook *const *list, int32_t nr, const lm_hook_call *c);
void lm_hook_kill(lm_hook *hook); /* it will not run again */
void lm_hook_release(lm_hook *hook);
void lm_hooks_free(lm_hook **list);

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
bool lm_add_hook(lm_tensor *t, lm_hook *hook); /* before the gradient of t is used; takes it */
void lm_remove_hook(lm_tensor *t, int64_t id);

typedef struct lm_backward_options {
  bool retain_graph, create_graph;
  bool allow_unused;
  bool accumulate; /* add what came for the inputs to their .grad, too */
} lm_backward_options;

/* Gradients of the outputs into the leaves.  grads[i] may be NULL for one-element outputs.  With
** `inputs`, gradients go to `results` (owned; NULL where unused) instead of the leaves. */
bool lm_backward(lm_tensor *const *outputs, lm_tensor *const *grads, int n_outputs,
                 lm_tensor *const *inputs, lm_tensor **results, int n_inputs,
                 lm_backward_options options);

/* Runs the hook (with an empty call) when the innermost pass of this thread has delivered all
** gradients; takes it.  Fails where no pass runs. */
bool lm_after_backward(lm_hook *hook);
int64_t lm_backward_pass(void);  /* the number of that pass; 0 where none runs */
bool lm_backward_is_whole(void); /* it runs, and adds to the .grad of all leaves */

/* grad reduced to the sizes and dtype of an edge. */
lm_tensor *lm_sum_to(lm_tensor *grad, int ndim, const int64_t *sizes, lm_dtype dtype);

#endif
