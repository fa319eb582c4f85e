/* Nodes of the graph: recording an operation, keeping what its vjp reads, and freeing, which walks
** chains of any length without recursion. */
#include "tensor/record.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static _Atomic uint64_t sequence;

/* A node's number comes after those of its inputs: a view that looks at its base anew gets a node of
** its own on the way. */
static void number(lm_node *n) {
  n->seq = atomic_fetch_add_explicit(&sequence, 1, memory_order_relaxed) + 1;
}

/* ---- history of a tensor ---- */

lm_tensor *lm_in_order(lm_tensor *t, lm_ints *order) {
  order->n = t->ndim;
  for (int i = 0; i < t->ndim; i++) { /* by falling stride; those alike keep their order */
    int at = i;
    while (at > 0 && t->strides[order->v[at - 1]] < t->strides[i]) at--;
    memmove(&order->v[at + 1], &order->v[at], sizeof *order->v * (size_t)(i - at));
    order->v[at] = i;
  }
  if (lm_is_contiguous(t)) return lm_retain(t);
  lm_context *ctx = lm_here();
  bool mode = ctx->grad_mode;
  ctx->grad_mode = true;
  lm_tensor *dense = NULL;
  lm_arg arg[] = {{.t = t}, {.ints = order}};
  bool ok = lm_dispatch(LM_OP_permute, arg, &dense, NULL);
  ctx->grad_mode = mode;
  if (!ok || lm_is_contiguous(dense)) return dense;
  lm_release(dense);
  return lm_fail(
      "%s: cannot record an in-place change of a view whose base is not contiguous; clone() the "
      "base first",
      lm_running());
}

lm_shows lm_what_shows(const lm_tensor *view, const lm_tensor *base) {
  lm_dtype d = (lm_dtype)view->dtype, from = (lm_dtype)base->dtype;
  if (d == from) return LM_SHOWS_SAME;
  if (lm_real_dtype(d) != lm_real_dtype(from)) return LM_SHOWS_BITS;
  return lm_is_complex(d) ? LM_SHOWS_PAIRS : LM_SHOWS_PARTS;
}

bool lm_geometry(const lm_tensor *t, lm_shows shows, lm_ints *size, lm_ints *stride,
                 int64_t *offset) {
  const int unit = shows == LM_SHOWS_PAIRS ? 2 : 1;
  if (unit == 2 && t->ndim == LM_MAX_DIMS)
    return lm_fail("%s: more than %d dimensions", lm_running(), LM_MAX_DIMS);
  size->n = stride->n = t->ndim;
  for (int d = 0; d < t->ndim; d++) {
    size->v[d] = t->sizes[d];
    stride->v[d] = unit * t->strides[d];
  }
  *offset = unit * t->offset;
  if (unit == 2) {
    size->v[size->n++] = 2;
    stride->v[stride->n++] = 1;
  }
  return true;
}

/* Records t as the view of these elements of `dense`, or, in pairs, as complex numbers of them. */
static bool record_view(lm_tensor *t, lm_tensor *dense, lm_shows shows, lm_ints *size,
                        lm_ints *stride, int64_t offset) {
  lm_arg arg[] = {{.t = dense}, {.ints = size}, {.ints = stride}, {.i = offset}};
  if (shows != LM_SHOWS_PAIRS) return lm_record(LM_OP_strided, arg, &t, 1);
  lm_tensor *parts = NULL;
  lm_arg pairs[1];
  bool ok = lm_dispatch(LM_OP_strided, arg, &parts, NULL);
  pairs[0].t = parts;
  ok = ok && lm_record(LM_OP_view_as_complex, pairs, &t, 1);
  lm_release(parts);
  return ok;
}

