/* Tensor records and storages: making, sharing, counting references, charging bytes. */
#include "tensor/account.h"
#include "tensor/record.h"
#include "tensor/backend.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* ---- records that come and go ----
**
** Each thread keeps a short list of free records, so that a small result costs no call of malloc.
** The lists go when their thread ends. */

typedef struct free_list {
  void *first; /* each free block begins with a pointer to the next */
  int n;
} free_list;

#define KEEP_FREE 1200 /* blocks of each kind that a thread keeps: what a young collection frees */

static _Thread_local free_list free_tensors, free_storages;
static pthread_key_t at_thread_end;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Thread_local bool registered;

static void drop_list(free_list *l) {
  while (l->first) {
    void *next = *(void **)l->first;
    free(l->first);
    l->first = next;
  }
  l->n = KEEP_FREE; /* blocks that come back after this go to free at once */
}
static void drop_lists(void *unused) {
  (void)unused;
  drop_list(&free_tensors);
  drop_list(&free_storages);
}
static void make_key(void) { pthread_key_create(&at_thread_end, drop_lists); }

static void *take(free_list *l, size_t size) {
  void *block = l->first;
  if (block == NULL) return malloc(size);
  l->first = *(void **)block;
  l->n--;
  return block;
}

static void give(free_list *l, void *block) {
#ifdef __SANITIZE_ADDRESS__ /* let it see every use after free */
  free(block);
  return;
#endif
  if (!registered) {
    registered = true;
    pthread_once(&once, make_key);
    pthread_setspecific(at_thread_end, &registered); /* any value but NULL */
  }
  if (l->n >= KEEP_FREE) {
    free(block);
    return;
  }
  *(void **)block = l->first;
  l->first = block;
  l->n++;
}

/* Gives one reference back; true when it was the last.  The only owner needs no locked instruction. */
static inline bool last_reference(_Atomic int *refs) {
  if (atomic_load_explicit(refs, memory_order_acquire) == 1) return true;
  return atomic_fetch_sub_explicit(refs, 1, memory_order_acq_rel) == 1;
}

/* ---- storage ---- */

/* Asks the device, and the state's `reclaim` when the limit or the device says no. */
static void *allocate(lm_context *c, const lm_backend *b, lm_device device, size_t bytes) {
  lm_account *a = c->account;
  for (int tries = 0;; tries++) {
    bool fits = a->limit == 0 || (int64_t)bytes <= a->limit - lm_account_held(a);
    void *data = fits ? b->alloc(device, bytes) : NULL;
    if (data != NULL) return data;
    if (tries == 0 && fits) b->empty_cache(device);
    if (tries >= 2 || c->reclaim == NULL || !c->reclaim(c->reclaim_data, bytes)) {
      if (tries == 0 && fits) continue; /* once more after the cache was dropped */
      return lm_fail(
          "%s: out of memory on %s: asked for %zu bytes, %lld held by tensors, %zu cached%s",
          lm_running(), lm_device_name(device), bytes, (long long)lm_account_held(a),
          b->cached(device), fits ? "" : ", limit reached");
    }
  }
}

lm_storage *lm_storage_new(size_t bytes, lm_device device) {
  const lm_backend *b = lm_backend_at(device);
  if (b == NULL) return NULL;
  lm_storage *s = take(&free_storages, sizeof *s);
  if (s == NULL) return lm_fail("out of memory: no room for a storage record");
  lm_context *c = lm_here();
  s->data = bytes ? allocate(c, b, device, bytes) : NULL;
  if (bytes && s->data == NULL) {
    give(&free_storages, s);
    return NULL;
  }
  atomic_init(&s->refs, 1);
  s->version = 0;
  s->changed_by = NULL;
  s->device = device;
  s->bytes = bytes;
  s->release = NULL;
  s->owner = NULL;
  lm_account *a = s->account = c->account;
  lm_account_charge(a, (int64_t)bytes);
  return s;
}

void lm_storage_release(lm_storage *s) {
  if (s == NULL || !last_reference(&s->refs)) return;
  if (s->release)
    s->release(s->owner, s->data, s->bytes);
  else if (s->data)
    lm_backend_at(s->device)->release(s->device, s->data, s->bytes);
  if (s->account) lm_account_credit(s->account, (int64_t)s->bytes);
  give(&free_storages, s);
}

