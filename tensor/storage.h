/* Storages as things of their own: seen as a vector, grown. */
#ifndef LM_STORAGE_H
#define LM_STORAGE_H

#include "tensor/tensor.h"

/* All of a storage as a vector of a dtype, outside the graph. */
lm_tensor *lm_of_storage(lm_storage *s, lm_dtype dtype);
/* Makes room for `bytes`: views see the new memory, whose end is unset.  A storage never shrinks, as
** there may be views of its end; nor does memory that somebody else owns grow. */
bool lm_storage_grow(const char *op, lm_storage *s, size_t bytes);

#endif
