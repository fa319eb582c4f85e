/* Views: rules that compute a geometry, and their vjps.
**
** Every vjp of a piece (select, slice, diagonal, ...) stores the gradient into zeros at the place
** where the forward view looked, by piece_of_zeros, so one operation serves them all.
*/
#include "tensor/record.h"

#include <string.h>

/* ---- shapes given with one -1 ---- */

/* Replaces a -1 in shape by what is left of numel. */
static bool infer_size(const char *op, const lm_tensor *self, const lm_ints *shape, lm_ints *out) {
  int64_t known = 1;
  int hole = -1;
  *out = *shape;
  for (int i = 0; i < shape->n; i++) {
    if (shape->v[i] == -1) {
      if (hole >= 0)
        return lm_fail("%s: only one size may be -1: %s", op, lm_sizes_text(shape->n, shape->v));
      hole = i;
    } else if (shape->v[i] < 0 || __builtin_mul_overflow(known, shape->v[i], &known)) {
      return lm_fail("%s: shape %s is not valid for a tensor of %lld elements", op,
                     lm_sizes_text(shape->n, shape->v), (long long)self->numel);
    }
  }
  if (hole >= 0 && known > 0 && self->numel % known == 0)
    out->v[hole] = self->numel / known;
  else if (hole >= 0 || known != self->numel)
    return lm_fail("%s: shape %s does not hold the %lld elements of shape %s", op,
                   lm_sizes_text(shape->n, shape->v), (long long)self->numel, lm_shape_text(self));
  return true;
}

/* Strides that show t in another shape without a copy; false when there are none.  Dimensions of t
** that follow each other in memory form runs; each run must be covered by whole new dimensions. */
static bool view_strides(const lm_tensor *t, const lm_ints *shape, int64_t *strides) {
  if (t->numel == 0) {
    int64_t s = 1;
    for (int i = shape->n - 1; i >= 0; i--) {
      strides[i] = s;
      s *= shape->v[i] > 1 ? shape->v[i] : 1;
    }
    return true;
  }
  int to = shape->n - 1;
  int64_t run = 1, stride = t->ndim ? t->strides[t->ndim - 1] : 1;
  for (int d = t->ndim - 1; d >= 0; d--) {
    run *= t->sizes[d];
    bool last = d == 0;
    if (!last && (t->sizes[d - 1] == 1 || t->strides[d - 1] == run * stride)) continue;
    int64_t covered = 1;
    while (to >= 0 && (covered < run || shape->v[to] == 1)) {
      strides[to] = covered * stride;
      covered *= shape->v[to--];
    }
    if (covered != run) return false;
    if (!last) {
      run = 1;
      stride = t->strides[d - 1];
    }
  }
  while (to >= 0) strides[to--] = 1; /* sizes of 1 in front of a 0-dim tensor */
  return true;
}

RULE(view) {
  lm_tensor *t = A(0).t;
  lm_ints shape;
  int64_t strides[LM_MAX_DIMS];
  if (!infer_size("view", t, A(1).ints, &shape)) return false;
  if (!view_strides(t, &shape, strides))
    return lm_fail(
        "view: the elements of shape %s do not lie in memory so that %s could show them; use "
        "reshape",
        lm_shape_text(t), lm_sizes_text(shape.n, shape.v));
  return (c->out[0] = lm_as_view(t, shape.n, shape.v, strides, t->offset)) != NULL;
}
VJP(view) {
  lm_ints s = lm_node_sizes(n, 0);
  GRAD(0, lm_reshape(G, &s));
}

lm_tensor *lm_do_reshape(lm_tensor *self, const lm_ints *shape) {
  lm_ints full;
  int64_t strides[LM_MAX_DIMS];
  if (!infer_size("reshape", self, shape, &full)) return NULL;
  if (full.n == self->ndim && memcmp(full.v, self->sizes, sizeof *full.v * (size_t)full.n) == 0)
    return lm_alias(self);
  if (view_strides(self, &full, strides)) return lm_view(self, &full);
  return lm_view(lm_contiguous(self), &full);
}
lm_tensor *lm_do_view_as(lm_tensor *self, lm_tensor *other) {
  lm_ints s = {.n = other->ndim};
  memcpy(s.v, other->sizes, sizeof *s.v * (size_t)s.n);
  return lm_view(self, &s);
}
lm_tensor *lm_do_reshape_as(lm_tensor *self, lm_tensor *other) {
  lm_ints s = {.n = other->ndim};
  memcpy(s.v, other->sizes, sizeof *s.v * (size_t)s.n);
  return lm_reshape(self, &s);
}

