/* QR, and products of Householder reflections H(i) = 1 - tau(i) v(i) v(i)^H. */
#include "tensor/linalg/linalg.h"

#include <string.h>

/* ---- QR ---- */

enum { NO_Q = -1, REDUCED, COMPLETE };

/* mode: REDUCED, COMPLETE, or NO_Q (Q is then empty). */
RULE(linalg_qr_factors) {
  lm_tensor *a = A(0).t;
  if (!la_matrix(a, "A")) return false;
  if (A(1).i < NO_Q || A(1).i > COMPLETE)
    return lm_fail("linalg_qr_factors: there is no such mode");
  lm_dtype dtype = (lm_dtype)a->dtype;
  int64_t m = la_rows(a), n = la_columns(a), k = A(1).i == COMPLETE ? m : la_least(a);
  static const int64_t none[] = {0};
  c->out[0] = A(1).i == NO_Q ? lm_new(1, none, dtype, a->device) : la_new_matrix(a, m, k, dtype);
  c->out[1] = la_new_matrix(a, k, n, dtype);
  return c->out[0] && c->out[1];
}

/* tril(x) + tril(x, -1)^H, with a real diagonal: R has one. */
static lm_tensor *mirrored(lm_tensor *x) {
  lm_tensor *below = lm_tril(x, -1);
  lm_tensor *diagonal = la_real_part(la_diagonal(x));
  diagonal = la_diag(la_cast(diagonal, x ? (lm_dtype)x->dtype : LM_DTYPE_NONE));
  return la_add(la_add(below, la_mH(below)), diagonal);
}

/* A = Q R with square R: (gQ + Q mirrored(R gR^H - gQ^H Q)) R^-H (Walter and Lehmann 2010). */
static lm_tensor *square_qr(lm_tensor *q, lm_tensor *r, lm_tensor *gq, lm_tensor *gr) {
  lm_tensor *m = gr ? la_mm(r, la_mH(lm_triu(gr, 0))) : NULL;
  if (gq) {
    lm_tensor *projected = la_mm(la_mH(gq), q);
    m = m ? la_sub(m, projected) : lm_neg(projected);
  }
  lm_tensor *right = la_mm(q, mirrored(m));
  if (gq) right = la_add(gq, right);
  return lm_linalg_solve_triangular(la_mH(r), right, false, false, false);
}

VJP(linalg_qr_factors) {
  lm_tensor *q = OUT(0), *r = OUT(1), *gq = g[0], *gr = g[1];
  if (!NEEDS(0) || !q || !r) return;
  if (ARG(1).i == NO_Q) {
    lm_fail("linalg_qr: mode \"r\" has no gradient, since that needs Q; use \"reduced\"");
    return;
  }
  int64_t m = la_rows(q), wide = la_columns(r), k = la_columns(q);
  if (ARG(1).i == COMPLETE && m > wide) {
    lm_fail(
        "linalg_qr: mode \"complete\" has no gradient for matrices with more rows than columns; "
        "use \"reduced\"");
    return;
  }
  if (!gq && !gr) return;
  if (wide <= k) {
    gi[0] = square_qr(q, r, gq, gr);
    return;
  }
  /* A = [X Y], R = [U V]: Y = Q V is linear, and X = Q U is square. */
  lm_tensor *u = la_part(r, -1, 0, k);
  lm_tensor *gu = gr ? la_part(gr, -1, 0, k) : NULL, *gv = gr ? la_part(gr, -1, k, wide - k) : NULL;
  lm_tensor *gy;
  if (gr) {
    lm_tensor *through = la_mm(la_mm(q, la_part(r, -1, k, wide - k)), la_mH(gv));
    gq = gq ? la_add(gq, through) : through;
    gy = la_mm(q, gv);
  } else {
    gy = lm_zeros_like(la_mm(q, la_part(r, -1, k, wide - k)), LM_DTYPE_NONE, LM_DEVICE_NONE);
  }
  lm_tensor *parts[] = {square_qr(q, u, gq, gu), gy};
  if (parts[0] && parts[1]) gi[0] = lm_cat(&(lm_list){2, parts}, -1);
}

lm_tuple lm_do_linalg_qr(lm_tensor *a, const char *mode) {
  lm_tuple t = {{NULL}};
  if (!la_matrix(a, "A")) return t;
  if (strcmp(mode, "reduced") == 0) return lm_linalg_qr_factors(a, REDUCED);
  if (strcmp(mode, "complete") == 0) return lm_linalg_qr_factors(a, COMPLETE);
  if (strcmp(mode, "r") == 0) return lm_linalg_qr_factors(a, NO_Q);
  lm_fail("%s: mode must be \"reduced\", \"complete\" or \"r\", not \"%s\"", lm_running(), mode);
  return t;
}

lm_tuple lm_do_qr(lm_tensor *a, bool some) {
  return lm_linalg_qr(a, some ? "reduced" : "complete");
}

/* ---- reflections ---- */

RULE(geqrf) {
  lm_tensor *a = A(0).t;
  if (!la_matrix(a, "self")) return false;
  c->out[0] = la_new_matrix(a, la_rows(a), la_columns(a), (lm_dtype)a->dtype);
  c->out[1] = la_new_vector(a, la_least(a), (lm_dtype)a->dtype);
  return c->out[0] && c->out[1];
}

