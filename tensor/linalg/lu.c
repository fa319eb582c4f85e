/* LU factors, and what is solved with them. */
#include "tensor/linalg/linalg.h"

/* ---- factors ---- */

RULE(linalg_lu_factor_ex) {
  lm_tensor *a = A(0).t;
  if (!la_matrix(a, "A")) return false;
  if (!A(1).b)
    return lm_fail("%s: factors without pivots are not implemented; leave pivot at true",
                   lm_running());
  c->out[0] = la_new_matrix(a, la_rows(a), la_columns(a), (lm_dtype)a->dtype);
  c->out[1] = la_new_vector(a, la_least(a), LM_I32);
  c->out[2] = la_new_vector(a, -1, LM_I32);
  return c->out[0] && c->out[1] && c->out[2];
}

/* For each row of the permuted matrix the row that it was, from the exchanges of getrf: (..., k) gives
** (..., rows). */
RULE(linalg_permutation) {
  lm_tensor *pivots = A(0).t;
  int64_t sizes[LM_MAX_DIMS];
  if (pivots->ndim < 1 || A(1).i < pivots->sizes[pivots->ndim - 1])
    return lm_fail("%s: pivots of shape %s are too many for %lld rows", lm_running(),
                   lm_shape_text(pivots), (long long)A(1).i);
  for (int i = 0; i < pivots->ndim; i++) sizes[i] = pivots->sizes[i];
  sizes[pivots->ndim - 1] = A(1).i;
  return (c->out[0] = lm_new(pivots->ndim, sizes, LM_I64, pivots->device)) != NULL;
}

/* P with A = P L U, as a matrix of `like`'s dtype. */
static lm_tensor *permutation_matrix(lm_tensor *pivots, lm_tensor *like) {
  if (pivots == NULL || like == NULL) return NULL;
  int64_t rows = la_rows(like);
  lm_tensor *old = lm_linalg_permutation(pivots, rows);
  lm_tensor *all = lm_arange(lm_int(1), lm_int(rows + 1), lm_int(1), LM_I64, like->device);
  /* P has a one at (old row, new row). */
  lm_tensor *ones = lm_eq(lm_unsqueeze(all, -1), lm_unsqueeze(old, -2));
  return la_cast(ones, (lm_dtype)like->dtype);
}

static lm_tensor *lower(lm_tensor *lu) {
  if (lu == NULL) return NULL;
  int64_t k = la_least(lu);
  lm_tensor *strict = lm_tril(la_part(lu, -1, 0, k), -1);
  return la_add(strict, lu ? lm_eye(la_rows(lu), k, (lm_dtype)lu->dtype, lu->device) : NULL);
}

static lm_tensor *upper(lm_tensor *lu) {
  return lu ? lm_triu(la_part(lu, -2, 0, la_least(lu)), 0) : NULL;
}

/* The gradient of A = P L U from those of L and U (Walter and Lehmann 2010), by L^-1 dL + dU U^-1 =
** L^-1 P^H dA U^-1; a wide or tall matrix has a square part and a rest that is linear in it.
** gl counts below the diagonal, gu above and on it. */
static lm_tensor *lu_gradient(lm_tensor *lu, lm_tensor *pivots, lm_tensor *gl, lm_tensor *gu) {
  if (!lu || !pivots || !gl || !gu) return NULL;
  int64_t m = la_rows(lu), n = la_columns(lu), k = la_least(lu);
  lm_tensor *p = permutation_matrix(pivots, lu), *l = lower(lu), *u = upper(lu);
  if (!p || !l || !u) return NULL;
  lm_tensor *l1 = la_part(l, -2, 0, k), *u1 = la_part(u, -1, 0, k), *rest = NULL;
  lm_tensor *gl1 = la_part(gl, -2, 0, k), *gu1 = la_part(gu, -1, 0, k);
  if (m > k) {
    lm_tensor *l2 = la_part(l, -2, k, m - k), *gl2 = la_part(gl, -2, k, m - k);
    rest = lm_linalg_solve_triangular(la_mH(u1), gl2, false, false, false);
    gu1 = la_sub(gu1, la_mm(la_mH(l2), rest));
  } else if (n > k) {
    lm_tensor *u2 = la_part(u, -1, k, n - k), *gu2 = la_part(gu, -1, k, n - k);
    rest = lm_linalg_solve_triangular(la_mH(l1), gu2, true, true, true);
    gl1 = la_sub(gl1, la_mm(rest, la_mH(u2)));
  }
  lm_tensor *middle = la_add(lm_tril(la_mm(la_mH(l1), gl1), -1), lm_triu(la_mm(gu1, la_mH(u1)), 0));
  lm_tensor *ga = lm_linalg_solve_triangular(
      la_mH(u1), lm_linalg_solve_triangular(la_mH(l1), middle, true, true, true), false, false,
      false);
  if (!ga || (m != n && !rest)) return NULL;
  if (m != n) {
    lm_tensor *parts[] = {ga, rest};
    ga = lm_cat(&(lm_list){2, parts}, m > n ? -2 : -1);
  }
  return la_mm(p, ga);
}

