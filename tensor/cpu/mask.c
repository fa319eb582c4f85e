/* masked_select and nonzero on the CPU: count by block, then every block knows where to write. */
#include "tensor/op.h"
#include "tensor/cpu/iter.h"
#include "tensor/cpu/parallel.h"

#include <stdlib.h>
#include <string.h>

/* Elements a block; a block that begins at i is number i / BLOCK. */
#define BLOCK LM_GRAIN

/* ---- which elements are nonzero ---- */

/* The sign of a zero does not count: bits but for it. */
#define TEST(name, type, mask)                                            \
  static void name(const char *p, int64_t stride, int64_t n, bool *out) { \
    for (int64_t j = 0; j < n; j++) {                                     \
      type v;                                                             \
      memcpy(&v, p + j * stride, sizeof v);                               \
      out[j] = (v & (type)(mask)) != 0;                                   \
    }                                                                     \
  }
TEST(test_1, uint8_t, UINT8_MAX)
TEST(test_2, uint16_t, UINT16_MAX)
TEST(test_4, uint32_t, UINT32_MAX)
TEST(test_8, uint64_t, UINT64_MAX)
TEST(test_half, uint16_t, INT16_MAX)
TEST(test_float, uint32_t, INT32_MAX)
TEST(test_double, uint64_t, INT64_MAX)

#define TEST_COMPLEX(name, type)                                          \
  static void name(const char *p, int64_t stride, int64_t n, bool *out) { \
    for (int64_t j = 0; j < n; j++) {                                     \
      type v;                                                             \
      memcpy(&v, p + j * stride, sizeof v);                               \
      out[j] = v.re != 0 || v.im != 0;                                    \
    }                                                                     \
  }
TEST_COMPLEX(test_c64, lm_c64)
TEST_COMPLEX(test_c128, lm_c128)

typedef void (*test_fn)(const char *p, int64_t stride, int64_t n, bool *out);

static test_fn const tests[LM_DTYPE_COUNT] = {
    [LM_BOOL] = test_1,    [LM_U8] = test_1,       [LM_I8] = test_1,     [LM_I16] = test_2,
    [LM_I32] = test_4,     [LM_I64] = test_8,      [LM_F16] = test_half, [LM_BF16] = test_half,
    [LM_F32] = test_float, [LM_F64] = test_double, [LM_C64] = test_c64,  [LM_C128] = test_c128,
};

/* ---- walking in the order of elements ---- */

typedef struct job {
  lm_tensor *self, *mask; /* of one shape; nonzero has no self */
  lm_tensor *out;
  test_fn test;
  int64_t *start; /* where each block writes: the counts of those before it */
} job;

/* Calls `found` with a run of a row at a time: the elements first .. first + n - 1, in order, of
** which hit[] says whether they are nonzero, and the position of the first in each dimension. */
typedef void (*found_fn)(const job *j, int64_t *to, const int64_t *at, const bool *hit, int64_t n);

#define RUN 512

static void walk(const job *j, int64_t begin, int64_t end, int64_t *to, found_fn found) {
  const lm_tensor *mask = j->mask;
  const int last = mask->ndim - 1;
  const int64_t size = (int64_t)lm_dtype_size((lm_dtype)mask->dtype);
  int64_t at[LM_MAX_DIMS] = {0};
  for (int64_t d = last, rest = begin; d >= 0; d--)
    at[d] = rest % mask->sizes[d], rest /= mask->sizes[d];
  bool hit[RUN];
  for (int64_t i = begin; i < end;) {
    int64_t n = last < 0 ? 1 : mask->sizes[last] - at[last], offset = 0;
    if (n > end - i) n = end - i;
    if (n > RUN) n = RUN;
    for (int d = 0; d <= last; d++) offset += at[d] * mask->strides[d];
    j->test(lm_data(mask) + offset * size, last < 0 ? 0 : mask->strides[last] * size, n, hit);
    found(j, to, at, hit, n);
    i += n;
    if (last >= 0) at[last] += n;
    for (int d = last; d > 0 && at[d] == mask->sizes[d]; d--) at[d] = 0, at[d - 1]++;
  }
}

