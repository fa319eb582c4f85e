/* The gradient side of a tensor: requires_grad, .grad, hooks; and changes in place. */
#include "tensor/record.h"

#include <stdlib.h>

lm_leaf *lm_leaf_of(lm_tensor *t) {
  if (t->leaf == NULL && (t->leaf = calloc(1, sizeof *t->leaf)) == NULL)
    lm_fail("out of memory: no room for a gradient");
  return t->leaf;
}

lm_tensor *lm_grad(const lm_tensor *t) { return t->leaf ? t->leaf->grad : NULL; }

bool lm_set_grad(lm_tensor *t, lm_tensor *grad) {
  if (grad) {
    if (!lm_same_shape(t, grad))
      return lm_fail("grad: a gradient of shape %s does not fit a tensor of shape %s",
                     lm_shape_text(grad), lm_shape_text(t));
    if (grad->dtype != t->dtype)
      return lm_fail("grad: a gradient of %s does not fit a tensor of %s",
                     lm_dtypes[grad->dtype].name, lm_dtypes[t->dtype].name);
    if (!lm_same_device("grad", t, grad)) return false;
    if (grad == t) return lm_fail("grad: a tensor cannot be its own gradient");
  } else if (t->leaf == NULL)
    return true;
  lm_leaf *leaf = lm_leaf_of(t);
  if (leaf == NULL) return false;
  lm_retain(grad);
  lm_release(leaf->grad);
  leaf->grad = grad;
  return true;
}

bool lm_set_requires_grad(lm_tensor *t, bool on) {
  if (on && !lm_is_inexact((lm_dtype)t->dtype))
    return lm_fail("requires_grad: only floating-point tensors can require grad, not %s",
                   lm_dtypes[t->dtype].name);
  if (on && t->inference && !lm_here()->inference_mode)
    return lm_fail(
        "requires_grad: an inference tensor cannot require grad outside inference_mode; clone() it "
        "first");
  if (lm_grad_fn(t)) {
    if (on) return true;
    return lm_fail(
        "requires_grad: it can only be turned off for leaves; use detach() for a result of "
        "%s",
        lm_node_name(t->grad_fn));
  }
  t->requires_grad = on;
  return true;
}

/* ---- hooks ---- */

bool lm_add_hook(lm_tensor *t, lm_hook *hook) {
  lm_node *fn = lm_requires_grad(t) ? lm_grad_fn(t) : NULL;
  lm_leaf *leaf = fn || !lm_requires_grad(t) ? NULL : lm_leaf_of(t);
  if (fn == NULL && leaf == NULL) {
    lm_hook_release(hook);
    return lm_fail("register_hook: the tensor does not require grad");
  }
  hook->nr = fn ? t->result : 0;
  lm_hook_append(fn ? &fn->hooks : &leaf->hooks, hook);
  return true;
}

/* Takes the hook with this number out of a list; NULL when it is not there. */
static lm_hook *take_hook(lm_hook **at, int64_t id) {
  while (*at && (*at)->id != id) at = &(*at)->next;
  lm_hook *hook = *at;
  if (hook) *at = hook->next;
  return hook;
}

void lm_set_history(lm_tensor *t, lm_node *node, int32_t nr) {
  lm_node *before = t->grad_fn;
  if (t->leaf && t->leaf->retain_id && before) {
    lm_hook *hook = take_hook(&before->hooks, t->leaf->retain_id);
    if (hook && node) {
      hook->nr = nr;
      lm_hook_append(&node->hooks, hook);
    } else {
      lm_hook_release(hook);
      t->leaf->retain_id = 0;
    }
  }
  t->grad_fn = node ? lm_node_retain(node) : NULL;
  t->result = nr;
  if (before) lm_node_release(before);
}

void lm_remove_hook(lm_tensor *t, int64_t id) {
  lm_hook **lists[2] = {t->grad_fn ? &t->grad_fn->hooks : NULL, t->leaf ? &t->leaf->hooks : NULL};
  for (int i = 0; i < 2; i++)
    if (lists[i]) lm_hook_release(take_hook(lists[i], id));
}

