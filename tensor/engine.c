/* The backward engine.
**
** A node is made after the nodes of its inputs, so "highest sequence number first" visits every node
** after all nodes that send it gradients: a heap is all the order that is needed.  What a node has
** received waits in node->grads.  Gradients for leaves go to .grad at once (or to the caller's
** results), except where a leaf has hooks: those see the sum, at the end.
**
** One thread walks a graph at a time.
*/
#include "tensor/record.h"

#include <stdlib.h>
#include <string.h>

typedef struct target { /* an input of autograd.grad */
  lm_node *node;
  int32_t nr;
  lm_tensor *leaf;
  lm_tensor *grad; /* owned */
} target;

typedef struct engine {
  lm_node **heap;
  size_t n, max;
  target *targets;
  int n_targets;
  uint64_t least;     /* below this sequence number there is no target */
  lm_tensor **hooked; /* leaves with hooks, and what they received so far */
  lm_tensor **hooked_grad;
  int n_hooked, max_hooked;
  int64_t run;
  lm_backward_options options;
  lm_hook *final;       /* run when everything is delivered */
  struct engine *outer; /* a pass whose hook, or whose function of a script, started this one */
} engine;

static _Thread_local engine *walking; /* the innermost pass of this thread */

/* A node that a pass outside is about to use: its gradients and flags belong to that one. */
static bool check_free(const engine *e, const lm_node *n) {
  for (const engine *o = e->outer; o; o = o->outer)
    if (n->run == o->run && (n->queued || o->n_targets))
      return lm_fail("backward: it was called inside a backward pass over the same graph, at %s",
                     lm_node_name(n));
  return true;
}

bool lm_after_backward(lm_hook *hook) {
  if (walking) {
    lm_hook_append(&walking->final, hook);
    return true;
  }
  lm_hook_release(hook);
  return lm_fail("queue_callback: no backward is running");
}

int64_t lm_backward_pass(void) { return walking ? walking->run : 0; }
bool lm_backward_is_whole(void) { return walking && walking->n_targets == 0; }

/* ---- the heap ---- */

static bool push(engine *e, lm_node *n) {
  if (n->queued && n->run == e->run) return true;
  if (e->n == e->max) {
    size_t max = e->max ? e->max * 2 : 256;
    lm_node **heap = realloc(e->heap, max * sizeof *heap);
    if (heap == NULL) return lm_fail("backward: out of memory");
    e->heap = heap;
    e->max = max;
  }
  n->queued = true;
  n->run = e->run;
  size_t i = e->n++;
  for (size_t up; i > 0 && e->heap[up = (i - 1) / 2]->seq < n->seq; i = up)
    e->heap[i] = e->heap[up];
  e->heap[i] = lm_node_retain(n);
  return true;
}

static lm_node *pop(engine *e) {
  lm_node *top = e->heap[0], *last = e->heap[--e->n];
  size_t i = 0;
  for (;;) {
    size_t child = 2 * i + 1;
    if (child >= e->n) break;
    if (child + 1 < e->n && e->heap[child + 1]->seq > e->heap[child]->seq) child++;
    if (e->heap[child]->seq <= last->seq) break;
    e->heap[i] = e->heap[child];
    i = child;
  }
  if (e->n) e->heap[i] = last;
  return top; /* `queued` until it has run */
}

/* ---- sums ---- */

/* True when nobody else can see the elements of t: they may be changed. */
static bool exclusive(const lm_tensor *t) {
  return t->refs == 1 && t->storage->refs == 1 && t->base == NULL && t->storage->release == NULL;
}

/* *sum += grad, taking grad. */
static bool accumulate(lm_tensor **sum, lm_tensor *grad) {
  if (*sum == NULL) {
    *sum = grad;
    return true;
  }
  lm_arg arg[] = {{.t = *sum}, {.t = grad}, {.s = lm_int(1)}};
  bool ok;
  if (exclusive(*sum) && !lm_here()->grad_mode && lm_is_contiguous(*sum) &&
      (*sum)->dtype == grad->dtype && lm_same_shape(*sum, grad)) {
    ok = lm_dispatch_inplace(LM_OP_add, arg);
  } else {
    lm_tensor *out[LM_MAX_RESULTS];
    ok = lm_dispatch(LM_OP_add, arg, out, NULL);
    if (ok) {
      lm_release(*sum);
      *sum = out[0];
    }
  }
  lm_release(grad);
  return ok;
}

