/* Tensors in files: NumPy's .npy, .safetensors, pictures in PNG, and the IDX files of MNIST and its
** relatives.
**
** Readers trust nothing: every size in a file is checked against the file's own length before memory
** is asked for, and a file that is shorter, longer or other than it says is an error that names the
** file and the field.  Writers put a new file beside the old one and exchange them at the end, so a
** failure leaves the old file whole.  Only regular files are read or replaced.
**
** What a reader returns is the caller's, also inside a scope.  Files hold no devices and no history: tensors are read onto the CPU, and those of other devices
** are brought to the host to be written.
*/
#ifndef LM_FILE_H
#define LM_FILE_H

#include "tensor/tensor.h"

#include <string.h>

/* Text with a length: it may hold zero bytes, and nothing need follow it. */
typedef struct lm_text {
  const char *data;
  size_t size;
} lm_text;

static inline bool lm_text_is(lm_text text, const char *what) {
  return text.size == strlen(what) && memcmp(text.data, what, text.size) == 0;
}

/* By bytes, as strcmp orders. */
static inline int lm_text_compare(lm_text a, lm_text b) {
  int c = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
  return c ? c : (a.size > b.size) - (a.size < b.size);
}

/* ---- .npy: one tensor ----------------------------------------------------------------------- */

/* Reads versions 1 to 3, either byte order; an array in Fortran's order keeps its layout through its
** strides. */
lm_tensor *lm_npy_load(const char *path);

/* Writes what numpy.save writes for a C-contiguous array, byte for byte.  NumPy has no bfloat16. */
bool lm_npy_save(const char *path, lm_tensor *t);

/* ---- IDX: one tensor, as it is or gzipped ---------------------------------------------------- */

lm_tensor *lm_idx_load(const char *path);

/* ---- PNG: one picture, uint8 (channels, height, width) ----------------------------------------- */

/* 1 to 4 channels: grey, grey and alpha, RGB, RGBA.  Samples of 16 bits are brought to 8, a palette to
** its colours. */
lm_tensor *lm_png_load(const char *path);

/* Takes (height, width), too. */
bool lm_png_save(const char *path, lm_tensor *t);

/* ---- .safetensors: named tensors and a map of strings ----------------------------------------- */

typedef struct lm_safetensors lm_safetensors;

/* Opens a file and reads its header; elements are read when a tensor is asked for.  With `map` its
** tensors lie in a private mapping of the file: nothing is copied until it is changed, and changes
** do not reach the file.  The price is that nobody may shorten the file meanwhile: reading a page
** that is gone kills the process (SIGBUS), which is why mapping is for callers who ask for it. */
lm_safetensors *lm_safetensors_open(const char *path, bool map);
void lm_safetensors_close(lm_safetensors *file); /* tensors read from it stay; NULL is fine */

/* Tensors are numbered from 0 in the order of their names; the texts live as long as the file. */
int64_t lm_safetensors_count(const lm_safetensors *file);
lm_text lm_safetensors_name(const lm_safetensors *file, int64_t i);
lm_tensor *lm_safetensors_tensor(lm_safetensors *file, int64_t i);

/* The value stored under `key` in __metadata__; data is NULL when there is none. */
lm_text lm_safetensors_metadata(const lm_safetensors *file, const char *key);

typedef struct lm_named {
  lm_text name;
  lm_tensor *tensor;
} lm_named;

typedef struct lm_entry {
  lm_text key, value;
} lm_entry;

/* Writes `n` tensors and `m` entries of metadata.  Names must differ and be UTF-8. */
bool lm_safetensors_save(const char *path, const lm_named *tensors, int64_t n,
                         const lm_entry *metadata, int64_t m);

#endif
