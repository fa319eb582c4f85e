/* Inverses and systems of equations. */
#include "tensor/linalg/linalg.h"

#include <string.h>

/* ---- inverse ---- */

RULE(linalg_inv_ex) {
  lm_tensor *a = A(0).t;
  if (!la_square(a, "A")) return false;
  c->out[0] = la_new_matrix(a, la_rows(a), la_rows(a), (lm_dtype)a->dtype);
  c->out[1] = la_new_vector(a, -1, LM_I32);
  return c->out[0] && c->out[1];
}

VJP(linalg_inv_ex) {
  if (!NEEDS(0) || !G) return;
  lm_tensor *adjoint = la_mH(OUT(0));
  gi[0] = lm_neg(la_mm(adjoint, la_mm(G, adjoint)));
}

lm_tensor *lm_do_linalg_inv(lm_tensor *a) { return lm_linalg_inv_ex(a, true).v[0]; }

/* ---- systems ---- */

/* A X = B with equal batches. */
RULE(linalg_solve_system) {
  lm_tensor *b = A(1).t;
  if (!la_square(A(0).t, "A") || !la_same_batches(A(0).t, "A", b, "B") ||
      !la_sizes_equal(A(0).t, b->ndim - 1, b, b->ndim - 2))
    return false;
  c->out[0] = la_new_columns(b->ndim, b->sizes, (lm_dtype)b->dtype, b->device);
  c->out[1] = la_new_vector(b, -1, LM_I32);
  return c->out[0] && c->out[1];
}

VJP(linalg_solve_system) {
  if (!G || !(NEEDS(0) || NEEDS(1))) return;
  lm_tensor *gb = lm_linalg_solve_system(la_mH(IN(0)), G, false).v[0];
  GRAD(1, gb);
  GRAD(0, lm_neg(la_mm(gb, la_mH(OUT(0)))));
}

/* A batch of vectors: B has one dimension, or A's sizes without the last one. */
static bool is_vector(const lm_tensor *a, const lm_tensor *b) {
  if (b->ndim == 1) return true;
  bool vector = b->ndim == a->ndim - 1;
  for (int i = 0; i < b->ndim && vector; i++) vector = b->sizes[i] == a->sizes[i];
  return vector;
}

lm_tuple lm_do_linalg_solve_ex(lm_tensor *a, lm_tensor *b, bool left, bool check_errors) {
  lm_tuple t = {{NULL}};
  lm_ints batch;
  if (!la_square(a, "A") || !la_dtype(b, "B") || !la_alike(a, "A", b, "B")) return t;
  if (b->ndim == 0) {
    lm_fail("%s: B must be a vector, a matrix or a batch of them, got a number", lm_running());
    return t;
  }
  bool vector = is_vector(a, b);
  if (vector && !left) {
    lm_fail("%s: left = false needs a matrix B, (..., m, n), not vectors of shape %s", lm_running(),
            lm_shape_text(b));
    return t;
  }
  if (vector) b = lm_unsqueeze(b, -1);
  if (b == NULL) return t;
  if ((left ? la_rows(b) : la_columns(b)) != la_rows(a)) {
    lm_fail("%s: sizes do not fit: A %s and B %s: B must have as many %s as A", lm_running(),
            lm_shape_text(a), lm_shape_text(vector ? la_drop(b, -1) : b),
            left ? "rows" : "columns");
    return t;
  }
  if (!la_batch(a, b, &batch)) return t;
  if (!left) a = lm_transpose(a, -2, -1), b = lm_transpose(b, -2, -1);
  t = lm_linalg_solve_system(la_expand(a, &batch), la_expand(b, &batch), check_errors);
  if (t.v[0] && !left) t.v[0] = lm_transpose(t.v[0], -2, -1);
  if (t.v[0] && vector) t.v[0] = la_drop(t.v[0], -1);
  return t;
}

lm_tensor *lm_do_linalg_solve(lm_tensor *a, lm_tensor *b, bool left) {
  return lm_linalg_solve_ex(a, b, left, true).v[0];
}

/* ---- triangular systems ---- */

/* A X = B, or X A = B, with equal batches; only one triangle of A is read. */
RULE(linalg_triangular_system) {
  lm_tensor *b = A(1).t;
  if (!la_square(A(0).t, "A") || !la_same_batches(A(0).t, "A", b, "B") ||
      !la_sizes_equal(A(0).t, b->ndim - 1, b, b->ndim - (A(3).b ? 2 : 1)))
    return false;
  return (c->out[0] = la_new_columns(b->ndim, b->sizes, (lm_dtype)b->dtype, b->device)) != NULL;
}

