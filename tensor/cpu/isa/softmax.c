/* Inner loops of softmax and its cross entropy; see softmax.h. */
#include "tensor/cpu/isa/softmax.h"
#include "tensor/cpu/isa/vecmath.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define RUN 1024 /* 16 additions for a lane of float32, then float64 */

#define T float
#define LANES 16
#define NAME(x) x##_f32
#include "tensor/cpu/isa/softmax_float.h"
#undef T
#undef LANES
#undef NAME

#define T double
#define LANES 8
#define NAME(x) x##_f64
#include "tensor/cpu/isa/softmax_float.h"

extern const lm_softmax_table LM_NAME(lm_softmaxes);
const lm_softmax_table LM_NAME(lm_softmaxes) = {
    .rows = {{softmax_rows_f32, softmax_rows_f64}, {log_softmax_rows_f32, log_softmax_rows_f64}},
    .columns = {{softmax_columns_f32, softmax_columns_f64},
                {log_softmax_columns_f32, log_softmax_columns_f64}},
    .rows_back = {{softmax_rows_back_f32, softmax_rows_back_f64},
                  {log_softmax_rows_back_f32, log_softmax_rows_back_f64}},
    .columns_back = {{softmax_columns_back_f32, softmax_columns_back_f64},
                     {log_softmax_columns_back_f32, log_softmax_columns_back_f64}},
    .logsumexp = {logsumexp_f32, logsumexp_f64},
    .scaled_exp = {scaled_exp_f32, scaled_exp_f64},
};
