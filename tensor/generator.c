/* Random streams: see generator.h. */
#include "tensor/generator.h"
#include "tensor/philox.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static const uint8_t magic[8] = {'p', 'h', 'i', 'l', 'o', 'x', '1', '0'};

lm_generator *lm_generator_new(uint64_t seed) {
  lm_generator *g = calloc(1, sizeof *g);
  if (g == NULL) return NULL;
  g->refs = 1;
  g->seed = seed;
  return g;
}

lm_generator *lm_generator_retain(lm_generator *g) {
  if (g) g->refs++;
  return g;
}

void lm_generator_free(lm_generator *g) {
  if (g && --g->refs == 0) free(g);
}

void lm_generator_seed(lm_generator *g, uint64_t seed) {
  g->seed = seed;
  g->next = 0;
}

uint64_t lm_random_seed(void) {
  uint64_t seed;
  if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed) return seed;
  /* Only early in a boot: two clocks differ between processes, if not unpredictably. */
  struct timespec wall, cpu;
  clock_gettime(CLOCK_REALTIME, &wall);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (uint64_t)wall.tv_sec << 32 ^ (uint64_t)wall.tv_nsec ^ (uint64_t)cpu.tv_nsec << 20;
}

uint64_t lm_generator_take(lm_generator *g, int64_t blocks, uint64_t *seed) {
  *seed = g->seed;
  return atomic_fetch_add(&g->next, (uint64_t)blocks);
}

static void put_u64(uint8_t *p, uint64_t v) {
  for (int i = 0; i < 8; i++) p[i] = (uint8_t)(v >> 8 * i);
}

static uint64_t get_u64(const uint8_t *p) {
  uint64_t v = 0;
  for (int i = 0; i < 8; i++) v |= (uint64_t)p[i] << 8 * i;
  return v;
}

void lm_generator_get_state(lm_generator *g, uint8_t state[LM_GENERATOR_STATE]) {
  memcpy(state, magic, 8);
  put_u64(state + 8, g->seed);
  put_u64(state + 16, g->next);
}

bool lm_generator_set_state(lm_generator *g, const uint8_t *state, size_t bytes) {
  if (bytes != LM_GENERATOR_STATE || memcmp(state, magic, 8) != 0)
    return lm_fail("set_rng_state: these %zu bytes are not the state of a generator (it has %d)",
                   bytes, LM_GENERATOR_STATE);
  g->seed = get_u64(state + 8);
  g->next = get_u64(state + 16);
  return true;
}

void lm_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]}, k[2] = {key[0], key[1]};
  for (int r = 0; r < PHILOX_ROUNDS; r++) {
    uint64_t p0 = (uint64_t)PHILOX_M0 * c[0], p1 = (uint64_t)PHILOX_M1 * c[2];
    uint32_t next[4] = {(uint32_t)(p1 >> 32) ^ c[1] ^ k[0], (uint32_t)p1,
                        (uint32_t)(p0 >> 32) ^ c[3] ^ k[1], (uint32_t)p0};
    memcpy(c, next, sizeof c);
    k[0] += PHILOX_W0;
    k[1] += PHILOX_W1;
  }
  memcpy(out, c, sizeof c);
}
