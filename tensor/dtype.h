/* Element types: one list, from which every table over dtypes is expanded.
**
** A row is X(ENUM, name, C type of storage, C type of computation, category).  float16 and bfloat16
** are stored as 16 bits and computed in float; complex numbers are two floats, real part first.
*/
#ifndef LM_DTYPE_H
#define LM_DTYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
#define LM_DTYPES(X) \
  X(BOOL, bool, bool, bool, LM_CAT_BOOL) \
  X(U8, uint8, uint8_t, uint8_t, LM_CAT_INT) \
  X(I8, int8, int8_t, int8_t, LM_CAT_INT) \
  X(I16, int16, int16_t, int16_t, LM_CAT_INT) \
  X(I32, int32, int32_t, int32_t, LM_CAT_INT) \
  X(I64, int64, int64_t, int64_t, LM_CAT_INT) \
  X(F16, float16, lm_f16, float, LM_CAT_FLOAT) \
  X(BF16, bfloat16, lm_bf16, float, LM_CAT_FLOAT) \
  X(F32, float32, float, float, LM_CAT_FLOAT) \
  X(F64, float64, double, double, LM_CAT_FLOAT) \
  X(C64, complex64, lm_c64, lm_c64, LM_CAT_COMPLEX) \
  X(C128, complex128, lm_c128, lm_c128, LM_CAT_COMPLEX)
/* clang-format on */

typedef struct {
  uint16_t bits;
} lm_f16;
typedef struct {
  uint16_t bits;
} lm_bf16;
typedef struct {
  float re, im;
} lm_c64;
typedef struct {
  double re, im;
} lm_c128;

typedef enum lm_category { LM_CAT_BOOL, LM_CAT_INT, LM_CAT_FLOAT, LM_CAT_COMPLEX } lm_category;

typedef enum lm_dtype {
#define X(e, name, storage, compute, cat) LM_##e,
  LM_DTYPES(X)
#undef X
      LM_DTYPE_COUNT,
  LM_DTYPE_NONE = -1 /* "not given": an operation then infers the dtype */
} lm_dtype;

typedef struct lm_dtype_info {
  const char *name;
  uint8_t size; /* bytes of one element */
  uint8_t category;
  bool is_signed;
} lm_dtype_info;

extern const lm_dtype_info lm_dtypes[LM_DTYPE_COUNT];

static inline size_t lm_dtype_size(lm_dtype d) { return lm_dtypes[d].size; }
static inline lm_category lm_dtype_category(lm_dtype d) {
  return (lm_category)lm_dtypes[d].category;
}
static inline bool lm_is_float(lm_dtype d) { return lm_dtypes[d].category == LM_CAT_FLOAT; }
static inline bool lm_is_complex(lm_dtype d) { return lm_dtypes[d].category == LM_CAT_COMPLEX; }
/* What can have a gradient. */
static inline bool lm_is_inexact(lm_dtype d) { return lm_dtypes[d].category >= LM_CAT_FLOAT; }
static inline bool lm_is_integral(lm_dtype d) { return lm_dtypes[d].category <= LM_CAT_INT; }

/* The dtype of a part of a complex number; other dtypes are what they are. */
static inline lm_dtype lm_real_dtype(lm_dtype d) {
  return d == LM_C64 ? LM_F32 : d == LM_C128 ? LM_F64 : d;
}
/* The complex dtype whose parts hold this float dtype: complex64 for what is narrower than double. */
static inline lm_dtype lm_complex_dtype(lm_dtype d) {
  return d == LM_F64 || d == LM_C128 ? LM_C128 : LM_C64;
}

/* The dtype called `name` ("float32", and PyTorch's "float", "double", "half", "long", "int",
** "short", "cfloat", "cdouble"), or LM_DTYPE_NONE. */
lm_dtype lm_dtype_by_name(const char *name);

/* The smallest dtype that both convert to without losing their category (PyTorch's lattice). */
lm_dtype lm_promote_types(lm_dtype a, lm_dtype b);

/* True when a result of dtype `from` may be stored in place into `to` (categories may not fall). */
bool lm_can_cast(lm_dtype from, lm_dtype to);

/* A number as a script gives it: integers stay exact. */
/* LM_SCALAR_NONE stands for an optional number that was not given. */
enum { LM_SCALAR_FLOAT, LM_SCALAR_INT, LM_SCALAR_BOOL, LM_SCALAR_NONE };
typedef struct lm_scalar {
  int32_t kind;
  union {
    double f;
    int64_t i;
  };
} lm_scalar;

static inline lm_scalar lm_float(double f) { return (lm_scalar){LM_SCALAR_FLOAT, {.f = f}}; }
static inline lm_scalar lm_int(int64_t i) { return (lm_scalar){LM_SCALAR_INT, {.i = i}}; }
static inline lm_scalar lm_bool(bool b) { return (lm_scalar){LM_SCALAR_BOOL, {.i = b}}; }
static inline double lm_scalar_f(lm_scalar s) {
  return s.kind == LM_SCALAR_FLOAT ? s.f : (double)s.i;
}
/* The value as an integer; a float outside int64's range saturates, NaN gives 0. */
int64_t lm_scalar_i(lm_scalar s);

#endif
