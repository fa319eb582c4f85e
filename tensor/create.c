/* Making tensors from nothing, and copies. */
#include "tensor/record.h"
#include "tensor/backend.h"

#include <math.h>
#include <string.h>

static lm_device device_or_default(lm_device d) {
  return d == LM_DEVICE_NONE ? lm_here()->default_device : d;
}

static lm_dtype dtype_of_number(lm_scalar s) {
  return s.kind == LM_SCALAR_FLOAT ? lm_here()->default_dtype
         : s.kind == LM_SCALAR_INT ? LM_I64
                                   : LM_BOOL;
}

/* ---- one value ---- */

RULE(empty) {
  lm_dtype d = A(1).dtype == LM_DTYPE_NONE ? lm_here()->default_dtype : A(1).dtype;
  return (c->out[0] = lm_new(A(0).ints->n, A(0).ints->v, d, device_or_default(A(2).device))) !=
         NULL;
}

RULE(full) {
  lm_dtype d = A(2).dtype == LM_DTYPE_NONE ? dtype_of_number(A(1).s) : A(2).dtype;
  c->out[0] = lm_new(A(0).ints->n, A(0).ints->v, d, device_or_default(A(3).device));
  return c->out[0] && lm_fill_elements(c->out[0], A(1).s);
}

RULE(empty_strided) {
  const lm_ints *size = A(0).ints, *stride = A(1).ints;
  int64_t room = 1;
  bool none = false, fits = size->n == stride->n;
  if (!fits) return lm_fail("empty_strided: %d sizes and %d strides", size->n, stride->n);
  for (int d = 0; d < size->n && fits; d++) {
    int64_t span;
    if (size->v[d] < 0 || stride->v[d] < 0)
      return lm_fail("empty_strided: sizes and strides must not be negative: %s, %s",
                     lm_sizes_text(size->n, size->v), lm_sizes_text(stride->n, stride->v));
    none |= size->v[d] == 0;
    fits = size->v[d] == 0 || (!__builtin_mul_overflow(size->v[d] - 1, stride->v[d], &span) &&
                               !__builtin_add_overflow(room, span, &room));
  }
  if (!fits)
    return lm_fail("empty_strided: sizes %s with strides %s are too large",
                   lm_sizes_text(size->n, size->v), lm_sizes_text(stride->n, stride->v));
  if (none) room = 0;
  lm_dtype d = A(2).dtype == LM_DTYPE_NONE ? lm_here()->default_dtype : A(2).dtype;
  lm_tensor *t = c->out[0] = lm_new(1, &room, d, device_or_default(A(3).device));
  if (t == NULL || !lm_set_sizes(t, size->n, size->v)) return false;
  memcpy(t->strides, stride->v, sizeof *t->strides * (size_t)size->n);
  return true;
}

static lm_dtype default_dtype(lm_dtype d) {
  return d == LM_DTYPE_NONE ? lm_here()->default_dtype : d;
}

lm_tensor *lm_do_zeros(const lm_ints *size, lm_dtype dtype, lm_device device) {
  return lm_full(size, lm_int(0), default_dtype(dtype), device);
}
lm_tensor *lm_do_ones(const lm_ints *size, lm_dtype dtype, lm_device device) {
  return lm_full(size, lm_int(1), default_dtype(dtype), device);
}

/* What a *_like function takes from self where the caller says nothing. */
typedef struct like {
  lm_ints size;
  lm_dtype dtype;
  lm_device device;
} like;
static like like_of(const lm_tensor *self, lm_dtype dtype, lm_device device) {
  like l = {{.n = self->ndim},
            dtype == LM_DTYPE_NONE ? (lm_dtype)self->dtype : dtype,
            device == LM_DEVICE_NONE ? self->device : device};
  memcpy(l.size.v, self->sizes, sizeof *l.size.v * (size_t)l.size.n);
  return l;
}

lm_tensor *lm_do_empty_like(lm_tensor *self, lm_dtype dtype, lm_device device) {
  like l = like_of(self, dtype, device);
  return lm_empty(&l.size, l.dtype, l.device);
}
lm_tensor *lm_do_full_like(lm_tensor *self, lm_scalar fill_value, lm_dtype dtype,
                           lm_device device) {
  like l = like_of(self, dtype, device);
  return lm_full(&l.size, fill_value, l.dtype, l.device);
}
lm_tensor *lm_do_zeros_like(lm_tensor *self, lm_dtype dtype, lm_device device) {
  return lm_full_like(self, lm_int(0), dtype, device);
}
lm_tensor *lm_do_ones_like(lm_tensor *self, lm_dtype dtype, lm_device device) {
  return lm_full_like(self, lm_int(1), dtype, device);
}

