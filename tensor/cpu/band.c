/* Linear maps along one dimension whose rows are short runs. */
#include "tensor/cpu/isa/band.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"
#include "tensor/record.h"

#define STRIP 512 /* columns that a thread takes of one outer position */

typedef struct band_job {
  cpu_bands b;
  const cpu_band_table *kernels;
  int type;
  int64_t outer;
  const char *in;
  char *out;
} band_job;

static void apply_range(void *ctx, int64_t begin, int64_t end) {
  const band_job *j = ctx;
  j->kernels->apply[j->type](&j->b, j->out, j->in, begin, end);
}

static void transpose_range(void *ctx, int64_t begin, int64_t end) {
  const band_job *j = ctx;
  const int64_t inner = j->b.inner, strips = (inner - 1) / STRIP + 1;
  if (strips == 1) {
    j->kernels->transpose[j->type](&j->b, j->out, j->in, begin, end, 0, inner);
    return;
  }
  for (int64_t i = begin; i < end; i++) {
    int64_t at = i / strips, j0 = i % strips * STRIP, j1 = j0 + STRIP;
    j->kernels->transpose[j->type](&j->b, j->out, j->in, at, at + 1, j0, j1 < inner ? j1 : inner);
  }
}

/* Runs counted from 0 into `out`; fails where one does not lie in n positions. */
static bool read_spans(const char *op, lm_tensor *span, int64_t n, int64_t most, int64_t *out) {
  const int64_t *s = (const int64_t *)(const void *)lm_data(span);
  for (int64_t o = 0; o < span->sizes[0]; o++) {
    int64_t first = s[2 * o], count = s[2 * o + 1];
    if (count < 0 || count > most || first < 1 || count > n || first > n - count + 1)
      return lm_fail("%s: %lld positions from %lld on do not lie in %lld", op, (long long)count,
                     (long long)first, (long long)n);
    out[2 * o] = first - 1;
    out[2 * o + 1] = count;
  }
  return true;
}

static bool run(lm_call *c, bool transposed) {
  lm_tensor *out = c->out[0], *in = A(0).t;
  int64_t dim = c->scratch[0];
  if (out->numel == 0) return true;
  lm_dtype unit = lm_is_float((lm_dtype)out->dtype) ? cpu_unit((lm_dtype)out->dtype) : LM_F64;
  lm_tensor *x = cpu_ready(in, unit), *w = cpu_ready(A(2).t, unit),
            *spans = cpu_ready(A(1).t, LM_I64);
  lm_tensor *y = cpu_target(out, unit), *from0 = lm_new_like(A(1).t, LM_I64);
  bool ok = x && w && spans && y && from0;
  const lm_tensor *image = transposed ? out : in;
  if (ok) {
    band_job j = {.kernels = cpu_band_kernels(), .type = unit == LM_F64, .outer = 1};
    j.b = (cpu_bands){(const int64_t *)(const void *)lm_data(from0),
                      lm_data(w),
                      w->sizes[1],
                      w->sizes[0],
                      image->sizes[dim],
                      1};
    for (int d = 0; d < in->ndim; d++)
      if (d != dim) *(d < dim ? &j.outer : &j.b.inner) *= in->sizes[d];
    j.in = lm_data(x), j.out = lm_data(y);
    ok = read_spans(lm_running(), spans, j.b.n, j.b.most, (int64_t *)(void *)lm_data(from0));
    int64_t each = j.b.inner * (j.b.most + 1);
    if (ok && transposed)
      ok = lm_parallel(j.outer * ((j.b.inner - 1) / STRIP + 1),
                       LM_GRAIN / ((each < STRIP * 2 ? each : STRIP * 2) * (j.b.rows + 1)) + 1,
                       transpose_range, &j);
    else if (ok)
      ok = lm_parallel(j.outer * j.b.rows, LM_GRAIN / each + 1, apply_range, &j);
  }
  lm_release(x);
  lm_release(w);
  lm_release(spans);
  lm_release(from0);
  return cpu_written(out, y, ok);
}

bool cpu_band(lm_call *c) { return run(c, false); }
bool cpu_band_transposed(lm_call *c) { return run(c, true); }
