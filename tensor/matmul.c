/* Matrix products: shape rules, gradients, and the rules of rank of matmul. */
#include "tensor/linalg/linalg.h"

static const char *dtype_name(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }

/* Two operands on one device, of one dtype that has products. */
static bool operands_fit(const char *op, const lm_tensor *a, const lm_tensor *b) {
  if (!lm_same_device(op, a, b)) return false;
  if (a->dtype != b->dtype)
    return lm_fail("%s: dtypes differ: %s by %s; convert one of them with :to()", op, dtype_name(a),
                   dtype_name(b));
  if (a->dtype == LM_BOOL)
    return lm_fail("%s: there are no products of %s; convert both to a number type", op,
                   dtype_name(a));
  return true;
}

/* Dimension da of the first (counted from 0) equals dimension db of the second. */
static bool sizes_fit(const char *op, const lm_tensor *a, int da, const lm_tensor *b, int db) {
  if (a->sizes[da] == b->sizes[db]) return true;
  return lm_fail(
      "%s: sizes do not fit: %s by %s: dimension %d of the first must equal dimension %d "
      "of the second",
      op, lm_shape_text(a), lm_shape_text(b), da + 1, db + 1);
}

static bool has_rank(const char *op, const char *argument, const lm_tensor *t, int rank) {
  static const char *const names[] = {"a number", "a vector", "a matrix", "a batch of matrices"};
  if (t->ndim == rank) return true;
  return lm_fail("%s: %s must be %s (%d dimensions), got shape %s", op, argument, names[rank], rank,
                 lm_shape_text(t));
}

static lm_tensor *scaled(lm_tensor *t, lm_scalar s) {
  return lm_scalar_f(s) == 1 ? t : lm_mul(t, lm_wrap(s));
}

/* ---- mm, bmm, dot ---- */

RULE(mm) {
  const lm_tensor *a = A(0).t, *b = A(1).t;
  if (!has_rank("mm", "self", a, 2) || !has_rank("mm", "mat2", b, 2) || !operands_fit("mm", a, b) ||
      !sizes_fit("mm", a, 1, b, 0))
    return false;
  int64_t sizes[] = {a->sizes[0], b->sizes[1]};
  return (c->out[0] = lm_new(2, sizes, (lm_dtype)a->dtype, a->device)) != NULL;
}

VJP(mm) {
  GRAD(0, lm_mm(G, la_mH(IN(1))));
  GRAD(1, lm_mm(la_mH(IN(0)), G));
}

RULE(bmm) {
  const lm_tensor *a = A(0).t, *b = A(1).t;
  if (!has_rank("bmm", "self", a, 3) || !has_rank("bmm", "mat2", b, 3) ||
      !operands_fit("bmm", a, b) || !sizes_fit("bmm", a, 0, b, 0) || !sizes_fit("bmm", a, 2, b, 1))
    return false;
  int64_t sizes[] = {a->sizes[0], a->sizes[1], b->sizes[2]};
  return (c->out[0] = lm_new(3, sizes, (lm_dtype)a->dtype, a->device)) != NULL;
}

VJP(bmm) {
  GRAD(0, lm_bmm(G, la_mH(IN(1))));
  GRAD(1, lm_bmm(la_mH(IN(0)), G));
}

RULE(dot) {
  const lm_tensor *a = A(0).t, *b = A(1).t;
  return has_rank("dot", "self", a, 1) && has_rank("dot", "tensor", b, 1) &&
         operands_fit("dot", a, b) && sizes_fit("dot", a, 0, b, 0) &&
         (c->out[0] = lm_new(0, NULL, (lm_dtype)a->dtype, a->device)) != NULL;
}

VJP(dot) {
  GRAD(0, lm_mul(G, lm_conjugate(IN(1))));
  GRAD(1, lm_mul(G, lm_conjugate(IN(0))));
}

/* ---- addmm, linear ---- */

