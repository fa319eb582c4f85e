/* unique and unique_consecutive: runs of equal elements (of sorted ones), or of slices of a dimension. */
#include "tensor/autograd.h"

static lm_ints vector_of(int64_t n) { return (lm_ints){1, {n}}; }

/* True where slice i + 1 of the first dimension differs from slice i: (n - 1) of n > 0 slices. */
static lm_tensor *changes(lm_tensor *slices) {
  int64_t n = slices->sizes[0];
  lm_tensor *differ = lm_ne(lm_slice(slices, 0, 1, n - 1, 1), lm_slice(slices, 0, 0, n - 1, 1));
  if (slices->ndim == 1) return differ;
  lm_ints rest = {0};
  for (int d = 1; d < slices->ndim; d++) rest.v[rest.n++] = d;
  return lm_any(differ, &rest, false);
}

/* The first slice of each run, the number of the run of each slice (from 1) and the lengths of the
** runs. */
static lm_tuple runs(lm_tensor *slices, bool inverse, bool counts) {
  lm_tuple none = {{NULL}};
  if (slices == NULL) return none;
  int64_t n = slices->sizes[0];
  if (n == 0) {
    lm_ints zero = vector_of(0);
    lm_tensor *empty = lm_zeros(&zero, LM_I64, slices->device);
    return (lm_tuple){{slices, inverse ? empty : NULL, counts ? empty : NULL}};
  }
  lm_ints one = vector_of(1);
  lm_tensor *first = lm_ones(&one, LM_BOOL, slices->device), *two[] = {first, changes(slices)};
  if (two[1] == NULL) return none;
  lm_tensor *begins = lm_cat(&(lm_list){2, two}, 0);
  lm_tensor *at = lm_nonzero(begins);
  if (at == NULL) return none;
  at = lm_select(at, 1, 0);
  lm_tuple r = {{lm_index_select(slices, 0, at)}};
  if (r.v[0] && inverse) r.v[1] = lm_cumsum(begins, 0, LM_DTYPE_NONE);
  if (r.v[0] && counts) {
    lm_tensor *end = lm_full(&one, lm_int(n + 1), LM_I64, slices->device), *edges[] = {at, end};
    r.v[2] = end ? lm_diff(lm_cat(&(lm_list){2, edges}, 0), 1, 0, NULL, NULL) : NULL;
  }
  return r;
}

/* Brings the slices of dim to the front, or flattens; NULL with a message where that cannot be. */
static lm_tensor *slices_of(const char *op, lm_tensor *self, int64_t *dim) {
  lm_ints flat = vector_of(-1);
  if (*dim == LM_NO_DIM) return lm_reshape(self, &flat);
  if (self->ndim == 0) return lm_fail("%s: a tensor without dimensions has no dim", op);
  if (!lm_wrap_dim(op, dim, self->ndim)) return NULL;
  if (self->numel == 0 && self->sizes[*dim] != 0)
    return lm_fail("%s: the slices of dimension %lld of %s have no elements to compare", op,
                   (long long)*dim + 1, lm_shape_text(self));
  return lm_transpose(self, 0, *dim);
}

/* Results with the shapes that scripts get. */
static lm_tuple shaped(lm_tuple r, lm_tensor *self, int64_t dim) {
  if (dim != LM_NO_DIM) {
    r.v[0] = lm_contiguous(lm_transpose(r.v[0], 0, dim));
  } else if (r.v[1]) {
    lm_ints sizes = {self->ndim, {0}};
    for (int d = 0; d < self->ndim; d++) sizes.v[d] = self->sizes[d];
    r.v[1] = lm_reshape(r.v[1], &sizes);
  }
  return r;
}

lm_tuple lm_do_unique_consecutive(lm_tensor *self, bool return_inverse, bool return_counts,
                                  int64_t dim) {
  lm_tensor *slices = slices_of("unique_consecutive", self, &dim);
  return shaped(runs(slices, return_inverse, return_counts), self, dim);
}

lm_tuple lm_do_unique(lm_tensor *self, bool sorted, bool return_inverse, bool return_counts,
                      int64_t dim) {
  (void)sorted; /* they are, as PyTorch's on a CPU */
  lm_tensor *slices = slices_of("unique", self, &dim), *order;
  lm_tuple none = {{NULL}};
  if (slices == NULL) return none;
  if (dim == LM_NO_DIM) {
    lm_tuple s = lm_sort(slices, 0, false, true);
    slices = s.v[0], order = s.v[1];
  } else {
    int64_t n = slices->sizes[0];
    lm_ints matrix = {2, {n, n ? slices->numel / n : 0}};
    order = lm_order_of_rows(lm_reshape(slices, &matrix));
    slices = lm_index_select(slices, 0, order);
  }
  lm_tuple r = runs(slices, return_inverse, return_counts);
  if (r.v[1])
    r.v[1] = lm_scatter(lm_zeros_like(r.v[1], LM_DTYPE_NONE, LM_DEVICE_NONE), 0, order, r.v[1]);
  return shaped(r, self, dim);
}

RULE(order_of_rows) {
  const lm_tensor *t = A(0).t;
  if (t->ndim != 2) return lm_fail("order_of_rows: a matrix is needed");
  int64_t n = t->sizes[0];
  return (c->out[0] = lm_new(1, &n, LM_I64, t->device)) != NULL;
}
