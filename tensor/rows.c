/* Whole slices at listed positions of one dimension: index_select and its kin, one_hot. */
#include "tensor/index.h"

/* index is a vector (or one position), dim exists. */
static bool check_vector(const char *op, const lm_tensor *self, int64_t *dim,
                         const lm_tensor *index) {
  if (!lm_wrap_dim(op, dim, self->ndim) || !lm_check_index_dtype(op, index)) return false;
  if (index->ndim > 1)
    return lm_fail("%s: index must be a vector of positions, not of shape %s", op,
                   lm_shape_text(index));
  return lm_same_device(op, self, index);
}

/* Sizes of self with as many positions along dim as index has; a 0-dim self counts as one element. */
static bool selected_sizes(const char *op, const lm_tensor *self, int64_t dim,
                           const lm_tensor *index, lm_ints *sizes) {
  sizes->n = self->ndim;
  for (int d = 0; d < self->ndim; d++) sizes->v[d] = self->sizes[d];
  if (self->ndim)
    sizes->v[dim] = index->numel;
  else if (index->numel != 1)
    return lm_fail("%s: a tensor without dimensions has one position, index lists %lld", op,
                   (long long)index->numel);
  return true;
}

RULE(index_select) {
  lm_tensor *self = A(0).t, *index = A(2).t;
  int64_t dim = A(1).i;
  lm_ints sizes;
  if (!check_vector("index_select", self, &dim, index) ||
      !selected_sizes("index_select", self, dim, index, &sizes))
    return false;
  c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)self->dtype, self->device);
  return c->out[0] != NULL;
}

/* index_add and index_copy: source has the sizes that index_select would give. */
static bool rule_with_source(lm_call *c) {
  const char *op = lm_op_name(c);
  lm_tensor *self = A(0).t, *index = A(2).t, *source = A(3).t;
  int64_t dim = A(1).i;
  lm_ints sizes;
  if (!check_vector(op, self, &dim, index) || !selected_sizes(op, self, dim, index, &sizes))
    return false;
  if (source->dtype != self->dtype)
    return lm_fail("%s: source must be %s as the tensor is, not %s", op,
                   lm_dtypes[self->dtype].name, lm_dtypes[source->dtype].name);
  bool fits = source->ndim == sizes.n || (source->numel == 1 && index->numel == 1);
  for (int d = 0; fits && d < source->ndim && d < sizes.n; d++)
    fits = source->sizes[d] == sizes.v[d];
  if (!fits)
    return lm_fail("%s: source must have shape %s for a tensor of shape %s and %lld positions of "
                   "dimension %lld, not %s",
                   op, lm_sizes_text(sizes.n, sizes.v), lm_shape_text(self),
                   (long long)index->numel, (long long)dim + 1, lm_shape_text(source));
  return lm_same_device(op, self, source) && lm_result_like_self(c);
}

RULE(index_add) { return rule_with_source(c); }
RULE(index_copy) { return rule_with_source(c); }

RULE(index_fill) {
  lm_tensor *value = A(3).t;
  int64_t dim = A(1).i;
  if (!check_vector("index_fill", A(0).t, &dim, A(2).t)) return false;
  if (value->ndim != 0)
    return lm_fail(
        "index_fill: value must be a number or a tensor without dimensions, not of shape %s",
        lm_shape_text(value));
  return lm_result_like_self(c);
}

RULE(one_hot) {
  lm_tensor *self = A(0).t;
  int64_t classes = A(1).i;
  if (!lm_check_index_dtype("one_hot", self)) return false;
  if (classes < -1 || classes == 0)
    return lm_fail(
        "one_hot: num_classes must be positive, or -1 for the largest position, not %lld",
        (long long)classes);
  if (self->ndim + 1 > LM_MAX_DIMS)
    return lm_fail("one_hot: a tensor of shape %s has too many dimensions", lm_shape_text(self));
  if (classes == -1) {
    if (self->numel == 0)
      return lm_fail("one_hot: num_classes must be given for a tensor without elements");
    lm_scope scope = lm_scope_open();
    lm_tensor *largest = lm_max(self);
    lm_scalar value;
    bool ok = largest && lm_get_scalar(largest, &value);
    lm_scope_close(scope, NULL);
    if (!ok) return false;
    classes = lm_scalar_i(value) > 0 ? lm_scalar_i(value) : 0;
  }
  lm_ints sizes = {self->ndim + 1, {0}};
  for (int d = 0; d < self->ndim; d++) sizes.v[d] = self->sizes[d];
  sizes.v[self->ndim] = classes;
  c->out[0] = lm_new(sizes.n, sizes.v, LM_I64, self->device);
  return c->out[0] != NULL;
}

/* ---- gradients ---- */

VJP(index_select) { GRAD(0, lm_index_add(lm_zeros_of(n, 0), ARG(1).i, IN(1), G, lm_int(1))); }

VJP(index_add) {
  GRAD(0, G);
  if (NEEDS(2)) {
    lm_tensor *picked = lm_index_select(G, ARG(1).i, IN(1));
    lm_tensor *alpha = lm_wrap(ARG(4).s);
    bool one = lm_scalar_f(ARG(4).s) == 1;
    lm_ints sizes = lm_node_sizes(n, 2);
    GRAD(2, lm_reshape(one ? picked : lm_mul(picked, alpha), &sizes));
  }
}

VJP(index_copy) {
  lm_tensor *zero = lm_wrap(lm_float(0));
  lm_ints sizes = lm_node_sizes(n, 2);
  GRAD(0, lm_index_fill(G, ARG(1).i, IN(1), zero));
  GRAD(2, lm_reshape(lm_index_select(G, ARG(1).i, IN(1)), &sizes));
}

VJP(index_fill) {
  lm_tensor *zero = lm_wrap(lm_float(0));
  GRAD(0, lm_index_fill(G, ARG(1).i, IN(1), zero));
  /* What value filled, once for each place however often it is listed; the engine adds up. */
  if (NEEDS(2)) {
    lm_tensor *filled = lm_index_fill(lm_zeros_like(G, LM_BOOL, LM_DEVICE_NONE), ARG(1).i, IN(1),
                                      lm_wrap(lm_bool(true)));
    gi[2] = lm_where_select(filled, G, zero);
  }
}