lm_tensor *lm_do_flatten(lm_tensor *self, int64_t start_dim, int64_t end_dim) {
  if (!lm_wrap_dim("flatten", &start_dim, self->ndim) ||
      !lm_wrap_dim("flatten", &end_dim, self->ndim))
    return NULL;
  if (start_dim > end_dim)
    return lm_fail("flatten: start_dim %lld comes after end_dim %lld", (long long)start_dim + 1,
                   (long long)end_dim + 1);
  lm_ints s = {0};
  int64_t joined = 1;
  for (int i = 0; i < self->ndim; i++) {
    if (i < start_dim || i > end_dim)
      s.v[s.n++] = self->sizes[i];
    else
      joined *= self->sizes[i];
    if (i == end_dim) s.v[s.n++] = joined;
  }
  if (self->ndim == 0) s.v[s.n++] = 1;
  return lm_reshape(self, &s);
}

lm_tensor *lm_do_ravel(lm_tensor *self) { return lm_reshape(self, &(lm_ints){1, {-1}}); }

lm_tensor *lm_do_unflatten(lm_tensor *self, int64_t dim, const lm_ints *sizes) {
  if (!lm_wrap_dim("unflatten", &dim, self->ndim)) return NULL;
  lm_ints s = {0};
  if (self->ndim == 0 || self->ndim + sizes->n - 1 > LM_MAX_DIMS)
    return lm_fail("unflatten: %s cannot be split into %s", lm_shape_text(self),
                   lm_sizes_text(sizes->n, sizes->v));
  int64_t product = 1, holes = 0;
  for (int i = 0; i < sizes->n; i++) {
    if (sizes->v[i] == -1)
      holes++;
    else if (sizes->v[i] < 0 || __builtin_mul_overflow(product, sizes->v[i], &product))
      product = -1;
    if (product < 0) break;
  }
  int64_t have = self->sizes[dim];
  if (product < 0 || holes > 1 || (holes ? product == 0 || have % product : product != have))
    return lm_fail("unflatten: dimension %lld of size %lld cannot be split into %s",
                   (long long)dim + 1, (long long)have, lm_sizes_text(sizes->n, sizes->v));
  for (int i = 0; i < self->ndim; i++) {
    if (i != dim)
      s.v[s.n++] = self->sizes[i];
    else
      for (int k = 0; k < sizes->n; k++)
        s.v[s.n++] = sizes->v[k] == -1 ? have / product : sizes->v[k];
  }
  return lm_view(self, &s);
}

/* ---- dimensions of size 1, order of dimensions ---- */

RULE(squeeze) {
  lm_tensor *t = A(0).t;
  uint32_t mask;
  if (!lm_dim_mask("squeeze", A(1).ints, t->ndim, &mask)) return false;
  int64_t sizes[LM_MAX_DIMS], strides[LM_MAX_DIMS];
  int k = 0;
  for (int i = 0; i < t->ndim; i++) {
    if ((mask >> i & 1) && t->sizes[i] == 1) continue;
    sizes[k] = t->sizes[i];
    strides[k++] = t->strides[i];
  }
  return (c->out[0] = lm_as_view(t, k, sizes, strides, t->offset)) != NULL;
}
VJP(squeeze) { lm_vjp_view(n, g, gi); }

RULE(unsqueeze) {
  lm_tensor *t = A(0).t;
  int64_t dim = A(1).i, sizes[LM_MAX_DIMS], strides[LM_MAX_DIMS];
  if (t->ndim == LM_MAX_DIMS)
    return lm_fail("unsqueeze: a tensor may have at most %d dimensions", LM_MAX_DIMS);
  if (!lm_wrap_dim("unsqueeze", &dim, t->ndim + 1)) return false;
  for (int i = 0, k = 0; i <= t->ndim; i++) {
    bool fresh = i == dim;
    sizes[i] = fresh ? 1 : t->sizes[k];
    strides[i] = !fresh ? t->strides[k] : k < t->ndim ? t->strides[k] * t->sizes[k] : 1;
    k += !fresh;
  }
  return (c->out[0] = lm_as_view(t, t->ndim + 1, sizes, strides, t->offset)) != NULL;
}
VJP(unsqueeze) { lm_vjp_view(n, g, gi); }

