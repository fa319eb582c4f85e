/* Maxima of windows that are alike, compiled once per instruction set. */
#ifndef CPU_ISA_POOL_H
#define CPU_ISA_POOL_H

#include "tensor/cpu/isa.h"

#include <stdint.h>

/* Windows in one plane of elements; each begins `step` elements behind the one before. */
typedef struct cpu_windows {
  int64_t first, step;
  const int64_t *taps; /* where a window's elements are, from its first one on: 0, ... */
  int64_t count;       /* of taps */
} cpu_windows;

/* By type: float, double, int64.  The largest element of each of n windows and its position in the plane,
** from 1: the first of equal ones, and NaN over all.  Positions in a plane of floats are below 2^31. */
typedef struct cpu_pool_table {
  void (*most[3])(const cpu_windows *w, const void *plane, int64_t n, void *y, int64_t *positions);
} cpu_pool_table;

LM_ISA_TABLE(cpu_pool_table, cpu_pool_kernels)

#endif
