/* What the rules and gradients of the normalisations share. */
#ifndef LM_NORM_H
#define LM_NORM_H

#include "tensor/autograd.h"

/* The statistics of half-precision inputs are float32. */
lm_dtype lm_statistics_dtype(const lm_tensor *t);

/* p is NULL, or floating-point with the shape of the input's dimensions from .. from + count - 1. */
bool lm_norm_fits(const char *op, const char *what, const lm_tensor *p, const lm_tensor *input,
                  int from, int count);
bool lm_norm_float(const char *op, const lm_tensor *input);

/* How many trailing dimensions of input `shape` names; 0 with a message when it does not fit. */
int lm_normalised_dims(const char *op, const lm_tensor *input, const lm_ints *shape);

/* The gradients of (x - mean) / sqrt(var + eps) * weight over `dims` of x, in operations: for x, and
** for the weight, which broadcasts against x or is NULL, before it is summed. */
void lm_normalise_vjp(lm_tensor *g, lm_tensor *x, lm_tensor *weight, const lm_ints *dims,
                      double eps, lm_tensor **dx, lm_tensor **dweight);

/* A kept tensor that was optional. */
lm_tensor *lm_kept(lm_node *n, int i);

#endif
