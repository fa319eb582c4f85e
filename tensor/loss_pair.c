/* Losses between two tensors, element by element, and between embeddings: composites. */
#include "tensor/autograd.h"
#include "tensor/loss.h"

#include <math.h>
#include <string.h>

static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *plus(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }
static lm_tensor *number(double x) { return lm_wrap(lm_float(x)); }
/* max(0, t), with the whole gradient at 0. */
static lm_tensor *positive(lm_tensor *t) { return lm_clamp_min(t, lm_wrap(lm_int(0))); }
static lm_tensor *where(lm_tensor *mask, lm_tensor *t) {
  return lm_where_select(mask, t, number(0));
}
static lm_tensor *is(lm_tensor *t, int64_t value) { return lm_eq(t, lm_wrap(lm_int(value))); }

lm_tensor *lm_reduce_loss(lm_tensor *loss, lm_reduction r) {
  switch (r) {
  case LM_REDUCE_MEAN: return lm_mean(loss, NULL, false, LM_DTYPE_NONE);
  case LM_REDUCE_SUM: return lm_sum_all(loss);
  default: return loss;
  }
}

static bool is_float(const char *op, const char *what, const lm_tensor *t) {
  return lm_is_float((lm_dtype)t->dtype) ||
         lm_fail("%s: %s must be floating-point, not %s", op, what, lm_dtypes[t->dtype].name);
}

/* A broadcast weight would count some elements more often than their weights. */
static bool weight_fits(const char *op, const lm_tensor *weight, const lm_tensor *input) {
  return weight == NULL || lm_same_shape(weight, input) ||
         lm_fail("%s: weight has shape %s, must have that of the input, %s", op,
                 lm_shape_text(weight), lm_shape_text(input));
}

/* The mean divides by the sum of the weights. */
static lm_tensor *weighted(lm_tensor *loss, lm_tensor *weight, lm_reduction r) {
  if (weight == NULL) return lm_reduce_loss(loss, r);
  loss = lm_mul(loss, weight);
  if (r != LM_REDUCE_MEAN) return lm_reduce_loss(loss, r);
  return lm_div(lm_sum_all(loss), lm_sum_all(weight));
}

lm_tensor *lm_do_mse_loss(lm_tensor *input, lm_tensor *target, const char *reduction,
                          lm_tensor *weight) {
  lm_reduction r;
  if (!lm_reduction_of("mse_loss", reduction, &r) || !weight_fits("mse_loss", weight, input))
    return NULL;
  return weighted(lm_square(minus(input, target)), weight, r);
}

lm_tensor *lm_do_l1_loss(lm_tensor *input, lm_tensor *target, const char *reduction,
                         lm_tensor *weight) {
  lm_reduction r;
  if (!lm_reduction_of("l1_loss", reduction, &r) || !weight_fits("l1_loss", weight, input))
    return NULL;
  return weighted(lm_abs(minus(input, target)), weight, r);
}

/* ---- huber ---- */

VJP(huber) {
  lm_scalar low = lm_float(-ARG(2).f), high = lm_float(ARG(2).f);
  lm_tensor *slope = lm_mul(G, lm_clamp_number(minus(IN(0), IN(1)), &low, &high));
  GRAD(0, slope);
  GRAD(1, lm_neg(slope));
}

RULE(huber) {
  return A(2).f > 0 || lm_fail("huber_loss: delta must be above 0, but is %g", A(2).f);
}

lm_tensor *lm_do_huber_loss(lm_tensor *input, lm_tensor *target, const char *reduction,
                            double delta, lm_tensor *weight) {
  lm_reduction r;
  if (!lm_reduction_of("huber_loss", reduction, &r) || !is_float("huber_loss", "input", input) ||
      !weight_fits("huber_loss", weight, input))
    return NULL;
  lm_tensor *loss = lm_huber(input, target, delta);
  return lm_reduce_loss(weight ? lm_mul(loss, weight) : loss, r);
}

