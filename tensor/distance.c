/* Distances and forms of two vectors: composites. */
#include "tensor/record.h"

static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *plus(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }

static bool is_float(const char *op, const lm_tensor *t) {
  return lm_is_inexact((lm_dtype)t->dtype) ||
         lm_fail("%s: needs floating-point tensors, not %s", op, lm_dtypes[t->dtype].name);
}

/* The norm along dim, at least eps; the limit is not seen by the gradient. */
static lm_tensor *limited_norm(lm_tensor *x, int64_t dim, double eps) {
  lm_tensor *norm = lm_linalg_vector_norm(x, 2, &(lm_ints){1, {dim}}, true, LM_DTYPE_NONE);
  lm_tensor *plain = norm ? lm_detach(norm) : NULL;
  return plus(norm, minus(lm_clamp_min(plain, lm_wrap(lm_float(eps))), plain));
}

lm_tensor *lm_do_cosine_similarity(lm_tensor *x1, lm_tensor *x2, int64_t dim, double eps) {
  const char *op = "cosine_similarity";
  lm_ints shape;
  if (!is_float(op, x1) || !is_float(op, x2) || !lm_broadcast(op, x1, x2, &shape) ||
      !lm_wrap_dim(op, &dim, shape.n))
    return NULL;
  x1 = lm_expand(x1, &shape);
  x2 = lm_expand(x2, &shape);
  lm_tensor *cosines =
      lm_mul(lm_div(x1, limited_norm(x1, dim, eps)), lm_div(x2, limited_norm(x2, dim, eps)));
  return lm_sum(cosines, &(lm_ints){1, {dim}}, false, LM_DTYPE_NONE);
}

lm_tensor *lm_do_pairwise_distance(lm_tensor *x1, lm_tensor *x2, double p, double eps,
                                   bool keepdim) {
  const lm_ints last = {x1->ndim > 0 || x2->ndim > 0, {-1}}; /* none of two numbers */
  return lm_linalg_vector_norm(lm_add_s(minus(x1, x2), eps), p, &last, keepdim, LM_DTYPE_NONE);
}

lm_tensor *lm_do_normalize(lm_tensor *input, double p, int64_t dim, double eps) {
  if (!is_float("normalize", input) || !lm_wrap_dim("normalize", &dim, input->ndim)) return NULL;
  lm_tensor *norm = lm_linalg_vector_norm(input, p, &(lm_ints){1, {dim}}, true, LM_DTYPE_NONE);
  return lm_div(input, lm_clamp_min(norm, lm_wrap(lm_float(eps))));
}

lm_tensor *lm_do_bilinear(lm_tensor *input1, lm_tensor *input2, lm_tensor *weight,
                          lm_tensor *bias) {
  const char *op = "bilinear";
  if (weight->ndim != 3)
    return lm_fail("%s: weight must have shape (O, A, B), got %s", op, lm_shape_text(weight));
  const int64_t outputs = weight->sizes[0], a = weight->sizes[1], b = weight->sizes[2];
  bool same = input1->ndim == input2->ndim && input1->ndim > 0;
  for (int d = 0; same && d < input1->ndim - 1; d++) same = input1->sizes[d] == input2->sizes[d];
  if (!same)
    return lm_fail("%s: the inputs must agree in all but the last dimension, got shapes %s and %s",
                   op, lm_shape_text(input1), lm_shape_text(input2));
  const int last = input1->ndim - 1;
  if (input1->sizes[last] != a || input2->sizes[last] != b)
    return lm_fail("%s: inputs of shapes %s and %s do not fit a weight of shape %s: their last "
                   "dimensions must be %lld and %lld",
                   op, lm_shape_text(input1), lm_shape_text(input2), lm_shape_text(weight),
                   (long long)a, (long long)b);
  if (bias && (bias->ndim != 1 || bias->sizes[0] != outputs))
    return lm_fail("%s: bias must have shape (%lld), got %s", op, (long long)outputs,
                   lm_shape_text(bias));
  int64_t rows = 1;
  for (int d = 0; d < last; d++) rows *= input1->sizes[d];
  lm_tensor *x1 = lm_reshape(input1, &(lm_ints){2, {rows, a}});
  lm_tensor *x2 = lm_reshape(input2, &(lm_ints){3, {rows, b, 1}});
  /* (rows, A) by (A, O * B), then each (O, B) by its (B, 1) */
  lm_tensor *across =
      lm_reshape(lm_permute(weight, &(lm_ints){3, {1, 0, 2}}), &(lm_ints){2, {a, outputs * b}});
  lm_tensor *half = lm_reshape(lm_matmul(x1, across), &(lm_ints){3, {rows, outputs, b}});
  lm_ints shape = {input1->ndim, {0}};
  for (int d = 0; d < last; d++) shape.v[d] = input1->sizes[d];
  shape.v[last] = outputs;
  lm_tensor *result = lm_reshape(lm_matmul(half, x2), &shape);
  return bias ? plus(result, bias) : result;
}
