/* Optimiser steps and gradient clipping over whole lists of tensors.
**
** One launch handles up to STEP_TENSORS parameters with all that belongs to them: a table in the
** kernel's arguments says where each lies, and every block takes a chunk of one of them.  A list
** holds groups of n tensors: parameters, gradients, then the state; gradients are not stored back.
** The formulas are those of tensor/optim_formula.h, as on the CPU.
*/
#include "gpu/element.cuh"

#include <math.h>
#include <stdlib.h>

#define STEP_TENSORS 56 /* as many as fit into the 4 KiB of a kernel's arguments */
#define STEP_GROUPS 5
#define STEP_THREADS 256
#define STEP_CHUNK (STEP_THREADS * 8)
#define STEP_MAX_BLOCKS (1 << 30)

struct step_table {
  int n, groups;
  int first_block[STEP_TENSORS + 1]; /* of each tensor; the last entry counts them all */
  int8_t dtype[STEP_TENSORS];
  int64_t numel[STEP_TENSORS];
  void *data[STEP_GROUPS][STEP_TENSORS];
};

/* The tensor that a block works on and its chunk of it. */
struct step_chunk {
  int tensor;
  int64_t begin, end;
};

static __device__ __forceinline__ step_chunk chunk_of(const step_table &t) {
  int low = 0, high = t.n - 1, block = (int)blockIdx.x;
  while (low < high) { /* the last tensor that begins at or before the block */
    int middle = (low + high + 1) / 2;
    if (t.first_block[middle] <= block)
      low = middle;
    else
      high = middle - 1;
  }
  int64_t begin = (int64_t)(block - t.first_block[low]) * STEP_CHUNK, end = begin + STEP_CHUNK;
  return {low, begin, end < t.numel[low] ? end : t.numel[low]};
}

/* ---- lists ---- */

/* The tensors of a list, or contiguous copies of those that have gaps. */
class flat_list {
public:
  explicit flat_list(const lm_list *from) : list(from), v(NULL) {
    v = (lm_tensor **)calloc((size_t)(from->n ? from->n : 1), sizeof *v);
  }
  ~flat_list() {
    for (int64_t i = 0; v != NULL && i < list->n; i++)
      if (v[i] != list->v[i]) lm_release(v[i]);
    free(v);
  }
  flat_list(const flat_list &) = delete;
  flat_list &operator=(const flat_list &) = delete;

  bool make(const char *op) {
    if (v == NULL) return lm_fail("%s: out of memory: no room for a list of tensors", op);
    for (int64_t i = 0; i < list->n; i++) {
      lm_tensor *t = list->v[i];
      v[i] = t;
      if (lm_is_contiguous(t)) continue;
      v[i] = lm_new_like(t, (lm_dtype)t->dtype);
      if (v[i] == NULL || !cuda_copy_elements(v[i], t)) return false;
    }
    return true;
  }
  /* Copies go back; the tensor counts as changed. */
  bool changed(int64_t i) {
    list->v[i]->storage->version++;
    return v[i] == list->v[i] || cuda_copy_elements(list->v[i], v[i]);
  }

  const lm_list *list;
  lm_tensor **v;
};

/* Calls launch(table) for tables that together hold the tensors number 0 .. n-1 of one type, double
** or not; `groups` tensors belong to each. */
template <class F>
static bool for_tables(const flat_list &flat, int64_t n, int groups, bool wide, F launch) {
  step_table t;
  t.n = 0;
  t.groups = groups;
  t.first_block[0] = 0;
  for (int64_t i = 0; i < n; i++) {
    const lm_tensor *p = flat.v[i];
    if (p->numel == 0 || (p->dtype == LM_F64) != wide) continue;
    int64_t blocks = t.first_block[t.n] + cuda_blocks(p->numel, STEP_CHUNK);
    if (t.n == STEP_TENSORS || blocks > STEP_MAX_BLOCKS) {
      if (t.n > 0 && !launch(t)) return false;
      t.n = 0;
      blocks = cuda_blocks(p->numel, STEP_CHUNK);
      if (blocks > STEP_MAX_BLOCKS)
        return lm_fail("a tensor of %lld elements is too large for one step", (long long)p->numel);
    }
    t.dtype[t.n] = p->dtype;
    t.numel[t.n] = p->numel;
    for (int g = 0; g < groups; g++) t.data[g][t.n] = lm_data(flat.v[i + g * n]);
    t.first_block[++t.n] = (int)blocks;
  }
  return t.n == 0 || launch(t);
}

/* ---- steps ---- */

#define STEP_FUNCTION static __device__ __forceinline__

