/* Elements chosen by their order along a dimension: median, mode, kthvalue and quantiles. */
#include "tensor/index.h"

#include <string.h>

/* ---- rules: values and positions without the dimension, which is left, wrapped, in scratch[0] ---- */

static bool one_of_each_row(lm_call *c, int64_t dim, bool keepdim) {
  const lm_tensor *t = A(0).t;
  if (!lm_wrap_dim(lm_op_name(c), &dim, t->ndim)) return false;
  if (t->ndim && t->sizes[dim] == 0)
    return lm_fail("%s: dimension %lld of shape %s is empty, and without elements there is no "
                   "result",
                   lm_op_name(c), (long long)dim + 1, lm_shape_text(t));
  lm_ints s = {0};
  for (int d = 0; d < t->ndim; d++) {
    if (d != dim)
      s.v[s.n++] = t->sizes[d];
    else if (keepdim)
      s.v[s.n++] = 1;
  }
  c->scratch[0] = dim;
  c->out[0] = lm_new(s.n, s.v, (lm_dtype)t->dtype, t->device);
  c->out[1] = lm_new(s.n, s.v, LM_I64, t->device);
  return c->out[0] && c->out[1];
}

static bool not_bool(lm_call *c) {
  if (A(0).t->dtype != LM_BOOL) return true;
  return lm_fail("%s: not defined for bool; convert it first", lm_op_name(c));
}

RULE(median_dim) { return not_bool(c) && one_of_each_row(c, A(1).i, A(2).b); }
RULE(nanmedian_dim) { return not_bool(c) && one_of_each_row(c, A(1).i, A(2).b); }
RULE(mode) { return one_of_each_row(c, A(1).i, A(2).b); }

RULE(kthvalue) {
  const lm_tensor *t = A(0).t;
  int64_t k = A(1).i, dim = A(2).i;
  if (!not_bool(c) || !one_of_each_row(c, dim, A(3).b)) return false;
  int64_t size = t->ndim ? t->sizes[c->scratch[0]] : 1;
  return (k >= 1 && k <= size) ||
         lm_fail("kthvalue: k must lie between 1 and %lld, the size of dimension %lld of %s, not "
                 "%lld",
                 (long long)size, (long long)c->scratch[0] + 1, lm_shape_text(t), (long long)k);
}

static bool median_of_all(lm_call *c) {
  const lm_tensor *t = A(0).t;
  if (!not_bool(c)) return false;
  if (t->numel == 0 && !lm_is_float((lm_dtype)t->dtype))
    return lm_fail("%s: of no integers there is no median", lm_op_name(c));
  return (c->out[0] = lm_new(0, NULL, (lm_dtype)t->dtype, t->device)) != NULL;
}
RULE(median) { return median_of_all(c); }
RULE(nanmedian) { return median_of_all(c); }

/* ---- gradients: to the place that a value came from ---- */

static lm_tensor *send_back(lm_node *n, lm_tensor *g, int64_t dim, bool keepdim) {
  lm_tensor *zeros = lm_zeros_of(n, 0), *at = OUT(1);
  if (zeros && zeros->ndim > 0 && !keepdim) at = lm_unsqueeze(at, dim), g = lm_unsqueeze(g, dim);
  return lm_scatter(zeros, dim, at, g);
}
VJP(median_dim) { GRAD(0, send_back(n, G, ARG(1).i, ARG(2).b)); }
VJP(nanmedian_dim) { GRAD(0, send_back(n, G, ARG(1).i, ARG(2).b)); }
VJP(mode) { GRAD(0, send_back(n, G, ARG(1).i, ARG(2).b)); }
VJP(kthvalue) { GRAD(0, send_back(n, G, ARG(2).i, ARG(3).b)); }

/* Shared by all elements that equal the median. */
static lm_tensor *share(lm_tensor *x, lm_tensor *median, lm_tensor *g) {
  lm_tensor *hit = lm_logical_or(lm_eq(x, median), lm_logical_and(lm_isnan(x), lm_isnan(median)));
  lm_tensor *count = g ? lm_sum(hit, NULL, false, (lm_dtype)g->dtype) : NULL;
  return lm_mul(lm_div(g, count), hit);
}
VJP(median) { GRAD(0, share(IN(0), OUT(0), G)); }
VJP(nanmedian) { GRAD(0, share(IN(0), OUT(0), G)); }

/* ---- quantiles ---- */

typedef enum way { LINEAR, LOWER, HIGHER, MIDPOINT, NEAREST, WAYS } way;

static way way_of(const char *name) {
  static const char *const names[] = {"linear", "lower", "higher", "midpoint", "nearest"};
  way w = 0;
  while (w < WAYS && strcmp(names[w], name) != 0) w++;
  return w;
}

static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }

static bool check_quantile(const char *op, lm_tensor *self, lm_tensor *q, const char *how) {
  lm_tensor *zero = lm_wrap(lm_int(0)), *one = lm_wrap(lm_int(1));
  lm_scalar good;
  if (self->dtype != LM_F32 && self->dtype != LM_F64)
    return lm_fail("%s: needs a float32 or float64 tensor, not %s", op,
                   lm_dtypes[self->dtype].name);
  if (self->numel == 0)
    return lm_fail("%s: shape %s has no elements, and without elements there is no result", op,
                   lm_shape_text(self));
  if (q->ndim > 1)
    return lm_fail("%s: q must be a number or a vector, not of shape %s", op, lm_shape_text(q));
  if (!q->wrapped && q->dtype != self->dtype)
    return lm_fail("%s: q must be %s as the tensor is, not %s", op, lm_dtypes[self->dtype].name,
                   lm_dtypes[q->dtype].name);
  if (way_of(how) == WAYS)
    return lm_fail("%s: interpolation must be \"linear\", \"lower\", \"higher\", \"midpoint\" or "
                   "\"nearest\", not \"%s\"",
                   op, how);
  lm_tensor *within = lm_all(lm_logical_and(lm_ge(q, zero), lm_le(q, one)), NULL, false);
  if (within == NULL || !lm_get_scalar(within, &good)) return false;
  return lm_scalar_i(good) || lm_fail("%s: q must lie between 0 and 1", op);
}

