/* The kernels of columns.c for one type: T, and NAME(f) for the names. */

/* A line: windows a .. b - 1 of one row of windows, of which lo .. hi - 1 lie inside the image, where
** their elements are x[w * step]. */
typedef struct NAME(line) {
  int64_t a, b, lo, hi, step;
  const T *x;
} NAME(line);

/* Line number `at` (of the rows of windows) between p0 and p1, for one element of the kernel. */
static inline NAME(line)
    NAME(line_of)(const cpu_window *c, const int64_t *tap, int64_t at, const T *channel) {
  const lm_grid *g = c->g;
  int64_t width = g->out[2], first = at * width, y = at % g->out[1], z = at / g->out[1];
  NAME(line)
  l = {c->p0 > first ? c->p0 - first : 0,
       c->p1 < first + width ? c->p1 - first : width,
       0,
       0,
       g->stride[2],
       channel};
  int64_t iz = z * g->stride[0] - g->pad[0] + tap[0] * g->dilation[0];
  int64_t iy = y * g->stride[1] - g->pad[1] + tap[1] * g->dilation[1];
  int64_t ix = tap[2] * g->dilation[2] - g->pad[2];
  l.lo = l.hi = l.b;
  if (iz < 0 || iz >= g->in[0] || iy < 0 || iy >= g->in[1]) return l;
  int64_t lo = ix < 0 ? (l.step - 1 - ix) / l.step : 0;
  int64_t hi = ix < g->in[2] ? (g->in[2] - ix - 1) / l.step + 1 : 0;
  if (lo < l.a) lo = l.a;
  if (hi > l.b) hi = l.b;
  if (lo >= hi) return l;
  l.lo = lo, l.hi = hi;
  l.x = channel + (iz * g->in[1] + iy) * g->in[2] + ix;
  return l;
}

#define EACH_LINE(c, image, BODY)                                                              \
  const lm_grid *g = (c)->g;                                                                   \
  const int64_t size = lm_grid_size(g->kernel), plane = lm_grid_size(g->in);                   \
  const int64_t width = g->out[2], last = ((c)->p1 - 1) / width;                               \
  for (int64_t r = (c)->r0; r < (c)->r1; r++) {                                                \
    int64_t k = r % size, tap[LM_SPACE] = {k / (g->kernel[1] * g->kernel[2]),                  \
                                           k / g->kernel[2] % g->kernel[1], k % g->kernel[2]}; \
    const T *channel = (const T *)(image) + r / size * plane;                                  \
    for (int64_t at = (c)->p0 / width; at <= last; at++) {                                     \
      const NAME(line) l = NAME(line_of)(c, tap, at, channel);                                 \
      BODY                                                                                     \
    }                                                                                          \
  }

static void NAME(take)(const cpu_window *c, void *cols, const void *image) {
  EACH_LINE(c, image, {
    T *y = (T *)cols + (r - c->r0) * c->ld + at * width - c->p0;
    for (int64_t w = l.a; w < l.lo; w++) y[w] = 0;
    if (l.step == 1)
      for (int64_t w = l.lo; w < l.hi; w++) y[w] = l.x[w];
    else
      for (int64_t w = l.lo; w < l.hi; w++) y[w] = l.x[w * l.step];
    for (int64_t w = l.hi; w < l.b; w++) y[w] = 0;
  })
}

static void NAME(add)(const cpu_window *c, const void *cols, void *image) {
  EACH_LINE(c, image, {
    const T *y = (const T *)cols + (r - c->r0) * c->ld + at * width - c->p0;
    T *x = (T *)image + (l.x - (const T *)image);
    if (l.step == 1)
      for (int64_t w = l.lo; w < l.hi; w++) x[w] += y[w];
    else
      for (int64_t w = l.lo; w < l.hi; w++) x[w * l.step] += y[w];
  })
}

static void NAME(sum)(const cpu_window *c, void *out, const void *weight, const void *image) {
  EACH_LINE(c, image, {
    T *y = (T *)out + at * width - c->p0;
    const T v = ((const T *)weight)[r - c->r0];
    if (l.step == 1)
      for (int64_t w = l.lo; w < l.hi; w++) y[w] += v * l.x[w];
    else
      for (int64_t w = l.lo; w < l.hi; w++) y[w] += v * l.x[w * l.step];
  })
}

#undef EACH_LINE
