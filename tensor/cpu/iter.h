/* An iterator over operands of one shape and any strides.
**
** It joins dimensions that lie behind each other in every operand and orders the rest by the strides
** of the first operand (the output), so that most tensors become one long row.  What is left is
** handed out row by row: pointers to the first elements, one stride for each operand, a length.
*/
#ifndef LM_CPU_ITER_H
#define LM_CPU_ITER_H

#include "tensor/tensor.h"

#define LM_ITER_MAX 5 /* operands */

typedef struct lm_iter {
  int n;    /* operands */
  int ndim; /* at least 1 */
  int64_t numel;
  char *data[LM_ITER_MAX];
  int64_t sizes[LM_MAX_DIMS];                /* the innermost dimension first */
  int64_t strides[LM_MAX_DIMS][LM_ITER_MAX]; /* in bytes */
} lm_iter;

/* A piece of a row: n elements of each operand k from p[k] on, stride[k] bytes apart.  It may change
** p[k], which is set anew for each piece. */
typedef void (*lm_row_fn)(void *ctx, char **p, const int64_t *stride, int64_t n);

/* Over the elements of n tensors with the sizes of the first. */
void lm_iter_init(lm_iter *it, int n, lm_tensor *const *t);

/* The same from parts: sizes and element strides as a tensor has them, outermost first. */
void lm_iter_parts(lm_iter *it, int n, int ndim, const int64_t *sizes, char *const *data,
                   const int64_t *const *strides, const int64_t *element_sizes);

/* Calls row for the elements begin <= i < end, counted in the iterator's order. */
void lm_iter_walk(const lm_iter *it, int64_t begin, int64_t end, lm_row_fn row, void *ctx);

#endif
