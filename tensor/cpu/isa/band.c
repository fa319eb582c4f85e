/* Short runs of weighted sums; see band.h. */
#include "tensor/cpu/isa/band.h"

#define T float
#define NAME(f) f##_f32
#include "tensor/cpu/isa/band_float.h"
#undef T
#undef NAME

#define T double
#define NAME(f) f##_f64
#include "tensor/cpu/isa/band_float.h"
#undef T
#undef NAME

extern const cpu_band_table LM_NAME(cpu_band_kernels);
const cpu_band_table LM_NAME(cpu_band_kernels) = {.apply = {apply_f32, apply_f64},
                                                  .transpose = {transpose_f32, transpose_f64}};
