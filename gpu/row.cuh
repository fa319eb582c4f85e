/* Work by rows: a row gets a warp when it is short, else a whole block.
**
** Inside ROW_LOOP(row, lane, rows, lanes) the `lanes` threads of a row may call row_sum and row_max
** together.  All threads of a warp, and with lanes == ROW_THREADS all of a block, take the same
** number of turns, so that they meet there.
*/
#ifndef LM_CUDA_ROW_CUH
#define LM_CUDA_ROW_CUH

#include "gpu/element.cuh"

#define ROW_THREADS 256
#define ROW_WARP 32
#define ROW_SHORT 1024 /* elements that a warp still handles: 32 for each thread */
#define ROW_MAX_BLOCKS 65535

static inline int row_lanes(int64_t n) { return n <= ROW_SHORT ? ROW_WARP : ROW_THREADS; }

static inline unsigned int row_blocks(int64_t rows, int lanes) {
  int64_t b = cuda_blocks(rows, ROW_THREADS / lanes);
  return (unsigned int)(b < ROW_MAX_BLOCKS ? b : ROW_MAX_BLOCKS);
}

#define ROW_LOOP(row, lane, rows, lanes)                                                        \
  int lane = (int)threadIdx.x % (lanes);                                                        \
  for (int64_t row = ((int64_t)blockIdx.x * ROW_THREADS + threadIdx.x) / (lanes); row < (rows); \
       row += (int64_t)gridDim.x * (ROW_THREADS / (lanes)))

/* The result of `join` over all lanes of the row, for each of them.  The order is fixed. */
template <class T, class F>
static __device__ __forceinline__ T row_join(T v, int lanes, F join) {
#pragma unroll
  for (int half = ROW_WARP / 2; half > 0; half /= 2)
    v = join(v, __shfl_xor_sync(0xffffffffu, v, half));
  if (lanes == ROW_WARP) return v;
  __shared__ T warps[ROW_THREADS / ROW_WARP];
  __syncthreads(); /* the last use is over */
  if (threadIdx.x % ROW_WARP == 0) warps[threadIdx.x / ROW_WARP] = v;
  __syncthreads();
  v = warps[0];
#pragma unroll
  for (int w = 1; w < ROW_THREADS / ROW_WARP; w++) v = join(v, warps[w]);
  return v;
}

template <class T>
static __device__ __forceinline__ T row_sum(T v, int lanes) {
  return row_join(v, lanes, [](T a, T b) { return a + b; });
}
template <class T>
static __device__ __forceinline__ T row_max(T v, int lanes) {
  return row_join(v, lanes, [](T a, T b) { return b > a ? b : a; });
}

#endif
