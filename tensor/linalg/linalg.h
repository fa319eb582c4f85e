/* What the rules of linear algebra share: checks of operands, results in columns, and short formulas.
**
** Matrices are the last two dimensions, all others are batches.  Messages speak in the name of the
** outermost operation (lm_running), since most of these operations call each other.
*/
#ifndef LM_LINALG_H
#define LM_LINALG_H

#include "tensor/record.h"

/* ---- checks; each fails with a message that names the argument ---- */

/* A floating-point or complex tensor that LAPACK has functions for. */
bool la_dtype(const lm_tensor *t, const char *name);
/* That, with at least two dimensions; with the last two equal. */
bool la_matrix(const lm_tensor *t, const char *name);
bool la_square(const lm_tensor *t, const char *name);
/* One dtype on one device. */
bool la_alike(const lm_tensor *a, const char *a_name, const lm_tensor *b, const char *b_name);

/* The same for operands without names; and dimension da of the first (from 0) equals db of the second. */
bool la_one_dtype(const lm_tensor *a, const lm_tensor *b);
bool la_sizes_equal(const lm_tensor *a, int da, const lm_tensor *b, int db);

/* Matrices of one dtype with the same batches: what the hidden rows want of each other's operands. */
bool la_same_batches(const lm_tensor *a, const char *a_name, const lm_tensor *b,
                     const char *b_name);

/* The batch sizes of both, broadcast; fails with both shapes. */
bool la_batch(const lm_tensor *a, const lm_tensor *b, lm_ints *batch);

/* ---- results ---- */

/* A new tensor whose last two dimensions lie in columns, as LAPACK's results and PyTorch's do. */
lm_tensor *la_new_columns(int ndim, const int64_t *sizes, lm_dtype dtype, lm_device device);
/* The same with t's batches, and `rows` by `columns`. */
lm_tensor *la_new_matrix(const lm_tensor *t, int64_t rows, int64_t columns, lm_dtype dtype);
/* A contiguous tensor with t's batches and, unless n is negative, a last dimension of n. */
lm_tensor *la_new_vector(const lm_tensor *t, int64_t n, lm_dtype dtype);

static inline int64_t la_rows(const lm_tensor *t) { return t->sizes[t->ndim - 2]; }
static inline int64_t la_columns(const lm_tensor *t) { return t->sizes[t->ndim - 1]; }
static inline int64_t la_least(const lm_tensor *t) {
  return la_rows(t) < la_columns(t) ? la_rows(t) : la_columns(t);
}
double la_epsilon(lm_dtype d); /* the distance from 1 to the next number */

/* ---- formulas; NULL gives NULL ---- */

/* The conjugate transpose of each matrix. */
static inline lm_tensor *la_mH(lm_tensor *t) { return lm_conjugate(lm_transpose(t, -2, -1)); }
lm_tensor *la_mm(lm_tensor *a, lm_tensor *b);
lm_tensor *la_add(lm_tensor *a, lm_tensor *b);
lm_tensor *la_sub(lm_tensor *a, lm_tensor *b);
lm_tensor *la_eye(const lm_tensor *t, int64_t n); /* the identity in t's dtype */
lm_tensor *la_diagonal(lm_tensor *t);             /* of each matrix */
lm_tensor *la_diag(lm_tensor *t);                 /* vectors as diagonal matrices */
lm_tensor *la_sign(lm_tensor *t);                 /* of complex numbers: t / |t| */
lm_tensor *la_real_part(lm_tensor *t);            /* of a real tensor: itself */
/* The gradient of z, for f = log(det) = log |det| + i arg(det), from those of sign(det) and log |det|
** (either may be NULL); complex. */
lm_tensor *la_phase_gradient(lm_tensor *g_sign, lm_tensor *sign, lm_tensor *g_log);
/* Of vectors whose phase is free: fails when the diagonal of a gradient's projection depends on it. */
bool la_phase_free(lm_tensor *diagonal, const char *what);
/* Without a last or last but one dimension, or with one more of size 1. */
lm_tensor *la_drop(lm_tensor *t, int dim);
/* Rows or columns begin .. begin + n - 1 (dim is -2 or -1). */
lm_tensor *la_part(lm_tensor *t, int dim, int64_t begin, int64_t n);
lm_tensor *la_cast(lm_tensor *t, lm_dtype dtype);
/* t expanded to batch sizes, its last two dimensions as they are. */
lm_tensor *la_expand(lm_tensor *t, const lm_ints *batch);
/* A number as a formula's operand. */
static inline lm_tensor *la_number(double x) { return lm_wrap(lm_float(x)); }

/* A result that a DIRECT row made in operations: out[i] owns it from here on. */
bool la_keep(lm_call *c, int i, lm_tensor *result);

#endif
