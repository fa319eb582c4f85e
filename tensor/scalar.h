/* What the pointwise rows of ops.def compute: one formula for each row, shared by every backend.
**
** LM_FORMULA_name(T, a, b, c, p) is an expression of one element.  T is the compute type (bool, an
** integer type, float or double; float16 and bfloat16 compute in float); a, b and c are names of
** operands (rows with fewer ignore the rest); p is an array of the row's other arguments in order,
** already of type T.  Operands have type T, but for the condition of where_select, a bool.
**
** What differs between integers and floats is a function of the families below, chosen by the type
** of the operand: LM_ANY for all types, LM_NUMBER without bool, LM_INT for bool and integers.
** Mathematical functions come from the including file, which may define LM_MATH1(f, x) and
** LM_MATH2(f, x, y); else they are libm's.
**
** Formulas compute both sides of a choice and select, so that loops over them vectorise.  Integers
** wrap around; no operand may trap.  Results are PyTorch's.
*/
#ifndef LM_SCALAR_H
#define LM_SCALAR_H

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* LM_FAR: of long functions, which are called. */
#ifdef __CUDACC__
#define LM_HD static __host__ __device__ __forceinline__
#define LM_FAR static __host__ __device__ __noinline__ __attribute__((unused))
#else
#define LM_HD static inline
#define LM_FAR static __attribute__((noinline, unused))
#endif

/* C tells the functions of a family apart by a suffix, C++ by overloading. */
#ifdef __cplusplus
#define LM_TYPED(f, suffix) lm_s_##f
#define LM_ANY(f, x) lm_s_##f
#define LM_NUMBER(f, x) lm_s_##f
#define LM_REAL(f, x) lm_s_##f
#define LM_INT(f, x) lm_s_##f
#define LM_BUILTIN(f, x) f(x) /* sqrt, floor, …: overloaded */
#define LM_COPYSIGN(x, y) copysign(x, y)
#define LM_NEXTAFTER(x, y) nextafter(x, y)
#ifndef LM_MATH1
#define LM_MATH1(f, x) f(x)
#define LM_MATH2(f, x, y) f(x, y)
#endif
#else
#define LM_TYPED(f, suffix) lm_s_##f##_##suffix
#define LM_BY_INT(f)                                          \
  uint8_t:                                                    \
  lm_s_##f##_u8, int8_t : lm_s_##f##_i8,                      \
                          int16_t : lm_s_##f##_i16,           \
                                    int32_t : lm_s_##f##_i32, \
                                              int64_t : lm_s_##f##_i64
#define LM_BY_FLOAT(f) float : lm_s_##f##_f32, double : lm_s_##f##_f64
#define LM_ANY(f, x) _Generic((x), bool : lm_s_##f##_b, LM_BY_INT(f), LM_BY_FLOAT(f))
#define LM_NUMBER(f, x) _Generic((x), LM_BY_INT(f), LM_BY_FLOAT(f))
#define LM_REAL(f, x) _Generic((x), LM_BY_FLOAT(f))
#define LM_INT(f, x) _Generic((x), bool : lm_s_##f##_b, LM_BY_INT(f))
#define LM_BUILTIN(fn, x) _Generic((x), float : __builtin_##fn##f, double : __builtin_##fn)(x)
#define LM_COPYSIGN(x, y) \
  _Generic((x), float : __builtin_copysignf, double : __builtin_copysign)(x, y)
#define LM_NEXTAFTER(x, y) _Generic((x), float : nextafterf, double : nextafter)(x, y)
#ifndef LM_MATH1
#define LM_MATH1(fn, x) _Generic((x), float : fn##f, double : fn)(x)
#define LM_MATH2(fn, x, y) _Generic((x), float : fn##f, double : fn)(x, y)
#endif
#endif

/* ---- families ------------------------------------------------------------------------------- */

/* Booleans add as "or" and multiply as "and". */
LM_HD bool LM_TYPED(add, b)(bool a, bool b) { return a | b; }
LM_HD bool LM_TYPED(mul, b)(bool a, bool b) { return a & b; }
LM_HD bool LM_TYPED(sign, b)(bool a) { return a; }
LM_HD bool LM_TYPED(isnan, b)(bool a) { return (void)a, false; }
LM_HD bool LM_TYPED(isinf, b)(bool a) { return (void)a, false; }
LM_HD bool LM_TYPED(isposinf, b)(bool a) { return (void)a, false; }
LM_HD bool LM_TYPED(isneginf, b)(bool a) { return (void)a, false; }
LM_HD bool LM_TYPED(isfinite, b)(bool a) { return (void)a, true; }
LM_HD bool LM_TYPED(signbit, b)(bool a) { return (void)a, false; }
LM_HD bool LM_TYPED(gcd, b)(bool a, bool b) { return a | b; }
LM_HD bool LM_TYPED(lcm, b)(bool a, bool b) { return a & b; }
LM_HD bool LM_TYPED(not, b)(bool a) { return !a; }
LM_HD bool LM_TYPED(left, b)(bool a, bool b) { return a & !b; }
LM_HD bool LM_TYPED(right, b)(bool a, bool b) { return a & !b; }

