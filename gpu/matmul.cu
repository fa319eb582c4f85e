/* mm, bmm, addmm, linear and dot.
**
** Matrices go to cuBLAS as they lie, also transposed ones; only what has gaps in both dimensions is
** copied first. */
#include "gpu/blas.h"
#include "gpu/element.cuh"

#include <string.h>

/* ---- operands ---- */

/* Describes rows x columns elements with these strides; false when neither rows nor columns lie
** without gaps (or overlap, as those of an expanded tensor do). */
static bool describe(cuda_matrix *x, int64_t rows, int64_t columns, int64_t row_stride,
                     int64_t column_stride) {
  if (rows == 1) row_stride = columns > 1 ? columns : 1;
  if (columns == 1) column_stride = rows > 1 ? rows : 1;
  if ((column_stride == 1 || columns == 1) && row_stride >= columns) {
    x->transposed = false;
    x->ld = row_stride > 1 ? row_stride : 1;
    return true;
  }
  if ((row_stride == 1 || rows == 1) && column_stride >= rows) {
    x->transposed = true;
    x->ld = column_stride > 1 ? column_stride : 1;
    return true;
  }
  return false;
}

/* The last two dimensions of t as a matrix (exchanged: its transpose), one for each position of the
** first dimension when there are three.  `copy` holds what had to be copied. */
static bool matrix_of(cuda_matrix *x, lm_tensor *t, bool exchanged, cuda_temporary *copy) {
  for (int tries = 0; tries < 2; tries++) {
    int r = t->ndim - 2, c = t->ndim - 1;
    if (exchanged) r = t->ndim - 1, c = t->ndim - 2;
    if (describe(x, t->sizes[r], t->sizes[c], t->strides[r], t->strides[c])) break;
    t = copy->contiguous(t, (lm_dtype)t->dtype);
    if (t == NULL) return false;
  }
  x->data = t->numel ? lm_data(t) : NULL;
  x->batch = t->ndim > 2 ? t->strides[0] : 0;
  return true;
}

static bool is_float(const cuda_run &run, const lm_tensor *t) {
  if (lm_is_float((lm_dtype)t->dtype)) return true;
  return lm_fail("%s: cuda multiplies matrices of floats only, not of %s; convert with :float()",
                 run.op, lm_dtypes[t->dtype].name);
}

/* out = alpha * a @ b + beta * out over the last two dimensions. */
static bool multiply(const cuda_run &run, lm_tensor *out, lm_tensor *a, lm_tensor *b, double alpha,
                     double beta) {
  cuda_temporary copy_a, copy_b;
  cuda_gemm g;
  int d = out->ndim - 2;
  g.dtype = (lm_dtype)out->dtype;
  g.batches = d > 0 ? out->sizes[0] : 1;
  g.n = out->sizes[d], g.m = out->sizes[d + 1], g.k = a->sizes[a->ndim - 1];
  g.alpha = alpha, g.beta = beta;
  return is_float(run, out) && matrix_of(&g.a, a, false, &copy_a) &&
         matrix_of(&g.b, b, false, &copy_b) && cuda_gemm_run(run, g, out);
}

CUDA_KERNEL(mm) {
  cuda_run run(c, c->out[0]->device);
  return run && multiply(run, c->out[0], ARG(0).t, ARG(1).t, 1, 0);
}
CUDA_KERNEL(bmm) { return cuda_kernel_mm(c); }

/* ---- with something added ---- */

/* The elements of t, broadcast, into dst. */
static bool spread(lm_tensor *dst, const lm_tensor *t) {
  lm_tensor view;
  memset(&view, 0, sizeof view);
  view.dtype = t->dtype;
  view.device = t->device;
  view.storage = t->storage;
  view.offset = t->offset;
  view.numel = dst->numel;
  view.ndim = dst->ndim;
  int lead = dst->ndim - t->ndim;
  for (int d = 0; d < dst->ndim; d++) {
    view.sizes[d] = dst->sizes[d];
    view.strides[d] = d < lead || t->sizes[d - lead] == 1 ? 0 : t->strides[d - lead];
  }
  return cuda_copy_elements(dst, &view);
}

CUDA_KERNEL(addmm) {
  lm_tensor *out = c->out[0];
  cuda_run run(c, out->device);
  if (!run) return false;
  double beta = lm_scalar_f(ARG(3).s), alpha = lm_scalar_f(ARG(4).s);
  if (beta != 0 && !spread(out, ARG(0).t)) return false; /* with beta 0 not even NaN counts */
  return multiply(run, out, ARG(1).t, ARG(2).t, alpha, beta);
}

