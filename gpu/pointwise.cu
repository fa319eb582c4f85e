/* The table's entry for pointwise rows: finds the launcher for the dtype it computes in. */
#include "gpu/pointwise.cuh"

#include <float.h>
#include <math.h>

/* ---- the other arguments ---- */

/* The largest finite number of a floating-point dtype. */
static double largest(int dtype) {
  switch (dtype) {
  case LM_F16: return 65504;
  case LM_BF16: return 3.3895313892515354759e38;
  case LM_F64: return DBL_MAX;
  default: return FLT_MAX;
  }
}

/* The ends of an integer dtype. */
static int64_t lowest_integer(int dtype) {
  switch (dtype) {
  case LM_U8: return 0;
  case LM_I8: return INT8_MIN;
  case LM_I16: return INT16_MIN;
  case LM_I32: return INT32_MIN;
  default: return INT64_MIN;
  }
}
static int64_t highest_integer(int dtype) {
  return dtype == LM_U8 ? UINT8_MAX : ~lowest_integer(dtype);
}

/* A bound: what the dtype does not reach is its end, and nil the bound that changes nothing. */
static lm_scalar bound(lm_scalar s, int i, lm_dtype compute) {
  if (lm_is_float(compute))
    return s.kind == LM_SCALAR_NONE ? lm_float(i == 0 ? -HUGE_VAL : HUGE_VAL) : s;
  int64_t low = lowest_integer(compute), high = highest_integer(compute);
  if (s.kind == LM_SCALAR_NONE) return lm_int(i == 0 ? low : high);
  int64_t v = number_as<int64_t>(s);
  return lm_int(v < low ? low : v > high ? high : v);
}

template <class T>
void pointwise_params(const pointwise_call &call, T *p) {
  bool bounds = call.op == LM_OP_clamp_number || call.op == LM_OP_clamp_backward;
  for (int i = 0; i < 4; i++) {
    lm_scalar s = call.params ? call.params[i] : lm_int(0);
    if (bounds)
      s = bound(s, i, call.compute);
    else if (s.kind == LM_SCALAR_NONE) /* of nan_to_num */
      s = lm_float(i == 1 ? largest(call.out->dtype) : -largest(call.out->dtype));
    p[i] = element_narrow(number_as<T>(s), call.compute);
  }
}
template void pointwise_params<bool>(const pointwise_call &, bool *);
template void pointwise_params<int64_t>(const pointwise_call &, int64_t *);
template void pointwise_params<float>(const pointwise_call &, float *);
template void pointwise_params<double>(const pointwise_call &, double *);

/* ---- the entry ---- */

bool cuda_pointwise(lm_op_id op, lm_tensor *out, lm_tensor *const *in, int n,
                    const lm_scalar *params, lm_dtype compute) {
  cuda_run run(cuda_op_name(op), out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  if (lm_is_complex(compute))
    return lm_fail("%s: not implemented for %s on cuda", run.op, lm_dtypes[compute].name);
  cuda_class cls = class_of(compute);
  pointwise_launcher launch = n == 1   ? pointwise_unary(op, cls)
                              : n == 2 ? pointwise_binary(op, cls)
                                       : pointwise_ternary(op, cls);
  if (launch == NULL)
    return lm_fail("%s: not implemented for %s on cuda", run.op, lm_dtypes[compute].name);
  pointwise_call call = {op, out, in, params, compute};
  return launch(run, call);
}
