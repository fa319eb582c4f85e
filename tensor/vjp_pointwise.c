/* Gradients of pointwise operations: each a formula in operations.
**
** Notation: G is the gradient of the result, IN(i) an operand, OUT(0) the result.  Broadcasting and
** dtypes are undone by the engine.  CONJ_ stands where operands may be complex.  Formulas for NaN and for ties follow PyTorch.
*/
#include "tensor/record.h"

#include <math.h>
#include <string.h>

#define ONE lm_int(1)

/* g where the mask holds, else 0 */
static lm_tensor *masked(lm_tensor *mask, lm_tensor *g) {
  return lm_where_select(mask, g, lm_wrap(lm_float(0)));
}
static lm_tensor *scaled(lm_tensor *g, lm_scalar s) {
  double f = lm_scalar_f(s);
  return f == 1 ? g : lm_mul_s(g, f);
}

/* ---- arithmetic ---- */

VJP(add) {
  GRAD(0, G);
  GRAD(1, scaled(G, ARG(2).s));
}
VJP(sub) {
  GRAD(0, G);
  GRAD(1, scaled(lm_neg(G), ARG(2).s));
}
VJP(mul) {
  GRAD(0, lm_mul(G, CONJ_IN(1)));
  GRAD(1, lm_mul(G, CONJ_IN(0)));
}
VJP(div) {
  GRAD(0, lm_div(G, CONJ_IN(1)));
  GRAD(1, lm_neg(lm_mul(G, lm_div(lm_div(CONJ_IN(0), CONJ_IN(1)), CONJ_IN(1)))));
}
/* Steps: flat wherever they have a slope. */
static void flat_vjp(lm_node *n, lm_tensor *g, lm_tensor **gi) {
  lm_tensor *zero = lm_zeros_as(g);
  GRAD(0, zero);
  GRAD(1, zero);
}
VJP(floor_divide) { flat_vjp(n, G, gi); }
VJP(trunc_divide) { flat_vjp(n, G, gi); }
VJP(remainder) {
  GRAD(0, G);
  GRAD(1, lm_neg(lm_mul(G, lm_floor_divide(IN(0), IN(1)))));
}
VJP(fmod) {
  GRAD(0, G);
  GRAD(1, lm_neg(lm_mul(G, lm_trunc_divide(IN(0), IN(1)))));
}
VJP(pow) {
  lm_scalar e;
  lm_tensor *exponent = CONJ_IN(1);
  if (NEEDS(0)) {
    if (exponent && exponent->wrapped && lm_get_scalar(exponent, &e)) {
      double p = lm_scalar_f(e);
      gi[0] = p == 0   ? lm_zeros_as(G)
              : p == 1 ? G
              : p == 2 ? lm_mul(G, lm_mul_s(CONJ_IN(0), 2))
                       : lm_mul(G, lm_mul_s(lm_pow_s(CONJ_IN(0), p - 1), p));
    } else { /* 0 to the power of -1 would spoil exponent 0 */
      lm_tensor *slope = lm_mul(exponent, lm_pow(CONJ_IN(0), lm_add_s(exponent, -1)));
      gi[0] = lm_mul(
          G, lm_where_select(lm_eq(exponent, lm_wrap(lm_int(0))), lm_wrap(lm_float(0)), slope));
    }
  }
  if (NEEDS(1)) { /* 0^e has gradient 0 for e >= 0 */
    lm_tensor *base = CONJ_IN(0), *zero = lm_wrap(lm_int(0));
    lm_tensor *flat = lm_logical_and(lm_eq(base, zero), lm_ge(lm_real(exponent), zero));
    /* the logarithm of a number is not rounded to the default dtype */
    bool number = base && base->wrapped && base->dtype != LM_C128 && lm_get_scalar(base, &e);
    lm_tensor *log_base = number ? lm_wrap(lm_float(log(lm_scalar_f(e)))) : lm_log(base);
    gi[1] = lm_mul(G, lm_where_select(flat, lm_wrap(lm_float(0)), lm_mul(CONJ_OUT(0), log_base)));
  }
}