/* T with its unsigned twin U, where overflow is defined.  1u * keeps 16-bit products out of int.
** A divisor of 0 gives 0 here: backends that can report it do so before they compute.  Division by
** -1 is a negation, because the least integer has no opposite and its quotient traps.
** NEGATIVE asks for a sign without the warning that an unsigned type has none. */
#define LM_SIGNED(x) ((x) < 0)
#define LM_UNSIGNED(x) ((void)(x), false)
#define LM_INT_FAMILY(s, T, U, NEGATIVE)                                                     \
  LM_HD T LM_TYPED(add, s)(T a, T b) { return (T)(U)((U)a + (U)b); }                         \
  LM_HD T LM_TYPED(sub, s)(T a, T b) { return (T)(U)((U)a - (U)b); }                         \
  LM_HD T LM_TYPED(mul, s)(T a, T b) { return (T)(U)(1u * (U)a * (U)b); }                    \
  LM_HD T LM_TYPED(neg, s)(T a) { return (T)(U)(0u - (U)a); }                                \
  LM_HD T LM_TYPED(abs, s)(T a) { return NEGATIVE(a) ? (T)(U)(0u - (U)a) : a; }              \
  LM_HD T LM_TYPED(sign, s)(T a) { return (T)((a > 0) - NEGATIVE(a)); }                      \
  LM_HD T LM_TYPED(relu, s)(T a) { return NEGATIVE(a) ? (T)0 : a; }                          \
  LM_HD T LM_TYPED(clamp, s)(T a, T low, T high) {                                           \
    a = a < low ? low : a;                                                                   \
    return a > high ? high : a;                                                              \
  }                                                                                          \
  LM_HD T LM_TYPED(ceil, s)(T a) { return a; }                                               \
  LM_HD T LM_TYPED(floor, s)(T a) { return a; }                                              \
  LM_HD T LM_TYPED(round, s)(T a) { return a; }                                              \
  LM_HD T LM_TYPED(trunc, s)(T a) { return a; }                                              \
  LM_HD T LM_TYPED(trunc_divide, s)(T a, T b) {                                              \
    if (b == 0) return 0;                                                                    \
    if (NEGATIVE(b) && b == (T)-1) return (T)(U)(0u - (U)a);                                 \
    return (T)(a / b);                                                                       \
  }                                                                                          \
  LM_HD T LM_TYPED(fmod, s)(T a, T b) {                                                      \
    if (b == 0 || (NEGATIVE(b) && b == (T)-1)) return 0;                                     \
    return (T)(a % b);                                                                       \
  }                                                                                          \
  LM_HD T LM_TYPED(remainder, s)(T a, T b) {                                                 \
    T r = LM_TYPED(fmod, s)(a, b);                                                           \
    return r != 0 && NEGATIVE(r) != NEGATIVE(b) ? (T)(r + b) : r;                            \
  }                                                                                          \
  LM_HD T LM_TYPED(floor_divide, s)(T a, T b) {                                              \
    T r = LM_TYPED(fmod, s)(a, b), q = LM_TYPED(trunc_divide, s)(a, b);                      \
    return r != 0 && NEGATIVE(r) != NEGATIVE(b) ? (T)(q - 1) : q;                            \
  }                                                                                          \
  LM_HD T LM_TYPED(pow, s)(T a, T b) { /* by squaring; below 0 only 1 and -1 have a power */ \
    if (NEGATIVE(b)) return a == 1 ? (T)1 : a == (T)-1 ? (T)(b & 1 ? -1 : 1) : (T)0;         \
    T r = 1;                                                                                 \
    for (; b > 0; b = (T)(b >> 1)) {                                                         \
      if (b & 1) r = LM_TYPED(mul, s)(r, a);                                                 \
      a = LM_TYPED(mul, s)(a, a);                                                            \
    }                                                                                        \
    return r;                                                                                \
  }                                                                                          \
  LM_HD bool LM_TYPED(isnan, s)(T a) { return (void)a, false; }                              \
  LM_HD bool LM_TYPED(isinf, s)(T a) { return (void)a, false; }                              \
  LM_HD bool LM_TYPED(isposinf, s)(T a) { return (void)a, false; }                           \
  LM_HD bool LM_TYPED(isneginf, s)(T a) { return (void)a, false; }                           \
  LM_HD bool LM_TYPED(isfinite, s)(T a) { return (void)a, true; }                            \
  LM_HD bool LM_TYPED(signbit, s)(T a) { return NEGATIVE(a); }                               \
  LM_HD T LM_TYPED(gcd, s)(T a, T b) { /* Euclid's, on magnitudes */                         \
    U x = (U)LM_TYPED(abs, s)(a), y = (U)LM_TYPED(abs, s)(b);                                \
    while (y != 0) {                                                                         \
      U r = (U)(x % y);                                                                      \
      x = y, y = r;                                                                          \
    }                                                                                        \
    return (T)x;                                                                             \
  }                                                                                          \
  LM_HD T LM_TYPED(lcm, s)(T a, T b) {                                                       \
    U g = (U)LM_TYPED(gcd, s)(a, b);                                                         \
    if (g == 0) return 0;                                                                    \
    U x = (U)((U)LM_TYPED(abs, s)(a) / g);                                                   \
    return LM_TYPED(abs, s)(LM_TYPED(mul, s)((T)x, b));                                      \
  }                                                                                          \
  LM_HD T LM_TYPED(not, s)(T a) { return (T)~a; }                                            \
  /* A count outside 0 .. width-1 shifts everything out, leaving the sign on the right. */   \
  LM_HD T LM_TYPED(left, s)(T a, T b) {                                                      \
    bool in = !NEGATIVE(b) && b < (T)(8 * sizeof(T));                                        \
    T r = (T)(U)((U)a << (in ? b : 0));                                                      \
    return in ? r : (T)0;                                                                    \
  }                                                                                          \
  LM_HD T LM_TYPED(right, s)(T a, T b) {                                                     \
    const T most = (T)(8 * sizeof(T) - 1);                                                   \
    bool in = !NEGATIVE(b) && b <= most;                                                     \
    T r = (T)(a >> (in ? b : most));                                                         \
    return in || NEGATIVE(a) ? r : (T)0;                                                     \
  }
