/* Pooling over one to three spatial dimensions: rules, gradients and the composites that scripts see.
**
** Maxima are taken over boxes, each the product of a run along every dimension; means are bands along
** one dimension after another. */
#include "tensor/autograd.h"
#include "tensor/band.h"
#include "tensor/spatial.h"
#include "tensor/record.h"

#include <math.h>
#include <string.h>

/* ---- rules and gradients ---- */

static bool is_image(const char *op, const lm_tensor *t) {
  if (t->ndim >= 3 && t->ndim <= LM_SPACE + 2) return true;
  return lm_fail("%s: input must have 3, 4 or 5 dimensions (N, C, ...), not shape %s", op,
                 lm_shape_text(t));
}

static lm_tensor *plane_new(const lm_tensor *like, const lm_ints *size, lm_dtype dtype) {
  int64_t sizes[LM_SPACE + 2] = {like->sizes[0], like->sizes[1]};
  memcpy(sizes + 2, size->v, sizeof *sizes * (size_t)size->n);
  return lm_new(size->n + 2, sizes, dtype, like->device);
}

RULE(box_max) {
  const char *op = lm_running();
  lm_tensor *x = A(0).t, *span = A(1).t;
  const lm_ints *size = A(2).ints;
  int64_t dilation[LM_SPACE], total = 0;
  if (!is_image(op, x)) return false;
  if (x->dtype == LM_BOOL) return lm_fail("%s: input must hold numbers, not bool", op);
  if (size->n != x->ndim - 2)
    return lm_fail("%s: output_size must be %d integers, not %d", op, x->ndim - 2, size->n);
  if (!lm_grid_list(op, "dilation", A(3).ints, size->n, 1, 1, dilation)) return false;
  for (int i = 0; i < size->n; i++)
    if (size->v[i] < 0 || __builtin_add_overflow(total, size->v[i], &total))
      return lm_fail("%s: output_size %s is out of range", op, lm_sizes_text(size->n, size->v));
  if (span->dtype != LM_I64 || span->ndim != 3 || span->sizes[1] != total || span->sizes[2] != 2 ||
      (span->sizes[0] != 1 && (x->sizes[0] == 0 || span->sizes[0] / x->sizes[0] != x->sizes[1] ||
                               span->sizes[0] % x->sizes[0] != 0)))
    return lm_fail("%s: span must be int64 of shape (1, %lld, 2), not of shape %s", op,
                   (long long)total, lm_shape_text(span));
  c->out[0] = plane_new(x, size, (lm_dtype)x->dtype);
  c->out[1] = plane_new(x, size, LM_I64);
  return c->out[0] && c->out[1];
}

static bool indices_fit(const char *op, const lm_tensor *x, const lm_tensor *indices) {
  if (indices->dtype != LM_I64)
    return lm_fail("%s: indices must be int64, not %s", op, lm_dtypes[indices->dtype].name);
  return is_image(op, x) && lm_same_device(op, x, indices);
}

RULE(plane_take) {
  const char *op = lm_running();
  lm_tensor *x = A(0).t, *indices = A(1).t;
  if (!indices_fit(op, x, indices) || !is_image(op, indices)) return false;
  if (indices->sizes[0] != x->sizes[0] || indices->sizes[1] != x->sizes[1])
    return lm_fail("%s: indices of shape %s do not belong to an input of shape %s", op,
                   lm_shape_text(indices), lm_shape_text(x));
  return (c->out[0] = lm_new_like(indices, (lm_dtype)x->dtype)) != NULL;
}

RULE(plane_put) {
  const char *op = lm_running();
  lm_tensor *x = A(0).t, *indices = A(1).t;
  const lm_ints *size = A(2).ints;
  if (!indices_fit(op, x, indices)) return false;
  if (!lm_same_shape(x, indices))
    return lm_fail("%s: indices have shape %s, the input %s: they must be alike", op,
                   lm_shape_text(indices), lm_shape_text(x));
  if (size->n < 1 || size->n > LM_SPACE)
    return lm_fail("%s: output_size must be 1 to 3 integers, not %d", op, size->n);
  return (c->out[0] = plane_new(x, size, (lm_dtype)x->dtype)) != NULL;
}

