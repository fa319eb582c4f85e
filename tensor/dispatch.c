/* The one way in: arguments are checked, the rule and the kernel run, a node is recorded. */
#include "tensor/autocast.h"
#include "tensor/record.h"
#include "tensor/backend.h"

#include <string.h>

static inline bool is_tensor_kind(lm_arg_kind kind) { return kind <= LM_ARG_TL; }

/* Every tensor argument is there and alive; *grad becomes true when one requires a gradient. */
static bool check_tensor(const lm_op *row, const lm_param *p, lm_tensor *t, bool *grad) {
  if (t == NULL) {
    if (p->optional) return true;
    if (!lm_error()) lm_fail("%s: argument '%s' is missing", row->name, p->name);
    return false;
  }
  if (t->freed) return lm_fail("%s: argument '%s' was freed", row->name, p->name);
  if (lm_requires_grad(t)) *grad = true;
  return true;
}

static bool check_arguments(const lm_op *row, lm_arg *arg, bool *grad) {
  for (int i = 0; i < row->n_params; i++) {
    const lm_param *p = &row->params[i];
    if (!is_tensor_kind(p->kind)) continue;
    if (p->kind == LM_ARG_TL) {
      const lm_list *list = arg[i].list;
      if (list == NULL) return lm_fail("%s: argument '%s' is missing", row->name, p->name);
      static const lm_param element = {.name = "list", .optional = true};
      for (int64_t k = 0; k < list->n; k++)
        if (!check_tensor(row, &element, list->v[k], grad)) return false;
    } else if (!check_tensor(row, p, arg[i].t, grad))
      return false;
  }
  return true;
}

/* The device whose backend runs the kernel: that of the first result, or of the first tensor. */
static lm_device device_of(const lm_op *row, const lm_call *c) {
  if (c->out[0]) return c->out[0]->device;
  for (int i = 0; i < row->n_params; i++) {
    if (row->params[i].kind == LM_ARG_TL && c->arg[i].list->n > 0 && c->arg[i].list->v[0])
      return c->arg[i].list->v[0]->device;
    if (is_tensor_kind(row->params[i].kind) && row->params[i].kind != LM_ARG_TL && c->arg[i].t)
      return c->arg[i].t->device;
  }
  return LM_CPU;
}

static bool run_kernel(const lm_op *row, lm_call *c) {
  const lm_backend *b = lm_backend_of(device_of(row, c));
  if (b == NULL) return false;
  lm_kernel kernel = b->kernel[c->op];
  if (kernel == NULL) return lm_fail("%s: not implemented for %s", row->name, b->name);
  return kernel(c);
}

/* Kernels are for real numbers unless their row says that complex ones pass, and then the CPU's. */
static bool takes(const lm_op *row, const lm_tensor *t) {
  if (t == NULL || !lm_is_complex((lm_dtype)t->dtype)) return true;
  const char *name = lm_dtypes[t->dtype].name;
  if (!(row->flags & LM_COMPLEX))
    return lm_fail("%s: is not defined for complex numbers (%s); take their abs(), real or imag "
                   "first",
                   row->name, name);
  return t->device == LM_CPU || lm_fail("%s: not implemented for %s on cuda", row->name, name);
}

static bool takes_arguments(const lm_op *row, const lm_call *c) {
  for (int i = 0; i < row->n_params; i++)
    if (row->params[i].kind < LM_ARG_TL && !takes(row, c->arg[i].t)) return false;
  return true;
}

/* A dtype may have been asked for. */
static bool takes_results(const lm_op *row, const lm_call *c) {
  for (int i = 0; i < row->results; i++)
    if (!takes(row, c->out[i])) return false;
  return true;
}

static bool run(const lm_op *row, lm_call *c) {
  switch (row->kind) {
  case LM_KIND_COMPOSITE: return row->compose(c);
  case LM_KIND_VIEW:
  case LM_KIND_DIRECT:
    if (row->rule == NULL) break;
    return row->rule(c);
  case LM_KIND_POINTWISE: return lm_pointwise_call(c);
  case LM_KIND_REDUCTION:
  case LM_KIND_STRUCTURED:
    if (row->rule == NULL) break;
    return takes_arguments(row, c) && row->rule(c) && takes_results(row, c) && run_kernel(row, c);
  }
  return lm_fail("%s: not implemented", row->name);
}