static bool same_sizes(const lm_tensor *t, int ndim, const int64_t *sizes) {
  return t->ndim == ndim && memcmp(t->sizes, sizes, sizeof *sizes * (size_t)ndim) == 0;
}

lm_tensor *lm_sum_to(lm_tensor *grad, int ndim, const int64_t *sizes, lm_dtype dtype) {
  if (grad == NULL) return NULL;
  if (same_sizes(grad, ndim, sizes) && grad->dtype == (int8_t)dtype) return lm_retain(grad);
  lm_scope scope = lm_scope_open();
  lm_tensor *r = grad;
  if (!same_sizes(grad, ndim, sizes)) {
    int lead = grad->ndim - ndim;
    lm_ints dims = {0}, shape = {.n = ndim};
    bool fits = lead >= 0;
    for (int i = 0; fits && i < ndim; i++)
      fits = sizes[i] == 1 || sizes[i] == grad->sizes[i + lead];
    if (!fits) {
      lm_scope_close(scope, NULL);
      return lm_fail("backward: a gradient of shape %s came for a tensor of shape %s",
                     lm_shape_text(grad), lm_sizes_text(ndim, sizes));
    }
    for (int i = 0; i < grad->ndim; i++)
      if (i < lead || (sizes[i - lead] == 1 && grad->sizes[i] != 1)) dims.v[dims.n++] = i;
    memcpy(shape.v, sizes, sizeof *sizes * (size_t)ndim);
    if (dims.n) r = lm_sum(r, &dims, true, LM_DTYPE_NONE);
    r = lm_reshape(r, &shape);
  }
  if (r && r->dtype != (int8_t)dtype) r = lm_to_dtype(r, dtype, LM_DEVICE_NONE, false);
  lm_retain(r);
  lm_scope_close(scope, NULL);
  return r;
}

/* ---- leaves ---- */

/* True when each element of t has a place of its own and there are none in between. */
static bool is_dense(const lm_tensor *t) {
  bool done[LM_MAX_DIMS] = {false};
  int64_t expected = 1;
  for (int n = 0; n < t->ndim; n++) {
    int next = -1;
    for (int d = 0; d < t->ndim; d++)
      if (!done[d] && (t->sizes[d] == 1 || t->strides[d] == expected)) next = d;
    if (next < 0) return false;
    done[next] = true;
    expected *= t->sizes[next];
  }
  return true;
}

static bool same_layout(const lm_tensor *a, const lm_tensor *b) {
  for (int d = 0; d < a->ndim; d++)
    if (a->sizes[d] > 1 && a->strides[d] != b->strides[d]) return false;
  return true;
}

/* A gradient lies in memory as its tensor does, where that is dense; else it is contiguous. */
static lm_tensor *own_gradient(const lm_tensor *t, lm_tensor *grad) {
  lm_tensor *own = lm_new_like(grad, (lm_dtype)grad->dtype);
  if (own && own->numel > 0 && is_dense(t))
    memcpy(own->strides, t->strides, sizeof *t->strides * (size_t)t->ndim);
  lm_arg arg[] = {{.t = grad}};
  bool ok = own && lm_copy_elements(own, grad);
  if (ok && lm_here()->grad_mode && lm_requires_grad(grad))
    ok = lm_record(LM_OP_alias, arg, &own, 1);
  lm_release(grad);
  if (ok) return own;
  lm_release(own);
  return NULL;
}

static bool fits_layout(const lm_tensor *t, const lm_tensor *grad) {
  return lm_is_contiguous(t) || !is_dense(t) ? lm_is_contiguous(grad) : same_layout(t, grad);
}

/* Adds to the leaf's .grad, taking grad. */
static bool add_to_grad(engine *e, lm_leaf *leaf, lm_tensor *t, lm_tensor *grad) {
  if (leaf->grad == NULL) {
    if (e->options.create_graph || !exclusive(grad) || !fits_layout(t, grad))
      grad = own_gradient(t, grad);
    leaf->grad = grad;
    return grad != NULL;
  }
  if (e->options.create_graph || lm_requires_grad(leaf->grad)) return accumulate(&leaf->grad, grad);
  /* In place, so that handles on x.grad see the sum. */
  lm_arg arg[] = {{.t = leaf->grad}, {.t = grad}, {.s = lm_int(1)}};
  bool ok = lm_dispatch_inplace(LM_OP_add, arg);
  lm_release(grad);
  return ok;
}