/* A view whose base was changed since looks at the base anew. */
static bool refresh_view(lm_tensor *t) {
  lm_tensor *base = t->base;
  if (base == NULL || base->grad_fn == NULL || base->freed || t->freed ||
      base->storage != t->storage || /* set_ gave one of them another */
      t->view_version == t->storage->version)
    return true;
  lm_shows shows = lm_what_shows(t, base);
  if (shows == LM_SHOWS_BITS) return true;
  lm_ints size, stride, order;
  int64_t offset;
  if (!lm_geometry(t, shows, &size, &stride, &offset)) return false;
  lm_context *ctx = lm_here();
  bool mode = ctx->grad_mode;
  ctx->grad_mode = true;
  lm_tensor *source = lm_retain(base);
  if (shows == LM_SHOWS_PARTS) {
    lm_arg whole[] = {{.t = base}};
    lm_release(source);
    if (!lm_dispatch(LM_OP_view_as_real, whole, &source, NULL)) source = NULL;
  }
  lm_tensor *dense = source ? lm_in_order(source, &order) : NULL;
  bool ok = dense && record_view(t, dense, shows, &size, &stride, offset - source->offset);
  ctx->grad_mode = mode;
  if (ok) t->view_version = t->storage->version;
  lm_release(dense);
  lm_release(source);
  return ok;
}

lm_node *lm_grad_fn(lm_tensor *t) { return refresh_view(t) ? t->grad_fn : NULL; }

static void describe(lm_edge *e, const lm_tensor *t, int64_t **sizes) {
  e->dtype = t->dtype;
  e->ndim = t->ndim;
  e->device = t->device;
  e->sizes = memcpy(*sizes, t->sizes, sizeof **sizes * (size_t)t->ndim);
  *sizes += t->ndim;
}

bool lm_edge_of(lm_tensor *t, lm_edge *e) {
  e->node = NULL;
  e->leaf = NULL;
  e->nr = 0;
  if (!refresh_view(t)) return false;
  if (t->grad_fn) {
    e->node = lm_node_retain(t->grad_fn);
    e->nr = t->result;
  } else if (t->requires_grad)
    e->leaf = lm_retain(t);
  e->needed = e->node || e->leaf;
  return true;
}

bool lm_must_record(lm_tensor *const *inputs, int64_t n) {
  if (!lm_here()->grad_mode) return false;
  for (int64_t i = 0; i < n; i++)
    if (inputs[i] && lm_requires_grad(inputs[i])) return true;
  return false;
}

/* ---- making nodes ---- */

/* One block holds the node, its edges, arguments, kept tensors and every list of sizes. */
typedef struct shape_of_node {
  int edges, results, args;
  size_t ints;  /* int64_t entries for sizes and integer lists */
  size_t bytes; /* of strings and optional scalars */
} shape_of_node;

/* Where the script is, for an anomaly that backward may find here. */
static void note_place(lm_node *n) {
  lm_context *c = lm_here();
  char *trace = c->trace ? c->trace(c->host) : NULL;
  if (trace == NULL) return;
  if (lm_node_extra_of(n))
    n->extra->trace = trace;
  else { /* it is a note, no more: the operation goes on without it */
    free(trace);
    lm_clear_error();
  }
}

static lm_node *node_new(const shape_of_node *s, int64_t **ints, char **bytes) {
  size_t edges = sizeof(lm_edge) * (size_t)(s->edges + s->results);
  size_t args = sizeof(lm_arg) * (size_t)s->args;
  size_t saved = sizeof(lm_saved) * (size_t)(s->edges + s->results);
  size_t grads = sizeof(lm_tensor *) * (size_t)s->results;
  size_t head = sizeof(lm_node) + edges + args + saved + grads + s->ints * sizeof(int64_t);
  lm_node *n = malloc(head + s->bytes);
  if (n == NULL) return lm_fail("out of memory: no room for a node of the graph");
  memset(n, 0, head);
  char *p = (char *)(n + 1);
  atomic_init(&n->refs, 1);
  n->n_edges = s->edges;
  n->n_results = s->results;
  n->edges = (lm_edge *)p;
  n->meta = n->edges + s->edges;
  p += edges;
  n->saved = (lm_saved *)p;
  p += saved;
  n->arg = (lm_arg *)p;
  p += args;
  n->grads = (lm_tensor **)p;
  p += grads;
  *ints = (int64_t *)p;
  *bytes = p + s->ints * sizeof(int64_t);
  if (__builtin_expect(lm_here()->anomaly, 0)) note_place(n);
  return n;
}

