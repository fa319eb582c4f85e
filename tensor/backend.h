/* What a device kind gives the core: one table of functions.
**
** `tensor/cpu` fills in one, the CUDA plug-in another.  A kernel receives a call whose results the
** rule has made (contiguous and unset unless the rule says otherwise) and whose tensor arguments lie
** on the backend's device, with any strides; it fills the results or fails with a message.  A NULL
** entry means that the backend lacks the kernel, and dispatch says so by name.
*/
#ifndef LM_BACKEND_H
#define LM_BACKEND_H

#include "tensor/op.h"

typedef bool (*lm_kernel)(lm_call *c);

typedef struct lm_backend {
  const char *name; /* "cpu", "cuda" */
  /* Memory.  `alloc` returns 64-byte aligned memory or NULL; it does not leave a message. */
  void *(*alloc)(lm_device device, size_t bytes);
  void (*release)(lm_device device, void *data, size_t bytes);
  void (*empty_cache)(lm_device device);
  size_t (*cached)(lm_device device); /* bytes held for reuse */
  bool (*to_host)(lm_device device, void *dst, const void *src, size_t bytes);
  bool (*from_host)(lm_device device, void *dst, const void *src, size_t bytes);
  bool (*synchronize)(lm_device device);
  int (*device_count)(void);
  /* The pointwise rows: out and in have one broadcast shape (strides 0 where broadcast), any dtype;
  ** elements are cast to `compute`, the formula runs, the result is cast to out's dtype.  A number
  ** from a script is an operand that lives on the CPU, whatever the device: all its strides are 0.
  ** `params` are the row's other arguments in order, with LM_SCALAR_NONE for a nil. */
  bool (*pointwise)(lm_op_id op, lm_tensor *out, lm_tensor *const *in, int n,
                    const lm_scalar *params, lm_dtype compute);
  /* dst and src have one shape and live on this backend's device; casts. */
  bool (*copy)(lm_tensor *dst, lm_tensor *src);
  bool (*fill)(lm_tensor *t, lm_scalar value);
  lm_kernel kernel[LM_OP_COUNT]; /* reductions and structured rows */
} lm_backend;

/* The table of a device's kind, opening the plug-in when it is first asked for; NULL with a message
** when there is none ("cuda: ..."). */
const lm_backend *lm_backend_of(lm_device device);
/* The same where the CPU is likely, without a call. */
#define lm_backend_at(device) ((device) == LM_CPU ? &lm_cpu_backend : lm_backend_of(device))
extern const lm_backend lm_cpu_backend;

/* ---- the plug-in ---------------------------------------------------------------------------
**
** A backend in a library of its own does not resolve the core's symbols: stock Lua loads luma.so
** privately, and a host may hide them.  So the core lends it a table when it opens it, and the
** plug-in checks that both were built from the same rows. */
#define LM_BACKEND_ABI 1
#define LM_BACKEND_SYMBOL "luma_cuda_backend"

typedef struct lm_core_api {
  const lm_op *ops;
  int op_count;
  const lm_backend *cpu; /* draws random numbers, so that a seed means the same on every device */
  void *(*fail)(const char *format, ...) __attribute__((format(printf, 1, 2)));
  lm_tensor *(*new_tensor)(int ndim, const int64_t *sizes, lm_dtype dtype, lm_device device);
  void (*release)(lm_tensor *t);
  bool (*is_contiguous)(const lm_tensor *t);
  const char *(*shape_text)(const lm_tensor *t);
} lm_core_api;

/* The type of the symbol: the table, or NULL with a message ("cuda: ...").  `core` outlives it. */
typedef const lm_backend *(*lm_backend_open)(int abi, const lm_core_api *core);

#endif
