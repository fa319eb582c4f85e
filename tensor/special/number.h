/* Functions of a number's representation. */
#ifndef LM_SPECIAL_NUMBER_H
#define LM_SPECIAL_NUMBER_H

/* The two results of frexp; infinities and NaN keep their value and have exponent 0. */
LM_FAR double lm_s_frexp_mantissa(double x) {
  int e;
  return x - x == 0 ? frexp(x, &e) : x;
}
LM_FAR double lm_s_frexp_exponent(double x) {
  int e = 0;
  if (x - x == 0) (void)frexp(x, &e);
  return e;
}

/* The number after x towards y on the grid of a format narrower than double: `digits` binary digits
** after the first, no step below 2^least. */
LM_FAR double lm_s_next_on_grid(double x, double y, double digits, double least) {
  if (x != x || y != y) return x + y;
  if (x == y) return y;
  double smallest = ldexp(1., (int)least), up = y > x ? 1 : -1;
  if (x == 0) return up * smallest;
  if (x - x != 0) { /* from infinity: to the largest, whose exponent mirrors the least */
    return copysign((2 - ldexp(1., -(int)digits)) * ldexp(1., 1 - (int)least - (int)digits), x);
  }
  int e;
  double mantissa = frexp(fabs(x), &e), step = ldexp(1., e - 1 - (int)digits);
  bool shrinks = (x > 0) != (up > 0);
  if (shrinks && mantissa == 0.5) step /= 2;
  return x + up * (step > smallest ? step : smallest);
}

#endif