lm_tensor *lm_do_new_empty(lm_tensor *self, const lm_ints *size, lm_dtype dtype, lm_device device) {
  like l = like_of(self, dtype, device);
  return lm_empty(size, l.dtype, l.device);
}
lm_tensor *lm_do_new_full(lm_tensor *self, const lm_ints *size, lm_scalar fill_value,
                          lm_dtype dtype, lm_device device) {
  like l = like_of(self, dtype, device);
  return lm_full(size, fill_value, l.dtype, l.device);
}
lm_tensor *lm_do_new_zeros(lm_tensor *self, const lm_ints *size, lm_dtype dtype, lm_device device) {
  return lm_new_full(self, size, lm_int(0), dtype, device);
}
lm_tensor *lm_do_new_ones(lm_tensor *self, const lm_ints *size, lm_dtype dtype, lm_device device) {
  return lm_new_full(self, size, lm_int(1), dtype, device);
}

/* ---- sequences: made on the host in a wide dtype, then brought over ---- */

static bool bring_over(lm_call *c, lm_tensor *wide, lm_dtype dtype, lm_device device) {
  device = device_or_default(device);
  if (wide->dtype == (int8_t)dtype && device == LM_CPU) {
    c->out[0] = wide;
    return true;
  }
  c->out[0] = lm_new(wide->ndim, wide->sizes, dtype, device);
  bool ok = c->out[0] && lm_copy_elements(c->out[0], wide);
  lm_release(wide);
  return ok;
}

RULE(arange) {
  lm_scalar start = A(0).s, end = A(1).s, step = A(2).s;
  bool ints =
      start.kind != LM_SCALAR_FLOAT && end.kind != LM_SCALAR_FLOAT && step.kind != LM_SCALAR_FLOAT;
  double a = lm_scalar_f(start), b = lm_scalar_f(end), s = lm_scalar_f(step);
  if (s == 0 || !isfinite(a) || !isfinite(b) || !isfinite(s))
    return lm_fail("arange: needs finite bounds and a step other than 0, not %g, %g, %g", a, b, s);
  if ((s > 0 && a > b) || (s < 0 && a < b))
    return lm_fail("arange: the bounds %g and %g do not fit a step of %g", a, b, s);
  double count = ceil((b - a) / s);
  if (count > 9e15) return lm_fail("arange: %g elements are too many", count);
  int64_t n = (int64_t)count;
  if (!ints && A(3).dtype != LM_DTYPE_NONE &&
      lm_is_integral(A(3).dtype)) { /* whole from the start on */
    if (A(3).dtype == LM_I64) n = (int64_t)ceil((trunc(b) - trunc(a)) / trunc(s));
    a = trunc(a);
    s = trunc(s);
    if (s == 0)
      return lm_fail("arange: a step of %g is 0 in %s", A(2).s.f, lm_dtypes[A(3).dtype].name);
  }
  if (ints) { /* exact where doubles are not */
    __int128 span = (__int128)end.i - start.i, wide_step = step.i;
    __int128 exact = (span + (wide_step > 0 ? wide_step - 1 : wide_step + 1)) / wide_step;
    if (exact > INT64_MAX / 8) return lm_fail("arange: too many elements");
    n = (int64_t)exact;
  }
  lm_dtype dtype = A(3).dtype != LM_DTYPE_NONE ? A(3).dtype
                   : ints                      ? LM_I64
                                               : lm_here()->default_dtype;
  lm_tensor *t = lm_new(1, &n, ints ? LM_I64 : LM_F64, LM_CPU);
  if (t == NULL) return false;
  if (ints)
    for (int64_t i = 0; i < n; i++) ((int64_t *)t->storage->data)[i] = start.i + i * step.i;
  else
    for (int64_t i = 0; i < n; i++) ((double *)t->storage->data)[i] = a + (double)i * s;
  return bring_over(c, t, dtype, A(4).device);
}

lm_tensor *lm_do_arange_to(lm_scalar end, lm_dtype dtype, lm_device device) {
  return lm_arange(lm_int(0), end, lm_int(1), dtype, device);
}

/* A bound: a number, or a tensor of one element without dimensions. */
static bool read_bound(const char *op, lm_tensor *t, double *x) {
  lm_scalar s;
  if (t->ndim > 0)
    return lm_fail("%s: start and end must be numbers or tensors without dimensions, not shape %s",
                   op, lm_shape_text(t));
  if (!lm_get_scalar(t, &s)) return false;
  *x = lm_scalar_f(s);
  return true;
}

/* Integers step between whole ends (PyTorch's powers do not, where there is a single one). */
static bool whole_bound(const char *op, double *x, lm_dtype dtype) {
  if (!lm_is_integral(dtype)) return true;
  if (dtype == LM_BOOL)
    return lm_fail("%s: is not defined for bool; take another dtype and compare its elements", op);
  const int bits = 8 * (int)lm_dtype_size(dtype) - lm_dtypes[dtype].is_signed;
  const double high = ldexp(1, bits) - 1, low = lm_dtypes[dtype].is_signed ? -high - 1 : 0;
  *x = trunc(*x);
  return (*x >= low && *x <= high) ||
         lm_fail("%s: start and end must lie within %s, from %.0f to %.0f, and one is %.0f", op,
                 lm_dtypes[dtype].name, low, high, *x);
}

