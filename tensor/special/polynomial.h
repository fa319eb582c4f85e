/* Orthogonal polynomials of degree n at x; n loses its fraction, and below 0 the polynomial is 0.
**
** Chebyshev's have closed forms in the angle, used from LM_CHEBYSHEV_STEPS on (Abramowitz and Stegun
** 22.3).  The others run their recurrences (22.7), at most LM_POLYNOMIAL_STEPS of them: a degree past
** that gives NaN, so that no call takes forever.
*/
#ifndef LM_SPECIAL_POLYNOMIAL_H
#define LM_SPECIAL_POLYNOMIAL_H

#define LM_CHEBYSHEV_STEPS 8
#define LM_POLYNOMIAL_STEPS 1000000
/* PyTorch gives NaN for higher Hermite polynomials. */
#define LM_HERMITE_LIMIT(T) (sizeof(T) == sizeof(float) ? 128 : 512)

/* Of kinds 1 to 4, also called T, U, V and W. */
enum { LM_CHEBYSHEV_FIRST, LM_CHEBYSHEV_SECOND, LM_CHEBYSHEV_THIRD, LM_CHEBYSHEV_FOURTH };

LM_FAR double lm_s_chebyshev(double x, double n, int kind) {
  n = trunc(n);
  if (!(n >= 0)) return 0;
  if (x != x) return n == 0 ? 1 : x;
  if (n > LM_CHEBYSHEV_STEPS) {
    if (x < -1 || (x == -1 && kind != LM_CHEBYSHEV_FIRST)) { /* by the symmetry of each kind */
      int mirror = kind == LM_CHEBYSHEV_THIRD    ? LM_CHEBYSHEV_FOURTH
                   : kind == LM_CHEBYSHEV_FOURTH ? LM_CHEBYSHEV_THIRD
                                                 : kind;
      double y = lm_s_chebyshev(-x, n, mirror);
      return fmod(n, 2.0) == 0 ? y : -y;
    }
    if (x == 1)
      return kind == LM_CHEBYSHEV_SECOND ? n + 1 : kind == LM_CHEBYSHEV_FOURTH ? 2 * n + 1 : 1;
    bool inside = x < 1;
    double t = inside ? acos(x) : acosh(x);
    switch (kind) {
    case LM_CHEBYSHEV_FIRST: return inside ? cos(n * t) : cosh(n * t);
    case LM_CHEBYSHEV_SECOND:
      return inside ? sin((n + 1) * t) / sin(t) : sinh((n + 1) * t) / sinh(t);
    case LM_CHEBYSHEV_THIRD:
      return inside ? cos((n + 0.5) * t) / cos(t / 2) : cosh((n + 0.5) * t) / cosh(t / 2);
    default: return inside ? sin((n + 0.5) * t) / sin(t / 2) : sinh((n + 0.5) * t) / sinh(t / 2);
    }
  }
  double before = 1, here = kind == LM_CHEBYSHEV_FIRST    ? x
                            : kind == LM_CHEBYSHEV_SECOND ? 2 * x
                            : kind == LM_CHEBYSHEV_THIRD  ? 2 * x - 1
                                                          : 2 * x + 1;
  for (int k = 1; k < n; k++) {
    double next = 2 * x * here - before;
    before = here, here = next;
  }
  return n == 0 ? 1 : here;
}

/* Physicists' (scale 2) and probabilists' (scale 1). */
LM_FAR double lm_s_hermite(double x, double n, double scale, int limit) {
  n = trunc(n);
  if (!(n >= 0)) return 0;
  if (n > limit) return (double)NAN;
  double before = 1, here = scale * x;
  for (int k = 1; k < n; k++) {
    double next = scale * (x * here - k * before);
    before = here, here = next;
  }
  return n == 0 ? 1 : here;
}

LM_FAR double lm_s_laguerre(double x, double n) {
  n = trunc(n);
  if (!(n >= 0)) return 0;
  if (x == 0) return 1;
  if (n > LM_POLYNOMIAL_STEPS) return (double)NAN;
  double before = 1, here = 1 - x;
  for (int k = 1; k < n; k++) {
    double next = ((2 * k + 1 - x) * here - k * before) / (k + 1);
    before = here, here = next;
  }
  return n == 0 ? 1 : here;
}

LM_FAR double lm_s_legendre(double x, double n) {
  n = trunc(n);
  if (!(n >= 0)) return 0;
  if (fabs(x) == 1) return x > 0 || fmod(n, 2.0) == 0 ? 1 : -1;
  if (n > LM_POLYNOMIAL_STEPS) return (double)NAN;
  double before = 1, here = x;
  for (int k = 1; k < n; k++) {
    double next = ((2 * k + 1) * x * here - k * before) / (k + 1);
    before = here, here = next;
  }
  return n == 0 ? 1 : here;
}

#endif