/* ---- in place ---- */

bool lm_check_inplace(const char *op, lm_tensor *self) {
  if (self->inference && !lm_here()->inference_mode)
    return lm_fail(
        "%s_: an inference tensor cannot be changed in place outside inference_mode; clone() it "
        "first",
        op);
  if (!lm_here()->grad_mode) return true;
  if (self->requires_grad && lm_grad_fn(self) == NULL)
    return lm_fail("%s_: a leaf that requires grad cannot be changed in place; wrap it in "
                   "autograd.no_grad or use the operation without _",
                   op);
  if (self->base && self->base->requires_grad && self->base->grad_fn == NULL && self->grad_fn)
    return lm_fail(
        "%s_: a view of a leaf that requires grad cannot be changed in place; wrap it in "
        "autograd.no_grad",
        op);
  return true;
}

static void take_history(lm_tensor *to, lm_tensor *from) {
  lm_set_history(to, from->grad_fn, from->result);
}

/* Records base with a piece put in, as its new history; the piece's geometry counts from base's first
** element. */
static bool put_piece(lm_tensor *base, lm_tensor *piece, lm_ints *size, lm_ints *stride,
                      int64_t offset) {
  lm_ints order, back = {.n = base->ndim};
  lm_tensor *dense = lm_in_order(base, &order), *changed = NULL;
  if (dense == NULL) return false;
  lm_arg arg[] = {{.t = dense}, {.t = piece}, {.ints = size}, {.ints = stride}, {.i = offset}};
  bool ok;
  if (dense == base) {
    ok = lm_record(LM_OP_strided_scatter, arg, &base, 1);
  } else { /* in the order of the elements, and back to base's own */
    for (int i = 0; i < order.n; i++) back.v[order.v[i]] = i;
    changed = lm_shallow(dense);
    lm_arg permuted[] = {{.t = changed}, {.ints = &back}};
    ok = changed && lm_record(LM_OP_strided_scatter, arg, &changed, 1) &&
         lm_record(LM_OP_permute, permuted, &base, 1);
  }
  lm_release(changed);
  lm_release(dense);
  return ok;
}

/* The same for a result that takes the place of a view of base, in the scope of the caller. */
static bool put_result(lm_tensor *base, lm_tensor *self, lm_tensor *result) {
  lm_shows shows = lm_what_shows(self, base);
  lm_ints size, stride;
  int64_t offset;
  if (shows == LM_SHOWS_BITS) return true;
  if (!lm_geometry(self, shows, &size, &stride, &offset)) return false;
  if (shows == LM_SHOWS_SAME) return put_piece(base, result, &size, &stride, offset - base->offset);
  lm_tensor *piece = lm_to_dtype(result, (lm_dtype)self->dtype, LM_DEVICE_NONE, false);
  if (shows == LM_SHOWS_PAIRS) {
    piece = lm_view_as_real(piece);
    return piece && put_piece(base, piece, &size, &stride, offset - base->offset);
  }
  lm_tensor *parts = lm_view_as_real(base);
  lm_arg whole[] = {{.t = parts}};
  return piece && parts && put_piece(parts, piece, &size, &stride, offset - parts->offset) &&
         lm_record(LM_OP_view_as_complex, whole, &base, 1);
}

bool lm_rebase_history(lm_tensor *self, lm_tensor *result) {
  lm_tensor *base = self->base;
  if (!lm_is_inexact((lm_dtype)self->dtype)) return true;
  if (base == NULL || (!base->freed && base->storage != self->storage)) {
    take_history(self, result);
    self->view_version = self->storage->version;
    return true;
  }
  if (base->freed)
    return lm_fail("%s: cannot record the change of a view whose base was freed", lm_running());
  /* The base's new history starts from its old one with the piece put in; the view finds it again
  ** through its version (lm_grad_fn). */
  lm_scope scope = lm_scope_open();
  bool ok = put_result(base, self, result);
  lm_scope_close(scope, NULL);
  if (!ok) return false;
  base->view_version = base->storage->version;
  self->view_version = self->storage->version - 1;
  return lm_grad_fn(self) != NULL;
}
