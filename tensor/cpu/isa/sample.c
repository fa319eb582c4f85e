/* Inner loops of grid_sample; see sample.h. */
#ifdef __clang__ /* says of each loop that it could not vectorise */
#pragma clang diagnostic ignored "-Wpass-failed"
#endif

#include "tensor/cpu/isa/sample.h"

#include <math.h>

#define BODY "tensor/cpu/isa/sample_float.h"
#include "tensor/cpu/isa/both_floats.h"

extern const lm_sample_table LM_NAME(lm_samples);
const lm_sample_table LM_NAME(lm_samples) = {.sample = {sample_f32, sample_f64},
                                             .to_image = {to_image_f32, to_image_f64},
                                             .to_places = {to_places_f32, to_places_f64}};