/* Ties share the gradient. */
static void extremum(lm_node *n, lm_tensor *g, lm_tensor **gi, bool larger) {
  lm_tensor *a = IN(0), *b = IN(1), *half = lm_div_s(g, 2), *tie = lm_eq(a, b);
  lm_tensor *zero = lm_wrap(lm_float(0));
  lm_tensor *a_wins = larger ? lm_gt(a, b) : lm_lt(a, b);
  lm_tensor *b_wins = larger ? lm_lt(a, b) : lm_gt(a, b);
  GRAD(0, lm_where_select(tie, half, lm_where_select(b_wins, zero, g)));
  GRAD(1, lm_where_select(tie, half, lm_where_select(a_wins, zero, g)));
}
VJP(maximum) { extremum(n, G, gi, true); }
VJP(minimum) { extremum(n, G, gi, false); }

/* 0 at the origin, as in PyTorch. */
VJP(atan2) {
  lm_tensor *y = IN(0), *x = IN(1);
  lm_tensor *square = lm_add(lm_square(x), lm_square(y), ONE);
  lm_tensor *zero = lm_wrap(lm_float(0));
  lm_tensor *r = lm_where_select(lm_eq(square, zero), zero, lm_div(G, square));
  GRAD(0, lm_mul(r, x));
  GRAD(1, lm_neg(lm_mul(r, y)));
}
/* Magnitude follows sign: the slope is 1 or -1, and 0 at 0. */
VJP(copysign) {
  lm_tensor *x = IN(0), *origin = lm_eq(x, lm_wrap(lm_int(0)));
  lm_tensor *slope = lm_div(OUT(0), lm_where_select(origin, lm_wrap(lm_float(1)), x));
  GRAD(0, lm_where_select(origin, lm_wrap(lm_float(0)), lm_mul(G, slope)));
  GRAD(1, lm_zeros_as(G));
}
/* The way goes along with self, until it is other. */
#define NEXT_VJP(name)                       \
  VJP(name) {                                \
    GRAD(0, lm_mul(G, lm_ne(IN(0), IN(1)))); \
    GRAD(1, lm_zeros_as(G));                 \
  }
NEXT_VJP(nextafter_exact)
NEXT_VJP(nextafter_half)

VJP(hypot) {
  GRAD(0, lm_mul(G, lm_div(IN(0), OUT(0))));
  GRAD(1, lm_mul(G, lm_div(IN(1), OUT(0))));
}
VJP(logaddexp) {
  lm_tensor *d = lm_sub(CONJ_IN(1), CONJ_IN(0), ONE);
  GRAD(0, lm_div(G, lm_add_s(lm_exp(d), 1)));
  GRAD(1, lm_div(G, lm_add_s(lm_exp(lm_neg(d)), 1)));
}
VJP(logaddexp2) {
  lm_tensor *d = lm_sub(IN(1), IN(0), ONE);
  GRAD(0, lm_div(G, lm_add_s(lm_exp2(d), 1)));
  GRAD(1, lm_div(G, lm_add_s(lm_exp2(lm_neg(d)), 1)));
}
/* The first wins over NaN; ties share the gradient. */
static void winner(lm_node *n, lm_tensor *g, lm_tensor **gi, lm_tensor *first) {
  lm_tensor *zero = lm_wrap(lm_float(0)), *half = lm_div_s(g, 2), *tie = lm_eq(IN(0), IN(1));
  first = lm_logical_or(first, lm_isnan(IN(1)));
  GRAD(0, lm_where_select(tie, half, lm_where_select(first, g, zero)));
  GRAD(1, lm_where_select(tie, half, lm_where_select(first, zero, g)));
}
VJP(fmax) { winner(n, G, gi, lm_ge(IN(0), IN(1))); }
VJP(fmin) { winner(n, G, gi, lm_le(IN(0), IN(1))); }
VJP(lerp) {
  GRAD(0, lm_mul(G, lm_rsub_s(1, CONJ_IN(2))));
  GRAD(1, lm_mul(G, CONJ_IN(2)));
  GRAD(2, lm_mul(G, lm_sub(CONJ_IN(1), CONJ_IN(0), ONE)));
}
VJP(addcmul) {
  GRAD(0, G);
  GRAD(1, scaled(lm_mul(G, CONJ_IN(2)), ARG(3).s));
  GRAD(2, scaled(lm_mul(G, CONJ_IN(1)), ARG(3).s));
}
VJP(addcdiv) {
  GRAD(0, G);
  GRAD(1, scaled(lm_div(G, CONJ_IN(2)), ARG(3).s));
  GRAD(2, scaled(lm_neg(lm_div(lm_mul(G, CONJ_IN(1)), lm_square(CONJ_IN(2)))), ARG(3).s));
}

