/* Short-time Fourier transforms: frames of a signal, windowed and transformed, and back by overlap
** and add (Griffin and Lim 1984). */
#include "tensor/op.h"

#include <math.h>
#include <string.h>

/* The arguments that both directions share. */
typedef struct frames {
  const char *op;
  int64_t n_fft, hop, window_length;
  lm_tensor *window; /* of n_fft values, or NULL for a rectangle */
} frames;

static bool is_complex(const lm_tensor *t) { return lm_is_complex((lm_dtype)t->dtype); }

static lm_ints sizes_of(const lm_tensor *t) {
  lm_ints s = {.n = t->ndim};
  memcpy(s.v, t->sizes, sizeof *s.v * (size_t)t->ndim);
  return s;
}

/* Zeros before and behind the elements of dimension dim. */
static lm_tensor *with_zeros(lm_tensor *t, int64_t dim, int64_t before, int64_t behind) {
  if (t == NULL || (before == 0 && behind == 0)) return t;
  lm_ints left = sizes_of(t), right = left;
  left.v[dim] = before, right.v[dim] = behind;
  lm_tensor *part[] = {lm_zeros(&left, (lm_dtype)t->dtype, t->device), t,
                       lm_zeros(&right, (lm_dtype)t->dtype, t->device)};
  return part[0] && part[2] ? lm_cat(&(lm_list){3, part}, dim) : NULL;
}

/* Fills in the defaults: a window of n_fft values, a quarter of it from frame to frame. */
static bool prepare(frames *f, const lm_ints *hop_length, const lm_ints *win_length,
                    lm_tensor *window) {
  f->window_length = win_length ? win_length->v[0] : f->n_fft;
  f->hop = hop_length ? hop_length->v[0] : f->n_fft / 4;
  if (f->n_fft < 1)
    return lm_fail("%s: n_fft must be at least 1, got %lld", f->op, (long long)f->n_fft);
  if (f->hop < 1)
    return lm_fail("%s: hop_length must be at least 1, got %lld", f->op, (long long)f->hop);
  if (f->window_length < 1 || f->window_length > f->n_fft)
    return lm_fail("%s: win_length must be from 1 to n_fft (%lld), got %lld", f->op,
                   (long long)f->n_fft, (long long)f->window_length);
  if (window && (window->ndim != 1 || window->sizes[0] != f->window_length))
    return lm_fail("%s: the window must be a vector of win_length (%lld) values, got shape %s",
                   f->op, (long long)f->window_length, lm_shape_text(window));
  int64_t missing = f->n_fft - f->window_length;
  if (window == NULL && missing > 0)
    window = lm_ones(&(lm_ints){1, {f->window_length}}, LM_DTYPE_NONE, LM_CPU);
  f->window = with_zeros(window, 0, missing / 2, missing - missing / 2);
  return window == NULL || f->window != NULL;
}

/* Where a padded position comes from, counted from 0; -1: from nowhere. */
static int64_t source(const char *mode, int64_t i, int64_t n) {
  if (i >= 0 && i < n) return i;
  switch (mode[0]) {
  case 'r': /* reflect, replicate */
    if (mode[2] == 'p') return i < 0 ? 0 : n - 1;
    return i < 0 ? -i : 2 * (n - 1) - i;
  case 'c': return mode[1] == 'i' ? (i + n) % n : -1;
  default: return -1;
  }
}

/* The signal (batch, n) with `pad` values more on either side. */
static lm_tensor *padded(lm_tensor *x, int64_t pad, const char *mode) {
  static const char *const modes[] = {"reflect", "constant", "replicate", "circular"};
  int64_t n = x->sizes[1];
  bool known = false;
  for (int i = 0; i < 4; i++) known = known || strcmp(mode, modes[i]) == 0;
  if (!known)
    return lm_fail("stft: pad_mode must be \"reflect\", \"constant\", \"replicate\" or "
                   "\"circular\", not \"%s\"",
                   mode);
  if (strcmp(mode, "constant") == 0) return with_zeros(x, 1, pad, pad);
  int64_t most = mode[2] == 'f' ? n - 1 : n;
  if (pad > most || n == 0)
    return lm_fail("stft: %lld positions cannot be padded with %lld more on either side (\"%s\")",
                   (long long)n, (long long)pad, mode);
  int64_t length = n + 2 * pad;
  lm_tensor *index = lm_scoped(lm_new(1, &length, LM_I64, LM_CPU));
  if (index == NULL) return NULL;
  int64_t *at = (int64_t *)(void *)lm_data(index);
  for (int64_t i = 0; i < length; i++) at[i] = source(mode, i - pad, n) + 1;
  return lm_index_select(x, 1, lm_to_dtype(index, LM_I64, x->device, false));
}

