/* The error function's family: erfcx, the normal distribution and the inverses. */
#ifndef LM_SPECIAL_NORMAL_H
#define LM_SPECIAL_NORMAL_H

/* exp(x^2) erfc(x).  The square is split in two parts, so that its rounding does not grow; where
** erfc leaves the normal numbers the asymptotic series takes over (DLMF 7.12.1). */
LM_FAR double lm_s_erfcx(double x) {
  if (x < -26.7) return (double)INFINITY;
  if (x < 26) {
    double square = x * x, rest = fma(x, x, -square);
    return exp(square) * (1 + rest) * erfc(x);
  }
  double z = 0.5 / x / x;
  return (1 - z * (1 - 3 * z * (1 - 5 * z * (1 - 7 * z * (1 - 9 * z))))) / x * (M_2_SQRTPI / 2);
}

/* y with erf(y) = x: Winitzki's approximation, then Halley's steps, at the tails by the complement. */
LM_FAR double lm_s_erfinv(double x) {
  double size = fabs(x), rest = 1 - size;
  if (!(size < 1)) return size == 1 ? copysign((double)INFINITY, x) : (double)NAN;
  const double a = 0.147;
  double l = log1p(-size * size), t = 2 / (M_PI * a) + l / 2;
  double y = size < 0.1 ? size * (1 + size * size * M_PI / 12) / M_2_SQRTPI
                        : sqrt(sqrt(t * t - l / a) - t);

  for (int i = 0; i < 2; i++) {
    double off = size < 0.5 ? erf(y) - size : rest - erfc(y);
    double u = off / (M_2_SQRTPI * exp(-y * y));
    y -= u / (1 + y * u);
  }
  return copysign(y, x);
}

/* The normal distribution function. */
LM_FAR double lm_s_ndtr(double x) {
  double z = x * M_SQRT1_2;
  return fabs(z) < M_SQRT1_2 ? 0.5 + 0.5 * erf(z) : 0.5 * erfc(-z);
}

LM_FAR double lm_s_log_ndtr(double x) {
  double z = x * M_SQRT1_2;
  return x < -1 ? log(0.5 * lm_s_erfcx(-z)) - z * z : log1p(-0.5 * erfc(z));
}

/* x with ndtr(x) = p; in the tails by Halley's steps on erfc, written with erfcx. */
LM_FAR double lm_s_ndtri(double p) {
  if (!(p > 0 && p < 1))
    return p == 0 ? -(double)INFINITY : p == 1 ? (double)INFINITY : (double)NAN;
  if (p > 0.1 && p < 0.9) return M_SQRT2 * lm_s_erfinv(2 * p - 1);
  double tail = p < 0.5 ? p : 1 - p, l = log(2 * tail);
  double t = sqrt(-2 * log(tail)), y = (t - (log(t) + 0.9189385332046727) / t) * M_SQRT1_2;
  for (int i = 0; i < 4; i++) {
    double u = (exp(l + y * y) - lm_s_erfcx(y)) / M_2_SQRTPI;
    y -= u / (1 + y * u);
  }
  return p < 0.5 ? -M_SQRT2 * y : M_SQRT2 * y;
}

#endif
