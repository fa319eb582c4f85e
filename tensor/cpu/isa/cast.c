/* Conversions between dtypes over strided elements; what they promise is in pointwise.h. */
#include "tensor/cpu/isa.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/half.h"

/* The dtypes that have elements today, as (ENUM, C type of storage, kind of conversion). */
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

/* Three loops: dense to dense, one element repeated (converted once), and any strides. */
#define CAST(to, D, to_kind, from, S, from_kind)                                           \
  static void from##_##to(void *dst, int64_t ds, const void *src, int64_t ss, int64_t n) { \
    D *d = dst;                                                                            \
    const S *s = src;                                                                      \
    if (ds == (int64_t)sizeof(D) && ss == (int64_t)sizeof(S)) {                            \
      _Pragma("omp simd") for (int64_t i = 0; i < n; i++) d[i] =                           \
          STORE_##to_kind(D, VALUE_##from_kind(s[i]));                                     \
    } else if (ds == (int64_t)sizeof(D) && ss == 0) {                                      \
      if (n == 0) return;                                                                  \
      const D x = STORE_##to_kind(D, VALUE_##from_kind(*s));                               \
      _Pragma("omp simd") for (int64_t i = 0; i < n; i++) d[i] = x;                        \
    } else {                                                                               \
      char *p = dst;                                                                       \
      const char *q = src;                                                                 \
      for (int64_t i = 0; i < n; i++, p += ds, q += ss)                                    \
        *(D *)p = STORE_##to_kind(D, VALUE_##from_kind(*(const S *)q));                    \
    }                                                                                      \
  }
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

extern const lm_cast_table LM_NAME(lm_casts);
const lm_cast_table LM_NAME(lm_casts) = {.cast = {
#define ENTER(to, D, to_kind, from) [LM_##to] = from##_##to,
#define ENTER_FROM(from, S, from_kind, ...) [LM_##from] = {TYPES_TO(ENTER, from)},
                                             TYPES(ENTER_FROM, )}};
