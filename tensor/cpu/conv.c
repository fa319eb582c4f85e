/* Convolutions on the CPU: windows as columns, in tiles that stay in the cache, and matrix products.
**
** Work is cut into items whose results are disjoint and whose number does not depend on that of the
** threads.  Half precision is computed in float32, integers in float64.
*/
#include "tensor/cpu/gemm.h"
#include "tensor/cpu/isa/columns.h"
#include "tensor/cpu/onednn_conv.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Elements of a tile of columns: 256 KB of float32, about a second-level cache with the weights. */
#define TILE_ELEMENTS (1 << 16)
#define TILE_LEAST 64
/* Into how many items the channels are cut where the batch has fewer. */
#define ITEMS 16
#define WORK_PER_BLOCK (1 << 17)

typedef struct conv_job {
  lm_grid g;
  const cpu_columns_table *kernels;
  lm_dtype unit;
  int64_t size; /* of an element */
  /* images and windows have `images` * groups and `windows` * groups channels */
  int64_t batch, groups, images, windows;
  int64_t kernel, plane, count; /* elements of a kernel, of an image's channel, number of windows */
  int64_t tile, parts;
  const char *a, *b, *bias; /* the operands in order */
  char *out;
  bool pointwise; /* every window is one element, in order */
  bool whole;     /* there is one window, and it is the image */
  atomic_bool failed;
} conv_job;

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static lm_dtype unit_of(const lm_tensor *t) {
  return lm_is_float((lm_dtype)t->dtype) ? cpu_unit((lm_dtype)t->dtype) : LM_F64;
}

static void multiply(const conv_job *j, const cpu_gemm *g, const char *a, const char *b, int beta,
                     char *c) {
  if (j->unit == LM_F32)
    cpu_gemm_f32(g, 1, (const float *)(const void *)a, (const float *)(const void *)b, (float)beta,
                 (float *)(void *)c);
  else
    cpu_gemm_f64(g, 1, (const double *)(const void *)a, (const double *)(const void *)b, beta,
                 (double *)(void *)c);
}

/* `rows` rows of n elements, `ld` apart, each filled with its bias or 0. */
static void fill(const conv_job *j, char *out, int64_t channel, int64_t rows, int64_t n,
                 int64_t ld) {
  for (int64_t r = 0; r < rows; r++) {
    if (j->unit == LM_F32) {
      float *y = (float *)(void *)out + r * ld;
      float v = j->bias ? ((const float *)(const void *)j->bias)[channel + r] : 0;
      for (int64_t i = 0; i < n; i++) y[i] = v;
    } else {
      double *y = (double *)(void *)out + r * ld;
      double v = j->bias ? ((const double *)(const void *)j->bias)[channel + r] : 0;
      for (int64_t i = 0; i < n; i++) y[i] = v;
    }
  }
}

/* Windows whose columns of `rows` elements make a tile. */
static int64_t tile_for(int64_t rows) {
  int64_t tile = TILE_ELEMENTS / (rows > 0 ? rows : 1) / 16 * 16;
  return tile < TILE_LEAST ? TILE_LEAST : tile;
}

/* Runs items of about `work` multiplications each; fails where one found no memory. */
static bool run(conv_job *j, int64_t items, double work, lm_range_fn item) {
  int64_t grain = (int64_t)(WORK_PER_BLOCK / (work + 1)) + 1;
  return lm_parallel(items, grain, item, j) &&
         (!atomic_load(&j->failed) ||
          lm_fail("out of memory: no room for a convolution's columns"));
}

static char *columns_memory(conv_job *j, int64_t elements) {
  char *cols = malloc((size_t)((elements > 0 ? elements : 1) * j->size));
  if (cols == NULL) atomic_store(&j->failed, true);
  return cols;
}

/* ---- a convolution: windows of a (image) times b (weight) ---- */

