/* median, kthvalue and mode on the CPU: one element of each row, chosen by the order of keys
** (order.h) without sorting the row. */
#include "tensor/cpu/order.h"
#include "tensor/cpu/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

typedef enum choice { KTH, MEDIAN, NANMEDIAN, MODE } choice;

typedef struct job {
  const lm_tensor *self;
  char *values;
  int64_t *positions; /* NULL: not wanted */
  cpu_keys_fn keys;
  choice choice;
  int64_t dim, n, k; /* k counts from 0 */
  uint64_t nan;      /* the key of NaN; 0 for integers */
  _Atomic bool out_of_memory;
} job;

/* ---- the key with a rank ---- */

/* Rows up to this length are put in order by insertion. */
#define SHORT_ROW 32

/* Number k of n keys in order, by bytes from the highest on: each pass keeps those whose byte is that
** of the wanted one, so that all passes together read little more than the first.  Overwrites `key`. */
static uint64_t key_of_rank(uint64_t *key, int64_t n, int64_t k, int bytes) {
  for (int shift = 8 * (bytes - 1); n > SHORT_ROW && shift >= 0; shift -= 8) {
    int64_t count[256] = {0}, before = 0, kept = 0;
    for (int64_t i = 0; i < n; i++) count[key[i] >> shift & 255]++;
    uint64_t byte = 0;
    while (before + count[byte] <= k) before += count[byte++];
    if (count[byte] == n) continue;
    for (int64_t i = 0; i < n; i++)
      if ((key[i] >> shift & 255) == byte) key[kept++] = key[i];
    k -= before;
    n = kept;
  }
  if (n > SHORT_ROW) return key[0]; /* all alike */
  for (int64_t i = 1; i < n; i++) {
    uint64_t v = key[i];
    int64_t j = i;
    for (; j > 0 && key[j - 1] > v; j--) key[j] = key[j - 1];
    key[j] = v;
  }
  return key[k];
}

/* Where a stable sort would take number k from, whose key is `key`. */
static int64_t place_of_rank(const uint64_t *row, int64_t n, int64_t k, uint64_t key) {
  int64_t less = 0, i = 0;
  for (int64_t j = 0; j < n; j++) less += row[j] < key;
  for (int64_t equal = k - less;; i++)
    if (row[i] == key && equal-- == 0) return i;
}

/* Hoare's selection with the median of three, on keys and their positions.  Among equal keys it takes
** the one that PyTorch takes; rows too long for its worst case go the other way. */
#define QUICK_ROW 1024
typedef struct pair {
  uint64_t key;
  int64_t at;
} pair;

static void swap(pair *a, pair *b) {
  pair t = *a;
  *a = *b;
  *b = t;
}

static int64_t quick_place(pair *p, int64_t n, int64_t k) {
  int64_t low = 0, high = n - 1;
  while (high > low + 1) {
    swap(&p[low + (high - low) / 2], &p[low + 1]);
    if (p[low + 1].key > p[high].key) swap(&p[low + 1], &p[high]);
    if (p[low].key > p[high].key) swap(&p[low], &p[high]);
    if (p[low + 1].key > p[low].key) swap(&p[low + 1], &p[low]);
    const uint64_t pivot = p[low].key; /* p[low + 1] <= pivot <= p[high] stop both walks */
    int64_t up = low + 1, down = high;
    for (;;) {
      do up++;
      while (p[up].key < pivot);
      do down--;
      while (p[down].key > pivot);
      if (down < up) break;
      swap(&p[up], &p[down]);
    }
    swap(&p[low], &p[down]);
    if (down <= k) low = up;
    if (down >= k) high = down - 1;
  }
  if (high == low + 1 && p[low].key > p[high].key) swap(&p[low], &p[high]);
  return p[k].at;
}

/* ---- rows ---- */

static int64_t find(const uint64_t *row, int64_t n, uint64_t key) {
  int64_t i = 0;
  while (i < n && row[i] != key) i++;
  return i;
}

static int64_t count_of(const uint64_t *row, int64_t n, uint64_t key) {
  int64_t count = 0;
  for (int64_t i = 0; i < n; i++) count += row[i] == key;
  return count;
}

static int64_t median_place(const job *j, const uint64_t *row, uint64_t *work) {
  int64_t n = j->n, nans = j->nan ? count_of(row, n, j->nan) : 0;
  if (nans == n || (nans && j->choice == MEDIAN)) return find(row, n, j->nan);
  int64_t k = (n - nans - 1) / 2; /* NaN comes last, so the ranks of others stand */
  memcpy(work, row, (size_t)n * sizeof *row);
  return place_of_rank(row, n, k,
                       key_of_rank(work, n, k, (int)lm_dtype_size((lm_dtype)j->self->dtype)));
}

static int64_t kth_place(const job *j, const uint64_t *row, uint64_t *work) {
  if (j->n <= QUICK_ROW) {
    pair *p = (pair *)work;
    for (int64_t i = 0; i < j->n; i++) p[i] = (pair){row[i], i};
    return quick_place(p, j->n, j->k);
  }
  memcpy(work, row, (size_t)j->n * sizeof *row);
  return place_of_rank(row, j->n, j->k,
                       key_of_rank(work, j->n, j->k, (int)lm_dtype_size((lm_dtype)j->self->dtype)));
}