/* A vector as a matrix of one row, in a record on the caller's stack. */
static lm_tensor *row_of(const lm_tensor *t, lm_tensor *view) {
  memset(view, 0, sizeof *view);
  view->dtype = t->dtype;
  view->device = t->device;
  view->storage = t->storage;
  view->offset = t->offset;
  view->numel = t->numel;
  view->ndim = 2;
  view->sizes[0] = 1, view->sizes[1] = t->sizes[0];
  view->strides[0] = t->sizes[0] * t->strides[0], view->strides[1] = t->strides[0];
  return view;
}

CUDA_KERNEL(linear) {
  lm_tensor *out = c->out[0], *input = ARG(0).t, *weight = ARG(1).t, *bias = ARG(2).t, as_row;
  if (weight->ndim == 1) weight = row_of(weight, &as_row);
  cuda_run run(c, out->device);
  if (!run || !is_float(run, out)) return false;
  if (bias != NULL && !spread(out, bias)) return false;
  cuda_temporary copy_input, copy_weight;
  cuda_gemm g;
  g.dtype = (lm_dtype)out->dtype;
  g.batches = 1;
  g.m = weight->sizes[0], g.k = weight->sizes[1];
  g.n = 1;
  for (int d = 0; d < input->ndim - 1; d++) g.n *= input->sizes[d];
  g.alpha = 1, g.beta = bias != NULL;
  int last = input->ndim - 1;
  if (input->ndim == 2) {
    if (!matrix_of(&g.a, input, false, &copy_input)) return false;
  } else {
    if (!lm_is_contiguous(input) &&
        (input = copy_input.contiguous(input, (lm_dtype)input->dtype)) == NULL)
      return false;
    describe(&g.a, g.n, g.k, input->sizes[last], 1); /* rows without gaps: it fits */
    g.a.data = input->numel ? lm_data(input) : NULL;
    g.a.batch = 0;
  }
  return matrix_of(&g.b, weight, true, &copy_weight) && cuda_gemm_run(run, g, out);
}

/* ---- dot ---- */

#define DOT_THREADS 256
#define DOT_PER_BLOCK 8192 /* products of one block */

/* Sums of products of one stretch each; with `b` NULL, of a itself: the second pass. */
template <class T>
static __global__ void dot_kernel(const void *a, int a_dtype, int64_t a_stride, const void *b,
                                  int b_dtype, int64_t b_stride, int64_t n, void *out,
                                  int out_dtype) {
  __shared__ T shared[DOT_THREADS];
  int64_t per = (n + gridDim.x - 1) / gridDim.x, first = blockIdx.x * per, last = first + per;
  if (last > n) last = n;
  T s = 0;
  for (int64_t i = first + threadIdx.x; i < last; i += DOT_THREADS) {
    T x = element_load<T>(a, a_dtype, i * a_stride);
    s += b == NULL ? x : x * element_load<T>(b, b_dtype, i * b_stride);
  }
  shared[threadIdx.x] = s;
  __syncthreads();
  for (int half = DOT_THREADS / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) shared[threadIdx.x] += shared[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) element_store<T>(out, out_dtype, blockIdx.x, shared[0]);
}

template <class T>
static bool dot(const cuda_run &run, const lm_tensor *a, const lm_tensor *b, lm_tensor *out,
                lm_dtype partial_dtype) {
  int64_t n = a->numel, blocks = cuda_blocks(n, DOT_PER_BLOCK);
  if (blocks < 1) blocks = 1;
  if (blocks > 1024) blocks = 1024;
  cuda_scratch partial(run, (size_t)blocks * sizeof(T));
  if (!partial) return false;
  dot_kernel<T><<<(unsigned int)blocks, DOT_THREADS, 0, run.stream>>>(
      n ? lm_data(a) : NULL, a->dtype, n ? a->strides[0] : 0, n ? lm_data(b) : NULL, b->dtype,
      n ? b->strides[0] : 0, n, partial.data, partial_dtype);
  if (!run.launched()) return false;
  dot_kernel<T><<<1, DOT_THREADS, 0, run.stream>>>(partial.data, partial_dtype, 1, NULL, 0, 0,
                                                   blocks, lm_data(out), out->dtype);
  return run.launched();
}

CUDA_KERNEL(dot) {
  lm_tensor *out = c->out[0], *a = ARG(0).t, *b = ARG(1).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  switch (class_of(out->dtype)) {
  case CLASS_DOUBLE: return dot<double>(run, a, b, out, LM_F64);
  case CLASS_FLOAT: return dot<float>(run, a, b, out, LM_F32);
  default: return dot<int64_t>(run, a, b, out, LM_I64);
  }
}
