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
FUNCTION1(erf, double, vd, F64_LANES, INFINITY)

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

/* ---- erf of float ---- */

/* erf(x) = x * R(x^2) with a polynomial R of u = 2 x^2 / FLAT^2 - 1, from -1 to 1, which interpolates
** at the 19 points of Chebyshev: within 0.505 units in the last place, measured at 5 million points
** from 1e-38 on.  From FLAT on erf is 1 in float.  In double, since nothing is lost there: the
** coefficients alternate, and denormals are as good as other numbers. */
#define FLAT 3.95f
static const double even[] = {0.35800076527771491,   0.1331765541464508,    0.090491358651413112,
                              0.058858062639896826,  0.031481833319476508,  0.013171894392822384,
                              0.0042057283458731718, 0.0011682525104214734, 0.00014783969285699037,
                              6.9568548267554101e-05};
static const double odd[] = {
    -0.17876950506404762,   -0.10863848544397436,    -0.074317909718325928,
    -0.044312057206781857,  -0.021073833180750876,   -0.0075615652119037395,
    -0.0024544127562943921, -0.00029332440632791725, -0.00018621643795403573};

typedef double vw __attribute__((vector_size(2 * LM_VECTOR))); /* as many as floats in a vf */
typedef int32_t vi __attribute__((vector_size(LM_VECTOR)));

static vf call_erff(vf x) {
  const vi sign = (vi)x & INT32_MIN;
  vf size = (vf)((vi)x & INT32_MAX);
  const vi flat = size > SPREAD(FLAT, vf); /* false for NaN, which stays */
  size = (vf)(((vi)size & ~flat) | ((vi)SPREAD(FLAT, vf) & flat));
  const vw d = __builtin_convertvector(size, vw);
  const vw u = d * d * (2 / ((double)FLAT * (double)FLAT)) - 1, u2 = u * u;
  vw e = u2 * even[9] + even[8], o = u2 * odd[8] + odd[7];
  for (int i = 7; i > 0; i--) e = e * u2 + even[i], o = o * u2 + odd[i - 1];
  e = e * u2 + even[0];
  return (vf)((vi) __builtin_convertvector(d * (e + u * o), vf) | sign);
}
VARIANT vf LM_NAME(variant_erff)(vf) __asm__("_ZGV" LETTER
                                             "N" TEXT(F32_LANES) "v_" TEXT(LM_NAME(lm_erff)));
VARIANT vf LM_NAME(variant_erff)(vf x) { return call_erff(x); }
float LM_NAME(lm_erff)(float x) { return call_erff(SPREAD(x, vf))[0]; }

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
  RESOLVE(erf, SLEEF "erfd" TEXT(F64_LANES) "_u10" SLEEF_ISA)
  LM_VECMATH2(RESOLVE_BOTH)
}

static void open_sleef(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, resolve);
}
