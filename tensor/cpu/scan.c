/* Kernels of running sums and products.  Floats run in float64 and are rounded once for each result. */
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"


enum { WIDTH = 64 }; /* columns at a time */

/* A contiguous tensor as (outer, n, inner), n being the dimension that is run along. */
typedef struct scan_job {
  char *out;
  const char *x;
  int64_t n, inner;
  lm_dtype dtype;
  bool product;
} scan_job;

#define SCAN(name, type, wide, start, step) \
  static void name(type *y, const type *x, int64_t n, int64_t stride, int64_t width) { \
    wide acc[WIDTH]; \
    for (int64_t j = 0; j < width; j++) acc[j] = start; \
    for (int64_t i = 0; i < n; i++, x += stride, y += stride) \
      for (int64_t j = 0; j < width; j++) { \
        const wide v = (wide)x[j]; \
        y[j] = (type)(acc[j] step v); \
      } \
  }
SCAN(sums_f32, float, double, 0, +=)
SCAN(sums_f64, double, double, 0, +=)
SCAN(sums_i64, int64_t, uint64_t, 0, +=)
SCAN(products_f32, float, double, 1, *=)
SCAN(products_f64, double, double, 1, *=)
SCAN(products_i64, int64_t, uint64_t, 1, *=)

#define RUN(suffix, type) \
  (j->product ? products_##suffix : sums_##suffix)((type *)(void *)j->out + at, \
                                                   (const type *)(const void *)j->x + at, j->n, \
                                                   j->inner, width)

static void strips_range(void *ctx, int64_t begin, int64_t end) {
  const scan_job *j = ctx;
  const int64_t strips = (j->inner - 1) / WIDTH + 1;
  for (int64_t i = begin; i < end; i++) {
    int64_t first = i % strips * WIDTH, width = j->inner - first;
    if (width > WIDTH) width = WIDTH;
    const int64_t at = i / strips * j->n * j->inner + first;
    if (j->dtype == LM_F32) RUN(f32, float);
    else if (j->dtype == LM_F64) RUN(f64, double);
    else RUN(i64, int64_t);
  }
}

static bool scan(lm_call *c, bool product) {
  const lm_dtype dtype = (lm_dtype)c->out[0]->dtype;
  const lm_dtype unit = lm_is_float(dtype) ? cpu_unit(dtype) : LM_I64;
  lm_tensor *x = cpu_ready(A(0).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = x && out;
  if (ok && x->numel > 0) {
    scan_job j = {lm_data(out), lm_data(x), 1, 1, unit, product};
    int64_t outer = 1, dim = c->scratch[0];
    for (int d = 0; d < x->ndim; d++)
      *(d < dim ? &outer : d == dim ? &j.n : &j.inner) *= x->sizes[d];
    int64_t width = j.inner < WIDTH ? j.inner : WIDTH;
    int64_t each = j.n < LM_GRAIN ? j.n * width : LM_GRAIN;
    ok = lm_parallel(outer * ((j.inner - 1) / WIDTH + 1), each < LM_GRAIN ? LM_GRAIN / each : 1,
                     strips_range, &j);
  }
  lm_release(x);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_cumsum(lm_call *c) { return scan(c, false); }
bool cpu_cumprod(lm_call *c) { return scan(c, true); }
