/* Kernels of softmax and log_softmax, along any dimension. */
#include "tensor/cpu/isa/softmax.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

LM_ISA_TABLE(lm_softmax_table, lm_softmaxes)

/* A contiguous tensor as (outer, n, inner), n being the dimension that is normalised. */
typedef struct softmax_job {
  char *out;
  const char *x, *grad;   /* grad: backward, and x is then the result */
  int64_t n, inner, size; /* size: bytes of an element */
  bool logarithm, wide;
} softmax_job;

static void rows_range(void *ctx, int64_t begin, int64_t end) {
  const softmax_job *j = ctx;
  const int64_t at = begin * j->n * j->size;
  if (j->grad)
    lm_softmaxes()->rows_back[j->logarithm][j->wide](j->out + at, j->grad + at, j->x + at,
                                                     end - begin, j->n);
  else
    lm_softmaxes()->rows[j->logarithm][j->wide](j->out + at, j->x + at, end - begin, j->n);
}

/* Strips of columns: their number for each of the outer positions is the same. */
static void strips_range(void *ctx, int64_t begin, int64_t end) {
  const softmax_job *j = ctx;
  const int64_t strips = (j->inner - 1) / LM_SOFTMAX_WIDTH + 1;
  for (int64_t i = begin; i < end; i++) {
    int64_t first = i % strips * LM_SOFTMAX_WIDTH, width = j->inner - first;
    if (width > LM_SOFTMAX_WIDTH) width = LM_SOFTMAX_WIDTH;
    const int64_t at = (i / strips * j->n * j->inner + first) * j->size;
    if (j->grad)
      lm_softmaxes()->columns_back[j->logarithm][j->wide](j->out + at, j->grad + at, j->x + at,
                                                          j->n, j->inner, width);
    else
      lm_softmaxes()->columns[j->logarithm][j->wide](j->out + at, j->x + at, j->n, j->inner, width);
  }
}

static int64_t grain_of(int64_t each) { return each < LM_GRAIN_MATH ? LM_GRAIN_MATH / each : 1; }

static bool run(softmax_job *j, const lm_tensor *t, int64_t dim) {
  if (t->numel == 0) return true;
  int64_t outer = 1;
  j->n = j->inner = 1;
  for (int d = 0; d < t->ndim; d++)
    *(d < dim ? &outer : d == dim ? &j->n : &j->inner) *= t->sizes[d];
  j->size = (int64_t)lm_dtype_size((lm_dtype)t->dtype);
  j->wide = t->dtype == LM_F64;
  if (j->inner == 1) return lm_parallel(outer, grain_of(j->n), rows_range, j);
  int64_t strips = (j->inner - 1) / LM_SOFTMAX_WIDTH + 1;
  int64_t width = j->inner < LM_SOFTMAX_WIDTH ? j->inner : LM_SOFTMAX_WIDTH;
  return lm_parallel(outer * strips, grain_of(j->n * width), strips_range, j);
}

static bool forward(lm_call *c, bool logarithm) {
  lm_dtype unit = cpu_unit((lm_dtype)c->out[0]->dtype);
  lm_tensor *x = cpu_ready(A(0).t, unit), *out = cpu_target(c->out[0], unit);
  bool ok = x && out;
  if (ok) {
    softmax_job j = {.out = lm_data(out), .x = lm_data(x), .logarithm = logarithm};
    ok = run(&j, x, c->scratch[0]);
  }
  lm_release(x);
  return cpu_written(c->out[0], out, ok);
}
bool cpu_softmax(lm_call *c) { return forward(c, false); }
bool cpu_log_softmax(lm_call *c) { return forward(c, true); }

static bool backward(lm_call *c, bool logarithm) {
  lm_dtype unit = cpu_unit((lm_dtype)c->out[0]->dtype);
  lm_tensor *grad = cpu_ready(A(0).t, unit), *y = cpu_ready(A(1).t, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok = grad && y && out;
  if (ok) {
    softmax_job j = {
        .out = lm_data(out), .x = lm_data(y), .grad = lm_data(grad), .logarithm = logarithm};
    ok = run(&j, y, c->scratch[0]);
  }
  lm_release(grad);
  lm_release(y);
  return cpu_written(c->out[0], out, ok);
}
bool cpu_softmax_backward(lm_call *c) { return backward(c, false); }
bool cpu_log_softmax_backward(lm_call *c) { return backward(c, true); }
