/* Reductions over any set of dimensions, the same for every operation.
**
** The elements are seen as results x terms: dimensions that stay, and dimensions that go.  Each
** block takes some results and one split of the terms; its threads walk the terms in strides and
** meet in a tree in shared memory.  Where there are few results and many terms, the splits are
** several, and a second kernel joins them.  How the work is cut depends on the shape alone, and
** every tree is fixed, so that a result is the same bit for bit each time.
**
** An operation is a class R with
**     typedef ... state;                         what a thread keeps (plain data)
**     typedef ... input;                         bool, int64_t, float or double
**     state start() const;
**     void add(state &, input x, int64_t i) const;   term i, counted in the tensor's order
**     void join(state &, const state &) const;
**     void finish(const state &, int64_t at) const;  writes result number `at`
*/
#ifndef LM_CUDA_REDUCE_CUH
#define LM_CUDA_REDUCE_CUH

#include "gpu/element.cuh"

#define REDUCE_THREADS 256
#define REDUCE_UNROLL 4
/* A split has at least this many terms for each of a block's threads: fewer cost more in the second
** kernel than they gain. */
#define REDUCE_MIN_TERMS 16
#define REDUCE_MAX_BLOCKS 1024 /* splits are added while blocks stay below this */
#define REDUCE_MAX_GRID 65535

struct reduce_shape {
  const void *data;
  int dtype;
  cuda_layout<1> results, terms;
  int64_t splits, per_split; /* of the terms */
  int result_threads;        /* a block handles this many results at once: a power of two */
  bool terms_adjacent;       /* neighbouring threads take neighbouring terms, else results */
};

/* Joins the states of the threads that share a result; thread `part` 0 of each then holds it. */
template <class R>
static __device__ void reduce_block(const R &r, typename R::state &s, typename R::state *shared,
                                    int result, int part, int parts, int results) {
  shared[part * results + result] = s;
  __syncthreads();
  for (int half = parts / 2; half > 0; half /= 2) {
    if (part < half) {
      r.join(s, shared[(part + half) * results + result]);
      shared[part * results + result] = s;
    }
    __syncthreads();
  }
}

template <class R>
static __global__ void __launch_bounds__(REDUCE_THREADS)
    reduce_kernel(const __grid_constant__ reduce_shape g, const R r, typename R::state *partial) {
  typedef typename R::input input;
  __shared__ typename R::state shared[REDUCE_THREADS];
  int results = g.result_threads, parts = REDUCE_THREADS / results;
  int result = g.terms_adjacent ? threadIdx.x / parts : threadIdx.x % results;
  int part = g.terms_adjacent ? threadIdx.x % parts : threadIdx.x / results;
  int64_t first = (int64_t)blockIdx.y * g.per_split, last = first + g.per_split;
  if (last > g.terms.numel) last = g.terms.numel;
  for (int64_t base = (int64_t)blockIdx.x * results; base < g.results.numel;
       base += (int64_t)gridDim.x * results) {
    int64_t at = base + result;
    typename R::state s = r.start();
    if (at < g.results.numel) {
      int64_t origin[1];
      g.results.locate(at, origin);
      int64_t i = first + part;
      for (; i + (REDUCE_UNROLL - 1) * parts < last; i += REDUCE_UNROLL * parts) {
        input x[REDUCE_UNROLL];
#pragma unroll
        for (int u = 0; u < REDUCE_UNROLL; u++) {
          int64_t offset[1];
          g.terms.locate(i + u * parts, offset);
          x[u] = element_load<input>(g.data, g.dtype, origin[0] + offset[0]);
        }
#pragma unroll
        for (int u = 0; u < REDUCE_UNROLL; u++) r.add(s, x[u], i + u * parts);
      }
      for (; i < last; i += parts) {
        int64_t offset[1];
        g.terms.locate(i, offset);
        r.add(s, element_load<input>(g.data, g.dtype, origin[0] + offset[0]), i);
      }
    }
    reduce_block(r, s, shared, result, part, parts, results);
    if (part == 0 && at < g.results.numel) {
      if (partial != NULL)
        partial[at * g.splits + blockIdx.y] = s;
      else
        r.finish(s, at);
    }
    __syncthreads(); /* before `shared` is written again */
  }
}

