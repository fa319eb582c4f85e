/* Tensor records and storages: making, sharing, counting references, charging bytes. */
#include "tensor/record.h"
#include "tensor/backend.h"

#include <stdlib.h>
#include <string.h>

/* ---- storage ---- */

/* Asks the device, and the state's `reclaim` when the limit or the device says no. */
static void *allocate(lm_context *c, const lm_backend *b, lm_device device, size_t bytes) {
  lm_account *a = c->account;
  for (int tries = 0;; tries++) {
    bool fits = a->limit == 0 || a->held + (int64_t)bytes <= a->limit;
    void *data = fits ? b->alloc(device, bytes) : NULL;
    if (data != NULL) return data;
    if (tries == 0 && fits) b->empty_cache(device);
    if (tries >= 2 || c->reclaim == NULL || !c->reclaim(c->reclaim_data, bytes)) {
      if (tries == 0 && fits) continue; /* once more after the cache was dropped */
      return lm_fail("out of memory on %s: asked for %zu bytes, %lld held by tensors, %zu cached%s",
                     lm_device_name(device), bytes, (long long)a->held, b->cached(device),
                     fits ? "" : ", limit reached");
    }
  }
}

lm_storage *lm_storage_new(size_t bytes, lm_device device) {
  const lm_backend *b = lm_backend_of(device);
  if (b == NULL) return NULL;
  lm_storage *s = malloc(sizeof *s);
  if (s == NULL) return lm_fail("out of memory: no room for a storage record");
  lm_context *c = lm_here();
  s->data = bytes ? allocate(c, b, device, bytes) : NULL;
  if (bytes && s->data == NULL) {
    free(s);
    return NULL;
  }
  s->refs = 1;
  s->version = 0;
  s->changed_by = NULL;
  s->device = device;
  s->bytes = bytes;
  s->release = NULL;
  s->owner = NULL;
  lm_account *a = s->account = c->account;
  a->refs++;
  a->allocated += (int64_t)bytes;
  a->count++;
  int64_t held = a->held += (int64_t)bytes;
  if (held > a->peak) a->peak = held;
  return s;
}

/* Gives the elements back; the record stays. */
static void drop_data(lm_storage *s) {
  if (s->release) s->release(s->owner, s->data, s->bytes);
  else if (s->data) lm_backend_of(s->device)->release(s->device, s->data, s->bytes);
  if (s->account) s->account->held -= (int64_t)s->bytes;
  s->data = NULL;
  s->release = NULL;
  s->bytes = 0;
}

void lm_storage_release(lm_storage *s) {
  if (s == NULL || --s->refs > 0) return;
  drop_data(s);
  lm_account_release(s->account);
  free(s);
}

/* ---- records ---- */

lm_tensor *lm_record_new(void) {
  lm_tensor *t = malloc(sizeof *t);
  if (t == NULL) return lm_fail("out of memory: no room for a tensor record");
  memset(t, 0, offsetof(lm_tensor, sizes));
  t->refs = 1;
  return t;
}

lm_tensor *lm_retain(lm_tensor *t) {
  if (t) t->refs++;
  return t;
}

static void free_leaf(lm_leaf *leaf) {
  lm_release(leaf->grad);
  for (lm_hook *h = leaf->hooks, *next; h; h = next) {
    next = h->next;
    if (h->release) h->release(h->data);
    free(h);
  }
  free(leaf);
}

void lm_release(lm_tensor *t) {
  /* A base may itself have a base only through detached views, so this loop is short. */
  while (t != NULL && --t->refs == 0) {
    lm_tensor *base = t->base;
    if (t->leaf && t->leaf->retain_id) lm_remove_hook(t, t->leaf->retain_id);
    if (t->grad_fn) lm_node_release(t->grad_fn);
    if (t->leaf) free_leaf(t->leaf);
    lm_storage_release(t->storage);
    free(t);
    t = base;
  }
}

