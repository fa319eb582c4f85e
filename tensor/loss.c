/* Cross entropy and negative log likelihood: rules, gradients and the composites that scripts see.
**
** Class labels are positions: they count from 1, and ignore_index is compared with the label as it
** is stored. */
#include "tensor/autograd.h"
#include "tensor/loss.h"
#include "tensor/norm.h"

#include <stdio.h>
#include <string.h>

static lm_tensor *plus(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }
static lm_tensor *number(double x) { return lm_wrap(lm_float(x)); }

bool lm_reduction_of(const char *op, const char *name, lm_reduction *reduction) {
  static const char *const names[] = {"none", "mean", "sum"};
  *reduction = LM_REDUCE_NONE;
  for (int i = 0; i < 3; i++) {
    if (name && strcmp(name, names[i]) == 0) {
      *reduction = (lm_reduction)i;
      return true;
    }
  }
  return lm_fail("%s: reduction must be \"none\", \"mean\" or \"sum\", not \"%.40s\"", op,
                 name ? name : "nil");
}

bool lm_label_error(const char *op, const lm_tensor *target, int64_t at, int64_t label,
                    int64_t classes, int64_t ignore_index) {
  char place[LM_MAX_DIMS * 24] = "", part[24];
  const char *open = target->ndim ? "[" : "", *close = target->ndim ? "]" : "";
  for (int d = target->ndim - 1; d >= 0; at /= target->sizes[d--]) { /* the last one first */
    char rest[sizeof place];
    memcpy(rest, place, sizeof rest);
    long long position = at % target->sizes[d] + 1;
    snprintf(part, sizeof part, "%lld", position);
    snprintf(place, sizeof place, "%s%s%.*s", part, *rest ? ", " : "",
             (int)(sizeof place - sizeof part - 3), rest);
  }
  if (label == 0)
    return lm_fail(
        "%s: target%s%s%s is 0, but Luma counts from 1: labels of %lld classes are 1 to %lld", op,
        open, place, close, (long long)classes, (long long)classes);
  if (label < 0 && ignore_index != LM_NO_IGNORE_INDEX)
    return lm_fail(
        "%s: target%s%s%s is %lld; labels of %lld classes are 1 to %lld (Luma counts from 1), "
        "or ignore_index, which is %lld",
        op, open, place, close, (long long)label, (long long)classes, (long long)classes,
        (long long)ignore_index);
  return lm_fail(
      "%s: target%s%s%s is %lld, but there are %lld classes: labels are 1 to %lld (Luma counts "
      "from 1)",
      op, open, place, close, (long long)label, (long long)classes, (long long)classes);
}

/* ---- checks ---- */

static int class_dim(const lm_tensor *input) { return input->ndim == 1 ? 0 : 1; }

/* Labels and weight fit an input (C), (N, C) or (N, C, ...). */
bool lm_labels_fit(const char *op, const lm_tensor *input, const lm_tensor *target,
                   const lm_tensor *weight) {
  if (input->ndim < 1)
    return lm_fail("%s: input must have shape (C), (N, C) or (N, C, ...), not ()", op);
  if (!lm_is_float((lm_dtype)input->dtype))
    return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[input->dtype].name);
  if (lm_dtype_category((lm_dtype)target->dtype) != LM_CAT_INT)
    return lm_fail("%s: target must hold class positions (int64, int32 or uint8), not %s", op,
                   lm_dtypes[target->dtype].name);
  lm_ints want = {0};
  int c = class_dim(input);
  for (int d = 0; d < input->ndim; d++)
    if (d != c) want.v[want.n++] = input->sizes[d];
  if (target->ndim != want.n || memcmp(target->sizes, want.v, sizeof *want.v * (size_t)want.n) != 0)
    return lm_fail("%s: target has shape %s; with an input of shape %s it must have %s", op,
                   lm_shape_text(target), lm_shape_text(input), lm_sizes_text(want.n, want.v));
  if (!lm_same_device(op, input, target)) return false;
  if (weight == NULL) return true;
  if (weight->ndim != 1 || weight->sizes[0] != input->sizes[c] ||
      !lm_is_float((lm_dtype)weight->dtype))
    return lm_fail(
        "%s: weight must be floating-point with one number for each of %lld classes, got %s "
        "of shape %s",
        op, (long long)input->sizes[c], lm_dtypes[weight->dtype].name, lm_shape_text(weight));
  return lm_same_device(op, input, weight);
}