lm_tensor *lm_do_smooth_l1_loss(lm_tensor *input, lm_tensor *target, const char *reduction,
                                double beta) {
  const char *op = "smooth_l1_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !is_float(op, "input", input)) return NULL;
  if (!(beta >= 0)) return lm_fail("%s: beta must not be negative, but is %g", op, beta);
  if (beta == 0) return lm_reduce_loss(lm_abs(minus(input, target)), r);
  return lm_reduce_loss(lm_div_s(lm_huber(input, target, beta), beta), r);
}

/* ---- of distributions ---- */

lm_tensor *lm_do_kl_div(lm_tensor *input, lm_tensor *target, const char *reduction,
                        bool log_target) {
  const char *op = "kl_div";
  const bool batch = reduction && strcmp(reduction, "batchmean") == 0;
  lm_reduction r = LM_REDUCE_SUM;
  if (!batch && !lm_reduction_of(op, reduction, &r)) {
    lm_fail_more(" (or \"batchmean\")");
    return NULL;
  }
  lm_tensor *loss = log_target ? lm_mul(lm_exp(target), minus(target, input))
                               : minus(lm_xlogy(target, target), lm_mul(target, input));
  loss = lm_reduce_loss(loss, r);
  if (!batch || input->ndim == 0) return loss;
  return lm_div_s(loss, (double)input->sizes[0]);
}

lm_tensor *lm_do_poisson_nll_loss(lm_tensor *input, lm_tensor *target, bool log_input, bool full,
                                  double eps, const char *reduction) {
  lm_reduction r;
  if (!lm_reduction_of("poisson_nll_loss", reduction, &r)) return NULL;
  lm_tensor *loss = log_input ? minus(lm_exp(input), lm_mul(target, input))
                              : minus(input, lm_mul(target, lm_log(lm_add_s(input, eps))));
  if (full) { /* log(target!) is near y log(y) - y + log(2 pi y) / 2, above 1 */
    lm_tensor *large = lm_gt(target, lm_wrap(lm_int(1)));
    lm_tensor *y = lm_where_select(large, target, lm_wrap(lm_int(1)));
    lm_tensor *stirling =
        plus(minus(lm_mul(y, lm_log(y)), y), lm_mul_s(lm_log(lm_mul_s(y, 2 * M_PI)), 0.5));
    loss = plus(loss, where(large, stirling));
  }
  return lm_reduce_loss(loss, r);
}

/* var as it broadcasts against the input: equal, without the last dimension, or with sizes of 1. */
static lm_tensor *variance(const char *op, lm_tensor *var, const lm_tensor *input) {
  if (var->wrapped || lm_same_shape(var, input)) return var;
  const int n = input->ndim;
  if (var->ndim == n - 1 &&
      memcmp(var->sizes, input->sizes, sizeof *var->sizes * (size_t)(n - 1)) == 0)
    return lm_unsqueeze(var, -1);
  int ones = 0, others = 0;
  for (int d = 0; var->ndim == n && d < n; d++)
    if (var->sizes[d] != input->sizes[d]) *(var->sizes[d] == 1 ? &ones : &others) += 1;
  if (ones == 1 && others == 0) return var;
  return lm_fail("%s: var has shape %s, must have that of the input, %s, or a last size of 1 or "
                 "none",
                 op, lm_shape_text(var), lm_shape_text(input));
}

lm_tensor *lm_do_gaussian_nll_loss(lm_tensor *input, lm_tensor *target, lm_tensor *var, bool full,
                                   double eps, const char *reduction) {
  const char *op = "gaussian_nll_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !is_float(op, "input", input)) return NULL;
  if ((var = variance(op, var, input)) == NULL) return NULL;
  lm_scalar negative;
  lm_tensor *any = lm_any(lm_lt(var, lm_wrap(lm_int(0))), NULL, false);
  if (any == NULL || !lm_get_scalar(any, &negative)) return NULL;
  if (lm_scalar_f(negative) != 0) return lm_fail("%s: var has a negative element", op);
  if (var->wrapped) /* a number of the input's precision */
    var = lm_to_dtype(var, (lm_dtype)input->dtype, LM_DEVICE_NONE, false);
  lm_tensor *plain = var ? lm_detach(var) : NULL; /* the limit is not seen by the gradient */
  var = plus(var, minus(lm_clamp_min(plain, number(eps)), plain));
  lm_tensor *loss = plus(lm_log(var), lm_div(lm_square(minus(input, target)), var));
  loss = lm_mul_s(loss, 0.5);
  if (full) loss = lm_add_s(loss, 0.5 * log(2 * M_PI));
  return lm_reduce_loss(loss, r);
}

