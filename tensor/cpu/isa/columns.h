/* Windows of images as columns and back, compiled once per instruction set.
**
** An image is a stack of channels of g->in elements.  Row r of the columns belongs to element
** r % K of the kernel in channel r / K, K being the kernel's elements; its entries are the windows
** p0 .. p1 - 1 of g->out, and rows are `ld` elements apart. */
#ifndef CPU_ISA_COLUMNS_H
#define CPU_ISA_COLUMNS_H

#include "tensor/cpu/isa.h"
#include "tensor/spatial.h"

/* What of the columns a call is about. */
typedef struct cpu_window {
  const lm_grid *g;
  int64_t ld, r0, r1, p0, p1;
} cpu_window;

/* By type: float, double. */
typedef struct cpu_columns_table {
  /* The rows r0 .. r1 - 1 into cols, padding as zeros. */
  void (*take[2])(const cpu_window *c, void *cols, const void *image);
  /* Entries added to the elements that they stand for. */
  void (*add[2])(const cpu_window *c, const void *cols, void *image);
  /* out += the sum over the rows of weight[r] times row r: a convolution of one channel by one. */
  void (*sum[2])(const cpu_window *c, void *out, const void *weight, const void *image);
} cpu_columns_table;

LM_ISA_TABLE(cpu_columns_table, cpu_columns_kernels)

#endif
