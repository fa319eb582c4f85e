/* Cells of recurrent nets; see recurrent.h. */
#include "tensor/cpu/isa/recurrent.h"
#include "tensor/cpu/isa/vecmath.h"

#include <string.h>

#define BODY "tensor/cpu/isa/recurrent_float.h"
#include "tensor/cpu/isa/both_floats.h"

extern const lm_recurrent_table LM_NAME(lm_cells);
const lm_recurrent_table LM_NAME(lm_cells) = {
    .forward = {{plain_tanh_f32, plain_tanh_f64},
                {plain_relu_f32, plain_relu_f64},
                {lstm_f32, lstm_f64},
                {gru_f32, gru_f64}},
    .backward = {{plain_tanh_back_f32, plain_tanh_back_f64},
                 {plain_relu_back_f32, plain_relu_back_f64},
                 {lstm_back_f32, lstm_back_f64},
                 {gru_back_f32, gru_back_f64}},
};