/* tau has the batches of a, and at most as many elements as a has columns. */
static bool reflections_fit(const lm_tensor *a, const char *a_name, const lm_tensor *tau) {
  if (!la_matrix(a, a_name) || !la_alike(a, a_name, tau, "tau")) return false;
  if (la_rows(a) < la_columns(a))
    return lm_fail("%s: %s must have at least as many rows as columns, got shape %s", lm_running(),
                   a_name, lm_shape_text(a));
  bool fits = tau->ndim == a->ndim - 1 && tau->sizes[tau->ndim - 1] <= la_columns(a);
  for (int i = 0; i + 1 < tau->ndim && fits; i++) fits = tau->sizes[i] == a->sizes[i];
  if (fits) return true;
  return lm_fail(
      "%s: tau of shape %s does not fit %s of shape %s: it needs the same batches and at "
      "most as many elements as there are columns",
      lm_running(), lm_shape_text(tau), a_name, lm_shape_text(a));
}

RULE(householder_columns) {
  lm_tensor *a = A(0).t;
  if (!reflections_fit(a, "A", A(1).t)) return false;
  return (c->out[0] = la_new_matrix(a, la_rows(a), la_columns(a), (lm_dtype)a->dtype)) != NULL;
}

RULE(householder_multiply) {
  lm_tensor *b = A(2).t;
  if (!reflections_fit(A(0).t, "self", A(1).t) || !la_same_batches(A(0).t, "self", b, "other") ||
      !la_sizes_equal(A(0).t, b->ndim - 2, b, b->ndim - (A(3).b ? 2 : 1)))
    return false;
  return (c->out[0] = la_new_matrix(b, la_rows(b), la_columns(b), (lm_dtype)b->dtype)) != NULL;
}

/* Reflection i of a: its v as (..., m, 1), which starts with zeros and a one, and tau as (..., 1, 1). */
static lm_tensor *reflected(lm_tensor *a, lm_tensor *tau, int64_t i, lm_tensor *x, bool left,
                            bool adjoint) {
  lm_tensor *column = lm_tril(lm_slice(a, -1, i, 1, 1), -1 - i);
  lm_tensor *unit = a ? lm_eye(la_rows(a), i + 1, (lm_dtype)a->dtype, a->device) : NULL;
  lm_tensor *v = la_add(column, la_part(unit, -1, i, 1));
  lm_tensor *t = lm_unsqueeze(lm_slice(tau, -1, i, 1, 1), -1);
  if (adjoint) t = lm_conjugate(t);
  if (left) return la_sub(x, lm_mul(t, la_mm(v, la_mm(la_mH(v), x))));
  return la_sub(x, lm_mul(t, la_mm(la_mm(x, v), la_mH(v))));
}

/* With gradients: one reflection after the other, in operations. */
static bool in_operations(lm_tensor *a, lm_tensor *tau, lm_tensor *other) {
  lm_tensor *all[] = {a, tau, other};
  return lm_must_record(all, other ? 3 : 2);
}

lm_tensor *lm_do_linalg_householder_product(lm_tensor *a, lm_tensor *tau) {
  if (!reflections_fit(a, "A", tau)) return NULL;
  if (!in_operations(a, tau, NULL)) return lm_householder_columns(a, tau);
  lm_tensor *x = lm_eye(la_rows(a), la_columns(a), (lm_dtype)a->dtype, a->device);
  lm_ints batch = {.n = a->ndim - 2};
  memcpy(batch.v, a->sizes, sizeof *a->sizes * (size_t)batch.n);
  x = la_expand(x, &batch);
  for (int64_t i = tau->sizes[tau->ndim - 1] - 1; i >= 0; i--)
    x = reflected(a, tau, i, x, true, false);
  return x;
}

lm_tensor *lm_do_ormqr(lm_tensor *a, lm_tensor *tau, lm_tensor *other, bool left, bool transpose) {
  if (!la_matrix(a, "self") || !la_matrix(other, "other") || !la_alike(a, "self", other, "other") ||
      !la_alike(a, "self", tau, "tau"))
    return NULL;
  int64_t m = la_rows(a), k = la_columns(a), count = tau->ndim ? tau->sizes[tau->ndim - 1] : 0;
  bool fits = tau->ndim == a->ndim - 1 && other->ndim == a->ndim && count <= k && count <= m;
  for (int i = 0; i < a->ndim - 2 && fits; i++)
    fits = tau->sizes[i] == a->sizes[i] && other->sizes[i] == a->sizes[i];
  if (!fits || (left ? la_rows(other) : la_columns(other)) != m)
    return lm_fail("%s: sizes do not fit: self %s (m, k), tau %s (at most k and m), other %s: %s "
                   "must be m",
                   lm_running(), lm_shape_text(a), lm_shape_text(tau), lm_shape_text(other),
                   left ? "its rows" : "its columns");
  if (!in_operations(a, tau, other))
    return lm_householder_multiply(la_part(a, -1, 0, count), tau, other, left, transpose);
  lm_tensor *x = other;
  for (int64_t step = 0; step < count; step++) { /* Q = H(1) ... H(k) */
    int64_t i = left == transpose ? step : count - 1 - step;
    x = reflected(a, tau, i, x, left, transpose);
  }
  return x;
}
