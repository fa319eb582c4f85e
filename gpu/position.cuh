/* Positions that come as data: they count from 1, negative ones from the end. */
#ifndef LM_CUDA_POSITION_CUH
#define LM_CUDA_POSITION_CUH

#include "gpu/element.cuh"

/* Leaves a position (or class label) of `size` that does not exist for the next call that waits. */
static __device__ __noinline__ void position_fault(cuda_fault *f, int op, int64_t position,
                                                   int64_t size, bool label) {
  if (atomicCAS(&f->set, 0u, 1u) != 0u) return;
  f->op = op;
  f->label = label;
  f->position = position;
  f->size = size;
}

/* The place, from 0, that a position names among `size`; -1 after a fault. */
static __device__ __forceinline__ int64_t place_of(int64_t position, int64_t size, cuda_fault *f,
                                                   int op) {
  if (position > 0 && position <= size) return position - 1;
  if (position < 0 && position >= -size) return position + size;
  position_fault(f, op, position, size, false);
  return -1;
}

#endif
