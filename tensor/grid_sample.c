/* Sampling images at the places of a grid, and the grids of affine maps (Jaderberg et al. 2015).
**
** The CPU has kernels for it and for its gradients.  Where there are none, and for gradients of
** gradients, it is written in operations: places are split into whole positions, which pick elements,
** and distances, which weigh them, so that gradients of any order come by themselves. */
#include "tensor/spatial.h"
#include "tensor/record.h"

#include <string.h>

static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *plus(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }

/* In the order of lm_sample_mode and lm_sample_edge. */
typedef enum mode { LINEAR, NEAREST, CUBIC } mode;
typedef enum edge { ZEROS, BORDER, REFLECTION } edge;

typedef struct sampler {
  edge edge;
  bool align;
  int nd;
  int64_t sizes[LM_SPACE]; /* of the image */
  lm_tensor *rows;         /* (N * plane, C): a position's channels lie together */
  lm_tensor *first;        /* (N, 1, 1): each image's first row, from 0 */
  lm_tensor *at[LM_SPACE]; /* places (N, points, 1), in positions from 0 */
} sampler;

/* From -1 .. 1 to positions: the ends are the centres of the outer elements, or their edges. */
static lm_tensor *to_positions(const sampler *s, lm_tensor *x, int64_t size) {
  if (s->align) return lm_mul_s(lm_add_s(x, 1), (double)(size - 1) / 2);
  return lm_mul_s(lm_add_s(lm_mul_s(lm_add_s(x, 1), (double)size), -1), 0.5);
}

static lm_tensor *clamped(lm_tensor *x, int64_t size) {
  lm_scalar low = lm_int(0), high = lm_int(size - 1);
  return lm_clamp_number(x, &low, &high);
}

/* Places at the ends and outside do not move: their slope is 0. */
static lm_tensor *kept_inside(lm_tensor *x, int64_t size) {
  lm_tensor *in = lm_logical_and(lm_gt(x, lm_wrap(lm_int(0))), lm_lt(x, lm_wrap(lm_int(size - 1))));
  return lm_where_select(in, x, lm_detach(clamped(lm_nan_to_num(x, 0, NULL, NULL), size)));
}

/* Places reflected between low and low + span until they lie there. */
static lm_tensor *reflected(const sampler *s, lm_tensor *x, int64_t size) {
  double low = s->align ? 0 : -0.5, span = s->align ? (double)(size - 1) : (double)size;
  if (span == 0) return lm_mul_s(x, 0);
  lm_tensor *far = lm_abs(lm_add_s(x, -low));
  lm_tensor *turns = lm_detach(lm_floor(lm_div_s(far, span)));
  lm_tensor *rest = minus(far, lm_mul_s(turns, span));
  lm_tensor *odd = lm_ne(lm_remainder(turns, lm_wrap(lm_int(2))), lm_wrap(lm_int(0)));
  return lm_add_s(lm_where_select(odd, lm_rsub_s(span, rest), rest), low);
}

static lm_tensor *inside(const sampler *s, lm_tensor *x, int64_t size) {
  if (s->edge == ZEROS) return x;
  if (s->edge == REFLECTION) x = reflected(s, x, size);
  return kept_inside(x, size);
}

/* The elements at whole positions p (one tensor for each dimension), 0 where one lies outside. */
static lm_tensor *pick(const sampler *s, lm_tensor *const *p) {
  lm_tensor *flat = NULL, *valid = NULL;
  for (int d = 0; d < s->nd; d++) {
    const lm_scalar outside = lm_int(-1);
    lm_tensor *whole = lm_nan_to_num(p[d], -1, &outside, &outside);
    lm_tensor *in = clamped(whole, s->sizes[d]), *ok = lm_eq(in, whole);
    in = lm_to_dtype(in, LM_I64, LM_DEVICE_NONE, false);
    flat = flat ? plus(lm_mul(flat, lm_wrap(lm_int(s->sizes[d]))), in) : in;
    valid = valid ? lm_logical_and(valid, ok) : ok;
  }
  if (flat == NULL || valid == NULL) return NULL;
  lm_ints picked = {3, {flat->sizes[0], flat->sizes[1], s->rows->sizes[1]}};
  lm_tensor *row = lm_add(plus(flat, s->first), lm_wrap(lm_int(1)), lm_int(1));
  lm_tensor *index = lm_reshape(row, &(lm_ints){1, {-1}});
  lm_tensor *values = lm_reshape(lm_index_select(s->rows, 0, index), &picked);
  return lm_where_select(valid, values, lm_wrap(lm_float(0)));
}

