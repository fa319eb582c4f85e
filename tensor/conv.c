/* Convolutions over one to three spatial dimensions: rules, gradients and the composites that scripts
** see.
**
** Three operations are closed under differentiation: a convolution, its transpose (with respect to
** the input) and its gradient for the weight.  All of (N, C, ...); groups split the channels.
*/
#include "tensor/autograd.h"
#include "tensor/spatial.h"
#include "tensor/record.h"

#include <stdio.h>
#include <string.h>

static const char *name_of(lm_dtype d) { return lm_dtypes[d].name; }

/* ---- rules ---- */

static bool one_dtype(const char *op, const lm_tensor *input, const lm_tensor *other,
                      const char *what) {
  if (input->dtype == LM_BOOL) return lm_fail("%s: input must hold numbers, not bool", op);
  if (other->dtype != input->dtype)
    return lm_fail("%s: input is %s and %s %s: they must have one dtype", op,
                   name_of((lm_dtype)input->dtype), what, name_of((lm_dtype)other->dtype));
  return lm_same_device(op, input, other);
}

/* The sizes of a weight as a list of its spatial ones. */
static lm_ints kernel_of(const lm_tensor *weight) {
  lm_ints k = {.n = weight->ndim - 2};
  for (int i = 0; i < k.n; i++) k.v[i] = weight->sizes[i + 2];
  return k;
}

/* " in 2 groups", where there are several. */
static const char *group_text(int64_t groups) {
  static _Thread_local char text[40];
  text[0] = 0;
  if (groups > 1) snprintf(text, sizeof text, " in %lld groups", (long long)groups);
  return text;
}

static bool weight_fits(const char *op, const lm_tensor *input, const lm_tensor *weight,
                        bool transposed, int64_t groups) {
  if (groups < 1) return lm_fail("%s: groups must be at least 1, not %lld", op, (long long)groups);
  if (weight->ndim != input->ndim)
    return lm_fail("%s: weight must have %d dimensions, not shape %s", op, input->ndim,
                   lm_shape_text(weight));
  int64_t channels = input->sizes[1], w0 = weight->sizes[0], w1 = weight->sizes[1];
  if (w0 < 1 || w0 % groups != 0)
    return lm_fail("%s: dimension 1 of weight %s must be a multiple of %lld groups", op,
                   lm_shape_text(weight), (long long)groups);
  int64_t want = transposed ? w0 : w1 > INT64_MAX / groups ? -1 : w1 * groups;
  if (channels != want)
    return lm_fail("%s: input %s has %lld channels, weight %s wants %lld%s", op,
                   lm_shape_text(input), (long long)channels, lm_shape_text(weight),
                   (long long)want, group_text(groups));
  return one_dtype(op, input, weight, "weight");
}

static bool bias_fits(const char *op, const lm_tensor *input, const lm_tensor *bias, int64_t n) {
  if (bias == NULL) return true;
  if (bias->ndim != 1 || bias->sizes[0] != n)
    return lm_fail("%s: bias must have shape (%lld), not %s", op, (long long)n,
                   lm_shape_text(bias));
  return one_dtype(op, input, bias, "bias");
}

/* The sizes of a convolution's result, windows of the input. */
static bool windows_of(const char *op, lm_grid *g) {
  for (int d = 0; d < LM_SPACE; d++) {
    g->out[d] = lm_grid_windows(g, d, false);
    if (g->out[d] < 1 || g->in[d] < 1)
      return lm_fail(
          "%s: a kernel of %s with dilation %s does not fit an input of %s with padding %s", op,
          lm_grid_text(g, g->kernel), lm_grid_text(g, g->dilation), lm_grid_text(g, g->in),
          lm_grid_text(g, g->pad));
  }
  return true;
}

