/* float16 and bfloat16 from and to float: exact one way, to the nearest (ties to even) the other.
** Denormals, infinities and NaN are converted like every other value.  No branches: loops over
** these vectorise. */
#ifndef LM_HALF_H
#define LM_HALF_H

#include <string.h>

#include "tensor/dtype.h"

static inline uint32_t lm_float_bits(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static inline float lm_bits_float(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

static inline float lm_bf16_to_float(lm_bf16 h) { return lm_bits_float((uint32_t)h.bits << 16); }

static inline lm_bf16 lm_float_to_bf16(float x) {
  uint32_t bits = lm_float_bits(x);
  uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
  return (lm_bf16){(uint16_t)(x != x ? 0x7fc0 : rounded)};
}

/* The exponent is rebased by a multiplication, which is exact and normalises denormals. */
static inline float lm_f16_to_float(lm_f16 h) {
  uint32_t magnitude = (uint32_t)(h.bits & 0x7fff) << 13, sign = (uint32_t)(h.bits & 0x8000) << 16;
  uint32_t finite = lm_float_bits(lm_bits_float(magnitude) * 0x1p112f);
  uint32_t special = magnitude | 0x7f800000; /* infinity and NaN keep all exponent bits set */
  return lm_bits_float((magnitude >= 0x7c00u << 13 ? special : finite) | sign);
}

static inline lm_f16 lm_float_to_f16(float x) {
  uint32_t bits = lm_float_bits(x), sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
  /* Normal results: rebase the exponent, round off 13 bits.  Too large ones carry into infinity. */
  uint32_t normal = (magnitude - (112u << 23) + 0xfff + (magnitude >> 13 & 1)) >> 13;
  /* Denormal ones: adding 0.5 leaves the units of 2^-24 in the last bits, rounded. */
  uint32_t denormal = lm_float_bits(lm_bits_float(magnitude) + 0.5f) - lm_float_bits(0.5f);
  uint32_t special = magnitude > 0x7f800000 ? 0x7e00 : 0x7c00;
  uint32_t h = magnitude >= 143u << 23 ? special : magnitude < 113u << 23 ? denormal : normal;
  return (lm_f16){(uint16_t)(h | sign)};
}

#endif
