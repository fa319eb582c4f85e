/* A tensor as text: its values laid out as PyTorch lays them out, then dtype, shape and device.
**
**   tensor([[1., 2.],
**           [3., 4.]], float32 (2, 2) cpu)
**
** A result adds the operation that made it (grad_fn=add), a leaf that asks for its gradient
** requires_grad=true.
*/
#ifndef LM_FORMAT_H
#define LM_FORMAT_H

#include "tensor/tensor.h"

typedef struct lm_print_options {
  int precision;     /* digits after the point */
  int64_t threshold; /* tensors of more elements show the edges of each dimension only */
  int64_t edgeitems; /* how many positions an edge has */
  int linewidth;
  int sci_mode; /* 1: exponents, 0: none, -1: where the numbers need them */
} lm_print_options;

#define LM_PRINT_DEFAULT ((lm_print_options){4, 1000, 3, 80, -1})

/* The text, to be freed by the caller, or NULL after a failure. */
char *lm_format(lm_tensor *t);
char *lm_format_with(lm_tensor *t, const lm_print_options *options);

#endif
