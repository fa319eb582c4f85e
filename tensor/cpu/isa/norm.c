/* Inner loops of the normalisations; see norm.h. */
#include "tensor/cpu/isa/norm.h"

#include <math.h>

#define BODY "tensor/cpu/isa/norm_float.h"
#include "tensor/cpu/isa/both_floats.h"

extern const lm_norm_table LM_NAME(lm_norms);
const lm_norm_table LM_NAME(lm_norms) = {
    .layer_forward = {layer_forward_f32, layer_forward_f64},
    .layer_backward = {layer_backward_f32, layer_backward_f64},
    .affine = {{plane_affine_f32, plane_affine_f64}, {matrix_affine_f32, matrix_affine_f64}},
    .sums = {{plane_sums_f32, plane_sums_f64}, {matrix_sums_f32, matrix_sums_f64}},
    .group_forward = {group_forward_f32, group_forward_f64},
    .group_backward = {group_backward_f32, group_backward_f64},
    .rms_forward = {rms_forward_f32, rms_forward_f64},
    .rms_backward = {rms_backward_f32, rms_backward_f64},
    .back = {{plane_back_f32, plane_back_f64}, {matrix_back_f32, matrix_back_f64}},
};
