/* gather, scatter and scatter_add: element by element along one dimension. */
#include "tensor/index.h"

/* The sizes of index fit self (but along dim) and src (everywhere; NULL: none). */
static bool check_index(const char *op, const lm_tensor *self, int64_t dim, const lm_tensor *index,
                        const lm_tensor *src) {
  if (!lm_check_index_dtype(op, index) || !lm_same_device(op, self, index)) return false;
  int ndim = self->ndim ? self->ndim : 1;
  if ((index->ndim ? index->ndim : 1) != ndim)
    return lm_fail("%s: index must have as many dimensions as the tensor: %s and %s", op,
                   lm_shape_text(index), lm_shape_text(self));
  for (int d = 0; d < index->ndim; d++)
    if (index->numel > 0 && d != dim && index->sizes[d] > (self->ndim ? self->sizes[d] : 1))
      return lm_fail(
          "%s: dimension %d of index has %lld elements and that of the tensor only %lld: %s "
          "and %s",
          op, d + 1, (long long)index->sizes[d], (long long)self->sizes[d], lm_shape_text(index),
          lm_shape_text(self));
  if (src == NULL) return true;
  if ((src->ndim ? src->ndim : 1) != ndim)
    return lm_fail("%s: src must have as many dimensions as the tensor: %s and %s", op,
                   lm_shape_text(src), lm_shape_text(self));
  for (int d = 0; d < index->ndim; d++)
    if (index->numel > 0 && index->sizes[d] > (src->ndim ? src->sizes[d] : 1))
      return lm_fail(
          "%s: dimension %d of index has %lld elements and that of src only %lld: %s and %s", op,
          d + 1, (long long)index->sizes[d], (long long)(src->ndim ? src->sizes[d] : 1),
          lm_shape_text(index), lm_shape_text(src));
  return true;
}

RULE(gather) {
  lm_tensor *self = A(0).t, *index = A(2).t;
  int64_t dim = A(1).i;
  if (!lm_wrap_dim("gather", &dim, self->ndim) || !check_index("gather", self, dim, index, NULL))
    return false;
  c->out[0] = lm_new(index->ndim, index->sizes, (lm_dtype)self->dtype, self->device);
  return c->out[0] != NULL;
}

RULE(scatter) {
  lm_tensor *self = A(0).t, *index = A(2).t, *src = A(3).t;
  int64_t dim = A(1).i;
  bool number = src->ndim == 0; /* stored everywhere */
  if (!lm_wrap_dim("scatter", &dim, self->ndim) ||
      !check_index("scatter", self, dim, index, number ? NULL : src))
    return false;
  if (!number && !lm_same_device("scatter", self, src)) return false;
  if (src->dtype != self->dtype && !src->wrapped)
    return lm_fail("scatter: src must be %s as the tensor is, not %s", lm_dtypes[self->dtype].name,
                   lm_dtypes[src->dtype].name);
  return lm_result_like_self(c);
}

RULE(scatter_add) {
  const char *op = lm_op_name(c);
  lm_tensor *self = A(0).t, *index = A(2).t, *src = A(3).t;
  int64_t dim = A(1).i;
  if (!lm_wrap_dim(op, &dim, self->ndim) || !check_index(op, self, dim, index, src) ||
      !lm_same_device(op, self, src))
    return false;
  if (src->dtype != self->dtype)
    return lm_fail("%s: src must be %s as the tensor is, not %s", op, lm_dtypes[self->dtype].name,
                   lm_dtypes[src->dtype].name);
  return lm_result_like_self(c);
}

/* ---- gradients ---- */

lm_tensor *lm_padded_gradient(lm_node *n, int i, lm_tensor *used) {
  lm_ints sizes = lm_node_sizes(n, i);
  if (sizes.n == 0) return used; /* a number: the engine adds up */
  for (int d = 0; used && d < sizes.n; d++) {
    lm_ints rest = {used->ndim, {0}};
    for (int k = 0; k < used->ndim; k++) rest.v[k] = used->sizes[k];
    rest.v[d] = sizes.v[d] - used->sizes[d];
    if (rest.v[d] <= 0) continue;
    lm_tensor *both[] = {used, lm_zeros(&rest, (lm_dtype)used->dtype, used->device)};
    used = both[1] ? lm_cat(&(lm_list){2, both}, d) : NULL;
  }
  return used;
}

/* What src of a scatter gets: only the part that index covers was used. */
static lm_tensor *source_gradient(lm_node *n, int i, lm_tensor *g, int64_t dim, lm_tensor *index) {
  return lm_padded_gradient(n, i, lm_gather(g, dim, index));
}

VJP(gather) { GRAD(0, lm_scatter_add(lm_zeros_of(n, 0), ARG(1).i, IN(1), G)); }

VJP(scatter) {
  lm_tensor *zero = lm_wrap(lm_float(0));
  GRAD(0, lm_scatter(G, ARG(1).i, IN(1), zero));
  GRAD(2, source_gradient(n, 2, G, ARG(1).i, IN(1)));
}

VJP(scatter_add) {
  GRAD(0, G);
  GRAD(2, source_gradient(n, 2, G, ARG(1).i, IN(1)));
}