VJP(linalg_triangular_system) {
  bool upper = ARG(2).b, left = ARG(3).b, unit = ARG(4).b;
  if (!G || !(NEEDS(0) || NEEDS(1))) return;
  lm_tensor *gb = lm_linalg_triangular_system(la_mH(IN(0)), G, !upper, left, unit);
  GRAD(1, gb);
  if (!NEEDS(0)) return;
  lm_tensor *xh = la_mH(OUT(0)), *ga = lm_neg(left ? la_mm(gb, xh) : la_mm(xh, gb));
  gi[0] = upper ? lm_triu(ga, unit) : lm_tril(ga, -(int64_t)unit);
}

lm_tensor *lm_do_linalg_solve_triangular(lm_tensor *a, lm_tensor *b, bool upper, bool left,
                                         bool unitriangular) {
  lm_ints batch;
  if (!la_square(a, "A") || !la_matrix(b, "B") || !la_alike(a, "A", b, "B")) return NULL;
  if ((left ? la_rows(b) : la_columns(b)) != la_rows(a))
    return lm_fail("%s: sizes do not fit: A %s and B %s: B must have as many %s as A", lm_running(),
                   lm_shape_text(a), lm_shape_text(b), left ? "rows" : "columns");
  if (!la_batch(a, b, &batch)) return NULL;
  return lm_linalg_triangular_system(la_expand(a, &batch), la_expand(b, &batch), upper, left,
                                     unitriangular);
}

lm_tuple lm_do_triangular_solve(lm_tensor *b, lm_tensor *a, bool upper, bool transpose,
                                bool unitriangular) {
  lm_tuple t = {{NULL}};
  if (!la_square(a, "A") || !la_matrix(b, "self")) return t;
  lm_ints batch;
  if (!la_batch(a, b, &batch)) return t;
  a = la_expand(a, &batch);
  lm_tensor *of = transpose ? lm_transpose(a, -2, -1) : a;
  t.v[0] = lm_linalg_solve_triangular(of, b, upper != transpose, true, unitriangular);
  t.v[1] = t.v[0] ? lm_clone(a) : NULL;
  return t;
}

/* ---- Cholesky ---- */

RULE(linalg_cholesky_ex) {
  lm_tensor *a = A(0).t;
  if (!la_square(a, "A")) return false;
  c->out[0] = la_new_matrix(a, la_rows(a), la_rows(a), (lm_dtype)a->dtype);
  c->out[1] = la_new_vector(a, -1, LM_I32);
  return c->out[0] && c->out[1];
}

/* dL = L Phi(L^-1 dA L^-H), where Phi takes the lower triangle and half of the diagonal; the gradient
** is spread evenly over both triangles, since A is meant to be symmetric (Murray 2016). */
VJP(linalg_cholesky_ex) {
  if (!NEEDS(0) || !G) return;
  bool upper = ARG(1).b;
  lm_tensor *l = upper ? la_mH(OUT(0)) : OUT(0), *gl = upper ? la_mH(G) : G;
  lm_tensor *phi = lm_tril(la_mm(la_mH(l), gl), 0);
  phi = lm_mul_s(la_add(phi, la_mH(lm_tril(phi, -1))), 0.5);
  lm_tensor *half = lm_linalg_solve_triangular(la_mH(l), phi, true, true, false);
  gi[0] = lm_linalg_solve_triangular(l, half, false, false, false);
}

lm_tensor *lm_do_linalg_cholesky(lm_tensor *a, bool upper) {
  return lm_linalg_cholesky_ex(a, upper, true).v[0];
}

lm_tensor *lm_do_cholesky(lm_tensor *a, bool upper) { return lm_linalg_cholesky(a, upper); }

/* A X = B for A = L L^H or U^H U, with equal batches. */
RULE(cholesky_system) {
  lm_tensor *b = A(0).t, *l = A(1).t;
  bool upper = A(2).b;
  if (!la_square(l, "L") || !la_same_batches(b, "self", l, "L")) return false;
  lm_scope scope = lm_scope_open();
  lm_tensor *first = upper ? la_mH(l) : l, *second = upper ? l : la_mH(l);
  lm_tensor *half = lm_linalg_solve_triangular(first, b, false, true, false);
  bool ok = la_keep(c, 0, lm_linalg_solve_triangular(second, half, true, true, false));
  lm_scope_close(scope, NULL);
  return ok;
}

