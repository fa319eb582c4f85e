/* Least squares, and the pseudo-inverse of Moore and Penrose. */
#include "tensor/linalg/linalg.h"

#include <string.h>

/* ---- tolerances of ranks ---- */

/* What singular values are compared with: max(atol, rtol * the largest); by PyTorch's defaults rtol is
** eps * max(m, n), unless an atol above 0 is given.  Returns (..., 1). */
static lm_tensor *tolerance(lm_tensor *a, lm_tensor *largest, lm_tensor *atol, lm_tensor *rtol) {
  if (a == NULL || largest == NULL) return NULL;
  int64_t most = la_rows(a) > la_columns(a) ? la_rows(a) : la_columns(a);
  lm_dtype real = lm_real_dtype((lm_dtype)a->dtype);
  if (rtol == NULL) {
    lm_tensor *usual = la_number(la_epsilon((lm_dtype)a->dtype) * (double)most);
    if (atol == NULL) {
      rtol = usual;
    } else {
      rtol = lm_where_select(lm_gt(atol, la_number(0)), la_number(0), usual);
    }
  }
  lm_tensor *relative = lm_mul(largest, lm_unsqueeze(la_cast(rtol, real), -1));
  if (atol == NULL) return relative;
  return lm_maximum(lm_unsqueeze(la_cast(atol, real), -1), relative);
}

static bool good_tolerance(const lm_tensor *a, const lm_tensor *t, const char *name) {
  if (t == NULL) return true;
  if (lm_is_complex((lm_dtype)t->dtype))
    return lm_fail("%s: %s must be real, not %s", lm_running(), name, lm_dtypes[t->dtype].name);
  lm_ints like = {.n = a->ndim - 2};
  for (int i = 1; i <= t->ndim; i++) {
    int64_t size = t->sizes[t->ndim - i], other = i <= like.n ? a->sizes[like.n - i] : 1;
    if (size != other && size != 1 && other != 1)
      return lm_fail("%s: %s of shape %s does not fit the batches of shape %s", lm_running(), name,
                     lm_shape_text(t), lm_shape_text(a));
  }
  return true;
}

/* The largest of each row of values; zeros where there are none. */
static lm_tensor *largest_of(lm_tensor *s) {
  static const lm_ints last = {.n = 1, .v = {-1}};
  if (s == NULL) return NULL;
  if (s->sizes[s->ndim - 1] == 0) return lm_sum(s, &last, true, LM_DTYPE_NONE);
  return lm_amax(s, &last, true);
}

lm_tensor *lm_do_linalg_matrix_rank(lm_tensor *a, lm_tensor *tol, bool hermitian, lm_tensor *atol,
                                    lm_tensor *rtol) {
  static const lm_ints last = {.n = 1, .v = {-1}};
  if (!la_matrix(a, "A") || (hermitian && !la_square(a, "A"))) return NULL;
  if (tol) {
    if (atol || rtol) return lm_fail("%s: tol cannot go with atol or rtol", lm_running());
    atol = tol;
    rtol = la_number(0);
  }
  if (!good_tolerance(a, atol, tol ? "tol" : "atol") || !good_tolerance(a, rtol, "rtol"))
    return NULL;
  a = lm_detach(a);
  lm_tensor *s = hermitian ? lm_abs(lm_linalg_eigvalsh(a, "L")) : lm_linalg_svdvals(a);
  return lm_sum(lm_gt(s, tolerance(a, largest_of(s), atol, rtol)), &last, false, LM_I64);
}

/* ---- pinv: DIRECT, since gradients through the vectors of equal singular values do not exist ---- */

static lm_tensor *cut_reciprocal(lm_tensor *s, lm_tensor *cut, lm_tensor *size) {
  return lm_where_select(lm_gt(size, cut), lm_reciprocal(s), la_number(0));
}

static lm_tensor *pseudo_inverse(lm_tensor *a, lm_tensor *atol, lm_tensor *rtol, bool hermitian) {
  if (hermitian) {
    lm_tuple t = lm_linalg_eigh(a, "L");
    lm_tensor *size = lm_abs(t.v[0]);
    lm_tensor *inverse = cut_reciprocal(t.v[0], tolerance(a, largest_of(size), atol, rtol), size);
    return la_mm(lm_mul(t.v[1], lm_unsqueeze(inverse, -2)), la_mH(t.v[1]));
  }
  lm_tuple t = lm_linalg_svd(a, false);
  lm_tensor *inverse = cut_reciprocal(t.v[1], tolerance(a, largest_of(t.v[1]), atol, rtol), t.v[1]);
  return la_mm(lm_mul(la_mH(t.v[2]), lm_unsqueeze(inverse, -2)), la_mH(t.v[0]));
}

