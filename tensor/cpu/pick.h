/* Elements at listed positions: the one loop behind indexing, gather, scatter and embedding.
**
** A pick walks its shape: the picked tensor by its strides plus an offset, the other operand by its
** own strides.  Where each position serves once, offsets are worked out as the walk goes, a block at a
** time; where slices share them, and for index tensors in another layout, once before it.  Nothing is
** written where a position is out of range.  Where offsets may repeat, threads share only the
** dimensions along which the picked tensor itself moves, so that each destination sees its elements in
** one order, whatever the number of threads.
*/
#ifndef CPU_PICK_H
#define CPU_PICK_H

#include "tensor/op.h"
#include "tensor/cpu/iter.h"

/* Positions (from 1, or from the end) in one dimension; `dim` is for messages (-1: not told). */
typedef struct cpu_part {
  lm_tensor *index;
  int64_t n, step; /* positions there are, bytes from one to the next */
  int dim;
} cpu_part;

#define CPU_PICK_PARTS 3 /* index tensors that are read as the walk goes */

typedef struct cpu_pick {
  int ndim;
  int64_t sizes[LM_MAX_DIMS];
  int64_t picked[LM_MAX_DIMS]; /* strides of the picked tensor; 0 where only offsets move it */
  int along[LM_MAX_DIMS];      /* the dimension of the index tensors' shape, or -1 */
  bool unseen; /* writes may go astray where a position is wrong: the result is dropped then */
  /* Set by cpu_pick_resolve. */
  int64_t offset[LM_MAX_DIMS]; /* strides of the offsets or index tensors */
  lm_tensor *offsets; /* bytes, int64, contiguous; the pick owns it; -1: left out (add); or NULL: */
  const char *op;
  int parts;
  cpu_part part[CPU_PICK_PARTS]; /* the offset is the sum of theirs */
} cpu_pick;

/* Completes a pick that has sizes, strides and `along`: index tensors that broadcast to `shape`.  Offsets
** of position `skip` (from 0; -1: none) are left out.  Fails where offsets are made now and a position
** is out of range. */
bool cpu_pick_resolve(cpu_pick *p, const char *op, const lm_tensor *picked, int ndim,
                      const int64_t *shape, const cpu_part *part, int parts, int64_t skip);

/* Offsets of a shape, unset; NULL with a message when memory is used up. */
lm_tensor *cpu_offsets_new(int ndim, const int64_t *sizes);
/* Sets them to (or adds) (position - 1) * step for each element of the index, which broadcasts to them;
** those of position `skip` become -1. */
bool cpu_offsets_of(lm_tensor *offsets, const char *op, const cpu_part *part, int64_t skip,
                    bool add);

/* A pick over the sizes of `index` where the index replaces the position along `dim`: gather. */
bool cpu_pick_along(cpu_pick *p, const char *op, lm_tensor *self, int64_t dim, lm_tensor *index);
/* A pick of whole slices at the positions of dim that a vector lists: index_select. */
bool cpu_pick_slices(cpu_pick *p, const char *op, lm_tensor *self, int64_t dim, lm_tensor *index,
                     int64_t skip);

/* These release the offsets.  `out` and `values` have the sizes of the pick, values any strides. */
bool cpu_pick_take(cpu_pick *p, lm_tensor *out, lm_tensor *self);   /* out = self[...] */
bool cpu_pick_put(cpu_pick *p, lm_tensor *self, lm_tensor *values); /* self[...] = values */
bool cpu_pick_add(cpu_pick *p, lm_tensor *self, lm_tensor *values, lm_scalar alpha); /* += */

/* self[...] = row(self[...], values): the row gets the picked tensor (to which the offset is added), the
** offsets and the values.  A place that several offsets name sees its values in one order. */
bool cpu_pick_combine(cpu_pick *p, lm_tensor *self, lm_tensor *values, lm_row_fn row);

/* The start of a kernel that writes into a copy of argument 0: out[0] gets its elements, unless it
** is in place. */
bool cpu_start_from_self(lm_call *c);
/* t as dtype, broadcast to sizes, and apart from the storage of `dst`; the caller's. */
lm_tensor *cpu_operand(lm_tensor *t, lm_dtype dtype, const lm_tensor *dst, int ndim,
                       const int64_t *sizes);
/* Where to add up for out: a float32 copy of its elements for 16-bit floats, out itself otherwise.
** The second gives it back, storing the sums when all went well; it returns ok. */
lm_tensor *cpu_accumulator(lm_tensor *out);
bool cpu_accumulated(lm_tensor *out, lm_tensor *sums, bool ok);

#endif
