/* Tensors across the border: memory that is shared, references, reading back. */

#include "check.h"

#include <stdlib.h>

static int released;
static void *released_data;
static size_t released_bytes;

static void release(void *owner, void *data, size_t bytes) {
  ++*(int *)owner;
  released_data = data;
  released_bytes = bytes;
}

static void sharing(luma_State *s) {
  float memory[6] = {1, 2, 3, 4, 5, 6};
  int64_t shape[] = {2, 3};
  luma_tensor *x = luma_tensor_from_memory(s, memory, LUMA_FLOAT32, 2, shape, release, &released);
  check_good("a tensor over memory", s,
             x != NULL && luma_tensor_ndim(x) == 2 && luma_tensor_shape(x)[1] == 3 &&
                 luma_tensor_strides(x)[0] == 3 && luma_tensor_numel(x) == 6 &&
                 luma_tensor_dtype(x) == LUMA_FLOAT32 && luma_tensor_contiguous(x));
  check("is the memory itself", luma_tensor_data(x) == memory, NULL);
  bool good = luma_set(s, "x", luma_tensor_value(x)) &&
              luma_run_string(s, "assert(x[2][1]:item() == 4) x:mul_(2) x[{1, 2}] = -1", "share");
  check_good("a script writes to it", s,
             good && memory[0] == 2 && memory[1] == -1 && memory[5] == 12);
  memory[0] = 100;
  check_good("and reads from it", s, luma_run_string(s, "assert(x[1][1]:item() == 100)", "share"));
  luma_value v;
  good = luma_get(s, "x", &v) && v.type == LUMA_TENSOR && luma_tensor_data(v.as.tensor) == memory;
  check("it comes back as it went", good, NULL);
  luma_value_clear(s, &v);
  luma_tensor_release(x);
  check("the script's reference keeps it", released == 0, NULL);
  good = luma_run_string(s, "view = x:view(6) x = nil collectgarbage() collectgarbage()", "share");
  check_good("so does a view of it", s, good && released == 0);
  good = luma_run_string(s, "view = nil collectgarbage() collectgarbage()", "share");
  check_good("the last one gone, it is released once", s,
             good && released == 1 && released_data == memory && released_bytes == sizeof memory);
}

static void reading(luma_State *s) {
  luma_value v;
  double out[6];
  bool good = luma_run_string(s, "y = tensor{{1, 2, 3}, {4, 5, 6}}:t()", "read") &&
              luma_get(s, "y", &v) && v.type == LUMA_TENSOR;
  check_good("a result is a tensor", s, good);
  if (!good) return;
  luma_tensor *y = v.as.tensor;
  check("with its strides",
        luma_tensor_shape(y)[0] == 3 && luma_tensor_strides(y)[0] == 1 &&
            !luma_tensor_contiguous(y),
        NULL);
  good = luma_tensor_copy(s, y, LUMA_FLOAT64, out, sizeof out);
  check_good("it is copied in order, in another dtype", s,
             good && out[0] == 1 && out[1] == 4 && out[4] == 3 && out[5] == 6);
  check_fails("the room must fit", s, luma_tensor_copy(s, y, LUMA_FLOAT64, out, 5), "48 bytes");
  luma_run_string(s, "y:free()", "read");
  check("a freed tensor has no data", luma_tensor_data(y) == NULL, NULL);
  check_fails("and is not copied", s, luma_tensor_copy(s, y, LUMA_FLOAT64, out, sizeof out),
              "freed");
  luma_value_clear(s, &v);

  int64_t values[2] = {7, 8}, two = 2;
  luma_tensor *z = luma_tensor_new(s, LUMA_INT64, 1, &two, values);
  luma_value arg = luma_tensor_value(z), sum;
  luma_ref f = luma_load(s, "return (...):sum():item()", 25, "sum");
  check_good("a tensor is an argument", s,
             luma_call(s, f, &arg, 1, &sum, 1) && sum.as.integer == 15);
  luma_unref(s, f);
  luma_tensor_release(z);
}