static lm_tensor *to_integers(lm_tensor *t) {
  return lm_to_dtype(t, LM_I64, LM_DEVICE_NONE, false);
}

/* Elements of sorted rows by their ranks, which count from 0. */
static lm_tensor *at_ranks(lm_tensor *sorted, lm_tensor *ranks) {
  lm_tensor *from_one = lm_add(to_integers(ranks), lm_wrap(lm_int(1)), lm_int(1));
  return lm_gather(sorted, -1, from_one);
}

/* Rows of `sorted`, (rows, n), at the quantiles q, (k): (rows, k).  Ranks are those among the elements
** that are not NaN; where NaN counts, a row that has some gives the first of them. */
static lm_tensor *quantiles_of_rows(lm_tensor *sorted, lm_tensor *q, way how, bool ignore_nan) {
  if (sorted == NULL || q == NULL) return NULL;
  lm_ints ranks_of = {2, {sorted->sizes[0], q->sizes[0]}};
  const lm_ints row = {1, {1}};
  lm_dtype d = (lm_dtype)sorted->dtype;
  lm_tensor *nan = lm_isnan(sorted), *ranks;
  lm_tensor *there = lm_sum(lm_logical_not(nan), &row, true, d);
  if (ignore_nan) {
    ranks = lm_clamp_min(lm_mul(q, lm_add_s(there, -1)), lm_wrap(lm_int(0)));
  } else {
    ranks = lm_expand(lm_mul_s(q, (double)(sorted->sizes[1] - 1)), &ranks_of);
    ranks = lm_where_select(lm_any(nan, &row, true), there, ranks);
  }
  if (how == LOWER) ranks = lm_floor(ranks);
  if (how == HIGHER) ranks = lm_ceil(ranks);
  if (how == NEAREST) ranks = lm_round(ranks, 0);
  lm_tensor *below = lm_floor(ranks), *value = at_ranks(sorted, below);
  if (how != LINEAR && how != MIDPOINT) return value;
  lm_tensor *weight = how == LINEAR ? minus(ranks, below) : lm_wrap(lm_float(0.5));
  return lm_lerp(value, at_ranks(sorted, lm_ceil(ranks)), weight);
}

static lm_tensor *quantile(const char *op, lm_tensor *self, lm_tensor *q, int64_t dim, bool keepdim,
                           const char *how, bool ignore_nan) {
  if (!check_quantile(op, self, q, how)) return NULL;
  bool whole = dim == LM_NO_DIM;
  if (!whole && !lm_wrap_dim(op, &dim, self->ndim)) return NULL;
  lm_tensor *rows = self;
  if (whole || self->ndim == 0)
    rows = lm_reshape(self, &(lm_ints){1, {-1}});
  else
    rows = lm_transpose(self, dim, -1);
  if (rows == NULL) return NULL;
  int64_t n = rows->sizes[rows->ndim - 1];
  lm_ints sizes = {0};
  lm_tensor *flat = lm_reshape(rows, &(lm_ints){2, {rows->numel / n, n}});
  lm_tensor *several = lm_to_dtype(q, (lm_dtype)self->dtype, LM_DEVICE_NONE, false);
  several = lm_reshape(several, &(lm_ints){1, {-1}});
  flat = lm_sort(flat, -1, false, false).v[0];
  lm_tensor *result = lm_transpose(quantiles_of_rows(flat, several, way_of(how), ignore_nan), 0, 1);
  /* (k, rows) to the shape of self without dim behind that of q */
  if (result == NULL) return NULL;
  if (q->ndim) sizes.v[sizes.n++] = q->sizes[0];
  for (int d = 0; d < rows->ndim - 1; d++) sizes.v[sizes.n++] = rows->sizes[d];
  int lead = q->ndim;
  if (whole || self->ndim == 0) {
    for (int d = 0; keepdim && d < self->ndim; d++) sizes.v[sizes.n++] = 1;
    if (sizes.n > LM_MAX_DIMS) return lm_fail("%s: the result has too many dimensions", op);
    return lm_reshape(result, &sizes);
  }
  if (lead + self->ndim > LM_MAX_DIMS) return lm_fail("%s: the result has too many dimensions", op);
  sizes.v[sizes.n++] = 1; /* the last dimension, to be moved to where dim was */
  result = lm_transpose(lm_reshape(result, &sizes), lead + dim, -1);
  return keepdim ? result : lm_squeeze(result, &(lm_ints){1, {lead + dim}});
}

lm_tensor *lm_do_quantile(lm_tensor *self, lm_tensor *q, int64_t dim, bool keepdim,
                          const char *interpolation) {
  return quantile("quantile", self, q, dim, keepdim, interpolation, false);
}
lm_tensor *lm_do_nanquantile(lm_tensor *self, lm_tensor *q, int64_t dim, bool keepdim,
                             const char *interpolation) {
  return quantile("nanquantile", self, q, dim, keepdim, interpolation, true);
}
