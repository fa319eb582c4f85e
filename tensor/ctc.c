/* Connectionist temporal classification: rules, the gradient and the composite that scripts see.
**
** Labels and blank are positions from 1 on.  Lengths lie on the CPU, as int64. */
#include "tensor/autograd.h"
#include "tensor/loss.h"

#include <string.h>

/* ---- checks ---- */

static bool is_lengths(const lm_tensor *t, int64_t n) {
  return t->ndim == 1 && t->sizes[0] == n && t->dtype == LM_I64 && t->device == LM_CPU &&
         lm_is_contiguous(t);
}

/* Sizes and lengths of a call; `longest` and `total` of the targets. */
static bool sizes_fit(const lm_tensor *log_probs, const lm_tensor *targets,
                      const lm_tensor *input_lengths, const lm_tensor *target_lengths,
                      int64_t blank, int64_t *longest) {
  const char *op = "ctc_loss";
  if (log_probs->ndim != 3)
    return lm_fail("%s: log_probs must have shape (T, N, C) or (T, C), got %s", op,
                   lm_shape_text(log_probs));
  const int64_t steps = log_probs->sizes[0], n = log_probs->sizes[1], classes = log_probs->sizes[2];
  if (!lm_is_float((lm_dtype)log_probs->dtype))
    return lm_fail("%s: log_probs must be floating-point, not %s", op,
                   lm_dtypes[log_probs->dtype].name);
  if (lm_dtype_category((lm_dtype)targets->dtype) != LM_CAT_INT)
    return lm_fail("%s: targets must hold class positions (int64 or int32), not %s", op,
                   lm_dtypes[targets->dtype].name);
  if (blank < 1 || blank > classes)
    return lm_fail(
        "%s: blank is %lld; positions of %lld classes are 1 to %lld (Luma counts from 1)", op,
        (long long)blank, (long long)classes, (long long)classes);
  if (!is_lengths(input_lengths, n) || !is_lengths(target_lengths, n))
    return lm_fail("%s: input_lengths and target_lengths must each have %lld integers, one for "
                   "each sample of log_probs of shape %s",
                   op, (long long)n, lm_shape_text(log_probs));
  if (!lm_same_device(op, log_probs, targets)) return false;
  const int64_t *in = (const int64_t *)lm_data(input_lengths);
  const int64_t *of = (const int64_t *)lm_data(target_lengths);
  int64_t total = 0;
  *longest = 0;
  for (int64_t i = 0; i < n; i++) {
    if (in[i] < 0 || in[i] > steps)
      return lm_fail("%s: input_lengths[%lld] is %lld, log_probs of shape %s have %lld steps", op,
                     (long long)i + 1, (long long)in[i], lm_shape_text(log_probs),
                     (long long)steps);
    if (of[i] < 0)
      return lm_fail("%s: target_lengths[%lld] is negative: %lld", op, (long long)i + 1,
                     (long long)of[i]);
    if (of[i] > *longest) *longest = of[i];
    if (__builtin_add_overflow(total, of[i], &total))
      return lm_fail("%s: the sum of target_lengths is too large", op);
  }
  if (targets->ndim == 1 && targets->sizes[0] != total)
    return lm_fail("%s: targets one after the other must be as many as the sum of target_lengths, "
                   "%lld, got shape %s",
                   op, (long long)total, lm_shape_text(targets));
  if (targets->ndim == 2 && (targets->sizes[0] != n || targets->sizes[1] < *longest))
    return lm_fail(
        "%s: targets of %lld samples, the longest of %lld, must have shape (%lld, %lld), "
        "got %s",
        op, (long long)n, (long long)*longest, (long long)n, (long long)*longest,
        lm_shape_text(targets));
  if (targets->ndim != 1 && targets->ndim != 2)
    return lm_fail("%s: targets must have shape (N, S) or (sum of target_lengths), got %s", op,
                   lm_shape_text(targets));
  return true;
}

