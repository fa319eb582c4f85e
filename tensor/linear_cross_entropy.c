/* A linear head with its cross entropy: rules, the gradient and the composite that scripts see.
**
** The fused operation makes logits for a block of rows at a time, forward and backward, so its memory
** does not grow with rows * classes. */
#include "tensor/autograd.h"
#include "tensor/loss.h"
#include "tensor/norm.h"

#include <string.h>

static bool head_fits(const char *op, const lm_tensor *input, const lm_tensor *head,
                      const lm_tensor *target, const lm_tensor *bias, const lm_tensor *weight) {
  if (head->ndim != 2 || input->ndim != 2 || input->sizes[1] != head->sizes[1])
    return lm_fail(
        "%s: an input (N, D) and a linear_weight (C, D) are needed, got shapes %s and %s", op,
        lm_shape_text(input), lm_shape_text(head));
  if (!lm_is_float((lm_dtype)input->dtype) || !lm_is_float((lm_dtype)head->dtype))
    return lm_fail("%s: input and linear_weight must be floating-point, not %s and %s", op,
                   lm_dtypes[input->dtype].name, lm_dtypes[head->dtype].name);
  if (lm_dtype_category((lm_dtype)target->dtype) != LM_CAT_INT)
    return lm_fail("%s: target must hold class positions (int64), not %s", op,
                   lm_dtypes[target->dtype].name);
  if (target->ndim != 1 || target->sizes[0] != input->sizes[0])
    return lm_fail("%s: target has shape %s; with an input of shape %s it must have (%lld)", op,
                   lm_shape_text(target), lm_shape_text(input), (long long)input->sizes[0]);
  return lm_norm_fits(op, "linear_bias", bias, head, 0, 1) &&
         lm_norm_fits(op, "weight", weight, head, 0, 1) && lm_same_device(op, input, head) &&
         lm_same_device(op, input, target);
}

static bool smoothing_fits(const char *op, double smoothing) {
  return (smoothing >= 0 && smoothing <= 1) ||
         lm_fail("%s: label_smoothing must lie in 0 .. 1, not %g", op, smoothing);
}

