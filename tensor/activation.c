/* Activations: gradients of the pointwise ones, and those written in other operations. */
#include "tensor/record.h"

#define ONE lm_int(1)
#define SELU_SCALE 1.0507009873554804934193349852946
#define SELU_ALPHA 1.6732632423543772848170429916717

static lm_tensor *number(double x) { return lm_wrap(lm_float(x)); }
static lm_tensor *above(lm_tensor *t, double limit) { return lm_gt(t, number(limit)); }
static lm_tensor *from(lm_tensor *t, double limit) { return lm_ge(t, number(limit)); }

/* ---- gradients ---- */

VJP(prelu_kernel) {
  lm_tensor *x = IN(0), *weight = IN(1), *upper = from(x, 0);
  if (lm_here()->grad_mode && weight) /* no second derivative at 0 */
    weight = lm_where_select(lm_eq(x, number(0)), lm_detach(weight), weight);
  GRAD(0, lm_where_select(above(x, 0), G, lm_mul(G, weight)));
  GRAD(1, lm_where_select(upper, number(0), lm_mul(G, x)));
}

VJP(leaky_relu) { GRAD(0, lm_leaky_relu_backward(G, IN(0), ARG(1).f)); }
VJP(leaky_relu_backward) {
  GRAD(0, lm_leaky_relu_backward(G, IN(1), ARG(2).f));
  GRAD(1, lm_zeros_as(G));
}

VJP(elu) { GRAD(0, lm_elu_backward(G, IN(0), 1, ARG(1).f, 1)); }
VJP(selu) { GRAD(0, lm_elu_backward(G, IN(0), SELU_SCALE, SELU_SCALE * SELU_ALPHA, 1)); }
/* The reciprocal of alpha in float32 is PyTorch's. */
VJP(celu) {
  const double alpha = ARG(1).f, scale = 1.0 / (double)(float)alpha;
  GRAD(0, lm_elu_backward(G, IN(0), 1, alpha * scale, scale));
}
VJP(elu_backward) {
  const double factor = ARG(3).f, scale = ARG(4).f;
  GRAD(0, lm_elu_backward(G, IN(1), ARG(2).f, factor, scale));
  /* none at 0; and exp of what is below only, as its overflow would spoil what is derived again */
  lm_tensor *linear = from(IN(1), 0), *below = lm_where_select(linear, number(0), IN(1));
  lm_tensor *bend = lm_mul_s(lm_exp(lm_mul_s(below, scale)), factor * scale);
  GRAD(1, lm_where_select(linear, number(0), lm_mul(lm_mul(G, IN(0)), bend)));
}

/* s * (1 + x * (1 - s)) with s = sigmoid(x) */
VJP(silu) {
  lm_tensor *x = CONJ_IN(0);
  if (x && lm_is_float((lm_dtype)x->dtype)) {
    GRAD(0, lm_silu_backward(G, x));
  } else {
    lm_tensor *s = lm_sigmoid(x);
    GRAD(0, lm_mul(G, lm_mul(s, lm_add_s(lm_mul(x, lm_rsub_s(1, s)), 1))));
  }
}
VJP(silu_backward) { /* s * (1 - s) * (2 + x * (1 - 2 * s)) */
  GRAD(0, lm_silu_backward(G, IN(1)));
  lm_tensor *x = IN(1), *s = lm_sigmoid(x);
  lm_tensor *rest = lm_add_s(lm_mul(x, lm_rsub_s(1, lm_mul_s(s, 2))), 2);
  GRAD(1, lm_mul(lm_mul(G, IN(0)), lm_mul(lm_mul(s, lm_rsub_s(1, s)), rest)));
}

