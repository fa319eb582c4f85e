/* Cross entropy of logits, fused, and the negative log likelihood; forward and backward.
**
**   softmax_cross_entropy           input (N, C), target (N) -> loss (N) or (), lse (N), total ()
**   softmax_cross_entropy_backward  grad, input, target, lse, total -> (N, C)
**   nll_loss_forward                input (C), (N, C) or (N, C, ...), target -> loss, total
**   nll_loss_backward               grad, target, total -> like input
**
** Labels count from 1; rows whose label is ignore_index count for nothing.  `total` is the sum of the
** weights of the rows that count.  Each row leaves its loss and weight in scratch, and one block
** adds them up in a fixed order.
*/
#include "gpu/position.cuh"
#include "gpu/row.cuh"

#include <string.h>

enum loss_reduction { LOSS_NONE, LOSS_MEAN, LOSS_SUM };

/* The rule has checked the name. */
static loss_reduction reduction_of(const char *name) {
  return strcmp(name, "mean") == 0 ? LOSS_MEAN : strcmp(name, "sum") == 0 ? LOSS_SUM : LOSS_NONE;
}

/* Labels as a kernel reads them. */
struct loss_labels {
  const void *data;
  int dtype, op;
  int64_t classes, ignore_index;
  cuda_fault *fault;

  /* The class, from 0, of the element at `offset`; -1: it does not count. */
  __device__ int64_t at(int64_t offset) const {
    int64_t label = element_load<int64_t>(data, dtype, offset);
    if (label == ignore_index) return -1;
    if (label >= 1 && label <= classes) return label - 1;
    position_fault(fault, op, label, classes, true);
    return -1;
  }
};

static loss_labels labels_of(const cuda_run &run, const lm_call *c, const lm_tensor *target,
                             int64_t classes, int64_t ignore_index) {
  return {target->numel ? lm_data(target) : NULL,
          target->dtype,
          c->op,
          classes,
          ignore_index,
          run.faults()};
}

/* ---- adding up ---- */

#define TOTAL_THREADS 1024

/* loss = sum of n losses (divided by the total for a mean), total = sum of n weights.  By one block,
** in double: the rows are few beside their classes. */
template <class T>
static __global__ void __launch_bounds__(TOTAL_THREADS)
    total_kernel(const T *losses, const T *weights, int64_t n, loss_reduction reduction, void *loss,
                 void *total, int dtype) {
  __shared__ double shared[2][TOTAL_THREADS];
  double l = 0, w = 0;
  for (int64_t i = threadIdx.x; i < n; i += TOTAL_THREADS)
    l += (double)losses[i], w += (double)weights[i];
  shared[0][threadIdx.x] = l, shared[1][threadIdx.x] = w;
  __syncthreads();
  for (int half = TOTAL_THREADS / 2; half > 0; half /= 2) {
    if (threadIdx.x < half)
      for (int k = 0; k < 2; k++) shared[k][threadIdx.x] += shared[k][threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x != 0) return;
  l = shared[0][0], w = shared[1][0];
  element_store<double>(total, dtype, 0, w);
  if (reduction != LOSS_NONE)
    element_store<double>(loss, dtype, 0, reduction == LOSS_MEAN ? l / w : l);
}

/* What each row leaves: in scratch, and with reduction "none" in the result. */
template <class T>
struct row_results {
  T *losses, *weights;
  void *each; /* or NULL */
  int dtype;
  __device__ void put(int64_t row, T loss, T weight) const {
    losses[row] = loss;
    weights[row] = weight;
    if (each != NULL) element_store<T>(each, dtype, row, loss);
  }
};

template <class T>
static row_results<T> results_in(const cuda_scratch &scratch, int64_t rows, const lm_tensor *loss,
                                 loss_reduction reduction) {
  T *losses = (T *)scratch.data;
  return {losses, losses + rows, reduction == LOSS_NONE && rows ? lm_data(loss) : NULL,
          loss->dtype};
}

template <class T>
static bool add_up(const cuda_run &run, const row_results<T> &r, int64_t rows,
                   loss_reduction reduction, const lm_tensor *loss, const lm_tensor *total) {
  total_kernel<T><<<1, TOTAL_THREADS, 0, run.stream>>>(r.losses, r.weights, rows, reduction,
                                                       loss->numel ? lm_data(loss) : NULL,
                                                       lm_data(total), total->dtype);
  return run.launched();
}

/* ---- fused with softmax ----
**
** lse is kept in double even for float: a large one would take digits from every exp(x - lse). */

struct logits {
  const void *data;
  int dtype;
  int64_t rows, classes, row_stride, class_stride;
  template <class T>
  __device__ T at(int64_t row, int64_t k) const {
    return element_load<T>(data, dtype, row * row_stride + k * class_stride);
  }
};

static logits logits_of(const lm_tensor *t) {
  return {t->numel ? lm_data(t) : NULL,
          t->dtype,
          t->sizes[0],
          t->sizes[1],
          t->strides[0],
          t->strides[1]};
}

template <class T>
static __global__ void __launch_bounds__(ROW_THREADS)
    cross_entropy_kernel(const logits x, const loss_labels labels, int64_t label_stride, int lanes,
                         void *lse, int lse_dtype, const row_results<T> results) {
  ROW_LOOP(row, lane, x.rows, lanes) {
    T most = -(T)INFINITY, sum = 0;
    for (int64_t k = lane; k < x.classes; k += lanes) {
      T v = x.template at<T>(row, k);
      most = v > most ? v : most;
    }
    most = row_max(most, lanes);
    T shift = most < (T)INFINITY && most > -(T)INFINITY ? most : (T)0;
    for (int64_t k = lane; k < x.classes; k += lanes) sum += exp(x.template at<T>(row, k) - shift);
    sum = row_sum(sum, lanes);
    if (lane == 0) {
      double l = (double)shift + (double)log(sum);
      int64_t label = labels.at(row * label_stride);
      element_store<double>(lse, lse_dtype, row, l);
      results.put(row, label < 0 ? (T)0 : (T)(l - (double)x.template at<T>(row, label)),
                  (T)(label >= 0));
    }
  }
}

template <class T>
static bool cross_entropy(const cuda_run &run, lm_call *c) {
  lm_tensor *target = ARG(1).t, *loss = c->out[0], *lse = c->out[1], *total = c->out[2];
  logits x = logits_of(ARG(0).t);
  loss_reduction reduction = reduction_of(ARG(3).str);
  cuda_scratch scratch(run, (size_t)(2 * x.rows + 1) * sizeof(T));
  if (!scratch) return false;
  row_results<T> results = results_in<T>(scratch, x.rows, loss, reduction);
  if (x.rows > 0) {
    int lanes = row_lanes(x.classes);
    cross_entropy_kernel<T><<<row_blocks(x.rows, lanes), ROW_THREADS, 0, run.stream>>>(
        x, labels_of(run, c, target, x.classes, ARG(2).i), target->strides[0], lanes, lm_data(lse),
        lse->dtype, results);
    if (!run.launched()) return false;
  }
  return add_up(run, results, x.rows, reduction, loss, total);
}

CUDA_KERNEL(softmax_cross_entropy) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  return ARG(0).t->dtype == LM_F64 ? cross_entropy<double>(run, c) : cross_entropy<float>(run, c);
}

