/* Margin losses over class labels: composites. */
#include "tensor/autograd.h"
#include "tensor/loss.h"

static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *number(double x) { return lm_wrap(lm_float(x)); }
static lm_tensor *sum_over(lm_tensor *t, int64_t dim) {
  return lm_sum(t, &(lm_ints){1, {dim}}, false, LM_DTYPE_NONE);
}

static bool takes(const char *op, const lm_tensor *input) {
  if (!lm_is_float((lm_dtype)input->dtype))
    return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[input->dtype].name);
  if (input->ndim < 1 || input->ndim > 2 || input->sizes[input->ndim - 1] == 0)
    return lm_fail("%s: input must have shape (N, C) or (C), with a class at least, got %s", op,
                   lm_shape_text(input));
  return true;
}

static bool holds(lm_tensor *mask) {
  lm_scalar any;
  mask = lm_any(mask, NULL, false);
  return mask && lm_get_scalar(mask, &any) && lm_scalar_f(any) != 0;
}

/* The label that is out of range, where there is one, is told with its place. */
static bool in_range(const char *op, lm_tensor *target, int64_t classes) {
  lm_tensor *bad =
      lm_logical_or(lm_lt(target, lm_wrap(lm_int(1))), lm_gt(target, lm_wrap(lm_int(classes))));
  if (!holds(bad)) return lm_error() == NULL;
  lm_tensor *at = lm_argmax(lm_to_dtype(bad, LM_I64, LM_DEVICE_NONE, false), LM_NO_DIM, false);
  lm_scalar place = lm_int(1), label = lm_int(0);
  if (at == NULL || !lm_get_scalar(at, &place)) return false;
  lm_tensor *flat = lm_reshape(target, &(lm_ints){1, {-1}});
  lm_tensor *one = flat ? lm_slice(flat, 0, lm_scalar_i(place) - 1, 1, 1) : NULL;
  if (one == NULL || !lm_get_scalar(one, &label)) return false;
  return lm_label_error(op, target, lm_scalar_i(place) - 1, lm_scalar_i(label), classes, -100);
}

lm_tensor *lm_do_multi_margin_loss(lm_tensor *input, lm_tensor *target, int64_t p, double margin,
                                   lm_tensor *weight, const char *reduction) {
  const char *op = "multi_margin_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !takes(op, input)) return NULL;
  if (p != 1 && p != 2) return lm_fail("%s: p must be 1 or 2, not %lld", op, (long long)p);
  if (input->ndim == 1 && target->ndim == 1 && target->numel == 1)
    target = lm_squeeze(target, NULL);
  if (target == NULL || !lm_labels_fit(op, input, target, weight)) return NULL;
  const int64_t classes = input->sizes[input->ndim - 1];
  if (!in_range(op, target, classes)) return NULL;
  lm_tensor *index = lm_unsqueeze(lm_to_dtype(target, LM_I64, LM_DEVICE_NONE, false), -1);
  lm_tensor *chosen = lm_gather(input, -1, index);
  /* relu passes nothing at 0, as PyTorch */
  lm_tensor *excess = lm_relu(lm_add_s(minus(input, chosen), margin));
  if (p == 2) excess = lm_square(excess);
  if (weight) { /* each row by that of its class */
    lm_tensor *flat = lm_reshape(index, &(lm_ints){1, {-1}});
    excess = lm_mul(excess, lm_reshape_as(lm_index_select(weight, 0, flat), index));
  }
  excess = lm_scatter_value(excess, -1, index, number(0), NULL);
  return lm_reduce_loss(lm_div_s(sum_over(excess, -1), (double)classes), r);
}

lm_tensor *lm_do_multilabel_margin_loss(lm_tensor *input, lm_tensor *target,
                                        const char *reduction) {
  const char *op = "multilabel_margin_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !takes(op, input)) return NULL;
  if (lm_dtype_category((lm_dtype)target->dtype) != LM_CAT_INT)
    return lm_fail("%s: target must hold class positions (int64), not %s", op,
                   lm_dtypes[target->dtype].name);
  if (!lm_same_shape(input, target))
    return lm_fail("%s: target has shape %s, must have that of the input, %s", op,
                   lm_shape_text(target), lm_shape_text(input));
  const int64_t classes = input->sizes[input->ndim - 1];
  target = lm_to_dtype(target, LM_I64, LM_DEVICE_NONE, false);
  /* 1 up to the first negative entry of a row, 0 from there on */
  lm_tensor *begun = lm_to_dtype(lm_ge(target, lm_wrap(lm_int(0))), LM_I64, LM_DEVICE_NONE, false);
  lm_tensor *used =
      lm_to_dtype(lm_cumprod(begun, -1, LM_DTYPE_NONE), LM_BOOL, LM_DEVICE_NONE, false);
  lm_tensor *label = lm_where_select(used, target, lm_wrap(lm_int(1)));
  if (label == NULL || !in_range(op, label, classes)) return NULL;
  lm_tensor *none = lm_zeros_like(used, LM_I64, LM_DEVICE_NONE);
  lm_tensor *counts =
      lm_scatter_add(none, -1, label, lm_to_dtype(used, LM_I64, LM_DEVICE_NONE, false));
  lm_tensor *other = lm_eq(counts, lm_wrap(lm_int(0)));
  /* (N, labels, others) */
  lm_tensor *ahead = minus(lm_unsqueeze(lm_gather(input, -1, label), -1), lm_unsqueeze(input, -2));
  lm_tensor *pairs = lm_logical_and(lm_unsqueeze(used, -1), lm_unsqueeze(other, -2));
  lm_tensor *excess = lm_where_select(pairs, lm_relu(lm_rsub_s(1, ahead)), number(0));
  return lm_reduce_loss(lm_div_s(sum_over(sum_over(excess, -1), -1), (double)classes), r);
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
