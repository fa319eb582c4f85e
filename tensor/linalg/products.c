/* Products of vectors, matrices and tensors that are written in the products of tensor/matmul.c. */
#include "tensor/linalg/linalg.h"

#include <string.h>

static const char *dtype_name(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }

static bool rank_is(const lm_tensor *t, const char *name, int rank) {
  static const char *const names[] = {"a number", "a vector", "a matrix", "a batch of matrices"};
  if (t->ndim == rank) return true;
  return lm_fail("%s: %s must be %s (%d dimension%s), got shape %s", lm_running(), name,
                 names[rank], rank, rank == 1 ? "" : "s", lm_shape_text(t));
}

/* Integers are only scaled by integers. */
static bool scale_fits(const char *name, const lm_tensor *t, lm_scalar s) {
  if (!lm_is_integral((lm_dtype)t->dtype) || s.kind != LM_SCALAR_FLOAT ||
      s.f == (double)lm_scalar_i(s))
    return true;
  return lm_fail("%s: %s must be an integer for tensors of %s, got %g", lm_running(), name,
                 dtype_name(t), s.f);
}

static lm_tensor *scaled(lm_tensor *t, lm_scalar s) {
  return lm_scalar_f(s) == 1 ? t : lm_mul(t, lm_wrap(s));
}

/* beta * self + alpha * product; with beta = 0 not even the NaN of self counts. */
static lm_tensor *combined(lm_tensor *self, lm_tensor *product, lm_scalar beta, lm_scalar alpha) {
  if (product == NULL || !scale_fits("beta", product, beta) || !scale_fits("alpha", product, alpha))
    return NULL;
  for (int i = 1; i <= self->ndim; i++) {
    int64_t size = self->sizes[self->ndim - i];
    if (i > product->ndim || (size != 1 && size != product->sizes[product->ndim - i]))
      return lm_fail("%s: self of shape %s cannot be broadcast to the product's shape %s",
                     lm_running(), lm_shape_text(self), lm_shape_text(product));
  }
  product = scaled(product, alpha);
  return lm_scalar_f(beta) == 0 ? product : lm_add(scaled(self, beta), product, lm_int(1));
}

lm_tensor *lm_do_addmv(lm_tensor *self, lm_tensor *mat, lm_tensor *vec, lm_scalar beta,
                       lm_scalar alpha) {
  if (!rank_is(mat, "mat", 2) || !rank_is(vec, "vec", 1) || !la_one_dtype(mat, vec) ||
      !la_one_dtype(self, mat) || !la_sizes_equal(mat, 1, vec, 0))
    return NULL;
  return combined(self, lm_mv(mat, vec), beta, alpha);
}

lm_tensor *lm_do_addr(lm_tensor *self, lm_tensor *vec1, lm_tensor *vec2, lm_scalar beta,
                      lm_scalar alpha) {
  if (!rank_is(vec1, "vec1", 1) || !rank_is(vec2, "vec2", 1)) return NULL;
  lm_tensor *product = lm_outer(vec1, vec2);
  if (product && product->dtype == LM_BOOL && self->dtype == LM_BOOL) { /* or, and */
    lm_tensor *result =
        lm_scalar_f(alpha) == 0 ? lm_zeros_like(product, LM_BOOL, LM_DEVICE_NONE) : product;
    return lm_scalar_f(beta) == 0 ? result : lm_logical_or(self, result);
  }
  return combined(self, product, beta, alpha);
}

lm_tensor *lm_do_addbmm(lm_tensor *self, lm_tensor *batch1, lm_tensor *batch2, lm_scalar beta,
                        lm_scalar alpha) {
  static const lm_ints front = {.n = 1, .v = {0}};
  if (!rank_is(batch1, "batch1", 3) || !rank_is(batch2, "batch2", 3) ||
      !la_one_dtype(batch1, batch2) || !la_one_dtype(self, batch1) ||
      !la_sizes_equal(batch1, 0, batch2, 0) || !la_sizes_equal(batch1, 2, batch2, 1))
    return NULL;
  lm_tensor *sum = lm_sum(lm_bmm(batch1, batch2), &front, false, (lm_dtype)batch1->dtype);
  return combined(self, sum, beta, alpha);
}

lm_tensor *lm_do_vdot(lm_tensor *self, lm_tensor *other) {
  if (!rank_is(self, "self", 1) || !rank_is(other, "other", 1)) return NULL;
  return lm_dot(lm_conjugate(self), other);
}

