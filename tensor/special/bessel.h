/* Bessel functions of order 0 and 1, and Airy's function.
**
** Series near 0, asymptotic expansions far away (DLMF 10.17, 10.40, 9.7); between them Miller's
** backward recurrence for J and Y (DLMF 10.74), and for K the trapezoidal rule on its integral
** (DLMF 10.32.9), which converges faster than any power of the step.
*/
#ifndef LM_SPECIAL_BESSEL_H
#define LM_SPECIAL_BESSEL_H

#define LM_EULER 0.57721566490153286061

/* The next coefficient of the expansions in 1 / x, for 4 * order^2 = m: a(k) from a(k-1). */
LM_HD double lm_s_hankel_step(double m, int k) {
  return (m - (2 * k - 1) * (2 * k - 1)) / (8. * k);
}

/* ---- J and Y ---- */

enum { LM_BESSEL_J0, LM_BESSEL_J1, LM_BESSEL_Y0, LM_BESSEL_Y1 };

/* For x from 0 to 2. */
LM_FAR double lm_s_bessel_near(double x, int which) {
  const int order = which & 1;
  double z = -x * x / 4, term = order ? x / 2 : 1, j = 0, sum = 0, harmonic = 0;
  for (int k = 0; k < 20; k++) { /* harmonic: twice 1 + 1/2 + ... 1/k, plus 1 / (k+1) for order 1 */
    double h = 2 * harmonic + (order ? 1. / (k + 1) : 0);
    j += term;
    sum += term * h;
    harmonic += 1. / (k + 1);
    term *= z / ((k + 1) * (k + 1 + order));
  }
  if (which < LM_BESSEL_Y0) return j;
  double y = (2 * (log(x / 2) + LM_EULER) * j - sum) / M_PI;
  return order ? y - 2 / (M_PI * x) : y;
}

/* For x from 2 to 25: the recurrence downwards from far above x, scaled by 1 = J0 + 2 (J2 + J4 + ...).
** Y0 is Neumann's series over the even orders, Y1 the derivative of that. */
LM_FAR double lm_s_bessel_middle(double x, int which) {
  double above = 0, here = 1e-200, j1 = 0, even = 0, y0 = 0, y1 = 0;
  for (int n = 64; n > 0; n--) {
    double below = 2 * n / x * here - above;
    if (n % 2 == 0) { /* here is J(n), below J(n-1), above J(n+1) */
      double sign = n % 4 == 0 ? 2. / n : -2. / n;
      even += 2 * here;
      y0 += sign * here;
      y1 += sign * (below - above);
    }
    above = here;
    here = below;
    if (n == 2) j1 = here;
  }
  double scale = 1 / (here + even), l = log(x / 2) + LM_EULER;
  switch (which) {
  case LM_BESSEL_J0: return here * scale;
  case LM_BESSEL_J1: return j1 * scale;
  case LM_BESSEL_Y0: return M_2_PI * scale * (l * here - 2 * y0);
  default: return M_2_PI * scale * (l * j1 - here / x + y1);
  }
}

/* For x from 25; sines and cosines of x minus an odd multiple of pi/4 come from those of x. */
LM_FAR double lm_s_bessel_far(double x, int which) {
  const double m = which & 1 ? 4 : 0;
  double p = 1, q = 0, a = 1;
  for (int k = 1; k < 60; k++) {
    double next = a * lm_s_hankel_step(m, k) / x;
    if (fabs(next) >= fabs(a)) break;
    a = next;
    if (k % 2)
      q += k % 4 == 1 ? a : -a;
    else
      p += k % 4 == 0 ? a : -a;
    if (fabs(a) < 0x1p-56) break;
  }
  double s = sin(x), c = cos(x), root = sqrt(1 / (M_PI * x));
  switch (which) {
  case LM_BESSEL_J0: return root * (p * (c + s) - q * (s - c));
  case LM_BESSEL_J1: return root * (p * (s - c) + q * (c + s));
  case LM_BESSEL_Y0: return root * (p * (s - c) + q * (c + s));
  default: return root * (q * (s - c) - p * (c + s));
  }
}

LM_FAR double lm_s_bessel(double x, int which) {
  double size = fabs(x);
  if (which >= LM_BESSEL_Y0 && !(x > 0)) return x == 0 ? -(double)INFINITY : (double)NAN;
  double y = size < 2    ? lm_s_bessel_near(size, which)
             : size < 25 ? lm_s_bessel_middle(size, which)
                         : lm_s_bessel_far(size, which);
  return which == LM_BESSEL_J1 && signbit(x) ? -y : y;
}

/* ---- I and K ---- */

