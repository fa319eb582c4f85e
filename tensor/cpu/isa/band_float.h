/* The kernels of band.c for one type: T, and NAME(f) for the names. */

/* Row o of y (inner) from the rows of x. */
static inline void NAME(apply_row)(const cpu_bands *b, T *y, const T *x, int64_t o) {
  const int64_t inner = b->inner, count = b->span[2 * o + 1];
  const T *w = (const T *)b->weight + o * b->most;
  x += b->span[2 * o] * inner;
  if (count == 2) {
    const T u = w[0], v = w[1];
    for (int64_t j = 0; j < inner; j++) y[j] = u * x[j] + v * x[inner + j];
    return;
  }
  for (int64_t j = 0; j < inner; j++) y[j] = count > 0 ? w[0] * x[j] : 0;
  for (int64_t k = 1; k < count; k++) {
    const T v = w[k];
    const T *line = x + k * inner;
    for (int64_t j = 0; j < inner; j++) y[j] += v * line[j];
  }
}

/* One element, where inner is 1. */
static inline T NAME(apply_one)(const T *w, const T *x, int64_t count) {
  T sum = 0;
  if (count == 2) return w[0] * x[0] + w[1] * x[1];
#pragma omp simd reduction(+ : sum)
  for (int64_t k = 0; k < count; k++) sum += w[k] * x[k];
  return sum;
}

static void NAME(apply)(const cpu_bands *b, void *out, const void *in, int64_t begin, int64_t end) {
  const T *x = (const T *)in + begin / b->rows * b->n * b->inner;
  T *y = (T *)out + begin * b->inner;
  for (int64_t i = begin, o = begin % b->rows; i < end; i++, y += b->inner) {
    if (b->inner == 1)
      *y = NAME(apply_one)((const T *)b->weight + o * b->most, x + b->span[2 * o],
                           b->span[2 * o + 1]);
    else
      NAME(apply_row)(b, y, x, o);
    if (++o == b->rows) o = 0, x += b->n * b->inner;
  }
}

static void NAME(transpose)(const cpu_bands *b, void *out, const void *in, int64_t begin,
                            int64_t end, int64_t j0, int64_t j1) {
  const int64_t inner = b->inner, width = j1 - j0;
  T *x = (T *)out + begin * b->n * inner + j0;
  const T *y = (const T *)in + begin * b->rows * inner + j0;
  if (width == inner) memset(x, 0, (size_t)((end - begin) * b->n * inner) * sizeof *x);
  for (int64_t at = begin; at < end; at++, x += b->n * inner, y += b->rows * inner) {
    for (int64_t i = 0; width < inner && i < b->n; i++)
      for (int64_t j = 0; j < width; j++) x[i * inner + j] = 0;
    for (int64_t o = 0; o < b->rows; o++) {
      const T *w = (const T *)b->weight + o * b->most, *from = y + o * inner;
      const int64_t count = b->span[2 * o + 1];
      T *to = x + b->span[2 * o] * inner;
      if (inner == 1) {
        const T v = *from;
        for (int64_t k = 0; k < count; k++) to[k] += w[k] * v;
        continue;
      }
      for (int64_t k = 0; k < count; k++, to += inner) {
        const T v = w[k];
        for (int64_t j = 0; j < width; j++) to[j] += v * from[j];
      }
    }
  }
}
