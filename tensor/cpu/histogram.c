/* bincount and histc on the CPU. */
#include "tensor/cpu/ready.h"
#include "tensor/cpu/parallel.h"

#include <stdlib.h>
#include <string.h>

/* The rule has looked at the least and the largest position; elements may change in another thread,
** so each is checked once more. */
bool cpu_bincount(lm_call *c) {
  lm_tensor *at = cpu_ready(A(0).t, LM_I64), *out = c->out[0];
  lm_tensor *w = A(1).t ? cpu_ready(A(1).t, (lm_dtype)out->dtype) : NULL;
  bool ok = at && (w || !A(1).t) && lm_fill_elements(out, lm_int(0));
  if (ok) {
    const int64_t *p = (const int64_t *)(const void *)lm_data(at), n = out->numel;
    int64_t m = at->numel;
#define COUNT(type, step)                                 \
  do {                                                    \
    type *to = (type *)(void *)lm_data(out);              \
    for (int64_t i = 0; i < m; i++)                       \
      if (p[i] >= 1 && p[i] <= n) to[p[i] - 1] += (step); \
  } while (0)
    if (w == NULL)
      COUNT(int64_t, 1);
    else if (out->dtype == LM_F32)
      COUNT(float, ((const float *)(const void *)lm_data(w))[i]);
    else
      COUNT(double, ((const double *)(const void *)lm_data(w))[i]);
#undef COUNT
  }
  lm_release(at);
  lm_release(w);
  return ok;
}

/* ---- histc ---- */

enum { MOST_PARTS = 16, MOST_CELLS = 1 << 20 }; /* of partial counts, and cells of all together */

typedef struct job {
  const void *x;
  lm_dtype dtype; /* LM_F32 or LM_F64: PyTorch finds the bin in the tensor's own precision */
  int64_t n, part, bins;
  double low, high;
  int64_t *count; /* parts of `bins` each */
} job;

#define COUNT_BINS(T)                                              \
  do {                                                             \
    const T *x = j->x, low = (T)j->low, high = (T)j->high;         \
    const T scale = (T)j->bins / (high - low);                     \
    for (int64_t i = first; i < last; i++) {                       \
      if (!(x[i] >= low && x[i] <= high)) continue; /* NaN, too */ \
      int64_t b = (int64_t)((x[i] - low) * scale);                 \
      count[b < j->bins ? b : j->bins - 1]++;                      \
    }                                                              \
  } while (0)

static void count_parts(void *ctx, int64_t begin, int64_t end) {
  const job *j = ctx;
  for (int64_t p = begin; p < end; p++) {
    int64_t *count = j->count + p * j->bins, first = p * j->part;
    int64_t last = first + j->part < j->n ? first + j->part : j->n;
    if (j->dtype == LM_F32)
      COUNT_BINS(float);
    else
      COUNT_BINS(double);
  }
}

bool cpu_histc(lm_call *c) {
  union {
    int64_t i;
    double f;
  } low = {c->scratch[0]}, high = {c->scratch[1]};
  lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  lm_tensor *x = cpu_ready(A(0).t, unit), *out = c->out[0];
  if (x == NULL) return false;
  job j = {lm_data(x), unit, x->numel, 0, A(1).i, low.f, high.f, NULL};
  int64_t parts = x->numel / LM_GRAIN;
  if (parts > MOST_PARTS) parts = MOST_PARTS;
  if (parts > MOST_CELLS / j.bins) parts = MOST_CELLS / j.bins;
  if (parts < 1) parts = 1;
  j.part = x->numel / parts + 1;
  /* The sums go into a tensor of their own, which is cast into the result. */
  lm_tensor *sums = lm_new(1, &j.bins, LM_I64, LM_CPU);
  j.count = sums ? calloc((size_t)parts * (size_t)j.bins, sizeof *j.count) : NULL;
  bool ok = sums && (j.count || lm_fail("histc: out of memory")) &&
            lm_parallel(parts, 1, count_parts, &j);
  if (ok) {
    int64_t *sum = (int64_t *)(void *)lm_data(sums);
    for (int64_t b = 0; b < j.bins; b++) {
      sum[b] = 0;
      for (int64_t p = 0; p < parts; p++) sum[b] += j.count[p * j.bins + b];
    }
    ok = lm_copy_elements(out, sums);
  }
  free(j.count);
  lm_release(sums);
  lm_release(x);
  return ok;
}
