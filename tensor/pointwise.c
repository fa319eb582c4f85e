/* Pointwise operations: promotion, broadcasting and the call of the kernel; copies and fills. */
#include "tensor/record.h"
#include "tensor/backend.h"

#include <string.h>

/* ---- promotion ---- */

/* PyTorch's rule: tensors with dimensions decide; a 0-dim tensor, and last a wrapped number, only
** raises the category (bool < int < float < complex), which keeps the width of floats. */
static lm_dtype combine(lm_dtype higher, lm_dtype lower) {
  if (higher == LM_DTYPE_NONE) return lower;
  if (lower == LM_DTYPE_NONE || lm_dtype_category(lower) <= lm_dtype_category(higher))
    return higher;
  if (lm_is_float(higher)) return lm_complex_dtype(higher);
  return lm_promote_types(higher, lower);
}

/* Numbers alone stay as wide as they are: a formula's constants are not rounded on the way. */
static bool only_numbers(lm_tensor *const *t, int n) {
  for (int i = 0; i < n; i++)
    if (t[i] && !t[i]->wrapped) return false;
  return true;
}

lm_dtype lm_result_type(lm_tensor *const *t, int n) {
  bool numbers = only_numbers(t, n);
  lm_dtype dims = LM_DTYPE_NONE, zero = LM_DTYPE_NONE, wrapped = LM_DTYPE_NONE;
  for (int i = 0; i < n; i++) {
    if (t[i] == NULL) continue;
    lm_dtype d = (lm_dtype)t[i]->dtype, *slot = t[i]->wrapped ? &wrapped
                                                : t[i]->ndim  ? &dims
                                                              : &zero;
    if (t[i]->wrapped && d == LM_F64 && !numbers) d = lm_here()->default_dtype;
    *slot = *slot == LM_DTYPE_NONE ? d : lm_promote_types(*slot, d);
  }
  return combine(dims, combine(zero, wrapped));
}

lm_dtype lm_compute_dtype(lm_op_id op, lm_dtype d) {
  /* hidden rows are parts of others, in whose name they speak */
  const char *name = lm_ops[op].flags & LM_HIDDEN ? lm_running() : lm_ops[op].name,
             *given = lm_dtypes[d].name;
  const lm_pointwise *row = &lm_pointwise_rows[op];
  int set = lm_set_of_reals(row->dtypes);
  if (row->to_float && lm_is_integral(d)) d = lm_here()->default_dtype;
  if (row->counts && d == LM_BOOL) d = LM_I64;
  lm_category cat = lm_dtype_category(d);
  if (cat == LM_CAT_COMPLEX && !(row->dtypes & LM_SET_C)) {
    lm_fail("%s: is not defined for complex numbers (%s); take their abs(), real or imag first",
            name, given);
    return LM_DTYPE_NONE;
  }
  if (set == LM_SET_FLOATS && cat < LM_CAT_FLOAT) {
    lm_fail("%s: needs a floating-point tensor, not %s; convert with :float()", name, given);
    return LM_DTYPE_NONE;
  }
  if (set == LM_SET_INTS && cat > LM_CAT_INT) {
    lm_fail("%s: needs integers or booleans, not %s", name, given);
    return LM_DTYPE_NONE;
  }
  if (set == LM_SET_NUMBERS && cat == LM_CAT_BOOL) {
    lm_fail(
        "%s: is not defined for bool; convert with :to(\"int64\") or use the logical operations",
        name);
    return LM_DTYPE_NONE;
  }
  return d == LM_F16 || d == LM_BF16 ? LM_F32 : d;
}

/* ---- broadcasting ---- */