LM_INT_FAMILY(u8, uint8_t, uint8_t, LM_UNSIGNED)
LM_INT_FAMILY(i8, int8_t, uint8_t, LM_SIGNED)
LM_INT_FAMILY(i16, int16_t, uint16_t, LM_SIGNED)
LM_INT_FAMILY(i32, int32_t, uint32_t, LM_SIGNED)
LM_INT_FAMILY(i64, int64_t, uint64_t, LM_SIGNED)

/* Floor division and its remainder follow Python: from the exact fmod, so that a == q * b + r. */
#define LM_FLOAT_FAMILY(s, T)                                                            \
  LM_HD T LM_TYPED(add, s)(T a, T b) { return a + b; }                                   \
  LM_HD T LM_TYPED(sub, s)(T a, T b) { return a - b; }                                   \
  LM_HD T LM_TYPED(mul, s)(T a, T b) { return a * b; }                                   \
  LM_HD T LM_TYPED(neg, s)(T a) { return -a; }                                           \
  LM_HD T LM_TYPED(abs, s)(T a) { return LM_BUILTIN(fabs, a); }                          \
  LM_HD T LM_TYPED(sign, s)(T a) { return (T)((a > 0) - (a < 0)); }                      \
  LM_HD T LM_TYPED(relu, s)(T a) { return a < 0 ? (T)0 : a; }                            \
  /* NaN stays, and a bound that is NaN gives NaN. */                                    \
  LM_HD T LM_TYPED(clamp, s)(T a, T low, T high) {                                       \
    T up = a >= low ? a : low;                                                           \
    up = a != a ? a : up;                                                                \
    T down = up <= high ? up : high;                                                     \
    return up != up ? up : down;                                                         \
  }                                                                                      \
  LM_HD T LM_TYPED(ceil, s)(T a) { return LM_BUILTIN(ceil, a); }                         \
  LM_HD T LM_TYPED(floor, s)(T a) { return LM_BUILTIN(floor, a); }                       \
  LM_HD T LM_TYPED(round, s)(T a) { return LM_BUILTIN(rint, a); }                        \
  LM_HD T LM_TYPED(trunc, s)(T a) { return LM_BUILTIN(trunc, a); }                       \
  LM_HD T LM_TYPED(trunc_divide, s)(T a, T b) { return LM_BUILTIN(trunc, a / b); }       \
  LM_HD T LM_TYPED(fmod, s)(T a, T b) { return LM_MATH2(fmod, a, b); }                   \
  LM_HD T LM_TYPED(remainder, s)(T a, T b) {                                             \
    T r = LM_MATH2(fmod, a, b);                                                          \
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;                                     \
  }                                                                                      \
  LM_HD T LM_TYPED(floor_divide, s)(T a, T b) {                                          \
    T r = LM_MATH2(fmod, a, b), q = (a - r) / b;                                         \
    q = r != 0 && (r < 0) != (b < 0) ? q - 1 : q;                                        \
    T whole = LM_BUILTIN(floor, q);                                                      \
    whole = q - whole > (T)0.5 ? whole + 1 : whole;                                      \
    T exact = a / b;                                                                     \
    whole = q == 0 ? LM_COPYSIGN((T)0, exact) : whole;                                   \
    return b == 0 ? exact : whole;                                                       \
  }                                                                                      \
  LM_HD T LM_TYPED(pow, s)(T a, T b) { return LM_MATH2(pow, a, b); }                     \
  LM_HD T LM_TYPED(sigmoid, s)(T a) { /* no overflow: small results keep their digits */ \
    const T e = LM_MATH1(exp, -LM_BUILTIN(fabs, a));                                     \
    return (a < 0 ? e : (T)1) / ((T)1 + e);                                              \
  }                                                                                      \
  LM_HD T LM_TYPED(silu_backward, s)(T g, T x, T e) { /* e = exp(-x) */                  \
    const T s_ = (T)1 / ((T)1 + e);                                                      \
    return g * (s_ * ((T)1 + x * ((T)1 - s_)));                                          \
  }                                                                                      \
  LM_HD T LM_TYPED(gelu_tanh_backward, s)(T g, T x, T t) { /* t: gelu's tanh */          \
    const T root = (T)0.79788456080286535588, cubic = (T)0.044715;                       \
    const T inner = root * ((T)1 + (T)3 * cubic * x * x);                                \
    return g * ((T)0.5 * ((T)1 + t) + (T)0.5 * x * ((T)1 - t * t) * inner);              \
  }                                                                                      \
  LM_HD T LM_TYPED(huber, s)(T d, T delta) {                                             \
    d = LM_BUILTIN(fabs, d);                                                             \
    return d < delta ? (T)0.5 * d * d : delta * (d - (T)0.5 * delta);                    \
  }                                                                                      \
  LM_HD bool LM_TYPED(isnan, s)(T a) { return a != a; }                                  \
  LM_HD bool LM_TYPED(isinf, s)(T a) { return LM_BUILTIN(fabs, a) == (T)INFINITY; }      \
  LM_HD bool LM_TYPED(isposinf, s)(T a) { return a == (T)INFINITY; }                     \
  LM_HD bool LM_TYPED(isneginf, s)(T a) { return a == -(T)INFINITY; }                    \
  LM_HD bool LM_TYPED(signbit, s)(T a) { return LM_COPYSIGN((T)1, a) < 0; }              \
  LM_HD bool LM_TYPED(isfinite, s)(T a) { return LM_BUILTIN(fabs, a) < (T)INFINITY; }