static void forward_items(void *ctx, int64_t begin, int64_t end) {
  conv_job *j = ctx;
  const int64_t rows = j->images * j->kernel, tiles = (j->count - 1) / j->tile + 1;
  char *cols = j->pointwise ? NULL : columns_memory(j, rows * j->tile);
  if (cols == NULL && !j->pointwise) return;
  for (int64_t i = begin; i < end; i++) {
    int64_t p0 = i % tiles * j->tile, p1 = least(p0 + j->tile, j->count), n = p1 - p0;
    int64_t stack = i / tiles, group = stack % j->groups;
    const char *image = j->a + stack * j->images * j->plane * j->size;
    const char *weight = j->b + group * j->windows * rows * j->size;
    char *out = j->out + (stack * j->windows * j->count + p0) * j->size;
    cpu_window c = {&j->g, n, 0, rows, p0, p1};
    fill(j, out, group * j->windows, j->windows, n, j->count);
    if (rows == 0) continue;
    if (j->windows == 1 && j->images == 1) {
      j->kernels->sum[j->unit == LM_F64](&c, out, weight, image);
      continue;
    }
    cpu_gemm g = {.m = j->windows, .n = n, .k = rows, .lda = rows, .ldb = n, .ldc = j->count};
    if (j->pointwise) {
      g.ldb = j->plane;
      multiply(j, &g, weight, image + p0 * j->size, 1, out);
    } else {
      j->kernels->take[j->unit == LM_F64](&c, cols, image);
      multiply(j, &g, weight, cols, 1, out);
    }
  }
  free(cols);
}

/* ---- its transpose: the image under windows a, weight b ---- */

static void transposed_items(void *ctx, int64_t begin, int64_t end) {
  conv_job *j = ctx;
  const int64_t all = j->images * j->kernel, most = (j->images - 1) / j->parts + 1;
  char *cols = columns_memory(j, most * j->kernel * j->tile);
  if (cols == NULL) return;
  for (int64_t i = begin; i < end; i++) {
    int64_t stack = i / j->parts, group = stack % j->groups, first = i % j->parts * most;
    int64_t channels = least(most, j->images - first), rows = channels * j->kernel;
    if (channels <= 0) continue;
    char *image = j->out + (stack * j->images + first) * j->plane * j->size;
    const char *weight = j->b + (group * j->windows * all + first * j->kernel) * j->size;
    const char *x = j->a + stack * j->windows * j->count * j->size;
    fill(j, image, group * j->images + first, channels, j->plane, j->plane);
    for (int64_t p0 = 0; p0 < j->count && j->windows > 0; p0 += j->tile) {
      int64_t p1 = least(p0 + j->tile, j->count), n = p1 - p0;
      cpu_gemm g = {
          .ta = true, .m = rows, .n = n, .k = j->windows, .lda = all, .ldb = j->count, .ldc = n};
      multiply(j, &g, weight, x + p0 * j->size, 0, cols);
      j->kernels->add[j->unit == LM_F64](&(cpu_window){&j->g, n, 0, rows, p0, p1}, cols, image);
    }
  }
  free(cols);
}

/* ---- the gradient for the weight: windows of b (image) times a (gradients of the windows) ---- */

/* The windows' gradients of `images` images side by side: rows of images * count elements. */
static void side_by_side(const conv_job *j, int64_t stack, int64_t images, char *to) {
  const int64_t bytes = j->count * j->size;
  for (int64_t at = 0; at < images; at++) {
    const char *from = j->a + (stack + at * j->groups) * j->windows * bytes;
    for (int64_t w = 0; w < j->windows; w++)
      memcpy(to + (w * images + at) * bytes, from + w * bytes, (size_t)bytes);
  }
}

/* One product for the windows p0 .. p1 - 1 of `images` images from number `at` on, which are all of
** their windows where there are several. */
static void weight_product(const conv_job *j, const cpu_window *part, int64_t group, int64_t at,
                           int64_t images, int64_t first, char *cols, char *out) {
  const int64_t n = part->p1 - part->p0, rows = part->r1, stack = at * j->groups + group;
  cpu_window c = *part;
  c.ld = images * n;
  for (int64_t i = 0; i < images; i++) {
    const char *image = j->b + ((stack + i * j->groups) * j->images + first) * j->plane * j->size;
    j->kernels->take[j->unit == LM_F64](&c, cols + i * n * j->size, image);
  }
  cpu_gemm g = {.tb = true,
                .m = j->windows,
                .n = rows,
                .k = c.ld,
                .lda = images > 1 ? c.ld : j->count,
                .ldb = c.ld,
                .ldc = j->images * j->kernel};
  const char *grad = j->a + (stack * j->windows * j->count + c.p0) * j->size;
  if (images > 1) {
    char *copy = cols + rows * c.ld * j->size;
    side_by_side(j, stack, images, copy);
    grad = copy;
  }
  multiply(j, &g, grad, cols, 1, out);
}

