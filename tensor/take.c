/* Elements by their position in the flattened tensor, by masks, and positions themselves. */
#include "tensor/index.h"
#include "tensor/record.h"

#include <string.h>

static const lm_ints flat = {1, {-1}};

static lm_ints sizes_of(const lm_tensor *t) {
  lm_ints s = {.n = t->ndim};
  memcpy(s.v, t->sizes, sizeof *s.v * (size_t)s.n);
  return s;
}

lm_tensor *lm_do_take(lm_tensor *self, lm_tensor *index) {
  if (!lm_check_index_dtype("take", index)) return NULL;
  if (self->numel == 0 && index->numel > 0)
    return lm_fail("take: a tensor of shape %s has no elements to take", lm_shape_text(self));
  lm_ints shape = sizes_of(index);
  return lm_reshape(lm_index_select(lm_reshape(self, &flat), 0, lm_reshape(index, &flat)), &shape);
}

lm_tensor *lm_do_put(lm_tensor *self, lm_tensor *index, lm_tensor *source, bool accumulate) {
  if (!lm_check_index_dtype("put", index)) return NULL;
  if (source->numel != index->numel)
    return lm_fail("put: source has %lld elements for the %lld positions in index",
                   (long long)source->numel, (long long)index->numel);
  if (source->dtype != self->dtype)
    return lm_fail("put: source must be %s as the tensor is, not %s", lm_dtypes[self->dtype].name,
                   lm_dtypes[source->dtype].name);
  lm_ints shape = sizes_of(self);
  lm_tensor *from = lm_reshape(source, &flat), *at = lm_reshape(index, &flat);
  lm_tensor *all = lm_reshape(self, &flat);
  all = accumulate ? lm_index_add(all, 0, at, from, lm_int(1)) : lm_index_copy(all, 0, at, from);
  return lm_reshape(all, &shape);
}

lm_tensor *lm_do_take_along_dim(lm_tensor *self, lm_tensor *indices, int64_t dim) {
  if (!lm_check_index_dtype("take_along_dim", indices)) return NULL;
  if (dim == LM_NO_DIM) return lm_gather(lm_reshape(self, &flat), 0, lm_reshape(indices, &flat));
  if (self->ndim != indices->ndim)
    return lm_fail("take_along_dim: indices must have as many dimensions as the tensor: %s and %s",
                   lm_shape_text(indices), lm_shape_text(self));
  if (!lm_wrap_dim("take_along_dim", &dim, self->ndim)) return NULL;
  lm_ints wide = sizes_of(self), positions = sizes_of(indices);
  for (int d = 0; d < self->ndim; d++) {
    if (d == dim) continue;
    int64_t a = self->sizes[d], b = indices->sizes[d];
    if (a != b && a != 1 && b != 1)
      return lm_fail("take_along_dim: shapes %s and %s do not broadcast but for dimension %lld",
                     lm_shape_text(self), lm_shape_text(indices), (long long)dim + 1);
    wide.v[d] = positions.v[d] = a == 1 ? b : a;
  }
  return lm_gather(lm_expand(self, &wide), dim, lm_expand(indices, &positions));
}

/* ---- masks ---- */

lm_tensor *lm_do_masked_scatter(lm_tensor *self, lm_tensor *mask, lm_tensor *source) {
  if (mask->dtype != LM_BOOL)
    return lm_fail("masked_scatter: the mask must be bool, not %s", lm_dtypes[mask->dtype].name);
  if (source->dtype != self->dtype)
    return lm_fail("masked_scatter: source must be %s as the tensor is, not %s",
                   lm_dtypes[self->dtype].name, lm_dtypes[source->dtype].name);
  lm_ints both;
  if (!lm_broadcast("masked_scatter", self, mask, &both)) return NULL;
  lm_tensor *found = lm_nonzero(lm_reshape(lm_expand(mask, &both), &flat));
  if (found == NULL) return NULL;
  int64_t n = found->sizes[0];
  if (n > source->numel)
    return lm_fail("masked_scatter: source has %lld elements, and the mask holds at %lld",
                   (long long)source->numel, (long long)n);
  lm_tensor *used = lm_slice(lm_reshape(source, &flat), 0, 0, n, 1);
  lm_tensor *all = lm_reshape(lm_expand(self, &both), &flat);
  return lm_reshape(lm_index_copy(all, 0, lm_select(found, 1, 0), used), &both);
}

