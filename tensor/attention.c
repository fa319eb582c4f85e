/* Scaled dot product attention: what scripts call, rules and gradients.
**
** The public operation brings its operands to equal batches of heads by views alone; the kernels read
** them with any strides and never hold more than a block of the scores.  Backward computes the blocks
** anew from the logarithm of each row's sum.  Where a gradient is to be derived again, or asked for the
** mask or the slopes, it is written in operations, which hold the scores. */
#include "tensor/attention.h"
#include "tensor/autograd.h"
#include "tensor/generator.h"

#include <math.h>

#define SDPA "scaled_dot_product_attention"

static lm_tensor *plus(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }
static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static int64_t rows_of(const lm_tensor *t) { return t->sizes[t->ndim - 2]; }
static int64_t columns_of(const lm_tensor *t) { return t->sizes[t->ndim - 1]; }

/* ---- the public operation ---- */

static bool operands_fit(const lm_tensor *q, const lm_tensor *k, const lm_tensor *v) {
  if (q->ndim < 2 || k->ndim < 2 || v->ndim < 2)
    return lm_fail(SDPA ": query, key and value must have at least 2 dimensions, got shapes %s, %s "
                        "and %s",
                   lm_shape_text(q), lm_shape_text(k), lm_shape_text(v));
  if (q->dtype != k->dtype || q->dtype != v->dtype)
    return lm_fail(SDPA ": query, key and value must have one dtype, got %s, %s and %s",
                   lm_dtypes[q->dtype].name, lm_dtypes[k->dtype].name, lm_dtypes[v->dtype].name);
  if (!lm_is_float((lm_dtype)q->dtype))
    return lm_fail(SDPA ": query, key and value must be floating-point, not %s",
                   lm_dtypes[q->dtype].name);
  if (columns_of(q) != columns_of(k))
    return lm_fail(SDPA ": sizes do not fit: query %s and key %s: their last dimensions must be "
                        "equal",
                   lm_shape_text(q), lm_shape_text(k));
  if (rows_of(k) != rows_of(v))
    return lm_fail(SDPA ": sizes do not fit: key %s and value %s: dimension -2, the number of "
                        "positions, must be equal",
                   lm_shape_text(k), lm_shape_text(v));
  return lm_same_device(SDPA, q, k) && lm_same_device(SDPA, q, v);
}

/* Grouped queries: heads (..., Hq, ., .) of keys or values become (..., H, 1, ., .), to be broadcast over
** the Hq / H queries of each group; in `*heads` the number H. */
static bool groups_fit(const lm_tensor *q, const lm_tensor *k, const lm_tensor *v) {
  if (q->ndim < 3 || k->ndim < 3 || v->ndim < 3)
    return lm_fail(SDPA ": enable_gqa needs a dimension of heads, (..., heads, positions, E), got "
                        "shapes %s, %s and %s",
                   lm_shape_text(q), lm_shape_text(k), lm_shape_text(v));
  int64_t hq = q->sizes[q->ndim - 3], hk = k->sizes[k->ndim - 3], hv = v->sizes[v->ndim - 3];
  if (hk == 0 || hv == 0 || hq % hk != 0 || hq % hv != 0)
    return lm_fail(SDPA ": the heads of key (%lld) and value (%lld) must divide those of query "
                        "(%lld)",
                   (long long)hk, (long long)hv, (long long)hq);
  return true;
}

/* (..., H, rows, columns) as heads of the queries, for other groups than those of the keys. */
static lm_tensor *repeated(lm_tensor *t, int64_t heads) {
  int64_t times = heads / t->sizes[t->ndim - 3];
  if (times == 1) return t;
  return lm_repeat_interleave(t, lm_wrap(lm_int(times)), t->ndim - 3, -1);
}

static lm_tensor *regrouped(lm_tensor *t, int dim, int64_t heads) {
  lm_ints sizes = {2, {heads, t && heads ? t->sizes[dim] / heads : -1}};
  return lm_unflatten(t, dim, &sizes);
}

