/* What the random kernels of the CPU share. */
#ifndef CPU_DRAW_H
#define CPU_DRAW_H

#include "tensor/backend.h"
#include "tensor/generator.h"

/* Words made at a time: 4 KB, which stay in the first cache until they are used. */
#define CHUNK 1024

/* Takes blocks of a generator (NULL: the state's own) for one draw. */
bool cpu_take_blocks(lm_generator *g, int64_t blocks, uint64_t *first, uint64_t *seed);

/* A contiguous copy as float64, owned by the caller. */
lm_tensor *cpu_as_doubles(lm_tensor *t);

/* 64 bits of two words. */
static inline uint64_t join(const uint32_t *w) { return (uint64_t)w[1] << 32 | w[0]; }

#endif
