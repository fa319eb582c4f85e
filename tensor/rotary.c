/* Rotary position embedding: rule and gradients. */
#include "tensor/autograd.h"

RULE(rotary_embedding) {
  const char *op = "rotary_embedding";
  lm_tensor *x = A(0).t, *cos = A(1).t, *sin = A(2).t;
  if (!lm_is_float((lm_dtype)x->dtype))
    return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[x->dtype].name);
  if (cos->dtype != x->dtype || sin->dtype != x->dtype)
    return lm_fail("%s: cos and sin must be %s as the input is, not %s and %s", op,
                   lm_dtypes[x->dtype].name, lm_dtypes[cos->dtype].name,
                   lm_dtypes[sin->dtype].name);
  if (x->ndim < 2 || cos->ndim != 2 || !lm_same_shape(cos, sin) ||
      cos->sizes[0] != x->sizes[x->ndim - 2] || cos->sizes[1] > x->sizes[x->ndim - 1] / 2)
    return lm_fail("%s: sizes do not fit: for an input (..., L, D) cos and sin must be (L, d) with "
                   "2 d <= D, got shapes %s, %s and %s",
                   op, lm_shape_text(x), lm_shape_text(cos), lm_shape_text(sin));
  if (!lm_same_device(op, x, cos) || !lm_same_device(op, x, sin)) return false;
  return (c->out[0] = lm_new_like(x, (lm_dtype)x->dtype)) != NULL;
}

/* The first or the second elements of the d pairs. */
static lm_tensor *member(lm_tensor *t, int64_t d, bool interleaved, int which) {
  if (t == NULL) return NULL;
  if (!interleaved) return lm_narrow(t, -1, which * d, d);
  const lm_ints pairs = {2, {d, 2}};
  return lm_select(lm_unflatten(lm_narrow(t, -1, 0, 2 * d), -1, &pairs), -1, which);
}

/* A turn is undone by the opposite turn.  The engine sums over what shares cos and sin. */
VJP(rotary_embedding) {
  const bool neighbours = ARG(3).b;
  lm_tensor *cos = IN(1), *sin = IN(2);
  GRAD(0, lm_rotary_embedding(G, cos, lm_neg(sin), neighbours));
  if (!NEEDS(1) && !NEEDS(2)) return;
  const int64_t d = lm_node_sizes(n, 1).v[1];
  lm_tensor *a = member(IN(0), d, neighbours, 0), *b = member(IN(0), d, neighbours, 1);
  lm_tensor *ga = member(G, d, neighbours, 0), *gb = member(G, d, neighbours, 1);
  GRAD(1, lm_add(lm_mul(ga, a), lm_mul(gb, b), lm_int(1)));
  GRAD(2, lm_sub(lm_mul(gb, a), lm_mul(ga, b), lm_int(1)));
}
