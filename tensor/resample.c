/* Interpolation: each mode is a band of weights along one dimension after another, or a pick. */
#include "tensor/band.h"
#include "tensor/spatial.h"
#include "tensor/record.h"

#include <math.h>
#include <string.h>

typedef enum mode { NEAREST, NEAREST_EXACT, LINEAR, CUBIC, AREA } mode;

/* One dimension: `in` positions to `out`; scale is the distance of outputs in inputs. */
typedef struct axis {
  int64_t in, out;
  double scale;
  bool align, antialias, wide; /* wide: positions in double, else in float as PyTorch has them */
  mode mode;
  double *peak; /* NULL, or takes the largest weight, also of those met on the way to a sum */
} axis;

static void meet(const axis *a, double weight) {
  if (a->peak && weight > *a->peak) *a->peak = weight;
}

static int64_t clamped(int64_t i, int64_t n) { return i < 0 ? 0 : i >= n ? n - 1 : i; }

/* Whole positions depend on rounding, so the arithmetic is that of the dtype. */
static int64_t nearest(const axis *a, int64_t o) {
  double shift = a->mode == NEAREST_EXACT ? 0.5 : 0;
  double at = a->wide ? floor(((double)o + shift) * a->scale)
                      : (double)floorf(((float)o + (float)shift) * (float)a->scale);
  return at >= (double)a->in ? a->in - 1 : clamped((int64_t)at, a->in);
}

/* Where output o lies between the inputs. */
static double place(const axis *a, int64_t o) {
  if (a->align) return (double)o * a->scale;
  return a->scale * ((double)o + 0.5) - 0.5;
}

