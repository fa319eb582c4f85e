/* Advanced indexing: the geometry, the rows `index` and `index_put`, and keys with boolean masks. */
#include "tensor/index.h"

bool lm_check_index_dtype(const char *op, const lm_tensor *t) {
  if (t->dtype == LM_I64 || t->dtype == LM_I32) return true;
  return lm_fail("%s: positions must be int64 or int32, not %s", op, lm_dtypes[t->dtype].name);
}

bool lm_result_like_self(lm_call *c) {
  if (!c->inplace) c->out[0] = lm_new_like(A(0).t, (lm_dtype)A(0).t->dtype);
  return c->out[0] != NULL;
}

lm_tensor *lm_zeros_of(lm_node *n, int i) {
  lm_ints sizes = lm_node_sizes(n, i);
  return lm_zeros(&sizes, (lm_dtype)n->edges[i].dtype, n->edges[i].device);
}

/* ---- geometry ---- */

/* The common shape of the index tensors, right-aligned as in every broadcast. */
static bool broadcast_indices(lm_index_plan *plan, const char *op) {
  lm_ints *shape = &plan->shape;
  for (int k = 0; k < plan->n; k++)
    if (plan->index[k]->ndim > shape->n) shape->n = plan->index[k]->ndim;
  for (int d = 0; d < shape->n; d++) shape->v[d] = 1;
  for (int k = 0; k < plan->n; k++) {
    const lm_tensor *t = plan->index[k];
    for (int d = 0; d < t->ndim; d++) {
      int64_t *size = &shape->v[shape->n - t->ndim + d];
      if (*size == 1)
        *size = t->sizes[d];
      else if (t->sizes[d] != 1 && t->sizes[d] != *size)
        return lm_fail("%s: the index tensors do not broadcast together: %s and %s", op,
                       lm_shape_text(plan->index[0]), lm_shape_text(t));
    }
  }
  return true;
}

bool lm_index_plan_make(lm_index_plan *plan, const char *op, const lm_tensor *self,
                        const lm_list *indices) {
  plan->n = plan->shape.n = plan->result.n = plan->place = 0;
  if (indices->n > self->ndim)
    return lm_fail("%s: %lld index tensors are too many for a tensor of shape %s", op,
                   (long long)indices->n, lm_shape_text(self));
  bool adjacent = true;
  for (int i = 0; i < indices->n; i++) {
    lm_tensor *t = indices->v[i];
    if (t == NULL) continue;
    if (!lm_check_index_dtype(op, t) || !lm_same_device(op, self, t)) return false;
    if (plan->n > 0 && plan->dim[plan->n - 1] != i - 1) adjacent = false;
    plan->dim[plan->n] = i;
    plan->index[plan->n++] = t;
  }
  if (!broadcast_indices(plan, op)) return false;
  if (self->ndim - plan->n + plan->shape.n > LM_MAX_DIMS)
    return lm_fail("%s: the result would have %d dimensions; at most %d are possible", op,
                   self->ndim - plan->n + plan->shape.n, LM_MAX_DIMS);
  plan->place = plan->n > 0 && adjacent ? plan->dim[0] : 0;
  /* The dimensions that stay, with `shape` put in front of number `place`. */
  int r = 0, stay[LM_MAX_DIMS], kept = 0;
  for (int d = 0, k = 0; d < self->ndim; d++) {
    if (k < plan->n && plan->dim[k] == d)
      k++;
    else
      stay[kept++] = d;
  }
  for (int i = 0; i <= kept; i++) {
    for (int s = 0; i == plan->place && s < plan->shape.n; s++) {
      plan->from[r] = -1;
      plan->result.v[r++] = plan->shape.v[s];
    }
    if (i == kept) break;
    plan->from[r] = stay[i];
    plan->result.v[r++] = self->sizes[stay[i]];
  }
  plan->result.n = r;
  return true;
}

/* ---- the rows ---- */

