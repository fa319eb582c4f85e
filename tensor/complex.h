/* What the pointwise rows whose dtypes include the complex ones compute there: the twin of scalar.h.
**
** LM_COMPLEX_name(a, b, c, p) is an expression of one element; a, b and c are operands of type T (but
** for the condition of where_select, a bool), p the row's other arguments, real numbers of type R.
**
** A template: include it with T (lm_c64 or lm_c128), R (float or double), NAME(f), which gives f the
** suffix of the type, and MATH(f), the builtin of libm for R.  The plain formulas are those that
** loops vectorise, with their infinities: a product is (ac - bd) + (ad + bc) i whatever its operands.
** Transcendental functions are C99's, with the special values of its annex G.
*/

#ifndef LM_COMPLEX_H
#define LM_COMPLEX_H

/* Factors count as complex numbers, as in PyTorch: an infinite operand leaves NaN in the other part. */
#define LM_COMPLEX_add(a, b, c, p) (NAME(plus)(a, NAME(mul)((T){p[0], 0}, b)))
#define LM_COMPLEX_sub(a, b, c, p) (NAME(minus)(a, NAME(mul)((T){p[0], 0}, b)))
#define LM_COMPLEX_mul(a, b, c, p) (NAME(mul)(a, b))
#define LM_COMPLEX_div(a, b, c, p) (NAME(div)(a, b))
/* p[0] is 1 where the exponent is a number of a script. */
#define LM_COMPLEX_pow(a, b, c, p) (p[0] == 1 ? NAME(power_number)(a, b) : NAME(power)(a, b))
#define LM_COMPLEX_logaddexp(a, b, c, p) (NAME(log_add)(a, b))
#define LM_COMPLEX_lerp(a, b, c, p) (NAME(lerp)(a, b, c))
#define LM_COMPLEX_addcmul(a, b, c, p) (NAME(plus)(a, NAME(mul)(NAME(mul)((T){p[0], 0}, b), c)))
#define LM_COMPLEX_addcdiv(a, b, c, p) (NAME(plus)(a, NAME(div)(NAME(mul)((T){p[0], 0}, b), c)))

#define LM_COMPLEX_neg(a, b, c, p) ((T){-(a).re, -(a).im})
#define LM_COMPLEX_conj_physical(a, b, c, p) ((T){(a).re, -(a).im})
#define LM_COMPLEX_abs(a, b, c, p) (NAME(size)(a))
#define LM_COMPLEX_angle(a, b, c, p) (MATH(atan2)((a).im, (a).re))
#define LM_COMPLEX_sgn(a, b, c, p) (NAME(sgn)(a))
#define LM_COMPLEX_square(a, b, c, p) (NAME(mul)(a, a))
#define LM_COMPLEX_reciprocal(a, b, c, p) (NAME(div)((T){1, 0}, a))
#define LM_COMPLEX_sqrt(a, b, c, p) (NAME(by)(MATH(csqrt)(NAME(wide)(a))))
#define LM_COMPLEX_rsqrt(a, b, c, p) (NAME(div)((T){1, 0}, LM_COMPLEX_sqrt(a, b, c, p)))
#define LM_COMPLEX_exp(a, b, c, p) (NAME(exp)(a))
#define LM_COMPLEX_exp2(a, b, c, p) (NAME(exp)(NAME(times)((R)M_LN2, a)))
#define LM_COMPLEX_expm1(a, b, c, p) (NAME(expm1)(a))
#define LM_COMPLEX_log(a, b, c, p) (NAME(log)(a))
#define LM_COMPLEX_log1p(a, b, c, p) (NAME(log1p)(a))
#define LM_COMPLEX_log2(a, b, c, p) (NAME(over)(NAME(log)(a), (R)M_LN2))
#define LM_COMPLEX_log10(a, b, c, p) (NAME(over)(NAME(log)(a), (R)M_LN10))
#define LM_COMPLEX_sin(a, b, c, p) (NAME(by)(MATH(csin)(NAME(wide)(a))))
#define LM_COMPLEX_cos(a, b, c, p) (NAME(by)(MATH(ccos)(NAME(wide)(a))))
#define LM_COMPLEX_tan(a, b, c, p) (NAME(by)(MATH(ctan)(NAME(wide)(a))))
#define LM_COMPLEX_asin(a, b, c, p) (NAME(by)(MATH(casin)(NAME(wide)(a))))
#define LM_COMPLEX_acos(a, b, c, p) (NAME(by)(MATH(cacos)(NAME(wide)(a))))
#define LM_COMPLEX_atan(a, b, c, p) (NAME(by)(MATH(catan)(NAME(wide)(a))))
#define LM_COMPLEX_sinh(a, b, c, p) (NAME(by)(MATH(csinh)(NAME(wide)(a))))
#define LM_COMPLEX_cosh(a, b, c, p) (NAME(by)(MATH(ccosh)(NAME(wide)(a))))
#define LM_COMPLEX_tanh(a, b, c, p) (NAME(by)(MATH(ctanh)(NAME(wide)(a))))
#define LM_COMPLEX_asinh(a, b, c, p) (NAME(by)(MATH(casinh)(NAME(wide)(a))))
#define LM_COMPLEX_acosh(a, b, c, p) (NAME(by)(MATH(cacosh)(NAME(wide)(a))))
#define LM_COMPLEX_atanh(a, b, c, p) (NAME(by)(MATH(catanh)(NAME(wide)(a))))
#define LM_COMPLEX_sinc(a, b, c, p) (NAME(sinc)(a))
#define LM_COMPLEX_sigmoid(a, b, c, p) (NAME(div)((T){1, 0}, NAME(logistic)(a)))
#define LM_COMPLEX_silu(a, b, c, p) (NAME(div)(a, NAME(logistic)(a)))
#define LM_COMPLEX_nan_to_num(a, b, c, p) ((T){NAME(finite)((a).re, p), NAME(finite)((a).im, p)})

