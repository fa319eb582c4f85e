/* Joining and repeating: cat and what is written with it. */
#include "tensor/index.h"
#include "tensor/context.h"

#include <stdlib.h>
#include <string.h>

/* PyTorch lets vectors without elements join anything. */
static bool skipped(const lm_tensor *t) { return t->ndim == 1 && t->sizes[0] == 0; }

/* Each tensor into its part of dimension `dim` of out. */
static bool join(lm_tensor *out, const lm_list *list, int64_t dim) {
  int64_t start = 0;
  for (int64_t i = 0; i < list->n; i++) {
    lm_tensor *t = list->v[i];
    if (t->numel > 0) {
      int64_t offset = out->offset + start * out->strides[dim];
      lm_tensor *part = lm_as_view(out, t->ndim, t->sizes, out->strides, offset);
      bool ok = part && lm_copy_elements(part, t);
      lm_release(part);
      if (!ok) return false;
    }
    if (!skipped(t)) start += t->sizes[dim];
  }
  return true;
}

RULE(cat) {
  const lm_list *list = A(0).list;
  lm_tensor *first = NULL;
  if (list->n == 0) return lm_fail("cat: the list holds no tensor");
  for (int64_t i = 0; i < list->n; i++) {
    lm_tensor *t = list->v[i];
    if (t == NULL) return lm_fail("cat: element %lld of the list is missing", (long long)i + 1);
    if (t->ndim == 0)
      return lm_fail("cat: element %lld of the list has no dimensions; stack joins such tensors",
                     (long long)i + 1);
    if (first == NULL && !skipped(t)) first = t;
  }
  if (first == NULL) first = list->v[0];
  int64_t dim = A(1).i;
  if (!lm_wrap_dim("cat", &dim, first->ndim)) return false;
  lm_ints sizes = {first->ndim, {0}};
  for (int d = 0; d < first->ndim; d++) sizes.v[d] = first->sizes[d];
  sizes.v[dim] = 0;
  for (int64_t i = 0; i < list->n; i++) {
    lm_tensor *t = list->v[i];
    if (!lm_same_device("cat", first, t)) return false;
    if (skipped(t)) continue;
    bool fits = t->ndim == first->ndim;
    for (int d = 0; fits && d < t->ndim; d++) fits = d == dim || t->sizes[d] == sizes.v[d];
    if (!fits)
      return lm_fail(
          "cat: shapes must agree but for dimension %lld: %s and %s (element %lld of the "
          "list)",
          (long long)dim + 1, lm_shape_text(first), lm_shape_text(t), (long long)i + 1);
    if (__builtin_add_overflow(sizes.v[dim], t->sizes[dim], &sizes.v[dim]))
      return lm_fail("cat: the sizes of dimension %lld add up past 2^63", (long long)dim + 1);
  }
  lm_dtype dtype = (lm_dtype)list->v[0]->dtype;
  for (int64_t i = 1; i < list->n; i++)
    dtype = lm_promote_types(dtype, (lm_dtype)list->v[i]->dtype);
  c->out[0] = lm_new(sizes.n, sizes.v, dtype, first->device);
  return c->out[0] && join(c->out[0], list, dim);
}

VJP(cat) {
  int64_t dim = ARG(1).i < 0 ? ARG(1).i + G->ndim : ARG(1).i, start = 0;
  for (int i = 0; i < n->n_edges; i++) {
    lm_ints sizes = lm_node_sizes(n, i);
    if (sizes.n == 1 && sizes.v[0] == 0) {
      GRAD(i, lm_zeros_of(n, i));
      continue;
    }
    GRAD(i, lm_slice(G, dim, start, sizes.v[dim], 1));
    start += sizes.v[dim];
  }
}