/* The sizes of a transposed one's, of which the input would be the windows. */
static bool spread_of(const char *op, lm_grid *g, const lm_ints *output_padding) {
  int64_t extra[LM_SPACE] = {0};
  if (!lm_grid_list(op, "output_padding", output_padding, g->nd, 0, 0, extra)) return false;
  for (int d = 0; d < LM_SPACE; d++) {
    int64_t reach = g->dilation[d] * (g->kernel[d] - 1) + 1 + extra[d] - 2 * g->pad[d];
    if (extra[d] >= g->stride[d] && extra[d] >= g->dilation[d])
      return lm_fail("%s: output_padding %s must be below stride %s or dilation %s", op,
                     lm_grid_text(g, extra), lm_grid_text(g, g->stride),
                     lm_grid_text(g, g->dilation));
    if (g->in[d] < 1 || __builtin_mul_overflow(g->in[d] - 1, g->stride[d], &g->out[d]) ||
        __builtin_add_overflow(g->out[d], reach, &g->out[d]) || g->out[d] < 1)
      return lm_fail("%s: an input of %s with kernel %s and padding %s leaves no output", op,
                     lm_grid_text(g, g->in), lm_grid_text(g, g->kernel), lm_grid_text(g, g->pad));
  }
  return true;
}

static lm_tensor *image(const lm_grid *g, int64_t n, int64_t channels, const int64_t *space,
                        const lm_tensor *like) {
  int64_t sizes[LM_SPACE + 2] = {n, channels};
  memcpy(sizes + 2, space + LM_SPACE - g->nd, sizeof *space * (size_t)g->nd);
  return lm_new(g->nd + 2, sizes, (lm_dtype)like->dtype, like->device);
}

RULE(convolution) {
  const char *op = lm_running();
  lm_tensor *input = A(0).t, *weight = A(1).t;
  bool transposed = A(6).b;
  int64_t groups = A(8).i;
  if (input->ndim < 3 || input->ndim > 5)
    return lm_fail("%s: input must have 3, 4 or 5 dimensions (N, C, ...), not shape %s", op,
                   lm_shape_text(input));
  if (!weight_fits(op, input, weight, transposed, groups)) return false;
  lm_ints kernel = kernel_of(weight);
  lm_grid g;
  if (!lm_grid_read(&g, op, input, &kernel, A(3).ints, A(4).ints, A(5).ints)) return false;
  int64_t channels = weight->sizes[0];
  if (transposed && __builtin_mul_overflow(weight->sizes[1], groups, &channels))
    return lm_fail("%s: too many channels", op);
  if (!bias_fits(op, input, A(2).t, channels)) return false;
  if (!(transposed ? spread_of(op, &g, A(7).ints) : windows_of(op, &g))) return false;
  return (c->out[0] = image(&g, input->sizes[0], channels, g.out, input)) != NULL;
}

RULE(convolution_weight) {
  const char *op = lm_running();
  lm_tensor *grad = A(0).t, *input = A(1).t;
  int64_t groups = A(6).i;
  lm_grid g;
  if (!lm_grid_read(&g, op, input, A(2).ints, A(3).ints, A(4).ints, A(5).ints) ||
      !windows_of(op, &g) || !one_dtype(op, input, grad, "grad"))
    return false;
  if (grad->ndim != input->ndim || grad->sizes[0] != input->sizes[0])
    return lm_fail("%s: grad of shape %s does not belong to an input of shape %s", op,
                   lm_shape_text(grad), lm_shape_text(input));
  for (int i = 0; i < g.nd; i++)
    if (grad->sizes[i + 2] > g.out[LM_SPACE - g.nd + i])
      return lm_fail("%s: grad has shape %s, but there are only %s windows", op,
                     lm_shape_text(grad), lm_grid_text(&g, g.out));
  if (groups < 1 || input->sizes[1] % groups != 0 || grad->sizes[1] % groups != 0)
    return lm_fail("%s: the channels of %s and %s must be multiples of %lld groups", op,
                   lm_shape_text(grad), lm_shape_text(input), (long long)groups);
  c->out[0] = image(&g, grad->sizes[1], input->sizes[1] / groups, g.kernel, input);
  return c->out[0] != NULL;
}

