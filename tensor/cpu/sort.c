/* sort and topk on the CPU: a stable radix sort of keys (order.h; all bits inverted to descend).  Keys
** of up to 32 bits share a word with their position. */
#include "tensor/cpu/order.h"
#include "tensor/cpu/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* ---- keys ---- */

#define KEYS(name, utype, to_key)                                                  \
  static void keys_##name(const char *p, int64_t stride, int64_t n, uint64_t flip, \
                          uint64_t *out) {                                         \
    for (int64_t j = 0; j < n; j++) {                                              \
      utype v;                                                                     \
      memcpy(&v, p + j * stride, sizeof v);                                        \
      out[j] = (uint64_t)(utype)((to_key) ^ (utype)flip);                          \
    }                                                                              \
  }
#define SIGN(utype) ((utype)((utype)1 << (8 * sizeof(utype) - 1)))
/* `inf` holds the bits of infinity: what lies above, but for the sign, is NaN. */
#define FLOAT_KEY(name, utype, inf)                         \
  static inline utype name(utype v) {                       \
    utype magnitude = (utype)(v & (utype)~SIGN(utype));     \
    if (magnitude > (inf)) return (utype)-1;                \
    if (v == SIGN(utype)) return v; /* -0: where 0 goes */  \
    return (utype)(v & SIGN(utype) ? ~v : v | SIGN(utype)); \
  }
FLOAT_KEY(key_f16, uint16_t, 0x7c00)
FLOAT_KEY(key_bf16, uint16_t, 0x7f80)
FLOAT_KEY(key_f32, uint32_t, 0x7f800000u)
FLOAT_KEY(key_f64, uint64_t, 0x7ff0000000000000u)

KEYS(u8, uint8_t, v)
KEYS(i8, uint8_t, v ^ SIGN(uint8_t))
KEYS(i16, uint16_t, v ^ SIGN(uint16_t))
KEYS(i32, uint32_t, v ^ SIGN(uint32_t))
KEYS(i64, uint64_t, v ^ SIGN(uint64_t))
KEYS(f16, uint16_t, key_f16(v))
KEYS(bf16, uint16_t, key_bf16(v))
KEYS(f32, uint32_t, key_f32(v))
KEYS(f64, uint64_t, key_f64(v))

static cpu_keys_fn const all_keys[LM_DTYPE_COUNT] = {
    [LM_BOOL] = keys_u8, [LM_U8] = keys_u8,   [LM_I8] = keys_i8,   [LM_I16] = keys_i16,
    [LM_I32] = keys_i32, [LM_I64] = keys_i64, [LM_F16] = keys_f16, [LM_BF16] = keys_bf16,
    [LM_F32] = keys_f32, [LM_F64] = keys_f64,
};

cpu_keys_fn cpu_keys_of(lm_dtype dtype) { return all_keys[dtype]; }

/* ---- sorting ---- */

typedef struct pair {
  uint64_t key, at;
} pair;

/* Rows up to this length are sorted by insertion: a radix pass costs about as much as 256 moves. */
#define SHORT_ROW 48

/* A stable sort of a[0 .. n-1] by the bytes of `key` from number `first` to 7, with b to work in;
** returns the one of both that holds the result.  Bytes that all keys share are passed over. */
#define RADIX_SORT(name, type, key)                                                \
  static type *name(type *a, type *b, int64_t n, int first) {                      \
    if (n <= SHORT_ROW) {                                                          \
      for (int64_t i = 1; i < n; i++) {                                            \
        type v = a[i];                                                             \
        int64_t j = i;                                                             \
        for (; j > 0 && key(a[j - 1]) > key(v); j--) a[j] = a[j - 1];              \
        a[j] = v;                                                                  \
      }                                                                            \
      return a;                                                                    \
    }                                                                              \
    for (int byte = first; byte < 8; byte++) {                                     \
      int64_t count[256] = {0}, sum = 0;                                           \
      const int shift = 8 * byte;                                                  \
      for (int64_t i = 0; i < n; i++) count[key(a[i]) >> shift & 255]++;           \
      if (count[key(a[0]) >> shift & 255] == n) continue;                          \
      for (int d = 0; d < 256; d++) {                                              \
        int64_t c = count[d];                                                      \
        count[d] = sum;                                                            \
        sum += c;                                                                  \
      }                                                                            \
      for (int64_t i = 0; i < n; i++) b[count[key(a[i]) >> shift & 255]++] = a[i]; \
      type *t = a;                                                                 \
      a = b, b = t;                                                                \
    }                                                                              \
    return a;                                                                      \
  }
