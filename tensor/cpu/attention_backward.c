/* Attention on the CPU, backward: each block of scores is computed anew from the logarithm of its rows'
** sums, and gives its part of three gradients (Dao et al. 2022, algorithm 4).
**
** An item is a share of the blocks of keys of one head: it owns the gradients of these keys and values,
** and adds those of the queries up in a tensor that belongs to its share.  There are several shares only
** where there are few heads; their number depends on the shapes alone, as does the order in which they
** are added up, so the result does not depend on the number of threads. */
#include "tensor/cpu/attention.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <stdlib.h>

/* Into how many items the work is cut where there are fewer heads. */
#define ITEMS 8
#define BLOCK_COLUMNS 256 /* attention.c says why */
#define WORK_PER_BLOCK (1 << 17)

typedef struct backward_job {
  cpu_attention a;
  cpu_heads grad;
  const char *lse;
  char *delta; /* sum(grad * result) of each row of queries */
  char *dq[ITEMS], *dk, *dv;
  const char *result;
  int64_t shares;
} backward_job;

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

static void delta_range(void *ctx, int64_t begin, int64_t end) {
  backward_job *j = ctx;
  const cpu_attention *a = &j->a;
  for (int64_t place = begin; place < end; place++) {
    const int64_t row = place * a->queries;
    lm_attentions()->dots[a->wide](a->queries, a->outputs, j->delta + row * a->size,
                                   cpu_head(a, &j->grad, place, 0), j->grad.row,
                                   j->result + row * a->outputs * a->size);
  }
}

/* What block (i, j) of the scores gives; `first` is true for the first block of these keys. */
static void one_block(backward_job *job, int64_t place, int64_t share, int64_t i, int64_t j,
                      int64_t columns, bool first, char *memory) {
  const cpu_attention *a = &job->a;
  const int64_t rows = least(a->block_rows, a->queries - i), row = place * a->queries + i;
  const int64_t block_bytes = a->block_rows * a->ld * a->size;
  char *p = memory, *d = p + block_bytes, *used = p;
  lm_attention_block b;
  cpu_attention_scores(a, place, i, rows, j, columns, p, &b);
  lm_attentions()->weigh[a->wide](&b, p, job->lse + row * a->size);
  const char *grad = cpu_head(a, &job->grad, place, i);
  cpu_attention_product(a, false, true, rows, columns, a->outputs, 1, grad, job->grad.row,
                        cpu_head(a, &a->v, place, j), a->v.row, 0, d, a->ld);
  if (a->draw.p > 0) {
    used = d + block_bytes;
    uint32_t *words = (uint32_t *)(void *)(used + block_bytes);
    cpu_attention_drop(a, place, i, j, &b, used, p, words);
    cpu_attention_drop(a, place, i, j, &b, d, d, words);
  }
  const int64_t key = place * a->keys + j;
  cpu_attention_product(a, true, false, columns, a->outputs, rows, 1, used, a->ld, grad,
                        job->grad.row, !first, job->dv + key * a->outputs * a->size, a->outputs);
  lm_attentions()->score_grad[a->wide](&b, d, p, job->delta + row * a->size);
  cpu_attention_product(a, true, false, columns, a->features, rows, a->scale, d, a->ld,
                        cpu_head(a, &a->q, place, i), a->q.row, !first,
                        job->dk + key * a->features * a->size, a->features);
  cpu_attention_product(a, false, false, rows, a->features, columns, a->scale, d, a->ld,
                        cpu_head(a, &a->k, place, j), a->k.row, 1,
                        job->dq[share] + row * a->features * a->size, a->features);
}

