/* sum, mean, prod, the extremes, all, any, count_nonzero, var, std, norm, logsumexp.
**
** The rule has put the mask of reduced dimensions into scratch[0].  float16 and bfloat16 compute in
** float, integers in int64; the order of additions is that of reduce.cuh. */
#include "gpu/reduce.cuh"

#include <math.h>

/* Where results go. */
struct reduced {
  void *data;
  int dtype;
  explicit reduced(const lm_tensor *t) : data(lm_data(t)), dtype(t->dtype) {}
  template <class C>
  __device__ void put(int64_t at, C v) const {
    element_store<C>(data, dtype, at, v);
  }
};

/* ---- sums and products ---- */

template <class T>
struct sum_of {
  typedef T input;
  typedef T state;
  reduced out;
  T divisor; /* 1, or the number of terms for a mean */
  __device__ T start() const { return 0; }
  __device__ void add(T &s, T x, int64_t) const { s += x; }
  __device__ void join(T &s, T x) const { s += x; }
  __device__ void finish(T s, int64_t at) const { out.put(at, divisor == (T)1 ? s : s / divisor); }
};

template <class T>
struct product_of {
  typedef T input;
  typedef T state;
  reduced out;
  __device__ T start() const { return 1; }
  __device__ void add(T &s, T x, int64_t) const { s *= x; }
  __device__ void join(T &s, T x) const { s *= x; }
  __device__ void finish(T s, int64_t at) const { out.put(at, s); }
};

/* How many elements of t go into each result. */
static int64_t terms_of(const lm_tensor *t, uint32_t mask) {
  int64_t n = 1;
  for (int d = 0; d < t->ndim; d++)
    if (mask >> d & 1) n *= t->sizes[d];
  return n;
}

/* Runs `expression`, in which T is what elements of `dtype` compute in. */
#define WITH_NUMBERS(dtype, expression) \
  switch (class_of(dtype)) {            \
  case CLASS_DOUBLE: {                  \
    typedef double T;                   \
    return expression;                  \
  }                                     \
  case CLASS_FLOAT: {                   \
    typedef float T;                    \
    return expression;                  \
  }                                     \
  default: {                            \
    typedef int64_t T;                  \
    return expression;                  \
  }                                     \
  }
#define WITH_FLOATS(dtype, expression) \
  if ((dtype) == LM_F64) {             \
    typedef double T;                  \
    return expression;                 \
  } else {                             \
    typedef float T;                   \
    return expression;                 \
  }

static bool sum(lm_call *c, int64_t divisor) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  uint32_t mask = (uint32_t)c->scratch[0];
  reduced out(c->out[0]);
  WITH_NUMBERS(out.dtype, reduce(run, ARG(0).t, mask, sum_of<T>{out, (T)divisor}))
}
CUDA_KERNEL(sum) { return sum(c, 1); }
CUDA_KERNEL(mean) { return sum(c, terms_of(ARG(0).t, (uint32_t)c->scratch[0])); }

CUDA_KERNEL(prod) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  uint32_t mask = (uint32_t)c->scratch[0];
  reduced out(c->out[0]);
  WITH_NUMBERS(out.dtype, reduce(run, ARG(0).t, mask, product_of<T>{out}))
}

/* ---- extremes: NaN wins ---- */

template <class T>
struct extreme_of {
  typedef T input;
  struct state {
    T v;
    bool any;
  };
  reduced out;
  bool largest;
  __device__ state start() const { return {0, false}; }
  __device__ void add(state &s, T x, int64_t) const {
    if (!s.any || (largest ? x > s.v : x < s.v) || x != x) s = {x, true};
  }
  __device__ void join(state &s, const state &o) const {
    if (o.any) add(s, o.v, 0);
  }
  __device__ void finish(const state &s, int64_t at) const { out.put(at, s.v); }
};

static bool extreme(lm_call *c, bool largest) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  uint32_t mask = (uint32_t)c->scratch[0];
  reduced out(c->out[0]);
  WITH_NUMBERS(out.dtype, reduce(run, ARG(0).t, mask, extreme_of<T>{out, largest}))
}
CUDA_KERNEL(max) { return extreme(c, true); }
CUDA_KERNEL(min) { return extreme(c, false); }
CUDA_KERNEL(amax) { return extreme(c, true); }
CUDA_KERNEL(amin) { return extreme(c, false); }

/* ---- truth and counting ---- */

struct truth_of {
  typedef bool input;
  typedef bool state;
  reduced out;
  bool every; /* all, else any */
  __device__ bool start() const { return every; }
  __device__ void add(bool &s, bool x, int64_t) const { s = every ? s && x : s || x; }
  __device__ void join(bool &s, bool x) const { add(s, x, 0); }
  __device__ void finish(bool s, int64_t at) const { out.put(at, s); }
};

struct count_of {
  typedef bool input;
  typedef int64_t state;
  reduced out;
  __device__ int64_t start() const { return 0; }
  __device__ void add(int64_t &s, bool x, int64_t) const { s += x; }
  __device__ void join(int64_t &s, int64_t x) const { s += x; }
  __device__ void finish(int64_t s, int64_t at) const { out.put(at, s); }
};

