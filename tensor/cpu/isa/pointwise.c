/* The pointwise rows of ops.def as loops over contiguous elements, one for each compute dtype. */
#ifdef __clang__ /* says of each loop that it could not vectorise; before ops.def is first seen */
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#include "tensor/cpu/isa/vecmath.h" /* before scalar.h: it brings the mathematical functions */
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/scalar.h"

#include <string.h>

/* A kernel: `arity` operands stored as SA, S and S, computed in TA, T and T, result stored as SO.
** With `padded`, what is left after whole vectors is computed as one more vector, so that a call of
** a mathematical function never falls back to one vector function for each element.  The parameters
** become p one by one: a choice with an element of a copied array in it stays a branch.  The loop may
** vectorise freely: out equals an operand or overlaps none, so that no iteration reads what another
** one wrote. */
#define ELEMENT(name, T, TA, arity, o, a, b, c)                                 \
  do {                                                                          \
    const TA x = (TA)(a)[i];                                                    \
    const T y = arity > 1 ? (T)(b)[i] : (T)0, z = arity > 2 ? (T)(c)[i] : (T)0; \
    (void)x, (void)y, (void)z;                                                  \
    (o)[i] = LM_FORMULA_##name(T, x, y, z, p);                                  \
  } while (0)

#define KERNEL(name, e, T, S, TA, SA, SO, arity, padded)                            \
  static void name##_##e(void *out, const void *a_, const void *b_, const void *c_, \
                         const void *params, int64_t n) {                           \
    SO *o = out;                                                                    \
    const SA *a = a_;                                                               \
    const S *b = b_, *c = c_;                                                       \
    T q[4];                                                                         \
    memcpy(q, params, sizeof q);                                                    \
    const T p[4] = {q[0], q[1], q[2], q[3]};                                        \
    (void)p;                                                                        \
    enum { LANES = LM_VECTOR / sizeof(S) };                                         \
    const int64_t whole = padded ? n & -(int64_t)LANES : n;                         \
    _Pragma("omp simd") for (int64_t i = 0; i < whole; i++)                         \
        ELEMENT(name, T, TA, arity, o, a, b, c);                                    \
    if (padded && whole < n) {                                                      \
      const size_t rest = (size_t)(n - whole);                                      \
      SA ta[LANES] = {0};                                                           \
      S tb[LANES] = {0}, tc[LANES] = {0};                                           \
      SO to[LANES];                                                                 \
      memcpy(ta, a + whole, rest * sizeof(SA));                                     \
      if (arity > 1) memcpy(tb, b + whole, rest * sizeof(S));                       \
      if (arity > 2) memcpy(tc, c + whole, rest * sizeof(S));                       \
      _Pragma("omp simd") for (int i = 0; i < LANES; i++)                           \
          ELEMENT(name, T, TA, arity, to, ta, tb, tc);                              \
      memcpy(o + whole, to, rest * sizeof(SO));                                     \
    }                                                                               \
  }

/* What each signature stores; booleans are bytes of which any but 0 is true. */
#define KERNEL_T_T(name, e, T, S, padded) KERNEL(name, e, T, S, T, S, S, 1, padded)
#define KERNEL_TT_T(name, e, T, S, padded) KERNEL(name, e, T, S, T, S, S, 2, padded)
#define KERNEL_TTT_T(name, e, T, S, padded) KERNEL(name, e, T, S, T, S, S, 3, padded)
#define KERNEL_T_R(name, e, T, S, padded) KERNEL(name, e, T, S, T, S, S, 1, padded)
#define KERNEL_T_B(name, e, T, S, padded) KERNEL(name, e, T, S, T, S, uint8_t, 1, padded)
#define KERNEL_TT_B(name, e, T, S, padded) KERNEL(name, e, T, S, T, S, uint8_t, 2, padded)
#define KERNEL_BTT_T(name, e, T, S, padded) KERNEL(name, e, T, S, bool, uint8_t, S, 3, padded)

/* The compute dtypes of each set.  Rows for floats alone are mostly mathematical functions, and these
** of the others. */
#define CALLS(op) \
  ((op) == LM_OP_pow || (op) == LM_OP_fmod || (op) == LM_OP_remainder || (op) == LM_OP_floor_divide)
#define EACH_INT(X, name, sig)               \
  X(name, sig, U8, uint8_t, uint8_t, false)  \
  X(name, sig, I8, int8_t, int8_t, false)    \
  X(name, sig, I16, int16_t, int16_t, false) \
  X(name, sig, I32, int32_t, int32_t, false) \
  X(name, sig, I64, int64_t, int64_t, false)
#define EACH_FLOATS(X, name, sig) \
  X(name, sig, F32, float, float, true) X(name, sig, F64, double, double, true)
#define EACH_INTS(X, name, sig) X(name, sig, BOOL, bool, uint8_t, false) EACH_INT(X, name, sig)
#define EACH_NUMBERS(X, name, sig)                     \
  EACH_INT(X, name, sig)                               \
  X(name, sig, F32, float, float, CALLS(LM_OP_##name)) \
  X(name, sig, F64, double, double, CALLS(LM_OP_##name))
#define EACH_ALL(X, name, sig) X(name, sig, BOOL, bool, uint8_t, false) EACH_NUMBERS(X, name, sig)

#define EACH_FLOATS_C EACH_FLOATS
#define EACH_NUMBERS_C EACH_NUMBERS
#define EACH_ALL_C EACH_ALL

#define DEFINE(name, sig, e, T, S, padded) KERNEL_##sig(name, e, T, S, padded)
#define POINTWISE(name, sig, promotion, set, args, keeps, flags, doc) EACH_##set(DEFINE, name, sig)
#include "tensor/ops.def"

extern const lm_pointwise_table LM_NAME(lm_pointwise_kernels);
const lm_pointwise_table LM_NAME(lm_pointwise_kernels) = {.kernel = {
#define ENTER(name, sig, e, T, S, padded) [LM_OP_##name][LM_##e] = name##_##e,
#define POINTWISE(name, sig, promotion, set, args, keeps, flags, doc) EACH_##set(ENTER, name, sig)
#include "tensor/ops.def"
                                                          }};
