/* scatter_reduce and index_reduce: elements that meet in one place are combined.  Their gradients are
** PyTorch's: extremes share between all that reached them, products leave out zeros with care. */
#include "tensor/index.h"

#include <string.h>

int lm_combine_by_name(const char *op, const char *reduce, bool with_sum) {
  static const char *const names[] = {"sum", "prod", "mean", "amax", "amin"};
  for (int i = with_sum ? 0 : 1; reduce && i < 5; i++)
    if (strcmp(reduce, names[i]) == 0) return i;
  lm_fail("%s: reduce must be %s\"prod\", \"mean\", \"amax\" or \"amin\", not %s%s%s", op,
          with_sum ? "\"sum\", " : "", reduce ? "\"" : "", reduce ? reduce : "nil",
          reduce ? "\"" : "");
  return -1;
}

/* scratch[0] tells the kernel how. */
RULE(scatter_reduce) {
  int how = lm_combine_by_name("scatter_reduce", A(4).str, true);
  c->scratch[0] = how;
  return how >= 0 && lm_rule_scatter_add(c);
}
RULE(index_reduce) {
  int how = lm_combine_by_name("index_reduce", A(4).str, false);
  c->scratch[0] = how;
  return how >= 0 && lm_rule_index_copy(c);
}

/* ---- scatter with reduce ---- */

lm_tensor *lm_do_scatter_with(lm_tensor *self, int64_t dim, lm_tensor *index, lm_tensor *src,
                              const char *reduce) {
  if (reduce == NULL) return lm_scatter(self, dim, index, src);
  bool add = strcmp(reduce, "add") == 0;
  if (!add && strcmp(reduce, "multiply") != 0)
    return lm_fail(
        "scatter: reduce must be \"add\" or \"multiply\", not \"%s\"; scatter_reduce knows others",
        reduce);
  if (src->ndim == 0 && index->ndim > 0) { /* a number for all */
    lm_ints sizes = {.n = index->ndim};
    memcpy(sizes.v, index->sizes, sizeof *sizes.v * (size_t)sizes.n);
    src = lm_expand(lm_to_dtype(src, (lm_dtype)self->dtype, self->device, false), &sizes);
  } else if (src->wrapped) {
    src = lm_to_dtype(src, (lm_dtype)self->dtype, self->device, true);
  }
  return add ? lm_scatter_add(self, dim, index, src)
             : lm_scatter_reduce(self, dim, index, src, "prod", true);
}

lm_tensor *lm_do_scatter_value(lm_tensor *self, int64_t dim, lm_tensor *index, lm_tensor *value,
                               const char *reduce) {
  if (value->ndim != 0)
    return lm_fail("scatter: value must be a number, not a tensor of shape %s",
                   lm_shape_text(value));
  return lm_scatter_with(self, dim, index, value, reduce);
}

/* ---- gradients ---- */

/* How the two rows pick: element by element, or whole slices. */
typedef struct picking {
  bool slices;
  int64_t dim;
  lm_tensor *index;
} picking;

static lm_tensor *pick(const picking *p, lm_tensor *t) {
  return p->slices ? lm_index_select(t, p->dim, p->index) : lm_gather(t, p->dim, p->index);
}
static lm_tensor *add_up(const picking *p, lm_tensor *to, lm_tensor *t) {
  return p->slices ? lm_index_add(to, p->dim, p->index, t, lm_int(1))
                   : lm_scatter_add(to, p->dim, p->index, t);
}
static lm_tensor *zero_at(const picking *p, lm_tensor *t) {
  lm_tensor *zero = lm_wrap(lm_float(0));
  return p->slices ? lm_index_fill(t, p->dim, p->index, zero)
                   : lm_scatter(t, p->dim, p->index, zero);
}
static lm_tensor *combine(const picking *p, lm_tensor *to, lm_tensor *t, lm_node *n) {
  return p->slices ? lm_index_reduce(to, p->dim, p->index, t, ARG(4).str, ARG(5).b)
                   : lm_scatter_reduce(to, p->dim, p->index, t, ARG(4).str, ARG(5).b);
}

static lm_tensor *number(double x) { return lm_wrap(lm_float(x)); }
static lm_tensor *to_float(lm_tensor *mask, const lm_tensor *like) {
  return lm_to_dtype(mask, (lm_dtype)like->dtype, LM_DEVICE_NONE, false);
}

