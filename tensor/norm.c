/* Layer and batch normalisation: rules, gradients and the composites that scripts see.
**
** Both normalise x over some dimensions to (x - mean) / sqrt(var + eps) * weight + bias.  Training
** runs fused kernels forward and backward; a backward pass that is itself recorded (create_graph)
** uses the same formulas in operations. */
#include "tensor/norm.h"

#include <string.h>

static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *plus(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }

/* The statistics of half-precision inputs are float32. */
lm_dtype lm_statistics_dtype(const lm_tensor *t) { return t->dtype == LM_F64 ? LM_F64 : LM_F32; }

/* A vector or weight of the shape that the input's dimensions from..from+n-1 have. */
bool lm_norm_fits(const char *op, const char *what, const lm_tensor *p, const lm_tensor *input,
                  int from, int count) {
  if (p == NULL) return true;
  if (p->ndim != count ||
      memcmp(p->sizes, input->sizes + from, sizeof *p->sizes * (size_t)count) != 0)
    return lm_fail("%s: %s has shape %s, must have %s", op, what, lm_shape_text(p),
                   lm_sizes_text(count, input->sizes + from));
  if (!lm_is_float((lm_dtype)p->dtype))
    return lm_fail("%s: %s must be floating-point, not %s", op, what, lm_dtypes[p->dtype].name);
  return lm_same_device(op, input, p);
}

bool lm_norm_float(const char *op, const lm_tensor *input) {
  if (lm_is_float((lm_dtype)input->dtype)) return true;
  return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[input->dtype].name);
}

static lm_tensor *reciprocal_deviation(lm_tensor *centred, const lm_ints *dims, double eps) {
  return lm_rsqrt(lm_add_s(lm_mean(lm_square(centred), dims, true, LM_DTYPE_NONE), eps));
}

/* The gradients in operations: over `dims` of x, with a weight that broadcasts against it or NULL.
** Weight and bias get theirs unsummed, the engine does that; theirs are viewed with x's rank, so the
** caller reshapes. */
void lm_normalise_vjp(lm_tensor *g, lm_tensor *x, lm_tensor *weight, const lm_ints *dims,
                      double eps, lm_tensor **dx, lm_tensor **dweight) {
  lm_tensor *centred = minus(x, lm_mean(x, dims, true, LM_DTYPE_NONE));
  lm_tensor *rstd = reciprocal_deviation(centred, dims, eps);
  lm_tensor *unit = lm_mul(centred, rstd);
  *dweight = lm_mul(g, unit);
  if (weight) g = lm_mul(g, weight);
  lm_tensor *along = lm_mul(unit, lm_mean(lm_mul(g, unit), dims, true, LM_DTYPE_NONE));
  lm_tensor *rest = minus(minus(g, lm_mean(g, dims, true, LM_DTYPE_NONE)), along);
  *dx = lm_mul(rest, rstd);
}

/* A kept tensor that was optional. */
lm_tensor *lm_kept(lm_node *n, int i) { return n->saved[i].tensor ? IN(i) : NULL; }

/* ---- layer norm ---- */

/* How many trailing dimensions of input `shape` names; 0 with a message when it does not fit. */
int lm_normalised_dims(const char *op, const lm_tensor *input, const lm_ints *shape) {
  int count = shape ? shape->n : 0;
  if (count > 0 && count <= input->ndim) {
    const int64_t *last = input->sizes + (input->ndim - count);
    if (memcmp(last, shape->v, sizeof *last * (size_t)count) == 0) return count;
  }
  lm_fail("%s: normalized_shape is %s, but the last dimensions of the input of shape %s are others",
          op, lm_sizes_text(count, shape ? shape->v : NULL), lm_shape_text(input));
  return 0;
}

