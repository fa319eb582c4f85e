/* The pointwise rows of ops.def as CUDA kernels, expanded from the formulas of tensor/scalar.h.
**
** Included by one file for each number of operands, which defines POINTWISE_ARITY; each of them
** provides the launchers of its rows to pointwise.cu.  A row has a kernel for each type of
** computation that its dtypes need, over any strides and dtypes, and one over dense float32, the
** case that models are made of, which moves four elements at a time.
*/
#ifndef LM_CUDA_POINTWISE_CUH
#define LM_CUDA_POINTWISE_CUH

#include "gpu/element.cuh"
#include "tensor/scalar.h"

/* One operand of N: memory, or a number from the host where data is NULL. */
template <class T>
struct pointwise_operand {
  const void *data;
  int dtype;
  int narrow; /* the dtype whose range a loaded integer is cut to; LM_I64: none */
  T number;
};

template <class T, int N>
struct pointwise_args {
  cuda_layout<N + 1> layout; /* operand 0 is the result */
  void *out;
  int out_dtype;
  pointwise_operand<T> in[N];
  T p[4];
  cuda_fault *fault;
};

/* What pointwise.cu hands to a launcher, whatever the types. */
struct pointwise_call {
  lm_op_id op;
  lm_tensor *out;
  lm_tensor *const *in;
  const lm_scalar *params;
  lm_dtype compute;
};

typedef bool (*pointwise_launcher)(const cuda_run &run, const pointwise_call &call);
pointwise_launcher pointwise_unary(lm_op_id op, cuda_class cls);
pointwise_launcher pointwise_binary(lm_op_id op, cuda_class cls);
pointwise_launcher pointwise_ternary(lm_op_id op, cuda_class cls);

/* The row's other arguments as numbers of type T; those not given mean "no limit". */
template <class T>
void pointwise_params(const pointwise_call &call, T *p);

/* A divisor of 0 among integers: reported as a fault without a position. */
void __device__ static inline pointwise_zero_divisor(cuda_fault *f, int op) {
  if (atomicCAS(&f->set, 0u, 1u) == 0u) {
    f->op = op;
    f->zero_divisor = true;
  }
}

#ifdef POINTWISE_ARITY

template <class Op, class T>
static __device__ __forceinline__ typename Op::result pointwise_apply(const T *x, const T *p,
                                                                      cuda_fault *fault) {
  if constexpr (Op::divides && sizeof(T) == sizeof(int64_t) && (T)0.5 == (T)0)
    if (x[1] == 0) pointwise_zero_divisor(fault, Op::id);
  return Op::run((typename Op::first)x[0], x[Op::arity > 1], x[Op::arity > 2 ? 2 : 0], p);
}

/* The elements that a thread handles at once.  Loads and stores of a batch are functions of their
** own, shared by all kernels of a file, and the formula is called, not written out for each element:
** that halves the library, and these kernels wait for memory anyway.  All loads of a batch are under
** way before the first is used. */
template <class T>
struct batch {
  T v[ELEMENT_PER_THREAD];
};

template <class T>
static __device__ __noinline__ batch<T> load_batch(const void *data, int dtype, int narrow,
                                                   batch<int64_t> at, int count) {
  batch<T> x;
#pragma unroll
  for (int u = 0; u < ELEMENT_PER_THREAD; u++)
    x.v[u] = u < count ? element_narrow(element_load<T>(data, dtype, at.v[u]), narrow) : (T)1;
  return x;
}

template <class R>
static __device__ __noinline__ void store_batch(void *data, int dtype, batch<int64_t> at,
                                                batch<R> x, int count) {
#pragma unroll
  for (int u = 0; u < ELEMENT_PER_THREAD; u++)
    if (u < count) element_store(data, dtype, at.v[u], x.v[u]);
}

template <class Op, class T>
static __device__ __noinline__ typename Op::result call_formula(T a, T b, T c, const T *p,
                                                                cuda_fault *fault) {
  T x[3] = {a, b, c};
  return pointwise_apply<Op, T>(x, p, fault);
}

