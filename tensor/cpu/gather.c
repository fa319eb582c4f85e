/* gather, scatter and scatter_add on the CPU. */
#include "tensor/cpu/pick.h"

/* The dimension of a call, which the rule has checked. */
static int64_t dim_of(const lm_call *c) {
  int64_t dim = c->arg[1].i;
  return dim < 0 ? dim + (c->arg[0].t->ndim ? c->arg[0].t->ndim : 1) : dim;
}

bool cpu_gather(lm_call *c) {
  lm_tensor *self = A(0).t;
  cpu_pick p;
  return cpu_pick_along(&p, "gather", self, dim_of(c), A(2).t) &&
         cpu_pick_take(&p, c->out[0], self);
}

/* The part of src that index covers, in the dtype of dst; a number stands everywhere. */
static lm_tensor *source(const lm_call *c, const lm_tensor *dst) {
  lm_tensor *index = A(2).t, *src = A(3).t;
  if (src->ndim == 0) return cpu_operand(src, (lm_dtype)dst->dtype, dst, index->ndim, index->sizes);
  lm_tensor *part = lm_as_view(src, index->ndim, index->sizes, src->strides, src->offset);
  lm_tensor *values =
      part ? cpu_operand(part, (lm_dtype)dst->dtype, dst, index->ndim, index->sizes) : NULL;
  lm_release(part);
  return values;
}

bool cpu_scatter(lm_call *c) {
  lm_tensor *out = c->out[0];
  cpu_pick p;
  if (!cpu_start_from_self(c)) return false;
  lm_tensor *values = source(c, out);
  bool ok = values && cpu_pick_along(&p, "scatter", out, dim_of(c), A(2).t);
  p.unseen = !c->inplace;
  ok = ok && cpu_pick_put(&p, out, values);
  lm_release(values);
  return ok;
}

bool cpu_scatter_add(lm_call *c) {
  lm_tensor *out = c->out[0];
  cpu_pick p;
  if (!cpu_start_from_self(c)) return false;
  lm_tensor *sums = cpu_accumulator(out), *values = sums ? source(c, sums) : NULL;
  bool ok = values && cpu_pick_along(&p, "scatter_add", sums, dim_of(c), A(2).t);
  p.unseen = !c->inplace;
  ok = ok && cpu_pick_add(&p, sums, values, lm_int(1));
  lm_release(values);
  return cpu_accumulated(out, sums, ok);
}
