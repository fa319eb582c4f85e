/* The functions of vecmath.h: each vector variant jumps to SLEEF's function of that width.
**
** SLEEF's plain functions may choose a way by what all lanes have in common, and then the last bit of
** one lane depends on its neighbours.  The variants called here (finz with, cinz without fused
** multiplication) do not, and agree between instruction sets as well.
*/
#ifdef __clang__ /* says of each loop that it could not vectorise */
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#define LM_VECMATH_DEFINES
#include "tensor/cpu/isa/vecmath.h"

#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Lanes, the letter of the vector ABI in the names of variants that gcc calls, and SLEEF's prefix and
** suffix. */
#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)
#if defined __AVX512F__
#define F32_LANES 16
#define F64_LANES 8
#define LETTER "e"
#define SLEEF "Sleef_finz_"
#define SLEEF_ISA "avx512f"
#elif defined __AVX2__
#define F32_LANES 8
#define F64_LANES 4
#define LETTER "d"
#define SLEEF "Sleef_finz_"
#define SLEEF_ISA "avx2"
#else
#define F32_LANES 4
#define F64_LANES 2
#ifdef __aarch64__
#define LETTER "n"
#define SLEEF "Sleef_finz_"
#define SLEEF_ISA "advsimd"
#else
#define LETTER "b"
#define SLEEF "Sleef_cinz_"
#define SLEEF_ISA "sse4"
#endif
#endif

/* arm64's vector variants keep more registers than plain functions do. */
#ifdef __aarch64__
#define VARIANT __attribute__((aarch64_vector_pcs))
#else
#define VARIANT
#endif

typedef float vf __attribute__((vector_size(LM_VECTOR)));
typedef double vd __attribute__((vector_size(LM_VECTOR)));

static void open_sleef(void);

/* Subtracting 0 spreads every float as it is; adding it would lose the sign of -0. */
#define SPREAD(x, V) ((x) - (V){0})

/* True where a comparison holds in some lane. */
#define ANY(mask)                                                              \
  __extension__({                                                              \
    uint64_t words[LM_VECTOR / 8], any = 0;                                    \
    memcpy(words, &(mask), sizeof words);                                      \
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) any |= words[i]; \
    any != 0;                                                                  \
  })