/* t with these sizes before its last two. */
static lm_tensor *with_batch(lm_tensor *t, const lm_ints *batch) {
  lm_ints sizes = *batch;
  if (t == NULL) return NULL;
  sizes.v[sizes.n++] = rows_of(t);
  sizes.v[sizes.n++] = columns_of(t);
  bool same = t->ndim == sizes.n;
  for (int d = 0; same && d < sizes.n; d++) same = t->sizes[d] == sizes.v[d];
  return same ? t : lm_expand(t, &sizes);
}

/* The mask broadcast to the scores of `batch`; half precision is added in float32. */
static lm_tensor *mask_for(lm_tensor *mask, const lm_tensor *q, const lm_tensor *k,
                           const lm_ints *batch) {
  lm_dtype dtype = (lm_dtype)mask->dtype;
  if (dtype != LM_BOOL && dtype != LM_F32 && mask->dtype != q->dtype)
    return lm_fail(SDPA ": attn_mask must be bool, float32 or of the query's dtype, which is %s, "
                        "not %s",
                   lm_dtypes[q->dtype].name, lm_dtypes[dtype].name);
  if (!lm_same_device(SDPA, q, mask)) return NULL;
  lm_ints sizes = *batch;
  sizes.v[sizes.n++] = rows_of(q);
  sizes.v[sizes.n++] = rows_of(k);
  bool fits = mask->ndim <= sizes.n;
  for (int d = 0; fits && d < mask->ndim; d++) {
    int64_t want = sizes.v[sizes.n - mask->ndim + d];
    fits = mask->sizes[d] == want || mask->sizes[d] == 1;
  }
  if (!fits)
    return lm_fail(SDPA ": attn_mask of shape %s does not broadcast to the scores, of shape %s",
                   lm_shape_text(mask), lm_sizes_text(sizes.n, sizes.v));
  lm_dtype unit = q->dtype == LM_F64 ? LM_F64 : LM_F32;
  if (dtype != LM_BOOL && dtype != unit) mask = lm_to_dtype(mask, unit, LM_DEVICE_NONE, false);
  return lm_expand(mask, &sizes);
}

static bool window_of(const lm_ints *size, bool causal, int64_t offset, lm_ints *window) {
  *window = (lm_ints){3, {-1, -1, offset}};
  if (size && size->n != 1 && size->n != 2)
    return lm_fail(
        SDPA ": window_size must be {left, right} or one number for both, got %d numbers", size->n);
  for (int i = 0; size && i < 2; i++) {
    int64_t n = size->v[size->n == 1 ? 0 : i];
    if (n < -1 || n > LM_WINDOW_MOST)
      return lm_fail(SDPA ": window_size counts positions on one side, or is -1 for no limit, not "
                          "%lld",
                     (long long)n);
    window->v[i] = n;
  }
  if (causal) window->v[1] = 0;
  if (offset < 0 || offset > LM_WINDOW_MOST)
    return lm_fail(SDPA ": offset, the position of the first query, counts from 0, not %lld",
                   (long long)offset);
  return true;
}

static bool draw_of(double p, const lm_ints *batch, int64_t rows, int64_t columns, lm_ints *draw) {
  *draw = (lm_ints){2, {0, 0}};
  if (!(p >= 0 && p <= 1))
    return lm_fail(SDPA ": dropout_p must be a number from 0 to 1, got %g", p);
  if (p == 0) return true;
  lm_generator *g = lm_here()->generator;
  if (g == NULL) return lm_fail("out of memory: there was none left for a random generator");
  int64_t n = 1, blocks = 0;
  for (int d = 0; d < batch->n && blocks == 0; d++)
    if (__builtin_mul_overflow(n, batch->v[d], &n)) blocks = -1;
  if (blocks == 0) blocks = lm_attention_blocks(n, rows, columns);
  if (blocks < 0)
    return lm_fail(SDPA ": there are too many scores to draw from: heads of shape %s with %lld by "
                        "%lld each",
                   lm_sizes_text(batch->n, batch->v), (long long)rows, (long long)columns);
  uint64_t seed;
  draw->v[1] = (int64_t)lm_generator_take(g, blocks, &seed);
  draw->v[0] = (int64_t)seed;
  return true;
}

