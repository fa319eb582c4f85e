/* The CPU's backend table. */
#include "tensor/cpu/cpu.h"

#include <string.h>

static bool move(lm_device device, void *dst, const void *src, size_t bytes) {
  (void)device;
  memmove(dst, src, bytes);
  return true;
}

static bool nothing_pending(lm_device device) { return (void)device, true; }

static int one(void) { return 1; }

/* The kernel of a row is the function cpu_NAME; weak, so that a row whose kernel is not written yet
** has NULL in the table, and dispatch says so. */
#define REDUCTION(name, results, args, keeps, flags, doc) \
  bool cpu_##name(lm_call *c) __attribute__((weak));
#define STRUCTURED REDUCTION
#include "tensor/ops.def"

const lm_backend lm_cpu_backend = {
    .name = "cpu",
    .alloc = lm_cpu_alloc,
    .release = lm_cpu_release,
    .empty_cache = lm_cpu_empty_cache,
    .cached = lm_cpu_cached,
    .to_host = move,
    .from_host = move,
    .synchronize = nothing_pending,
    .device_count = one,
    .pointwise = lm_cpu_pointwise,
    .copy = lm_cpu_copy,
    .fill = lm_cpu_fill,
    .kernel =
        {
#define REDUCTION(name, results, args, keeps, flags, doc) [LM_OP_##name] = cpu_##name,
#define STRUCTURED REDUCTION
#include "tensor/ops.def"
        },
};