static bool truth(const lm_scalar *s, bool otherwise) {
  return s ? lm_scalar_f(*s) != 0 : otherwise;
}

lm_tensor *lm_do_stft(lm_tensor *input, int64_t n_fft, const lm_ints *hop_length,
                      const lm_ints *win_length, lm_tensor *window, bool center,
                      const char *pad_mode, bool normalized, const lm_scalar *onesided,
                      const lm_scalar *return_complex) {
  frames f = {.op = "stft", .n_fft = n_fft};
  bool complex = is_complex(input) || (window && is_complex(window));
  if (lm_is_integral((lm_dtype)input->dtype) || input->ndim < 1 || input->ndim > 2)
    return lm_fail("stft: needs a signal (n) or a batch of them (b, n) of floats or complex "
                   "numbers, got %s %s",
                   lm_dtypes[input->dtype].name, lm_shape_text(input));
  if (return_complex == NULL && !complex)
    return lm_fail("stft: return_complex must be given for real input: true, or false for a last "
                   "dimension with the two parts");
  bool half = truth(onesided, !complex);
  if (half && complex)
    return lm_fail("stft: the transform of a complex signal or window has no redundant half; use "
                   "onesided = false");
  lm_tensor *x = input->ndim == 1 ? lm_unsqueeze(input, 0) : input;
  if (center && n_fft > 0 && x) x = padded(x, n_fft / 2, pad_mode);
  if (x == NULL) return NULL;
  if (n_fft < 1 || n_fft > x->sizes[1])
    return lm_fail("stft: n_fft must be from 1 to the length of the signal (%lld), got %lld",
                   (long long)x->sizes[1], (long long)n_fft);
  if (!prepare(&f, hop_length, win_length, window)) return NULL;
  x = lm_unfold(x, 1, n_fft, f.hop);
  if (f.window) x = lm_mul(x, f.window);
  if (x == NULL) return NULL;
  double factor = normalized ? 1 / sqrt((double)n_fft) : 1;
  if (half)
    x = lm_fft_r2c(x, 2, factor);
  else
    x = lm_fft_c2c(lm_to_dtype(x, lm_complex_dtype((lm_dtype)x->dtype), LM_DEVICE_NONE, false),
                   &(lm_ints){1, {2}}, factor, true);
  x = lm_transpose(x, 1, 2);
  if (input->ndim == 1) x = lm_squeeze(x, &(lm_ints){1, {0}});
  return truth(return_complex, true) ? x : lm_view_as_real(x);
}

/* Frames (batch, count, n) added up where they lie in the signal: (batch, length). */
static lm_tensor *overlap_add(lm_tensor *x, int64_t hop, int64_t length) {
  if (x == NULL) return NULL;
  int64_t count = x->sizes[1], n = x->sizes[2], total = count * n;
  lm_tensor *index = lm_scoped(lm_new(1, &total, LM_I64, LM_CPU));
  if (index == NULL) return NULL;
  int64_t *at = (int64_t *)(void *)lm_data(index);
  for (int64_t i = 0; i < count; i++)
    for (int64_t k = 0; k < n; k++) *at++ = i * hop + k + 1;
  lm_ints flat = {2, {x->sizes[0], total}}, sizes = {2, {x->sizes[0], length}};
  return lm_index_add(lm_zeros(&sizes, (lm_dtype)x->dtype, x->device), 1,
                      lm_to_dtype(index, LM_I64, x->device, false), lm_reshape(x, &flat),
                      lm_int(1));
}

