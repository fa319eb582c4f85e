/* Pointwise operations that are written in others. */
#include "tensor/record.h"

#include <math.h>
#include <string.h>

lm_tensor *lm_do_div_mode(lm_tensor *self, lm_tensor *other, const char *rounding_mode) {
  if (rounding_mode == NULL) return lm_div(self, other);
  if (strcmp(rounding_mode, "floor") == 0) return lm_floor_divide(self, other);
  if (strcmp(rounding_mode, "trunc") == 0) return lm_trunc_divide(self, other);
  return lm_fail("div: rounding_mode must be \"floor\", \"trunc\" or nil, not \"%s\"",
                 rounding_mode);
}

lm_tensor *lm_do_rsub(lm_tensor *self, lm_tensor *other, lm_scalar alpha) {
  return lm_sub(other, self, alpha);
}

lm_tensor *lm_do_float_power(lm_tensor *self, lm_tensor *exponent) {
  bool complex = lm_is_complex((lm_dtype)self->dtype) || lm_is_complex((lm_dtype)exponent->dtype);
  lm_dtype dtype = complex ? LM_C128 : LM_F64;
  if (!exponent->wrapped) exponent = lm_to_dtype(exponent, dtype, LM_DEVICE_NONE, false);
  return lm_pow(lm_to_dtype(self, dtype, LM_DEVICE_NONE, false), exponent);
}

/* Integers do not widen the result, and their powers do not overflow in half precision. */
lm_tensor *lm_do_ldexp(lm_tensor *self, lm_tensor *other) {
  lm_dtype dtype = (lm_dtype)self->dtype;
  bool narrow = dtype == LM_F16 || dtype == LM_BF16;
  bool cast = lm_is_integral((lm_dtype)other->dtype) && !lm_is_integral(dtype);
  if (cast && !narrow) other = lm_to_dtype(other, dtype, LM_DEVICE_NONE, false);
  lm_tensor *scaled = lm_mul(self, lm_pow(lm_wrap(lm_float(2)), other));
  return cast && narrow ? lm_to_dtype(scaled, dtype, LM_DEVICE_NONE, false) : scaled;
}

/* ---- representation ---- */

lm_tensor *lm_do_round(lm_tensor *self, int64_t decimals) {
  if (decimals == 0) return lm_round_whole(self);
  return lm_round_scaled(self, pow(10, fabs((double)decimals)), decimals < 0);
}

lm_tuple lm_do_frexp(lm_tensor *self) {
  lm_tensor *exponent = lm_frexp_exponent(self);
  return (lm_tuple){
      {lm_frexp_mantissa(self), lm_to_dtype(exponent, LM_I32, LM_DEVICE_NONE, false)}};
}

/* Half precision has a grid of its own, on which float32's next number would be rounded away. */
lm_tensor *lm_do_nextafter(lm_tensor *self, lm_tensor *other) {
  lm_tensor *both[2] = {self, other};
  switch (lm_result_type(both, 2)) {
  case LM_F16: return lm_nextafter_half(self, other, 10, -24);
  case LM_BF16: return lm_nextafter_half(self, other, 7, -133);
  default: return lm_nextafter_exact(self, other);
  }
}

/* ---- special functions ---- */

lm_tensor *lm_do_polygamma_n(int64_t n, lm_tensor *self) { return lm_polygamma(self, n); }

/* (p (p - 1) / 4) log(pi) and the sum of lgamma(self - i / 2) over i from 0 to p - 1. */
lm_tensor *lm_do_mvlgamma(lm_tensor *self, int64_t p) {
  const int64_t most = 1 << 20; /* so many terms are made for each element */
  if (p < 1 || p > most)
    return lm_fail("mvlgamma: p must be from 1 to %lld, not %lld", (long long)most, (long long)p);
  if (lm_is_integral((lm_dtype)self->dtype))
    self = lm_to_dtype(self, lm_here()->default_dtype, LM_DEVICE_NONE, false);
  if (self == NULL) return NULL;
  lm_scalar start = lm_float((1 - (double)p) / 2);
  lm_tensor *shifts =
      lm_arange(start, lm_float(0.5), lm_float(0.5), (lm_dtype)self->dtype, self->device);
  lm_ints last = {1, {-1}};
  lm_tensor *each = lm_lgamma(lm_add(lm_unsqueeze(self, -1), shifts, lm_int(1)));
  return lm_add_s(lm_sum(each, &last, false, LM_DTYPE_NONE),
                  (double)p * ((double)p - 1) / 4 * 1.1447298858494001741);
}

lm_tensor *lm_do_logit(lm_tensor *self, const lm_scalar *eps) {
  if (eps == NULL) return lm_log_odds(self);
  if (lm_is_integral((lm_dtype)self->dtype))
    self = lm_to_dtype(self, lm_here()->default_dtype, LM_DEVICE_NONE, false);
  lm_scalar low = lm_float(lm_scalar_f(*eps)), high = lm_float(1 - lm_scalar_f(*eps));
  return lm_log_odds(lm_clamp_number(self, &low, &high));
}

/* ---- limits ---- */

