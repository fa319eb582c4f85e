/* Distances between the rows of two matrices. */
#include "tensor/linalg/linalg.h"

#include <math.h>
#include <string.h>

enum { AUTOMATIC, BY_PRODUCT, DIRECTLY };
/* From more rows than this on PyTorch makes Euclidean distances of one product. */
enum { ROWS_FOR_PRODUCT = 25 };

static lm_tensor *row_squares(lm_tensor *x) {
  static const lm_ints last = {.n = 1, .v = {-1}};
  return lm_sum(lm_square(x), &last, true, LM_DTYPE_NONE);
}

/* |x|^2 + |y|^2 - 2 x y, which may fall below 0 by a rounding. */
static lm_tensor *by_product(lm_tensor *x, lm_tensor *y) {
  lm_tensor *sum = la_add(row_squares(x), la_mH(row_squares(y)));
  return lm_sqrt(lm_clamp_min(la_sub(sum, lm_mul_s(la_mm(x, la_mH(y)), 2)), la_number(0)));
}

static bool distances_exist(const lm_tensor *x, const char *name, double p) {
  if (x->dtype != LM_F32 && x->dtype != LM_F64)
    return lm_fail("%s: %s must be float32 or float64, not %s; convert it first", lm_running(),
                   name, lm_dtypes[x->dtype].name);
  if (!(p >= 0)) return lm_fail("%s: p must be 0 or above, got %g", lm_running(), p);
  return true;
}

/* What the hidden rows ask of their operands. */
static bool rows_fit(const lm_tensor *x, const lm_tensor *y, double p) {
  return distances_exist(x, "x1", p) && la_same_batches(x, "x1", y, "x2") &&
         la_sizes_equal(x, x->ndim - 1, y, y->ndim - 1);
}

RULE(cdist_kernel) {
  lm_tensor *x = A(0).t;
  if (!rows_fit(x, A(1).t, A(2).f)) return false;
  int64_t sizes[LM_MAX_DIMS];
  memcpy(sizes, x->sizes, sizeof *sizes * (size_t)x->ndim);
  sizes[x->ndim - 1] = la_rows(A(1).t);
  return (c->out[0] = lm_new(x->ndim, sizes, (lm_dtype)x->dtype, x->device)) != NULL;
}

/* With equal batches. */
RULE(cdist_forward) {
  lm_tensor *x = A(0).t, *y = A(1).t;
  if (!rows_fit(x, y, A(2).f)) return false;
  bool many = la_rows(x) > ROWS_FOR_PRODUCT || la_rows(y) > ROWS_FOR_PRODUCT;
  bool product = A(2).f == 2 && (A(3).i == BY_PRODUCT || (A(3).i == AUTOMATIC && many));
  lm_scope scope = lm_scope_open();
  bool ok = la_keep(c, 0, product ? by_product(x, y) : lm_cdist_kernel(x, y, A(2).f));
  lm_scope_close(scope, NULL);
  return ok;
}

/* |x|^q, and 0 where x is 0. */
static lm_tensor *power_of_size(lm_tensor *x, double q) {
  lm_tensor *zero = lm_eq(x, la_number(0)), *size = lm_abs(x);
  if (q >= 1) return lm_pow_s(size, q);
  return lm_masked_fill(lm_pow_s(lm_masked_fill(size, zero, la_number(1)), q), zero, la_number(0));
}