static bool into_leaf(engine *e, lm_tensor *t, lm_tensor *grad) {
  lm_leaf *leaf = lm_leaf_of(t);
  if (leaf == NULL) {
    lm_release(grad);
    return false;
  }
  if (leaf->after == NULL) return add_to_grad(e, leaf, t, grad);
  lm_retain(grad); /* hooks that run afterwards may ask what it was */
  bool ok = add_to_grad(e, leaf, t, grad);
  const lm_hook_call c = {.g = &grad, .n_g = 1, .leaf = t};
  ok = ok && lm_hooks_run(&leaf->after, 0, &c);
  lm_release(grad);
  return ok;
}

static bool into_hooked(engine *e, lm_tensor *t, lm_tensor *grad) {
  for (int i = 0; i < e->n_hooked; i++)
    if (e->hooked[i] == t) return accumulate(&e->hooked_grad[i], grad);
  if (e->n_hooked == e->max_hooked) {
    int max = e->max_hooked ? e->max_hooked * 2 : 16;
    lm_tensor **a = realloc(e->hooked, sizeof *a * (size_t)max);
    if (a) e->hooked = a;
    lm_tensor **b = a ? realloc(e->hooked_grad, sizeof *b * (size_t)max) : NULL;
    if (b) e->hooked_grad = b;
    if (a == NULL || b == NULL) {
      lm_release(grad);
      return lm_fail("backward: out of memory");
    }
    e->max_hooked = max;
  }
  e->hooked[e->n_hooked] = lm_retain(t);
  e->hooked_grad[e->n_hooked++] = grad;
  return true;
}

static target *find_target(engine *e, const lm_node *node, int32_t nr, const lm_tensor *leaf) {
  for (int i = 0; i < e->n_targets; i++)
    if (node ? e->targets[i].node == node && e->targets[i].nr == nr : e->targets[i].leaf == leaf)
      return &e->targets[i];
  return NULL;
}

/* Takes grad to where the edge leads. */
static bool deliver(engine *e, const lm_edge *edge, lm_tensor *grad) {
  lm_tensor *g = lm_sum_to(grad, edge->ndim, edge->sizes, (lm_dtype)edge->dtype);
  lm_release(grad);
  if (g == NULL) return false;
  if (edge->node) {
    if (!check_free(e, edge->node) || !push(e, edge->node)) {
      lm_release(g);
      return false;
    }
    return accumulate(&edge->node->grads[edge->nr], g);
  }
  const lm_leaf *leaf = edge->leaf->leaf;
  if (leaf && (leaf->hooks || leaf->after)) return into_hooked(e, edge->leaf, g);
  target *t = e->n_targets ? find_target(e, NULL, 0, edge->leaf) : NULL;
  if (t) return accumulate(&t->grad, g);
  if (e->n_targets == 0) return into_leaf(e, edge->leaf, g);
  lm_release(g); /* an output that is a leaf nobody asked about */
  return true;
}

/* ---- one node ---- */

static void drop_grads(lm_node *n) {
  for (int i = 0; i < n->n_results; i++) {
    lm_release(n->grads[i]);
    n->grads[i] = NULL;
  }
}

/* Gradients in the dtype of their result; zeros for the first where only a later one was used. */
static bool ready_grads(lm_node *n) {
  for (int i = 0; i < n->n_results; i++) {
    lm_tensor *g = n->grads[i], *own = NULL;
    if (g == NULL && i == 0 && !n->custom) {
      lm_ints size = {.n = n->meta[0].ndim};
      memcpy(size.v, n->meta[0].sizes, sizeof *size.v * (size_t)size.n);
      own = lm_zeros(&size, (lm_dtype)n->meta[0].dtype, n->meta[0].device);
    } else if (g && g->dtype != n->meta[i].dtype)
      own = lm_to_dtype(g, (lm_dtype)n->meta[i].dtype, LM_DEVICE_NONE, false);
    else
      continue;
    lm_release(g);
    n->grads[i] = lm_retain(own);
    if (own == NULL) return false;
  }
  return true;
}

static bool has_nan(lm_tensor *t) {
  if (t == NULL || !lm_is_inexact((lm_dtype)t->dtype)) return false;
  lm_context *ctx = lm_here();
  bool mode = ctx->grad_mode;
  ctx->grad_mode = false;
  lm_scope scope = lm_scope_open();
  lm_tensor *any = lm_any(lm_isnan(t), NULL, false);
  lm_scalar s = lm_int(0);
  bool ok = any && lm_get_scalar(any, &s);
  lm_scope_close(scope, NULL);
  ctx->grad_mode = mode;
  return ok && s.i != 0;
}