/* ---- one operand ---- */

VJP(neg) { GRAD(0, lm_neg(G)); }
VJP(abs) { GRAD(0, lm_mul(G, lm_sgn(IN(0)))); }
VJP(square) { GRAD(0, lm_mul(G, lm_mul_s(CONJ_IN(0), 2))); }
VJP(sign) { GRAD(0, lm_zeros_as(G)); }
VJP(ceil) { GRAD(0, lm_zeros_as(G)); }
VJP(floor) { GRAD(0, lm_zeros_as(G)); }
VJP(round_whole) { GRAD(0, lm_zeros_as(G)); }
VJP(round_scaled) { GRAD(0, lm_zeros_as(G)); }
VJP(trunc) { GRAD(0, lm_zeros_as(G)); }
VJP(frac) { GRAD(0, G); }
VJP(reciprocal) { GRAD(0, lm_neg(lm_mul(G, lm_square(CONJ_OUT(0))))); }
VJP(sqrt) { GRAD(0, lm_div(G, lm_mul_s(CONJ_OUT(0), 2))); }
VJP(rsqrt) { GRAD(0, lm_mul(lm_mul_s(G, -0.5), lm_pow_s(CONJ_OUT(0), 3))); }
VJP(exp) { GRAD(0, lm_mul(G, CONJ_OUT(0))); }
VJP(exp2) { GRAD(0, lm_mul(G, lm_mul_s(CONJ_OUT(0), M_LN2))); }
VJP(expm1) { GRAD(0, lm_mul(G, lm_add_s(CONJ_OUT(0), 1))); }
VJP(log) { GRAD(0, lm_div(G, CONJ_IN(0))); }
VJP(log1p) { GRAD(0, lm_div(G, lm_add_s(CONJ_IN(0), 1))); }
VJP(log2) { GRAD(0, lm_div(G, lm_mul_s(CONJ_IN(0), M_LN2))); }
VJP(log10) { GRAD(0, lm_div(G, lm_mul_s(CONJ_IN(0), M_LN10))); }
VJP(sin) { GRAD(0, lm_mul(G, lm_cos(CONJ_IN(0)))); }
VJP(sinc) { /* (cos(pi x) - sinc(x)) / x, and 0 at 0 */
  lm_tensor *x = CONJ_IN(0), *origin = lm_eq(x, lm_wrap(lm_int(0)));
  lm_tensor *slope = lm_sub(lm_cos(lm_mul_s(x, M_PI)), CONJ_OUT(0), ONE);
  slope = lm_div(slope, lm_where_select(origin, lm_wrap(lm_float(1)), x));
  GRAD(0, lm_where_select(origin, lm_wrap(lm_float(0)), lm_mul(G, slope)));
}
VJP(cos) { GRAD(0, lm_neg(lm_mul(G, lm_sin(CONJ_IN(0))))); }
VJP(tan) { GRAD(0, lm_mul(G, lm_add_s(lm_square(CONJ_OUT(0)), 1))); }
VJP(asin) { GRAD(0, lm_mul(G, lm_rsqrt(lm_rsub_s(1, lm_square(CONJ_IN(0)))))); }
VJP(acos) { GRAD(0, lm_neg(lm_mul(G, lm_rsqrt(lm_rsub_s(1, lm_square(CONJ_IN(0))))))); }
VJP(atan) { GRAD(0, lm_div(G, lm_add_s(lm_square(CONJ_IN(0)), 1))); }
VJP(sinh) { GRAD(0, lm_mul(G, lm_cosh(CONJ_IN(0)))); }
VJP(cosh) { GRAD(0, lm_mul(G, lm_sinh(CONJ_IN(0)))); }
VJP(tanh) { GRAD(0, lm_mul(G, lm_rsub_s(1, lm_square(CONJ_OUT(0))))); }
VJP(asinh) { GRAD(0, lm_mul(G, lm_rsqrt(lm_add_s(lm_square(CONJ_IN(0)), 1)))); }
VJP(acosh) { /* complex ones take two roots: a single one of z^2 - 1 has its branch cut elsewhere */
  lm_tensor *x = CONJ_IN(0);
  lm_tensor *slope = x && lm_is_float((lm_dtype)x->dtype)
                         ? lm_rsqrt(lm_add_s(lm_square(x), -1))
                         : lm_mul(lm_rsqrt(lm_add_s(x, -1)), lm_rsqrt(lm_add_s(x, 1)));
  GRAD(0, lm_mul(G, slope));
}
VJP(atanh) { GRAD(0, lm_div(G, lm_rsub_s(1, lm_square(CONJ_IN(0))))); }
#define TWO_OVER_SQRT_PI 1.12837916709551257390
VJP(erf) { GRAD(0, lm_mul(G, lm_mul_s(lm_exp(lm_neg(lm_square(IN(0)))), TWO_OVER_SQRT_PI))); }
VJP(erfc) { GRAD(0, lm_mul(G, lm_mul_s(lm_exp(lm_neg(lm_square(IN(0)))), -TWO_OVER_SQRT_PI))); }
VJP(deg2rad) { GRAD(0, lm_deg2rad(G)); }
VJP(rad2deg) { GRAD(0, lm_rad2deg(G)); }
VJP(frexp_mantissa) { GRAD(0, lm_div(G, lm_exp2(lm_frexp_exponent(IN(0))))); }
VJP(nan_to_num) { GRAD(0, masked(lm_isfinite(IN(0)), G)); }

