/* The kernels of band.c for one type: T, and NAME(f) for the names. */

static void NAME(apply)(const cpu_bands *b, void *out, const void *in, int64_t r0, int64_t r1) {
  const int64_t inner = b->inner;
  for (int64_t o = r0; o < r1; o++) {
    const T *w = (const T *)b->weight + o * b->most, *x = (const T *)in + b->span[2 * o] * inner;
    T *y = (T *)out + o * inner;
    int64_t count = b->span[2 * o + 1];
    if (inner == 1) {
      T sum = 0;
      for (int64_t k = 0; k < count; k++) sum += w[k] * x[k];
      *y = sum;
      continue;
    }
    if (count == 2) {
      const T u = w[0], v = w[1];
      for (int64_t j = 0; j < inner; j++) y[j] = u * x[j] + v * x[inner + j];
      continue;
    }
    for (int64_t j = 0; j < inner; j++) y[j] = count > 0 ? w[0] * x[j] : 0;
    for (int64_t k = 1; k < count; k++) {
      const T v = w[k];
      const T *line = x + k * inner;
      for (int64_t j = 0; j < inner; j++) y[j] += v * line[j];
    }
  }
}

static void NAME(transpose)(const cpu_bands *b, void *out, const void *in, int64_t j0, int64_t j1) {
  const int64_t inner = b->inner;
  for (int64_t i = 0; i < b->n; i++)
    for (int64_t j = j0; j < j1; j++) ((T *)out)[i * inner + j] = 0;
  for (int64_t o = 0; o < b->rows; o++) {
    const T *w = (const T *)b->weight + o * b->most, *y = (const T *)in + o * inner;
    for (int64_t k = 0; k < b->span[2 * o + 1]; k++) {
      T *x = (T *)out + (b->span[2 * o] + k) * inner;
      const T v = w[k];
      for (int64_t j = j0; j < j1; j++) x[j] += v * y[j];
    }
  }
}