#define WORD_KEY(w) (w)
#define PAIR_KEY(p) ((p).key)
RADIX_SORT(sort_words, uint64_t, WORD_KEY)
RADIX_SORT(sort_pairs, pair, PAIR_KEY)

uint64_t *cpu_sort_words(uint64_t *a, uint64_t *b, int64_t n, int first_byte) {
  return sort_words(a, b, n, first_byte);
}

/* ---- rows of a call ---- */

typedef struct job {
  const lm_tensor *self;
  lm_tensor *values, *positions;
  cpu_keys_fn keys;
  int64_t dim, size, k;
  uint64_t flip; /* all bits to descend */
  _Atomic bool out_of_memory;
} job;

/* Row number r of t: the elements along dim. */
static char *row_of(const job *j, const lm_tensor *t, int64_t r) {
  int64_t offset = 0;
  for (int d = t->ndim - 1; d >= 0; d--) {
    if (d == j->dim) continue;
    offset += r % t->sizes[d] * t->strides[d];
    r /= t->sizes[d];
  }
  return lm_data(t) + offset * (int64_t)lm_dtype_size((lm_dtype)t->dtype);
}

static int64_t step_of(const job *j, const lm_tensor *t) {
  return t->ndim ? t->strides[j->dim] * (int64_t)lm_dtype_size((lm_dtype)t->dtype) : 0;
}

/* Element `at` of the row becomes number i of the result. */
static inline void store(char *value, char *position, const char *row, int64_t step, uint64_t at,
                         size_t size) {
  const char *from = row + (int64_t)at * step;
  switch (size) {
  case 1: memcpy(value, from, 1); break;
  case 2: memcpy(value, from, 2); break;
  case 4: memcpy(value, from, 4); break;
  default: memcpy(value, from, 8);
  }
  *(int64_t *)position = (int64_t)at + 1;
}

#define STORE_ROW(position_of) \
  for (int64_t i = 0; i < j->k; i++) store(v + i * vs, p + i * ps, row, step, position_of, size)

/* Sorts whole rows and stores the first k of each. */
static void sort_rows(void *ctx, int64_t begin, int64_t end) {
  job *j = ctx;
  const int64_t n = j->size, step = step_of(j, j->self);
  const int64_t vs = step_of(j, j->values), ps = step_of(j, j->positions);
  const size_t size = lm_dtype_size((lm_dtype)j->self->dtype);
  const bool packed = size <= 4 && n <= UINT32_MAX;
  uint64_t *room = malloc((size_t)n * (packed ? 2 * sizeof(uint64_t) : 2 * sizeof(pair)));
  if (room == NULL) {
    j->out_of_memory = true;
    return;
  }
  for (int64_t r = begin; r < end; r++) {
    const char *row = row_of(j, j->self, r);
    char *v = row_of(j, j->values, r), *p = row_of(j, j->positions, r);
    j->keys(row, step, n, j->flip, room);
    if (packed) {
      for (int64_t i = 0; i < n; i++) room[i] = room[i] << 32 | (uint64_t)i;
      const uint64_t *sorted = sort_words(room, room + n, n, 4);
      STORE_ROW(sorted[i] & UINT32_MAX);
    } else {
      pair *pairs = (pair *)room;
      for (int64_t i = n - 1; i >= 0; i--)
        pairs[i] = (pair){room[i], (uint64_t)i}; /* from behind */
      const pair *sorted = sort_pairs(pairs, pairs + n, n, 0);
      STORE_ROW(sorted[i].at);
    }
  }
  free(room);
}

