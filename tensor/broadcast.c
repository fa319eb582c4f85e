/* Tensors brought to a common shape, or to a number of dimensions. */
#include "tensor/record.h"

/* `f` of each tensor, as a list. */
static lm_list *each(const char *op, const lm_list *tensors,
                     lm_tensor *(*f)(lm_tensor *t, const lm_ints *shape), const lm_ints *shape) {
  lm_list *list = lm_list_new(tensors->n);
  for (int64_t i = 0; list && i < tensors->n; i++) {
    lm_tensor *t = tensors->v[i];
    if (t == NULL) lm_fail("%s: element %lld of the list is missing", op, (long long)i + 1);
    if (t && (list->v[i] = lm_retain(f(t, shape))) != NULL) continue;
    lm_list_free(list);
    return NULL;
  }
  return list;
}

static lm_tensor *expanded(lm_tensor *t, const lm_ints *shape) { return lm_expand(t, shape); }

lm_list *lm_do_broadcast_tensors(const lm_list *tensors) {
  lm_ints shape = {0};
  for (int64_t i = 0; i < tensors->n; i++) {
    const lm_tensor *t = tensors->v[i];
    if (t && !lm_broadcast_sizes("broadcast_tensors", &shape, t->ndim, t->sizes)) return NULL;
  }
  return each("broadcast_tensors", tensors, expanded, &shape);
}

bool lm_broadcast_sizes(const char *op, lm_ints *shape, int ndim, const int64_t *sizes) {
  lm_ints wide = *shape;
  if (ndim > wide.n) {
    for (int d = 0; d < ndim; d++) {
      int from = d - (ndim - shape->n);
      wide.v[d] = from < 0 ? 1 : shape->v[from];
    }
    wide.n = ndim;
  }
  for (int d = 0; d < ndim; d++) {
    int64_t *size = &wide.v[wide.n - ndim + d];
    if (*size == 1)
      *size = sizes[d];
    else if (sizes[d] != 1 && sizes[d] != *size)
      return lm_fail("%s: shapes %s and %s do not broadcast together", op,
                     lm_sizes_text(shape->n, shape->v), lm_sizes_text(ndim, sizes));
  }
  *shape = wide;
  return true;
}

/* ---- at least so many dimensions ---- */

lm_tensor *lm_do_atleast_1d(lm_tensor *self) {
  return self->ndim < 1 ? lm_unsqueeze(self, 0) : self;
}
lm_tensor *lm_do_atleast_2d(lm_tensor *self) {
  return self->ndim < 2 ? lm_unsqueeze(lm_atleast_1d(self), 0) : self;
}
lm_tensor *lm_do_atleast_3d(lm_tensor *self) {
  return self->ndim < 3 ? lm_unsqueeze(lm_atleast_2d(self), -1) : self;
}

#define ATLEAST(n)                                                        \
  static lm_tensor *atleast_##n##d(lm_tensor *t, const lm_ints *unused) { \
    (void)unused;                                                         \
    return lm_atleast_##n##d(t);                                          \
  }                                                                       \
  lm_list *lm_do_atleast_##n##d_all(const lm_list *tensors) {             \
    return each("atleast_" #n "d", tensors, atleast_##n##d, NULL);        \
  }
ATLEAST(1)
ATLEAST(2)
ATLEAST(3)