RULE(index) {
  lm_tensor *self = A(0).t;
  lm_index_plan plan;
  if (!lm_index_plan_make(&plan, "index", self, A(1).list)) return false;
  c->out[0] = lm_new(plan.result.n, plan.result.v, (lm_dtype)self->dtype, self->device);
  return c->out[0] != NULL;
}

RULE(index_put) {
  lm_tensor *self = A(0).t, *values = A(1).t;
  lm_index_plan plan;
  if (!lm_index_plan_make(&plan, "index_put", self, A(2).list)) return false;
  if (!lm_same_device("index_put", self, values)) return false;
  if (self->dtype != values->dtype)
    return lm_fail("index_put: values must be %s as the tensor is, not %s",
                   lm_dtypes[self->dtype].name, lm_dtypes[values->dtype].name);
  const lm_ints *result = &plan.result;
  bool fits = values->ndim <= result->n;
  for (int d = 0; fits && d < values->ndim; d++) {
    int64_t size = values->sizes[d];
    fits = size == 1 || size == result->v[result->n - values->ndim + d];
  }
  if (!fits)
    return lm_fail("index_put: values of shape %s do not broadcast to the shape %s that is indexed",
                   lm_shape_text(values), lm_sizes_text(result->n, result->v));
  return lm_result_like_self(c);
}

/* The index tensors that a node keeps, from input `first` on; entries that were NULL have no sizes. */
static bool kept_indices(lm_node *n, int first, lm_list *list, lm_tensor **v) {
  *list = (lm_list){n->n_edges - first, v};
  for (int i = 0; i < list->n; i++) {
    bool given = n->edges[first + i].sizes != NULL;
    v[i] = given ? IN(first + i) : NULL;
    if (given && v[i] == NULL) return false;
  }
  return true;
}

VJP(index) {
  lm_tensor *v[LM_MAX_DIMS];
  lm_list indices;
  if (!kept_indices(n, 1, &indices, v)) return;
  GRAD(0, lm_index_put(lm_zeros_of(n, 0), G, &indices, true));
}

VJP(index_put) {
  lm_tensor *v[LM_MAX_DIMS];
  lm_list indices;
  if (!kept_indices(n, 2, &indices, v)) return;
  const lm_ints scalar = {0};
  lm_tensor *zero = lm_zeros(&scalar, (lm_dtype)G->dtype, G->device);
  GRAD(0, ARG(3).b ? G : lm_index_put(G, zero, &indices, false));
  GRAD(1, lm_index(G, &indices));
}

/* ---- keys with boolean masks ---- */

/* Keys made ready for the rows: masks replaced by the positions where they hold. */
typedef struct prepared {
  lm_tensor *self;
  lm_list indices;
  lm_tensor *v[LM_MAX_DIMS];
} prepared;

/* The mask must have the sizes of the dimensions that it stands for. */
static bool check_mask(const lm_tensor *self, const lm_tensor *mask, int64_t at) {
  if (at + mask->ndim > self->ndim)
    return lm_fail("index: too many entries for a tensor of shape %s", lm_shape_text(self));
  for (int d = 0; d < mask->ndim; d++)
    if (mask->sizes[d] != self->sizes[at + d])
      return lm_fail(
          "index: a mask of shape %s does not fit a tensor of shape %s: dimension %lld has "
          "%lld elements",
          lm_shape_text(mask), lm_shape_text(self), (long long)at + d + 1,
          (long long)self->sizes[at + d]);
  return true;
}

