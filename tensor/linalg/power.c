/* Powers, exponentials and chains of products of matrices. */
#include "tensor/linalg/linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- powers ---- */

lm_tensor *lm_do_linalg_matrix_power(lm_tensor *a, int64_t n) {
  if (a->ndim < 2 || la_rows(a) != la_columns(a))
    return lm_fail("%s: A must be a square matrix or a batch of them, (..., n, n), got shape %s",
                   lm_running(), lm_shape_text(a));
  if (n == 0) {
    lm_ints batch = {.n = a->ndim - 2};
    memcpy(batch.v, a->sizes, sizeof *batch.v * (size_t)batch.n);
    return lm_clone(la_expand(la_eye(a, la_rows(a)), &batch));
  }
  uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
  if (n < 0 && (a = lm_linalg_inv(a)) == NULL) return NULL;
  if (left == 1) return lm_clone(a);
  if (left == 3) return la_mm(la_mm(a, a), a);
  lm_tensor *result = NULL, *square = a; /* a to the powers 1, 2, 4, ... */
  for (; left; left >>= 1) {
    if (left & 1) result = result ? la_mm(result, square) : square;
    if (left > 1) square = la_mm(square, square);
    if (square == NULL || (left & 1 && result == NULL)) return NULL;
  }
  return result;
}

/* ---- exponential: Pade's approximant of degree 13 with scaling and squaring (Higham 2005) ---- */

static lm_tensor *scaled(lm_tensor *x, double s) { return lm_mul_s(x, s); }
static lm_tensor *sum3(lm_tensor *a, lm_tensor *b, lm_tensor *c) { return la_add(la_add(a, b), c); }

/* The approximant of matrices whose 1-norm is at most 5.37. */
static lm_tensor *pade13(lm_tensor *a) {
  static const double b[] = {64764752532480000.,
                             32382376266240000.,
                             7771770303897600.,
                             1187353796428800.,
                             129060195264000.,
                             10559470521600.,
                             670442572800.,
                             33522128640.,
                             1323241920.,
                             40840800.,
                             960960.,
                             16380.,
                             182.,
                             1.};
  if (a == NULL) return NULL;
  /* All divided by b[0], so that float32 holds them. */
  const double s = 1 / b[0];
  lm_tensor *one = la_eye(a, la_rows(a)), *a2 = la_mm(a, a), *a4 = la_mm(a2, a2),
            *a6 = la_mm(a2, a4);
  lm_tensor *u = sum3(scaled(a6, b[13] * s), scaled(a4, b[11] * s), scaled(a2, b[9] * s));
  u = la_add(la_mm(a6, u), sum3(scaled(a6, b[7] * s), scaled(a4, b[5] * s), scaled(a2, b[3] * s)));
  u = la_mm(a, la_add(u, scaled(one, b[1] * s)));
  lm_tensor *v = sum3(scaled(a6, b[12] * s), scaled(a4, b[10] * s), scaled(a2, b[8] * s));
  v = la_add(la_mm(a6, v), sum3(scaled(a6, b[6] * s), scaled(a4, b[4] * s), scaled(a2, b[2] * s)));
  v = la_add(v, one);
  return lm_linalg_solve_system(la_sub(v, u), la_add(v, u), false).v[0];
}

static lm_tensor *exponential(lm_tensor *a) {
  const double limit = 5.371920351148152;
  static const lm_ints rows = {.n = 1, .v = {-2}}, last = {.n = 1, .v = {-1}};
  lm_dtype real = lm_real_dtype((lm_dtype)a->dtype);
  lm_tensor *norm = lm_amax(lm_sum(lm_abs(a), &rows, false, LM_DTYPE_NONE), &last, false);
  lm_tensor *steps = lm_ceil(lm_log2(lm_div_s(la_cast(norm, LM_F64), limit)));
  steps = lm_where_select(lm_logical_and(lm_isfinite(steps), lm_gt(steps, la_number(0))), steps,
                          la_number(0)); /* each matrix has its own */
  lm_scalar most;
  lm_tensor *largest = lm_max(steps);
  if (largest == NULL || !lm_get_scalar(largest, &most)) return NULL;
  int count = (int)lm_scalar_f(most);
  if (count == 0) return pade13(a);
  steps = lm_unsqueeze(lm_unsqueeze(steps, -1), -1);
  lm_tensor *half = la_cast(lm_exp2(lm_neg(steps)), real);
  lm_tensor *result = pade13(lm_mul(a, half));
  for (int i = 0; i < count && result; i++) {
    lm_tensor *more = lm_gt(steps, la_number(i));
    result = lm_where_select(more, la_mm(result, result), result);
  }
  return result;
}

