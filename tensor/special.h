/* Special functions: the formulas of tensor/ops/special.def and what is too long for scalar.h, which
** includes this file.
**
** Long functions compute in double for every dtype and are called, not inlined: float32 results are
** then right to the last place or nearly so, at the speed of libm.
*/
#ifndef LM_SPECIAL_H
#define LM_SPECIAL_H

#include "tensor/special/bessel.h"
#include "tensor/special/gamma.h"
#include "tensor/special/normal.h"
#include "tensor/special/number.h"
#include "tensor/special/polynomial.h"

#define LM_FAR1(T, f, a) ((T)lm_s_##f((double)(a)))
#define LM_FAR2(T, f, a, b) ((T)lm_s_##f((double)(a), (double)(b)))

/* ---- gamma ---- */

#define LM_FORMULA_lgamma(T, a, b, c, p) LM_FAR1(T, lgamma, a)
#define LM_FORMULA_digamma(T, a, b, c, p) LM_FAR1(T, digamma, a)
#define LM_FORMULA_polygamma(T, a, b, c, p) LM_FAR2(T, polygamma, p[0], a)
#define LM_FORMULA_special_zeta(T, a, b, c, p) LM_FAR2(T, zeta, a, b)
#define LM_FORMULA_igamma(T, a, b, c, p) ((T)lm_s_igamma((double)(a), (double)(b), false))
#define LM_FORMULA_igammac(T, a, b, c, p) ((T)lm_s_igamma((double)(a), (double)(b), true))

/* ---- the normal distribution, entropies ---- */

#define LM_FORMULA_erfinv(T, a, b, c, p) LM_FAR1(T, erfinv, a)
#define LM_FORMULA_special_erfcx(T, a, b, c, p) LM_FAR1(T, erfcx, a)
#define LM_FORMULA_special_ndtr(T, a, b, c, p) LM_FAR1(T, ndtr, a)
#define LM_FORMULA_special_log_ndtr(T, a, b, c, p) LM_FAR1(T, log_ndtr, a)
#define LM_FORMULA_special_ndtri(T, a, b, c, p) LM_FAR1(T, ndtri, a)
#define LM_FORMULA_log_odds(T, a, b, c, p) LM_MATH1(log, (a) / ((T)1 - (a)))
/* Where a is 0 the logarithm is that of 1, or of NaN: no branch around the call. */
#define LM_FORMULA_xlogy(T, a, b, c, p) \
  (((a) == 0 ? (T)0 : (a)) * LM_MATH1(log, (((a) == 0) & ((b) == (b))) ? (T)1 : (b)))
#define LM_FORMULA_special_xlog1py(T, a, b, c, p) \
  (((a) == 0 ? (T)0 : (a)) * LM_MATH1(log1p, (((a) == 0) & ((b) == (b))) ? (T)0 : (b)))
#define LM_FORMULA_special_entr(T, a, b, c, p)                         \
  (((a) < 0 ? (T)0 : -(a)) * LM_MATH1(log, !((a) <= 0) ? (a) : (T)1) + \
   ((a) < 0 ? -(T)INFINITY : (T)0))

/* ---- Bessel and Airy ---- */

#define LM_FORMULA_i0(T, a, b, c, p) ((T)lm_s_bessel_i((double)(a), 0, false))
#define LM_FORMULA_special_i0e(T, a, b, c, p) ((T)lm_s_bessel_i((double)(a), 0, true))
#define LM_FORMULA_special_i1(T, a, b, c, p) ((T)lm_s_bessel_i((double)(a), 1, false))
#define LM_FORMULA_special_i1e(T, a, b, c, p) ((T)lm_s_bessel_i((double)(a), 1, true))
#define LM_FORMULA_special_modified_bessel_k0(T, a, b, c, p) \
  ((T)lm_s_bessel_k((double)(a), 0, false))
#define LM_FORMULA_special_modified_bessel_k1(T, a, b, c, p) \
  ((T)lm_s_bessel_k((double)(a), 1, false))
#define LM_FORMULA_special_scaled_modified_bessel_k0(T, a, b, c, p) \
  ((T)lm_s_bessel_k((double)(a), 0, true))
#define LM_FORMULA_special_scaled_modified_bessel_k1(T, a, b, c, p) \
  ((T)lm_s_bessel_k((double)(a), 1, true))
#define LM_FORMULA_special_bessel_j0(T, a, b, c, p) ((T)lm_s_bessel((double)(a), LM_BESSEL_J0))
#define LM_FORMULA_special_bessel_j1(T, a, b, c, p) ((T)lm_s_bessel((double)(a), LM_BESSEL_J1))
#define LM_FORMULA_special_bessel_y0(T, a, b, c, p) ((T)lm_s_bessel((double)(a), LM_BESSEL_Y0))
#define LM_FORMULA_special_bessel_y1(T, a, b, c, p) ((T)lm_s_bessel((double)(a), LM_BESSEL_Y1))
#define LM_FORMULA_special_spherical_bessel_j0(T, a, b, c, p) LM_FAR1(T, spherical_bessel_j0, a)
#define LM_FORMULA_special_airy_ai(T, a, b, c, p) LM_FAR1(T, airy_ai, a)

/* ---- polynomials ---- */

#define LM_CHEBYSHEV(T, x, n, kind) \
  ((T)lm_s_chebyshev((double)(x), (double)(n), LM_CHEBYSHEV_##kind))
#define LM_SHIFTED(x) (2 * (double)(x)-1)
#define LM_FORMULA_special_chebyshev_polynomial_t(T, a, b, c, p) LM_CHEBYSHEV(T, a, b, FIRST)
#define LM_FORMULA_special_chebyshev_polynomial_u(T, a, b, c, p) LM_CHEBYSHEV(T, a, b, SECOND)
#define LM_FORMULA_special_chebyshev_polynomial_v(T, a, b, c, p) LM_CHEBYSHEV(T, a, b, THIRD)
#define LM_FORMULA_special_chebyshev_polynomial_w(T, a, b, c, p) LM_CHEBYSHEV(T, a, b, FOURTH)
#define LM_FORMULA_special_shifted_chebyshev_polynomial_t(T, a, b, c, p) \
  LM_CHEBYSHEV(T, LM_SHIFTED(a), b, FIRST)
#define LM_FORMULA_special_shifted_chebyshev_polynomial_u(T, a, b, c, p) \
  LM_CHEBYSHEV(T, LM_SHIFTED(a), b, SECOND)
#define LM_FORMULA_special_shifted_chebyshev_polynomial_v(T, a, b, c, p) \
  LM_CHEBYSHEV(T, LM_SHIFTED(a), b, THIRD)
#define LM_FORMULA_special_shifted_chebyshev_polynomial_w(T, a, b, c, p) \
  LM_CHEBYSHEV(T, LM_SHIFTED(a), b, FOURTH)
#define LM_HERMITE(T, x, n, scale) \
  ((T)lm_s_hermite((double)(x), (double)(n), scale, LM_HERMITE_LIMIT(T)))
#define LM_FORMULA_special_hermite_polynomial_h(T, a, b, c, p) LM_HERMITE(T, a, b, 2)
#define LM_FORMULA_special_hermite_polynomial_he(T, a, b, c, p) LM_HERMITE(T, a, b, 1)
#define LM_FORMULA_special_laguerre_polynomial_l(T, a, b, c, p) LM_FAR2(T, laguerre, a, b)
#define LM_FORMULA_special_legendre_polynomial_p(T, a, b, c, p) LM_FAR2(T, legendre, a, b)

#endif
