/* Kernels of running sums and products.  Floats run in float64 and are rounded once for each result. */
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

enum { WIDTH = 64, ROWS = 8 }; /* columns and rows at a time */

/* A contiguous tensor as (outer, n, inner), n being the dimension that is run along. */
typedef struct scan_job {
  char *out;
  const char *x;
  int64_t outer, n, inner;
  lm_dtype dtype;
  bool product;
} scan_job;

/* Columns: n rows of `width` elements, `stride` apart.  Rows: four side by side, because a single one
** would wait for every addition. */
#define SCAN(name, suffix, type, wide, start, step)                                      \
  static void name##_columns_##suffix(type *y, const type *x, int64_t n, int64_t stride, \
                                      int64_t width) {                                   \
    wide acc[WIDTH];                                                                     \
    for (int64_t j = 0; j < width; j++) acc[j] = start;                                  \
    for (int64_t i = 0; i < n; i++, x += stride, y += stride)                            \
      for (int64_t j = 0; j < width; j++) {                                              \
        const wide v = (wide)x[j];                                                       \
        y[j] = (type)(acc[j] step v);                                                    \
      }                                                                                  \
  }                                                                                      \
  static void name##_rows_##suffix(type *y, const type *x, int64_t n, int64_t rows) {    \
    for (; rows >= 4; rows -= 4, x += 4 * n, y += 4 * n) {                               \
      wide a = start, b = start, c = start, d = start;                                   \
      for (int64_t i = 0; i < n; i++) {                                                  \
        const wide p = (wide)x[i], q = (wide)x[n + i], r = (wide)x[2 * n + i],           \
                   s = (wide)x[3 * n + i];                                               \
        y[i] = (type)(a step p), y[n + i] = (type)(b step q);                            \
        y[2 * n + i] = (type)(c step r), y[3 * n + i] = (type)(d step s);                \
      }                                                                                  \
    }                                                                                    \
    for (; rows > 0; rows--, x += n, y += n) {                                           \
      wide a = start;                                                                    \
      for (int64_t i = 0; i < n; i++) {                                                  \
        const wide p = (wide)x[i];                                                       \
        y[i] = (type)(a step p);                                                         \
      }                                                                                  \
    }                                                                                    \
  }
SCAN(sum, f32, float, double, 0, +=)
SCAN(sum, f64, double, double, 0, +=)
SCAN(sum, i64, int64_t, uint64_t, 0, +=)
SCAN(product, f32, float, double, 1, *=)
SCAN(product, f64, double, double, 1, *=)
SCAN(product, i64, int64_t, uint64_t, 1, *=)

#define RUN(suffix, type)                                                                          \
  do {                                                                                             \
    type *y = (type *)(void *)j->out + at;                                                         \
    const type *x = (const type *)(const void *)j->x + at;                                         \
    if (j->inner == 1)                                                                             \
      (j->product ? product_rows_##suffix : sum_rows_##suffix)(y, x, j->n, width);                 \
    else                                                                                           \
      (j->product ? product_columns_##suffix : sum_columns_##suffix)(y, x, j->n, j->inner, width); \
  } while (0)

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* Along the last dimension a strip is some rows; along others, some columns of an outer position. */
static int64_t strip_count(const scan_job *j) {
  if (j->inner == 1) return (j->outer - 1) / ROWS + 1;
  return j->outer * ((j->inner - 1) / WIDTH + 1);
}

static void strips_range(void *ctx, int64_t begin, int64_t end) {
  const scan_job *j = ctx;
  const int64_t strips = (j->inner - 1) / WIDTH + 1;
  for (int64_t i = begin; i < end; i++) {
    int64_t at = i * ROWS * j->n, width = least(ROWS, j->outer - i * ROWS);
    if (j->inner > 1) {
      const int64_t first = i % strips * WIDTH;
      at = i / strips * j->n * j->inner + first;
      width = least(WIDTH, j->inner - first);
    }
    if (j->dtype == LM_F32)
      RUN(f32, float);
    else if (j->dtype == LM_F64)
      RUN(f64, double);
    else
      RUN(i64, int64_t);
  }
}

static bool scan(lm_call *c, bool product) {
  const lm_dtype dtype = (lm_dtype)c->out[0]->dtype;
  const lm_dtype unit = lm_is_float(dtype) ? cpu_unit(dtype) : LM_I64;
  lm_tensor *x = cpu_ready(A(0).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = x && out;
  if (ok && x->numel > 0) {
    scan_job j = {lm_data(out), lm_data(x), 1, 1, 1, unit, product};
    int64_t dim = c->scratch[0];
    for (int d = 0; d < x->ndim; d++)
      *(d < dim ? &j.outer : d == dim ? &j.n : &j.inner) *= x->sizes[d];
    int64_t each = j.n < LM_GRAIN ? j.n * ROWS : LM_GRAIN;
    ok = lm_parallel(strip_count(&j), each < LM_GRAIN ? LM_GRAIN / each : 1, strips_range, &j);
  }
  lm_release(x);
  return cpu_written(c->out[0], out, ok);
}

/* Complex numbers, one line after the other. */
static void complex_lines(void *ctx, int64_t begin, int64_t end) {
  const scan_job *j = ctx;
  for (int64_t line = begin; line < end; line++) {
    const int64_t at = line / j->inner * j->n * j->inner + line % j->inner;
    const lm_c128 *from = (const lm_c128 *)j->x + at;
    lm_c128 *to = (lm_c128 *)j->out + at, acc = {j->product, 0};
    for (int64_t i = 0; i < j->n; i++) {
      lm_c128 v = from[i * j->inner];
      acc = j->product ? (lm_c128){acc.re * v.re - acc.im * v.im, acc.re * v.im + acc.im * v.re}
                       : (lm_c128){acc.re + v.re, acc.im + v.im};
      to[i * j->inner] = acc;
    }
  }
}

static bool complex_scan(lm_call *c, bool product) {
  lm_tensor *x = cpu_ready(A(0).t, LM_C128), *out = cpu_target(c->out[0], LM_C128);
  bool ok = x && out;
  if (ok && x->numel > 0) {
    scan_job j = {lm_data(out), lm_data(x), 1, 1, 1, LM_C128, product};
    int64_t dim = c->scratch[0];
    for (int d = 0; d < x->ndim; d++)
      *(d < dim ? &j.outer : d == dim ? &j.n : &j.inner) *= x->sizes[d];
    ok = lm_parallel(x->numel / j.n, j.n < LM_GRAIN ? LM_GRAIN / j.n : 1, complex_lines, &j);
  }
  lm_release(x);
  return cpu_written(c->out[0], out, ok);
}

static bool scan_of(lm_call *c, bool product) {
  bool is_complex = lm_is_complex((lm_dtype)c->out[0]->dtype);
  return is_complex ? complex_scan(c, product) : scan(c, product);
}
bool cpu_cumsum(lm_call *c) { return scan_of(c, false); }
bool cpu_cumprod(lm_call *c) { return scan_of(c, true); }