static bool is_tensor(lm_arg_kind kind) { return kind < LM_ARG_TL; }

static bool is_ints(lm_arg_kind kind) {
  return kind == LM_ARG_DIMS || kind == LM_ARG_SIZE || kind == LM_ARG_INTS ||
         kind == LM_ARG_INTSO || kind == LM_ARG_PADS || kind == LM_ARG_DIMLIST;
}

static void measure(const lm_op *row, const lm_arg *arg, lm_tensor *const *results,
                    shape_of_node *s) {
  for (int i = 0; i < row->n_params; i++) {
    lm_arg_kind kind = row->params[i].kind;
    if (is_tensor(kind)) {
      s->edges++;
      if (arg[i].t) s->ints += (size_t)arg[i].t->ndim;
    } else if (kind == LM_ARG_TL) {
      s->edges += (int)arg[i].list->n;
      for (int64_t k = 0; k < arg[i].list->n; k++)
        if (arg[i].list->v[k]) s->ints += (size_t)arg[i].list->v[k]->ndim;
    } else if (is_ints(kind) && arg[i].ints) {
      s->ints += sizeof(lm_ints) / sizeof(int64_t) + 1;
    } else if (kind == LM_ARG_SO && arg[i].so) {
      s->ints += sizeof(lm_scalar) / sizeof(int64_t) + 1;
    } else if (kind == LM_ARG_STR && arg[i].str)
      s->bytes += strlen(arg[i].str) + 1;
  }
  for (int i = 0; i < s->results; i++) s->ints += (size_t)results[i]->ndim;
}

/* Copies what is not a tensor, so that the node outlives the call. */
static void copy_argument(lm_arg *to, lm_arg_kind kind, const lm_arg *from, int64_t **ints,
                          char **bytes) {
  *to = *from;
  if (is_ints(kind) && from->ints) {
    to->ints = memcpy(*ints, from->ints, sizeof(lm_ints));
    *ints += sizeof(lm_ints) / sizeof(int64_t) + 1;
  } else if (kind == LM_ARG_SO && from->so) {
    to->so = memcpy(*ints, from->so, sizeof(lm_scalar));
    *ints += sizeof(lm_scalar) / sizeof(int64_t) + 1;
  } else if (kind == LM_ARG_STR && from->str) {
    size_t size = strlen(from->str) + 1;
    to->str = memcpy(*bytes, from->str, size);
    *bytes += size;
  } else if (kind == LM_ARG_GEN)
    to->gen = NULL;
}