static lm_ints space_of(const lm_ints *sizes) {
  lm_ints s = {.n = sizes->n - 2};
  memcpy(s.v, sizes->v + 2, sizeof *s.v * (size_t)s.n);
  return s;
}

VJP(box_max) {
  if (G == NULL) return;
  lm_ints sizes = lm_node_sizes(n, 0), space = space_of(&sizes);
  GRAD(0, lm_plane_put(G, OUT(1), &space, true));
}
VJP(plane_take) {
  lm_ints sizes = lm_node_sizes(n, 0), space = space_of(&sizes);
  GRAD(0, lm_plane_put(G, IN(1), &space, true));
}
VJP(plane_put) { GRAD(0, lm_plane_take(G, IN(1))); }

/* ---- windows ---- */

/* The sizes of `out` along the dimensions that there are. */
static lm_ints out_sizes(const lm_grid *g) {
  lm_ints s = {.n = g->nd};
  memcpy(s.v, g->out + LM_SPACE - g->nd, sizeof *s.v * (size_t)s.n);
  return s;
}

/* Reads the windows of a pool over x (N, C, ...), with PyTorch's limits on padding and sizes. */
static bool pool_grid(lm_grid *g, const char *op, const lm_tensor *x, const lm_ints *kernel,
                      const lm_ints *stride, const lm_ints *padding, const lm_ints *dilation,
                      bool ceil) {
  if (x->sizes[1] == 0)
    return lm_fail("%s: input must have channels, not shape %s", op, lm_shape_text(x));
  stride = stride && stride->n > 0 ? stride : kernel; /* {} is no stride, too */
  if (!lm_grid_read(g, op, x, kernel, stride, padding, dilation)) return false;
  for (int d = 0; d < LM_SPACE; d++) {
    /* along one dimension PyTorch lets the gaps of dilation count */
    int64_t reach = g->nd == 1 ? g->dilation[d] * (g->kernel[d] - 1) + 1 : g->kernel[d];
    if (g->pad[d] > reach / 2)
      return lm_fail("%s: padding %s is more than half of kernel_size %s", op,
                     lm_grid_text(g, g->pad), lm_grid_text(g, g->kernel));
    g->out[d] = lm_grid_windows(g, d, ceil);
    if (g->out[d] < 1 || g->in[d] < 1)
      return lm_fail("%s: windows of %s with dilation %s do not fit an input of %s with padding %s",
                     op, lm_grid_text(g, g->kernel), lm_grid_text(g, g->dilation),
                     lm_grid_text(g, g->in), lm_grid_text(g, g->pad));
  }
  return true;
}

/* Reads output_size for x; every window has elements. */
static bool adaptive_grid(lm_grid *g, const char *op, const lm_tensor *x, const lm_ints *size) {
  if (!lm_grid_read(g, op, x, NULL, NULL, NULL, NULL) ||
      !lm_grid_list(op, "output_size", size, g->nd, 1, 0, g->out))
    return false;
  for (int d = 1; d < x->ndim; d++)
    if (x->sizes[d] == 0)
      return lm_fail("%s: only the batch may be empty, not other dimensions of %s", op,
                     lm_shape_text(x));
  return true;
}

typedef struct run {
  int64_t begin, end;
} run;

/* Where window o along d begins and ends before, in the image with its padding. */
static run window_run(const lm_grid *g, int d, int64_t o) {
  int64_t begin = o * g->stride[d] - g->pad[d];
  int64_t end = begin + g->dilation[d] * (g->kernel[d] - 1) + 1, last = g->in[d] + g->pad[d];
  return (run){begin, end < last ? end : last};
}
static run adaptive_run(const lm_grid *g, int d, int64_t o) {
  int64_t in = g->in[d], out = g->out[d];
  return (run){o * in / out, ((o + 1) * in - 1) / out + 1};
}