#define LM_COMPLEX_eq(a, b, c, p) (((a).re == (b).re) & ((a).im == (b).im))
#define LM_COMPLEX_ne(a, b, c, p) (((a).re != (b).re) | ((a).im != (b).im))
#define LM_COMPLEX_isnan(a, b, c, p) (((a).re != (a).re) | ((a).im != (a).im))
#define LM_COMPLEX_isinf(a, b, c, p) (NAME(is_inf)((a).re) | NAME(is_inf)((a).im))
#define LM_COMPLEX_isfinite(a, b, c, p) (NAME(is_finite)((a).re) & NAME(is_finite)((a).im))
#define LM_COMPLEX_logical_not(a, b, c, p) (!NAME(truth)(a))
#define LM_COMPLEX_logical_and(a, b, c, p) (NAME(truth)(a) & NAME(truth)(b))
#define LM_COMPLEX_logical_or(a, b, c, p) (NAME(truth)(a) | NAME(truth)(b))
#define LM_COMPLEX_logical_xor(a, b, c, p) (NAME(truth)(a) != NAME(truth)(b))
#define LM_COMPLEX_where_select(a, b, c, p) ((a) ? (b) : (c))

#endif

/* ---- functions of one type -------------------------------------------------------------------- */

static inline R _Complex NAME(wide)(T a) { return __builtin_complex(a.re, a.im); }
static inline T NAME(by)(R _Complex a) { return (T){__real__ a, __imag__ a}; }

