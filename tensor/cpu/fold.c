/* Reductions over any dimensions and strides; see fold.h. */
#include "tensor/cpu/fold.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/cpu/parallel.h"

#include <stdlib.h>
#include <string.h>

LM_ISA_TABLE(lm_fold_table, lm_folds)
LM_ISA_TABLE(lm_cast_table, lm_casts)

enum {
  BLOCK = 65536,    /* elements worth a thread's while */
  BUFFER = 2048,    /* elements converted at a time: 16 KB at most */
  STATES = 1024,    /* results of a block, whose states live on the stack */
  COLUMNS = 64,     /* results of a block that reads along rows of columns, at least */
  TILE = 16,        /* columns turned into rows together: one cache line of float32 */
  SPLIT_BELOW = 16, /* blocks of results; with fewer, a long reduction is cut itself */
  MOST_SPLITS = 256,
};

typedef struct axes {
  int n;
  int64_t size[LM_MAX_DIMS], stride[LM_MAX_DIMS]; /* in bytes; the innermost last */
  int64_t count;
} axes;

typedef struct fold_plan {
  axes kept, reduced;
  const char *data;
  int64_t element;     /* bytes of one in memory */
  int64_t unit;        /* bytes of one as the fold reads it */
  lm_cast_kernel cast; /* from one to the other */
  bool as_is;          /* no conversion */
  bool columns;        /* kept results lie closer than what is reduced */
  lm_fold_rows rows;
  lm_fold_cols cols; /* NULL: columns are turned into rows */
  lm_fold fold;
  bool integers;
  int cells;
  double p;
  cpu_finish finish;
  void *ctx;
  int64_t kept_block, reduced_block; /* results and elements of a block */
  lm_cell *partial;                  /* states of blocks of elements */
} fold_plan;

/* ---- states ---- */

int cpu_fold_cells(lm_fold fold) {
  switch (fold) {
  case LM_FOLD_MOMENTS: return 3;
  case LM_FOLD_ARGMAX:
  case LM_FOLD_ARGMIN:
  case LM_FOLD_EXP: return 2;
  default: return 1;
  }
}

static void begin_states(const fold_plan *p, lm_cell *s, int64_t n) {
  memset(s, 0, sizeof *s * (size_t)(n * p->cells));
  lm_cell first;
  switch (p->fold) {
  case LM_FOLD_PROD: first = p->integers ? (lm_cell){.i = 1} : (lm_cell){.f = 1}; break;
  case LM_FOLD_MAX:
    first = p->integers ? (lm_cell){.i = INT64_MIN} : (lm_cell){.f = -INFINITY};
    break;
  case LM_FOLD_MIN:
    first = p->integers ? (lm_cell){.i = INT64_MAX} : (lm_cell){.f = INFINITY};
    break;
  case LM_FOLD_ABS_MIN: first = (lm_cell){.f = INFINITY}; break;
  case LM_FOLD_ARGMAX:
  case LM_FOLD_ARGMIN:
    for (int64_t k = 0; k < n; k++) s[2 * k + 1].i = -1;
    return;
  default: return;
  }
  for (int64_t k = 0; k < n; k++) s[k] = first;
}

/* True when b, seen after a, takes its place as the extreme. */
static bool beats(const fold_plan *p, const lm_cell *a, const lm_cell *b) {
  bool largest = p->fold == LM_FOLD_ARGMAX;
  if (b[1].i < 0 || a[1].i < 0) return a[1].i < 0;
  if (p->integers) return largest ? b[0].i > a[0].i : b[0].i < a[0].i;
  if (isnan(b[0].f)) return !isnan(a[0].f);
  return largest ? b[0].f > a[0].f : b[0].f < a[0].f;
}

