/* Conversions between dtypes over strided elements; what they promise is in pointwise.h. */
#ifdef __clang__ /* says of each loop that it could not vectorise; before ops.def is first seen */
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#include "tensor/cpu/isa/vecmath.h" /* LM_VECTOR */
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/half.h"

#include <string.h>

/* The real dtypes, as (ENUM, C type of storage, kind of conversion). */
#define TYPES(X, ...)                 \
  X(BOOL, uint8_t, BOOL, __VA_ARGS__) \
  X(U8, uint8_t, SMALL, __VA_ARGS__)  \
  X(I8, int8_t, SMALL, __VA_ARGS__)   \
  X(I16, int16_t, SMALL, __VA_ARGS__) \
  X(I32, int32_t, I32, __VA_ARGS__)   \
  X(I64, int64_t, I64, __VA_ARGS__)   \
  X(F16, lm_f16, F16, __VA_ARGS__)    \
  X(BF16, lm_bf16, BF16, __VA_ARGS__) \
  X(F32, float, FLOAT, __VA_ARGS__)   \
  X(F64, double, FLOAT, __VA_ARGS__)

/* The value of a stored element, in a type that C converts from. */
#define VALUE_BOOL(x) ((x) != 0)
#define VALUE_SMALL(x) (x)
#define VALUE_I32(x) (x)
#define VALUE_I64(x) (x)
#define VALUE_F16(x) lm_f16_to_float(x)
#define VALUE_BF16(x) lm_bf16_to_float(x)
#define VALUE_FLOAT(x) (x)

/* Floats in an integer type, without a conversion that C leaves undefined. */
static inline int32_t float_i32(float x) {
  int32_t y = (int32_t)(x >= 0x1p31f || !(x >= -0x1p31f) ? 0.0f : x);
  return x >= 0x1p31f ? INT32_MAX : x < -0x1p31f ? INT32_MIN : y;
}
static inline int32_t double_i32(double x) {
  int32_t y = (int32_t)(x >= 0x1p31 || !(x > -0x1p31 - 1) ? 0.0 : x);
  return x >= 0x1p31 ? INT32_MAX : x <= -0x1p31 - 1 ? INT32_MIN : y;
}
static inline int64_t float_i64(float x) {
  int64_t y = (int64_t)(x >= 0x1p63f || !(x >= -0x1p63f) ? 0.0f : x);
  return x >= 0x1p63f ? INT64_MAX : x < -0x1p63f ? INT64_MIN : y;
}
static inline int64_t double_i64(double x) {
  int64_t y = (int64_t)(x >= 0x1p63 || !(x >= -0x1p63) ? 0.0 : x);
  return x >= 0x1p63 ? INT64_MAX : x < -0x1p63 ? INT64_MIN : y;
}
static inline int64_t same(int64_t x) { return x; }

#define TO_I32(x) (int32_t) _Generic((x), float : float_i32, double : double_i32, default : same)(x)
#define TO_I64(x) (int64_t) _Generic((x), float : float_i64, double : double_i64, default : same)(x)

/* Bits are kept within 16-bit floats; wider floats round once, integers and doubles by way of float. */
#define STORE_BOOL(T, x) ((x) != 0)
#define STORE_SMALL(T, x) ((T)TO_I32(x))
#define STORE_I32(T, x) TO_I32(x)
#define STORE_I64(T, x) TO_I64(x)
#define STORE_F16(T, x) lm_float_to_f16((float)(x))
#define STORE_BF16(T, x) lm_float_to_bf16((float)(x))
#define STORE_FLOAT(T, x) ((T)(x))

/* What other dtypes take of a complex number. */
#define PART_BOOL(x) (((x).re != 0) | ((x).im != 0))
#define PART_SMALL(x) (x).re
#define PART_I32(x) (x).re
#define PART_I64(x) (x).re
#define PART_F16(x) (x).re
#define PART_BF16(x) (x).re
#define PART_FLOAT(x) (x).re

/* Three loops: dense to dense, one element repeated (converted once), and any strides.  `converted`
** is an expression of the element x. */
#define LOOPS(from, S, to, D, converted)                                                   \
  static void from##_##to(void *dst, int64_t ds, const void *src, int64_t ss, int64_t n) { \
    D *d = dst;                                                                            \
    const S *s = src;                                                                      \
    if (ds == (int64_t)sizeof(D) && ss == (int64_t)sizeof(S)) {                            \
      _Pragma("omp simd") for (int64_t i = 0; i < n; i++) {                                \
        const S x = s[i];                                                                  \
        d[i] = converted;                                                                  \
      }                                                                                    \
    } else if (ds == (int64_t)sizeof(D) && ss == 0) {                                      \
      if (n == 0) return;                                                                  \
      const S x = *s;                                                                      \
      const D y = converted;                                                               \
      _Pragma("omp simd") for (int64_t i = 0; i < n; i++) d[i] = y;                        \
    } else {                                                                               \
      char *p = dst;                                                                       \
      const char *q = src;                                                                 \
      for (int64_t i = 0; i < n; i++, p += ds, q += ss) {                                  \
        const S x = *(const S *)q;                                                         \
        *(D *)p = converted;                                                               \
      }                                                                                    \
    }                                                                                      \
  }
