/* Elements moved by their size alone, whatever their dtype; one table for each instruction set. */
#ifndef LM_CPU_ISA_MOVE_H
#define LM_CPU_ISA_MOVE_H

#include "tensor/cpu/isa.h"

#include <stdbool.h>
#include <stdint.h>

/* Positions in a dimension of n, counted by scripts: from 1, or from the end. */
typedef struct cpu_positions {
  int64_t n, step; /* bytes from one to the next */
  int64_t skip;    /* this one, counted from 0, has the offset -1; INT64_MIN: none */
} cpu_positions;

/* Sets, or adds to, the byte offsets of `count` positions, `stride` bytes apart.  True when one of them is
** out of range; the first takes its place. */
typedef bool (*cpu_offsets_fn)(int64_t *offsets, const void *index, int64_t stride, int64_t count,
                               const cpu_positions *at, bool add);
/* True when one of `count` positions is outside of n. */
typedef bool (*cpu_outside_fn)(const void *index, int64_t stride, int64_t count, int64_t n);

typedef struct cpu_move_table {
  /* By the size of an element: n of them, strides in bytes.  A source stride of 0 repeats one.  dst
  ** and src may be the same elements, and dense ones may overlap. */
  void (*copy[17])(void *dst, int64_t dst_stride, const void *src, int64_t src_stride, int64_t n);
  /* By type: int32, int64. */
  cpu_offsets_fn offsets[2];
  cpu_outside_fn outside[2];
} cpu_move_table;

LM_ISA_TABLE(cpu_move_table, cpu_moves)

#endif
