/* Triangles and diagonals of matrices; flips and turns. */
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

/* The two new dimensions, wrapped and in order. */
static bool new_dimensions(const lm_call *c, int ndim, int64_t *d1, int64_t *d2) {
  *d1 = A(2).i, *d2 = A(3).i;
  if (!lm_wrap_dim("diag_embed", d1, ndim) || !lm_wrap_dim("diag_embed", d2, ndim)) return false;
  return *d1 != *d2 ||
         lm_fail("diag_embed: dim1 and dim2 are both dimension %lld", (long long)*d1 + 1);
}

RULE(diag_embed) {
  lm_tensor *self = A(0).t;
  int64_t offset = A(1).i, size, d1, d2;
  if (self->ndim == 0 || self->ndim + 1 > LM_MAX_DIMS)
    return lm_fail("diag_embed: needs a tensor of 1 to %d dimensions, not of shape %s",
                   LM_MAX_DIMS - 1, lm_shape_text(self));
  if (!new_dimensions(c, self->ndim + 1, &d1, &d2)) return false;
  const int last = self->ndim - 1;
  if (offset == INT64_MIN ||
      __builtin_add_overflow(self->sizes[last], offset < 0 ? -offset : offset, &size))
    return lm_fail("diag_embed: offset %lld is too large", (long long)offset);
  lm_ints sizes = {self->ndim + 1, {0}};
  for (int d = 0, k = 0; d < sizes.n; d++)
    sizes.v[d] = d == d1 || d == d2 ? size : self->sizes[k++];
  lm_tensor *out = c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)self->dtype, self->device);
  if (out == NULL || !lm_fill_elements(out, lm_int(0))) return false;
  if (self->numel == 0) return true;
  /* The diagonals of the new matrices as a view with self's sizes. */
  int64_t strides[LM_MAX_DIMS], row = out->strides[d1], column = out->strides[d2];
  for (int d = 0, k = 0; d < sizes.n; d++)
    if (d != d1 && d != d2) strides[k++] = out->strides[d];
  strides[last] = row + column;
  return lm_copy_part(self->ndim, self->sizes, out, strides,
                      offset < 0 ? -offset * row : offset * column, self, self->strides,
                      self->offset);
}

VJP(diag_embed) { GRAD(0, lm_diagonal(G, ARG(1).i, ARG(2).i, ARG(3).i)); }

lm_tensor *lm_do_diag(lm_tensor *self, int64_t diagonal) {
  if (self->ndim == 1) return lm_diag_embed(self, diagonal, -2, -1);
  if (self->ndim == 2) return lm_clone(lm_diagonal(self, diagonal, 0, 1));
  return lm_fail("diag: needs a vector or a matrix, not a tensor of shape %s", lm_shape_text(self));
}

lm_tensor *lm_do_diagflat(lm_tensor *self, int64_t offset) {
  return lm_diag_embed(lm_reshape(self, &(lm_ints){1, {-1}}), offset, -2, -1);
}

/* length elements of out, stride apart, become value. */
static bool fill_line(lm_tensor *out, int64_t first, int64_t length, int64_t stride,
                      lm_scalar value) {
  lm_tensor *line = lm_as_view(out, 1, &length, &stride, out->offset + first);
  bool ok = line && lm_fill_elements(line, value);
  lm_release(line);
  return ok;
}

RULE(fill_diagonal) {
  lm_tensor *self = A(0).t;
  if (self->ndim < 2)
    return lm_fail("fill_diagonal_: needs at least 2 dimensions, not shape %s",
                   lm_shape_text(self));
  for (int d = 1; d < self->ndim && self->ndim > 2; d++)
    if (self->sizes[d] != self->sizes[0])
      return lm_fail("fill_diagonal_: more than 2 dimensions must have equal sizes, not %s",
                     lm_shape_text(self));
  if (!lm_result_like_self(c)) return false;
  lm_tensor *out = c->out[0];
  if (!c->inplace && !lm_copy_elements(out, self)) return false;
  if (out->numel == 0) return true;
  int64_t rows = out->sizes[0], columns = out->sizes[1], step = 0;
  for (int d = 0; d < out->ndim; d++) step += out->strides[d];
  bool wrap = A(2).b && out->ndim == 2;
  for (int64_t row = 0; row < rows; row += columns + 1) { /* a row stays free between two turns */
    int64_t length = rows - row < columns ? rows - row : columns;
    if (!fill_line(out, row * out->strides[0], length, step, A(1).s)) return false;
    if (!wrap) break;
  }
  return true;
}
VJP(fill_diagonal) { GRAD(0, lm_fill_diagonal(G, lm_int(0), ARG(2).b)); }

/* A copy that walks dimensions backwards: other code never sees a negative stride. */
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
  lm_tensor *out = c->out[0];
  return lm_copy_part(self->ndim, self->sizes, out, out->strides, 0, self, strides, offset);
}

VJP(flip) { GRAD(0, lm_flip(G, ARG(1).ints)); }

lm_tensor *lm_do_fliplr(lm_tensor *self) {
  if (self->ndim < 2)
    return lm_fail("fliplr: needs at least 2 dimensions, not shape %s", lm_shape_text(self));
  return lm_flip(self, &(lm_ints){1, {1}});
}
lm_tensor *lm_do_flipud(lm_tensor *self) {
  if (self->ndim < 1) return lm_fail("flipud: needs at least 1 dimension, not shape ()");
  return lm_flip(self, &(lm_ints){1, {0}});
}

lm_tensor *lm_do_rot90(lm_tensor *self, int64_t k, const lm_ints *dims) {
  int64_t a = 0, b = 1;
  if (dims && dims->n != 2) return lm_fail("rot90: dims must list two dimensions, not %d", dims->n);
  if (dims) a = dims->v[0], b = dims->v[1];
  if (self->ndim < 2)
    return lm_fail("rot90: needs at least 2 dimensions, not shape %s", lm_shape_text(self));
  if (!lm_wrap_dim("rot90", &a, self->ndim) || !lm_wrap_dim("rot90", &b, self->ndim)) return NULL;
  if (a == b) return lm_fail("rot90: dims are both dimension %lld", (long long)a + 1);
  const lm_ints first = {1, {a}}, second = {1, {b}}, both = {2, {a, b}};
  switch ((k % 4 + 4) % 4) {
  case 1: return lm_clone(lm_transpose(lm_flip(self, &second), a, b));
  case 2: return lm_flip(self, &both);
  case 3: return lm_clone(lm_transpose(lm_flip(self, &first), a, b));
  default: return lm_clone(self);
  }
}
