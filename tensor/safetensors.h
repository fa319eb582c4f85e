/* What the reader and the writer of .safetensors share. */
#ifndef LM_SAFETENSORS_H
#define LM_SAFETENSORS_H

#include "tensor/io.h"

#define LM_SAFETENSORS_HEADER_LIMIT 100000000 /* bytes; the format's own limit */

extern const char *const lm_safetensors_dtypes[LM_DTYPE_COUNT]; /* NULL: the format has no such */

/* A name in a message: names have no limit, messages do. */
#define NAME_FORMAT "'%.*s'"
#define NAME_ARGS(text) (text).size < 200 ? (int)(text).size : 200, (text).data

#endif
