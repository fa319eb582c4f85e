/* The core's functions, as the plug-in sees them: calls through the table it was lent.
**
** They have the names and contracts of tensor.h, so the code of the plug-in reads as code of the
** core does.  None of them is exported.
*/
#include "gpu/device.h"

#include <stdarg.h>
#include <stdio.h>

const lm_core_api *cuda_core;

extern const lm_dtype_info lm_dtypes[LM_DTYPE_COUNT] = {
#define X(e, name, storage, compute, cat) \
  {#name, sizeof(storage), cat, cat != LM_CAT_BOOL && LM_##e != LM_U8},
    LM_DTYPES(X)
#undef X
};

static const char *const names[] = {
#define OP(kind, name, results, args, keeps, flags, doc) #name,
#include "tensor/ops.def"
};

const char *cuda_op_name(int op) { return op >= 0 && op < LM_OP_COUNT ? names[op] : "cuda"; }

void *lm_fail(const char *format, ...) {
  char text[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return cuda_core->fail("%s", text);
}

lm_tensor *lm_new(int ndim, const int64_t *sizes, lm_dtype dtype, lm_device device) {
  return cuda_core->new_tensor(ndim, sizes, dtype, device);
}
lm_tensor *lm_new_like(const lm_tensor *t, lm_dtype dtype) {
  return cuda_core->new_tensor(t->ndim, t->sizes, dtype, t->device);
}
void lm_release(lm_tensor *t) { cuda_core->release(t); }
bool lm_is_contiguous(const lm_tensor *t) { return cuda_core->is_contiguous(t); }
const char *lm_shape_text(const lm_tensor *t) { return cuda_core->shape_text(t); }
