/* Lists of pieces: split, chunk, unbind. */
#include "tensor/record.h"

#include <stdlib.h>

/* Records of tensors are charged to nobody, so their number has an end. */
#define MOST_PIECES ((int64_t)1 << 24)

static lm_list *list_new(int64_t n) {
  if (n > MOST_PIECES)
    return lm_fail("%s: %lld pieces are too many, at most %lld are possible", lm_running(),
                   (long long)n, (long long)MOST_PIECES);
  lm_list *list = malloc(sizeof *list);
  lm_tensor **v = calloc((size_t)(n ? n : 1), sizeof *v);
  if (list == NULL || v == NULL) {
    free(list);
    free(v);
    return lm_fail("out of memory: no room for a list of %lld tensors", (long long)n);
  }
  list->n = n;
  list->v = v;
  return list;
}

/* Puts the piece into the list, which gets a reference of its own. */
static bool put(lm_list *list, int64_t i, lm_tensor *piece) {
  return (list->v[i] = lm_retain(piece)) != NULL;
}

static lm_list *pieces(lm_tensor *self, int64_t dim, int64_t n, int64_t each,
                       const int64_t *sizes) {
  lm_list *list = list_new(n);
  int64_t at = 0, have = self->sizes[dim];
  for (int64_t i = 0; list && i < n; i++) {
    int64_t length = sizes ? sizes[i] : each < have - at ? each : have - at;
    if (!put(list, i, lm_slice(self, dim, at, length, 1))) {
      lm_list_free(list);
      return NULL;
    }
    at += length;
  }
  return list;
}

static bool check(const char *op, const lm_tensor *self, int64_t *dim) {
  if (self->ndim == 0) return lm_fail("%s: a tensor without dimensions cannot be split", op);
  return lm_wrap_dim(op, dim, self->ndim);
}

lm_list *lm_do_split(lm_tensor *self, const lm_ints *split_size, int64_t dim) {
  if (!check("split", self, &dim)) return NULL;
  int64_t have = self->sizes[dim];
  if (split_size->n == 1) {
    int64_t each = split_size->v[0];
    if (each < 0 || (each == 0 && have > 0))
      return lm_fail("split: the size of a piece must be positive, not %lld", (long long)each);
    return pieces(self, dim, have == 0 || each == 0 ? 1 : (have - 1) / each + 1, each, NULL);
  }
  int64_t sum = 0;
  for (int i = 0; i < split_size->n; i++) {
    if (split_size->v[i] < 0 || __builtin_add_overflow(sum, split_size->v[i], &sum)) sum = -1;
    if (sum < 0) break;
  }
  if (sum != have)
    return lm_fail("split: sizes %s do not add up to the %lld positions of dimension %lld",
                   lm_sizes_text(split_size->n, split_size->v), (long long)have,
                   (long long)dim + 1);
  return pieces(self, dim, split_size->n, 0, split_size->v);
}

lm_list *lm_do_chunk(lm_tensor *self, int64_t chunks, int64_t dim) {
  if (!check("chunk", self, &dim)) return NULL;
  if (chunks < 1)
    return lm_fail("chunk: the number of chunks must be positive, not %lld", (long long)chunks);
  int64_t have = self->sizes[dim], each = have / chunks + (have % chunks != 0);
  if (each == 0) each = 1;
  return pieces(self, dim, have == 0 ? 1 : (have - 1) / each + 1, each, NULL);
}

lm_list *lm_do_unbind(lm_tensor *self, int64_t dim) {
  if (!check("unbind", self, &dim)) return NULL;
  lm_list *list = list_new(self->sizes[dim]);
  for (int64_t i = 0; list && i < self->sizes[dim]; i++)
    if (!put(list, i, lm_select(self, dim, i))) {
      lm_list_free(list);
      return NULL;
    }
  return list;
}
