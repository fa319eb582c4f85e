/* Statistics that are written in other operations: sums without NaN, moments in pairs, covariances,
** norms by name. */
#include "tensor/autograd.h"

#include <string.h>

static const char *dtype_of(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }
static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *cast(lm_tensor *t, lm_dtype d) {
  return lm_to_dtype(t, d, LM_DEVICE_NONE, false);
}

/* The whole number or truth value in a one-element tensor; false after a failure. */
static bool is_true(lm_tensor *t, bool *truth) {
  lm_scalar s;
  if (t == NULL || !lm_get_scalar(t, &s)) return false;
  *truth = lm_scalar_i(s) != 0;
  return true;
}

/* ---- without NaN ---- */

static lm_tensor *nan_as_zero(lm_tensor *self) {
  return lm_masked_fill(self, lm_isnan(self), lm_wrap(lm_float(0)));
}

lm_tensor *lm_do_nansum(lm_tensor *self, const lm_ints *dim, bool keepdim, lm_dtype dtype) {
  if (lm_dtype_category((lm_dtype)self->dtype) == LM_CAT_COMPLEX)
    return lm_fail("nansum: is not defined for complex numbers (%s)", dtype_of(self));
  if (!lm_is_float((lm_dtype)self->dtype)) return lm_sum(self, dim, keepdim, dtype);
  return lm_sum(nan_as_zero(self), dim, keepdim, dtype);
}

lm_tensor *lm_do_nanmean(lm_tensor *self, const lm_ints *dim, bool keepdim, lm_dtype dtype) {
  if (!lm_is_float((lm_dtype)self->dtype))
    return lm_fail("nanmean: needs a floating-point tensor, not %s", dtype_of(self));
  if (dtype != LM_DTYPE_NONE && !lm_is_inexact(dtype))
    return lm_fail("nanmean: dtype must be a floating-point one, not %s", lm_dtypes[dtype].name);
  lm_tensor *there = lm_logical_not(lm_isnan(self));
  return lm_div(lm_nansum(self, dim, keepdim, dtype), lm_sum(there, dim, keepdim, LM_DTYPE_NONE));
}

/* ---- extremes and moments in pairs ---- */

lm_tuple lm_do_aminmax(lm_tensor *self, int64_t dim, bool keepdim) {
  const lm_ints one = {1, {dim}}, *dims = dim == LM_NO_DIM ? NULL : &one;
  return (lm_tuple){{lm_amin(self, dims, keepdim), lm_amax(self, dims, keepdim)}};
}

lm_tuple lm_do_var_mean(lm_tensor *self, const lm_ints *dim, double correction, bool keepdim) {
  lm_tensor *var = lm_var(self, dim, correction, keepdim);
  return (lm_tuple){{var, var ? lm_mean(self, dim, keepdim, LM_DTYPE_NONE) : NULL}};
}
lm_tuple lm_do_std_mean(lm_tensor *self, const lm_ints *dim, double correction, bool keepdim) {
  lm_tensor *std = lm_std(self, dim, correction, keepdim);
  return (lm_tuple){{std, std ? lm_mean(self, dim, keepdim, LM_DTYPE_NONE) : NULL}};
}

#define TOLD_BY_UNBIASED(result, name)                                               \
  result lm_do_##name##_unbiased(lm_tensor *self, const lm_ints *dim, bool unbiased, \
                                 bool keepdim) {                                     \
    return lm_##name(self, dim, unbiased, keepdim);                                  \
  }                                                                                  \
  result lm_do_##name##_whole(lm_tensor *self, bool unbiased) {                      \
    return lm_##name(self, NULL, unbiased, false);                                   \
  }
TOLD_BY_UNBIASED(lm_tensor *, var)
TOLD_BY_UNBIASED(lm_tensor *, std)
TOLD_BY_UNBIASED(lm_tuple, var_mean)
TOLD_BY_UNBIASED(lm_tuple, std_mean)

