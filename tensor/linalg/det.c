/* Determinants, by LU factors.  These rows are DIRECT: computed in operations, with gradients of their
** own, which are finite where those of the factors are not. */
#include "tensor/linalg/linalg.h"

static const lm_ints last = {.n = 1, .v = {-1}};

/* The sign of the permutation: -1 for an odd number of exchanges, in the factors' dtype. */
static lm_tensor *exchanges_sign(lm_tensor *lu, lm_tensor *pivots) {
  if (lu == NULL || pivots == NULL) return NULL;
  lm_tensor *own = lm_arange(lm_int(1), lm_int(la_rows(lu) + 1), lm_int(1), LM_I32, lu->device);
  lm_tensor *odd =
      lm_remainder(lm_sum(lm_ne(pivots, own), &last, false, LM_I64), lm_wrap(lm_int(2)));
  return la_cast(lm_sub(lm_wrap(lm_int(1)), lm_mul(odd, lm_wrap(lm_int(2))), lm_int(1)),
                 (lm_dtype)lu->dtype);
}

static lm_tensor *is_true(lm_tensor *t) { return lm_any(t, NULL, false); }

static bool holds(lm_tensor *t, bool *ok) {
  lm_scalar s = {0};
  lm_tensor *any = is_true(t);
  *ok = any != NULL && lm_get_scalar(any, &s);
  return *ok && lm_scalar_i(s) != 0;
}

/* ---- det ---- */

RULE(linalg_det) {
  lm_scope scope = lm_scope_open();
  bool ok = la_square(A(0).t, "A");
  if (ok) {
    lm_tuple f = lm_linalg_lu_factor_ex(A(0).t, true, false);
    lm_tensor *det = lm_prod(la_diagonal(f.v[0]), -1, false, LM_DTYPE_NONE);
    ok = la_keep(c, 0, lm_mul(exchanges_sign(f.v[0], f.v[1]), det));
  }
  lm_scope_close(scope, NULL);
  return ok;
}

/* The products of all elements but one, along the last dimension. */
static lm_tensor *products_of_others(lm_tensor *s) {
  lm_tensor *square = la_diag(s);
  if (square == NULL) return NULL;
  int64_t n = s->sizes[s->ndim - 1];
  /* Row i holds s with 1 in its place. */
  lm_tensor *rows = la_add(la_sub(lm_expand_as(lm_unsqueeze(s, -2), square), square), la_eye(s, n));
  return lm_prod(rows, -1, false, LM_DTYPE_NONE);
}

/* conj of the transposed adjugate: the gradient of det, also where the matrix has no inverse.
** A = U S V^H gives det(U) det(V^H) U diag(products of the other s) V^H. */
static lm_tensor *cofactors(lm_tensor *a) {
  lm_tuple t = lm_linalg_svd(a, true);
  if (t.v[0] == NULL) return NULL;
  lm_tensor *phase = lm_conjugate(lm_mul(lm_linalg_det(t.v[0]), lm_linalg_det(t.v[2])));
  lm_tensor *others = la_cast(products_of_others(t.v[1]), (lm_dtype)a->dtype);
  lm_tensor *left = lm_mul(t.v[0], lm_unsqueeze(others, -2));
  return lm_mul(la_mm(left, t.v[2]), lm_unsqueeze(lm_unsqueeze(phase, -1), -1));
}

/* det is conj(det) A^-H where there is an inverse, and made of cofactors where there is none, or
** nearly so. */
VJP(linalg_det) {
  if (!NEEDS(0) || !G) return;
  lm_tensor *a = IN(0), *det = OUT(0);
  if (!a || !det) return;
  if (lm_numel(a) == 0) {
    gi[0] = lm_zeros_like(a, LM_DTYPE_NONE, LM_DEVICE_NONE);
    return;
  }
  bool ok;
  int64_t size = la_rows(a);
  lm_tensor *upstream = lm_unsqueeze(lm_unsqueeze(G, -1), -1);
  lm_tensor *small = lm_lt(lm_abs(lm_detach(det)), la_number(100 * la_epsilon((lm_dtype)a->dtype)));
  bool some = holds(small, &ok);
  if (!ok) return;
  lm_tensor *mask = lm_unsqueeze(lm_unsqueeze(small, -1), -1);
  lm_tensor *regular = some ? lm_where_select(mask, la_eye(a, size), a) : a;
  lm_tensor *d = lm_unsqueeze(lm_unsqueeze(lm_conjugate(det), -1), -1);
  lm_tensor *ga = lm_mul(d, la_mH(lm_linalg_inv_ex(regular, false).v[0]));
  if (some) { /* the others stand for a matrix with distinct singular values */
    lm_tensor *steps = lm_arange(lm_int(1), lm_int(size + 1), lm_int(1),
                                 lm_real_dtype((lm_dtype)a->dtype), a->device);
    lm_tensor *odd = lm_where_select(mask, a, la_cast(la_diag(steps), (lm_dtype)a->dtype));
    ga = lm_where_select(mask, cofactors(odd), ga);
  }
  gi[0] = lm_mul(upstream, ga);
}

/* ---- slogdet ---- */

RULE(linalg_slogdet) {
  lm_scope scope = lm_scope_open();
  bool ok = la_square(A(0).t, "A");
  if (ok) {
    lm_tuple f = lm_linalg_lu_factor_ex(A(0).t, true, false);
    lm_tensor *diagonal = la_diagonal(f.v[0]), *signs = la_sign(diagonal);
    lm_tensor *sign =
        lm_mul(exchanges_sign(f.v[0], f.v[1]), lm_prod(signs, -1, false, LM_DTYPE_NONE));
    ok = la_keep(c, 0, sign) &&
         la_keep(c, 1, lm_sum(lm_log(lm_abs(diagonal)), &last, false, LM_DTYPE_NONE));
  }
  lm_scope_close(scope, NULL);
  return ok;
}

VJP(linalg_slogdet) {
  if (!NEEDS(0)) return;
  lm_tensor *a = IN(0), *g1 = g[1];
  if (a == NULL) return;
  if (lm_is_complex((lm_dtype)a->dtype)) g1 = la_phase_gradient(g[0], OUT(0), g1);
  if (g1 == NULL) return; /* the sign of a real determinant only jumps */
  lm_tensor *adjoint = la_mH(lm_linalg_inv_ex(a, false).v[0]);
  gi[0] = lm_mul(lm_unsqueeze(lm_unsqueeze(g1, -1), -1), adjoint);
}

lm_tensor *lm_do_logdet(lm_tensor *a) {
  lm_tuple t = lm_linalg_slogdet(a);
  if (t.v[0] == NULL) return NULL;
  if (lm_is_complex((lm_dtype)a->dtype)) return la_add(lm_log(t.v[0]), t.v[1]);
  lm_tensor *nan = lm_full_like(t.v[1], lm_float(__builtin_nan("")), LM_DTYPE_NONE, LM_DEVICE_NONE);
  return lm_where_select(lm_lt(lm_detach(t.v[0]), la_number(0)), nan, t.v[1]);
}
