/* Counting values: bincount, histc and histogram. */
#include "tensor/autograd.h"

#include <math.h>

static const char *dtype_of(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }

/* The largest and the smallest of t as numbers; false after a failure. */
static bool limits(lm_tensor *t, double *low, double *high) {
  lm_scope scope = lm_scope_open();
  lm_scalar a, b;
  lm_tensor *least = lm_min(t), *most = least ? lm_max(t) : NULL;
  bool ok = least && most && lm_get_scalar(least, &a) && lm_get_scalar(most, &b);
  if (ok) *low = lm_scalar_f(a), *high = lm_scalar_f(b);
  lm_scope_close(scope, NULL);
  return ok;
}

RULE(bincount) {
  lm_tensor *self = A(0).t, *weights = A(1).t;
  int64_t n = A(2).i;
  if (!lm_is_integral((lm_dtype)self->dtype) || self->dtype == LM_BOOL)
    return lm_fail("bincount: positions must be integers, not %s", dtype_of(self));
  if (self->ndim != 1)
    return lm_fail("bincount: a vector of positions is needed, not shape %s", lm_shape_text(self));
  if (n < 0) return lm_fail("bincount: minlength must not be negative, but is %lld", (long long)n);
  if (weights && (weights->ndim != 1 || weights->numel != self->numel))
    return lm_fail("bincount: weights must have the shape %s of the positions, not %s",
                   lm_shape_text(self), lm_shape_text(weights));
  if (weights && !lm_same_device("bincount", self, weights)) return false;
  if (self->numel > 0) {
    lm_scope scope = lm_scope_open();
    lm_tensor *least = lm_min(self), *most = lm_max(self);
    lm_scalar a, b;
    bool ok = least && most && lm_get_scalar(least, &a) && lm_get_scalar(most, &b);
    lm_scope_close(scope, NULL);
    if (!ok) return false;
    if (lm_scalar_i(a) < 1)
      return lm_fail("bincount: positions count from 1, but one is %lld",
                     (long long)lm_scalar_i(a));
    if (lm_scalar_i(b) > n) n = lm_scalar_i(b);
  }
  lm_dtype d = weights == NULL ? LM_I64 : weights->dtype == LM_F32 ? LM_F32 : LM_F64;
  return (c->out[0] = lm_new(1, &n, d, self->device)) != NULL;
}

/* The range of bins: that of the elements where none is given, widened where it is a point. */
static bool range_of(const char *op, lm_tensor *self, double *low, double *high) {
  if (*low == *high && self->numel > 0 && !limits(self, low, high)) return false;
  if (*low == *high) *low -= 1, *high += 1;
  if (!isfinite(*low) || !isfinite(*high))
    return lm_fail("%s: the range of bins, %g to %g, is not finite", op, *low, *high);
  return *low < *high ||
         lm_fail("%s: max must be larger than min, but they are %g and %g", op, *high, *low);
}

/* The kernel finds the range in `scratch`, as the bits of two doubles. */
RULE(histc) {
  lm_tensor *self = A(0).t;
  int64_t bins = A(1).i;
  union {
    double f;
    int64_t i;
  } low = {A(2).f}, high = {A(3).f};
  if (!lm_is_float((lm_dtype)self->dtype))
    return lm_fail("histc: needs a floating-point tensor, not %s", dtype_of(self));
  if (bins <= 0) return lm_fail("histc: bins must be above 0, not %lld", (long long)bins);
  if (!range_of("histc", self, &low.f, &high.f)) return false;
  c->scratch[0] = low.i, c->scratch[1] = high.i;
  return (c->out[0] = lm_new(1, &bins, (lm_dtype)self->dtype, self->device)) != NULL;
}

/* ---- histogram ---- */

