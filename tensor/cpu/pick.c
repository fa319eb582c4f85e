/* Elements at listed positions: see pick.h. */
#include "tensor/cpu/pick.h"
#include "tensor/cpu/iter.h"
#include "tensor/cpu/parallel.h"

#include <stdio.h>
#include <string.h>

/* ---- offsets ---- */

typedef struct offsets_job {
  lm_iter it; /* offsets, index */
  int64_t n, step, skip;
  _Atomic bool bad;
} offsets_job;

/* A position as scripts count it, from 0; what is out of range gives something outside 0 .. n-1. */
static inline int64_t from_zero(int64_t i, int64_t n) { return i > 0 ? i - 1 : i < 0 ? i + n : -1; }

#define OFFSETS_ROW(name, type)                                                         \
  static void name(void *ctx, char **p, const int64_t *s, int64_t n) {                  \
    offsets_job *job = ctx;                                                             \
    bool bad = false;                                                                   \
    for (int64_t j = 0; j < n; j++) {                                                   \
      int64_t *off = (int64_t *)(p[0] + j * s[0]);                                      \
      int64_t k = from_zero(*(const type *)(p[1] + j * s[1]), job->n);                  \
      bad |= (uint64_t)k >= (uint64_t)job->n;                                           \
      *off = k == job->skip ? -1 : *off + (int64_t)((uint64_t)k * (uint64_t)job->step); \
    }                                                                                   \
    if (bad) job->bad = true;                                                           \
  }
OFFSETS_ROW(row_i32, int32_t)
OFFSETS_ROW(row_i64, int64_t)

static void range_i32(void *ctx, int64_t begin, int64_t end) {
  lm_iter_walk(&((offsets_job *)ctx)->it, begin, end, row_i32, ctx);
}
static void range_i64(void *ctx, int64_t begin, int64_t end) {
  lm_iter_walk(&((offsets_job *)ctx)->it, begin, end, row_i64, ctx);
}

/* Leaves the message about the first wrong position, in the order of elements. */
static bool fail_position(const char *op, int dim, const lm_tensor *index, int64_t n) {
  int64_t at[LM_MAX_DIMS] = {0}, value = 0;
  for (int64_t i = 0; i < index->numel; i++) {
    int64_t rest = i, offset = 0;
    for (int d = index->ndim - 1; d >= 0; d--) {
      at[d] = rest % index->sizes[d];
      rest /= index->sizes[d];
      offset += at[d] * index->strides[d];
    }
    value = index->dtype == LM_I64 ? ((const int64_t *)lm_data(index))[offset]
                                   : ((const int32_t *)lm_data(index))[offset];
    if ((uint64_t)from_zero(value, n) >= (uint64_t)n) break;
  }
  char place[32] = "", range[64];
  for (int d = 0; d < index->ndim; d++) at[d]++;
  if (dim >= 0) snprintf(place, sizeof place, " for dimension %d", dim + 1);
  if (n > 0)
    snprintf(range, sizeof range, "valid: 1 to %lld, or -%lld to -1", (long long)n, (long long)n);
  else
    snprintf(range, sizeof range, "the dimension has no elements");
  const char *where = index->ndim == 0 ? "" : lm_sizes_text(index->ndim, at);
  return lm_fail("%s: index %lld%s%s%s%s (%s)", op, (long long)value, *where ? " at position " : "",
                 where, place, value == 0 ? ": Luma counts from 1" : " is out of range", range);
}

lm_tensor *cpu_offsets_new(int ndim, const int64_t *sizes) {
  lm_tensor *t = lm_new(ndim, sizes, LM_I64, LM_CPU);
  if (t && t->numel) memset(lm_data(t), 0, (size_t)t->numel * sizeof(int64_t));
  return t;
}

bool cpu_offsets_add(lm_tensor *offsets, const char *op, int dim, lm_tensor *index, int64_t n,
                     int64_t step, int64_t skip) {
  if (offsets->numel == 0) return true;
  lm_tensor *whole = lm_expanded(index, offsets->ndim, offsets->sizes);
  if (whole == NULL) return false;
  offsets_job job = {.n = n, .step = step, .skip = skip < 0 ? INT64_MIN : skip};
  lm_iter_init(&job.it, 2, (lm_tensor *[]){offsets, whole});
  bool ok =
      lm_parallel(offsets->numel, LM_GRAIN, index->dtype == LM_I64 ? range_i64 : range_i32, &job);
  lm_release(whole);
  return ok && (!job.bad || fail_position(op, dim, index, n));
}

