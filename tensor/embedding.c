/* Rows of a table, looked up by position, alone and in bags: what scripts call, rules and gradients. */
#include "tensor/index.h"

#include <string.h>

static bool table_fits(const char *op, const lm_tensor *weight, const lm_tensor *input) {
  if (!lm_check_index_dtype(op, input) || !lm_same_device(op, weight, input)) return false;
  if (weight->ndim != 2)
    return lm_fail("%s: weight must be a matrix (positions, features), not of shape %s", op,
                   lm_shape_text(weight));
  return true;
}

static bool no_sparse(const char *op, bool sparse) {
  return !sparse || lm_fail("%s: there are no sparse gradients: leave sparse out", op);
}

/* padding_idx of a script as a position from 1, or 0 for none. */
static bool padding_of(const char *op, const lm_scalar *padding, const lm_tensor *weight,
                       int64_t *position) {
  *position = 0;
  if (padding == NULL) return true;
  int64_t rows = weight->sizes[0], p = lm_scalar_i(*padding);
  if (padding->kind != LM_SCALAR_INT || p == 0 || p > rows || p < -rows)
    return lm_fail("%s: padding_idx must be a position in 1 .. %lld (or -%lld .. -1), got %g; Luma "
                   "counts from 1",
                   op, (long long)rows, (long long)rows, lm_scalar_f(*padding));
  *position = p < 0 ? p + rows + 1 : p;
  return true;
}

/* Scales rows that are too long down, in weight itself, as a change that no gradient sees. */
static bool renormalised(lm_tensor *weight, lm_tensor *input, const lm_scalar *max_norm,
                         double norm_type) {
  if (max_norm == NULL) return true;
  lm_context *context = lm_here();
  const bool mode = context->grad_mode;
  lm_arg arg[] = {{.t = weight}, {.t = input}, {.s = *max_norm}, {.f = norm_type}};
  context->grad_mode = false;
  bool ok = lm_dispatch_inplace(LM_OP_embedding_renorm, arg);
  context->grad_mode = mode;
  return ok;
}

lm_tensor *lm_do_embedding(lm_tensor *input, lm_tensor *weight, const lm_scalar *padding_idx,
                           const lm_scalar *max_norm, double norm_type, bool scale_grad_by_freq,
                           bool sparse) {
  int64_t padding;
  if (!table_fits("embedding", weight, input) || !no_sparse("embedding", sparse) ||
      !padding_of("embedding", padding_idx, weight, &padding) ||
      !renormalised(weight, input, max_norm, norm_type))
    return NULL;
  return lm_embedding_rows(input, weight, padding, scale_grad_by_freq);
}

RULE(embedding_rows) {
  lm_tensor *input = A(0).t, *weight = A(1).t;
  if (!table_fits("embedding", weight, input)) return false;
  if (input->ndim + 1 > LM_MAX_DIMS)
    return lm_fail("embedding: input of shape %s has too many dimensions", lm_shape_text(input));
  int64_t rows = weight->sizes[0], padding = A(2).i;
  if (padding > rows || padding < -rows)
    return lm_fail("embedding: padding_idx %lld is out of range", (long long)padding);
  lm_ints sizes = {input->ndim + 1, {0}};
  for (int d = 0; d < input->ndim; d++) sizes.v[d] = input->sizes[d];
  sizes.v[input->ndim] = weight->sizes[1];
  c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)weight->dtype, weight->device);
  return c->out[0] != NULL;
}

RULE(embedding_backward) {
  lm_tensor *grad = A(0).t, *input = A(1).t;
  if (!lm_check_index_dtype("embedding_backward", input)) return false;
  bool fits = grad->ndim == input->ndim + 1;
  for (int d = 0; fits && d < input->ndim; d++) fits = grad->sizes[d] == input->sizes[d];
  if (!fits)
    return lm_fail("embedding_backward: grad of shape %s does not fit positions of shape %s",
                   lm_shape_text(grad), lm_shape_text(input));
  if (A(2).i < 0) return lm_fail("embedding_backward: num must not be negative");
  int64_t sizes[] = {A(2).i, grad->sizes[input->ndim]};
  c->out[0] = lm_new(2, sizes, (lm_dtype)grad->dtype, grad->device);
  return c->out[0] != NULL;
}