static bool broadcast_into(const char *op, lm_ints *shape, const lm_tensor *t) {
  if (t->ndim > shape->n) {
    int shift = t->ndim - shape->n;
    for (int i = shape->n - 1; i >= 0; i--) shape->v[i + shift] = shape->v[i];
    for (int i = 0; i < shift; i++) shape->v[i] = 1;
    shape->n = t->ndim;
  }
  for (int i = 0; i < t->ndim; i++) {
    int64_t *to = &shape->v[shape->n - t->ndim + i], s = t->sizes[i];
    if (s == *to || s == 1) continue;
    if (*to != 1)
      return lm_fail(
          "%s: sizes do not fit: %s and %s: at dimension -%d, %lld and %lld must be equal, "
          "or one of them 1",
          op, lm_sizes_text(shape->n, shape->v), lm_shape_text(t), t->ndim - i, (long long)*to,
          (long long)s);
    *to = s;
  }
  return true;
}

bool lm_broadcast(const char *op, const lm_tensor *a, const lm_tensor *b, lm_ints *out) {
  out->n = a->ndim;
  memcpy(out->v, a->sizes, sizeof *out->v * (size_t)a->ndim);
  return broadcast_into(op, out, b);
}

/* Strides of t as seen with these sizes; false when it does not broadcast to them. */
static bool expanded_strides(const lm_tensor *t, int ndim, const int64_t *sizes, int64_t *strides) {
  int lead = ndim - t->ndim;
  if (lead < 0) return false;
  for (int i = 0; i < ndim; i++) {
    if (i < lead)
      strides[i] = 0;
    else if (t->sizes[i - lead] == sizes[i])
      strides[i] = t->strides[i - lead];
    else if (t->sizes[i - lead] == 1)
      strides[i] = 0;
    else
      return false;
  }
  return true;
}

/* Writes the view of t with these sizes into a record on the caller's stack: valid as long as t is,
** never counted. */
static bool expand_on_stack(const lm_tensor *t, int ndim, const int64_t *sizes, int64_t numel,
                            lm_tensor *v) {
  memset(v, 0, offsetof(lm_tensor, sizes));
  v->refs = 1;
  v->dtype = t->dtype;
  v->device = t->device;
  v->wrapped = t->wrapped;
  v->storage = t->storage;
  v->offset = t->offset;
  v->numel = numel;
  v->ndim = (int8_t)ndim;
  memcpy(v->sizes, sizes, sizeof *sizes * (size_t)ndim);
  return expanded_strides(t, ndim, sizes, v->strides);
}

lm_tensor *lm_expanded(lm_tensor *t, int ndim, const int64_t *sizes) {
  int64_t strides[LM_MAX_DIMS];
  if (ndim > LM_MAX_DIMS || !expanded_strides(t, ndim, sizes, strides))
    return lm_fail("expand: %s does not broadcast to %s", lm_shape_text(t),
                   lm_sizes_text(ndim, sizes));
  lm_tensor *v = lm_as_view(t, ndim, sizes, strides, t->offset);
  if (v) v->wrapped = t->wrapped;
  return v;
}

/* ---- overlap ---- */

/* True when two elements of t are the same memory: it must not be written to. */
static bool overlaps_itself(const lm_tensor *t) {
  for (int i = 0; i < t->ndim; i++)
    if (t->strides[i] == 0 && t->sizes[i] > 1) return true;
  return false;
}

static bool same_geometry(const lm_tensor *a, const lm_tensor *b) {
  if (a->offset != b->offset || a->dtype != b->dtype || !lm_same_shape(a, b)) return false;
  for (int i = 0; i < a->ndim; i++)
    if (a->sizes[i] > 1 && a->strides[i] != b->strides[i]) return false;
  return true;
}

/* True when writing `out` could change elements of `in` that are still to be read. */
static bool clobbers(const lm_tensor *out, const lm_tensor *in) {
  return out->storage == in->storage && !same_geometry(out, in);
}

static bool writable(const char *op, const lm_tensor *t) {
  if (!overlaps_itself(t)) return true;
  return lm_fail(
      "%s: cannot write in place: the tensor of shape %s is expanded, so several positions "
      "share one element; clone() it first",
      op, lm_shape_text(t));
}

/* ---- calls ---- */