void lm_list_free(lm_list *list) {
  if (list == NULL) return;
  for (int64_t i = 0; i < list->n; i++) lm_release(list->v[i]);
  free(list->v);
  free(list);
}

bool lm_set_sizes(lm_tensor *t, int ndim, const int64_t *sizes) {
  if (ndim > LM_MAX_DIMS)
    return lm_fail("a tensor may have at most %d dimensions, not %d", LM_MAX_DIMS, ndim);
  t->ndim = (int8_t)ndim;
  int64_t stride = 1, numel = 1;
  bool overflow = false;
  for (int i = ndim - 1; i >= 0; i--) {
    t->sizes[i] = sizes[i];
    t->strides[i] = stride;
    if (sizes[i] < 0) return lm_fail("sizes must not be negative: %s", lm_sizes_text(ndim, sizes));
    overflow |= __builtin_mul_overflow(numel, sizes[i], &numel);
    overflow |= __builtin_mul_overflow(stride, sizes[i] > 1 ? sizes[i] : 1, &stride);
  }
  int64_t bytes;
  if (overflow || __builtin_mul_overflow(stride, (int64_t)lm_dtype_size(t->dtype), &bytes))
    return lm_fail("sizes %s are too large: more than 2^63 bytes of %s", lm_sizes_text(ndim, sizes),
                   lm_dtypes[t->dtype].name);
  t->numel = numel;
  return true;
}

lm_tensor *lm_new(int ndim, const int64_t *sizes, lm_dtype dtype, lm_device device) {
  if (!lm_dtype_ready(dtype)) return lm_fail("%s tensors are not available yet", lm_dtypes[dtype].name);
  lm_tensor *t = lm_record_new();
  if (t == NULL) return NULL;
  t->dtype = (int8_t)dtype;
  t->device = device;
  if (!lm_set_sizes(t, ndim, sizes) ||
      (t->storage = lm_storage_new((size_t)t->numel * lm_dtype_size(dtype), device)) == NULL) {
    lm_release(t);
    return NULL;
  }
  t->inference = lm_here()->inference_mode;
  return t;
}

lm_tensor *lm_new_like(const lm_tensor *t, lm_dtype dtype) {
  return lm_new(t->ndim, t->sizes, dtype, t->device);
}

lm_tensor *lm_new_wrapped(lm_scalar s) {
  lm_dtype dtype = s.kind == LM_SCALAR_FLOAT ? LM_F64 : s.kind == LM_SCALAR_INT ? LM_I64 : LM_BOOL;
  lm_tensor *t = lm_new(0, NULL, dtype, LM_CPU);
  if (t == NULL) return NULL;
  t->wrapped = true;
  switch (dtype) {
  case LM_F64: *(double *)t->storage->data = s.f; break;
  case LM_I64: *(int64_t *)t->storage->data = s.i; break;
  default: *(bool *)t->storage->data = s.i != 0;
  }
  return t;
}

lm_tensor *lm_wrap(lm_scalar s) { return lm_scoped(lm_new_wrapped(s)); }

lm_tensor *lm_from_memory(void *data, int ndim, const int64_t *sizes, lm_dtype dtype,
                          void (*release)(void *, void *, size_t), void *owner) {
  if (!lm_dtype_ready(dtype)) return lm_fail("%s tensors are not available yet", lm_dtypes[dtype].name);
  lm_tensor *t = lm_record_new();
  lm_storage *s = calloc(1, sizeof *s);
  if (t == NULL || s == NULL) {
    free(s);
    lm_release(t);
    return lm_fail("out of memory: no room for a tensor record");
  }
  t->dtype = (int8_t)dtype;
  t->device = LM_CPU;
  if (!lm_set_sizes(t, ndim, sizes)) {
    free(s);
    lm_release(t);
    return NULL;
  }
  s->refs = 1;
  s->device = LM_CPU;
  s->data = data;
  s->bytes = (size_t)t->numel * lm_dtype_size(dtype);
  s->release = release;
  s->owner = owner;
  t->storage = s; /* not charged to anybody: the memory is not ours */
  return t;
}

