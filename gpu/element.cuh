/* One element of any dtype, read and written by a thread.
**
** Kernels are compiled for a few types of computation only (bool, int64, float, double); elements are
** converted where they are loaded and stored, by a switch that all threads take the same way and
** that hides behind the access to memory.  Integers compute in 64 bits: what wraps around in a
** narrow type is cut off by the store.
*/
#ifndef LM_CUDA_ELEMENT_CUH
#define LM_CUDA_ELEMENT_CUH

#include "gpu/device.h"
#include "gpu/layout.h"

#include <cuda_bf16.h>
#include <cuda_fp16.h>

/* What a thread computes with for elements of a dtype. */
enum cuda_class { CLASS_BOOL, CLASS_INT, CLASS_FLOAT, CLASS_DOUBLE };

static inline cuda_class class_of(int dtype) {
  switch (dtype) {
  case LM_BOOL: return CLASS_BOOL;
  case LM_F64: return CLASS_DOUBLE;
  default: return lm_is_float((lm_dtype)dtype) ? CLASS_FLOAT : CLASS_INT;
  }
}

template <class C>
static __device__ __forceinline__ C element_load(const void *p, int dtype, int64_t i) {
  switch (dtype) {
  case LM_BOOL: return (C)(((const uint8_t *)p)[i] != 0);
  case LM_U8: return (C)((const uint8_t *)p)[i];
  case LM_I8: return (C)((const int8_t *)p)[i];
  case LM_I16: return (C)((const int16_t *)p)[i];
  case LM_I32: return (C)((const int32_t *)p)[i];
  case LM_I64: return (C)((const int64_t *)p)[i];
  case LM_F16: return (C)__half2float(((const __half *)p)[i]);
  case LM_BF16: return (C)__bfloat162float(((const __nv_bfloat16 *)p)[i]);
  case LM_F32: return (C)((const float *)p)[i];
  default: return (C)((const double *)p)[i];
  }
}

/* Floats become integers as on the CPU: what int64 (int32 for narrower types) cannot hold is limited
** to its ends, NaN is 0, and narrower types take the low bits. */
static __device__ __forceinline__ int64_t to_int64(int64_t v) { return v; }
static __device__ __forceinline__ int64_t to_int64(bool v) { return v; }
static __device__ __forceinline__ int64_t to_int64(float v) { return v != v ? 0 : (int64_t)v; }
static __device__ __forceinline__ int64_t to_int64(double v) { return v != v ? 0 : (int64_t)v; }
static __device__ __forceinline__ int32_t to_int32(int64_t v) { return (int32_t)v; }
static __device__ __forceinline__ int32_t to_int32(bool v) { return v; }
static __device__ __forceinline__ int32_t to_int32(float v) { return v != v ? 0 : (int32_t)v; }
static __device__ __forceinline__ int32_t to_int32(double v) { return v != v ? 0 : (int32_t)v; }

template <class C>
static __device__ __forceinline__ void element_store(void *p, int dtype, int64_t i, C v) {
  switch (dtype) {
  case LM_BOOL: ((uint8_t *)p)[i] = v != (C)0; break;
  case LM_U8: ((uint8_t *)p)[i] = (uint8_t)to_int32(v); break;
  case LM_I8: ((int8_t *)p)[i] = (int8_t)to_int32(v); break;
  case LM_I16: ((int16_t *)p)[i] = (int16_t)to_int32(v); break;
  case LM_I32: ((int32_t *)p)[i] = to_int32(v); break;
  case LM_I64: ((int64_t *)p)[i] = to_int64(v); break;
  case LM_F16: ((__half *)p)[i] = __float2half_rn((float)v); break;
  case LM_BF16: ((__nv_bfloat16 *)p)[i] = __float2bfloat16_rn((float)v); break;
  case LM_F32: ((float *)p)[i] = (float)v; break;
  default: ((double *)p)[i] = (double)v; break;
  }
}

/* v as a value of the integer dtype that an operation computes in; other types stay. */
template <class C>
static LAYOUT_BOTH C element_narrow(C v, int) {
  return v;
}
static LAYOUT_BOTH int64_t element_narrow(int64_t v, int dtype) {
  switch (dtype) {
  case LM_U8: return (uint8_t)v;
  case LM_I8: return (int8_t)v;
  case LM_I16: return (int16_t)v;
  case LM_I32: return (int32_t)v;
  default: return v;
  }
}

/* A number on its way to a kernel. */
template <class C>
static inline C number_as(lm_scalar s) {
  return s.kind == LM_SCALAR_FLOAT ? (C)s.f : (C)s.i;
}
template <>
inline int64_t number_as<int64_t>(lm_scalar s) {
  if (s.kind != LM_SCALAR_FLOAT) return s.i;
  if (s.f != s.f) return 0;
  if (s.f >= 9223372036854775807.0) return INT64_MAX;
  if (s.f <= -9223372036854775808.0) return INT64_MIN;
  return (int64_t)s.f;
}

/* The one element of a tensor on the CPU. */
static inline lm_scalar host_number(const lm_tensor *t) {
  const void *p = lm_data(t);
  switch (t->dtype) {
  case LM_BOOL: return lm_bool(*(const uint8_t *)p != 0);
  case LM_U8: return lm_int(*(const uint8_t *)p);
  case LM_I8: return lm_int(*(const int8_t *)p);
  case LM_I16: return lm_int(*(const int16_t *)p);
  case LM_I32: return lm_int(*(const int32_t *)p);
  case LM_I64: return lm_int(*(const int64_t *)p);
  case LM_F16: return lm_float(__half2float(*(const __half *)p));
  case LM_BF16: return lm_float(__bfloat162float(*(const __nv_bfloat16 *)p));
  case LM_F32: return lm_float(*(const float *)p);
  default: return lm_float(*(const double *)p);
  }
}

/* ---- launches over n elements ---- */

#define ELEMENT_THREADS 256
#define ELEMENT_PER_THREAD 4
/* Enough blocks to fill any GPU several times over; threads take further elements in strides. */
#define ELEMENT_MAX_BLOCKS (1 << 16)

static inline unsigned int element_blocks(int64_t n) {
  int64_t b = cuda_blocks(n, ELEMENT_THREADS * ELEMENT_PER_THREAD);
  return (unsigned int)(b < ELEMENT_MAX_BLOCKS ? b : ELEMENT_MAX_BLOCKS);
}

/* for each element i of n: neighbouring threads take neighbouring elements */
#define ELEMENT_LOOP(i, n)                                                  \
  for (int64_t i = (int64_t)blockIdx.x * blockDim.x + threadIdx.x; i < (n); \
       i += (int64_t)gridDim.x * blockDim.x)

#endif
