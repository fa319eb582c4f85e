/* Root mean square and local response normalisation: rules, gradients and composites. */
#include "tensor/norm.h"

#include <float.h>

RULE(rms_norm_forward) {
  lm_tensor *x = A(0).t;
  int count = lm_normalised_dims("rms_norm", x, A(2).ints), outer = x->ndim - count;
  if (count == 0 || !lm_norm_float("rms_norm", x) ||
      !lm_norm_fits("rms_norm", "weight", A(1).t, x, outer, count))
    return false;
  c->scratch[0] = outer;
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(outer, x->sizes, lm_statistics_dtype(x), x->device);
  return c->out[0] && c->out[1];
}

RULE(rms_norm_backward) {
  const char *op = "rms_norm_backward";
  lm_tensor *g = A(0).t, *x = A(1).t, *weight = A(3).t;
  int count = lm_normalised_dims(op, x, A(4).ints), outer = x->ndim - count;
  if (count == 0) return false;
  if (!lm_same_shape(g, x))
    return lm_fail("%s: grad has shape %s, the input %s", op, lm_shape_text(g), lm_shape_text(x));
  if (!lm_norm_float(op, x) || !lm_same_device(op, g, x) ||
      !lm_norm_fits(op, "rstd", A(2).t, x, 0, outer) ||
      !lm_norm_fits(op, "weight", weight, x, outer, count))
    return false;
  c->scratch[0] = outer;
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(count, x->sizes + outer,
                     weight ? (lm_dtype)weight->dtype : lm_statistics_dtype(x), x->device);
  return c->out[0] && c->out[1];
}

VJP(rms_norm_forward) {
  if (G == NULL) return;
  lm_tensor *x = IN(0), *weight = lm_kept(n, 1);
  if (!lm_here()->grad_mode) {
    lm_tuple t = lm_rms_norm_backward(G, x, OUT(1), weight, ARG(2).ints);
    GRAD(0, t.v[0]);
    GRAD(1, t.v[1]);
    return;
  }
  lm_ints dims = {0};
  for (int d = n->edges[0].ndim - ARG(2).ints->n; d < n->edges[0].ndim; d++) dims.v[dims.n++] = d;
  lm_tensor *mean = lm_mean(lm_square(x), &dims, true, LM_DTYPE_NONE);
  lm_tensor *scale = lm_rsqrt(lm_add_s(mean, ARG(3).f)), *unit = lm_mul(x, scale);
  lm_tensor *inner = weight ? lm_mul(G, weight) : G;
  lm_tensor *along = lm_mul(unit, lm_mean(lm_mul(inner, unit), &dims, true, LM_DTYPE_NONE));
  GRAD(0, lm_mul(lm_sub(inner, along, lm_int(1)), scale));
  GRAD(1, lm_mul(G, unit));
}

lm_tensor *lm_do_rms_norm(lm_tensor *input, const lm_ints *normalized_shape, lm_tensor *weight,
                          const lm_scalar *eps) {
  double least = lm_statistics_dtype(input) == LM_F64 ? DBL_EPSILON : FLT_EPSILON;
  return lm_rms_norm_forward(input, weight, normalized_shape, eps ? lm_scalar_f(*eps) : least).v[0];
}

/* The mean over neighbouring channels is a pooling of (N, 1, C, positions) along C. */
lm_tensor *lm_do_local_response_norm(lm_tensor *input, int64_t size, double alpha, double beta,
                                     double k) {
  const char *op = "local_response_norm";
  if (input->ndim < 3)
    return lm_fail("%s: the input must be (N, C, L, ...), got shape %s", op, lm_shape_text(input));
  if (input->dtype != LM_I64 && !lm_norm_float(op, input)) return NULL;
  if (size < 1) return lm_fail("%s: size must be above 0, but is %lld", op, (long long)size);
  if (input->numel == 0) return input;
  lm_ints sizes = {input->ndim, {0}};
  for (int d = 0; d < input->ndim; d++) sizes.v[d] = input->sizes[d];
  lm_ints flat = {4, {sizes.v[0], 1, sizes.v[1], input->numel / sizes.v[0] / sizes.v[1]}};
  lm_tensor *squares = lm_reshape(lm_square(input), &flat);
  lm_ints around = {4, {0, 0, size / 2, (size - 1) / 2}};
  squares = lm_constant_pad(squares, &around, lm_int(0));
  lm_tensor *mean =
      lm_avg_pool2d(squares, &(lm_ints){2, {size, 1}}, &(lm_ints){1, {1}}, NULL, false, true, NULL);
  lm_tensor *divisor = lm_pow_s(lm_add_s(lm_mul_s(lm_reshape(mean, &sizes), alpha), k), beta);
  return lm_div(input, divisor);
}