/* Integers are only scaled by integers. */
static bool scale_fits(const char *op, const char *argument, const lm_tensor *t, lm_scalar s) {
  if (!lm_is_integral((lm_dtype)t->dtype) || s.kind != LM_SCALAR_FLOAT ||
      s.f == (double)lm_scalar_i(s))
    return true;
  return lm_fail("%s: %s must be an integer for tensors of %s, got %g", op, argument, dtype_name(t),
                 s.f);
}

RULE(addmm) {
  const lm_tensor *self = A(0).t, *a = A(1).t, *b = A(2).t;
  if (!has_rank("addmm", "mat1", a, 2) || !has_rank("addmm", "mat2", b, 2) ||
      !operands_fit("addmm", a, b) || !sizes_fit("addmm", a, 1, b, 0) ||
      !operands_fit("addmm", self, a) || !scale_fits("addmm", "beta", a, A(3).s) ||
      !scale_fits("addmm", "alpha", a, A(4).s))
    return false;
  int64_t sizes[] = {a->sizes[0], b->sizes[1]};
  for (int i = 1; i <= self->ndim; i++) {
    int64_t size = self->sizes[self->ndim - i];
    if (i > 2 || (size != 1 && size != sizes[2 - i]))
      return lm_fail("addmm: self of shape %s cannot be broadcast to the product's shape %s",
                     lm_shape_text(self), lm_sizes_text(2, sizes));
  }
  return (c->out[0] = lm_new(2, sizes, (lm_dtype)a->dtype, a->device)) != NULL;
}

VJP(addmm) {
  GRAD(0, scaled(G, ARG(3).s));
  GRAD(1, scaled(lm_mm(G, la_mH(IN(2))), ARG(4).s));
  GRAD(2, scaled(lm_mm(la_mH(IN(1)), G), ARG(4).s));
}

RULE(linear) {
  const lm_tensor *x = A(0).t, *w = A(1).t, *bias = A(2).t;
  if (x->ndim == 0) return lm_fail("linear: input must have at least one dimension, got a number");
  const bool vector = w->ndim == 1; /* of a single output, which gets no dimension */
  if ((!vector && !has_rank("linear", "weight", w, 2)) || !operands_fit("linear", x, w))
    return false;
  if (x->sizes[x->ndim - 1] != w->sizes[w->ndim - 1])
    return lm_fail(
        "linear: sizes do not fit: input %s by weight %s: the last dimension of the input "
        "must equal %s of the weight",
        lm_shape_text(x), lm_shape_text(w), vector ? "the size" : "dimension 2");
  if (bias) {
    if (!operands_fit("linear", x, bias)) return false;
    if (vector && bias->ndim != 0)
      return lm_fail("linear: with a weight of shape %s bias must be a number, without dimensions, "
                     "got shape %s",
                     lm_shape_text(w), lm_shape_text(bias));
  }
  int64_t sizes[LM_MAX_DIMS];
  for (int i = 0; i < x->ndim - 1; i++) sizes[i] = x->sizes[i];
  if (!vector) sizes[x->ndim - 1] = w->sizes[0];
  bool fits = bias == NULL || bias->ndim <= x->ndim;
  for (int i = 1; fits && bias && i <= bias->ndim; i++) {
    int64_t size = bias->sizes[bias->ndim - i];
    fits = size == 1 || size == sizes[x->ndim - i];
  }
  if (!fits)
    return lm_fail(
        "linear: bias must have shape (%lld), one element for each row of the weight %s, "
        "got %s",
        (long long)w->sizes[0], lm_shape_text(w), lm_shape_text(bias));
  return (c->out[0] = lm_new(x->ndim - vector, sizes, (lm_dtype)x->dtype, x->device)) != NULL;
}

