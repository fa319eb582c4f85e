/* Normalisation of float or double, included once for each: T is the type, NAME(x) gives a name its
** suffix. */

/* Sums of a formula of element k, eight lanes wide in float64. */
#define SUM_OF(name, args, term)                         \
  static inline double NAME(name) args {                 \
    double lane[16] = {0}, s = 0;                        \
    int64_t i = 0;                                       \
    for (; i + 16 <= n; i += 16)                         \
      for (int j = 0; j < 16; j++) {                     \
        const int64_t k = i + j;                         \
        lane[j] += (double)(term);                       \
      }                                                  \
    for (int64_t k = i; k < n; k++) s += (double)(term); \
    for (int j = 0; j < 16; j++) s += lane[j];           \
    return s;                                            \
  }
SUM_OF(sum, (const T *x, int64_t n), x[k])
SUM_OF(sum_squares, (const T *x, T m, int64_t n), (x[k] - m) * (x[k] - m))
SUM_OF(sum_products, (const T *g, const T *x, T m, int64_t n), g[k] * (x[k] - m))
SUM_OF(sum_weighted, (const T *g, const T *w, int64_t n), g[k] * w[k])
SUM_OF(sum_weighted_products, (const T *g, const T *w, const T *x, T m, int64_t n),
       g[k] * w[k] * (x[k] - m))

/* ---- layer norm ---- */

static void NAME(layer_forward)(void *out, void *means, void *rstds, const void *in,
                                const void *weight, const void *bias, int64_t rows, int64_t n,
                                double eps) {
  const T *w = weight, *b = bias;
  for (int64_t r = 0; r < rows; r++) {
    const T *x = (const T *)in + r * n;
    T *y = (T *)out + r * n;
    const T mean = (T)(NAME(sum)(x, n) / (double)n);
    const T rstd = (T)(1 / sqrt(NAME(sum_squares)(x, mean, n) / (double)n + eps));
    ((T *)means)[r] = mean;
    ((T *)rstds)[r] = rstd;
    if (w && b)
      for (int64_t i = 0; i < n; i++) y[i] = (x[i] - mean) * rstd * w[i] + b[i];
    else if (w)
      for (int64_t i = 0; i < n; i++) y[i] = (x[i] - mean) * rstd * w[i];
    else if (b)
      for (int64_t i = 0; i < n; i++) y[i] = (x[i] - mean) * rstd + b[i];
    else
      for (int64_t i = 0; i < n; i++) y[i] = (x[i] - mean) * rstd;
  }
}

/* dx = rstd * (gw - mean(gw) - u * mean(gw * u)) with u the normalised x and gw = g * weight. */
static void NAME(layer_backward)(void *dx, double *dw, double *db, const void *grad, const void *in,
                                 const void *means, const void *rstds, const void *weight,
                                 int64_t rows, int64_t n) {
  const T *w = weight;
  for (int64_t r = 0; r < rows; r++) {
    const T *x = (const T *)in + r * n, *g = (const T *)grad + r * n;
    T *d = (T *)dx + r * n;
    const T mean = ((const T *)means)[r], rstd = ((const T *)rstds)[r];
    const double all = w ? NAME(sum_weighted)(g, w, n) : NAME(sum)(g, n);
    const double along =
        w ? NAME(sum_weighted_products)(g, w, x, mean, n) : NAME(sum_products)(g, x, mean, n);
    const T shift = (T)((double)rstd * all / (double)n);
    const T slope = (T)((double)rstd * (double)rstd * (double)rstd * along / (double)n);
    if (w)
      for (int64_t i = 0; i < n; i++) d[i] = g[i] * w[i] * rstd - (x[i] - mean) * slope - shift;
    else
      for (int64_t i = 0; i < n; i++) d[i] = g[i] * rstd - (x[i] - mean) * slope - shift;
    for (int64_t i = 0; i < n; i++) dw[i] += (double)(g[i] * (x[i] - mean) * rstd);
    for (int64_t i = 0; i < n; i++) db[i] += (double)g[i];
  }
}

/* ---- channels: planes ---- */

static void NAME(plane_affine)(void *out, const void *in, const void *means, const void *scales,
                               const void *shifts, int64_t rows, int64_t n) {
  (void)rows;
  const T *x = in, m = *(const T *)means, a = *(const T *)scales, b = *(const T *)shifts;
  T *y = out;
  for (int64_t i = 0; i < n; i++) y[i] = (x[i] - m) * a + b;
}

static void NAME(plane_sums)(double *a, double *b, const void *grad, const void *in,
                             const void *means, int64_t rows, int64_t n) {
  (void)rows;
  *a += NAME(sum)(grad, n);
  *b += NAME(sum_products)(grad, in, *(const T *)means, n);
}

static void NAME(plane_back)(void *dx, const void *grad, const void *in, const void *means,
                             const void *scales, const void *slopes, const void *shifts,
                             int64_t rows, int64_t n) {
  (void)rows;
  const T *g = grad, *x = in, m = *(const T *)means, a = *(const T *)scales, s = *(const T *)slopes,
          b = *(const T *)shifts;
  T *d = dx;
  for (int64_t i = 0; i < n; i++) d[i] = g[i] * a - (x[i] - m) * s - b;
}

/* ---- channels: matrices ---- */

static void NAME(matrix_affine)(void *out, const void *in, const void *means, const void *scales,
                                const void *shifts, int64_t rows, int64_t n) {
  const T *m = means, *a = scales, *b = shifts;
  for (int64_t r = 0; r < rows; r++) {
    const T *x = (const T *)in + r * n;
    T *y = (T *)out + r * n;
    for (int64_t i = 0; i < n; i++) y[i] = (x[i] - m[i]) * a[i] + b[i];
  }
}

