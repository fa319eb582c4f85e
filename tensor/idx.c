/* IDX, the format of the MNIST files: two zero bytes, a type, the number of dimensions, sizes and
** elements with the most significant byte first.  zlib reads plain and gzipped files alike.
*/

#include "tensor/io.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

/* Deflate cannot shrink data to less than this part: a file that claims more is lying, and no memory
** is asked for on its word. */
enum { DEFLATE_RATIO = 1032 };

static lm_dtype dtype_of(int type) {
  switch (type) {
  case 0x08: return LM_U8;
  case 0x09: return LM_I8;
  case 0x0b: return LM_I16;
  case 0x0c: return LM_I32;
  case 0x0d: return LM_F32;
  case 0x0e: return LM_F64;
  default: return LM_DTYPE_NONE;
  }
}

/* Leaves zlib's last message, without the "<fd:3>: " that stands for the file's name, or `otherwise`
** when zlib has nothing to say. */
static void *fail_as(gzFile gz, const char *path, const char *otherwise) {
  int code;
  const char *why = gzerror(gz, &code), *colon = strstr(why, ">: ");
  return lm_fail("load: %s: %s", path, code == Z_OK ? otherwise : colon ? colon + 3 : why);
}

/* Exactly these bytes of the unpacked file. */
static bool read_bytes(gzFile gz, const char *path, void *dst, int64_t bytes) {
  char *p = dst;
  while (bytes > 0) {
    int n = gzread(gz, p, bytes < INT_MAX ? (unsigned)bytes : INT_MAX);
    if (n <= 0) return fail_as(gz, path, "shorter than its header says");
    p += n, bytes -= n;
  }
  return true;
}

/* True at the end of the file.  Asking for one byte more than there is makes zlib meet the end and
** compare the checksum; a stream that was cut off it reports by its error code alone. */
static bool at_end(gzFile gz, const char *path) {
  char rest;
  int code;
  int n = gzread(gz, &rest, 1);
  gzerror(gz, &code);
  return (n == 0 && code == Z_OK) || fail_as(gz, path, "longer than its header says");
}

static lm_tensor *read_idx(gzFile gz, const lm_reader *r) {
  unsigned char start[4], size[4];
  int64_t sizes[LM_MAX_DIMS], bytes;
  if (!read_bytes(gz, r->path, start, 4)) return NULL;
  lm_dtype dtype = dtype_of(start[2]);
  if (start[0] || start[1] || dtype == LM_DTYPE_NONE)
    return lm_fail("load: %s: not an IDX file: it starts with %02x %02x %02x %02x", r->path,
                   start[0], start[1], start[2], start[3]);
  int ndim = start[3];
  if (ndim > LM_MAX_DIMS)
    return lm_fail("load: %s: %d dimensions; the limit is %d", r->path, ndim, LM_MAX_DIMS);
  for (int i = 0; i < ndim; i++) {
    if (!read_bytes(gz, r->path, size, 4)) return NULL;
    sizes[i] = (int64_t)size[0] << 24 | size[1] << 16 | size[2] << 8 | size[3];
  }
  size_t element = lm_dtypes[dtype].size;
  if (!lm_dense_bytes(ndim, sizes, element, &bytes) || bytes / DEFLATE_RATIO > r->size)
    return lm_fail("load: %s: sizes %s cannot lie in a file of %lld bytes", r->path,
                   lm_sizes_text(ndim, sizes), (long long)r->size);
  lm_tensor *t = lm_new(ndim, sizes, dtype, LM_CPU);
  if (!t) return NULL;
  if (!read_bytes(gz, r->path, lm_data(t), bytes) || !at_end(gz, r->path)) {
    lm_release(t);
    return NULL;
  }
  lm_swap_bytes(lm_data(t), t->numel, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? element : 1);
  return t;
}

lm_tensor *lm_idx_load(const char *path) {
  lm_reader r;
  if (!lm_reader_open(&r, path)) return NULL;
  gzFile gz = gzdopen(r.fd, "rb");
  if (!gz) {
    lm_reader_close(&r);
    return lm_fail("load: %s: not enough memory", path);
  }
  gzbuffer(gz, 1 << 17);
  lm_tensor *t = read_idx(gz, &r);
  gzclose(gz); /* and with it the file */
  return t;
}