RULE(linalg_pinv_tolerances) {
  lm_tensor *a = A(0).t, *atol = A(1).t, *rtol = A(2).t;
  if (!la_matrix(a, "A") || (A(3).b && !la_square(a, "A")) || !good_tolerance(a, atol, "atol") ||
      !good_tolerance(a, rtol, "rtol"))
    return false;
  lm_scope scope = lm_scope_open();
  lm_tensor *result;
  if (lm_numel(a) == 0) {
    lm_ints sizes = {.n = a->ndim};
    memcpy(sizes.v, a->sizes, sizeof *sizes.v * (size_t)a->ndim);
    sizes.v[a->ndim - 2] = la_columns(a);
    sizes.v[a->ndim - 1] = la_rows(a);
    result = lm_empty(&sizes, (lm_dtype)a->dtype, a->device);
  } else {
    result = pseudo_inverse(a, atol, rtol, A(3).b);
  }
  bool ok = la_keep(c, 0, result);
  lm_scope_close(scope, NULL);
  return ok;
}

/* (Golub and Pereyra 1973) */
static lm_tensor *pinv_gradient(lm_tensor *a, lm_tensor *p, lm_tensor *g) {
  if (!a || !p || !g) return NULL;
  lm_tensor *ph = la_mH(p), *gh = la_mH(g);
  if (la_rows(a) <= la_columns(a)) {
    lm_tensor *k = la_mm(gh, p), *kph = la_mm(k, ph);
    lm_tensor *sum = la_sub(kph, la_mH(la_mm(p, k)));
    sum = la_sub(sum, la_mm(la_mm(a, p), kph));
    return la_add(sum, la_mm(la_mm(ph, p), la_sub(gh, la_mm(k, a))));
  }
  lm_tensor *k = la_mm(p, gh), *phk = la_mm(ph, k);
  lm_tensor *sum = la_sub(la_mm(la_mm(la_sub(gh, la_mm(a, k)), p), ph), la_mH(la_mm(k, p)));
  return la_add(sum, la_sub(phk, la_mm(la_mm(phk, p), a)));
}

VJP(linalg_pinv_tolerances) { GRAD(0, G ? pinv_gradient(IN(0), OUT(0), G) : NULL); }

lm_tensor *lm_do_linalg_pinv(lm_tensor *a, lm_tensor *rcond, bool hermitian, lm_tensor *atol,
                             lm_tensor *rtol) {
  if (rcond) {
    if (atol || rtol) return lm_fail("%s: rcond cannot go with atol or rtol", lm_running());
    atol = la_number(0);
    rtol = rcond;
  }
  return lm_linalg_pinv_tolerances(a, atol, rtol, hermitian);
}

lm_tensor *lm_do_pinverse(lm_tensor *a, double rcond) {
  return lm_linalg_pinv(a, la_number(rcond), false, NULL, NULL);
}

/* ---- least squares ---- */

static bool good_driver(const char *driver) {
  static const char *const drivers[] = {"gels", "gelsy", "gelsd", "gelss"};
  for (int i = 0; i < 4; i++)
    if (driver && strcmp(driver, drivers[i]) == 0) return true;
  return lm_fail("%s: driver must be \"gels\", \"gelsy\", \"gelsd\" or \"gelss\", not \"%s\"",
                 lm_running(), driver ? driver : "nil");
}

/* A (.., m, n) and B (.., max(m, n), k), whose rows beyond m are zeros: the solutions in the first n
** rows, the rest of the residuals in those behind them; ranks; singular values. */
RULE(linalg_lstsq_driver) {
  lm_tensor *a = A(0).t, *b = A(1).t;
  if (!la_same_batches(a, "A", b, "B") || !good_driver(A(3).str)) return false;
  if (la_rows(b) != (la_rows(a) > la_columns(a) ? la_rows(a) : la_columns(a)))
    return lm_fail("linalg_lstsq_driver: B %s has not as many rows as the larger size of A %s",
                   lm_shape_text(b), lm_shape_text(a));
  c->out[0] = la_new_columns(b->ndim, b->sizes, (lm_dtype)b->dtype, b->device);
  c->out[1] = la_new_vector(a, -1, LM_I64);
  c->out[2] = la_new_vector(a, la_least(a), lm_real_dtype((lm_dtype)a->dtype));
  return c->out[0] && c->out[1] && c->out[2];
}

