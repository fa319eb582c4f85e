/* Running sums, products and extremes along a dimension, differences and integrals: rules, composites
** and gradients.  The kernels find the dimension, wrapped, in scratch[0]. */
#include "tensor/autograd.h"

#include <math.h>
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

/* ---- running extremes ---- */

static bool extreme_rule(lm_call *c) {
  lm_tensor *t = A(0).t;
  int64_t dim = A(1).i;
  if (!lm_wrap_dim(lm_op_name(c), &dim, t->ndim)) return false;
  c->scratch[0] = dim;
  c->out[0] = lm_new_like(t, (lm_dtype)t->dtype);
  c->out[1] = lm_new_like(t, LM_I64);
  return c->out[0] && c->out[1];
}
RULE(cummax) { return extreme_rule(c); }
RULE(cummin) { return extreme_rule(c); }

/* What came from one place adds up there. */
static lm_tensor *add_up_at(lm_node *n, lm_tensor *g, lm_tensor *positions) {
  lm_ints sizes = lm_node_sizes(n, 0);
  if (g == NULL || g->numel == 0) return g;
  lm_tensor *zeros = lm_zeros(&sizes, (lm_dtype)g->dtype, g->device);
  return lm_scatter_add(zeros, ARG(1).i, positions, g);
}
VJP(cummax) { GRAD(0, add_up_at(n, G, OUT(1))); }
VJP(cummin) { GRAD(0, add_up_at(n, G, OUT(1))); }

/* ---- logcumsumexp ---- */

RULE(logcumsumexp) {
  lm_tensor *t = A(0).t;
  int64_t dim = A(1).i;
  if (!lm_is_inexact((lm_dtype)t->dtype))
    return lm_fail("logcumsumexp: needs a floating-point tensor, not %s", lm_dtypes[t->dtype].name);
  if (!lm_wrap_dim("logcumsumexp", &dim, t->ndim)) return false;
  c->scratch[0] = dim;
  return (c->out[0] = lm_new_like(t, (lm_dtype)t->dtype)) != NULL;
}

/* The sum over j >= i of g[j] exp(x[i] - y[j]), for real g where g > 0 and for complex g where it is
** not 0: in logarithms, where nothing overflows. */
static lm_tensor *shares_of_exp(lm_tensor *g, lm_tensor *x, lm_tensor *y, int64_t dim) {
  lm_ints d = {1, {dim}};
  if (g == NULL) return NULL;
  lm_tensor *zero = lm_wrap(lm_float(0));
  lm_tensor *none = lm_is_complex((lm_dtype)g->dtype) ? lm_eq(g, zero) : lm_le(g, zero);
  lm_tensor *log_g = lm_log(lm_masked_fill(g, none, lm_wrap(lm_float(1))));
  lm_tensor *term = lm_masked_fill(lm_sub(log_g, y, lm_int(1)), none, lm_wrap(lm_float(-INFINITY)));
  lm_tensor *later = lm_flip(lm_logcumsumexp(lm_flip(term, &d), dim), &d);
  return lm_exp(lm_add(later, x, lm_int(1)));
}

VJP(logcumsumexp) {
  if (!NEEDS(0)) return;
  lm_tensor *x = IN(0), *y = OUT(0);
  int64_t dim = ARG(1).i;
  if (x == NULL || x->ndim == 0 || x->numel == 0) {
    gi[0] = G;
    return;
  }
  if (lm_is_complex((lm_dtype)x->dtype)) {
    gi[0] = lm_conj(shares_of_exp(lm_conj(G), x, y, dim));
    return;
  }
  gi[0] = lm_sub(shares_of_exp(G, x, y, dim), shares_of_exp(lm_neg(G), x, y, dim), lm_int(1));
}

/* ---- differences ---- */

lm_tensor *lm_do_diff(lm_tensor *self, int64_t n, int64_t dim, lm_tensor *prepend,
                      lm_tensor *append) {
  if (self->ndim == 0) return lm_fail("diff: a tensor without dimensions has no neighbours");
  if (n < 0) return lm_fail("diff: n must not be negative, but is %lld", (long long)n);
  if (!lm_wrap_dim("diff", &dim, self->ndim)) return NULL;
  if (n == 0) return self;
  if (prepend || append) {
    lm_tensor *parts[3];
    int64_t count = 0;
    if (prepend) parts[count++] = prepend;
    parts[count++] = self;
    if (append) parts[count++] = append;
    if ((self = lm_cat(&(lm_list){count, parts}, dim)) == NULL) return NULL;
  }
  int64_t size = self->sizes[dim];
  if (n > size) n = size;
  for (; n > 0 && self; n--, size--) {
    int64_t left = size > 0 ? size - 1 : 0;
    lm_tensor *later = lm_slice(self, dim, size - left, left, 1);
    lm_tensor *earlier = lm_slice(self, dim, 0, left, 1);
    self =
        self->dtype == LM_BOOL ? lm_logical_xor(later, earlier) : lm_sub(later, earlier, lm_int(1));
  }
  return self;
}

/* ---- integrals ---- */

/* The areas of the trapezoids between neighbours. */
static lm_tensor *trapezoids(const char *op, lm_tensor *y, lm_tensor *x, lm_scalar dx,
                             int64_t *dim) {
  if (y->dtype == LM_BOOL || (x && x->dtype == LM_BOOL))
    return lm_fail("%s: not defined for bool", op);
  if (y->ndim == 0) return lm_fail("%s: a tensor without dimensions has no neighbours", op);
  if (!lm_wrap_dim(op, dim, y->ndim)) return NULL;
  int64_t n = y->sizes[*dim], left = n > 0 ? n - 1 : 0;
  lm_tensor *pairs =
      lm_add(lm_slice(y, *dim, n - left, left, 1), lm_slice(y, *dim, 0, left, 1), lm_int(1));
  if (x == NULL) return lm_mul_s(pairs, lm_scalar_f(dx) / 2);
  if (x->ndim == 0)
    return lm_fail("%s: x must have a place for each element of y, not shape ()", op);
  /* A vector lies along dim; more dimensions end where those of y do. */
  int64_t along = x->ndim == 1 ? 0 : *dim - y->ndim + x->ndim;
  if (along < 0 || along >= x->ndim || x->sizes[along] != n)
    return lm_fail("%s: x must have %lld places along dimension %lld of y, %s, but has shape %s",
                   op, (long long)n, (long long)*dim + 1, lm_shape_text(y), lm_shape_text(x));
  lm_tensor *widths = lm_diff(x, 1, along, NULL, NULL);
  if (x->ndim == 1) {
    lm_ints sizes = {y->ndim, {0}};
    for (int d = 0; d < y->ndim; d++) sizes.v[d] = d == *dim ? left : 1;
    widths = lm_reshape(widths, &sizes);
  }
  return lm_div_s(lm_mul(pairs, widths), 2);
}

lm_tensor *lm_do_trapezoid(lm_tensor *y, lm_tensor *x, lm_scalar dx, int64_t dim) {
  lm_tensor *areas = trapezoids("trapezoid", y, x, dx, &dim);
  return lm_sum(areas, &(lm_ints){1, {areas ? dim - y->ndim + areas->ndim : 0}}, false,
                LM_DTYPE_NONE);
}

lm_tensor *lm_do_cumulative_trapezoid(lm_tensor *y, lm_tensor *x, lm_scalar dx, int64_t dim) {
  lm_tensor *areas = trapezoids("cumulative_trapezoid", y, x, dx, &dim);
  return lm_cumsum(areas, areas ? dim - y->ndim + areas->ndim : 0, LM_DTYPE_NONE);
}
