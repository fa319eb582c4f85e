/* Attention on the CPU, forward: blocks of queries against blocks of keys, with the softmax kept up to
** date as the blocks go by (Milakov and Gimelshein 2018; Dao et al. 2022).
**
** An item is a block of queries of one head; items are independent, so the result does not depend on
** the number of threads. */
#include "tensor/cpu/attention.h"
#include "tensor/cpu/gemm.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/random.h"
#include "tensor/cpu/ready.h"

#include <math.h>
#include <stdlib.h>

/* A block of scores, 256 KB of float32, stays in the second cache with the keys and values it meets.
** Measured for (1, 8, 1024, 64) on one core (EPYC, AVX2), in milliseconds: 64 x 256 37, 64 x 512 35,
** 128 x 256 35, 128 x 512 33; backward, which holds two blocks: 72, 79, 68, 76. */
#define BLOCK_ROWS 128
#define BLOCK_COLUMNS 512
#define WORK_PER_BLOCK (1 << 17)

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

/* ---- operands ---- */

/* A copy as `dtype` in which what was broadcast still is. */
static lm_tensor *compact(lm_tensor *t, lm_dtype dtype) {
  int64_t sizes[LM_MAX_DIMS];
  for (int d = 0; d < t->ndim; d++)
    sizes[d] = d < t->ndim - 2 && t->strides[d] == 0 ? 1 : t->sizes[d];
  lm_tensor *part = lm_as_view(t, t->ndim, sizes, t->strides, t->offset);
  lm_tensor *copy = part ? lm_new(t->ndim, sizes, dtype, t->device) : NULL, *whole = NULL;
  if (copy && lm_copy_elements(copy, part)) whole = lm_expanded(copy, t->ndim, t->sizes);
  lm_release(part);
  lm_release(copy);
  return whole;
}

bool cpu_heads_of(cpu_heads *h, lm_tensor *t, lm_dtype dtype) {
  const int64_t rows = t->sizes[t->ndim - 2], columns = t->sizes[t->ndim - 1];
  bool fits = t->dtype == (int8_t)dtype && (t->strides[t->ndim - 1] == 1 || columns <= 1) &&
              (t->strides[t->ndim - 2] >= columns || rows <= 1);
  h->t = fits ? lm_retain(t) : compact(t, dtype);
  if (h->t == NULL) return false;
  h->row = rows > 1 ? h->t->strides[t->ndim - 2] : columns;
  if (h->row < 1) h->row = 1;
  return true;
}

static int64_t head_offset(const cpu_attention *a, const lm_tensor *t, int64_t place) {
  int64_t at = 0;
  for (int d = a->batch_dims - 1; d >= 0; place /= a->sizes[d--])
    at += place % a->sizes[d] * t->strides[d];
  return at;
}

char *cpu_head(const cpu_attention *a, const cpu_heads *h, int64_t place, int64_t row) {
  return lm_data(h->t) + (head_offset(a, h->t, place) + row * h->row) * a->size;
}

bool cpu_attention_begin(cpu_attention *a, lm_tensor *q, lm_tensor *k, lm_tensor *v,
                         lm_tensor *mask, lm_tensor *slopes, int64_t columns) {
  const lm_dtype unit = cpu_unit((lm_dtype)q->dtype);
  a->wide = unit == LM_F64;
  a->size = (int64_t)lm_dtype_size(unit);
  a->batch_dims = q->ndim - 2;
  a->batch = 1;
  for (int d = 0; d < a->batch_dims; d++) a->batch *= a->sizes[d] = q->sizes[d];
  a->queries = q->sizes[q->ndim - 2], a->features = q->sizes[q->ndim - 1];
  a->keys = k->sizes[k->ndim - 2], a->outputs = v->sizes[v->ndim - 1];
  a->block_rows = least(BLOCK_ROWS, a->queries);
  a->block_columns = least(columns, a->keys);
  a->ld = (a->block_columns + LM_ATTENTION_PAD - 1) / LM_ATTENTION_PAD * LM_ATTENTION_PAD;
  a->mask.t = lm_retain(mask);
  a->slopes.t = lm_retain(slopes);
  return cpu_heads_of(&a->q, q, unit) && cpu_heads_of(&a->k, k, unit) &&
         cpu_heads_of(&a->v, v, unit);
}

