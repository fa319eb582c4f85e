/* Elements at listed positions: see pick.h. */
#include "tensor/cpu/pick.h"
#include "tensor/cpu/isa/move.h"
#include "tensor/cpu/iter.h"
#include "tensor/cpu/parallel.h"

#include <stdio.h>
#include <string.h>

/* ---- offsets ---- */

typedef struct offsets_job {
  lm_iter it; /* offsets, index; or the index alone */
  cpu_positions at;
  cpu_offsets_fn offsets;
  cpu_outside_fn outside;
  bool add;
  _Atomic bool bad;
} offsets_job;

static void offsets_row(void *ctx, char **p, const int64_t *s, int64_t n) {
  offsets_job *job =
      ctx; /* the offsets are contiguous, so they move with their index or not at all */
  if (job->offsets((int64_t *)(void *)p[0], p[1], s[1], n, &job->at, job->add)) job->bad = true;
}
static void outside_row(void *ctx, char **p, const int64_t *s, int64_t n) {
  offsets_job *job = ctx;
  if (job->outside(p[0], s[0], n, job->at.n)) job->bad = true;
}
static void offsets_range(void *ctx, int64_t begin, int64_t end) {
  lm_iter_walk(&((offsets_job *)ctx)->it, begin, end, offsets_row, ctx);
}
static void outside_range(void *ctx, int64_t begin, int64_t end) {
  lm_iter_walk(&((offsets_job *)ctx)->it, begin, end, outside_row, ctx);
}

/* A position as scripts count it, from 0; what is out of range gives something outside 0 .. n-1. */
static inline int64_t from_zero(int64_t i, int64_t n) { return i > 0 ? i - 1 : i < 0 ? i + n : -1; }

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

/* Fails where a position of the part is out of range. */
static bool check_part(const char *op, const cpu_part *part) {
  offsets_job job = {.at = {.n = part->n},
                     .outside = cpu_moves()->outside[part->index->dtype == LM_I64]};
  if (part->index->numel == 0) return true;
  lm_iter_init(&job.it, 1, (lm_tensor *[]){part->index});
  return lm_parallel(job.it.numel, LM_GRAIN, outside_range, &job) &&
         (!job.bad || fail_position(op, part->dim, part->index, part->n));
}

lm_tensor *cpu_offsets_new(int ndim, const int64_t *sizes) {
  return lm_new(ndim, sizes, LM_I64, LM_CPU);
}

bool cpu_offsets_of(lm_tensor *offsets, const char *op, const cpu_part *part, int64_t skip,
                    bool add) {
  if (offsets->numel == 0) return true;
  lm_tensor *whole = lm_expanded(part->index, offsets->ndim, offsets->sizes);
  if (whole == NULL) return false;
  offsets_job job = {.at = {.n = part->n, .step = part->step, .skip = skip < 0 ? INT64_MIN : skip},
                     .offsets = cpu_moves()->offsets[part->index->dtype == LM_I64],
                     .add = add};
  lm_iter_init(&job.it, 2, (lm_tensor *[]){offsets, whole});
  bool ok = lm_parallel(offsets->numel, LM_GRAIN, offsets_range, &job);
  lm_release(whole);
  return ok && (!job.bad || fail_position(op, part->dim, part->index, part->n));
}

/* True when the index tensors are best read in place: each of their positions serves but once, and no
** write changes them. */
static bool read_in_place(const cpu_pick *p, const lm_tensor *picked, int64_t places,
                          const cpu_part *part, int parts) {
  int64_t numel = 1;
  bool direct = parts > 0 && parts <= CPU_PICK_PARTS;
  for (int d = 0; direct && d < p->ndim; d++)
    direct = !__builtin_mul_overflow(numel, p->sizes[d], &numel);
  direct = direct && numel > 0 && numel / 2 < places;
  for (int k = 0; direct && k < parts; k++)
    direct = part[k].n > 0 && part[k].index->numel == places && lm_is_contiguous(part[k].index) &&
             part[k].index->storage != picked->storage;
  return direct;
}

bool cpu_pick_resolve(cpu_pick *p, const char *op, const lm_tensor *picked, int ndim,
                      const int64_t *shape, const cpu_part *part, int parts, int64_t skip) {
  int64_t strides[LM_MAX_DIMS], places = 1;
  for (int d = ndim - 1; d >= 0; d--) {
    strides[d] = places;
    if (__builtin_mul_overflow(places, shape[d], &places)) places = 0; /* offsets will not fit */
  }
  for (int d = 0; d < p->ndim; d++) p->offset[d] = p->along[d] < 0 ? 0 : strides[p->along[d]];
  p->op = op;
  p->parts = 0;
  p->offsets = NULL;
  p->unseen = false;
  if (skip < 0 && read_in_place(p, picked, places, part, parts)) {
    p->parts = parts;
    memcpy(p->part, part, sizeof *part * (size_t)parts);
    return true;
  }
  p->offsets = cpu_offsets_new(ndim, shape);
  bool ok = p->offsets != NULL;
  if (ok && parts == 0) memset(lm_data(p->offsets), 0, (size_t)places * sizeof(int64_t));
  for (int k = 0; ok && k < parts; k++) ok = cpu_offsets_of(p->offsets, op, &part[k], skip, k > 0);
  if (!ok) lm_release(p->offsets);
  return ok;
}