/* An unset result: one loss for each target, or a single one. */
static lm_tensor *loss_result(const lm_tensor *input, const lm_tensor *target, lm_reduction r) {
  lm_dtype dtype = (lm_dtype)input->dtype;
  if (r == LM_REDUCE_NONE) return lm_new(target->ndim, target->sizes, dtype, input->device);
  return lm_new(0, NULL, dtype, input->device);
}

/* The gradient of a loss has the loss's shape. */
static bool loss_grad_fits(const char *op, const lm_tensor *grad, const lm_tensor *target,
                           lm_reduction r) {
  if (r == LM_REDUCE_NONE ? lm_same_shape(grad, target) : grad->ndim == 0) return true;
  return lm_fail("%s: grad has shape %s, which is not that of the loss", op, lm_shape_text(grad));
}

/* What a forward kernel left behind for its backward kernel: `count` numbers. */
static bool kept_fits(const char *op, const char *what, const lm_tensor *kept,
                      const lm_tensor *input, int64_t count) {
  if (kept->numel != count || !lm_is_float((lm_dtype)kept->dtype))
    return lm_fail("%s: %s must hold %lld floating-point numbers, got %s of shape %s", op, what,
                   (long long)count, lm_dtypes[kept->dtype].name, lm_shape_text(kept));
  return lm_same_device(op, input, kept);
}

/* ---- negative log likelihood ---- */

RULE(nll_loss_forward) {
  lm_tensor *input = A(0).t, *target = A(1).t;
  lm_reduction r;
  if (!lm_reduction_of("nll_loss", A(4).str, &r) ||
      !lm_labels_fit("nll_loss", input, target, A(2).t))
    return false;
  c->out[0] = loss_result(input, target, r);
  c->out[1] = lm_new(0, NULL, (lm_dtype)input->dtype, input->device);
  return c->out[0] && c->out[1];
}

RULE(nll_loss_backward) {
  lm_tensor *grad = A(0).t, *target = A(1).t;
  lm_reduction r;
  if (!lm_reduction_of("nll_loss_backward", A(6).str, &r) ||
      !loss_grad_fits("nll_loss_backward", grad, target, r))
    return false;
  const lm_tensor *weight = A(3).t;
  if (lm_dtype_category((lm_dtype)target->dtype) != LM_CAT_INT ||
      !lm_is_float((lm_dtype)grad->dtype) || A(4).i < 0 ||
      (weight && (weight->ndim != 1 || weight->sizes[0] != A(4).i)))
    return lm_fail(
        "nll_loss_backward: needs a floating-point grad, integer targets and a weight for "
        "each of %lld classes",
        (long long)A(4).i);
  if (!kept_fits("nll_loss_backward", "total", A(2).t, grad, 1) ||
      !lm_same_device("nll_loss_backward", grad, target) ||
      (weight && !lm_same_device("nll_loss_backward", grad, weight)))
    return false;
  int at = target->ndim == 0 ? 0 : 1;
  lm_ints sizes = {0};
  if (target->ndim == LM_MAX_DIMS)
    return lm_fail("nll_loss_backward: too many dimensions: %s", lm_shape_text(target));
  for (int d = 0; d <= target->ndim; d++)
    sizes.v[sizes.n++] = d == at ? A(4).i : target->sizes[d - (d > at)];
  return (c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)grad->dtype, grad->device)) != NULL;
}

VJP(nll_loss_forward) {
  int64_t classes = n->edges[0].sizes[n->edges[0].ndim == 1 ? 0 : 1];
  if (G)
    GRAD(0, lm_nll_loss_backward(G, IN(1), OUT(1), lm_kept(n, 2), classes, ARG(3).i, ARG(4).str));
}

/* It is linear in grad, and its transpose is the loss itself. */
VJP(nll_loss_backward) {
  GRAD(0, lm_nll_loss_forward(G, IN(1), lm_kept(n, 3), ARG(5).i, ARG(6).str).v[0]);
}