static void backward_items(void *ctx, int64_t begin, int64_t end) {
  backward_job *job = ctx;
  const cpu_attention *a = &job->a;
  const int64_t block_bytes = a->block_rows * a->ld * a->size;
  char *memory = malloc((size_t)(3 * block_bytes + (a->ld + 8) * 4));
  if (memory == NULL) {
    atomic_store(&job->a.failed, true);
    return;
  }
  const int64_t step = a->block_columns * job->shares;
  for (int64_t item = begin; item < end; item++) {
    const int64_t place = item / job->shares, share = item % job->shares;
    cpu_attention_zero(a, job->dq[share] + place * a->queries * a->features * a->size,
                       a->queries * a->features);
    for (int64_t j = share * a->block_columns; j < a->keys; j += step) {
      const int64_t columns = least(a->block_columns, a->keys - j), key = place * a->keys + j;
      bool first = true;
      for (int64_t i = 0; i < a->queries; i += a->block_rows) {
        int64_t from, to;
        cpu_attention_span(a, i, least(a->block_rows, a->queries - i), &from, &to);
        if (from >= j + columns || to <= j) continue;
        one_block(job, place, share, i, j, columns, first, memory);
        first = false;
      }
      if (!first) continue;
      cpu_attention_zero(a, job->dk + key * a->features * a->size, columns * a->features);
      cpu_attention_zero(a, job->dv + key * a->outputs * a->size, columns * a->outputs);
    }
  }
  free(memory);
}

static bool run(backward_job *job, lm_tensor *dq, lm_tensor *parts) {
  const cpu_attention *a = &job->a;
  const double work = (double)a->queries * (double)a->keys / (double)job->shares *
                      (double)(3 * a->features + 2 * a->outputs + 8);
  job->dq[0] = lm_data(dq);
  for (int64_t s = 1; s < job->shares; s++)
    job->dq[s] = lm_data(parts) + (s - 1) * dq->numel * a->size;
  if (!lm_parallel(a->batch, a->queries * a->outputs < 4096 ? 16 : 1, delta_range, job) ||
      !lm_parallel(a->batch * job->shares, (int64_t)(WORK_PER_BLOCK / (work + 1)) + 1,
                   backward_items, job))
    return false;
  if (atomic_load(&job->a.failed)) return lm_fail("out of memory: no room for a block of scores");
  for (int64_t s = 1; s < job->shares; s++)
    for (int64_t i = 0; i < dq->numel; i++) {
      if (a->wide)
        ((double *)(void *)job->dq[0])[i] += ((double *)(void *)job->dq[s])[i];
      else
        ((float *)(void *)job->dq[0])[i] += ((float *)(void *)job->dq[s])[i];
    }
  return true;
}

bool cpu_attention_backward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(1).t->dtype);
  backward_job job = {.a = {.scale = A(8).f,
                            .window = lm_window_of(A(9).ints),
                            .draw = lm_attention_draw_of(A(10).f, A(11).ints)}};
  lm_tensor *result = cpu_ready(A(4).t, unit), *lse = cpu_ready(A(5).t, unit), *target[3];
  lm_tensor *delta = lse ? lm_new_like(lse, unit) : NULL, *parts = NULL;
  for (int i = 0; i < 3; i++) target[i] = cpu_target(c->out[i], unit);
  bool ok = result && delta && target[0] && target[1] && target[2] &&
            cpu_attention_begin(&job.a, A(1).t, A(2).t, A(3).t, A(6).t, A(7).t, BLOCK_COLUMNS) &&
            cpu_heads_of(&job.grad, A(0).t, unit);
  const cpu_attention *a = &job.a;
  if (ok && (a->queries == 0 || a->keys == 0 || a->batch == 0)) {
    for (int i = 0; ok && i < 3; i++) ok = lm_fill_elements(target[i], lm_int(0));
  } else if (ok) {
    const int64_t blocks = (a->keys - 1) / a->block_columns + 1;
    job.shares = least(a->batch < ITEMS ? (ITEMS - 1) / a->batch + 1 : 1, blocks);
    int64_t sizes[2] = {job.shares - 1, target[0]->numel};
    if (job.shares > 1) ok = (parts = lm_new(2, sizes, unit, LM_CPU)) != NULL;
    job.result = lm_data(result), job.lse = lm_data(lse), job.delta = lm_data(delta);
    job.dk = lm_data(target[1]), job.dv = lm_data(target[2]);
    ok = ok && run(&job, target[0], parts);
  }
  cpu_attention_end(&job.a);
  lm_tensor *own[] = {job.grad.t, result, lse, delta, parts};
  for (int i = 0; i < 5; i++) lm_release(own[i]);
  for (int i = 0; i < 3; i++) ok = cpu_written(c->out[i], target[i], ok);
  return ok;
}