void cpu_attention_end(cpu_attention *a) {
  lm_release(a->q.t);
  lm_release(a->k.t);
  lm_release(a->v.t);
  lm_release(a->mask.t);
  lm_release(a->slopes.t);
}

/* ---- blocks ---- */

void cpu_attention_span(const cpu_attention *a, int64_t i, int64_t rows, int64_t *first,
                        int64_t *end) {
  const lm_window *w = &a->window;
  *first = w->left < 0 ? 0 : least(most(i + w->offset - w->left, 0), a->keys);
  *end = w->right < 0 ? a->keys : least(i + rows + w->offset + w->right, a->keys);
}

void cpu_attention_product(const cpu_attention *a, bool ta, bool tb, int64_t m, int64_t n,
                           int64_t k, double alpha, const char *x, int64_t ldx, const char *y,
                           int64_t ldy, double beta, char *out, int64_t ldo) {
  if (m == 0 || n == 0) return;
  cpu_gemm g = {.ta = ta, .tb = tb, .m = m, .n = n, .k = k, .lda = ldx, .ldb = ldy, .ldc = ldo};
  if (a->wide)
    cpu_gemm_f64(&g, alpha, (const double *)(const void *)x, (const double *)(const void *)y, beta,
                 (double *)(void *)out);
  else
    cpu_gemm_f32(&g, (float)alpha, (const float *)(const void *)x, (const float *)(const void *)y,
                 (float)beta, (float *)(void *)out);
}

void cpu_attention_scores(const cpu_attention *a, int64_t place, int64_t i, int64_t rows, int64_t j,
                          int64_t columns, char *scores, lm_attention_block *b) {
  cpu_attention_product(a, false, true, rows, columns, a->features, a->scale,
                        cpu_head(a, &a->q, place, i), a->q.row, cpu_head(a, &a->k, place, j),
                        a->k.row, 0, scores, a->ld);
  *b = (lm_attention_block){.rows = rows,
                            .columns = columns,
                            .ld = a->ld,
                            .place = i + a->window.offset,
                            .column = j,
                            .left = a->window.left,
                            .right = a->window.right};
  b->padded = (columns + LM_ATTENTION_PAD - 1) / LM_ATTENTION_PAD * LM_ATTENTION_PAD;
  if (a->mask.t) {
    const lm_tensor *t = a->mask.t;
    b->mask_row = t->strides[t->ndim - 2], b->mask_column = t->strides[t->ndim - 1];
    b->mask_is_bool = t->dtype == LM_BOOL;
    b->mask = lm_data(t) + (head_offset(a, t, place) + i * b->mask_row + j * b->mask_column) *
                               (int64_t)lm_dtype_size((lm_dtype)t->dtype);
  }
  if (a->slopes.t) {
    const char *slope = lm_data(a->slopes.t) + head_offset(a, a->slopes.t, place) * a->size;
    b->slope = a->wide ? *(const double *)(const void *)slope : *(const float *)(const void *)slope;
  }
  lm_attentions()->mark[a->wide](b, scores);
}

void cpu_attention_drop(const cpu_attention *a, int64_t place, int64_t i, int64_t j,
                        const lm_attention_block *b, char *out, const char *x, uint32_t *words) {
  const uint64_t drop = (uint64_t)ldexp(a->draw.p, 32);
  const double scale = a->draw.p < 1 ? 1 / (1 - a->draw.p) : 0;
  for (int64_t r = 0; r < b->rows; r++) {
    const int64_t element = (place * a->queries + i + r) * a->keys + j, skip = element % 4;
    cpu_random_kernels()->words(words, a->draw.first + (uint64_t)(element / 4), a->draw.seed,
                                (skip + b->columns + 3) / 4);
    const int64_t at = r * b->ld * a->size;
    lm_attentions()->drop[a->wide](out + at, x + at, words + skip, b->columns, drop, scale);
  }
}

/* ---- forward ---- */

typedef struct forward_job {
  cpu_attention a;
  char *out, *lse;
} forward_job;

/* Block `number` of n: first and last in turn, so that threads which share them in order get as much
** of a triangle each. */
static int64_t zigzag(int64_t number, int64_t n) {
  return number % 2 ? n - 1 - number / 2 : number / 2;
}