/* What runs inside the operation is nobody's business. */
static bool run_watched(const lm_op *row, lm_call *c) {
  lm_context *ctx = lm_here();
  lm_watch *w = ctx->watch;
  if (row->kind == LM_KIND_VIEW || row->kind == LM_KIND_DIRECT || row->results == 0)
    return run(row, c);
  ctx->watch = NULL;
  bool ok = w->recall(w, c) || (!lm_error() && run(row, c) && w->note(w, c));
  ctx->watch = w;
  return ok;
}

static bool dispatch(lm_op_id op, lm_arg *arg, lm_tensor **out, lm_list **list) {
  const lm_op *row = &lm_ops[op];
  lm_context *ctx = lm_here();
  if (__builtin_expect(ctx->cancelled, 0)) return lm_fail("%s: interrupted!", row->name);
  bool grad = false;
  if (!check_arguments(row, arg, &grad)) return false;
  lm_call c = {.op = op, .arg = arg};
  bool ok;
  if (row->kind == LM_KIND_COMPOSITE) {
    lm_scope scope = lm_scope_open();
    ok = run(row, &c);
    for (int i = 0; i < row->results; i++) lm_retain(c.out[i]);
    lm_scope_close(scope, NULL);
  } else {
    bool mode = ctx->grad_mode;
    grad = grad && mode && !(row->flags & LM_NODIFF);
    ctx->grad_mode = false;
    ok = __builtin_expect(ctx->watch != NULL, 0) ? run_watched(row, &c) : run(row, &c);
    ctx->grad_mode = mode;
    if (ok && grad) ok = lm_record(op, arg, c.out, row->results);
  }
  if (ok && row->results) {
    for (int i = 0; i < row->results; i++) out[i] = c.out[i];
    return true;
  }
  if (ok) {
    *list = c.list;
    return true;
  }
  for (int i = 0; i < row->results; i++) lm_release(c.out[i]);
  lm_list_free(c.list);
  if (!lm_error()) lm_fail("%s: failed", row->name);
  return false;
}

bool lm_dispatch(lm_op_id op, lm_arg *arg, lm_tensor **out, lm_list **list) {
  const char *outer = lm_set_running(lm_ops[op].name);
  if (outer) lm_set_running(outer); /* an operation inside another speaks in its name */
  bool ok = __builtin_expect(lm_here()->autocast.on, 0)
                ? lm_autocast_run(op, arg, out, list, dispatch)
                : dispatch(op, arg, out, list);
  lm_set_running(outer);
  return ok;
}

/* ---- in place ---- */

/* Where the twin of a row keeps its first operand, backward needs the elements of before. */
static lm_tensor *old_self(lm_tensor *self) {
  lm_tensor *old = lm_new(self->ndim, self->sizes, (lm_dtype)self->dtype, self->device);
  if (old == NULL) return NULL;
  lm_node *fn = lm_grad_fn(self);
  old->grad_fn = fn ? lm_node_retain(fn) : NULL;
  old->result = self->result;
  if (lm_copy_elements(old, self)) return old;
  lm_release(old);
  return NULL;
}

static bool fits_inplace(const char *name, const lm_tensor *self, const lm_tensor *result) {
  if (!lm_same_shape(self, result))
    return lm_fail("%s_: the result has shape %s and cannot be stored in a tensor of shape %s",
                   name, lm_shape_text(result), lm_shape_text(self));
  if (!lm_can_cast((lm_dtype)result->dtype, (lm_dtype)self->dtype))
    return lm_fail("%s_: the result is %s and cannot be stored in a tensor of %s", name,
                   lm_dtypes[result->dtype].name, lm_dtypes[self->dtype].name);
  return true;
}

/* What a twin is called, before the underscore: the one of copy_from is copy_. */
static const char *twin_name(const lm_op *row) {
  return row == &lm_ops[LM_OP_copy_from] ? "copy" : row->name;
}

static void changed(lm_tensor *self, const lm_op *row) {
  self->storage->version++;
  self->storage->changed_by = twin_name(row);
}

/* The twin of a view: self takes the geometry and the history of `result`, a view of it. */
static void show_as(lm_tensor *self, const lm_tensor *result) {
  self->ndim = result->ndim;
  self->offset = result->offset;
  self->numel = result->numel;
  memcpy(self->sizes, result->sizes, sizeof *self->sizes * (size_t)self->ndim);
  memcpy(self->strides, result->strides, sizeof *self->strides * (size_t)self->ndim);
  if (result->grad_fn) lm_set_history(self, result->grad_fn, result->result);
  self->view_version = self->storage->version;
}

