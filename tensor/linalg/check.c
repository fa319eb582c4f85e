/* What the rules of linear algebra share; see linalg.h. */
#include "tensor/linalg/linalg.h"

#include <float.h>
#include <string.h>

/* ---- checks ---- */

bool la_dtype(const lm_tensor *t, const char *name) {
  switch ((lm_dtype)t->dtype) {
  case LM_F32:
  case LM_F64:
  case LM_C64:
  case LM_C128: return true;
  default:
    return lm_fail("%s: %s must be float32, float64, complex64 or complex128, not %s; convert it "
                   "first",
                   lm_running(), name, lm_dtypes[t->dtype].name);
  }
}

bool la_matrix(const lm_tensor *t, const char *name) {
  if (t->ndim < 2)
    return lm_fail("%s: %s must have at least 2 dimensions, (..., m, n), got shape %s",
                   lm_running(), name, lm_shape_text(t));
  return la_dtype(t, name);
}

bool la_square(const lm_tensor *t, const char *name) {
  if (!la_matrix(t, name)) return false;
  if (la_rows(t) == la_columns(t)) return true;
  return lm_fail("%s: %s must be a square matrix or a batch of them, (..., n, n), got shape %s",
                 lm_running(), name, lm_shape_text(t));
}

bool la_alike(const lm_tensor *a, const char *a_name, const lm_tensor *b, const char *b_name) {
  if (!lm_same_device(lm_running(), a, b)) return false;
  if (a->dtype == b->dtype) return true;
  return lm_fail("%s: dtypes differ: %s is %s and %s is %s; convert one of them with :to()",
                 lm_running(), a_name, lm_dtypes[a->dtype].name, b_name, lm_dtypes[b->dtype].name);
}

bool la_one_dtype(const lm_tensor *a, const lm_tensor *b) {
  if (!lm_same_device(lm_running(), a, b)) return false;
  if (a->dtype == b->dtype) return true;
  return lm_fail("%s: dtypes differ: %s by %s; convert one of them with :to()", lm_running(),
                 lm_dtypes[a->dtype].name, lm_dtypes[b->dtype].name);
}

bool la_sizes_equal(const lm_tensor *a, int da, const lm_tensor *b, int db) {
  if (a->sizes[da] == b->sizes[db]) return true;
  return lm_fail(
      "%s: sizes do not fit: %s by %s: dimension %d of the first must equal dimension %d of "
      "the second",
      lm_running(), lm_shape_text(a), lm_shape_text(b), da + 1, db + 1);
}

bool la_same_batches(const lm_tensor *a, const char *a_name, const lm_tensor *b,
                     const char *b_name) {
  if (!la_matrix(a, a_name) || !la_matrix(b, b_name) || !la_alike(a, a_name, b, b_name))
    return false;
  bool same = a->ndim == b->ndim;
  for (int i = 0; i < a->ndim - 2 && same; i++) same = a->sizes[i] == b->sizes[i];
  if (same) return true;
  return lm_fail("%s: the batches of %s %s and %s %s differ", lm_running(), a_name,
                 lm_shape_text(a), b_name, lm_shape_text(b));
}

bool la_batch(const lm_tensor *a, const lm_tensor *b, lm_ints *batch) {
  int na = a->ndim - 2, nb = b->ndim - 2;
  batch->n = na > nb ? na : nb;
  for (int i = 1; i <= batch->n; i++) {
    int64_t x = i <= na ? a->sizes[na - i] : 1, y = i <= nb ? b->sizes[nb - i] : 1;
    if (x != y && x != 1 && y != 1)
      return lm_fail(
          "%s: batches do not fit: %s and %s: sizes before the last two dimensions must be equal "
          "or 1",
          lm_running(), lm_shape_text(a), lm_shape_text(b));
    batch->v[batch->n - i] = x == 1 ? y : x;
  }
  return true;
}

/* ---- results ---- */

lm_tensor *la_new_columns(int ndim, const int64_t *sizes, lm_dtype dtype, lm_device device) {
  int64_t turned[LM_MAX_DIMS];
  memcpy(turned, sizes, sizeof *sizes * (size_t)ndim);
  turned[ndim - 2] = sizes[ndim - 1];
  turned[ndim - 1] = sizes[ndim - 2];
  lm_tensor *t = lm_new(ndim, turned, dtype, device);
  if (t == NULL) return NULL;
  int64_t stride = t->strides[ndim - 2];
  t->strides[ndim - 2] = t->strides[ndim - 1];
  t->strides[ndim - 1] = stride;
  t->sizes[ndim - 2] = sizes[ndim - 2];
  t->sizes[ndim - 1] = sizes[ndim - 1];
  return t;
}

