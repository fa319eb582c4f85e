/* Rearranging channels and pixels. */
#include "tensor/record.h"

#include <string.h>

/* t as its leading dimensions, then these. */
static lm_tensor *viewed(lm_tensor *t, int lead, const int64_t *rest, int n) {
  if (t == NULL) return NULL;
  if (lead + n > LM_MAX_DIMS)
    return lm_fail("%s: a tensor may have at most %d dimensions", lm_running(), LM_MAX_DIMS);
  lm_ints sizes = {.n = lead + n};
  memcpy(sizes.v, t->sizes, sizeof *sizes.v * (size_t)lead);
  memcpy(sizes.v + lead, rest, sizeof *rest * (size_t)n);
  return lm_reshape(t, &sizes);
}

/* With the dimensions after the leading ones in another order. */
static lm_tensor *reordered(lm_tensor *t, int lead, const int *order, int n) {
  lm_ints dims = {.n = lead + n};
  for (int i = 0; i < lead; i++) dims.v[i] = i;
  for (int i = 0; i < n; i++) dims.v[lead + i] = lead + order[i];
  return lm_permute(t, &dims);
}

static bool check_factor(const char *op, const char *what, const lm_tensor *t, int64_t factor) {
  if (t->ndim < 3)
    return lm_fail("%s: input must have at least 3 dimensions (..., C, H, W), not shape %s", op,
                   lm_shape_text(t));
  if (factor < 1 || factor > INT32_MAX / 2)
    return lm_fail("%s: %s must be at least 1, not %lld", op, what, (long long)factor);
  return true;
}

lm_tensor *lm_do_pixel_shuffle(lm_tensor *input, int64_t upscale_factor) {
  const char *op = lm_running();
  const int64_t r = upscale_factor;
  if (!check_factor(op, "upscale_factor", input, r)) return NULL;
  int lead = input->ndim - 3;
  const int64_t *s = input->sizes + lead;
  if (s[0] % (r * r) != 0)
    return lm_fail(
        "%s: dimension -3 of %s must be a multiple of %lld, the square of upscale_factor", op,
        lm_shape_text(input), (long long)r * r);
  const int64_t apart[] = {s[0] / (r * r), r, r, s[1], s[2]};
  const int64_t result[] = {s[0] / (r * r), s[1] * r, s[2] * r};
  static const int order[] = {0, 3, 1, 4, 2};
  return viewed(reordered(viewed(input, lead, apart, 5), lead, order, 5), lead, result, 3);
}

lm_tensor *lm_do_pixel_unshuffle(lm_tensor *input, int64_t downscale_factor) {
  const char *op = lm_running();
  const int64_t r = downscale_factor;
  if (!check_factor(op, "downscale_factor", input, r)) return NULL;
  int lead = input->ndim - 3;
  const int64_t *s = input->sizes + lead;
  if (s[1] % r != 0 || s[2] % r != 0)
    return lm_fail("%s: the last two dimensions of %s must be multiples of downscale_factor %lld",
                   op, lm_shape_text(input), (long long)r);
  const int64_t apart[] = {s[0], s[1] / r, r, s[2] / r, r};
  const int64_t result[] = {s[0] * r * r, s[1] / r, s[2] / r};
  static const int order[] = {0, 2, 4, 1, 3};
  return viewed(reordered(viewed(input, lead, apart, 5), lead, order, 5), lead, result, 3);
}

lm_tensor *lm_do_channel_shuffle(lm_tensor *input, int64_t groups) {
  const char *op = lm_running();
  if (input->ndim < 3)
    return lm_fail("%s: input must have at least 3 dimensions (N, C, ...), not shape %s", op,
                   lm_shape_text(input));
  if (groups < 1) return lm_fail("%s: groups must be at least 1, not %lld", op, (long long)groups);
  if (input->sizes[1] % groups != 0)
    return lm_fail("%s: dimension 2 of %s must be a multiple of %lld groups", op,
                   lm_shape_text(input), (long long)groups);
  if (input->ndim == LM_MAX_DIMS)
    return lm_fail("%s: a tensor may have at most %d dimensions", op, LM_MAX_DIMS - 1);
  lm_ints split = {2, {groups, input->sizes[1] / groups}}, whole = {.n = input->ndim};
  memcpy(whole.v, input->sizes, sizeof *whole.v * (size_t)whole.n);
  lm_tensor *parts = lm_transpose(lm_unflatten(input, 1, &split), 1, 2);
  return lm_reshape(parts, &whole);
}