/* ---- binary ---- */

/* Targets of binary losses broadcast in no way: a forgotten dimension would go unnoticed. */
static bool same_shapes(const char *op, const lm_tensor *input, const lm_tensor *target) {
  return is_float(op, "input", input) &&
         (lm_same_shape(input, target) ||
          lm_fail("%s: target has shape %s, must have that of the input, %s", op,
                  lm_shape_text(target), lm_shape_text(input)));
}

VJP(bce_logits) {
  GRAD(0, lm_mul(G, minus(lm_sigmoid(IN(0)), IN(1))));
  GRAD(1, lm_neg(lm_mul(G, IN(0))));
}

lm_tensor *lm_do_binary_cross_entropy_with_logits(lm_tensor *input, lm_tensor *target,
                                                  lm_tensor *weight, lm_tensor *pos_weight,
                                                  const char *reduction) {
  const char *op = "binary_cross_entropy_with_logits";
  lm_reduction r;
  lm_tensor *loss;
  if (!lm_reduction_of(op, reduction, &r) || !same_shapes(op, input, target)) return NULL;
  if (pos_weight == NULL) {
    loss = lm_bce_logits(input, target);
  } else { /* (1 - y) x - (1 + (w - 1) y) log(sigmoid(x)) */
    lm_tensor *share = lm_add_s(lm_mul(lm_add_s(pos_weight, -1), target), 1);
    loss = minus(lm_mul(lm_rsub_s(1, target), input), lm_mul(share, lm_logsigmoid(input)));
  }
  if (weight) loss = lm_mul(loss, weight);
  return lm_reduce_loss(loss, r);
}

VJP(bce) {
  lm_tensor *x = IN(0);
  GRAD(0, lm_mul(G, lm_bce_slope(x, IN(1))));
  GRAD(1, lm_mul(G, minus(lm_log1p(lm_neg(x)), lm_log(x))));
}

/* (x^2 - 2 x y + y) / (x (1 - x))^2, with a little in the denominators as PyTorch has it. */
VJP(bce_slope) {
  lm_tensor *x = IN(0), *y = IN(1);
  lm_tensor *width = lm_mul(lm_add_s(x, 1e-12), lm_add_s(lm_rsub_s(1, x), 1e-12));
  lm_tensor *top = plus(minus(lm_square(x), lm_mul_s(lm_mul(x, y), 2)), y);
  GRAD(0, lm_mul(G, lm_div(top, lm_square(width))));
  GRAD(1, lm_neg(lm_div(G, width)));
}

/* Asked on the CPU only: elsewhere the answer would have to be waited for. */
static bool are_probabilities(const char *op, lm_tensor *input) {
  if (input->device != LM_CPU || input->numel == 0) return true;
  lm_scalar low, high;
  lm_tuple ends = lm_aminmax(lm_detach(input), LM_NO_DIM, false);
  if (ends.v[0] == NULL || !lm_get_scalar(ends.v[0], &low) || !lm_get_scalar(ends.v[1], &high))
    return false;
  if (lm_scalar_f(low) >= 0 && lm_scalar_f(high) <= 1) return true; /* not so with a NaN */
  return lm_fail("%s: input must lie in 0 .. 1, but its elements go from %g to %g", op,
                 lm_scalar_f(low), lm_scalar_f(high));
}

lm_tensor *lm_do_binary_cross_entropy(lm_tensor *input, lm_tensor *target, lm_tensor *weight,
                                      const char *reduction) {
  const char *op = "binary_cross_entropy";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !same_shapes(op, input, target)) return NULL;
  if (!are_probabilities(op, input)) return NULL;
  lm_tensor *loss = lm_bce(input, target);
  if (weight) loss = lm_mul(loss, weight);
  return lm_reduce_loss(loss, r);
}