static void refusals(luma_State *s) {
  float memory[4];
  int64_t shape[] = {4}, negative[] = {-1}, huge[] = {INT64_MAX / 2, 3};
  int before = released;
#define MAKE(data, dtype, ndim, shape) \
  (luma_tensor_from_memory(s, data, dtype, ndim, shape, release, &released) != NULL)
  check_fails("no memory", s, MAKE(NULL, LUMA_FLOAT32, 1, shape), "no memory");
  check_fails("a negative size", s, MAKE(memory, LUMA_FLOAT32, 1, negative), "negative");
  check_fails("a size past 2^63", s, MAKE(memory, LUMA_FLOAT32, 2, huge), "2^63");
  check_fails("no such dtype", s, MAKE(memory, (luma_dtype)99, 1, shape), "dtype 99");
  check_fails("too many dimensions", s, MAKE(memory, LUMA_FLOAT32, 99, shape), "99 dimensions");
  check_fails("memory out of step", s, MAKE((char *)memory + 1, LUMA_FLOAT32, 1, shape), "aligned");
  check("a refusal does not release", released == before, NULL);
}

/* Memory that nobody wants back is left alone, also when all users are gone. */
static void memory_for_good(luma_State *s) {
  float memory[3] = {1, 2, 3};
  int64_t three = 3;
  luma_tensor *x = luma_tensor_from_memory(s, memory, LUMA_FLOAT32, 1, &three, NULL, NULL);
  luma_set(s, "x", luma_tensor_value(x));
  luma_tensor_release(x);
  bool good = luma_run_string(s,
                              "x = x:mul_(2); x = nil; collectgarbage(); collectgarbage()\n"
                              "for i = 1, 100 do local y = tensor.zeros(3) end",
                              "for good");
  check_good("memory without a release function", s, good);
  check("is left as the script made it", memory[0] == 2 && memory[2] == 6, NULL);
}

/* A graph with hooks and functions of a script, let go when the script's state is no more. */
static void graph_outliving(void) {
  luma_State *s = luma_open(NULL, NULL, 0);
  luma_value y = luma_nil();
  bool good =
      luma_run_string(s,
                      "local x = tensor.ones({2}, {requires_grad = true})\n"
                      "local f = autograd.Function{forward = function(ctx, a) return a * 2 end,\n"
                      "                            backward = function(ctx, g) return g end}\n"
                      "coroutine.wrap(function() y = f(x * 3); y:register_hook(print) end)()\n"
                      "x:register_hook(print)",
                      "graph") &&
      luma_get(s, "y", &y);
  check_good("a graph leaves its state", s, good);
  luma_tensor *t = good ? luma_tensor_retain(y.as.tensor) : NULL;
  luma_value_clear(s, &y);
  luma_close(s);
  luma_tensor_release(t);
  check("and goes after it", true, NULL);
}

static void outliving(void) {
  float memory[2] = {1, 2};
  int64_t two = 2;
  int count = 0;
  luma_State *s = luma_open(NULL, NULL, 0);
  luma_tensor *x = luma_tensor_from_memory(s, memory, LUMA_FLOAT32, 1, &two, release, &count);
  luma_set(s, "x", luma_tensor_value(x));
  luma_value y = luma_nil();
  bool good = luma_run_string(s, "y = x + 1", "out") && luma_get(s, "y", &y);
  luma_close(s);
  check("a tensor outlives its state",
        good && count == 0 && y.type == LUMA_TENSOR &&
            ((float *)luma_tensor_data(y.as.tensor))[1] == 3,
        NULL);
  if (y.type == LUMA_TENSOR) luma_tensor_release(y.as.tensor);
  luma_tensor_release(x);
  check("and is released after it", count == 1, NULL);
}

int main(void) {
  luma_State *s = luma_open(NULL, NULL, 0);
  sharing(s);
  reading(s);
  refusals(s);
  memory_for_good(s);
  luma_close(s);
  outliving();
  graph_outliving();
  return check_failures > 0;
}