static bool permuted(lm_call *c, const int64_t *order) {
  lm_tensor *t = A(0).t;
  int64_t sizes[LM_MAX_DIMS], strides[LM_MAX_DIMS];
  for (int i = 0; i < t->ndim; i++) {
    sizes[i] = t->sizes[order[i]];
    strides[i] = t->strides[order[i]];
  }
  return (c->out[0] = lm_as_view(t, t->ndim, sizes, strides, t->offset)) != NULL;
}

RULE(transpose) {
  int64_t a = A(1).i, b = A(2).i, order[LM_MAX_DIMS];
  int ndim = A(0).t->ndim;
  if (!lm_wrap_dim("transpose", &a, ndim) || !lm_wrap_dim("transpose", &b, ndim)) return false;
  for (int i = 0; i < ndim; i++) order[i] = i;
  if (ndim) {
    order[a] = b;
    order[b] = a;
  }
  return permuted(c, order);
}
VJP(transpose) { GRAD(0, lm_transpose(G, ARG(1).i, ARG(2).i)); }

static bool check_order(const char *op, const lm_ints *dims, int ndim, int64_t *order) {
  uint32_t seen = 0;
  if (dims->n != ndim)
    return lm_fail("%s: %d dimensions are listed for a tensor of %d", op, dims->n, ndim);
  for (int i = 0; i < ndim; i++) {
    order[i] = dims->v[i];
    if (!lm_wrap_dim(op, &order[i], ndim)) return false;
    if (seen >> order[i] & 1)
      return lm_fail("%s: dimension %lld is listed twice", op, (long long)order[i] + 1);
    seen |= 1u << order[i];
  }
  return true;
}

RULE(permute) {
  int64_t order[LM_MAX_DIMS];
  return check_order("permute", A(1).ints, A(0).t->ndim, order) && permuted(c, order);
}
VJP(permute) {
  int64_t order[LM_MAX_DIMS];
  lm_ints back = {.n = ARG(1).ints->n};
  if (!check_order("permute", ARG(1).ints, back.n, order)) return;
  for (int i = 0; i < back.n; i++) back.v[order[i]] = i;
  GRAD(0, lm_permute(G, &back));
}

RULE(t) {
  static const int64_t as_they_are[2] = {0, 1}, exchanged[2] = {1, 0};
  const lm_tensor *self = A(0).t;
  if (self->ndim > 2)
    return lm_fail("t: needs at most 2 dimensions, not shape %s; use transpose or mT",
                   lm_shape_text(self));
  return permuted(c, self->ndim < 2 ? as_they_are : exchanged);
}
VJP(t) { GRAD(0, lm_t(G)); }
lm_tensor *lm_do_mT(lm_tensor *self) {
  if (self->ndim < 2)
    return lm_fail("mT: needs at least 2 dimensions, not shape %s", lm_shape_text(self));
  return lm_transpose(self, -2, -1);
}

lm_tensor *lm_do_movedim(lm_tensor *self, const lm_ints *source, const lm_ints *destination) {
  lm_ints order = {.n = self->ndim};
  uint32_t from = 0, to = 0;
  if (source->n != destination->n)
    return lm_fail("movedim: %d dimensions to move, %d places", source->n, destination->n);
  for (int i = 0; i < source->n; i++) {
    int64_t s = source->v[i], d = destination->v[i];
    if (!lm_wrap_dim("movedim", &s, self->ndim) || !lm_wrap_dim("movedim", &d, self->ndim))
      return NULL;
    if ((from >> s & 1) || (to >> d & 1)) return lm_fail("movedim: a dimension is listed twice");
    from |= 1u << s;
    to |= 1u << d;
    order.v[d] = s;
  }
  for (int i = 0, next = 0; i < self->ndim; i++) {
    if (to >> i & 1) continue;
    while (from >> next & 1) next++;
    order.v[i] = next++;
  }
  return lm_permute(self, &order);
}

