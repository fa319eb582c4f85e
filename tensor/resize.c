/* See resize.h. */
#include "tensor/resize.h"
#include "tensor/backend.h"
#include "tensor/record.h"

#include <string.h>

/* Tensors of a graph keep their storage. */
static bool check(const char *op, const lm_tensor *t) {
  if (t->freed) return lm_fail("%s: the tensor was freed", op);
  if (lm_requires_grad(t))
    return lm_fail("%s: a tensor that requires grad cannot be resized or get another storage; use "
                   "detach() first",
                   op);
  return true;
}

/* The storage gets `bytes`; what it held stays in front.  Its record is the same, for its views. */
static bool grow(lm_storage *s, size_t bytes) {
  lm_storage *wide = lm_storage_new(bytes, s->device);
  if (wide == NULL) return false;
  int64_t all = (int64_t)bytes, kept = (int64_t)s->bytes;
  lm_tensor *to = lm_record_new(), *from = to ? lm_record_new() : NULL, *rest = NULL;
  bool ok = from != NULL;
  if (ok) { /* moved as bytes, on whatever device */
    to->dtype = from->dtype = LM_U8;
    to->device = from->device = s->device;
    to->storage = wide, from->storage = s;
    wide->refs++;
    s->refs++;
    ok = lm_set_sizes(to, 1, &all) && lm_set_sizes(from, 1, &kept);
    rest = ok ? lm_shallow(to) : NULL;
    ok = rest != NULL;
  }
  if (ok) {
    to->sizes[0] = to->numel = kept;
    rest->sizes[0] = rest->numel = all - kept;
    rest->offset = kept;
    ok = (kept == 0 || lm_copy_elements(to, from)) && lm_fill_elements(rest, lm_int(0));
  }
  lm_release(rest);
  lm_release(to);
  lm_release(from);
  if (ok) {
    lm_storage before = *s;
    s->data = wide->data, s->bytes = wide->bytes, s->release = wide->release;
    s->owner = wide->owner, s->account = wide->account;
    wide->data = before.data, wide->bytes = before.bytes, wide->release = before.release;
    wide->owner = before.owner, wide->account = before.account;
  }
  lm_storage_release(wide);
  return ok;
}

bool lm_resize(const char *op, lm_tensor *t, int ndim, const int64_t *sizes) {
  if (!check(op, t)) return false;
  lm_tensor *shape = lm_record_new(); /* to see whether the sizes are valid */
  if (shape == NULL) return false;
  shape->dtype = t->dtype;
  const char *outer = lm_set_running(op);
  bool ok = lm_set_sizes(shape, ndim, sizes);
  lm_set_running(outer);
  int64_t elements, bytes = 0;
  if (ok && (__builtin_add_overflow(shape->numel, t->offset, &elements) ||
             __builtin_mul_overflow(elements, (int64_t)lm_dtype_size((lm_dtype)t->dtype), &bytes)))
    ok = lm_fail("%s: sizes %s are too large", op, lm_sizes_text(ndim, sizes));
  if (ok && shape->numel > 0 && (size_t)bytes > t->storage->bytes) {
    ok = grow(t->storage, (size_t)bytes);
    if (ok) t->storage->version++, t->storage->changed_by = "resize";
  }
  if (ok) ok = lm_set_sizes(t, ndim, shape->sizes);
  lm_release(shape);
  return ok;
}

/* t lets go of its storage and, as a view, of its base. */
static void take_storage(lm_tensor *t, lm_storage *s) {
  lm_storage *before = t->storage;
  lm_tensor *base = t->base;
  t->storage = s;
  t->base = NULL;
  t->view_version = s->version;
  lm_storage_release(before);
  lm_release(base);
}

bool lm_set_source(lm_tensor *t, lm_tensor *source, const lm_ints *size, const lm_ints *stride,
                   int64_t offset) {
  if (!check("set_", t) || !check("set_", source)) return false;
  if (t->dtype != source->dtype)
    return lm_fail("set_: source must be %s as the tensor is, not %s", lm_dtypes[t->dtype].name,
                   lm_dtypes[source->dtype].name);
  if (t->device != source->device) return lm_same_device("set_", t, source);
  lm_scope scope = lm_scope_open();
  lm_tensor *view = source;
  if (size) {
    view = lm_strided(source, size, stride, offset - source->offset);
    if (view == NULL && lm_error()) { /* in the name of this call */
      lm_clear_error();
      lm_fail("set_: sizes %s with strides %s from element %lld on do not lie in the storage",
              lm_sizes_text(size->n, size->v), lm_sizes_text(stride->n, stride->v),
              (long long)offset);
    }
  }
  if (view) {
    t->ndim = view->ndim;
    t->numel = view->numel;
    t->offset = view->offset;
    memmove(t->sizes, view->sizes, sizeof *t->sizes * (size_t)t->ndim);
    memmove(t->strides, view->strides, sizeof *t->strides * (size_t)t->ndim);
    view->storage->refs++;
    take_storage(t, view->storage);
  }
  lm_scope_close(scope, NULL);
  return view != NULL;
}

bool lm_set_empty(lm_tensor *t) {
  if (!check("set_", t)) return false;
  lm_storage *s = lm_storage_new(0, t->device);
  int64_t none = 0;
  if (s == NULL) return false;
  take_storage(t, s);
  t->offset = 0;
  return lm_set_sizes(t, 1, &none);
}