/* The steps of a call from its start to its end, in float64; the caller's. */
static lm_tensor *steps(lm_call *c, lm_dtype dtype) {
  const char *op = lm_op_name(c);
  double a, b;
  int64_t n = A(2).i;
  if (n < 0)
    return lm_fail("%s: the number of steps must not be negative, but is %lld", op, (long long)n);
  if (!read_bound(op, A(0).t, &a) || !read_bound(op, A(1).t, &b)) return NULL;
  if (c->op == LM_OP_logspace && n == 1 && dtype != LM_BOOL) dtype = LM_F64;
  if (!whole_bound(op, &a, dtype) || !whole_bound(op, &b, dtype)) return NULL;
  lm_tensor *t = lm_new(1, &n, LM_F64, LM_CPU);
  if (t == NULL) return NULL;
  double *x = t->storage->data, step = n > 1 ? (b - a) / (double)(n - 1) : 0;
  for (int64_t i = 0; i < n; i++) /* from both ends, so that the last one is b itself */
    x[i] = i < n / 2 || n == 1 ? a + (double)i * step : b - (double)(n - 1 - i) * step;
  return t;
}

RULE(linspace) {
  const lm_dtype dtype = default_dtype(A(3).dtype);
  lm_tensor *t = steps(c, dtype);
  return t && bring_over(c, t, dtype, A(4).device);
}

RULE(logspace) {
  const lm_dtype dtype = default_dtype(A(4).dtype);
  lm_tensor *t = steps(c, dtype);
  if (t == NULL) return false;
  double *x = t->storage->data;
  for (int64_t i = 0; i < t->numel; i++) x[i] = pow(A(3).f, x[i]);
  return bring_over(c, t, dtype, A(5).device);
}

RULE(eye) {
  int64_t rows = A(0).i, cols = A(1).i < 0 ? rows : A(1).i, size[2] = {rows, cols};
  if (rows < 0 || A(1).i < -1)
    return lm_fail("eye: the size must not be negative, but is %lld",
                   (long long)(rows < 0 ? rows : A(1).i));
  lm_tensor *t = c->out[0] =
      lm_new(2, size, default_dtype(A(2).dtype), device_or_default(A(3).device));
  if (t == NULL || !lm_fill_elements(t, lm_int(0))) return false;
  int64_t length = rows < cols ? rows : cols, stride = cols + 1;
  lm_tensor *diagonal = lm_as_view(t, 1, &length, &stride, 0);
  bool ok = diagonal && lm_fill_elements(diagonal, lm_int(1));
  lm_release(diagonal);
  return ok;
}

/* ---- copies ---- */

RULE(copy) {
  lm_tensor *t = A(0).t;
  like l = like_of(t, A(1).dtype, A(2).device);
  c->out[0] = lm_new(t->ndim, t->sizes, l.dtype, l.device);
  return c->out[0] && lm_copy_elements(c->out[0], t);
}
VJP(copy) { /* the engine casts; the device is ours */
  GRAD(0, lm_to_dtype(G, LM_DTYPE_NONE, n->edges[0].device, false));
}

lm_tensor *lm_do_clone(lm_tensor *self) { return lm_copy(self, LM_DTYPE_NONE, LM_DEVICE_NONE); }

lm_tensor *lm_do_contiguous(lm_tensor *self) {
  return lm_is_contiguous(self) ? self : lm_clone(self);
}

lm_tensor *lm_do_to_dtype(lm_tensor *self, lm_dtype dtype, lm_device device, bool copy) {
  bool same = (dtype == LM_DTYPE_NONE || dtype == (lm_dtype)self->dtype) &&
              (device == LM_DEVICE_NONE || device == self->device);
  return same && !copy ? self : lm_copy(self, dtype, device);
}

/* Twins record it in the place of an operation that takes nothing from self. */
RULE(overwritten) {
  c->out[0] = lm_new_like(A(0).t, (lm_dtype)A(0).t->dtype);
  return c->out[0] && lm_fill_elements(c->out[0], lm_int(0));
}
VJP(overwritten) { GRAD(0, lm_zeros_like(G, LM_DTYPE_NONE, LM_DEVICE_NONE)); }

/* The out-of-place forms of fill_, zero_ and copy_: what self becomes. */
lm_tensor *lm_do_copy_from(lm_tensor *self, lm_tensor *src) {
  lm_tensor *fitted = lm_to_dtype(src, (lm_dtype)self->dtype, self->device, false);
  return lm_expand_as(fitted, self);
}
lm_tensor *lm_do_fill(lm_tensor *self, lm_tensor *value) {
  if (value->ndim > 0)
    return lm_fail("fill_: needs a number or a tensor without dimensions, not shape %s",
                   lm_shape_text(value));
  return lm_copy_from(self, value);
}
lm_tensor *lm_do_zero(lm_tensor *self) { return lm_copy_from(self, lm_wrap(lm_int(0))); }