/* A list with `f` of each tensor, joined. */
static lm_tensor *join_mapped(const char *op, const lm_list *list, int64_t dim,
                              lm_tensor *(*f)(lm_tensor *t, int64_t dim)) {
  lm_tensor **v = malloc(sizeof *v * (size_t)(list->n + 1)), *result = NULL;
  if (v == NULL) return lm_fail("%s: out of memory", op);
  bool ok = true;
  for (int64_t i = 0; ok && i < list->n; i++) ok = (v[i] = f(list->v[i], dim)) != NULL;
  if (ok) result = lm_cat(&(lm_list){list->n, v}, dim);
  free(v);
  return result;
}

static lm_tensor *with_dim(lm_tensor *t, int64_t dim) { return lm_unsqueeze(t, dim); }

lm_tensor *lm_do_stack(const lm_list *tensors, int64_t dim) {
  if (tensors->n == 0) return lm_fail("stack: the list holds no tensor");
  const lm_tensor *first = tensors->v[0];
  for (int64_t i = 0; i < tensors->n; i++) {
    if (tensors->v[i] == NULL)
      return lm_fail("stack: element %lld of the list is missing", (long long)i + 1);
    if (!lm_same_shape(first, tensors->v[i]))
      return lm_fail("stack: shapes must be equal: %s and %s (element %lld of the list)",
                     lm_shape_text(first), lm_shape_text(tensors->v[i]), (long long)i + 1);
  }
  if (first->ndim >= LM_MAX_DIMS)
    return lm_fail("stack: tensors of shape %s have too many dimensions", lm_shape_text(first));
  if (!lm_wrap_dim("stack", &dim, first->ndim + 1)) return NULL;
  return join_mapped("stack", tensors, dim, with_dim);
}

#define AT_LEAST(n)                                              \
  static lm_tensor *at_least_##n##d(lm_tensor *t, int64_t dim) { \
    (void)dim;                                                   \
    return lm_atleast_##n##d(t);                                 \
  }
AT_LEAST(1)
AT_LEAST(2)
AT_LEAST(3)

/* Vectors (and numbers) as columns. */
static lm_tensor *column(lm_tensor *t, int64_t dim) {
  (void)dim;
  return t && t->ndim < 2 ? lm_reshape(t, &(lm_ints){2, {t->numel, 1}}) : t;
}

lm_tensor *lm_do_hstack(const lm_list *tensors) {
  bool vectors = tensors->n > 0 && tensors->v[0] && tensors->v[0]->ndim <= 1;
  return join_mapped("hstack", tensors, vectors ? 0 : 1, at_least_1d);
}

lm_tensor *lm_do_vstack(const lm_list *tensors) {
  return join_mapped("vstack", tensors, 0, at_least_2d);
}

lm_tensor *lm_do_dstack(const lm_list *tensors) {
  return join_mapped("dstack", tensors, 2, at_least_3d);
}

lm_tensor *lm_do_column_stack(const lm_list *tensors) {
  return join_mapped("column_stack", tensors, 1, column);
}

/* ---- blocks ---- */

/* What t counts as: a number is 1 by 1, a vector a row. */
static bool block_sizes(const lm_tensor *t, int64_t i, int64_t *rows, int64_t *columns) {
  if (t == NULL)
    return lm_fail("block_diag: element %lld of the list is missing", (long long)i + 1);
  if (t->ndim > 2)
    return lm_fail("block_diag: tensors may have at most 2 dimensions; number %lld has shape %s",
                   (long long)i + 1, lm_shape_text(t));
  *rows = t->ndim == 2 ? t->sizes[0] : 1;
  *columns = t->ndim ? t->sizes[t->ndim - 1] : 1;
  return true;
}