LM_FLOAT_FAMILY(f32, float)
LM_FLOAT_FAMILY(f64, double)

/* ---- arithmetic ------------------------------------------------------------------------------- */

#define LM_FORMULA_add(T, a, b, c, p) (LM_ANY(add, a)(a, LM_ANY(mul, a)(p[0], b)))
#define LM_FORMULA_sub(T, a, b, c, p) (LM_NUMBER(sub, a)(a, LM_NUMBER(mul, a)(p[0], b)))
#define LM_FORMULA_mul(T, a, b, c, p) (LM_ANY(mul, a)(a, b))
#define LM_FORMULA_div(T, a, b, c, p) ((a) / (b))
#define LM_FORMULA_floor_divide(T, a, b, c, p) (LM_NUMBER(floor_divide, a)(a, b))
#define LM_FORMULA_trunc_divide(T, a, b, c, p) (LM_NUMBER(trunc_divide, a)(a, b))
#define LM_FORMULA_remainder(T, a, b, c, p) (LM_NUMBER(remainder, a)(a, b))
#define LM_FORMULA_fmod(T, a, b, c, p) (LM_NUMBER(fmod, a)(a, b))
#define LM_FORMULA_pow(T, a, b, c, p) (LM_NUMBER(pow, a)(a, b))
#define LM_FORMULA_maximum(T, a, b, c, p) ((((a) > (b)) | LM_ANY(isnan, a)(a)) ? (a) : (b))
#define LM_FORMULA_minimum(T, a, b, c, p) ((((a) < (b)) | LM_ANY(isnan, a)(a)) ? (a) : (b))
#define LM_FORMULA_atan2(T, a, b, c, p) LM_MATH2(atan2, a, b)
#define LM_FORMULA_copysign(T, a, b, c, p) LM_COPYSIGN(a, b)
#define LM_FORMULA_heaviside(T, a, b, c, p) ((a) == 0 ? (b) : (T)((a) > 0))
#define LM_FORMULA_hypot(T, a, b, c, p) LM_MATH2(hypot, a, b)
/* From the larger one; equal ones, which may be infinite, have no difference. */
#define LM_FORMULA_logaddexp(T, a, b, c, p) \
  (((a) == (b) || (a) > (b) ? (a) : (b)) +  \
   LM_MATH1(log1p, LM_MATH1(exp, (a) == (b) ? (T)0 : -LM_BUILTIN(fabs, (a) - (b)))))
