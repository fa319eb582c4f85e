/* Lists of pieces: split and its kin, chunk, unbind. */
#include "tensor/record.h"

#include <stdlib.h>

/* Records of tensors are charged to nobody, so their number has an end. */
#define MOST_PIECES ((int64_t)1 << 24)

lm_list *lm_list_new(int64_t n) {
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
  lm_list *list = lm_list_new(n);
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

static lm_list *pieces_of_sizes(lm_tensor *self, const lm_longs *sizes, int64_t dim) {
  int64_t sum = 0, have = self->sizes[dim];
  for (int64_t i = 0; i < sizes->n; i++) {
    if (sizes->v[i] < 0 || __builtin_add_overflow(sum, sizes->v[i], &sum)) sum = -1;
    if (sum < 0) break;
  }
  if (sum == have) return pieces(self, dim, sizes->n, 0, sizes->v);
  int shown = sizes->n < LM_MAX_DIMS ? (int)sizes->n : LM_MAX_DIMS;
  return lm_fail("split: sizes %s%s do not add up to the %lld positions of dimension %lld",
                 lm_sizes_text(shown, sizes->v), shown < sizes->n ? " and more" : "",
                 (long long)have, (long long)dim + 1);
}

lm_list *lm_do_split_with_sizes(lm_tensor *self, const lm_longs *split_sizes, int64_t dim) {
  return check("split_with_sizes", self, &dim) ? pieces_of_sizes(self, split_sizes, dim) : NULL;
}

lm_list *lm_do_split(lm_tensor *self, const lm_longs *split_size, int64_t dim) {
  if (!check("split", self, &dim)) return NULL;
  int64_t have = self->sizes[dim];
  if (split_size->number) {
    int64_t each = split_size->v[0];
    if (each < 0 || (each == 0 && have > 0))
      return lm_fail("split: the size of a piece must be positive, not %lld", (long long)each);
    return pieces(self, dim, have == 0 || each == 0 ? 1 : (have - 1) / each + 1, each, NULL);
  }
  return pieces_of_sizes(self, split_size, dim);
}

lm_list *lm_do_chunk(lm_tensor *self, int64_t chunks, int64_t dim) {
  if (!check("chunk", self, &dim)) return NULL;
  if (chunks < 1)
    return lm_fail("chunk: the number of chunks must be positive, not %lld", (long long)chunks);
  int64_t have = self->sizes[dim];
  if (have == 0) return pieces(self, dim, chunks, 0, NULL); /* as many as asked for, all empty */
  int64_t each = have / chunks + (have % chunks != 0);
  return pieces(self, dim, (have - 1) / each + 1, each, NULL);
}

lm_list *lm_do_unbind(lm_tensor *self, int64_t dim) {
  if (!check("unbind", self, &dim)) return NULL;
  lm_list *list = lm_list_new(self->sizes[dim]);
  for (int64_t i = 0; list && i < self->sizes[dim]; i++)
    if (!put(list, i, lm_select(self, dim, i))) {
      lm_list_free(list);
      return NULL;
    }
  return list;
}

/* ---- nearly equal pieces, and split points ---- */

/* The place, from 0, at which a piece begins; past the ends it is clipped. */
static bool split_point(const char *op, int64_t position, int64_t have, int64_t *at) {
  if (position == 0)
    return lm_fail("%s: a split point is 0, but Luma counts from 1 (and from the end with -1)", op);
  *at = position > 0 ? position - 1 : position + have;
  if (*at < 0) *at = 0;
  if (*at > have) *at = have;
  return true;
}

static lm_list *pieces_at(const char *op, lm_tensor *self, const lm_longs *points, int64_t dim) {
  lm_list *list = lm_list_new(points->n + 1);
  int64_t start = 0, have = self->sizes[dim];
  for (int64_t i = 0; list && i <= points->n; i++) {
    int64_t end = have;
    bool ok = i == points->n || split_point(op, points->v[i], have, &end);
    ok = ok && put(list, i, lm_slice(self, dim, start, end > start ? end - start : 0, 1));
    if (!ok) {
      lm_list_free(list);
      return NULL;
    }
    start = end;
  }
  return list;
}

lm_list *lm_do_tensor_split(lm_tensor *self, const lm_longs *at, int64_t dim) {
  if (!check("tensor_split", self, &dim)) return NULL;
  if (!at->number) return pieces_at("tensor_split", self, at, dim);
  int64_t n = at->v[0], have = self->sizes[dim], start = 0;
  if (n < 1)
    return lm_fail("tensor_split: the number of sections must be positive, not %lld", (long long)n);
  lm_list *list = lm_list_new(n);
  for (int64_t i = 0; list && i < n; i++) {
    int64_t length = have / n + (i < have % n);
    if (!put(list, i, lm_slice(self, dim, start, length, 1))) {
      lm_list_free(list);
      return NULL;
    }
    start += length;
  }
  return list;
}

static lm_list *equal_pieces(const char *op, lm_tensor *self, const lm_longs *at, int64_t dim,
                             int least) {
  if (self->ndim < least)
    return lm_fail("%s: needs a tensor of %d dimension%s or more, not of shape %s", op, least,
                   least == 1 ? "" : "s", lm_shape_text(self));
  if (!at->number) return pieces_at(op, self, at, dim);
  int64_t n = at->v[0], have = self->sizes[dim];
  if (n < 1)
    return lm_fail("%s: the number of sections must be positive, not %lld", op, (long long)n);
  if (have % n != 0)
    return lm_fail("%s: dimension %lld of size %lld cannot be divided into %lld equal pieces", op,
                   (long long)dim + 1, (long long)have, (long long)n);
  return pieces(self, dim, n, have / n, NULL);
}

lm_list *lm_do_hsplit(lm_tensor *self, const lm_longs *at) {
  return equal_pieces("hsplit", self, at, self->ndim > 1, 1);
}
lm_list *lm_do_vsplit(lm_tensor *self, const lm_longs *at) {
  return equal_pieces("vsplit", self, at, 0, 2);
}
lm_list *lm_do_dsplit(lm_tensor *self, const lm_longs *at) {
  return equal_pieces("dsplit", self, at, 2, 3);
}