/* Products: the gradient of a factor is the product of the others, which is the result divided by it;
** where it is 0 the others are multiplied anew. */
static void product_gradients(lm_node *n, const picking *p, lm_tensor *g, lm_tensor *self,
                              lm_tensor *src, lm_tensor *result, lm_tensor **to_self,
                              lm_tensor **to_src) {
  lm_tensor *zero = number(0), *one = number(1);
  if (to_self) {
    lm_tensor *masked = lm_masked_fill(self, lm_eq(self, zero), one);
    *to_self = lm_div(lm_mul(g, combine(p, masked, src, n)), masked);
  }
  if (to_src) {
    lm_tensor *is_zero = lm_eq(src, zero);
    lm_tensor *none = lm_zeros_like(self, LM_DTYPE_NONE, LM_DEVICE_NONE);
    lm_tensor *zeros = pick(p, add_up(p, none, to_float(is_zero, self)));
    lm_tensor *single = lm_logical_and(is_zero, lm_eq(zeros, one));
    lm_tensor *others = combine(p, self, lm_masked_fill(src, single, one), n);
    *to_src =
        lm_where_select(single, pick(p, lm_mul(g, others)),
                        lm_div(pick(p, lm_mul(g, result)), lm_masked_fill(src, is_zero, one)));
  }
}

static void mean_gradients(const picking *p, lm_tensor *g, lm_tensor *src, bool include_self,
                           lm_tensor **to_self, lm_tensor **to_src) {
  lm_tensor *n = include_self ? lm_ones_like(g, LM_DTYPE_NONE, LM_DEVICE_NONE)
                              : lm_zeros_like(g, LM_DTYPE_NONE, LM_DEVICE_NONE);
  n = add_up(p, n, lm_ones_like(src, LM_DTYPE_NONE, LM_DEVICE_NONE));
  n = lm_masked_fill(n, lm_eq(n, number(0)), number(1));
  if (to_self) *to_self = lm_div(g, n);
  if (to_src) *to_src = lm_div(pick(p, g), pick(p, n));
}

static void extreme_gradients(const picking *p, lm_tensor *g, lm_tensor *self, lm_tensor *src,
                              lm_tensor *result, lm_tensor **to_self, lm_tensor **to_src) {
  lm_tensor *self_is = to_float(lm_eq(self, result), self);
  lm_tensor *src_is = to_float(lm_eq(src, pick(p, result)), self);
  lm_tensor *share = lm_div(g, add_up(p, self_is, src_is));
  if (to_self) *to_self = lm_mul(self_is, share);
  if (to_src) *to_src = lm_mul(src_is, pick(p, share));
}

/* The part of src that index covers. */
static lm_tensor *used_part(lm_tensor *src, const lm_tensor *index) {
  for (int d = 0; src && d < index->ndim && d < src->ndim; d++)
    if (index->sizes[d] != src->sizes[d]) src = lm_slice(src, d, 0, index->sizes[d], 1);
  return src;
}

static void gradients(lm_node *n, lm_tensor *const *g, lm_tensor **gi, bool slices) {
  lm_tensor *self = IN(0), *index = IN(1), *src = IN(2), *result = OUT(0);
  if (self == NULL || index == NULL || src == NULL || result == NULL) return;
  const picking p = {slices, ARG(1).i, index};
  int how = lm_combine_by_name("", ARG(4).str, true);
  if (!slices) src = used_part(src, index);
  lm_tensor *grad_self = NULL, *grad_src = NULL;
  lm_tensor **to_self = NEEDS(0) ? &grad_self : NULL, **to_src = NEEDS(2) ? &grad_src : NULL;
  switch (how) {
  case LM_COMBINE_SUM:
    if (to_self) grad_self = G;
    if (to_src) grad_src = pick(&p, G);
    break;
  case LM_COMBINE_PROD: product_gradients(n, &p, G, self, src, result, to_self, to_src); break;
  case LM_COMBINE_MEAN: mean_gradients(&p, G, src, ARG(5).b, to_self, to_src); break;
  default: extreme_gradients(&p, G, self, src, result, to_self, to_src);
  }
  if (to_self) gi[0] = ARG(5).b ? grad_self : zero_at(&p, grad_self);
  if (to_src) gi[2] = slices ? grad_src : lm_padded_gradient(n, 2, grad_src);
  if (to_src && slices && gi[2]) {
    lm_ints sizes = lm_node_sizes(n, 2);
    gi[2] = lm_reshape(gi[2], &sizes);
  }
}

VJP(scatter_reduce) { gradients(n, g, gi, false); }
VJP(index_reduce) { gradients(n, g, gi, true); }