lm_tensor *lm_do_linalg_vecdot(lm_tensor *x, lm_tensor *y, int64_t dim) {
  if (lm_is_integral((lm_dtype)x->dtype) || lm_is_integral((lm_dtype)y->dtype))
    return lm_fail("%s: x and y must be of a floating-point or complex dtype, not %s and %s",
                   lm_running(), dtype_name(x), dtype_name(y));
  lm_ints dims = {.n = 1, .v = {dim}};
  return lm_sum(lm_mul(lm_conjugate(x), y), &dims, false, LM_DTYPE_NONE);
}

lm_tensor *lm_do_inner(lm_tensor *self, lm_tensor *other) {
  if (!la_one_dtype(self, other)) return NULL;
  if (self->ndim == 0 || other->ndim == 0) return lm_mul(self, other);
  if (!la_sizes_equal(self, self->ndim - 1, other, other->ndim - 1)) return NULL;
  lm_ints pair[2] = {{.n = 1, .v = {-1}}, {.n = 1, .v = {-1}}};
  return lm_tensordot(self, other, pair);
}

/* ---- tensordot ---- */

static int64_t joined(int n, const int64_t *sizes) {
  uint64_t product = 1; /* beside a 0 a part may pass 2^63 */
  for (int i = 0; i < n; i++) product *= (uint64_t)sizes[i];
  return (int64_t)product;
}

/* t with `dims` behind (or in front of) its other dimensions, as a matrix; the others' sizes are
** appended to `kept`. */
static lm_tensor *as_matrix(lm_tensor *t, const lm_ints *dims, bool behind, lm_ints *kept) {
  bool used[LM_MAX_DIMS] = {false};
  lm_ints order = {.n = 0}, rest = {.n = 0};
  int64_t summed = 1, others = 1;
  if (t == NULL) return NULL;
  for (int i = 0; i < dims->n; i++) used[dims->v[i]] = true;
  for (int i = 0; i < t->ndim; i++)
    if (!used[i]) rest.v[rest.n++] = i;
  if (kept->n + rest.n > LM_MAX_DIMS)
    return lm_fail("%s: the result would have more than %d dimensions", lm_running(), LM_MAX_DIMS);
  int64_t of_rest[LM_MAX_DIMS], of_dims[LM_MAX_DIMS];
  for (int i = 0; i < rest.n; i++) kept->v[kept->n++] = of_rest[i] = t->sizes[rest.v[i]];
  for (int i = 0; i < dims->n; i++) of_dims[i] = t->sizes[dims->v[i]];
  others = joined(rest.n, of_rest);
  summed = joined(dims->n, of_dims);
  const lm_ints *first = behind ? &rest : dims, *second = behind ? dims : &rest;
  for (int i = 0; i < first->n; i++) order.v[order.n++] = first->v[i];
  for (int i = 0; i < second->n; i++) order.v[order.n++] = second->v[i];
  lm_ints sizes = {.n = 2, .v = {behind ? others : summed, behind ? summed : others}};
  return lm_reshape(lm_permute(t, &order), &sizes);
}

lm_tensor *lm_do_tensordot(lm_tensor *self, lm_tensor *other, const lm_ints *pair) {
  if (!la_one_dtype(self, other)) return NULL;
  lm_ints a = pair[0], b = pair[1];
  if (a.n != b.n)
    return lm_fail("%s: the two lists of dimensions must be equally long, got %d and %d",
                   lm_running(), a.n, b.n);
  uint32_t mask;
  for (int i = 0; i < a.n; i++) {
    if (!lm_wrap_dim(lm_running(), &a.v[i], self->ndim) ||
        !lm_wrap_dim(lm_running(), &b.v[i], other->ndim))
      return NULL;
    if (self->ndim == 0 || other->ndim == 0)
      return lm_fail("%s: a number has no dimensions to sum over", lm_running());
    int64_t x = self->sizes[a.v[i]], y = other->sizes[b.v[i]];
    if (x == y) continue;
    if (x != 1 && y != 1)
      return lm_fail("%s: sizes do not fit: %s by %s: dimension %lld of the first must equal "
                     "dimension %lld of the second",
                     lm_running(), lm_shape_text(self), lm_shape_text(other), (long long)a.v[i] + 1,
                     (long long)b.v[i] + 1);
    /* A dimension of size 1 is repeated, so that the other one is summed first. */
    lm_ints dim = {.n = 1, .v = {x == 1 ? b.v[i] : a.v[i]}};
    if (x == 1)
      other = lm_sum(other, &dim, true, (lm_dtype)other->dtype);
    else
      self = lm_sum(self, &dim, true, (lm_dtype)self->dtype);
    if (!self || !other) return NULL;
  }
  if ((a.n && !lm_dim_mask(lm_running(), &a, self->ndim, &mask)) ||
      (b.n && !lm_dim_mask(lm_running(), &b, other->ndim, &mask)))
    return NULL;
  lm_ints sizes = {.n = 0};
  lm_tensor *left = as_matrix(self, &a, true, &sizes), *right = as_matrix(other, &b, false, &sizes);
  return lm_reshape(lm_mm(left, right), &sizes);
}