/* ---- expanding ---- */

RULE(expand) {
  lm_tensor *t = A(0).t;
  const lm_ints *want = A(1).ints;
  int lead = want->n - t->ndim;
  lm_ints sizes = *want;
  bool fits = lead >= 0;
  for (int i = 0; i < want->n && fits; i++) {
    if (want->v[i] == -1 && i >= lead) sizes.v[i] = t->sizes[i - lead];
    fits = sizes.v[i] >= 0 &&
           (i < lead || t->sizes[i - lead] == sizes.v[i] || t->sizes[i - lead] == 1);
  }
  if (!fits)
    return lm_fail(
        "expand: a tensor of shape %s cannot be expanded to %s: only dimensions of size 1, and "
        "new ones in front, can grow",
        lm_shape_text(t), lm_sizes_text(want->n, want->v));
  return (c->out[0] = lm_expanded(t, sizes.n, sizes.v)) != NULL;
}
VJP(expand) { GRAD(0, G); } /* the engine sums it back */

lm_tensor *lm_do_expand_as(lm_tensor *self, lm_tensor *other) {
  lm_ints s = {.n = other->ndim};
  memcpy(s.v, other->sizes, sizeof *s.v * (size_t)s.n);
  return lm_expand(self, &s);
}
lm_tensor *lm_do_broadcast_to(lm_tensor *self, const lm_ints *size) {
  return lm_expand(self, size);
}

/* ---- pieces ---- */

/* The geometry of a piece over a contiguous tensor of input 0's sizes: where its gradient goes. */
static lm_tensor *into_zeros(lm_node *n, lm_tensor *grad, const lm_ints *stride, int64_t offset) {
  lm_ints whole = lm_node_sizes(n, 0);
  return lm_piece_of_zeros(grad, &whole, stride, offset);
}

static lm_ints dense_strides(const lm_ints *sizes) {
  lm_ints s = {.n = sizes->n};
  int64_t stride = 1;
  for (int i = sizes->n - 1; i >= 0; i--) {
    s.v[i] = stride;
    stride *= sizes->v[i] > 1 ? sizes->v[i] : 1;
  }
  return s;
}

static void drop_dim(lm_ints *list, int64_t dim) {
  memmove(&list->v[dim], &list->v[dim + 1], sizeof *list->v * (size_t)(--list->n - dim));
}

RULE(select) {
  lm_tensor *t = A(0).t;
  int64_t dim = A(1).i, index = A(2).i;
  if (t->ndim == 0) return lm_fail("select: a tensor without dimensions has no positions");
  if (!lm_wrap_dim("select", &dim, t->ndim)) return false;
  int64_t size = t->sizes[dim];
  if (index < -size || index >= size)
    return lm_fail("select: position %lld is out of range for dimension %lld of size %lld",
                   (long long)(index >= 0 ? index + 1 : index), (long long)dim + 1,
                   (long long)size);
  if (index < 0) index += size;
  lm_ints sizes = {.n = t->ndim}, strides = {.n = t->ndim};
  memcpy(sizes.v, t->sizes, sizeof *sizes.v * (size_t)t->ndim);
  memcpy(strides.v, t->strides, sizeof *strides.v * (size_t)t->ndim);
  drop_dim(&sizes, dim);
  drop_dim(&strides, dim);
  int64_t offset = t->offset + index * t->strides[dim];
  return (c->out[0] = lm_as_view(t, sizes.n, sizes.v, strides.v, offset)) != NULL;
}
VJP(select) {
  lm_ints whole = lm_node_sizes(n, 0), stride = dense_strides(&whole);
  int64_t dim = ARG(1).i, index = ARG(2).i;
  if (!lm_wrap_dim("select", &dim, whole.n)) return;
  if (index < 0) index += whole.v[dim];
  int64_t offset = index * stride.v[dim];
  drop_dim(&stride, dim);
  GRAD(0, into_zeros(n, G, &stride, offset));
}

