/* Device memory: blocks of rounded sizes that are kept for reuse.
**
** A block that is released goes onto the list of its size class and may be handed out again at once,
** even while kernels that use it are queued: all work of a device is queued on one stream, so the
** next user comes after the last.  Memory is returned to the driver when it runs out or
** `empty_cache` asks for it, after waiting for the device.
*/
#include "gpu/device.h"

#include <stdlib.h>

/* Classes: eight sizes to each power of two, so that rounding wastes at most an eighth, from
** MIN_BLOCK on.  512 bytes is what cudaMalloc aligns to. */
#define MIN_BLOCK 512
#define MIN_SHIFT 9
#define STEPS 8
#define CLASSES ((62 - MIN_SHIFT) * STEPS)

typedef struct block_list {
  void **block;
  size_t n, room;
} block_list;

typedef struct block_cache {
  pthread_mutex_t lock;
  size_t held; /* bytes on the lists */
  block_list list[CLASSES];
} block_cache;

static block_cache *caches[CUDA_MAX_DEVICES];

/* The class of a request and the size of its blocks; false when no memory is that large. */
static bool size_class(size_t bytes, int *cls, size_t *rounded) {
  if (bytes > (size_t)1 << 61) return false;
  if (bytes <= MIN_BLOCK) {
    *cls = 0;
    *rounded = MIN_BLOCK;
    return true;
  }
  int shift = 63 - __builtin_clzll(bytes - 1); /* 2^shift < bytes <= 2^(shift + 1) */
  size_t step = ((size_t)1 << shift) / STEPS;
  size_t k = (bytes - ((size_t)1 << shift) + step - 1) / step; /* 1 .. STEPS */
  *cls = (shift - MIN_SHIFT) * STEPS + (int)k;
  *rounded = ((size_t)1 << shift) + k * step;
  return *cls < CLASSES;
}

static block_cache *cache_of(int index) {
  static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;
  block_cache *c = __atomic_load_n(&caches[index], __ATOMIC_ACQUIRE);
  if (c != NULL) return c;
  pthread_mutex_lock(&making);
  c = caches[index];
  if (c == NULL && (c = (block_cache *)calloc(1, sizeof *c)) != NULL) {
    pthread_mutex_init(&c->lock, NULL);
    __atomic_store_n(&caches[index], c, __ATOMIC_RELEASE);
  }
  pthread_mutex_unlock(&making);
  return c;
}

static bool valid(lm_device device) {
  return LM_DEVICE_KIND(device) == 1 && LM_DEVICE_INDEX(device) < cuda_device_count();
}

/* From the driver.  A failure is forgotten: the caller tries again or says so. */
static void *fresh(int index, size_t bytes) {
  cuda_current current(index);
  void *data = NULL;
  if (current.ok() && cudaMalloc(&data, bytes) == cudaSuccess) return data;
  cudaGetLastError();
  return NULL;
}

void *cuda_alloc(lm_device device, size_t bytes) {
  int cls, index = LM_DEVICE_INDEX(device);
  size_t size;
  if (!valid(device) || !size_class(bytes, &cls, &size)) return NULL;
  block_cache *c = cache_of(index);
  if (c == NULL) return NULL;
  void *data = NULL;
  pthread_mutex_lock(&c->lock);
  block_list *list = &c->list[cls];
  if (list->n > 0) {
    data = list->block[--list->n];
    c->held -= size;
  }
  pthread_mutex_unlock(&c->lock);
  if (data != NULL || (data = fresh(index, size)) != NULL) return data;
  cuda_empty_cache(device);
  return fresh(index, size);
}

void cuda_release(lm_device device, void *data, size_t bytes) {
  int cls, index = LM_DEVICE_INDEX(device);
  size_t size;
  if (data == NULL || !valid(device) || !size_class(bytes, &cls, &size)) return;
  block_cache *c = cache_of(index); /* there is one: the block came from it */
  pthread_mutex_lock(&c->lock);
  block_list *list = &c->list[cls];
  if (list->n == list->room) {
    size_t room = list->room ? 2 * list->room : 16;
    void **block = (void **)realloc(list->block, room * sizeof *block);
    if (block != NULL) {
      list->block = block;
      list->room = room;
    }
  }
  bool kept = list->n < list->room;
  if (kept) {
    list->block[list->n++] = data;
    c->held += size;
  }
  pthread_mutex_unlock(&c->lock);
  if (kept) return;
  cuda_current current(index);
  if (!current.ok()) return;
  cudaDeviceSynchronize();
  cudaFree(data);
}

void cuda_empty_cache(lm_device device) {
  if (!valid(device)) return;
  int index = LM_DEVICE_INDEX(device);
  block_cache *c = cache_of(index);
  if (c == NULL) return;
  cuda_current current(index);
  if (!current.ok()) return;
  pthread_mutex_lock(&c->lock);
  cudaDeviceSynchronize(); /* kernels that use the blocks may still be queued */
  for (int i = 0; i < CLASSES; i++) {
    block_list *list = &c->list[i];
    for (size_t k = 0; k < list->n; k++) cudaFree(list->block[k]);
    free(list->block);
    *list = block_list();
  }
  c->held = 0;
  pthread_mutex_unlock(&c->lock);
  cudaGetLastError(); /* errors of earlier work are reported by the next call that waits */
}

size_t cuda_cached(lm_device device) {
  if (!valid(device)) return 0;
  block_cache *c = cache_of(LM_DEVICE_INDEX(device));
  if (c == NULL) return 0;
  pthread_mutex_lock(&c->lock);
  size_t held = c->held;
  pthread_mutex_unlock(&c->lock);
  return held;
}

/* ---- scratch ---- */

cuda_scratch::cuda_scratch(const cuda_run &run, size_t n)
    : data(NULL), device(LM_CUDA(run.device->index)), bytes(n) {
  data = cuda_alloc(device, bytes);
  if (data == NULL)
    lm_fail("%s: out of memory on cuda:%d: no %zu bytes to work in", run.op, run.device->index,
            bytes);
}

cuda_scratch::~cuda_scratch() { cuda_release(device, data, bytes); }

lm_tensor *cuda_temporary::contiguous(lm_tensor *t, lm_dtype dtype) {
  if (t->dtype == dtype && lm_is_contiguous(t)) return t;
  lm_release(owned);
  owned = lm_new_like(t, dtype);
  if (owned == NULL) return NULL;
  return cuda_copy_elements(owned, t) ? owned : NULL;
}
