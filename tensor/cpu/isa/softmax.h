/* The inner loops of softmax and its cross entropy, one table for each instruction set.
**
** Rows are n contiguous elements of float or double, one behind the other.  Columns are the same
** along a dimension that is not the last: n rows of `width` elements, `stride` apart, are normalised
** down the rows.
*/
#ifndef LM_CPU_ISA_SOFTMAX_H
#define LM_CPU_ISA_SOFTMAX_H

#include "tensor/cpu/isa.h"

#include <stdbool.h>
#include <stdint.h>

typedef void (*lm_softmax_rows)(void *out, const void *x, int64_t rows, int64_t n);
typedef void (*lm_softmax_columns)(void *out, const void *x, int64_t n, int64_t stride,
                                   int64_t width);
/* The gradient from the result y and its gradient g. */
typedef void (*lm_softmax_rows_back)(void *out, const void *g, const void *y, int64_t rows,
                                     int64_t n);
typedef void (*lm_softmax_columns_back)(void *out, const void *g, const void *y, int64_t n,
                                        int64_t stride, int64_t width);

typedef struct lm_softmax_table { /* [logarithm?][double?] */
  lm_softmax_rows rows[2][2];
  lm_softmax_columns columns[2][2];
  lm_softmax_rows_back rows_back[2][2];
  lm_softmax_columns_back columns_back[2][2];
  /* log(sum(exp(x))) of each row. */
  void (*logsumexp[2])(double *out, const void *x, int64_t rows, int64_t n);
  /* One row: out = exp(x - lse) * factor. */
  void (*scaled_exp[2])(void *out, const void *x, double lse, double factor, int64_t n);
} lm_softmax_table;

enum { LM_SOFTMAX_WIDTH = 64 }; /* columns at a time, at most */

#endif