/* One slope for each head, as a tensor of the batch's shape. */
static lm_tensor *slopes_for(lm_tensor *slopes, const lm_tensor *q, const lm_ints *batch) {
  bool fits = slopes->ndim <= batch->n && lm_is_float((lm_dtype)slopes->dtype);
  for (int d = 0; fits && d < slopes->ndim; d++)
    fits = slopes->sizes[d] == 1 || slopes->sizes[d] == batch->v[batch->n - slopes->ndim + d];
  if (!fits)
    return lm_fail(
        SDPA ": alibi_slopes must be floating-point, one number for each head of a batch "
             "%s, got %s of shape %s",
        lm_sizes_text(batch->n, batch->v), lm_dtypes[slopes->dtype].name, lm_shape_text(slopes));
  if (!lm_same_device(SDPA, q, slopes)) return NULL;
  lm_dtype unit = q->dtype == LM_F64 ? LM_F64 : LM_F32;
  if (slopes->dtype != (int8_t)unit) slopes = lm_to_dtype(slopes, unit, LM_DEVICE_NONE, false);
  return lm_expand(slopes, batch);
}

lm_tensor *lm_do_scaled_dot_product_attention(lm_tensor *q, lm_tensor *k, lm_tensor *v,
                                              lm_tensor *mask, double dropout_p, bool is_causal,
                                              const lm_scalar *scale, bool enable_gqa,
                                              const lm_ints *window_size, lm_tensor *slopes,
                                              int64_t offset) {
  lm_ints window, draw, batch = {0};
  if (!operands_fit(q, k, v) || !window_of(window_size, is_causal, offset, &window)) return NULL;
  if (mask && is_causal)
    return lm_fail(SDPA
                   ": attn_mask and is_causal exclude each other: put the causal triangle into "
                   "the mask");
  int64_t heads = 0; /* of grouped keys */
  if (enable_gqa) {
    if (!groups_fit(q, k, v)) return NULL;
    int64_t hq = q->sizes[q->ndim - 3];
    if (k->sizes[k->ndim - 3] != v->sizes[v->ndim - 3]) {
      k = repeated(k, hq), v = repeated(v, hq);
      if (k == NULL || v == NULL) return NULL;
    }
    heads = k->sizes[k->ndim - 3] == hq ? 0 : k->sizes[k->ndim - 3];
  }
  lm_tensor *operands[] = {q, k, v};
  for (int i = 0; i < 3; i++) {
    lm_ints sizes = {operands[i]->ndim - 2, {0}};
    for (int d = 0; d < sizes.n; d++) sizes.v[d] = operands[i]->sizes[d];
    if (heads) sizes.v[sizes.n - 1] = q->sizes[q->ndim - 3];
    if (!lm_broadcast_sizes(SDPA, &batch, sizes.n, sizes.v)) return NULL;
  }
  if (batch.n + (heads ? 3 : 2) > LM_MAX_DIMS)
    return lm_fail(SDPA ": heads of shape %s have too many dimensions",
                   lm_sizes_text(batch.n, batch.v));
  if (mask && (mask = mask_for(mask, q, k, &batch)) == NULL) return NULL;
  if (slopes && (slopes = slopes_for(slopes, q, &batch)) == NULL) return NULL;
  const int64_t features = columns_of(q);
  double factor = scale ? lm_scalar_f(*scale) : features ? 1 / sqrt((double)features) : 1;
  if (!draw_of(dropout_p, &batch, rows_of(q), rows_of(k), &draw)) return NULL;
  if (!heads) {
    q = with_batch(q, &batch), k = with_batch(k, &batch), v = with_batch(v, &batch);
    return lm_attention_forward(q, k, v, mask, slopes, factor, &window, dropout_p, &draw).v[0];
  }
  /* The dimension of heads becomes two: groups, which keys and values have, and queries in them. */
  const int at = batch.n - 1;
  q = regrouped(with_batch(q, &batch), at, heads);
  lm_ints groups = batch;
  groups.v[at] = heads;
  k = lm_unsqueeze(with_batch(k, &groups), at + 1),
  v = lm_unsqueeze(with_batch(v, &groups), at + 1);
  groups.n = batch.n + 1;
  groups.v[at + 1] = batch.v[at] / heads;
  k = with_batch(k, &groups), v = with_batch(v, &groups);
  if (mask && (mask = regrouped(mask, at, heads)) == NULL) return NULL;
  if (slopes && (slopes = regrouped(slopes, at, heads)) == NULL) return NULL;
  lm_tensor *out =
      lm_attention_forward(q, k, v, mask, slopes, factor, &window, dropout_p, &draw).v[0];
  return lm_flatten(out, at, at + 1);
}

