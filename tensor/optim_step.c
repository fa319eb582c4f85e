/* Optimiser steps over whole lists of parameters: rules.
**
** A list holds groups of n tensors each: all parameters, then all gradients, then the state.  The
** kernels change parameters and state in place and raise their versions; the result is an empty
** tensor. */
#include "tensor/op.h"

#include <math.h>

static const char *const roles[] = {"parameter", "gradient", "state", "state", "state"};

/* Every tensor of the list fits the parameter that it goes with. */
static bool step_rule(lm_call *c, int64_t least, int64_t most) {
  const lm_list *list = A(0).list;
  const char *op = lm_op_name(c);
  int64_t groups = A(1).i;
  if (groups < least || groups > most || list->n % groups != 0)
    return lm_fail("%s: needs %lld to %lld lists of equal length one behind the other, got %lld in "
                   "%lld tensors",
                   op, (long long)least, (long long)most, (long long)groups, (long long)list->n);
  int64_t n = list->n / groups;
  for (int64_t i = 0; i < list->n; i++) {
    const lm_tensor *t = list->v[i], *p = list->v[i % n];
    const char *role = roles[i / n];
    const long long which = i % n + 1;
    if (t == NULL || t->freed)
      return lm_fail("%s: the %s of parameter %lld is missing", op, role, which);
    if (!lm_is_float((lm_dtype)t->dtype) || t->dtype != p->dtype)
      return lm_fail("%s: parameter %lld is %s, its %s %s; both must have one floating-point dtype",
                     op, which, lm_dtypes[p->dtype].name, role, lm_dtypes[t->dtype].name);
    if (!lm_same_shape(t, p))
      return lm_fail("%s: parameter %lld has shape %s, its %s %s", op, which, lm_shape_text(p),
                     role, lm_shape_text(t));
    if (t->device != list->v[0]->device)
      return lm_fail("%s: parameter %lld has a %s on %s, others are on %s", op, which, role,
                     lm_device_name(t->device), lm_device_name(list->v[0]->device));
  }
  lm_device device = n > 0 ? list->v[0]->device : LM_CPU;
  return (c->out[0] = lm_new(1, (int64_t[]){0}, LM_F32, device)) != NULL;
}

#define STRUCTURED(name, results, args, keeps, flags, doc)
#define STEP(name, least, most, args, doc) \
  RULE(name##_step) { return step_rule(c, least, most); }
#include "tensor/ops/optim.def"
#undef STEP
#undef STRUCTURED

RULE(clip_scale) {
  const lm_list *list = A(0).list;
  double p = A(2).f;
  if (!(p > 0)) return lm_fail("clip_grad_norm_: norm_type must be above 0 (or inf), not %g", p);
  if (isnan(A(1).f)) return lm_fail("clip_grad_norm_: max_norm must be a number, not NaN");
  lm_dtype dtype = list->n && list->v[0] ? (lm_dtype)list->v[0]->dtype : lm_here()->default_dtype;
  lm_device device = list->n && list->v[0] ? list->v[0]->device : LM_CPU;
  for (int64_t i = 0; i < list->n; i++) {
    const lm_tensor *t = list->v[i];
    if (t == NULL || !lm_is_float((lm_dtype)t->dtype))
      return lm_fail("clip_grad_norm_: gradient %lld is %s, must be floating-point",
                     (long long)i + 1, t ? lm_dtypes[t->dtype].name : "missing");
    if (t->device != device)
      return lm_fail("clip_grad_norm_: gradients on %s and %s", lm_device_name(device),
                     lm_device_name(t->device));
    dtype = lm_promote_types(dtype, (lm_dtype)t->dtype);
  }
  return (c->out[0] = lm_new(0, NULL, dtype, device)) != NULL;
}