/* One function in one precision.  `go` leads to `first`, which resolves all pointers, then to SLEEF
** or to `plain`.  Pointers only ever change from `first` to one other value, so a thread that reads
** an old one is merely sent around.  Lanes beyond the limit are computed anew. */
#define FUNCTION1(name, T, V, lanes, limit)                                                    \
  static V first_##name(V x);                                                                  \
  static V (*go_##name)(V) = first_##name;                                                     \
  static V plain_##name(V x) {                                                                 \
    for (int i = 0; i < lanes; i++) x[i] = name(x[i]);                                         \
    return x;                                                                                  \
  }                                                                                            \
  static V first_##name(V x) {                                                                 \
    open_sleef();                                                                              \
    return __atomic_load_n(&go_##name, __ATOMIC_RELAXED)(x);                                   \
  }                                                                                            \
  static inline V call_##name(V x) {                                                           \
    V y = __atomic_load_n(&go_##name, __ATOMIC_RELAXED)(x);                                    \
    if ((limit) == (T)INFINITY) return y;                                                      \
    __typeof__(x > x) far = (x > SPREAD(limit, V)) | (x < SPREAD(-(limit), V));                \
    if (ANY(far))                                                                              \
      for (int i = 0; i < lanes; i++)                                                          \
        if (far[i]) y[i] = name(x[i]);                                                         \
    return y;                                                                                  \
  }                                                                                            \
  VARIANT V LM_NAME(variant_##name)(V) __asm__("_ZGV" LETTER                                   \
                                               "N" TEXT(lanes) "v_" TEXT(LM_NAME(lm_##name))); \
  VARIANT V LM_NAME(variant_##name)(V x) { return call_##name(x); }                            \
  T LM_NAME(lm_##name)(T x) { return call_##name(SPREAD(x, V))[0]; }

#define FUNCTION2(name, T, V, lanes)                                                               \
  static V first_##name(V x, V y);                                                                 \
  static V (*go_##name)(V, V) = first_##name;                                                      \
  static V plain_##name(V x, V y) {                                                                \
    for (int i = 0; i < lanes; i++) x[i] = name(x[i], y[i]);                                       \
    return x;                                                                                      \
  }                                                                                                \
  static V first_##name(V x, V y) {                                                                \
    open_sleef();                                                                                  \
    return __atomic_load_n(&go_##name, __ATOMIC_RELAXED)(x, y);                                    \
  }                                                                                                \
  VARIANT V LM_NAME(variant_##name)(V, V) __asm__("_ZGV" LETTER                                    \
                                                  "N" TEXT(lanes) "vv_" TEXT(LM_NAME(lm_##name))); \
  VARIANT V LM_NAME(variant_##name)(V x, V y) {                                                    \
    return __atomic_load_n(&go_##name, __ATOMIC_RELAXED)(x, y);                                    \
  }                                                                                                \
  T LM_NAME(lm_##name)(T x, T y) {                                                                 \
    return __atomic_load_n(&go_##name, __ATOMIC_RELAXED)(SPREAD(x, V), SPREAD(y, V))[0];           \
  }

#define BOTH1(fn, grade, limit_f32, limit_f64)      \
  FUNCTION1(fn##f, float, vf, F32_LANES, limit_f32) \
  FUNCTION1(fn, double, vd, F64_LANES, limit_f64)
#define BOTH2(fn, grade) FUNCTION2(fn##f, float, vf, F32_LANES) FUNCTION2(fn, double, vd, F64_LANES)
LM_VECMATH1(BOTH1)
LM_VECMATH2(BOTH2)

/* ---- fmod ---- */

/* x - q * y without rounding, where the result needs no more bits than y has. */
#if defined __FMA__ || defined __aarch64__
#define REST_F32(x, q, y) __builtin_fmaf(-(q), y, x)
#define REST_F64(x, q, y) __builtin_fma(-(q), y, x)
#define EXACT_F64 0x1p52
#else
#define REST_F32(x, q, y) (float)((double)(x) - (double)(q) * (double)(y))
#define REST_F64(x, q, y) (x) /* never used: */
#define EXACT_F64 0.0         /* no quotient is small enough */
#endif

/* While the quotient has fewer bits than the type, division misses its whole part q by one at most,
** and x - q * y is exact, so that one step mends it.  Other lanes, infinities and NaN go to libm. */
#define FMOD(name, T, V, lanes, fabs, trunc, copysign, REST, exact)                                \
  static V call_##name(V x, V y) {                                                                 \
    T a[lanes], b[lanes], r[lanes];                                                                \
    int far = 0;                                                                                   \
    memcpy(a, &x, sizeof a);                                                                       \
    memcpy(b, &y, sizeof b);                                                                       \
    _Pragma("omp simd reduction(| : far)") for (int i = 0; i < lanes; i++) {                       \
      T q = trunc(a[i] / b[i]), step = fabs(b[i]), sign = copysign((T)1, a[i]);                    \
      T rest = REST(a[i], q, b[i]) * sign; /* as if x were positive */                             \
      T up = rest + step, down = rest - step;                                                      \
      rest = rest < 0 ? up : rest;                                                                 \
      rest = rest >= step ? down : rest;                                                           \
      r[i] = copysign(rest, a[i]);                                                                 \
      far |= !(fabs(q) < exact && step < (T)INFINITY);                                             \
    }                                                                                              \
    if (far)                                                                                       \
      for (int i = 0; i < lanes; i++)                                                              \
        if (!(fabs(trunc(a[i] / b[i])) < exact && fabs(b[i]) < (T)INFINITY))                       \
          r[i] = name(a[i], b[i]);                                                                 \
    memcpy(&x, r, sizeof r);                                                                       \
    return x;                                                                                      \
  }                                                                                                \
  VARIANT V LM_NAME(variant_##name)(V, V) __asm__("_ZGV" LETTER                                    \
                                                  "N" TEXT(lanes) "vv_" TEXT(LM_NAME(lm_##name))); \
  VARIANT V LM_NAME(variant_##name)(V x, V y) { return call_##name(x, y); }                        \
  T LM_NAME(lm_##name)(T x, T y) { return call_##name(SPREAD(x, V), SPREAD(y, V))[0]; }

FMOD(fmodf, float, vf, F32_LANES, __builtin_fabsf, __builtin_truncf, __builtin_copysignf, REST_F32,
     0x1p23f)
FMOD(fmod, double, vd, F64_LANES, __builtin_fabs, __builtin_trunc, __builtin_copysign, REST_F64,
     EXACT_F64)

/* ---- SLEEF ---- */

static void resolve(void) {
  /* Kept open: the pointers live as long as the process. */
  void *sleef = dlopen("libsleef.so.3", RTLD_NOW | RTLD_LOCAL);
  void *found;
#define RESOLVE(name, symbol)                                                       \
  found = sleef ? dlsym(sleef, symbol) : NULL;                                      \
  __atomic_store_n(&go_##name, found ? (__typeof__(go_##name))found : plain_##name, \
                   __ATOMIC_RELAXED);
#define RESOLVE_BOTH(fn, grade, ...)                                 \
  RESOLVE(fn##f, SLEEF #fn "f" TEXT(F32_LANES) "_" #grade SLEEF_ISA) \
  RESOLVE(fn, SLEEF #fn "d" TEXT(F64_LANES) "_" #grade SLEEF_ISA)
  LM_VECMATH1(RESOLVE_BOTH)
  LM_VECMATH2(RESOLVE_BOTH)
}

static void open_sleef(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, resolve);
}