/* The positions that index holds of one dimension of self. */
static cpu_part part_of(const lm_tensor *self, int64_t dim, lm_tensor *index) {
  int64_t stride = self->ndim ? self->strides[dim] : 1;
  return (cpu_part){index, self->ndim ? self->sizes[dim] : 1,
                    stride * (int64_t)lm_dtype_size((lm_dtype)self->dtype), -1};
}

bool cpu_pick_along(cpu_pick *p, const char *op, lm_tensor *self, int64_t dim, lm_tensor *index) {
  p->ndim = index->ndim;
  for (int d = 0; d < p->ndim; d++) {
    p->sizes[d] = index->sizes[d];
    p->picked[d] = d == dim || d >= self->ndim ? 0 : self->strides[d];
    p->along[d] = d;
  }
  const cpu_part part = part_of(self, dim, index);
  return cpu_pick_resolve(p, op, self, index->ndim, index->sizes, &part, 1, -1);
}

bool cpu_pick_slices(cpu_pick *p, const char *op, lm_tensor *self, int64_t dim, lm_tensor *index,
                     int64_t skip) {
  p->ndim = self->ndim;
  for (int d = 0; d < p->ndim; d++) {
    p->sizes[d] = d == dim ? index->numel : self->sizes[d];
    p->picked[d] = d == dim ? 0 : self->strides[d];
    p->along[d] = d == dim ? 0 : -1;
  }
  const cpu_part part = part_of(self, dim, index);
  return cpu_pick_resolve(p, op, self, 1, &index->numel, &part, 1, skip);
}

/* ---- rows: operands are the destination (or result), the offsets, the source ---- */

/* So many loads stand before their stores: a load behind a store to an address that is equal modulo 4096
** waits for it, and rows of matrices often begin alike (measured: a third of the time). */
#define GROUP 8

/* Strides are read once, as stores might change them; `place` and `value` are expressions of j. */
#define EACH(size, place, value) \
  for (; j < n; j++) memcpy(place, value, size)
#define STILL(T, k) *(const T *)(from + off[j + (k)])
#define MOVING(T, k) *(const T *)(from + (j + (k)) * from_step + off[j + (k)])
#define TAKE(size, T, at)                                                      \
  do {                                                                         \
    for (; j <= n - GROUP; j += GROUP) { /* spelt out, to stay in registers */ \
      const T v[GROUP] = {at(T, 0), at(T, 1), at(T, 2), at(T, 3),              \
                          at(T, 4), at(T, 5), at(T, 6), at(T, 7)};             \
      memcpy(to + j * size, v, sizeof v);                                      \
    }                                                                          \
    EACH(size, to + j * size, &at(T, 0));                                      \
  } while (0)
#define ROWS(size, T)                                                                \
  static void take_##size(void *ctx, char **p, const int64_t *s, int64_t n) {        \
    const int64_t to_step = s[0], step = s[1], from_step = s[2];                     \
    char *to = p[0];                                                                 \
    const char *from = p[2];                                                         \
    const int64_t *off = (const int64_t *)p[1];                                      \
    int64_t j = 0;                                                                   \
    (void)ctx;                                                                       \
    if (step == 0)                                                                   \
      cpu_moves()->copy[size](to, to_step, from + *off, from_step, n);               \
    else if (step != sizeof *off)                                                    \
      EACH(size, to + j * to_step,                                                   \
           from + j * from_step + *(const int64_t *)((const char *)off + j * step)); \
    else if (to_step != size)                                                        \
      EACH(size, to + j * to_step, from + j * from_step + off[j]);                   \
    else if (from_step != 0)                                                         \
      TAKE(size, T, MOVING);                                                         \
    else                                                                             \
      TAKE(size, T, STILL);                                                          \
  }                                                                                  \
  static void put_##size(void *ctx, char **p, const int64_t *s, int64_t n) {         \
    const int64_t to_step = s[0], step = s[1], from_step = s[2];                     \
    char *to = p[0];                                                                 \
    const char *from = p[2];                                                         \
    const int64_t *off = (const int64_t *)p[1];                                      \
    int64_t j = 0;                                                                   \
    (void)ctx;                                                                       \
    if (step == 0) {                                                                 \
      cpu_moves()->copy[size](to + *off, to_step, from, from_step, n);               \
      return;                                                                        \
    }                                                                                \
    EACH(size, to + j * to_step + *(const int64_t *)((const char *)off + j * step),  \
         from + j * from_step);                                                      \
  }
