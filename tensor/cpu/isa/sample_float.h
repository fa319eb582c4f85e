/* grid_sample of float or double, included once for each: T is the type, NAME(x) gives a name its
** suffix, MATH(fn) is the builtin of libm.
**
** The arithmetic is PyTorch's, so that places halfway between elements and at the edge fall to the
** same side.
*/

/* Positions along one dimension: up to four for each place, with weights and their slopes. */
typedef struct NAME(axis) {
  int32_t at[4][LM_SAMPLE_POINTS]; /* brought inside */
  int32_t in[4][LM_SAMPLE_POINTS]; /* 0 where the position lies outside and counts as a 0 */
  T weight[4][LM_SAMPLE_POINTS], slope[4][LM_SAMPLE_POINTS];
} NAME(axis);

/* The same for elements of the image: products over the dimensions. */
typedef struct NAME(taps) {
  int n;
  bool whole; /* nothing lies outside */
  int32_t at[LM_SAMPLE_TAPS][LM_SAMPLE_POINTS], in[LM_SAMPLE_TAPS][LM_SAMPLE_POINTS];
  T weight[LM_SAMPLE_TAPS][LM_SAMPLE_POINTS];
  T slope[LM_SAMPLE_SPACE][LM_SAMPLE_TAPS][LM_SAMPLE_POINTS];
} NAME(taps);

/* ---- places along a dimension ---- */

/* A dimension of the image: positions are (x + 1) * scale - shift for coordinates x from -1 to 1, whose
** ends are the centres of the outer elements, or their edges. */
typedef struct NAME(line) {
  int32_t size;
  T scale, shift, low, span; /* low and span: where places are reflected */
  bool plane;
} NAME(line);

static inline NAME(line) NAME(line_of)(const lm_sampling *s, int d) {
  const T size = (T)s->sizes[d];
  if (s->align)
    return (NAME(line)){(int32_t)s->sizes[d], (size - 1) / 2, 0, 0, size - 1, s->nd == 2};
  return (NAME(line)){(int32_t)s->sizes[d], size / 2, (T)0.5, (T)-0.5, size, s->nd == 2};
}

/* NaN falls to the beginning of a plane, but to the end of a volume. */
static inline T NAME(clipped)(T x, T most, bool plane) {
  const T low = x > 0 ? x : 0;
  return (plane ? low : x) < most ? low : most;
}

/* Reflected at low and low + span until it lies between them. */
static inline T NAME(reflected)(T x, T low, T span) {
  const T far = MATH(fabs)(x - low), twice = 2 * span;
  const T rest = far - MATH(trunc)(far / twice) * twice, back = twice - rest;
  return span > 0 ? (rest > back ? back : rest) + low : 0;
}
static inline T NAME(reflected_slope)(T x, T low, T span) {
  const T far = MATH(fabs)(x - low), twice = 2 * span;
  const T rest = far - MATH(trunc)(far / twice) * twice, forth = x < low ? (T)-1 : (T)1;
  return rest > twice - rest ? -forth : forth;
}

/* A place as the edges want it, and how far it moves with the one it came from. */
static inline T NAME(brought)(T x, NAME(line) l, lm_sample_edge edge) {
  if (edge == LM_EDGE_ZEROS) return x;
  if (edge == LM_EDGE_REFLECTION) x = NAME(reflected)(x, l.low, l.span);
  return NAME(clipped)(x, (T)(l.size - 1), l.plane);
}
static inline T NAME(brought_slope)(T x, NAME(line) l, lm_sample_edge edge) {
  if (edge == LM_EDGE_ZEROS) return 1;
  const T at = edge == LM_EDGE_REFLECTION ? NAME(reflected)(x, l.low, l.span) : x;
  const T slope = edge == LM_EDGE_REFLECTION ? NAME(reflected_slope)(x, l.low, l.span) : 1;
  return at > 0 && at < (T)(l.size - 1) ? slope : 0;
}

/* A whole position into the lists: what does not fit an int32 lies outside. */
static inline void NAME(put)(NAME(axis) * a, int i, int64_t p, T whole, int32_t size) {
  const T low = whole > -1 ? whole : -1, high = low < (T)size ? low : (T)size;
  const int32_t k = (int32_t)high, inside = k >= 0 && k < size;
  a->in[i][p] = inside;
  a->at[i][p] = inside ? k : 0;
}

static inline void NAME(nearest)(NAME(axis) * a, const T *x, int64_t points, NAME(line) l,
                                 lm_sample_edge edge) {
  _Pragma("omp simd") for (int64_t p = 0; p < points; p++) {
    const T place = (x[p] + 1) * l.scale - l.shift;
    NAME(put)(a, 0, p, MATH(rint)(NAME(brought)(place, l, edge)), l.size);
    a->weight[0][p] = 1, a->slope[0][p] = 0;
  }
}