/* ---- records ---- */

lm_tensor *lm_record_new(void) {
  lm_tensor *t = take(&free_tensors, sizeof *t);
  if (t == NULL) return lm_fail("out of memory: no room for a tensor record");
  memset(t, 0, offsetof(lm_tensor, sizes));
  atomic_init(&t->refs, 1);
  return t;
}

lm_tensor *lm_retain(lm_tensor *t) {
  if (t) atomic_fetch_add_explicit(&t->refs, 1, memory_order_relaxed);
  return t;
}

static void free_leaf(lm_leaf *leaf) {
  lm_release(leaf->grad);
  lm_hooks_free(&leaf->hooks);
  lm_hooks_free(&leaf->after);
  free(leaf);
}

void lm_release(lm_tensor *t) {
  /* A base may itself have a base only through detached views, so this loop is short. */
  while (t != NULL && last_reference(&t->refs)) {
    lm_tensor *base = t->base;
    if (t->leaf && t->leaf->retain_id) lm_remove_hook(t, t->leaf->retain_id);
    if (t->grad_fn) lm_node_release(t->grad_fn);
    if (t->leaf) free_leaf(t->leaf);
    lm_storage_release(t->storage);
    give(&free_tensors, t);
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
    return lm_fail("%s: a tensor may have at most %d dimensions, not %d", lm_running(), LM_MAX_DIMS,
                   ndim);
  t->ndim = (int8_t)ndim;
  int64_t stride = 1, numel = 1;
  bool overflow = false;
  for (int i = ndim - 1; i >= 0; i--) {
    t->sizes[i] = sizes[i];
    t->strides[i] = stride;
    if (sizes[i] < 0)
      return lm_fail("%s: sizes must not be negative: %s", lm_running(),
                     lm_sizes_text(ndim, sizes));
    overflow |= __builtin_mul_overflow(numel, sizes[i], &numel);
    overflow |= __builtin_mul_overflow(stride, sizes[i] > 1 ? sizes[i] : 1, &stride);
  }
  int64_t bytes;
  if (overflow || __builtin_mul_overflow(stride, (int64_t)lm_dtype_size(t->dtype), &bytes))
    return lm_fail("%s: sizes %s are too large: more than 2^63 bytes of %s", lm_running(),
                   lm_sizes_text(ndim, sizes), lm_dtypes[t->dtype].name);
  t->numel = numel;
  return true;
}

lm_tensor *lm_new(int ndim, const int64_t *sizes, lm_dtype dtype, lm_device device) {
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

/* For memory whose owner wants no word: NULL would mean the device's allocator. */
static void leave(void *owner, void *data, size_t bytes) { (void)owner, (void)data, (void)bytes; }

lm_tensor *lm_from_memory(void *data, int ndim, const int64_t *sizes, lm_dtype dtype,
                          void (*release)(void *, void *, size_t), void *owner) {
  lm_tensor *t = lm_record_new();
  lm_storage *s = take(&free_storages, sizeof *s);
  if (s) memset(s, 0, sizeof *s);
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
  atomic_init(&s->refs, 1);
  s->device = LM_CPU;
  s->data = data;
  s->bytes = (size_t)t->numel * lm_dtype_size(dtype);
  s->release = release ? release : leave;
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
  lm_set_history(t, NULL, 0);
  lm_tensor *base = t->base;
  t->storage = NULL;
  t->base = NULL;
  t->freed = true;
  t->numel = 0;
  lm_release(base);
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
  return lm_fail(
      "%s: dimension %lld does not exist: a tensor of %d dimension%s has 1 to %lld, or -%lld to "
      "-1",
      op, (long long)(d >= 0 ? d + 1 : d), ndim, ndim == 1 ? "" : "s", (long long)n, (long long)n);
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
    if (*mask >> d & 1) return lm_fail("%s: dimension %lld is listed twice", op, (long long)d + 1);
    *mask |= 1u << d;
  }
  return true;
}

bool lm_same_device(const char *op, const lm_tensor *a, const lm_tensor *b) {
  if (a->device == b->device) return true;
  return lm_fail("%s: tensors are on different devices: %s and %s; move one with :to(device)", op,
                 lm_device_name(a->device), lm_device_name(b->device));
}