/* A single label (1) for a single row (C) is as good as one without a dimension. */
static lm_tensor *labels_of(lm_tensor *input, lm_tensor *target) {
  bool single = input->ndim == 1 && target->ndim == 1 && target->numel == 1;
  return single && lm_dtype_category((lm_dtype)target->dtype) == LM_CAT_INT
             ? lm_squeeze(target, NULL)
             : target;
}

lm_tensor *lm_do_nll_loss(lm_tensor *input, lm_tensor *target, lm_tensor *weight,
                          int64_t ignore_index, const char *reduction) {
  if ((target = labels_of(input, target)) == NULL) return NULL;
  return lm_nll_loss_forward(input, target, weight, ignore_index, reduction).v[0];
}

/* ---- cross entropy ---- */

RULE(softmax_cross_entropy) {
  lm_tensor *input = A(0).t, *target = A(1).t;
  lm_reduction r;
  if (!lm_reduction_of("cross_entropy", A(3).str, &r) ||
      !lm_labels_fit("cross_entropy", input, target, NULL))
    return false;
  if (input->ndim != 2)
    return lm_fail("softmax_cross_entropy: input must have shape (N, C), got %s",
                   lm_shape_text(input));
  lm_dtype dtype = (lm_dtype)input->dtype;
  c->out[0] = loss_result(input, target, r);
  /* float64 always: in float32 the logsumexp of large logits would lose the digits of a small loss. */
  c->out[1] = lm_new(1, input->sizes, LM_F64, input->device);
  c->out[2] = lm_new(0, NULL, dtype, input->device);
  return c->out[0] && c->out[1] && c->out[2];
}

RULE(softmax_cross_entropy_backward) {
  lm_tensor *input = A(1).t, *target = A(2).t;
  lm_reduction r;
  if (!lm_reduction_of("cross_entropy", A(6).str, &r) ||
      !lm_labels_fit("softmax_cross_entropy_backward", input, target, NULL) ||
      !loss_grad_fits("softmax_cross_entropy_backward", A(0).t, target, r))
    return false;
  if (input->ndim != 2)
    return lm_fail("softmax_cross_entropy_backward: input must have shape (N, C), got %s",
                   lm_shape_text(input));
  if (!kept_fits("softmax_cross_entropy_backward", "lse", A(3).t, input, input->sizes[0]) ||
      !kept_fits("softmax_cross_entropy_backward", "total", A(4).t, input, 1))
    return false;
  return (c->out[0] = lm_new_like(input, (lm_dtype)input->dtype)) != NULL;
}

VJP(softmax_cross_entropy) {
  if (!NEEDS(0) || G == NULL) return;
  lm_tensor *input = IN(0), *target = IN(1), *total = OUT(2);
  if (!lm_here()->grad_mode) {
    gi[0] =
        lm_softmax_cross_entropy_backward(G, input, target, OUT(1), total, ARG(2).i, ARG(3).str);
    return;
  }
  lm_tensor *inner =
      lm_nll_loss_backward(G, target, total, NULL, n->edges[0].sizes[1], ARG(2).i, ARG(3).str);
  gi[0] = lm_log_softmax_backward(inner, lm_log_softmax(input, 1, LM_DTYPE_NONE), 1);
}

/* A weight for each class with the rank of the input. */
static lm_tensor *class_weight(lm_tensor *weight, const lm_tensor *input) {
  lm_ints sizes = {input->ndim, {0}};
  for (int d = 0; d < input->ndim; d++) sizes.v[d] = 1;
  sizes.v[class_dim(input)] = input->sizes[class_dim(input)];
  return lm_view(weight, &sizes);
}