RULE(ctc_loss_forward) {
  lm_tensor *x = A(0).t;
  int64_t longest;
  if (!sizes_fit(x, A(1).t, A(2).t, A(3).t, A(4).i, &longest)) return false;
  if (longest > (INT64_MAX - 1) / 2) return lm_fail("ctc_loss: targets are too long");
  int64_t sizes[] = {x->sizes[1], x->sizes[0], 2 * longest + 1};
  c->out[0] = lm_new(1, x->sizes + 1, (lm_dtype)x->dtype, x->device);
  c->out[1] = lm_new(3, sizes, LM_F64, x->device);
  return c->out[0] && c->out[1];
}

RULE(ctc_loss_backward) {
  lm_tensor *x = A(1).t;
  int64_t longest;
  if (!sizes_fit(x, A(2).t, A(3).t, A(4).t, A(7).i, &longest)) return false;
  const lm_tensor *alpha = A(6).t;
  if (A(0).t->numel != x->sizes[1] || A(5).t->numel != x->sizes[1] || alpha->ndim != 3 ||
      alpha->dtype != LM_F64 || alpha->sizes[0] != x->sizes[1] || alpha->sizes[1] != x->sizes[0] ||
      alpha->sizes[2] != 2 * longest + 1)
    return lm_fail("ctc_loss_backward: grad, loss and log_alpha are not those of the call");
  return (c->out[0] = lm_new_like(x, (lm_dtype)x->dtype)) != NULL;
}

VJP(ctc_loss_forward) {
  if (G) GRAD(0, lm_ctc_loss_backward(G, IN(0), IN(1), IN(2), IN(3), OUT(0), OUT(1), ARG(4).i));
}

VJP(ctc_loss_backward) {
  (void)n, (void)g, (void)gi;
  lm_fail("ctc_loss: it has no second derivatives");
}

/* ---- the composite ---- */

/* Lengths as a tensor (n); one number stands for a single sample. */
static lm_tensor *lengths(const char *what, const lm_longs *list, int64_t n) {
  if (list->n != n)
    return lm_fail("ctc_loss: %s has %lld entries, log_probs have %lld samples", what,
                   (long long)list->n, (long long)n);
  lm_tensor *t = lm_scoped(lm_new(1, &n, LM_I64, LM_CPU));
  if (t && n > 0) memcpy(lm_data(t), list->v, sizeof *list->v * (size_t)n);
  return t;
}

lm_tensor *lm_do_ctc_loss(lm_tensor *log_probs, lm_tensor *targets, const lm_longs *input_lengths,
                          const lm_longs *target_lengths, int64_t blank, const char *reduction,
                          bool zero_infinity) {
  const char *op = "ctc_loss";
  lm_reduction r;
  if (!lm_reduction_of(op, reduction, &r)) return NULL;
  if (log_probs->ndim != 2 && log_probs->ndim != 3)
    return lm_fail("%s: log_probs must have shape (T, N, C) or (T, C), got %s", op,
                   lm_shape_text(log_probs));
  const bool single = log_probs->ndim == 2;
  if (single) log_probs = lm_unsqueeze(log_probs, 1);
  if (log_probs == NULL) return NULL;
  const int64_t n = log_probs->sizes[1];
  lm_tensor *in = lengths("input_lengths", input_lengths, n);
  lm_tensor *of = in ? lengths("target_lengths", target_lengths, n) : NULL;
  lm_tensor *loss = lm_ctc_loss_forward(log_probs, targets, in, of, blank).v[0];
  if (zero_infinity) loss = lm_where_select(lm_isposinf(loss), lm_wrap(lm_float(0)), loss);
  if (loss == NULL || r == LM_REDUCE_SUM) return lm_reduce_loss(loss, r);
  if (r == LM_REDUCE_NONE) return single ? lm_squeeze(loss, NULL) : loss;
  lm_tensor *each = lm_to_dtype(of, (lm_dtype)loss->dtype, loss->device, false);
  return lm_reduce_loss(lm_div(loss, lm_clamp_min(each, lm_wrap(lm_float(1)))), r);
}