/* While anomalies are looked for: NaN is one, and the message of any says where the operation ran. */
static bool check_anomaly(lm_node *n, bool ok, lm_tensor **gi) {
  for (int i = 0; ok && lm_here()->check_nan && i < n->n_edges; i++)
    if (n->edges[i].needed && has_nan(gi[i]))
      ok = lm_fail("backward: %s returned nan values in the gradient of its input %d",
                   lm_node_name(n), i + 1) != NULL;
  ok = ok && lm_error() == NULL;
  if (!ok && n->extra && n->extra->trace)
    lm_fail_more("\nin the backward of %s, which ran at:\n%s", lm_node_name(n), n->extra->trace);
  return ok;
}

/* Runs the formula and the hooks around it; gradients of the inputs are left in gi, each owned. */
static bool run_formula(lm_node *n, lm_tensor **gi) {
  const lm_hook_call before = {.g = n->grads, .n_g = n->n_results};
  if (n->extra && !lm_hooks_run(&n->extra->before, 0, &before)) return false;
  lm_scope scope = lm_scope_open();
  bool ok = ready_grads(n);
  if (ok) {
    if (n->custom)
      ok = n->custom->backward(n->data, n, n->grads, gi);
    else if (lm_ops[n->op].vjp)
      lm_ops[n->op].vjp(n, n->grads, gi);
    else
      ok = lm_fail("%s: has no gradient", lm_node_name(n)) != NULL;
    ok = ok && lm_error() == NULL;
  }
  for (int i = 0; i < n->n_edges; i++) lm_retain(gi[i]);
  if (__builtin_expect(lm_here()->anomaly, 0)) ok = check_anomaly(n, ok, gi);
  lm_scope_close(scope, NULL);
  lm_node_drop_ready(n);
  if (!ok || n->extra == NULL || n->extra->after == NULL) return ok;
  for (int i = 0; i < n->n_edges; i++) {
    const lm_edge *edge = &n->edges[i];
    if (gi[i] == NULL) continue;
    lm_tensor *g =
        edge->needed ? lm_sum_to(gi[i], edge->ndim, edge->sizes, (lm_dtype)edge->dtype) : NULL;
    lm_release(gi[i]);
    gi[i] = g;
    if (g == NULL && edge->needed) return false;
  }
  const lm_hook_call after = {.g = n->grads, .n_g = n->n_results, .gi = gi, .n_gi = n->n_edges};
  return lm_hooks_run(&n->extra->after, 0, &after);
}

static bool run_node(engine *e, lm_node *n) {
  for (int i = 0; i < n->n_results && n->hooks; i++) {
    const lm_hook_call c = {.g = &n->grads[i], .n_g = 1};
    if (n->grads[i] && !lm_hooks_run(&n->hooks, i, &c)) return false;
  }
  for (int i = 0; i < e->n_targets; i++)
    if (e->targets[i].node == n && n->grads[e->targets[i].nr])
      e->targets[i].grad = lm_retain(n->grads[e->targets[i].nr]);
  if (e->n_targets && !n->wanted) {
    drop_grads(n);
    return true;
  }

  lm_tensor *some[8] = {NULL};
  lm_tensor **gi = n->n_edges <= 8 ? some : calloc((size_t)n->n_edges, sizeof *gi);
  if (gi == NULL) return lm_fail("backward: out of memory");
  bool ok = run_formula(n, gi);
  drop_grads(n);
  if (!e->options.retain_graph) lm_node_drop_saved(n);
  for (int i = 0; i < n->n_edges; i++) {
    if (gi[i] == NULL) continue;
    if (ok && n->edges[i].needed)
      ok = deliver(e, &n->edges[i], gi[i]);
    else
      lm_release(gi[i]);
  }
  if (gi != some) free(gi);
  return ok;
}

/* ---- which part of the graph is asked for ---- */

static int by_seq(const void *a, const void *b) {
  const lm_node *x = *(lm_node *const *)a, *y = *(lm_node *const *)b;
  return x->seq < y->seq ? -1 : x->seq > y->seq;
}

typedef struct nodes {
  lm_node **v;
  size_t n, max;
} nodes;

