/* Singular values and eigenvalues, and their vectors.
**
** Vectors are determined up to a sign (complex ones up to a phase), and those of equal values up to a
** rotation: their gradients are those of functions that do not depend on it, as in PyTorch.
*/
#include "tensor/linalg/linalg.h"

#include <string.h>

static lm_tensor *as_row(lm_tensor *s) { return lm_unsqueeze(s, -2); }
static lm_tensor *as_column(lm_tensor *s) { return lm_unsqueeze(s, -1); }

/* ---- singular values ---- */

RULE(linalg_svd) {
  lm_tensor *a = A(0).t;
  lm_dtype dtype = (lm_dtype)a->dtype;
  if (!la_matrix(a, "A")) return false;
  int64_t m = la_rows(a), n = la_columns(a), k = la_least(a);
  c->out[0] = la_new_matrix(a, m, A(1).b ? m : k, dtype);
  c->out[1] = la_new_vector(a, k, lm_real_dtype(dtype));
  c->out[2] = la_new_matrix(a, A(1).b ? n : k, n, dtype);
  return c->out[0] && c->out[1] && c->out[2];
}

RULE(singular_values) {
  if (!la_matrix(A(0).t, "A")) return false;
  return (c->out[0] = la_new_vector(A(0).t, la_least(A(0).t),
                                    lm_real_dtype((lm_dtype)A(0).t->dtype))) != NULL;
}

static lm_tensor *skew(lm_tensor *x) { return la_sub(x, la_mH(x)); }

/* x_j - x_i at (i, j), and 1 on the diagonal, where nothing is divided. */
static lm_tensor *differences(lm_tensor *x, lm_tensor *like) {
  if (x == NULL || like == NULL) return NULL;
  lm_tensor *d = la_sub(as_row(x), as_column(x));
  return la_add(d, la_eye(d, x->sizes[x->ndim - 1]));
}

/* x without its part in the column space of u. */
static lm_tensor *outside(lm_tensor *u, lm_tensor *x) {
  return la_sub(x, la_mm(u, la_mm(la_mH(u), x)));
}

/* (Townsend 2016), for matrices with k different singular values that are not 0. */
VJP(linalg_svd) {
  lm_tensor *u = OUT(0), *s = OUT(1), *vh = OUT(2), *gu = g[0], *gs = g[1], *gvh = g[2];
  if (!NEEDS(0) || !u || !s || !vh || (!gu && !gs && !gvh)) return;
  int64_t k = s->sizes[s->ndim - 1];
  bool is_complex = lm_is_complex((lm_dtype)u->dtype);
  u = la_part(u, -1, 0, k);
  vh = la_part(vh, -2, 0, k);
  if (gu) gu = la_part(gu, -1, 0, k);
  if (gvh) gvh = la_part(gvh, -2, 0, k);
  if (!u || !vh) return;
  if (!gu && !gvh) {
    gi[0] = la_mm(lm_mul(u, as_row(gs)), vh);
    return;
  }
  /* s_j^2 - s_i^2, without the loss of digits of squares. */
  lm_tensor *e = lm_mul(la_sub(as_row(s), as_column(s)), la_add(as_row(s), as_column(s)));
  e = la_add(e, la_eye(s, k));
  lm_tensor *of_u = gu ? skew(la_mm(la_mH(u), gu)) : NULL,
            *of_v = gvh ? skew(la_mm(vh, la_mH(gvh))) : NULL;
  if (is_complex) {
    lm_tensor *phase = of_u ? la_diagonal(of_u) : NULL;
    if (of_v) phase = phase ? la_add(phase, la_diagonal(of_v)) : la_diagonal(of_v);
    if (!la_phase_free(phase, "singular vectors")) return;
  }
  lm_tensor *middle = gs ? la_cast(la_diag(gs), (lm_dtype)u->dtype) : NULL;
  if (gu) {
    lm_tensor *part = lm_mul(lm_div(of_u, e), as_row(s));
    if (is_complex) {
      lm_tensor *phase = la_diag(lm_div(la_diagonal(of_u), lm_mul_s(s, 2)));
      part = la_add(lm_sub(part, lm_mul(la_diag(la_diagonal(of_u)), as_row(s)), lm_int(1)), phase);
    }
    middle = middle ? la_add(middle, part) : part;
  }
  if (gvh) {
    lm_tensor *part = lm_mul(as_column(s), lm_div(of_v, e));
    if (is_complex) part = la_sub(part, lm_mul(la_diag(la_diagonal(of_v)), as_column(s)));
    middle = middle ? la_add(middle, part) : part;
  }
  lm_tensor *left = la_mm(u, middle);
  if (gu && la_rows(u) > k) left = la_add(left, lm_div(outside(u, gu), as_row(s)));
  lm_tensor *ga = la_mm(left, vh);
  if (gvh && la_columns(vh) > k)
    ga = la_add(ga, la_mm(lm_div(u, as_row(s)), la_mH(outside(la_mH(vh), la_mH(gvh)))));
  gi[0] = ga;
}

