/* Files as the memory of tensors.  See map.h. */
#include "tensor/map.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void unmap(void *owner, void *data, size_t bytes) {
  (void)owner;
  munmap(data, bytes);
}

/* The file is long enough, or is made so where it is shared. */
static bool check_length(int fd, const char *path, bool shared, int64_t bytes) {
  struct stat s;
  if (fstat(fd, &s) < 0) return lm_fail("from_file: %s: %m", path);
  if (!S_ISREG(s.st_mode)) return lm_fail("from_file: %s: not a regular file", path);
  if (s.st_size >= bytes) return true;
  if (!shared)
    return lm_fail("from_file: %s: the file has %lld bytes, and %lld are asked for", path,
                   (long long)s.st_size, (long long)bytes);
  int failed = posix_fallocate(fd, 0, bytes); /* room now, not a SIGBUS later */
  if (failed == 0) return true;
  errno = failed;
  return lm_fail("from_file: %s: cannot be made longer: %m", path);
}

lm_tensor *lm_map_file(const char *path, bool shared, int64_t size, lm_dtype dtype) {
  int64_t bytes;
  if (size < 0)
    return lm_fail("from_file: size must not be negative, but is %lld", (long long)size);
  if (__builtin_mul_overflow(size, (int64_t)lm_dtype_size(dtype), &bytes))
    return lm_fail("from_file: %lld elements are too many", (long long)size);
  int flags = shared ? O_RDWR | O_CREAT : O_RDONLY;
  int fd = open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0666);
  if (fd < 0) return lm_fail("from_file: %s: %m", path);
  void *data = NULL;
  bool ok = check_length(fd, path, shared, bytes);
  if (ok && bytes > 0) {
    /* Private and writable: an operation in place changes a copy of the page, never the file. */
    int way = shared ? MAP_SHARED : MAP_PRIVATE | MAP_NORESERVE;
    data = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, way, fd, 0);
    if (data == MAP_FAILED) ok = lm_fail("from_file: %s: cannot be mapped: %m", path);
  }
  close(fd);
  if (!ok) return NULL;
  if (bytes == 0) return lm_new(1, &size, dtype, LM_CPU);
  lm_tensor *t = lm_from_memory(data, 1, &size, dtype, unmap, NULL);
  if (t == NULL) munmap(data, (size_t)bytes);
  return t;
}
