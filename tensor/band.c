/* Linear maps along one dimension, as tables of runs and weights: rules, gradients, making them. */
#include "tensor/autograd.h"
#include "tensor/band.h"
#include "tensor/record.h"

static bool band_fits(const char *op, const lm_tensor *span, const lm_tensor *weight) {
  if (span->dtype != LM_I64 || span->ndim != 2 || span->sizes[1] != 2)
    return lm_fail("%s: span must be int64 of shape (rows, 2), not %s of shape %s", op,
                   lm_dtypes[span->dtype].name, lm_shape_text(span));
  if (weight->ndim != 2 || weight->sizes[0] != span->sizes[0] ||
      !lm_is_float((lm_dtype)weight->dtype))
    return lm_fail(
        "%s: weight must be floating-point with a row for each of %lld spans, not of shape "
        "%s",
        op, (long long)span->sizes[0], lm_shape_text(weight));
  return true;
}

static bool band_rule(lm_call *c, bool transposed) {
  const char *op = lm_running();
  lm_tensor *x = A(0).t, *span = A(1).t;
  int64_t dim = A(3).i, sizes[LM_MAX_DIMS];
  if (!band_fits(op, span, A(2).t) || !lm_wrap_dim(op, &dim, x->ndim)) return false;
  if (x->ndim == 0) return lm_fail("%s: needs at least 1 dimension", op);
  for (int i = 0; i < x->ndim; i++) sizes[i] = x->sizes[i];
  if (transposed && x->sizes[dim] != span->sizes[0])
    return lm_fail("%s: dimension %lld of %s must be %lld, the number of spans", op,
                   (long long)dim + 1, lm_shape_text(x), (long long)span->sizes[0]);
  sizes[dim] = transposed ? A(4).i : span->sizes[0];
  c->scratch[0] = dim;
  return (c->out[0] = lm_new(x->ndim, sizes, (lm_dtype)x->dtype, x->device)) != NULL;
}
RULE(band) { return band_rule(c, false); }
RULE(band_transposed) { return band_rule(c, true); }

VJP(band) {
  int64_t dim = ARG(3).i;
  lm_ints sizes = lm_node_sizes(n, 0);
  if (!lm_wrap_dim("band", &dim, sizes.n)) return;
  GRAD(0, lm_band_transposed(G, IN(1), IN(2), dim, sizes.v[dim]));
}
VJP(band_transposed) { GRAD(0, lm_band(G, IN(1), IN(2), ARG(3).i)); }

lm_tensor *lm_banded(lm_tensor *input, int64_t dim, int64_t rows, int64_t most, lm_band_fn fn,
                     const void *ctx) {
  if (input == NULL) return NULL;
  int64_t spans[] = {rows, 2}, table[] = {rows, most};
  lm_tensor *span = lm_scoped(lm_new(2, spans, LM_I64, LM_CPU));
  lm_tensor *weight = lm_scoped(lm_new(2, table, LM_F64, LM_CPU));
  if (span == NULL || weight == NULL) return NULL;
  int64_t *s = (int64_t *)(void *)lm_data(span);
  double *w = (double *)(void *)lm_data(weight);
  for (int64_t o = 0; o < rows; o++) {
    for (int64_t k = 0; k < most; k++) w[o * most + k] = 0;
    lm_band_row row = fn(ctx, o, w + o * most);
    s[2 * o] = row.first + 1;
    s[2 * o + 1] = row.count;
  }
  return lm_band(input, lm_to_dtype(span, LM_DTYPE_NONE, input->device, false),
                 lm_to_dtype(weight, LM_DTYPE_NONE, input->device, false), dim);
}