#define T float
#define FMA fmaf
#define SQRT sqrtf
#define ABS fabsf
#define NAME(x) x##_f32
#include "tensor/optim_formula.h"
#undef T
#undef FMA
#undef SQRT
#undef ABS
#undef NAME

#define T double
#define FMA fma
#define SQRT sqrt
#define ABS fabs
#define NAME(x) x##_f64
#include "tensor/optim_formula.h"
#undef T
#undef FMA
#undef SQRT
#undef ABS
#undef NAME

/* A step changes x: parameter, gradient, state. */
#define STRUCTURED(name, results, args, keeps, flags, doc)
#define STEP(name, least, most, args, doc)                                          \
  template <class T>                                                                \
  struct name##_of;                                                                 \
  template <>                                                                       \
  struct name##_of<float> {                                                         \
    name##_numbers_f32 o;                                                           \
    explicit name##_of(const lm_arg *a) : o(name##_read_f32(a)) {}                  \
    __device__ void run(float *x, int groups) const { name##_f32(x, groups, &o); }  \
  };                                                                                \
  template <>                                                                       \
  struct name##_of<double> {                                                        \
    name##_numbers_f64 o;                                                           \
    explicit name##_of(const lm_arg *a) : o(name##_read_f64(a)) {}                  \
    __device__ void run(double *x, int groups) const { name##_f64(x, groups, &o); } \
  };
#include "tensor/ops/optim.def"
#undef STEP

template <class T, class Step>
static __global__ void __launch_bounds__(STEP_THREADS)
    step_kernel(const __grid_constant__ step_table t, const Step step) {
  step_chunk c = chunk_of(t);
  int dtype = t.dtype[c.tensor];
  for (int64_t i = c.begin + threadIdx.x; i < c.end; i += STEP_THREADS) {
    T x[STEP_GROUPS];
#pragma unroll
    for (int g = 0; g < STEP_GROUPS; g++)
      x[g] = g < t.groups ? element_load<T>(t.data[g][c.tensor], dtype, i) : (T)0;
    step.run(x, t.groups);
#pragma unroll
    for (int g = 0; g < STEP_GROUPS; g++)
      if (g != 1 && g < t.groups) element_store<T>(t.data[g][c.tensor], dtype, i, x[g]);
  }
}

template <template <class> class Step>
static bool run_steps(lm_call *c) {
  const lm_list *list = ARG(0).list;
  if (list->n == 0) return true;
  cuda_run run(c, list->v[0]->device);
  if (!run) return false;
  int groups = (int)ARG(1).i;
  int64_t n = list->n / groups;
  flat_list flat(list);
  if (!flat.make(run.op)) return false;
  Step<float> narrow(c->arg);
  Step<double> wide(c->arg);
  bool ok = for_tables(flat, n, groups, false,
                       [&](const step_table &t) {
                         step_kernel<float>
                             <<<(unsigned int)t.first_block[t.n], STEP_THREADS, 0, run.stream>>>(
                                 t, narrow);
                         return run.launched();
                       }) &&
            for_tables(flat, n, groups, true, [&](const step_table &t) {
              step_kernel<double>
                  <<<(unsigned int)t.first_block[t.n], STEP_THREADS, 0, run.stream>>>(t, wide);
              return run.launched();
            });
  for (int64_t i = 0; ok && i < list->n; i++)
    if (i / n != 1) ok = flat.changed(i);
  return ok;
}