#define LM_FORMULA_logaddexp2(T, a, b, c, p) \
  (((a) == (b) || (a) > (b) ? (a) : (b)) +   \
   LM_MATH1(log1p, LM_MATH1(exp2, (a) == (b) ? (T)0 : -LM_BUILTIN(fabs, (a) - (b)))) * (T)M_LOG2E)
#define LM_FORMULA_fmax(T, a, b, c, p) ((((a) >= (b)) | LM_ANY(isnan, b)(b)) ? (a) : (b))
#define LM_FORMULA_fmin(T, a, b, c, p) ((((a) <= (b)) | LM_ANY(isnan, b)(b)) ? (a) : (b))
#define LM_FORMULA_gcd(T, a, b, c, p) (LM_INT(gcd, a)(a, b))
#define LM_FORMULA_lcm(T, a, b, c, p) (LM_INT(lcm, a)(a, b))
#define LM_FORMULA_nextafter_exact(T, a, b, c, p) LM_NEXTAFTER(a, b)
/* p: digits and least of lm_s_next_on_grid. */
#define LM_FORMULA_nextafter_half(T, a, b, c, p) \
  ((T)lm_s_next_on_grid((double)(a), (double)(b), (double)p[0], (double)p[1]))
/* From whichever end is nearer, so that weights 0 and 1 give the ends exactly. */
#define LM_FORMULA_lerp(T, a, b, c, p) \
  (LM_BUILTIN(fabs, c) < (T)0.5 ? (a) + (c) * ((b) - (a)) : (b) - ((b) - (a)) * ((T)1 - (c)))
#define LM_FORMULA_addcmul(T, a, b, c, p) \
  (LM_NUMBER(add, a)(a, LM_NUMBER(mul, a)(LM_NUMBER(mul, a)(p[0], b), c)))
#define LM_FORMULA_addcdiv(T, a, b, c, p) ((a) + p[0] * (b) / (c))

/* ---- one operand ------------------------------------------------------------------------------ */

#define LM_FORMULA_neg(T, a, b, c, p) (LM_NUMBER(neg, a)(a))
#define LM_FORMULA_abs(T, a, b, c, p) (LM_NUMBER(abs, a)(a))
#define LM_FORMULA_sign(T, a, b, c, p) (LM_ANY(sign, a)(a))
/* Of real numbers; complex ones have theirs in complex.h. */
#define LM_FORMULA_conj_physical(T, a, b, c, p) (a)
#define LM_FORMULA_sgn(T, a, b, c, p) (LM_ANY(sign, a)(a))
#define LM_FORMULA_angle(T, a, b, c, p) ((a) < 0 ? (T)M_PI : (a) != (a) ? (a) : (T)0)
#define LM_FORMULA_square(T, a, b, c, p) (LM_NUMBER(mul, a)(a, a))
#define LM_FORMULA_ceil(T, a, b, c, p) (LM_NUMBER(ceil, a)(a))
#define LM_FORMULA_floor(T, a, b, c, p) (LM_NUMBER(floor, a)(a))
#define LM_FORMULA_round_whole(T, a, b, c, p) (LM_NUMBER(round, a)(a))
/* p: scale, and whether digits to the left of the point are meant. */
#define LM_FORMULA_round_scaled(T, a, b, c, p) \
  (p[1] != 0 ? LM_BUILTIN(rint, (a) / p[0]) * p[0] : LM_BUILTIN(rint, (a)*p[0]) / p[0])