/* I0 or I1, times exp(-|x|) when scaled.  At infinity, unscaled, PyTorch has NaN. */
LM_FAR double lm_s_bessel_i(double x, int order, bool scaled) {
  double size = fabs(x), sum = 0;
  if (size < 20) {
    double z = size * size / 4, term = order ? size / 2 : 1;
    for (int k = 1; k < 200; k++) {
      sum += term;
      if (term <= 0x1p-55 * sum) break;
      term *= z / ((double)k * (k + order));
    }
    if (scaled) sum *= exp(-size);
  } else {
    double a = sum = 1;
    for (int k = 1; k < 60 && fabs(a) > 0x1p-56; k++) {
      double next = -a * lm_s_hankel_step(order ? 4 : 0, k) / size;
      if (fabs(next) >= fabs(a)) break;
      sum += a = next;
    }
    sum /= sqrt(2 * M_PI * size);
    double half = scaled ? 1 : exp(size / 2); /* exp(size) overflows before I does */
    sum = half * sum * half;
  }
  return x < 0 && order ? -sum : x != x ? x : sum;
}

/* exp(x) K(order) of x >= 1, for any order: the integral of exp(x - x cosh t) cosh(order t). */
LM_FAR double lm_s_bessel_k_scaled(double x, double order) {
  double h = fmin(0.2, 0.6 / sqrt(x)), sum = 0.5;
  for (int k = 1; k < 64; k++) {
    double s = sinh(h * k / 2), term = exp(-2 * x * s * s) * cosh(order * h * k);
    sum += term;
    if (term < 0x1p-56 * sum) break;
  }
  return h * sum;
}

/* K0 or K1, times exp(x) when scaled. */
LM_FAR double lm_s_bessel_k(double x, int order, bool scaled) {
  if (!(x > 0)) return x == 0 ? (double)INFINITY : (double)NAN;
  if (x == (double)INFINITY) return 0;
  if (x > 1) return lm_s_bessel_k_scaled(x, order) * (scaled ? 1 : exp(-x));
  double z = x * x / 4, term = order ? x / 2 : 1, i = 0, sum = 0, harmonic = 0;
  for (int k = 0; k < 16; k++) {
    double h = 2 * harmonic + (order ? 1. / (k + 1) : 0);
    i += term;
    sum += term * h;
    harmonic += 1. / (k + 1);
    term *= z / ((k + 1) * (k + 1 + order));
  }
  double l = log(x / 2) + LM_EULER, k = order ? 1 / x + l * i - sum / 2 : sum / 2 - l * i;
  return scaled ? k * exp(x) : k;
}

/* ---- Airy's function ---- */

/* Ai: near the integers from -9 to 1 the Taylor series of y'' = x y from there, above K(1/3), below
** the expansion in sines. */
LM_FAR double lm_s_airy_ai(double x) {
  /* Ai and its derivative at 1, 0, -1, ... -9 */
  const double anchor[11][2] = {{0.13529241631288141552, -0.15914744129679321279},
                                {0.35502805388781723926, -0.25881940379280679841},
                                {0.5355608832923521188, -0.010160567116645209395},
                                {0.22740742820168557599, 0.61825902074169104141},
                                {-0.37881429367765807435, 0.31458376921659881365},
                                {-0.070265532949289515099, -0.7906285753685813803},
                                {0.35076100902411431979, 0.32719281855444313679},
                                {-0.32914517362982310523, 0.34593548728134289493},
                                {0.18428083525050563728, -0.77100816841012654773},
                                {-0.052705050356386202622, 0.93556093819830655103},
                                {-0.022133721547341403674, -0.97566398092633159471}};
  if (x >= 1.5) {
    double zeta = 2. / 3 * x * sqrt(x);
    if (zeta > 800) return x == (double)INFINITY ? (double)NAN : 0; /* NaN: PyTorch's */
    return sqrt(x / 3) / M_PI * exp(-zeta) * lm_s_bessel_k_scaled(zeta, 1. / 3);
  }
  if (x > -9.5) {
    double from = rint(x), d = x - from, power = d * d;
    double c0 = anchor[1 - (int)from][0], c1 = anchor[1 - (int)from][1], before = 0;
    double sum = c0 + c1 * d;
    for (int n = 0; n < 40; n++) { /* c(n+2) (n+1) (n+2) = from c(n) + c(n-1) */
      double c2 = (from * c0 + before) / ((n + 1) * (n + 2));
      sum += c2 * power;
      power *= d;
      before = c0, c0 = c1, c1 = c2;
    }
    return sum;
  }
  double size = -x, zeta = 2. / 3 * size * sqrt(size), p = 1, q = 0, u = 1;
  for (int k = 1; k < 30; k++) {
    double next = u * (6 * k - 5) * (6 * k - 3) * (6 * k - 1) / (216. * k * (2 * k - 1)) / zeta;
    if (fabs(next) >= fabs(u)) break;
    u = next;
    if (k % 2)
      q += k % 4 == 1 ? u : -u;
    else
      p += k % 4 == 0 ? u : -u;
    if (fabs(u) < 0x1p-56) break;
  }
  double s = sin(zeta), c = cos(zeta);
  return (p * (c + s) + q * (s - c)) / sqrt(2 * M_PI * sqrt(size));
}

/* sin(x) / x */
LM_FAR double lm_s_spherical_bessel_j0(double x) { return x == 0 ? 1 : isinf(x) ? 0 : sin(x) / x; }

#endif
