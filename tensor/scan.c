/* Running sums and products along a dimension: rules and gradients.  The kernels find the dimension,
** wrapped, in scratch[0]. */
#include "tensor/autograd.h"

#include <stdlib.h>

static bool scan_rule(lm_call *c) {
  lm_tensor *t = A(0).t;
  lm_dtype dtype = A(2).dtype;
  int64_t dim = A(1).i;
  if (dtype == LM_DTYPE_NONE)
    dtype = lm_is_integral((lm_dtype)t->dtype) ? LM_I64 : (lm_dtype)t->dtype;
  if (!lm_wrap_dim(lm_op_name(c), &dim, t->ndim)) return false;
  c->scratch[0] = dim;
  return (c->out[0] = lm_new_like(t, dtype)) != NULL;
}
RULE(cumsum) { return scan_rule(c); }
RULE(cumprod) { return scan_rule(c); }

/* Sums from each position to the end. */
static lm_tensor *sum_from(lm_tensor *t, int64_t dim) {
  lm_ints d = {1, {dim}};
  return lm_flip(lm_cumsum(lm_flip(t, &d), dim, LM_DTYPE_NONE), &d);
}

VJP(cumsum) {
  if (NEEDS(0)) gi[0] = lm_node_sizes(n, 0).n == 0 ? G : sum_from(G, ARG(1).i);
}

static lm_tensor *part(lm_tensor *t, int64_t dim, int64_t from, int64_t to) {
  return lm_slice(t, dim, from, to - from, 1);
}

/* Element k of the gradient where x has zeros: the sum over i >= k of g[i] times the product of all
** of x[1 .. i] but x[k].  `before` holds the products up to and without each position. */
static lm_tensor *cumprod_grad_at(lm_tensor *g, lm_tensor *x, lm_tensor *before, int64_t dim,
                                  int64_t k, int64_t size) {
  lm_tensor *own = part(before, dim, k, k + 1), *sum = part(g, dim, k, k + 1);
  if (k + 1 < size) {
    lm_tensor *after = lm_cumprod(part(x, dim, k + 1, size), dim, LM_DTYPE_NONE);
    lm_tensor *rest = lm_mul(part(g, dim, k + 1, size), after);
    sum = lm_add(sum, lm_sum(rest, &(lm_ints){1, {dim}}, true, LM_DTYPE_NONE), lm_int(1));
  }
  return lm_mul(own, sum);
}

/* The gradient through every element by itself, quadratic in the size: right with zeros, and to any
** order, as PyTorch does it. */
static lm_tensor *cumprod_grad_slowly(lm_tensor *g, lm_tensor *x, int64_t dim) {
  if (g == NULL || x == NULL) return NULL;
  int64_t size = x->sizes[dim];
  lm_tensor *head = part(x, dim, 0, 1), *result = NULL;
  lm_tensor *ones = lm_ones_like(head, LM_DTYPE_NONE, LM_DEVICE_NONE);
  lm_tensor *lead[] = {ones, part(x, dim, 0, size - 1)};
  if (lead[0] == NULL || lead[1] == NULL) return NULL;
  lm_tensor *before = lm_cumprod(lm_cat(&(lm_list){2, lead}, dim), dim, LM_DTYPE_NONE);
  lm_tensor **column = calloc((size_t)size, sizeof *column);
  if (column == NULL) return lm_fail("cumprod: out of memory");
  int64_t k = 0;
  while (k < size && (column[k] = cumprod_grad_at(g, x, before, dim, k, size)) != NULL) k++;
  if (k == size) result = lm_cat(&(lm_list){size, column}, dim);
  free(column);
  return result;
}

VJP(cumprod) {
  if (!NEEDS(0)) return;
  lm_tensor *x = CONJ_IN(0);
  int64_t dim = ARG(1).i;
  if (x == NULL) return;
  if (x->ndim == 0 || x->numel == 0) {
    gi[0] = G;
    return;
  }
  if (!lm_wrap_dim("cumprod", &dim, x->ndim)) return;
  if (ARG(2).dtype != LM_DTYPE_NONE) x = lm_to_dtype(x, ARG(2).dtype, LM_DEVICE_NONE, false);
  lm_scalar zeros;
  lm_tensor *any = lm_any(lm_eq(x, lm_wrap(lm_float(0))), NULL, false);
  if (any == NULL || !lm_get_scalar(any, &zeros)) return;
  if (lm_scalar_i(zeros))
    gi[0] = cumprod_grad_slowly(G, x, dim);
  else
    gi[0] = lm_div(sum_from(lm_mul(G, CONJ_OUT(0)), dim), x);
}
