/* Elements moved by their size alone; what the kernels promise is in move.h. */
#ifdef __clang__ /* says of each loop that it could not vectorise */
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#include "tensor/cpu/isa/vecmath.h" /* LM_VECTOR */
#include "tensor/cpu/isa/move.h"
#include "tensor/dtype.h"

#include <string.h>

/* A block of memory.  Not by memmove: glibc copies from 2 kB on by `rep movsb`, which on some
** processors takes ten times as long where dst lies a few bytes behind src modulo 4096 (measured on
** EPYC: 1.5 ms for 4 MB instead of 0.15).  The ends are copied by vectors that may overlap. */
static void dense(char *dst, const char *src, int64_t bytes) {
  enum { V = LM_VECTOR };
  typedef uint8_t vector __attribute__((vector_size(V)));
  vector a, b, c, d;
  if (bytes < 8 * V || (dst < src + bytes && src < dst + bytes)) {
    memmove(dst, src, (size_t)bytes);
    return;
  }
  memcpy(&a, src, V);
  memcpy(dst, &a, V);
  const int64_t skip = V - (int64_t)((uintptr_t)dst % V);
  for (dst += skip, src += skip, bytes -= skip; bytes >= 4 * V;
       dst += 4 * V, src += 4 * V, bytes -= 4 * V) {
    memcpy(&a, src, V);
    memcpy(&b, src + V, V);
    memcpy(&c, src + 2 * V, V);
    memcpy(&d, src + 3 * V, V);
    memcpy(dst, &a, V);
    memcpy(dst + V, &b, V);
    memcpy(dst + 2 * V, &c, V);
    memcpy(dst + 3 * V, &d, V);
  }
  for (; bytes >= V; dst += V, src += V, bytes -= V) {
    memcpy(&a, src, V);
    memcpy(dst, &a, V);
  }
  memcpy(&a, src + bytes - V, V);
  memcpy(dst + bytes - V, &a, V);
}

#define COPY(size, T)                                                                      \
  static void copy_##size(void *dst, int64_t ds, const void *src, int64_t ss, int64_t n) { \
    T *d = dst;                                                                            \
    const T *s = src;                                                                      \
    if (ds == size && ss == size) {                                                        \
      dense(dst, src, n *size);                                                            \
    } else if (ds == size && ss == 0) {                                                    \
      if (n == 0) return;                                                                  \
      const T x = *s;                                                                      \
      _Pragma("omp simd") for (int64_t i = 0; i < n; i++) d[i] = x;                        \
    } else if (ds == size && ss == -size) {                                                \
      _Pragma("omp simd") for (int64_t i = 0; i < n; i++) d[i] = s[-i];                    \
    } else {                                                                               \
      char *p = dst;                                                                       \
      const char *q = src;                                                                 \
      for (int64_t i = 0; i < n; i++, p += ds, q += ss) *(T *)p = *(const T *)q;           \
    }                                                                                      \
  }
COPY(1, uint8_t)
COPY(2, uint16_t)
COPY(4, uint32_t)
COPY(8, uint64_t)
COPY(16, lm_c128)

/* ---- positions ---- */

/* From 0, without branches; unsigned, as the ends of int64 wrap around to what is out of range. */
static inline int64_t from_zero(int64_t i, int64_t n) {
  return (int64_t)((uint64_t)i - 1 + (i < 0 ? (uint64_t)n + 1 : 0));
}

#define OFFSETS(each, set)                                                       \
  _Pragma("omp simd reduction(| : bad)") for (int64_t j = 0; j < count; j++) {   \
    int64_t k = from_zero(each, n);                                              \
    const int64_t out = -(int64_t)((k < 0) | (k >= n));                          \
    bad |= out;                                                                  \
    k &= ~out;                                                                   \
    const int64_t at = k == skip ? -1 : (int64_t)((uint64_t)k * (uint64_t)step); \
    off[j] set at;                                                               \
  }
#define POSITIONS(name, T)                                                                   \
  static bool offsets_##name(int64_t *off, const void *index, int64_t stride, int64_t count, \
                             const cpu_positions *positions, bool add) {                     \
    const int64_t n = positions->n, step = positions->step, skip = positions->skip;          \
    const T *dense = index;                                                                  \
    const char *p = index;                                                                   \
    int64_t bad = 0;                                                                         \
    if (add && stride == sizeof(T)) {                                                        \
      OFFSETS(dense[j], +=)                                                                  \
    } else if (add) {                                                                        \
      OFFSETS(*(const T *)(p + j * stride), +=)                                              \
    } else if (stride == sizeof(T)) {                                                        \
      OFFSETS(dense[j], =)                                                                   \
    } else {                                                                                 \
      OFFSETS(*(const T *)(p + j * stride), =)                                               \
    }                                                                                        \
    return bad != 0;                                                                         \
  }                                                                                          \
  static bool outside_##name(const void *index, int64_t stride, int64_t count, int64_t n) {  \
    const T *dense = index;                                                                  \
    const char *p = index;                                                                   \
    int64_t bad = 0;                                                                         \
    if (stride == sizeof(T)) {                                                               \
      _Pragma("omp simd reduction(| : bad)") for (int64_t j = 0; j < count; j++) {           \
        const int64_t k = from_zero(dense[j], n);                                            \
        bad |= (k < 0) | (k >= n);                                                           \
      }                                                                                      \
    } else {                                                                                 \
      for (int64_t j = 0; j < count; j++) {                                                  \
        const int64_t k = from_zero(*(const T *)(p + j * stride), n);                        \
        bad |= (k < 0) | (k >= n);                                                           \
      }                                                                                      \
    }                                                                                        \
    return bad != 0;                                                                         \
  }
POSITIONS(i32, int32_t)
POSITIONS(i64, int64_t)

extern const cpu_move_table LM_NAME(cpu_moves);
const cpu_move_table LM_NAME(cpu_moves) = {
    .copy = {[1] = copy_1, [2] = copy_2, [4] = copy_4, [8] = copy_8, [16] = copy_16},
    .offsets = {offsets_i32, offsets_i64},
    .outside = {outside_i32, outside_i64}};