RULE(embedding_renorm) {
  if (!table_fits("embedding", A(0).t, A(1).t)) return false;
  if (!lm_is_float((lm_dtype)A(0).t->dtype))
    return lm_fail("embedding: max_norm needs a floating-point weight, not %s",
                   lm_dtypes[A(0).t->dtype].name);
  if (!(lm_scalar_f(A(2).s) >= 0) || !(A(3).f > 0))
    return lm_fail("embedding: max_norm must be a number from 0 on and norm_type above 0, got %g "
                   "and %g",
                   lm_scalar_f(A(2).s), A(3).f);
  return lm_result_like_self(c);
}

/* Gradient rows, each divided by how often its position stands in input. */
static lm_tensor *by_frequency(lm_tensor *g, lm_tensor *input, int64_t rows) {
  if (g == NULL || input == NULL) return NULL;
  lm_ints sizes = {input->ndim + 1, {0}};
  for (int d = 0; d < input->ndim; d++) sizes.v[d] = input->sizes[d];
  sizes.v[input->ndim] = 1;
  lm_tensor *each = lm_ones(&sizes, LM_F64, input->device);
  lm_tensor *times =
      lm_embedding_rows(input, lm_embedding_backward(each, input, rows, 0), 0, false);
  return lm_div(g, lm_to_dtype(times, (lm_dtype)g->dtype, LM_DEVICE_NONE, false));
}

VJP(embedding_rows) {
  int64_t rows = lm_node_sizes(n, 1).v[0];
  GRAD(1,
       lm_embedding_backward(ARG(3).b ? by_frequency(G, IN(0), rows) : G, IN(0), rows, ARG(2).i));
}

/* G holds a gradient for each row; what padding would get was never added. */
VJP(embedding_backward) {
  lm_tensor *rows = G;
  if (ARG(3).i != 0) {
    const lm_ints one = {1, {1}};
    lm_tensor *padding = lm_full(&one, lm_int(ARG(3).i), LM_I64, G->device);
    rows = lm_index_fill(G, 0, padding, lm_wrap(lm_float(0)));
  }
  GRAD(0, lm_embedding_rows(IN(1), rows, 0, false));
}

/* ---- bags ---- */

/* offsets, checked against an input of n positions: vectors of positions from 1 on, in order. */
static bool offsets_fit(const lm_tensor *offsets, int64_t n, int64_t *last) {
  lm_scope scope = lm_scope_open();
  lm_tensor *flat = lm_to_dtype((lm_tensor *)offsets, LM_I64, LM_CPU, false);
  flat = lm_contiguous(flat);
  bool ok = flat != NULL;
  int64_t before = 1;
  for (int64_t i = 0; ok && i < flat->numel; i++) {
    int64_t at = ((const int64_t *)lm_data(flat))[i];
    if (i == 0 && at != 1)
      ok =
          lm_fail("embedding_bag: offsets[1] must be 1, where the first bag begins, got %lld; Luma "
                  "counts from 1",
                  (long long)at);
    else if (at < before || at > n + 1)
      ok = lm_fail(
          "embedding_bag: offsets[%lld] is %lld: offsets must not fall, nor pass the end of "
          "%lld positions",
          (long long)i + 1, (long long)at, (long long)n);
    before = at;
  }
  *last = before;
  lm_scope_close(scope, NULL);
  return ok;
}