/* ---- rules ---- */

static bool same_batch(const lm_tensor *a, const lm_tensor *b, int last) {
  if (a->ndim != b->ndim - 2 + last) return false;
  for (int d = 0; d < b->ndim - 2; d++)
    if (a->sizes[d] != b->sizes[d]) return false;
  return true;
}

static bool lists_fit(const char *op, const lm_ints *window, double p, const lm_ints *draw) {
  bool ok = (window == NULL || window->n == 3) && draw->n == 2 && p >= 0 && p <= 1;
  for (int i = 0; ok && window && i < 3; i++)
    ok = window->v[i] >= (i < 2 ? -1 : 0) && window->v[i] <= LM_WINDOW_MOST;
  return ok || lm_fail("%s: needs a window {left, right, offset}, a probability and a draw {seed, "
                       "first}",
                       op);
}

/* The heads, the mask and the slopes of a call. */
static bool heads_fit(const char *op, const lm_tensor *q, const lm_tensor *k, const lm_tensor *v,
                      const lm_tensor *mask, const lm_tensor *slopes) {
  if (q->ndim < 2 || !same_batch(k, q, 2) || !same_batch(v, q, 2) ||
      columns_of(k) != columns_of(q) || rows_of(v) != rows_of(k))
    return lm_fail("%s: query %s, key %s and value %s do not fit", op, lm_shape_text(q),
                   lm_shape_text(k), lm_shape_text(v));
  if (!lm_is_float((lm_dtype)q->dtype) || k->dtype != q->dtype || v->dtype != q->dtype)
    return lm_fail("%s: query, key and value must have one floating-point dtype", op);
  lm_dtype unit = q->dtype == LM_F64 ? LM_F64 : LM_F32;
  if (mask &&
      (!same_batch(mask, q, 2) || rows_of(mask) != rows_of(q) || columns_of(mask) != rows_of(k) ||
       (mask->dtype != LM_BOOL && mask->dtype != (int8_t)unit)))
    return lm_fail("%s: a mask of shape %s and %s does not fit", op, lm_shape_text(mask),
                   lm_dtypes[mask->dtype].name);
  if (slopes && (!same_batch(slopes, q, 0) || slopes->dtype != (int8_t)unit))
    return lm_fail("%s: slopes of shape %s and %s do not fit", op, lm_shape_text(slopes),
                   lm_dtypes[slopes->dtype].name);
  return lm_same_device(op, q, k) && lm_same_device(op, q, v) &&
         (mask == NULL || lm_same_device(op, q, mask)) &&
         (slopes == NULL || lm_same_device(op, q, slopes));
}

RULE(attention_forward) {
  lm_tensor *q = A(0).t, *v = A(2).t;
  if (!heads_fit("attention_forward", q, A(1).t, v, A(3).t, A(4).t) ||
      !lists_fit("attention_forward", A(6).ints, A(7).f, A(8).ints))
    return false;
  int64_t sizes[LM_MAX_DIMS];
  for (int d = 0; d < q->ndim - 1; d++) sizes[d] = q->sizes[d];
  sizes[q->ndim - 1] = columns_of(v);
  c->out[0] = lm_new(q->ndim, sizes, (lm_dtype)q->dtype, q->device);
  c->out[1] = lm_new(q->ndim - 1, sizes, q->dtype == LM_F64 ? LM_F64 : LM_F32, q->device);
  return c->out[0] && c->out[1];
}