static bool columns_product(const char *op, const lm_grid *g, int64_t channels, int64_t *rows) {
  *rows = channels;
  for (int d = 0; d < LM_SPACE; d++)
    if (__builtin_mul_overflow(*rows, g->kernel[d], rows))
      return lm_fail("%s: a kernel of %s is too large", op, lm_grid_text(g, g->kernel));
  return true;
}

RULE(columns) {
  const char *op = lm_running();
  lm_tensor *input = A(0).t;
  lm_grid g;
  int64_t sizes[3] = {input->ndim ? input->sizes[0] : 0, 0, 0};
  if (!lm_grid_read(&g, op, input, A(1).ints, A(4).ints, A(3).ints, A(2).ints) ||
      !windows_of(op, &g) || !columns_product(op, &g, input->sizes[1], &sizes[1]))
    return false;
  sizes[2] = lm_grid_size(g.out);
  return (c->out[0] = lm_new(3, sizes, (lm_dtype)input->dtype, input->device)) != NULL;
}

RULE(columns_sum) {
  const char *op = lm_running();
  lm_tensor *input = A(0).t;
  const lm_ints *size = A(1).ints, *kernel = A(2).ints;
  if (input->ndim != 3)
    return lm_fail("%s: input must have 3 dimensions (N, C * kernel, windows), not shape %s", op,
                   lm_shape_text(input));
  lm_tensor like = {.ndim = (int8_t)(size->n + 2)}; /* only its sizes are read */
  if (size->n < 1 || size->n > LM_SPACE)
    return lm_fail("%s: output_size must be 1 to 3 integers, not %d", op, size->n);
  for (int i = 0; i < size->n; i++) {
    if (size->v[i] < 1 || size->v[i] > INT32_MAX)
      return lm_fail("%s: output_size must be at least 1, not %lld", op, (long long)size->v[i]);
    like.sizes[i + 2] = size->v[i];
  }
  lm_grid g;
  int64_t each;
  if (!lm_grid_read(&g, op, &like, kernel, A(5).ints, A(4).ints, A(3).ints) ||
      !windows_of(op, &g) || !columns_product(op, &g, 1, &each))
    return false;
  if (input->sizes[1] % each != 0)
    return lm_fail(
        "%s: dimension 2 of %s must be a multiple of %lld, the elements of a kernel of %s", op,
        lm_shape_text(input), (long long)each, lm_grid_text(&g, g.kernel));
  if (input->sizes[2] != lm_grid_size(g.out))
    return lm_fail("%s: dimension 3 of %s must be %lld, the number of windows %s", op,
                   lm_shape_text(input), (long long)lm_grid_size(g.out), lm_grid_text(&g, g.out));
  c->out[0] = image(&g, input->sizes[0], input->sizes[1] / each, g.in, input);
  return c->out[0] != NULL;
}

/* The geometry once more, for kernels. */
lm_grid lm_conv_grid(const lm_call *c) {
  lm_grid g;
  const lm_tensor *out = c->out[0];
  lm_ints kernel;
  switch (c->op) {
  case LM_OP_convolution:
    kernel = kernel_of(A(1).t);
    /* Seen from the transpose, what it makes is the image and what it gets the windows. */
    lm_grid_read(&g, "", A(6).b ? out : A(0).t, &kernel, A(3).ints, A(4).ints, A(5).ints);
    const lm_tensor *windows = A(6).b ? A(0).t : out;
    memcpy(g.out + LM_SPACE - g.nd, windows->sizes + 2, sizeof *g.out * (size_t)g.nd);
    break;
  case LM_OP_convolution_weight:
    lm_grid_read(&g, "", A(1).t, A(2).ints, A(3).ints, A(4).ints, A(5).ints);
    memcpy(g.out + LM_SPACE - g.nd, A(0).t->sizes + 2, sizeof *g.out * (size_t)g.nd);
    break;
  case LM_OP_columns_sum:
    lm_grid_read(&g, "", out, A(2).ints, A(5).ints, A(4).ints, A(3).ints);
    for (int d = 0; d < LM_SPACE; d++) g.out[d] = lm_grid_windows(&g, d, false);
    break;
  default:
    lm_grid_read(&g, "", A(0).t, A(1).ints, A(4).ints, A(3).ints, A(2).ints);
    for (int d = 0; d < LM_SPACE; d++) g.out[d] = lm_grid_windows(&g, d, false);
  }
  return g;
}

