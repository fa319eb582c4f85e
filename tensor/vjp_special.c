/* Gradients of the special functions (tensor/ops/special.def); notation as in vjp_pointwise.c. */
#include "tensor/record.h"

#include <math.h>

#define ONE lm_int(1)
#define SQRT_PI 1.77245385090551602730
#define SQRT_2_PI 2.50662827463100050242

static lm_tensor *where(lm_tensor *mask, double number, lm_tensor *t) {
  return lm_where_select(mask, lm_wrap(lm_float(number)), t);
}
static lm_tensor *is_zero(lm_tensor *x) { return lm_eq(x, lm_wrap(lm_int(0))); }
/* y / x, for formulas that have a limit at 0 and take it there */
static lm_tensor *over(lm_tensor *y, lm_tensor *x) { return lm_div(y, where(is_zero(x), 1, x)); }
static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, ONE); }

/* ---- gamma ---- */

VJP(lgamma) { GRAD(0, lm_mul(G, lm_digamma(IN(0)))); }
VJP(digamma) { GRAD(0, lm_mul(G, lm_polygamma(IN(0), 1))); }
VJP(polygamma) { GRAD(0, lm_mul(G, lm_polygamma(IN(0), ARG(1).i + 1))); }
VJP(special_zeta) {
  if (NEEDS(0)) gi[0] = lm_fail("special_zeta: has no gradient for self");
  lm_tensor *s = IN(0);
  GRAD(1, lm_neg(lm_mul(G, lm_mul(s, lm_special_zeta(lm_add_s(s, 1), IN(1))))));
}

/* d/dx P(a, x) = x^(a-1) e^-x / Gamma(a) */
static lm_tensor *gamma_density(lm_tensor *a, lm_tensor *x) {
  lm_tensor *power = lm_mul(lm_add_s(a, -1), lm_log(x));
  return lm_exp(minus(minus(power, x), lm_lgamma(a)));
}
VJP(igamma) {
  if (NEEDS(0)) gi[0] = lm_fail("igamma: has no gradient for self");
  GRAD(1, lm_mul(G, gamma_density(IN(0), IN(1))));
}
VJP(igammac) {
  if (NEEDS(0)) gi[0] = lm_fail("igammac: has no gradient for self");
  GRAD(1, lm_neg(lm_mul(G, gamma_density(IN(0), IN(1)))));
}

/* ---- the normal distribution, entropies ---- */

VJP(erfinv) { GRAD(0, lm_mul(G, lm_mul_s(lm_exp(lm_square(OUT(0))), SQRT_PI / 2))); }
VJP(special_erfcx) {
  lm_tensor *slope = lm_add_s(lm_mul(lm_mul_s(IN(0), 2), OUT(0)), -2 / SQRT_PI);
  GRAD(0, lm_mul(G, slope));
}
VJP(special_ndtr) {
  lm_tensor *density = lm_mul_s(lm_exp(lm_mul_s(lm_square(IN(0)), -0.5)), 1 / SQRT_2_PI);
  GRAD(0, lm_mul(G, density));
}
VJP(special_log_ndtr) { /* density / ndtr, by which both exponentials cancel */
  lm_tensor *ratio = lm_special_erfcx(lm_mul_s(IN(0), -M_SQRT1_2));
  GRAD(0, lm_div(lm_mul_s(G, 2 / SQRT_2_PI), ratio));
}
VJP(special_ndtri) {
  GRAD(0, lm_mul(G, lm_mul_s(lm_exp(lm_mul_s(lm_square(OUT(0)), 0.5)), SQRT_2_PI)));
}
VJP(log_odds) { /* 1 / (x (1 - x)), and NaN outside 0 .. 1 */
  lm_tensor *x = IN(0), *slope = lm_div(G, lm_mul(x, lm_rsub_s(1, x)));
  lm_tensor *outside = lm_logical_or(lm_lt(x, lm_wrap(lm_int(0))), lm_gt(x, lm_wrap(lm_int(1))));
  GRAD(0, where(outside, NAN, slope));
}
/* The product's rule, but 0 in the first operand where that is 0 and the logarithm is not finite. */
VJP(xlogy) {
  lm_tensor *x = IN(0), *y = IN(1);
  lm_tensor *end = lm_logical_and(is_zero(x), lm_le(y, lm_wrap(lm_int(0))));
  GRAD(0, where(end, 0, lm_xlogy(G, y)));
  GRAD(1, lm_div(lm_mul(G, x), y));
}
VJP(special_xlog1py) {
  lm_tensor *x = IN(0), *y = IN(1);
  lm_tensor *end = lm_logical_and(is_zero(x), lm_le(y, lm_wrap(lm_int(-1))));
  GRAD(0, where(end, 0, lm_special_xlog1py(G, y)));
  GRAD(1, lm_div(lm_mul(G, x), lm_add_s(y, 1)));
}
VJP(special_entr) { GRAD(0, lm_neg(lm_mul(G, lm_add_s(lm_log(IN(0)), 1)))); }

/* ---- Bessel functions ---- */

/* f - y / x, which has the limit 1/2 at 0. */
static lm_tensor *less_ratio(lm_tensor *f, lm_tensor *y, lm_tensor *x) {
  return where(is_zero(x), 0.5, minus(f, over(y, x)));
}

VJP(i0) { GRAD(0, lm_mul(G, lm_special_i1(IN(0)))); }
VJP(special_i0e) {
  GRAD(0, lm_mul(G, minus(lm_special_i1e(IN(0)), lm_mul(lm_sign(IN(0)), OUT(0)))));
}
VJP(special_i1) { GRAD(0, lm_mul(G, less_ratio(lm_i0(IN(0)), OUT(0), IN(0)))); }
VJP(special_i1e) {
  lm_tensor *x = IN(0), *f = minus(lm_special_i0e(x), lm_mul(lm_sign(x), OUT(0)));
  GRAD(0, lm_mul(G, less_ratio(f, OUT(0), x)));
}
VJP(special_modified_bessel_k0) {
  GRAD(0, lm_neg(lm_mul(G, lm_special_modified_bessel_k1(IN(0)))));
}
VJP(special_modified_bessel_k1) {
  lm_tensor *k0 = lm_special_modified_bessel_k0(IN(0));
  GRAD(0, lm_neg(lm_mul(G, lm_add(k0, lm_div(OUT(0), IN(0)), ONE))));
}
VJP(special_bessel_j0) { GRAD(0, lm_neg(lm_mul(G, lm_special_bessel_j1(IN(0))))); }
VJP(special_bessel_j1) {
  GRAD(0, lm_mul(G, less_ratio(lm_special_bessel_j0(IN(0)), OUT(0), IN(0))));
}
VJP(special_bessel_y0) { GRAD(0, lm_neg(lm_mul(G, lm_special_bessel_y1(IN(0))))); }
VJP(special_bessel_y1) {
  lm_tensor *y0 = lm_special_bessel_y0(IN(0));
  GRAD(0, lm_mul(G, minus(y0, lm_div(OUT(0), IN(0)))));
}