RULE(slice) {
  lm_tensor *t = A(0).t;
  int64_t dim = A(1).i, start = A(2).i, length = A(3).i, step = A(4).i, last;
  if (t->ndim == 0) return lm_fail("slice: a tensor without dimensions has no positions");
  if (!lm_wrap_dim("slice", &dim, t->ndim)) return false;
  int64_t size = t->sizes[dim];
  if (step < 1) return lm_fail("slice: the step must be at least 1, not %lld", (long long)step);
  if (start < 0 || length < 0 || start > size ||
      (length > 0 && (__builtin_mul_overflow(length - 1, step, &last) || last >= size - start)))
    return lm_fail("slice: %lld positions from %lld on do not lie in dimension %lld of size %lld",
                   (long long)length, (long long)(start < INT64_MAX ? start + 1 : start),
                   (long long)dim + 1, (long long)size);
  int64_t sizes[LM_MAX_DIMS], strides[LM_MAX_DIMS];
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)t->ndim);
  memcpy(strides, t->strides, sizeof *strides * (size_t)t->ndim);
  sizes[dim] = length;
  if (length > 1) strides[dim] *= step;
  int64_t offset = length ? t->offset + start * t->strides[dim] : t->offset;
  return (c->out[0] = lm_as_view(t, t->ndim, sizes, strides, offset)) != NULL;
}
VJP(slice) {
  lm_ints whole = lm_node_sizes(n, 0), stride = dense_strides(&whole);
  int64_t dim = ARG(1).i;
  if (!lm_wrap_dim("slice", &dim, whole.n)) return;
  int64_t offset = ARG(3).i ? ARG(2).i * stride.v[dim] : 0;
  if (ARG(3).i > 1) stride.v[dim] *= ARG(4).i;
  GRAD(0, into_zeros(n, G, &stride, offset));
}

lm_tensor *lm_do_narrow(lm_tensor *self, int64_t dim, int64_t start, int64_t length) {
  if (self->ndim == 0) return lm_fail("narrow: a tensor without dimensions has no positions");
  if (!lm_wrap_dim("narrow", &dim, self->ndim)) return NULL;
  int64_t size = self->sizes[dim], from = start < 0 ? start + size : start;
  if (from < 0 || from > size || length < 0 || length > size - from)
    return lm_fail("narrow: %lld positions from %lld on do not lie in dimension %lld of size %lld",
                   (long long)length, (long long)(start >= 0 ? start + 1 : start),
                   (long long)dim + 1, (long long)size);
  return lm_slice(self, dim, from, length, 1);
}

lm_tensor *lm_do_narrow_copy(lm_tensor *self, int64_t dim, int64_t start, int64_t length) {
  return lm_clone(lm_narrow(self, dim, start, length));
}

/* Where a diagonal starts and how long it is. */
static bool diagonal_geometry(int ndim, const int64_t *sizes, const int64_t *strides,
                              int64_t offset, int64_t d1, int64_t d2, lm_ints *size,
                              lm_ints *stride, int64_t *start) {
  if (!lm_wrap_dim("diagonal", &d1, ndim) || !lm_wrap_dim("diagonal", &d2, ndim)) return false;
  if (ndim < 2 || d1 == d2)
    return lm_fail("diagonal: needs two different dimensions, of a tensor of shape %s",
                   lm_sizes_text(ndim, sizes));
  int64_t rows = sizes[d1], cols = sizes[d2];
  if (offset > cols || offset < -rows) offset = offset > 0 ? cols : -rows;
  int64_t length = offset >= 0 ? (rows < cols - offset ? rows : cols - offset)
                               : (rows + offset < cols ? rows + offset : cols);
  size->n = stride->n = 0;
  for (int i = 0; i < ndim; i++) {
    if (i == d1 || i == d2) continue;
    size->v[size->n++] = sizes[i];
    stride->v[stride->n++] = strides[i];
  }
  size->v[size->n++] = length;
  stride->v[stride->n++] = strides[d1] + strides[d2];
  *start = length ? (offset >= 0 ? offset * strides[d2] : -offset * strides[d1]) : 0;
  return true;
}

