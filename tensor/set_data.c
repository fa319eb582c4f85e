/* Assignment to the elements of a leaf.  See set_data.h. */
#include "tensor/set_data.h"

#include <string.h>

#include "tensor/record.h"

bool lm_set_data(lm_tensor *t, lm_tensor *from) {
  if (t->freed || from->freed) return lm_fail("data: the tensor was freed");
  if (lm_grad_fn(t)) {
    return lm_fail("data: only leaves can be given other elements, this is a result of %s",
                   lm_node_name(t->grad_fn));
  }
  if (!lm_same_shape(t, from)) {
    return lm_fail("data: elements of shape %s do not fit a tensor of shape %s",
                   lm_shape_text(from), lm_shape_text(t));
  }
  if (t->requires_grad && !lm_is_inexact((lm_dtype)from->dtype)) {
    return lm_fail("data: a tensor that requires grad must stay floating-point, not %s",
                   lm_dtypes[from->dtype].name);
  }
  const lm_tensor *grad = lm_grad(t);
  if (grad && (grad->dtype != from->dtype || grad->device != from->device)) {
    return lm_fail(
        "data: the gradient is %s on %s, the elements would be %s on %s; set grad to nil "
        "first",
        lm_dtypes[grad->dtype].name, lm_device_name(grad->device), lm_dtypes[from->dtype].name,
        lm_device_name(from->device));
  }
  lm_storage *before = t->storage;
  t->storage = from->storage;
  t->storage->refs++;
  lm_storage_release(before);
  lm_release(t->base); /* it no longer shares elements with that */
  t->base = NULL;
  t->dtype = from->dtype;
  t->device = from->device;
  t->offset = from->offset;
  memcpy(t->strides, from->strides, sizeof *t->strides * (size_t)t->ndim);
  t->view_version = t->storage->version;
  return true;
}
