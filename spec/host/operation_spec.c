/* Operations of the host that gradients pass through. */

#include "check.h"

static double *elements(const luma_value *v) { return luma_tensor_data(v->as.tensor); }

/* cube(x, scale) = scale * x ^ 3, of contiguous float64 tensors */
static int cube(luma_State *s, void *data, const luma_value *args, int nargs, luma_value *results) {
  (void)data;
  if (nargs != 2 || args[0].type != LUMA_TENSOR) return luma_fail(s, "cube: a tensor is needed");
  const luma_tensor *x = args[0].as.tensor;
  luma_tensor *y =
      luma_tensor_new(s, LUMA_FLOAT64, luma_tensor_ndim(x), luma_tensor_shape(x), NULL);
  if (y == NULL) return -1;
  results[0] = luma_tensor_value(y);
  for (int64_t i = 0; i < luma_tensor_numel(x); i++) {
    double e = elements(&args[0])[i];
    elements(&results[0])[i] = args[1].as.number * e * e * e;
  }
  return 1;
}

/* x, scale, y, gradient of y */
static int cube_backward(luma_State *s, void *data, const luma_value *args, int nargs,
                         luma_value *results) {
  if (*(int *)data) return luma_fail(s, "cube has no gradient today");
  if (nargs != 4 || args[2].type != LUMA_TENSOR || args[3].type != LUMA_TENSOR)
    return luma_fail(s, "%d arguments", nargs);
  const luma_tensor *x = args[0].as.tensor;
  luma_tensor *g =
      luma_tensor_new(s, LUMA_FLOAT64, luma_tensor_ndim(x), luma_tensor_shape(x), NULL);
  if (g == NULL) return -1;
  results[0] = luma_tensor_value(g);
  for (int64_t i = 0; i < luma_tensor_numel(x); i++)
    elements(&results[0])[i] = 3 * args[1].as.number * elements(&args[0])[i] *
                               elements(&args[0])[i] * elements(&args[3])[i];
  return 1;
}

int main(void) {
  int refuses = 0;
  luma_State *s = luma_open(NULL, NULL, 0);
  check_good("it is registered", s,
             luma_register_operation(s, "tensor.cube", cube, cube_backward, &refuses));
  check_good("a script computes with it", s,
             luma_run_string(s,
                             "x = tensor.tensor({1, 2, 3}, {dtype = 'float64'})\n"
                             "assert(tensor.cube(x, 2.0)[2]:item() == 16)\n"
                             "assert(not tensor.cube(x, 2.0).requires_grad)",
                             "forward"));
  check_good(
      "gradients pass through it", s,
      luma_run_string(s,
                      "x:requires_grad_()\n"
                      "y = tensor.cube(x * 1, 2.0)\n"
                      "assert(y.grad_fn:name() == 'cube')\n"
                      ";(y * y):sum():backward()\n"
                      "assert(x.grad:allclose(24 * x:detach() ^ 5))\n"
                      "assert(autograd.gradcheck(function(a) return tensor.cube(a, 2.0) end, x))",
                      "backward"));
  check_fails("they are no graph of their own", s,
              luma_run_string(s,
                              "local g = autograd.grad(tensor.cube(x, 1.0):sum(), x, "
                              "{create_graph = true})\n"
                              "g:sum():backward()",
                              "twice"),
              "differentiated twice");
  check_fails("what it keeps is guarded", s,
              luma_run_string(s,
                              "local z = x * 1\n"
                              "local y = tensor.cube(z, 1.0)\n"
                              "z:add_(1)\n"
                              "y:sum():backward()",
                              "changed"),
              "that cube needs was changed in place afterwards by add_");
  check_fails("forward may fail", s, luma_run_string(s, "tensor.cube(5)", "fail"),
              "cube: a tensor is needed");
  refuses = 1;
  check_fails("backward may fail", s,
              luma_run_string(s, "tensor.cube(x, 1.0):sum():backward()", "fail"),
              "cube has no gradient today");
  check_fails("its name must lead somewhere", s,
              luma_register_operation(s, "nowhere.cube", cube, cube_backward, &refuses), "nowhere");
  luma_close(s);
  return check_failures > 0;
}
