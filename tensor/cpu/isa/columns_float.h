/* The kernels of columns.c for one type: T, and NAME(f) for the names. */

/* A line: windows a .. b - 1 of one row of windows, of which lo .. hi - 1 lie inside the image, where
** their elements are x[w * step]. */
typedef struct NAME(line) {
  int64_t a, b, lo, hi, step;
  const T *x;
} NAME(line);

/* What the lines of one element of the kernel have in common: where its row of elements begins before
** stride and padding, and the windows that lie inside. */
typedef struct NAME(tap) {
  int64_t z, y, x, lo, hi;
} NAME(tap);

static inline NAME(tap) NAME(tap_of)(const lm_grid *g, int64_t k) {
  const int64_t row = g->kernel[2], plane = g->kernel[1] * row, step = g->stride[2];
  NAME(tap)
  t = {k / plane * g->dilation[0] - g->pad[0], k / row % g->kernel[1] * g->dilation[1] - g->pad[1],
       k % row * g->dilation[2] - g->pad[2], 0, 0};
  t.lo = t.x < 0 ? (step - 1 - t.x) / step : 0;
  t.hi = t.x < g->in[2] ? (g->in[2] - t.x - 1) / step + 1 : 0;
  return t;
}

/* The line at row y of plane z, which is number `at` of all. */
static inline NAME(line) NAME(line_of)(const cpu_window *c, const NAME(tap) * t, int64_t at,
                                       int64_t z, int64_t y, const T *channel) {
  const lm_grid *g = c->g;
  int64_t width = g->out[2], first = at * width;
  NAME(line)
  l = {c->p0 > first ? c->p0 - first : 0,
       c->p1 < first + width ? c->p1 - first : width,
       0,
       0,
       g->stride[2],
       channel};
  int64_t iz = z * g->stride[0] + t->z, iy = y * g->stride[1] + t->y;
  l.lo = l.hi = l.b;
  if (iz < 0 || iz >= g->in[0] || iy < 0 || iy >= g->in[1]) return l;
  int64_t lo = t->lo < l.a ? l.a : t->lo, hi = t->hi > l.b ? l.b : t->hi;
  if (lo >= hi) return l;
  l.lo = lo, l.hi = hi;
  l.x = channel + (iz * g->in[1] + iy) * g->in[2] + t->x;
  return l;
}

#define EACH_LINE(c, image, BODY)                                                         \
  const lm_grid *g = (c)->g;                                                              \
  const int64_t size = lm_grid_size(g->kernel), plane = lm_grid_size(g->in);              \
  const int64_t width = g->out[2], begin = (c)->p0 / width, last = ((c)->p1 - 1) / width; \
  const int64_t y0 = begin % g->out[1], z0 = begin / g->out[1];                           \
  for (int64_t r = (c)->r0; r < (c)->r1; r++) {                                           \
    const NAME(tap) tap = NAME(tap_of)(g, r % size);                                      \
    const T *channel = (const T *)(image) + r / size * plane;                             \
    for (int64_t at = begin, iy = y0, iz = z0; at <= last; at++) {                        \
      const NAME(line) l = NAME(line_of)(c, &tap, at, iz, iy, channel);                   \
      if (++iy == g->out[1]) iy = 0, iz++;                                                \
      BODY                                                                                \
    }                                                                                     \
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