lm_tensor *lm_do_linalg_svdvals(lm_tensor *a) {
  if (!la_matrix(a, "A")) return NULL;
  if (lm_must_record(&a, 1)) return lm_linalg_svd(a, false).v[1];
  return lm_singular_values(a);
}

/* The older form: V instead of its conjugate transpose. */
lm_tuple lm_do_svd(lm_tensor *a, bool some, bool compute_uv) {
  lm_tuple t = {{NULL}};
  if (!la_matrix(a, "self")) return t;
  if (compute_uv) {
    t = lm_linalg_svd(a, !some);
    if (t.v[2]) t.v[2] = la_mH(t.v[2]);
    return t;
  }
  lm_ints sizes = {.n = a->ndim};
  memcpy(sizes.v, a->sizes, sizeof *sizes.v * (size_t)a->ndim);
  sizes.v[a->ndim - 1] = la_rows(a);
  t.v[0] = lm_zeros(&sizes, (lm_dtype)a->dtype, a->device);
  t.v[1] = lm_linalg_svdvals(a);
  sizes.v[a->ndim - 1] = sizes.v[a->ndim - 2] = la_columns(a);
  t.v[2] = lm_zeros(&sizes, (lm_dtype)a->dtype, a->device);
  return t;
}

/* A = (W V^H) (V S V^H), by A = W S V^H. */
lm_tuple lm_do_linalg_polar(lm_tensor *a, const char *side) {
  lm_tuple t = {{NULL}};
  bool right = strcmp(side, "right") == 0;
  if (!la_matrix(a, "A")) return t;
  if (!right && strcmp(side, "left") != 0) {
    lm_fail("%s: side must be \"right\" or \"left\", not \"%s\"", lm_running(), side);
    return t;
  }
  lm_tuple s = lm_linalg_svd(a, false);
  if (s.v[0] == NULL) return t;
  t.v[0] = la_mm(s.v[0], s.v[2]);
  if (right)
    t.v[1] = la_mm(lm_mul(la_mH(s.v[2]), as_row(s.v[1])), s.v[2]);
  else
    t.v[1] = la_mm(lm_mul(s.v[0], as_row(s.v[1])), la_mH(s.v[0]));
  return t;
}

/* ---- eigenvalues of symmetric matrices ---- */

static bool good_triangle(const char *uplo) {
  if (uplo[0] && strchr("LUlu", uplo[0]) && uplo[1] == '\0') return true;
  return lm_fail("%s: UPLO must be \"L\" or \"U\", the triangle that is read, not \"%s\"",
                 lm_running(), uplo);
}

RULE(linalg_eigh) {
  lm_tensor *a = A(0).t;
  if (!la_square(a, "A") || !good_triangle(A(1).str)) return false;
  c->out[0] = la_new_vector(a, la_rows(a), lm_real_dtype((lm_dtype)a->dtype));
  c->out[1] = la_new_matrix(a, la_rows(a), la_rows(a), (lm_dtype)a->dtype);
  return c->out[0] && c->out[1];
}