/* The product of sizes.  A tensor has them, so that it fits; only beside a 0 can a part of it be too
** large, which unsigned numbers take calmly. */
static int64_t joined(int n, const int64_t *sizes) {
  uint64_t product = 1;
  for (int i = 0; i < n; i++) product *= (uint64_t)sizes[i];
  return (int64_t)product;
}

/* t with all but its last dimension joined. */
static lm_tensor *as_matrix(lm_tensor *t) {
  if (t == NULL || t->ndim == 2) return t;
  lm_ints sizes = {.n = 2, .v = {joined(t->ndim - 1, t->sizes), t->sizes[t->ndim - 1]}};
  return lm_reshape(t, &sizes);
}

VJP(linear) {
  static const lm_ints rows = {.n = 1, .v = {0}};
  if (lm_node_sizes(n, 1).n == 1) {
    const lm_ints flat = {.n = 1, .v = {-1}};
    GRAD(0, lm_mul(lm_unsqueeze(G, -1), lm_conjugate(IN(1))));
    GRAD(1, lm_mv(lm_transpose(lm_conjugate(as_matrix(IN(0))), 0, 1), lm_reshape(G, &flat)));
    GRAD(2, G);
    return;
  }
  GRAD(0, lm_matmul(G, lm_conjugate(IN(1))));
  GRAD(1, lm_mm(lm_transpose(as_matrix(G), 0, 1), lm_conjugate(as_matrix(IN(0)))));
  /* Of a bias that was broadcast further the engine adds up the gradient. */
  GRAD(2, lm_node_sizes(n, 2).n == 1 ? lm_sum(as_matrix(G), &rows, false, LM_DTYPE_NONE) : G);
}

/* ---- composites ---- */

static lm_tensor *drop(lm_tensor *t, int dim) {
  lm_ints dims = {.n = 1, .v = {dim}};
  return lm_squeeze(t, &dims);
}

/* (n, k) by (k) */
static lm_tensor *matrix_by_vector(lm_tensor *m, lm_tensor *v) {
  return drop(lm_mm(m, lm_unsqueeze(v, 1)), 1);
}

lm_tensor *lm_do_mv(lm_tensor *self, lm_tensor *vec) {
  if (!has_rank("mv", "self", self, 2) || !has_rank("mv", "vec", vec, 1) ||
      !operands_fit("mv", self, vec) || !sizes_fit("mv", self, 1, vec, 0))
    return NULL;
  return matrix_by_vector(self, vec);
}

lm_tensor *lm_do_outer(lm_tensor *self, lm_tensor *vec2) {
  if (!has_rank("outer", "self", self, 1) || !has_rank("outer", "vec2", vec2, 1)) return NULL;
  return lm_mul(lm_unsqueeze(self, 1), lm_unsqueeze(vec2, 0));
}

lm_tensor *lm_do_baddbmm(lm_tensor *self, lm_tensor *batch1, lm_tensor *batch2, lm_scalar beta,
                         lm_scalar alpha) {
  if (!has_rank("baddbmm", "batch1", batch1, 3) || !has_rank("baddbmm", "batch2", batch2, 3) ||
      !operands_fit("baddbmm", batch1, batch2) || !sizes_fit("baddbmm", batch1, 0, batch2, 0) ||
      !sizes_fit("baddbmm", batch1, 2, batch2, 1) || !operands_fit("baddbmm", self, batch1) ||
      !scale_fits("baddbmm", "beta", batch1, beta) ||
      !scale_fits("baddbmm", "alpha", batch1, alpha))
    return NULL;
  lm_ints sizes = {.n = 3, .v = {batch1->sizes[0], batch1->sizes[1], batch2->sizes[2]}};
  lm_tensor *base = lm_expand(self, &sizes), *product = scaled(lm_bmm(batch1, batch2), alpha);
  /* With beta = 0 not even the NaN of self counts. */
  return lm_scalar_f(beta) == 0 ? product : lm_add(product, scaled(base, beta), lm_int(1));
}

