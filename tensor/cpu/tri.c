/* Triangles of matrices on the CPU: elements move by their size alone. */
#include "tensor/op.h"
#include "tensor/cpu/parallel.h"

#include <string.h>

typedef struct triangle {
  lm_tensor *out;
  int64_t rows, columns, diagonal;
  bool lower;
} triangle;

/* Zeroes rows begin .. end - 1 of all matrices together beyond the diagonal. */
static void zero_rows(void *ctx, int64_t begin, int64_t end) {
  const triangle *t = ctx;
  const lm_tensor *out = t->out;
  const int last = out->ndim - 1;
  const int64_t size = (int64_t)lm_dtype_size((lm_dtype)out->dtype),
                step = out->strides[last] * size;
  for (int64_t r = begin; r < end; r++) {
    int64_t rest = r / t->rows, i = r % t->rows, offset = i * out->strides[last - 1];
    for (int d = last - 2; d >= 0; d--) {
      offset += rest % out->sizes[d] * out->strides[d];
      rest /= out->sizes[d];
    }
    /* The columns that go: behind the diagonal, or before it. */
    int64_t edge = t->lower ? i + t->diagonal + 1 : i + t->diagonal;
    edge = edge < 0 ? 0 : edge > t->columns ? t->columns : edge;
    int64_t from = t->lower ? edge : 0, to = t->lower ? t->columns : edge;
    char *p = lm_data(out) + offset * size + from * step;
    if (step == size && to > from)
      memset(p, 0, (size_t)((to - from) * size));
    else
      for (int64_t j = from; j < to; j++, p += step) memset(p, 0, (size_t)size);
  }
}

static bool keep_triangle(lm_call *c, bool lower) {
  lm_tensor *out = c->out[0];
  if (!c->inplace && !lm_copy_elements(out, A(0).t)) return false;
  if (out->numel == 0) return true;
  int64_t rows = out->sizes[out->ndim - 2], columns = out->sizes[out->ndim - 1], diagonal = A(1).i;
  if (diagonal < -rows) diagonal = -rows; /* farther away nothing changes, and sums stay small */
  if (diagonal > columns) diagonal = columns;
  triangle t = {out, rows, columns, diagonal, lower};
  int64_t grain = LM_GRAIN / columns;
  return lm_parallel(out->numel / columns, grain > 1 ? grain : 1, zero_rows, &t);
}

bool cpu_tril(lm_call *c) { return keep_triangle(c, true); }
bool cpu_triu(lm_call *c) { return keep_triangle(c, false); }
