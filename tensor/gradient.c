/* tensor.gradient: derivatives from neighbouring elements, as numpy.gradient and torch.gradient
** take them (second order inside; B. Fornberg, Math. Comp. 51 (1988), for uneven distances). */
#include "tensor/record.h"

#define ONE lm_int(1)

/* Position i (from the end when negative) along dim, and the n positions from there. */
static lm_tensor *from(lm_tensor *t, int64_t dim, int64_t i, int64_t n) {
  return lm_slice(t, dim, i < 0 ? t->sizes[dim] + i : i, n, 1);
}

/* a * x + b * y + c * z; y and z may be missing. */
static lm_tensor *weighted(lm_tensor *a, lm_tensor *x, lm_tensor *b, lm_tensor *y, lm_tensor *c,
                           lm_tensor *z) {
  lm_tensor *sum = lm_add(lm_mul(a, x), lm_mul(b, y), ONE);
  return z ? lm_add(sum, lm_mul(c, z), ONE) : sum;
}

static lm_tensor *joined(lm_tensor *first, lm_tensor *inside, lm_tensor *last, int64_t dim) {
  lm_tensor *parts[] = {first, inside, last};
  return first && inside && last ? lm_cat(&(lm_list){3, parts}, dim) : NULL;
}

static lm_tensor *number(double v) { return lm_wrap(lm_float(v)); }

/* Along a dimension whose positions are h apart. */
static lm_tensor *even(lm_tensor *t, int64_t dim, double h, int64_t order) {
  int64_t n = t->sizes[dim];
  lm_tensor *inside = lm_sub(from(t, dim, 2, n - 2), from(t, dim, 0, n - 2), ONE);
  lm_tensor *first, *last;
  if (order == 1) {
    first = lm_sub(from(t, dim, 1, 1), from(t, dim, 0, 1), ONE);
    last = lm_sub(from(t, dim, -1, 1), from(t, dim, -2, 1), ONE);
  } else {
    first = weighted(number(-1.5), from(t, dim, 0, 1), number(2), from(t, dim, 1, 1), number(-0.5),
                     from(t, dim, 2, 1));
    last = weighted(number(1.5), from(t, dim, -1, 1), number(-2), from(t, dim, -2, 1), number(0.5),
                    from(t, dim, -3, 1));
  }
  return joined(lm_div_s(first, h), lm_div_s(inside, 2 * h), lm_div_s(last, h), dim);
}

/* Distances of neighbours, from number i on, shaped to meet a tensor at its dimension dim. */
static lm_tensor *gaps(lm_tensor *gap, int64_t i, int64_t n, const lm_tensor *t, int64_t dim) {
  lm_ints shape = {.n = t->ndim};
  for (int d = 0; d < t->ndim; d++) shape.v[d] = d == dim ? n : 1;
  return lm_reshape(from(gap, 0, i, n), &shape);
}

/* Along a dimension whose positions have coordinates. */
static lm_tensor *uneven(lm_tensor *t, int64_t dim, lm_tensor *at, int64_t order) {
  int64_t n = t->sizes[dim];
  lm_tensor *gap = lm_sub(from(at, 0, 1, n - 1), from(at, 0, 0, n - 1), ONE);
  if (gap == NULL) return NULL;
  lm_tensor *x = gaps(gap, 0, n - 2, t, dim), *y = gaps(gap, 1, n - 2, t, dim);
  lm_tensor *both = lm_add(x, y, ONE), *xy = lm_mul(x, y);
  lm_tensor *inside = weighted(lm_neg(lm_div(y, lm_mul(x, both))), from(t, dim, 0, n - 2),
                               lm_div(lm_sub(y, x, ONE), xy), from(t, dim, 1, n - 2),
                               lm_div(x, lm_mul(y, both)), from(t, dim, 2, n - 2));
  lm_tensor *first, *last;
  if (order == 1) {
    first = lm_sub(from(t, dim, 1, 1), from(t, dim, 0, 1), ONE);
    first = lm_div(first, gaps(gap, 0, 1, t, dim));
    last = lm_sub(from(t, dim, -1, 1), from(t, dim, -2, 1), ONE);
    last = lm_div(last, gaps(gap, -1, 1, t, dim));
  } else {
    x = gaps(gap, 0, 1, t, dim), y = gaps(gap, 1, 1, t, dim);
    both = lm_add(x, y, ONE);
    first = weighted(lm_neg(lm_div(lm_add(both, x, ONE), lm_mul(x, both))), from(t, dim, 0, 1),
                     lm_div(both, lm_mul(x, y)), from(t, dim, 1, 1),
                     lm_neg(lm_div(x, lm_mul(y, both))), from(t, dim, 2, 1));
    x = gaps(gap, -2, 1, t, dim), y = gaps(gap, -1, 1, t, dim);
    both = lm_add(x, y, ONE);
    last = weighted(lm_div(y, lm_mul(x, both)), from(t, dim, -3, 1),
                    lm_neg(lm_div(both, lm_mul(x, y))), from(t, dim, -2, 1),
                    lm_div(lm_add(both, y, ONE), lm_mul(y, both)), from(t, dim, -1, 1));
  }
  return joined(first, inside, last, dim);
}

