/* Philox4x32-10 against the known answers that Random123 publishes (kat_vectors), and the kernels of
** every instruction set that runs here against it. */
#include "tensor/generator.h"
#include "tensor/cpu/random.h"

#include <stdio.h>
#include <string.h>

static int failures;

static void check(const char *name, bool good) {
  if (good)
    printf("ok %s\n", name);
  else
    printf("not ok %s: other words\n", name), failures++;
}

static void known(const char *name, const uint32_t counter[4], const uint32_t key[2],
                  const uint32_t wanted[4]) {
  uint32_t out[4];
  lm_philox(counter, key, out);
  check(name, memcmp(out, wanted, sizeof out) == 0);
}

static void kernel(void) {
  enum { BLOCKS = 37 }; /* whole and partial batches of lanes, across a carry of the counter */
  uint64_t first = 0xfffffff0u, seed = 0x0123456789abcdefu;
  uint32_t words[4 * BLOCKS], block[4];
  cpu_random_kernels()->words(words, first, seed, BLOCKS);
  bool same = true;
  for (uint64_t b = 0; b < BLOCKS; b++) {
    uint64_t n = first + b;
    const uint32_t counter[4] = {(uint32_t)n, (uint32_t)(n >> 32), 0, 0};
    const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    lm_philox(counter, key, block);
    same = same && memcmp(block, words + 4 * b, sizeof block) == 0;
  }
  char name[64];
  snprintf(name, sizeof name, "philox kernel (%s)", lm_isa_name());
  check(name, same);
}

int main(void) {
  const uint32_t zero[4] = {0}, ones[4] = {~0u, ~0u, ~0u, ~0u};
  const uint32_t pi[6] = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0};
  known("philox of zeros", zero, zero,
        (const uint32_t[]){0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  known("philox of ones", ones, ones,
        (const uint32_t[]){0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  known("philox of the digits of pi", pi, pi + 4,
        (const uint32_t[]){0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
  kernel();

  uint8_t state[LM_GENERATOR_STATE];
  uint64_t seed, at;
  lm_generator *g = lm_generator_new(5), *h = lm_generator_new(6);
  at = lm_generator_take(g, 3, &seed);
  check("a draw takes its blocks", at == 0 && seed == 5 && lm_generator_take(g, 1, &seed) == 3);
  lm_generator_get_state(g, state);
  check("a state moves", lm_generator_set_state(h, state, sizeof state) &&
                             lm_generator_take(h, 1, &seed) == 4 && seed == 5);
  state[0] ^= 1;
  check("other bytes are refused", !lm_generator_set_state(h, state, sizeof state) && lm_error());
  lm_generator_free(g);
  lm_generator_free(h);
  return failures != 0;
}
