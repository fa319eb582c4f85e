/* Memory formats. */
#include "tensor/layout.h"
#include "tensor/record.h"

#include <string.h>

const char *const lm_layout_names[LM_LAYOUT_COUNT] = {"contiguous_format", "preserve_format",
                                                      "channels_last", "channels_last_3d"};

bool lm_layout_by_name(const char *op, const char *name, lm_layout *layout) {
  for (int i = 0; i < LM_LAYOUT_COUNT; i++)
    if (strcmp(name, lm_layout_names[i]) == 0) {
      *layout = (lm_layout)i;
      return true;
    }
  return lm_fail("%s: \"%s\" is no memory format: there are contiguous_format, preserve_format, "
                 "channels_last, channels_last_3d",
                 op, name);
}

/* Dimensions from the innermost on, for channels last; 0 when the layout has none of its own. */
static int channels_last_order(lm_layout layout, int *inner) {
  int n = layout == LM_CHANNELS_LAST ? 4 : layout == LM_CHANNELS_LAST_3D ? 5 : 0;
  if (n == 0) return 0;
  inner[0] = 1;
  for (int i = 1; i < n - 1; i++) inner[i] = n - i;
  inner[n - 1] = 0;
  return n;
}

bool lm_is_laid_out(const lm_tensor *t, lm_layout layout) {
  int inner[5], n = channels_last_order(layout, inner);
  if (n == 0) return lm_is_contiguous(t);
  if (t->ndim != n) return false;
  int64_t stride = 1;
  for (int i = 0; i < n; i++) {
    if (t->sizes[inner[i]] == 1) continue;
    if (t->strides[inner[i]] != stride) return false;
    stride *= t->sizes[inner[i]];
  }
  return true;
}

/* Does the dimension a lie further out than b?  Equal strides are told apart by size; strides of 0
** say nothing, so that their dimensions stay where they are. */
static int further_out(const lm_tensor *t, int a, int b) {
  int64_t s = t->strides[a], r = t->strides[b];
  if (s == 0 || r == 0) return 0;
  if (s != r) return s > r ? 1 : -1;
  return t->sizes[a] > t->sizes[b];
}

/* Insertion sort, because the order is not total. */
static void inner_first(const lm_tensor *t, int *inner) {
  for (int i = 0; i < t->ndim; i++) inner[i] = t->ndim - 1 - i;
  for (int i = 1; i < t->ndim; i++)
    for (int at = i, before = i - 1; before >= 0; before--) {
      int out = further_out(t, inner[before], inner[at]);
      if (out < 0) break;
      if (out == 0) continue;
      int d = inner[before];
      inner[before] = inner[at], inner[at] = d;
      at = before;
    }
}

void lm_dim_order(const lm_tensor *t, int *order) {
  int inner[LM_MAX_DIMS];
  inner_first(t, inner);
  for (int i = 0; i < t->ndim; i++) order[i] = inner[t->ndim - 1 - i];
}

/* Every place in memory from the first to the last element is one element, and each just once. */
static bool is_dense(const lm_tensor *t) {
  int inner[LM_MAX_DIMS];
  int64_t stride = 1;
  inner_first(t, inner);
  for (int i = 0; i < t->ndim; i++) {
    if (t->sizes[inner[i]] == 1) continue;
    if (t->strides[inner[i]] != stride) return false;
    stride *= t->sizes[inner[i]];
  }
  return true;
}

bool lm_lay_out(const char *op, lm_tensor *t, lm_layout layout, const lm_tensor *like) {
  int inner[LM_MAX_DIMS], n = channels_last_order(layout, inner);
  if (n > 0 && t->ndim != n)
    return lm_fail("%s: %s needs a tensor of %d dimensions, not one of shape %s", op,
                   lm_layout_names[layout], n, lm_shape_text(t));
  if (layout == LM_CONTIGUOUS || t->numel == 0) return true;
  if (layout == LM_PRESERVE) {
    if (!lm_same_shape(t, like) || lm_is_contiguous(like)) return true;
    if (is_dense(like)) {
      memcpy(t->strides, like->strides, sizeof *t->strides * (size_t)t->ndim);
      return true;
    }
    inner_first(like, inner);
    n = t->ndim;
  }
  int64_t stride = 1;
  for (int i = 0; i < n; i++) {
    t->strides[inner[i]] = stride;
    stride *= t->sizes[inner[i]];
  }
  return true;
}

/* ---- copies in an order of their own ---- */

RULE(copy_as) {
  lm_tensor *t = A(0).t;
  lm_layout layout = LM_CONTIGUOUS;
  if (!lm_layout_by_name(lm_running(), A(3).str, &layout)) return false;
  lm_dtype d = A(1).dtype == LM_DTYPE_NONE ? (lm_dtype)t->dtype : A(1).dtype;
  c->out[0] = lm_new(t->ndim, t->sizes, d, A(2).device == LM_DEVICE_NONE ? t->device : A(2).device);
  return c->out[0] && lm_lay_out(lm_running(), c->out[0], layout, t) &&
         lm_copy_elements(c->out[0], t);
}
VJP(copy_as) { GRAD(0, lm_to_dtype(G, LM_DTYPE_NONE, n->edges[0].device, false)); }

lm_tensor *lm_do_clone_as(lm_tensor *self, const char *memory_format) {
  if (lm_is_contiguous(self) && strcmp(memory_format, "preserve_format") == 0)
    return lm_copy(self, LM_DTYPE_NONE, LM_DEVICE_NONE);
  return lm_copy_as(self, LM_DTYPE_NONE, LM_DEVICE_NONE, memory_format);
}

lm_tensor *lm_do_contiguous_as(lm_tensor *self, const char *memory_format) {
  lm_layout layout = LM_CONTIGUOUS;
  if (!lm_layout_by_name("contiguous", memory_format, &layout)) return NULL;
  if (layout == LM_PRESERVE)
    return lm_fail("contiguous: preserve_format is no order to bring elements into");
  return lm_is_laid_out(self, layout)
             ? self
             : lm_copy_as(self, LM_DTYPE_NONE, LM_DEVICE_NONE, memory_format);
}