template <class Op, class T>
static __global__ void __launch_bounds__(ELEMENT_THREADS)
    pointwise_kernel(const __grid_constant__ pointwise_args<T, Op::arity> g) {
  constexpr int N = Op::arity, PER = ELEMENT_PER_THREAD;
  constexpr uint32_t TILE = ELEMENT_THREADS * PER;
  uint32_t n = (uint32_t)g.layout.numel; /* below 2^31, so adding a stride does not overflow */
  for (uint32_t start = blockIdx.x * TILE + threadIdx.x; start < n; start += gridDim.x * TILE) {
    int count = 0;
    batch<int64_t> at[N + 1];
#pragma unroll
    for (int u = 0; u < PER; u++) {
      uint32_t i = start + u * ELEMENT_THREADS;
      if (i < n) count = u + 1;
      int64_t offset[N + 1];
      g.layout.locate_narrow(i < n ? i : start, offset);
#pragma unroll
      for (int k = 0; k <= N; k++) at[k].v[u] = offset[k];
    }
    batch<T> x[N];
#pragma unroll
    for (int k = 0; k < N; k++) {
      if (g.in[k].data != NULL)
        x[k] = load_batch<T>(g.in[k].data, g.in[k].dtype, g.in[k].narrow, at[k + 1], count);
      else
#pragma unroll
        for (int u = 0; u < PER; u++) x[k].v[u] = g.in[k].number;
    }
    batch<typename Op::result> r;
#pragma unroll
    for (int u = 0; u < PER; u++)
      r.v[u] = call_formula<Op, T>(x[0].v[u], x[N > 1].v[u], x[N > 2 ? 2 : 0].v[u], g.p, g.fault);
    store_batch(g.out, g.out_dtype, at[0], r, count);
  }
}

/* ---- dense float32 ---- */

template <int N>
struct dense_args {
  int64_t n;
  void *out;
  const float *in[N]; /* NULL: the number */
  bool still[N];      /* one element for all */
  float number[N], p[4];
};

template <class R>
struct alignas(4 * sizeof(R)) four {
  R v[4];
};

template <class Op>
static __global__ void __launch_bounds__(ELEMENT_THREADS)
    dense_kernel(const __grid_constant__ dense_args<Op::arity> g) {
  typedef typename Op::result R;
  constexpr int N = Op::arity;
  float x[4][N];
  int64_t step = (int64_t)gridDim.x * blockDim.x * 4;
#pragma unroll
  for (int k = 0; k < N; k++) {
    float number = g.in[k] == NULL ? g.number[k] : g.still[k] ? *g.in[k] : 0;
#pragma unroll
    for (int u = 0; u < 4; u++) x[u][k] = number;
  }
  for (int64_t i = ((int64_t)blockIdx.x * blockDim.x + threadIdx.x) * 4; i < g.n; i += step) {
    bool whole = i + 4 <= g.n;
#pragma unroll
    for (int k = 0; k < N; k++) {
      if (g.in[k] == NULL || g.still[k]) continue;
      if (whole) {
        float4 v = *(const float4 *)(g.in[k] + i);
        x[0][k] = v.x, x[1][k] = v.y, x[2][k] = v.z, x[3][k] = v.w;
      } else {
#pragma unroll
        for (int u = 0; u < 4; u++)
          if (i + u < g.n) x[u][k] = g.in[k][i + u];
      }
    }
    four<R> r;
#pragma unroll
    for (int u = 0; u < 4; u++) r.v[u] = pointwise_apply<Op, float>(x[u], g.p, NULL);
    if (whole)
      *(four<R> *)((R *)g.out + i) = r;
    else
#pragma unroll
      for (int u = 0; u < 4; u++)
        if (i + u < g.n) ((R *)g.out)[i + u] = r.v[u];
  }
}

static inline bool aligned(const void *p, size_t to) { return (uintptr_t)p % to == 0; }

/* Fills in `d` when every operand is dense float32, one element of it, or a number. */
template <class Op>
static bool is_dense(const pointwise_args<float, Op::arity> &g, dense_args<Op::arity> *d) {
  typedef typename Op::result R;
  int result = sizeof(R) == 1 ? LM_BOOL : LM_F32;
  if (g.out_dtype != result || !g.layout.dense(0) || !aligned(g.out, 4 * sizeof(R))) return false;
  d->n = g.layout.numel;
  d->out = g.out;
  for (int k = 0; k < Op::arity; k++) {
    d->in[k] = (const float *)g.in[k].data;
    d->number[k] = g.in[k].number;
    d->still[k] = false;
    if (d->in[k] == NULL) continue;
    if (g.in[k].dtype != LM_F32) return false;
    d->still[k] = g.layout.still(k + 1);
    if (!d->still[k] && (!g.layout.dense(k + 1) || !aligned(d->in[k], sizeof(float4))))
      return false;
  }
  for (int i = 0; i < 4; i++) d->p[i] = g.p[i];
  return true;
}

/* ---- launches ---- */

