/* Short runs of weighted sums; see band.h. */
#include "tensor/cpu/isa/band.h"

#include <string.h>

#define BODY "tensor/cpu/isa/band_float.h"
#include "tensor/cpu/isa/both_floats.h"

extern const cpu_band_table LM_NAME(cpu_band_kernels);
const cpu_band_table LM_NAME(cpu_band_kernels) = {.apply = {apply_f32, apply_f64},
                                                  .transpose = {transpose_f32, transpose_f64}};