/* Where the distance is 0 the sub-gradient 0 is taken. */
VJP(cdist_forward) {
  static const lm_ints rows = {.n = 1, .v = {-2}}, others = {.n = 1, .v = {-3}},
                       last = {.n = 1, .v = {-1}};
  double p = ARG(2).f;
  if (!G || !(NEEDS(0) || NEEDS(1))) return;
  lm_tensor *x = IN(0), *y = IN(1), *distance = OUT(0);
  if (!x || !y || !distance) return;
  if (p == 0) {
    GRAD(0, lm_zeros_like(x, LM_DTYPE_NONE, LM_DEVICE_NONE));
    GRAD(1, lm_zeros_like(y, LM_DTYPE_NONE, LM_DEVICE_NONE));
    return;
  }
  lm_tensor *zero = lm_eq(distance, la_number(0));
  lm_tensor *safe = lm_masked_fill(distance, zero, la_number(1));
  lm_tensor *g1 = lm_masked_fill(G, zero, la_number(0));
  if (p == 2) { /* without a tensor of all differences */
    lm_tensor *w = lm_div(g1, safe);
    GRAD(0, la_sub(lm_mul(lm_sum(w, &last, true, LM_DTYPE_NONE), x), la_mm(w, y)));
    lm_tensor *wh = la_mH(w);
    GRAD(1, la_sub(lm_mul(lm_sum(wh, &last, true, LM_DTYPE_NONE), y), la_mm(wh, x)));
    return;
  }
  lm_tensor *d = la_sub(lm_unsqueeze(x, -2), lm_unsqueeze(y, -3)), *slope;
  if (p == 1) {
    slope = lm_mul(lm_sign(d), lm_unsqueeze(g1, -1));
  } else if (isinf(p)) {
    lm_tensor *at_most = lm_eq(lm_abs(d), lm_unsqueeze(distance, -1));
    slope = lm_mul(lm_mul(lm_sign(d), at_most), lm_unsqueeze(g1, -1));
  } else {
    lm_tensor *w = lm_unsqueeze(lm_div(g1, lm_pow_s(safe, p - 1)), -1);
    slope =
        p > 2 ? lm_mul(d, power_of_size(d, p - 2)) : lm_mul(lm_sign(d), power_of_size(d, p - 1));
    slope = lm_mul(slope, w);
  }
  GRAD(0, lm_sum(slope, &rows, false, LM_DTYPE_NONE));
  GRAD(1, lm_neg(lm_sum(slope, &others, false, LM_DTYPE_NONE)));
}

lm_tensor *lm_do_cdist(lm_tensor *x1, lm_tensor *x2, double p, const char *compute_mode) {
  static const char *const modes[] = {"use_mm_for_euclid_dist_if_necessary",
                                      "use_mm_for_euclid_dist", "donot_use_mm_for_euclid_dist"};
  lm_ints batch;
  int mode = 0;
  if (x1->ndim < 2 || x2->ndim < 2)
    return lm_fail(
        "cdist: both must have at least 2 dimensions, (..., rows, columns), got %s by %s",
        lm_shape_text(x1), lm_shape_text(x2));
  if (!distances_exist(x1, "x1", p) || !distances_exist(x2, "x2", p) ||
      !la_alike(x1, "x1", x2, "x2"))
    return NULL;
  if (la_columns(x1) != la_columns(x2))
    return lm_fail("cdist: x1 and x2 must have as many columns, got %s by %s", lm_shape_text(x1),
                   lm_shape_text(x2));
  while (mode < 3 && strcmp(modes[mode], compute_mode) != 0) mode++;
  if (mode == 3)
    return lm_fail("cdist: compute_mode must be \"%s\", \"%s\" or \"%s\", not \"%s\"", modes[0],
                   modes[1], modes[2], compute_mode);
  if (!la_batch(x1, x2, &batch)) return NULL;
  return lm_cdist_forward(la_expand(x1, &batch), la_expand(x2, &batch), p, mode);
}

lm_tensor *lm_do_pdist(lm_tensor *self, double p) {
  if (self->ndim != 2)
    return lm_fail("pdist: a matrix of rows is needed, got shape %s", lm_shape_text(self));
  if (!distances_exist(self, "self", p)) return NULL;
  lm_tensor *all = lm_cdist_forward(self, self, p, DIRECTLY);
  lm_tensor *pairs = lm_triu(all ? lm_ones_like(lm_detach(all), LM_BOOL, LM_DEVICE_NONE) : NULL, 1);
  return lm_masked_select(all, pairs);
}