/* Keys' cubic convolution (1981) with coefficient c, at distance x. */
static double cubic(double x, double c) {
  x = fabs(x);
  if (x < 1) return ((c + 2) * x - (c + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * c;
  return 0;
}

static lm_band_row linear_row(const axis *a, int64_t o, double *w) {
  double at = place(a, o);
  if (at < 0) at = 0;
  int64_t first = clamped((int64_t)at, a->in);
  double t = at - (double)first;
  if (t > 1) t = 1;
  if (first == a->in - 1) {
    w[0] = 1;
    return (lm_band_row){first, 1};
  }
  w[0] = 1 - t, w[1] = t;
  return (lm_band_row){first, 2};
}

/* Weights that fall outside go to the positions at the edge. */
static lm_band_row cubic_row(const axis *a, int64_t o, double *w) {
  double at = place(a, o), whole = floor(at), t = at - whole;
  int64_t begin = (int64_t)whole - 1, first = clamped(begin, a->in), last = first;
  for (int k = 0; k < 4; k++) {
    int64_t p = clamped(begin + k, a->in);
    w[p - first] += cubic(t + 1 - k, -0.75);
    meet(a, w[p - first]);
    last = p;
  }
  return (lm_band_row){first, last - first + 1};
}

/* With antialias the kernel is as wide as the outputs are apart, and its weights sum to 1. */
static double support_of(const axis *a) {
  double half = a->mode == CUBIC ? 2 : 1;
  return a->scale >= 1 ? half * a->scale : half;
}
static lm_band_row smooth_row(const axis *a, int64_t o, double *w) {
  double centre = a->scale * ((double)o + 0.5), support = support_of(a);
  double inverse = a->scale >= 1 ? 1 / a->scale : 1, total = 0;
  int64_t first = (int64_t)(centre - support + 0.5), end = (int64_t)(centre + support + 0.5);
  if (first < 0) first = 0;
  if (end > a->in) end = a->in;
  if (first >= end) first = end - 1;
  for (int64_t k = first; k < end; k++) {
    double x = ((double)k - centre + 0.5) * inverse;
    double v = a->mode == CUBIC ? cubic(x, -0.5) : fabs(x) < 1 ? 1 - fabs(x) : 0;
    w[k - first] = v;
    total += v;
  }
  for (int64_t k = first; k < end; k++) w[k - first] /= total != 0 ? total : 1;
  return (lm_band_row){first, end - first};
}

static lm_band_row axis_row(const void *ctx, int64_t o, double *w) {
  const axis *a = ctx;
  lm_band_row row = a->antialias        ? smooth_row(a, o, w)
                    : a->mode == LINEAR ? linear_row(a, o, w)
                                        : cubic_row(a, o, w);
  for (int64_t k = 0; k < row.count; k++) meet(a, w[k]);
  return row;
}

static int64_t most_of(const axis *a) {
  if (!a->antialias) return a->mode == LINEAR ? 2 : 4;
  double n = ceil(support_of(a)) * 2 + 2;
  return n < (double)a->in ? (int64_t)n : a->in;
}

/* The nearest input of each output. */
static lm_tensor *pick_nearest(lm_tensor *x, int dim, const axis *a) {
  lm_tensor *index = lm_scoped(lm_new(1, &a->out, LM_I64, LM_CPU));
  if (index == NULL) return NULL;
  int64_t *p = (int64_t *)(void *)lm_data(index);
  for (int64_t o = 0; o < a->out; o++) p[o] = nearest(a, o) + 1;
  return lm_index_select(x, dim, lm_to_dtype(index, LM_DTYPE_NONE, x->device, false));
}

/* ---- bytes ---- */

/* Weights as whole multiples of 1 / one. */
typedef struct fixed {
  const axis *axis;
  double one;
} fixed;

static lm_band_row fixed_row(const void *ctx, int64_t o, double *w) {
  const fixed *f = ctx;
  lm_band_row row = axis_row(f->axis, o, w);
  for (int64_t k = 0; k < row.count; k++) w[k] = round(w[k] * f->one);
  return row;
}

/* As PyTorch and Pillow have it: weights of 16 bits, and bytes again after each dimension.  The sums
** are whole numbers that float64 holds. */
static lm_tensor *resample_bytes(lm_tensor *x, int64_t dim, axis *a) {
  enum { BITS = 22, LIMIT = 1 << 15 };
  double peak = 0, one = 1;
  const int64_t most = most_of(a);
  lm_tensor *room = lm_scoped(lm_new(1, &most, LM_F64, LM_CPU));
  if (room == NULL) return NULL;
  double *w = (double *)(void *)lm_data(room);
  a->peak = &peak;
  for (int64_t o = 0; o < a->out; o++) {
    for (int64_t k = 0; k < most; k++) w[k] = 0;
    axis_row(a, o, w);
  }
  a->peak = NULL;
  while (one < 1 << BITS && 0.5 + peak * one * 2 < LIMIT) one *= 2;
  const fixed f = {a, one};
  lm_tensor *wide = lm_to_dtype(x, LM_F64, LM_DEVICE_NONE, false);
  lm_tensor *sums = lm_mul_s(lm_banded(wide, dim, a->out, most, fixed_row, &f), 1 / one);
  lm_scalar low = lm_int(0), high = lm_int(255);
  lm_tensor *whole = lm_clamp_number(lm_floor(lm_add_s(sums, 0.5)), &low, &high);
  return lm_to_dtype(whole, LM_U8, LM_DEVICE_NONE, false);
}

/* ---- arguments ---- */

static bool read_mode(const char *op, const lm_tensor *x, const char *name, mode *m) {
  static const struct {
    const char *name;
    mode mode;
    int nd; /* 0: any */
  } modes[] = {{"nearest", NEAREST, 0}, {"nearest-exact", NEAREST_EXACT, 0},
               {"linear", LINEAR, 1},   {"bilinear", LINEAR, 2},
               {"bicubic", CUBIC, 2},   {"trilinear", LINEAR, 3},
               {"area", AREA, 0}};
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    if (strcmp(modes[i].name, name) != 0) continue;
    *m = modes[i].mode;
    if (x->ndim < 3 || x->ndim > LM_SPACE + 2 || (modes[i].nd && x->ndim != modes[i].nd + 2)) {
      if (modes[i].nd)
        return lm_fail("%s: mode \"%s\" needs an input of %d dimensions, not shape %s", op, name,
                       modes[i].nd + 2, lm_shape_text(x));
      return lm_fail("%s: input must have 3, 4 or 5 dimensions (N, C, ...), not shape %s", op,
                     lm_shape_text(x));
    }
    return true;
  }
  return lm_fail("%s: mode must be \"nearest\", \"nearest-exact\", \"linear\", \"bilinear\", "
                 "\"bicubic\", \"trilinear\" or \"area\", not \"%s\"",
                 op, name);
}

/* The sizes of the result, none below `least`, and the scales of the axes. */
static bool read_scales(const char *op, const lm_tensor *x, const lm_ints *size,
                        const lm_floats *factor, bool recompute, int64_t least, int64_t *out,
                        double *scale) {
  int nd = x->ndim - 2;
  if ((size != NULL) == (factor != NULL))
    return lm_fail("%s: either size or scale_factor must be given%s", op, size ? ", not both" : "");
  if (size && recompute)
    return lm_fail("%s: recompute_scale_factor goes with scale_factor, not with size", op);
  int count = size ? size->n : factor->n;
  if (count != 1 && count != nd)
    return lm_fail("%s: %s must hold 1 or %d numbers, not %d", op, size ? "size" : "scale_factor",
                   nd, count);
  for (int i = 0; i < nd; i++) {
    int64_t in = x->sizes[i + 2];
    double f = factor ? factor->v[count == 1 ? 0 : i] : 0, want = floor((double)in * f);
    if (factor && !(want < 9e15 && want > -9e15))
      return lm_fail("%s: scale_factor %g is out of range", op, f);
    out[i] = factor ? (int64_t)want : size->v[count == 1 ? 0 : i];
    if (in < 1 || out[i] < least)
      return lm_fail("%s: sizes must be at least 1, not %lld to %lld along dimension %d", op,
                     (long long)in, (long long)out[i], i + 3);
    scale[i] = factor && !recompute && f > 0 ? 1 / f : (double)in / (double)out[i];
  }
  return true;
}

static lm_tensor *area(lm_tensor *x, const int64_t *out) {
  lm_ints size = {.n = x->ndim - 2};
  memcpy(size.v, out, sizeof *out * (size_t)size.n);
  return size.n == 1   ? lm_adaptive_avg_pool1d(x, &size)
         : size.n == 2 ? lm_adaptive_avg_pool2d(x, &size)
                       : lm_adaptive_avg_pool3d(x, &size);
}

lm_tensor *lm_do_interpolate(lm_tensor *input, const lm_ints *size, const lm_floats *scale_factor,
                             const char *name, bool align_corners, bool recompute_scale_factor,
                             bool antialias) {
  const char *op = lm_running();
  int64_t out[LM_SPACE];
  double scale[LM_SPACE];
  mode m = NEAREST;
  if (!read_mode(op, input, name, &m) ||
      !read_scales(op, input, size, scale_factor, recompute_scale_factor, m == AREA ? 0 : 1, out,
                   scale))
    return NULL;
  bool smooth = m == LINEAR || m == CUBIC;
  if (align_corners && !smooth)
    return lm_fail(
        "%s: align_corners goes with the modes \"linear\", \"bilinear\", \"bicubic\" and "
        "\"trilinear\", not \"%s\"",
        op, name);
  if (antialias && (!smooth || input->ndim != 4))
    return lm_fail("%s: antialias goes with the modes \"bilinear\" and \"bicubic\", not \"%s\"", op,
                   name);
  bool bytes = input->dtype == LM_U8 && m != AREA && (!smooth || input->ndim == 4);
  if (!lm_is_float((lm_dtype)input->dtype) && !bytes)
    return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[input->dtype].name);
  if (m == AREA) return area(input, out);
  lm_tensor *x = input;
  for (int i = input->ndim - 3; x && i >= 0; i--) {
    axis a = {.in = input->sizes[i + 2],
              .out = out[i],
              .scale = scale[i],
              .align = align_corners,
              .antialias = antialias,
              .wide = input->dtype == LM_F64,
              .mode = m};
    if (align_corners) a.scale = a.out > 1 ? (double)(a.in - 1) / (double)(a.out - 1) : 0;
    if (m == NEAREST || m == NEAREST_EXACT)
      x = pick_nearest(x, i + 2, &a);
    else if (!bytes)
      x = lm_banded(x, i + 2, a.out, most_of(&a), axis_row, &a);
    else if (a.out != a.in)
      x = resample_bytes(x, i + 2, &a);
  }
  return x == input ? lm_clone(x) : x;
}

lm_tensor *lm_do_upsample(lm_tensor *input, const lm_ints *size, const lm_floats *scale_factor,
                          const char *name, bool align_corners) {
  return lm_interpolate(input, size, scale_factor, name, align_corners, false, false);
}
lm_tensor *lm_do_upsample_nearest(lm_tensor *input, const lm_ints *size,
                                  const lm_floats *scale_factor) {
  return lm_interpolate(input, size, scale_factor, "nearest", false, false, false);
}
lm_tensor *lm_do_upsample_bilinear(lm_tensor *input, const lm_ints *size,
                                   const lm_floats *scale_factor) {
  return lm_interpolate(input, size, scale_factor, "bilinear", true, false, false);
}