#define LM_FORMULA_deg2rad(T, a, b, c, p) ((a) * (T)(M_PI / 180))
#define LM_FORMULA_rad2deg(T, a, b, c, p) ((a) * (T)(180 / M_PI))
#define LM_FORMULA_frexp_mantissa(T, a, b, c, p) ((T)lm_s_frexp_mantissa((double)(a)))
#define LM_FORMULA_frexp_exponent(T, a, b, c, p) ((T)lm_s_frexp_exponent((double)(a)))
#define LM_FORMULA_trunc(T, a, b, c, p) (LM_NUMBER(trunc, a)(a))
#define LM_FORMULA_frac(T, a, b, c, p) ((a)-LM_BUILTIN(trunc, a))
#define LM_FORMULA_reciprocal(T, a, b, c, p) ((T)1 / (a))
#define LM_FORMULA_sqrt(T, a, b, c, p) (LM_BUILTIN(sqrt, a))
#define LM_FORMULA_rsqrt(T, a, b, c, p) ((T)1 / LM_BUILTIN(sqrt, a))
#define LM_FORMULA_exp(T, a, b, c, p) LM_MATH1(exp, a)
#define LM_FORMULA_exp2(T, a, b, c, p) LM_MATH1(exp2, a)
#define LM_FORMULA_expm1(T, a, b, c, p) LM_MATH1(expm1, a)
#define LM_FORMULA_log(T, a, b, c, p) LM_MATH1(log, a)
#define LM_FORMULA_log1p(T, a, b, c, p) LM_MATH1(log1p, a)
#define LM_FORMULA_log2(T, a, b, c, p) LM_MATH1(log2, a)
#define LM_FORMULA_log10(T, a, b, c, p) LM_MATH1(log10, a)
#define LM_FORMULA_sin(T, a, b, c, p) LM_MATH1(sin, a)
#define LM_FORMULA_sinc(T, a, b, c, p) \
  ((a) == 0 ? (T)1 : LM_MATH1(sin, (T)M_PI * (a)) / ((T)M_PI * (a)))
#define LM_FORMULA_cos(T, a, b, c, p) LM_MATH1(cos, a)
#define LM_FORMULA_tan(T, a, b, c, p) LM_MATH1(tan, a)
#define LM_FORMULA_asin(T, a, b, c, p) LM_MATH1(asin, a)
#define LM_FORMULA_acos(T, a, b, c, p) LM_MATH1(acos, a)
#define LM_FORMULA_atan(T, a, b, c, p) LM_MATH1(atan, a)
#define LM_FORMULA_sinh(T, a, b, c, p) LM_MATH1(sinh, a)
#define LM_FORMULA_cosh(T, a, b, c, p) LM_MATH1(cosh, a)
#define LM_FORMULA_tanh(T, a, b, c, p) LM_MATH1(tanh, a)
#define LM_FORMULA_asinh(T, a, b, c, p) LM_MATH1(asinh, a)
#define LM_FORMULA_acosh(T, a, b, c, p) LM_MATH1(acosh, a)
#define LM_FORMULA_atanh(T, a, b, c, p) LM_MATH1(atanh, a)
#define LM_FORMULA_erf(T, a, b, c, p) LM_MATH1(erf, a)
#define LM_FORMULA_erfc(T, a, b, c, p) LM_MATH1(erfc, a)
/* p: what replaces NaN, inf and -inf. */
#define LM_FORMULA_nan_to_num(T, a, b, c, p) \
  (LM_ANY(isnan, a)(a) ? p[0] : LM_ANY(isposinf, a)(a) ? p[1] : LM_ANY(isneginf, a)(a) ? p[2] : (a))

/* ---- activations ------------------------------------------------------------------------------ */

#define LM_FORMULA_sigmoid(T, a, b, c, p) (LM_REAL(sigmoid, a)(a))
#define LM_FORMULA_relu(T, a, b, c, p) (LM_NUMBER(relu, a)(a))
#define LM_FORMULA_relu_backward(T, a, b, c, p) ((b) <= 0 ? (T)0 : (a))
/* Of factors, not of products: gcc makes a branch of those. */
#define LM_FORMULA_leaky_relu(T, a, b, c, p) ((a) * ((a) > 0 ? (T)1 : p[0]))
#define LM_FORMULA_leaky_relu_backward(T, a, b, c, p) ((a) * ((b) > 0 ? (T)1 : p[0]))
/* A sum of two parts, one of which is 0: a choice around a call would become a branch. */
#define LM_FORMULA_elu(T, a, b, c, p) \
  (((a) > 0 ? (a) : (T)0) + p[0] * LM_MATH1(expm1, (a) > 0 ? (T)0 : (a)))
