/* Fourier transforms: three operations with kernels, and the functions of tensor.fft over them.
**
** fft_c2c transforms any dimensions of a complex tensor, fft_r2c the last of real ones to the half
** that is not redundant, fft_c2r back.  All take a factor; without it a transform is a plain sum.
** Gradients follow PyTorch's convention: that of y = F x is F^H g.
*/
#include "tensor/record.h"

#include <math.h>
#include <string.h>

static bool is_complex(const lm_tensor *t) { return lm_is_complex((lm_dtype)t->dtype); }

/* ---- the operations with kernels ---- */

static bool needs_complex(const char *op, const lm_tensor *t) {
  return is_complex(t) ||
         lm_fail("%s: needs a complex tensor, not %s", op, lm_dtypes[t->dtype].name);
}

RULE(fft_c2c) {
  const lm_tensor *t = A(0).t;
  uint32_t mask;
  if (!needs_complex("fft_c2c", t) || !lm_dim_mask("fft_c2c", A(1).ints, t->ndim, &mask))
    return false;
  return (c->out[0] = lm_new_like(t, (lm_dtype)t->dtype)) != NULL;
}
VJP(fft_c2c) { GRAD(0, lm_fft_c2c(G, ARG(1).ints, ARG(2).f, !ARG(3).b)); }

/* Makes out[0] with another size at dimension A(1), which scratch[0] then holds. */
static bool with_size(lm_call *c, int64_t size, lm_dtype dtype) {
  const lm_tensor *t = A(0).t;
  int64_t sizes[LM_MAX_DIMS];
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)t->ndim);
  sizes[c->scratch[0]] = size;
  return (c->out[0] = lm_new(t->ndim, sizes, dtype, t->device)) != NULL;
}

static bool line_dim(const char *op, lm_call *c) {
  const lm_tensor *t = A(0).t;
  c->scratch[0] = A(1).i;
  if (t->ndim == 0) return lm_fail("%s: needs at least one dimension, got a number", op);
  return lm_wrap_dim(op, &c->scratch[0], t->ndim);
}

RULE(fft_r2c) {
  const lm_tensor *t = A(0).t;
  if (t->dtype != LM_F32 && t->dtype != LM_F64)
    return lm_fail("fft_r2c: needs float32 or float64, not %s", lm_dtypes[t->dtype].name);
  if (!line_dim("fft_r2c", c)) return false;
  return with_size(c, t->sizes[c->scratch[0]] / 2 + 1, lm_complex_dtype((lm_dtype)t->dtype));
}

/* t with n positions along dim: its first ones, then zeros. */
static lm_tensor *with_length(lm_tensor *t, int64_t dim, int64_t n) {
  if (t == NULL || t->sizes[dim] == n) return t;
  if (t->sizes[dim] > n) return lm_slice(t, dim, 0, n, 1);
  lm_ints sizes = {.n = t->ndim};
  memcpy(sizes.v, t->sizes, sizeof *sizes.v * (size_t)t->ndim);
  sizes.v[dim] = n - t->sizes[dim];
  lm_tensor *part[] = {t, lm_zeros(&sizes, (lm_dtype)t->dtype, t->device)};
  return part[1] ? lm_cat(&(lm_list){2, part}, dim) : NULL;
}

/* Of the whole transform the half that was left out has no gradient. */
VJP(fft_r2c) {
  lm_ints sizes = lm_node_sizes(n, 0);
  int64_t dim = ARG(1).i;
  if (!NEEDS(0) || !lm_wrap_dim("fft_r2c", &dim, sizes.n)) return;
  lm_tensor *whole = with_length(G, dim, sizes.v[dim]);
  gi[0] = lm_real(lm_fft_c2c(whole, &(lm_ints){1, {dim}}, ARG(2).f, false));
}

