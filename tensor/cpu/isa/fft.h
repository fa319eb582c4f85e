/* The inner loops of Fourier transforms, one table for each instruction set.
**
** Numbers are complex: a real part and an imaginary part, float or double.  A pass of Stockham's
** algorithm turns n = radix * m values, each a group of s neighbours, into `radix` interleaved
** transforms of length m: for p < m and k < radix,
**
**     y[radix * p + k] = w(n, p * k) * sum over j of x[p + m * j] * w(radix, j * k)
**
** with w(n, i) = exp(-2 pi i sqrt(-1) / n), or its conjugate.  No pass reorders, so what is s-wide at
** the start (lines side by side) stays so, and the innermost loop is as long as that.
*/
#ifndef LM_CPU_ISA_FFT_H
#define LM_CPU_ISA_FFT_H

#include "tensor/cpu/isa.h"

#include <stdbool.h>
#include <stdint.h>

enum { LM_FFT_RADIX = 31 }; /* the largest; lengths with larger primes go through convolutions */

typedef struct lm_fft_table { /* [double?] */
  /* twiddle: w(n, p * k) for p < m, k = 1 .. radix-1, one behind the other; roots: w(radix, i) for
  ** i < radix.  sign is -1 for w as above and +1 for its conjugate (tables are made for it). */
  void (*pass[2])(int radix, int64_t m, int64_t s, const void *x, void *y, const void *twiddle,
                  const void *roots, int sign);
  /* x *= y, element by element: n values of x, each `wide` neighbours, by n values of y. */
  void (*scale_by[2])(void *x, const void *y, int64_t n, int64_t wide);
} lm_fft_table;

#endif
