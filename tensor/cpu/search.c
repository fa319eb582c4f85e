/* searchsorted on the CPU: a binary search for each element. */
#include "tensor/cpu/ready.h"
#include "tensor/cpu/parallel.h"

#include <string.h>

typedef struct job {
  const void *rows, *x;  /* contiguous; doubles or int64 */
  const int64_t *sorter; /* positions from 1, or NULL */
  void *out;
  int64_t n, width; /* elements of a sorted row, and of input for each */
  bool one_row, floats, right, narrow;
} job;

/* How many elements of the row come before v: those that are less, or not greater.  Comparisons are
** negated so that NaN, which sorts last, finds its place behind all numbers. */
#define SEARCH(name, T)                                                         \
  static int64_t name(const job *j, const T *row, const int64_t *sorter, T v) { \
    int64_t low = 0, high = j->n;                                               \
    while (low < high) {                                                        \
      int64_t middle = low + (high - low) / 2;                                  \
      T at = row[sorter ? sorter[middle] - 1 : middle];                         \
      bool before = j->right ? !(at > v) : !(at >= v);                          \
      if (before)                                                               \
        low = middle + 1;                                                       \
      else                                                                      \
        high = middle;                                                          \
    }                                                                           \
    return low;                                                                 \
  }
SEARCH(search_floats, double)
SEARCH(search_integers, int64_t)

static void search_range(void *ctx, int64_t begin, int64_t end) {
  const job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    int64_t row = j->one_row ? 0 : i / j->width * j->n, at;
    const int64_t *sorter = j->sorter ? j->sorter + row : NULL;
    if (j->floats)
      at = search_floats(j, (const double *)j->rows + row, sorter, ((const double *)j->x)[i]);
    else
      at = search_integers(j, (const int64_t *)j->rows + row, sorter, ((const int64_t *)j->x)[i]);
    if (j->narrow)
      ((int32_t *)j->out)[i] = (int32_t)(at + 1);
    else
      ((int64_t *)j->out)[i] = at + 1;
  }
}

static bool check_sorter(const job *j, int64_t count) {
  for (int64_t i = 0; i < count; i++)
    if (j->sorter[i] < 1 || j->sorter[i] > j->n)
      return lm_fail("searchsorted: sorter has position %lld, but rows have %lld (counted from 1)",
                     (long long)j->sorter[i], (long long)j->n);
  return true;
}

bool cpu_searchsorted(lm_call *c) {
  lm_tensor *s = A(0).t, *x = A(1).t;
  bool floats = lm_is_float((lm_dtype)s->dtype) || lm_is_float((lm_dtype)x->dtype);
  if (s->dtype >= LM_C64 || x->dtype >= LM_C64)
    return lm_fail("searchsorted: complex numbers have no order");
  lm_dtype unit = floats ? LM_F64 : LM_I64;
  lm_tensor *rows = cpu_ready(s, unit), *values = cpu_ready(x, unit);
  lm_tensor *sorter = A(5).t ? cpu_ready(A(5).t, LM_I64) : NULL;
  bool ok = rows && values && (sorter || !A(5).t);
  if (ok && values->numel > 0) {
    job j = {.rows = lm_data(rows),
             .x = lm_data(values),
             .sorter = sorter ? (const int64_t *)(const void *)lm_data(sorter) : NULL,
             .out = lm_data(c->out[0]),
             .n = s->sizes[s->ndim - 1],
             .width = x->ndim ? x->sizes[x->ndim - 1] : 1,
             .one_row = s->ndim == 1,
             .floats = floats,
             .right = A(3).b || (A(4).str && strcmp(A(4).str, "right") == 0),
             .narrow = A(2).b};
    ok = (sorter == NULL || check_sorter(&j, sorter->numel)) &&
         lm_parallel(values->numel, LM_GRAIN_MATH, search_range, &j);
  }
  lm_release(rows);
  lm_release(values);
  lm_release(sorter);
  return ok;
}
