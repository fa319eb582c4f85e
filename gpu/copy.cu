/* Copies within a device, between any strides and dtypes, and fills. */
#include "gpu/element.cuh"

#include <string.h>

/* ---- the same dtype: elements move as they are ---- */

template <class U>
static __global__ void move_kernel(const __grid_constant__ cuda_layout<2> l, U *dst, const U *src) {
  ELEMENT_LOOP(i, l.numel) {
    int64_t at[2];
    l.locate(i, at);
    dst[at[0]] = src[at[1]];
  }
}

template <class U>
static bool move_elements(const cuda_run &run, const cuda_layout<2> &l, lm_tensor *dst,
                          lm_tensor *src) {
  move_kernel<U><<<element_blocks(l.numel), ELEMENT_THREADS, 0, run.stream>>>(
      l, (U *)lm_data(dst), (const U *)lm_data(src));
  return run.launched();
}

/* A transposed matrix goes through shared memory in tiles, so that both sides are read and written
** in runs of neighbours.  Operand 0 has stride 1 along dimension 0, operand 1 along dimension 1. */
#define TILE 32
#define TILE_ROWS 8

template <class U>
static __global__ void transpose_kernel(U *dst, const U *src, int64_t inner, int64_t outer,
                                        int64_t dst_stride, int64_t src_stride) {
  __shared__ U tile[TILE][TILE + 1]; /* one column more: no two rows share a bank */
  int64_t tiles = (inner + TILE - 1) / TILE;
  int64_t i0 = blockIdx.x % tiles * TILE, o0 = blockIdx.x / tiles * TILE;
  for (int r = threadIdx.y; r < TILE; r += TILE_ROWS)
    if (i0 + r < inner && o0 + threadIdx.x < outer)
      tile[r][threadIdx.x] = src[(i0 + r) * src_stride + o0 + threadIdx.x];
  __syncthreads();
  for (int r = threadIdx.y; r < TILE; r += TILE_ROWS)
    if (o0 + r < outer && i0 + threadIdx.x < inner)
      dst[(o0 + r) * dst_stride + i0 + threadIdx.x] = tile[threadIdx.x][r];
}

static bool is_transpose(const cuda_layout<2> &l) {
  return l.ndim == 2 && l.strides[0][0] == 1 && l.strides[1][1] == 1 && l.sizes[0] >= TILE / 2 &&
         l.sizes[1] >= TILE / 2;
}

template <class U>
static bool transpose(const cuda_run &run, const cuda_layout<2> &l, lm_tensor *dst,
                      lm_tensor *src) {
  int64_t blocks = cuda_blocks(l.sizes[0], TILE) * cuda_blocks(l.sizes[1], TILE);
  if (blocks > INT32_MAX) return move_elements<U>(run, l, dst, src);
  transpose_kernel<U><<<(unsigned int)blocks, dim3(TILE, TILE_ROWS), 0, run.stream>>>(
      (U *)lm_data(dst), (const U *)lm_data(src), l.sizes[0], l.sizes[1], l.strides[0][1],
      l.strides[1][0]);
  return run.launched();
}

template <class U>
static bool move(const cuda_run &run, const cuda_layout<2> &l, lm_tensor *dst, lm_tensor *src) {
  return is_transpose(l) ? transpose<U>(run, l, dst, src) : move_elements<U>(run, l, dst, src);
}

/* ---- conversion ---- */

template <class C>
static __global__ void convert_kernel(const __grid_constant__ cuda_layout<2> l, void *dst, int to,
                                      const void *src, int from) {
  ELEMENT_LOOP(i, l.numel) {
    int64_t at[2];
    l.locate(i, at);
    element_store<C>(dst, to, at[0], element_load<C>(src, from, at[1]));
  }
}

template <class C>
static bool convert(const cuda_run &run, const cuda_layout<2> &l, lm_tensor *dst, lm_tensor *src) {
  convert_kernel<C><<<element_blocks(l.numel), ELEMENT_THREADS, 0, run.stream>>>(
      l, lm_data(dst), dst->dtype, lm_data(src), src->dtype);
  return run.launched();
}

