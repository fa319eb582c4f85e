/* Padding: a constant around a tensor, or its own elements by position. */
#include "tensor/autograd.h"
#include "tensor/record.h"

#include <string.h>

/* pad has two entries, before and after, for each dimension from the last on. */
static bool padded_sizes(const char *op, const lm_tensor *t, const lm_ints *pad, int64_t *sizes) {
  if (pad->n % 2 != 0)
    return lm_fail("%s: pad must hold two entries for each dimension, not %d entries", op, pad->n);
  if (pad->n / 2 > t->ndim)
    return lm_fail("%s: pad has entries for %d dimensions, a tensor of shape %s has only %d", op,
                   pad->n / 2, lm_shape_text(t), t->ndim);
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)t->ndim);
  for (int i = 0; i < pad->n; i++) {
    int64_t *size = &sizes[t->ndim - 1 - i / 2];
    if (__builtin_add_overflow(*size, pad->v[i], size))
      return lm_fail("%s: pad %lld is out of range", op, (long long)pad->v[i]);
  }
  for (int d = 0; d < t->ndim; d++)
    if (sizes[d] < 0)
      return lm_fail("%s: pad %s takes more from dimension %d of %s than there is", op,
                     lm_sizes_text(pad->n, pad->v), d + 1, lm_shape_text(t));
  return true;
}

RULE(constant_pad) {
  lm_tensor *t = A(0).t;
  const lm_ints *pad = A(1).ints;
  int64_t sizes[LM_MAX_DIMS], inner[LM_MAX_DIMS];
  if (!padded_sizes(lm_running(), t, pad, sizes)) return false;
  lm_tensor *out = c->out[0] = lm_new(t->ndim, sizes, (lm_dtype)t->dtype, t->device);
  if (out == NULL || !lm_fill_elements(out, A(2).s)) return false;
  int64_t from = t->offset, to = 0;
  memcpy(inner, t->sizes, sizeof *inner * (size_t)t->ndim);
  for (int i = 0; i < pad->n / 2; i++) {
    int d = t->ndim - 1 - i;
    int64_t before = pad->v[2 * i], after = pad->v[2 * i + 1];
    if (before < 0) from -= before * t->strides[d], inner[d] += before;
    if (before > 0) to += before * out->strides[d];
    if (after < 0) inner[d] += after;
    if (inner[d] <= 0) return true; /* nothing of t is left */
  }
  return lm_copy_part(t->ndim, inner, out, out->strides, to, t, t->strides, from);
}
VJP(constant_pad) {
  lm_ints back = *ARG(1).ints;
  for (int i = 0; i < back.n; i++) back.v[i] = -back.v[i];
  GRAD(0, lm_constant_pad(G, &back, lm_int(0)));
}

/* ---- reflect, replicate, circular ---- */

typedef enum pad_mode { REFLECT, REPLICATE, CIRCULAR } pad_mode;

/* Which of n positions stands at i, which may lie outside. */
static int64_t source(pad_mode mode, int64_t i, int64_t n) {
  switch (mode) {
  case REFLECT: return i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i;
  case REPLICATE: return i < 0 ? 0 : i >= n ? n - 1 : i;
  default: return i < 0 ? i + n : i >= n ? i - n : i;
  }
}

/* The positions that make dimension d longer by `before` and `after`. */
static lm_tensor *positions(pad_mode mode, int64_t n, int64_t before, int64_t after) {
  int64_t size = n + before + after;
  lm_tensor *index = lm_scoped(lm_new(1, &size, LM_I64, LM_CPU));
  if (index == NULL) return NULL;
  int64_t *p = (int64_t *)(void *)lm_data(index);
  int64_t skipped = 0;
  if (mode == CIRCULAR) { /* around what a cut leaves, not around the whole */
    skipped = before < 0 ? -before : 0;
    n -= skipped + (after < 0 ? -after : 0);
    before = before < 0 ? 0 : before;
  }
  for (int64_t i = 0; i < size; i++) p[i] = skipped + source(mode, i - before, n) + 1;
  return index;
}

/* Fills the positions in front of (or behind) the n of dimension d that follow the first `before`, from
** those n; `sizes` and `offset` say which part of the other dimensions. */
static bool edge(lm_tensor *out, pad_mode mode, int d, bool front, int64_t before, int64_t n,
                 const int64_t *sizes, int64_t offset) {
  static const int64_t steps[] = {[REFLECT] = -1, [REPLICATE] = 0, [CIRCULAR] = 1};
  const int64_t first = front ? 0 : before + n, stride = out->strides[d];
  const int64_t from = before + source(mode, first - before, n);
  int64_t strides[LM_MAX_DIMS];
  memcpy(strides, out->strides, sizeof *strides * (size_t)out->ndim);
  strides[d] *= steps[mode];
  return lm_copy_part(out->ndim, sizes, out, out->strides, offset + first * stride, out, strides,
                      offset + from * stride);
}

static bool fits(const char *op, pad_mode mode, const lm_tensor *t, int d, int64_t before,
                 int64_t after);