RULE(linalg_matrix_exp) {
  lm_tensor *a = A(0).t;
  if (!la_square(a, "A")) return false;
  lm_scope scope = lm_scope_open();
  lm_tensor *result;
  if (lm_numel(a) == 0)
    result = lm_clone(a);
  else if (la_rows(a) == 1)
    result = lm_exp(a);
  else
    result = exponential(a);
  bool ok = la_keep(c, 0, result);
  lm_scope_close(scope, NULL);
  return ok;
}

/* exp of ((A^H, G), (0, A^H)) has the gradient in its upper right corner (Mathias 1996). */
VJP(linalg_matrix_exp) {
  lm_tensor *a = IN(0);
  if (!NEEDS(0) || !G || !a) return;
  int64_t size = la_rows(a);
  lm_tensor *ah = la_mH(a), *zero = lm_zeros_like(a, LM_DTYPE_NONE, LM_DEVICE_NONE);
  lm_tensor *top[] = {ah, G}, *bottom[] = {zero, ah};
  if (!ah || !zero) return;
  lm_tensor *rows[] = {lm_cat(&(lm_list){2, top}, -1), lm_cat(&(lm_list){2, bottom}, -1)};
  if (!rows[0] || !rows[1]) return;
  lm_tensor *e = lm_linalg_matrix_exp(lm_cat(&(lm_list){2, rows}, -2));
  gi[0] = la_part(la_part(e, -2, 0, size), -1, size, size);
}

/* ---- chains ---- */

enum { MAX_CHAIN = 256 };

/* cost[i * n + k] is the least number of multiplications for the product of i .. k, and split where it
** is cut (the textbook's dynamic program). */
static lm_tensor *chain(const lm_list *all, const int *split, int n, int i, int k) {
  if (i == k) return all->v[i];
  int at = split[i * n + k];
  return lm_mm(chain(all, split, n, i, at), chain(all, split, n, at + 1, k));
}

static lm_tensor *multiply_chain(const lm_list *all) {
  int n = (int)all->n;
  double *cost = calloc((size_t)n * (size_t)n, sizeof *cost);
  int *split = calloc((size_t)n * (size_t)n, sizeof *split);
  if (!cost || !split) {
    free(cost);
    free(split);
    return lm_fail("%s: out of memory", lm_running());
  }
  for (int length = 1; length < n; length++)
    for (int i = 0; i + length < n; i++) {
      int k = i + length;
      cost[i * n + k] = INFINITY;
      for (int at = i; at < k; at++) {
        double c = cost[i * n + at] + cost[(at + 1) * n + k] +
                   (double)all->v[i]->sizes[0] * (double)all->v[at]->sizes[1] *
                       (double)all->v[k]->sizes[1];
        if (c < cost[i * n + k]) cost[i * n + k] = c, split[i * n + k] = at;
      }
    }
  lm_tensor *result = chain(all, split, n, 0, n - 1);
  free(cost);
  free(split);
  return result;
}