static bool truth(lm_call *c, bool every) {
  cuda_run run(c, c->out[0]->device);
  return run && reduce(run, ARG(0).t, (uint32_t)c->scratch[0], truth_of{reduced(c->out[0]), every});
}
CUDA_KERNEL(all) { return truth(c, true); }
CUDA_KERNEL(any) { return truth(c, false); }

CUDA_KERNEL(count_nonzero) {
  cuda_run run(c, c->out[0]->device);
  return run && reduce(run, ARG(0).t, (uint32_t)c->scratch[0], count_of{reduced(c->out[0])});
}

/* ---- moments ---- */

/* Welford's update, and Chan, Golub and LeVeque (1983) to join two sets. */
template <class T>
struct variance_of {
  typedef T input;
  struct state {
    int64_t n;
    T mean, squares;
  };
  reduced out;
  double correction;
  bool root;
  __device__ state start() const { return {0, 0, 0}; }
  __device__ void add(state &s, T x, int64_t) const {
    s.n++;
    T delta = x - s.mean;
    s.mean += delta / (T)s.n;
    s.squares += delta * (x - s.mean);
  }
  __device__ void join(state &s, const state &o) const {
    if (o.n == 0) return;
    if (s.n == 0) {
      s = o;
      return;
    }
    T total = (T)(s.n + o.n), delta = o.mean - s.mean;
    s.squares += o.squares + delta * delta * ((T)s.n * ((T)o.n / total));
    s.mean += delta * ((T)o.n / total);
    s.n += o.n;
  }
  __device__ void finish(const state &s, int64_t at) const {
    double degrees = (double)s.n - correction;
    T v = s.squares / (T)(degrees > 0 ? degrees : 0);
    out.put(at, root ? sqrt(v) : v);
  }
};

static bool variance(lm_call *c, bool root) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  uint32_t mask = (uint32_t)c->scratch[0];
  double correction = ARG(2).f;
  reduced out(c->out[0]);
  WITH_FLOATS(out.dtype, reduce(run, ARG(0).t, mask, variance_of<T>{out, correction, root}))
}
CUDA_KERNEL(var) { return variance(c, false); }
CUDA_KERNEL(std) { return variance(c, true); }

/* ---- norms ---- */

enum norm_kind { NORM_0, NORM_1, NORM_2, NORM_MAX, NORM_MIN, NORM_P };

template <class T>
struct norm_of {
  typedef T input;
  typedef T state;
  reduced out;
  norm_kind kind;
  T p;
  __device__ T start() const { return kind == NORM_MIN ? (T)INFINITY : (T)0; }
  __device__ void add(T &s, T x, int64_t) const {
    T a = x < 0 ? -x : x;
    switch (kind) {
    case NORM_0: s += x != 0; break;
    case NORM_1: s += a; break;
    case NORM_2: s += x * x; break;
    case NORM_P: s += pow(a, p); break;
    default: join(s, a);
    }
  }
  __device__ void join(T &s, T x) const {
    if (kind == NORM_MAX)
      s = x > s || x != x ? x : s;
    else if (kind == NORM_MIN)
      s = x < s || x != x ? x : s;
    else
      s += x;
  }
  __device__ void finish(T s, int64_t at) const {
    out.put(at, kind == NORM_2 ? sqrt(s) : kind == NORM_P ? pow(s, (T)1 / p) : s);
  }
};

CUDA_KERNEL(norm) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  uint32_t mask = (uint32_t)c->scratch[0];
  double p = ARG(1).f;
  norm_kind kind = p == 0     ? NORM_0
                   : p == 1   ? NORM_1
                   : p == 2   ? NORM_2
                   : isinf(p) ? (p > 0 ? NORM_MAX : NORM_MIN)
                              : NORM_P;
  reduced out(c->out[0]);
  WITH_FLOATS(out.dtype, reduce(run, ARG(0).t, mask, norm_of<T>{out, kind, (T)p}))
}

/* ---- logsumexp ---- */

/* The largest term so far and the sum of exp(x - largest).  -inf adds nothing; where the largest is
** infinite, only its equals count. */
template <class T>
struct logsumexp_of {
  typedef T input;
  struct state {
    T most, sum;
  };
  reduced out;
  __device__ state start() const { return {-(T)INFINITY, 0}; }
  __device__ void add(state &s, T x, int64_t) const {
    join(s, {x, x == -(T)INFINITY ? (T)0 : (T)1});
  }
  __device__ void join(state &s, const state &o) const {
    if (o.sum == 0) return;
    if (o.most > s.most)
      s = {o.most, s.sum == 0 ? o.sum : s.sum * exp(s.most - o.most) + o.sum};
    else
      s.sum += o.most == s.most ? o.sum : o.sum * exp(o.most - s.most);
  }
  __device__ void finish(const state &s, int64_t at) const { out.put(at, s.most + log(s.sum)); }
};

CUDA_KERNEL(logsumexp) {
  cuda_run run(c, c->out[0]->device);
  if (!run) return false;
  uint32_t mask = (uint32_t)c->scratch[0];
  reduced out(c->out[0]);
  WITH_FLOATS(out.dtype, reduce(run, ARG(0).t, mask, logsumexp_of<T>{out}))
}