static void weight_items(void *ctx, int64_t begin, int64_t end) {
  conv_job *j = ctx;
  const int64_t all = j->images * j->kernel, most = (j->images - 1) / j->parts + 1;
  /* Small images are taken together: a product over 49 windows runs at half the speed. */
  const int64_t together = least(j->batch, j->tile < j->count ? 1 : j->tile / j->count);
  const int64_t tile = least(j->tile, j->count);
  char *cols =
      columns_memory(j, (most * j->kernel + (together > 1 ? j->windows : 0)) * together * tile);
  if (cols == NULL) return;
  for (int64_t i = begin; i < end; i++) {
    int64_t group = i / j->parts, first = i % j->parts * most;
    int64_t channels = least(most, j->images - first), rows = channels * j->kernel;
    if (channels <= 0) continue;
    char *out = j->out + (group * j->windows * all + first * j->kernel) * j->size;
    fill(j, out, 0, j->windows, rows, all);
    for (int64_t at = 0; at < j->batch; at += together)
      for (int64_t p0 = 0; p0 < j->count; p0 += tile) {
        const cpu_window part = {&j->g, 0, 0, rows, p0, least(p0 + tile, j->count)};
        weight_product(j, &part, group, at, least(together, j->batch - at), first, cols, out);
      }
  }
  free(cols);
}

/* ---- kernels ---- */

/* Adds the bias to the channels of finished images. */
#define BIAS_ITEMS(T, name)                                                  \
  static void bias_items_##name(void *ctx, int64_t begin, int64_t end) {     \
    conv_job *j = ctx;                                                       \
    for (int64_t i = begin; i < end; i++) {                                  \
      T *y = (T *)(void *)j->out + i * j->plane;                             \
      T v = ((const T *)(const void *)j->bias)[i % (j->groups * j->images)]; \
      for (int64_t k = 0; k < j->plane; k++) y[k] += v;                      \
    }                                                                        \
  }
BIAS_ITEMS(float, f32)
BIAS_ITEMS(double, f64)
static bool add_bias(conv_job *j) {
  return lm_parallel(j->batch * j->groups * j->images, LM_GRAIN / (j->plane + 1) + 1,
                     j->unit == LM_F64 ? bias_items_f64 : bias_items_f32, j);
}

/* ---- one window that is the image: matrices as they lie, without columns ---- */

typedef struct whole {
  const conv_job *job;
  const cpu_conv *conv;
} whole;

/* The products of some groups: images (batch, rows), windows (batch, windows), weight (windows,
** rows). */
static void whole_items(void *ctx, int64_t begin, int64_t end) {
  const whole *w = ctx;
  const conv_job *j = w->job;
  const int64_t rows = j->images * j->kernel, image_ld = j->groups * rows,
                window_ld = j->groups * j->windows;
  for (int64_t group = begin; group < end; group++) {
    char *image = (char *)w->conv->image + group * rows * j->size;
    char *window = (char *)w->conv->window + group * j->windows * j->size;
    char *weight = (char *)w->conv->weight + group * j->windows * rows * j->size;
    cpu_gemm g = {.m = j->batch, .ldb = rows};
    switch (w->conv->kind) {
    case CPU_CONV_WINDOWS:
      g.tb = true, g.n = j->windows, g.k = rows, g.lda = image_ld, g.ldc = window_ld;
      multiply(j, &g, image, weight, w->conv->bias != NULL, window);
      break;
    case CPU_CONV_IMAGES:
      g.n = rows, g.k = j->windows, g.lda = window_ld, g.ldc = image_ld;
      multiply(j, &g, window, weight, 0, image);
      break;
    default:
      g = (cpu_gemm){.ta = true, .m = j->windows, .n = rows, .k = j->batch};
      g.lda = window_ld, g.ldb = image_ld, g.ldc = rows;
      multiply(j, &g, window, image, 0, weight);
    }
  }
}

