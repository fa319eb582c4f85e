/* Rotary position embedding on the CPU, row by row of any layout. */
#include "tensor/cpu/attention.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

typedef struct rotary_job {
  const lm_tensor *x; /* its rows lie without gaps */
  const char *cos, *sin;
  char *out;
  int64_t length, features, pairs, size;
  bool neighbours, wide;
} rotary_job;

static void rotate_rows(void *ctx, int64_t begin, int64_t end) {
  const rotary_job *j = ctx;
  for (int64_t row = begin; row < end; row++) {
    int64_t at = 0, rest = row;
    for (int d = j->x->ndim - 2; d >= 0; rest /= j->x->sizes[d--])
      at += rest % j->x->sizes[d] * j->x->strides[d];
    const int64_t angle = row % j->length * j->pairs * j->size;
    lm_attentions()->rotate[j->wide](j->out + row * j->features * j->size,
                                     lm_data(j->x) + at * j->size, j->cos + angle, j->sin + angle,
                                     j->pairs, j->features, j->neighbours);
  }
}

bool cpu_rotary_embedding(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  const int64_t features = A(0).t->sizes[A(0).t->ndim - 1];
  const bool gaps = features > 1 && A(0).t->strides[A(0).t->ndim - 1] != 1;
  lm_tensor *x =
      A(0).t->dtype == (int8_t)unit && !gaps ? lm_retain(A(0).t) : cpu_ready(A(0).t, unit);
  lm_tensor *cos = cpu_ready(A(1).t, unit), *sin = cpu_ready(A(2).t, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok = x && cos && sin && out;
  if (ok && x->numel > 0) {
    rotary_job j = {.x = x,
                    .cos = lm_data(cos),
                    .sin = lm_data(sin),
                    .out = lm_data(out),
                    .length = x->sizes[x->ndim - 2],
                    .features = features,
                    .pairs = cos->sizes[1],
                    .size = (int64_t)lm_dtype_size(unit),
                    .neighbours = A(3).b,
                    .wide = unit == LM_F64};
    const int64_t grain = features < LM_GRAIN / 4 ? LM_GRAIN / 4 / features : 1;
    ok = lm_parallel(x->numel / features, grain, rotate_rows, &j);
  }
  lm_release(x);
  lm_release(cos);
  lm_release(sin);
  return cpu_written(c->out[0], out, ok);
}