RULE(diagonal) {
  lm_tensor *t = A(0).t;
  lm_ints size, stride;
  int64_t start;
  return diagonal_geometry(t->ndim, t->sizes, t->strides, A(1).i, A(2).i, A(3).i, &size, &stride,
                           &start) &&
         (c->out[0] = lm_as_view(t, size.n, size.v, stride.v, t->offset + start)) != NULL;
}
VJP(diagonal) {
  lm_ints whole = lm_node_sizes(n, 0), dense = dense_strides(&whole), size, stride;
  int64_t start;
  if (diagonal_geometry(whole.n, whole.v, dense.v, ARG(1).i, ARG(2).i, ARG(3).i, &size, &stride,
                        &start))
    GRAD(0, into_zeros(n, G, &stride, start));
}

/* ---- any geometry ---- */

/* True when all of size/stride/offset (from the first element) lies within `room` elements. */
static bool within(const lm_ints *size, const lm_ints *stride, int64_t first, int64_t room) {
  int64_t last = first;
  for (int i = 0; i < size->n; i++) {
    int64_t span;
    if (size->v[i] == 0) return true;
    if (size->v[i] < 0 || stride->v[i] < 0 ||
        __builtin_mul_overflow(size->v[i] - 1, stride->v[i], &span) ||
        __builtin_add_overflow(last, span, &last))
      return false;
  }
  return first >= 0 && last < room;
}

static bool check_strided(const char *op, const lm_tensor *t, const lm_ints *size,
                          const lm_ints *stride, int64_t offset) {
  if (size->n != stride->n) return lm_fail("%s: %d sizes and %d strides", op, size->n, stride->n);
  int64_t room = (int64_t)(t->storage->bytes / lm_dtype_size((lm_dtype)t->dtype)), first;
  if (__builtin_add_overflow(t->offset, offset, &first) || !within(size, stride, first, room))
    return lm_fail(
        "%s: sizes %s with strides %s from element %lld on do not lie in a storage of %lld "
        "elements",
        op, lm_sizes_text(size->n, size->v), lm_sizes_text(stride->n, stride->v), (long long)offset,
        (long long)room);
  return true;
}

RULE(strided) {
  lm_tensor *t = A(0).t;
  if (!check_strided("as_strided", t, A(1).ints, A(2).ints, A(3).i)) return false;
  return (c->out[0] =
              lm_as_view(t, A(1).ints->n, A(1).ints->v, A(2).ints->v, t->offset + A(3).i)) != NULL;
}

/* True when no two positions of the geometry can be the same element (sufficient, not necessary). */
static bool distinct(const lm_ints *size, const lm_ints *stride) {
  bool used[LM_MAX_DIMS] = {false};
  int64_t reach = 0; /* the largest offset that the dimensions so far can make */
  for (int k = 0; k < size->n; k++) {
    int best = -1;
    for (int i = 0; i < size->n; i++)
      if (!used[i] && (best < 0 || stride->v[i] < stride->v[best])) best = i;
    used[best] = true;
    if (size->v[best] <= 1) continue;
    if (stride->v[best] <= reach) return false;
    reach += (size->v[best] - 1) * stride->v[best];
  }
  return true;
}

/* The gradient of a geometry over a contiguous input; positions that share an element add up. */
static lm_tensor *strided_grad(lm_node *n, lm_tensor *grad, const lm_ints *size,
                               const lm_ints *stride, int64_t offset) {
  if (distinct(size, stride)) return into_zeros(n, grad, stride, offset);
  lm_ints whole = lm_node_sizes(n, 0), flat = {.n = 1, .v = {-1}}, numel = {.n = 1, .v = {1}};
  for (int i = 0; i < whole.n; i++) numel.v[0] *= whole.v[i];
  lm_tensor *places = lm_arange(lm_int(1), lm_int(numel.v[0] + 1), lm_int(1), LM_I64, grad->device);
  lm_tensor *index = lm_reshape(lm_strided(places, size, stride, offset), &flat);
  lm_tensor *zeros = lm_zeros(&numel, (lm_dtype)grad->dtype, grad->device);
  return lm_reshape(lm_index_add(zeros, 0, index, lm_reshape(grad, &flat), lm_int(1)), &whole);
}
VJP(strided) { GRAD(0, strided_grad(n, G, ARG(1).ints, ARG(2).ints, ARG(3).i)); }