/* ---- positions ---- */

lm_list *lm_do_nonzero_list(lm_tensor *condition) {
  lm_tensor *found = lm_nonzero(lm_atleast_1d(condition));
  return found ? lm_unbind(found, 1) : NULL;
}

lm_tensor *lm_do_nonzero_static(lm_tensor *self, int64_t size, int64_t fill_value) {
  if (size < 0)
    return lm_fail("nonzero_static: size must not be negative, but is %lld", (long long)size);
  lm_tensor *found = lm_nonzero(self);
  if (found == NULL) return NULL;
  int64_t n = found->sizes[0] < size ? found->sizes[0] : size;
  lm_ints rest = {2, {size - n, self->ndim}};
  lm_tensor *parts[] = {lm_slice(found, 0, 0, n, 1),
                        lm_full(&rest, lm_int(fill_value), LM_I64, self->device)};
  return parts[0] && parts[1] ? lm_cat(&(lm_list){2, parts}, 0) : NULL;
}

/* Element i of `positions` (contiguous int64) in every dimension of shape; false when it lies outside. */
static bool unravel(int64_t position, int64_t numel, const lm_ints *shape, int64_t **out,
                    int64_t i) {
  int64_t k = position > 0 ? position - 1 : position + numel;
  if (position == 0 || k < 0 || k >= numel) return false;
  for (int d = shape->n - 1; d >= 0; d--) {
    out[d][i] = k % shape->v[d] + 1;
    k /= shape->v[d];
  }
  return true;
}

static lm_list *unravel_all(lm_tensor *positions, int64_t numel, const lm_ints *shape) {
  lm_list *list = lm_list_new(shape->n);
  int64_t *out[LM_MAX_DIMS];
  for (int d = 0; list && d < shape->n; d++) {
    list->v[d] = lm_new_like(positions, LM_I64);
    if (list->v[d] == NULL) goto failed;
    out[d] = (int64_t *)lm_data(list->v[d]);
  }
  const int64_t *at = (const int64_t *)lm_data(positions);
  for (int64_t i = 0; list && i < positions->numel; i++) {
    if (unravel(at[i], numel, shape, out, i)) continue;
    lm_fail("unravel_index: index %lld%s (a tensor of shape %s has the positions 1 to %lld)",
            (long long)at[i], at[i] == 0 ? ": Luma counts from 1" : " is out of range",
            lm_sizes_text(shape->n, shape->v), (long long)numel);
    goto failed;
  }
  return list;
failed:
  lm_list_free(list);
  return NULL;
}

lm_list *lm_do_unravel_index(lm_tensor *indices, const lm_ints *shape) {
  if (!lm_is_integral((lm_dtype)indices->dtype) || indices->dtype == LM_BOOL)
    return lm_fail("unravel_index: positions must be integers, not %s",
                   lm_dtypes[indices->dtype].name);
  int64_t numel = 1;
  for (int d = 0; d < shape->n; d++)
    if (shape->v[d] < 0 || __builtin_mul_overflow(numel, shape->v[d], &numel))
      return lm_fail("unravel_index: shape %s is not valid", lm_sizes_text(shape->n, shape->v));
  lm_tensor *host = lm_contiguous(lm_to_dtype(indices, LM_I64, LM_CPU, false));
  lm_list *list = host ? unravel_all(host, numel, shape) : NULL;
  for (int d = 0; list && indices->device != LM_CPU && d < list->n; d++) {
    lm_tensor *there = lm_retain(lm_to_dtype(list->v[d], LM_I64, indices->device, false));
    lm_release(list->v[d]);
    if ((list->v[d] = there) != NULL) continue;
    lm_list_free(list);
    return NULL;
  }
  return list;
}
