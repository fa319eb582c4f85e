/* Memory formats: in which order the elements of a tensor lie.
**
** "contiguous_format" is row after row; "channels_last" has the second of four dimensions innermost
** (channels_last_3d: of five); "preserve_format" takes over the order of another tensor.
*/
#ifndef LM_LAYOUT_H
#define LM_LAYOUT_H

#include "tensor/tensor.h"

typedef enum lm_layout {
  LM_CONTIGUOUS,
  LM_PRESERVE,
  LM_CHANNELS_LAST,
  LM_CHANNELS_LAST_3D,
  LM_LAYOUT_COUNT
} lm_layout;

extern const char *const lm_layout_names[LM_LAYOUT_COUNT];

/* Fails with the names that there are. */
bool lm_layout_by_name(const char *op, const char *name, lm_layout *layout);
/* True when the elements of t lie in this order without gaps (for LM_PRESERVE: row after row). */
bool lm_is_laid_out(const lm_tensor *t, lm_layout layout);
/* Gives a contiguous tensor whose elements do not matter yet the strides of a layout; `like` is what
** LM_PRESERVE looks at.  Fails where the number of dimensions does not fit. */
bool lm_lay_out(const char *op, lm_tensor *t, lm_layout layout, const lm_tensor *like);
/* The dimensions from the outermost in memory to the innermost. */
void lm_dim_order(const lm_tensor *t, int *order);

#endif
