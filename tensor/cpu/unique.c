/* order_of_rows on the CPU: a stable merge sort of rows by their keys (order.h). */
#include "tensor/cpu/order.h"
#include "tensor/cpu/ready.h"

#include <stdlib.h>
#include <string.h>

static bool is_less(const uint64_t *a, const uint64_t *b, int64_t width) {
  for (int64_t i = 0; i < width; i++)
    if (a[i] != b[i]) return a[i] < b[i];
  return false;
}

/* Merges from[low .. middle-1] and from[middle .. high-1] into `to`. */
static void merge(int64_t *to, const int64_t *from, int64_t low, int64_t middle, int64_t high,
                  const uint64_t *key, int64_t width) {
  int64_t a = low, b = middle;
  for (int64_t i = low; i < high; i++) {
    bool second =
        a == middle || (b < high && is_less(key + from[b] * width, key + from[a] * width, width));
    to[i] = second ? from[b++] : from[a++];
  }
}

bool cpu_order_of_rows(lm_call *c) {
  cpu_keys_fn keys = cpu_keys_of((lm_dtype)A(0).t->dtype);
  if (keys == NULL) return lm_fail("unique: %s has no order", lm_dtypes[A(0).t->dtype].name);
  lm_tensor *t = cpu_ready(A(0).t, (lm_dtype)A(0).t->dtype);
  if (t == NULL) return false;
  const int64_t n = t->sizes[0], width = t->sizes[1];
  uint64_t *key = malloc(((size_t)t->numel + 1) * sizeof *key);
  int64_t *from = malloc(2 * ((size_t)n + 1) * sizeof *from), *room = from, *to = from + n;
  bool ok = (key && from) || lm_fail("unique: out of memory");
  if (ok) {
    keys(lm_data(t), (int64_t)lm_dtype_size((lm_dtype)t->dtype), t->numel, 0, key);
    for (int64_t i = 0; i < n; i++) from[i] = i;
    for (int64_t run = 1; run < n; run *= 2) {
      for (int64_t low = 0; low < n; low += 2 * run) {
        int64_t middle = low + run < n ? low + run : n, high = middle + run < n ? middle + run : n;
        merge(to, from, low, middle, high, key, width);
      }
      int64_t *other = from;
      from = to, to = other;
    }
    int64_t *out = (int64_t *)(void *)lm_data(c->out[0]);
    for (int64_t i = 0; i < n; i++) out[i] = from[i] + 1;
  }
  free(key);
  free(room);
  lm_release(t);
  return ok;
}
