/* Grids of coordinates, combinations, powers: what small vectors are laid out to. */
#include "tensor/record.h"

static bool is_indexing(const char *text, const char *name) {
  return text[0] == name[0] && text[1] == name[1] && text[2] == 0;
}

lm_list *lm_do_meshgrid(const lm_list *tensors, const char *indexing) {
  bool xy = indexing && indexing[0] && is_indexing(indexing, "xy");
  if (!xy && !(indexing && indexing[0] && is_indexing(indexing, "ij")))
    return lm_fail("meshgrid: indexing must be \"ij\" or \"xy\", not \"%s\"",
                   indexing ? indexing : "nil");
  if (tensors->n == 0 || tensors->n > LM_MAX_DIMS)
    return lm_fail("meshgrid: needs 1 to %d vectors, not %lld", LM_MAX_DIMS, (long long)tensors->n);
  int n = (int)tensors->n;
  lm_ints sizes = {n, {0}};
  int axis[LM_MAX_DIMS]; /* of the result, for each vector */
  for (int i = 0; i < n; i++) {
    const lm_tensor *t = tensors->v[i];
    if (t == NULL || t->ndim > 1)
      return lm_fail("meshgrid: element %d must be a vector, not of shape %s", i + 1,
                     t ? lm_shape_text(t) : "nil");
    axis[i] = xy && n > 1 && i < 2 ? 1 - i : i;
    sizes.v[axis[i]] = t->numel;
  }
  lm_list *list = lm_list_new(n);
  if (list == NULL) return NULL;
  for (int i = 0; i < n; i++) {
    lm_ints shape = {n, {0}};
    for (int d = 0; d < n; d++) shape.v[d] = d == axis[i] ? sizes.v[d] : 1;
    list->v[i] = lm_retain(lm_expand(lm_reshape(tensors->v[i], &shape), &sizes));
    if (list->v[i] == NULL) {
      lm_list_free(list);
      return NULL;
    }
  }
  return list;
}

lm_tensor *lm_do_cartesian_prod(const lm_list *tensors) {
  for (int64_t i = 0; i < tensors->n; i++) {
    const lm_tensor *t = tensors->v[i];
    if (t == NULL || t->ndim != 1)
      return lm_fail("cartesian_prod: element %lld must be a vector, not of shape %s",
                     (long long)i + 1, t ? lm_shape_text(t) : "nil");
    if (t->dtype != tensors->v[0]->dtype)
      return lm_fail("cartesian_prod: the vectors must have one dtype, not %s and %s",
                     lm_dtypes[tensors->v[0]->dtype].name, lm_dtypes[t->dtype].name);
  }
  if (tensors->n == 1) return tensors->v[0];
  lm_list *grids = lm_meshgrid(tensors, "ij");
  lm_tensor *flat[LM_MAX_DIMS], *result = NULL;
  int64_t n = 0;
  while (grids && n < grids->n && (flat[n] = lm_ravel(grids->v[n])) != NULL) n++;
  if (grids && n == grids->n) result = lm_stack(&(lm_list){n, flat}, 1);
  lm_list_free(grids);
  return result;
}

/* ---- combinations ---- */

/* n over r, or -1 where it does not fit. */
static int64_t binomial(int64_t n, int64_t r) {
  if (r > n - r) r = n - r;
  if (r < 0) return 0;
  unsigned __int128 count = 1;
  for (int64_t i = 1; i <= r; i++) {
    count = count * (unsigned __int128)(n - r + i) / (unsigned __int128)i;
    if (count > INT64_MAX / 16) return -1;
  }
  return (int64_t)count;
}

/* All choices of r of the positions 1 .. n, in order: rows of *out. */
static void choose(int64_t n, int64_t r, bool again, int64_t rows, int64_t *out) {
  for (int64_t i = 0; i < rows; i++, out += r) {
    if (i == 0) {
      for (int64_t k = 0; k < r; k++) out[k] = again ? 1 : k + 1;
      continue;
    }
    const int64_t *last = out - r;
    int64_t k = r - 1; /* the last place that can still rise */
    while (last[k] == (again ? n : n - (r - 1 - k))) k--;
    for (int64_t j = 0; j < r; j++)
      out[j] = j < k ? last[j] : again || j == k ? last[k] + 1 : last[k] + 1 + (j - k);
  }
}

lm_tensor *lm_do_combinations(lm_tensor *self, int64_t r, bool with_replacement) {
  if (self->ndim != 1)
    return lm_fail("combinations: needs a vector, not shape %s", lm_shape_text(self));
  if (r < 0) return lm_fail("combinations: r must not be negative, but is %lld", (long long)r);
  int64_t n = self->sizes[0], top = n, total;
  if (r == 0) return lm_empty(&(lm_ints){1, {0}}, (lm_dtype)self->dtype, self->device);
  if (with_replacement && n > 0 && __builtin_add_overflow(n, r - 1, &top)) top = -1;
  int64_t rows = top < 0 ? -1 : top > 0 ? binomial(top, r) : 0;
  if (rows < 0 || __builtin_mul_overflow(rows, r, &total))
    return lm_fail("combinations: there are too many choices of %lld of %lld elements",
                   (long long)r, (long long)n);
  lm_tensor *positions = lm_scoped(lm_new(1, &total, LM_I64, LM_CPU));
  if (positions == NULL) return NULL;
  choose(n, r, with_replacement, rows, (int64_t *)lm_data(positions));
  lm_tensor *picked = lm_index_select(self, 0, lm_to_dtype(positions, LM_I64, self->device, false));
  return lm_reshape(picked, &(lm_ints){2, {rows, r}});
}

