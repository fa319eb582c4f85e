/* Reductions: what their results look like.  The kernels find the mask of reduced dimensions in
** scratch[0]; gradients are in vjp_reduce.c. */
#include "tensor/op.h"

#include <math.h>

/* The result over the dimensions of `mask`, unset: they are gone, or 1 with keepdim. */
static lm_tensor *reduced(const lm_tensor *t, uint32_t mask, bool keepdim, lm_dtype dtype) {
  lm_ints s = {0};
  for (int d = 0; d < t->ndim; d++) {
    if (!(mask >> d & 1))
      s.v[s.n++] = t->sizes[d];
    else if (keepdim)
      s.v[s.n++] = 1;
  }
  return lm_new(s.n, s.v, dtype, t->device);
}

/* Makes out[0] over a list of dimensions. */
static bool reduce_dims(lm_call *c, const lm_ints *dims, bool keepdim, lm_dtype dtype) {
  uint32_t mask;
  lm_tensor *t = A(0).t;
  if (!lm_dim_mask(lm_op_name(c), dims, t->ndim, &mask)) return false;
  c->scratch[0] = mask;
  return (c->out[0] = reduced(t, mask, keepdim, dtype)) != NULL;
}

/* The mask of one optional dimension: all of them when it is not given. */
static bool one_dim(lm_call *c, int64_t dim, uint32_t *mask) {
  lm_tensor *t = A(0).t;
  *mask = (1u << t->ndim) - 1;
  if (dim == LM_NO_DIM) return true;
  if (!lm_wrap_dim(lm_op_name(c), &dim, t->ndim)) return false;
  *mask = t->ndim ? 1u << dim : 0;
  return true;
}

/* Of no elements there is no largest: no reduced dimension may be empty. */
static bool has_elements(lm_call *c, uint32_t mask) {
  const lm_tensor *t = A(0).t;
  for (int d = 0; d < t->ndim; d++)
    if ((mask >> d & 1) && t->sizes[d] == 0)
      return lm_fail(
          "%s: dimension %d of shape %s is empty, and without elements there is no result",
          lm_op_name(c), d + 1, lm_shape_text(t));
  return true;
}

static bool is_float(lm_call *c, const char *what) {
  const lm_tensor *t = A(0).t;
  if (lm_is_inexact((lm_dtype)t->dtype)) return true;
  return lm_fail("%s: needs a floating-point tensor, not %s; convert it first%s", lm_op_name(c),
                 lm_dtypes[t->dtype].name, what);
}

/* Sums and products of integers are int64, whatever their width. */
static lm_dtype adding_dtype(const lm_tensor *t, lm_dtype dtype) {
  if (dtype != LM_DTYPE_NONE) return dtype;
  return lm_is_integral((lm_dtype)t->dtype) ? LM_I64 : (lm_dtype)t->dtype;
}

RULE(sum) { return reduce_dims(c, A(1).ints, A(2).b, adding_dtype(A(0).t, A(3).dtype)); }

RULE(mean) {
  lm_dtype dtype = A(3).dtype;
  if (dtype == LM_DTYPE_NONE) {
    if (!is_float(c, ", or name a dtype")) return false;
    dtype = (lm_dtype)A(0).t->dtype;
  } else if (!lm_is_inexact(dtype)) {
    return lm_fail("mean: dtype must be a floating-point one, not %s", lm_dtypes[dtype].name);
  }
  return reduce_dims(c, A(1).ints, A(2).b, dtype);
}

RULE(prod) {
  uint32_t mask;
  if (!one_dim(c, A(1).i, &mask)) return false;
  c->scratch[0] = mask;
  c->out[0] = reduced(A(0).t, mask, A(2).b, adding_dtype(A(0).t, A(3).dtype));
  return c->out[0] != NULL;
}

/* ---- extremes ---- */

static bool extreme_of_all(lm_call *c) {
  uint32_t mask = (1u << A(0).t->ndim) - 1;
  c->scratch[0] = mask;
  return has_elements(c, mask) &&
         (c->out[0] = lm_new(0, NULL, (lm_dtype)A(0).t->dtype, A(0).t->device)) != NULL;
}
RULE(max) { return extreme_of_all(c); }
RULE(min) { return extreme_of_all(c); }

static bool extreme_along(lm_call *c) {
  uint32_t mask;
  if (!one_dim(c, A(1).i, &mask) || !has_elements(c, mask)) return false;
  c->scratch[0] = mask;
  c->out[0] = reduced(A(0).t, mask, A(2).b, (lm_dtype)A(0).t->dtype);
  c->out[1] = reduced(A(0).t, mask, A(2).b, LM_I64);
  return c->out[0] && c->out[1];
}
RULE(max_dim) { return extreme_along(c); }
RULE(min_dim) { return extreme_along(c); }

static bool extreme_over(lm_call *c) {
  return reduce_dims(c, A(1).ints, A(2).b, (lm_dtype)A(0).t->dtype) &&
         has_elements(c, (uint32_t)c->scratch[0]);
}
RULE(amax) { return extreme_over(c); }
RULE(amin) { return extreme_over(c); }

static bool position(lm_call *c) {
  uint32_t mask;
  if (!one_dim(c, A(1).i, &mask) || !has_elements(c, mask)) return false;
  c->scratch[0] = mask;
  return (c->out[0] = reduced(A(0).t, mask, A(2).b, LM_I64)) != NULL;
}
RULE(argmax) { return position(c); }
RULE(argmin) { return position(c); }

/* ---- truth and counting ---- */

/* bool, but for bytes, which stood for truth before there was bool. */
static lm_dtype truth(const lm_call *c) { return A(0).t->dtype == LM_U8 ? LM_U8 : LM_BOOL; }
RULE(all) { return reduce_dims(c, A(1).ints, A(2).b, truth(c)); }
RULE(any) { return reduce_dims(c, A(1).ints, A(2).b, truth(c)); }
RULE(count_nonzero) { return reduce_dims(c, A(1).ints, false, LM_I64); }

/* ---- moments and norms ---- */

static bool moment(lm_call *c) {
  lm_dtype dtype = lm_real_dtype((lm_dtype)A(0).t->dtype);
  return is_float(c, "") && reduce_dims(c, A(1).ints, A(3).b, dtype);
}
RULE(var) { return moment(c); }
RULE(std) { return moment(c); }

RULE(norm) {
  double p = A(1).f;
  if (!is_float(c, "")) return false;
  if (isnan(p)) return lm_fail("norm: p must be a number, not NaN");
  if (!reduce_dims(c, A(2).ints, A(3).b, lm_real_dtype((lm_dtype)A(0).t->dtype))) return false;
  return !(isinf(p) || p < 0) || has_elements(c, (uint32_t)c->scratch[0]);
}

RULE(logsumexp) {
  lm_dtype dtype = (lm_dtype)A(0).t->dtype;
  if (!lm_is_inexact(dtype)) dtype = lm_here()->default_dtype;
  return reduce_dims(c, A(1).ints, A(2).b, dtype);
}
