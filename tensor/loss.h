/* What the rules, composites and kernels of losses share. */
#ifndef LM_LOSS_H
#define LM_LOSS_H

#include "tensor/op.h"

typedef enum lm_reduction { LM_REDUCE_NONE, LM_REDUCE_MEAN, LM_REDUCE_SUM } lm_reduction;

/* "none", "mean" or "sum"; fails with the operation's name and the list of them. */
bool lm_reduction_of(const char *op, const char *name, lm_reduction *reduction);

/* The mean or the sum of losses, or they themselves. */
lm_tensor *lm_reduce_loss(lm_tensor *loss, lm_reduction r);

/* Labels and weight (which may be NULL) fit an input (C), (N, C) or (N, C, ...). */
bool lm_labels_fit(const char *op, const lm_tensor *input, const lm_tensor *target,
                   const lm_tensor *weight);

#define LM_NO_IGNORE_INDEX INT64_MIN

/* Fails with the message for a class label out of range: `at` is its place among the elements of
** target in order, counted from 0. */
bool lm_label_error(const char *op, const lm_tensor *target, int64_t at, int64_t label,
                    int64_t classes, int64_t ignore_index);

#endif
