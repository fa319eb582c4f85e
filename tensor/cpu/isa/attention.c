/* Blocks of the scores of attention; see attention.h. */
#include "tensor/cpu/isa/attention.h"
#include "tensor/cpu/isa/vecmath.h"

#include <math.h>

#define RUN 1024

#define BODY "tensor/cpu/isa/attention_float.h"
#include "tensor/cpu/isa/both_floats.h"

extern const lm_attention_table LM_NAME(lm_attentions);
const lm_attention_table LM_NAME(lm_attentions) = {
    .mark = {mark_f32, mark_f64},
    .online = {online_f32, online_f64},
    .finish = {finish_f32, finish_f64},
    .weigh = {weigh_f32, weigh_f64},
    .dots = {dots_f32, dots_f64},
    .score_grad = {score_grad_f32, score_grad_f64},
    .drop = {drop_f32, drop_f64},
    .rotate = {rotate_f32, rotate_f64},
};
