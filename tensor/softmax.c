/* softmax and log_softmax: rules and gradients.  The kernels find the dimension, wrapped, in
** scratch[0]. */
#include "tensor/autograd.h"

static bool softmax_rule(lm_call *c) {
  lm_tensor *t = A(0).t;
  lm_dtype dtype = A(2).dtype != LM_DTYPE_NONE ? A(2).dtype : (lm_dtype)t->dtype;
  int64_t dim = A(1).i;
  if (!lm_is_float(dtype))
    return lm_fail("%s: needs a floating-point tensor or dtype, not %s", lm_op_name(c),
                   lm_dtypes[dtype].name);
  if (!lm_wrap_dim(lm_op_name(c), &dim, t->ndim)) return false;
  c->scratch[0] = dim;
  return (c->out[0] = lm_new_like(t, dtype)) != NULL;
}
RULE(softmax) { return softmax_rule(c); }
RULE(log_softmax) { return softmax_rule(c); }

static bool softmax_backward_rule(lm_call *c) {
  lm_tensor *grad = A(0).t, *result = A(1).t;
  int64_t dim = A(2).i;
  if (!lm_same_shape(grad, result))
    return lm_fail("%s: grad has shape %s, the result %s", lm_op_name(c), lm_shape_text(grad),
                   lm_shape_text(result));
  if (!lm_same_device(lm_op_name(c), grad, result)) return false;
  if (!lm_is_float((lm_dtype)result->dtype))
    return lm_fail("%s: needs a floating-point tensor, not %s", lm_op_name(c),
                   lm_dtypes[result->dtype].name);
  if (!lm_wrap_dim(lm_op_name(c), &dim, result->ndim)) return false;
  c->scratch[0] = dim;
  return (c->out[0] = lm_new_like(result, (lm_dtype)result->dtype)) != NULL;
}
RULE(softmax_backward) { return softmax_backward_rule(c); }
RULE(log_softmax_backward) { return softmax_backward_rule(c); }

VJP(softmax) { GRAD(0, lm_softmax_backward(G, OUT(0), ARG(1).i)); }
VJP(log_softmax) { GRAD(0, lm_log_softmax_backward(G, OUT(0), ARG(1).i)); }

static lm_tensor *sum_along(lm_tensor *t, int64_t dim) {
  return lm_sum(t, &(lm_ints){1, {dim}}, true, LM_DTYPE_NONE);
}
static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }

/* f = (g - sum(g y)) y: its Jacobian in g is symmetric. */
VJP(softmax_backward) {
  lm_tensor *grad = IN(0), *y = IN(1);
  int64_t dim = ARG(2).i;
  GRAD(0, lm_softmax_backward(G, y, dim));
  GRAD(1, minus(lm_mul(G, minus(grad, sum_along(lm_mul(grad, y), dim))),
                lm_mul(grad, sum_along(lm_mul(G, y), dim))));
}

/* f = g - exp(y) sum(g). */
VJP(log_softmax_backward) {
  lm_tensor *grad = IN(0), *p = lm_exp(IN(1));
  int64_t dim = ARG(2).i;
  lm_tensor *weighed = lm_mul(G, p);
  GRAD(0, minus(G, sum_along(weighed, dim)));
  GRAD(1, lm_neg(lm_mul(weighed, sum_along(grad, dim))));
}