/* Loops of their own for positions and weights: together they are too long to be vectorised. */
static inline void NAME(linear)(NAME(axis) * a, const T *x, int64_t points, NAME(line) l,
                                lm_sample_edge edge) {
  for (int i = 0; i < 2; i++) _Pragma("omp simd") for (int64_t p = 0; p < points; p++) {
      const T place = (x[p] + 1) * l.scale - l.shift;
      NAME(put)(a, i, p, MATH(floor)(NAME(brought)(place, l, edge)) + (T)i, l.size);
    }
  _Pragma("omp simd") for (int64_t p = 0; p < points; p++) {
    const T place = (x[p] + 1) * l.scale - l.shift, inside = NAME(brought)(place, l, edge);
    const T slope = NAME(brought_slope)(place, l, edge) * l.scale, t = inside - MATH(floor)(inside);
    a->weight[0][p] = 1 - t, a->weight[1][p] = t;
    a->slope[0][p] = -slope, a->slope[1][p] = slope;
  }
}

/* Cubic convolution (Keys 1981, coefficient -3/4).  Positions, not places, are brought inside: a place
** at the edge still sees four of them. */
static inline T NAME(near_weight)(T x) { return ((T)1.25 * x - (T)2.25) * x * x + 1; }
static inline T NAME(far_weight)(T x) { return (((T)-0.75 * x + (T)3.75) * x - 6) * x + 3; }
static inline T NAME(near_slope)(T x) { return ((T)3.75 * x - (T)4.5) * x; }
static inline T NAME(far_slope)(T x) { return ((T)-2.25 * x + (T)7.5) * x - 6; }

static inline void NAME(cubic)(NAME(axis) * a, const T *x, int64_t points, NAME(line) l,
                               lm_sample_edge edge) {
  for (int i = 0; i < 4; i++) _Pragma("omp simd") for (int64_t p = 0; p < points; p++) {
      const T place = (x[p] + 1) * l.scale - l.shift, low = MATH(floor)(place);
      NAME(put)(a, i, p, MATH(rint)(NAME(brought)(low + (T)(i - 1), l, edge)), l.size);
    }
  _Pragma("omp simd") for (int64_t p = 0; p < points; p++) {
    const T place = (x[p] + 1) * l.scale - l.shift, t = place - MATH(floor)(place);
    a->weight[0][p] = NAME(far_weight)(t + 1), a->slope[0][p] = NAME(far_slope)(t + 1) * l.scale;
    a->weight[1][p] = NAME(near_weight)(t), a->slope[1][p] = NAME(near_slope)(t) * l.scale;
    a->weight[2][p] = NAME(near_weight)(1 - t), a->slope[2][p] = -NAME(near_slope)(1 - t) * l.scale;
    a->weight[3][p] = NAME(far_weight)(2 - t), a->slope[3][p] = -NAME(far_slope)(2 - t) * l.scale;
  }
}

/* With the edge as a constant the loops have no branches. */
#define EACH_EDGE(call)                                     \
  switch (s->edge) {                                        \
  case LM_EDGE_ZEROS: call(LM_EDGE_ZEROS); break;           \
  case LM_EDGE_BORDER: call(LM_EDGE_BORDER); break;         \
  case LM_EDGE_REFLECTION: call(LM_EDGE_REFLECTION); break; \
  }
static void NAME(fill_axis)(const lm_sampling *s, NAME(axis) * a, const T *x, int64_t points,
                            int d) {
  const NAME(line) l = NAME(line_of)(s, d);
#define NEAREST(edge) NAME(nearest)(a, x, points, l, edge)
#define LINEAR(edge) NAME(linear)(a, x, points, l, edge)
#define CUBIC(edge) NAME(cubic)(a, x, points, l, edge)
  switch (s->mode) {
  case LM_SAMPLE_NEAREST: EACH_EDGE(NEAREST) break;
  case LM_SAMPLE_LINEAR: EACH_EDGE(LINEAR) break;
  case LM_SAMPLE_CUBIC: EACH_EDGE(CUBIC) break;
  }
#undef NEAREST
#undef LINEAR
#undef CUBIC
}
#undef EACH_EDGE

/* ---- taps ---- */

static inline int NAME(taps_along)(const lm_sampling *s) {
  return s->mode == LM_SAMPLE_NEAREST ? 1 : s->mode == LM_SAMPLE_LINEAR ? 2 : 4;
}

/* The taps of one more dimension: each one so far with each position along it. */
static void NAME(multiply)(NAME(taps) * t, const NAME(axis) * a, int along, int32_t size, int d,
                           int64_t points, bool slopes) {
  for (int k = t->n * along - 1; k >= 0; k--) { /* from the end: taps move up in their own lists */
    const int old = k / along, i = k % along;
    for (int64_t p = 0; p < points; p++) {
      t->at[k][p] = t->at[old][p] * size + a->at[i][p];
      t->in[k][p] = t->in[old][p] & a->in[i][p];
    }
    for (int e = 0; slopes && e < d; e++)
      for (int64_t p = 0; p < points; p++)
        t->slope[e][k][p] = t->slope[e][old][p] * a->weight[i][p];
    for (int64_t p = 0; slopes && p < points; p++)
      t->slope[d][k][p] = t->weight[old][p] * a->slope[i][p];
    for (int64_t p = 0; p < points; p++) t->weight[k][p] = t->weight[old][p] * a->weight[i][p];
  }
  t->n *= along;
}

