/* Mathematical functions that loops over arrays vectorise, for the files of this folder.
**
** LM_NAME(lm_exp)(x) and so on, or by the type of x LM_MATH1(exp, x) and LM_MATH2(pow, x, y): within
** one unit in the last place (erfc: 1.5), with C's results for infinities and NaN, errno untouched.
** The work is done by SLEEF, opened at the first call; libm takes its place where it is missing.
** gcc calls the vector variants from loops (its `simd` attribute); other compilers make scalar
** calls.  A result depends on nothing but the operand: a scalar call is one lane of the vector
** function.
*/
#ifndef LM_CPU_VECMATH_H
#define LM_CPU_VECMATH_H

#include "tensor/cpu/isa.h"

/* Functions of one and of two operands: name, SLEEF's grade of accuracy and, for one operand, the
** magnitude up to which SLEEF's functions for float and double are right (libm answers beyond it). */
/* clang-format off */
#define LM_VECMATH1(X) \
  X(exp, u10, INFINITY, INFINITY) X(exp2, u10, INFINITY, INFINITY) \
  X(expm1, u10, INFINITY, INFINITY) X(log, u10, INFINITY, INFINITY) \
  X(log1p, u10, 1e38f, 1e307) X(log2, u10, INFINITY, INFINITY) \
  X(log10, u10, INFINITY, INFINITY) X(sin, u10, INFINITY, INFINITY) \
  X(cos, u10, INFINITY, INFINITY) X(tan, u10, INFINITY, INFINITY) \
  X(asin, u10, INFINITY, INFINITY) X(acos, u10, INFINITY, INFINITY) \
  X(atan, u10, INFINITY, INFINITY) X(sinh, u10, 88.0f, 709.0) \
  X(cosh, u10, 88.0f, 709.0) X(tanh, u10, INFINITY, INFINITY) \
  X(asinh, u10, 1e19f, 1e154) X(acosh, u10, 1e19f, 1e154) \
  X(atanh, u10, INFINITY, INFINITY) X(erfc, u15, INFINITY, INFINITY)
#define LM_VECMATH2(X) X(pow, u10) X(atan2, u10) X(hypot, u05)
/* clang-format on */

#if defined __GNUC__ && !defined __clang__ && !defined LM_VECMATH_DEFINES
#define LM_SIMD __attribute__((simd("notinbranch"), const, nothrow))
#else
#define LM_SIMD __attribute__((const, nothrow))
#endif

#define LM_DECLARE1(fn, grade, limit_f32, limit_f64) \
  LM_SIMD float LM_NAME(lm_##fn##f)(float);          \
  LM_SIMD double LM_NAME(lm_##fn)(double);
#define LM_DECLARE2(fn, grade)                     \
  LM_SIMD float LM_NAME(lm_##fn##f)(float, float); \
  LM_SIMD double LM_NAME(lm_##fn)(double, double);
LM_VECMATH1(LM_DECLARE1)
LM_VECMATH2(LM_DECLARE2)

/* Exact, as C's: SLEEF's is not for large quotients, so this one is ours (vecmath.c). */
LM_DECLARE2(fmod, exact)
/* That of float is ours as well: SLEEF's takes four times as long. */
LM_DECLARE1(erf, u10, , )

#define LM_MATH1(fn, x) _Generic((x), float : LM_NAME(lm_##fn##f), double : LM_NAME(lm_##fn))(x)
#define LM_MATH2(fn, x, y) \
  _Generic((x), float : LM_NAME(lm_##fn##f), double : LM_NAME(lm_##fn))(x, y)

/* Bytes of the widest vector of the instruction set. */
#if defined __AVX512F__
#define LM_VECTOR 64
#elif defined __AVX2__
#define LM_VECTOR 32
#else
#define LM_VECTOR 16
#endif

#endif