lm_tensor *lm_do_as_strided(lm_tensor *self, const lm_ints *size, const lm_ints *stride,
                            int64_t storage_offset) {
  if (lm_requires_grad(self) && !lm_is_contiguous(self))
    return lm_fail(
        "as_strided: a gradient can only be taken of a contiguous tensor; call contiguous()");
  int64_t offset = storage_offset < 0 ? 0 : storage_offset - self->offset;
  return lm_strided(self, size, stride, offset);
}

RULE(strided_scatter) {
  lm_tensor *t = A(0).t, *src = A(1).t;
  lm_tensor *out = c->out[0] = lm_new_like(t, (lm_dtype)t->dtype);
  if (out == NULL || !lm_copy_elements(out, t)) return false;
  if (!check_strided("strided_scatter", out, A(2).ints, A(3).ints, A(4).i)) return false;
  lm_tensor *piece = lm_as_view(out, A(2).ints->n, A(2).ints->v, A(3).ints->v, A(4).i);
  bool ok = piece && lm_copy_elements(piece, src);
  lm_release(piece);
  return ok;
}
VJP(strided_scatter) {
  GRAD(1, lm_strided(lm_contiguous(G), ARG(2).ints, ARG(3).ints, ARG(4).i));
  if (!NEEDS(0)) return;
  lm_tensor *zero = lm_zeros(ARG(2).ints, (lm_dtype)G->dtype, G->device);
  gi[0] = lm_strided_scatter(G, zero, ARG(2).ints, ARG(3).ints, ARG(4).i);
}

/* Hidden: the geometry is that of a view. */
RULE(piece_of_zeros) {
  lm_tensor *piece = A(0).t;
  const lm_ints *whole = A(1).ints, *stride = A(2).ints;
  lm_ints size = {.n = piece->ndim};
  memcpy(size.v, piece->sizes, sizeof *size.v * (size_t)size.n);
  lm_tensor *out = c->out[0] = lm_new(whole->n, whole->v, (lm_dtype)piece->dtype, piece->device);
  if (out == NULL || !lm_fill_elements(out, lm_int(0))) return false;
  if (piece->numel > 0 && (stride->n != size.n || !within(&size, stride, A(3).i, out->numel)))
    return lm_fail("piece_of_zeros: %s does not lie so in %s", lm_shape_text(piece),
                   lm_shape_text(out));
  return piece->numel == 0 || lm_copy_part(piece->ndim, piece->sizes, out, stride->v, A(3).i, piece,
                                           piece->strides, piece->offset);
}
VJP(piece_of_zeros) {
  lm_ints size = lm_node_sizes(n, 0);
  GRAD(0, lm_strided(lm_contiguous(G), &size, ARG(2).ints, ARG(3).i));
}

RULE(unfold) {
  lm_tensor *t = A(0).t;
  int64_t dim = A(1).i, size = A(2).i, step = A(3).i;
  if (!lm_wrap_dim("unfold", &dim, t->ndim)) return false;
  int64_t have = t->ndim ? t->sizes[dim] : 1;
  if (size < 0 || step < 1 || size > have)
    return lm_fail(
        "unfold: windows of %lld positions, %lld apart, do not fit dimension %lld of size %lld",
        (long long)size, (long long)step, (long long)dim + 1, (long long)have);
  if (t->ndim == LM_MAX_DIMS)
    return lm_fail("unfold: a tensor may have at most %d dimensions", LM_MAX_DIMS);
  int64_t sizes[LM_MAX_DIMS], strides[LM_MAX_DIMS];
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)t->ndim);
  memcpy(strides, t->strides, sizeof *strides * (size_t)t->ndim);
  sizes[t->ndim] = size;
  strides[t->ndim] = t->ndim ? t->strides[dim] : 1;
  if (t->ndim) {
    sizes[dim] = (have - size) / step + 1;
    strides[dim] = sizes[dim] > 1 ? t->strides[dim] * step : t->strides[dim];
  }
  return (c->out[0] = lm_as_view(t, t->ndim + 1, sizes, strides, t->offset)) != NULL;
}
VJP(unfold) {
  lm_ints whole = lm_node_sizes(n, 0), stride = dense_strides(&whole), size = {.n = G->ndim};
  int64_t dim = ARG(1).i;
  if (!lm_wrap_dim("unfold", &dim, whole.n)) return;
  memcpy(size.v, G->sizes, sizeof *size.v * (size_t)size.n);
  stride.v[stride.n++] = whole.n ? stride.v[dim] : 1;
  if (whole.n && size.v[dim] > 1) stride.v[dim] *= ARG(3).i;
  GRAD(0, strided_grad(n, G, &size, &stride, 0));
}