static bool prepare(prepared *p, lm_tensor *self, const lm_list *keys) {
  p->self = self;
  p->indices.v = p->v;
  int64_t n = 0;
  for (int64_t i = 0; i < keys->n; i++) {
    lm_tensor *key = keys->v[i];
    if (key == NULL || key->dtype != LM_BOOL) {
      if (n >= p->self->ndim)
        return lm_fail("index: too many entries for a tensor of shape %s", lm_shape_text(p->self));
      p->v[n++] = key ? lm_to_dtype(key, LM_DTYPE_NONE, self->device, false) : NULL;
      if (key && p->v[n - 1] == NULL) return false;
      continue;
    }
    if (!check_mask(p->self, key, n)) return false;
    lm_tensor *found = lm_nonzero(lm_to_dtype(key, LM_DTYPE_NONE, self->device, false));
    if (found == NULL) return false;
    if (key->ndim == 0) { /* consumes nothing: a new dimension of size 0 or 1 */
      const lm_ints size = {1, {found->sizes[0]}};
      if ((p->self = lm_unsqueeze(p->self, n)) == NULL) return false;
      if ((p->v[n++] = lm_ones(&size, LM_I64, self->device)) == NULL) return false;
    }
    for (int d = 0; d < key->ndim; d++)
      if ((p->v[n++] = lm_select(found, 1, d)) == NULL) return false;
  }
  p->indices.n = n;
  return true;
}

/* The one key when it is a mask over all of self. */
static lm_tensor *whole_mask(const lm_tensor *self, const lm_list *keys) {
  lm_tensor *mask = keys->n == 1 ? keys->v[0] : NULL;
  return mask && mask->dtype == LM_BOOL && mask->ndim == self->ndim && mask->ndim > 0 &&
                 mask->device == self->device
             ? mask
             : NULL;
}

lm_tensor *lm_index_get(lm_tensor *self, const lm_list *keys) {
  lm_tensor *mask = whole_mask(self, keys);
  if (mask) return check_mask(self, mask, 0) ? lm_masked_select(self, mask) : NULL;
  lm_scope scope = lm_scope_open();
  prepared p;
  lm_tensor *result = prepare(&p, self, keys) ? lm_index(p.self, &p.indices) : NULL;
  return lm_scope_close(scope, result);
}

/* self[mask] = a number: the elements where mask holds, in one pass and without positions. */
static bool fill_where(lm_tensor *self, lm_tensor *mask, lm_tensor *value) {
  lm_tensor *number = lm_expanded(value, self->ndim, self->sizes);
  lm_tensor *in[] = {mask, number, self};
  bool ok = number && lm_check_inplace("index_put", self) &&
            lm_run_pointwise(LM_OP_where_select, self, in, 3, NULL, (lm_dtype)self->dtype);
  if (ok) self->storage->version++, self->storage->changed_by = "index_put";
  lm_release(number);
  return ok;
}

/* A value may have leading dimensions of size 1 that the result lacks. */
static lm_tensor *drop_leading(lm_tensor *value, int ndim) {
  while (value && value->ndim > ndim && value->sizes[0] == 1) value = lm_select(value, 0, 0);
  return value;
}

static bool set(lm_tensor *self, const lm_list *keys, lm_tensor *value, bool accumulate) {
  value = lm_to_dtype(value, (lm_dtype)self->dtype, self->device, false);
  if (value == NULL) return false;
  lm_tensor *mask = whole_mask(self, keys), *both[] = {self, value};
  if (mask && !check_mask(self, mask, 0)) return false;
  if (mask && value->ndim == 0 && !accumulate && !lm_must_record(both, 2))
    return fill_where(self, mask, value);
  prepared p;
  lm_index_plan plan;
  if (!prepare(&p, self, keys)) return false;
  if (!lm_index_plan_make(&plan, "index", p.self, &p.indices)) return false;
  value = drop_leading(value, plan.result.n);
  lm_arg arg[] = {{.t = p.self}, {.t = value}, {.list = &p.indices}, {.b = accumulate}};
  return value && lm_dispatch_inplace(LM_OP_index_put, arg);
}

bool lm_index_set(lm_tensor *self, const lm_list *keys, lm_tensor *value, bool accumulate) {
  lm_scope scope = lm_scope_open();
  bool ok = set(self, keys, value, accumulate);
  lm_scope_close(scope, NULL);
  return ok;
}