bool lm_record(lm_op_id op, lm_arg *arg, lm_tensor *const *results, int n_results) {
  const lm_op *row = &lm_ops[op];
  shape_of_node s = {.results = n_results, .args = row->n_params};
  measure(row, arg, results, &s);
  int64_t *ints;
  char *bytes;
  lm_node *n = node_new(&s, &ints, &bytes);
  if (n == NULL) return false;
  n->op = (int32_t)op;
  bool ok = true;
  int e = 0;
  for (int i = 0; i < row->n_params && ok; i++) {
    lm_arg_kind kind = row->params[i].kind;
    int64_t count = is_tensor(kind) ? 1 : kind == LM_ARG_TL ? arg[i].list->n : 0;
    for (int64_t k = 0; k < count && ok; k++, e++) {
      lm_tensor *t = is_tensor(kind) ? arg[i].t : arg[i].list->v[k];
      if (t == NULL) continue;
      ok = lm_edge_of(t, &n->edges[e]);
      describe(&n->edges[e], t, &ints);
    }
    if (count == 0) copy_argument(&n->arg[i], kind, &arg[i], &ints, &bytes);
  }
  number(n);
  bool cross = row->keeps & LM_KEEP_CROSS;
  e = 0;
  for (int i = 0, nth = 0; i < row->n_params && ok; i++) {
    lm_arg_kind kind = row->params[i].kind;
    if (!is_tensor(kind) && kind != LM_ARG_TL) continue;
    bool wanted = row->keeps & LM_KEEP_ARG(nth);
    if (cross && nth < 2) wanted = wanted && n->edges[1 - nth].needed;
    int64_t count = is_tensor(kind) ? 1 : arg[i].list->n;
    for (int64_t k = 0; k < count && ok; k++, e++) {
      lm_tensor *t = is_tensor(kind) ? arg[i].t : arg[i].list->v[k];
      if (wanted && t) ok = lm_save(&n->saved[e], t, &n->edges[e], row->name);
    }
    nth++;
  }
  for (int i = 0; i < n_results && ok; i++) {
    describe(&n->meta[i], results[i], &ints);
    if (row->keeps & LM_KEEP_RESULT(i))
      ok = lm_save(&n->saved[n->n_edges + i], results[i], NULL, row->name);
  }
  for (int i = 0; i < n_results && ok; i++) {
    if (!lm_is_inexact((lm_dtype)results[i]->dtype))
      continue;                       /* positions and masks have no gradient */
    lm_set_history(results[i], n, i); /* an in-place change replaces an older one */
  }
  lm_node_release(n);
  return ok;
}

lm_node *lm_record_custom(const lm_custom *custom, void *data, lm_tensor *const *inputs,
                          int n_inputs, lm_tensor *const *results, const bool *plain,
                          int n_results) {
  shape_of_node s = {.edges = n_inputs, .results = n_results};
  for (int i = 0; i < n_inputs; i++)
    if (inputs[i]) s.ints += (size_t)inputs[i]->ndim;
  for (int i = 0; i < n_results; i++)
    if (results[i]) s.ints += (size_t)results[i]->ndim;
  int64_t *ints;
  char *bytes;
  lm_node *n = node_new(&s, &ints, &bytes);
  if (n == NULL) {
    custom->release(data);
    return NULL;
  }
  n->op = LM_NODE_CUSTOM;
  n->custom = custom;
  n->data = data;
  bool ok = true;
  for (int i = 0; i < n_inputs && ok; i++) {
    if (inputs[i] == NULL) continue;
    ok = lm_edge_of(inputs[i], &n->edges[i]);
    describe(&n->edges[i], inputs[i], &ints);
  }
  number(n);
  for (int i = 0; i < n_results && ok; i++) {
    if (results[i] == NULL) continue;
    describe(&n->meta[i], results[i], &ints);
    if (!lm_is_inexact((lm_dtype)results[i]->dtype) || (plain && plain[i])) continue;
    lm_set_history(results[i], n, i);
  }
  if (ok) return n;
  lm_node_release(n);
  return NULL;
}

/* ---- what a vjp reads ---- */

static lm_saved *saved_at(lm_node *n, int i) {
  lm_saved *s = &n->saved[i];
  if (!n->released && (s->tensor || s->pack)) return s;
  return lm_fail("backward: what %s kept was released by an earlier backward; pass {retain_graph = "
                 "true} to that one",
                 lm_node_name(n));
}

/* Formulas ask for a tensor as often as they like; hooks unpack it once. */
static lm_tensor **ready_at(lm_node *n, int i) {
  lm_node_extra *x = lm_node_extra_of(n);
  if (x && x->ready == NULL) {
    x->ready = calloc(((size_t)n->n_edges + (size_t)n->n_results), sizeof *x->ready);
    if (x->ready == NULL) lm_fail("out of memory: no room for unpacked tensors");
  }
  return x && x->ready ? &x->ready[i] : NULL;
}