/* ---- norms ---- */

lm_tensor *lm_do_dist(lm_tensor *self, lm_tensor *other, double p) {
  lm_tensor *all[] = {self, other};
  lm_dtype d = lm_result_type(all, 2);
  if (!lm_is_inexact(d))
    return lm_fail("dist: needs floating-point or complex tensors, not %s", lm_dtypes[d].name);
  return lm_norm(minus(self, other), p, NULL, false);
}

/* The same small number keeps a slice of zeros finite as in PyTorch. */
lm_tensor *lm_do_renorm(lm_tensor *self, lm_scalar order, int64_t dim, lm_scalar most) {
  const double p = lm_scalar_f(order), maxnorm = lm_scalar_f(most);
  if (self->ndim < 2)
    return lm_fail("renorm: needs at least 2 dimensions, not shape %s", lm_shape_text(self));
  if (!(p > 0)) return lm_fail("renorm: p must be above 0, not %g", p);
  if (!(maxnorm >= 0)) return lm_fail("renorm: maxnorm must not be negative, but is %g", maxnorm);
  if (!lm_wrap_dim("renorm", &dim, self->ndim)) return NULL;
  lm_ints others = {0};
  for (int d = 0; d < self->ndim; d++)
    if (d != dim) others.v[others.n++] = d;
  lm_tensor *norm = lm_norm(self, p, &others, true), *limit = lm_wrap(lm_float(maxnorm));
  lm_tensor *factor = lm_mul_s(lm_reciprocal(lm_add_s(norm, 1e-7)), maxnorm);
  return lm_mul(self, lm_where_select(lm_gt(norm, limit), factor, lm_wrap(lm_float(1))));
}

/* ---- matrices ---- */

lm_tensor *lm_do_trace(lm_tensor *self) {
  if (self->ndim != 2)
    return lm_fail("trace: a matrix is needed, not shape %s", lm_shape_text(self));
  if (self->dtype == LM_BOOL) return lm_fail("trace: not defined for bool");
  return lm_sum_all(lm_diagonal(self, 0, 0, 1));
}

/* A vector of weights, one for each of n observations, as dtype d. */
static lm_tensor *weights(lm_tensor *w, const char *name, int64_t n, lm_dtype d) {
  bool negative;
  if (w->ndim > 1)
    return lm_fail("cov: %s must be a vector, not of shape %s", name, lm_shape_text(w));
  if (w->numel != n)
    return lm_fail("cov: %s must have an element for each of the %lld observations, not %lld", name,
                   (long long)n, (long long)w->numel);
  if (!is_true(lm_any(lm_lt(w, lm_wrap(lm_int(0))), NULL, false), &negative)) return NULL;
  if (negative) return lm_fail("cov: %s must not be negative, and an element is", name);
  return cast(lm_reshape(w, &(lm_ints){1, {n}}), d);
}

