/* Norms of vectors and matrices, condition numbers. */
#include "tensor/linalg/linalg.h"

#include <math.h>
#include <string.h>

static bool floating(const lm_tensor *t) {
  if (lm_dtype_category((lm_dtype)t->dtype) >= LM_CAT_FLOAT) return true;
  return lm_fail("%s: needs a floating-point tensor, not %s; convert it first", lm_running(),
                 lm_dtypes[t->dtype].name);
}

/* x in the dtype of the computation, which may only widen it and keeps complex numbers complex. */
static lm_tensor *in_dtype(lm_tensor *x, lm_dtype dtype) {
  if (dtype == LM_DTYPE_NONE) return x;
  lm_category from = lm_dtype_category((lm_dtype)x->dtype), to = lm_dtype_category(dtype);
  if (to < LM_CAT_FLOAT || from != to || lm_promote_types((lm_dtype)x->dtype, dtype) != dtype)
    return lm_fail("%s: dtype %s cannot hold what %s does; name a wider one of its kind",
                   lm_running(), lm_dtypes[dtype].name, lm_dtypes[x->dtype].name);
  return la_cast(x, dtype);
}

/* Extremes of no elements do not exist. */
static bool norm_exists(const lm_tensor *x, double p, const lm_ints *dims) {
  uint32_t mask;
  if (!lm_dim_mask(lm_running(), dims, x->ndim, &mask)) return false;
  if (lm_numel(x) > 0 || (p >= 0 && !isinf(p))) return true;
  for (int d = 0; d < x->ndim; d++)
    if ((mask >> d & 1) && x->sizes[d] == 0)
      return lm_fail(
          "%s: dimension %d of shape %s is empty, and of no elements there is no norm of "
          "order %g",
          lm_running(), d + 1, lm_shape_text(x), p);
  return true;
}

/* The p-norm of the elements over dims (NULL or empty: all). */
static lm_tensor *vector_norm(lm_tensor *x, double p, const lm_ints *dims, bool keepdim,
                              lm_dtype dtype) {
  if (!floating(x) || (x = in_dtype(x, dtype)) == NULL || !norm_exists(x, p, dims)) return NULL;
  if (lm_is_complex((lm_dtype)x->dtype)) x = lm_abs(x);
  return lm_norm(x, p, dims, keepdim);
}

lm_tensor *lm_do_linalg_vector_norm(lm_tensor *x, double ord, const lm_ints *dim, bool keepdim,
                                    lm_dtype dtype) {
  return vector_norm(x, ord, dim, keepdim, dtype);
}

/* ---- of matrices ---- */

static lm_tensor *unknown(lm_ord ord) {
  if (ord.name)
    return lm_fail(
        "%s: there is no norm \"%s\" of matrices; there are \"fro\", \"nuc\", 1, -1, 2, -2, "
        "math.huge and -math.huge",
        lm_running(), ord.name);
  return lm_fail(
      "%s: there is no norm of order %g of matrices; there are \"fro\", \"nuc\", 1, -1, 2, "
      "-2, math.huge and -math.huge",
      lm_running(), ord.p);
}

static bool named(lm_ord ord, const char *name) { return ord.name && strcmp(ord.name, name) == 0; }

/* Sums, or extremes, over one dimension of what is there. */
static lm_tensor *extreme(lm_tensor *x, int64_t dim, bool largest, bool keepdim) {
  lm_ints dims = {.n = 1, .v = {dim}};
  if (x == NULL) return NULL;
  if (x->sizes[dim] == 0) { /* nothing is smaller than a norm of nothing */
    if (largest) return lm_sum(x, &dims, keepdim, LM_DTYPE_NONE);
    return lm_fail("%s: an empty matrix has no norm of this order", lm_running());
  }
  return largest ? lm_amax(x, &dims, keepdim) : lm_amin(x, &dims, keepdim);
}