lm_tensor *la_new_matrix(const lm_tensor *t, int64_t rows, int64_t columns, lm_dtype dtype) {
  int64_t sizes[LM_MAX_DIMS];
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)t->ndim);
  sizes[t->ndim - 2] = rows;
  sizes[t->ndim - 1] = columns;
  return la_new_columns(t->ndim, sizes, dtype, t->device);
}

lm_tensor *la_new_vector(const lm_tensor *t, int64_t n, lm_dtype dtype) {
  int64_t sizes[LM_MAX_DIMS];
  int batch = t->ndim - 2;
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)batch);
  if (n >= 0) sizes[batch] = n;
  return lm_new(batch + (n >= 0), sizes, dtype, t->device);
}

double la_epsilon(lm_dtype d) { return lm_real_dtype(d) == LM_F64 ? DBL_EPSILON : FLT_EPSILON; }

bool la_keep(lm_call *c, int i, lm_tensor *result) {
  c->out[i] = lm_retain(result);
  return result != NULL;
}

/* ---- formulas ---- */

lm_tensor *la_mm(lm_tensor *a, lm_tensor *b) { return lm_matmul(a, b); }
lm_tensor *la_add(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }
lm_tensor *la_sub(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }

lm_tensor *la_eye(const lm_tensor *t, int64_t n) {
  return t ? lm_eye(n, n, (lm_dtype)t->dtype, t->device) : NULL;
}

lm_tensor *la_diagonal(lm_tensor *t) { return lm_diagonal(t, 0, -2, -1); }

lm_tensor *la_diag(lm_tensor *t) { return lm_diag_embed(t, 0, -2, -1); }

lm_tensor *la_sign(lm_tensor *t) { return lm_sgn(t); }
lm_tensor *la_real_part(lm_tensor *t) {
  return t && lm_is_complex((lm_dtype)t->dtype) ? lm_real(t) : t;
}

/* With z = tr(A^-1 dA), log |det| changes by Re z and sign(det) by i sign(det) Im z. */
lm_tensor *la_phase_gradient(lm_tensor *g_sign, lm_tensor *sign, lm_tensor *g_log) {
  lm_tensor *turn = NULL;
  if (g_sign) {
    turn = lm_neg(lm_imag(lm_mul(lm_conjugate(g_sign), sign)));
    if (!g_log && turn) g_log = lm_zeros_like(turn, LM_DTYPE_NONE, LM_DEVICE_NONE);
  } else if (g_log) {
    turn = lm_zeros_like(g_log, LM_DTYPE_NONE, LM_DEVICE_NONE);
  }
  return g_log && turn ? lm_complex(g_log, turn) : NULL;
}

bool la_phase_free(lm_tensor *diagonal, const char *what) {
  const double limit = 1e-2; /* PyTorch's */
  lm_scalar bad;
  lm_tensor *imaginary = diagonal ? lm_abs(lm_imag(lm_detach(diagonal))) : NULL;
  lm_tensor *any = lm_any(lm_gt(imaginary, la_number(limit)), NULL, false);
  if (any == NULL || !lm_get_scalar(any, &bad)) return false;
  if (lm_scalar_i(bad) == 0) return true;
  return lm_fail(
      "%s: complex %s are given up to a factor of size 1, and the function whose gradient "
      "is asked for depends on it: it has none",
      lm_running(), what);
}

lm_tensor *la_drop(lm_tensor *t, int dim) {
  lm_ints dims = {.n = 1, .v = {dim}};
  return lm_squeeze(t, &dims);
}

lm_tensor *la_part(lm_tensor *t, int dim, int64_t begin, int64_t n) {
  if (t == NULL) return NULL;
  return begin == 0 && t->sizes[t->ndim + dim] == n ? t : lm_slice(t, dim, begin, n, 1);
}

lm_tensor *la_cast(lm_tensor *t, lm_dtype dtype) {
  return lm_to_dtype(t, dtype, LM_DEVICE_NONE, false);
}

lm_tensor *la_expand(lm_tensor *t, const lm_ints *batch) {
  if (t == NULL) return NULL;
  lm_ints sizes = *batch;
  if (sizes.n + 2 > LM_MAX_DIMS)
    return lm_fail("%s: more than %d dimensions", lm_running(), LM_MAX_DIMS);
  sizes.v[sizes.n++] = la_rows(t);
  sizes.v[sizes.n++] = la_columns(t);
  bool same = t->ndim == sizes.n;
  for (int i = 0; i < sizes.n && same; i++) same = t->sizes[i] == sizes.v[i];
  return same ? t : lm_expand(t, &sizes);
}
