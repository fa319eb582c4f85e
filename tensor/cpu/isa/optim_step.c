/* Inner loops of the optimisers; see optim_step.h. */
#include "tensor/cpu/isa/optim_step.h"

/* Kernels may contract a * b + c; here only what PyTorch fuses is fused. */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("fp-contract=off")
#endif

#if defined __FMA__ || defined __aarch64__
#define FMA32(a, b, c) __builtin_fmaf(a, b, c)
#define FMA64(a, b, c) __builtin_fma(a, b, c)
#else
#define FMA32(a, b, c) ((a) * (b) + (c))
#define FMA64 FMA32
#endif

#define STEP_FUNCTION static inline __attribute__((always_inline))

#define T float
#define FMA FMA32
#define SQRT __builtin_sqrtf
#define ABS __builtin_fabsf
#define NAME(x) x##_f32
#include "tensor/cpu/isa/step_float.h"
#undef T
#undef FMA
#undef SQRT
#undef ABS
#undef NAME

#define T double
#define FMA FMA64
#define SQRT __builtin_sqrt
#define ABS __builtin_fabs
#define NAME(x) x##_f64
#include "tensor/cpu/isa/step_float.h"

extern const lm_step_table LM_NAME(lm_steps);
const lm_step_table LM_NAME(lm_steps) = {
#define STRUCTURED(name, results, args, keeps, flags, doc)
#define STEP(name, least, most, args, doc) .name = {name##_loop_f32, name##_loop_f64},
#include "tensor/ops/optim.def"
    .scale = {scale_f32, scale_f64},
};
