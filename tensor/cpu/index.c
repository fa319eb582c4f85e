/* Advanced indexing on the CPU. */
#include "tensor/index.h"
#include "tensor/cpu/pick.h"

/* The pick of a plan; positions are checked for each index tensor in turn. */
static bool pick_of_plan(cpu_pick *p, const char *op, const lm_index_plan *plan,
                         const lm_tensor *self) {
  cpu_part part[LM_MAX_DIMS];
  p->ndim = plan->result.n;
  for (int r = 0, b = 0; r < p->ndim; r++) {
    int d = plan->from[r];
    p->sizes[r] = plan->result.v[r];
    p->picked[r] = d < 0 ? 0 : self->strides[d];
    p->along[r] = d < 0 ? b++ : -1;
  }
  for (int k = 0; k < plan->n; k++) {
    int d = plan->dim[k];
    part[k] = (cpu_part){plan->index[k], self->sizes[d],
                         self->strides[d] * (int64_t)lm_dtype_size((lm_dtype)self->dtype), d};
  }
  return cpu_pick_resolve(p, op, self, plan->shape.n, plan->shape.v, part, plan->n, -1);
}

bool cpu_index(lm_call *c) {
  lm_tensor *self = A(0).t;
  lm_index_plan plan;
  cpu_pick p;
  return lm_index_plan_make(&plan, "index", self, A(1).list) &&
         pick_of_plan(&p, "index", &plan, self) && cpu_pick_take(&p, c->out[0], self);
}

/* The tensor that is written into (out, or its accumulator), as the plan's self. */
static bool put(lm_call *c, lm_tensor *to, bool accumulate) {
  lm_index_plan plan;
  cpu_pick p;
  if (!lm_index_plan_make(&plan, "index_put", to, A(2).list)) return false;
  lm_tensor *values = cpu_operand(A(1).t, (lm_dtype)to->dtype, to, plan.result.n, plan.result.v);
  bool ok = values && pick_of_plan(&p, "index_put", &plan, to);
  p.unseen = !c->inplace;
  ok = ok && (accumulate ? cpu_pick_add(&p, to, values, lm_int(1)) : cpu_pick_put(&p, to, values));
  lm_release(values);
  return ok;
}

bool cpu_index_put(lm_call *c) {
  if (!cpu_start_from_self(c)) return false;
  if (!A(3).b) return put(c, c->out[0], false);
  lm_tensor *sums = cpu_accumulator(c->out[0]);
  return cpu_accumulated(c->out[0], sums, sums && put(c, sums, true));
}
