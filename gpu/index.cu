/* Picking by positions: index_select, gather, embedding, one_hot; and the triangles of matrices. */
#include "gpu/position.cuh"

/* ---- picks ---- */

/* out[at 0] = src[at 1 + place * step], where the position is index[at 2]. */
struct pick_shape {
  cuda_layout<3> layout;
  const void *index;
  int index_dtype, op;
  int64_t size, step; /* positions, and elements from one to the next */
  cuda_fault *fault;
};

template <class U>
static __global__ void pick_kernel(const __grid_constant__ pick_shape g, U *out, const U *src) {
  ELEMENT_LOOP(i, g.layout.numel) {
    int64_t at[3];
    g.layout.locate(i, at);
    int64_t place =
        place_of(element_load<int64_t>(g.index, g.index_dtype, at[2]), g.size, g.fault, g.op);
    out[at[0]] = place < 0 ? (U)0 : src[at[1] + place * g.step];
  }
}

/* Elements move as they are, so only their size counts. */
static bool pick(const cuda_run &run, const pick_shape &g, lm_tensor *out, lm_tensor *src) {
  unsigned int blocks = element_blocks(g.layout.numel);
  void *to = lm_data(out);
  const void *from = src->numel ? lm_data(src) : NULL; /* then every position is a fault */
#define PICK(U) \
  pick_kernel<U><<<blocks, ELEMENT_THREADS, 0, run.stream>>>(g, (U *)to, (const U *)from)
  switch (lm_dtype_size((lm_dtype)out->dtype)) {
  case 1: PICK(uint8_t); break;
  case 2: PICK(uint16_t); break;
  case 4: PICK(uint32_t); break;
  default: PICK(uint64_t); break;
  }
#undef PICK
  return run.launched();
}

static pick_shape pick_of(const cuda_run &run, const lm_call *c, const lm_tensor *index,
                          int64_t size, int64_t step) {
  pick_shape g;
  g.index = lm_data(index);
  g.index_dtype = index->dtype;
  g.op = c->op;
  g.size = size;
  g.step = step;
  g.fault = run.faults();
  return g;
}

/* A dimension as the rule accepts it: from 0, or negative from the end. */
static int dimension(int64_t dim, const lm_tensor *t) {
  return (int)(dim < 0 ? dim + (t->ndim ? t->ndim : 1) : dim);
}

CUDA_KERNEL(index_select) {
  lm_tensor *out = c->out[0], *self = ARG(0).t, *index = ARG(2).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  int dim = dimension(ARG(1).i, self);
  int64_t step = index->ndim ? index->strides[0] : 0;
  pick_shape g = pick_of(run, c, index, self->ndim ? self->sizes[dim] : 1,
                         self->ndim ? self->strides[dim] : 0);
  layout_builder<3> b;
  for (int d = 0; d < out->ndim; d++) {
    int64_t stride[3] = {out->strides[d], d == dim ? 0 : self->strides[d], d == dim ? step : 0};
    b.add(out->sizes[d], stride);
  }
  g.layout = b.finish();
  return pick(run, g, out, self);
}

/* index decides the shape; a tensor without dimensions counts as one of size 1. */
CUDA_KERNEL(gather) {
  lm_tensor *out = c->out[0], *self = ARG(0).t, *index = ARG(2).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  int dim = dimension(ARG(1).i, self);
  pick_shape g = pick_of(run, c, index, self->ndim ? self->sizes[dim] : 1,
                         self->ndim ? self->strides[dim] : 0);
  layout_builder<3> b;
  for (int d = 0; d < out->ndim; d++) {
    int64_t stride[3] = {out->strides[d], d == dim || !self->ndim ? 0 : self->strides[d],
                         index->strides[d]};
    b.add(out->sizes[d], stride);
  }
  g.layout = b.finish();
  return pick(run, g, out, self);
}