/* States of later elements, b, into those of earlier ones. */
static void merge_states(const fold_plan *p, lm_cell *a, const lm_cell *b, int64_t n) {
  const bool integers = p->integers || p->fold == LM_FOLD_COUNT_NONZERO;
  for (int64_t k = 0; k < n; k++, a += p->cells, b += p->cells) {
    switch (p->fold) {
    case LM_FOLD_PROD:
      if (integers)
        a->i = (int64_t)((uint64_t)a->i * (uint64_t)b->i);
      else
        a->f *= b->f;
      break;
    case LM_FOLD_MAX:
    case LM_FOLD_ABS_MAX:
      if (integers)
        a->i = b->i > a->i ? b->i : a->i;
      else
        a->f = lm_max_f(a->f, b->f);
      break;
    case LM_FOLD_MIN:
    case LM_FOLD_ABS_MIN:
      if (integers)
        a->i = b->i < a->i ? b->i : a->i;
      else
        a->f = lm_min_f(a->f, b->f);
      break;
    case LM_FOLD_ARGMAX:
    case LM_FOLD_ARGMIN:
      if (beats(p, a, b)) a[0] = b[0], a[1] = b[1];
      break;
    case LM_FOLD_MOMENTS: lm_merge_moments(a, b[0].f, b[1].f, b[2].f); break;
    case LM_FOLD_EXP: lm_merge_exp(a, b[0].f, b[1].f); break;
    default:
      if (integers)
        a->i = (int64_t)((uint64_t)a->i + (uint64_t)b->i);
      else
        a->f += b->f;
    }
  }
}

/* ---- geometry ---- */

static void add_axis(axes *a, int64_t size, int64_t stride) {
  a->count *= size;
  if (size == 1) return;
  a->size[a->n] = size;
  a->stride[a->n++] = stride;
}

/* Joins axes that lie behind each other. */
static void join_axes(axes *a) {
  int last = 0;
  for (int i = 1; i < a->n; i++) {
    if (a->stride[last] == a->stride[i] * a->size[i]) {
      a->size[last] *= a->size[i];
      a->stride[last] = a->stride[i];
    } else {
      last++;
      a->size[last] = a->size[i];
      a->stride[last] = a->stride[i];
    }
  }
  if (a->n) a->n = last + 1;
}

/* The largest strides outermost: for folds that do not ask for positions. */
static void sort_axes(axes *a) {
  for (int i = 1; i < a->n; i++)
    for (int j = i; j > 0 && llabs(a->stride[j]) > llabs(a->stride[j - 1]); j--) {
      int64_t size = a->size[j], stride = a->stride[j];
      a->size[j] = a->size[j - 1], a->stride[j] = a->stride[j - 1];
      a->size[j - 1] = size, a->stride[j - 1] = stride;
    }
}

/* A place in axes, and how far the innermost one still runs. */
typedef struct cursor {
  int64_t at[LM_MAX_DIMS];
  int64_t offset; /* in bytes */
} cursor;

static void cursor_set(cursor *c, const axes *a, int64_t i) {
  c->offset = 0;
  for (int d = a->n - 1; d >= 0; d--) {
    c->at[d] = i % a->size[d];
    i /= a->size[d];
    c->offset += c->at[d] * a->stride[d];
  }
}

static int64_t cursor_run(const cursor *c, const axes *a) {
  return a->n ? a->size[a->n - 1] - c->at[a->n - 1] : 1;
}

static void cursor_skip(cursor *c, const axes *a, int64_t run) {
  for (int d = a->n - 1; d >= 0; d--, run = 1) {
    c->at[d] += run;
    c->offset += run * a->stride[d];
    if (c->at[d] < a->size[d]) return;
    c->offset -= a->size[d] * a->stride[d];
    c->at[d] = 0;
  }
}

static int64_t inner_stride(const axes *a, int64_t otherwise) {
  return a->n ? a->stride[a->n - 1] : otherwise;
}