/* ---- a few out of many ---- */

static inline bool after(pair a, pair b) {
  return a.key > b.key || (a.key == b.key && a.at > b.at);
}

/* Lets `v` sink from the root of a heap of n whose largest is on top. */
static void sink(pair *heap, int64_t n, pair v) {
  int64_t i = 0;
  for (int64_t child; (child = 2 * i + 1) < n; i = child) {
    if (child + 1 < n && after(heap[child + 1], heap[child])) child++;
    if (!after(heap[child], v)) break;
    heap[i] = heap[child];
  }
  heap[i] = v;
}

/* The first k of each row in a heap; most elements cost one comparison. */
static void select_rows(void *ctx, int64_t begin, int64_t end) {
  enum { RUN = 256 };
  job *j = ctx;
  const int64_t n = j->size, k = j->k, step = step_of(j, j->self);
  const int64_t vs = step_of(j, j->values), ps = step_of(j, j->positions);
  const size_t size = lm_dtype_size((lm_dtype)j->self->dtype);
  uint64_t keys[RUN];
  pair *heap = malloc((size_t)k * sizeof *heap);
  if (heap == NULL) {
    j->out_of_memory = true;
    return;
  }
  for (int64_t r = begin; r < end; r++) {
    const char *row = row_of(j, j->self, r);
    char *v = row_of(j, j->values, r), *p = row_of(j, j->positions, r);
    for (int64_t i = 0; i < k; i++)
      heap[i] = (pair){UINT64_MAX, UINT64_MAX}; /* after all there are */
    for (int64_t i = 0; i < n; i += RUN) {
      int64_t run = n - i < RUN ? n - i : RUN;
      j->keys(row + i * step, step, run, j->flip, keys);
      for (int64_t m = 0; m < run; m++) {
        pair candidate = {keys[m], (uint64_t)(i + m)};
        if (keys[m] <= heap[0].key && after(heap[0], candidate)) sink(heap, k, candidate);
      }
    }
    for (int64_t left = k - 1; left > 0; left--) { /* the largest goes behind */
      pair last = heap[left];
      heap[left] = heap[0];
      sink(heap, left, last);
    }
    STORE_ROW(heap[i].at);
  }
  free(heap);
}

static bool run(lm_call *c, int64_t k, bool descending) {
  const lm_tensor *self = c->arg[0].t;
  job j = {.self = self,
           .values = c->out[0],
           .positions = c->out[1],
           .keys = cpu_keys_of((lm_dtype)self->dtype),
           .dim = c->scratch[0],
           .k = k,
           .flip = descending ? UINT64_MAX : 0};
  j.size = self->ndim ? self->sizes[j.dim] : 1;
  if (j.keys == NULL)
    return lm_fail("%s: %s has no order", lm_op_name(c), lm_dtypes[self->dtype].name);
  if (c->out[0]->numel == 0) return true;
  int64_t grain = LM_GRAIN_MATH / j.size;
  bool few = k <= j.size / 32; /* where a heap was as fast as sorting 1,000 float32 */
  bool ok =
      lm_parallel(self->numel / j.size, grain > 1 ? grain : 1, few ? select_rows : sort_rows, &j);
  return ok && (!j.out_of_memory || lm_fail("%s: out of memory", lm_op_name(c)));
}

bool cpu_sort(lm_call *c) {
  const lm_tensor *self = c->arg[0].t;
  return run(c, self->ndim ? self->sizes[c->scratch[0]] : 1, c->arg[2].b);
}

bool cpu_topk(lm_call *c) { return run(c, c->arg[1].i, c->arg[3].b); }
