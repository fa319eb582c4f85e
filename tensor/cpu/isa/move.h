/* Elements moved by their size alone, whatever their dtype; one table for each instruction set. */
#ifndef LM_CPU_ISA_MOVE_H
#define LM_CPU_ISA_MOVE_H

#include "tensor/cpu/isa.h"

#include <stdint.h>

typedef struct cpu_move_table {
  /* By the size of an element: n of them, strides in bytes.  A source stride of 0 repeats one.  dst
  ** and src may be the same elements, and dense ones may overlap. */
  void (*copy[17])(void *dst, int64_t dst_stride, const void *src, int64_t src_stride, int64_t n);
} cpu_move_table;

LM_ISA_TABLE(cpu_move_table, cpu_moves)

#endif
