/* A file's bytes as the elements of a tensor, without reading them first. */
#ifndef LM_MAP_H
#define LM_MAP_H

#include "tensor/tensor.h"

/* `size` elements of a file, in the machine's byte order, as a vector.  Shared: changes go to the file,
** which is made, and made longer, where it has to be; else they stay in the process. */
lm_tensor *lm_map_file(const char *path, bool shared, int64_t size, lm_dtype dtype);

#endif
