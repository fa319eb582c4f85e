/* PNG pictures, through libpng, which is opened when the first picture is read or written.
**
** Its simplified interface is used: that catches its own errors, so that nothing jumps through here.
** In memory a picture is (channels, height, width), as layers take it; in the file the channels of a
** pixel stand together.
*/
#include "tensor/io.h"

#include <dlfcn.h>
#include <png.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libpng16.so.16"

static struct {
  __typeof__(png_image_begin_read_from_memory) *begin_read;
  __typeof__(png_image_finish_read) *finish_read;
  __typeof__(png_image_write_to_memory) *write;
  __typeof__(png_image_free) *free;
  bool open;
} lib;

static void open_library(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
  *(void **)&lib.begin_read = dlsym(library, "png_image_begin_read_from_memory");
  *(void **)&lib.finish_read = dlsym(library, "png_image_finish_read");
  *(void **)&lib.write = dlsym(library, "png_image_write_to_memory");
  *(void **)&lib.free = dlsym(library, "png_image_free");
  lib.open = lib.begin_read && lib.finish_read && lib.write && lib.free;
}

static bool have_library(const char *call, const char *path) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  return lib.open || lm_fail("%s: %s: PNG needs " LIBRARY ", which cannot be opened", call, path);
}

/* By the number of channels. */
static const png_uint_32 formats[] = {0, PNG_FORMAT_GRAY, PNG_FORMAT_GA, PNG_FORMAT_RGB,
                                      PNG_FORMAT_RGBA};

/* Between (pixels, channels) and (channels, pixels). */
static void turn(const void *source, void *target, int64_t rows, int64_t columns) {
  const uint8_t *from = source;
  uint8_t *to = target;
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = 0; j < columns; j++) to[j * rows + i] = from[i * columns + j];
}

/* ---- reading --------------------------------------------------------------------------------- */

/* The elements of a picture whose header was read. */
static lm_tensor *read_pixels(const char *path, png_image *image) {
  image->format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA; /* eight bits, no palette */
  image->flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* else sixteen bits count as linear light */
  int64_t channels = PNG_IMAGE_SAMPLE_CHANNELS(image->format), bytes;
  int64_t sizes[] = {channels, image->height, image->width};
  if (!lm_dense_bytes(3, sizes, 1, &bytes) || bytes > INT32_MAX)
    return lm_fail("load: %s: %u by %u pixels are too many", path, image->width, image->height);
  uint8_t *pixels = malloc((size_t)bytes);
  lm_tensor *t = pixels ? lm_new(3, sizes, LM_U8, LM_CPU)
                        : lm_fail("load: %s: no memory for %u by %u pixels", path, image->width,
                                  image->height);
  if (t && !lib.finish_read(image, NULL, pixels, 0, NULL)) {
    lm_release(t);
    t = lm_fail("load: %s: %s", path, image->message);
  }
  if (t) turn(pixels, lm_data(t), bytes / channels, channels);
  free(pixels);
  return t;
}

lm_tensor *lm_png_load(const char *path) {
  lm_reader r;
  if (!have_library("load", path) || !lm_reader_open(&r, path)) return NULL;
  lm_tensor *t = NULL;
  size_t size = (size_t)r.size;
  void *bytes = malloc(size + 1);
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (bytes == NULL)
    lm_fail("load: %s: no memory for its %zu bytes", path, size);
  else if (size == 0)
    lm_fail("load: %s: the file is empty", path);
  else if (lm_reader_read(&r, 0, bytes, size)) {
    if (lib.begin_read(&image, bytes, size))
      t = read_pixels(path, &image);
    else
      lm_fail("load: %s: %s", path, image.message);
    lib.free(&image);
  }
  free(bytes);
  lm_reader_close(&r);
  return t;
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool write_pixels(const char *path, const lm_tensor *t) {
  int first = t->ndim - 3;
  int64_t channels = first < 0 ? 1 : t->sizes[0], pixels = t->numel / channels;
  png_image image = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)t->sizes[first + 2],
                     .height = (png_uint_32)t->sizes[first + 1],
                     .format = formats[channels]};
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  uint8_t *file = malloc(size), *turned = malloc((size_t)t->numel);
  lm_writer w;
  bool ok = file && turned;
  if (!ok) lm_fail("save: %s: no memory for the picture", path);
  if (ok) turn(lm_data(t), turned, channels, pixels);
  if (ok && !lib.write(&image, file, &size, 0, turned, 0, NULL))
    ok = lm_fail("save: %s: %s", path, image.message);
  if (ok) ok = lm_writer_open(&w, path) && lm_writer_close(&w, lm_writer_write(&w, file, size));
  free(file);
  free(turned);
  return ok;
}

bool lm_png_save(const char *path, lm_tensor *t) {
  if (t->freed) return lm_fail("save: %s: the tensor was freed", path);
  int first = t->ndim - 3;
  bool fits = t->dtype == LM_U8 && (first == 0 || first == -1) && t->numel > 0 &&
              (first < 0 || t->sizes[0] <= 4);
  if (!fits)
    return lm_fail(
        "save: %s: a picture is uint8, (height, width) or (channels, height, width) with "
        "1 to 4 channels (grey, grey and alpha, RGB, RGBA), not %s %s",
        path, lm_dtypes[t->dtype].name, lm_shape_text(t));
  if (t->numel > INT32_MAX / 2 || t->sizes[first + 1] > INT32_MAX ||
      t->sizes[first + 2] > INT32_MAX)
    return lm_fail("save: %s: %s is too large for a picture", path, lm_shape_text(t));
  if (!have_library("save", path)) return false;
  lm_scope scope = lm_scope_open();
  if (t->device != LM_CPU || !lm_is_contiguous(t)) t = lm_copy(lm_detach(t), LM_U8, LM_CPU);
  bool ok = t && write_pixels(path, t);
  lm_scope_close(scope, NULL);
  return ok;
}