static void NAME(matrix_sums)(double *a, double *b, const void *grad, const void *in,
                              const void *means, int64_t rows, int64_t n) {
  const T *m = means;
  for (int64_t r = 0; r < rows; r++) {
    const T *g = (const T *)grad + r * n, *x = (const T *)in + r * n;
    for (int64_t i = 0; i < n; i++) a[i] += (double)g[i];
    for (int64_t i = 0; i < n; i++) b[i] += (double)(g[i] * (x[i] - m[i]));
  }
}

static void NAME(matrix_back)(void *dx, const void *grad, const void *in, const void *means,
                              const void *scales, const void *slopes, const void *shifts,
                              int64_t rows, int64_t n) {
  const T *m = means, *a = scales, *s = slopes, *b = shifts;
  for (int64_t r = 0; r < rows; r++) {
    const T *g = (const T *)grad + r * n, *x = (const T *)in + r * n;
    T *d = (T *)dx + r * n;
    for (int64_t i = 0; i < n; i++) d[i] = g[i] * a[i] - (x[i] - m[i]) * s[i] - b[i];
  }
}

/* ---- groups of planes ---- */

static void NAME(group_forward)(void *out, void *means, void *rstds, double *vars, const void *in,
                                const void *weight, const void *bias, int64_t groups, int64_t first,
                                int64_t all, int64_t channels, int64_t n, double eps) {
  const T *w = weight, *b = bias, *x = in;
  T *y = out;
  const int64_t size = channels * n;
  for (int64_t r = 0; r < groups; r++, first = (first + channels) % all) {
    const T mean = (T)(NAME(sum)(x, size) / (double)size);
    const double var = NAME(sum_squares)(x, mean, size) / (double)size;
    const T rstd = (T)(1 / sqrt(var + eps));
    ((T *)means)[r] = mean;
    ((T *)rstds)[r] = rstd;
    if (vars) vars[r] = var;
    for (int64_t k = 0; k < channels; k++, x += n, y += n) {
      const T scale = w ? rstd * w[first + k] : rstd, shift = b ? b[first + k] : 0;
      for (int64_t i = 0; i < n; i++) y[i] = (x[i] - mean) * scale + shift;
    }
  }
}

static void NAME(group_backward)(void *dx, double *dw, double *db, const void *grad, const void *in,
                                 const void *means, const void *rstds, const void *weight,
                                 int64_t groups, int64_t first, int64_t all, int64_t channels,
                                 int64_t n) {
  const T *w = weight, *g = grad, *x = in;
  T *d = dx;
  const int64_t size = channels * n;
  for (int64_t r = 0; r < groups; r++, first = (first + channels) % all) {
    const T mean = ((const T *)means)[r], rstd = ((const T *)rstds)[r];
    double total = 0, along = 0;
    for (int64_t k = 0; k < channels; k++) {
      const double a = NAME(sum)(g + k * n, n);
      const double b = NAME(sum_products)(g + k * n, x + k * n, mean, n);
      const double factor = w ? (double)w[first + k] : 1;
      total += a * factor;
      along += b * factor;
      db[first + k] += a;
      dw[first + k] += b * (double)rstd;
    }
    const T shift = (T)((double)rstd * total / (double)size);
    const T slope = (T)((double)rstd * (double)rstd * (double)rstd * along / (double)size);
    for (int64_t k = 0; k < channels; k++, g += n, x += n, d += n) {
      const T scale = w ? rstd * w[first + k] : rstd;
      for (int64_t i = 0; i < n; i++) d[i] = g[i] * scale - (x[i] - mean) * slope - shift;
    }
  }
}

/* ---- root mean square ---- */

static void NAME(rms_forward)(void *out, void *rstds, const void *in, const void *weight,
                              int64_t rows, int64_t n, double eps) {
  const T *w = weight;
  for (int64_t r = 0; r < rows; r++) {
    const T *x = (const T *)in + r * n;
    T *y = (T *)out + r * n;
    const T rstd = (T)(1 / sqrt(NAME(sum_squares)(x, 0, n) / (double)n + eps));
    ((T *)rstds)[r] = rstd;
    if (w)
      for (int64_t i = 0; i < n; i++) y[i] = x[i] * rstd * w[i];
    else
      for (int64_t i = 0; i < n; i++) y[i] = x[i] * rstd;
  }
}

/* dx = rstd * (gw - u * mean(gw * u)) with u = x * rstd and gw = g * weight. */
static void NAME(rms_backward)(void *dx, double *dw, const void *grad, const void *in,
                               const void *rstds, const void *weight, int64_t rows, int64_t n) {
  const T *w = weight;
  for (int64_t r = 0; r < rows; r++) {
    const T *x = (const T *)in + r * n, *g = (const T *)grad + r * n;
    T *d = (T *)dx + r * n;
    const T rstd = ((const T *)rstds)[r];
    const double along =
        w ? NAME(sum_weighted_products)(g, w, x, 0, n) : NAME(sum_products)(g, x, 0, n);
    const T slope = (T)((double)rstd * (double)rstd * (double)rstd * along / (double)n);
    if (w)
      for (int64_t i = 0; i < n; i++) d[i] = g[i] * w[i] * rstd - x[i] * slope;
    else
      for (int64_t i = 0; i < n; i++) d[i] = g[i] * rstd - x[i] * slope;
    for (int64_t i = 0; i < n; i++) dw[i] += (double)(g[i] * x[i] * rstd);
  }
}

#undef SUM_OF