#define ROOT_2_OVER_PI 0.79788456080286535588
VJP(gelu_erf) { GRAD(0, lm_gelu_erf_backward(G, IN(0))); }
VJP(gelu_erf_backward) { /* phi(x) * (2 - x^2) */
  GRAD(0, lm_gelu_erf_backward(G, IN(1)));
  lm_tensor *square = lm_square(IN(1));
  lm_tensor *density = lm_mul_s(lm_exp(lm_mul_s(square, -0.5)), ROOT_2_OVER_PI / 2);
  GRAD(1, lm_mul(lm_mul(G, IN(0)), lm_mul(density, lm_rsub_s(2, square))));
}
VJP(gelu_tanh) { GRAD(0, lm_gelu_tanh_backward(G, IN(0))); }
/* With t = tanh(u): (1 - t^2) * (u' + x * (u'' / 2 - t * u'^2)) */
VJP(gelu_tanh_backward) {
  const double cubic = 0.044715;
  GRAD(0, lm_gelu_tanh_backward(G, IN(1)));
  lm_tensor *x = IN(1), *x2 = lm_square(x);
  lm_tensor *t = lm_tanh(lm_mul_s(lm_mul(x, lm_add_s(lm_mul_s(x2, cubic), 1)), ROOT_2_OVER_PI));
  lm_tensor *slope = lm_mul_s(lm_add_s(lm_mul_s(x2, 3 * cubic), 1), ROOT_2_OVER_PI);
  lm_tensor *bend = lm_mul_s(x, 3 * cubic * ROOT_2_OVER_PI);
  lm_tensor *rest = lm_add(slope, lm_mul(x, lm_sub(bend, lm_mul(t, lm_square(slope)), ONE)), ONE);
  GRAD(1, lm_mul(lm_mul(G, IN(0)), lm_mul(lm_rsub_s(1, lm_square(t)), rest)));
}

VJP(hardsigmoid) { GRAD(0, lm_hardsigmoid_backward(G, IN(0))); }
VJP(hardsigmoid_backward) {
  GRAD(0, lm_hardsigmoid_backward(G, IN(1)));
  GRAD(1, lm_zeros_as(G));
}
VJP(hardswish) { GRAD(0, lm_hardswish_backward(G, IN(0))); }
VJP(hardswish_backward) {
  GRAD(0, lm_hardswish_backward(G, IN(1)));
  lm_tensor *inside = lm_lt(lm_abs(IN(1)), number(3));
  GRAD(1, lm_where_select(inside, lm_div_s(lm_mul(G, IN(0)), 3), number(0)));
}

VJP(mish) { /* t + x s (1 - t^2) with t = tanh(softplus(x)), s = sigmoid(x) */
  lm_tensor *x = IN(0), *t = lm_tanh(lm_softplus(x, 1, 20)), *s = lm_sigmoid(x);
  lm_tensor *rest = lm_mul(lm_mul(x, s), lm_rsub_s(1, lm_square(t)));
  GRAD(0, lm_mul(G, lm_add(t, rest, ONE)));
}

#define QUICK 1.702
VJP(quick_gelu) {
  lm_tensor *x = lm_mul_s(IN(0), QUICK), *s = lm_sigmoid(x);
  GRAD(0, lm_mul(G, lm_mul(s, lm_add_s(lm_mul(x, lm_rsub_s(1, s)), 1))));
}

/* Nothing passes from -lambd to lambd, nor at NaN. */
static lm_tensor *outside(lm_tensor *x, lm_tensor *g, double lambd) {
  lm_tensor *passes = lm_logical_or(lm_lt(x, number(-lambd)), above(x, lambd));
  return lm_where_select(passes, g, number(0));
}
VJP(hardshrink) { GRAD(0, outside(IN(0), G, ARG(1).f)); }
VJP(softshrink) { GRAD(0, outside(IN(0), G, ARG(1).f)); }

VJP(threshold) { GRAD(0, lm_where_select(lm_le(IN(0), lm_wrap(ARG(1).s)), number(0), G)); }

/* ---- what they refuse ---- */

RULE(celu) { return A(1).f != 0 || lm_fail("celu: alpha must not be 0"); }