/* ---- gradients ---- */

/* The first of t's spatial positions, as far as `like` goes. */
static lm_tensor *cropped(lm_tensor *t, const lm_ints *like) {
  for (int d = 2; t && d < like->n; d++)
    if (t->sizes[d] > like->v[d]) t = lm_slice(t, d, 0, like->v[d], 1);
  return t;
}

/* The gradient for the image under windows whose gradients are g. */
static lm_tensor *to_image(lm_tensor *g, lm_tensor *weight, const lm_ints *image_sizes,
                           const lm_ints *stride, const lm_ints *padding, const lm_ints *dilation,
                           int64_t groups) {
  if (g == NULL || weight == NULL) return NULL;
  lm_ints kernel = kernel_of(weight), extra = {.n = kernel.n};
  lm_grid grid;
  if (!lm_grid_read(&grid, "convolution", g, &kernel, stride, padding, dilation)) return NULL;
  for (int i = 0, d = LM_SPACE - kernel.n; i < kernel.n; i++, d++)
    extra.v[i] =
        image_sizes->v[i + 2] - ((g->sizes[i + 2] - 1) * grid.stride[d] + 1 +
                                 grid.dilation[d] * (grid.kernel[d] - 1) - 2 * grid.pad[d]);
  return lm_convolution(g, weight, NULL, stride, padding, dilation, true, &extra, groups);
}

static lm_tensor *to_windows(lm_tensor *x, lm_tensor *weight, const lm_ints *window_sizes,
                             const lm_ints *stride, const lm_ints *padding, const lm_ints *dilation,
                             int64_t groups) {
  return cropped(lm_convolution(x, weight, NULL, stride, padding, dilation, false, NULL, groups),
                 window_sizes);
}

VJP(convolution) {
  const lm_ints *stride = ARG(3).ints, *padding = ARG(4).ints, *dilation = ARG(5).ints;
  bool transposed = ARG(6).b;
  int64_t groups = ARG(8).i;
  lm_ints sizes = lm_node_sizes(n, 0), w = lm_node_sizes(n, 1), kernel = {.n = w.n - 2};
  memcpy(kernel.v, w.v + 2, sizeof *w.v * (size_t)kernel.n);
  if (NEEDS(0))
    gi[0] = transposed ? to_windows(G, IN(1), &sizes, stride, padding, dilation, groups)
                       : to_image(G, IN(1), &sizes, stride, padding, dilation, groups);
  if (NEEDS(1)) {
    lm_tensor *x = IN(0);
    gi[1] = lm_convolution_weight(transposed ? x : G, transposed ? G : x, &kernel, stride, padding,
                                  dilation, groups);
  }
  lm_ints dims = {.n = 1};
  for (int d = 2; d < w.n; d++) dims.v[dims.n++] = d;
  GRAD(2, lm_sum(G, &dims, false, LM_DTYPE_NONE));
}

VJP(convolution_weight) {
  const lm_ints *stride = ARG(3).ints, *padding = ARG(4).ints, *dilation = ARG(5).ints;
  lm_ints windows = lm_node_sizes(n, 0), sizes = lm_node_sizes(n, 1);
  GRAD(0, to_windows(IN(1), G, &windows, stride, padding, dilation, ARG(6).i));
  GRAD(1, to_image(IN(0), G, &sizes, stride, padding, dilation, ARG(6).i));
}

