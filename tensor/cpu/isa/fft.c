/* Passes of Fourier transforms; see fft.h. */
#include "tensor/cpu/isa/fft.h"

#define BODY "tensor/cpu/isa/fft_float.h"
#include "tensor/cpu/isa/both_floats.h"

extern const lm_fft_table LM_NAME(lm_ffts);
const lm_fft_table LM_NAME(lm_ffts) = {
    .pass = {pass_f32, pass_f64},
    .scale_by = {scale_by_f32, scale_by_f64},
};