ROWS(1, uint8_t)
ROWS(2, uint16_t)
ROWS(4, uint32_t)
ROWS(8, uint64_t)
ROWS(16, lm_c128)

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
    char *to = p[0];                                                                            \
    const char *from = p[2], *at = p[1];                                                        \
    const int64_t to_step = s[0], step = s[1], from_step = s[2]; /* stores might change them */ \
    for (int64_t j = 0; j < n; j++) {                                                           \
      const int64_t off = *(const int64_t *)(at + j * step);                                    \
      if (off < 0) continue;                                                                    \
      type *sum = (type *)(to + j * to_step + off);                                             \
      *sum = (type)((wide)*sum + alpha * (wide) * (const type *)(from + j * from_step));        \
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
  lm_iter it; /* destination, offsets or index tensors, source */
  lm_row_fn row;
  void *ctx;
  int cut;
  /* Index tensors that are read as the walk goes. */
  int parts;
  cpu_positions at[CPU_PICK_PARTS];
  cpu_offsets_fn offsets[CPU_PICK_PARTS];
  _Atomic bool bad;
} run_job;

#define BLOCK 512 /* offsets at a time: they stay in the first cache */

/* Offsets from positions, then the row.  What is out of range picks position 1. */
static void positions_row(void *ctx, char **p, const int64_t *s, int64_t n) {
  run_job *job = ctx;
  const int last = job->parts + 1;
  int64_t off[BLOCK];
  bool still = true, bad = false;
  for (int k = 0; k < job->parts; k++) still = still && s[1 + k] == 0;
  const int64_t steps[] = {s[0], still ? 0 : (int64_t)sizeof *off, s[last]};
  for (int64_t i = 0, m; i < n; i += m) {
    m = still || n - i < BLOCK ? n - i : BLOCK;
    for (int k = 0; k < job->parts; k++)
      bad |= job->offsets[k](off, p[1 + k] + i * s[1 + k], s[1 + k], still ? 1 : m, &job->at[k],
                             k > 0);
    char *q[] = {p[0] + i * s[0], (char *)off, p[last] + i * s[last]};
    job->row(job->ctx, q, steps, m);
  }
  if (bad) job->bad = true;
}

static void walk(run_job *job, const lm_iter *it, int64_t begin, int64_t end) {
  if (job->parts)
    lm_iter_walk(it, begin, end, positions_row, job);
  else
    lm_iter_walk(it, begin, end, job->row, job->ctx);
}

static void run_range(void *ctx, int64_t begin, int64_t end) {
  run_job *job = ctx;
  walk(job, &job->it, begin, end);
}

/* Positions begin .. end - 1 of the dimension `cut`, all of the others. */
static void run_slab(void *ctx, int64_t begin, int64_t end) {
  run_job *job = ctx;
  lm_iter it = job->it;
  for (int k = 0; k < it.n; k++) it.data[k] += begin * it.strides[job->cut][k];
  it.numel = it.numel / it.sizes[job->cut] * (end - begin);
  it.sizes[job->cut] = end - begin;
  walk(job, &it, 0, it.numel);
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

/* The first wrong position, of one index tensor after the other. */
static bool check_parts(const cpu_pick *p) {
  for (int k = 0; k < p->parts; k++)
    if (!check_part(p->op, &p->part[k])) return false;
  return true;
}

static bool run(cpu_pick *p, lm_tensor *picked, lm_tensor *other, bool take, lm_row_fn row,
                void *ctx) {
  const int64_t size = (int64_t)lm_dtype_size((lm_dtype)picked->dtype);
  run_job job = {.row = row, .ctx = ctx, .parts = p->parts};
  const int last = p->parts ? p->parts + 1 : 2;
  char *data[2 + CPU_PICK_PARTS];
  const int64_t *strides[2 + CPU_PICK_PARTS];
  int64_t sizes[2 + CPU_PICK_PARTS];
  data[take ? last : 0] = lm_data(picked), strides[take ? last : 0] = p->picked;
  data[take ? 0 : last] = lm_data(other), strides[take ? 0 : last] = other->strides;
  sizes[0] = sizes[last] = size;
  if (p->offsets) data[1] = lm_data(p->offsets), strides[1] = p->offset, sizes[1] = sizeof(int64_t);
  for (int k = 0; k < p->parts; k++) {
    const cpu_part *part = &p->part[k];
    const bool wide = part->index->dtype == LM_I64;
    data[1 + k] = lm_data(part->index), strides[1 + k] = p->offset, sizes[1 + k] = wide ? 8 : 4;
    job.at[k] = (cpu_positions){.n = part->n, .step = part->step, .skip = INT64_MIN};
    job.offsets[k] = cpu_moves()->offsets[wide];
  }
  lm_iter_parts(&job.it, last + 1, p->ndim, p->sizes, data, strides, sizes);
  bool ok = take || p->unseen || check_parts(p);
  if (ok && job.it.numel > 0)
    ok = take ? lm_parallel(job.it.numel, LM_GRAIN, run_range, &job) : run_ordered(&job);
  lm_release(p->offsets);
  return ok && (!job.bad || check_parts(p));
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