VJP(linalg_lu_factor_ex) {
  lm_tensor *lu = OUT(0);
  if (!NEEDS(0) || !G || lu == NULL) return;
  int64_t k = la_least(lu);
  gi[0] =
      lu_gradient(lu, OUT(1), lm_tril(la_part(G, -1, 0, k), -1), lm_triu(la_part(G, -2, 0, k), 0));
}

lm_tuple lm_do_linalg_lu_factor(lm_tensor *a, bool pivot) {
  return lm_linalg_lu_factor_ex(a, pivot, true);
}

lm_tuple lm_do_lu(lm_tensor *a, bool pivot) { return lm_linalg_lu_factor_ex(a, pivot, false); }

static bool good_pivots(const lm_tensor *lu, const lm_tensor *pivots, const char *name) {
  if (pivots->dtype != LM_I32)
    return lm_fail("%s: %s must be int32, as lu_factor gives them, not %s", lm_running(), name,
                   lm_dtypes[pivots->dtype].name);
  bool good = pivots->ndim == lu->ndim - 1 && pivots->sizes[pivots->ndim - 1] == la_least(lu);
  for (int i = 0; i + 1 < pivots->ndim && good; i++) good = pivots->sizes[i] == lu->sizes[i];
  if (good) return true;
  return lm_fail("%s: %s of shape %s do not belong to factors of shape %s", lm_running(), name,
                 lm_shape_text(pivots), lm_shape_text(lu));
}

lm_tuple lm_do_lu_unpack(lm_tensor *lu, lm_tensor *pivots, bool unpack_data, bool unpack_pivots) {
  lm_tuple t = {{NULL}};
  if (!la_matrix(lu, "LU_data") || !lm_same_device(lm_running(), lu, pivots) ||
      (unpack_pivots && !good_pivots(lu, pivots, "LU_pivots")))
    return t;
  static const lm_ints none = {.n = 1, .v = {0}};
  lm_tensor *empty = lm_empty(&none, (lm_dtype)lu->dtype, lu->device);
  t.v[0] = unpack_pivots ? permutation_matrix(pivots, lu) : empty;
  t.v[1] = unpack_data ? lower(lu) : empty;
  t.v[2] = unpack_data ? upper(lu) : empty;
  return t;
}

lm_tuple lm_do_linalg_lu(lm_tensor *a, bool pivot) {
  lm_tuple t = lm_linalg_lu_factor_ex(a, pivot, false);
  if (t.v[0] == NULL) return t;
  return lm_lu_unpack(t.v[0], t.v[1], true, true);
}

/* ---- solving with factors ---- */

/* t's rows in another order: order (..., m) holds positions of rows of t (..., m, n). */
static lm_tensor *rows_in_order(lm_tensor *t, lm_tensor *order) {
  if (t == NULL || order == NULL) return NULL;
  lm_ints sizes = {.n = t->ndim};
  for (int i = 0; i < t->ndim; i++) sizes.v[i] = t->sizes[i];
  return lm_gather(t, -2, lm_expand(lm_unsqueeze(order, -1), &sizes));
}

