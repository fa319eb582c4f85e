/* Short runs of weighted sums, compiled once per instruction set.  x is (n, inner), y (rows, inner). */
#ifndef CPU_ISA_BAND_H
#define CPU_ISA_BAND_H

#include "tensor/cpu/isa.h"

#include <stdint.h>

typedef struct cpu_bands {
  const int64_t *span; /* pairs: where a run begins, counted from 0, and how long it is */
  const void *weight;  /* rows of `most` */
  int64_t most, rows, n, inner;
} cpu_bands;

/* By type: float, double.  y and x are `outer` such matrices, one behind the other. */
typedef struct cpu_band_table {
  /* Rows begin .. end - 1 of all y from x; matrix m has the rows from m * rows on. */
  void (*apply[2])(const cpu_bands *b, void *y, const void *x, int64_t begin, int64_t end);
  /* Matrices begin .. end - 1 of x from y; of each the columns j0 .. j1 - 1. */
  void (*transpose[2])(const cpu_bands *b, void *x, const void *y, int64_t begin, int64_t end,
                       int64_t j0, int64_t j1);
} cpu_band_table;

LM_ISA_TABLE(cpu_band_table, cpu_band_kernels)

#endif