#define CAST(to, D, to_kind, from, S, from_kind) \
  LOOPS(from, S, to, D, STORE_##to_kind(D, VALUE_##from_kind(x)))
#define CASTS_FROM(from, S, from_kind, ...) TYPES_TO(CAST, from, S, from_kind)
/* TYPES once more: a macro cannot expand within itself. */
#define TYPES_TO(X, ...)              \
  X(BOOL, uint8_t, BOOL, __VA_ARGS__) \
  X(U8, uint8_t, SMALL, __VA_ARGS__)  \
  X(I8, int8_t, SMALL, __VA_ARGS__)   \
  X(I16, int16_t, SMALL, __VA_ARGS__) \
  X(I32, int32_t, I32, __VA_ARGS__)   \
  X(I64, int64_t, I64, __VA_ARGS__)   \
  X(F16, lm_f16, F16, __VA_ARGS__)    \
  X(BF16, lm_bf16, BF16, __VA_ARGS__) \
  X(F32, float, FLOAT, __VA_ARGS__)   \
  X(F64, double, FLOAT, __VA_ARGS__)
TYPES(CASTS_FROM, )

#define COMPLEX_CASTS(real, S, kind, ...)                                \
  LOOPS(real, S, C64, lm_c64, ((lm_c64){(float)VALUE_##kind(x), 0}))     \
  LOOPS(real, S, C128, lm_c128, ((lm_c128){(double)VALUE_##kind(x), 0})) \
  LOOPS(C64, lm_c64, real, S, STORE_##kind(S, PART_##kind(x)))           \
  LOOPS(C128, lm_c128, real, S, STORE_##kind(S, PART_##kind(x)))
TYPES(COMPLEX_CASTS, )
LOOPS(C64, lm_c64, C64, lm_c64, x)
LOOPS(C64, lm_c64, C128, lm_c128, ((lm_c128){x.re, x.im}))
LOOPS(C128, lm_c128, C64, lm_c64, ((lm_c64){(float)x.re, (float)x.im}))
LOOPS(C128, lm_c128, C128, lm_c128, x)

/* ---- transposition ---- */

/* The lists of lanes that interleave the lower and the upper halves of two vectors. */
#if LM_VECTOR == 64
#define LOW_4 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_4 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define LOW_8 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_8 4, 12, 5, 13, 6, 14, 7, 15
#elif LM_VECTOR == 32
#define LOW_4 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_4 4, 12, 5, 13, 6, 14, 7, 15
#define LOW_8 0, 4, 1, 5
#define HIGH_8 2, 6, 3, 7
#else
#define LOW_4 0, 4, 1, 5
#define HIGH_4 2, 6, 3, 7
#define LOW_8 0, 2
#define HIGH_8 1, 3
#endif

/* A square of as many rows as a vector has lanes, in registers: interleaving row i with row i + half
** moves each bit of an element's row number into its column number, one bit a round. */
#define TRANSPOSE(size, T)                                                                \
  static void transpose_##size(void *dst, int64_t ds, const void *src, int64_t ss) {      \
    enum { LANES = LM_VECTOR / size };                                                    \
    typedef T vector __attribute__((vector_size(LM_VECTOR)));                             \
    vector r[LANES], t[LANES];                                                            \
    for (int i = 0; i < LANES; i++) memcpy(&r[i], (const char *)src + i * ss, LM_VECTOR); \
    for (int round = 1; round < LANES; round *= 2) {                                      \
      for (int i = 0; i < LANES / 2; i++) {                                               \
        t[2 * i] = __builtin_shufflevector(r[i], r[i + LANES / 2], LOW_##size);           \
        t[2 * i + 1] = __builtin_shufflevector(r[i], r[i + LANES / 2], HIGH_##size);      \
      }                                                                                   \
      memcpy(r, t, sizeof r);                                                             \
    }                                                                                     \
    for (int i = 0; i < LANES; i++) memcpy((char *)dst + i * ds, &r[i], LM_VECTOR);       \
  }
TRANSPOSE(4, uint32_t)
TRANSPOSE(8, uint64_t)

extern const lm_cast_table LM_NAME(lm_casts);
const lm_cast_table LM_NAME(lm_casts) = {
    .cast =
        {
#define ENTER(to, D, to_kind, from) [LM_##to] = from##_##to,
#define ENTER_FROM(from, S, from_kind, ...) \
  [LM_##from] = {TYPES_TO(ENTER, from)[LM_C64] = from##_C64, [LM_C128] = from##_C128},
            TYPES(ENTER_FROM, )[LM_C64] = {TYPES_TO(ENTER, C64)[LM_C64] = C64_C64, [LM_C128] =
                                                                                       C64_C128},
            [LM_C128] = {TYPES_TO(ENTER, C128)[LM_C64] = C128_C64, [LM_C128] = C128_C128}},
    .transpose = {[4] = transpose_4, [8] = transpose_8},
    .square_bytes = LM_VECTOR};