/* -sum(target * log_softmax * weight) over the classes. */
static lm_tensor *probability_loss(lm_tensor *input, lm_tensor *target, lm_tensor *weight,
                                   lm_reduction r, double smoothing) {
  const char *op = "cross_entropy";
  int dim = class_dim(input);
  int64_t classes = input->sizes[dim];
  if (!lm_is_float((lm_dtype)input->dtype))
    return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[input->dtype].name);
  if (weight && (weight->ndim != 1 || weight->sizes[0] != classes))
    return lm_fail("%s: weight must have one number for each of %lld classes, got shape %s", op,
                   (long long)classes, lm_shape_text(weight));
  lm_tensor *terms = lm_log_softmax(input, dim, LM_DTYPE_NONE);
  if (smoothing > 0)
    target = lm_add_s(lm_mul_s(target, 1 - smoothing), smoothing / (double)classes);
  terms = lm_mul(terms, target);
  if (weight) terms = lm_mul(terms, class_weight(weight, input));
  if (r == LM_REDUCE_NONE) return lm_neg(lm_sum(terms, &(lm_ints){1, {dim}}, false, LM_DTYPE_NONE));
  lm_tensor *sum = lm_neg(lm_sum_all(terms));
  return r == LM_REDUCE_SUM ? sum : lm_div_s(sum, (double)input->numel / (double)classes);
}

/* The fused operation wants a batch; a single input (C) becomes one of 1. */
static lm_tensor *fused_loss(lm_tensor *input, lm_tensor *target, int64_t ignore_index,
                             const char *reduction, lm_reduction r) {
  if (input->ndim == 2)
    return lm_softmax_cross_entropy(input, target, ignore_index, reduction).v[0];
  lm_tensor *loss = lm_softmax_cross_entropy(lm_unsqueeze(input, 0), lm_unsqueeze(target, 0),
                                             ignore_index, reduction)
                        .v[0];
  return r == LM_REDUCE_NONE ? lm_squeeze(loss, NULL) : loss;
}

/* The share of the loss that label smoothing gives to all classes alike. */
static lm_tensor *smooth_loss(lm_tensor *logp, lm_tensor *target, lm_tensor *weight,
                              lm_tensor *total, int64_t ignore_index, lm_reduction r) {
  lm_ints dim = {1, {class_dim(logp)}};
  lm_tensor *terms = weight ? lm_mul(logp, class_weight(weight, logp)) : logp;
  lm_tensor *loss = lm_neg(lm_sum(terms, &dim, false, LM_DTYPE_NONE));
  lm_tensor *ignored = lm_eq(target, lm_wrap(lm_int(ignore_index)));
  loss = lm_masked_fill(loss, ignored, number(0));
  if (r == LM_REDUCE_NONE) return loss;
  loss = lm_sum_all(loss);
  return r == LM_REDUCE_SUM ? loss : lm_div(loss, total);
}

lm_tensor *lm_do_cross_entropy(lm_tensor *input, lm_tensor *target, lm_tensor *weight,
                               int64_t ignore_index, const char *reduction,
                               double label_smoothing) {
  const char *op = "cross_entropy";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r)) return NULL;
  if (!(label_smoothing >= 0 && label_smoothing <= 1))
    return lm_fail("%s: label_smoothing must lie in 0 .. 1, not %g", op, label_smoothing);
  if (input->ndim > 0 && lm_is_float((lm_dtype)target->dtype) && lm_same_shape(input, target))
    return probability_loss(input, target, weight, r, label_smoothing);
  if (lm_is_float((lm_dtype)target->dtype))
    return lm_fail("%s: target of %s holds probabilities and must have the shape of the input, %s, "
                   "not %s; class positions are int64",
                   op, lm_dtypes[target->dtype].name, lm_shape_text(input), lm_shape_text(target));
  if ((target = labels_of(input, target)) == NULL || !lm_labels_fit(op, input, target, weight))
    return NULL;
  if (weight == NULL && label_smoothing == 0 && input->ndim <= 2)
    return fused_loss(input, target, ignore_index, reduction, r);
  lm_tensor *logp = lm_log_softmax(input, class_dim(input), LM_DTYPE_NONE);
  lm_tuple nll = lm_nll_loss_forward(logp, target, weight, ignore_index, reduction);
  if (label_smoothing == 0 || nll.v[0] == NULL) return nll.v[0];
  lm_tensor *smooth = smooth_loss(logp, target, weight, nll.v[1], ignore_index, r);
  double classes = (double)input->sizes[class_dim(input)];
  return plus(lm_mul_s(nll.v[0], 1 - label_smoothing), lm_mul_s(smooth, label_smoothing / classes));
}