/* The arguments that are not tensors, in order. */
static int parameters(const lm_op *row, const lm_arg *arg, lm_scalar *p) {
  int n = 0;
  for (int i = 0; i < row->n_params && n < 4; i++) {
    switch (row->params[i].kind) {
    case LM_ARG_S:
    case LM_ARG_SR: p[n++] = arg[i].s; break;
    case LM_ARG_SO: p[n++] = arg[i].so ? *arg[i].so : (lm_scalar){LM_SCALAR_NONE, {.f = 0}}; break;
    case LM_ARG_F: p[n++] = lm_float(arg[i].f); break;
    case LM_ARG_I:
    case LM_ARG_IR: p[n++] = lm_int(arg[i].i); break;
    default: break;
    }
  }
  return n;
}

bool lm_run_pointwise(lm_op_id op, lm_tensor *out, lm_tensor *const *in, int n,
                      const lm_scalar *params, lm_dtype compute) {
  const lm_backend *b = lm_backend_at(out->device);
  return b != NULL && b->pointwise(op, out, in, n, params, compute);
}

static bool check_devices(const char *op, lm_tensor *const *in, int n, lm_device *device) {
  *device = in[0]->device;
  const lm_tensor *decides = in[0];
  for (int i = 1; i < n; i++) {
    if (in[i]->device == *device) continue;
    if (in[i]->ndim == 0 && in[i]->device == LM_CPU) continue; /* a number may join any device */
    if (decides->ndim == 0 && *device == LM_CPU) {
      decides = in[i];
      *device = in[i]->device;
      continue;
    }
    return lm_same_device(op, decides, in[i]);
  }
  return true;
}

static lm_dtype dtype_of_result(const lm_pointwise *row, lm_dtype promoted) {
  if (row->bool_result) return LM_BOOL;
  if (row->real_result && lm_is_complex(promoted)) return lm_real_dtype(promoted);
  if (row->counts && promoted == LM_BOOL) return LM_I64;
  return row->to_float && lm_is_integral(promoted) ? lm_here()->default_dtype : promoted;
}

/* One or two tensors alike in dtype, sizes and device: nothing to promote or to broadcast.  Calls of
** a few elements, by the thousand, go this way. */
static bool are_alike(const lm_call *c, const lm_pointwise *row) {
  if (row->arity > 2 || c->inplace || c->arg[0].t->wrapped) return false;
  if (row->arity == 1) return true;
  const lm_tensor *a = c->arg[0].t, *b = c->arg[1].t;
  return a->dtype == b->dtype && !b->wrapped && a->device == b->device && lm_same_shape(a, b);
}