/* The gradient of the loss of a row: one for all, or one each. */
struct loss_gradient {
  const void *data, *total; /* total: NULL unless the loss is a mean */
  int dtype, total_dtype;
  template <class T>
  __device__ T at(int64_t offset) const {
    T g = element_load<T>(data, dtype, offset);
    return total == NULL ? g : g / element_load<T>(total, total_dtype, 0);
  }
};

static loss_gradient gradient_of(const lm_tensor *grad, const lm_tensor *total,
                                 loss_reduction reduction) {
  return {lm_data(grad), reduction == LOSS_MEAN ? lm_data(total) : NULL, grad->dtype, total->dtype};
}

template <class T>
static __global__ void __launch_bounds__(ROW_THREADS)
    cross_entropy_backward_kernel(const logits x, const loss_labels labels, int64_t label_stride,
                                  int lanes, const loss_gradient grad, int64_t grad_stride,
                                  const void *lse, int lse_dtype, int64_t lse_stride, void *out,
                                  int dtype) {
  ROW_LOOP(row, lane, x.rows, lanes) {
    int64_t label = labels.at(row * label_stride);
    T g = label < 0 ? (T)0 : grad.template at<T>(row * grad_stride);
    double l = element_load<double>(lse, lse_dtype, row * lse_stride);
    T high = (T)l, low = isfinite(l) ? (T)(l - (double)high) : (T)0;
    for (int64_t k = lane; k < x.classes; k += lanes) {
      T p = exp(x.template at<T>(row, k) - high - low);
      element_store<T>(out, dtype, row * x.classes + k,
                       label < 0 ? (T)0 : (p - (T)(k == label)) * g);
    }
  }
}

CUDA_KERNEL(softmax_cross_entropy_backward) {
  lm_tensor *out = c->out[0], *grad = ARG(0).t, *target = ARG(2).t, *lse = ARG(3).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  logits x = logits_of(ARG(1).t);
  int lanes = row_lanes(x.classes);
  unsigned int blocks = row_blocks(x.rows, lanes);
  loss_gradient g = gradient_of(grad, ARG(4).t, reduction_of(ARG(6).str));
  loss_labels labels = labels_of(run, c, target, x.classes, ARG(5).i);
  int64_t grad_stride = grad->ndim ? grad->strides[0] : 0;
  if (x.dtype == LM_F64)
    cross_entropy_backward_kernel<double><<<blocks, ROW_THREADS, 0, run.stream>>>(
        x, labels, target->strides[0], lanes, g, grad_stride, lm_data(lse), lse->dtype,
        lse->strides[0], lm_data(out), out->dtype);
  else
    cross_entropy_backward_kernel<float><<<blocks, ROW_THREADS, 0, run.stream>>>(
        x, labels, target->strides[0], lanes, g, grad_stride, lm_data(lse), lse->dtype,
        lse->strides[0], lm_data(out), out->dtype);
  return run.launched();
}