static void count_hits(const job *j, int64_t *to, const int64_t *at, const bool *hit, int64_t n) {
  (void)j, (void)at;
  int64_t sum = 0;
  for (int64_t i = 0; i < n; i++) sum += hit[i];
  *to += sum;
}

static void store_positions(const job *j, int64_t *to, const int64_t *at, const bool *hit,
                            int64_t n) {
  const int ndim = j->mask->ndim;
  int64_t *out = (int64_t *)lm_data(j->out) + *to * ndim;
  for (int64_t i = 0; i < n; i++) {
    if (!hit[i]) continue;
    for (int d = 0; d < ndim; d++) *out++ = at[d] + 1;
    if (ndim) out[-1] += i;
    ++*to;
  }
}

static void store_elements(const job *j, int64_t *to, const int64_t *at, const bool *hit,
                           int64_t n) {
  const lm_tensor *self = j->self;
  const int last = self->ndim - 1;
  const size_t size = lm_dtype_size((lm_dtype)self->dtype);
  int64_t offset = 0;
  for (int d = 0; d <= last; d++) offset += at[d] * self->strides[d];
  const char *from = lm_data(self) + offset * (int64_t)size;
  const int64_t step = last < 0 ? 0 : self->strides[last] * (int64_t)size;
  char *out = lm_data(j->out) + *to * (int64_t)size;
#define MOVE(bytes)                                                  \
  case bytes:                                                        \
    for (int64_t i = 0; i < n; i++)                                  \
      if (hit[i]) memcpy(out, from + i * step, bytes), out += bytes; \
    break;
  switch (size) {
    MOVE(1)
    MOVE(2)
    MOVE(4)
    MOVE(8)
    MOVE(16)
  }
#undef MOVE
  *to = (out - lm_data(j->out)) / (int64_t)size;
}

static void count_range(void *ctx, int64_t begin, int64_t end) {
  const job *j = ctx;
  j->start[begin / BLOCK + 1] = 0;
  walk(j, begin, end, &j->start[begin / BLOCK + 1], count_hits);
}
static void store_range(void *ctx, int64_t begin, int64_t end) {
  const job *j = ctx;
  int64_t to = j->start[begin / BLOCK];
  walk(j, begin, end, &to, j->self ? store_elements : store_positions);
}

/* Both passes; `expected` is what the rule counted and made room for. */
static bool compact(job *j, const char *op, int64_t expected) {
  int64_t n = j->mask->numel, blocks = (n + BLOCK - 1) / BLOCK;
  j->test = tests[j->mask->dtype];
  if (j->test == NULL)
    return lm_fail("%s: not available for %s", op, lm_dtypes[j->mask->dtype].name);
  if (expected == 0) return true;
  j->start = calloc((size_t)blocks + 1, sizeof *j->start);
  if (j->start == NULL) return lm_fail("%s: out of memory", op);
  bool ok = lm_parallel(n, BLOCK, count_range, j);
  for (int64_t b = 0; b < blocks; b++) j->start[b + 1] += j->start[b];
  if (ok && j->start[blocks] != expected) ok = lm_fail("%s: the elements changed while it ran", op);
  ok = ok && lm_parallel(n, BLOCK, store_range, j);
  free(j->start);
  return ok;
}

bool cpu_nonzero(lm_call *c) {
  job j = {.mask = A(0).t, .out = c->out[0]};
  return compact(&j, "nonzero", c->scratch[0]);
}

bool cpu_masked_select(lm_call *c) {
  lm_tensor *self = A(0).t, *mask = A(1).t;
  lm_ints sizes;
  if (!lm_broadcast("masked_select", self, mask, &sizes)) return false;
  job j = {.self = lm_expanded(self, sizes.n, sizes.v),
           .mask = lm_expanded(mask, sizes.n, sizes.v),
           .out = c->out[0]};
  bool ok = j.self && j.mask && compact(&j, "masked_select", c->scratch[0]);
  lm_release(j.self);
  lm_release(j.mask);
  return ok;
}
