/* Inner loops of softmax and its cross entropy; see softmax.h. */
#include "tensor/cpu/isa/softmax.h"
#include "tensor/cpu/isa/vecmath.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define RUN 1024 /* 16 additions for a lane of float32, then float64 */

/* exp within two units in the last place, in line: the calls of vecmath.h cost half of a softmax in
** float32.  x is split into n log(2) + r (Cody and Waite 1980), exp(r) is a polynomial, and 2^n comes in
** two halves, so that results below the normal range are rounded and not lost.  NaN stays. */
static inline float exp_in_line(float x) {
  x = x < -104.0f ? -104.0f : x;
  x = x > 89.0f ? 89.0f : x;
  const float shift = 12582912.0f; /* 1.5 * 2^23: adding it rounds to an integer */
  const float n = (x * 1.44269504088896341f + shift) - shift;
  float r = x - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f; /* Cephes, expf */
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  const float kept = n == n ? n : 0;
  const int32_t whole = (int32_t)kept, half = whole >> 1;
  union {
    int32_t i;
    float f;
  } a = {(half + 127) << 23}, b = {(whole - half + 127) << 23};
  return p * a.f * b.f;
}

#define EXP(x) _Generic((x), float : exp_in_line, double : LM_NAME(lm_exp))(x)
#define BODY "tensor/cpu/isa/softmax_float.h"
#include "tensor/cpu/isa/both_floats.h"

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