static lm_tensor *sample_nearest(const sampler *s) {
  lm_tensor *p[LM_SPACE];
  for (int d = 0; d < s->nd; d++) p[d] = lm_detach(lm_round(inside(s, s->at[d], s->sizes[d]), 0));
  return pick(s, p);
}

static lm_tensor *sample_linear(const sampler *s) {
  lm_tensor *low[LM_SPACE], *t[LM_SPACE], *sum = NULL;
  for (int d = 0; d < s->nd; d++) {
    lm_tensor *x = inside(s, s->at[d], s->sizes[d]);
    low[d] = lm_detach(lm_floor(x));
    t[d] = minus(x, low[d]);
  }
  for (int corner = 0; corner < 1 << s->nd; corner++) {
    lm_tensor *p[LM_SPACE], *weight = NULL;
    for (int d = 0; d < s->nd; d++) {
      bool high = corner >> d & 1;
      lm_tensor *w = high ? t[d] : lm_rsub_s(1, t[d]);
      p[d] = high ? lm_add_s(low[d], 1) : low[d];
      weight = weight ? lm_mul(weight, w) : w;
    }
    lm_tensor *part = lm_mul(pick(s, p), weight);
    sum = sum ? plus(sum, part) : part;
  }
  return sum;
}

/* The four weights of cubic convolution (Keys 1981, coefficient -3/4) at distance t. */
static void cubic_weights(lm_tensor *t, lm_tensor **w) {
  const double c = -0.75;
  lm_tensor *u = lm_rsub_s(1, t), *x[] = {lm_add_s(t, 1), t, u, lm_add_s(u, 1)};
  for (int k = 0; k < 4; k++) {
    lm_tensor *y = x[k];
    if (k == 1 || k == 2) {
      lm_tensor *slope = lm_add_s(lm_mul_s(y, c + 2), -(c + 3));
      w[k] = lm_add_s(lm_mul(lm_mul(slope, y), y), 1);
    } else {
      lm_tensor *inner = lm_add_s(lm_mul(lm_add_s(y, -5), y), 8);
      w[k] = lm_mul_s(lm_add_s(lm_mul(inner, y), -4), c);
    }
  }
}

/* Positions, not places, are brought inside: a place at the edge still sees four of them. */
static lm_tensor *sample_cubic(const sampler *s) {
  lm_tensor *low[LM_SPACE], *w[LM_SPACE][4], *sum = NULL;
  for (int d = 0; d < s->nd; d++) {
    low[d] = lm_detach(lm_floor(s->at[d]));
    cubic_weights(minus(s->at[d], low[d]), w[d]);
  }
  for (int i = 0; i < 1 << 2 * s->nd; i++) {
    lm_tensor *p[LM_SPACE] = {NULL}, *weight = NULL;
    for (int d = 0; d < s->nd; d++) {
      const int k = i >> 2 * (s->nd - 1 - d) & 3;
      p[d] = lm_round(inside(s, lm_add_s(low[d], k - 1), s->sizes[d]), 0);
      weight = weight ? lm_mul(weight, w[d][k]) : w[d][k];
    }
    lm_tensor *part = lm_mul(pick(s, p), weight);
    sum = sum ? plus(sum, part) : part;
  }
  return sum;
}

