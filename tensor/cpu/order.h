/* The order of elements as the order of unsigned keys.
**
** Every dtype maps to keys of its own width whose order is the wanted one (NaN last, -0 beside 0), so
** that one radix sort or selection serves them all.
*/
#ifndef CPU_ORDER_H
#define CPU_ORDER_H

#include "tensor/op.h"

/* Keys of n elements that lie `stride` bytes apart, all bits exclusive-or'ed with `flip` (of the
** element's width). */
typedef void (*cpu_keys_fn)(const char *p, int64_t stride, int64_t n, uint64_t flip, uint64_t *out);

cpu_keys_fn cpu_keys_of(lm_dtype dtype); /* NULL where there is no order */
/* The key of NaN; no other element of a floating-point dtype has it. */
static inline uint64_t cpu_nan_key(lm_dtype dtype) {
  return UINT64_MAX >> (64 - 8 * lm_dtype_size(dtype));
}

/* A stable sort of n words by their upper half (of packed key and position), or by all of them;
** returns a or b, whichever holds the result. */
uint64_t *cpu_sort_words(uint64_t *a, uint64_t *b, int64_t n, int first_byte);

#endif
