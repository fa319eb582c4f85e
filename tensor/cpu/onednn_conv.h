/* Convolutions of float32 and bfloat16 by oneDNN. */
#ifndef LM_CPU_ONEDNN_CONV_H
#define LM_CPU_ONEDNN_CONV_H

#include "tensor/spatial.h"

/* What is computed of images, weights and windows; the other two are given. */
typedef enum cpu_conv_kind { CPU_CONV_WINDOWS, CPU_CONV_IMAGES, CPU_CONV_WEIGHTS } cpu_conv_kind;

/* A convolution of images (batch, images * groups, in...) with weights (windows * groups, images,
** kernel...) that makes windows (batch, windows * groups, out...); all are contiguous. */
typedef struct cpu_conv {
  cpu_conv_kind kind;
  lm_dtype dtype; /* LM_F32, or LM_BF16 where cpu_conv_takes says so */
  const lm_grid *grid;
  int64_t batch, groups, images, windows; /* channels of a group */
  void *image, *weight, *window;
  const void *bias; /* for CPU_CONV_WINDOWS; of the dtype; or NULL */
} cpu_conv;

/* True where this machine computes convolutions of the dtype by the library, without a wider copy. */
bool cpu_conv_takes(lm_dtype dtype);

/* True when the result was computed.  False without a message when it was not (there is no library, it
** has nothing fast for these shapes, memory is short): then the result's elements are unset; false with
** one when the call was interrupted. */
bool cpu_conv_run(const cpu_conv *c);

#endif