/* The number in a wrapped operand, or NULL: those take the one-pass kernel. */
static const lm_scalar *number_of(lm_tensor *t, lm_scalar *s) {
  return t && t->wrapped && lm_get_scalar(t, s) ? s : NULL;
}

lm_tensor *lm_do_clamp(lm_tensor *self, lm_tensor *min, lm_tensor *max) {
  if (min == NULL && max == NULL) return lm_fail("clamp: needs min, max or both");
  lm_scalar lo, hi;
  if ((min == NULL || min->wrapped) && (max == NULL || max->wrapped)) {
    lm_tensor *all[3] = {self, min, max};
    lm_dtype d = lm_result_type(all, 3); /* float limits of integers give floats */
    return lm_clamp_number(lm_to_dtype(self, d, LM_DEVICE_NONE, false), number_of(min, &lo),
                           number_of(max, &hi));
  }
  if (min) self = lm_maximum(self, min);
  return max ? lm_minimum(self, max) : self;
}
lm_tensor *lm_do_clamp_min(lm_tensor *self, lm_tensor *min) { return lm_clamp(self, min, NULL); }
lm_tensor *lm_do_clamp_max(lm_tensor *self, lm_tensor *max) { return lm_clamp(self, NULL, max); }

static lm_tensor *limited(lm_tensor *t, double lo, double hi) {
  if (t == NULL) return NULL;
  bool exact = lm_is_integral((lm_dtype)t->dtype) && lo == floor(lo) && hi == floor(hi);
  lm_scalar a = exact ? lm_int((int64_t)lo) : lm_float(lo),
            b = exact ? lm_int((int64_t)hi) : lm_float(hi);
  return lm_clamp_number(t, &a, &b);
}

lm_tensor *lm_do_hardtanh(lm_tensor *self, double min_val, double max_val) {
  if (min_val > max_val)
    return lm_fail("hardtanh: min_val %g is above max_val %g", min_val, max_val);
  return limited(self, min_val, max_val);
}
lm_tensor *lm_do_relu6(lm_tensor *self) { return limited(self, 0, 6); }
lm_tensor *lm_do_gelu(lm_tensor *self, const char *approximate) {
  if (strcmp(approximate, "none") == 0) return lm_gelu_erf(self);
  if (strcmp(approximate, "tanh") == 0) return lm_gelu_tanh(self);
  return lm_fail("gelu: approximate must be \"none\" or \"tanh\", not \"%s\"", approximate);
}

/* ---- masks and comparison ---- */

lm_tensor *lm_do_masked_fill(lm_tensor *self, lm_tensor *mask, lm_tensor *value) {
  if (value->ndim > 0)
    return lm_fail(
        "masked_fill: the value must be a number or a tensor without dimensions, not shape %s",
        lm_shape_text(value));
  if (mask->dtype != LM_BOOL)
    return lm_fail("masked_fill: the mask must be a bool tensor, not %s",
                   lm_dtypes[mask->dtype].name);
  if (lm_dtype_category((lm_dtype)value->dtype) == LM_CAT_COMPLEX &&
      lm_dtype_category((lm_dtype)self->dtype) != LM_CAT_COMPLEX)
    return lm_fail("masked_fill: a value of %s cannot be stored in a tensor of %s",
                   lm_dtypes[value->dtype].name, lm_dtypes[self->dtype].name);
  return lm_where_select(mask, lm_to_dtype(value, (lm_dtype)self->dtype, LM_DEVICE_NONE, false),
                         self);
}

lm_tensor *lm_do_isclose(lm_tensor *self, lm_tensor *other, double rtol, double atol,
                         bool equal_nan) {
  if (self->dtype != other->dtype)
    return lm_fail("isclose: dtypes differ: %s and %s", lm_dtypes[self->dtype].name,
                   lm_dtypes[other->dtype].name);
  if (rtol < 0 || atol < 0) return lm_fail("isclose: rtol and atol must not be negative");
  lm_tensor *same = lm_eq(self, other);
  if (equal_nan && lm_is_inexact((lm_dtype)self->dtype))
    same = lm_logical_or(same, lm_logical_and(lm_isnan(self), lm_isnan(other)));
  if (self->dtype == LM_BOOL) return same;
  if (lm_is_integral((lm_dtype)self->dtype)) {
    self = lm_to_dtype(self, LM_F64, LM_DEVICE_NONE, false);
    other = lm_to_dtype(other, LM_F64, LM_DEVICE_NONE, false);
  }
  lm_tensor *error = lm_abs(lm_sub(self, other, lm_int(1)));
  lm_tensor *allowed = lm_add_s(lm_mul_s(lm_abs(other), rtol), atol);
  return lm_logical_or(same, lm_logical_and(lm_isfinite(error), lm_le(error, allowed)));
}

lm_tensor *lm_do_allclose(lm_tensor *self, lm_tensor *other, double rtol, double atol,
                          bool equal_nan) {
  return lm_all(lm_isclose(self, other, rtol, atol, equal_nan), NULL, false);
}

lm_tensor *lm_do_equal(lm_tensor *self, lm_tensor *other) {
  if (!lm_same_shape(self, other)) return lm_wrap(lm_bool(false));
  return lm_all(lm_eq(self, other), NULL, false);
}
