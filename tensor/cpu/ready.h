/* Operands for kernels that want them contiguous and in float or double. */
#ifndef CPU_READY_H
#define CPU_READY_H

#include "tensor/op.h"

/* What a kernel computes a floating-point dtype in. */
static inline lm_dtype cpu_unit(lm_dtype dtype) { return dtype == LM_F64 ? LM_F64 : LM_F32; }

/* t itself when it is contiguous and of this dtype, else a copy; the caller's. NULL gives NULL. */
static inline lm_tensor *cpu_ready(lm_tensor *t, lm_dtype dtype) {
  if (t == NULL || (t->dtype == (int8_t)dtype && lm_is_contiguous(t))) return lm_retain(t);
  lm_tensor *copy = lm_new_like(t, dtype);
  if (copy && lm_copy_elements(copy, t)) return copy;
  lm_release(copy);
  return NULL;
}

/* Where to compute a result: itself, or a wider tensor whose elements cpu_written moves into it. */
static inline lm_tensor *cpu_target(lm_tensor *out, lm_dtype unit) {
  return out->dtype == (int8_t)unit ? lm_retain(out) : lm_new_like(out, unit);
}
/* Gives a target back, after a failure (ok is false) too; true when out holds the result. */
static inline bool cpu_written(lm_tensor *out, lm_tensor *target, bool ok) {
  if (target && target != out) ok = ok && lm_copy_elements(out, target);
  ok = ok && target;
  lm_release(target);
  return ok;
}

#endif
