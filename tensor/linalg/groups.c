/* Products of parts of matrices: groups, blocks, segments, matrices chosen by position. */
#include "tensor/linalg/linalg.h"

#include <string.h>

static const char *dtype_name(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }

static bool are_matrices(const lm_tensor *a, const lm_tensor *b) {
  if (a->ndim < 2 || b->ndim < 2)
    return lm_fail("%s: both must have at least 2 dimensions, got %s by %s", lm_running(),
                   lm_shape_text(a), lm_shape_text(b));
  return la_one_dtype(a, b) && la_sizes_equal(a, a->ndim - 1, b, b->ndim - 2);
}

/* ---- matrices chosen by position ---- */

static bool are_positions(const lm_tensor *t, const char *name) {
  if (t->dtype == LM_I64 || t->dtype == LM_I32) return true;
  return lm_fail("%s: %s must be integers, not %s", lm_running(), name, dtype_name(t));
}

/* The matrices of t at these positions, with the positions' sizes as batches; all when NULL. */
static lm_tensor *chosen(lm_tensor *t, lm_tensor *positions) {
  if (positions == NULL) return t;
  lm_ints flat = {.n = 3, .v = {-1, la_rows(t), la_columns(t)}}, line = {.n = 1, .v = {-1}},
          sizes = {.n = positions->ndim};
  if (positions->ndim + 2 > LM_MAX_DIMS)
    return lm_fail("%s: more than %d dimensions", lm_running(), LM_MAX_DIMS);
  flat.v[0] = 1;
  for (int i = 0; i < t->ndim - 2; i++) flat.v[0] *= t->sizes[i];
  memcpy(sizes.v, positions->sizes, sizeof *sizes.v * (size_t)positions->ndim);
  sizes.v[sizes.n++] = la_rows(t);
  sizes.v[sizes.n++] = la_columns(t);
  lm_tensor *rows = lm_index_select(lm_reshape(t, &flat), 0, lm_reshape(positions, &line));
  return lm_reshape(rows, &sizes);
}

lm_tensor *lm_do_gather_mm(lm_tensor *a, lm_tensor *b, lm_tensor *lhs, lm_tensor *rhs) {
  if (!are_matrices(a, b) || (lhs && !are_positions(lhs, "lhs_indices")) ||
      (rhs && !are_positions(rhs, "rhs_indices")))
    return NULL;
  return lm_matmul(chosen(a, lhs), chosen(b, rhs));
}

/* ---- blocks ---- */

/* t with each block of `size` rows and columns multiplied by its element of the mask. */
static lm_tensor *masked(lm_tensor *t, lm_tensor *mask, int64_t size, const char *name) {
  if (t == NULL || mask == NULL) return t;
  int64_t rows = la_rows(t), columns = la_columns(t);
  int64_t down = rows / size + (rows % size != 0), right = columns / size + (columns % size != 0);
  if (mask->ndim < 2 || la_rows(mask) != down || la_columns(mask) != right)
    return lm_fail(
        "%s: %s of shape %s must end in (%lld, %lld), an element for each block of %lld by "
        "%lld in %s",
        lm_running(), name, lm_shape_text(mask), (long long)down, (long long)right, (long long)size,
        (long long)size, lm_shape_text(t));
  lm_tensor *wide = lm_repeat_interleave(mask, lm_wrap(lm_int(size)), -2, -1);
  wide = la_part(la_part(lm_repeat_interleave(wide, lm_wrap(lm_int(size)), -1, -1), -2, 0, rows),
                 -1, 0, columns);
  return lm_mul(t, mask->dtype == LM_BOOL ? la_cast(wide, (lm_dtype)t->dtype) : wide);
}

lm_tensor *lm_do_block_masked_mm(lm_tensor *a, lm_tensor *b, int64_t block_size,
                                 lm_tensor *mask_out, lm_tensor *mask_lhs, lm_tensor *mask_rhs) {
  if (!are_matrices(a, b)) return NULL;
  if (block_size < 1 || block_size > INT32_MAX)
    return lm_fail("block_masked_mm: block_size must be at least 1, got %lld",
                   (long long)block_size);
  lm_tensor *product = lm_matmul(masked(a, mask_lhs, block_size, "mask_lhs"),
                                 masked(b, mask_rhs, block_size, "mask_rhs"));
  return masked(product, mask_out, block_size, "mask_out");
}

/* ---- segments ---- */

enum { MAX_SEGMENTS = 4096 };

lm_tensor *lm_do_segmented_mm(lm_tensor *a, lm_tensor *b, lm_tensor *segments) {
  if (a->ndim != 2 || b->ndim != 2)
    return lm_fail("segmented_mm: a and b must be matrices, got %s by %s", lm_shape_text(a),
                   lm_shape_text(b));
  if (!are_matrices(a, b) || !are_positions(segments, "segments")) return NULL;
  int64_t n = lm_numel(segments) / 2, k = a->sizes[1];
  if (segments->ndim < 1 || segments->sizes[segments->ndim - 1] != 2 || n < 1 || n > MAX_SEGMENTS)
    return lm_fail(
        "segmented_mm: segments must be 1 to %d pairs of positions, (..., 2), got shape %s",
        MAX_SEGMENTS, lm_shape_text(segments));
  lm_ints pairs = {.n = 2, .v = {n, 2}}, sizes = {.n = segments->ndim - 1};
  memcpy(sizes.v, segments->sizes, sizeof *sizes.v * (size_t)sizes.n);
  if (sizes.n + 2 > LM_MAX_DIMS)
    return lm_fail("segmented_mm: more than %d dimensions", LM_MAX_DIMS);
  lm_tensor *list = lm_reshape(segments, &pairs), *parts[MAX_SEGMENTS];
  for (int64_t i = 0; i < n; i++) {
    lm_scalar first, last;
    lm_tensor *pair = lm_select(list, 0, i), *from = lm_select(pair, 0, 0),
              *to = lm_select(pair, 0, 1);
    if (!from || !to || !lm_get_scalar(from, &first) || !lm_get_scalar(to, &last)) return NULL;
    int64_t begin = lm_scalar_i(first), end = lm_scalar_i(last);
    if (begin < 1 || end > k || end < begin - 1)
      return lm_fail(
          "segmented_mm: segment %lld is (%lld, %lld), which is no range of positions from "
          "1 to %lld",
          (long long)i + 1, (long long)begin, (long long)end, (long long)k);
    int64_t count = end - begin + 1;
    parts[i] = lm_mm(lm_slice(a, 1, begin - 1, count, 1), lm_slice(b, 0, begin - 1, count, 1));
    if (parts[i] == NULL) return NULL;
  }
  sizes.v[sizes.n++] = a->sizes[0];
  sizes.v[sizes.n++] = b->sizes[1];
  return lm_reshape(lm_stack(&(lm_list){n, parts}, 0), &sizes);
}