static bool check_sample(const char *op, const lm_tensor *input, const lm_tensor *grid) {
  if (input->ndim != 4 && input->ndim != 5)
    return lm_fail("%s: input must be (N, C, H, W) or (N, C, D, H, W), not of shape %s", op,
                   lm_shape_text(input));
  if (!lm_is_float((lm_dtype)input->dtype) || input->dtype != grid->dtype)
    return lm_fail("%s: input and grid must have one floating-point dtype, not %s and %s", op,
                   lm_dtypes[input->dtype].name, lm_dtypes[grid->dtype].name);
  int nd = input->ndim - 2;
  if (grid->ndim != input->ndim || grid->sizes[nd + 1] != nd || grid->sizes[0] != input->sizes[0])
    return lm_fail("%s: an input of shape %s needs a grid (%lld, %s, %d), not of shape %s", op,
                   lm_shape_text(input), (long long)input->sizes[0],
                   nd == 2 ? "H', W'" : "D', H', W'", nd, lm_shape_text(grid));
  for (int d = 2; d < input->ndim; d++)
    if (input->sizes[d] < 1)
      return lm_fail("%s: the image of shape %s is empty", op, lm_shape_text(input));
  return lm_same_device(op, input, grid);
}

/* The formula in operations, for arguments that were checked. */
static lm_tensor *sample(lm_tensor *input, lm_tensor *grid, mode how, edge outside, bool align) {
  sampler s = {.edge = outside, .align = align, .nd = input->ndim - 2};
  lm_ints rows = {2, {input->sizes[0], input->sizes[1]}}, out = {.n = input->ndim};
  lm_ints flat = {3, {rows.v[0], rows.v[1], 1}}, images = {3, {rows.v[0], 1, 1}};
  int64_t points = 1;
  out.v[0] = flat.v[0], out.v[1] = flat.v[1];
  for (int d = 0; d < s.nd; d++) {
    s.sizes[d] = input->sizes[d + 2];
    flat.v[2] *= s.sizes[d];
    points *= out.v[d + 2] = grid->sizes[d + 1];
  }
  rows.v[0] *= flat.v[2];
  s.rows = lm_reshape(lm_transpose(lm_reshape(input, &flat), 1, 2), &rows);
  lm_tensor *numbers = lm_arange(lm_int(0), lm_int(flat.v[0]), lm_int(1), LM_I64, input->device);
  s.first = lm_reshape(lm_mul(numbers, lm_wrap(lm_int(flat.v[2]))), &images);
  if (s.rows == NULL || s.first == NULL) return NULL;
  lm_ints line = {3, {flat.v[0], points, 1}};
  for (int d = 0; d < s.nd; d++) /* the grid's coordinates begin with the last dimension */
    s.at[d] = to_positions(&s, lm_reshape(lm_select(grid, -1, s.nd - 1 - d), &line), s.sizes[d]);
  lm_tensor *result = how == NEAREST ? sample_nearest(&s)
                      : how == CUBIC ? sample_cubic(&s)
                                     : sample_linear(&s);
  return lm_reshape(lm_transpose(result, 1, 2), &out);
}

/* ---- the kernel ---- */

/* Kernels have the positions of an image in 32 bits, and float32 near their end. */
enum { MOST_POSITIONS = 1 << 30 };

static bool has_kernel(const lm_tensor *input) {
  int64_t plane = 1;
  for (int d = 2; d < input->ndim && plane <= MOST_POSITIONS; d++)
    if (__builtin_mul_overflow(plane, input->sizes[d], &plane)) return false;
  return input->device == LM_CPU && plane <= MOST_POSITIONS;
}

/* The arguments from `first` on, as the composite made them. */
static bool modes_fit(const lm_call *c, int first, const lm_tensor *input, const lm_tensor *grid) {
  const char *op = lm_op_name(c);
  if (!check_sample(op, input, grid)) return false;
  if (A(first).i < LINEAR || A(first).i > CUBIC || A(first + 1).i < ZEROS ||
      A(first + 1).i > REFLECTION || (A(first).i == CUBIC && input->ndim != 4))
    return lm_fail("%s: there is no mode %lld with edges %lld for shape %s", op,
                   (long long)A(first).i, (long long)A(first + 1).i, lm_shape_text(input));
  return has_kernel(input) ||
         lm_fail("%s: an image of shape %s is too large", op, lm_shape_text(input));
}

