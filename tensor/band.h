/* Linear maps along one dimension whose rows are short runs: means over windows, interpolation. */
#ifndef LM_BAND_H
#define LM_BAND_H

#include "tensor/op.h"

/* Row o of a band: the weights of `count` positions from `first` on go to w[0 ..]. */
typedef struct lm_band_row {
  int64_t first, count;
} lm_band_row;
/* Says what row o is; w (NULL: not asked for) has room for `most` weights. */
typedef lm_band_row (*lm_band_fn)(const void *ctx, int64_t o, double *w);

/* `input` mapped along dimension dim to `rows` positions of at most `most` weights each. */
lm_tensor *lm_banded(lm_tensor *input, int64_t dim, int64_t rows, int64_t most, lm_band_fn fn,
                     const void *ctx);

#endif