#define LM_FORMULA_elu_backward(T, a, b, c, p) \
  ((a) * (((b) > 0 ? p[0] : p[1]) * LM_MATH1(exp, (b) > 0 ? (T)0 : (b)*p[2])))
#define LM_FORMULA_silu(T, a, b, c, p) ((a) / ((T)1 + LM_MATH1(exp, -(a))))
#define LM_FORMULA_silu_backward(T, a, b, c, p) \
  (LM_REAL(silu_backward, a)(a, b, LM_MATH1(exp, -(b))))
/* p: beta and the threshold above which the function is linear. */
#define LM_FORMULA_softplus(T, a, b, c, p) \
  (((a)*p[0] > p[1] ? (a) : (T)0) +        \
   LM_MATH1(log1p, LM_MATH1(exp, (a)*p[0] > p[1] ? -(T)INFINITY : (a)*p[0])) / p[0])
#define LM_FORMULA_logsigmoid(T, a, b, c, p) \
  (((a) < 0 ? (a) : (T)0) - LM_MATH1(log1p, LM_MATH1(exp, -LM_BUILTIN(fabs, a))))
#define LM_FORMULA_gelu_erf(T, a, b, c, p) \
  ((T)0.5 * (a) * ((T)1 + LM_MATH1(erf, (a) * (T)0.70710678118654752440))) /* sqrt(1/2) */
#define LM_FORMULA_gelu_tanh(T, a, b, c, p)                                /* sqrt(2/pi) */ \
  ((T)0.5 * (a) *                                                                           \
   ((T)1 + LM_MATH1(tanh, (T)0.79788456080286535588 * ((a) + (T)0.044715 * (a) * (a) * (a)))))
#define LM_FORMULA_gelu_erf_backward(T, a, b, c, p)                          \
  ((a) * ((T)0.5 * ((T)1 + LM_MATH1(erf, (b) * (T)0.70710678118654752440)) + \
          (b)*LM_MATH1(exp, (T)-0.5 * (b) * (b)) * (T)0.39894228040143267794)) /* 1/sqrt(2 pi) */
#define LM_FORMULA_gelu_tanh_backward(T, a, b, c, p) \
  (LM_REAL(gelu_tanh_backward, a)(                   \
      a, b, LM_MATH1(tanh, (T)0.79788456080286535588 * ((b) + (T)0.044715 * (b) * (b) * (b)))))
#define LM_FORMULA_hardsigmoid(T, a, b, c, p) (LM_REAL(clamp, a)((a) + (T)3, (T)0, (T)6) / (T)6)
/* The sixth in float32 is PyTorch's, for every dtype. */
#define LM_FORMULA_hardsigmoid_backward(T, a, b, c, p) \
  ((((b) > (T)-3) & ((b) < (T)3)) ? (a) * (T)(1.0F / 6.0F) : (T)0)
#define LM_FORMULA_hardswish(T, a, b, c, p) ((a)*LM_REAL(clamp, a)((a) + (T)3, (T)0, (T)6) / (T)6)
#define LM_FORMULA_hardswish_backward(T, a, b, c, p) \
  ((a) * ((b) <= (T)-3 ? (T)0 : (b) < (T)3 ? (b) / (T)3 + (T)0.5 : (T)1))
#define LM_FORMULA_prelu_kernel(T, a, b, c, p) ((a) * ((a) > 0 ? (T)1 : (b)))
#define LM_FORMULA_mish(T, a, b, c, p) ((a)*LM_MATH1(tanh, LM_MATH1(log1p, LM_MATH1(exp, a))))
#define LM_FORMULA_selu(T, a, b, c, p) \
  ((T)1.0507009873554804934 *          \
   (((a) > 0 ? (a) : (T)0) + (T)1.6732632423543772848 * LM_MATH1(expm1, (a) > 0 ? (T)0 : (a))))
#define LM_FORMULA_celu(T, a, b, c, p) \
  (((a) > 0 ? (a) : (T)0) + p[0] * LM_MATH1(expm1, (a) > 0 ? (T)0 : (a) / p[0]))