RULE(attention_backward) {
  lm_tensor *g = A(0).t, *q = A(1).t, *k = A(2).t, *v = A(3).t, *result = A(4).t, *lse = A(5).t;
  if (!heads_fit("attention_backward", q, k, v, A(6).t, A(7).t) ||
      !lists_fit("attention_backward", A(9).ints, A(10).f, A(11).ints))
    return false;
  lm_dtype unit = q->dtype == LM_F64 ? LM_F64 : LM_F32;
  if (!same_batch(result, q, 2) || rows_of(result) != rows_of(q) ||
      columns_of(result) != columns_of(v) || !lm_same_shape(g, result) ||
      result->dtype != q->dtype || g->dtype != q->dtype || !same_batch(lse, q, 1) ||
      lse->sizes[lse->ndim - 1] != rows_of(q) || lse->dtype != (int8_t)unit)
    return lm_fail("attention_backward: grad %s, result %s and lse %s do not fit a query %s",
                   lm_shape_text(g), lm_shape_text(result), lm_shape_text(lse), lm_shape_text(q));
  if (!lm_same_device("attention_backward", q, g) ||
      !lm_same_device("attention_backward", q, result) ||
      !lm_same_device("attention_backward", q, lse))
    return false;
  for (int i = 0; i < 3; i++) {
    c->out[i] = lm_new_like(A(1 + i).t, (lm_dtype)q->dtype);
    if (c->out[i] == NULL) return false;
  }
  return true;
}

RULE(attention_keep) {
  if (!lists_fit("attention_keep", NULL, A(1).f, A(2).ints)) return false;
  return (c->out[0] = lm_new_like(A(0).t, LM_BOOL)) != NULL;
}

/* ---- gradients ---- */

/* |position of the query - position of the key|, (L, S), in dtype. */
static lm_tensor *distances(int64_t rows, int64_t columns, int64_t offset, lm_dtype dtype,
                            lm_device device, bool absolute) {
  lm_tensor *i = lm_arange(lm_int(offset), lm_int(offset + rows), lm_int(1), LM_I64, device);
  lm_tensor *j = lm_arange(lm_int(0), lm_int(columns), lm_int(1), LM_I64, device);
  lm_tensor *ahead = minus(lm_unsqueeze(j, 0), lm_unsqueeze(i, 1));
  return lm_to_dtype(absolute ? lm_abs(ahead) : ahead, dtype, LM_DEVICE_NONE, false);
}

/* The scores in operations, with all that is added to them. */
static lm_tensor *scores_of(lm_tensor *q, lm_tensor *k, lm_tensor *mask, lm_tensor *slopes,
                            double scale, lm_window w) {
  lm_tensor *s = lm_mul_s(lm_matmul(q, lm_transpose(k, -2, -1)), scale);
  if (s == NULL) return NULL;
  const int64_t rows = rows_of(s), columns = columns_of(s);
  const lm_dtype dtype = (lm_dtype)s->dtype;
  lm_tensor *never = lm_wrap(lm_float(-INFINITY));
  if (slopes) {
    lm_tensor *far = distances(rows, columns, w.offset, dtype, s->device, true);
    s = minus(s, lm_mul(lm_unsqueeze(lm_unsqueeze(slopes, -1), -1), far));
  }
  if (mask) s = mask->dtype == LM_BOOL ? lm_where_select(mask, s, never) : plus(s, mask);
  if (w.left >= 0 || w.right >= 0) {
    lm_tensor *ahead = distances(rows, columns, w.offset, LM_I64, s ? s->device : LM_CPU, false);
    lm_tensor *left = lm_wrap(lm_int(-w.left)), *right = lm_wrap(lm_int(w.right));
    lm_tensor *seen = w.left < 0    ? lm_le(ahead, right)
                      : w.right < 0 ? lm_ge(ahead, left)
                                    : lm_logical_and(lm_le(ahead, right), lm_ge(ahead, left));
    s = lm_where_select(seen, s, never);
  }
  return s;
}