RULE(symmetric_eigenvalues) {
  if (!la_square(A(0).t, "A") || !good_triangle(A(1).str)) return false;
  return (c->out[0] = la_new_vector(A(0).t, la_rows(A(0).t),
                                    lm_real_dtype((lm_dtype)A(0).t->dtype))) != NULL;
}

static lm_tensor *diagonal_replaced(lm_tensor *x, lm_tensor *diagonal) {
  lm_tensor *rest = la_sub(x, la_diag(la_diagonal(x)));
  return diagonal ? la_add(rest, la_cast(la_diag(diagonal), x ? (lm_dtype)x->dtype : LM_DTYPE_NONE))
                  : rest;
}

VJP(linalg_eigh) {
  lm_tensor *values = OUT(0), *v = OUT(1);
  if (!NEEDS(0) || !values || !v || (!g[0] && !g[1])) return;
  if (!g[1]) {
    gi[0] = la_mm(lm_mul(v, as_row(g[0])), la_mH(v));
    return;
  }
  lm_tensor *inner = la_mm(la_mH(v), g[1]);
  if (lm_is_complex((lm_dtype)v->dtype) && !la_phase_free(la_diagonal(inner), "eigenvectors"))
    return;
  inner = lm_mul_s(skew(inner), 0.5); /* v stays unitary: what turns it is skew */
  inner = diagonal_replaced(lm_div(inner, differences(values, inner)), g[0]);
  gi[0] = la_mm(v, la_mm(inner, la_mH(v)));
}

lm_tensor *lm_do_linalg_eigvalsh(lm_tensor *a, const char *uplo) {
  if (!la_square(a, "A") || !good_triangle(uplo)) return NULL;
  if (lm_must_record(&a, 1)) return lm_linalg_eigh(a, uplo).v[0];
  return lm_symmetric_eigenvalues(a, uplo);
}

/* ---- eigenvalues of any square matrix: complex ---- */

RULE(linalg_eig) {
  lm_tensor *a = A(0).t;
  lm_dtype dtype = lm_complex_dtype((lm_dtype)a->dtype);
  if (!la_square(a, "A")) return false;
  c->out[0] = la_new_vector(a, la_rows(a), dtype);
  c->out[1] = la_new_matrix(a, la_rows(a), la_rows(a), dtype);
  return c->out[0] && c->out[1];
}

RULE(linalg_eigenvalues) {
  lm_tensor *a = A(0).t;
  if (!la_square(a, "A")) return false;
  return (c->out[0] = la_new_vector(a, la_rows(a), lm_complex_dtype((lm_dtype)a->dtype))) != NULL;
}

/* V^-H (diag(gL) + ((V^H gV - V^H V diag(Re(V^H gV))) / conj(E))) V^H, for vectors of length 1. */
VJP(linalg_eig) {
  lm_tensor *values = OUT(0), *v = OUT(1), *middle;
  if (!NEEDS(0) || !values || !v || (!g[0] && !g[1])) return;
  lm_tensor *vh = la_mH(v);
  if (!g[1]) {
    middle = lm_mul(as_column(g[0]), vh);
  } else {
    lm_tensor *inner = la_mm(vh, g[1]), *lengths = la_diagonal(inner);
    if (!la_phase_free(lengths, "eigenvectors")) return;
    lm_tensor *kept = la_mm(vh, lm_mul(v, as_row(la_real_part(lengths))));
    inner = lm_div(la_sub(inner, kept), lm_conjugate(differences(values, inner)));
    middle = la_mm(diagonal_replaced(inner, g[0]), vh);
  }
  lm_tensor *ga = lm_linalg_solve_ex(vh, middle, true, false).v[0];
  gi[0] = ga && !lm_is_complex((lm_dtype)n->edges[0].dtype) ? lm_real(ga) : ga;
}

lm_tensor *lm_do_linalg_eigvals(lm_tensor *a) {
  if (!la_square(a, "A")) return NULL;
  if (lm_must_record(&a, 1)) return lm_linalg_eig(a).v[0];
  return lm_linalg_eigenvalues(a);
}
