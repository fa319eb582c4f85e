/* Where the elements of several strided operands lie, for the n-th element of a common shape.
**
** The host drops and merges dimensions; a thread turns its number into an offset for each operand
** with one multiplication and shift for each dimension but the last (a division by a number that
** is known beforehand: Granlund and Montgomery 1994, figure 4.1).  Compiles as plain C++ too, which is
** how spec/gpu/layout_test.cpp tests it.
*/
#ifndef LM_CUDA_LAYOUT_H
#define LM_CUDA_LAYOUT_H

#include "tensor/tensor.h"

#ifdef __CUDACC__
#define LAYOUT_BOTH __host__ __device__ __forceinline__
#else
#define LAYOUT_BOTH inline
#endif

/* Division of numbers below 2^31. */
struct fast_divider {
  uint32_t divisor, magic, shift;
};

static inline fast_divider fast_divider_of(uint32_t divisor) {
  fast_divider f = {divisor, 0, 0};
  while (f.shift < 32 && ((uint64_t)1 << f.shift) < divisor) f.shift++;
  f.magic = (uint32_t)((((uint64_t)1 << 32) * (((uint64_t)1 << f.shift) - divisor)) / divisor + 1);
  return f;
}

static LAYOUT_BOTH uint32_t fast_divide(const fast_divider &f, uint32_t n) {
#ifdef __CUDA_ARCH__
  uint32_t high = __umulhi(n, f.magic);
#else
  uint32_t high = (uint32_t)(((uint64_t)n * f.magic) >> 32);
#endif
  return (high + n) >> f.shift;
}

/* N operands over one shape.  Dimension 0 is the innermost. */
template <int N>
struct cuda_layout {
  int ndim;  /* at least 1 */
  bool wide; /* 2^31 elements or more */
  int64_t numel;
  int64_t sizes[LM_MAX_DIMS];
  int64_t strides[N][LM_MAX_DIMS]; /* in elements */
  fast_divider divider[LM_MAX_DIMS];

  /* Offsets of the operands for element i. */
  LAYOUT_BOTH void locate(int64_t i, int64_t (&offset)[N]) const {
    for (int k = 0; k < N; k++) offset[k] = 0;
    int last = ndim - 1;
    for (int d = 0; d < last; d++) {
      int64_t q = wide ? i / sizes[d] : (int64_t)fast_divide(divider[d], (uint32_t)i);
      int64_t r = i - q * sizes[d];
      for (int k = 0; k < N; k++) offset[k] += r * strides[k][d];
      i = q;
    }
    for (int k = 0; k < N; k++) offset[k] += i * strides[k][last];
  }

  /* The same where there are fewer than 2^31 elements: without the slow division. */
  LAYOUT_BOTH void locate_narrow(uint32_t i, int64_t (&offset)[N]) const {
    for (int k = 0; k < N; k++) offset[k] = 0;
    int last = ndim - 1;
    for (int d = 0; d < last; d++) {
      uint32_t q = fast_divide(divider[d], i), r = i - q * (uint32_t)sizes[d];
      for (int k = 0; k < N; k++) offset[k] += r * strides[k][d];
      i = q;
    }
    for (int k = 0; k < N; k++) offset[k] += i * strides[k][last];
  }

  /* Calls f(part, offsets of the operands) for parts of fewer than 2^31 elements, until one fails. */
  template <class F>
  bool in_parts(F f) const {
    int64_t base[N] = {0};
    return part(base, f);
  }

  /* True when operand k lies in order without gaps. */
  bool dense(int k) const { return ndim == 1 && (strides[k][0] == 1 || numel == 1); }
  bool still(int k) const {
    for (int d = 0; d < ndim; d++)
      if (strides[k][d] != 0 && sizes[d] > 1) return false;
    return true;
  }

  void set_dividers() {
    wide = numel > INT32_MAX;
    for (int d = 0; d < ndim; d++)
      if (!wide) divider[d] = fast_divider_of((uint32_t)(sizes[d] ? sizes[d] : 1));
  }

private:
  template <class F>
  bool part(const int64_t (&base)[N], F f) const {
    if (!wide) return f(*this, base);
    int last = ndim - 1;
    int64_t inner = numel / sizes[last], most = inner > INT32_MAX ? 1 : INT32_MAX / inner;
    for (int64_t start = 0; start < sizes[last]; start += most) {
      cuda_layout<N> l = *this;
      int64_t at[N], n = sizes[last] - start < most ? sizes[last] - start : most;
      for (int k = 0; k < N; k++) at[k] = base[k] + start * strides[k][last];
      l.sizes[last] = n;
      if (n == 1 && last > 0) l.ndim--;
      l.numel = inner * n;
      l.set_dividers();
      if (!l.part(at, f)) return false;
    }
    return true;
  }
};

/* A layout is built from dimensions, outermost first, and finished once. */
template <int N>
class layout_builder {
public:
  /* One more dimension, inside the ones before. */
  void add(int64_t size, const int64_t (&stride)[N]) {
    if (size == 1) return;
    size_[n] = size;
    for (int k = 0; k < N; k++) stride_[k][n] = stride[k];
    n++;
  }

  /* Lets the dimensions be visited in another order: operand 0 then moves in its memory's order.
  ** For operations whose elements have nothing to do with each other. */
  void sort() {
    for (int i = 1; i < n; i++)
      for (int j = i; j > 0 && length(stride_[0][j - 1]) < length(stride_[0][j]); j--)
        swap(j - 1, j);
  }

  cuda_layout<N> finish() {
    cuda_layout<N> l;
    l.ndim = 0;
    l.numel = 1;
    for (int i = n - 1; i >= 0; i--) {
      l.numel *= size_[i];
      int d = l.ndim - 1;
      bool merges = d >= 0;
      for (int k = 0; merges && k < N; k++) merges = stride_[k][i] == l.strides[k][d] * l.sizes[d];
      if (merges) {
        l.sizes[d] *= size_[i];
        continue;
      }
      l.sizes[l.ndim] = size_[i];
      for (int k = 0; k < N; k++) l.strides[k][l.ndim] = stride_[k][i];
      l.ndim++;
    }
    if (l.ndim == 0) {
      l.ndim = 1;
      l.sizes[0] = 1;
      for (int k = 0; k < N; k++) l.strides[k][0] = 0;
    }
    l.set_dividers();
    return l;
  }

private:
  static int64_t length(int64_t stride) { return stride < 0 ? -stride : stride; }
  void swap(int i, int j) {
    int64_t s = size_[i];
    size_[i] = size_[j], size_[j] = s;
    for (int k = 0; k < N; k++) {
      s = stride_[k][i];
      stride_[k][i] = stride_[k][j], stride_[k][j] = s;
    }
  }
  int n = 0;
  int64_t size_[LM_MAX_DIMS], stride_[N][LM_MAX_DIMS];
};

/* The layout of tensors of one shape, in any order. */
template <int N>
static cuda_layout<N> layout_of(const lm_tensor *const (&t)[N]) {
  layout_builder<N> b;
  for (int d = 0; d < t[0]->ndim; d++) {
    int64_t stride[N];
    for (int k = 0; k < N; k++) stride[k] = t[k]->strides[d];
    b.add(t[0]->sizes[d], stride);
  }
  b.sort();
  return b.finish();
}

#endif
