/* The gamma function's family: its logarithm, derivatives and incomplete integrals.
**
** Like all of tensor/special: functions of double, in which float32 is computed, too; at poles and
** outside their domains they give PyTorch's infinities and NaN.  Sources: DLMF chapters 5, 8 and 25;
** N. Temme, The asymptotic expansion of the incomplete gamma functions, SIAM J. Math. Anal. 10 (1979).
*/
#ifndef LM_SPECIAL_GAMMA_H
#define LM_SPECIAL_GAMMA_H

/* log |Gamma(x)|; libm's lgamma writes a global sign. */
LM_FAR double lm_s_lgamma(double x) {
#ifdef __CUDACC__
  return lgamma(x);
#else
  int sign;
  return lgamma_r(x, &sign);
#endif
}

/* d/dx log Gamma(x): the recurrence up to 10, then the asymptotic series (DLMF 5.11.2). */
LM_FAR double lm_s_digamma(double x) {
  if (x == 0) return copysign((double)INFINITY, -x);
  double shift = 0;
  if (x < 0) { /* by reflection; the tangent has period 1 */
    double whole = rint(x);
    if (x == whole) return (double)NAN;
    shift = -M_PI / tan(M_PI * (x - whole));
    x = 1 - x;
  }
  for (; x < 10; x++) shift -= 1 / x;
  double z = 1 / (x * x);
  double tail =
      z * (1. / 12 -
           z * (1. / 120 -
                z * (1. / 252 - z * (1. / 240 - z * (1. / 132 - z * (691. / 32760 - z / 12))))));
  return shift + log(x) - 0.5 / x - tail;
}

/* The derivative of digamma.  Six steps and three terms give nine digits; these, and the sine of a
** rounded multiple of pi at the poles, are PyTorch's. */
LM_FAR double lm_s_trigamma(double x) {
  double sum = 0, sign = 1;
  if (x < 0.5) {
    double s = sin(M_PI * x);
    sum = -M_PI * M_PI / (s * s);
    sign = -1;
    x = 1 - x;
  }
  for (int i = 0; i < 6; i++, x++) sum += 1 / (x * x);
  double z = 1 / (x * x), tail = z * (1. / 6 - z * (1. / 30 - z / 42));
  return sign * (sum + (1 + 0.5 / x + tail) / x);
}

/* Sum of (q + k)^-s over k >= 0 for s > 1, q > 0: terms up to q + k > 10, then Euler-Maclaurin. */
LM_FAR double lm_s_zeta_positive(double s, double q) {
  /* B(2j) / (2j)! */
  const double bernoulli[] = {
      8.3333333333333333e-2,   -1.3888888888888889e-3,  3.3068783068783069e-5,
      -8.2671957671957672e-7,  2.0876756987868099e-8,   -5.2841901386874932e-10,
      1.3382536530684679e-11,  -3.3896802963225829e-13, 8.5860620562778446e-15,
      -2.1748686985580619e-16, 5.5090028283602295e-18,  -1.3954464685812523e-19};
  double sum = 0, term;
  do {
    term = pow(q, -s);
    sum += term;
    if (term < 0x1p-54 * sum) return sum;
    q++;
  } while (q <= 10);
  term = pow(q, -s);
  sum += term * q / (s - 1) + 0.5 * term;
  double factor = s * term / q; /* s (s+1) ... (s+2j-2) q^(-s-2j+1) */
  for (int j = 0; j < 12; j++) {
    double t = bernoulli[j] * factor;
    sum += t;
    if (fabs(t) < 0x1p-54 * fabs(sum)) break;
    factor *= (s + 2 * j + 1) / q * ((s + 2 * j + 2) / q);
  }
  return sum;
}