/* ---- one run of results by one run of elements ---- */

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static void fold_as_rows(const fold_plan *p, const char *x, int64_t results, int64_t n, lm_cell *s,
                         int64_t pos) {
  int64_t row = inner_stride(&p->kept, 0), step = inner_stride(&p->reduced, p->element);
  if (p->as_is && step == p->element && row % p->element == 0) {
    p->rows(s, x, results, row / p->element, n, pos, p->p);
    return;
  }
  _Alignas(64) char buffer[BUFFER * 8];
  for (int64_t k = 0; k < results;) {
    int64_t batch = n < BUFFER ? least(BUFFER / n, results - k) : 1;
    const char *from = x + k * row;
    lm_cell *to = s + k * p->cells;
    if (batch == 1) {
      for (int64_t i = 0; i < n; i += BUFFER) {
        int64_t m = least(BUFFER, n - i);
        p->cast(buffer, p->unit, from + i * step, step, m);
        p->rows(to, buffer, 1, 0, m, pos + i, p->p);
      }
    } else {
      if (row == n * step)
        p->cast(buffer, p->unit, from, step, batch * n);
      else
        for (int64_t j = 0; j < batch; j++)
          p->cast(buffer + j * n * p->unit, p->unit, from + j * row, step, n);
      p->rows(to, buffer, batch, n, n, pos, p->p);
    }
    k += batch;
  }
}

static void fold_as_columns(const fold_plan *p, const char *x, int64_t results, int64_t n,
                            lm_cell *s, int64_t pos) {
  int64_t step = inner_stride(&p->kept, p->element), row = inner_stride(&p->reduced, p->element);
  if (p->as_is && step == p->element && row % p->element == 0) {
    p->cols(s, x, n, row / p->element, results, pos);
    return;
  }
  _Alignas(64) char buffer[BUFFER * 8];
  for (int64_t k = 0; k < results; k += COLUMNS) {
    int64_t width = least(COLUMNS, results - k), height = BUFFER / width;
    for (int64_t i = 0; i < n; i += height) {
      int64_t m = least(height, n - i);
      for (int64_t j = 0; j < m; j++)
        p->cast(buffer + j * width * p->unit, p->unit, x + (i + j) * row + k * step, step, width);
      p->cols(s + k * p->cells, buffer, m, width, width, pos + i);
    }
  }
}

/* For folds without a loop over columns: a few columns at a time become rows of a buffer. */
static void fold_turned(const fold_plan *p, const char *x, int64_t results, int64_t n, lm_cell *s,
                        int64_t pos) {
  int64_t step = inner_stride(&p->kept, p->element), row = inner_stride(&p->reduced, p->element);
  _Alignas(64) char buffer[BUFFER * 8];
  for (int64_t k = 0; k < results; k += TILE) {
    int64_t width = least(TILE, results - k), height = BUFFER / width;
    for (int64_t i = 0; i < n; i += height) {
      int64_t m = least(height, n - i);
      for (int64_t j = 0; j < width; j++)
        p->cast(buffer + j * m * p->unit, p->unit, x + i * row + (k + j) * step, row, m);
      p->rows(s + k * p->cells, buffer, width, m, m, pos + i, p->p);
    }
  }
}

/* Elements r0 .. r1-1 of results k0 .. k1-1. */
static void fold_range(const fold_plan *p, int64_t k0, int64_t k1, int64_t r0, int64_t r1,
                       lm_cell *s) {
  cursor kept, reduced;
  cursor_set(&kept, &p->kept, k0);
  for (int64_t k = k0; k < k1;) {
    int64_t results = least(cursor_run(&kept, &p->kept), k1 - k);
    cursor_set(&reduced, &p->reduced, r0);
    for (int64_t r = r0; r < r1;) {
      int64_t n = least(cursor_run(&reduced, &p->reduced), r1 - r);
      const char *x = p->data + kept.offset + reduced.offset;
      lm_cell *to = s + (k - k0) * p->cells;
      if (!p->columns)
        fold_as_rows(p, x, results, n, to, r);
      else if (p->cols)
        fold_as_columns(p, x, results, n, to, r);
      else
        fold_turned(p, x, results, n, to, r);
      r += n;
      cursor_skip(&reduced, &p->reduced, n);
    }
    k += results;
    cursor_skip(&kept, &p->kept, results);
  }
}

/* ---- blocks ---- */

static void results_block(void *ctx, int64_t begin, int64_t end) {
  const fold_plan *p = ctx;
  lm_cell state[STATES * LM_CELLS];
  begin_states(p, state, end - begin);
  if (p->reduced.count) fold_range(p, begin, end, 0, p->reduced.count, state);
  p->finish(p->ctx, state, begin, end - begin);
}