#define STEP(name, least, most, args, doc) \
  CUDA_KERNEL(name##_step) { return run_steps<name##_of>(c); }
#include "tensor/ops/optim.def"
#undef STEP
#undef STRUCTURED

/* ---- clipping ---- */

enum clip_kind { CLIP_MAX, CLIP_1, CLIP_2, CLIP_P };

static __device__ __forceinline__ double clip_join(clip_kind kind, double a, double b) {
  if (kind == CLIP_MAX) return b > a || b != b ? b : a;
  return a + b;
}

/* All threads of a block together; thread 0 has the result. */
static __device__ double clip_block(clip_kind kind, double s) {
  __shared__ double shared[STEP_THREADS];
  shared[threadIdx.x] = s;
  __syncthreads();
  for (int half = STEP_THREADS / 2; half > 0; half /= 2) {
    if (threadIdx.x < half)
      shared[threadIdx.x] = clip_join(kind, shared[threadIdx.x], shared[threadIdx.x + half]);
    __syncthreads();
  }
  return shared[0];
}

/* The part of each chunk in the norm. */
template <class T>
static __global__ void __launch_bounds__(STEP_THREADS)
    clip_norm_kernel(const __grid_constant__ step_table t, clip_kind kind, T p, double *partial) {
  step_chunk c = chunk_of(t);
  double s = 0;
  for (int64_t i = c.begin + threadIdx.x; i < c.end; i += STEP_THREADS) {
    T x = element_load<T>(t.data[0][c.tensor], t.dtype[c.tensor], i), a = x < 0 ? -x : x;
    T term = kind == CLIP_2 ? x * x : kind == CLIP_P ? pow(a, p) : a;
    s = clip_join(kind, s, (double)term);
  }
  s = clip_block(kind, s);
  if (threadIdx.x == 0) partial[blockIdx.x] = s;
}

/* Joins the parts; leaves the norm in out and the factor in *factor, as PyTorch computes it: in the
** dtype of the result. */
static __global__ void __launch_bounds__(STEP_THREADS)
    clip_factor_kernel(const double *partial, int64_t n, clip_kind kind, double p, double max_norm,
                       void *out, int dtype, double *factor) {
  double s = 0;
  for (int64_t i = threadIdx.x; i < n; i += STEP_THREADS) s = clip_join(kind, s, partial[i]);
  s = clip_block(kind, s);
  if (threadIdx.x != 0) return;
  double norm = kind == CLIP_2 ? sqrt(s) : kind == CLIP_P ? pow(s, 1 / p) : s;
  element_store<double>(out, dtype, 0, norm);
  *factor = dtype == LM_F64 ? max_norm / (norm + 1e-6) : (float)max_norm / ((float)norm + 1e-6f);
}

template <class T>
static __global__ void __launch_bounds__(STEP_THREADS)
    clip_scale_kernel(const __grid_constant__ step_table t, const double *factor) {
  double f = *factor;
  if (f >= 1) return;
  step_chunk c = chunk_of(t);
  void *data = t.data[0][c.tensor];
  int dtype = t.dtype[c.tensor];
  for (int64_t i = c.begin + threadIdx.x; i < c.end; i += STEP_THREADS)
    element_store<T>(data, dtype, i, element_load<T>(data, dtype, i) * (T)f);
}

CUDA_KERNEL(clip_scale) {
  const lm_list *list = ARG(0).list;
  lm_tensor *out = c->out[0];
  cuda_run run(c, out->device);
  if (!run) return false;
  double max_norm = ARG(1).f, p = ARG(2).f;
  clip_kind kind = isinf(p) ? CLIP_MAX : p == 1 ? CLIP_1 : p == 2 ? CLIP_2 : CLIP_P;
  flat_list flat(list);
  if (!flat.make(run.op)) return false;
  int64_t parts = 0;
  for (int64_t i = 0; i < list->n; i++) parts += cuda_blocks(list->v[i]->numel, STEP_CHUNK);
  cuda_scratch scratch(run, (size_t)(parts + 1) * sizeof(double)); /* the factor, then the parts */
  if (!scratch) return false;
  double *factor = (double *)scratch.data, *partial = factor + 1;
  int64_t done = 0;
  auto norms = [&](const step_table &t) {
    unsigned int blocks = (unsigned int)t.first_block[t.n];
    if (t.dtype[0] == LM_F64)
      clip_norm_kernel<double><<<blocks, STEP_THREADS, 0, run.stream>>>(t, kind, p, partial + done);
    else
      clip_norm_kernel<float>
          <<<blocks, STEP_THREADS, 0, run.stream>>>(t, kind, (float)p, partial + done);
    done += blocks;
    return run.launched();
  };
  auto scale = [&](const step_table &t) {
    unsigned int blocks = (unsigned int)t.first_block[t.n];
    if (t.dtype[0] == LM_F64)
      clip_scale_kernel<double><<<blocks, STEP_THREADS, 0, run.stream>>>(t, factor);
    else
      clip_scale_kernel<float><<<blocks, STEP_THREADS, 0, run.stream>>>(t, factor);
    return run.launched();
  };
  if (!for_tables(flat, list->n, 1, false, norms) || !for_tables(flat, list->n, 1, true, norms))
    return false;
  clip_factor_kernel<<<1, STEP_THREADS, 0, run.stream>>>(partial, done, kind, p, max_norm,
                                                         lm_data(out), out->dtype, factor);
  bool ok = run.launched() && for_tables(flat, list->n, 1, false, scale) &&
            for_tables(flat, list->n, 1, true, scale);
  for (int64_t i = 0; ok && i < list->n; i++)
    if (list->v[i]->numel > 0) ok = flat.changed(i);
  return ok;
}