/* Singular values of the matrices of dimensions d0 and d1, as a last dimension. */
static lm_tensor *values_over(lm_tensor *a, int64_t d0, int64_t d1) {
  lm_ints from = {.n = 2, .v = {d0, d1}}, to = {.n = 2, .v = {-2, -1}};
  return lm_linalg_svdvals(lm_movedim(a, &from, &to));
}

static lm_tensor *restored(lm_tensor *x, int64_t d0, int64_t d1, bool keepdim) {
  if (!keepdim) return x;
  int64_t low = d0 < d1 ? d0 : d1, high = d0 < d1 ? d1 : d0;
  return lm_unsqueeze(lm_unsqueeze(x, low), high);
}

static lm_tensor *matrix_norm(lm_tensor *a, lm_ord ord, const lm_ints *dim, bool keepdim,
                              lm_dtype dtype) {
  static const lm_ints usual = {.n = 2, .v = {-2, -1}}, last = {.n = 1, .v = {-1}};
  if (dim == NULL) dim = &usual;
  if (a->ndim < 2)
    return lm_fail("%s: A must have at least 2 dimensions, (..., m, n), got shape %s", lm_running(),
                   lm_shape_text(a));
  if (dim->n != 2)
    return lm_fail("%s: dim must be a pair of dimensions, got %d", lm_running(), dim->n);
  int64_t d0 = dim->v[0], d1 = dim->v[1];
  if (!floating(a) || !lm_wrap_dim(lm_running(), &d0, a->ndim) ||
      !lm_wrap_dim(lm_running(), &d1, a->ndim))
    return NULL;
  if (d0 == d1)
    return lm_fail("%s: dim names dimension %lld twice", lm_running(), (long long)d0 + 1);
  double p = fabs(ord.p);
  bool by_values = named(ord, "nuc") || (!ord.name && p == 2);
  if (!named(ord, "fro") && !by_values && (ord.name || (p != 1 && !isinf(p)))) return unknown(ord);
  if ((a = in_dtype(a, dtype)) == NULL) return NULL;
  if (named(ord, "fro")) return vector_norm(a, 2, dim, keepdim, LM_DTYPE_NONE);
  if (by_values) {
    lm_tensor *s = values_over(a, d0, d1);
    if (s == NULL) return NULL;
    if (ord.name)
      s = lm_sum(s, &last, false, LM_DTYPE_NONE);
    else
      s = extreme(s, s->ndim - 1, ord.p > 0, false);
    return restored(s, d0, d1, keepdim);
  }
  /* The largest or smallest sum of a column (1), of a row (infinity). */
  lm_ints summed = {.n = 1, .v = {p == 1 ? d0 : d1}};
  int64_t kept = p == 1 ? d1 : d0;
  lm_tensor *sums = vector_norm(a, 1, &summed, true, LM_DTYPE_NONE);
  sums = extreme(sums, kept, ord.p > 0, true);
  return keepdim ? sums : lm_squeeze(sums, &(lm_ints){.n = 2, .v = {d0, d1}});
}

lm_tensor *lm_do_linalg_matrix_norm(lm_tensor *a, lm_ord ord, const lm_ints *dim, bool keepdim,
                                    lm_dtype dtype) {
  if (!lm_ord_given(ord)) ord = (lm_ord){.name = "fro"};
  return matrix_norm(a, ord, dim, keepdim, dtype);
}

/* ---- of either ---- */

lm_tensor *lm_do_linalg_norm(lm_tensor *a, lm_ord ord, const lm_ints *dim, bool keepdim,
                             lm_dtype dtype) {
  if (!lm_ord_given(ord)) return vector_norm(a, 2, dim, keepdim, dtype);
  int n = dim ? dim->n : a->ndim;
  if (n != 1 && n != 2) {
    if (dim)
      return lm_fail("linalg_norm: dim must be one dimension or two of them, got %d", dim->n);
    return lm_fail(
        "linalg_norm: with an order and without dim, A must be a vector or a matrix, not "
        "of shape %s; name the dimensions",
        lm_shape_text(a));
  }
  if (n == 2) return matrix_norm(a, ord, dim, keepdim, dtype);
  if (ord.name)
    return lm_fail("linalg_norm: \"%s\" is a norm of matrices, and of one dimension there are only "
                   "numbers",
                   ord.name);
  return vector_norm(a, ord.p, dim, keepdim, dtype);
}