RULE(fft_c2r) {
  const lm_tensor *t = A(0).t;
  int64_t n = A(3).i;
  if (!needs_complex("fft_c2r", t) || !line_dim("fft_c2r", c)) return false;
  if (n < 1 || t->sizes[c->scratch[0]] != n / 2 + 1)
    return lm_fail("fft_c2r: %lld positions do not make lines of %lld",
                   (long long)t->sizes[c->scratch[0]], (long long)n);
  return with_size(c, n, lm_real_dtype((lm_dtype)t->dtype));
}

/* Each value stands for its mirror image as well, but for the first and, of an even number, the
** last. */
VJP(fft_c2r) {
  lm_ints sizes = lm_node_sizes(n, 0);
  int64_t dim = ARG(1).i;
  if (!NEEDS(0) || !lm_wrap_dim("fft_c2r", &dim, sizes.n)) return;
  lm_tensor *g1 = lm_fft_r2c(G, dim, ARG(2).f);
  int64_t twice = ARG(3).i - sizes.v[dim];
  if (twice > 0) {
    lm_tensor *part[] = {lm_slice(g1, dim, 0, 1, 1), lm_mul_s(lm_slice(g1, dim, 1, twice, 1), 2),
                         lm_slice(g1, dim, 1 + twice, sizes.v[dim] - 1 - twice, 1)};
    g1 = part[0] && part[1] && part[2] ? lm_cat(&(lm_list){3, part}, dim) : NULL;
  }
  gi[0] = g1;
}

/* ---- arguments of tensor.fft ---- */

/* The factor that `norm` asks for over n values; NAN with a message for other names. */
static double factor_of(const char *op, const char *norm, bool forward, double n) {
  if (norm == NULL || strcmp(norm, "backward") == 0) return forward ? 1 : 1 / n;
  if (strcmp(norm, "forward") == 0) return forward ? 1 / n : 1;
  if (strcmp(norm, "ortho") == 0) return 1 / sqrt(n);
  lm_fail("%s: norm must be \"backward\", \"ortho\" or \"forward\", not \"%s\"", op, norm);
  return NAN;
}

/* Integers become the default float dtype; with `to_complex` real numbers become complex ones. */
static lm_tensor *promoted(const char *op, lm_tensor *t, bool to_complex) {
  lm_dtype d = (lm_dtype)t->dtype;
  if (lm_is_integral(d)) d = lm_here()->default_dtype;
  if (d == LM_F16 || d == LM_BF16)
    return lm_fail("%s: is not defined for %s; convert with :float()", op, lm_dtypes[d].name);
  if (to_complex && lm_is_float(d)) d = lm_complex_dtype(d);
  return lm_to_dtype(t, d, LM_DEVICE_NONE, false);
}

static lm_tensor *real_input(const char *op, lm_tensor *t) {
  if (!is_complex(t)) return promoted(op, t, false);
  return lm_fail("%s: needs a real tensor, not %s", op, lm_dtypes[t->dtype].name);
}

/* The dimension, wrapped, and the length that n (or the input) gives; false with a message. */
static bool one_line(const char *op, const lm_tensor *t, const lm_ints *n, int64_t *dim,
                     int64_t *length) {
  if (t->ndim == 0) return lm_fail("%s: needs at least one dimension, got a number", op);
  if (!lm_wrap_dim(op, dim, t->ndim)) return false;
  if (n && n->n != 1) return lm_fail("%s: n must be one integer", op);
  *length = n ? n->v[0] : t->sizes[*dim];
  return *length >= 1 || lm_fail("%s: %lld points cannot be transformed: n must be at least 1", op,
                                 (long long)*length);
}

typedef struct grid {
  lm_ints dim, size; /* wrapped, in the order given */
} grid;