static lm_tensor *share(const lm_tensor *t) {
  lm_tensor *v = lm_record_new();
  if (v == NULL) return NULL;
  v->dtype = t->dtype;
  v->device = t->device;
  v->inference = t->inference;
  v->storage = t->storage;
  v->storage->refs++;
  v->view_version = v->storage->version;
  return v;
}

lm_tensor *lm_shallow(const lm_tensor *t) {
  lm_tensor *v = share(t);
  if (v == NULL) return NULL;
  v->offset = t->offset;
  v->numel = t->numel;
  v->ndim = t->ndim;
  memcpy(v->sizes, t->sizes, sizeof *v->sizes * (size_t)t->ndim);
  memcpy(v->strides, t->strides, sizeof *v->strides * (size_t)t->ndim);
  return v;
}

lm_tensor *lm_as_view(lm_tensor *t, int ndim, const int64_t *sizes, const int64_t *strides,
                      int64_t offset) {
  lm_tensor *v = share(t);
  if (v == NULL) return NULL;
  if (!lm_set_sizes(v, ndim, sizes)) {
    lm_release(v);
    return NULL;
  }
  memcpy(v->strides, strides, sizeof *strides * (size_t)ndim);
  v->offset = offset;
  v->base = lm_retain(t->base ? t->base : t);
  return v;
}

void lm_free_now(lm_tensor *t) {
  lm_storage_release(t->storage); /* other views and kept tensors hold it as long as they need it */
  if (t->grad_fn) lm_node_release(t->grad_fn);
  t->storage = NULL;
  t->grad_fn = NULL;
  t->freed = true;
  t->numel = 0;
}

/* ---- small questions ---- */

bool lm_is_contiguous(const lm_tensor *t) {
  int64_t stride = 1;
  if (t->numel == 0) return true;
  for (int i = t->ndim - 1; i >= 0; i--) {
    if (t->sizes[i] == 1) continue;
    if (t->strides[i] != stride) return false;
    stride *= t->sizes[i];
  }
  return true;
}

bool lm_same_shape(const lm_tensor *a, const lm_tensor *b) {
  if (a->ndim != b->ndim) return false;
  for (int i = 0; i < a->ndim; i++)
    if (a->sizes[i] != b->sizes[i]) return false;
  return true;
}

bool lm_wrap_dim(const char *op, int64_t *dim, int ndim) {
  int64_t n = ndim ? ndim : 1, d = *dim;
  if (d >= -n && d < n) {
    *dim = d < 0 ? d + n : d;
    return true;
  }
  return lm_fail("%s: dimension %lld does not exist: a tensor of %d dimension%s has 1 to %lld, or -%lld to "
                 "-1", op, (long long)(d >= 0 ? d + 1 : d), ndim, ndim == 1 ? "" : "s", (long long)n,
                 (long long)n);
}

bool lm_dim_mask(const char *op, const lm_ints *dims, int ndim, uint32_t *mask) {
  *mask = 0;
  if (dims == NULL || dims->n == 0) {
    *mask = ndim ? (1u << ndim) - 1 : 0;
    return true;
  }
  for (int i = 0; i < dims->n; i++) {
    int64_t d = dims->v[i];
    if (!lm_wrap_dim(op, &d, ndim)) return false;
    if (ndim == 0) continue;
    if (*mask >> d & 1)
      return lm_fail("%s: dimension %lld is listed twice", op, (long long)d + 1);
    *mask |= 1u << d;
  }
  return true;
}

bool lm_same_device(const char *op, const lm_tensor *a, const lm_tensor *b) {
  if (a->device == b->device) return true;
  return lm_fail("%s: tensors are on different devices: %s and %s; move one with :to(device)", op,
                 lm_device_name(a->device), lm_device_name(b->device));
}