/* ---- the same bytes ---- */

/* Bytes other than 0 and 1 are no booleans. */
static bool all_booleans(lm_tensor *t) {
  lm_scope scope = lm_scope_open();
  lm_tensor *bits = lm_bitwise_and(t, lm_wrap(lm_int(~1)));
  lm_tensor *any = lm_any(bits, NULL, false);
  lm_scalar found = lm_bool(true);
  bool ok = any && lm_get_scalar(any, &found) && !lm_scalar_i(found);
  lm_scope_close(scope, NULL);
  return ok || (!lm_error() && lm_fail("view: only the bytes 0 and 1 can be shown as bool"));
}

/* The last dimension of `t` in elements of another size: n elements of it become n * from / to. */
static bool resize_last(lm_tensor *t, int64_t from, int64_t to, const char *name) {
  if (t->ndim == 0)
    return lm_fail("view: %s has elements of another size than %s, which needs a dimension", name,
                   lm_dtypes[t->dtype].name);
  const int last = t->ndim - 1;
  if (t->strides[last] != 1 && t->numel > 0)
    return lm_fail(
        "view: the elements of the last dimension must lie side by side to be shown as %s; call "
        "contiguous()",
        name);
  int64_t k = from > to ? from / to : to / from;
  bool fits = from > to || (t->sizes[last] % k == 0 && t->offset % k == 0);
  for (int d = 0; d < last && fits; d++) fits = from > to || t->strides[d] % k == 0;
  if (!fits)
    return lm_fail("view: the last dimension of shape %s of %s cannot be shown as %s: its size, "
                   "strides and offset must be multiples of %lld",
                   lm_shape_text(t), lm_dtypes[t->dtype].name, name, (long long)k);
  int64_t numel = 1;
  for (int d = 0; d < last; d++) t->strides[d] = from > to ? t->strides[d] * k : t->strides[d] / k;
  t->sizes[last] = from > to ? t->sizes[last] * k : t->sizes[last] / k;
  t->strides[last] = 1;
  t->offset = from > to ? t->offset * k : t->offset / k;
  for (int d = 0; d <= last; d++) numel *= t->sizes[d];
  t->numel = numel;
  return true;
}

/* Like detach no view in the eyes of autograd: bytes have no gradient. */
RULE(view_dtype) {
  lm_tensor *t = A(0).t;
  lm_dtype to = A(1).dtype;
  if (to == LM_DTYPE_NONE) return lm_fail("view: needs a shape or a dtype");
  if (to == LM_BOOL && t->dtype != LM_BOOL) {
    if (t->dtype != LM_U8 && t->dtype != LM_I8)
      return lm_fail("view: %s cannot be shown as bool", lm_dtypes[t->dtype].name);
    if (!all_booleans(t)) return false;
  }
  lm_tensor *out = c->out[0] = lm_shallow(t);
  if (out == NULL) return false;
  int64_t from = (int64_t)lm_dtype_size((lm_dtype)t->dtype), size = (int64_t)lm_dtype_size(to);
  if (from != size && !resize_last(out, from, size, lm_dtypes[to].name)) return false;
  out->dtype = (int8_t)to;
  return true;
}

/* ---- the same tensor ---- */

RULE(alias) {
  lm_tensor *t = A(0).t;
  return (c->out[0] = lm_as_view(t, t->ndim, t->sizes, t->strides, t->offset)) != NULL;
}
VJP(alias) { GRAD(0, G); }

RULE(detach) { /* shares elements, but is no view in the eyes of autograd */
  return (c->out[0] = lm_shallow(A(0).t)) != NULL;
}
