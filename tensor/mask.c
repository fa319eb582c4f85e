/* What booleans pick: masked_select and nonzero. Their sizes depend on the elements. */
#include "tensor/index.h"

/* How many elements of t are nonzero, -1 after a failure. */
static int64_t count(lm_tensor *t) {
  lm_scope scope = lm_scope_open();
  lm_tensor *n = lm_count_nonzero(t, NULL);
  lm_scalar value;
  bool ok = n && lm_get_scalar(n, &value);
  lm_scope_close(scope, NULL);
  return ok ? lm_scalar_i(value) : -1;
}

/* scratch[0] tells the kernel how many there are. */
RULE(nonzero) {
  lm_tensor *self = A(0).t;
  int64_t n = c->scratch[0] = count(self);
  if (n < 0) return false;
  int64_t sizes[] = {n, self->ndim};
  c->out[0] = lm_new(2, sizes, LM_I64, self->device);
  return c->out[0] != NULL;
}

RULE(masked_select) {
  lm_tensor *self = A(0).t, *mask = A(1).t;
  if (mask->dtype != LM_BOOL)
    return lm_fail("masked_select: the mask must be bool, not %s", lm_dtypes[mask->dtype].name);
  lm_ints sizes;
  if (!lm_same_device("masked_select", self, mask) ||
      !lm_broadcast("masked_select", self, mask, &sizes))
    return false;
  lm_tensor *whole = lm_expanded(mask, sizes.n, sizes.v);
  int64_t n = c->scratch[0] = whole ? count(whole) : -1;
  lm_release(whole);
  if (n < 0) return false;
  c->out[0] = lm_new(1, &n, (lm_dtype)self->dtype, self->device);
  return c->out[0] != NULL;
}

/* In the shape of both together: the engine sums back to self's. */
VJP(masked_select) {
  lm_tensor *mask = IN(1), *zeros = lm_zeros_of(n, 0);
  lm_ints both;
  if (mask == NULL || zeros == NULL || !lm_broadcast("masked_select", zeros, mask, &both)) return;
  if (both.n == 0) { /* no dimension, no positions: one element or none */
    gi[0] = lm_sum_all(G);
    return;
  }
  zeros = lm_expand(zeros, &both);
  lm_tensor *v[LM_MAX_DIMS], *found = lm_nonzero(lm_expand(mask, &both));
  for (int d = 0; d < both.n; d++) v[d] = lm_select(found, 1, d);
  if (found) GRAD(0, lm_index_put(zeros, G, &(lm_list){both.n, v}, false));
}