/* Hurwitz' zeta function.  Below 0 the terms up to the pole are those of two positive sums. */
LM_FAR double lm_s_zeta(double s, double q) {
  if (s == 1) return (double)INFINITY;
  if (s < 1) return (double)NAN;
  if (q <= 0 && q == floor(q)) return (double)INFINITY;
  if (s != s || q != q || q == (double)INFINITY) return (double)NAN;
  if (q > 0) return lm_s_zeta_positive(s, q);
  if (s != floor(s)) return (double)NAN; /* powers of negative numbers */
  double near = ceil(q) - q;             /* the last negative term is that of -near */
  double below = lm_s_zeta_positive(s, near) - lm_s_zeta_positive(s, 1 - q);
  return lm_s_zeta_positive(s, 1 - near) + (fmod(s, 2.0) == 0 ? below : -below);
}

/* Derivative n of digamma. */
LM_FAR double lm_s_polygamma(double n, double x) {
  if (n == 0) return lm_s_digamma(x);
  if (n == 1) return lm_s_trigamma(x);
  double size = exp(lm_s_lgamma(n + 1)) * lm_s_zeta(n + 1, x);
  return fmod(n, 2.0) == 0 ? -size : size;
}

/* ---- incomplete ---- */

/* m - log(1 + m), whose leading terms cancel near 0. */
LM_FAR double lm_s_excess(double m) {
  if (fabs(m) > 0.3) return m - log1p(m);
  double s = m / (2 + m), z = s * s, sum = 0;
  for (int k = 25; k >= 3; k -= 2) sum = sum * z + 1. / k;
  return m * s - 2 * s * z * sum;
}

/* log Gamma(1 + a) for small a. */
LM_FAR double lm_s_lgamma1p(double a) {
  if (a > 1e-3) return lm_s_lgamma(1 + a);
  return a * (-0.57721566490153286061 +
              a * (0.82246703342411321824 +
                   a * (-0.40068563438653142847 +
                        a * (0.27058080842778454788 - a * 0.20738555102867398527))));
}

/* x^a e^-x / Gamma(a + 1) */
LM_FAR double lm_s_igamma_front(double a, double x) {
  if (a < 10) {
    if (x < 600) return pow(x, a) * exp(-x) / tgamma(a + 1);
    return exp(a * log(x) - x - lm_s_lgamma(a + 1));
  }
  double z = 1 / (a * a);
  double stirling =
      (1. / 12 -
       z * (1. / 360 - z * (1. / 1260 - z * (1. / 1680 - z * (1. / 1188 - z * 691. / 360360))))) /
      a;
  return exp(-a * lm_s_excess((x - a) / a) - stirling) / sqrt(2 * M_PI * a);
}

