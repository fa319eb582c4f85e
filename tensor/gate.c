/* glu and swiglu: one half of the input, gated by a function of the other. */
#include "tensor/context.h"
#include "tensor/record.h"

#include <string.h>

typedef enum gate { GLU, SWIGLU } gate; /* a * sigmoid(b), silu(a) * b */

static bool is_even(const char *op, const lm_tensor *t, int64_t dim) {
  return t->sizes[dim] % 2 == 0 ||
         lm_fail("%s: dimension %d must have an even size to be halved, the input has shape %s", op,
                 (int)dim + 1, lm_shape_text(t));
}

/* Half of t along dim, a view without history: the one that begins at position `first`. */
static lm_tensor *half(lm_tensor *t, int64_t dim, int64_t first) {
  int64_t sizes[LM_MAX_DIMS];
  memcpy(sizes, t->sizes, sizeof *sizes * (size_t)t->ndim);
  sizes[dim] /= 2;
  return lm_as_view(t, t->ndim, sizes, t->strides, t->offset + first * t->strides[dim]);
}

/* The halves of up to three tensors, for rules. */
typedef struct halves {
  int n;
  lm_tensor *a[2], *b[2];
} halves;

static bool halve(halves *h, lm_tensor *t, int64_t dim) {
  h->a[h->n] = half(t, dim, 0);
  h->b[h->n] = half(t, dim, t->sizes[dim] / 2);
  h->n++;
  return h->a[h->n - 1] && h->b[h->n - 1];
}

static void release_halves(halves *h) {
  for (int i = 0; i < h->n; i++) {
    lm_release(h->a[i]);
    lm_release(h->b[i]);
  }
}

/* out = op(x, y), all of one shape and dtype. */
static bool apply(lm_op_id op, lm_tensor *out, lm_tensor *x, lm_tensor *y) {
  const lm_scalar one[4] = {lm_int(1)}; /* alpha of sub */
  lm_dtype compute = lm_compute_dtype(op, (lm_dtype)out->dtype);
  return compute != LM_DTYPE_NONE &&
         lm_run_pointwise(op, out, (lm_tensor *[]){x, y}, y ? 2 : 1, one, compute);
}

/* Is there such a gate of x along dim?  Sets dim to 0 .. ndim - 1. */
static bool gate_fits(const char *op, const lm_tensor *x, int64_t *dim, int64_t kind) {
  if (kind != GLU && kind != SWIGLU)
    return lm_fail("%s: kind must be 0 or 1, not %lld", op, (long long)kind);
  if (!lm_is_float((lm_dtype)x->dtype))
    return lm_fail("%s: the input must be floating-point, not %s", op, lm_dtypes[x->dtype].name);
  if (x->ndim == 0) return lm_fail("%s: the input must have a dimension to halve, not ()", op);
  return lm_wrap_dim(op, dim, x->ndim) && is_even(op, x, *dim);
}

RULE(gate) {
  lm_tensor *x = A(0).t;
  int64_t dim = A(1).i, sizes[LM_MAX_DIMS];
  if (!gate_fits("gate", x, &dim, A(2).i)) return false;
  memcpy(sizes, x->sizes, sizeof *sizes * (size_t)x->ndim);
  sizes[dim] /= 2;
  lm_tensor *out = c->out[0] = lm_new(x->ndim, sizes, (lm_dtype)x->dtype, x->device);
  if (out == NULL || out->numel == 0) return out != NULL;
  halves h = {0};
  bool ok = halve(&h, x, dim);
  if (A(2).i == GLU)
    ok = ok && apply(LM_OP_sigmoid, out, h.b[0], NULL) && apply(LM_OP_mul, out, h.a[0], out);
  else
    ok = ok && apply(LM_OP_silu, out, h.a[0], NULL) && apply(LM_OP_mul, out, out, h.b[0]);
  release_halves(&h);
  return ok;
}