/* The edges of `bins` equally wide bins. */
static lm_tensor *even_edges(lm_tensor *self, int64_t bins, const lm_floats *range) {
  double low = 0, high = 0;
  if (bins <= 0) return lm_fail("histogram: bins must be above 0, not %lld", (long long)bins);
  if (bins == INT64_MAX) return lm_fail("histogram: %lld bins are too many", (long long)bins);
  if (range && range->n != 2)
    return lm_fail("histogram: range must be two numbers, not %d", range->n);
  if (range) {
    low = range->v[0], high = range->v[1];
    if (!(low <= high))
      return lm_fail("histogram: range must go upwards, not from %g to %g", low, high);
  } else if (self->numel > 0) {
    if (!limits(self, &low, &high)) return NULL;
  } else
    high = 1;
  if (!isfinite(low) || !isfinite(high))
    return lm_fail("histogram: the range of bins, %g to %g, is not finite", low, high);
  if (low == high) low -= 0.5, high += 0.5;
  return lm_linspace(lm_wrap(lm_float(low)), lm_wrap(lm_float(high)), bins + 1,
                     (lm_dtype)self->dtype, self->device);
}

static lm_tensor *given_edges(lm_tensor *self, lm_tensor *bins, const lm_floats *range) {
  if (bins->ndim != 1)
    return lm_fail("histogram: bins must be a number or a vector of edges, not of shape %s",
                   lm_shape_text(bins));
  if (bins->dtype != self->dtype)
    return lm_fail("histogram: the edges must be %s as the tensor is, not %s", dtype_of(self),
                   dtype_of(bins));
  if (bins->numel < 2)
    return lm_fail("histogram: a bin needs two edges, but there %s %lld",
                   bins->numel == 1 ? "is" : "are", (long long)bins->numel);
  if (range) return lm_fail("histogram: range goes with a number of bins, not with edges");
  return lm_clone(bins);
}

lm_tuple lm_do_histogram(lm_tensor *self, lm_tensor *bins, const lm_floats *range,
                         lm_tensor *weight, bool density) {
  lm_tuple none = {{NULL}};
  lm_scalar number;
  lm_dtype d = (lm_dtype)self->dtype;
  if (d != LM_F32 && d != LM_F64)
    return lm_fail("histogram: needs a float32 or float64 tensor, not %s", dtype_of(self)), none;
  if (weight && !lm_same_shape(weight, self))
    return lm_fail("histogram: weight must have the shape %s of the tensor, not %s",
                   lm_shape_text(self), lm_shape_text(weight)),
           none;
  if (weight && weight->dtype != d)
    return lm_fail("histogram: weight must be %s as the tensor is, not %s", dtype_of(self),
                   dtype_of(weight)),
           none;
  if (bins->wrapped && !lm_get_scalar(bins, &number)) return none;
  if (bins->wrapped && (number.kind != LM_SCALAR_INT))
    return lm_fail("histogram: bins must be an integer or a vector of edges"), none;
  lm_tensor *edges =
      bins->wrapped ? even_edges(self, number.i, range) : given_edges(self, bins, range);
  if (edges == NULL) return none;
  int64_t n = edges->numel - 1;
  const lm_ints flat = {1, {-1}};
  lm_tensor *x = lm_reshape(self, &flat);
  lm_tensor *last = lm_select(edges, 0, n), *outer;
  /* Bin i holds edges[i] <= x < edges[i + 1], the last one its upper edge too; bin 0 takes the rest. */
  lm_tensor *bin = lm_searchsorted(edges, x, false, true, NULL, NULL);
  bin = lm_add(bin, lm_wrap(lm_int(-1)), lm_int(1));
  bin = lm_where_select(lm_eq(x, last), lm_wrap(lm_int(n)), bin);
  outer = lm_logical_or(lm_gt(bin, lm_wrap(lm_int(n))), lm_isnan(x));
  bin = lm_where_select(outer, lm_wrap(lm_int(0)), bin);
  bin = lm_add(bin, lm_wrap(lm_int(1)), lm_int(1));
  lm_tensor *counts = lm_bincount(bin, weight ? lm_reshape(weight, &flat) : NULL, n + 1);
  counts = lm_to_dtype(lm_slice(counts, 0, 1, n, 1), d, LM_DEVICE_NONE, false);
  if (density)
    counts = lm_div(counts, lm_mul(lm_sum_all(counts), lm_diff(edges, 1, 0, NULL, NULL)));
  return (lm_tuple){{lm_contiguous(counts), edges}};
}