/* The i-th kept tensor: an input with the edge `e`, or, where that is NULL, result nr. */
static lm_tensor *take(lm_node *n, int i, const lm_edge *e, int32_t nr, const lm_edge *shape) {
  lm_saved *s = saved_at(n, i);
  if (s == NULL) return NULL;
  if (s->pack == NULL) return lm_scoped(lm_unsave(s, e, n, nr, shape, lm_node_name(n)));
  lm_tensor **ready = ready_at(n, i);
  if (ready == NULL) return NULL;
  if (*ready == NULL) {
    lm_tensor *t = lm_unsave(s, e, n, nr, shape, lm_node_name(n));
    if (n->extra->ready == NULL) { /* the hook ran backward over this very node */
      lm_release(t);
      return lm_fail("backward: a hook of saved_tensors_hooks ran backward over the same graph");
    }
    n->extra->ready[i] = t;
    ready = &n->extra->ready[i];
  }
  return lm_scoped(lm_retain(*ready));
}

lm_tensor *lm_node_input(lm_node *n, int i) { return take(n, i, &n->edges[i], 0, &n->edges[i]); }

lm_tensor *lm_node_result(lm_node *n, int i) {
  return take(n, n->n_edges + i, NULL, i, &n->meta[i]);
}

lm_ints lm_node_sizes(const lm_node *n, int i) {
  lm_ints s = {.n = n->edges[i].ndim};
  for (int d = 0; d < s.n; d++) s.v[d] = n->edges[i].sizes[d];
  return s;
}

const char *lm_node_name(const lm_node *n) {
  return n->op >= 0 ? lm_ops[n->op].name : n->custom->name;
}

/* ---- freeing ---- */

lm_node *lm_node_retain(lm_node *n) {
  if (n) n->refs++;
  return n;
}

void lm_node_drop_saved(lm_node *n) {
  n->released = true;
  for (int i = 0; i < n->n_edges + n->n_results; i++) lm_drop_saved(&n->saved[i]);
  if (n->custom && n->custom->drop) n->custom->drop(n->data);
}

lm_node_extra *lm_node_extra_of(lm_node *n) {
  if (n->extra == NULL && (n->extra = calloc(1, sizeof *n->extra)) == NULL)
    lm_fail("out of memory: no room for what belongs to a node");
  return n->extra;
}

void lm_node_drop_ready(lm_node *n) {
  lm_tensor **ready = n->extra ? n->extra->ready : NULL;
  if (ready == NULL) return;
  n->extra->ready = NULL;
  for (int i = 0; i < n->n_edges + n->n_results; i++) lm_release(ready[i]);
  free(ready);
}

static void free_extra(lm_node_extra *x) {
  if (x == NULL) return;
  lm_hooks_free(&x->before);
  lm_hooks_free(&x->after);
  if (x->release_meta) x->release_meta(x->meta);
  free(x->trace);
  free(x);
}

static void destroy(lm_node *n) {
  lm_node_drop_saved(n);
  for (int i = 0; i < n->n_edges; i++) {
    if (n->edges[i].node) lm_node_release(n->edges[i].node);
    lm_release(n->edges[i].leaf);
  }
  for (int i = 0; i < n->n_results; i++) lm_release(n->grads[i]);
  lm_hooks_free(&n->hooks);
  lm_node_drop_ready(n);
  free_extra(n->extra);
  if (n->custom) n->custom->release(n->data);
  free(n);
}

/* Freeing one node may free tensors, which may free nodes: those wait in a list until the first
** caller comes back to them, so a chain of any length needs no stack. */
void lm_node_release(lm_node *n) {
  static _Thread_local lm_node *waiting;
  static _Thread_local bool busy;
  if (atomic_load_explicit(&n->refs, memory_order_acquire) != 1 && --n->refs > 0) return;
  n->next_free = waiting;
  waiting = n;
  if (busy) return;
  busy = true;
  while ((n = waiting) != NULL) {
    waiting = n->next_free;
    destroy(n);
  }
  busy = false;
}
