/* softmax and log_softmax along any dimension, forward and backward.
**
** The elements are seen as rows along the dimension, with any strides; results are contiguous.  Short
** rows get a warp each, long ones a block.  The largest element is subtracted first; a row that holds
** -inf only, +inf or NaN becomes NaN by the arithmetic itself, as in PyTorch.  The rule has put the
** dimension into scratch[0].
*/
#include "gpu/row.cuh"

/* Rows of one or two inputs and the result. */
struct softmax_shape {
  cuda_layout<3> rows; /* result, first, second input */
  int64_t n;           /* elements of a row */
  int64_t stride[3];   /* from one to the next */
  void *out;
  const void *in[2];
  int out_dtype, in_dtype[2];
};

template <class T>
static __global__ void __launch_bounds__(ROW_THREADS)
    softmax_kernel(const __grid_constant__ softmax_shape g, int lanes, bool logarithm) {
  ROW_LOOP(row, lane, g.rows.numel, lanes) {
    int64_t at[3];
    g.rows.locate(row, at);
    T most = -(T)INFINITY, sum = 0;
    for (int64_t i = lane; i < g.n; i += lanes) {
      T x = element_load<T>(g.in[0], g.in_dtype[0], at[1] + i * g.stride[1]);
      most = x > most ? x : most;
    }
    most = row_max(most, lanes);
    for (int64_t i = lane; i < g.n; i += lanes)
      sum += exp(element_load<T>(g.in[0], g.in_dtype[0], at[1] + i * g.stride[1]) - most);
    sum = row_sum(sum, lanes);
    T rest = logarithm ? log(sum) : 1 / sum;
    for (int64_t i = lane; i < g.n; i += lanes) {
      T x = element_load<T>(g.in[0], g.in_dtype[0], at[1] + i * g.stride[1]) - most;
      element_store<T>(g.out, g.out_dtype, at[0] + i * g.stride[0],
                       logarithm ? x - rest : exp(x) * rest);
    }
  }
}

/* From the gradient g (in[0]) and the result y (in[1]): (g - sum(g y)) y, or g - exp(y) sum(g). */
template <class T>
static __global__ void __launch_bounds__(ROW_THREADS)
    softmax_backward_kernel(const __grid_constant__ softmax_shape g, int lanes, bool logarithm) {
  ROW_LOOP(row, lane, g.rows.numel, lanes) {
    int64_t at[3];
    g.rows.locate(row, at);
    T sum = 0;
    for (int64_t i = lane; i < g.n; i += lanes) {
      T grad = element_load<T>(g.in[0], g.in_dtype[0], at[1] + i * g.stride[1]);
      sum += logarithm ? grad
                       : grad * element_load<T>(g.in[1], g.in_dtype[1], at[2] + i * g.stride[2]);
    }
    sum = row_sum(sum, lanes);
    for (int64_t i = lane; i < g.n; i += lanes) {
      T grad = element_load<T>(g.in[0], g.in_dtype[0], at[1] + i * g.stride[1]);
      T y = element_load<T>(g.in[1], g.in_dtype[1], at[2] + i * g.stride[2]);
      element_store<T>(g.out, g.out_dtype, at[0] + i * g.stride[0],
                       logarithm ? grad - exp(y) * sum : (grad - sum) * y);
    }
  }
}

static softmax_shape shape_of(const lm_tensor *out, const lm_tensor *a, const lm_tensor *b,
                              int64_t dim) {
  softmax_shape g;
  layout_builder<3> rows;
  g.n = out->ndim ? out->sizes[dim] : 1;
  for (int d = 0; d < out->ndim; d++) {
    int64_t stride[3] = {out->strides[d], a->strides[d], b->strides[d]};
    if (d != dim)
      rows.add(out->sizes[d], stride);
    else
      for (int k = 0; k < 3; k++) g.stride[k] = stride[k];
  }
  if (out->ndim == 0) g.stride[0] = g.stride[1] = g.stride[2] = 0;
  g.rows = rows.finish();
  g.out = lm_data(out);
  g.in[0] = lm_data(a), g.in[1] = lm_data(b);
  g.out_dtype = out->dtype;
  g.in_dtype[0] = a->dtype, g.in_dtype[1] = b->dtype;
  return g;
}

static bool softmax(lm_call *c, bool logarithm) {
  lm_tensor *out = c->out[0], *self = ARG(0).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  softmax_shape g = shape_of(out, self, self, c->scratch[0]);
  int lanes = row_lanes(g.n);
  unsigned int blocks = row_blocks(g.rows.numel, lanes);
  if (out->dtype == LM_F64)
    softmax_kernel<double><<<blocks, ROW_THREADS, 0, run.stream>>>(g, lanes, logarithm);
  else
    softmax_kernel<float><<<blocks, ROW_THREADS, 0, run.stream>>>(g, lanes, logarithm);
  return run.launched();
}
CUDA_KERNEL(softmax) { return softmax(c, false); }
CUDA_KERNEL(log_softmax) { return softmax(c, true); }

static bool backward(lm_call *c, bool logarithm) {
  lm_tensor *out = c->out[0];
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  softmax_shape g = shape_of(out, ARG(0).t, ARG(1).t, c->scratch[0]);
  int lanes = row_lanes(g.n);
  unsigned int blocks = row_blocks(g.rows.numel, lanes);
  if (out->dtype == LM_F64)
    softmax_backward_kernel<double><<<blocks, ROW_THREADS, 0, run.stream>>>(g, lanes, logarithm);
  else
    softmax_backward_kernel<float><<<blocks, ROW_THREADS, 0, run.stream>>>(g, lanes, logarithm);
  return run.launched();
}
CUDA_KERNEL(softmax_backward) { return backward(c, false); }
CUDA_KERNEL(log_softmax_backward) { return backward(c, true); }