RULE(block_diag) {
  const lm_list *list = A(0).list;
  int64_t sizes[2] = {list->n == 0, 0}, rows, columns; /* PyTorch's: (1, 0) of none */
  lm_dtype dtype = list->n ? LM_BOOL : lm_here()->default_dtype;
  lm_device device = lm_here()->default_device;
  for (int64_t i = 0; i < list->n; i++) {
    lm_tensor *t = list->v[i];
    if (!block_sizes(t, i, &rows, &columns)) return false;
    if (i == 0) device = t->device;
    if (!lm_same_device("block_diag", list->v[0], t)) return false;
    dtype = lm_promote_types(dtype, (lm_dtype)t->dtype);
    if (__builtin_add_overflow(sizes[0], rows, &sizes[0]) ||
        __builtin_add_overflow(sizes[1], columns, &sizes[1]))
      return lm_fail("block_diag: the sizes add up past 2^63");
  }
  lm_tensor *out = c->out[0] = lm_new(2, sizes, dtype, device);
  if (out == NULL || !lm_fill_elements(out, lm_int(0))) return false;
  int64_t at = 0;
  for (int64_t i = 0; i < list->n; i++) {
    lm_tensor *t = list->v[i];
    block_sizes(t, i, &rows, &columns);
    const int64_t strides[2] = {t->ndim == 2 ? out->strides[0] : 1, 1};
    if (t->numel > 0) {
      lm_tensor *block = lm_as_view(out, t->ndim, t->sizes, strides, at);
      bool ok = block && lm_copy_elements(block, t);
      lm_release(block);
      if (!ok) return false;
    }
    at += rows * out->strides[0] + columns;
  }
  return true;
}

VJP(block_diag) {
  int64_t row = 0, column = 0;
  for (int i = 0; i < n->n_edges; i++) {
    lm_ints sizes = lm_node_sizes(n, i);
    int64_t rows = sizes.n == 2 ? sizes.v[0] : 1, columns = sizes.n ? sizes.v[sizes.n - 1] : 1;
    GRAD(i, lm_reshape(lm_slice(lm_slice(G, 0, row, rows, 1), 1, column, columns, 1), &sizes));
    row += rows, column += columns;
  }
}

/* ---- repeating ---- */

/* Copies side by side: each repeated dimension gets a broadcast one in front, then both join. */
static lm_tensor *repeat(const char *op, lm_tensor *self, const lm_ints *repeats) {
  if (repeats->n < self->ndim)
    return lm_fail("%s: %d counts are too few for a tensor of shape %s", op, repeats->n,
                   lm_shape_text(self));
  lm_ints split = {0, {0}}, spread = {0, {0}}, joined = {repeats->n, {0}};
  int64_t total = 1;
  for (int d = 0; d < repeats->n; d++) {
    int from = d - (repeats->n - self->ndim);
    int64_t size = from < 0 ? 1 : self->sizes[from], count = repeats->v[d];
    if (count < 0)
      return lm_fail("%s: counts must not be negative, not %lld", op, (long long)count);
    if (__builtin_mul_overflow(size, count, &joined.v[d]) ||
        __builtin_mul_overflow(total, joined.v[d], &total))
      return lm_fail("%s: counts %s are too large for a tensor of shape %s", op,
                     lm_sizes_text(repeats->n, repeats->v), lm_shape_text(self));
    if (split.n + 2 > LM_MAX_DIMS)
      return lm_fail("%s: a tensor of shape %s has too many dimensions to repeat", op,
                     lm_shape_text(self));
    if (count != 1) {
      split.v[split.n++] = 1;
      spread.v[spread.n++] = count;
    }
    split.v[split.n++] = size;
    spread.v[spread.n++] = size;
  }
  lm_tensor *copies = lm_expand(lm_reshape(self, &split), &spread);
  /* A copy even when nothing repeats: the result never shares elements with self. */
  return lm_reshape(lm_clone(copies), &joined);
}

lm_tensor *lm_do_repeat_sizes(lm_tensor *self, const lm_ints *repeats) {
  return repeat("repeat", self, repeats);
}

lm_tensor *lm_do_tile(lm_tensor *self, const lm_ints *dims) {
  lm_ints all = *dims; /* missing counts in front are 1 */
  int missing = self->ndim - dims->n;
  for (int d = 0; missing > 0 && d < self->ndim; d++)
    all.v[d] = d < missing ? 1 : dims->v[d - missing];
  if (missing > 0) all.n = self->ndim;
  return repeat("tile", self, &all);
}