/* ---- products of groups ---- */

enum { MAX_GROUPS = 4096 };

/* The ends of the groups, which must not fall and not pass `size`; their number, -1 after a message. */
static int64_t read_ends(lm_tensor *offs, int64_t size, int64_t *ends) {
  if (offs->dtype != LM_I32 || offs->ndim != 1 || offs->sizes[0] > MAX_GROUPS) {
    lm_fail("grouped_mm: offs must be a vector of int32 with at most %d ends of groups, not %s of "
            "shape %s",
            MAX_GROUPS, dtype_name(offs), lm_shape_text(offs));
    return -1;
  }
  int64_t n = offs->sizes[0], before = 0;
  for (int64_t i = 0; i < n; i++) {
    lm_scalar s;
    lm_tensor *end = lm_select(offs, 0, i);
    if (end == NULL || !lm_get_scalar(end, &s)) return -1;
    ends[i] = lm_scalar_i(s);
    if (ends[i] < before || ends[i] > size) {
      lm_fail(
          "grouped_mm: end %lld of the groups is %lld: ends must not fall, and stay within %lld",
          (long long)i + 1, (long long)ends[i], (long long)size);
      return -1;
    }
    before = ends[i];
  }
  return n;
}

/* a's group i, of which dimension d (-1: the first of three) is cut at the ends. */
static lm_tensor *group_of(lm_tensor *t, int d, const int64_t *ends, int64_t i) {
  if (d < 0) return lm_select(t, 0, i);
  int64_t begin = i ? ends[i - 1] : 0;
  return lm_slice(t, d, begin, ends[i] - begin, 1);
}

lm_tensor *lm_do_grouped_mm(lm_tensor *a, lm_tensor *b, lm_tensor *offs, lm_tensor *bias,
                            lm_dtype out_dtype) {
  if (a->ndim < 2 || a->ndim > 3 || b->ndim < 2 || b->ndim > 3)
    return lm_fail("grouped_mm: mat_a and mat_b must have 2 or 3 dimensions, got %s by %s",
                   lm_shape_text(a), lm_shape_text(b));
  if (bias) return lm_fail("grouped_mm: bias is not supported; add it to the result");
  if (!la_one_dtype(a, b)) return NULL;
  if (!lm_is_float((lm_dtype)a->dtype))
    return lm_fail("grouped_mm: the matrices must be of a floating-point dtype, not %s",
                   dtype_name(a));
  if (out_dtype != LM_DTYPE_NONE && (int)out_dtype != a->dtype)
    return lm_fail("grouped_mm: out_dtype must be that of the matrices, %s, not %s", dtype_name(a),
                   lm_dtypes[out_dtype].name);
  if (!la_sizes_equal(a, a->ndim - 1, b, b->ndim - 2)) return NULL;
  if ((a->ndim == 2 || b->ndim == 2) != (offs != NULL))
    return lm_fail(
        "grouped_mm: offs must be given exactly when one of the matrices has 2 dimensions");
  if (!offs) return lm_bmm(a, b);
  int da = a->ndim == 3 ? -1 : b->ndim == 2 ? 1 : 0, db = b->ndim == 3 ? -1 : a->ndim == 2 ? 0 : 1;
  int64_t ends[MAX_GROUPS], total = a->ndim == 2 ? a->sizes[da] : b->sizes[db];
  int64_t n = read_ends(offs, total, ends);
  if (n < 0) return NULL;
  const lm_tensor *batch = a->ndim == 3 ? a : b->ndim == 3 ? b : NULL;
  if (batch && batch->sizes[0] != n)
    return lm_fail("grouped_mm: offs has %lld ends for the %lld matrices of shape %s", (long long)n,
                   (long long)batch->sizes[0], lm_shape_text(batch));
  if (n == 0) return lm_fail("grouped_mm: there must be at least one group");
  if (batch && ends[n - 1] != total)
    return lm_fail(
        "grouped_mm: the last end must be %lld, so that each %s belongs to a group, got %lld",
        (long long)total, a->ndim == 2 ? "row" : "column", (long long)ends[n - 1]);
  lm_tensor *parts[MAX_GROUPS];
  for (int64_t i = 0; i < n; i++)
    if (!(parts[i] = lm_mm(group_of(a, da, ends, i), group_of(b, db, ends, i)))) return NULL;
  lm_list all = {n, parts};
  if (!batch) return lm_stack(&all, 0);
  return lm_cat(&all, a->ndim == 2 ? 0 : 1);
}