/* Sums of squared windows below this cannot be divided by. */
#define LEAST_ENVELOPE 1e-11

lm_tensor *lm_do_istft(lm_tensor *input, int64_t n_fft, const lm_ints *hop_length,
                       const lm_ints *win_length, lm_tensor *window, bool center, bool normalized,
                       const lm_scalar *onesided, const lm_ints *length, bool return_complex) {
  frames f = {.op = "istft", .n_fft = n_fft};
  if (!is_complex(input) || input->ndim < 2 || input->ndim > 3)
    return lm_fail("istft: needs complex frames (n, frames) or a batch of them, got %s %s",
                   lm_dtypes[input->dtype].name, lm_shape_text(input));
  if (!prepare(&f, hop_length, win_length, window)) return NULL;
  bool half = truth(onesided, input->sizes[input->ndim - 2] != n_fft);
  int64_t wanted = half ? n_fft / 2 + 1 : n_fft;
  if (input->sizes[input->ndim - 2] != wanted || input->sizes[input->ndim - 1] < 1)
    return lm_fail("istft: %lld frequencies are needed for n_fft = %lld (%s), and at least one "
                   "frame; got shape %s",
                   (long long)wanted, (long long)n_fft, half ? "onesided" : "both sides",
                   lm_shape_text(input));
  if (half && (return_complex || (window && is_complex(window))))
    return lm_fail("istft: half of a transform (onesided) gives a real signal: it fits neither "
                   "return_complex nor a complex window");
  if (f.hop > f.window_length)
    return lm_fail("istft: hop_length %lld must not exceed win_length %lld", (long long)f.hop,
                   (long long)f.window_length);
  lm_tensor *x = input->ndim == 2 ? lm_unsqueeze(input, 0) : input;
  x = lm_transpose(x, 1, 2);
  double factor = normalized ? 1 / sqrt((double)n_fft) : 1 / (double)n_fft;
  if (return_complex)
    x = lm_fft_c2c(x, &(lm_ints){1, {2}}, factor, false);
  else /* of both sides one is enough */
    x = lm_fft_c2r(half ? x : lm_slice(x, 2, 0, n_fft / 2 + 1, 1), 2, factor, n_fft);
  if (x == NULL) return NULL;
  lm_tensor *w = f.window;
  if (w == NULL) w = lm_ones(&(lm_ints){1, {n_fft}}, lm_real_dtype((lm_dtype)x->dtype), x->device);
  if (w == NULL) return NULL;
  int64_t count = x->sizes[1], whole = n_fft + f.hop * (count - 1);
  lm_tensor *y = overlap_add(lm_mul(x, w), f.hop, whole);
  lm_tensor *square = lm_expand(lm_square(w), &(lm_ints){3, {1, count, n_fft}});
  lm_tensor *envelope = overlap_add(square, f.hop, whole);
  int64_t start = center ? n_fft / 2 : 0, end = whole - (center ? n_fft / 2 : 0);
  if (length) end = start + length->v[0];
  int64_t stop = end < whole ? end : whole;
  if (length && length->v[0] < 0)
    return lm_fail("istft: length must be at least 0, got %lld", (long long)length->v[0]);
  y = lm_slice(y, 1, start, stop > start ? stop - start : 0, 1);
  envelope = lm_slice(envelope, 1, start, stop > start ? stop - start : 0, 1);
  if (envelope && envelope->numel > 0) {
    lm_scalar least;
    lm_tensor *smallest = lm_min(lm_abs(envelope));
    if (smallest == NULL || !lm_get_scalar(smallest, &least)) return NULL;
    if (!(lm_scalar_f(least) > LEAST_ENVELOPE))
      return lm_fail("istft: the windows leave a position (nearly) uncovered: their squares add up "
                     "to %g there; use a smaller hop_length or another window",
                     lm_scalar_f(least));
  }
  y = with_zeros(lm_div(y, envelope), 1, 0, end > stop ? end - stop : 0);
  return input->ndim == 2 ? lm_squeeze(y, &(lm_ints){1, {0}}) : y;
}
