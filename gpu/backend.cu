/* The CUDA backend: devices, errors, the table, and the function that the core opens it with. */
#include "gpu/device.h"
#include "gpu/kernels.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* ---- errors ---- */

bool cuda_ok(cudaError_t e, const char *op) {
  if (e == cudaSuccess) return true;
  cudaGetLastError(); /* an error that is not sticky is forgotten */
  return lm_fail("%s: cuda: %s", op, cudaGetErrorString(e));
}

/* Whether LUMA_CUDA_SYNC=1 asks for each launch to be waited for. */
static bool sync_each;

/* ---- devices ---- */

cuda_current::cuda_current(int index) : changed(false) {
  error = cudaGetDevice(&before);
  if (error == cudaSuccess && before != index) {
    error = cudaSetDevice(index);
    changed = error == cudaSuccess;
  }
}

cuda_current::~cuda_current() {
  if (changed) cudaSetDevice(before);
}

int cuda_device_count(void) {
  static int count; /* written once, by the open function */
  if (count == 0) {
    int n;
    if (cudaGetDeviceCount(&n) != cudaSuccess) {
      cudaGetLastError();
      return 0;
    }
    count = n < CUDA_MAX_DEVICES ? n : CUDA_MAX_DEVICES;
  }
  return count;
}

static bool open_device(cuda_device *d, const char *op) {
  cuda_current current(d->index);
  if (!cuda_ok(current.error, op)) return false;
  void *fault;
  if (!cuda_ok(cudaStreamCreateWithFlags(&d->stream, cudaStreamNonBlocking), op)) return false;
  if (!cuda_ok(cudaMalloc(&fault, sizeof *d->fault), op)) {
    cudaStreamDestroy(d->stream);
    return false;
  }
  if (!cuda_ok(cudaMemsetAsync(fault, 0, sizeof *d->fault, d->stream), op)) {
    cudaFree(fault);
    cudaStreamDestroy(d->stream);
    return false;
  }
  d->fault = (cuda_fault *)fault;
  pthread_mutex_init(&d->lock, NULL);
  return true;
}

cuda_device *cuda_device_of(lm_device device, const char *op) {
  static cuda_device *opened[CUDA_MAX_DEVICES];
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  int index = LM_DEVICE_INDEX(device);
  if (LM_DEVICE_KIND(device) != 1 || index >= cuda_device_count()) {
    lm_fail("%s: there is no such CUDA device", op);
    return NULL;
  }
  cuda_device *d = __atomic_load_n(&opened[index], __ATOMIC_ACQUIRE);
  if (d != NULL) return d;
  pthread_mutex_lock(&lock);
  d = opened[index];
  if (d == NULL) {
    d = (cuda_device *)calloc(1, sizeof *d);
    if (d == NULL)
      lm_fail("%s: out of memory: no room for the state of cuda:%d", op, index);
    else {
      d->index = index;
      if (!open_device(d, op)) {
        free(d);
        d = NULL;
      }
    }
    __atomic_store_n(&opened[index], d, __ATOMIC_RELEASE);
  }
  pthread_mutex_unlock(&lock);
  return d;
}

/* ---- operations ---- */

cuda_run::cuda_run(const char *name, lm_device dev)
    : op(name), device(cuda_device_of(dev, name)), stream(device ? device->stream : NULL),
      current(LM_DEVICE_INDEX(dev)) {
  if (device != NULL && !cuda_ok(current.error, op)) device = NULL;
}

bool cuda_run::launched() const {
  cudaError_t e = cudaGetLastError();
  if (e != cudaSuccess) return cuda_ok(e, op);
  return !sync_each || cuda_wait(device, op);
}

cuda_fault *cuda_run::faults() const {
  __atomic_store_n(&device->fault_possible, true, __ATOMIC_RELAXED);
  return device->fault;
}

/* The name that scripts know: the fused losses are rows of their own. */
static const char *public_name(int op) {
  switch (op) {
  case LM_OP_softmax_cross_entropy:
  case LM_OP_softmax_cross_entropy_backward: return "cross_entropy";
  case LM_OP_nll_loss_forward:
  case LM_OP_nll_loss_backward: return "nll_loss";
  default: return cuda_op_name(op);
  }
}