static lm_ints result_sizes(const lm_tensor *input, const lm_tensor *grid) {
  lm_ints sizes = {.n = input->ndim, .v = {input->sizes[0], input->sizes[1]}};
  for (int d = 2; d < input->ndim; d++) sizes.v[d] = grid->sizes[d - 1];
  return sizes;
}

RULE(grid_sample_forward) {
  const lm_tensor *input = A(0).t, *grid = A(1).t;
  if (!modes_fit(c, 2, input, grid)) return false;
  const lm_ints sizes = result_sizes(input, grid);
  return (c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)input->dtype, input->device)) != NULL;
}

static bool gradient_rule(lm_call *c, const lm_tensor *of) {
  const lm_tensor *grad = A(0).t, *input = A(1).t, *grid = A(2).t;
  if (!modes_fit(c, 3, input, grid)) return false;
  const lm_ints sizes = result_sizes(input, grid);
  bool fits = grad->ndim == sizes.n && grad->dtype == input->dtype && grad->device == input->device;
  for (int d = 0; fits && d < sizes.n; d++) fits = grad->sizes[d] == sizes.v[d];
  if (!fits)
    return lm_fail("%s: grad must have shape %s and dtype %s, not %s and %s", lm_op_name(c),
                   lm_sizes_text(sizes.n, sizes.v), lm_dtypes[input->dtype].name,
                   lm_shape_text(grad), lm_dtypes[grad->dtype].name);
  return (c->out[0] = lm_new_like(of, (lm_dtype)of->dtype)) != NULL;
}
RULE(grid_sample_to_image) { return gradient_rule(c, A(1).t); }
RULE(grid_sample_to_places) { return gradient_rule(c, A(2).t); }

/* Gradients that are themselves to be derived: those of the formula in operations. */
static void derive_formula(lm_node *n, lm_tensor *g, lm_tensor **gi) {
  lm_tensor *in[2] = {IN(0), IN(1)}, *inputs[2], *results[2] = {NULL};
  int at[2], count = 0;
  for (int i = 0; i < 2; i++) {
    if (in[i] == NULL) return;
    if (!NEEDS(i)) continue;
    if ((in[i] = lm_view_as(in[i], in[i])) == NULL) return; /* a place of its own in the graph */
    at[count] = i;
    inputs[count++] = in[i];
  }
  lm_tensor *y = sample(in[0], in[1], (mode)ARG(2).i, (edge)ARG(3).i, ARG(4).b);
  const lm_backward_options options = {
      .create_graph = true, .retain_graph = true, .allow_unused = true};
  if (y == NULL || !lm_backward(&y, &g, 1, inputs, results, count, options)) return;
  for (int k = 0; k < count; k++)
    gi[at[k]] = results[k] ? lm_scoped(results[k])
                           : lm_zeros_like(in[at[k]], LM_DTYPE_NONE, LM_DEVICE_NONE);
}

VJP(grid_sample_forward) {
  if (lm_here()->grad_mode) {
    derive_formula(n, G, gi);
    return;
  }
  const int64_t how = ARG(2).i, outside = ARG(3).i;
  GRAD(0, lm_grid_sample_to_image(G, IN(0), IN(1), how, outside, ARG(4).b));
  GRAD(1, how == NEAREST ? lm_zeros_like(IN(1), LM_DTYPE_NONE, LM_DEVICE_NONE)
                         : lm_grid_sample_to_places(G, IN(0), IN(1), how, outside, ARG(4).b));
}

static int find_name(const char *const *names, const char *name) {
  int i = 0;
  while (i < 3 && strcmp(names[i], name) != 0) i++;
  return i;
}

