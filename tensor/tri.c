/* Triangles and diagonals of matrices, and flip. */
#include "tensor/index.h"

static bool rule_of_triangle(lm_call *c) {
  if (A(0).t->ndim < 2)
    return lm_fail("%s: needs a matrix or a batch of them, not a tensor of shape %s", lm_op_name(c),
                   lm_shape_text(A(0).t));
  return lm_result_like_self(c);
}

RULE(tril) { return rule_of_triangle(c); }
RULE(triu) { return rule_of_triangle(c); }
VJP(tril) { GRAD(0, lm_tril(G, ARG(1).i)); }
VJP(triu) { GRAD(0, lm_triu(G, ARG(1).i)); }

/* src into the part of `out` that has src's sizes and these strides. */
static bool copy_to_view(lm_tensor *out, const int64_t *strides, int64_t offset, lm_tensor *src) {
  lm_tensor *view = lm_as_view(out, src->ndim, src->sizes, strides, offset);
  bool ok = view && lm_copy_elements(view, src);
  lm_release(view);
  return ok;
}

RULE(diag_embed) {
  lm_tensor *self = A(0).t;
  int64_t offset = A(1).i, size;
  if (self->ndim == 0 || self->ndim + 1 > LM_MAX_DIMS)
    return lm_fail("diag_embed: needs a tensor of 1 to %d dimensions, not of shape %s",
                   LM_MAX_DIMS - 1, lm_shape_text(self));
  if (offset == INT64_MIN ||
      __builtin_add_overflow(self->sizes[self->ndim - 1], offset < 0 ? -offset : offset, &size))
    return lm_fail("diag_embed: offset %lld is too large", (long long)offset);
  lm_ints sizes = {self->ndim + 1, {0}};
  for (int d = 0; d < self->ndim - 1; d++) sizes.v[d] = self->sizes[d];
  sizes.v[self->ndim - 1] = sizes.v[self->ndim] = size;
  lm_tensor *out = c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)self->dtype, self->device);
  if (out == NULL || !lm_fill_elements(out, lm_int(0))) return false;
  if (self->numel == 0) return true;
  /* The diagonals of the new matrices as a view with self's sizes. */
  const int last = self->ndim - 1;
  int64_t strides[LM_MAX_DIMS], row = out->strides[last], column = out->strides[last + 1];
  for (int d = 0; d < last; d++) strides[d] = out->strides[d];
  strides[last] = row + column;
  return copy_to_view(out, strides, offset < 0 ? -offset * row : offset * column, self);
}

VJP(diag_embed) { GRAD(0, lm_diagonal(G, ARG(1).i, -2, -1)); }

lm_tensor *lm_do_diag(lm_tensor *self, int64_t diagonal) {
  if (self->ndim == 1) return lm_diag_embed(self, diagonal);
  if (self->ndim == 2) return lm_clone(lm_diagonal(self, diagonal, 0, 1));
  return lm_fail("diag: needs a vector or a matrix, not a tensor of shape %s", lm_shape_text(self));
}

/* A view that walks dimensions backwards, copied: other code never sees a negative stride. */
RULE(flip) {
  lm_tensor *self = A(0).t;
  uint32_t mask = 0;
  if (A(1).ints->n > 0 && !lm_dim_mask("flip", A(1).ints, self->ndim, &mask)) return false;
  c->out[0] = lm_new_like(self, (lm_dtype)self->dtype);
  if (c->out[0] == NULL || self->numel == 0) return c->out[0] != NULL;
  int64_t strides[LM_MAX_DIMS], offset = self->offset;
  for (int d = 0; d < self->ndim; d++) {
    bool back = mask >> d & 1;
    strides[d] = back ? -self->strides[d] : self->strides[d];
    if (back) offset += (self->sizes[d] - 1) * self->strides[d];
  }
  lm_tensor *view = lm_as_view(self, self->ndim, self->sizes, strides, offset);
  bool ok = view && lm_copy_elements(c->out[0], view);
  lm_release(view);
  return ok;
}

VJP(flip) { GRAD(0, lm_flip(G, ARG(1).ints)); }