/* ---- activations ---- */

VJP(sigmoid) { GRAD(0, lm_mul(G, lm_mul(CONJ_OUT(0), lm_rsub_s(1, CONJ_OUT(0))))); }
VJP(relu) { GRAD(0, lm_relu_backward(G, OUT(0))); }
VJP(relu_backward) {
  GRAD(0, lm_relu_backward(G, IN(1)));
  GRAD(1, lm_zeros_as(G));
}
VJP(softplus) {
  lm_tensor *bx = lm_mul_s(IN(0), ARG(1).f);
  lm_tensor *limit = lm_wrap(lm_float(ARG(2).f)), *linear = lm_gt(bx, limit);
  /* at the limit the slope is that below it, but without a second derivative */
  lm_tensor *bent = lm_where_select(lm_ge(bx, limit), limit, bx);
  GRAD(0, lm_where_select(linear, G, lm_mul(G, lm_sigmoid(bent))));
}
VJP(logsigmoid) { GRAD(0, lm_mul(G, lm_sigmoid(lm_neg(IN(0))))); }
VJP(clamp_number) { GRAD(0, lm_clamp_backward(G, IN(0), ARG(1).so, ARG(2).so)); }
VJP(clamp_backward) {
  GRAD(0, lm_clamp_backward(G, IN(1), ARG(2).so, ARG(3).so));
  GRAD(1, lm_zeros_as(G));
}
VJP(where_select) {
  lm_tensor *zero = lm_wrap(lm_float(0));
  GRAD(1, lm_where_select(IN(0), G, zero));
  GRAD(2, lm_where_select(IN(0), zero, G));
}
