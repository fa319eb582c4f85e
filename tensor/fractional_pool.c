/* Fractional max pooling (Graham 2015): windows at distances that a random number for each plane and
** dimension decides. */
#include "tensor/spatial.h"
#include "tensor/record.h"

#include <string.h>

/* Windows 0 .. n - 1 begin where `sample` says; the arithmetic is that of the input's dtype, since it
** decides about whole positions. */
static int64_t begin_of(bool wide, double sample, int64_t o, int64_t in, int64_t out,
                        int64_t pool) {
  if (o == out - 1) return in - pool;
  if (wide) {
    double alpha = (double)(in - pool) / (double)(out - 1);
    return (int64_t)(((double)o + sample) * alpha) - (int64_t)(sample * alpha);
  }
  float alpha = (float)(in - pool) / (float)(out - 1), s = (float)sample;
  return (int64_t)(((float)o + s) * alpha) - (int64_t)(s * alpha);
}

/* (N * C, sum of out, 2): the first and last positions of the windows of each plane. */
static lm_tensor *spans(const char *op, const lm_tensor *x, lm_tensor *samples, const lm_grid *g) {
  const int nd = g->nd, from = LM_SPACE - nd;
  int64_t planes = x->sizes[0] * x->sizes[1], sizes[] = {planes, 0, 2};
  for (int d = from; d < LM_SPACE; d++) sizes[1] += g->out[d];
  lm_tensor *span = lm_scoped(lm_new(3, sizes, LM_I64, LM_CPU));
  if (span == NULL || samples == NULL) return NULL;
  const double *sample = (const double *)(const void *)lm_data(samples);
  int64_t *s = (int64_t *)(void *)lm_data(span);
  bool wide = x->dtype == LM_F64;
  for (int64_t i = 0; i < planes; i++)
    for (int d = from; d < LM_SPACE; d++) {
      /* PyTorch's samples of images begin with the width, those of volumes with the depth. */
      double v = sample[i * nd + (nd == 2 ? LM_SPACE - 1 - d : d - from)];
      if (!(v >= 0 && v <= 1))
        return lm_fail("%s: random_samples must lie between 0 and 1, not be %g", op, v);
      for (int64_t o = 0; o < g->out[d]; o++, s += 2) {
        int64_t begin = begin_of(wide, v, o, g->in[d], g->out[d], g->kernel[d]);
        int64_t most = g->in[d] - g->kernel[d];
        if (begin > most) begin = most;
        s[0] = begin + 1;
        s[1] = begin + g->kernel[d];
      }
    }
  return span;
}

static bool read_sizes(lm_grid *g, const char *op, const lm_ints *output_size,
                       const lm_floats *ratio) {
  const int from = LM_SPACE - g->nd;
  if ((output_size != NULL) == (ratio != NULL))
    return lm_fail("%s: either output_size or output_ratio must be given", op);
  if (ratio && ratio->n != 1 && ratio->n != g->nd)
    return lm_fail("%s: output_ratio must be 1 or %d numbers, not %d", op, g->nd, ratio->n);
  if (output_size && !lm_grid_list(op, "output_size", output_size, g->nd, 1, 1, g->out))
    return false;
  for (int d = from; d < LM_SPACE; d++) {
    if (ratio) {
      double r = ratio->v[ratio->n == 1 ? 0 : d - from];
      if (!(r > 0 && r < 1))
        return lm_fail("%s: output_ratio must lie between 0 and 1, not be %g", op, r);
      g->out[d] = (int64_t)((double)g->in[d] * r);
    }
    if (g->out[d] < 1 || g->out[d] + g->kernel[d] - 1 > g->in[d])
      return lm_fail("%s: %lld windows of %lld do not fit dimension %d of the image, of size %lld",
                     op, (long long)g->out[d], (long long)g->kernel[d], d - from + 1,
                     (long long)g->in[d]);
  }
  return true;
}

static lm_tuple fractional(int nd, lm_tensor *input, const lm_ints *kernel,
                           const lm_ints *output_size, const lm_floats *ratio, lm_tensor *samples) {
  const char *op = lm_running();
  const lm_tuple nothing = {{NULL}};
  bool batched;
  lm_grid g;
  lm_tensor *x = lm_batched(op, input, nd, &batched);
  if (x == NULL || !lm_grid_read(&g, op, x, kernel, NULL, NULL, NULL) ||
      !read_sizes(&g, op, output_size, ratio))
    return nothing;
  lm_ints want = {3, {x->sizes[0], x->sizes[1], nd}}, size = {.n = nd};
  if (samples == NULL) {
    samples = lm_rand(&want, LM_F64, LM_CPU, NULL);
  } else if (samples->ndim != 3 || samples->sizes[0] != want.v[0] ||
             samples->sizes[1] != want.v[1] || samples->sizes[2] != nd) {
    lm_fail("%s: random_samples must have shape %s, not %s", op, lm_sizes_text(3, want.v),
            lm_shape_text(samples));
    return nothing;
  }
  lm_tensor *ready = lm_contiguous(lm_to_dtype(lm_detach(samples), LM_F64, LM_CPU, false));
  lm_tensor *span = spans(op, x, ready, &g);
  memcpy(size.v, g.out + LM_SPACE - nd, sizeof *size.v * (size_t)nd);
  lm_tuple t = lm_box_max(x, lm_to_dtype(span, LM_DTYPE_NONE, x->device, false), &size, NULL);
  for (int i = 0; i < 2; i++) t.v[i] = lm_unbatched(t.v[i], batched);
  return t;
}

#define FRACTIONAL(nd)                                                                         \
  lm_tuple lm_do_fractional_max_pool##nd##d_with_indices(                                      \
      lm_tensor *input, const lm_ints *kernel_size, const lm_ints *output_size,                \
      const lm_floats *output_ratio, bool return_indices, lm_tensor *random_samples) {         \
    (void)return_indices;                                                                      \
    return fractional(nd, input, kernel_size, output_size, output_ratio, random_samples);      \
  }                                                                                            \
  lm_tensor *lm_do_fractional_max_pool##nd##d(                                                 \
      lm_tensor *input, const lm_ints *kernel_size, const lm_ints *output_size,                \
      const lm_floats *output_ratio, bool return_indices, lm_tensor *random_samples) {         \
    (void)return_indices;                                                                      \
    return fractional(nd, input, kernel_size, output_size, output_ratio, random_samples).v[0]; \
  }
FRACTIONAL(2)
FRACTIONAL(3)