static bool see(engine *e, nodes *seen, lm_node *node) {
  if (node->run == e->run) return true;
  if (!check_free(e, node)) return false;
  if (seen->n == seen->max) {
    size_t max = seen->max ? seen->max * 2 : 256;
    lm_node **more = realloc(seen->v, max * sizeof *more);
    if (more == NULL) return lm_fail("backward: out of memory");
    seen->v = more;
    seen->max = max;
  }
  node->run = e->run;
  seen->v[seen->n++] = node;
  return true;
}

/* Nodes are older than what was made from them: those that are older than all targets lead to none. */
static uint64_t oldest_target(const engine *e) {
  uint64_t least = UINT64_MAX;
  for (int i = 0; i < e->n_targets; i++) {
    const lm_node *node = e->targets[i].node;
    const uint64_t seq = node ? node->seq : 0; /* leaves may lie anywhere */
    if (seq < least) least = seq;
  }
  return least;
}

/* Sets edges[].needed for the nodes that lead to a target and clears the others; `seen` are those
** nodes, for `unmark`.  A pass inside another may so take gradients down to what it made itself. */
static bool mark(engine *e, lm_tensor *const *outputs, int n_outputs, nodes *seen) {
  e->least = oldest_target(e);
  for (int i = 0; i < n_outputs; i++)
    if (outputs[i]->grad_fn && !see(e, seen, outputs[i]->grad_fn)) return false;
  for (size_t i = 0; i < seen->n; i++) /* breadth first: the list is its own queue */
    for (int k = 0; k < seen->v[i]->n_edges; k++) {
      lm_node *below = seen->v[i]->edges[k].node;
      if (below && below->seq >= e->least && !see(e, seen, below)) return false;
    }
  if (seen->n) qsort(seen->v, seen->n, sizeof *seen->v, by_seq);
  for (size_t i = 0; i < seen->n; i++) {
    lm_node *node = lm_node_retain(seen->v[i]);
    node->wanted = false;
    for (int k = 0; k < node->n_edges; k++) {
      lm_edge *edge = &node->edges[k];
      const bool leads = edge->node && edge->node->run == e->run && edge->node->wanted;
      edge->needed = edge->node ? leads || find_target(e, edge->node, edge->nr, NULL)
                                : edge->leaf && find_target(e, NULL, 0, edge->leaf);
      node->wanted |= edge->needed;
    }
  }
  return true;
}

static void unmark(nodes *seen) {
  for (size_t i = 0; i < seen->n; i++)
    for (int k = 0; k < seen->v[i]->n_edges; k++)
      seen->v[i]->edges[k].needed = seen->v[i]->edges[k].node || seen->v[i]->edges[k].leaf;
  for (size_t i = 0; i < seen->n; i++) lm_node_release(seen->v[i]);
}

/* ---- the whole pass ---- */

static bool start(engine *e, lm_tensor *t, lm_tensor *grad, int i) {
  if (!lm_requires_grad(t))
    return lm_fail("backward: output %d does not require grad and has no grad_fn", i + 1);
  lm_tensor *g;
  if (grad == NULL) {
    if (t->numel != 1)
      return lm_fail(
          "backward: a gradient is needed for an output of shape %s: only outputs of one "
          "element start with 1",
          lm_shape_text(t));
    if (lm_is_complex((lm_dtype)t->dtype))
      return lm_fail("backward: a gradient is needed for an output of %s: only real outputs start "
                     "with 1",
                     lm_dtypes[t->dtype].name);
    g = lm_ones_like(t, LM_DTYPE_NONE, LM_DEVICE_NONE);
  } else {
    if (grad->freed) return lm_fail("backward: the gradient of output %d was freed", i + 1);
    if (!lm_same_shape(grad, t))
      return lm_fail("backward: the gradient has shape %s, the output %s", lm_shape_text(grad),
                     lm_shape_text(t));
    g = lm_retain(grad);
  }
  if (g == NULL) return false;
  lm_edge edge = {.dtype = t->dtype, .ndim = t->ndim, .sizes = t->sizes, .nr = t->result};
  edge.node = lm_grad_fn(t);
  edge.leaf = edge.node ? NULL : t;
  return deliver(e, &edge, g);
}