/* ---- maxima ---- */

static lm_tuple nothing(void) { return (lm_tuple){{NULL}}; }

typedef run (*run_fn)(const lm_grid *g, int d, int64_t o);

static lm_tuple box_maxima(lm_tensor *x, const lm_grid *g, run_fn f, bool batched) {
  lm_ints size = out_sizes(g), steps = {.n = g->nd};
  int64_t sizes[] = {1, 0, 2};
  for (int i = 0; i < size.n; i++) {
    sizes[1] += size.v[i];
    steps.v[i] = g->dilation[LM_SPACE - g->nd + i];
  }
  lm_tensor *span = lm_scoped(lm_new(3, sizes, LM_I64, LM_CPU));
  if (span == NULL) return nothing();
  int64_t *s = (int64_t *)(void *)lm_data(span);
  for (int d = LM_SPACE - g->nd; d < LM_SPACE; d++)
    for (int64_t o = 0; o < g->out[d]; o++, s += 2) {
      run r = f(g, d, o);
      if (r.begin < 0) r.begin += (g->dilation[d] - 1 - r.begin) / g->dilation[d] * g->dilation[d];
      s[0] = r.begin + 1;
      s[1] = r.end < g->in[d] ? r.end : g->in[d];
    }
  lm_tuple t = lm_box_max(x, lm_to_dtype(span, LM_DTYPE_NONE, x->device, false), &size, &steps);
  for (int i = 0; i < 2; i++) t.v[i] = lm_unbatched(t.v[i], batched);
  return t;
}

static lm_tuple max_pool(int nd, lm_tensor *input, const lm_ints *kernel, const lm_ints *stride,
                         const lm_ints *padding, const lm_ints *dilation, bool ceil) {
  const char *op = lm_running();
  bool batched;
  lm_grid g;
  lm_tensor *x = lm_batched(op, input, nd, &batched);
  if (x == NULL || !pool_grid(&g, op, x, kernel, stride, padding, dilation, ceil)) return nothing();
  return box_maxima(x, &g, window_run, batched);
}

static lm_tuple adaptive_max_pool(int nd, lm_tensor *input, const lm_ints *output_size) {
  const char *op = lm_running();
  bool batched;
  lm_grid g;
  lm_tensor *x = lm_batched(op, input, nd, &batched);
  if (x == NULL || !adaptive_grid(&g, op, x, output_size)) return nothing();
  return box_maxima(x, &g, adaptive_run, batched);
}

#define MAXIMA(nd)                                                                                 \
  lm_tuple lm_do_max_pool##nd##d_with_indices(                                                     \
      lm_tensor *input, const lm_ints *kernel_size, const lm_ints *stride, const lm_ints *padding, \
      const lm_ints *dilation, bool ceil_mode, bool return_indices) {                              \
    (void)return_indices;                                                                          \
    return max_pool(nd, input, kernel_size, stride, padding, dilation, ceil_mode);                 \
  }                                                                                                \
  lm_tensor *lm_do_max_pool##nd##d(lm_tensor *input, const lm_ints *kernel_size,                   \
                                   const lm_ints *stride, const lm_ints *padding,                  \
                                   const lm_ints *dilation, bool ceil_mode, bool return_indices) { \
    (void)return_indices;                                                                          \
    return max_pool(nd, input, kernel_size, stride, padding, dilation, ceil_mode).v[0];            \
  }                                                                                                \
  lm_tuple lm_do_adaptive_max_pool##nd##d_with_indices(                                            \
      lm_tensor *input, const lm_ints *output_size, bool return_indices) {                         \
    (void)return_indices;                                                                          \
    return adaptive_max_pool(nd, input, output_size);                                              \
  }                                                                                                \
  lm_tensor *lm_do_adaptive_max_pool##nd##d(lm_tensor *input, const lm_ints *output_size,          \
                                            bool return_indices) {                                 \
    (void)return_indices;                                                                          \
    return adaptive_max_pool(nd, input, output_size).v[0];                                         \
  }