lm_tensor *lm_do_cov(lm_tensor *self, int64_t correction, lm_tensor *fweights,
                     lm_tensor *aweights) {
  if (self->ndim > 2)
    return lm_fail("cov: at most two dimensions are possible, not shape %s", lm_shape_text(self));
  if (self->dtype == LM_BOOL) return lm_fail("cov: not defined for bool");
  lm_dtype d = (lm_dtype)self->dtype;
  if (lm_is_integral(d)) d = lm_here()->default_dtype;
  const lm_dtype real = lm_real_dtype(d); /* of the weights and their sums */
  lm_tensor *x = self->ndim < 2 ? lm_reshape(self, &(lm_ints){2, {1, -1}}) : self;
  if (self->ndim < 2 && self->numel == 0) x = lm_reshape(self, &(lm_ints){2, {1, 0}});
  if (x == NULL) return NULL;
  int64_t n = x->sizes[1];
  lm_tensor *w = NULL, *sum;
  if (fweights) {
    if (!lm_is_integral((lm_dtype)fweights->dtype) || fweights->dtype == LM_BOOL)
      return lm_fail("cov: fweights must be integers, not %s", dtype_of(fweights));
    if ((w = weights(fweights, "fweights", n, real)) == NULL) return NULL;
  }
  if (aweights) {
    if (!lm_is_float((lm_dtype)aweights->dtype))
      return lm_fail("cov: aweights must be floats, not %s", dtype_of(aweights));
    lm_tensor *a = weights(aweights, "aweights", n, real);
    if (a == NULL) return NULL;
    w = w ? lm_mul(w, a) : a;
  }
  x = cast(x, d);
  const lm_ints along = {1, {1}};
  if (w) {
    bool none;
    sum = lm_sum_all(w);
    if (!is_true(lm_eq(sum, lm_wrap(lm_int(0))), &none)) return NULL;
    if (none) return lm_fail("cov: the weights add up to 0, so they cannot be normalised");
  } else
    sum = lm_full(&(lm_ints){0, {0}}, lm_int(n), real, x->device);
  lm_tensor *mean = lm_div(lm_sum(w ? lm_mul(x, w) : x, &along, true, LM_DTYPE_NONE), sum);
  lm_tensor *norm;
  if (w && aweights && correction != 0)
    norm =
        minus(sum, lm_div(lm_mul_s(lm_sum_all(lm_mul(w, cast(aweights, real))), (double)correction),
                          sum));
  else
    norm = lm_add_s(sum, -(double)correction);
  norm = lm_clamp_min(norm, lm_wrap(lm_int(0)));
  lm_tensor *centred = minus(x, mean);
  lm_tensor *weighed = w ? lm_mul(centred, w) : centred;
  lm_tensor *c = lm_div(lm_mm(centred, lm_conjugate(lm_transpose(weighed, 0, 1))), norm);
  /* Of a single variable the variance, a number. */
  return c && c->numel == 1 ? lm_reshape(c, &(lm_ints){0, {0}}) : c;
}

lm_tensor *lm_do_corrcoef(lm_tensor *self) {
  if (self->ndim > 2)
    return lm_fail("corrcoef: at most two dimensions are possible, not shape %s",
                   lm_shape_text(self));
  lm_tensor *c = lm_cov(self, 1, NULL, NULL);
  if (c == NULL) return NULL;
  if (c->ndim == 0) return lm_div(c, c);
  lm_tensor *variance = lm_diagonal(c, 0, 0, 1);
  if (lm_is_complex((lm_dtype)c->dtype)) variance = lm_real(variance);
  lm_tensor *deviation = lm_sqrt(variance);
  c = lm_div(lm_div(c, lm_unsqueeze(deviation, 1)), lm_unsqueeze(deviation, 0));
  const lm_scalar low = lm_float(-1), high = lm_float(1);
  if (c == NULL || !lm_is_complex((lm_dtype)c->dtype)) return lm_clamp_number(c, &low, &high);
  return lm_complex(lm_clamp_number(lm_real(c), &low, &high),
                    lm_clamp_number(lm_imag(c), &low, &high));
}

lm_tensor *lm_do_sum_to_size(lm_tensor *self, const lm_ints *size) {
  int lead = self->ndim - size->n;
  bool fits = lead >= 0;
  for (int d = 0; fits && d < size->n; d++)
    fits = size->v[d] == 1 || size->v[d] == self->sizes[lead + d];
  if (!fits)
    return lm_fail("sum_to_size: %s does not broadcast to %s, the shape of the tensor",
                   lm_sizes_text(size->n, size->v), lm_shape_text(self));
  lm_ints dims = {0};
  for (int d = 0; d < self->ndim; d++)
    if (d < lead || (size->v[d - lead] == 1 && self->sizes[d] != 1)) dims.v[dims.n++] = d;
  if (dims.n == 0) return self;
  return lm_reshape(lm_sum(self, &dims, true, LM_DTYPE_NONE), size);
}
