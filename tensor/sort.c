/* Sorting and the operations that are made of it; the CPU's loops are in cpu/sort.c. */
#include "tensor/index.h"

RULE(sort) {
  lm_tensor *self = A(0).t;
  int64_t dim = A(1).i;
  if (!lm_wrap_dim("sort", &dim, self->ndim)) return false;
  c->scratch[0] = dim;
  c->out[0] = lm_new_like(self, (lm_dtype)self->dtype);
  c->out[1] = lm_new_like(self, LM_I64);
  return c->out[0] && c->out[1];
}

RULE(topk) {
  lm_tensor *self = A(0).t;
  int64_t k = A(1).i, dim = A(2).i;
  if (!lm_wrap_dim("topk", &dim, self->ndim)) return false;
  int64_t size = self->ndim ? self->sizes[dim] : 1;
  if (k < 0 || k > size)
    return lm_fail(
        "topk: k must lie between 0 and %lld, the size of dimension %lld of %s, not %lld",
        (long long)size, (long long)dim + 1, lm_shape_text(self), (long long)k);
  if (self->ndim == 0 && k == 0)
    return lm_fail("topk: k must be 1 for a tensor without dimensions");
  c->scratch[0] = dim;
  lm_ints sizes = {self->ndim, {0}};
  for (int d = 0; d < self->ndim; d++) sizes.v[d] = d == dim ? k : self->sizes[d];
  c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)self->dtype, self->device);
  c->out[1] = lm_new(sizes.n, sizes.v, LM_I64, self->device);
  return c->out[0] && c->out[1];
}

/* No argsort kernel of its own: the values of sort cost little beside the sorting. */
lm_tensor *lm_do_argsort(lm_tensor *self, int64_t dim, bool descending, bool stable) {
  return lm_sort(self, dim, descending, stable).v[1];
}

lm_tensor *lm_do_msort(lm_tensor *self) { return lm_sort(self, 0, false, false).v[0]; }

/* What is sorted is partitioned at every position, and a radix sort takes linear time itself. */
static bool check_kth(const char *op, lm_tensor *self, int64_t kth, int64_t dim) {
  if (!lm_wrap_dim(op, &dim, self->ndim)) return false;
  int64_t size = self->ndim ? self->sizes[dim] : 1;
  return (kth < size && kth >= -size) ||
         lm_fail("%s: position %lld is out of range: dimension %lld of %s has %lld", op,
                 (long long)(kth < 0 ? kth : kth + 1), (long long)dim + 1, lm_shape_text(self),
                 (long long)size);
}
lm_tensor *lm_do_partition(lm_tensor *self, int64_t kth, int64_t dim) {
  if (!check_kth("partition", self, kth, dim)) return NULL;
  return lm_sort(self, dim, false, false).v[0];
}
lm_tensor *lm_do_argpartition(lm_tensor *self, int64_t kth, int64_t dim) {
  if (!check_kth("argpartition", self, kth, dim)) return NULL;
  return lm_sort(self, dim, false, false).v[1];
}

/* Values go back to where they came from; no two of them come from one place. */
VJP(sort) { GRAD(0, lm_scatter(lm_zeros_of(n, 0), ARG(1).i, OUT(1), G)); }
VJP(topk) { GRAD(0, lm_scatter(lm_zeros_of(n, 0), ARG(2).i, OUT(1), G)); }