/* The softmax of scores, 0 in rows where all are -inf. */
static lm_tensor *weights_of(lm_tensor *scores) {
  if (scores && columns_of(scores) == 0) return scores;
  lm_ints last = {1, {-1}};
  lm_tensor *none =
      lm_eq(lm_amax(scores ? lm_detach(scores) : NULL, &last, true), lm_wrap(lm_float(-INFINITY)));
  lm_tensor *zero = lm_wrap(lm_float(0));
  lm_tensor *p = lm_softmax(lm_where_select(none, zero, scores), -1, LM_DTYPE_NONE);
  return lm_where_select(none, zero, p);
}

/* An argument, or NULL where it was left out. */
static lm_tensor *kept(lm_node *n, int i) { return n->saved[i].tensor ? IN(i) : NULL; }

static void composed_vjp(lm_node *n, lm_tensor *g, lm_tensor **gi) {
  lm_tensor *in[5];
  for (int i = 0; i < 5; i++) in[i] = kept(n, i);
  const double scale = ARG(5).f;
  const lm_window w = lm_window_of(ARG(6).ints);
  const lm_dtype dtype = in[0] ? (lm_dtype)in[0]->dtype : LM_F32;
  const lm_dtype unit = dtype == LM_F64 ? LM_F64 : LM_F32;
  if (dtype != unit)
    for (int i = 0; i < 4; i++) {
      lm_tensor **t = i < 3 ? &in[i] : &g;
      *t = lm_to_dtype(*t, unit, LM_DEVICE_NONE, false);
    }
  lm_tensor *p = weights_of(scores_of(in[0], in[1], in[3], in[4], scale, w));
  lm_tensor *dp = lm_matmul(g, lm_transpose(in[2], -2, -1)), *used = p;
  if (ARG(7).f > 0) {
    lm_tensor *keep = lm_attention_keep(p, ARG(7).f, ARG(8).ints);
    lm_tensor *factor = lm_mul_s(lm_to_dtype(keep, unit, LM_DEVICE_NONE, false),
                                 ARG(7).f < 1 ? 1 / (1 - ARG(7).f) : 0);
    used = lm_mul(p, factor);
    dp = lm_mul(dp, factor);
  }
  lm_ints last = {1, {-1}};
  lm_tensor *ds = lm_mul(p, minus(dp, lm_sum(lm_mul(dp, p), &last, true, LM_DTYPE_NONE)));
  lm_tensor *out[3] = {NULL};
  if (NEEDS(0)) out[0] = lm_mul_s(lm_matmul(ds, in[1]), scale);
  if (NEEDS(1)) out[1] = lm_mul_s(lm_matmul(lm_transpose(ds, -2, -1), in[0]), scale);
  if (NEEDS(2)) out[2] = lm_matmul(lm_transpose(used, -2, -1), g);
  for (int i = 0; i < 3; i++)
    GRAD(i, dtype == unit ? out[i] : lm_to_dtype(out[i], dtype, LM_DEVICE_NONE, false));
  GRAD(3, ds);
  if (NEEDS(4) && ds) {
    lm_tensor *far = distances(rows_of(ds), columns_of(ds), w.offset, unit, ds->device, true);
    GRAD(4, lm_neg(lm_sum(lm_mul(ds, far), &(lm_ints){2, {-2, -1}}, false, LM_DTYPE_NONE)));
  }
}

VJP(attention_forward) {
  if (G == NULL) return;
  if (lm_here()->grad_mode || NEEDS(3) || NEEDS(4)) {
    composed_vjp(n, G, gi);
    return;
  }
  lm_tuple t = lm_attention_backward(G, IN(0), IN(1), IN(2), OUT(0), OUT(1), kept(n, 3), kept(n, 4),
                                     ARG(5).f, ARG(6).ints, ARG(7).f, ARG(8).ints);
  for (int i = 0; i < 3; i++) GRAD(i, t.v[i]);
}