bool cuda_copy_elements(lm_tensor *dst, lm_tensor *src) {
  cuda_run run("copy", dst->device);
  if (!run) return false;
  if (dst->numel == 0) return true;
  const lm_tensor *const both[2] = {dst, src};
  cuda_layout<2> l = layout_of(both);
  size_t size = lm_dtype_size((lm_dtype)dst->dtype);
  if (dst->dtype == src->dtype) {
    if (l.dense(0) && l.dense(1))
      return cuda_ok(cudaMemcpyAsync(lm_data(dst), lm_data(src), (size_t)l.numel * size,
                                     cudaMemcpyDeviceToDevice, run.stream),
                     run.op) &&
             run.launched();
    switch (size) {
    case 1: return move<uint8_t>(run, l, dst, src);
    case 2: return move<uint16_t>(run, l, dst, src);
    case 4: return move<uint32_t>(run, l, dst, src);
    case 8: return move<uint64_t>(run, l, dst, src);
    default: return move<ulonglong2>(run, l, dst, src);
    }
  }
  if (lm_is_complex((lm_dtype)dst->dtype) || lm_is_complex((lm_dtype)src->dtype))
    return lm_fail("copy: not implemented between %s and %s on cuda", lm_dtypes[src->dtype].name,
                   lm_dtypes[dst->dtype].name);
  if (dst->dtype == LM_F64 || src->dtype == LM_F64) return convert<double>(run, l, dst, src);
  if (lm_is_float((lm_dtype)dst->dtype) || lm_is_float((lm_dtype)src->dtype))
    return convert<float>(run, l, dst, src);
  return convert<int64_t>(run, l, dst, src);
}

/* ---- fills ---- */

template <class C>
static __global__ void fill_kernel(const __grid_constant__ cuda_layout<1> l, void *dst, int dtype,
                                   C v) {
  ELEMENT_LOOP(i, l.numel) {
    int64_t at[1];
    l.locate(i, at);
    element_store<C>(dst, dtype, at[0], v);
  }
}

template <class C>
static bool fill(const cuda_run &run, const cuda_layout<1> &l, lm_tensor *t, lm_scalar value) {
  fill_kernel<C><<<element_blocks(l.numel), ELEMENT_THREADS, 0, run.stream>>>(
      l, lm_data(t), t->dtype, number_as<C>(value));
  return run.launched();
}

/* +0 is all bits zero in every dtype; -0 is not. */
static bool is_zero(lm_scalar s) {
  return s.kind == LM_SCALAR_FLOAT ? s.f == 0 && !__builtin_signbit(s.f) : s.i == 0;
}

bool cuda_fill_elements(lm_tensor *t, lm_scalar value) {
  cuda_run run("fill", t->device);
  if (!run) return false;
  if (t->numel == 0) return true;
  const lm_tensor *const one[1] = {t};
  cuda_layout<1> l = layout_of(one);
  size_t bytes = (size_t)t->numel * lm_dtype_size((lm_dtype)t->dtype);
  if (l.dense(0) && is_zero(value))
    return cuda_ok(cudaMemsetAsync(lm_data(t), 0, bytes, run.stream), run.op) && run.launched();
  if (lm_is_complex((lm_dtype)t->dtype))
    return lm_fail("fill: not implemented for %s on cuda", lm_dtypes[t->dtype].name);
  if (t->dtype == LM_BOOL)
    return fill<int64_t>(run, l, t,
                         lm_bool(value.kind == LM_SCALAR_FLOAT ? value.f != 0 : value.i != 0));
  if (t->dtype == LM_F64) return fill<double>(run, l, t, value);
  if (lm_is_float((lm_dtype)t->dtype)) return fill<float>(run, l, t, value);
  return fill<int64_t>(run, l, t, value);
}