#define LM_FORMULA_quick_gelu(T, a, b, c, p) ((a) / ((T)1 + LM_MATH1(exp, -(T)1.702 * (a))))
#define LM_FORMULA_hardshrink(T, a, b, c, p) ((((a) >= -p[0]) & ((a) <= p[0])) ? (T)0 : (a))
#define LM_FORMULA_softshrink(T, a, b, c, p) \
  ((a) > p[0] ? (a)-p[0] : (a) < -p[0] ? (a) + p[0] : (a) * (T)0)
#define LM_FORMULA_threshold(T, a, b, c, p) ((a) <= p[0] ? p[1] : (a))
#define LM_FORMULA_huber(T, a, b, c, p) (LM_REAL(huber, a)((a) - (b), p[0]))
#define LM_FORMULA_clamp_number(T, a, b, c, p) (LM_NUMBER(clamp, a)(a, p[0], p[1]))
/* At a bound the gradient is 0; an infinite bound is none. */
#define LM_FORMULA_clamp_backward(T, a, b, c, p)                \
  (((((b) > p[0]) | (((b) == p[0]) & (p[0] == -(T)INFINITY))) & \
    (((b) < p[1]) | (((b) == p[1]) & (p[1] == (T)INFINITY))))   \
       ? (a)                                                    \
       : (T)0)
#define LM_FORMULA_bce_logits(T, a, b, c, p) /* (1 - b) * a - logsigmoid(a) */ \
  (((T)1 - (b)) * (a)-LM_FORMULA_logsigmoid(T, a, b, c, p))
#define LM_FORMULA_bce(T, a, b, c, p)                                              \
  (((b) - (T)1) * LM_REAL(clamp, a)(LM_MATH1(log1p, -(a)), (T)-100, (T)INFINITY) - \
   (b)*LM_REAL(clamp, a)(LM_MATH1(log, a), (T)-100, (T)INFINITY))
#define LM_FORMULA_bce_slope(T, a, b, c, p) \
  (((a) - (b)) / LM_REAL(clamp, a)(((T)1 - (a)) * (a), (T)1e-12f, (T)INFINITY))

/* ---- comparison and logic --------------------------------------------------------------------- */

#define LM_FORMULA_eq(T, a, b, c, p) ((a) == (b))
#define LM_FORMULA_ne(T, a, b, c, p) ((a) != (b))
#define LM_FORMULA_lt(T, a, b, c, p) ((a) < (b))
#define LM_FORMULA_le(T, a, b, c, p) ((a) <= (b))
#define LM_FORMULA_gt(T, a, b, c, p) ((a) > (b))
#define LM_FORMULA_ge(T, a, b, c, p) ((a) >= (b))
#define LM_FORMULA_isnan(T, a, b, c, p) (LM_ANY(isnan, a)(a))
#define LM_FORMULA_isinf(T, a, b, c, p) (LM_ANY(isinf, a)(a))
#define LM_FORMULA_isposinf(T, a, b, c, p) (LM_ANY(isposinf, a)(a))
#define LM_FORMULA_isneginf(T, a, b, c, p) (LM_ANY(isneginf, a)(a))
#define LM_FORMULA_isfinite(T, a, b, c, p) (LM_ANY(isfinite, a)(a))
#define LM_FORMULA_signbit(T, a, b, c, p) (LM_ANY(signbit, a)(a))
#define LM_FORMULA_logical_not(T, a, b, c, p) ((a) == 0)
#define LM_FORMULA_logical_and(T, a, b, c, p) (((a) != 0) & ((b) != 0))
#define LM_FORMULA_logical_or(T, a, b, c, p) (((a) != 0) | ((b) != 0))
#define LM_FORMULA_logical_xor(T, a, b, c, p) (((a) != 0) != ((b) != 0))
#define LM_FORMULA_bitwise_not(T, a, b, c, p) (LM_INT(not, a)(a))
#define LM_FORMULA_bitwise_and(T, a, b, c, p) ((a) & (b))
#define LM_FORMULA_bitwise_or(T, a, b, c, p) ((a) | (b))
#define LM_FORMULA_bitwise_xor(T, a, b, c, p) ((a) ^ (b))
#define LM_FORMULA_bitwise_left_shift(T, a, b, c, p) (LM_INT(left, a)(a, b))
#define LM_FORMULA_bitwise_right_shift(T, a, b, c, p) (LM_INT(right, a)(a, b))

#include "tensor/special.h"
#define LM_FORMULA_where_select(T, a, b, c, p) ((a) ? (b) : (c))

#endif