MAXIMA(1)
MAXIMA(2)
MAXIMA(3)

/* ---- means ---- */

typedef struct mean {
  const lm_grid *g;
  int d;
  run_fn run;
  bool padding_counts, sum; /* sum: not divided */
} mean;

static lm_band_row mean_row(const void *ctx, int64_t o, double *w) {
  const mean *m = ctx;
  run r = m->run(m->g, m->d, o);
  int64_t all = r.end - r.begin, in = m->g->in[m->d];
  if (r.begin < 0) r.begin = 0;
  if (r.end > in) r.end = in;
  lm_band_row row = {r.begin, r.end - r.begin};
  double each = m->sum ? 1 : 1.0 / (double)(m->padding_counts ? all : row.count);
  for (int64_t k = 0; k < row.count; k++) w[k] = each;
  return row;
}

/* The means of windows of x (N, C, ...), one dimension after another from the last on. */
static lm_tensor *means(lm_tensor *x, const lm_grid *g, mean m) {
  m.g = g;
  for (m.d = LM_SPACE - 1; x && m.d >= LM_SPACE - g->nd; m.d--) {
    int64_t most = 0;
    bool same = g->out[m.d] == g->in[m.d] && g->pad[m.d] == 0;
    for (int64_t o = 0; o < g->out[m.d]; o++) {
      run r = m.run(g, m.d, o);
      int64_t n = (r.end < g->in[m.d] ? r.end : g->in[m.d]) - (r.begin > 0 ? r.begin : 0);
      if (n > most) most = n;
      same = same && r.begin == o && n == 1 && r.end == o + 1;
    }
    if (!same) x = lm_banded(x, m.d + x->ndim - LM_SPACE, g->out[m.d], most, mean_row, &m);
  }
  return x;
}

/* How many elements each window has, with those of the padding or without. */
static lm_tensor *window_sizes(const lm_grid *g, bool padding_counts, lm_device device) {
  const int64_t *out = g->out;
  lm_tensor *counts = lm_scoped(lm_new(g->nd, out + LM_SPACE - g->nd, LM_I64, LM_CPU));
  if (counts == NULL) return NULL;
  int64_t *p = (int64_t *)(void *)lm_data(counts);
  for (int64_t o = 0; o < lm_grid_size(out); o++) {
    int64_t at[LM_SPACE] = {o / (out[1] * out[2]), o / out[2] % out[1], o % out[2]};
    p[o] = 1;
    for (int d = 0; d < LM_SPACE; d++) {
      run r = window_run(g, d, at[d]);
      if (!padding_counts && r.begin < 0) r.begin = 0;
      if (!padding_counts && r.end > g->in[d]) r.end = g->in[d];
      p[o] *= r.end - r.begin;
    }
  }
  return lm_to_dtype(counts, LM_DTYPE_NONE, device, false);
}

/* Means of int64, cut to whole numbers; sums are exact below 2^53. */
static lm_tensor *whole_means(lm_tensor *x, const lm_grid *g, mean m, const int64_t *divisor) {
  lm_tensor *by =
      divisor ? lm_wrap(lm_int(*divisor)) : window_sizes(g, m.padding_counts, x->device);
  m.sum = true;
  lm_tensor *sums = means(lm_to_dtype(x, LM_F64, LM_DEVICE_NONE, false), g, m);
  return lm_div_mode(lm_to_dtype(sums, LM_I64, LM_DEVICE_NONE, false), by, "trunc");
}

static bool needs_float(const char *op, const lm_tensor *t) {
  if (lm_is_float((lm_dtype)t->dtype)) return true;
  return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[t->dtype].name);
}

