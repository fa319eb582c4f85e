/* Windows over spatial dimensions: reading their geometry. */
#include "tensor/spatial.h"

#include <string.h>

#define MOST ((int64_t)1 << 30)

bool lm_grid_list(const char *op, const char *what, const lm_ints *list, int nd, int64_t def,
                  int64_t least, int64_t *out) {
  if (list && list->n != 1 && list->n != nd) {
    if (nd == 1) return lm_fail("%s: %s must be 1 integer, not %d", op, what, list->n);
    return lm_fail("%s: %s must be 1 or %d integers, not %d", op, what, nd, list->n);
  }
  for (int i = 0; i < nd; i++) {
    int64_t v = list ? list->v[list->n == 1 ? 0 : i] : def;
    if (v < least)
      return lm_fail("%s: %s must be at least %lld, not %lld", op, what, (long long)least,
                     (long long)v);
    if (v > MOST)
      return lm_fail("%s: %s must be at most %lld, not %lld", op, what, (long long)MOST,
                     (long long)v);
    out[LM_SPACE - nd + i] = v;
  }
  return true;
}

bool lm_grid_read(lm_grid *g, const char *op, const lm_tensor *input, const lm_ints *kernel,
                  const lm_ints *stride, const lm_ints *padding, const lm_ints *dilation) {
  int nd = g->nd = input->ndim - 2;
  if (nd < 1 || nd > LM_SPACE)
    return lm_fail("%s: input must have 3, 4 or 5 dimensions (N, C, ...), not shape %s", op,
                   lm_shape_text(input));
  for (int i = 0; i < LM_SPACE; i++) {
    g->in[i] = g->out[i] = g->kernel[i] = g->stride[i] = g->dilation[i] = 1;
    g->pad[i] = 0;
  }
  memcpy(g->in + LM_SPACE - nd, input->sizes + 2, sizeof *g->in * (size_t)nd);
  return lm_grid_list(op, "kernel_size", kernel, nd, 1, 1, g->kernel) &&
         lm_grid_list(op, "stride", stride, nd, 1, 1, g->stride) &&
         lm_grid_list(op, "padding", padding, nd, 0, 0, g->pad) &&
         lm_grid_list(op, "dilation", dilation, nd, 1, 1, g->dilation);
}

int64_t lm_grid_windows(const lm_grid *g, int d, bool ceil) {
  int64_t room = g->in[d] + 2 * g->pad[d] - g->dilation[d] * (g->kernel[d] - 1) - 1;
  if (ceil) room += g->stride[d] - 1;
  if (room < 0) return 0;
  int64_t n = room / g->stride[d] + 1;
  if (ceil && (n - 1) * g->stride[d] >= g->in[d] + g->pad[d]) n--;
  return n;
}

lm_tensor *lm_batched(const char *op, lm_tensor *input, int nd, bool *batched) {
  static const char *const shapes[] = {"(N, C, L) or (C, L)", "(N, C, H, W) or (C, H, W)",
                                       "(N, C, D, H, W) or (C, D, H, W)"};
  *batched = input->ndim == nd + 2;
  if (*batched) return input;
  if (input->ndim == nd + 1) return lm_unsqueeze(input, 0);
  return lm_fail("%s: input must have %d or %d dimensions, %s, not shape %s", op, nd + 2, nd + 1,
                 shapes[nd - 1], lm_shape_text(input));
}

lm_tensor *lm_unbatched(lm_tensor *t, bool batched) {
  return batched ? t : lm_squeeze(t, &(lm_ints){1, {0}});
}
