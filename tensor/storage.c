/* Storages as things of their own. */
#include "tensor/storage.h"
#include "tensor/record.h"

#include <string.h>

lm_tensor *lm_of_storage(lm_storage *s, lm_dtype dtype) {
  lm_tensor *t = lm_record_new();
  if (t == NULL) return NULL;
  int64_t n = (int64_t)(s->bytes / lm_dtype_size(dtype));
  t->dtype = (int8_t)dtype;
  t->device = s->device;
  if (!lm_set_sizes(t, 1, &n)) {
    lm_release(t);
    return NULL;
  }
  t->storage = s;
  s->refs++;
  t->view_version = s->version;
  return t;
}

bool lm_storage_grow(const char *op, lm_storage *s, size_t bytes) {
  if (bytes == s->bytes) return true;
  if (bytes < s->bytes)
    return lm_fail("%s: a storage of %zu bytes cannot shrink to %zu: there may be views of its end",
                   op, s->bytes, bytes);
  if (s->release || s->device != LM_CPU)
    return lm_fail("%s: this memory is not the CPU allocator's and cannot grow; clone the tensor",
                   op);
  lm_storage *wide = lm_storage_new(bytes, s->device);
  if (wide == NULL) return false;
  if (s->bytes) memcpy(wide->data, s->data, s->bytes);
  /* The blocks change places, and each keeps the account that it was charged to. */
  void *data = s->data;
  size_t before = s->bytes;
  struct lm_account *account = s->account;
  s->data = wide->data, s->bytes = wide->bytes, s->account = wide->account;
  wide->data = data, wide->bytes = before, wide->account = account;
  s->version++;
  s->changed_by = "resize_";
  lm_storage_release(wide);
  return true;
}