VJP(columns) {
  lm_ints size = lm_node_sizes(n, 0), space = {.n = size.n - 2};
  memcpy(space.v, size.v + 2, sizeof *size.v * (size_t)space.n);
  GRAD(0, lm_columns_sum(G, &space, ARG(1).ints, ARG(2).ints, ARG(3).ints, ARG(4).ints));
}
VJP(columns_sum) { GRAD(0, lm_columns(G, ARG(2).ints, ARG(3).ints, ARG(4).ints, ARG(5).ints)); }

/* ---- what scripts see ---- */

/* padding "same": as many rows at both ends as keep the size; where their number is odd the input
** gets one more at its end first. */
static lm_tensor *pad_to_same(const char *op, lm_tensor *input, const lm_grid *g,
                              lm_ints *padding) {
  lm_ints more = {.n = 2 * g->nd};
  bool odd = false;
  padding->n = g->nd;
  for (int i = 0, d = LM_SPACE - g->nd; i < g->nd; i++, d++) {
    if (g->stride[d] != 1)
      return lm_fail("%s: padding \"same\" needs stride 1, not %s", op, lm_grid_text(g, g->stride));
    int64_t total = g->dilation[d] * (g->kernel[d] - 1);
    padding->v[i] = total / 2;
    more.v[2 * (g->nd - 1 - i) + 1] = total % 2;
    odd |= total % 2;
  }
  return odd ? lm_constant_pad(input, &more, lm_int(0)) : input;
}

/* A convolution or its transpose; of complex numbers by three real ones: (a + b i) (c + d i) is
** a c - b d + ((a + b) (c + d) - a c - b d) i. */
static lm_tensor *convolve(lm_tensor *x, lm_tensor *w, lm_tensor *bias, const lm_ints *stride,
                           const lm_ints *padding, const lm_ints *dilation, bool transposed,
                           const lm_ints *output_padding, int64_t groups) {
  if (x == NULL || !lm_is_complex((lm_dtype)x->dtype))
    return lm_convolution(x, w, bias, stride, padding, dilation, transposed, output_padding,
                          groups);
  if (!one_dtype(lm_running(), x, w, "weight") ||
      (bias && !one_dtype(lm_running(), x, bias, "bias")))
    return NULL;
  lm_tensor *xr = lm_real(x), *xi = lm_imag(x), *wr = lm_real(w), *wi = lm_imag(w);
  lm_tensor *br = bias ? lm_real(bias) : NULL;
  lm_tensor *both = bias ? lm_add(br, lm_imag(bias), lm_int(1)) : NULL;
  lm_tensor *a =
      lm_convolution(xr, wr, br, stride, padding, dilation, transposed, output_padding, groups);
  lm_tensor *b =
      lm_convolution(xi, wi, NULL, stride, padding, dilation, transposed, output_padding, groups);
  lm_tensor *c = lm_convolution(lm_add(xr, xi, lm_int(1)), lm_add(wr, wi, lm_int(1)), both, stride,
                                padding, dilation, transposed, output_padding, groups);
  return lm_complex(lm_sub(a, b, lm_int(1)), lm_sub(lm_sub(c, a, lm_int(1)), b, lm_int(1)));
}

static lm_tensor *conv(int nd, lm_tensor *input, lm_tensor *weight, lm_tensor *bias,
                       const lm_ints *stride, const lm_ints *padding, const lm_ints *dilation,
                       int64_t groups) {
  const char *op = lm_running();
  bool batched;
  lm_ints same;
  lm_tensor *x = lm_batched(op, input, nd, &batched);
  if (x == NULL) return NULL;
  if (padding && padding->n == 0 && padding->v[0] == 1 && weight->ndim == x->ndim) {
    lm_grid g;
    lm_ints kernel = kernel_of(weight);
    if (!lm_grid_read(&g, op, x, &kernel, stride, NULL, dilation) ||
        (x = pad_to_same(op, x, &g, &same)) == NULL)
      return NULL;
    padding = &same;
  } else if (padding && padding->n == 0)
    padding = NULL;
  return lm_unbatched(convolve(x, weight, bias, stride, padding, dilation, false, NULL, groups),
                      batched);
}

