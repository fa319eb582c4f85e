/* The functions that fill in the CPU's backend table, by the file that has them. */
#ifndef LM_CPU_H
#define LM_CPU_H

#include "tensor/backend.h"

/* alloc.c: a caching allocator; see there. */
void *lm_cpu_alloc(lm_device device, size_t bytes);
void lm_cpu_release(lm_device device, void *data, size_t bytes);
void lm_cpu_empty_cache(lm_device device);
size_t lm_cpu_cached(lm_device device);

/* pointwise.c */
bool lm_cpu_pointwise(lm_op_id op, lm_tensor *out, lm_tensor *const *in, int n,
                      const lm_scalar *params, lm_dtype compute);

/* copy.c */
bool lm_cpu_copy(lm_tensor *dst, lm_tensor *src);
bool lm_cpu_fill(lm_tensor *t, lm_scalar value);

#endif