static void elements_block(void *ctx, int64_t begin, int64_t end) {
  const fold_plan *p = ctx;
  for (int64_t b = begin; b < end; b++) {
    lm_cell *state = p->partial + b * p->kept.count * p->cells;
    begin_states(p, state, p->kept.count);
    fold_range(p, 0, p->kept.count, b * p->reduced_block,
               least((b + 1) * p->reduced_block, p->reduced.count), state);
  }
}

/* Few results of many elements: blocks of elements, merged in order. */
static bool fold_split(fold_plan *p, int64_t blocks) {
  int64_t results = p->kept.count;
  p->reduced_block = (p->reduced.count - 1) / blocks + 1;
  blocks = (p->reduced.count - 1) / p->reduced_block + 1;
  const long long states = blocks * results;
  p->partial = malloc(sizeof *p->partial * (size_t)states * (size_t)p->cells);
  if (p->partial == NULL) return lm_fail("out of memory: no room for %lld partial results", states);
  bool ok = lm_parallel(blocks, 1, elements_block, p);
  if (ok) {
    for (int64_t b = 1; b < blocks; b++)
      merge_states(p, p->partial, p->partial + b * results * p->cells, results);
    p->finish(p->ctx, p->partial, 0, results);
  }
  free(p->partial);
  return ok;
}

static lm_dtype compute_dtype(lm_dtype as, lm_compute *compute) {
  if (as == LM_F64) return *compute = LM_COMPUTE_F64, LM_F64;
  if (lm_is_float(as)) return *compute = LM_COMPUTE_F32, LM_F32;
  return *compute = LM_COMPUTE_I64, LM_I64;
}

bool cpu_fold(lm_tensor *t, lm_dtype as, uint32_t mask, lm_fold fold, double p, cpu_finish finish,
              void *ctx) {
  lm_compute compute;
  lm_dtype unit = compute_dtype(as, &compute), dtype = (lm_dtype)t->dtype;
  fold_plan plan = {.data = lm_data(t), .fold = fold, .p = p, .finish = finish, .ctx = ctx};
  plan.element = (int64_t)lm_dtype_size(dtype);
  plan.unit = (int64_t)lm_dtype_size(unit);
  plan.cast = lm_casts()->cast[dtype][unit];
  plan.as_is = dtype == unit;
  plan.rows = lm_folds()->rows[fold][compute];
  plan.cols = lm_folds()->cols[fold][compute];
  plan.integers = compute == LM_COMPUTE_I64;
  plan.cells = cpu_fold_cells(fold);
  plan.kept.count = plan.reduced.count = 1;
  for (int d = 0; d < t->ndim; d++)
    add_axis(mask >> d & 1 ? &plan.reduced : &plan.kept, t->sizes[d], t->strides[d] * plan.element);
  if (plan.rows == NULL || (plan.cast == NULL && !plan.as_is))
    return lm_fail("no reduction of %s elements", lm_dtypes[dtype].name);
  int64_t results = plan.kept.count, elements = plan.reduced.count;
  if (results == 0) return true;
  if (elements > 0) {
    if (fold != LM_FOLD_ARGMAX && fold != LM_FOLD_ARGMIN) sort_axes(&plan.reduced);
    join_axes(&plan.kept);
    join_axes(&plan.reduced);
  }
  plan.columns =
      results > 1 && (elements == 1 || llabs(inner_stride(&plan.kept, 0)) <
                                           llabs(inner_stride(&plan.reduced, INT64_MAX)));
  plan.kept_block = elements ? BLOCK / elements : STATES;
  if (plan.columns && plan.kept_block < COLUMNS) plan.kept_block = COLUMNS;
  if (plan.kept_block < 1) plan.kept_block = 1;
  if (plan.kept_block > STATES) plan.kept_block = STATES;
  int64_t blocks = (results - 1) / plan.kept_block + 1;
  int64_t splits = least(results * elements / BLOCK, least(MOST_SPLITS, elements));
  if (blocks < SPLIT_BELOW && splits > 1) return fold_split(&plan, splits);
  return lm_parallel(results, plan.kept_block, results_block, &plan);
}
