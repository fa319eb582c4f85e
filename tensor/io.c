/* Reading regular files, writing them whole or not at all, and bytes as files order them. */

#include "tensor/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- reading --------------------------------------------------------------------------------- */

bool lm_reader_open(lm_reader *r, const char *path) {
  struct stat s;
  r->path = path;
  /* O_NONBLOCK: opening a pipe must not wait for somebody to write into it. */
  r->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (r->fd < 0 || fstat(r->fd, &s) < 0) {
    lm_fail("load: %s: %m", path);
  } else if (!S_ISREG(s.st_mode)) {
    lm_fail("load: %s: not a regular file", path);
  } else {
    r->size = s.st_size;
    return true;
  }
  lm_reader_close(r);
  return false;
}

bool lm_reader_read(const lm_reader *r, int64_t offset, void *dst, size_t bytes) {
  char *p = dst;
  while (bytes > 0) {
    ssize_t n = pread(r->fd, p, bytes < INT_MAX ? bytes : INT_MAX, offset);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return lm_fail("load: %s: %m", r->path);
    if (n == 0) return lm_fail("load: %s: the file became shorter while it was read", r->path);
    p += n, offset += n, bytes -= (size_t)n;
  }
  return true;
}

void lm_reader_close(lm_reader *r) {
  if (r->fd >= 0) close(r->fd);
  r->fd = -1;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Opens a new file beside `path`, with the permissions of the old one where there is one.  The name
** is made unique by trying: two states of one process may save to one path at once. */
static int open_beside(const char *path, char **temporary, mode_t mode) {
  for (int i = 0; i < 1000; i++) {
    if (asprintf(temporary, "%s.%ld-%d.tmp", path, (long)getpid(), i) < 0) {
      *temporary = NULL;
      errno = ENOMEM;
      return -1;
    }
    int fd = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd >= 0 || errno != EEXIST) return fd;
    free(*temporary);
    *temporary = NULL;
  }
  return -1;
}

bool lm_writer_open(lm_writer *w, const char *path) {
  struct stat s;
  mode_t mode = 0666;
  *w = (lm_writer){.fd = -1};
  if (stat(path, &s) == 0) {
    if (!S_ISREG(s.st_mode)) return lm_fail("save: %s: exists and is not a regular file", path);
    mode = s.st_mode & 0777;
    w->path = realpath(path, NULL); /* a link stays, and what it points at is replaced */
  } else {
    w->path = strdup(path);
  }
  if (w->path) w->fd = open_beside(w->path, &w->temporary, mode);
  if (w->fd >= 0) return true;
  lm_fail("save: %s: %m", path);
  free(w->temporary); /* the name was taken by nobody: there is nothing to remove */
  free(w->path);
  return false;
}

bool lm_writer_write(lm_writer *w, const void *data, size_t bytes) {
  const char *p = data;
  while (bytes > 0) {
    ssize_t n = write(w->fd, p, bytes < INT_MAX ? bytes : INT_MAX);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return lm_fail("save: %s: %m", w->path);
    p += n, bytes -= (size_t)n;
  }
  return true;
}

bool lm_writer_write_tensor(lm_writer *w, lm_tensor *t) {
  if (t->numel == 0) return true;
  lm_scope scope = lm_scope_open();
  if (t->device != LM_CPU || !lm_is_contiguous(t))
    t = lm_copy(lm_detach(t), (lm_dtype)t->dtype, LM_CPU);
  bool ok = t && lm_writer_write(w, lm_data(t), (size_t)t->numel * lm_dtypes[t->dtype].size);
  lm_scope_close(scope, NULL);
  return ok;
}

bool lm_writer_close(lm_writer *w, bool keep) {
  /* Without fsync a crash of the machine could leave an empty file in place of the old one. */
  bool ok = !keep || fsync(w->fd) == 0;
  if (close(w->fd) != 0) ok = !keep;
  if (ok && keep) ok = rename(w->temporary, w->path) == 0;
  if (!ok) lm_fail("save: %s: %m", w->path);
  if (!ok || !keep) unlink(w->temporary);
  free(w->temporary);
  free(w->path);
  return ok && keep;
}

/* ---- sizes and bytes ------------------------------------------------------------------------- */

bool lm_dense_bytes(int ndim, const int64_t *sizes, size_t element, int64_t *bytes) {
  int64_t product = (int64_t)element;
  bool empty = false;
  for (int i = 0; i < ndim; i++) {
    if (sizes[i] < 0) return false;
    if (sizes[i] == 0)
      empty = true;
    else if (__builtin_mul_overflow(product, sizes[i], &product))
      return false;
  }
  *bytes = empty ? 0 : product;
  return true;
}

void lm_clean_bools(void *data, int64_t n) {
  uint8_t *p = data;
  for (int64_t i = 0; i < n; i++)
    if (p[i] > 1) p[i] = 1; /* written only where needed: the page may be a private mapping */
}

void lm_swap_bytes(void *data, int64_t n, size_t element) {
  switch (element) {
  case 2: {
    uint16_t *p = data;
    for (int64_t i = 0; i < n; i++) p[i] = __builtin_bswap16(p[i]);
    break;
  }
  case 4: {
    uint32_t *p = data;
    for (int64_t i = 0; i < n; i++) p[i] = __builtin_bswap32(p[i]);
    break;
  }
  case 8: {
    uint64_t *p = data;
    for (int64_t i = 0; i < n; i++) p[i] = __builtin_bswap64(p[i]);
    break;
  }
  default: break;
  }
}