/* The position of every element of the result: position i as often as counts[i] says. */
static lm_tensor *repeated_positions(lm_tensor *counts, int64_t size) {
  if (counts->ndim > 1)
    return lm_fail("repeat_interleave: repeats must be a number or a vector, not of shape %s",
                   lm_shape_text(counts));
  if (!lm_check_index_dtype("repeat_interleave", counts)) return NULL;
  if (counts->numel != size && counts->numel != 1)
    return lm_fail("repeat_interleave: %lld repeats do not fit %lld positions",
                   (long long)counts->numel, (long long)size);
  lm_tensor *host = lm_contiguous(lm_to_dtype(counts, LM_I64, LM_CPU, false));
  if (host == NULL) return NULL;
  const int64_t *v = (const int64_t *)lm_data(host);
  int64_t total = 0, step = counts->numel == 1 ? 0 : 1;
  for (int64_t i = 0; i < size; i++) {
    if (v[i * step] < 0)
      return lm_fail("repeat_interleave: repeats must not be negative, not %lld at position %lld",
                     (long long)v[i * step], (long long)i + 1);
    if (__builtin_add_overflow(total, v[i * step], &total))
      return lm_fail("repeat_interleave: the repeats add up past 2^63");
  }
  lm_tensor *positions = lm_scoped(lm_new(1, &total, LM_I64, LM_CPU));
  if (positions == NULL) return NULL;
  int64_t *p = (int64_t *)lm_data(positions);
  for (int64_t i = 0; i < size; i++)
    for (int64_t k = 0; k < v[i * step]; k++) *p++ = i + 1;
  return lm_to_dtype(positions, LM_I64, counts->device, false);
}

/* output_size: -1, or how many positions there will be. */
static bool check_output_size(lm_tensor *t, int64_t dim, int64_t output_size) {
  if (t == NULL || output_size == -1 || t->sizes[dim] == output_size) return t != NULL;
  return lm_fail("repeat_interleave: output_size is %lld, but the repeats make %lld positions",
                 (long long)output_size, (long long)t->sizes[dim]);
}

lm_tensor *lm_do_repeat_positions(lm_tensor *repeats, int64_t output_size) {
  if (repeats->ndim != 1)
    return lm_fail("repeat_interleave: repeats must be a vector, not of shape %s",
                   lm_shape_text(repeats));
  lm_tensor *positions = repeated_positions(repeats, repeats->sizes[0]);
  if (!check_output_size(positions, 0, output_size)) return NULL;
  return lm_to_dtype(positions, (lm_dtype)repeats->dtype, LM_DEVICE_NONE, false);
}

static lm_tensor *repeat_interleave(lm_tensor *self, lm_tensor *repeats, int64_t dim) {
  if (!repeats->wrapped)
    return lm_index_select(self, dim, repeated_positions(repeats, self->sizes[dim]));
  int64_t count = 0, size = self->sizes[dim];
  lm_scalar number;
  if (!lm_get_scalar(repeats, &number)) return NULL;
  if (number.kind == LM_SCALAR_FLOAT)
    return lm_fail("repeat_interleave: repeats must be an integer or a vector of integers");
  count = lm_scalar_i(number);
  lm_ints spread = {0, {0}}, joined = {self->ndim, {0}};
  for (int d = 0; d < self->ndim; d++) spread.v[spread.n++] = joined.v[d] = self->sizes[d];
  if (count < 0)
    return lm_fail("repeat_interleave: repeats must not be negative, not %lld", (long long)count);
  if (self->ndim == LM_MAX_DIMS || __builtin_mul_overflow(size, count, &joined.v[dim]))
    return lm_fail("repeat_interleave: %lld repeats are too many for a tensor of shape %s",
                   (long long)count, lm_shape_text(self));
  for (int d = self->ndim; d > dim + 1; d--) spread.v[d] = spread.v[d - 1];
  spread.v[dim + 1] = count;
  spread.n = self->ndim + 1;
  return lm_reshape(lm_clone(lm_expand(lm_unsqueeze(self, dim + 1), &spread)), &joined);
}