/* The positions as a vector and where its bags begin. */
static bool bags_of(lm_tensor **input, lm_tensor **offsets, bool include_last) {
  lm_tensor *x = *input;
  if (x->ndim == 2) {
    if (*offsets)
      return lm_fail("embedding_bag: a matrix of positions, %s, has a bag in each row and takes no "
                     "offsets",
                     lm_shape_text(x));
    int64_t bags = x->sizes[0], step = x->sizes[1];
    lm_tensor *at = lm_arange(lm_int(0), lm_int(bags), lm_int(1), LM_I64, x->device);
    *offsets = lm_add(lm_mul(at, lm_wrap(lm_int(step))), lm_wrap(lm_int(1)), lm_int(1));
    const lm_ints size = {1, {x->numel}};
    *input = lm_reshape(x, &size);
    return *input && *offsets;
  }
  if (x->ndim != 1)
    return lm_fail(
        "embedding_bag: input must be a vector or a matrix of positions, not of shape %s",
        lm_shape_text(x));
  if (*offsets == NULL)
    return lm_fail("embedding_bag: a vector of positions needs offsets, where its bags begin");
  lm_tensor *o = *offsets;
  if (!lm_check_index_dtype("embedding_bag", o) || !lm_same_device("embedding_bag", x, o))
    return false;
  if (o->ndim != 1 || (include_last && o->numel == 0))
    return lm_fail("embedding_bag: offsets must be a vector%s, not of shape %s",
                   include_last ? " of at least one position" : "", lm_shape_text(o));
  int64_t last;
  if (!offsets_fit(o, x->numel, &last)) return false;
  if (include_last) { /* what stands behind it is in no bag */
    *input = lm_narrow(x, 0, 0, last - 1);
    *offsets = lm_narrow(o, 0, 0, o->numel - 1);
  }
  return *input && *offsets;
}

lm_tensor *lm_do_embedding_bag(lm_tensor *input, lm_tensor *weight, lm_tensor *offsets,
                               const lm_scalar *max_norm, double norm_type, bool scale_grad_by_freq,
                               const char *mode, bool sparse, lm_tensor *scales, bool include_last,
                               const lm_scalar *padding_idx) {
  int64_t padding;
  if (!table_fits("embedding_bag", weight, input) || !no_sparse("embedding_bag", sparse) ||
      !padding_of("embedding_bag", padding_idx, weight, &padding))
    return NULL;
  const bool sum = mode && strcmp(mode, "sum") == 0, max = mode && strcmp(mode, "max") == 0;
  if (!sum && !max && !(mode && strcmp(mode, "mean") == 0))
    return lm_fail("embedding_bag: mode must be \"sum\", \"mean\" or \"max\", not \"%.40s\"",
                   mode ? mode : "nil");
  if (max && scale_grad_by_freq)
    return lm_fail("embedding_bag: scale_grad_by_freq is for sums and means, not for mode \"max\"");
  if (scales && !sum)
    return lm_fail("embedding_bag: per_sample_weights are for mode \"sum\", not for \"%s\"", mode);
  if (scales && (!lm_same_shape(scales, input) || scales->dtype != weight->dtype))
    return lm_fail("embedding_bag: per_sample_weights must be %s of shape %s, as weight and input "
                   "are, got %s of shape %s",
                   lm_dtypes[weight->dtype].name, lm_shape_text(input),
                   lm_dtypes[scales->dtype].name, lm_shape_text(scales));
  if (!lm_is_float((lm_dtype)weight->dtype))
    return lm_fail("embedding_bag: weight must be floating-point, not %s",
                   lm_dtypes[weight->dtype].name);
  if (!bags_of(&input, &offsets, include_last) || !renormalised(weight, input, max_norm, norm_type))
    return NULL;
  if (scales) {
    const lm_ints size = {1, {scales->numel}};
    scales = lm_narrow(lm_reshape(scales, &size), 0, 0, input->numel);
  }
  if (max) {
    lm_tensor *at = lm_embedding_bag_places(weight, input, offsets, padding);
    lm_tensor *none = lm_eq(at, lm_wrap(lm_int(0)));
    if (weight->sizes[0] == 0)
      return lm_to_dtype(at, (lm_dtype)weight->dtype, LM_DEVICE_NONE, false);
    lm_tensor *picked = lm_gather(weight, 0, lm_where_select(none, lm_wrap(lm_int(1)), at));
    return lm_where_select(none, lm_wrap(lm_float(0)), picked);
  }
  lm_tuple t = lm_embedding_bag_sum(weight, input, offsets, scales, padding, scale_grad_by_freq);
  if (sum) return t.v[0];
  lm_tensor *count = lm_maximum(t.v[1], lm_wrap(lm_float(1)));
  return lm_div(
      t.v[0], lm_to_dtype(lm_unsqueeze(count, 1), (lm_dtype)weight->dtype, LM_DEVICE_NONE, false));
}