/* Dimensions and sizes of the n-dimensional functions: dim defaults to the last ones that s has
** sizes for, or to all; -1 in s keeps a size. */
static bool grid_of(const char *op, const lm_tensor *t, const lm_ints *s, const lm_ints *dim,
                    grid *g) {
  memset(g, 0, sizeof *g);
  if (s && dim && s->n != dim->n)
    return lm_fail("%s: s has %d sizes and dim %d dimensions: they must be as many", op, s->n,
                   dim->n);
  if (dim)
    g->dim = *dim;
  else {
    g->dim.n = s ? s->n : t->ndim;
    if (g->dim.n > t->ndim)
      return lm_fail("%s: %d sizes for a tensor of shape %s: it has %d dimensions", op, g->dim.n,
                     lm_shape_text(t), t->ndim);
    for (int i = 0; i < g->dim.n; i++) g->dim.v[i] = t->ndim - g->dim.n + i;
  }
  uint32_t seen = 0;
  for (int i = 0; i < g->dim.n; i++) {
    if (t->ndim == 0 || !lm_wrap_dim(op, &g->dim.v[i], t->ndim))
      return lm_fail("%s: needs dimensions, got a number", op); /* an earlier message stays */
    if (seen >> g->dim.v[i] & 1)
      return lm_fail("%s: dimension %lld is given twice", op, (long long)g->dim.v[i] + 1);
    seen |= 1u << g->dim.v[i];
    int64_t size = s && s->v[i] != -1 ? s->v[i] : t->sizes[g->dim.v[i]];
    if (size < 1)
      return lm_fail("%s: %lld points cannot be transformed along dimension %lld", op,
                     (long long)size, (long long)g->dim.v[i] + 1);
    g->size.v[i] = size;
  }
  g->size.n = g->dim.n;
  return true;
}

static double points(const lm_ints *size) {
  double n = 1;
  for (int i = 0; i < size->n; i++) n *= (double)size->v[i];
  return n;
}

/* ---- one dimension ---- */

static lm_tensor *complex_line(const char *op, lm_tensor *t, const lm_ints *n, int64_t dim,
                               const char *norm, bool forward) {
  int64_t length;
  if (!one_line(op, t, n, &dim, &length)) return NULL;
  double factor = factor_of(op, norm, forward, (double)length);
  t = promoted(op, t, true);
  if (t == NULL || isnan(factor)) return NULL;
  return lm_fft_c2c(with_length(t, dim, length), &(lm_ints){1, {dim}}, factor, forward);
}
lm_tensor *lm_do_fft_fft(lm_tensor *input, const lm_ints *n, int64_t dim, const char *norm) {
  return complex_line("fft_fft", input, n, dim, norm, true);
}
lm_tensor *lm_do_fft_ifft(lm_tensor *input, const lm_ints *n, int64_t dim, const char *norm) {
  return complex_line("fft_ifft", input, n, dim, norm, false);
}

/* rfft, and with forward = false ihfft, its conjugate. */
static lm_tensor *half_line(const char *op, lm_tensor *t, const lm_ints *n, int64_t dim,
                            const char *norm, bool forward) {
  int64_t length;
  t = real_input(op, t);
  if (t == NULL || !one_line(op, t, n, &dim, &length)) return NULL;
  double factor = factor_of(op, norm, forward, (double)length);
  if (isnan(factor)) return NULL;
  lm_tensor *half = lm_fft_r2c(with_length(t, dim, length), dim, factor);
  return forward ? half : lm_conj(half);
}
lm_tensor *lm_do_fft_rfft(lm_tensor *input, const lm_ints *n, int64_t dim, const char *norm) {
  return half_line("fft_rfft", input, n, dim, norm, true);
}
lm_tensor *lm_do_fft_ihfft(lm_tensor *input, const lm_ints *n, int64_t dim, const char *norm) {
  return half_line("fft_ihfft", input, n, dim, norm, false);
}