/* Both halves of the gradient, straight to their places. */
RULE(gate_backward) {
  lm_tensor *g = A(0).t, *x = A(1).t;
  int64_t dim = A(2).i, sizes[LM_MAX_DIMS];
  const char *op = "gate_backward";
  if (!gate_fits(op, x, &dim, A(3).i) || !lm_same_device(op, g, x)) return false;
  memcpy(sizes, x->sizes, sizeof *sizes * (size_t)x->ndim);
  sizes[dim] /= 2;
  if (g->dtype != x->dtype || g->ndim != x->ndim ||
      memcmp(g->sizes, sizes, sizeof *sizes * (size_t)x->ndim) != 0)
    return lm_fail("%s: grad must be half of %s, got %s of shape %s", op, lm_shape_text(x),
                   lm_dtypes[g->dtype].name, lm_shape_text(g));
  lm_tensor *out = c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  if (out == NULL || out->numel == 0) return out != NULL;
  halves h = {0};
  bool ok = halve(&h, x, dim) && halve(&h, out, dim);
  lm_tensor *a = h.a[0], *b = h.b[0], *to_a = h.a[1], *to_b = h.b[1];
  if (A(3).i == SWIGLU) {
    ok = ok && apply(LM_OP_silu, to_b, a, NULL) && apply(LM_OP_mul, to_b, g, to_b) &&
         apply(LM_OP_mul, to_a, g, b) && apply(LM_OP_silu_backward, to_a, to_a, a);
  } else {
    lm_tensor *slope = lm_new_like(g, (lm_dtype)x->dtype), *one = lm_new_wrapped(lm_int(1));
    lm_tensor *ones = one ? lm_expanded(one, g->ndim, g->sizes) : NULL;
    ok = ok && slope && ones && apply(LM_OP_sigmoid, to_b, b, NULL) &&
         apply(LM_OP_mul, to_a, g, to_b) && apply(LM_OP_sub, slope, ones, to_b) &&
         apply(LM_OP_mul, slope, to_b, slope) && apply(LM_OP_mul, to_b, g, a) &&
         apply(LM_OP_mul, to_b, to_b, slope);
    lm_release(slope);
    lm_release(one);
    lm_release(ones);
  }
  release_halves(&h);
  return ok;
}

/* The same in operations, where it may be derived again. */
static lm_tensor *gradient(lm_tensor *g, lm_tensor *x, int64_t dim, gate kind) {
  if (g == NULL || x == NULL) return NULL;
  const int64_t n = x->sizes[dim] / 2;
  lm_tensor *a = lm_slice(x, dim, 0, n, 1), *b = lm_slice(x, dim, n, n, 1), *both[2];
  if (kind == GLU) {
    lm_tensor *s = lm_sigmoid(b);
    both[0] = lm_mul(g, s);
    both[1] = lm_mul(lm_mul(g, a), lm_mul(s, lm_rsub_s(1, s)));
  } else {
    both[0] = lm_silu_backward(lm_mul(g, b), a);
    both[1] = lm_mul(g, lm_silu(a));
  }
  return both[0] && both[1] ? lm_cat(&(lm_list){2, both}, dim) : NULL;
}

VJP(gate) {
  int64_t dim = ARG(1).i, kind = ARG(2).i;
  if (!lm_wrap_dim("gate", &dim, G->ndim)) return;
  GRAD(0, lm_here()->grad_mode ? gradient(G, IN(0), dim, (gate)kind)
                               : lm_gate_backward(G, IN(0), dim, kind));
}

static lm_tensor *gated(const char *op, lm_tensor *t, int64_t dim, gate kind) {
  if (t->ndim == 0) return lm_fail("%s: the input must have a dimension to halve, not ()", op);
  if (!lm_wrap_dim(op, &dim, t->ndim)) return NULL;
  if (!is_even(op, t, dim)) return NULL;
  const int64_t n = t->sizes[dim];
  if (lm_is_float((lm_dtype)t->dtype)) return lm_gate(t, dim, kind);
  lm_tensor *a = lm_slice(t, dim, 0, n / 2, 1), *b = lm_slice(t, dim, n / 2, n / 2, 1);
  return kind == GLU ? lm_mul(a, lm_sigmoid(b)) : lm_mul(lm_silu(a), b);
}

lm_tensor *lm_do_glu(lm_tensor *input, int64_t dim) { return gated("glu", input, dim, GLU); }
lm_tensor *lm_do_swiglu(lm_tensor *input, int64_t dim) {
  return gated("swiglu", input, dim, SWIGLU);
}