/* ---- the whole ---- */

/* The distances of each dimension: one of the three. */
typedef struct spacing {
  double all;
  const lm_floats *steps;
  const lm_list *coordinates;
} spacing;

static bool all_dims(lm_tensor *self, const lm_ints *dim, lm_ints *dims) {
  uint32_t seen = 0;
  dims->n = dim ? dim->n : self->ndim;
  for (int i = 0; i < dims->n; i++) {
    dims->v[i] = dim ? dim->v[i] : i;
    if (!lm_wrap_dim("gradient", &dims->v[i], self->ndim)) return false;
    if (seen >> dims->v[i] & 1)
      return lm_fail("gradient: dimension %lld is given twice", (long long)dims->v[i] + 1);
    seen |= 1u << dims->v[i];
  }
  return true;
}

static bool check(lm_tensor *self, const spacing *s, const lm_ints *dims, int64_t order) {
  if (self->dtype == LM_BOOL || self->dtype == LM_U8)
    return lm_fail("gradient: is not defined for %s, which has no negative numbers",
                   lm_dtypes[self->dtype].name);
  if (order != 1 && order != 2)
    return lm_fail("gradient: edge_order must be 1 or 2, not %lld", (long long)order);
  int64_t given = s->steps ? s->steps->n : s->coordinates ? s->coordinates->n : dims->n;
  if (given != dims->n)
    return lm_fail("gradient: spacing has %lld entries for %d dimensions", (long long)given,
                   dims->n);
  for (int i = 0; i < dims->n; i++) {
    int64_t d = dims->v[i], size = self->sizes[d];
    if (size < order + 1)
      return lm_fail("gradient: dimension %lld of shape %s needs at least %lld positions "
                     "for edge_order %lld",
                     (long long)d + 1, lm_shape_text(self), (long long)order + 1, (long long)order);
    if (s->coordinates == NULL) continue;
    const lm_tensor *at = s->coordinates->v[i];
    if (at->ndim != 1 || at->sizes[0] != size || at->dtype == LM_BOOL)
      return lm_fail(
          "gradient: entry %d of spacing must hold the coordinates of the %lld positions "
          "of dimension %lld, but has shape %s and dtype %s",
          i + 1, (long long)size, (long long)d + 1, lm_shape_text(at), lm_dtypes[at->dtype].name);
  }
  return true;
}

static lm_list *run(lm_tensor *self, spacing s, const lm_ints *dim, int64_t order) {
  lm_ints dims;
  if (!all_dims(self, dim, &dims) || !check(self, &s, &dims, order)) return NULL;
  lm_list *list = lm_list_new(dims.n);
  for (int i = 0; list && i < dims.n; i++) {
    lm_tensor *g = s.coordinates ? uneven(self, dims.v[i], s.coordinates->v[i], order)
                                 : even(self, dims.v[i], s.steps ? s.steps->v[i] : s.all, order);
    if ((list->v[i] = lm_retain(g)) == NULL) {
      lm_list_free(list);
      return NULL;
    }
  }
  return list;
}

lm_list *lm_do_gradient(lm_tensor *self, lm_scalar h, const lm_ints *dim, int64_t edge_order) {
  return run(self, (spacing){.all = lm_scalar_f(h)}, dim, edge_order);
}
lm_list *lm_do_gradient_steps(lm_tensor *self, const lm_floats *h, const lm_ints *dim,
                              int64_t edge_order) {
  return run(self, (spacing){.steps = h}, dim, edge_order);
}
lm_list *lm_do_gradient_at(lm_tensor *self, const lm_list *at, const lm_ints *dim,
                           int64_t edge_order) {
  return run(self, (spacing){.coordinates = at}, dim, edge_order);
}
