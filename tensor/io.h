/* What the readers and writers of files share; see file.h for what they promise. */
#ifndef LM_IO_H
#define LM_IO_H

#include "tensor/file.h"

/* A regular file open for reading. */
typedef struct lm_reader {
  const char *path; /* borrowed */
  int fd;
  int64_t size;
} lm_reader;

/* Fails with "load: PATH: ..." like everything that reads. */
bool lm_reader_open(lm_reader *r, const char *path);
/* Exactly these bytes; the caller has checked them against `size`, so a short read is an error. */
bool lm_reader_read(const lm_reader *r, int64_t offset, void *dst, size_t bytes);
void lm_reader_close(lm_reader *r);

/* A file being written under another name, beside the one it will replace. */
typedef struct lm_writer {
  char *path, *temporary;
  int fd;
} lm_writer;

bool lm_writer_open(lm_writer *w, const char *path);
bool lm_writer_write(lm_writer *w, const void *data, size_t bytes);
bool lm_writer_write_tensor(lm_writer *w, lm_tensor *t); /* its elements in C order */
/* With `keep`, puts the file in its place, or fails; else throws it away.  Frees everything. */
bool lm_writer_close(lm_writer *w, bool keep);

/* Bytes of a dense tensor; false when the product passes what memory can have or a size is negative
** (also beside a size 0). */
bool lm_dense_bytes(int ndim, const int64_t *sizes, size_t element, int64_t *bytes);

/* A file may hold any byte where C's bool allows only 0 and 1. */
void lm_clean_bools(void *data, int64_t n);

void lm_swap_bytes(void *data, int64_t n, size_t element);

#endif