/* torch.norm: "fro" is the 2-norm over any dimensions. */
lm_tensor *lm_do_norm_of(lm_tensor *self, lm_ord p, const lm_ints *dim, bool keepdim,
                         lm_dtype dtype) {
  if (!lm_ord_given(p) || named(p, "fro")) return vector_norm(self, 2, dim, keepdim, dtype);
  if (p.name == NULL) return vector_norm(self, p.p, dim, keepdim, dtype);
  if (!named(p, "nuc"))
    return lm_fail("norm: p must be a number, \"fro\" or \"nuc\", not \"%s\"", p.name);
  if (dim == NULL && self->ndim != 2)
    return lm_fail("norm: \"nuc\" without dim needs a matrix, not shape %s", lm_shape_text(self));
  return matrix_norm(self, p, dim, keepdim, dtype);
}

/* ---- condition numbers ---- */

lm_tensor *lm_do_linalg_cond(lm_tensor *a, lm_ord p) {
  static const lm_ints last = {.n = 1, .v = {-1}};
  if (!la_matrix(a, "A")) return NULL;
  bool by_values = !lm_ord_given(p) || (!p.name && fabs(p.p) == 2);
  if (!by_values && !named(p, "fro") && !named(p, "nuc") &&
      (p.name || (fabs(p.p) != 1 && !isinf(p.p))))
    return unknown(p);
  lm_dtype real = lm_real_dtype((lm_dtype)a->dtype);
  if (p.name && !la_square(a, "A")) return NULL;
  if (lm_numel(a) == 0) {
    lm_ints sizes = {.n = a->ndim - 2};
    memcpy(sizes.v, a->sizes, sizeof *sizes.v * (size_t)sizes.n);
    return lm_zeros(&sizes, real, a->device);
  }
  if (!by_values && !la_square(a, "A")) return NULL;
  if (by_values) {
    lm_tensor *s = lm_linalg_svdvals(a);
    int64_t k = la_least(a);
    lm_tensor *large = la_part(s, -1, 0, 1), *small = la_part(s, -1, k - 1, 1);
    bool inverted = lm_ord_given(p) && p.p < 0;
    return lm_squeeze(inverted ? lm_div(small, large) : lm_div(large, small), &last);
  }
  lm_tuple inverse = lm_linalg_inv_ex(a, false);
  if (inverse.v[0] == NULL) return NULL;
  lm_tensor *bad = lm_gt(lm_detach(inverse.v[1]), lm_wrap(lm_int(0)));
  lm_tensor *infinite =
      lm_full_like(inverse.v[0], lm_float(INFINITY), LM_DTYPE_NONE, LM_DEVICE_NONE);
  lm_tensor *safe =
      lm_where_select(lm_unsqueeze(lm_unsqueeze(bad, -1), -1), infinite, inverse.v[0]);
  if (named(p, "nuc")) { /* infinite matrices have no singular values */
    lm_tensor *zero = la_cast(lm_mul_s(bad, 0), real);
    lm_tensor *own = matrix_norm(a, p, NULL, false, LM_DTYPE_NONE);
    lm_tensor *other =
        lm_where_select(bad, lm_rsub_s(INFINITY, zero),
                        matrix_norm(lm_where_select(lm_unsqueeze(lm_unsqueeze(bad, -1), -1),
                                                    la_number(0), inverse.v[0]),
                                    p, NULL, false, LM_DTYPE_NONE));
    return lm_mul(own, other);
  }
  return lm_mul(matrix_norm(a, p, NULL, false, LM_DTYPE_NONE),
                matrix_norm(safe, p, NULL, false, LM_DTYPE_NONE));
}