/* self in the middle, then the edges of one dimension after the other, from the last on: each from
** what stands between them already.  No entry of pad is negative. */
RULE(position_pad) {
  lm_tensor *t = A(0).t;
  const lm_ints *pad = A(1).ints;
  int64_t sizes[LM_MAX_DIMS], offset = 0;
  const char *op = lm_running();
  if (!padded_sizes(op, t, pad, sizes)) return false;
  if (A(2).i < REFLECT || A(2).i > CIRCULAR)
    return lm_fail("%s: there is no mode %lld", op, (long long)A(2).i);
  for (int i = 0; i < pad->n / 2; i++) {
    const int64_t before = pad->v[2 * i], after = pad->v[2 * i + 1];
    if (before < 0 || after < 0) return lm_fail("%s: an entry of pad is negative", op);
    if (!fits(op, (pad_mode)A(2).i, t, t->ndim - 1 - i, before, after)) return false;
  }
  lm_tensor *out = c->out[0] = lm_new(t->ndim, sizes, (lm_dtype)t->dtype, t->device);
  if (out == NULL || out->numel == 0) return out != NULL;
  for (int i = 0; i < pad->n / 2; i++) offset += pad->v[2 * i] * out->strides[t->ndim - 1 - i];
  bool ok = lm_copy_part(t->ndim, t->sizes, out, out->strides, offset, t, t->strides, t->offset);
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)t->ndim);
  for (int i = 0; ok && i < pad->n / 2; i++) {
    const int d = t->ndim - 1 - i;
    const int64_t before = pad->v[2 * i], after = pad->v[2 * i + 1], n = t->sizes[d];
    const pad_mode mode = (pad_mode)A(2).i;
    offset -= before * out->strides[d];
    sizes[d] = before;
    ok = before == 0 || edge(out, mode, d, true, before, n, sizes, offset);
    sizes[d] = after;
    ok = ok && (after == 0 || edge(out, mode, d, false, before, n, sizes, offset));
    sizes[d] = out->sizes[d];
  }
  return ok;
}

VJP(position_pad) {
  const lm_ints *pad = ARG(1).ints;
  lm_ints sizes = lm_node_sizes(n, 0), whole;
  lm_tensor *grad = G;
  for (int i = pad->n / 2 - 1; grad && i >= 0; i--) { /* the dimension that grew last comes first */
    const int d = sizes.n - 1 - i;
    const int64_t before = pad->v[2 * i], after = pad->v[2 * i + 1];
    if (before == 0 && after == 0) continue;
    whole = (lm_ints){.n = sizes.n};
    memcpy(whole.v, grad->sizes, sizeof *whole.v * (size_t)whole.n);
    whole.v[d] = sizes.v[d];
    lm_tensor *index = lm_to_dtype(positions((pad_mode)ARG(2).i, sizes.v[d], before, after),
                                   LM_DTYPE_NONE, grad->device, false);
    lm_tensor *zeros = lm_zeros(&whole, (lm_dtype)grad->dtype, grad->device);
    grad = lm_index_add(zeros, d, index, grad, lm_int(1));
  }
  GRAD(0, grad);
}

static bool fits(const char *op, pad_mode mode, const lm_tensor *t, int d, int64_t before,
                 int64_t after) {
  int64_t n = t->sizes[d], most = before > after ? before : after;
  if (n == 0 && (before > 0 || after > 0))
    return lm_fail("%s: dimension %d of %s is empty, so it has nothing to repeat", op, d + 1,
                   lm_shape_text(t));
  if (mode == REFLECT && most >= n)
    return lm_fail("%s: padding of %lld must be less than dimension %d of %s to be reflected", op,
                   (long long)most, d + 1, lm_shape_text(t));
  if (mode == CIRCULAR) n += (before < 0 ? before : 0) + (after < 0 ? after : 0);
  if (mode == CIRCULAR && most > n)
    return lm_fail("%s: padding of %lld would go around dimension %d of %s more than once", op,
                   (long long)most, d + 1, lm_shape_text(t));
  return true;
}

static lm_tensor *pad_by_position(const char *op, lm_tensor *t, const lm_ints *pad, pad_mode mode) {
  int64_t sizes[LM_MAX_DIMS];
  int dims = pad->n / 2;
  if (!padded_sizes(op, t, pad, sizes)) return NULL;
  if (dims < 1 || dims > 3 || (t->ndim != dims + 1 && t->ndim != dims + 2))
    return lm_fail(
        "%s: reflect, replicate and circular pad the last 1, 2 or 3 dimensions of a tensor "
        "with 1 or 2 more, not %d of shape %s",
        op, dims, lm_shape_text(t));
  bool cut = false;
  for (int i = 0; i < dims; i++) {
    int64_t before = pad->v[2 * i], after = pad->v[2 * i + 1];
    cut = cut || before < 0 || after < 0;
    if ((before || after) && !fits(op, mode, t, t->ndim - 1 - i, before, after)) return NULL;
  }
  if (!cut) return lm_position_pad(t, pad, mode);
  lm_tensor *result = t;
  for (int i = 0; result && i < dims; i++) {
    int64_t before = pad->v[2 * i], after = pad->v[2 * i + 1];
    int d = t->ndim - 1 - i;
    if (before == 0 && after == 0) continue;
    lm_tensor *index = positions(mode, t->sizes[d], before, after);
    result = lm_index_select(result, d, lm_to_dtype(index, LM_DTYPE_NONE, t->device, false));
  }
  return result;
}

lm_tensor *lm_do_pad(lm_tensor *input, const lm_ints *pad, const char *mode,
                     const lm_scalar *value) {
  const char *op = lm_running();
  if (strcmp(mode, "constant") == 0) return lm_constant_pad(input, pad, value ? *value : lm_int(0));
  if (value && lm_scalar_f(*value) != 0)
    return lm_fail("%s: a value goes with mode \"constant\" only, not \"%s\"", op, mode);
  if (strcmp(mode, "reflect") == 0) return pad_by_position(op, input, pad, REFLECT);
  if (strcmp(mode, "replicate") == 0) return pad_by_position(op, input, pad, REPLICATE);
  if (strcmp(mode, "circular") == 0) return pad_by_position(op, input, pad, CIRCULAR);
  return lm_fail("%s: mode must be \"constant\", \"reflect\", \"replicate\" or \"circular\", not "
                 "\"%s\"",
                 op, mode);
}