static inline T NAME(plus)(T a, T b) { return (T){a.re + b.re, a.im + b.im}; }
static inline T NAME(minus)(T a, T b) { return (T){a.re - b.re, a.im - b.im}; }
static inline T NAME(times)(R x, T a) { return (T){x * a.re, x * a.im}; }
static inline T NAME(over)(T a, R x) { return (T){a.re / x, a.im / x}; }
static inline T NAME(mul)(T a, T b) {
  return (T){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
/* Smith (1962): nothing overflows that the quotient does not need. */
static inline T NAME(div)(T a, T b) {
  R x = MATH(fabs)(b.re), y = MATH(fabs)(b.im);
  if (x >= y) {
    if (x == 0 && y == 0) return (T){a.re / x, a.im / y};
    R ratio = b.im / b.re, scale = 1 / (b.re + b.im * ratio);
    return (T){(a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale};
  }
  R ratio = b.re / b.im, scale = 1 / (b.re * ratio + b.im);
  return (T){(a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale};
}

static inline R NAME(size)(T a) { return MATH(hypot)(a.re, a.im); }
static inline T NAME(sgn)(T a) {
  R size = NAME(size)(a);
  return size == 0 ? (T){0, 0} : NAME(over)(a, size);
}
static inline int NAME(truth)(T a) { return (a.re != 0) | (a.im != 0); }
static inline int NAME(is_inf)(R x) { return MATH(fabs)(x) == (R)INFINITY; }
static inline int NAME(is_finite)(R x) { return MATH(fabs)(x) < (R)INFINITY; }
/* p: what replaces NaN, inf and -inf in either part. */
static inline R NAME(finite)(R x, const R *p) {
  return x != x ? p[0] : x == (R)INFINITY ? p[1] : x == -(R)INFINITY ? p[2] : x;
}

static inline T NAME(exp)(T a) { return NAME(by)(MATH(cexp)(NAME(wide)(a))); }
static inline T NAME(log)(T a) { return NAME(by)(MATH(clog)(NAME(wide)(a))); }
static inline T NAME(power)(T a, T b) { return NAME(by)(MATH(cpow)(NAME(wide)(a), NAME(wide)(b))); }
/* The powers that are products, as PyTorch's. */
static inline T NAME(power_number)(T a, T b) {
  if (b.re == 0) return (T){1, 0};
  if (b.re == 1) return a;
  if (b.re == 3) return NAME(mul)(NAME(mul)(a, a), a);
  if (b.re == -2) return NAME(div)((T){1, 0}, NAME(mul)(a, a));
  return NAME(power)(a, b);
}
/* exp(x) cos(y) - 1 without the cancellation near 0. */
static inline T NAME(expm1)(T a) {
  R half = MATH(sin)(a.im / 2), rise = MATH(expm1)(a.re);
  return (T){rise * MATH(cos)(a.im) - 2 * half * half, MATH(exp)(a.re) * MATH(sin)(a.im)};
}
static inline T NAME(log1p)(T a) {
  if (LM_COMPLEX_isnan(a, a, a, p)) return (T){(R)NAN, (R)NAN};
  R angle = MATH(atan2)(a.im, a.re + 1);
  if (NAME(size)(a) >= (R)0.5) return (T){MATH(log)(MATH(hypot)(a.re + 1, a.im)), angle};
  R r = a.re * (2 + a.re) + a.im * a.im; /* |1 + a|^2 - 1 */
  return (T){r == 0 ? a.re : (R)0.5 * MATH(log1p)(r), angle};
}
/* log(exp(a) + exp(b)), from the one with the larger real part, without overflow; of two that are
** -inf the second one, whose angle says nothing. */
static inline T NAME(log_add)(T a, T b) {
  if (LM_COMPLEX_isnan(a, a, a, p) | LM_COMPLEX_isnan(b, b, b, p)) return (T){(R)NAN, (R)NAN};
  const T low = a.re < b.re ? a : b, high = a.re < b.re ? b : a;
  if (low.re != high.re || NAME(is_finite)(low.re))
    return NAME(plus)(NAME(log1p)(NAME(exp)(NAME(minus)(low, high))), high);
  return low.re < 0 ? low : NAME(log)(NAME(plus)(NAME(exp)(low), NAME(exp)(high)));
}
static inline T NAME(sinc)(T a) {
  if (!NAME(truth)(a)) return (T){1, 0};
  T x = NAME(times)((R)M_PI, a);
  return NAME(div)(NAME(by)(MATH(csin)(NAME(wide)(x))), x);
}
/* 1 + exp(-a) */
static inline T NAME(logistic)(T a) {
  T e = NAME(exp)((T){-a.re, -a.im});
  return (T){1 + e.re, e.im};
}
/* From whichever end is nearer, as for real numbers. */
static inline T NAME(lerp)(T a, T b, T w) {
  T way = NAME(minus)(b, a);
  if (w.re * w.re + w.im * w.im < (R)0.25) return NAME(plus)(a, NAME(mul)(w, way));
  return NAME(minus)(b, NAME(mul)(way, (T){1 - w.re, -w.im}));
}
