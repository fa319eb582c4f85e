/* Whole slices at listed positions on the CPU: index_select and its kin, one_hot. */
#include "tensor/cpu/pick.h"

#include <string.h>

/* The dimension of a call, which the rule has checked. */
static int64_t dim_of(const lm_call *c) {
  int64_t dim = A(1).i;
  return dim < 0 ? dim + (A(0).t->ndim ? A(0).t->ndim : 1) : dim;
}

bool cpu_index_select(lm_call *c) {
  lm_tensor *self = A(0).t;
  cpu_pick p;
  return cpu_pick_slices(&p, "index_select", self, dim_of(c), A(2).t, -1) &&
         cpu_pick_take(&p, c->out[0], self);
}

/* t, which has as many elements as the pick, in its sizes. */
static lm_tensor *values_of(const cpu_pick *p, lm_tensor *t, const lm_tensor *dst) {
  if (t->ndim == p->ndim) return cpu_operand(t, (lm_dtype)dst->dtype, dst, p->ndim, p->sizes);
  static const int64_t none[LM_MAX_DIMS]; /* one element: any strides do */
  lm_tensor *one = lm_as_view(t, 0, NULL, none, t->offset), *values = NULL;
  if (one) values = cpu_operand(one, (lm_dtype)dst->dtype, dst, p->ndim, p->sizes);
  lm_release(one);
  return values;
}

static bool put(lm_call *c, lm_tensor *to, const lm_scalar *alpha) {
  cpu_pick p;
  if (!cpu_pick_slices(&p, lm_op_name(c), to, dim_of(c), A(2).t, -1)) return false;
  lm_tensor *values = values_of(&p, A(3).t, to);
  if (values == NULL) {
    lm_release(p.offsets);
    return false;
  }
  p.unseen = !c->inplace;
  bool ok = alpha ? cpu_pick_add(&p, to, values, *alpha) : cpu_pick_put(&p, to, values);
  lm_release(values);
  return ok;
}

bool cpu_index_copy(lm_call *c) { return cpu_start_from_self(c) && put(c, c->out[0], NULL); }
bool cpu_index_fill(lm_call *c) { return cpu_start_from_self(c) && put(c, c->out[0], NULL); }

bool cpu_index_add(lm_call *c) {
  if (!cpu_start_from_self(c)) return false;
  lm_tensor *sums = cpu_accumulator(c->out[0]);
  return cpu_accumulated(c->out[0], sums, sums && put(c, sums, &A(4).s));
}

/* Zeros with a one where each row's position points. */
bool cpu_one_hot(lm_call *c) {
  lm_tensor *self = A(0).t, *out = c->out[0];
  int64_t classes = out->sizes[self->ndim];
  lm_tensor *offsets = cpu_offsets_new(self->ndim, self->sizes);
  if (offsets == NULL) return false;
  bool ok = cpu_offsets_of(offsets, "one_hot", &(cpu_part){self, classes, 1, -1}, -1, false) &&
            lm_fill_elements(out, lm_int(0));
  const int64_t *at = (const int64_t *)lm_data(offsets);
  int64_t *row = (int64_t *)lm_data(out);
  for (int64_t i = 0; ok && i < offsets->numel; i++, row += classes) row[at[i]] = 1;
  lm_release(offsets);
  return ok;
}