/* A result keeps its history in step with its geometry, also where grad mode is off. */
static bool change_view(lm_op_id op, lm_arg *arg) {
  lm_tensor *self = arg[0].t, *out[LM_MAX_RESULTS] = {NULL};
  lm_context *ctx = lm_here();
  bool mode = ctx->grad_mode;
  if (lm_grad_fn(self)) ctx->grad_mode = true;
  bool ok = lm_dispatch(op, arg, out, NULL);
  ctx->grad_mode = mode;
  if (ok) show_as(self, out[0]);
  lm_release(out[0]);
  return ok;
}

/* *result does not depend on what stood there: the graph goes on, with a gradient of zeros. */
static bool forget(lm_tensor **result, lm_tensor *old) {
  lm_arg arg[] = {{.t = old}};
  if (!lm_requires_grad(old) || !lm_is_inexact((lm_dtype)old->dtype)) return true;
  if ((*result)->dtype != old->dtype) {
    lm_release(*result);
    if ((*result = lm_shallow(old)) == NULL) return false;
  }
  return lm_record(LM_OP_overwritten, arg, result, 1);
}

static bool dispatch_inplace(lm_op_id op, lm_arg *arg) {
  const lm_op *row = &lm_ops[op];
  lm_context *ctx = lm_here();
  if (__builtin_expect(ctx->cancelled, 0)) return lm_fail("%s_: interrupted!", row->name);
  bool grad = false;
  if (!check_arguments(row, arg, &grad)) return false;
  lm_tensor *self = arg[0].t;
  if (self == NULL) return false;
  if (!lm_check_inplace(twin_name(row), self)) return false;
  if (row->kind == LM_KIND_VIEW) return change_view(op, arg);
  grad = grad && ctx->grad_mode;
  if (!grad && (row->kind == LM_KIND_POINTWISE || row->flags & LM_INTO)) {
    lm_call c = {.op = op, .arg = arg, .inplace = true, .out = {self}};
    if (!run(row, &c)) return false;
    changed(self, row);
    return true;
  }
  /* Everything else: the plain operation, then its elements and history move over. */
  uint32_t first = LM_KEEP_ARG(0) | LM_KEEP_CROSS;
  /* which a composite's parts may keep, whatever its row says */
  bool keeps = (row->keeps & first) != 0 || row->kind == LM_KIND_COMPOSITE;
  lm_tensor *old = grad && keeps ? old_self(self) : lm_retain(self);
  if (old == NULL) return false;
  lm_tensor *out[LM_MAX_RESULTS] = {NULL};
  lm_arg copy[LM_MAX_ARGS];
  memcpy(copy, arg, sizeof *arg * (size_t)row->n_params);
  copy[0].t = old;
  for (int i = 1; i < row->n_params; i++) /* sums of small integers are wider elsewhere, not here */
    if (row->params[i].kind == LM_ARG_DT && copy[i].dtype == LM_DTYPE_NONE &&
        self->dtype != LM_BOOL)
      copy[i].dtype = (lm_dtype)self->dtype;
  for (int i = 1; i < row->n_params; i++)
    if (is_tensor_kind(row->params[i].kind) && row->params[i].kind != LM_ARG_TL &&
        copy[i].t == self)
      copy[i].t = old;
  bool ok = lm_dispatch(op, copy, out, NULL) && fits_inplace(row->name, self, out[0]) &&
            lm_copy_elements(self, out[0]);
  if (ok && grad && !lm_requires_grad(out[0])) ok = forget(out, old);
  if (ok) {
    changed(self, row);
    if (grad) ok = lm_rebase_history(self, out[0]);
  }
  lm_release(out[0]);
  lm_release(old);
  return ok;
}

/* Twins keep their dtype: mixed precision is off in them. */
bool lm_dispatch_inplace(lm_op_id op, lm_arg *arg) {
  lm_context *ctx = lm_here();
  const bool mixed = ctx->autocast.on;
  ctx->autocast.on = false;
  bool ok = dispatch_inplace(op, arg);
  ctx->autocast.on = mixed;
  return ok;
}

bool lm_copy_into(lm_tensor *dst, lm_tensor *src) {
  lm_arg arg[] = {{.t = dst}, {.t = src}};
  return lm_dispatch_inplace(LM_OP_copy_from, arg);
}