/* One warp for each result joins its splits. */
template <class R>
static __global__ void __launch_bounds__(REDUCE_THREADS)
    join_kernel(const R r, const typename R::state *partial, int64_t results, int64_t splits) {
  __shared__ typename R::state shared[REDUCE_THREADS];
  constexpr int PARTS = 32, RESULTS = REDUCE_THREADS / PARTS;
  int result = threadIdx.x / PARTS, part = threadIdx.x % PARTS;
  for (int64_t base = (int64_t)blockIdx.x * RESULTS; base < results;
       base += (int64_t)gridDim.x * RESULTS) {
    int64_t at = base + result;
    typename R::state s = r.start();
    if (at < results)
      for (int64_t i = part; i < splits; i += PARTS) r.join(s, partial[at * splits + i]);
    reduce_block(r, s, shared, result, part, PARTS, RESULTS);
    if (part == 0 && at < results) r.finish(s, at);
    __syncthreads();
  }
}

/* Cuts t, whose dimensions in `mask` go, into work for blocks. */
static inline reduce_shape reduce_shape_of(const lm_tensor *t, uint32_t mask) {
  reduce_shape g;
  layout_builder<1> stay, go;
  for (int d = 0; d < t->ndim; d++) {
    int64_t stride[1] = {t->strides[d]};
    if (mask >> d & 1)
      go.add(t->sizes[d], stride);
    else
      stay.add(t->sizes[d], stride);
  }
  g.data = t->numel ? lm_data(t) : NULL;
  g.dtype = t->dtype;
  g.results = stay.finish();
  g.terms = go.finish();
  int64_t results = g.results.numel, terms = g.terms.numel;
  g.terms_adjacent = results == 1 || g.terms.strides[0][0] <= g.results.strides[0][0];
  /* Along adjacent terms, as few threads for a result as its terms need; else a warp of results. */
  g.result_threads = 1;
  if (g.terms_adjacent) {
    while (g.result_threads < 32 && terms * g.result_threads * 2 <= REDUCE_THREADS * 2)
      g.result_threads *= 2;
  } else {
    while (g.result_threads < 32 && g.result_threads < results) g.result_threads *= 2;
    while (g.result_threads < REDUCE_THREADS && terms * g.result_threads < REDUCE_THREADS)
      g.result_threads *= 2;
  }
  int64_t parts = REDUCE_THREADS / g.result_threads;
  int64_t blocks = cuda_blocks(results ? results : 1, g.result_threads);
  int64_t most = terms / (parts * REDUCE_MIN_TERMS);
  int64_t wanted = blocks < REDUCE_MAX_BLOCKS ? REDUCE_MAX_BLOCKS / blocks : 1;
  g.splits = most < wanted ? most : wanted;
  if (g.splits < 1) g.splits = 1;
  g.per_split = cuda_blocks(terms, g.splits);
  return g;
}

/* Runs operation r over the dimensions of t in mask. */
template <class R>
static bool reduce(const cuda_run &run, const lm_tensor *t, uint32_t mask, const R &r) {
  reduce_shape g = reduce_shape_of(t, mask);
  int64_t results = g.results.numel, blocks = cuda_blocks(results, g.result_threads);
  if (results == 0) return true;
  dim3 grid((unsigned int)(blocks < INT32_MAX ? blocks : INT32_MAX), (unsigned int)g.splits);
  if (g.splits == 1) {
    reduce_kernel<R><<<grid, REDUCE_THREADS, 0, run.stream>>>(g, r, NULL);
    return run.launched();
  }
  cuda_scratch partial(run, (size_t)(results * g.splits) * sizeof(typename R::state));
  if (!partial) return false;
  typename R::state *states = (typename R::state *)partial.data;
  reduce_kernel<R><<<grid, REDUCE_THREADS, 0, run.stream>>>(g, r, states);
  if (!run.launched()) return false;
  blocks = cuda_blocks(results, REDUCE_THREADS / 32);
  join_kernel<R><<<(unsigned int)(blocks < REDUCE_MAX_GRID ? blocks : REDUCE_MAX_GRID),
                   REDUCE_THREADS, 0, run.stream>>>(r, states, results, g.splits);
  return run.launched();
}

#endif
