/* What the files of the CUDA plug-in share: the state of a device, checks, scratch memory.
**
** Each device has one stream, and everything that the plug-in does on the device is queued there, by
** whatever thread.  So memory that is given back may be handed out again at once: its next user is
** queued behind the last one.  Nothing waits for the device but `to_host`, `synchronize`, and
** `empty_cache`.
**
** A kernel of the table is written as
**
**     CUDA_KERNEL(trace) {
**       cuda_run run(c, c->out[0]->device);
**       if (!run) return false;
**       trace_kernel<<<blocks, threads, 0, run.stream>>>(...);
**       return run.launched();
**     }
**
** Errors of a launch are reported by `launched`; those of a kernel that is still running appear at
** the next call that waits, or at once with LUMA_CUDA_SYNC=1.
*/
#ifndef LM_CUDA_DEVICE_H
#define LM_CUDA_DEVICE_H

#include "tensor/backend.h"

#include <cuda_runtime.h>
#include <pthread.h>

#define CUDA_MAX_DEVICES 64

/* The functions of the core that the plug-in calls are declared in tensor.h; gpu/core.cu defines them
** here once more, as calls through the table that the core lent. */
extern const lm_core_api *cuda_core;
const char *cuda_op_name(int op);

/* ---- positions out of range ---- */

/* A kernel that meets a position it cannot follow leaves it in the device's record (the first one
** wins), reads or writes nothing for it, and goes on; the next call that waits reports it.  So does
** a division of integers by 0, whose result is 0. */
typedef struct cuda_fault {
  unsigned int set;
  int op;
  bool zero_divisor, label; /* label: a class label, which may not be negative */
  long long position, size; /* what was asked for, of how many */
} cuda_fault;

/* ---- devices ---- */

struct cuda_cache;   /* alloc.cu */
struct cuda_staging; /* transfer.cu */
struct cuda_blas;    /* matmul.cu */

typedef struct cuda_device {
  int index;
  cudaStream_t stream;
  cuda_fault *fault;    /* on the device */
  bool fault_possible;  /* a kernel that may set it was queued since it was last read */
  pthread_mutex_t lock; /* for the members below */
  struct cuda_staging *staging;
  struct cuda_blas *blas;
} cuda_device;

int cuda_device_count(void);
/* The device's state, made when first asked for; NULL with a message that `op` begins. */
cuda_device *cuda_device_of(lm_device device, const char *op);
/* Waits for the stream, then reports what went wrong on it: CUDA errors and positions. */
bool cuda_wait(cuda_device *d, const char *op);
/* True on success, else leaves "op: cuda: ...". */
bool cuda_ok(cudaError_t e, const char *op);

/* Makes a device current for a scope, and the one before current again afterwards: hosts may use
** CUDA themselves. */
class cuda_current {
public:
  explicit cuda_current(int index);
  ~cuda_current();
  cuda_current(const cuda_current &) = delete;
  cuda_current &operator=(const cuda_current &) = delete;
  bool ok() const { return error == cudaSuccess; }
  cudaError_t error;

private:
  int before;
  bool changed;
};

/* One operation on a device: false after a failure, which has left its message. */
class cuda_run {
public:
  cuda_run(const char *op, lm_device device);
  cuda_run(const lm_call *c, lm_device device) : cuda_run(cuda_op_name(c->op), device) {}
  explicit operator bool() const { return device != NULL; }
  /* After a launch: true when it was accepted (and, with LUMA_CUDA_SYNC=1, ran). */
  bool launched() const;
  /* For kernels that check positions: where they leave a bad one. */
  cuda_fault *faults() const;

  const char *op;
  cuda_device *device;
  cudaStream_t stream;

private:
  cuda_current current;
};

/* ---- memory ---- */

void *cuda_alloc(lm_device device, size_t bytes); /* NULL when there is none; no message */
void cuda_release(lm_device device, void *data, size_t bytes);
void cuda_empty_cache(lm_device device);
size_t cuda_cached(lm_device device);

/* Device memory for the length of a scope. */
class cuda_scratch {
public:
  cuda_scratch(const cuda_run &run, size_t bytes);
  ~cuda_scratch();
  cuda_scratch(const cuda_scratch &) = delete;
  cuda_scratch &operator=(const cuda_scratch &) = delete;
  explicit operator bool() const { return data != NULL; } /* false: a message was left */
  void *data;

private:
  lm_device device;
  size_t bytes;
};

/* A tensor that a kernel made for itself, or one of its arguments, given back at the end of a scope. */
class cuda_temporary {
public:
  cuda_temporary() = default;
  ~cuda_temporary() { lm_release(owned); }
  cuda_temporary(const cuda_temporary &) = delete;
  cuda_temporary &operator=(const cuda_temporary &) = delete;
  /* t itself when it is contiguous and of `dtype`, else a copy that is; NULL with a message. */
  lm_tensor *contiguous(lm_tensor *t, lm_dtype dtype);

private:
  lm_tensor *owned = NULL;
};

/* ---- parts of the table ---- */

bool cuda_to_host(lm_device device, void *dst, const void *src, size_t bytes);
bool cuda_from_host(lm_device device, void *dst, const void *src, size_t bytes);
bool cuda_pointwise(lm_op_id op, lm_tensor *out, lm_tensor *const *in, int n,
                    const lm_scalar *params, lm_dtype compute);
bool cuda_copy_elements(lm_tensor *dst, lm_tensor *src);
bool cuda_fill_elements(lm_tensor *t, lm_scalar value);

#define CUDA_KERNEL(name) bool cuda_kernel_##name(lm_call *c)
#define ARG(i) (c->arg[i])

static inline int64_t cuda_blocks(int64_t n, int64_t per_block) {
  return (n + per_block - 1) / per_block;
}

#endif
