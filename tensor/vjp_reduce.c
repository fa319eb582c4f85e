/* Gradients of the reductions. */
#include "tensor/autograd.h"

#include <math.h>

/* `t`, a result over `dims`, with the reduced dimensions back as size 1: it broadcasts against the
** input then. */
static lm_tensor *restored(lm_node *n, lm_tensor *t, const lm_ints *dims, bool keepdim) {
  lm_ints sizes = lm_node_sizes(n, 0);
  uint32_t mask;
  if (keepdim || t == NULL) return t;
  if (!lm_dim_mask(lm_node_name(n), dims, sizes.n, &mask)) return NULL;
  for (int d = 0; d < sizes.n; d++)
    if (mask >> d & 1) sizes.v[d] = 1;
  return lm_view(t, &sizes);
}

/* The list that stands for an optional dimension (NULL: all). */
static const lm_ints *dim_list(int64_t dim, lm_ints *list) {
  *list = (lm_ints){1, {dim}};
  return dim == LM_NO_DIM ? NULL : list;
}

/* How many elements of the input went into each result. */
static double reduced_count(lm_node *n, const lm_ints *dims) {
  lm_ints sizes = lm_node_sizes(n, 0);
  uint32_t mask;
  double count = 1;
  if (!lm_dim_mask(lm_node_name(n), dims, sizes.n, &mask)) return 0;
  for (int d = 0; d < sizes.n; d++)
    if (mask >> d & 1) count *= (double)sizes.v[d];
  return count;
}

static lm_tensor *number(double x) { return lm_wrap(lm_float(x)); }
static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *is_zero(lm_tensor *t) { return lm_eq(t, number(0)); }

VJP(sum) {
  lm_ints sizes = lm_node_sizes(n, 0);
  GRAD(0, lm_expand(restored(n, G, ARG(1).ints, ARG(2).b), &sizes));
}

VJP(mean) {
  lm_ints sizes = lm_node_sizes(n, 0);
  lm_tensor *g1 = restored(n, G, ARG(1).ints, ARG(2).b);
  GRAD(0, lm_expand(lm_div_s(g1, reduced_count(n, ARG(1).ints)), &sizes));
}

/* ---- prod ---- */

/* True when t holds a zero; *ok is false after a failure. */
static bool holds_zero(lm_tensor *t, bool *ok) {
  lm_scalar found = {0};
  lm_tensor *any = lm_any(is_zero(t), NULL, false);
  *ok = any != NULL && lm_get_scalar(any, &found);
  return *ok && lm_scalar_i(found) != 0;
}

/* For each element of x the product of those before it along dim. */
static lm_tensor *products_before(lm_tensor *x, int64_t dim) {
  if (x == NULL) return NULL;
  lm_tensor *first = lm_slice(x, dim, 0, 1, 1);
  lm_tensor *part[] = {lm_ones_like(first, LM_DTYPE_NONE, LM_DEVICE_NONE),
                       lm_slice(x, dim, 0, x->sizes[dim] - 1, 1)};
  if (part[0] == NULL || part[1] == NULL) return NULL;
  return lm_cumprod(lm_cat(&(lm_list){2, part}, dim), dim, LM_DTYPE_NONE);
}

/* The product of all the others, by a scan from either side: right where x has zeros. */
static lm_tensor *product_of_others(lm_tensor *x, int64_t dim) {
  lm_ints d = {1, {dim}};
  lm_tensor *after = lm_flip(products_before(lm_flip(x, &d), dim), &d);
  return lm_mul(products_before(x, dim), after);
}

VJP(prod) {
  if (!NEEDS(0)) return;
  lm_ints list, sizes = lm_node_sizes(n, 0);
  const lm_ints *dims = dim_list(ARG(1).i, &list);
  lm_tensor *x = IN(0), *g1 = restored(n, G, dims, ARG(2).b);
  if (x == NULL || g1 == NULL) return;
  if (sizes.n == 0 || x->numel == 0) {
    gi[0] = lm_expand(g1, &sizes);
    return;
  }
  if (ARG(3).dtype != LM_DTYPE_NONE) x = lm_to_dtype(x, ARG(3).dtype, LM_DEVICE_NONE, false);
  bool ok, zeros = holds_zero(x, &ok);
  if (!ok) return;
  if (!zeros) {
    gi[0] = lm_mul(g1, lm_conjugate(lm_div(restored(n, OUT(0), dims, ARG(2).b), x)));
    return;
  }
  int64_t dim = ARG(1).i;
  lm_tensor *others;
  if (dim == LM_NO_DIM) {
    others = lm_view(product_of_others(lm_reshape(x, &(lm_ints){1, {-1}}), 0), &sizes);
  } else {
    if (!lm_wrap_dim("prod", &dim, sizes.n)) return;
    others = product_of_others(x, dim);
  }
  gi[0] = lm_mul(g1, lm_conjugate(others));
}

/* ---- extremes ---- */

/* g spread evenly over the elements of x that equal the extreme (both NaN counts as equal). */
static lm_tensor *spread_over_ties(lm_tensor *x, lm_tensor *extreme, lm_tensor *g,
                                   const lm_ints *dims, bool nan) {
  lm_tensor *hit = lm_eq(x, extreme);
  if (nan) hit = lm_logical_or(hit, lm_logical_and(lm_isnan(x), lm_isnan(extreme)));
  lm_tensor *count = g ? lm_sum(hit, dims, true, (lm_dtype)g->dtype) : NULL;
  return lm_mul(lm_div(g, count), hit);
}