RULE(layer_norm_forward) {
  lm_tensor *x = A(0).t;
  int count = lm_normalised_dims("layer_norm", x, A(3).ints);
  int outer = x->ndim - count;
  if (count == 0 || !lm_norm_float("layer_norm", x) ||
      !lm_norm_fits("layer_norm", "weight", A(1).t, x, outer, count) ||
      !lm_norm_fits("layer_norm", "bias", A(2).t, x, outer, count))
    return false;
  c->scratch[0] = outer;
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(outer, x->sizes, lm_statistics_dtype(x), x->device);
  c->out[2] = lm_new(outer, x->sizes, lm_statistics_dtype(x), x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

RULE(layer_norm_backward) {
  lm_tensor *g = A(0).t, *x = A(1).t, *weight = A(4).t;
  int count = lm_normalised_dims("layer_norm_backward", x, A(5).ints);
  if (count == 0) return false;
  if (!lm_same_shape(g, x))
    return lm_fail("layer_norm_backward: grad has shape %s, the input %s", lm_shape_text(g),
                   lm_shape_text(x));
  int outer = x->ndim - count;
  if (!lm_norm_float("layer_norm_backward", x) || !lm_same_device("layer_norm_backward", g, x) ||
      !lm_norm_fits("layer_norm_backward", "mean", A(2).t, x, 0, outer) ||
      !lm_norm_fits("layer_norm_backward", "rstd", A(3).t, x, 0, outer) ||
      !lm_norm_fits("layer_norm_backward", "weight", weight, x, outer, count))
    return false;
  lm_dtype dtype = weight ? (lm_dtype)weight->dtype : lm_statistics_dtype(x);
  c->scratch[0] = outer;
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(count, x->sizes + outer, dtype, x->device);
  c->out[2] = lm_new(count, x->sizes + outer, dtype, x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

VJP(layer_norm_forward) {
  if (G == NULL) return;
  lm_tensor *x = IN(0), *weight = lm_kept(n, 1);
  if (!lm_here()->grad_mode) {
    lm_tuple t = lm_layer_norm_backward(G, x, OUT(1), OUT(2), weight, ARG(3).ints);
    for (int i = 0; i < 3; i++) GRAD(i, t.v[i]);
    return;
  }
  lm_ints dims = {0};
  for (int d = n->edges[0].ndim - ARG(3).ints->n; d < n->edges[0].ndim; d++) dims.v[dims.n++] = d;
  lm_tensor *dx, *dweight;
  lm_normalise_vjp(G, x, weight, &dims, ARG(4).f, &dx, &dweight);
  GRAD(0, dx);
  GRAD(1, dweight);
  GRAD(2, G);
}

lm_tensor *lm_do_layer_norm(lm_tensor *input, const lm_ints *normalized_shape, lm_tensor *weight,
                            lm_tensor *bias, double eps) {
  return lm_layer_norm_forward(input, weight, bias, normalized_shape, eps).v[0];
}

/* ---- batch norm ---- */

static bool channels_fit(const char *op, const lm_tensor *x, lm_tensor *const *p) {
  static const char *const names[] = {"weight", "bias", "running_mean", "running_var"};
  if (x->ndim < 2)
    return lm_fail("%s: input must have at least 2 dimensions (N, C, ...), got shape %s", op,
                   lm_shape_text(x));
  if (!lm_norm_float(op, x)) return false;
  for (int i = 0; i < 4; i++)
    if (!lm_norm_fits(op, names[i], p[i], x, 1, 1)) return false;
  return true;
}

RULE(batch_norm_train) {
  lm_tensor *x = A(0).t, *p[] = {A(1).t, A(2).t, A(3).t, A(4).t};
  if (!channels_fit("batch_norm", x, p)) return false;
  int64_t channels = x->sizes[1];
  if (x->numel == channels)
    return lm_fail("batch_norm: expected more than 1 value per channel when training, got input of "
                   "shape %s",
                   lm_shape_text(x));
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(1, &channels, lm_statistics_dtype(x), x->device);
  c->out[2] = lm_new(1, &channels, lm_statistics_dtype(x), x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

RULE(batch_norm_backward) {
  lm_tensor *g = A(0).t, *x = A(1).t, *weight = A(4).t;
  if (x->ndim < 2 || !lm_same_shape(g, x))
    return lm_fail("batch_norm_backward: grad has shape %s, the input %s", lm_shape_text(g),
                   lm_shape_text(x));
  if (!lm_norm_float("batch_norm_backward", x) || !lm_same_device("batch_norm_backward", g, x) ||
      !lm_norm_fits("batch_norm_backward", "mean", A(2).t, x, 1, 1) ||
      !lm_norm_fits("batch_norm_backward", "rstd", A(3).t, x, 1, 1) ||
      !lm_norm_fits("batch_norm_backward", "weight", weight, x, 1, 1))
    return false;
  lm_dtype dtype = weight ? (lm_dtype)weight->dtype : lm_statistics_dtype(x);
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(1, x->sizes + 1, dtype, x->device);
  c->out[2] = lm_new(1, x->sizes + 1, dtype, x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

/* A vector of channels with the rank of x, or NULL. */
static lm_tensor *per_channel(lm_tensor *v, int ndim) {
  lm_ints sizes = {ndim, {0}};
  for (int d = 0; d < ndim; d++) sizes.v[d] = 1;
  if (v == NULL) return NULL;
  sizes.v[1] = v->sizes[0];
  return lm_view(v, &sizes);
}

VJP(batch_norm_train) {
  if (G == NULL) return;
  lm_tensor *x = IN(0), *weight = lm_kept(n, 1);
  if (!lm_here()->grad_mode) {
    lm_tuple t = lm_batch_norm_backward(G, x, OUT(1), OUT(2), weight);
    for (int i = 0; i < 3; i++) GRAD(i, t.v[i]);
    return;
  }
  lm_ints dims = {1, {0}};
  const int ndim = lm_node_sizes(n, 0).n;
  for (int d = 2; d < ndim; d++) dims.v[dims.n++] = d;
  lm_tensor *dx, *dweight;
  lm_normalise_vjp(G, x, per_channel(weight, ndim), &dims, ARG(6).f, &dx, &dweight);
  GRAD(0, dx);
  GRAD(1, lm_sum(dweight, &dims, false, LM_DTYPE_NONE));
  GRAD(2, lm_sum(G, &dims, false, LM_DTYPE_NONE));
}

/* In evaluation an affine map per channel, with PyTorch's order of operations. */
static lm_tensor *batch_norm_eval(lm_tensor *x, lm_tensor *const *p, double eps) {
  lm_tensor *weight = p[0], *bias = p[1], *mean = p[2], *var = p[3];
  if (mean == NULL || var == NULL)
    return lm_fail("batch_norm: needs running_mean and running_var when not training");
  if (!channels_fit("batch_norm", x, p)) return NULL;
  lm_tensor *scale = lm_rsqrt(lm_add_s(var, eps));
  if (weight) scale = lm_mul(scale, weight);
  lm_tensor *shift = lm_neg(lm_mul(mean, scale));
  if (bias) shift = plus(bias, shift);
  return plus(lm_mul(x, per_channel(scale, x->ndim)), per_channel(shift, x->ndim));
}

lm_tensor *lm_do_batch_norm(lm_tensor *input, lm_tensor *running_mean, lm_tensor *running_var,
                            lm_tensor *weight, lm_tensor *bias, bool training, double momentum,
                            double eps) {
  if (!training) {
    lm_tensor *p[] = {weight, bias, running_mean, running_var};
    return batch_norm_eval(input, p, eps);
  }
  return lm_batch_norm_train(input, weight, bias, running_mean, running_var, momentum, eps).v[0];
}