bool cpu_pick_along(cpu_pick *p, const char *op, lm_tensor *self, int64_t dim, lm_tensor *index) {
  p->ndim = index->ndim;
  p->offsets = cpu_offsets_new(index->ndim, index->sizes);
  if (p->offsets == NULL) return false;
  for (int d = 0; d < p->ndim; d++) {
    p->sizes[d] = index->sizes[d];
    p->picked[d] = d == dim || d >= self->ndim ? 0 : self->strides[d];
    p->offset[d] = p->offsets->strides[d];
  }
  int64_t size = self->ndim ? self->sizes[dim] : 1, stride = self->ndim ? self->strides[dim] : 1;
  if (cpu_offsets_add(p->offsets, op, -1, index, size,
                      stride * (int64_t)lm_dtype_size((lm_dtype)self->dtype), -1))
    return true;
  lm_release(p->offsets);
  return false;
}

bool cpu_pick_slices(cpu_pick *p, const char *op, lm_tensor *self, int64_t dim, lm_tensor *index,
                     int64_t skip) {
  p->ndim = self->ndim;
  p->offsets = cpu_offsets_new(1, &index->numel);
  if (p->offsets == NULL) return false;
  for (int d = 0; d < p->ndim; d++) {
    p->sizes[d] = d == dim ? index->numel : self->sizes[d];
    p->picked[d] = d == dim ? 0 : self->strides[d];
    p->offset[d] = d == dim ? 1 : 0;
  }
  int64_t size = self->ndim ? self->sizes[dim] : 1, stride = self->ndim ? self->strides[dim] : 1;
  if (cpu_offsets_add(p->offsets, op, -1, index, size,
                      stride * (int64_t)lm_dtype_size((lm_dtype)self->dtype), skip))
    return true;
  lm_release(p->offsets);
  return false;
}

/* ---- rows: operands are the destination (or result), the offsets, the source ---- */

/* Where the offset stands still, the row may be one block of memory. */
#define ROWS(size)                                                                            \
  static void take_##size(void *ctx, char **p, const int64_t *s, int64_t n) {                 \
    (void)ctx;                                                                                \
    if (s[1] == 0) {                                                                          \
      const char *from = p[2] + *(const int64_t *)p[1];                                       \
      if (s[0] == size && s[2] == size)                                                       \
        memcpy(p[0], from, (size_t)(n * size));                                               \
      else                                                                                    \
        for (int64_t j = 0; j < n; j++) memcpy(p[0] + j * s[0], from + j * s[2], size);       \
    } else {                                                                                  \
      for (int64_t j = 0; j < n; j++)                                                         \
        memcpy(p[0] + j * s[0], p[2] + j * s[2] + *(const int64_t *)(p[1] + j * s[1]), size); \
    }                                                                                         \
  }                                                                                           \
  static void put_##size(void *ctx, char **p, const int64_t *s, int64_t n) {                  \
    (void)ctx;                                                                                \
    if (s[1] == 0) {                                                                          \
      char *to = p[0] + *(const int64_t *)p[1];                                               \
      if (s[0] == size && s[2] == size)                                                       \
        memcpy(to, p[2], (size_t)(n * size));                                                 \
      else                                                                                    \
        for (int64_t j = 0; j < n; j++) memcpy(to + j * s[0], p[2] + j * s[2], size);         \
    } else {                                                                                  \
      for (int64_t j = 0; j < n; j++)                                                         \
        memcpy(p[0] + j * s[0] + *(const int64_t *)(p[1] + j * s[1]), p[2] + j * s[2], size); \
    }                                                                                         \
  }
ROWS(1)
ROWS(2)
ROWS(4)
ROWS(8)
ROWS(16)

static lm_row_fn by_size(size_t size, bool put) {
  switch (size) {
  case 1: return put ? put_1 : take_1;
  case 2: return put ? put_2 : take_2;
  case 4: return put ? put_4 : take_4;
  case 8: return put ? put_8 : take_8;
  default: return put ? put_16 : take_16;
  }
}

