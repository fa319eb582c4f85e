/* A few singular values or eigenvectors of a large matrix. */
#include "tensor/linalg/linalg.h"

#include <string.h>

/* An orthonormal basis that approximates the range of A, from q random vectors and `niter` power
** iterations (Halko, Martinsson and Tropp 2011, algorithm 4.4). */
static lm_tensor *range_of(lm_tensor *a, int64_t q, int64_t niter, lm_tensor *m) {
  lm_ints sizes = {.n = 2, .v = {la_columns(a), q}};
  lm_tensor *r = lm_randn(&sizes, (lm_dtype)a->dtype, a->device, NULL), *ah = la_mH(a);
  lm_tensor *x = la_mm(a, r);
  if (m) x = la_sub(x, la_mm(m, r));
  lm_tensor *basis = lm_linalg_qr(x, "reduced").v[0];
  for (int64_t i = 0; i < niter && basis; i++) {
    x = la_mm(ah, basis);
    if (m) x = la_sub(x, la_mm(la_mH(m), basis));
    basis = lm_linalg_qr(x, "reduced").v[0];
    x = la_mm(a, basis);
    if (m) x = la_sub(x, la_mm(m, basis));
    basis = lm_linalg_qr(x, "reduced").v[0];
  }
  return basis;
}

lm_tuple lm_do_svd_lowrank(lm_tensor *a, int64_t q, int64_t niter, lm_tensor *m) {
  lm_tuple t = {{NULL}};
  if (!la_matrix(a, "A")) return t;
  if (q < 0 || q > la_least(a)) q = q < 0 ? -1 : la_least(a);
  if (q < 0 || niter < 0) {
    lm_fail("%s: q and niter must not be negative", lm_running());
    return t;
  }
  if (m) {
    if (!la_matrix(m, "M") || !la_alike(a, "A", m, "M")) return t;
    lm_ints sizes = {.n = a->ndim};
    memcpy(sizes.v, a->sizes, sizeof *sizes.v * (size_t)a->ndim);
    if ((m = lm_expand(m, &sizes)) == NULL) return t;
  }
  bool wide = la_rows(a) < la_columns(a);
  lm_tensor *x = wide ? la_mH(a) : a;
  if (wide && m) m = la_mH(m);
  lm_tensor *basis = x ? range_of(x, q, niter, m) : NULL;
  lm_tensor *small = la_mm(la_mH(basis), x);
  if (m) small = la_sub(small, la_mm(la_mH(basis), m));
  lm_tuple s = lm_linalg_svd(small, false);
  if (s.v[0] == NULL) return t;
  lm_tensor *u = la_mm(basis, s.v[0]), *v = la_mH(s.v[2]);
  t.v[0] = wide ? v : u;
  t.v[1] = s.v[1];
  t.v[2] = wide ? u : v;
  return t;
}

lm_tuple lm_do_pca_lowrank(lm_tensor *a, const lm_scalar *q, bool center, int64_t niter) {
  static const lm_ints rows = {.n = 1, .v = {-2}};
  lm_tuple t = {{NULL}};
  if (!la_matrix(a, "A")) return t;
  int64_t least = la_least(a), count = q ? lm_scalar_i(*q) : least < 6 ? least : 6;
  if (count < 0 || count > least || niter < 0) {
    lm_fail("pca_lowrank: q must lie between 0 and %lld, the smaller size of %s, and niter not be "
            "negative, got %lld and %lld",
            (long long)least, lm_shape_text(a), (long long)count, (long long)niter);
    return t;
  }
  if (center) a = la_sub(a, lm_mean(a, &rows, true, LM_DTYPE_NONE));
  return a ? lm_svd_lowrank(a, count, niter, NULL) : t;
}

/* ---- lobpcg ---- */

/* The k largest (or smallest) eigenvalues of A x = lambda B x, and their vectors with x^H B x = 1. */
lm_tuple lm_do_lobpcg_exact(lm_tensor *a, lm_tensor *b, int64_t k, bool largest) {
  lm_tuple t = {{NULL}};
  if (!la_square(a, "A") || (b && (!la_square(b, "B") || !la_alike(a, "A", b, "B")))) return t;
  const int64_t size = la_rows(a);
  if (k < 1 || k > size) {
    lm_fail("lobpcg: there are no %lld eigenvalues of matrices of shape %s", (long long)k,
            lm_shape_text(a));
    return t;
  }
  lm_tensor *l = NULL;
  if (b) { /* L^-1 A L^-H has the same eigenvalues, for B = L L^H */
    if ((l = lm_linalg_cholesky(b, false)) == NULL) return t;
    a = lm_linalg_solve_triangular(l, a, false, true, false);
    a = lm_linalg_solve_triangular(la_mH(l), a, true, false, false);
  }
  lm_tuple e = lm_linalg_eigh(lm_mul_s(la_add(a, la_mH(a)), 0.5), "L");
  if (e.v[0] == NULL) return t;
  lm_tensor *values = la_part(e.v[0], -1, largest ? size - k : 0, k);
  lm_tensor *vectors = la_part(e.v[1], -1, largest ? size - k : 0, k);
  if (largest) { /* in falling order */
    static const lm_ints last = {.n = 1, .v = {-1}};
    values = lm_flip(values, &last);
    vectors = lm_flip(vectors, &last);
  }
  if (l) vectors = lm_linalg_solve_triangular(la_mH(l), vectors, true, true, false);
  t.v[0] = values;
  t.v[1] = vectors;
  return t;
}
