/* Complex numbers: from parts and back, conjugates, and what their gradients are.
**
** Gradients follow PyTorch: for a real loss L of z = x + iy the gradient of z is dL/dx + i dL/dy, so
** that z - lr * grad descends, and the vjp of a holomorphic f is g * conj(f'(z)).  A gradient that
** comes back to a real input is its real part; the engine takes it.
*/
#include "tensor/record.h"

#include <string.h>

static bool is_complex(const lm_tensor *t) { return lm_is_complex((lm_dtype)t->dtype); }

/* ---- two parts, one number ---- */

RULE(view_as_real) {
  lm_tensor *t = A(0).t;
  int64_t sizes[LM_MAX_DIMS], strides[LM_MAX_DIMS];
  if (!is_complex(t))
    return lm_fail("view_as_real: needs a complex tensor, not %s", lm_dtypes[t->dtype].name);
  if (t->ndim == LM_MAX_DIMS)
    return lm_fail("view_as_real: a tensor may have at most %d dimensions", LM_MAX_DIMS);
  for (int d = 0; d < t->ndim; d++) sizes[d] = t->sizes[d], strides[d] = 2 * t->strides[d];
  sizes[t->ndim] = 2, strides[t->ndim] = 1;
  lm_tensor *v = c->out[0] = lm_as_view(t, t->ndim + 1, sizes, strides, 2 * t->offset);
  if (v) v->dtype = (int8_t)lm_real_dtype((lm_dtype)t->dtype);
  return v != NULL;
}
VJP(view_as_real) { GRAD(0, lm_view_as_complex(lm_contiguous(G))); }

RULE(view_as_complex) {
  lm_tensor *t = A(0).t;
  int last = t->ndim - 1;
  int64_t strides[LM_MAX_DIMS];
  if (t->dtype != LM_F32 && t->dtype != LM_F64)
    return lm_fail("view_as_complex: needs float32 or float64, not %s", lm_dtypes[t->dtype].name);
  if (last < 0 || t->sizes[last] != 2)
    return lm_fail("view_as_complex: the last dimension must have size 2, got shape %s",
                   lm_shape_text(t));
  bool pairs = t->strides[last] == 1 && t->offset % 2 == 0;
  for (int d = 0; d < last; d++) {
    pairs = pairs && (t->strides[d] % 2 == 0 || t->sizes[d] < 2);
    strides[d] = t->strides[d] / 2;
  }
  if (!pairs && t->numel > 0)
    return lm_fail("view_as_complex: the two parts of a number do not lie side by side; use "
                   "contiguous() first");
  lm_tensor *v = c->out[0] = lm_as_view(t, last, t->sizes, strides, t->offset / 2);
  if (v) v->dtype = (int8_t)lm_complex_dtype((lm_dtype)t->dtype);
  return v != NULL;
}
VJP(view_as_complex) { GRAD(0, lm_view_as_real(lm_contiguous(G))); }

static bool same_floats(const char *op, const lm_tensor *a, const lm_tensor *b, const char *first,
                        const char *second) {
  if ((a->dtype == LM_F32 || a->dtype == LM_F64) && a->dtype == b->dtype) return true;
  return lm_fail("%s: %s and %s must both be float32 or both float64, not %s and %s", op, first,
                 second, lm_dtypes[a->dtype].name, lm_dtypes[b->dtype].name);
}

static lm_tensor *joined(const char *op, lm_tensor *re, lm_tensor *im) {
  lm_ints sizes;
  if (re == NULL || im == NULL || !lm_broadcast(op, re, im, &sizes)) return NULL;
  lm_tensor *part[] = {lm_expand(re, &sizes), lm_expand(im, &sizes)};
  if (part[0] == NULL || part[1] == NULL) return NULL;
  return lm_view_as_complex(lm_stack(&(lm_list){2, part}, -1));
}
lm_tensor *lm_do_complex(lm_tensor *real, lm_tensor *imag) {
  if (!same_floats("complex", real, imag, "real", "imag")) return NULL;
  return joined("complex", real, imag);
}
lm_tensor *lm_do_polar(lm_tensor *abs, lm_tensor *angle) {
  if (!same_floats("polar", abs, angle, "abs", "angle")) return NULL;
  return joined("polar", lm_mul(abs, lm_cos(angle)), lm_mul(abs, lm_sin(angle)));
}