/* ---- negative log likelihood ---- */

/* Operand 0 walks the matrix with the dimension of classes left out, 1 the labels, 2 the gradients. */
static cuda_layout<3> label_layout(const lm_tensor *matrix, const lm_tensor *target,
                                   const lm_tensor *grad) {
  layout_builder<3> b;
  int classes = matrix->ndim == 1 ? 0 : 1;
  for (int d = 0; d < target->ndim; d++) {
    int64_t stride[3] = {matrix->strides[d < classes ? d : d + 1], target->strides[d],
                         grad != NULL && grad->ndim ? grad->strides[d] : 0};
    b.add(target->sizes[d], stride);
  }
  return b.finish();
}

struct class_weights {
  const void *data; /* NULL: all are 1 */
  int dtype;
  int64_t stride;
  template <class T>
  __device__ T at(int64_t k) const {
    return data == NULL ? (T)1 : element_load<T>(data, dtype, k * stride);
  }
};

static class_weights weights_of(const lm_tensor *t) {
  class_weights w = {NULL, 0, 0};
  if (t != NULL && t->numel > 0) w = {lm_data(t), t->dtype, t->strides[0]};
  return w;
}

template <class T>
static __global__ void nll_kernel(const __grid_constant__ cuda_layout<3> l, const void *x,
                                  int dtype, int64_t class_stride, const loss_labels labels,
                                  const class_weights weights, const row_results<T> results) {
  ELEMENT_LOOP(i, l.numel) {
    int64_t at[3];
    l.locate(i, at);
    int64_t label = labels.at(at[1]);
    T w = label < 0 ? (T)0 : weights.template at<T>(label);
    T v = label < 0 ? (T)0 : -w * element_load<T>(x, dtype, at[0] + label * class_stride);
    results.put(i, v, w);
  }
}

template <class T>
static bool nll(const cuda_run &run, lm_call *c) {
  lm_tensor *input = ARG(0).t, *target = ARG(1).t, *loss = c->out[0], *total = c->out[1];
  loss_reduction reduction = reduction_of(ARG(4).str);
  int classes = input->ndim == 1 ? 0 : 1;
  int64_t rows = target->numel;
  cuda_scratch scratch(run, (size_t)(2 * rows + 1) * sizeof(T));
  if (!scratch) return false;
  row_results<T> results = results_in<T>(scratch, rows, loss, reduction);
  if (rows > 0) {
    nll_kernel<T><<<element_blocks(rows), ELEMENT_THREADS, 0, run.stream>>>(
        label_layout(input, target, NULL), input->numel ? lm_data(input) : NULL, input->dtype,
        input->strides[classes], labels_of(run, c, target, input->sizes[classes], ARG(3).i),
        weights_of(ARG(2).t), results);
    if (!run.launched()) return false;
  }
  return add_up(run, results, rows, reduction, loss, total);
}

CUDA_KERNEL(nll_loss_forward) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  return ARG(0).t->dtype == LM_F64 ? nll<double>(run, c) : nll<float>(run, c);
}

template <class T>
static __global__ void nll_backward_kernel(const __grid_constant__ cuda_layout<3> l, void *out,
                                           int dtype, int64_t class_stride,
                                           const loss_labels labels, const class_weights weights,
                                           const loss_gradient grad) {
  ELEMENT_LOOP(i, l.numel) {
    int64_t at[3];
    l.locate(i, at);
    int64_t label = labels.at(at[1]);
    if (label >= 0)
      element_store<T>(out, dtype, at[0] + label * class_stride,
                       -weights.template at<T>(label) * grad.template at<T>(at[2]));
  }
}

CUDA_KERNEL(nll_loss_backward) {
  lm_tensor *out = c->out[0], *grad = ARG(0).t, *target = ARG(1).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  if (!cuda_fill_elements(out, lm_int(0))) return false;
  int classes = out->ndim == 1 ? 0 : 1;
  cuda_layout<3> l = label_layout(out, target, grad);
  loss_labels labels = labels_of(run, c, target, out->sizes[classes], ARG(5).i);
  loss_gradient g = gradient_of(grad, ARG(2).t, reduction_of(ARG(6).str));
  unsigned int blocks = element_blocks(l.numel);
  if (out->dtype == LM_F64)
    nll_backward_kernel<double><<<blocks, ELEMENT_THREADS, 0, run.stream>>>(
        l, lm_data(out), out->dtype, out->strides[classes], labels, weights_of(ARG(3).t), g);
  else
    nll_backward_kernel<float><<<blocks, ELEMENT_THREADS, 0, run.stream>>>(
        l, lm_data(out), out->dtype, out->strides[classes], labels, weights_of(ARG(3).t), g);
  return run.launched();
}
