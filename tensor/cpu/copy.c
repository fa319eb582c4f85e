/* Copies between tensors of one shape, with conversion, and fills. */
#include "tensor/cpu/cpu.h"
#include "tensor/cpu/isa/move.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/cpu/iter.h"
#include "tensor/cpu/parallel.h"

#include <string.h>

LM_ISA_TABLE(lm_cast_table, lm_casts)

typedef struct copy_job {
  lm_cast_kernel cast;
  int64_t dst_size, src_size; /* bytes of an element */
  bool same;                  /* the dtypes are equal */
  lm_iter it;                 /* dst, src */
} copy_job;

static void copy_row(void *ctx, char **p, const int64_t *stride, int64_t n) {
  const copy_job *j = ctx;
  j->cast(p[0], stride[0], p[1], stride[1], n);
}

static void copy_range(void *ctx, int64_t begin, int64_t end) {
  copy_job *j = ctx;
  lm_iter_walk(&j->it, begin, end, copy_row, j);
}

/* ---- transposed copies ---- */

/* Where rows of dst are columns of src, each element of a row would touch a cache line of its own;
** in square tiles a line is used up while it is in the cache. */
#define TILE 32

typedef struct tile_job {
  const copy_job *copy;
  int across;            /* the dimension along which src is contiguous; dst is along dimension 0 */
  int64_t columns, rows; /* tiles along dimension 0 and across */
  void (*square)(void *dst, int64_t ds, const void *src,
                 int64_t ss); /* NULL: none for the dtypes */
  int64_t side;               /* elements along a side of such a square */
  lm_iter rest;               /* the other dimensions */
} tile_job;

static void copy_tile(const tile_job *t, int64_t column, int64_t row, char *dst, const char *src) {
  const lm_iter *it = &t->copy->it;
  const int64_t *along = it->strides[0], *across = it->strides[t->across];
  int64_t x = column * TILE, y = row * TILE;
  int64_t nx = it->sizes[0] - x, ny = it->sizes[t->across] - y;
  if (nx > TILE) nx = TILE;
  if (ny > TILE) ny = TILE;
  dst += x * along[0] + y * across[0];
  src += x * along[1] + y * across[1];
  if (t->square && nx == TILE && ny == TILE) {
    for (int64_t i = 0; i < TILE; i += t->side)
      for (int64_t k = 0; k < TILE; k += t->side)
        t->square(dst + i * across[0] + k * along[0], across[0], src + i * across[1] + k * along[1],
                  along[1]);
    return;
  }
  for (int64_t i = 0; i < ny; i++)
    t->copy->cast(dst + i * across[0], along[0], src + i * across[1], along[1], nx);
}

static void first_elements(void *ctx, char **p, const int64_t *stride, int64_t n) {
  char **found = ctx;
  (void)stride, (void)n;
  found[0] = p[0], found[1] = p[1];
}

/* Strips of `columns` tiles, counted over the rows of tiles of one matrix after the other. */
static void tile_range(void *ctx, int64_t begin, int64_t end) {
  const tile_job *t = ctx;
  for (int64_t i = begin; i < end; i++) {
    char *p[2];
    int64_t matrix = i / t->rows;
    lm_iter_walk(&t->rest, matrix, matrix + 1, first_elements, p);
    for (int64_t x = 0; x < t->columns; x++) copy_tile(t, x, i % t->rows, p[0], p[1]);
  }
}

/* Sets up tiles; false when rows are the better way. */
static bool transposed(const copy_job *j, tile_job *t) {
  const lm_iter *it = &j->it;
  if (it->strides[0][0] != j->dst_size || it->strides[0][1] == j->src_size ||
      it->strides[0][1] == 0 || it->sizes[0] < TILE / 2)
    return false;
  for (t->across = 1; t->across < it->ndim; t->across++)
    if (it->strides[t->across][1] == j->src_size && it->sizes[t->across] >= TILE / 2) break;
  if (t->across == it->ndim) return false;
  t->copy = j;
  t->square = j->same ? lm_casts()->transpose[j->dst_size] : NULL;
  t->side = lm_casts()->square_bytes / j->dst_size;
  t->columns = (it->sizes[0] + TILE - 1) / TILE;
  t->rows = (it->sizes[t->across] + TILE - 1) / TILE;
  lm_iter *r = &t->rest;
  r->n = 2;
  r->numel = it->numel / it->sizes[0] / it->sizes[t->across];
  r->data[0] = it->data[0], r->data[1] = it->data[1];
  r->ndim = 0;
  for (int d = 1; d < it->ndim; d++) {
    if (d == t->across) continue;
    r->sizes[r->ndim] = it->sizes[d];
    memcpy(r->strides[r->ndim++], it->strides[d], sizeof it->strides[d]);
  }
  if (r->ndim == 0) { /* one matrix */
    r->sizes[0] = 1;
    memset(r->strides[0], 0, sizeof r->strides[0]);
    r->ndim = 1;
  }
  return true;
}

/* ---- the backend's entries ---- */

bool lm_cpu_copy(lm_tensor *dst, lm_tensor *src) {
  if (dst->numel == 0) return true;
  lm_dtype to = (lm_dtype)dst->dtype, from = (lm_dtype)src->dtype;
  copy_job j = {.cast =
                    from == to ? cpu_moves()->copy[lm_dtype_size(to)] : lm_casts()->cast[from][to],
                .dst_size = (int64_t)lm_dtype_size(to),
                .src_size = (int64_t)lm_dtype_size(from),
                .same = from == to};
  if (j.cast == NULL)
    return lm_fail("copy: %s to %s is not available yet", lm_dtypes[from].name, lm_dtypes[to].name);
  lm_tensor *t[2] = {dst, src};
  lm_iter_init(&j.it, 2, t);
  tile_job tiles;
  if (transposed(&j, &tiles)) {
    int64_t strip = TILE * j.it.sizes[0], grain = strip < LM_GRAIN ? LM_GRAIN / strip : 1;
    return lm_parallel(tiles.rest.numel * tiles.rows, grain, tile_range, &tiles);
  }
  return lm_parallel(j.it.numel, LM_GRAIN, copy_range, &j);
}

typedef struct fill_job {
  lm_cast_kernel spread;
  int64_t value[2]; /* one element */
  lm_iter it;
} fill_job;

static void fill_row(void *ctx, char **p, const int64_t *stride, int64_t n) {
  const fill_job *j = ctx;
  j->spread(p[0], stride[0], j->value, 0, n);
}

static void fill_range(void *ctx, int64_t begin, int64_t end) {
  fill_job *j = ctx;
  lm_iter_walk(&j->it, begin, end, fill_row, j);
}

bool lm_cpu_fill(lm_tensor *t, lm_scalar value) {
  if (t->numel == 0) return true;
  lm_dtype to = (lm_dtype)t->dtype, from = value.kind == LM_SCALAR_FLOAT ? LM_F64 : LM_I64;
  const lm_cast_table *casts = lm_casts();
  fill_job j = {.spread = cpu_moves()->copy[lm_dtype_size(to)]};
  if (casts->cast[from][to] == NULL)
    return lm_fail("fill_: %s is not available yet", lm_dtypes[to].name);
  casts->cast[from][to](j.value, 16, from == LM_F64 ? (void *)&value.f : (void *)&value.i, 8, 1);
  lm_iter_init(&j.it, 1, &t);
  return lm_parallel(j.it.numel, LM_GRAIN, fill_range, &j);
}
