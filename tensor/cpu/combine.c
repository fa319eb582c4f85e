/* scatter_reduce and index_reduce on the CPU: the pick of gather or index_select, with a combining
** row in place of the adding one. */
#include "tensor/index.h"
#include "tensor/cpu/pick.h"

#include <math.h>

/* ---- rows ---- */

#define ROW(name, e, type, formula)                                               \
  static void name##_##e(void *ctx, char **p, const int64_t *s, int64_t n) {      \
    (void)ctx;                                                                    \
    for (int64_t j = 0; j < n; j++) {                                             \
      type *to = (type *)(p[0] + j * s[0] + *(const int64_t *)(p[1] + j * s[1])); \
      const type a = *to, b = *(const type *)(p[2] + j * s[2]);                   \
      *to = (type)(formula);                                                      \
    }                                                                             \
  }
/* NaN stays, and wins. */
#define MOST(a, b) (b != b || b > a ? b : a)
#define LEAST(a, b) (b != b || b < a ? b : a)
#define ROWS(e, type, product) \
  ROW(prod, e, type, product)  \
  ROW(amax, e, type, MOST(a, b)) ROW(amin, e, type, LEAST(a, b))
ROWS(BOOL, bool, a &&b)
ROWS(U8, uint8_t, (unsigned)a *b)
ROWS(I8, int8_t, a *b)
ROWS(I16, int16_t, a *b)
ROWS(I32, int32_t, (uint32_t)a *(uint32_t)b)
ROWS(I64, int64_t, (uint64_t)a *(uint64_t)b)
ROWS(F32, float, a *b)
ROWS(F64, double, a *b)

#define TABLE(name)                                                           \
  static lm_row_fn const name##_rows[LM_DTYPE_COUNT] =                        \
      {[LM_BOOL] = name##_BOOL, [LM_U8] = name##_U8,   [LM_I8] = name##_I8,   \
       [LM_I16] = name##_I16,   [LM_I32] = name##_I32, [LM_I64] = name##_I64, \
       [LM_F32] = name##_F32,   [LM_F64] = name##_F64};
TABLE(prod)
TABLE(amax)
TABLE(amin)

/* What leaves every element as it is. */
static lm_scalar neutral(int how, lm_dtype d) {
  if (how == LM_COMBINE_SUM || how == LM_COMBINE_MEAN) return lm_int(0);
  if (how == LM_COMBINE_PROD) return lm_int(1);
  bool least = how == LM_COMBINE_AMAX;
  if (lm_is_float(d)) return lm_float(least ? -INFINITY : INFINITY);
  if (d == LM_BOOL) return lm_bool(!least);
  int bits = 8 * (int)lm_dtype_size(d);
  if (!lm_dtypes[d].is_signed) return lm_int(least ? 0 : ((int64_t)1 << bits) - 1);
  int64_t most = (int64_t)(((uint64_t)1 << (bits - 1)) - 1);
  return lm_int(least ? -most - 1 : most);
}

/* ---- calls ---- */

static int64_t dim_of(const lm_call *c) {
  int64_t dim = A(1).i;
  return dim < 0 ? dim + (A(0).t->ndim ? A(0).t->ndim : 1) : dim;
}

static bool start_pick(cpu_pick *p, lm_call *c, lm_tensor *to, bool slices) {
  return slices ? cpu_pick_slices(p, lm_op_name(c), to, dim_of(c), A(2).t, -1)
                : cpu_pick_along(p, lm_op_name(c), to, dim_of(c), A(2).t);
}

/* The part of source that index covers, in the sizes of the pick. */
static lm_tensor *values_of(const cpu_pick *p, lm_tensor *src, const lm_tensor *to) {
  static const int64_t none[LM_MAX_DIMS]; /* one element: any strides do */
  bool one = src->ndim != p->ndim;
  lm_tensor *part = one ? lm_as_view(src, 0, NULL, none, src->offset)
                        : lm_as_view(src, p->ndim, p->sizes, src->strides, src->offset);
  lm_tensor *values = part ? cpu_operand(part, (lm_dtype)to->dtype, to, p->ndim, p->sizes) : NULL;
  lm_release(part);
  return values;
}

/* The number 0-dim `value` stored, or added, where index points. */
static bool at_positions(lm_call *c, lm_tensor *to, lm_scalar value, bool slices, bool add) {
  cpu_pick p;
  lm_tensor *one = lm_new(0, NULL, (lm_dtype)to->dtype, LM_CPU), *values = NULL;
  bool ok = one && lm_fill_elements(one, value) && start_pick(&p, c, to, slices);
  if (ok) {
    values = lm_expanded(one, p.ndim, p.sizes);
    if (values == NULL) {
      lm_release(p.offsets);
      ok = false;
    } else
      ok = add ? cpu_pick_add(&p, to, values, lm_int(1)) : cpu_pick_put(&p, to, values);
  }
  lm_release(values);
  lm_release(one);
  return ok;
}

/* sums / how many elements each is of; integers are rounded down. */
static bool divide(lm_call *c, lm_tensor *sums, bool include_self, bool slices) {
  lm_tensor *counts = lm_new_like(sums, (lm_dtype)sums->dtype);
  bool ok = counts && lm_fill_elements(counts, lm_int(include_self)) &&
            at_positions(c, counts, lm_int(1), slices, true);
  lm_scope scope = lm_scope_open();
  if (ok && !include_self) {
    lm_tensor *one = lm_wrap(lm_int(1));
    lm_tensor *least = lm_maximum(counts, one);
    ok = least && lm_copy_elements(counts, least);
  }
  if (ok) {
    lm_tensor *means =
        lm_is_float((lm_dtype)sums->dtype) ? lm_div(sums, counts) : lm_floor_divide(sums, counts);
    ok = means && lm_copy_elements(sums, means);
  }
  lm_scope_close(scope, NULL);
  lm_release(counts);
  return ok;
}

static bool combine(lm_call *c, lm_tensor *to, bool slices) {
  const int how = (int)c->scratch[0];
  lm_row_fn row = how == LM_COMBINE_PROD   ? prod_rows[to->dtype]
                  : how == LM_COMBINE_AMAX ? amax_rows[to->dtype]
                                           : amin_rows[to->dtype];
  if (row == NULL || (how == LM_COMBINE_MEAN && to->dtype == LM_BOOL))
    return lm_fail("%s: reduce \"%s\" is not available for %s", lm_op_name(c), A(4).str,
                   lm_dtypes[to->dtype].name);
  cpu_pick p;
  if (!A(5).b && !at_positions(c, to, neutral(how, (lm_dtype)to->dtype), slices, false))
    return false;
  if (!start_pick(&p, c, to, slices)) return false;
  lm_tensor *values = values_of(&p, A(3).t, to);
  if (values == NULL) {
    lm_release(p.offsets);
    return false;
  }
  bool sum = how == LM_COMBINE_SUM || how == LM_COMBINE_MEAN;
  bool ok = sum ? cpu_pick_add(&p, to, values, lm_int(1)) : cpu_pick_combine(&p, to, values, row);
  lm_release(values);
  return ok && (how != LM_COMBINE_MEAN || divide(c, to, A(5).b, slices));
}

static bool run(lm_call *c, bool slices) {
  if (!cpu_start_from_self(c)) return false;
  lm_tensor *out = c->out[0], *sums = cpu_accumulator(out);
  return cpu_accumulated(out, sums, sums && combine(c, sums, slices));
}

bool cpu_scatter_reduce(lm_call *c) { return run(c, false); }
bool cpu_index_reduce(lm_call *c) { return run(c, true); }