lm_tensor *lm_do_soft_margin_loss(lm_tensor *input, lm_tensor *target, const char *reduction) {
  const char *op = "soft_margin_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !is_float(op, "input", input)) return NULL;
  return lm_reduce_loss(lm_neg(lm_logsigmoid(lm_mul(target, input))), r);
}

/* ---- margins ---- */

lm_tensor *lm_do_hinge_embedding_loss(lm_tensor *input, lm_tensor *target, double margin,
                                      const char *reduction) {
  const char *op = "hinge_embedding_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !is_float(op, "input", input)) return NULL;
  lm_tensor *apart = where(lm_logical_not(is(target, 1)), positive(lm_rsub_s(margin, input)));
  lm_tensor *near = where(lm_logical_not(is(target, -1)), input);
  return lm_reduce_loss(plus(apart, near), r);
}

lm_tensor *lm_do_margin_ranking_loss(lm_tensor *input1, lm_tensor *input2, lm_tensor *target,
                                     double margin, const char *reduction) {
  const char *op = "margin_ranking_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !is_float(op, "input1", input1) ||
      !is_float(op, "input2", input2))
    return NULL;
  if (input1->ndim != input2->ndim || input1->ndim != target->ndim)
    return lm_fail("%s: the three must have as many dimensions, got shapes %s, %s and %s", op,
                   lm_shape_text(input1), lm_shape_text(input2), lm_shape_text(target));
  lm_tensor *ahead = lm_mul(lm_neg(target), minus(input1, input2));
  return lm_reduce_loss(positive(lm_add_s(ahead, margin)), r);
}

static lm_tensor *sum_last(lm_tensor *t) {
  return lm_sum(t, &(lm_ints){1, {-1}}, false, LM_DTYPE_NONE);
}

lm_tensor *lm_do_cosine_embedding_loss(lm_tensor *input1, lm_tensor *input2, lm_tensor *target,
                                       double margin, const char *reduction) {
  const char *op = "cosine_embedding_loss";
  const double least = 1e-12; /* PyTorch's, added to the squares of the norms */
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r) || !is_float(op, "input1", input1) ||
      !is_float(op, "input2", input2))
    return NULL;
  if (target->ndim > 1)
    return lm_fail("%s: target must have one dimension or none, got shape %s", op,
                   lm_shape_text(target));
  const int n = target->ndim + 1;
  if (input1->ndim != n || input2->ndim != n)
    return lm_fail("%s: with a target of shape %s the inputs must have %d dimension%s, got shapes "
                   "%s and %s",
                   op, lm_shape_text(target), n, n > 1 ? "s" : "", lm_shape_text(input1),
                   lm_shape_text(input2));
  lm_tensor *squares = lm_mul(lm_add_s(sum_last(lm_square(input1)), least),
                              lm_add_s(sum_last(lm_square(input2)), least));
  lm_tensor *cosine = lm_div(sum_last(lm_mul(input1, input2)), lm_sqrt(squares));
  lm_tensor *near = where(is(target, 1), lm_rsub_s(1, cosine));
  lm_tensor *apart = where(is(target, -1), positive(lm_add_s(cosine, -margin)));
  return lm_reduce_loss(plus(near, apart), r);
}

lm_tensor *lm_do_triplet_margin_loss(lm_tensor *anchor, lm_tensor *positives, lm_tensor *negatives,
                                     double margin, double p, double eps, bool swap,
                                     const char *reduction) {
  const char *op = "triplet_margin_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r)) return NULL;
  if (!(margin > 0)) return lm_fail("%s: margin must be above 0, but is %g", op, margin);
  if (anchor->ndim != positives->ndim || anchor->ndim != negatives->ndim)
    return lm_fail("%s: the three must have as many dimensions, got shapes %s, %s and %s", op,
                   lm_shape_text(anchor), lm_shape_text(positives), lm_shape_text(negatives));
  lm_tensor *near = lm_pairwise_distance(anchor, positives, p, eps, false);
  lm_tensor *far = lm_pairwise_distance(anchor, negatives, p, eps, false);
  if (swap) far = lm_minimum(far, lm_pairwise_distance(positives, negatives, p, eps, false));
  return lm_reduce_loss(positive(lm_add_s(minus(near, far), margin)), r);
}