lm_tensor *lm_do_repeat_interleave(lm_tensor *self, lm_tensor *repeats, int64_t dim,
                                   int64_t output_size) {
  if (dim == LM_NO_DIM || self->ndim == 0) {
    if (dim != LM_NO_DIM && !lm_wrap_dim("repeat_interleave", &dim, 0)) return NULL;
    self = lm_reshape(self, &(lm_ints){1, {-1}});
    if (self == NULL) return NULL;
    dim = 0;
  }
  if (!lm_wrap_dim("repeat_interleave", &dim, self->ndim)) return NULL;
  lm_tensor *result = repeat_interleave(self, repeats, dim);
  return check_output_size(result, dim, output_size) ? result : NULL;
}

/* ---- shifts ---- */

/* How far to the right, from 0 to size - 1. */
static int64_t turned(int64_t shift, int64_t size) {
  return size > 0 ? (shift % size + size) % size : 0;
}

/* Along each dimension that turns, what comes back in front and what moves behind it are two blocks;
** every choice of one block for each dimension is a copy. */
RULE(roll_dims) {
  lm_tensor *self = A(0).t;
  const lm_ints *shifts = A(1).ints, *dims = A(2).ints;
  int64_t by[LM_MAX_DIMS] = {0};
  if (shifts->n != dims->n) return lm_fail("roll: %d shifts for %d dimensions", shifts->n, dims->n);
  for (int i = 0; i < dims->n; i++) {
    int64_t dim = dims->v[i];
    if (!lm_wrap_dim("roll", &dim, self->ndim)) return false;
    if (self->ndim)
      by[dim] = turned(by[dim] + turned(shifts->v[i], self->sizes[dim]), self->sizes[dim]);
  }
  lm_tensor *out = c->out[0] = lm_new_like(self, (lm_dtype)self->dtype);
  if (out == NULL || out->numel == 0) return out != NULL;
  int turns[LM_MAX_DIMS], n = 0;
  for (int d = 0; d < self->ndim; d++)
    if (by[d] != 0) turns[n++] = d;
  for (unsigned choice = 0; choice < 1u << n; choice++) {
    int64_t sizes[LM_MAX_DIMS], from = self->offset, to = 0;
    memcpy(sizes, self->sizes, sizeof *sizes * (size_t)self->ndim);
    for (int k = 0; k < n; k++) {
      const int d = turns[k];
      const int64_t front = by[d], rest = sizes[d] - front;
      const bool wraps = choice >> k & 1;
      sizes[d] = wraps ? front : rest;
      from += wraps ? rest * self->strides[d] : 0;
      to += wraps ? 0 : front * out->strides[d];
    }
    if (!lm_copy_part(self->ndim, sizes, out, out->strides, to, self, self->strides, from))
      return false;
  }
  return true;
}

VJP(roll_dims) {
  lm_ints back = *ARG(1).ints, sizes = lm_node_sizes(n, 0);
  for (int i = 0; i < back.n; i++) {
    int64_t dim = ARG(2).ints->v[i];
    if (!lm_wrap_dim("roll", &dim, sizes.n)) return;
    back.v[i] = -turned(back.v[i], sizes.n ? sizes.v[dim] : 1);
  }
  GRAD(0, lm_roll_dims(G, &back, ARG(2).ints));
}

lm_tensor *lm_do_roll(lm_tensor *self, const lm_ints *shifts, const lm_ints *dims) {
  if (dims == NULL || dims->n == 0) {
    if (shifts->n != 1) return lm_fail("roll: without dims there is one shift, not %d", shifts->n);
    const lm_ints first = {1, {0}};
    lm_ints shape = {self->ndim, {0}};
    for (int d = 0; d < self->ndim; d++) shape.v[d] = self->sizes[d];
    lm_tensor *flat = lm_reshape(self, &(lm_ints){1, {-1}});
    return lm_reshape(lm_roll_dims(flat, shifts, &first), &shape);
  }
  if (dims->n != shifts->n) return lm_fail("roll: %d shifts for %d dimensions", shifts->n, dims->n);
  return lm_roll_dims(self, shifts, dims);
}