static bool chain_fits(const lm_list *all) {
  for (int64_t i = 0; i < all->n; i++) {
    const lm_tensor *t = all->v[i];
    if (t == NULL || t->ndim != 2)
      return lm_fail("%s: tensor %lld must be a matrix, got shape %s", lm_running(),
                     (long long)i + 1, lm_shape_text(t));
    if (t->dtype != all->v[0]->dtype)
      return lm_fail(
          "%s: dtypes differ: %s and, of tensor %lld, %s; convert one of them with :to()",
          lm_running(), lm_dtypes[all->v[0]->dtype].name, (long long)i + 1,
          lm_dtypes[t->dtype].name);
    if (!lm_same_device(lm_running(), all->v[0], t)) return false;
    if (i > 0 && all->v[i - 1]->sizes[1] != t->sizes[0])
      return lm_fail("%s: sizes do not fit: tensor %lld is %s and the next one %s", lm_running(),
                     (long long)i, lm_shape_text(all->v[i - 1]), lm_shape_text(t));
  }
  return true;
}

lm_tensor *lm_do_linalg_multi_dot(const lm_list *tensors) {
  int64_t n = tensors->n;
  if (n < 2 || n > MAX_CHAIN)
    return lm_fail("%s: needs 2 to %d tensors, got %lld", lm_running(), MAX_CHAIN, (long long)n);
  lm_tensor *v[MAX_CHAIN];
  lm_list all = {n, v};
  memcpy(v, tensors->v, sizeof *v * (size_t)n);
  for (int64_t i = 0; i < n; i++)
    if (v[i] == NULL) return lm_fail("%s: tensor %lld is missing", lm_running(), (long long)i + 1);
  bool row = v[0]->ndim == 1, column = v[n - 1]->ndim == 1;
  if (row) v[0] = lm_unsqueeze(v[0], 0);
  if (column) v[n - 1] = lm_unsqueeze(v[n - 1], 1);
  if (!v[0] || !v[n - 1] || !chain_fits(&all)) return NULL;
  lm_tensor *result = multiply_chain(&all);
  if (column) result = la_drop(result, 1);
  return row ? la_drop(result, 0) : result;
}

lm_tensor *lm_do_chain_matmul(const lm_list *matrices) {
  if (matrices->n < 1) return lm_fail("chain_matmul: needs at least one matrix");
  if (matrices->n > MAX_CHAIN)
    return lm_fail("chain_matmul: at most %d matrices, got %lld", MAX_CHAIN,
                   (long long)matrices->n);
  if (!chain_fits(matrices)) return NULL;
  return matrices->n == 1 ? lm_alias(matrices->v[0]) : multiply_chain(matrices);
}

/* ---- Vandermonde ---- */

lm_tensor *lm_do_linalg_vander(lm_tensor *x, const lm_scalar *columns) {
  if (x->ndim == 0)
    return lm_fail("linalg_vander: x must have at least one dimension, got a number");
  int64_t n = columns ? lm_scalar_i(*columns) : x->sizes[x->ndim - 1];
  if ((columns && columns->kind != LM_SCALAR_INT) || n <= 1)
    return lm_fail("linalg_vander: N, the number of columns, must be an integer above 1, got %g",
                   columns ? lm_scalar_f(*columns) : (double)n);
  if (x->dtype == LM_BOOL)
    return lm_fail("linalg_vander: x must be of numbers, not bool; convert it first");
  if (lm_is_integral((lm_dtype)x->dtype)) x = la_cast(x, LM_I64);
  lm_ints sizes = {.n = x ? x->ndim + 1 : 0};
  if (x == NULL) return NULL;
  memcpy(sizes.v, x->sizes, sizeof *sizes.v * (size_t)x->ndim);
  if (sizes.n > LM_MAX_DIMS) return lm_fail("linalg_vander: more than %d dimensions", LM_MAX_DIMS);
  sizes.v[x->ndim] = 1;
  lm_tensor *ones = lm_ones(&sizes, (lm_dtype)x->dtype, x->device);
  sizes.v[x->ndim] = n - 1;
  lm_tensor *powers = lm_cumprod(lm_expand(lm_unsqueeze(x, -1), &sizes), -1, LM_DTYPE_NONE);
  lm_tensor *parts[] = {ones, powers};
  return ones && powers ? lm_cat(&(lm_list){2, parts}, -1) : NULL;
}