/* No NaN equals another: each counts once. */
static int64_t mode_place(const job *j, const uint64_t *row, uint64_t *work) {
  int64_t n = j->n, most = 0, length = 0;
  uint64_t best = 0;
  memcpy(work, row, (size_t)n * sizeof *row);
  const uint64_t *sorted = cpu_sort_words(work, work + n, n, 0);
  for (int64_t i = 0; i < n; i++) {
    length =
        i > 0 && sorted[i] == sorted[i - 1] && (!j->nan || sorted[i] != j->nan) ? length + 1 : 1;
    if (length > most) most = length, best = sorted[i];
  }
  if (j->nan && best == j->nan) return find(row, n, best);
  int64_t last = n - 1;
  while (row[last] != best) last--;
  return last;
}

static const char *row_of(const job *j, int64_t r) {
  const lm_tensor *t = j->self;
  int64_t offset = 0;
  for (int d = t->ndim - 1; d >= 0; d--) {
    if (d == j->dim) continue;
    offset += r % t->sizes[d] * t->strides[d];
    r /= t->sizes[d];
  }
  return lm_data(t) + offset * (int64_t)lm_dtype_size((lm_dtype)t->dtype);
}

static void choose_rows(void *ctx, int64_t begin, int64_t end) {
  job *j = ctx;
  const lm_tensor *t = j->self;
  const size_t size = lm_dtype_size((lm_dtype)t->dtype);
  const int64_t n = j->n, step = t->ndim ? t->strides[j->dim] * (int64_t)size : 0;
  uint64_t *key = malloc((size_t)n * 3 * sizeof *key); /* keys, and twice as much to work in */
  if (key == NULL) {
    j->out_of_memory = true;
    return;
  }
  for (int64_t r = begin; r < end; r++) {
    const char *row = row_of(j, r);
    int64_t at;
    j->keys(row, step, n, 0, key);
    if (j->choice == KTH)
      at = kth_place(j, key, key + n);
    else if (j->choice == MODE)
      at = mode_place(j, key, key + n);
    else
      at = median_place(j, key, key + n);
    memcpy(j->values + r * (int64_t)size, row + at * step, size);
    if (j->positions) j->positions[r] = at + 1;
  }
  free(key);
}

static bool choose(lm_call *c, lm_tensor *self, choice what, int64_t dim, int64_t k) {
  job j = {.self = self,
           .values = lm_data(c->out[0]),
           .positions = c->out[1] ? (int64_t *)(void *)lm_data(c->out[1]) : NULL,
           .keys = cpu_keys_of((lm_dtype)self->dtype),
           .choice = what,
           .dim = dim,
           .n = self->ndim ? self->sizes[dim] : 1,
           .k = k};
  if (j.keys == NULL)
    return lm_fail("%s: %s has no order", lm_op_name(c), lm_dtypes[self->dtype].name);
  if (lm_is_float((lm_dtype)self->dtype)) j.nan = cpu_nan_key((lm_dtype)self->dtype);
  if (c->out[0]->numel == 0) return true;
  int64_t grain = LM_GRAIN_MATH / j.n;
  return lm_parallel(self->numel / j.n, grain > 1 ? grain : 1, choose_rows, &j) &&
         (!j.out_of_memory || lm_fail("%s: out of memory", lm_op_name(c)));
}

bool cpu_median_dim(lm_call *c) { return choose(c, A(0).t, MEDIAN, c->scratch[0], 0); }
bool cpu_nanmedian_dim(lm_call *c) { return choose(c, A(0).t, NANMEDIAN, c->scratch[0], 0); }
bool cpu_mode(lm_call *c) { return choose(c, A(0).t, MODE, c->scratch[0], 0); }
bool cpu_kthvalue(lm_call *c) { return choose(c, A(0).t, KTH, c->scratch[0], A(1).i - 1); }

/* Of all elements: as one row. */
static bool choose_of_all(lm_call *c, choice what) {
  lm_tensor *t = A(0).t;
  if (t->numel == 0) return lm_fill_elements(c->out[0], lm_float(__builtin_nan("")));
  const int64_t n = t->numel, stride = 1;
  lm_tensor *flat = lm_is_contiguous(t) ? lm_retain(t) : lm_new_like(t, (lm_dtype)t->dtype);
  if (flat == NULL) return false;
  bool ok = flat == t || lm_copy_elements(flat, t);
  lm_tensor *row = ok ? lm_as_view(flat, 1, &n, &stride, flat->offset) : NULL;
  ok = row && choose(c, row, what, 0, 0);
  lm_release(row);
  lm_release(flat);
  return ok;
}
bool cpu_median(lm_call *c) { return choose_of_all(c, MEDIAN); }
bool cpu_nanmedian(lm_call *c) { return choose_of_all(c, NANMEDIAN); }