bool lm_pointwise_call(lm_call *c) {
  const lm_op *op = &lm_ops[c->op];
  const lm_pointwise *row = &lm_pointwise_rows[c->op];
  int n = row->arity;
  if (op->rule && !op->rule(c)) return false;
  if (are_alike(c, row)) {
    lm_tensor *all[2] = {c->arg[0].t, n == 2 ? c->arg[1].t : NULL};
    lm_dtype compute = lm_compute_dtype(c->op, (lm_dtype)all[0]->dtype);
    if (compute == LM_DTYPE_NONE) return false;
    lm_scalar p[4];
    if (op->n_params > n) parameters(op, c->arg, p);
    lm_tensor *out = c->out[0] = lm_new_like(all[0], dtype_of_result(row, (lm_dtype)all[0]->dtype));
    return out && (out->numel == 0 || lm_run_pointwise(c->op, out, all, n, p, compute));
  }
  lm_tensor *in[3] = {NULL}, views[3], *copies[3] = {NULL};
  for (int i = 0; i < n; i++) in[i] = c->arg[i].t;
  lm_scalar params[4] = {{0, {.f = 0}}};
  if (op->n_params > n) parameters(op, c->arg, params);

  /* dtypes */
  int skip = row->first_is_bool;
  if (skip && in[0]->dtype != LM_BOOL)
    return lm_fail("%s: the condition must be a bool tensor, not %s", op->name,
                   lm_dtypes[in[0]->dtype].name);
  lm_dtype promoted = (lm_dtype)in[skip]->dtype;
  bool mixed = in[skip]->wrapped;
  for (int i = skip + 1; i < n; i++) mixed |= in[i]->dtype != in[skip]->dtype || in[i]->wrapped;
  if (mixed) promoted = lm_result_type(in + skip, n - skip);
  if (skip && promoted == LM_F64 && only_numbers(in + skip, n - skip)) /* the condition is none */
    promoted = lm_here()->default_dtype;
  lm_dtype compute = lm_compute_dtype(c->op, promoted);
  if (compute == LM_DTYPE_NONE) return false;
  lm_dtype result = dtype_of_result(row, promoted);
  /* shape and device */
  lm_device device;
  if (!check_devices(op->name, in, n, &device)) return false;
  lm_ints shape;
  shape.n = in[0]->ndim;
  memcpy(shape.v, in[0]->sizes, sizeof *shape.v * (size_t)shape.n);
  bool same = true;
  for (int i = 1; i < n; i++) {
    if (lm_same_shape(in[i], in[0])) continue;
    same = false;
    if (!broadcast_into(op->name, &shape, in[i])) return false;
  }

  lm_tensor *out = c->out[0];
  if (c->inplace && row->real_result && lm_is_complex(promoted))
    return lm_fail("%s_: is not defined in place for complex tensors: its results are real",
                   op->name);
  if (c->inplace) {
    if (shape.n != out->ndim || memcmp(shape.v, out->sizes, sizeof *shape.v * (size_t)shape.n) != 0)
      return lm_fail("%s_: the result has shape %s and cannot be stored in a tensor of shape %s",
                     op->name, lm_sizes_text(shape.n, shape.v), lm_shape_text(out));
    if (!lm_can_cast(result, (lm_dtype)out->dtype))
      return lm_fail("%s_: the result is %s and cannot be stored in a tensor of %s", op->name,
                     lm_dtypes[result].name, lm_dtypes[out->dtype].name);
    if (!writable(op->name, out)) return false;
  } else {
    out = c->out[0] = lm_new(shape.n, shape.v, result, device);
    if (out == NULL) return false;
    out->wrapped = shape.n == 0 && only_numbers(in + skip, n - skip);
  }
  if (out->numel == 0) return true;
  bool ok = true;
  for (int i = 0; i < n && ok; i++) {
    if (c->inplace && clobbers(out, in[i])) {
      in[i] = copies[i] = lm_new_like(in[i], (lm_dtype)in[i]->dtype);
      ok = in[i] && lm_copy_elements(in[i], c->arg[i].t);
    }
    if (ok && !same && !lm_same_shape(in[i], out)) {
      expand_on_stack(in[i], shape.n, shape.v, out->numel, &views[i]);
      in[i] = &views[i];
    }
  }
  ok = ok && lm_run_pointwise(c->op, out, in, n, params, compute);
  for (int i = 0; i < n; i++) lm_release(copies[i]);
  return ok;
}

/* ---- copies and fills ---- */

/* Between devices: both sides contiguous and of one dtype, through the host. */
static bool copy_across(lm_tensor *dst, lm_tensor *src) {
  const lm_backend *to = lm_backend_of(dst->device), *from = lm_backend_of(src->device);
  if (to == NULL || from == NULL) return false;
  size_t bytes = (size_t)dst->numel * lm_dtype_size((lm_dtype)dst->dtype);
  if (src->device == LM_CPU) return to->from_host(dst->device, lm_data(dst), lm_data(src), bytes);
  if (dst->device == LM_CPU) return from->to_host(src->device, lm_data(dst), lm_data(src), bytes);
  lm_tensor *host = lm_new(dst->ndim, dst->sizes, (lm_dtype)dst->dtype, LM_CPU);
  bool ok = host && copy_across(host, src) && copy_across(dst, host);
  lm_release(host);
  return ok;
}