/* ---- triangles of positions ---- */

/* How many elements of row i belong to the triangle, and the first of them. */
static int64_t row_part(bool lower, int64_t i, int64_t columns, int64_t offset, int64_t *first) {
  __int128 edge = (__int128)i + offset + (lower ? 1 : 0);
  int64_t at = edge < 0 ? 0 : edge > columns ? columns : (int64_t)edge;
  *first = lower ? 0 : at;
  return lower ? at : columns - at;
}

/* The sum of x, clamped to 0 .. most, over all x up to `last`. */
static __int128 sum_of_clamped(__int128 last, int64_t most) {
  __int128 rising = last < most ? last : most;
  if (last <= 0) return 0;
  return rising * (rising + 1) / 2 + (last - rising) * most;
}

static bool triangle(lm_call *c, bool lower) {
  const char *op = lm_op_name(c);
  int64_t rows = A(0).i, columns = A(1).i, offset = A(2).i, n, first;
  if (rows < 0 || columns < 0)
    return lm_fail("%s: row and col must not be negative, but are %lld and %lld", op,
                   (long long)rows, (long long)columns);
  int64_t all;
  if (__builtin_mul_overflow(rows, columns, &all) || all > INT64_MAX / 32)
    return lm_fail("%s: %lld by %lld is too large", op, (long long)rows, (long long)columns);
  lm_dtype dtype = A(3).dtype == LM_DTYPE_NONE ? LM_I64 : A(3).dtype;
  if (!lm_is_integral(dtype) || dtype == LM_BOOL)
    return lm_fail("%s: positions are integers, not %s", op, lm_dtypes[dtype].name);
  lm_device device = A(4).device == LM_DEVICE_NONE ? lm_here()->default_device : A(4).device;
  __int128 before = sum_of_clamped((__int128)offset + lower - 1, columns),
           below = sum_of_clamped((__int128)offset + lower + rows - 1, columns) - before;
  n = (int64_t)(lower ? below : (__int128)all - below);
  /* Only the rows that have elements are walked: there may be 2^50 others. */
  __int128 from = lower && offset < 0 ? -(__int128)offset : 0;
  __int128 to = lower ? rows : (__int128)columns - offset;
  if (to > rows) to = rows;
  int64_t sizes[2] = {2, n};
  lm_tensor *t = lm_new(2, sizes, LM_I64, LM_CPU);
  if (t == NULL) return false;
  int64_t *row = (int64_t *)lm_data(t), *column = row + n;
  for (int64_t i = n ? (int64_t)from : 0; n > 0 && i < to; i++) {
    int64_t count = row_part(lower, i, columns, offset, &first);
    for (int64_t k = 0; k < count; k++) *row++ = i + 1, *column++ = first + k + 1;
  }
  if (dtype == LM_I64 && device == LM_CPU) {
    c->out[0] = t;
    return true;
  }
  c->out[0] = lm_new(2, sizes, dtype, device);
  bool ok = c->out[0] && lm_copy_elements(c->out[0], t);
  lm_release(t);
  return ok;
}
RULE(tril_indices) { return triangle(c, true); }
RULE(triu_indices) { return triangle(c, false); }

/* ---- powers ---- */

lm_tensor *lm_do_vander(lm_tensor *x, int64_t N, bool increasing) {
  if (x->ndim != 1) return lm_fail("vander: needs a vector, not shape %s", lm_shape_text(x));
  if (N < -1) return lm_fail("vander: N must not be negative, but is %lld", (long long)N);
  int64_t rows = x->sizes[0], columns = N == -1 ? rows : N;
  lm_dtype dtype = lm_is_integral((lm_dtype)x->dtype) ? LM_I64 : (lm_dtype)x->dtype;
  const lm_ints one = {2, {rows, columns ? 1 : 0}}, powers = {2, {rows, columns - 1}};
  lm_tensor *ones = lm_ones(&one, dtype, x->device), *result = ones;
  if (columns > 1) {
    lm_tensor *factors =
        lm_expand(lm_unsqueeze(lm_to_dtype(x, dtype, LM_DEVICE_NONE, false), 1), &powers);
    lm_tensor *parts[] = {ones, lm_cumprod(factors, 1, LM_DTYPE_NONE)};
    result = parts[0] && parts[1] ? lm_cat(&(lm_list){2, parts}, 1) : NULL;
  }
  return increasing ? result : lm_flip(result, &(lm_ints){1, {1}});
}