/* L's gradient is that of a function of L L^H, and is not cut to its triangle: as in PyTorch. */
VJP(cholesky_system) {
  bool upper = ARG(2).b;
  lm_tensor *l = IN(1);
  if (!G || !l || !(NEEDS(0) || NEEDS(1))) return;
  lm_tensor *gb = lm_cholesky_system(G, l, upper);
  GRAD(0, gb);
  if (!NEEDS(1)) return;
  lm_tensor *ga = la_mm(gb, la_mH(OUT(0)));
  ga = la_add(ga, la_mH(ga));
  gi[1] = lm_neg(upper ? la_mm(l, ga) : la_mm(ga, l));
}

lm_tensor *lm_do_cholesky_solve(lm_tensor *b, lm_tensor *l, bool upper) {
  if (!la_matrix(b, "self") || !la_square(l, "input2") || !la_alike(b, "self", l, "input2"))
    return NULL;
  if (la_rows(b) != la_rows(l))
    return lm_fail("%s: sizes do not fit: self %s and input2 %s: they must have as many rows",
                   lm_running(), lm_shape_text(b), lm_shape_text(l));
  lm_ints batch;
  if (!la_batch(b, l, &batch)) return NULL;
  return lm_cholesky_system(la_expand(b, &batch), la_expand(l, &batch), upper);
}

lm_tensor *lm_do_cholesky_inverse(lm_tensor *l, bool upper) {
  if (!la_square(l, "self")) return NULL;
  lm_ints batch = {.n = l->ndim - 2};
  memcpy(batch.v, l->sizes, sizeof *batch.v * (size_t)batch.n);
  return lm_cholesky_system(la_expand(la_eye(l, la_rows(l)), &batch), l, upper);
}

/* ---- tensors as matrices ---- */

static int64_t joined(const lm_tensor *t, int begin, int end) {
  int64_t n = 1;
  for (int i = begin; i < end; i++) n *= t->sizes[i];
  return n;
}

static lm_ints sizes_of(const lm_tensor *t, int begin, int end) {
  lm_ints sizes = {.n = 0};
  for (int i = begin; i < end; i++) sizes.v[sizes.n++] = t->sizes[i];
  return sizes;
}

lm_tensor *lm_do_linalg_tensorinv(lm_tensor *a, int64_t ind) {
  if (!la_dtype(a, "A")) return NULL;
  if (ind <= 0)
    return lm_fail("linalg_tensorinv: ind must be at least 1, got %lld", (long long)ind);
  int split = ind > a->ndim ? a->ndim : (int)ind;
  int64_t rows = joined(a, 0, split), columns = joined(a, split, a->ndim);
  if (rows != columns)
    return lm_fail("linalg_tensorinv: the first %d sizes of %s multiply to %lld and the others to "
                   "%lld, which must be equal",
                   split, lm_shape_text(a), (long long)rows, (long long)columns);
  lm_ints flat = {.n = 2, .v = {rows, columns}}, sizes = sizes_of(a, split, a->ndim);
  for (int i = 0; i < split; i++) sizes.v[sizes.n++] = a->sizes[i];
  return lm_reshape(lm_linalg_inv(lm_reshape(a, &flat)), &sizes);
}

lm_tensor *lm_do_linalg_tensorsolve(lm_tensor *a, lm_tensor *b, const lm_ints *dims) {
  if (!la_dtype(a, "A") || !la_dtype(b, "B")) return NULL;
  if (dims) { /* these go to the end */
    uint32_t mask;
    lm_ints order = {.n = 0};
    if (!lm_dim_mask(lm_running(), dims, a->ndim, &mask)) return NULL;
    for (int i = 0; i < a->ndim; i++)
      if (dims->n == 0 || !(mask >> i & 1)) order.v[order.n++] = i;
    for (int i = 0; i < dims->n; i++)
      order.v[order.n++] = dims->v[i] < 0 ? dims->v[i] + a->ndim : dims->v[i];
    if ((a = lm_permute(a, &order)) == NULL) return NULL;
  }
  int64_t n = lm_numel(b);
  int split = b->ndim > a->ndim ? a->ndim : b->ndim;
  int64_t columns = joined(a, split, a->ndim);
  if (joined(a, 0, split) != n || columns != n)
    return lm_fail("linalg_tensorsolve: A of shape %s cannot be a square matrix for B of shape "
                   "%s: its first %d sizes, and its others, must multiply to %lld",
                   lm_shape_text(a), lm_shape_text(b), split, (long long)n);
  lm_ints flat = {.n = 2, .v = {n, n}}, vector = {.n = 1, .v = {n}},
          sizes = sizes_of(a, split, a->ndim);
  return lm_reshape(lm_linalg_solve(lm_reshape(a, &flat), lm_reshape(b, &vector), true), &sizes);
}