/* X = pinv(A) B: only the first n rows have gradients. */
VJP(linalg_lstsq_driver) {
  lm_tensor *a = IN(0), *b = IN(1);
  if (!G || !a || !b || !(NEEDS(0) || NEEDS(1))) return;
  int64_t m = la_rows(a), columns = la_columns(a), most = la_rows(b);
  lm_tensor *gx = la_part(G, -2, 0, columns), *p = lm_linalg_pinv(a, NULL, false, NULL, NULL);
  GRAD(0, pinv_gradient(a, p, la_mm(gx, la_mH(la_part(b, -2, 0, m)))));
  if (!NEEDS(1)) return;
  lm_tensor *gb = la_mm(la_mH(p), gx);
  if (gb && m < most) {
    lm_tensor *unused = lm_zeros_like(la_part(b, -2, m, most - m), LM_DTYPE_NONE, LM_DEVICE_NONE);
    lm_tensor *parts[] = {gb, unused};
    gb = unused ? lm_cat(&(lm_list){2, parts}, -2) : NULL;
  }
  gi[1] = gb;
}

static lm_tensor *padded(lm_tensor *b, int64_t rows) {
  if (b == NULL || la_rows(b) >= rows) return b;
  lm_ints sizes = {.n = b->ndim};
  memcpy(sizes.v, b->sizes, sizeof *sizes.v * (size_t)b->ndim);
  sizes.v[b->ndim - 2] = rows - la_rows(b);
  lm_tensor *parts[] = {b, lm_zeros(&sizes, (lm_dtype)b->dtype, b->device)};
  return parts[1] ? lm_cat(&(lm_list){2, parts}, -2) : NULL;
}

/* True when every matrix has rank n. */
static bool has_rank(lm_tensor *ranks, int64_t n) {
  lm_scalar s = {0};
  lm_tensor *all = lm_all(lm_eq(ranks, lm_wrap(lm_int(n))), NULL, false);
  return all && lm_get_scalar(all, &s) && lm_scalar_i(s) != 0;
}

static lm_tensor *squares(lm_tensor *x) {
  static const lm_ints rows = {.n = 1, .v = {-2}};
  return lm_sum(lm_square(lm_abs(x)), &rows, false, LM_DTYPE_NONE);
}

lm_tuple lm_do_linalg_lstsq(lm_tensor *a, lm_tensor *b, const lm_scalar *rcond,
                            const char *driver) {
  lm_tuple t = {{NULL}};
  lm_ints batch;
  if (driver == NULL) driver = "gelsy";
  if (!la_matrix(a, "A") || !la_dtype(b, "B") || !la_alike(a, "A", b, "B") || !good_driver(driver))
    return t;
  bool vector = b->ndim == a->ndim - 1;
  for (int i = 0; i < b->ndim && vector; i++) vector = b->sizes[i] == a->sizes[i];
  if (vector && b->ndim > 0) b = lm_unsqueeze(b, -1);
  if (b && (b->ndim != a->ndim || la_rows(b) != la_rows(a)))
    return lm_fail("%s: sizes do not fit: A %s and B %s: B must have as many dimensions and rows "
                   "as A, or be "
                   "a vector for each matrix",
                   lm_running(), lm_shape_text(a), lm_shape_text(b)),
           t;
  if (!b || !la_batch(a, b, &batch)) return t;
  int64_t m = la_rows(a), n = la_columns(a), most = m > n ? m : n;
  double cut = rcond ? lm_scalar_f(*rcond) : la_epsilon((lm_dtype)a->dtype) * (double)most;
  a = la_expand(a, &batch);
  b = la_expand(b, &batch);
  lm_tuple r = lm_linalg_lstsq_driver(a, padded(b, most), cut, driver);
  if (r.v[0] == NULL) return t;
  bool by_values = strcmp(driver, "gelsd") == 0 || strcmp(driver, "gelss") == 0;
  static const lm_ints none = {.n = 1, .v = {0}};
  bool residuals = m > n && strcmp(driver, "gelsy") != 0 && (!by_values || has_rank(r.v[1], n));
  t.v[0] = la_part(r.v[0], -2, 0, n);
  lm_dtype real = lm_real_dtype((lm_dtype)a->dtype);
  if (!residuals)
    t.v[1] = lm_empty(&none, real, a->device);
  else
    t.v[1] = squares(la_sub(la_mm(a, t.v[0]), b));
  t.v[2] = strcmp(driver, "gels") == 0 ? lm_empty(&none, LM_I64, a->device) : r.v[1];
  t.v[3] = by_values ? lm_detach(r.v[2]) : lm_empty(&none, real, a->device);
  if (vector && t.v[0]) t.v[0] = la_drop(t.v[0], -1);
  return t;
}