/* P by its power series, for x up to a + 1. */
LM_FAR double lm_s_igamma_series(double a, double x) {
  double term = 1, sum = 1;
  for (int n = 1; n < 10000 && term > 0x1p-54 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return lm_s_igamma_front(a, x) * sum;
}

/* Q by its continued fraction (DLMF 8.9.2) after Lentz, for x from a + 1. */
LM_FAR double lm_s_igammac_fraction(double a, double x) {
  double b = x + 1 - a, c = 1e300, d = 1 / b, f = d;
  for (int n = 1; n < 10000; n++) {
    double top = -n * (n - a);
    b += 2;
    d = 1 / (top * d + b);
    c = b + top / c;
    double step = c * d;
    f *= step;
    if (fabs(step - 1) < 0x1p-53) break;
  }
  return lm_s_igamma_front(a, x) * a * f;
}

/* Q where both are small, without taking a P near 1 from 1. */
LM_FAR double lm_s_igammac_small(double a, double x) {
  double rise = a * log(x) - lm_s_lgamma1p(a), term = 1, sum = 0;
  for (int n = 1; n < 200; n++) {
    term *= -x / n;
    double t = term * a / (a + n);
    sum += t;
    if (fabs(t) <= 0x1p-54 * fabs(sum)) break;
  }
  return -expm1(rise) - exp(rise) * sum;
}

/* P or Q for large a and x near it: Temme's uniform expansion; eta^2 / 2 is the excess of x over a. */
LM_FAR double lm_s_igamma_uniform(double a, double x, bool upper) {
  const double c0[] = {-0.33333333333333333,    0.083333333333333333,    -0.014814814814814815,
                       0.0011574074074074073,   0.0003527336860670194,   -0.0001787551440329218,
                       3.919263178522438e-05,   -2.185448510679992e-06,  -1.85406221071516e-06,
                       8.296711340953087e-07,   -1.7665952736826078e-07, 6.707853543401498e-09,
                       1.0261809784240309e-08,  -4.382036018453353e-09,  9.14769958223679e-10,
                       -2.5514193994946248e-11, -5.830772132550426e-11};
  const double c1[] = {-0.001851851851851852,   -0.003472222222222222,   0.0026455026455026454,
                       -0.0009902263374485596,  0.00020576131687242798,  -4.018775720164609e-07,
                       -1.8098550334489977e-05, 7.64916091608111e-06,    -1.6120900894563446e-06,
                       4.647127802807434e-09,   1.378633446915721e-07,   -5.752545603517705e-08,
                       1.1951628599778148e-08,  -1.7543241719747647e-11, -1.0091543710600413e-09};
  const double c2[] = {0.004133597883597883,    -0.0026813271604938273, 0.0007716049382716049,
                       2.0093878600823047e-06,  -0.0001073665322636516, 5.2923448829120125e-05,
                       -1.2760635188618728e-05, 3.423578734096138e-08,  1.3721957309062934e-06,
                       -6.298992138380055e-07};
  const double c3[] = {0.0006494341563786008,  0.00022947209362139917, -0.0004691894943952557,
                       0.00026772063206283885, -7.561801671883977e-05, -2.396505113867297e-07,
                       1.1082654115347302e-05};
  const double c4[] = {-0.0008618882909167117, 0.0007840392217200666, -0.0002990724803031902};
  double m = (x - a) / a, half = lm_s_excess(m), eta = copysign(sqrt(2 * half), m);
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0;
  for (int i = 16; i >= 0; i--) s0 = s0 * eta + c0[i];
  for (int i = 14; i >= 0; i--) s1 = s1 * eta + c1[i];
  for (int i = 9; i >= 0; i--) s2 = s2 * eta + c2[i];
  for (int i = 6; i >= 0; i--) s3 = s3 * eta + c3[i];
  for (int i = 2; i >= 0; i--) s4 = s4 * eta + c4[i];
  double rest =
      exp(-a * half) / sqrt(2 * M_PI * a) * (s0 + (s1 + (s2 + (s3 + s4 / a) / a) / a) / a);
  double far = eta * sqrt(a / 2);
  return upper ? 0.5 * erfc(far) + rest : 0.5 * erfc(-far) - rest;
}

/* The regularised incomplete gamma functions P(a, x) and, with `upper`, Q(a, x) = 1 - P(a, x). */
LM_FAR double lm_s_igamma(double a, double x, bool upper) {
  if (a < 0 || x < 0) return (double)NAN;
  bool all = false; /* P is 1 */
  if (a == 0) {
    if (!(x > 0)) return (double)NAN;
    all = true;
  } else if (a == (double)INFINITY) {
    if (x == (double)INFINITY) return (double)NAN;
  } else if (x == (double)INFINITY) {
    all = true;
  } else if (x != 0) {
    if (a > 200 && fabs(x - a) < 0.3 * a) return lm_s_igamma_uniform(a, x, upper);
    if (x >= a + 1) {
      double q = lm_s_igammac_fraction(a, x);
      return upper ? q : 1 - q;
    }
    if (upper && x <= 1.1 && a < 1) return lm_s_igammac_small(a, x);
    double p = lm_s_igamma_series(a, x);
    return upper ? 1 - p : p;
  }
  return all != upper;
}

#endif