bool lm_copy_elements(lm_tensor *dst, lm_tensor *src) {
  lm_tensor view, *temporary = NULL;
  if (dst->storage == src->storage && same_geometry(dst, src)) return true;
  if (!lm_same_shape(dst, src)) {
    if (!expand_on_stack(src, dst->ndim, dst->sizes, dst->numel, &view))
      return lm_fail("copy_: %s does not broadcast to %s", lm_shape_text(src), lm_shape_text(dst));
    src = &view;
  }
  if (!writable("copy_", dst)) return false;
  if (dst->numel == 0) return true;
  if (dst->device == src->device && !clobbers(dst, src)) {
    const lm_backend *b = lm_backend_of(dst->device);
    return b != NULL && b->copy(dst, src);
  }
  bool ok;
  if (dst->device == src->device) { /* overlapping memory */
    temporary = lm_new_like(src, (lm_dtype)src->dtype);
    ok = temporary && lm_copy_elements(temporary, src) && lm_copy_elements(dst, temporary);
  } else if (!lm_is_contiguous(src) || src->dtype != dst->dtype) {
    temporary = lm_new(src->ndim, src->sizes, (lm_dtype)dst->dtype, src->device);
    ok = temporary && lm_copy_elements(temporary, src) && lm_copy_elements(dst, temporary);
  } else if (!lm_is_contiguous(dst)) {
    temporary = lm_new_like(dst, (lm_dtype)dst->dtype);
    ok = temporary && copy_across(temporary, src) && lm_copy_elements(dst, temporary);
  } else
    ok = copy_across(dst, src);
  lm_release(temporary);
  return ok;
}

bool lm_copy_part(int ndim, const int64_t *sizes, lm_tensor *dst, const int64_t *dst_strides,
                  int64_t dst_offset, lm_tensor *src, const int64_t *src_strides,
                  int64_t src_offset) {
  const lm_backend *b = lm_backend_of(dst->device);
  lm_tensor *to = lm_as_view(dst, ndim, sizes, dst_strides, dst_offset);
  lm_tensor *from = lm_as_view(src, ndim, sizes, src_strides, src_offset);
  bool ok = b && to && from && (to->numel == 0 || b->copy(to, from));
  lm_release(to);
  lm_release(from);
  return ok;
}

bool lm_fill_elements(lm_tensor *t, lm_scalar value) {
  if (t->numel == 0) return true;
  const lm_backend *b = lm_backend_of(t->device);
  return writable("fill_", t) && b != NULL && b->fill(t, value);
}

bool lm_get_scalar(lm_tensor *t, lm_scalar *value) {
  if (t->numel != 1)
    return lm_fail("item: a tensor of one element is needed, not one of shape %s",
                   lm_shape_text(t));
  if (lm_is_complex((lm_dtype)t->dtype))
    return lm_fail("item: %s is complex and no single number; take its abs(), real or imag first",
                   lm_dtypes[t->dtype].name);
  lm_dtype d = (lm_dtype)t->dtype, wide = lm_is_float(d) ? LM_F64 : d == LM_BOOL ? LM_BOOL : LM_I64;
  union {
    double f;
    int64_t i;
    bool b;
  } host;
  if (d == wide && t->device == LM_CPU) {
    memcpy(&host, lm_data(t), lm_dtype_size(d));
  } else {
    lm_tensor *one = lm_new(t->ndim, t->sizes, wide, LM_CPU);
    bool ok = one && lm_copy_elements(one, t);
    if (ok) memcpy(&host, lm_data(one), lm_dtype_size(wide));
    lm_release(one);
    if (!ok) return false;
  }
  *value = wide == LM_F64 ? lm_float(host.f) : wide == LM_I64 ? lm_int(host.i) : lm_bool(host.b);
  return true;
}

bool lm_get_complex(lm_tensor *t, double parts[2]) {
  if (t->numel != 1)
    return lm_fail("item: a tensor of one element is needed, not one of shape %s",
                   lm_shape_text(t));
  lm_tensor *one = lm_new(t->ndim, t->sizes, LM_C128, LM_CPU);
  bool ok = one && lm_copy_elements(one, t);
  if (ok) memcpy(parts, lm_data(one), sizeof(lm_c128));
  lm_release(one);
  return ok;
}