/* irfft, and with forward = true hfft, that of the conjugate. */
static lm_tensor *real_line(const char *op, lm_tensor *t, const lm_ints *n, int64_t dim,
                            const char *norm, bool forward) {
  if (t->ndim == 0) return lm_fail("%s: needs at least one dimension, got a number", op);
  int64_t length, at = dim;
  if (!lm_wrap_dim(op, &at, t->ndim)) return NULL;
  lm_ints full = {1, {2 * (t->sizes[at] - 1)}};
  if (!one_line(op, t, n ? n : &full, &dim, &length)) return NULL;
  double factor = factor_of(op, norm, forward, (double)length);
  t = promoted(op, t, true);
  if (t == NULL || isnan(factor)) return NULL;
  t = with_length(t, dim, length / 2 + 1);
  return lm_fft_c2r(forward ? lm_conj(t) : t, dim, factor, length);
}
lm_tensor *lm_do_fft_irfft(lm_tensor *input, const lm_ints *n, int64_t dim, const char *norm) {
  return real_line("fft_irfft", input, n, dim, norm, false);
}
lm_tensor *lm_do_fft_hfft(lm_tensor *input, const lm_ints *n, int64_t dim, const char *norm) {
  return real_line("fft_hfft", input, n, dim, norm, true);
}

/* ---- several dimensions ---- */

static lm_tensor *with_sizes(lm_tensor *t, const grid *g) {
  for (int i = 0; i < g->dim.n; i++) t = with_length(t, g->dim.v[i], g->size.v[i]);
  return t;
}

static lm_tensor *complex_grid(const char *op, lm_tensor *t, const lm_ints *s, const lm_ints *dim,
                               const char *norm, bool forward) {
  grid g;
  if (!grid_of(op, t, s, dim, &g)) return NULL;
  double factor = factor_of(op, norm, forward, points(&g.size));
  t = promoted(op, t, true);
  if (t == NULL || isnan(factor)) return NULL;
  t = with_sizes(t, &g);
  return g.dim.n ? lm_fft_c2c(t, &g.dim, factor, forward) : lm_clone(t);
}

/* All dimensions but the last. */
static lm_ints without_last(const lm_ints *dims) {
  lm_ints rest = *dims;
  rest.n--;
  return rest;
}

/* Real input: the last dimension is halved.  forward = false is ihfftn. */
static lm_tensor *half_grid(const char *op, lm_tensor *t, const lm_ints *s, const lm_ints *dim,
                            const char *norm, bool forward) {
  grid g;
  t = real_input(op, t);
  if (t == NULL || !grid_of(op, t, s, dim, &g)) return NULL;
  if (g.dim.n == 0) return lm_fail("%s: at least one dimension must be transformed", op);
  double factor = factor_of(op, norm, forward, points(&g.size));
  if (isnan(factor)) return NULL;
  lm_ints rest = without_last(&g.dim);
  t = lm_fft_r2c(with_sizes(t, &g), g.dim.v[g.dim.n - 1], factor);
  if (!forward) t = lm_conj(t);
  return rest.n ? lm_fft_c2c(t, &rest, 1, forward) : t;
}

/* Real output, whose last dimension is doubled.  forward = true is hfftn. */
static lm_tensor *real_grid(const char *op, lm_tensor *t, const lm_ints *s, const lm_ints *dim,
                            const char *norm, bool forward) {
  grid g;
  if (!grid_of(op, t, s, dim, &g)) return NULL;
  if (g.dim.n == 0) return lm_fail("%s: at least one dimension must be transformed", op);
  int last = g.dim.n - 1;
  int64_t length = s && s->v[last] != -1 ? s->v[last] : 2 * (t->sizes[g.dim.v[last]] - 1);
  if (length < 1)
    return lm_fail("%s: %lld points cannot be transformed along dimension %lld", op,
                   (long long)length, (long long)g.dim.v[last] + 1);
  g.size.v[last] = length;
  double factor = factor_of(op, norm, forward, points(&g.size));
  t = promoted(op, t, true);
  if (t == NULL || isnan(factor)) return NULL;
  g.size.v[last] = length / 2 + 1;
  lm_ints rest = without_last(&g.dim);
  t = with_sizes(t, &g);
  if (rest.n) t = lm_fft_c2c(t, &rest, 1, forward);
  return lm_fft_c2r(forward ? lm_conj(t) : t, g.dim.v[last], factor, length);
}