lm_tensor *lm_do_grid_sample(lm_tensor *input, lm_tensor *grid, const char *how,
                             const char *padding_mode, bool align_corners) {
  static const char *const modes[] = {
      [LINEAR] = "bilinear", [NEAREST] = "nearest", [CUBIC] = "bicubic"};
  static const char *const edges[] = {
      [ZEROS] = "zeros", [BORDER] = "border", [REFLECTION] = "reflection"};
  const char *op = lm_running();
  if (!check_sample(op, input, grid)) return NULL;
  const int outside = find_name(edges, padding_mode), which = find_name(modes, how);
  if (outside == 3)
    return lm_fail("%s: padding_mode must be \"zeros\", \"border\" or \"reflection\", not \"%s\"",
                   op, padding_mode);
  if (which == 3)
    return lm_fail("%s: mode must be \"bilinear\", \"nearest\" or \"bicubic\", not \"%s\"", op,
                   how);
  /* the kernel has no cubic weights over three dimensions */
  if (has_kernel(input) && !(which == CUBIC && input->ndim == 5))
    return lm_grid_sample_forward(input, grid, which, outside, align_corners);
  return sample(input, grid, (mode)which, (edge)outside, align_corners);
}

/* n coordinates from -1 to 1: the ends, or the centres of n equal parts. */
static lm_tensor *coordinates(int64_t n, bool align, const lm_tensor *like) {
  double end = align ? 1 : (double)(n - 1) / (double)n;
  if (n == 1) end = 0;
  return lm_linspace(lm_wrap(lm_float(-end)), lm_wrap(lm_float(end)), n, (lm_dtype)like->dtype,
                     like->device);
}

lm_tensor *lm_do_affine_grid(lm_tensor *theta, const lm_ints *size, bool align_corners) {
  const char *op = lm_running();
  int nd = size->n - 2;
  if (nd != 2 && nd != 3)
    return lm_fail("%s: size must be (N, C, H, W) or (N, C, D, H, W), not %s", op,
                   lm_sizes_text(size->n, size->v));
  if (!lm_is_float((lm_dtype)theta->dtype))
    return lm_fail("%s: theta must be floating-point, not %s", op, lm_dtypes[theta->dtype].name);
  if (theta->ndim != 3 || theta->sizes[0] != size->v[0] || theta->sizes[1] != nd ||
      theta->sizes[2] != nd + 1)
    return lm_fail("%s: theta must have shape (%lld, %d, %d), not %s", op, (long long)size->v[0],
                   nd, nd + 1, lm_shape_text(theta));
  for (int i = 0; i < size->n; i++)
    if (size->v[i] < 1)
      return lm_fail("%s: sizes must be at least 1, not %s", op, lm_sizes_text(size->n, size->v));
  lm_ints space = {.n = nd}, result = {.n = nd + 2};
  memcpy(space.v, size->v + 2, sizeof *space.v * (size_t)nd);
  lm_tensor *column[LM_SPACE + 1];
  for (int d = 0; d < nd; d++) { /* x, y, z: from the last dimension on */
    lm_ints along = {.n = nd};
    for (int i = 0; i < nd; i++) along.v[i] = 1;
    int at = nd - 1 - d;
    along.v[at] = space.v[at];
    column[d] =
        lm_expand(lm_reshape(coordinates(space.v[at], align_corners, theta), &along), &space);
  }
  column[nd] = lm_ones(&space, (lm_dtype)theta->dtype, theta->device);
  lm_tensor *base = lm_stack(&(lm_list){nd + 1, column}, -1);
  lm_tensor *rows = lm_reshape(base, &(lm_ints){2, {-1, nd + 1}});
  result.v[0] = size->v[0];
  memcpy(result.v + 1, space.v, sizeof *space.v * (size_t)nd);
  result.v[nd + 1] = nd;
  return lm_reshape(lm_matmul(rows, lm_transpose(theta, 1, 2)), &result);
}
