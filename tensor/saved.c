/* Tensors that nodes keep for backward: aliases that close no cycle, or what a script's hooks made of
** them. */
#include "tensor/record.h"

#include <stdlib.h>
#include <string.h>

/* ---- packs ---- */

void lm_pack_release(lm_pack *p) {
  if (p && --p->refs == 0) p->release(p);
}

void lm_set_pack(lm_context *c, lm_pack *p) {
  if (p) p->refs++;
  lm_pack *before = c->pack;
  c->pack = p;
  lm_pack_release(before);
}

/* The hook gets the elements without their history, and makes no graph. */
static bool pack(lm_saved *s, lm_tensor *t, lm_pack *p, const char *what) {
  lm_context *ctx = lm_here();
  lm_tensor *plain = lm_shallow(t);
  if (plain == NULL) return false;
  uint32_t version = t->storage->version;
  bool mode = ctx->grad_mode;
  ctx->grad_mode = false;
  p->refs++;
  bool ok = p->pack(p, plain, &s->kept);
  ctx->grad_mode = mode;
  lm_release(plain);
  if (ok && (t->storage == NULL || t->storage->version != version)) {
    p->drop(p, s->kept);
    ok =
        lm_fail("%s: a pack hook of saved_tensors_hooks changed its tensor in place", what) != NULL;
  }
  if (ok)
    s->pack = p;
  else {
    s->kept = NULL;
    lm_pack_release(p);
  }
  return ok;
}

/* ---- keeping ---- */

/* An alias that holds elements and history of this moment.  Leaves are held themselves: they cannot
** get another history while they require grad. */
static lm_tensor *keep_input(lm_tensor *t, const lm_edge *e) {
  if (e->leaf) return lm_retain(t);
  lm_tensor *alias = lm_shallow(t);
  if (alias == NULL) return NULL;
  alias->wrapped = t->wrapped;
  if (e->node) {
    alias->grad_fn = lm_node_retain(e->node);
    alias->result = e->nr;
  }
  return alias;
}

bool lm_save(lm_saved *s, lm_tensor *t, const lm_edge *e, const char *what) {
  if (t->inference)
    return lm_fail(
        "%s: an inference tensor cannot be saved for backward; clone() it outside inference_mode "
        "first",
        what);
  s->version = t->storage->version;
  lm_pack *p = lm_here()->pack;
  if (__builtin_expect(p != NULL, 0) && !t->wrapped) return pack(s, t, p, what);
  s->tensor = e ? keep_input(t, e) : lm_shallow(t);
  return s->tensor != NULL;
}

void lm_drop_saved(lm_saved *s) {
  lm_pack *p = s->pack;
  if (p) {
    void *kept = s->kept;
    s->kept = NULL;
    s->pack = NULL;
    p->drop(p, kept);
    lm_pack_release(p);
  } else {
    lm_tensor *t = s->tensor;
    s->tensor = NULL;
    lm_release(t);
  }
}

/* ---- giving back ---- */

static bool looks_like(const lm_tensor *t, const lm_edge *shape) {
  return t->dtype == shape->dtype && t->device == shape->device && t->ndim == shape->ndim &&
         memcmp(t->sizes, shape->sizes, sizeof *t->sizes * (size_t)t->ndim) == 0;
}

/* Elements that came from elsewhere in the place of a leaf: a node leads back to it. */
static bool attach_leaf(lm_tensor *t, lm_tensor *leaf) {
  if (!lm_here()->grad_mode) return true;
  lm_arg arg[] = {{.t = leaf}};
  return lm_record(LM_OP_alias, arg, &t, 1);
}

static lm_tensor *unpack(const lm_saved *s, const lm_edge *e, const lm_edge *shape,
                         const char *what) {
  lm_pack *p = s->pack;
  p->refs++; /* the hook may run backward, which drops what is kept */
  lm_tensor *given = p->unpack(p, s->kept);
  lm_pack_release(p);
  if (given == NULL) return NULL;
  lm_tensor *t = NULL;
  if (given->freed)
    lm_fail("backward: the unpack hook for %s returned a freed tensor", what);
  else if (!looks_like(given, shape))
    lm_fail(
        "backward: the unpack hook for %s returned %s %s on %s, what was packed was %s %s on %s",
        what, lm_dtypes[given->dtype].name, lm_shape_text(given), lm_device_name(given->device),
        lm_dtypes[shape->dtype].name, lm_sizes_text(shape->ndim, shape->sizes),
        lm_device_name(shape->device));
  else
    t = lm_shallow(given);
  lm_release(given);
  if (t && e && e->node) {
    t->grad_fn = lm_node_retain(e->node);
    t->result = e->nr;
  } else if (t && e && e->leaf && !attach_leaf(t, e->leaf)) {
    lm_release(t);
    return NULL;
  }
  return t;
}

static lm_tensor *checked(const lm_saved *s, const char *what) {
  lm_storage *storage = s->tensor->storage;
  if (storage == NULL) return lm_fail("backward: a tensor that %s needs was freed", what);
  if (storage->version == s->version) return lm_retain(s->tensor);
  const char *by = storage->changed_by;
  return lm_fail(
      "backward: a tensor of shape %s that %s needs was changed in place afterwards by %s%s: "
      "it is at version %u, %u was expected; clone() it first",
      lm_shape_text(s->tensor), what, by ? by : "an operation", by ? "_" : "", storage->version,
      s->version);
}

lm_tensor *lm_unsave(const lm_saved *s, const lm_edge *e, lm_node *n, int32_t nr,
                     const lm_edge *shape, const char *what) {
  lm_tensor *t = s->pack ? unpack(s, e, shape, what) : checked(s, what);
  if (t == NULL || e || !lm_here()->grad_mode) return t;
  lm_tensor *result = lm_shallow(t); /* with its history, for second derivatives */
  lm_release(t);
  if (result && n && lm_is_inexact((lm_dtype)result->dtype)) {
    result->grad_fn = lm_node_retain(n);
    result->result = nr;
  }
  return result;
}