/* A X = B, or A^H X = B, for A = P L U. */
static lm_tensor *solve_factored(lm_tensor *lu, lm_tensor *pivots, lm_tensor *b, bool adjoint) {
  lm_ints batch;
  if (!lu || !b || !pivots || !la_batch(lu, b, &batch)) return NULL;
  lm_tensor *order = lm_linalg_permutation(pivots, la_rows(lu));
  lm_ints sizes = batch;
  sizes.v[sizes.n++] = la_rows(lu);
  order = lm_expand(order, &sizes);
  lu = la_expand(lu, &batch);
  b = la_expand(b, &batch);
  if (!adjoint) {
    b = lm_linalg_solve_triangular(lu, rows_in_order(b, order), false, true, true);
    return lm_linalg_solve_triangular(lu, b, true, true, false);
  }
  b = lm_linalg_solve_triangular(la_mH(lu), b, false, true, false);
  b = lm_linalg_solve_triangular(la_mH(lu), b, true, true, true);
  return rows_in_order(b, lm_argsort(order, -1, false, false));
}

lm_tensor *lm_do_linalg_lu_solve(lm_tensor *lu, lm_tensor *pivots, lm_tensor *b, bool left,
                                 bool adjoint) {
  if (!la_square(lu, "LU") || !la_matrix(b, "B") || !la_alike(lu, "LU", b, "B") ||
      !good_pivots(lu, pivots, "pivots"))
    return NULL;
  int64_t n = la_rows(lu);
  if ((left ? la_rows(b) : la_columns(b)) != n)
    return lm_fail("%s: sizes do not fit: LU %s and B %s: B must have %lld %s", lm_running(),
                   lm_shape_text(lu), lm_shape_text(b), (long long)n, left ? "rows" : "columns");
  if (left) return solve_factored(lu, pivots, b, adjoint);
  return la_mH(solve_factored(lu, pivots, la_mH(b), !adjoint)); /* X A = B: A^H X^H = B^H */
}

lm_tensor *lm_do_lu_solve(lm_tensor *b, lm_tensor *lu, lm_tensor *pivots) {
  return lm_linalg_lu_solve(lu, pivots, b, true, false);
}

/* ---- LDL: no gradients, as in PyTorch ---- */

RULE(linalg_ldl_factor_ex) {
  lm_tensor *a = A(0).t;
  if (!la_square(a, "A")) return false;
  c->out[0] = la_new_matrix(a, la_rows(a), la_rows(a), (lm_dtype)a->dtype);
  c->out[1] = la_new_vector(a, la_rows(a), LM_I32);
  c->out[2] = la_new_vector(a, -1, LM_I32);
  return c->out[0] && c->out[1] && c->out[2];
}

lm_tuple lm_do_linalg_ldl_factor(lm_tensor *a, bool hermitian) {
  return lm_linalg_ldl_factor_ex(a, hermitian, true);
}

RULE(linalg_ldl_system) {
  lm_tensor *b = A(2).t;
  if (!la_square(A(0).t, "LD") || !la_same_batches(A(0).t, "LD", b, "B") ||
      !good_pivots(A(0).t, A(1).t, "pivots") ||
      !la_sizes_equal(A(0).t, b->ndim - 2, b, b->ndim - 2))
    return false;
  return (c->out[0] = la_new_columns(b->ndim, b->sizes, (lm_dtype)b->dtype, b->device)) != NULL;
}

lm_tensor *lm_do_linalg_ldl_solve(lm_tensor *ld, lm_tensor *pivots, lm_tensor *b, bool hermitian) {
  lm_ints batch;
  if (!la_square(ld, "LD") || !la_matrix(b, "B") || !la_alike(ld, "LD", b, "B") ||
      !good_pivots(ld, pivots, "pivots") || !la_batch(ld, b, &batch))
    return NULL;
  if (la_rows(b) != la_rows(ld))
    return lm_fail("%s: sizes do not fit: LD %s and B %s: B must have %lld rows", lm_running(),
                   lm_shape_text(ld), lm_shape_text(b), (long long)la_rows(ld));
  lm_ints sizes = batch;
  sizes.v[sizes.n++] = la_rows(ld);
  return lm_linalg_ldl_system(la_expand(ld, &batch), lm_expand(pivots, &sizes),
                              la_expand(b, &batch), hermitian);
}