static lm_tensor *avg_pool(int nd, lm_tensor *input, const lm_ints *kernel, const lm_ints *stride,
                           const lm_ints *padding, bool ceil, bool count_include_pad,
                           const int64_t *divisor) {
  const char *op = lm_running();
  bool batched;
  lm_grid g;
  lm_tensor *x = lm_batched(op, input, nd, &batched);
  if (x == NULL || (x->dtype != LM_I64 && !needs_float(op, x)) ||
      !pool_grid(&g, op, x, kernel, stride, padding, NULL, ceil))
    return NULL;
  mean m = {.run = window_run, .padding_counts = count_include_pad, .sum = divisor != NULL};
  if (x->dtype == LM_I64) return lm_unbatched(whole_means(x, &g, m, divisor), batched);
  x = means(x, &g, m);
  if (divisor) x = lm_div_s(x, (double)*divisor);
  return lm_unbatched(x == input ? lm_alias(x) : x, batched);
}

static lm_tensor *adaptive_avg_pool(int nd, lm_tensor *input, const lm_ints *output_size) {
  const char *op = lm_running();
  bool batched;
  lm_grid g;
  lm_tensor *x = lm_batched(op, input, nd, &batched);
  if (x == NULL || !needs_float(op, x) || !adaptive_grid(&g, op, x, output_size)) return NULL;
  if (x->numel > 0 && lm_grid_size(g.out) == 1) { /* the mean of all that there is */
    lm_ints dims = {.n = nd};
    for (int i = 0; i < nd; i++) dims.v[i] = i - nd;
    return lm_unbatched(lm_mean(x, &dims, true, LM_DTYPE_NONE), batched);
  }
  x = means(x, &g, (mean){.run = adaptive_run});
  return lm_unbatched(x == input ? lm_clone(x) : x, batched);
}

#define MEANS(nd)                                                                           \
  lm_tensor *lm_do_adaptive_avg_pool##nd##d(lm_tensor *input, const lm_ints *output_size) { \
    return adaptive_avg_pool(nd, input, output_size);                                       \
  }                                                                                         \
  lm_tensor *lm_do_lp_pool##nd##d(lm_tensor *input, lm_scalar norm_type,                    \
                                  const lm_ints *kernel_size, const lm_ints *stride,        \
                                  bool ceil_mode) {                                         \
    return lp_pool(nd, input, lm_scalar_f(norm_type), kernel_size, stride, ceil_mode);      \
  }

/* The sum of powers is the mean of full windows times their size, as in PyTorch, also where ceil_mode
** makes a window smaller.  The norms of order inf and -inf are the largest and the smallest. */
static lm_tensor *lp_pool(int nd, lm_tensor *input, double p, const lm_ints *kernel,
                          const lm_ints *stride, bool ceil) {
  if (p == 0) return lm_fail("%s: norm_type must not be 0", lm_running());
  if (isinf(p)) {
    lm_tensor *size = lm_abs(input);
    if (p > 0) return max_pool(nd, size, kernel, stride, NULL, NULL, ceil).v[0];
    return lm_neg(max_pool(nd, lm_neg(size), kernel, stride, NULL, NULL, ceil).v[0]);
  }
  double size = 1;
  for (int i = 0; i < nd; i++) size *= (double)kernel->v[kernel->n == 1 || i >= kernel->n ? 0 : i];
  lm_tensor *mean_of = avg_pool(nd, lm_pow_s(input, p), kernel, stride, NULL, ceil, true, NULL);
  lm_tensor *powers = lm_mul(lm_sign(mean_of), lm_relu(lm_abs(mean_of)));
  return lm_pow_s(lm_mul_s(powers, size), 1 / p);
}

MEANS(1)
MEANS(2)
MEANS(3)