static bool whole_products(const conv_job *j, const cpu_conv *c) {
  if (c->bias)
    for (int64_t i = 0, n = j->groups * j->windows; i < j->batch; i++)
      fill(j, (char *)c->window + i * n * j->size, 0, n, 1, 1);
  whole w = {j, c};
  double work = (double)j->batch * (double)j->windows * (double)(j->images * j->kernel);
  return lm_parallel(j->groups, (int64_t)(WORK_PER_BLOCK / (work + 1)) + 1, whole_items, &w);
}

/* ---- the choice ---- */

/* Without columns: false without a message where they are needed. */
static bool directly(const conv_job *j, cpu_conv_kind kind, const char *image, const char *weight,
                     const char *window, const char *bias) {
  const cpu_conv c = {kind,           j->unit,        &j->g,      j->batch,
                      j->groups,      j->images,      j->windows, (void *)image,
                      (void *)weight, (void *)window, bias};
  return j->whole && j->unit != LM_BF16 ? whole_products(j, &c) : cpu_conv_run(&c);
}

/* The job of a call whose images and windows have these shapes. */
static conv_job job_of(const lm_call *c, const lm_tensor *image, const lm_tensor *windows,
                       int64_t groups, lm_dtype unit) {
  conv_job j = {
      .g = lm_conv_grid(c), .kernels = cpu_columns_kernels(), .unit = unit, .groups = groups};
  j.size = (int64_t)lm_dtype_size(j.unit);
  j.batch = image->sizes[0];
  j.images = image->sizes[1] / groups;
  j.windows = windows->sizes[1] / groups;
  j.kernel = lm_grid_size(j.g.kernel);
  j.plane = lm_grid_size(j.g.in);
  j.count = lm_grid_size(j.g.out);
  j.pointwise = j.kernel == 1 && j.plane == j.count && lm_grid_size(j.g.stride) == 1;
  j.whole = j.count == 1;
  for (int d = 0; d < LM_SPACE; d++) {
    j.pointwise = j.pointwise && j.g.pad[d] == 0;
    j.whole = j.whole && j.g.pad[d] == 0 && j.g.kernel[d] == j.g.in[d];
  }
  atomic_init(&j.failed, false);
  return j;
}

/* How many parts the channels of one image go in, where there are `others` items without. */
static int64_t parts_of(int64_t channels, int64_t others) {
  int64_t parts = others >= ITEMS ? 1 : (ITEMS - 1) / (others > 0 ? others : 1) + 1;
  parts = least(parts, channels > 0 ? channels : 1);
  int64_t most = ((channels > 0 ? channels : 1) - 1) / parts + 1;
  return ((channels > 0 ? channels : 1) - 1) / most + 1; /* none of them empty */
}

/* With all operands in this dtype.  In bfloat16 only the library computes: then it may also return
** false without a message. */
static bool convolution_in(lm_call *c, lm_dtype unit) {
  bool transposed = A(6).b;
  lm_tensor *out = c->out[0];
  lm_tensor *x = cpu_ready(A(0).t, unit), *w = cpu_ready(A(1).t, unit),
            *bias = cpu_ready(A(2).t, unit), *y = cpu_target(out, unit);
  bool ok = x && w && y && (bias || A(2).t == NULL);
  if (ok) {
    conv_job j =
        transposed ? job_of(c, out, A(0).t, A(8).i, unit) : job_of(c, A(0).t, out, A(8).i, unit);
    j.a = lm_data(x), j.b = lm_data(w), j.bias = bias ? lm_data(bias) : NULL, j.out = lm_data(y);
    int64_t stacks = j.batch * j.groups, rows = j.images * j.kernel;
    if (directly(&j, transposed ? CPU_CONV_IMAGES : CPU_CONV_WINDOWS, transposed ? j.out : j.a, j.b,
                 transposed ? j.a : j.out, transposed ? NULL : j.bias)) {
      ok = !transposed || bias == NULL || add_bias(&j);
    } else if (lm_error() || unit == LM_BF16) {
      ok = false;
    } else if (transposed) {
      j.parts = parts_of(j.images, stacks);
      int64_t each = ((j.images - 1) / j.parts + 1) * j.kernel;
      j.tile = least(tile_for(each), j.count);
      double work = (double)each * (double)j.count * (double)(j.windows + 1);
      ok = run(&j, stacks * j.parts, work, transposed_items);
    } else {
      j.tile = least(tile_for(rows), j.count);
      double work = (double)(rows + 1) * (double)j.tile * (double)j.windows;
      ok = run(&j, stacks * ((j.count - 1) / j.tile + 1), work, forward_items);
    }
  }
  lm_release(x);
  lm_release(w);
  lm_release(bias);
  return cpu_written(out, y, ok);
}