RULE(softshrink) {
  return A(1).f >= 0 || lm_fail("softshrink: lambd must not be negative, but is %g", A(1).f);
}

/* ---- composites ---- */

lm_tensor *lm_do_prelu(lm_tensor *self, lm_tensor *weight) {
  if (weight->ndim > 1)
    return lm_fail("prelu: weight must have one dimension or none, got shape %s",
                   lm_shape_text(weight));
  if (weight->dtype != self->dtype)
    return lm_fail("prelu: self is %s and weight %s, they must have one dtype",
                   lm_dtypes[self->dtype].name, lm_dtypes[weight->dtype].name);
  lm_ints sizes = {0};
  if (weight->numel != 1) {
    int64_t channels = self->ndim > 1 ? self->sizes[1] : 1;
    if (self->ndim == 0 || weight->numel != channels)
      return lm_fail("prelu: weight has %lld numbers, it must have one, or one for each channel of "
                     "the input of shape %s, %lld",
                     (long long)weight->numel, lm_shape_text(self), (long long)channels);
    sizes.n = self->ndim;
    for (int d = 0; d < sizes.n; d++) sizes.v[d] = 1;
    sizes.v[self->ndim > 1] = channels;
  }
  return lm_prelu_kernel(self, lm_reshape(weight, &sizes));
}

lm_tensor *lm_do_relu2(lm_tensor *self) { return lm_square(lm_relu(self)); }
lm_tensor *lm_do_softsign(lm_tensor *self) { return lm_div(self, lm_add_s(lm_abs(self), 1)); }
lm_tensor *lm_do_tanhshrink(lm_tensor *self) { return lm_sub(self, lm_tanh(self), ONE); }

lm_tensor *lm_do_rrelu(lm_tensor *self, double lower, double upper, bool training) {
  if (!(lower <= upper))
    return lm_fail("rrelu: lower is %g, it must not be above upper, %g", lower, upper);
  if (!lm_is_float((lm_dtype)self->dtype))
    return lm_fail("rrelu: the input must be floating-point, not %s", lm_dtypes[self->dtype].name);
  if (!training) return lm_leaky_relu(self, (lower + upper) / 2);
  lm_tensor *slope =
      lm_uniform(lm_empty_like(self, LM_DTYPE_NONE, LM_DEVICE_NONE), lower, upper, NULL);
  return lm_mul(self, lm_where_select(above(self, 0), number(1), slope));
}

lm_tensor *lm_do_softmin(lm_tensor *input, int64_t dim, lm_dtype dtype) {
  if (dim == LM_NO_DIM) dim = input->ndim == 0 || input->ndim == 1 || input->ndim == 3 ? 0 : 1;
  return lm_softmax(lm_neg(input), dim, dtype);
}

lm_tensor *lm_do_gumbel_softmax(lm_tensor *logits, double tau, bool hard, double eps, int64_t dim) {
  (void)eps;
  if (!lm_is_float((lm_dtype)logits->dtype))
    return lm_fail("gumbel_softmax: logits must be floating-point, not %s",
                   lm_dtypes[logits->dtype].name);
  lm_tensor *noise = lm_exponential(lm_empty_like(logits, LM_DTYPE_NONE, LM_DEVICE_NONE), 1, NULL);
  lm_tensor *soft =
      lm_softmax(lm_div_s(lm_sub(logits, lm_log(noise), ONE), tau), dim, LM_DTYPE_NONE);
  if (!hard || soft == NULL) return soft;
  lm_tensor *flat = lm_detach(soft);
  lm_tensor *chosen = lm_scatter_value(lm_zeros_like(flat, LM_DTYPE_NONE, LM_DEVICE_NONE), dim,
                                       lm_argmax(flat, dim, true), number(1), NULL);
  return lm_add(lm_sub(chosen, flat, ONE), soft, ONE);
}
