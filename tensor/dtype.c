/* Element types: names, promotion, numbers. */
#include "tensor/dtype.h"

#include <string.h>

const lm_dtype_info lm_dtypes[LM_DTYPE_COUNT] = {
#define X(e, name, storage, compute, cat) \
  [LM_##e] = {#name, sizeof(storage), cat, cat != LM_CAT_BOOL && LM_##e != LM_U8},
    LM_DTYPES(X)
#undef X
};

lm_dtype lm_dtype_by_name(const char *name) {
  static const struct {
    const char *name;
    lm_dtype dtype;
  } others[] = {
      {"float", LM_F32}, {"double", LM_F64}, {"half", LM_F16},   {"long", LM_I64},
      {"int", LM_I32},   {"short", LM_I16},  {"cfloat", LM_C64}, {"cdouble", LM_C128},
  };
  for (int d = 0; d < LM_DTYPE_COUNT; d++)
    if (strcmp(name, lm_dtypes[d].name) == 0) return (lm_dtype)d;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(name, others[i].name) == 0) return others[i].dtype;
  return LM_DTYPE_NONE;
}

/* Within a category the dtypes are listed by rising rank, and a dtype of a higher category beats all
** of a lower one; the exceptions are where neither of two dtypes can hold the other. */
lm_dtype lm_promote_types(lm_dtype a, lm_dtype b) {
  if (a > b) {
    lm_dtype t = a;
    a = b, b = t;
  }
  if (a == LM_U8 && b == LM_I8) return LM_I16;
  if (a == LM_F16 && b == LM_BF16) return LM_F32;
  if (a == LM_F64 && b == LM_C64) return LM_C128;
  return b;
}

bool lm_can_cast(lm_dtype from, lm_dtype to) {
  return lm_dtype_category(from) <= lm_dtype_category(to);
}

int64_t lm_scalar_i(lm_scalar s) {
  if (s.kind != LM_SCALAR_FLOAT) return s.i;
  if (s.f != s.f) return 0;
  if (s.f >= 0x1p63) return INT64_MAX;
  if (s.f < -0x1p63) return INT64_MIN;
  return (int64_t)s.f;
}