/* The batch dimensions of both (all but `ra` and `rb` last ones), broadcast. */
static bool batch_sizes(const lm_tensor *a, int ra, const lm_tensor *b, int rb, lm_ints *batch) {
  int na = a->ndim - ra, nb = b->ndim - rb;
  batch->n = na > nb ? na : nb;
  for (int i = 1; i <= batch->n; i++) {
    int64_t x = i <= na ? a->sizes[na - i] : 1, y = i <= nb ? b->sizes[nb - i] : 1;
    if (x != y && x != 1 && y != 1)
      return lm_fail(
          "matmul: batches do not fit: %s by %s: sizes before the last two dimensions must "
          "be equal or 1",
          lm_shape_text(a), lm_shape_text(b));
    batch->v[batch->n - i] = x == 1 ? y : x;
  }
  return true;
}

/* A matrix or a batch of them as a batch of these sizes, joined into one dimension. */
static lm_tensor *as_batch(lm_tensor *t, const lm_ints *batch) {
  if (t == NULL) return NULL;
  int64_t rows = t->sizes[t->ndim - 2], columns = t->sizes[t->ndim - 1];
  lm_ints all = *batch, flat = {.n = 3, .v = {joined(batch->n, batch->v), rows, columns}};
  if (all.n + 2 > LM_MAX_DIMS) return lm_fail("matmul: more than %d dimensions", LM_MAX_DIMS);
  all.v[all.n++] = rows;
  all.v[all.n++] = columns;
  if (t->ndim <= 2) return lm_expand(t, &flat); /* one matrix for all: stays one in memory */
  return lm_reshape(lm_expand(t, &all), &flat);
}

/* True when a batch by a single matrix should become one product of matrices: when joining the rows
** costs no copy, or when the matrix wants a gradient, which would else be made for each batch. */
static bool should_fold(const lm_tensor *a, const lm_tensor *b) {
  if (b->ndim > 2 || a->ndim < 3) return false;
  for (int i = 0; i + 2 < a->ndim; i++)
    if (a->strides[i] != a->strides[i + 1] * a->sizes[i + 1] && a->sizes[i] != 1)
      return lm_requires_grad(b) && lm_here()->grad_mode;
  return true;
}

lm_tensor *lm_do_matmul(lm_tensor *a, lm_tensor *b) {
  if (a->ndim == 0 || b->ndim == 0)
    return lm_fail(
        "matmul: both operands must have at least one dimension, got %s by %s; * multiplies "
        "elementwise",
        lm_shape_text(a), lm_shape_text(b));
  bool row = a->ndim == 1, column = b->ndim == 1; /* vectors, whose added dimension goes again */
  if (!operands_fit("matmul", a, b) ||
      !sizes_fit("matmul", a, a->ndim - 1, b, column ? 0 : b->ndim - 2))
    return NULL;
  if (row && column) return lm_dot(a, b);
  if (a->ndim == 2 && b->ndim == 2) return lm_mm(a, b);
  if (a->ndim == 2 && column) return matrix_by_vector(a, b);
  if (row && b->ndim == 2) return drop(lm_mm(lm_unsqueeze(a, 0), b), 0);

  lm_ints sizes; /* of the result */
  if (!batch_sizes(a, row ? 1 : 2, b, column ? 1 : 2, &sizes)) return NULL;
  lm_ints batch = sizes;
  if (!row) sizes.v[sizes.n++] = a->sizes[a->ndim - 2];
  if (!column) sizes.v[sizes.n++] = b->sizes[b->ndim - 1];
  lm_tensor *right = column ? lm_unsqueeze(b, 1) : b;
  if (should_fold(a, b)) return lm_reshape(lm_mm(as_matrix(a), right), &sizes);
  lm_tensor *left = row ? lm_unsqueeze(a, 0) : a;
  return lm_reshape(lm_bmm(as_batch(left, &batch), as_batch(right, &batch)), &sizes);
}
