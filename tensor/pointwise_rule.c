/* What pointwise rows refuse beyond the dtypes of their formulas: as PyTorch does. */
#include "tensor/record.h"

static const char *dtype_name(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }

/* A difference of booleans has no meaning that all would expect. */
RULE(sub) {
  if (A(0).t->dtype != LM_BOOL && A(1).t->dtype != LM_BOOL) return true;
  return lm_fail(
      "%s: is not defined for bool: %s and %s; use logical_xor, logical_not or :to(\"int64\")",
      lm_running(), dtype_name(A(0).t), dtype_name(A(1).t));
}

/* A negative power of an integer is a fraction. */
RULE(pow) {
  lm_tensor *base = A(0).t, *exponent = A(1).t;
  lm_scalar e;
  if (!exponent->wrapped || !lm_is_integral((lm_dtype)exponent->dtype) ||
      !lm_is_integral((lm_dtype)base->dtype))
    return true;
  if (!lm_get_scalar(exponent, &e)) return false;
  return lm_scalar_i(e) >= 0 ||
         lm_fail(
             "%s: a tensor of %s cannot be raised to the negative integer %lld: convert it with "
             ":float(), or use float_power",
             lm_running(), dtype_name(base), (long long)lm_scalar_i(e));
}

RULE(heaviside) {
  return A(0).t->dtype == A(1).t->dtype ||
         lm_fail("heaviside: self and values must have one dtype, not %s and %s",
                 dtype_name(A(0).t), dtype_name(A(1).t));
}

/* Both ends of a line and the weight, unless it is a number or has no dimensions, are of one kind. */
RULE(lerp) {
  lm_tensor *self = A(0).t, *end = A(1).t, *weight = A(2).t;
  if (self->dtype != end->dtype)
    return lm_fail("lerp: self and end must have one dtype, not %s and %s", dtype_name(self),
                   dtype_name(end));
  if (!lm_is_inexact((lm_dtype)self->dtype))
    return lm_fail("lerp: needs floating-point tensors, not %s; convert them first",
                   dtype_name(self));
  return weight->ndim == 0 || weight->dtype == self->dtype ||
         lm_fail("lerp: weight must be %s as the ends are, not %s", dtype_name(self),
                 dtype_name(weight));
}

/* The quotient of integers would be a fraction, which the sum could not hold. */
RULE(addcdiv) {
  return !lm_is_integral((lm_dtype)A(1).t->dtype) || !lm_is_integral((lm_dtype)A(2).t->dtype) ||
         lm_fail("addcdiv: tensor1 and tensor2 must not both be integers, but are %s and %s; "
                 "convert one of them with :float()",
                 dtype_name(A(1).t), dtype_name(A(2).t));
}

static bool are_integers(lm_call *c) {
  return A(0).t->dtype != LM_BOOL || A(1).t->dtype != LM_BOOL ||
         lm_fail("%s: needs integers, not bool", lm_op_name(c));
}
RULE(gcd) { return are_integers(c); }
RULE(lcm) { return are_integers(c); }
RULE(bitwise_left_shift) { return are_integers(c); }
RULE(bitwise_right_shift) { return are_integers(c); }

RULE(polygamma) {
  return A(1).i >= 0 ||
         lm_fail("polygamma: n must not be negative, but is %lld", (long long)A(1).i);
}

/* The grids of float16 and bfloat16 and all between: exponents stay within int. */
RULE(nextafter_half) {
  int64_t digits = A(2).i, least = A(3).i;
  return (digits > 0 && digits < 24 && least >= -149 && least <= 0) ||
         lm_fail("nextafter: there is no format of %lld digits in steps of 2^%lld",
                 (long long)digits, (long long)least);
}
