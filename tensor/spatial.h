/* Windows over the spatial dimensions of images (N, C, ...): what convolutions and pools share.
**
** There are one to three spatial dimensions; arrays have room for three, those that are missing stand
** in front with size, kernel, stride and dilation 1 and padding 0.  So one loop serves all. */
#ifndef LM_SPATIAL_H
#define LM_SPATIAL_H

#include "tensor/op.h"

enum { LM_SPACE = 3 };

typedef struct lm_grid {
  int nd; /* spatial dimensions */
  int64_t in[LM_SPACE], out[LM_SPACE], kernel[LM_SPACE], stride[LM_SPACE], pad[LM_SPACE],
      dilation[LM_SPACE];
} lm_grid;

/* Reads one integer or one for each of nd dimensions; `list` may be NULL for the default.  Entries
** below `least` fail, as do those of more than 2^30, so that sums and products of two stay exact. */
bool lm_grid_list(const char *op, const char *what, const lm_ints *list, int nd, int64_t def,
                  int64_t least, int64_t *out);
/* Everything but `out`, the sizes being those of an input (N, C, ...); NULL lists are 1, 0 and 1. */
bool lm_grid_read(lm_grid *g, const char *op, const lm_tensor *input, const lm_ints *kernel,
                  const lm_ints *stride, const lm_ints *padding, const lm_ints *dilation);
/* How many windows fit along dimension d; with `ceil` also one that begins inside and ends outside. */
int64_t lm_grid_windows(const lm_grid *g, int d, bool ceil);

static inline int64_t lm_grid_size(const int64_t *v) { return v[0] * v[1] * v[2]; }
/* "(2, 3)": the sizes that are not missing. */
static inline const char *lm_grid_text(const lm_grid *g, const int64_t *v) {
  return lm_sizes_text(g->nd, v + LM_SPACE - g->nd);
}

/* The grid of a call of convolution, convolution_weight, columns or columns_sum, whose rule has
** accepted the arguments. */
lm_grid lm_conv_grid(const lm_call *c);

/* input with a batch dimension: as it is with nd + 2 dimensions, *batched then; a view with one more
** otherwise.  NULL with a message that spells the letters of both shapes. */
lm_tensor *lm_batched(const char *op, lm_tensor *input, int nd, bool *batched);
/* t without the batch dimension where there was none. */
lm_tensor *lm_unbatched(lm_tensor *t, bool batched);

#endif
