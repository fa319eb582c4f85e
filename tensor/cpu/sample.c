/* Kernels of grid_sample: blocks of places, and for the gradient of the image blocks of channels, which
** no two threads share. */
#include "tensor/cpu/isa/sample.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

LM_ISA_TABLE(lm_sample_table, lm_samples)

typedef struct sample_job {
  lm_sampling s;
  char *out;
  const char *grad, *image, *places; /* grad and image: where the call has them */
  int64_t images, channels, points;
  int64_t blocks;   /* of places, in an image */
  int64_t together; /* channels that a thread adds up in the gradient of the image */
  int64_t size;     /* bytes of an element */
} sample_job;

/* The arguments from `mode` on, behind `first`; images are (N, C, ...), places (N, ..., nd). */
static sample_job job_of(const lm_call *c, int first, const lm_tensor *image,
                         const lm_tensor *places) {
  sample_job j = {.s = {.mode = (lm_sample_mode)A(first).i,
                        .edge = (lm_sample_edge)A(first + 1).i,
                        .align = A(first + 2).b,
                        .nd = image->ndim - 2,
                        .plane = 1},
                  .images = image->sizes[0],
                  .channels = image->sizes[1],
                  .points = 1,
                  .size = (int64_t)lm_dtype_size((lm_dtype)image->dtype)};
  for (int d = 0; d < j.s.nd; d++) {
    j.s.plane *= j.s.sizes[d] = image->sizes[d + 2];
    j.points *= places->sizes[d + 1];
  }
  j.s.channels = j.channels;
  j.s.stride = j.points;
  j.blocks = (j.points + LM_SAMPLE_POINTS - 1) / LM_SAMPLE_POINTS;
  return j;
}

static int64_t points_of(const sample_job *j, int64_t block) {
  const int64_t left = j->points - block * LM_SAMPLE_POINTS;
  return left < LM_SAMPLE_POINTS ? left : LM_SAMPLE_POINTS;
}

static const char *places_of(const sample_job *j, int64_t n, int64_t block) {
  return j->places + (n * j->points + block * LM_SAMPLE_POINTS) * j->s.nd * j->size;
}

/* Blocks of places of all images. */
static void sample_blocks(void *ctx, int64_t begin, int64_t end) {
  const sample_job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    const int64_t n = i / j->blocks, block = i % j->blocks, points = points_of(j, block);
    const int64_t at = (n * j->channels * j->points + block * LM_SAMPLE_POINTS) * j->size;
    const char *image = j->image + n * j->channels * j->s.plane * j->size;
    const char *places = places_of(j, n, block);
    if (j->grad == NULL)
      lm_samples()->sample[j->size == 8](&j->s, j->out + at, image, places, points);
    else
      lm_samples()->to_places[j->size == 8](&j->s, j->out + (places - j->places), j->grad + at,
                                            image, places, points);
  }
}

/* Blocks of channels of all images, each through all places in their order. */
static void sum_blocks(void *ctx, int64_t begin, int64_t end) {
  const sample_job *j = ctx;
  const int64_t chunks = (j->channels + j->together - 1) / j->together;
  for (int64_t i = begin; i < end; i++) {
    const int64_t n = i / chunks, first = i % chunks * j->together;
    lm_sampling s = j->s;
    s.channels = j->channels - first < j->together ? j->channels - first : j->together;
    const int64_t channel = n * j->channels + first;
    for (int64_t block = 0; block < j->blocks; block++)
      lm_samples()->to_image[j->size == 8](
          &s, j->out + channel * s.plane * j->size,
          j->grad + (channel * j->points + block * LM_SAMPLE_POINTS) * j->size,
          places_of(j, n, block), points_of(j, block));
  }
}

static bool over_places(sample_job *j) {
  const int64_t each = LM_SAMPLE_POINTS * (4 + j->channels), total = j->images * j->blocks;
  if (total == 0) return true;
  return lm_parallel(total, each < LM_GRAIN_MATH ? LM_GRAIN_MATH / each + 1 : 1, sample_blocks, j);
}

bool cpu_grid_sample_forward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)c->out[0]->dtype);
  lm_tensor *image = cpu_ready(A(0).t, unit), *places = cpu_ready(A(1).t, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok = image && places && out;
  if (ok && out->numel > 0) {
    sample_job j = job_of(c, 2, image, places);
    j.out = lm_data(out), j.image = lm_data(image), j.places = lm_data(places);
    ok = over_places(&j);
  }
  lm_release(image);
  lm_release(places);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_grid_sample_to_places(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)c->out[0]->dtype);
  lm_tensor *grad = cpu_ready(A(0).t, unit), *image = cpu_ready(A(1).t, unit);
  lm_tensor *places = cpu_ready(A(2).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = grad && image && places && out;
  if (ok && out->numel > 0) {
    sample_job j = job_of(c, 3, image, places);
    j.out = lm_data(out), j.places = lm_data(places);
    j.image = image->numel ? lm_data(image) : NULL;
    j.grad = grad->numel ? lm_data(grad) : j.places; /* of no channels nothing is read */
    ok = over_places(&j);
  }
  lm_release(grad);
  lm_release(image);
  lm_release(places);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_grid_sample_to_image(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)c->out[0]->dtype);
  lm_tensor *grad = cpu_ready(A(0).t, unit), *places = cpu_ready(A(2).t, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok = grad && places && out && lm_fill_elements(out, lm_int(0));
  if (ok && grad->numel > 0) {
    enum { MANY = 8 }; /* as many blocks as threads may be worth */
    sample_job j = job_of(c, 3, out, places);
    j.out = lm_data(out), j.grad = lm_data(grad), j.places = lm_data(places);
    const int64_t cut = (MANY + j.images - 1) / j.images;
    j.together = (j.channels + cut - 1) / cut;
    const int64_t each = j.points * (4 + j.together);
    const int64_t total = j.images * ((j.channels + j.together - 1) / j.together);
    ok = lm_parallel(total, each < LM_GRAIN_MATH ? LM_GRAIN_MATH / each + 1 : 1, sum_blocks, &j);
  }
  lm_release(grad);
  lm_release(places);
  return cpu_written(c->out[0], out, ok);
}
