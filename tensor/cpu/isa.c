/* Which instruction set runs; see isa.h. */
#include "tensor/cpu/isa.h"
#include "tensor/cpu/isa/pointwise.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[LM_ISA_COUNT] = {
#define X(name) #name,
    LM_ISAS(X)
#undef X
};

/* An instruction set is in the build when its pointwise kernels are. */
#define X(name) extern const lm_pointwise_table lm_pointwise_kernels_##name __attribute__((weak));
LM_ISAS(X)
#undef X

static bool built(lm_isa isa) {
  static const lm_pointwise_table *const tables[LM_ISA_COUNT] = {
#define X(name) &lm_pointwise_kernels_##name,
      LM_ISAS(X)
#undef X
  };
  return tables[isa] != NULL;
}

static bool runs(lm_isa isa) {
  switch (isa) {
#ifdef __x86_64__
  /* What the levels add beyond these (F16C, LZCNT, MOVBE) came with them in every processor. */
  case LM_ISA_v2: return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
  case LM_ISA_v3:
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
           __builtin_cpu_supports("bmi2");
  case LM_ISA_v4:
    return runs(LM_ISA_v3) && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#endif
#ifdef __aarch64__
  case LM_ISA_neon: return true; /* part of the base architecture */
#endif
  case LM_ISA_generic: return true;
  default: return false;
  }
}

static lm_isa choose(void) {
  const char *forced = getenv("LUMA_ISA");
  lm_isa best = LM_ISA_generic;
  for (int i = 0; i < LM_ISA_COUNT; i++) {
    if (!built((lm_isa)i) || !runs((lm_isa)i)) continue;
    best = (lm_isa)i;
    if (forced && strcmp(forced, names[i]) == 0) break;
  }
  return best;
}

lm_isa lm_isa_choice(void) {
  /* Two threads that come here first choose the same. */
  static _Atomic int choice = -1;
  int c = atomic_load_explicit(&choice, memory_order_relaxed);
  if (__builtin_expect(c < 0, 0)) {
    c = (int)choose();
    atomic_store_explicit(&choice, c, memory_order_relaxed);
  }
  return (lm_isa)c;
}

const char *lm_isa_name(void) { return names[lm_isa_choice()]; }
