/* Philox and the distributions made from its words: see random.h.
**
** The logarithms and the double circle have the coefficients of fdlibm (e_log.c, e_logf.c, k_sin.c,
** k_cos.c), the float circle those of Cephes (sinf.c).  What those functions spend on special cases is
** not needed here: arguments of the logarithm are normal numbers in (0, 1], and angles come as
** fractions of a turn, which are reduced exactly.
*/
#include "tensor/cpu/random.h"
#include "tensor/cpu/isa.h"
#include "tensor/philox.h"

#include <math.h>
#include <string.h>

/* Blocks computed side by side: one 512-bit register of 32-bit words for each word of a block. */
#define LANES 16

static inline void philox_lanes(uint32_t *restrict out, uint64_t block, uint64_t seed) {
  uint32_t c0[LANES], c1[LANES], c2[LANES], c3[LANES];
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
  for (int j = 0; j < LANES; j++) {
    c0[j] = (uint32_t)(block + (uint64_t)j);
    c1[j] = (uint32_t)((block + (uint64_t)j) >> 32);
    c2[j] = c3[j] = 0;
  }
  for (int r = 0; r < PHILOX_ROUNDS; r++) {
    for (int j = 0; j < LANES; j++) {
      uint64_t p0 = (uint64_t)PHILOX_M0 * c0[j], p1 = (uint64_t)PHILOX_M1 * c2[j];
      c0[j] = (uint32_t)(p1 >> 32) ^ c1[j] ^ k0;
      c2[j] = (uint32_t)(p0 >> 32) ^ c3[j] ^ k1;
      c1[j] = (uint32_t)p1;
      c3[j] = (uint32_t)p0;
    }
    k0 += PHILOX_W0;
    k1 += PHILOX_W1;
  }
  for (int j = 0; j < LANES; j++) {
    out[4 * j] = c0[j];
    out[4 * j + 1] = c1[j];
    out[4 * j + 2] = c2[j];
    out[4 * j + 3] = c3[j];
  }
}

static void words(uint32_t *out, uint64_t block, uint64_t seed, int64_t blocks) {
  for (; blocks >= LANES; blocks -= LANES, block += LANES, out += 4 * LANES)
    philox_lanes(out, block, seed);
  if (blocks > 0) {
    uint32_t rest[4 * LANES];
    philox_lanes(rest, block, seed);
    memcpy(out, rest, (size_t)blocks * 4 * sizeof *out);
  }
}

/* ---- numbers from words ---- */

/* [0, 1) in steps of 2^-24 and 2^-53. */
static inline float unit_f32(uint32_t w) { return (float)(int32_t)(w >> 8) * 0x1p-24f; }
static inline double unit_f64(uint32_t low, uint32_t high) {
  return ((double)(int32_t)(high >> 5) * 0x1p26 + (double)(int32_t)(low >> 6)) * 0x1p-53;
}

/* (0, 1], fine near 0, where the logarithm is steep. */
static inline float open_f32(uint32_t w) { return (float)(int32_t)(w >> 1) * 0x1p-31f + 0x1p-32f; }
static inline double open_f64(uint32_t low, uint32_t high) { return unit_f64(low, high) + 0x1p-54; }

static inline float log_f32(float x) {
  int32_t bits, k;
  memcpy(&bits, &x, 4);
  bits -= 0x3f3504f3; /* sqrt(1/2): the mantissa then lies in sqrt(1/2) .. sqrt(2) */
  k = bits >> 23;
  bits = (bits & 0x007fffff) + 0x3f3504f3;
  memcpy(&x, &bits, 4);
  float f = x - 1, s = f / (2 + f), z = s * s, w = z * z;
  float r = z * (0x1.555554p-1f + w * 0x1.23d3dcp-2f) + w * (0x1.999c26p-2f + w * 0x1.f13c4cp-3f);
  float half = 0.5f * f * f, e = (float)k;
  return s * (half + r) + e * 9.0580006145e-06f - half + f + e * 6.9313812256e-01f;
}