lm_tensor *lm_do_tensordot_number(lm_tensor *self, lm_tensor *other, int64_t dims) {
  if (dims < 0 || dims > self->ndim || dims > other->ndim)
    return lm_fail(
        "tensordot: dims must lie between 0 and the numbers of dimensions, %d and %d, got "
        "%lld",
        self->ndim, other->ndim, (long long)dims);
  lm_ints pair[2] = {{.n = (int)dims}, {.n = (int)dims}};
  for (int i = 0; i < dims; i++) {
    pair[0].v[i] = self->ndim - dims + i;
    pair[1].v[i] = i;
  }
  return lm_tensordot(self, other, pair);
}

/* ---- kron, cross ---- */

lm_tensor *lm_do_kron(lm_tensor *self, lm_tensor *other) {
  int n = self->ndim > other->ndim ? self->ndim : other->ndim;
  lm_ints a = {.n = 2 * n}, b = {.n = 2 * n}, result = {.n = n};
  if (2 * n > LM_MAX_DIMS)
    return lm_fail("kron: at most %d dimensions, got %d", LM_MAX_DIMS / 2, n);
  for (int i = 0; i < n; i++) { /* (a, 1) by (1, b) for each dimension */
    int x = i - (n - self->ndim), y = i - (n - other->ndim);
    a.v[2 * i] = x < 0 ? 1 : self->sizes[x];
    b.v[2 * i + 1] = y < 0 ? 1 : other->sizes[y];
    a.v[2 * i + 1] = b.v[2 * i] = 1;
    if (__builtin_mul_overflow(a.v[2 * i], b.v[2 * i + 1], &result.v[i]))
      return lm_fail("kron: %s by %s is too large", lm_shape_text(self), lm_shape_text(other));
  }
  return lm_reshape(lm_mul(lm_reshape(self, &a), lm_reshape(other, &b)), &result);
}

static lm_tensor *cross(lm_tensor *a, lm_tensor *b, int64_t dim) {
  lm_tensor *x[3], *y[3], *parts[3];
  for (int i = 0; i < 3; i++) {
    x[i] = lm_slice(a, dim, i, 1, 1);
    y[i] = lm_slice(b, dim, i, 1, 1);
  }
  for (int i = 0; i < 3; i++) {
    int j = (i + 1) % 3, k = (i + 2) % 3;
    parts[i] = la_sub(lm_mul(x[j], y[k]), lm_mul(x[k], y[j]));
    if (parts[i] == NULL) return NULL;
  }
  return lm_cat(&(lm_list){3, parts}, dim);
}

lm_tensor *lm_do_linalg_cross(lm_tensor *self, lm_tensor *other, int64_t dim) {
  if (self->ndim != other->ndim)
    return lm_fail("%s: both must have as many dimensions, got %s by %s", lm_running(),
                   lm_shape_text(self), lm_shape_text(other));
  if (!lm_wrap_dim(lm_running(), &dim, self->ndim)) return NULL;
  if (self->ndim == 0 || self->sizes[dim] != 3 || other->sizes[dim] != 3)
    return lm_fail("%s: dimension %lld must have size 3, got %s by %s", lm_running(),
                   (long long)dim + 1, lm_shape_text(self), lm_shape_text(other));
  return cross(self, other, dim);
}

/* Without dim: the first dimension of size 3. */
lm_tensor *lm_do_cross(lm_tensor *self, lm_tensor *other, int64_t dim) {
  lm_ints sizes;
  if (dim != LM_NO_DIM) return lm_linalg_cross(self, other, dim);
  if (!lm_broadcast("cross", self, other, &sizes)) return NULL;
  for (int i = 0; i < sizes.n; i++)
    if (sizes.v[i] == 3) return lm_linalg_cross(self, other, i);
  return lm_fail("cross: no dimension of %s by %s has size 3", lm_shape_text(self),
                 lm_shape_text(other));
}

lm_tensor *lm_do_linalg_diagonal(lm_tensor *a, int64_t offset, int64_t dim1, int64_t dim2) {
  return lm_diagonal(a, offset, dim1, dim2);
}