/* Positions count from 1, so 0 gets a message of its own. */
static bool report_fault(const cuda_fault *f) {
  const char *op = public_name(f->op);
  long long i = f->position, n = f->size;
  if (f->zero_divisor) return lm_fail("%s: division by zero", op);
  if (f->label && i == 0)
    return lm_fail(
        "%s: target holds 0, but Luma counts from 1: labels of %lld classes are 1 to %lld", op, n,
        n);
  if (f->label)
    return lm_fail(
        "%s: target holds %lld; labels of %lld classes are 1 to %lld (Luma counts from 1)", op, i,
        n, n);
  if (n == 0) return lm_fail("%s: index %lld (the dimension has no elements)", op, i);
  return lm_fail("%s: index %lld%s (valid: 1 to %lld, or -%lld to -1)", op, i,
                 i == 0 ? ": Luma counts from 1" : " is out of range", n, n);
}

bool cuda_wait(cuda_device *d, const char *op) {
  if (!cuda_ok(cudaStreamSynchronize(d->stream), op)) return false;
  if (!__atomic_exchange_n(&d->fault_possible, false, __ATOMIC_RELAXED)) return true;
  cuda_fault f;
  if (!cuda_ok(cudaMemcpyAsync(&f, d->fault, sizeof f, cudaMemcpyDeviceToHost, d->stream), op) ||
      !cuda_ok(cudaStreamSynchronize(d->stream), op))
    return false;
  if (!f.set) return true;
  return cuda_ok(cudaMemsetAsync(d->fault, 0, sizeof f, d->stream), op) && report_fault(&f);
}

static bool synchronize(lm_device device) {
  cuda_run run("synchronize", device);
  return run && cuda_wait(run.device, run.op);
}

/* ---- the table ---- */

#define X(name) CUDA_KERNEL(name);
CUDA_KERNELS(X)
#undef X

static lm_backend backend;

static void fill_table(void) {
  backend.name = "cuda";
  backend.alloc = cuda_alloc;
  backend.release = cuda_release;
  backend.empty_cache = cuda_empty_cache;
  backend.cached = cuda_cached;
  backend.to_host = cuda_to_host;
  backend.from_host = cuda_from_host;
  backend.synchronize = synchronize;
  backend.device_count = cuda_device_count;
  backend.pointwise = cuda_pointwise;
  backend.copy = cuda_copy_elements;
  backend.fill = cuda_fill_elements;
#define X(name) backend.kernel[LM_OP_##name] = cuda_kernel_##name;
  CUDA_KERNELS(X)
#undef X
}

/* The table is indexed by row, so both sides must have the same rows. */
static bool same_rows(const lm_core_api *core) {
  bool same = core->op_count == LM_OP_COUNT;
  for (int i = 0; same && i < LM_OP_COUNT; i++)
    same = strcmp(core->ops[i].name, cuda_op_name(i)) == 0;
  return same;
}

static bool has_driver(void) {
  void *driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
  if (driver == NULL) return lm_fail("cuda: no CUDA driver found (libcuda.so.1 is missing)");
  int n = 0;
  cudaError_t e = cudaGetDeviceCount(&n);
  if (e == cudaSuccess && n > 0) return true; /* the driver stays open, as cudart keeps it anyway */
  cudaGetLastError();
  dlclose(driver);
  if (e == cudaErrorInsufficientDriver)
    return lm_fail("cuda: the driver is too old for this build, which needs CUDA %d.%d",
                   CUDART_VERSION / 1000, CUDART_VERSION % 1000 / 10);
  return lm_fail("cuda: no GPU found: %s",
                 e == cudaSuccess ? "the driver lists none" : cudaGetErrorString(e));
}

/* Called once, under the core's lock. */
extern "C" __attribute__((visibility("default"))) const lm_backend *
luma_cuda_backend(int abi, const lm_core_api *core) {
  cuda_core = core;
  if (abi != LM_BACKEND_ABI || !same_rows(core)) {
    core->fail("cuda: libluma-cuda.so belongs to another version of Luma; build both together");
    return NULL;
  }
  if (!has_driver()) return NULL;
  const char *sync = getenv("LUMA_CUDA_SYNC");
  sync_each = sync != NULL && strcmp(sync, "1") == 0;
  cuda_device_count();
  fill_table();
  return &backend;
}