static inline double log_f64(double x) {
  uint64_t bits, e;
  memcpy(&bits, &x, 8);
  bits += 0x3ff0000000000000u - 0x3fe6a09e00000000u;
  e = bits >> 52;
  bits = (bits & 0x000fffffffffffffu) + 0x3fe6a09e00000000u;
  memcpy(&x, &bits, 8);
  /* The exponent as a double, by its bits: instruction sets before AVX-512 cannot convert int64. */
  double k;
  e |= 0x4330000000000000u;
  memcpy(&k, &e, 8);
  k -= 0x1p52 + 1023;
  double f = x - 1, s = f / (2 + f), z = s * s, w = z * z;
  double odd = z * (6.666666666666735130e-01 +
                    w * (2.857142874366239149e-01 +
                         w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  double even = w * (3.999999999940941908e-01 +
                     w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  double half = 0.5 * f * f;
  return s * (half + odd + even) + k * 1.90821492927058770002e-10 - half + f +
         k * 6.93147180369123816490e-01;
}

/* Sine and cosine of 2 pi w / 2^32: the nearest multiple of a quarter turn is taken off exactly. */
static inline void circle_f32(uint32_t w, float *sine, float *cosine) {
  uint32_t q = (w + 0x20000000u) >> 30;
  float x = (float)(int32_t)(w - (q << 30)) * 0x1.921fb6p-30f; /* 2 pi / 2^32 */
  float z = x * x;
  float s = x + x * z * (-1.6666654611e-1f + z * (8.3321608736e-3f + z * -1.9515295891e-4f));
  float c =
      1 - 0.5f * z +
      z * z * (4.166664568298827e-2f + z * (-1.388731625493765e-3f + z * 2.443315711809948e-5f));
  float a = q & 1 ? c : s, b = q & 1 ? s : c;
  *sine = q & 2 ? -a : a;
  *cosine = (q + 1) & 2 ? -b : b;
}

static inline void circle_f64(uint32_t low, uint32_t high, double *sine, double *cosine) {
  double turn = unit_f64(low, high), q = floor(turn * 4 + 0.5);
  double x = (turn - q * 0.25) * 6.283185307179586477, z = x * x;
  double s =
      x + x * z *
              (-1.66666666666666324348e-01 +
               z * (8.33333333332248946124e-03 +
                    z * (-1.98412698298579493134e-04 +
                         z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 +
                                                                z * 1.58969099521155010221e-10)))));
  double c =
      1 - 0.5 * z +
      z * z *
          (4.16666666666666019037e-02 +
           z * (-1.38888888888741095749e-03 +
                z * (2.48015872894767294178e-05 +
                     z * (-2.75573143513906633035e-07 +
                          z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
  double odd = q - 2 * floor(q * 0.5); /* 0 or 1, and so for the half turn */
  double a = odd != 0 ? c : s, b = odd != 0 ? s : c;
  *sine = q == 2 || q == 3 ? -a : a;
  *cosine = q == 1 || q == 2 ? -b : b;
}

/* ---- distributions ---- */

/* from + u * (to - from) may round up to `to`, which is left out. */
static void uniform_f32(float *restrict out, const uint32_t *restrict w, int64_t n, float from,
                        float to) {
  for (int64_t i = 0; i < n; i++) {
    float v = from + unit_f32(w[i]) * (to - from);
    out[i] = v < to ? v : from;
  }
}

static void uniform_f64(double *restrict out, const uint32_t *restrict w, int64_t n, double from,
                        double to) {
  for (int64_t i = 0; i < n; i++) {
    double v = from + unit_f64(w[2 * i], w[2 * i + 1]) * (to - from);
    out[i] = v < to ? v : from;
  }
}

/* Box and Muller, "A note on the generation of random normal deviates", 1958. */
static void normal_f32(float *restrict out, const uint32_t *restrict w, int64_t n, float mean,
                       float std) {
  for (int64_t i = 0; i < n / 2; i++) {
    float radius = std * sqrtf(-2 * log_f32(open_f32(w[2 * i]))), s, c;
    circle_f32(w[2 * i + 1], &s, &c);
    out[2 * i] = mean + radius * c;
    out[2 * i + 1] = mean + radius * s;
  }
}

static void normal_f64(double *restrict out, const uint32_t *restrict w, int64_t n, double mean,
                       double std) {
  for (int64_t i = 0; i < n / 2; i++) {
    double radius = std * sqrt(-2 * log_f64(open_f64(w[4 * i], w[4 * i + 1]))), s, c;
    circle_f64(w[4 * i + 2], w[4 * i + 3], &s, &c);
    out[2 * i] = mean + radius * c;
    out[2 * i + 1] = mean + radius * s;
  }
}

/* The logarithm of 1 would give 0, which an exponential number never is. */
static void exponential_f32(float *restrict out, const uint32_t *restrict w, int64_t n,
                            float scale) {
  for (int64_t i = 0; i < n; i++) {
    float u = open_f32(w[i]);
    out[i] = -scale * log_f32(u < 1 ? u : 1 - 0x1p-24f);
  }
}

static void exponential_f64(double *restrict out, const uint32_t *restrict w, int64_t n,
                            double scale) {
  for (int64_t i = 0; i < n; i++) {
    double u = open_f64(w[2 * i], w[2 * i + 1]);
    out[i] = -scale * log_f64(u < 1 ? u : 1 - 0x1p-53);
  }
}

#define DROPOUT(T, suffix)                                                                      \
  static void dropout_##suffix(T *restrict out, uint8_t *restrict keep, const T *restrict x,    \
                               const uint32_t *restrict w, int64_t n, uint64_t drop, T scale) { \
    if (drop > UINT32_MAX) { /* all of them */                                                  \
      for (int64_t i = 0; i < n; i++) keep[i] = 0, out[i] = x[i] * 0;                           \
      return;                                                                                   \
    }                                                                                           \
    uint32_t least = (uint32_t)drop;                                                            \
    for (int64_t i = 0; i < n; i++) {                                                           \
      keep[i] = w[i] >= least;                                                                  \
      out[i] = x[i] * (w[i] >= least ? scale : 0);                                              \
    }                                                                                           \
  }
DROPOUT(float, f32)
DROPOUT(double, f64)

const cpu_random_table LM_NAME(cpu_random_kernels) = {
    words,           uniform_f32,     uniform_f64, normal_f32,  normal_f64,
    exponential_f32, exponential_f64, dropout_f32, dropout_f64,
};
