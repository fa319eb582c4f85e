/* An iterator over operands of one shape and any strides; see iter.h. */
#include "tensor/cpu/iter.h"

static int64_t magnitude(int64_t stride) { return stride < 0 ? -stride : stride; }

/* True when dimension a (of the unordered iterator) belongs inside b: the first operand that moves
** in both and differs decides. */
static bool inside(const lm_iter *it, int a, int b) {
  for (int k = 0; k < it->n; k++) {
    int64_t x = magnitude(it->strides[a][k]), y = magnitude(it->strides[b][k]);
    if (x != 0 && y != 0 && x != y) return x < y;
  }
  return false;
}

static void swap_dims(lm_iter *it, int a, int b) {
  int64_t t = it->sizes[a];
  it->sizes[a] = it->sizes[b], it->sizes[b] = t;
  for (int k = 0; k < it->n; k++) {
    t = it->strides[a][k];
    it->strides[a][k] = it->strides[b][k], it->strides[b][k] = t;
  }
}

/* Joins dimension d to the one inside it where every operand goes on behind its end. */
static bool joins(const lm_iter *it, int inner, int d) {
  for (int k = 0; k < it->n; k++)
    if (it->strides[d][k] != it->strides[inner][k] * it->sizes[inner]) return false;
  return true;
}

void lm_iter_parts(lm_iter *it, int n, int ndim, const int64_t *sizes, char *const *data,
                   const int64_t *const *strides, const int64_t *element_sizes) {
  it->n = n;
  it->numel = 1;
  for (int k = 0; k < n; k++) it->data[k] = data[k];
  int dims = 0;
  for (int d = ndim - 1; d >= 0; d--) {
    it->numel *= sizes[d];
    if (sizes[d] == 1) continue;
    it->sizes[dims] = sizes[d];
    for (int k = 0; k < n; k++) it->strides[dims][k] = strides[k][d] * element_sizes[k];
    dims++;
  }
  for (int i = 1; i < dims; i++) /* insertion: stable, and most tensors are in order already */
    for (int j = i; j > 0 && inside(it, j, j - 1); j--) swap_dims(it, j, j - 1);
  int last = 0;
  for (int d = 1; d < dims; d++) {
    if (joins(it, last, d)) {
      it->sizes[last] *= it->sizes[d];
    } else if (++last != d) {
      it->sizes[last] = it->sizes[d];
      for (int k = 0; k < n; k++) it->strides[last][k] = it->strides[d][k];
    }
  }
  if (dims == 0) { /* one element: a row of length 1 */
    it->sizes[0] = 1;
    for (int k = 0; k < n; k++) it->strides[0][k] = element_sizes[k];
  }
  it->ndim = last + 1;
}

void lm_iter_init(lm_iter *it, int n, lm_tensor *const *t) {
  char *data[LM_ITER_MAX];
  const int64_t *strides[LM_ITER_MAX];
  int64_t element_sizes[LM_ITER_MAX];
  for (int k = 0; k < n; k++) {
    data[k] = lm_data(t[k]);
    strides[k] = t[k]->strides;
    element_sizes[k] = (int64_t)lm_dtype_size((lm_dtype)t[k]->dtype);
  }
  lm_iter_parts(it, n, t[0]->ndim, t[0]->sizes, data, strides, element_sizes);
}

void lm_iter_walk(const lm_iter *it, int64_t begin, int64_t end, lm_row_fn row, void *ctx) {
  if (begin >= end) return;
  /* Where element `begin` is: its position in each dimension, and the row it lies in. */
  int64_t at[LM_MAX_DIMS], rest = begin;
  char *start[LM_ITER_MAX], *p[LM_ITER_MAX];
  const int n = it->n;
  for (int k = 0; k < n; k++) start[k] = it->data[k];
  for (int d = 0; d < it->ndim; d++) {
    at[d] = rest % it->sizes[d];
    rest /= it->sizes[d];
    if (d > 0)
      for (int k = 0; k < n; k++) start[k] += at[d] * it->strides[d][k];
  }
  for (int64_t left = end - begin;;) {
    int64_t count = it->sizes[0] - at[0];
    if (count > left) count = left;
    for (int k = 0; k < n; k++) p[k] = start[k] + at[0] * it->strides[0][k];
    row(ctx, p, it->strides[0], count);
    left -= count;
    if (left == 0) return;
    at[0] = 0;
    for (int d = 1;; d++) { /* the next row, carrying over; the range ends before the last carry */
      for (int k = 0; k < n; k++) start[k] += it->strides[d][k];
      if (++at[d] < it->sizes[d]) break;
      for (int k = 0; k < n; k++) start[k] -= it->sizes[d] * it->strides[d][k];
      at[d] = 0;
    }
  }
}