RULE(linear_cross_entropy_forward) {
  const char *op = "linear_cross_entropy";
  lm_tensor *x = A(0).t;
  lm_reduction r;
  if (!lm_reduction_of(op, A(5).str, &r) || !head_fits(op, x, A(1).t, A(2).t, A(3).t, A(4).t) ||
      !smoothing_fits(op, A(7).f))
    return false;
  lm_dtype dtype = (lm_dtype)x->dtype;
  c->out[0] = lm_new(r == LM_REDUCE_NONE, x->sizes, dtype, x->device);
  c->out[1] = lm_new(1, x->sizes, LM_F64, x->device);
  c->out[2] = lm_new(0, NULL, LM_F64, x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

RULE(linear_cross_entropy_backward) {
  const char *op = "linear_cross_entropy_backward";
  lm_tensor *x = A(1).t, *head = A(2).t;
  lm_reduction r;
  if (!lm_reduction_of(op, A(8).str, &r) || !head_fits(op, x, head, A(3).t, A(6).t, A(7).t))
    return false;
  if (A(0).t->numel != (r == LM_REDUCE_NONE ? x->sizes[0] : 1) || A(4).t->numel != x->sizes[0] ||
      A(5).t->numel != 1)
    return lm_fail("%s: grad, lse and total are not those of the call", op);
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new_like(head, (lm_dtype)head->dtype);
  c->out[2] =
      lm_new(1, head->sizes, A(6).t ? (lm_dtype)A(6).t->dtype : (lm_dtype)head->dtype, x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

/* A pass that is recorded takes the gradients of the loss of whole logits. */
VJP(linear_cross_entropy_forward) {
  if (G == NULL) return;
  lm_tensor *x = IN(0), *head = IN(1), *target = IN(2), *bias = lm_kept(n, 3);
  lm_tensor *weight = lm_kept(n, 4), *total = OUT(2);
  const char *reduction = ARG(5).str;
  const double smoothing = ARG(7).f;
  if (!lm_here()->grad_mode) {
    lm_tuple t = lm_linear_cross_entropy_backward(G, x, head, target, OUT(1), total, bias, weight,
                                                  reduction, ARG(6).i, smoothing);
    GRAD(0, t.v[0]);
    GRAD(1, t.v[1]);
    GRAD(3, t.v[2]);
    return;
  }
  lm_tensor *logp = lm_log_softmax(lm_linear(x, head, bias), 1, LM_DTYPE_NONE);
  const int64_t classes = n->edges[1].sizes[0];
  total = lm_to_dtype(total, (lm_dtype)n->edges[0].dtype, LM_DEVICE_NONE, false);
  lm_tensor *d = lm_nll_loss_backward(G, target, total, weight, classes, ARG(6).i, reduction);
  if (smoothing > 0) { /* every class of the rows that count gets its share */
    lm_tensor *each = strcmp(reduction, "mean") == 0 ? lm_div(G, total) : G;
    lm_tensor *counts = lm_ne(target, lm_wrap(lm_int(ARG(6).i)));
    each = lm_unsqueeze(lm_where_select(counts, each, lm_wrap(lm_float(0))), -1);
    lm_tensor *share = lm_mul_s(each, -smoothing / (double)classes);
    d = lm_add(lm_mul_s(d, 1 - smoothing), weight ? lm_mul(share, weight) : share, lm_int(1));
  }
  d = lm_log_softmax_backward(d, logp, 1);
  GRAD(0, lm_matmul(d, head));
  GRAD(1, lm_matmul(lm_transpose(d, 0, 1), x));
  GRAD(3, lm_sum(d, &(lm_ints){1, {0}}, false, LM_DTYPE_NONE));
}

lm_tensor *lm_do_linear_cross_entropy(lm_tensor *input, lm_tensor *linear_weight, lm_tensor *target,
                                      lm_tensor *linear_bias, lm_tensor *weight,
                                      const char *reduction, int64_t ignore_index,
                                      double label_smoothing) {
  const char *op = "linear_cross_entropy";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r)) return NULL;
  if (linear_weight->ndim < 2 || input->ndim < 1 || input->ndim > 2 ||
      linear_weight->sizes[linear_weight->ndim - 1] != input->sizes[input->ndim - 1])
    return lm_fail("%s: an input (N, D) or (D) and a linear_weight (C, ..., D) are needed, got "
                   "shapes %s and %s",
                   op, lm_shape_text(input), lm_shape_text(linear_weight));
  if (linear_weight->ndim == 2 && !lm_is_float((lm_dtype)target->dtype)) {
    const bool single = input->ndim == 1;
    lm_tensor *x = single ? lm_unsqueeze(input, 0) : input;
    lm_tensor *label = single && target->ndim == 0 ? lm_unsqueeze(target, 0) : target;
    lm_tensor *loss = lm_linear_cross_entropy_forward(x, linear_weight, label, linear_bias, weight,
                                                      reduction, ignore_index, label_smoothing)
                          .v[0];
    return single && r == LM_REDUCE_NONE ? lm_squeeze(loss, NULL) : loss;
  }
  /* probabilities and losses of several dimensions: logits (N, C, ...) as a whole */
  const int last = linear_weight->ndim - 1;
  lm_ints flat = {2, {-1, linear_weight->sizes[last]}}, shape = {0};
  if (linear_weight->sizes[last] == 0) return lm_fail("%s: linear_weight is empty", op);
  if (input->ndim == 2) shape.v[shape.n++] = input->sizes[0];
  for (int d = 0; d < last; d++) shape.v[shape.n++] = linear_weight->sizes[d];
  lm_tensor *bias = linear_bias ? lm_reshape(linear_bias, &(lm_ints){1, {-1}}) : NULL;
  lm_tensor *logits = lm_linear(input, lm_reshape(linear_weight, &flat), bias);
  return lm_cross_entropy(lm_reshape(logits, &shape), target, weight, ignore_index, reduction,
                          label_smoothing);
}
