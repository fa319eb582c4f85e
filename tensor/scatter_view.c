/* A tensor with a piece put in: what assigning to a view of a copy would give. */
#include "tensor/record.h"

#include <string.h>

/* `whole` with src where `piece`, a view of it, looks. */
static lm_tensor *put_piece(const char *op, lm_tensor *whole, lm_tensor *src,
                            const lm_tensor *piece) {
  if (whole == NULL || piece == NULL) return NULL;
  if (!lm_same_shape(src, piece))
    return lm_fail("%s: src must have the shape %s of the piece, not %s", op, lm_shape_text(piece),
                   lm_shape_text(src));
  lm_ints size = {.n = piece->ndim}, stride = {.n = piece->ndim};
  memcpy(size.v, piece->sizes, sizeof *size.v * (size_t)size.n);
  memcpy(stride.v, piece->strides, sizeof *stride.v * (size_t)stride.n);
  if (piece->numel == 0) return lm_clone(whole);
  return lm_strided_scatter(whole, src, &size, &stride, piece->offset - whole->offset);
}

lm_tensor *lm_do_select_scatter(lm_tensor *self, lm_tensor *src, int64_t dim, int64_t index) {
  lm_tensor *whole = lm_contiguous(self);
  return put_piece("select_scatter", whole, src, lm_select(whole, dim, index));
}

/* Both ends as scripts count them, clipped as ranges are; positions come from 0 here. */
lm_tensor *lm_do_slice_scatter(lm_tensor *self, lm_tensor *src, int64_t dim, int64_t start,
                               int64_t end, int64_t step) {
  if (self->ndim == 0)
    return lm_fail("slice_scatter: a tensor without dimensions has no positions");
  if (!lm_wrap_dim("slice_scatter", &dim, self->ndim)) return NULL;
  if (step < 1)
    return lm_fail("slice_scatter: the step must be at least 1, not %lld", (long long)step);
  int64_t size = self->sizes[dim];
  int64_t first = start == LM_NO_DIM ? 0 : start < 0 ? start + size : start;
  int64_t last = end == LM_NO_DIM ? size - 1 : end < 0 ? end + size : end;
  if (first < 0) first = 0;
  if (last >= size) last = size - 1;
  int64_t count = first > last ? 0 : (last - first) / step + 1;
  lm_tensor *whole = lm_contiguous(self);
  return put_piece("slice_scatter", whole, src,
                   lm_slice(whole, dim, count ? first : 0, count, count > 1 ? step : 1));
}

lm_tensor *lm_do_diagonal_scatter(lm_tensor *self, lm_tensor *src, int64_t offset, int64_t dim1,
                                  int64_t dim2) {
  lm_tensor *whole = lm_contiguous(self);
  return put_piece("diagonal_scatter", whole, src, lm_diagonal(whole, offset, dim1, dim2));
}

lm_tensor *lm_do_as_strided_scatter(lm_tensor *self, lm_tensor *src, const lm_ints *size,
                                    const lm_ints *stride, int64_t storage_offset) {
  bool fits = src->ndim == size->n;
  for (int d = 0; fits && d < size->n; d++) fits = src->sizes[d] == size->v[d];
  if (!fits)
    return lm_fail("as_strided_scatter: src must have the shape %s of the piece, not %s",
                   lm_sizes_text(size->n, size->v), lm_shape_text(src));
  return lm_strided_scatter(lm_contiguous(self), src, size, stride,
                            storage_offset < 0 ? 0 : storage_offset);
}
