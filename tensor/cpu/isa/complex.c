/* Kernels of the pointwise rows for complex numbers. */
#ifdef __clang__ /* says of each loop that it could not vectorise; before ops.def is first seen */
#pragma clang diagnostic ignored "-Wpass-failed"
#pragma STDC FP_CONTRACT OFF
#else
/* Asks that products are not fused, for z * conj(z); gcc may still fuse vectorised ones. */
#pragma GCC optimize("fp-contract=off")
#endif

#include "tensor/cpu/isa.h"
#include "tensor/cpu/isa/pointwise.h"

#include <math.h>
#include <string.h>

/* As in pointwise.c: the first operand is stored as SA, the result as SO; out equals an operand or
** overlaps none. */
#define LOOP(name, TA, SA, SO, arity)                                                     \
  static void NAME(row_##name)(void *out, const void *a_, const void *b_, const void *c_, \
                               const void *params, int64_t n) {                           \
    SO *o = out;                                                                          \
    const SA *a = a_;                                                                     \
    const T *b = b_, *c = c_;                                                             \
    R p[4];                                                                               \
    memcpy(p, params, sizeof p);                                                          \
    (void)p;                                                                              \
    _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                                 \
      const TA x = a[i];                                                                  \
      const T y = arity > 1 ? b[i] : (T){0, 0}, z = arity > 2 ? c[i] : (T){0, 0};         \
      (void)x, (void)y, (void)z;                                                          \
      o[i] = LM_COMPLEX_##name(x, y, z, p);                                               \
    }                                                                                     \
  }
#define LOOP_T_T(name) LOOP(name, T, T, T, 1)
#define LOOP_TT_T(name) LOOP(name, T, T, T, 2)
#define LOOP_TTT_T(name) LOOP(name, T, T, T, 3)
#define LOOP_T_R(name) LOOP(name, T, T, R, 1)
#define LOOP_T_B(name) LOOP(name, T, T, uint8_t, 1)
#define LOOP_TT_B(name) LOOP(name, T, T, uint8_t, 2)
#define LOOP_BTT_T(name) LOOP(name, bool, uint8_t, T, 3)

#define EACH_ALL_C(X, name, sig) X(name, sig)
#define EACH_NUMBERS_C(X, name, sig) X(name, sig)
#define EACH_FLOATS_C(X, name, sig) X(name, sig)
#define EACH_ALL(X, name, sig)
#define EACH_NUMBERS(X, name, sig)
#define EACH_FLOATS(X, name, sig)
#define EACH_INTS(X, name, sig)

#define T lm_c64
#define R float
#define NAME(f) f##_c64
#define MATH(fn) __builtin_##fn##f
#include "tensor/cpu/isa/complex_kernels.h"
#undef T
#undef R
#undef NAME
#undef MATH

#define T lm_c128
#define R double
#define NAME(f) f##_c128
#define MATH(fn) __builtin_##fn
#include "tensor/cpu/isa/complex_kernels.h"
#undef T
#undef R
#undef NAME
#undef MATH

extern const lm_complex_table LM_NAME(lm_complex_kernels);
const lm_complex_table LM_NAME(lm_complex_kernels) = {.kernel = {
#define ENTER(name, sig) [LM_OP_##name] = {row_##name##_c64, row_##name##_c128},
#define POINTWISE(name, sig, promotion, set, args, keeps, flags, doc) EACH_##set(ENTER, name, sig)
#include "tensor/ops.def"
                                                      }};
