/* argmax, argmin, max_dim and min_dim: extremes with their first position, counted from 1.
**
** NaN wins, and of equals (or several NaN) the first in the tensor's order.  The rule has put the
** mask of reduced dimensions into scratch[0]. */
#include "gpu/reduce.cuh"

template <class T>
struct position_of {
  typedef T input;
  struct state {
    T v;
    int64_t at; /* -1: nothing yet */
  };
  void *values; /* NULL: positions alone */
  int dtype;
  int64_t *positions;
  bool largest;
  __device__ state start() const { return {0, -1}; }
  __device__ void add(state &s, T x, int64_t i) const { join(s, {x, i}); }
  __device__ void join(state &s, const state &o) const {
    if (o.at < 0) return;
    bool first = s.at < 0 || o.at < s.at, nan = s.v != s.v, other = o.v != o.v;
    bool better = nan || other ? other && (!nan || first)
                               : (largest ? o.v > s.v : o.v < s.v) || (o.v == s.v && first);
    if (s.at < 0 || better) s = o;
  }
  __device__ void finish(const state &s, int64_t at) const {
    if (values != NULL) element_store<T>(values, dtype, at, s.v);
    positions[at] = s.at + 1;
  }
};

template <class T>
static bool find(const cuda_run &run, lm_call *c, lm_tensor *values, lm_tensor *positions,
                 bool largest) {
  position_of<T> r = {values ? lm_data(values) : NULL, values ? values->dtype : LM_I64,
                      (int64_t *)lm_data(positions), largest};
  return reduce(run, ARG(0).t, (uint32_t)c->scratch[0], r);
}

static bool position(lm_call *c, lm_tensor *values, lm_tensor *positions, bool largest) {
  cuda_run run(c, positions->device);
  if (!run) return false;
  switch (class_of(ARG(0).t->dtype)) {
  case CLASS_DOUBLE: return find<double>(run, c, values, positions, largest);
  case CLASS_FLOAT: return find<float>(run, c, values, positions, largest);
  default: return find<int64_t>(run, c, values, positions, largest);
  }
}

CUDA_KERNEL(argmax) { return position(c, NULL, c->out[0], true); }
CUDA_KERNEL(argmin) { return position(c, NULL, c->out[0], false); }
CUDA_KERNEL(max_dim) { return position(c, c->out[0], c->out[1], true); }
CUDA_KERNEL(min_dim) { return position(c, c->out[0], c->out[1], false); }