static void forward_items(void *ctx, int64_t begin, int64_t end) {
  forward_job *job = ctx;
  const cpu_attention *a = &job->a;
  const int64_t blocks = (a->queries - 1) / a->block_rows + 1;
  const int64_t block_bytes = a->block_rows * a->ld * a->size, row_bytes = a->block_rows * a->size;
  char *memory = malloc((size_t)(block_bytes + 2 * row_bytes + (a->ld + 8) * 4));
  if (memory == NULL) {
    atomic_store(&job->a.failed, true);
    return;
  }
  char *scores = memory, *m = scores + block_bytes, *s = m + row_bytes;
  uint32_t *words = (uint32_t *)(void *)(s + row_bytes);
  for (int64_t item = begin; item < end; item++) {
    const int64_t place = item / blocks, i = zigzag(item % blocks, blocks) * a->block_rows;
    const int64_t rows = least(a->block_rows, a->queries - i), row = place * a->queries + i;
    char *out = job->out + row * a->outputs * a->size;
    for (int64_t r = 0; r < rows; r++) { /* nothing seen so far */
      if (a->wide)
        ((double *)(void *)m)[r] = -INFINITY, ((double *)(void *)s)[r] = 0;
      else
        ((float *)(void *)m)[r] = -INFINITY, ((float *)(void *)s)[r] = 0;
    }
    int64_t j, keys;
    bool started = false;
    cpu_attention_span(a, i, rows, &j, &keys);
    for (; j < keys; j += a->block_columns, started = true) {
      lm_attention_block b;
      cpu_attention_scores(a, place, i, rows, j, least(a->block_columns, keys - j), scores, &b);
      lm_attentions()->online[a->wide](&b, scores, m, s, started ? out : NULL, a->outputs);
      if (a->draw.p > 0) cpu_attention_drop(a, place, i, j, &b, scores, scores, words);
      cpu_attention_product(a, false, false, rows, a->outputs, b.columns, 1, scores, a->ld,
                            cpu_head(a, &a->v, place, j), a->v.row, started, out, a->outputs);
    }
    if (!started) cpu_attention_zero(a, out, rows * a->outputs);
    lm_attentions()->finish[a->wide](rows, a->outputs, out, m, s, job->lse + row * a->size);
  }
  free(memory);
}

bool cpu_attention_forward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  forward_job job = {.a = {.scale = A(5).f,
                           .window = lm_window_of(A(6).ints),
                           .draw = lm_attention_draw_of(A(7).f, A(8).ints)}};
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok =
      out && cpu_attention_begin(&job.a, A(0).t, A(1).t, A(2).t, A(3).t, A(4).t, BLOCK_COLUMNS);
  if (ok && c->out[1]->numel > 0) {
    const cpu_attention *a = &job.a;
    job.out = lm_data(out), job.lse = lm_data(c->out[1]);
    const int64_t items = a->batch * ((a->queries - 1) / a->block_rows + 1);
    const double work = (double)(a->block_rows * a->keys) * (double)(a->features + a->outputs + 8);
    ok = lm_parallel(items, (int64_t)(WORK_PER_BLOCK / (work + 1)) + 1, forward_items, &job) &&
         (!atomic_load(&job.a.failed) || lm_fail("out of memory: no room for a block of scores"));
  }
  cpu_attention_end(&job.a);
  return cpu_written(c->out[0], out, ok);
}

/* ---- dropout, as a tensor ---- */

bool cpu_attention_keep(lm_call *c) {
  const lm_attention_draw draw = lm_attention_draw_of(A(1).f, A(2).ints);
  const uint64_t drop = (uint64_t)ldexp(draw.p, 32);
  uint8_t *keep = (uint8_t *)lm_data(c->out[0]);
  uint32_t words[1024];
  const int64_t n = c->out[0]->numel;
  for (int64_t i = 0; i < n; i += 1024) {
    const int64_t count = least(1024, n - i);
    cpu_random_kernels()->words(words, draw.first + (uint64_t)(i / 4), draw.seed, (count + 3) / 4);
    for (int64_t k = 0; k < count; k++) keep[i + k] = words[k] >= drop;
  }
  return true;
}