lm_tensor *lm_do_real(lm_tensor *self) {
  return is_complex(self) ? lm_select(lm_view_as_real(self), -1, 0) : lm_alias(self);
}
lm_tensor *lm_do_imag(lm_tensor *self) {
  if (is_complex(self)) return lm_select(lm_view_as_real(self), -1, 1);
  return lm_fail("imag: is not defined for %s: real numbers have no imaginary part to show",
                 lm_dtypes[self->dtype].name);
}
lm_tensor *lm_do_isreal(lm_tensor *self) {
  if (!is_complex(self)) return lm_ones_like(self, LM_BOOL, LM_DEVICE_NONE);
  return lm_eq(lm_imag(self), lm_wrap(lm_int(0)));
}

/* ---- conjugates ---- */

VJP(conj_physical) { GRAD(0, lm_conj(G)); }

lm_tensor *lm_do_conj(lm_tensor *self) {
  return is_complex(self) ? lm_conj_physical(self) : lm_alias(self);
}
lm_tensor *lm_do_resolve_conj(lm_tensor *self) { return lm_alias(self); }
lm_tensor *lm_do_resolve_neg(lm_tensor *self) { return lm_alias(self); }
lm_tensor *lm_do_positive(lm_tensor *self) {
  if (self->dtype != LM_BOOL) return lm_alias(self);
  return lm_fail("positive: is not defined for bool");
}

lm_tensor *lm_do_mH(lm_tensor *self) { return lm_conj(lm_mT(self)); }
lm_tensor *lm_do_adjoint(lm_tensor *self) {
  if (self->ndim != 1) return self->ndim ? lm_mH(self) : lm_conj(self);
  return lm_fail("adjoint: needs a matrix or a batch of them, not shape %s", lm_shape_text(self));
}
lm_tensor *lm_do_matrix_H(lm_tensor *self) {
  if (self->ndim != 0 && self->ndim != 2)
    return lm_fail("H: needs a matrix (2 dimensions) or a number, got shape %s",
                   lm_shape_text(self));
  return self->ndim ? lm_mH(self) : lm_conj(self);
}

/* ---- size and direction ---- */

/* d arg(z) = Im(dz / z): the gradient is g i z / |z|^2, and 0 at 0; of real numbers 0. */
VJP(angle) {
  lm_tensor *z = IN(0);
  if (z == NULL || !is_complex(z)) {
    GRAD(0, lm_zeros_as(G));
    return;
  }
  lm_tensor *re = lm_real(z), *im = lm_imag(z), *zero = lm_wrap(lm_int(0));
  lm_tensor *square = lm_add(lm_square(re), lm_square(im), lm_int(1));
  lm_tensor *origin = lm_eq(square, zero);
  lm_tensor *r = lm_div(G, lm_where_select(origin, lm_wrap(lm_int(1)), square));
  r = lm_where_select(origin, lm_wrap(lm_float(0)), r);
  GRAD(0, lm_complex(lm_neg(lm_mul(r, im)), lm_mul(r, re)));
}

/* sgn(z) = z / |z|: only what turns it counts, (g - Re(g conj(s)) s) / |z|. */
VJP(sgn) {
  lm_tensor *z = IN(0), *s = OUT(0);
  if (z == NULL || !is_complex(z)) {
    GRAD(0, lm_zeros_as(G));
    return;
  }
  lm_tensor *size = lm_abs(z), *origin = lm_eq(size, lm_wrap(lm_int(0)));
  lm_tensor *along = lm_mul(lm_real(lm_mul(G, lm_conj(s))), s);
  lm_tensor *slope =
      lm_div(lm_sub(G, along, lm_int(1)), lm_where_select(origin, lm_wrap(lm_int(1)), size));
  GRAD(0, lm_where_select(origin, lm_wrap(lm_float(0)), slope));
}
