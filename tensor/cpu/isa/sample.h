/* The inner loops of grid_sample, one table for each instruction set.
**
** A call is for up to LM_SAMPLE_POINTS places of one image.  Each place is spread over a few elements
** ("taps", the same for all channels), which have a position and a weight; so one loop serves nearest,
** linear and cubic sampling in two and three dimensions.  Images are contiguous (C, ...), places
** (points, nd) with the coordinate of the last dimension first, results and gradients (C, points) with
** `stride` elements from channel to channel.
*/
#ifndef LM_CPU_ISA_SAMPLE_H
#define LM_CPU_ISA_SAMPLE_H

#include "tensor/cpu/isa.h"

#include <stdbool.h>
#include <stdint.h>

enum { LM_SAMPLE_POINTS = 64, LM_SAMPLE_SPACE = 3, LM_SAMPLE_TAPS = 16 };
typedef enum lm_sample_mode { LM_SAMPLE_LINEAR, LM_SAMPLE_NEAREST, LM_SAMPLE_CUBIC } lm_sample_mode;
typedef enum lm_sample_edge { LM_EDGE_ZEROS, LM_EDGE_BORDER, LM_EDGE_REFLECTION } lm_sample_edge;

typedef struct lm_sampling {
  lm_sample_mode mode;
  lm_sample_edge edge;
  bool align;
  int nd;                         /* spatial dimensions: 2 or 3 */
  int64_t sizes[LM_SAMPLE_SPACE]; /* of the image; at most 2^30 elements in all */
  int64_t plane;                  /* their product */
  int64_t channels, stride;
} lm_sampling;

typedef struct lm_sample_table { /* [double?] */
  void (*sample[2])(const lm_sampling *s, void *out, const void *image, const void *places,
                    int64_t points);
  /* Adds the gradient of the image that `grad` causes. */
  void (*to_image[2])(const lm_sampling *s, void *image, const void *grad, const void *places,
                      int64_t points);
  /* The gradient of the places. */
  void (*to_places[2])(const lm_sampling *s, void *out, const void *grad, const void *image,
                       const void *places, int64_t points);
} lm_sample_table;

#endif
