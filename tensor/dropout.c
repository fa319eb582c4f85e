/* Dropout of channels, and of self-normalising nets: composites. */
#include "tensor/record.h"

#include <math.h>
#include <string.h>

static bool fits(const char *op, const lm_tensor *input, double p) {
  if (!(p >= 0 && p <= 1)) return lm_fail("%s: p must be a number from 0 to 1, got %g", op, p);
  return lm_is_float((lm_dtype)input->dtype) ||
         lm_fail("%s: the input must be floating-point, not %s", op, lm_dtypes[input->dtype].name);
}

/* 0 with probability p, else 1, in the first `dims` dimensions of t; the others have size 1. */
static lm_tensor *kept(lm_tensor *t, double p, int dims) {
  lm_ints sizes = {t->ndim, {0}};
  for (int d = 0; d < t->ndim; d++) sizes.v[d] = d < dims ? t->sizes[d] : 1;
  lm_tensor *mask = lm_empty(&sizes, (lm_dtype)t->dtype, t->device);
  return lm_bernoulli_fill(mask, 1 - p, NULL);
}

static lm_tensor *dropped(lm_tensor *input, double p, int dims) {
  lm_tensor *mask = kept(input, p, dims);
  return lm_mul(input, p < 1 ? lm_div_s(mask, 1 - p) : mask);
}

static lm_tensor *by_channel(const char *op, lm_tensor *input, double p, bool training,
                             bool batched) {
  if (!fits(op, input, p)) return NULL;
  if (!training || p == 0 || input->numel == 0) return input;
  if (input->ndim < 2)
    return lm_fail("%s: the input must have a batch and a channel dimension, got shape %s", op,
                   lm_shape_text(input));
  return dropped(input, p, batched ? 2 : 1);
}

lm_tensor *lm_do_dropout1d(lm_tensor *input, double p, bool training) {
  if (input->ndim != 2 && input->ndim != 3)
    return lm_fail("dropout1d: the input must be (N, C, L) or (C, L), it has shape %s",
                   lm_shape_text(input));
  return by_channel("dropout1d", input, p, training, input->ndim == 3);
}
/* PyTorch takes three dimensions for (N, C, L). */
lm_tensor *lm_do_dropout2d(lm_tensor *input, double p, bool training) {
  return by_channel("dropout2d", input, p, training, true);
}
lm_tensor *lm_do_dropout3d(lm_tensor *input, double p, bool training) {
  return by_channel("dropout3d", input, p, training, input->ndim == 5);
}

/* What is dropped becomes -scale * alpha of selu; a and b restore mean 0 and variance 1. */
static lm_tensor *alpha_dropped(const char *op, lm_tensor *input, double p, bool training,
                                int dims) {
  const double alpha = 1.7580993408473766;
  if (!fits(op, input, p)) return NULL;
  if (!training || p == 0 || input->numel == 0) return input;
  if (dims > input->ndim)
    return lm_fail("%s: the input must have at least 2 dimensions (N, C, ...), got shape %s", op,
                   lm_shape_text(input));
  if (p == 1) return lm_mul_s(input, 0);
  const double a = 1 / sqrt((alpha * alpha * p + 1) * (1 - p));
  lm_tensor *mask = kept(input, p, dims);
  lm_tensor *shift = lm_add_s(lm_mul_s(lm_add_s(mask, -1), alpha * a), alpha * a * p);
  return lm_add(lm_mul(input, lm_mul_s(mask, a)), shift, lm_int(1));
}
lm_tensor *lm_do_alpha_dropout(lm_tensor *input, double p, bool training) {
  return alpha_dropped("alpha_dropout", input, p, training, input->ndim);
}
lm_tensor *lm_do_feature_alpha_dropout(lm_tensor *input, double p, bool training) {
  return alpha_dropped("feature_alpha_dropout", input, p, training, 2);
}

lm_tensor *lm_do_stochastic_depth(lm_tensor *input, double p, const char *mode, bool training) {
  const char *op = "stochastic_depth";
  const bool row = strcmp(mode, "row") == 0;
  if (!row && strcmp(mode, "batch") != 0)
    return lm_fail("%s: mode must be \"row\" or \"batch\", not \"%.40s\"", op, mode);
  if (!fits(op, input, p)) return NULL;
  if (!training || p == 0 || input->numel == 0) return input;
  if (row && input->ndim == 0)
    return lm_fail("%s: mode \"row\" needs an input with a batch dimension", op);
  return dropped(input, p, row ? 1 : 0);
}
