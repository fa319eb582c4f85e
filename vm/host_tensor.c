/* Tensors across the border of the embedding API.  See vm/luma.h. */

#include "vm/host.h"

#include <string.h>

/* The two lists of dtypes are one. */
_Static_assert((int)LUMA_BOOL == LM_BOOL && (int)LUMA_UINT8 == LM_U8 && (int)LUMA_INT8 == LM_I8 &&
                   (int)LUMA_INT16 == LM_I16 && (int)LUMA_INT32 == LM_I32 &&
                   (int)LUMA_INT64 == LM_I64 && (int)LUMA_FLOAT16 == LM_F16 &&
                   (int)LUMA_BFLOAT16 == LM_BF16 && (int)LUMA_FLOAT32 == LM_F32 &&
                   (int)LUMA_FLOAT64 == LM_F64 && (int)LUMA_COMPLEX64 == LM_C64 &&
                   (int)LUMA_COMPLEX128 == LM_C128 && LM_DTYPE_COUNT == 12,
               "luma_dtype and lm_dtype differ");

static bool is_dtype(luma_dtype d) { return (int)d >= 0 && (int)d < LM_DTYPE_COUNT; }

size_t luma_dtype_size(luma_dtype d) { return is_dtype(d) ? lm_dtype_size((lm_dtype)d) : 0; }

/* Moves the core's message into the state. */
static void *core_failed(luma_State *s) {
  const char *message = lm_error();
  host_message(s, message ? message : "not enough memory");
  lm_clear_error();
  return NULL;
}

/* The bytes of a contiguous tensor; -1 with a message when there is no such tensor. */
static int64_t checked_bytes(luma_State *s, const char *what, luma_dtype dtype, int ndim,
                             const int64_t *shape) {
  if (!is_dtype(dtype)) return luma_fail(s, "%s: there is no dtype %d", what, (int)dtype);
  if (ndim < 0 || ndim > LM_MAX_DIMS)
    return luma_fail(s, "%s: %d dimensions, expected 0 to %d", what, ndim, LM_MAX_DIMS);
  int64_t bytes = (int64_t)luma_dtype_size(dtype);
  for (int i = 0; i < ndim; i++) {
    if (shape[i] < 0)
      return luma_fail(s, "%s: size %lld of dimension %d is negative", what, (long long)shape[i],
                       i + 1);
    if (__builtin_mul_overflow(bytes, shape[i], &bytes))
      return luma_fail(s, "%s: a tensor of shape %s is past 2^63 bytes", what,
                       lm_sizes_text(ndim, shape));
  }
  return bytes;
}

luma_tensor *luma_tensor_from_memory(luma_State *s, void *data, luma_dtype dtype, int ndim,
                                     const int64_t *shape,
                                     void (*release)(void *owner, void *data, size_t bytes),
                                     void *owner) {
  static const char what[] = "luma_tensor_from_memory";
  int64_t bytes = checked_bytes(s, what, dtype, ndim, shape);
  if (bytes < 0) return NULL;
  if (data == NULL && bytes > 0) {
    luma_fail(s, "%s: no memory for shape %s", what, lm_sizes_text(ndim, shape));
    return NULL;
  }
  size_t alignment = luma_dtype_size(dtype); /* a power of two */
  if (dtype == LUMA_COMPLEX64 || dtype == LUMA_COMPLEX128) alignment /= 2;
  if ((uintptr_t)data & (alignment - 1)) {
    luma_fail(s, "%s: memory for %s must be aligned to %zu bytes", what, lm_dtypes[dtype].name,
              alignment);
    return NULL;
  }
  lm_context *outside = lm_enter(s->context);
  lm_tensor *t = lm_from_memory(data, ndim, shape, (lm_dtype)dtype, release, owner);
  if (t == NULL) core_failed(s);
  lm_enter(outside);
  return t;
}

luma_tensor *luma_tensor_new(luma_State *s, luma_dtype dtype, int ndim, const int64_t *shape,
                             const void *data) {
  int64_t bytes = checked_bytes(s, "luma_tensor_new", dtype, ndim, shape);
  if (bytes < 0) return NULL;
  lm_context *outside = lm_enter(s->context);
  lm_tensor *t = lm_new(ndim, shape, (lm_dtype)dtype, LM_CPU);
  if (t == NULL)
    core_failed(s);
  else if (data && bytes > 0)
    memcpy(lm_data(t), data, (size_t)bytes);
  lm_enter(outside);
  return t;
}

luma_tensor *luma_tensor_retain(luma_tensor *t) { return lm_retain(t); }
void luma_tensor_release(luma_tensor *t) { lm_release(t); }

luma_dtype luma_tensor_dtype(const luma_tensor *t) { return (luma_dtype)t->dtype; }
int luma_tensor_ndim(const luma_tensor *t) { return t->ndim; }
const int64_t *luma_tensor_shape(const luma_tensor *t) { return t->sizes; }
const int64_t *luma_tensor_strides(const luma_tensor *t) { return t->strides; }
int64_t luma_tensor_numel(const luma_tensor *t) { return t->numel; }
bool luma_tensor_contiguous(const luma_tensor *t) { return lm_is_contiguous(t); }

void *luma_tensor_data(const luma_tensor *t) {
  return t->freed || t->device != LM_CPU ? NULL : lm_data(t);
}

bool luma_tensor_copy(luma_State *s, luma_tensor *t, luma_dtype dtype, void *out, size_t bytes) {
  static const char what[] = "luma_tensor_copy";
  if (t == NULL || t->freed) return luma_fail(s, "%s: the tensor was freed", what) > 0;
  int64_t need = checked_bytes(s, what, dtype, t->ndim, t->sizes);
  if (need < 0) return false;
  if ((size_t)need != bytes)
    return luma_fail(s, "%s: %s as %s takes %lld bytes, the room has %zu", what, lm_shape_text(t),
                     lm_dtypes[dtype].name, (long long)need, bytes) > 0;
  lm_context *outside = lm_enter(s->context);
  bool grad_mode = s->context->grad_mode;
  s->context->grad_mode = false;
  lm_tensor *plain = t->dtype == (int8_t)dtype && t->device == LM_CPU && lm_is_contiguous(t)
                         ? lm_retain(t)
                         : lm_copy(t, (lm_dtype)dtype, LM_CPU);
  s->context->grad_mode = grad_mode;
  if (plain == NULL)
    core_failed(s);
  else if (bytes > 0)
    memcpy(out, lm_data(plain), bytes);
  lm_enter(outside);
  lm_release(plain);
  return plain != NULL;
}
