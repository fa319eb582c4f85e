/* Elements between the host and a device.
**
** They pass through pinned memory of the plug-in's own: so a copy to the device is queued without
** waiting for the device, and the caller's memory is free again on return, whatever kind it is.
** The buffer is a ring of slots; a slot is written again once the copy that reads it is done.
*/
#include "gpu/device.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS 4
#define SLOT_BYTES ((size_t)1 << 20) /* copying a slot then takes as long as a dozen launches */

typedef struct cuda_staging {
  char *slot[SLOTS];
  cudaEvent_t done[SLOTS];
  int next;
} cuda_staging;

/* Pinned memory is scarce in some containers: without it copies still work, but wait. */
static cuda_staging *staging_of(cuda_device *d) {
  if (d->staging != NULL) return d->staging;
  cuda_staging *s = (cuda_staging *)calloc(1, sizeof *s);
  if (s == NULL) return NULL;
  void *pinned = NULL;
  bool ok = cudaHostAlloc(&pinned, SLOTS * SLOT_BYTES, cudaHostAllocDefault) == cudaSuccess;
  int events = 0;
  for (; ok && events < SLOTS; events++) {
    s->slot[events] = (char *)pinned + events * SLOT_BYTES;
    ok = cudaEventCreateWithFlags(&s->done[events], cudaEventDisableTiming) == cudaSuccess;
  }
  if (ok) return d->staging = s;
  cudaGetLastError();
  for (int i = 0; i < events; i++)
    if (s->done[i] != NULL) cudaEventDestroy(s->done[i]);
  if (pinned != NULL) cudaFreeHost(pinned);
  free(s);
  return NULL;
}

/* A slot that no queued copy reads any more; -1 with a message. */
static int free_slot(cuda_staging *s, const char *op) {
  int i = s->next;
  if (!cuda_ok(cudaEventSynchronize(s->done[i]), op)) return -1;
  s->next = (i + 1) % SLOTS;
  return i;
}

static bool send(const cuda_run &run, cuda_staging *s, char *dst, const char *src, size_t bytes) {
  while (bytes > 0) {
    size_t n = bytes < SLOT_BYTES ? bytes : SLOT_BYTES;
    int i = free_slot(s, run.op);
    if (i < 0) return false;
    memcpy(s->slot[i], src, n);
    cudaError_t e = cudaMemcpyAsync(dst, s->slot[i], n, cudaMemcpyHostToDevice, run.stream);
    if (e == cudaSuccess) e = cudaEventRecord(s->done[i], run.stream);
    if (!cuda_ok(e, run.op)) return false;
    src += n;
    dst += n;
    bytes -= n;
  }
  return true;
}

bool cuda_from_host(lm_device device, void *dst, const void *src, size_t bytes) {
  cuda_run run("copy to the device", device);
  if (!run) return false;
  if (bytes == 0) return true;
  cuda_device *d = run.device;
  pthread_mutex_lock(&d->lock);
  cuda_staging *s = staging_of(d);
  bool ok = s != NULL && send(run, s, (char *)dst, (const char *)src, bytes);
  pthread_mutex_unlock(&d->lock);
  if (s != NULL) return ok;
  return cuda_ok(cudaMemcpyAsync(dst, src, bytes, cudaMemcpyHostToDevice, run.stream), run.op) &&
         cuda_wait(d, run.op);
}

/* Small results, such as a loss, come through a slot: the driver is slow with pageable memory. */
bool cuda_to_host(lm_device device, void *dst, const void *src, size_t bytes) {
  cuda_run run("copy from the device", device);
  if (!run) return false;
  cuda_device *d = run.device;
  if (bytes == 0) return true;
  cuda_staging *s = NULL;
  bool ok = true;
  if (bytes <= SLOT_BYTES) {
    pthread_mutex_lock(&d->lock);
    s = staging_of(d);
    int i = s ? free_slot(s, run.op) : -1;
    if (i >= 0) {
      ok = cuda_ok(cudaMemcpyAsync(s->slot[i], src, bytes, cudaMemcpyDeviceToHost, run.stream),
                   run.op) &&
           cuda_wait(d, run.op);
      if (ok) memcpy(dst, s->slot[i], bytes);
    } else {
      ok = s == NULL;
    }
    pthread_mutex_unlock(&d->lock);
    if (s != NULL) return ok;
  }
  return cuda_ok(cudaMemcpyAsync(dst, src, bytes, cudaMemcpyDeviceToHost, run.stream), run.op) &&
         cuda_wait(d, run.op);
}
