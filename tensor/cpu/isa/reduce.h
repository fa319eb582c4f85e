/* The inner loops of reductions, one table for each instruction set.
**
** A fold takes elements into a state of up to three cells, one state for each result.  Elements come
** contiguous in one of three compute types (narrower dtypes are converted before).  Floats add up in
** short runs of float32 lanes, and in float64 from there on.
*/
#ifndef LM_CPU_ISA_REDUCE_H
#define LM_CPU_ISA_REDUCE_H

#include "tensor/cpu/isa.h"

#include <math.h>
#include <stdint.h>

typedef union lm_cell {
  double f;
  int64_t i;
} lm_cell;
#define LM_CELLS 3 /* at most, in a state */

typedef enum lm_fold {                        /* what the cells of a state hold */
                       LM_FOLD_SUM,           /* the sum */
                       LM_FOLD_PROD,          /* the product */
                       LM_FOLD_MAX,           /* the largest; NaN wins */
                       LM_FOLD_MIN,           /* the smallest; NaN wins */
                       LM_FOLD_ARGMAX,        /* the largest; its first position */
                       LM_FOLD_ARGMIN,        /* the smallest; its first position */
                       LM_FOLD_COUNT_NONZERO, /* an integer for all types */
                       LM_FOLD_MOMENTS,       /* count, mean, sum of squared deviations */
                       LM_FOLD_ABS_SUM,
                       LM_FOLD_SQUARES, /* the sum of squares */
                       LM_FOLD_POWERS,  /* the sum of |x|^p */
                       LM_FOLD_ABS_MAX,
                       LM_FOLD_ABS_MIN,
                       LM_FOLD_EXP, /* a finite shift; the sum of exp(x - shift) */
                       LM_FOLDS
} lm_fold;

typedef enum lm_compute { LM_COMPUTE_F32, LM_COMPUTE_F64, LM_COMPUTE_I64, LM_COMPUTES } lm_compute;

/* Takes `rows` rows of n elements, `stride` elements apart, into one state each.  `pos` is the
** position of the first element of each row among all that its result sees. */
typedef void (*lm_fold_rows)(lm_cell *state, const void *x, int64_t rows, int64_t stride, int64_t n,
                             int64_t pos, double p);
/* Takes `rows` rows into n states, one for each column; `pos` is the position of the first row. */
typedef void (*lm_fold_cols)(lm_cell *state, const void *x, int64_t rows, int64_t stride, int64_t n,
                             int64_t pos);

typedef struct lm_fold_table {
  lm_fold_rows rows[LM_FOLDS][LM_COMPUTES]; /* NULL for powers, moments and exp of integers */
  lm_fold_cols cols[LM_FOLDS][LM_COMPUTES]; /* NULL where columns have no loop of their own */
} lm_fold_table;

/* ---- states together, for rows in the table's loops and for blocks of a long reduction ---- */

static inline double lm_max_f(double a, double b) { return b > a || b != b ? b : a; }
static inline double lm_min_f(double a, double b) { return b < a || b != b ? b : a; }

/* Chan, Golub and LeVeque (1983): moments of two sets from those of each. */
static inline void lm_merge_moments(lm_cell *s, double n, double mean, double squares) {
  if (n == 0) return;
  double total = s[0].f + n, delta = mean - s[1].f;
  s[2].f += squares + (s[0].f == 0 ? 0 : delta * delta * (s[0].f * n / total));
  s[1].f += delta * (n / total);
  s[0].f = total;
}

/* Both sums are brought to the larger shift.  Sums that are infinite or NaN stay so. */
static inline void lm_merge_exp(lm_cell *s, double shift, double sum) {
  if (sum == 0) return;
  if (s[1].f == 0 || !isfinite(sum) || !isfinite(s[1].f)) {
    s[0].f = shift;
    s[1].f += sum;
  } else if (shift > s[0].f) {
    s[1].f = s[1].f * exp(s[0].f - shift) + sum;
    s[0].f = shift;
  } else {
    s[1].f += sum * exp(shift - s[0].f);
  }
}

#endif