static lm_tensor *extreme_vjp(lm_node *n, lm_tensor *g, const lm_ints *dims, bool keepdim,
                              bool nan) {
  return spread_over_ties(IN(0), restored(n, OUT(0), dims, keepdim), restored(n, g, dims, keepdim),
                          dims, nan);
}
VJP(max) { GRAD(0, extreme_vjp(n, G, NULL, false, true)); }
VJP(min) { GRAD(0, extreme_vjp(n, G, NULL, false, true)); }
VJP(amax) { GRAD(0, extreme_vjp(n, G, ARG(1).ints, ARG(2).b, false)); }
VJP(amin) { GRAD(0, extreme_vjp(n, G, ARG(1).ints, ARG(2).b, false)); }

/* The chosen position gets the gradient, nobody else. */
static lm_tensor *send_to_chosen(lm_node *n, lm_tensor *g) {
  lm_ints list, sizes = lm_node_sizes(n, 0);
  if (g == NULL || sizes.n == 0) return g;
  int64_t dim = ARG(1).i;
  const lm_ints *dims = dim_list(dim, &list);
  lm_tensor *index = restored(n, OUT(1), dims, ARG(2).b);
  lm_tensor *zeros = lm_zeros(&sizes, (lm_dtype)g->dtype, g->device);
  return lm_scatter(zeros, dim, index, restored(n, g, dims, ARG(2).b));
}
VJP(max_dim) { GRAD(0, send_to_chosen(n, G)); }
VJP(min_dim) { GRAD(0, send_to_chosen(n, G)); }

/* ---- moments ---- */

/* 2 g (x - mean) / (n - correction), for g the gradient of the variance; where no degree of freedom
** is left, what PyTorch makes of it. */
static lm_tensor *variance_vjp(lm_node *n, lm_tensor *g) {
  const lm_ints *dims = ARG(1).ints;
  double dof = reduced_count(n, dims) - ARG(2).f;
  lm_tensor *x = IN(0), *centred = minus(x, lm_mean(x, dims, true, LM_DTYPE_NONE));
  if (dof <= 0 && (dims == NULL || (x && x->ndim == 0)))
    return lm_mul(g, lm_where_select(is_zero(centred), number(NAN), number(INFINITY)));
  return lm_mul(lm_mul_s(g, 2 / dof), centred);
}

VJP(var) { GRAD(0, variance_vjp(n, restored(n, G, ARG(1).ints, ARG(3).b))); }

/* Where the deviation is 0 its root has no slope; 0 is taken, as PyTorch does. */
VJP(std) {
  if (!NEEDS(0)) return;
  lm_tensor *std = OUT(0), *flat = is_zero(std);
  lm_tensor *g1 = lm_div(G, lm_mul_s(lm_masked_fill(std, flat, number(1)), 2));
  g1 = lm_masked_fill(g1, flat, number(0));
  gi[0] = variance_vjp(n, restored(n, g1, ARG(1).ints, ARG(3).b));
}

/* ---- norm ---- */

/* |x|^q with 0 where x is 0, for exponents that would make it infinite there. */
static lm_tensor *abs_pow(lm_tensor *x, double q) {
  lm_tensor *size = lm_abs(x);
  if (q >= 1) return lm_pow_s(size, q);
  lm_tensor *zero = is_zero(x);
  return lm_masked_fill(lm_pow_s(lm_masked_fill(size, zero, number(1)), q), zero, number(0));
}

/* d|x|_p / dx = sign(x) |x|^(p-1) / norm^(p-1); where the norm is 0 the subgradient 0 is taken, by
** dividing by 1 there, so that second derivatives stay finite too. */
VJP(norm) {
  if (!NEEDS(0)) return;
  double p = ARG(1).f;
  const lm_ints *dims = ARG(2).ints;
  lm_tensor *x = IN(0), *g1 = restored(n, G, dims, ARG(3).b);
  if (p == 0) {
    gi[0] = lm_zeros_like(x, LM_DTYPE_NONE, LM_DEVICE_NONE);
    return;
  }
  if (p == 1) {
    gi[0] = lm_mul(lm_sgn(x), g1);
    return;
  }
  lm_tensor *norm = restored(n, OUT(0), dims, ARG(3).b);
  if (isinf(p)) {
    gi[0] = lm_mul(lm_sgn(x), spread_over_ties(lm_abs(x), norm, g1, dims, true));
    return;
  }
  lm_tensor *safe = lm_masked_fill(norm, is_zero(norm), number(1));
  if (p == 2) {
    gi[0] = lm_mul(x, lm_div(g1, safe));
    return;
  }
  lm_tensor *scaled = p > 2 ? lm_mul(x, abs_pow(x, p - 2)) : lm_mul(lm_sgn(x), abs_pow(x, p - 1));
  gi[0] = lm_mul(scaled, lm_div(g1, lm_pow_s(safe, p - 1)));
}

VJP(logsumexp) {
  const lm_ints *dims = ARG(1).ints;
  GRAD(0, lm_mul(restored(n, G, dims, ARG(2).b),
                 lm_conjugate(lm_exp(minus(IN(0), restored(n, OUT(0), dims, ARG(2).b))))));
}
