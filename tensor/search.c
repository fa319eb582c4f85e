/* Search in sorted rows: searchsorted and bucketize, whose results are positions from 1, and isin. */
#include "tensor/autograd.h"

#include <string.h>

static const char *dtype_of(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }

static bool check_sides(bool right, const char *side) {
  if (side == NULL) return true;
  bool left = strcmp(side, "left") == 0;
  if (!left && strcmp(side, "right") != 0)
    return lm_fail("searchsorted: side must be \"left\" or \"right\", not \"%s\"", side);
  return !(left && right) ||
         lm_fail("searchsorted: side is \"left\", but right is true: they must not differ");
}

static bool check_sorter(const lm_tensor *sequence, const lm_tensor *sorter) {
  if (sorter == NULL) return true;
  if (!lm_same_shape(sequence, sorter))
    return lm_fail("searchsorted: sorter must have the shape %s of sorted_sequence, not %s",
                   lm_shape_text(sequence), lm_shape_text(sorter));
  return sorter->dtype == LM_I64 ||
         lm_fail("searchsorted: sorter must hold positions in int64, not %s", dtype_of(sorter));
}

RULE(searchsorted) {
  lm_tensor *s = A(0).t, *x = A(1).t, *sorter = A(5).t;
  if (s->ndim == 0)
    return lm_fail("searchsorted: sorted_sequence must have a dimension, but is a number");
  if (s->dtype == LM_BOOL || x->dtype == LM_BOOL)
    return lm_fail("searchsorted: not defined for bool");
  bool fits = s->ndim == 1 || s->ndim == x->ndim;
  for (int d = 0; fits && s->ndim > 1 && d < s->ndim - 1; d++) fits = s->sizes[d] == x->sizes[d];
  if (!fits)
    return lm_fail("searchsorted: sorted_sequence must be a vector or agree with input in all "
                   "dimensions but the last; their shapes are %s and %s",
                   lm_shape_text(s), lm_shape_text(x));
  if (!check_sides(A(3).b, A(4).str) || !check_sorter(s, sorter)) return false;
  if (!x->wrapped && !lm_same_device("searchsorted", s, x)) return false;
  if (sorter && !lm_same_device("searchsorted", s, sorter)) return false;
  bool narrow = A(2).b;
  if (narrow && s->sizes[s->ndim - 1] >= INT32_MAX)
    return lm_fail("searchsorted: int32 cannot count the positions of a row this long");
  return (c->out[0] = lm_new(x->ndim, x->sizes, narrow ? LM_I32 : LM_I64, s->device)) != NULL;
}

lm_tensor *lm_do_bucketize(lm_tensor *input, lm_tensor *boundaries, bool out_int32, bool right) {
  if (boundaries->ndim != 1)
    return lm_fail("bucketize: boundaries must be a vector, not of shape %s",
                   lm_shape_text(boundaries));
  return lm_searchsorted(boundaries, input, out_int32, right, NULL, NULL);
}

/* Each element is looked up among the sorted test elements. */
lm_tensor *lm_do_isin(lm_tensor *elements, lm_tensor *test_elements, bool assume_unique,
                      bool invert) {
  (void)assume_unique; /* sorting takes care of repeated ones */
  lm_tensor *all[] = {elements, test_elements};
  if (elements->dtype == LM_BOOL || test_elements->dtype == LM_BOOL)
    return lm_fail("isin: not defined for bool; convert it first");
  lm_dtype d = lm_result_type(all, 2);
  elements = lm_to_dtype(elements, d, LM_DEVICE_NONE, false);
  lm_tensor *tests = lm_to_dtype(test_elements, d, LM_DEVICE_NONE, false);
  tests = lm_reshape(tests, &(lm_ints){1, {-1}});
  if (tests == NULL || elements == NULL) return NULL;
  lm_ints flat = {1, {-1}}, sizes = {elements->ndim, {0}};
  memcpy(sizes.v, elements->sizes, sizeof *sizes.v * (size_t)elements->ndim);
  if (tests->numel == 0 || elements->numel == 0)
    return lm_full(&sizes, lm_bool(invert), LM_BOOL, elements->device);
  tests = lm_sort(tests, 0, false, false).v[0];
  lm_tensor *x = lm_reshape(elements, &flat);
  lm_tensor *at = lm_searchsorted(tests, x, false, false, NULL, NULL);
  at = lm_clamp_max(at, lm_wrap(lm_int(tests ? tests->numel : 0)));
  lm_tensor *found = lm_index_select(tests, 0, at);
  return lm_reshape(invert ? lm_ne(found, x) : lm_eq(found, x), &sizes);
}