CUDA_KERNEL(embedding_rows) {
  lm_tensor *out = c->out[0], *input = ARG(0).t, *weight = ARG(1).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  pick_shape g = pick_of(run, c, input, weight->sizes[0], weight->strides[0]);
  layout_builder<3> b;
  for (int d = 0; d < out->ndim; d++) {
    bool feature = d == input->ndim;
    int64_t stride[3] = {out->strides[d], feature ? weight->strides[1] : 0,
                         feature ? 0 : input->strides[d]};
    b.add(out->sizes[d], stride);
  }
  g.layout = b.finish();
  return pick(run, g, out, weight);
}

/* ---- one_hot ---- */

static __global__ void one_hot_kernel(const __grid_constant__ pick_shape g, int64_t *out) {
  ELEMENT_LOOP(i, g.layout.numel) {
    int64_t at[3];
    g.layout.locate(i, at);
    int64_t place =
        place_of(element_load<int64_t>(g.index, g.index_dtype, at[2]), g.size, g.fault, g.op);
    if (place >= 0) out[i * g.size + place] = 1;
  }
}

CUDA_KERNEL(one_hot) {
  lm_tensor *out = c->out[0], *self = ARG(0).t;
  cuda_run run(c, out->device);
  if (!run || !cuda_fill_elements(out, lm_int(0))) return false;
  if (out->numel == 0) return true;
  pick_shape g = pick_of(run, c, self, out->sizes[self->ndim], 1);
  layout_builder<3> b;
  for (int d = 0; d < self->ndim; d++) {
    int64_t stride[3] = {0, 0, self->strides[d]};
    b.add(self->sizes[d], stride);
  }
  g.layout = b.finish();
  one_hot_kernel<<<element_blocks(g.layout.numel), ELEMENT_THREADS, 0, run.stream>>>(
      g, (int64_t *)lm_data(out));
  return run.launched();
}

/* ---- triangles ---- */

/* Keeps what is on and below (or above) a diagonal; out is contiguous. */
template <class U>
static __global__ void triangle_kernel(const __grid_constant__ cuda_layout<2> l, U *out,
                                       const U *src, int64_t rows, int64_t columns,
                                       int64_t diagonal, bool lower) {
  ELEMENT_LOOP(i, l.numel) {
    int64_t at[2], column = i % columns, row = i / columns % rows, beyond = column - row;
    l.locate(i, at);
    out[at[0]] = (lower ? beyond <= diagonal : beyond >= diagonal) ? src[at[1]] : (U)0;
  }
}

static bool triangle(lm_call *c, bool lower) {
  lm_tensor *out = c->out[0], *self = ARG(0).t;
  cuda_run run(c, out->device);
  if (!run) return false;
  if (out->numel == 0) return true;
  layout_builder<2> b; /* in the tensor's order, which row and column follow from */
  for (int d = 0; d < out->ndim; d++) {
    int64_t stride[2] = {out->strides[d], self->strides[d]};
    b.add(out->sizes[d], stride);
  }
  cuda_layout<2> l = b.finish();
  int64_t rows = out->sizes[out->ndim - 2], columns = out->sizes[out->ndim - 1];
  unsigned int blocks = element_blocks(l.numel);
#define TRIANGLE(U)                                               \
  triangle_kernel<U><<<blocks, ELEMENT_THREADS, 0, run.stream>>>( \
      l, (U *)lm_data(out), (const U *)lm_data(self), rows, columns, ARG(1).i, lower)
  switch (lm_dtype_size((lm_dtype)out->dtype)) {
  case 1: TRIANGLE(uint8_t); break;
  case 2: TRIANGLE(uint16_t); break;
  case 4: TRIANGLE(uint32_t); break;
  default: TRIANGLE(uint64_t); break;
  }
#undef TRIANGLE
  return run.launched();
}
CUDA_KERNEL(tril) { return triangle(c, true); }
CUDA_KERNEL(triu) { return triangle(c, false); }