static lm_tensor *conv_transpose(int nd, lm_tensor *input, lm_tensor *weight, lm_tensor *bias,
                                 const lm_ints *stride, const lm_ints *padding,
                                 const lm_ints *output_padding, int64_t groups,
                                 const lm_ints *dilation) {
  bool batched;
  lm_tensor *x = lm_batched(lm_running(), input, nd, &batched);
  if (x == NULL) return NULL;
  return lm_unbatched(
      convolve(x, weight, bias, stride, padding, dilation, true, output_padding, groups), batched);
}

#define CONVOLUTIONS(nd)                                                                       \
  lm_tensor *lm_do_conv##nd##d(lm_tensor *input, lm_tensor *weight, lm_tensor *bias,           \
                               const lm_ints *stride, const lm_ints *padding,                  \
                               const lm_ints *dilation, int64_t groups) {                      \
    return conv(nd, input, weight, bias, stride, padding, dilation, groups);                   \
  }                                                                                            \
  lm_tensor *lm_do_conv_transpose##nd##d(lm_tensor *input, lm_tensor *weight, lm_tensor *bias, \
                                         const lm_ints *stride, const lm_ints *padding,        \
                                         const lm_ints *output_padding, int64_t groups,        \
                                         const lm_ints *dilation) {                            \
    return conv_transpose(nd, input, weight, bias, stride, padding, output_padding, groups,    \
                          dilation);                                                           \
  }
CONVOLUTIONS(1)
CONVOLUTIONS(2)
CONVOLUTIONS(3)

/* A list for both dimensions of an image. */
static lm_ints pair(const lm_ints *list) {
  return list->n == 1 ? (lm_ints){2, {list->v[0], list->v[0]}} : *list;
}

lm_tensor *lm_do_im2col(lm_tensor *input, const lm_ints *kernel_size, const lm_ints *dilation,
                        const lm_ints *padding, const lm_ints *stride) {
  bool batched;
  lm_tensor *x = lm_batched(lm_running(), input, 2, &batched);
  if (x == NULL) return NULL;
  if (lm_is_complex((lm_dtype)x->dtype)) {
    lm_tensor *real = lm_do_im2col(lm_real(input), kernel_size, dilation, padding, stride);
    return real ? lm_complex(real,
                             lm_do_im2col(lm_imag(input), kernel_size, dilation, padding, stride))
                : NULL;
  }
  lm_ints kernel = pair(kernel_size);
  return lm_unbatched(lm_columns(x, &kernel, dilation, padding, stride), batched);
}

lm_tensor *lm_do_col2im(lm_tensor *input, const lm_ints *output_size, const lm_ints *kernel_size,
                        const lm_ints *dilation, const lm_ints *padding, const lm_ints *stride) {
  if (input->ndim != 2 && input->ndim != 3)
    return lm_fail(
        "%s: input must have 3 or 2 dimensions, (N, C * kernel, windows) or (C * kernel, "
        "windows), not shape %s",
        lm_running(), lm_shape_text(input));
  if (lm_is_complex((lm_dtype)input->dtype)) {
    lm_tensor *real =
        lm_do_col2im(lm_real(input), output_size, kernel_size, dilation, padding, stride);
    return real ? lm_complex(real, lm_do_col2im(lm_imag(input), output_size, kernel_size, dilation,
                                                padding, stride))
                : NULL;
  }
  bool batched = input->ndim == 3;
  lm_ints size = pair(output_size), kernel = pair(kernel_size);
  if (size.n != 2)
    return lm_fail("%s: output_size must be 1 or 2 integers, not %d", lm_running(), size.n);
  lm_tensor *x = batched ? input : lm_unsqueeze(input, 0);
  return lm_unbatched(lm_columns_sum(x, &size, &kernel, dilation, padding, stride), batched);
}