template <class Op, class T>
static bool pointwise_launch(const cuda_run &run, const pointwise_call &call) {
  constexpr int N = Op::arity;
  pointwise_args<T, N> g;
  layout_builder<N + 1> layout;
  for (int d = 0; d < call.out->ndim; d++) {
    int64_t stride[N + 1] = {call.out->strides[d]};
    for (int k = 0; k < N; k++)
      stride[k + 1] = call.in[k]->device == LM_CPU ? 0 : call.in[k]->strides[d];
    layout.add(call.out->sizes[d], stride);
  }
  layout.sort();
  g.layout = layout.finish();
  g.out = lm_data(call.out);
  g.out_dtype = call.out->dtype;
  for (int k = 0; k < N; k++) {
    const lm_tensor *t = call.in[k];
    bool number = t->device == LM_CPU, wide = t->dtype != call.compute;
    g.in[k].data = number ? NULL : lm_data(t);
    g.in[k].dtype = t->dtype;
    g.in[k].narrow = wide ? (int)call.compute : (int)LM_I64;
    g.in[k].number = number ? element_narrow(number_as<T>(host_number(t)), call.compute) : (T)0;
  }
  pointwise_params<T>(call, g.p);
  g.fault = Op::divides ? run.faults() : NULL;
  if constexpr (sizeof(T) == sizeof(float) && Op::dense) {
    dense_args<N> d;
    if (is_dense<Op>(g, &d)) {
      dense_kernel<Op><<<element_blocks(d.n), ELEMENT_THREADS, 0, run.stream>>>(d);
      return run.launched();
    }
  }
  const pointwise_args<T, N> whole = g;
  return whole.layout.in_parts([&](const cuda_layout<N + 1> &part, const int64_t(&base)[N + 1]) {
    g.layout = part;
    g.out = (char *)whole.out + base[0] * (int64_t)lm_dtype_size((lm_dtype)g.out_dtype);
    for (int k = 0; k < N; k++)
      if (g.in[k].data != NULL)
        g.in[k].data = (const char *)whole.in[k].data +
                       base[k + 1] * (int64_t)lm_dtype_size((lm_dtype)g.in[k].dtype);
    pointwise_kernel<Op, T><<<element_blocks(part.numel), ELEMENT_THREADS, 0, run.stream>>>(g);
    return run.launched();
  });
}

/* ---- the rows ---- */

#define ARITY_T_T 1
#define ARITY_T_R 1
#define ARITY_T_B 1
#define ARITY_TT_T 2
#define ARITY_TT_B 2
#define ARITY_TTT_T 3
#define ARITY_BTT_T 3
#define RESULT_T_T T
#define RESULT_T_R T
#define RESULT_T_B bool
#define RESULT_TT_T T
#define RESULT_TT_B bool
#define RESULT_TTT_T T
#define RESULT_BTT_T T
#define FIRST_T_T T
#define FIRST_T_R T
#define FIRST_T_B T
#define FIRST_TT_T T
#define FIRST_TT_B T
#define FIRST_TTT_T T
#define FIRST_BTT_T bool

/* `dense` is off where the first operand is a mask, whose elements are not float32. */
#define POINTWISE(name, sig, promotion, set, args, keeps, flags, doc)                       \
  template <class T>                                                                        \
  struct row_##name {                                                                       \
    typedef RESULT_##sig result;                                                            \
    typedef FIRST_##sig first;                                                              \
    static constexpr int arity = ARITY_##sig, id = LM_OP_##name;                            \
    static constexpr bool divides = id == LM_OP_floor_divide || id == LM_OP_trunc_divide || \
                                    id == LM_OP_remainder || id == LM_OP_fmod;              \
    static constexpr bool dense = sizeof(first) == sizeof(T);                               \
    static __device__ __forceinline__ result run(first a, T b, T c, const T *p) {           \
      (void)b, (void)c, (void)p;                                                            \
      return (result)(LM_FORMULA_##name(T, a, b, c, p));                                    \
    }                                                                                       \
  };
#include "tensor/ops.def"

/* Which types of computation the dtypes of a row need. */
static constexpr bool set_has(int set, cuda_class cls) {
  return cls == CLASS_BOOL  ? set == LM_SET_ALL || set == LM_SET_INTS
         : cls == CLASS_INT ? set != LM_SET_FLOATS
                            : set != LM_SET_INTS;
}

/* The launcher of a row for a type, where it has one and this file is the row's. */
template <template <class> class Row, class T, bool here>
struct launcher_of {
  static constexpr pointwise_launcher value = NULL;
};
template <template <class> class Row, class T>
struct launcher_of<Row, T, true> {
  static constexpr pointwise_launcher value = pointwise_launch<Row<T>, T>;
};

static pointwise_launcher find_launcher(lm_op_id op, cuda_class cls) {
  static const pointwise_launcher table[][4] = {
#define LAUNCHER(name, sig, set, cls, T) \
  launcher_of<row_##name, T,             \
              ARITY_##sig == POINTWISE_ARITY && set_has(LM_SET_##set & ~LM_SET_C, cls)>::value
#define OP(kind, name, results, args, keeps, flags, doc) {NULL, NULL, NULL, NULL},
#define POINTWISE(name, sig, promotion, set, args, keeps, flags, doc)                        \
  {LAUNCHER(name, sig, set, CLASS_BOOL, bool), LAUNCHER(name, sig, set, CLASS_INT, int64_t), \
   LAUNCHER(name, sig, set, CLASS_FLOAT, float), LAUNCHER(name, sig, set, CLASS_DOUBLE, double)},
#include "tensor/ops.def"
  };
  return table[op][cls];
}

#endif
#endif
