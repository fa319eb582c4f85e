/* The inner loops of the normalisations, one table for each instruction set.
**
** Elements and per-channel numbers are float or double throughout, sums are double.  A plane is n
** contiguous elements of one channel; a matrix has `rows` rows of one element for each channel.
*/
#ifndef LM_CPU_ISA_NORM_H
#define LM_CPU_ISA_NORM_H

#include "tensor/cpu/isa.h"

#include <stdint.h>

/* x normalised row by row, times weight, plus bias (each may be NULL); the statistics of each row. */
typedef void (*lm_layer_forward)(void *out, void *mean, void *rstd, const void *x,
                                 const void *weight, const void *bias, int64_t rows, int64_t n,
                                 double eps);
/* The gradient for x, and those for weight and bias added to dw and db. */
typedef void (*lm_layer_backward)(void *dx, double *dw, double *db, const void *g, const void *x,
                                  const void *mean, const void *rstd, const void *weight,
                                  int64_t rows, int64_t n);
/* out = (x - mean) * scale + shift, for a plane the first of each. */
typedef void (*lm_channel_affine)(void *out, const void *x, const void *mean, const void *scale,
                                  const void *shift, int64_t rows, int64_t n);
/* sum(g) and sum(g * (x - mean)), added to a[] and b[]. */
typedef void (*lm_channel_sums)(double *a, double *b, const void *g, const void *x,
                                const void *mean, int64_t rows, int64_t n);
/* dx = g * scale - (x - mean) * slope - shift. */
typedef void (*lm_channel_back)(void *dx, const void *g, const void *x, const void *mean,
                                const void *scale, const void *slope, const void *shift,
                                int64_t rows, int64_t n);

/* Groups of `channels` planes of n elements, one behind the other; the first of them begins at channel
** `first` of `all`.  `var` may be NULL. */
typedef void (*lm_group_forward)(void *out, void *mean, void *rstd, double *var, const void *x,
                                 const void *weight, const void *bias, int64_t groups,
                                 int64_t first, int64_t all, int64_t channels, int64_t n,
                                 double eps);
/* The gradient for x, and those for weight and bias added to dw[] and db[] by channel. */
typedef void (*lm_group_backward)(void *dx, double *dw, double *db, const void *g, const void *x,
                                  const void *mean, const void *rstd, const void *weight,
                                  int64_t groups, int64_t first, int64_t all, int64_t channels,
                                  int64_t n);
/* x divided row by row by the root of its mean square, times weight (or NULL). */
typedef void (*lm_rms_forward)(void *out, void *rstd, const void *x, const void *weight,
                               int64_t rows, int64_t n, double eps);
typedef void (*lm_rms_backward)(void *dx, double *dw, const void *g, const void *x,
                                const void *rstd, const void *weight, int64_t rows, int64_t n);

enum { LM_NORM_PLANE, LM_NORM_MATRIX };

typedef struct lm_norm_table { /* [.. or matrix?][double?] */
  lm_layer_forward layer_forward[2];
  lm_layer_backward layer_backward[2];
  lm_channel_affine affine[2][2]; /* planes ignore `rows` */
  lm_channel_sums sums[2][2];
  lm_channel_back back[2][2];
  lm_group_forward group_forward[2];
  lm_group_backward group_backward[2];
  lm_rms_forward rms_forward[2];
  lm_rms_backward rms_backward[2];
} lm_norm_table;

#endif