/* A negative offset is left out. */
#define ADD_ROW(e, type, wide, number)                                                          \
  static void add_##e(void *ctx, char **p, const int64_t *s, int64_t n) {                       \
    const wide alpha = (wide)number(*(const lm_scalar *)ctx);                                   \
    const int64_t first = *(const int64_t *)p[1];                                               \
    if (s[1] == 0 && s[0] == sizeof(type) && s[2] == sizeof(type)) { /* a slice onto a slice */ \
      type *to = (type *)(p[0] + first);                                                        \
      const type *from = (const type *)p[2];                                                    \
      if (first < 0) return;                                                                    \
      _Pragma("omp simd") for (int64_t j = 0; j < n; j++) {                                     \
        to[j] = (type)((wide)to[j] + alpha * (wide)from[j]);                                    \
      }                                                                                         \
      return;                                                                                   \
    }                                                                                           \
    for (int64_t j = 0; j < n; j++) {                                                           \
      int64_t off = *(const int64_t *)(p[1] + j * s[1]);                                        \
      if (off < 0) continue;                                                                    \
      type *to = (type *)(p[0] + j * s[0] + off);                                               \
      const type *from = (const type *)(p[2] + j * s[2]);                                       \
      *to = (type)((wide)*to + alpha * (wide)*from);                                            \
    }                                                                                           \
  }
/* Integers wrap around, so they add up without a sign. */
ADD_ROW(U8, uint8_t, uint64_t, lm_scalar_i)
ADD_ROW(I16, int16_t, uint64_t, lm_scalar_i)
ADD_ROW(I32, int32_t, uint64_t, lm_scalar_i)
ADD_ROW(I64, int64_t, uint64_t, lm_scalar_i)
ADD_ROW(F32, float, float, lm_scalar_f)
ADD_ROW(F64, double, double, lm_scalar_f)
#define add_I8 add_U8

static void add_BOOL(void *ctx, char **p, const int64_t *s, int64_t n) {
  if (lm_scalar_f(*(const lm_scalar *)ctx) == 0) return;
  for (int64_t j = 0; j < n; j++) {
    int64_t off = *(const int64_t *)(p[1] + j * s[1]);
    if (off >= 0 && *(const bool *)(p[2] + j * s[2])) *(bool *)(p[0] + j * s[0] + off) = true;
  }
}

#define ADD_COMPLEX(e, type, real)                                        \
  static void add_##e(void *ctx, char **p, const int64_t *s, int64_t n) { \
    const real alpha = (real)lm_scalar_f(*(const lm_scalar *)ctx);        \
    for (int64_t j = 0; j < n; j++) {                                     \
      int64_t off = *(const int64_t *)(p[1] + j * s[1]);                  \
      if (off < 0) continue;                                              \
      type *to = (type *)(p[0] + j * s[0] + off);                         \
      const type *from = (const type *)(p[2] + j * s[2]);                 \
      *to = (type){to->re + alpha * from->re, to->im + alpha * from->im}; \
    }                                                                     \
  }
ADD_COMPLEX(C64, lm_c64, float)
ADD_COMPLEX(C128, lm_c128, double)

static lm_row_fn const add_rows[LM_DTYPE_COUNT] = {
    [LM_BOOL] = add_BOOL, [LM_U8] = add_U8,     [LM_I8] = add_I8,   [LM_I16] = add_I16,
    [LM_I32] = add_I32,   [LM_I64] = add_I64,   [LM_F32] = add_F32, [LM_F64] = add_F64,
    [LM_C64] = add_C64,   [LM_C128] = add_C128,
};

/* ---- runs ---- */

typedef struct run_job {
  lm_iter it;
  lm_row_fn row;
  void *ctx;
  int cut;
} run_job;

static void run_range(void *ctx, int64_t begin, int64_t end) {
  run_job *job = ctx;
  lm_iter_walk(&job->it, begin, end, job->row, job->ctx);
}

/* Positions begin .. end - 1 of the dimension `cut`, all of the others. */
static void run_slab(void *ctx, int64_t begin, int64_t end) {
  const run_job *job = ctx;
  lm_iter it = job->it;
  for (int k = 0; k < it.n; k++) it.data[k] += begin * it.strides[job->cut][k];
  it.numel = it.numel / it.sizes[job->cut] * (end - begin);
  it.sizes[job->cut] = end - begin;
  lm_iter_walk(&it, 0, it.numel, job->row, job->ctx);
}