lm_tensor *lm_do_avg_pool1d(lm_tensor *input, const lm_ints *kernel_size, const lm_ints *stride,
                            const lm_ints *padding, bool ceil_mode, bool count_include_pad) {
  return avg_pool(1, input, kernel_size, stride, padding, ceil_mode, count_include_pad, NULL);
}

static lm_tensor *divided(int nd, lm_tensor *input, const lm_ints *kernel, const lm_ints *stride,
                          const lm_ints *padding, bool ceil, bool count_include_pad,
                          const lm_scalar *divisor) {
  int64_t n = divisor ? lm_scalar_i(*divisor) : 1;
  if (n == 0) return lm_fail("%s: divisor_override must not be 0", lm_running());
  return avg_pool(nd, input, kernel, stride, padding, ceil, count_include_pad, divisor ? &n : NULL);
}
lm_tensor *lm_do_avg_pool2d(lm_tensor *input, const lm_ints *kernel_size, const lm_ints *stride,
                            const lm_ints *padding, bool ceil_mode, bool count_include_pad,
                            const lm_scalar *divisor_override) {
  return divided(2, input, kernel_size, stride, padding, ceil_mode, count_include_pad,
                 divisor_override);
}
lm_tensor *lm_do_avg_pool3d(lm_tensor *input, const lm_ints *kernel_size, const lm_ints *stride,
                            const lm_ints *padding, bool ceil_mode, bool count_include_pad,
                            const lm_scalar *divisor_override) {
  return divided(3, input, kernel_size, stride, padding, ceil_mode, count_include_pad,
                 divisor_override);
}

/* ---- the reverse of maxima ---- */

static lm_tensor *max_unpool(int nd, lm_tensor *input, lm_tensor *indices, const lm_ints *kernel,
                             const lm_ints *stride, const lm_ints *padding, const lm_ints *size) {
  const char *op = lm_running();
  bool batched;
  lm_grid g;
  lm_tensor *x = lm_batched(op, input, nd, &batched);
  if (x == NULL || !lm_grid_read(&g, op, x, kernel, stride ? stride : kernel, padding, NULL))
    return NULL;
  if (!lm_same_shape(input, indices))
    return lm_fail("%s: indices have shape %s, the input %s: they must be alike", op,
                   lm_shape_text(indices), lm_shape_text(input));
  lm_ints out = {.n = nd};
  int skip = size && size->n == nd + 2 ? 2 : 0;
  if (size && size->n != nd + skip)
    return lm_fail("%s: output_size must be %d integers, not %d", op, nd, size->n);
  for (int i = 0, d = LM_SPACE - nd; i < nd; i++, d++) {
    if (__builtin_mul_overflow(g.in[d] - 1, g.stride[d], &out.v[i]))
      return lm_fail("%s: stride %s is too large", op, lm_grid_text(&g, g.stride));
    int64_t usual = out.v[i] += g.kernel[d] - 2 * g.pad[d];
    if (size) out.v[i] = size->v[i + skip];
    if (out.v[i] <= usual - g.stride[d] || out.v[i] >= usual + g.stride[d] || out.v[i] < 1)
      return lm_fail("%s: output size %lld along dimension %d must lie between %lld and %lld", op,
                     (long long)out.v[i], i + 1 + (batched ? 2 : 1),
                     (long long)usual - g.stride[d] + 1, (long long)usual + g.stride[d] - 1);
  }
  lm_tensor *at = batched ? indices : lm_unsqueeze(indices, 0);
  return lm_unbatched(lm_plane_put(x, at, &out, false), batched);
}

#define UNPOOL(nd)                                                                         \
  lm_tensor *lm_do_max_unpool##nd##d(lm_tensor *input, lm_tensor *indices,                 \
                                     const lm_ints *kernel_size, const lm_ints *stride,    \
                                     const lm_ints *padding, const lm_ints *output_size) { \
    return max_unpool(nd, input, indices, kernel_size, stride, padding, output_size);      \
  }
UNPOOL(1)
UNPOOL(2)
UNPOOL(3)
