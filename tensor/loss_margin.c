/* Margin losses over class labels. Those with a kernel give a loss for each row of (N, C). */
#include "tensor/autograd.h"
#include "tensor/loss.h"
#include "tensor/norm.h"

static lm_tensor *sum_over(lm_tensor *t, int64_t dim) {
  return lm_sum(t, &(lm_ints){1, {dim}}, false, LM_DTYPE_NONE);
}

static bool are_rows(const char *op, const lm_tensor *input, const lm_tensor *target) {
  if (!lm_is_float((lm_dtype)input->dtype))
    return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[input->dtype].name);
  if (input->ndim != 2 || input->sizes[1] == 0)
    return lm_fail("%s: input must have shape (N, C) or (C), with a class at least, got %s", op,
                   lm_shape_text(input));
  if (lm_dtype_category((lm_dtype)target->dtype) != LM_CAT_INT)
    return lm_fail("%s: target must hold class positions (int64), not %s", op,
                   lm_dtypes[target->dtype].name);
  return lm_same_device(op, input, target);
}

/* The gradient of each row's loss. */
static bool grad_fits(const char *op, const lm_tensor *grad, const lm_tensor *input) {
  if (grad->dtype == input->dtype && grad->ndim == 1 && grad->sizes[0] == input->sizes[0])
    return lm_same_device(op, grad, input);
  return lm_fail("%s: grad must be %s with one number for each row of %s, got %s of shape %s", op,
                 lm_dtypes[input->dtype].name, lm_shape_text(input), lm_dtypes[grad->dtype].name,
                 lm_shape_text(grad));
}

/* An input () or (C) as one row; NULL with a message. */
static lm_tensor *as_rows(lm_tensor *input) {
  if (input->ndim > 1) return input;
  return lm_reshape(input, &(lm_ints){2, {1, input->ndim ? input->sizes[0] : 1}});
}

/* ---- one label a row ---- */

static bool multi_fits(const char *op, lm_tensor *input, lm_tensor *target, lm_tensor *weight,
                       int64_t p) {
  if (p != 1 && p != 2) return lm_fail("%s: p must be 1 or 2, not %lld", op, (long long)p);
  return are_rows(op, input, target) && lm_labels_fit(op, input, target, weight);
}

RULE(multi_margin_loss_forward) {
  lm_tensor *input = A(0).t;
  if (!multi_fits("multi_margin_loss", input, A(1).t, A(2).t, A(3).i)) return false;
  c->out[0] = lm_new(1, input->sizes, (lm_dtype)input->dtype, input->device);
  return c->out[0] != NULL;
}

RULE(multi_margin_loss_backward) {
  lm_tensor *input = A(1).t;
  if (!multi_fits("multi_margin_loss", input, A(2).t, A(3).t, A(4).i) ||
      !grad_fits("multi_margin_loss_backward", A(0).t, input))
    return false;
  return (c->out[0] = lm_new_like(input, (lm_dtype)input->dtype)) != NULL;
}

VJP(multi_margin_loss_forward) {
  GRAD(0, lm_multi_margin_loss_backward(G, IN(0), IN(1), lm_kept(n, 2), ARG(3).i, ARG(4).f));
}

/* The sum over each row's classes of what came in times the slopes: for grad, in which the gradient
** is linear. */
static lm_tensor *along_rows(lm_tensor *incoming, lm_tensor *slopes) {
  return sum_over(lm_mul(incoming, slopes), -1);
}

/* With p = 2 a slope grows by 2 for each unit that its class and the label's come nearer; the
** label's slope is minus the sum of the others. */
VJP(multi_margin_loss_backward) {
  lm_tensor *grad = IN(0), *input = IN(1), *target = IN(2), *weight = lm_kept(n, 3);
  lm_tensor *ones = lm_ones_like(grad, LM_DTYPE_NONE, LM_DEVICE_NONE);
  GRAD(0, along_rows(
              G, lm_multi_margin_loss_backward(ones, input, target, weight, ARG(4).i, ARG(5).f)));
  if (ARG(4).i != 2) return;
  lm_tensor *label = lm_unsqueeze(lm_to_dtype(target, LM_I64, LM_DEVICE_NONE, false), -1);
  lm_tensor *nearer = lm_sub(G, lm_gather(G, -1, label), lm_int(1));
  lm_tensor *share =
      lm_multi_margin_loss_backward(lm_mul_s(grad, 2), input, target, weight, 1, ARG(5).f);
  lm_tensor *growth = lm_mul(share, nearer);
  lm_tensor *own = lm_unsqueeze(lm_neg(sum_over(growth, -1)), -1);
  GRAD(1, lm_scatter_add(growth, -1, label, own));
}