/* Threads share the longest dimension along which the destination itself moves. */
static bool run_ordered(run_job *job) {
  const lm_iter *it = &job->it;
  job->cut = -1;
  for (int d = it->ndim - 1; d >= 0; d--)
    if (it->strides[d][0] != 0 && (job->cut < 0 || it->sizes[d] > it->sizes[job->cut]))
      job->cut = d;
  if (job->cut < 0) {
    run_range(job, 0, it->numel);
    return true;
  }
  int64_t size = it->sizes[job->cut], grain = LM_GRAIN / (it->numel / size);
  int64_t share =
      (size - 1) / lm_num_threads() + 1; /* every slab walks all positions: no more slabs */
  if (grain < share) grain = share;
  return lm_parallel(size, grain < 16 ? 16 : grain, run_slab, job); /* 16: mind the cache lines */
}

static bool run(cpu_pick *p, lm_tensor *picked, lm_tensor *other, bool take, lm_row_fn row,
                void *ctx) {
  const int64_t size = (int64_t)lm_dtype_size((lm_dtype)picked->dtype);
  run_job job = {.row = row, .ctx = ctx};
  char *data[] = {lm_data(picked), lm_data(p->offsets), lm_data(other)};
  const int64_t *strides[] = {p->picked, p->offset, other->strides};
  if (take) {
    data[0] = lm_data(other), strides[0] = other->strides;
    data[2] = lm_data(picked), strides[2] = p->picked;
  }
  lm_iter_parts(&job.it, 3, p->ndim, p->sizes, data, strides,
                (int64_t[]){size, sizeof(int64_t), size});
  bool ok = true;
  if (job.it.numel > 0)
    ok = take ? lm_parallel(job.it.numel, LM_GRAIN, run_range, &job) : run_ordered(&job);
  lm_release(p->offsets);
  return ok;
}

bool cpu_pick_take(cpu_pick *p, lm_tensor *out, lm_tensor *self) {
  return run(p, self, out, true, by_size(lm_dtype_size((lm_dtype)self->dtype), false), NULL);
}

bool cpu_pick_put(cpu_pick *p, lm_tensor *self, lm_tensor *values) {
  return run(p, self, values, false, by_size(lm_dtype_size((lm_dtype)self->dtype), true), NULL);
}

bool cpu_pick_add(cpu_pick *p, lm_tensor *self, lm_tensor *values, lm_scalar alpha) {
  lm_row_fn row = add_rows[self->dtype];
  if (row) return run(p, self, values, false, row, &alpha);
  lm_release(p->offsets);
  return lm_fail("adding at positions is not available for %s", lm_dtypes[self->dtype].name);
}

bool cpu_pick_combine(cpu_pick *p, lm_tensor *self, lm_tensor *values, lm_row_fn row) {
  return run(p, self, values, false, row, NULL);
}

/* ---- operands ---- */

bool cpu_start_from_self(lm_call *c) {
  return c->inplace || lm_copy_elements(c->out[0], c->arg[0].t);
}

lm_tensor *cpu_operand(lm_tensor *t, lm_dtype dtype, const lm_tensor *dst, int ndim,
                       const int64_t *sizes) {
  if ((lm_dtype)t->dtype == dtype && t->storage != dst->storage) return lm_expanded(t, ndim, sizes);
  lm_tensor *copy = lm_new_like(t, dtype), *whole = NULL;
  if (copy && lm_copy_elements(copy, t)) whole = lm_expanded(copy, ndim, sizes);
  lm_release(copy);
  return whole;
}

lm_tensor *cpu_accumulator(lm_tensor *out) {
  if (out->dtype != LM_F16 && out->dtype != LM_BF16) return lm_retain(out);
  lm_tensor *wide = lm_new_like(out, LM_F32);
  if (wide && lm_copy_elements(wide, out)) return wide;
  lm_release(wide);
  return NULL;
}

bool cpu_accumulated(lm_tensor *out, lm_tensor *sums, bool ok) {
  if (ok && sums != out) ok = lm_copy_elements(out, sums);
  lm_release(sums);
  return ok;
}
