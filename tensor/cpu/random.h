/* Philox and the distributions made from its words, compiled once per instruction set.
**
** `words` writes 4 * blocks words: block b, b + 1, … of a seed.  The others turn the words of a draw
** into elements, in order.  A 32-bit element reads one word, a 64-bit element two; those of `normal`
** share them in pairs, so there n must be even.
*/
#ifndef CPU_RANDOM_H
#define CPU_RANDOM_H

#include "tensor/cpu/isa.h"

#include <stdint.h>

typedef struct cpu_random_table {
  void (*words)(uint32_t *out, uint64_t block, uint64_t seed, int64_t blocks);
  void (*uniform_f32)(float *out, const uint32_t *w, int64_t n, float from, float to);
  void (*uniform_f64)(double *out, const uint32_t *w, int64_t n, double from, double to);
  void (*normal_f32)(float *out, const uint32_t *w, int64_t n, float mean, float std);
  void (*normal_f64)(double *out, const uint32_t *w, int64_t n, double mean, double std);
  void (*exponential_f32)(float *out, const uint32_t *w, int64_t n, float scale);
  void (*exponential_f64)(double *out, const uint32_t *w, int64_t n, double scale);
  /* keep[i] = w[i] >= drop; out[i] = x[i] * (keep[i] ? scale : 0).  drop is at most 2^32. */
  void (*dropout_f32)(float *out, uint8_t *keep, const float *x, const uint32_t *w, int64_t n,
                      uint64_t drop, float scale);
  void (*dropout_f64)(double *out, uint8_t *keep, const double *x, const uint32_t *w, int64_t n,
                      uint64_t drop, double scale);
} cpu_random_table;

LM_ISA_TABLE(cpu_random_table, cpu_random_kernels)

#endif