/* The n-dimensional functions and, over the last two dimensions by default, the planar ones. */
#define GRID(name, how, forward)                                                          \
  lm_tensor *lm_do_fft_##name##n(lm_tensor *input, const lm_ints *s, const lm_ints *dim,  \
                                 const char *norm) {                                      \
    return how("fft_" #name "n", input, s, dim, norm, forward);                           \
  }                                                                                       \
  lm_tensor *lm_do_fft_##name##2(lm_tensor * input, const lm_ints *s, const lm_ints *dim, \
                                 const char *norm) {                                      \
    static const lm_ints plane = {2, {-2, -1}};                                           \
    return how("fft_" #name "2", input, s, dim ? dim : &plane, norm, forward);            \
  }
GRID(fft, complex_grid, true)
GRID(ifft, complex_grid, false)
GRID(rfft, half_grid, true)
GRID(ihfft, half_grid, false)
GRID(irfft, real_grid, false)
GRID(hfft, real_grid, true)

/* ---- frequencies and order ---- */

/* (from, from + 1, …) / (n d) for `count` values. */
static lm_tensor *frequencies(const char *op, int64_t n, double d, int64_t positive, int64_t count,
                              lm_dtype dtype, lm_device device) {
  if (n < 1) return lm_fail("%s: n must be at least 1, got %lld", op, (long long)n);
  if (dtype == LM_DTYPE_NONE) dtype = lm_here()->default_dtype;
  if (lm_is_integral(dtype))
    return lm_fail("%s: the dtype must be a floating-point one, not %s", op, lm_dtypes[dtype].name);
  lm_scalar zero = lm_int(0), one = lm_int(1);
  lm_tensor *up = lm_arange(zero, lm_int(positive), one, dtype, device);
  if (count > positive) {
    lm_tensor *part[] = {up, lm_arange(lm_int(positive - count), zero, one, dtype, device)};
    up = part[0] && part[1] ? lm_cat(&(lm_list){2, part}, 0) : NULL;
  }
  return lm_div_s(up, (double)n * d);
}
lm_tensor *lm_do_fft_fftfreq(int64_t n, double d, lm_dtype dtype, lm_device device) {
  return frequencies("fft_fftfreq", n, d, (n + 1) / 2, n, dtype, device);
}
lm_tensor *lm_do_fft_rfftfreq(int64_t n, double d, lm_dtype dtype, lm_device device) {
  return frequencies("fft_rfftfreq", n, d, n / 2 + 1, n / 2 + 1, dtype, device);
}

static lm_tensor *shifted(const char *op, lm_tensor *t, const lm_ints *dim, bool forward) {
  lm_ints dims = {0}, shifts = {0};
  if (dim)
    dims = *dim;
  else
    for (dims.n = 0; dims.n < t->ndim; dims.n++) dims.v[dims.n] = dims.n;
  if (dims.n == 0) return lm_alias(t);
  shifts.n = dims.n;
  for (int i = 0; i < dims.n; i++) {
    if (!lm_wrap_dim(op, &dims.v[i], t->ndim)) return NULL;
    int64_t n = t->ndim ? t->sizes[dims.v[i]] : 1;
    shifts.v[i] = forward ? n / 2 : (n + 1) / 2;
  }
  return t->ndim ? lm_roll(t, &shifts, &dims) : lm_alias(t);
}
lm_tensor *lm_do_fft_fftshift(lm_tensor *input, const lm_ints *dim) {
  return shifted("fft_fftshift", input, dim, true);
}
lm_tensor *lm_do_fft_ifftshift(lm_tensor *input, const lm_ints *dim) {
  return shifted("fft_ifftshift", input, dim, false);
}