static void NAME(find_taps)(const lm_sampling *s, NAME(taps) * t, const T *places, int64_t points,
                            bool slopes) {
  NAME(axis) a;
  T x[LM_SAMPLE_POINTS];
  const int along = NAME(taps_along)(s);
  t->n = 1;
  for (int64_t p = 0; p < points; p++) t->at[0][p] = 0, t->in[0][p] = 1, t->weight[0][p] = 1;
  for (int d = 0; d < s->nd; d++) {
    for (int64_t p = 0; p < points; p++) x[p] = places[p * s->nd + s->nd - 1 - d];
    NAME(fill_axis)(s, &a, x, points, d);
    NAME(multiply)(t, &a, along, (int32_t)s->sizes[d], d, points, slopes);
  }
  int32_t all = 1;
  for (int k = 0; k < t->n; k++)
    for (int64_t p = 0; p < points; p++) all &= t->in[k][p];
  t->whole = all;
  /* In a volume a weight that is NaN does not count where there is nothing to weigh. */
  for (int k = 0; s->nd == 3 && !t->whole && k < t->n; k++)
    for (int64_t p = 0; p < points; p++) t->weight[k][p] = t->in[k][p] ? t->weight[k][p] : 0;
}

/* ---- sampling ---- */

/* One channel; n and whole are constants where this is called, so that the inner loop unrolls. */
static inline void NAME(sample_channel)(const NAME(taps) * t, T *restrict out, const T *restrict x,
                                        int64_t points, int n, bool whole) {
  _Pragma("omp simd") for (int64_t p = 0; p < points; p++) {
    T sum = 0;
    for (int k = 0; k < n; k++) {
      const T v = x[t->at[k][p]];
      sum += (whole || t->in[k][p] ? v : 0) * t->weight[k][p];
    }
    out[p] = sum;
  }
}

static void NAME(sample)(const lm_sampling *s, void *out, const void *image, const void *places,
                         int64_t points) {
  NAME(taps) t;
  NAME(find_taps)(s, &t, places, points, false);
  for (int64_t c = 0; c < s->channels; c++) {
    T *y = (T *)out + c * s->stride;
    const T *x = (const T *)image + c * s->plane;
    switch (t.n * 2 + t.whole) {
    case 2: NAME(sample_channel)(&t, y, x, points, 1, false); break;
    case 3: NAME(sample_channel)(&t, y, x, points, 1, true); break;
    case 8: NAME(sample_channel)(&t, y, x, points, 4, false); break;
    case 9: NAME(sample_channel)(&t, y, x, points, 4, true); break;
    case 16: NAME(sample_channel)(&t, y, x, points, 8, false); break;
    case 17: NAME(sample_channel)(&t, y, x, points, 8, true); break;
    case 33: NAME(sample_channel)(&t, y, x, points, 16, true); break;
    default: NAME(sample_channel)(&t, y, x, points, 16, false); break;
    }
  }
}

/* ---- gradients ---- */

static void NAME(to_image)(const lm_sampling *s, void *image, const void *grad, const void *places,
                           int64_t points) {
  NAME(taps) t;
  NAME(find_taps)(s, &t, places, points, false);
  for (int64_t c = 0; c < s->channels; c++) {
    T *x = (T *)image + c * s->plane;
    const T *g = (const T *)grad + c * s->stride;
    for (int64_t p = 0; p < points; p++)
      for (int k = 0; k < t.n; k++)
        if (t.in[k][p]) x[t.at[k][p]] += t.weight[k][p] * g[p];
  }
}

static void NAME(to_places)(const lm_sampling *s, void *out, const void *grad, const void *image,
                            const void *places, int64_t points) {
  NAME(taps) t;
  T sum[LM_SAMPLE_SPACE][LM_SAMPLE_POINTS] = {{0}}, v[LM_SAMPLE_POINTS];
  NAME(find_taps)(s, &t, places, points, true);
  for (int64_t c = 0; c < s->channels; c++) {
    const T *x = (const T *)image + c * s->plane, *g = (const T *)grad + c * s->stride;
    for (int k = 0; k < t.n; k++) {
      for (int64_t p = 0; p < points; p++) {
        const T at = x[t.at[k][p]];
        v[p] = (t.in[k][p] ? at : 0) * g[p];
      }
      for (int d = 0; d < s->nd; d++)
        for (int64_t p = 0; p < points; p++) sum[d][p] += v[p] * t.slope[d][k][p];
    }
  }
  for (int d = 0; d < s->nd; d++)
    for (int64_t p = 0; p < points; p++) ((T *)out)[p * s->nd + s->nd - 1 - d] = sum[d][p];
}