lm_tensor *lm_do_multi_margin_loss(lm_tensor *input, lm_tensor *target, int64_t p, double margin,
                                   lm_tensor *weight, const char *reduction) {
  const char *op = "multi_margin_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r)) return NULL;
  lm_tensor *rows = as_rows(input);
  if (rows == NULL) return NULL;
  if (target->ndim > 1 || target->numel != rows->sizes[0])
    return lm_fail("%s: target has shape %s; with an input of shape %s it must have (%lld)", op,
                   lm_shape_text(target), lm_shape_text(input), (long long)rows->sizes[0]);
  lm_tensor *labels = target->ndim ? target : lm_unsqueeze(target, 0);
  if (labels == NULL) return NULL;
  lm_tensor *loss = lm_multi_margin_loss_forward(rows, labels, weight, p, margin);
  if (loss && target->ndim == 0) loss = lm_squeeze(loss, NULL);
  return lm_reduce_loss(loss, r);
}

/* ---- some labels a row ---- */

static bool multilabel_fits(const char *op, lm_tensor *input, lm_tensor *target) {
  if (!are_rows(op, input, target)) return false;
  if (lm_same_shape(input, target)) return true;
  return lm_fail("%s: target has shape %s, must have that of the input, %s", op,
                 lm_shape_text(target), lm_shape_text(input));
}

RULE(multilabel_margin_loss_forward) {
  lm_tensor *input = A(0).t;
  if (!multilabel_fits("multilabel_margin_loss", input, A(1).t)) return false;
  c->out[0] = lm_new(1, input->sizes, (lm_dtype)input->dtype, input->device);
  return c->out[0] != NULL;
}

RULE(multilabel_margin_loss_backward) {
  lm_tensor *input = A(1).t;
  if (!multilabel_fits("multilabel_margin_loss", input, A(2).t) ||
      !grad_fits("multilabel_margin_loss_backward", A(0).t, input))
    return false;
  return (c->out[0] = lm_new_like(input, (lm_dtype)input->dtype)) != NULL;
}

VJP(multilabel_margin_loss_forward) {
  GRAD(0, lm_multilabel_margin_loss_backward(G, IN(0), IN(1)));
}

VJP(multilabel_margin_loss_backward) {
  lm_tensor *ones = lm_ones_like(IN(0), LM_DTYPE_NONE, LM_DEVICE_NONE);
  GRAD(0, along_rows(G, lm_multilabel_margin_loss_backward(ones, IN(1), IN(2))));
}

lm_tensor *lm_do_multilabel_margin_loss(lm_tensor *input, lm_tensor *target,
                                        const char *reduction) {
  const char *op = "multilabel_margin_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r)) return NULL;
  if (!lm_same_shape(input, target))
    return lm_fail("%s: target has shape %s, must have that of the input, %s", op,
                   lm_shape_text(target), lm_shape_text(input));
  lm_tensor *rows = as_rows(input), *labels = as_rows(target);
  if (rows == NULL || labels == NULL) return NULL;
  lm_tensor *loss = lm_multilabel_margin_loss_forward(rows, labels);
  if (loss && input->ndim < 2) loss = lm_squeeze(loss, NULL);
  return lm_reduce_loss(loss, r);
}

lm_tensor *lm_do_multilabel_soft_margin_loss(lm_tensor *input, lm_tensor *target, lm_tensor *weight,
                                             const char *reduction) {
  const char *op = "multilabel_soft_margin_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r)) return NULL;
  if (!lm_is_float((lm_dtype)input->dtype) || input->ndim == 0)
    return lm_fail("%s: input must be floating-point of shape (N, C) or (C), got %s of shape %s",
                   op, lm_dtypes[input->dtype].name, lm_shape_text(input));
  lm_tensor *yes = lm_mul(target, lm_logsigmoid(input));
  lm_tensor *no = lm_mul(lm_rsub_s(1, target), lm_logsigmoid(lm_neg(input)));
  lm_tensor *loss = lm_neg(lm_add(yes, no, lm_int(1)));
  if (weight) loss = lm_mul(loss, weight);
  return lm_reduce_loss(lm_div_s(sum_over(loss, -1), (double)input->sizes[input->ndim - 1]), r);
}
