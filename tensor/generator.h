/* Random streams: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).
**
** Philox turns a 128-bit counter and a 64-bit key into 128 random bits, a block, with no state between
** blocks.  A generator is a key (the seed) and the number of the next block; a draw takes as many
** blocks as its elements need and its element i reads a fixed word of a fixed block.  So the values
** depend neither on the number of threads nor on the instruction set, and every device can compute
** them on its own.
**
** Block b of a seed is Philox of counter {low b, high b, 0, 0} with key {low seed, high seed}.
*/
#ifndef LM_GENERATOR_H
#define LM_GENERATOR_H

#include "tensor/tensor.h"

struct lm_generator {
  LM_ATOMIC(int) refs;
  LM_ATOMIC(uint64_t) seed;
  LM_ATOMIC(uint64_t) next; /* the first block that no draw has taken */
};

#define LM_GENERATOR_STATE 24 /* bytes of a saved state */

lm_generator *lm_generator_new(uint64_t seed); /* one reference; NULL when memory is used up */
lm_generator *lm_generator_retain(lm_generator *g);
void lm_generator_free(lm_generator *g); /* gives one reference back; NULL is fine */

/* Starts the stream of a seed from its beginning. */
void lm_generator_seed(lm_generator *g, uint64_t seed);
/* A seed from the operating system. */
uint64_t lm_random_seed(void);

/* Takes `blocks` blocks for one draw: the number of the first, and the key in *seed. */
uint64_t lm_generator_take(lm_generator *g, int64_t blocks, uint64_t *seed);

/* The position in the stream as bytes, the same on every machine. */
void lm_generator_get_state(lm_generator *g, uint8_t state[LM_GENERATOR_STATE]);
/* Fails with a message on bytes that get_state did not write. */
bool lm_generator_set_state(lm_generator *g, const uint8_t *state, size_t bytes);

/* One block, for checks and single numbers. */
void lm_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

#endif
