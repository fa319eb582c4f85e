/* Inner loops of reductions; see reduce.h. */
#include "tensor/cpu/isa/reduce.h"
#include "tensor/cpu/isa/vecmath.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* Elements that are folded without looking at the state: 4 KB of float32 stay in the first cache
** while a run is read twice, and a lane adds up 16 of them. */
#define RUN 1024
/* Rows that are added up in float32 before they go to float64. */
#define COLUMN_RUN 32
/* Of float32, 32 KB: read twice from the first cache, or nearly. */
#define BLOCK_ROWS 128
#define BLOCK_COLUMNS 64

#define BODY "tensor/cpu/isa/fold_float.h"
#include "tensor/cpu/isa/both_floats.h"

/* ---- integers: gcc vectorises these by itself, they may be reordered; sums wrap around ---- */

#define ROWS(name, type, step)                                                            \
  static void name(lm_cell *s, const void *data, int64_t rows, int64_t stride, int64_t n, \
                   int64_t pos, double p) {                                               \
    (void)pos, (void)p;                                                                   \
    for (int64_t row = 0; row < rows; row++) {                                            \
      const int64_t *x = (const int64_t *)data + row * stride;                            \
      type a = (type)s[row].i;                                                            \
      for (int64_t i = 0; i < n; i++) step;                                               \
      s[row].i = (int64_t)a;                                                              \
    }                                                                                     \
  }
ROWS(rows_sum_i64, uint64_t, a += (uint64_t)x[i])
ROWS(rows_prod_i64, uint64_t, a *= (uint64_t)x[i])
ROWS(rows_max_i64, int64_t, a = x[i] > a ? x[i] : a)
ROWS(rows_min_i64, int64_t, a = x[i] < a ? x[i] : a)
ROWS(rows_nonzero_i64, int64_t, a += x[i] != 0)

#define ROWS_POSITION(name, cmp)                                                          \
  static void name(lm_cell *s, const void *data, int64_t rows, int64_t stride, int64_t n, \
                   int64_t pos, double p) {                                               \
    (void)p;                                                                              \
    for (int64_t row = 0; row < rows && n > 0; row++, s += 2) {                           \
      const int64_t *x = (const int64_t *)data + row * stride;                            \
      int64_t best = x[0], k = 0;                                                         \
      for (int64_t i = 1; i < n; i++) best = x[i] cmp best ? x[i] : best;                 \
      if (s[1].i >= 0 && !(best cmp s[0].i)) continue;                                    \
      while (x[k] != best) k++;                                                           \
      s[0].i = best;                                                                      \
      s[1].i = pos + k;                                                                   \
    }                                                                                     \
  }
ROWS_POSITION(rows_argmax_i64, >)
ROWS_POSITION(rows_argmin_i64, <)

#define COLS(name, step)                                                                  \
  static void name(lm_cell *s, const void *data, int64_t rows, int64_t stride, int64_t n, \
                   int64_t pos) {                                                         \
    (void)pos;                                                                            \
    for (int64_t i = 0; i < rows; i++) {                                                  \
      const int64_t *x = (const int64_t *)data + i * stride;                              \
      for (int64_t j = 0; j < n; j++) s[j].i = step;                                      \
    }                                                                                     \
  }
COLS(cols_sum_i64, (int64_t)((uint64_t)s[j].i + (uint64_t)x[j]))
COLS(cols_max_i64, x[j] > s[j].i ? x[j] : s[j].i)
COLS(cols_min_i64, x[j] < s[j].i ? x[j] : s[j].i)

extern const lm_fold_table LM_NAME(lm_folds);
const lm_fold_table LM_NAME(lm_folds) = {
    .rows =
        {
            [LM_FOLD_SUM] = {rows_sum_f32, rows_sum_f64, rows_sum_i64},
            [LM_FOLD_PROD] = {rows_prod_f32, rows_prod_f64, rows_prod_i64},
            [LM_FOLD_MAX] = {rows_max_f32, rows_max_f64, rows_max_i64},
            [LM_FOLD_MIN] = {rows_min_f32, rows_min_f64, rows_min_i64},
            [LM_FOLD_ARGMAX] = {rows_argmax_f32, rows_argmax_f64, rows_argmax_i64},
            [LM_FOLD_ARGMIN] = {rows_argmin_f32, rows_argmin_f64, rows_argmin_i64},
            [LM_FOLD_COUNT_NONZERO] = {rows_nonzero_f32, rows_nonzero_f64, rows_nonzero_i64},
            [LM_FOLD_MOMENTS] = {rows_moments_f32, rows_moments_f64},
            [LM_FOLD_ABS_SUM] = {rows_abs_sum_f32, rows_abs_sum_f64},
            [LM_FOLD_SQUARES] = {rows_squares_f32, rows_squares_f64},
            [LM_FOLD_POWERS] = {rows_powers_f32, rows_powers_f64},
            [LM_FOLD_ABS_MAX] = {rows_abs_max_f32, rows_abs_max_f64},
            [LM_FOLD_ABS_MIN] = {rows_abs_min_f32, rows_abs_min_f64},
            [LM_FOLD_EXP] = {rows_exp_f32, rows_exp_f64},
        },
    .cols =
        {
            [LM_FOLD_SUM] = {cols_sum_f32, cols_sum_f64, cols_sum_i64},
            [LM_FOLD_MAX] = {cols_max_f32, cols_max_f64, cols_max_i64},
            [LM_FOLD_MIN] = {cols_min_f32, cols_min_f64, cols_min_i64},
            [LM_FOLD_ARGMAX] = {cols_argmax_f32, cols_argmax_f64},
            [LM_FOLD_ARGMIN] = {cols_argmin_f32, cols_argmin_f64},
            [LM_FOLD_MOMENTS] = {cols_moments_f32, cols_moments_f64},
        },
};