static bool bag_fits(const lm_tensor *weight, const lm_tensor *input, const lm_tensor *offsets,
                     const lm_tensor *scales, int64_t padding) {
  if (!table_fits("embedding_bag", weight, input) ||
      !lm_check_index_dtype("embedding_bag", offsets))
    return false;
  if (input->ndim != 1 || offsets->ndim != 1 || !lm_is_float((lm_dtype)weight->dtype) ||
      (scales && (scales->dtype != weight->dtype || !lm_same_shape(scales, input))) ||
      padding < 0 || padding > weight->sizes[0])
    return lm_fail("embedding_bag: input %s, offsets %s and weight %s do not fit",
                   lm_shape_text(input), lm_shape_text(offsets), lm_shape_text(weight));
  return lm_same_device("embedding_bag", weight, offsets) &&
         (scales == NULL || lm_same_device("embedding_bag", weight, scales));
}

RULE(embedding_bag_sum) {
  const lm_tensor *weight = A(0).t, *offsets = A(2).t;
  if (!bag_fits(weight, A(1).t, offsets, A(3).t, A(4).i)) return false;
  int64_t sizes[] = {offsets->numel, weight->sizes[1]};
  c->out[0] = lm_new(2, sizes, (lm_dtype)weight->dtype, weight->device);
  c->out[1] = lm_new(1, sizes, LM_F64, weight->device);
  return c->out[0] && c->out[1];
}

RULE(embedding_bag_places) {
  const lm_tensor *weight = A(0).t, *offsets = A(2).t;
  if (!bag_fits(weight, A(1).t, offsets, NULL, A(3).i)) return false;
  int64_t sizes[] = {offsets->numel, weight->sizes[1]};
  return (c->out[0] = lm_new(2, sizes, LM_I64, weight->device)) != NULL;
}

/* The gradient of a bag goes to each of its rows. */
VJP(embedding_bag_sum) {
  lm_tensor *input = IN(1), *offsets = IN(2);
  lm_tensor *scales = n->saved[3].tensor ? IN(3) : NULL;
  if (G == NULL || input == NULL || offsets == NULL) return;
  const int64_t rows = lm_node_sizes(n, 0).v[0], count = input->numel, padding = ARG(4).i;
  lm_tensor *at = lm_arange(lm_int(1), lm_int(count + 1), lm_int(1), LM_I64, input->device);
  lm_tensor *bag = lm_searchsorted(lm_to_dtype(offsets, LM_I64, LM_DEVICE_NONE, false), at, false,
                                   true, NULL, NULL);
  bag = lm_sub(bag, lm_wrap(lm_int(1)), lm_int(1));
  lm_tensor *each_g = lm_index_select(G, 0, bag); /* one row for each position */
  if (NEEDS(0)) {
    lm_tensor *each = scales ? lm_mul(each_g, lm_unsqueeze(scales, 1)) : each_g;
    if (ARG(5).b) each = by_frequency(each, input, rows);
    GRAD(0, lm_embedding_backward(each, input, rows, padding));
  }
  if (NEEDS(3)) {
    lm_ints last = {1, {1}};
    lm_tensor *d = lm_sum(lm_mul(each_g, lm_embedding_rows(input, IN(0), padding, false)), &last,
                          false, LM_DTYPE_NONE);
    if (padding) {
      lm_tensor *skipped = lm_logical_or(lm_eq(input, lm_wrap(lm_int(padding))),
                                         lm_eq(input, lm_wrap(lm_int(padding - rows - 1))));
      d = lm_where_select(skipped, lm_wrap(lm_float(0)), d);
    }
    GRAD(3, d);
  }
}