/* A transpose with a bias is rounded once, after it was added: in float32. */
bool cpu_convolution(lm_call *c) {
  const lm_tensor *out = c->out[0];
  if (out->numel == 0) return true;
  if (out->dtype == LM_BF16 && cpu_conv_takes(LM_BF16) && !(A(6).b && A(2).t)) {
    if (convolution_in(c, LM_BF16)) return true;
    if (lm_error()) return false;
  }
  return convolution_in(c, unit_of(out));
}

static bool weight_in(lm_call *c, lm_dtype unit) {
  lm_tensor *out = c->out[0];
  lm_tensor *grad = cpu_ready(A(0).t, unit), *x = cpu_ready(A(1).t, unit),
            *y = cpu_target(out, unit);
  bool ok = grad && x && y;
  if (ok) {
    conv_job j = job_of(c, A(1).t, A(0).t, A(6).i, unit);
    j.a = lm_data(grad), j.b = lm_data(x), j.out = lm_data(y);
    if (directly(&j, CPU_CONV_WEIGHTS, j.b, j.out, j.a, NULL)) {
      ok = true;
    } else if (lm_error() || unit == LM_BF16) {
      ok = false;
    } else {
      j.parts = parts_of(j.images, j.groups);
      int64_t each = ((j.images - 1) / j.parts + 1) * j.kernel;
      j.tile = tile_for(each);
      double work = (double)each * (double)j.count * (double)j.windows * (double)j.batch;
      ok = run(&j, j.groups * j.parts, work, weight_items);
    }
  }
  lm_release(grad);
  lm_release(x);
  return cpu_written(out, y, ok);
}

bool cpu_convolution_weight(lm_call *c) {
  const lm_tensor *out = c->out[0];
  if (out->numel == 0) return true;
  if (out->dtype == LM_BF16 && cpu_conv_takes(LM_BF16)) {
    if (weight_in(c, LM_BF16)) return true;
    if (lm_error()) return false;
  }
  return weight_in(c, unit_of(out));
}

static void columns_items(void *ctx, int64_t begin, int64_t end) {
  conv_job *j = ctx;
  for (int64_t i = begin; i < end; i++)
    j->kernels->take[j->unit == LM_F64](&(cpu_window){&j->g, j->count, 0, j->kernel, 0, j->count},
                                        j->out + i * j->kernel * j->count * j->size,
                                        j->a + i * j->plane * j->size);
}
static void columns_sum_items(void *ctx, int64_t begin, int64_t end) {
  conv_job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    char *image = j->out + i * j->plane * j->size;
    memset(image, 0, (size_t)(j->plane * j->size));
    j->kernels->add[j->unit == LM_F64](&(cpu_window){&j->g, j->count, 0, j->kernel, 0, j->count},
                                       j->a + i * j->kernel * j->count * j->size, image);
  }
}

static bool columns(lm_call *c, const lm_tensor *image, lm_range_fn items) {
  lm_tensor *out = c->out[0];
  if (out->numel == 0) return true;
  lm_dtype unit = unit_of(out);
  lm_tensor *x = cpu_ready(A(0).t, unit), *y = cpu_target(out, unit);
  bool ok = x && y;
  if (ok) {
    conv_job j = job_of(c, image, image, 1, unit);
    j.a = lm_data(x), j.out = lm_data(y);
    int64_t each = j.kernel * j.count;
    ok = lm_parallel(j.batch * j.images, LM_GRAIN / (each + 1) + 1, items, &j);
  }
  lm_release(x);
  return cpu_written(out, y, ok);
}
bool cpu_columns(lm_call *c) { return columns(c, A(0).t, columns_items); }
bool cpu_columns_sum(lm_call *c) { return columns(c, c->out[0], columns_sum_items); }
