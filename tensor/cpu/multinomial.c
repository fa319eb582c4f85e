/* multinomial on the CPU: positions drawn with given weights, each row from blocks of its own. */
#include "tensor/cpu/draw.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/random.h"

#include <stdatomic.h>

/* What a row could not say from inside a parallel region. */
enum { FINE, BAD_WEIGHT, ALL_ZERO, TOO_FEW };

typedef struct lots {
  uint64_t seed, first; /* of the stream: key, first block */
  _Atomic int error;
  double *weights;                     /* rows of `categories`; overwritten */
  int64_t *out;                        /* rows of `samples` positions */
  int64_t categories, samples, blocks; /* blocks of the stream for a row */
  bool replacement;
} lots;

/* Checks a row; gives the number of its positive weights, or -1 after an error. */
static int64_t check_weights(lots *l, const double *weight) {
  double sum = 0;
  int64_t positive = 0;
  for (int64_t i = 0; i < l->categories; i++) {
    if (!(weight[i] >= 0 && weight[i] <= 1.7976931348623157e308)) {
      l->error = BAD_WEIGHT;
      return -1;
    }
    sum += weight[i];
    positive += weight[i] > 0;
  }
  if (!(sum > 0))
    l->error = ALL_ZERO;
  else if (!l->replacement && positive < l->samples)
    l->error = TOO_FEW;
  else
    return positive;
  return -1;
}

/* The words of a row, a chunk at a time. */
typedef struct reader {
  uint64_t seed, block;
  int64_t blocks; /* left */
  int64_t used;   /* of w */
  uint32_t w[CHUNK] __attribute__((aligned(64)));
} reader;

/* The next words in r->w; returns how many blocks they are. */
static int64_t refill(reader *r) {
  int64_t n = r->blocks < CHUNK / 4 ? r->blocks : CHUNK / 4;
  cpu_random_kernels()->words(r->w, r->block, r->seed, n);
  r->block += (uint64_t)n;
  r->blocks -= n;
  return n;
}

static double next_uniform(reader *r) {
  if (r->used == 0) refill(r);
  const uint32_t *w = r->w + r->used;
  r->used = (r->used + 2) % CHUNK;
  return (double)(join(w) >> 11) * 0x1p-53;
}

/* With replacement: a number below the total falls into one weight's part of the running sum. */
static void draw_with(lots *l, double *sum, int64_t *out, reader *r) {
  int64_t n = l->categories, last = 0;
  for (int64_t i = 0; i < n; i++)
    if (sum[i] > 0) last = i;
  double scale = 1; /* so that the total is finite */
  for (int64_t i = 0; i < n; i++)
    if (sum[i] > 1e290) scale = 1e-300;
  double total = 0;
  for (int64_t i = 0; i < n; i++) sum[i] = total += sum[i] * scale;
  for (int64_t k = 0; k < l->samples; k++) {
    double u = next_uniform(r) * total;
    int64_t low = 0, high = last; /* the first position whose sum is above u */
    while (low < high) {
      int64_t middle = low + (high - low) / 2;
      if (sum[middle] > u)
        high = middle;
      else
        low = middle + 1;
    }
    out[k] = low + 1;
  }
}

/* Lets the element at `i` of a heap of positions (largest key first) sink to its place. */
static void sink(int64_t *heap, int64_t n, int64_t i, const double *key) {
  for (int64_t child; (child = 2 * i + 1) < n; i = child) {
    if (child + 1 < n && key[heap[child + 1]] > key[heap[child]]) child++;
    if (key[heap[i]] >= key[heap[child]]) return;
    int64_t p = heap[i];
    heap[i] = heap[child];
    heap[child] = p;
  }
}

/* Without: each position waits an exponential time with its weight as rate, and the first ones are
** drawn, in order of arrival (Efraimidis and Spirakis 2006).  `out` holds the earliest so far as a
** heap. */
static void draw_without(lots *l, double *time, int64_t *out, reader *r) {
  double wait[CHUNK / 2];
  int64_t n = 0, step = CHUNK / 2;
  for (int64_t i = 0; i < l->categories; i++) {
    if (i % step == 0) cpu_random_kernels()->exponential_f64(wait, r->w, refill(r) * 2, 1);
    if (!(time[i] > 0)) continue;
    time[i] = wait[i % step] / time[i];
    if (n < l->samples) {
      out[n++] = i;
      if (n == l->samples)
        for (int64_t k = n / 2; k-- > 0;) sink(out, n, k, time);
    } else if (time[i] < time[out[0]]) {
      out[0] = i;
      sink(out, n, 0, time);
    }
  }
  for (int64_t k = n; k-- > 1;) { /* the latest goes to the end, and so on */
    int64_t p = out[0];
    out[0] = out[k];
    out[k] = p;
    sink(out, k, 0, time);
  }
  for (int64_t k = 0; k < n; k++) out[k]++;
}

static void draw_rows(void *ctx, int64_t begin, int64_t end) {
  lots *l = ctx;
  reader r = {.seed = l->seed};
  for (int64_t row = begin; row < end; row++) {
    double *weight = l->weights + row * l->categories;
    int64_t *out = l->out + row * l->samples;
    if (check_weights(l, weight) < 0) return;
    r.block = l->first + (uint64_t)(row * l->blocks);
    r.blocks = l->blocks;
    r.used = 0;
    if (l->replacement)
      draw_with(l, weight, out, &r);
    else
      draw_without(l, weight, out, &r);
  }
}

bool cpu_multinomial(lm_call *c) {
  lm_tensor *weights = cpu_as_doubles(A(0).t);
  if (weights == NULL) return false;
  lots l = {.weights = (double *)lm_data(weights),
            .out = (int64_t *)lm_data(c->out[0]),
            .categories = weights->sizes[weights->ndim - 1],
            .samples = A(1).i,
            .replacement = A(2).b};
  int64_t rows = lm_numel(weights) / l.categories;
  int64_t pairs = l.replacement ? l.samples : l.categories;
  l.blocks = (pairs - 1) / 2 + 1;
  bool ok = true;
  if (rows > 0) {
    int64_t grain = LM_GRAIN_MATH / (l.categories + l.samples) + 1;
    ok = cpu_take_blocks(A(3).gen, rows * l.blocks, &l.first, &l.seed) &&
         lm_parallel(rows, grain, draw_rows, &l);
  }
  lm_release(weights);
  if (!ok) return false;
  int error = l.error;
  switch (error) {
  case BAD_WEIGHT:
    return lm_fail("multinomial: weights must be finite and not negative, and one is not");
  case ALL_ZERO: return lm_fail("multinomial: the weights of a row must not all be 0");
  case TOO_FEW:
    return lm_fail("multinomial: a row has fewer than %lld weights above 0, too few to draw "
                   "without replacement",
                   (long long)l.samples);
  default: return true;
  }
}