/* The leaves with hooks, when all gradients are there; after a failure they are only let go. */
static bool finish_hooked(engine *e, bool ok) {
  for (int i = 0; i < e->n_hooked; i++) {
    lm_tensor *t = e->hooked[i];
    lm_tensor *g = e->hooked_grad[i];
    const lm_hook_call c = {.g = &g, .n_g = 1, .leaf = t};
    ok = ok && lm_hooks_run(&t->leaf->hooks, 0, &c);
    target *to = find_target(e, NULL, 0, t);
    if (!ok)
      lm_release(g);
    else if (to)
      ok = accumulate(&to->grad, g);
    else if (e->n_targets == 0)
      ok = into_leaf(e, t, g);
    else
      lm_release(g);
    lm_release(t);
  }
  return ok;
}

bool lm_backward(lm_tensor *const *outputs, lm_tensor *const *grads, int n_outputs,
                 lm_tensor *const *inputs, lm_tensor **results, int n_inputs,
                 lm_backward_options options) {
  static _Atomic int64_t runs;
  lm_context *ctx = lm_here();
  engine e = {.run = ++runs, .options = options};
  bool mode = ctx->grad_mode, mixed = ctx->autocast.on, ok = true;
  nodes seen = {NULL, 0, 0};
  e.outer = walking;
  walking = &e;
  int scopes = lm_scope_suspend(); /* what the engine makes is its own, not a caller's scope's */
  ctx->grad_mode = options.create_graph && !ctx->inference_mode;
  ctx->autocast.on = false;                   /* gradients have the dtypes of what ran */
  for (int i = 0; i < n_outputs && ok; i++) { /* views of changed bases get their history now */
    if (outputs[i]->freed)
      ok = lm_fail("backward: output %d was freed", i + 1) != NULL;
    else if (lm_requires_grad(outputs[i]))
      lm_grad_fn(outputs[i]);
  }
  ok = ok && lm_error() == NULL;
  if (n_inputs && ok) {
    e.targets = calloc((size_t)n_inputs, sizeof *e.targets);
    if (e.targets == NULL) ok = lm_fail("grad: out of memory") != NULL;
    for (int i = 0; i < n_inputs && ok; i++) {
      lm_tensor *t = inputs[i];
      if (!lm_requires_grad(t)) ok = lm_fail("grad: input %d does not require grad", i + 1) != NULL;
      e.targets[i].node = lm_grad_fn(t);
      e.targets[i].nr = t->result;
      e.targets[i].leaf = e.targets[i].node ? NULL : t;
    }
    if (e.targets) e.n_targets = n_inputs;
    bool marked = ok && lm_error() == NULL && mark(&e, outputs, n_outputs, &seen);
    if (ok && !marked) seen.n = 0; /* nothing was changed nor retained */
    ok = marked;
  }
  for (int i = 0; i < n_outputs && ok; i++) ok = start(&e, outputs[i], grads ? grads[i] : NULL, i);
  while (e.n > 0) {
    lm_node *n = pop(&e);
    if (ok) ok = run_node(&e, n);
    n->queued = false;
    if (!ok) drop_grads(n); /* leave nothing behind */
    lm_node_release(n);
  }
  ok = finish_hooked(&e, ok);
  for (int i = 0; i < e.n_targets; i++) {
    target *t = &e.targets[i];
    /* An input that is listed twice has its gradient at its first place. */
    for (int k = 0; k < i && t->grad == NULL; k++)
      if (e.targets[k].node == t->node && e.targets[k].nr == t->nr && e.targets[k].leaf == t->leaf)
        t->grad = lm_retain(results[k]);
    if (ok && t->grad == NULL && !options.allow_unused)
      ok = lm_fail(
               "grad: input %d was not used in the outputs; pass {allow_unused = true} to get nil "
               "for it",
               i + 1) != NULL;
    results[i] = t->grad;
    if (options.accumulate && t->leaf && t->grad) {
      results[i] = NULL;
      if (ok)
        ok = into_leaf(&e, t->leaf, t->grad);
      else
        lm_release(t->grad);
    }
  }
  const lm_hook_call nothing = {.n_g = 0};
  ok = ok && lm_hooks_run(&e.final, 0, &nothing);
  lm_hooks_free(&e.final);
  if (!ok)
    for (int i = 0; i < e.n_targets; i++) {
      lm_release(results[i]);
      results[i] = NULL;
    }
  unmark(&seen);
  free(seen.v);
  free(e.targets);
  free(e.heap);
  free(e.hooked);
  free(e.hooked_grad);
  ctx->grad_mode = mode;
  ctx->autocast.on = mixed;
  walking = e.outer;
  lm_scope_resume(scopes);
  return ok;
}
