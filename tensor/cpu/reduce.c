/* Kernels of the reductions: which fold each of them is, and how its results come from the states. */
#include "tensor/backend.h"
#include "tensor/cpu/fold.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <string.h>

LM_ISA_TABLE(lm_cast_table, lm_casts)

/* What a finisher knows. */
typedef struct finish_context {
  lm_tensor *out, *positions;
  int cells;
  double count;      /* elements of each result */
  double correction; /* var and std */
  double p;          /* norm */
} finish_context;

static finish_context context_of(lm_call *c, lm_fold fold) {
  double count = 1;
  const lm_tensor *t = A(0).t;
  for (int d = 0; d < t->ndim; d++)
    if (c->scratch[0] >> d & 1) count *= (double)t->sizes[d];
  return (finish_context){
      .out = c->out[0], .positions = c->out[1], .cells = cpu_fold_cells(fold), .count = count};
}

/* Stores the cell `cell` of n states as the elements k .. k+n-1 of t. */
static void store(const finish_context *f, lm_tensor *t, lm_dtype from, const lm_cell *cell,
                  int64_t k, int64_t n) {
  int64_t size = (int64_t)lm_dtype_size((lm_dtype)t->dtype);
  lm_casts()->cast[from][t->dtype](lm_data(t) + k * size, size, cell,
                                   f->cells * (int64_t)sizeof *cell, n);
}

static void finish_floats(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  store(f, f->out, LM_F64, s, k, n);
}
static void finish_integers(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  store(f, f->out, LM_I64, s, k, n);
}

/* Folds as dtype `as` and stores the first cell as it is. */
static bool plainly(lm_call *c, lm_fold fold, lm_dtype as) {
  finish_context f = context_of(c, fold);
  bool floats = lm_is_float(as) && fold != LM_FOLD_COUNT_NONZERO;
  return cpu_fold(A(0).t, as, (uint32_t)c->scratch[0], fold, 0,
                  floats ? finish_floats : finish_integers, &f);
}

static lm_dtype own_dtype(const lm_call *c) { return (lm_dtype)A(0).t->dtype; }

static bool sum_of_reals(lm_call *c) { return plainly(c, LM_FOLD_SUM, (lm_dtype)c->out[0]->dtype); }
static bool product_of_reals(lm_call *c) {
  return plainly(c, LM_FOLD_PROD, (lm_dtype)c->out[0]->dtype);
}

/* ---- complex numbers ---- */

/* The two parts along a new last dimension; the caller's. */
static lm_tensor *parts_of(lm_tensor *t) {
  int64_t sizes[LM_MAX_DIMS], strides[LM_MAX_DIMS];
  if (t->ndim == LM_MAX_DIMS)
    return lm_fail("complex tensors may have at most %d dimensions here", LM_MAX_DIMS - 1);
  for (int d = 0; d < t->ndim; d++) sizes[d] = t->sizes[d], strides[d] = 2 * t->strides[d];
  sizes[t->ndim] = 2, strides[t->ndim] = 1;
  lm_tensor *v = lm_as_view(t, t->ndim + 1, sizes, strides, 2 * t->offset);
  if (v) v->dtype = (int8_t)lm_real_dtype((lm_dtype)t->dtype);
  return v;
}

/* Calls a kernel with `self` (taken) in the place of its first operand, and with the result that is
** given, or with c's own. */
static bool instead(lm_call *c, lm_kernel kernel, lm_tensor *self, lm_tensor *out) {
  bool ok = self != NULL;
  if (ok) {
    lm_arg arg[LM_MAX_ARGS];
    memcpy(arg, c->arg, sizeof *arg * (size_t)lm_ops[c->op].n_params);
    arg[0].t = self;
    lm_call other = *c;
    other.arg = arg;
    if (out) other.out[0] = out;
    ok = kernel(&other);
  }
  lm_release(self);
  return ok;
}

static bool is_complex(const lm_call *c) { return lm_is_complex((lm_dtype)A(0).t->dtype); }

/* Sums and means are those of the parts. */
static bool by_parts(lm_call *c, lm_kernel kernel) {
  lm_dtype wanted = (lm_dtype)c->out[0]->dtype;
  lm_tensor *x = cpu_ready(A(0).t, wanted), *out = parts_of(c->out[0]);
  bool ok = x && out && instead(c, kernel, parts_of(x), out);
  lm_release(x);
  lm_release(out);
  return ok;
}

/* Products of complex numbers, each in the order of its elements.  Dimensions that stay and those that
** go, with strides in a contiguous operand. */
typedef struct product_job {
  lm_c128 *to;
  const lm_c128 *from;
  int n[2];
  int64_t size[2][LM_MAX_DIMS], stride[2][LM_MAX_DIMS], each;
} product_job;

static void complex_products(void *ctx, int64_t begin, int64_t end) {
  const product_job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    int64_t at[LM_MAX_DIMS] = {0}, place = 0, rest = i;
    for (int d = j->n[0] - 1; d >= 0; rest /= j->size[0][d], d--)
      place += rest % j->size[0][d] * j->stride[0][d];
    lm_c128 p = {1, 0};
    for (int64_t k = 0; k < j->each; k++) {
      const lm_c128 q = j->from[place];
      p = (lm_c128){p.re * q.re - p.im * q.im, p.re * q.im + p.im * q.re};
      for (int d = j->n[1] - 1; d >= 0; d--) {
        place += j->stride[1][d];
        if (++at[d] < j->size[1][d]) break;
        place -= j->stride[1][d] * j->size[1][d];
        at[d] = 0;
      }
    }
    j->to[i] = p;
  }
}

static bool complex_product(lm_call *c) {
  lm_tensor *x = cpu_ready(A(0).t, LM_C128), *out = cpu_target(c->out[0], LM_C128);
  bool ok = x && out;
  if (ok && out->numel > 0) {
    product_job j = {.to = (lm_c128 *)(void *)lm_data(out),
                     .from = (const lm_c128 *)(const void *)lm_data(x),
                     .each = x->numel / out->numel};
    for (int d = 0; d < x->ndim; d++) {
      const int goes = c->scratch[0] >> d & 1, k = j.n[goes]++;
      j.size[goes][k] = x->sizes[d], j.stride[goes][k] = x->strides[d];
    }
    const int64_t each = j.each > 0 ? j.each : 1;
    ok = lm_parallel(out->numel, each < LM_GRAIN ? LM_GRAIN / each : 1, complex_products, &j);
  }
  lm_release(x);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_prod(lm_call *c) {
  return lm_is_complex((lm_dtype)c->out[0]->dtype) ? complex_product(c) : product_of_reals(c);
}

/* What asks only whether an element is 0. */
static bool as_bool(lm_call *c, lm_kernel kernel) {
  lm_tensor *nonzero = lm_new_like(A(0).t, LM_BOOL);
  if (nonzero && !lm_copy_elements(nonzero, A(0).t)) {
    lm_release(nonzero);
    return false;
  }
  return instead(c, kernel, nonzero, NULL);
}

bool cpu_sum(lm_call *c) {
  if (lm_is_complex((lm_dtype)c->out[0]->dtype)) return by_parts(c, sum_of_reals);
  return sum_of_reals(c);
}

bool cpu_max(lm_call *c) { return plainly(c, LM_FOLD_MAX, own_dtype(c)); }
bool cpu_min(lm_call *c) { return plainly(c, LM_FOLD_MIN, own_dtype(c)); }
bool cpu_amax(lm_call *c) { return plainly(c, LM_FOLD_MAX, own_dtype(c)); }
bool cpu_amin(lm_call *c) { return plainly(c, LM_FOLD_MIN, own_dtype(c)); }
bool cpu_count_nonzero(lm_call *c) {
  if (is_complex(c)) return as_bool(c, cpu_count_nonzero);
  return plainly(c, LM_FOLD_COUNT_NONZERO, own_dtype(c));
}

static void finish_mean(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  for (int64_t i = 0; i < n; i++) s[i].f /= f->count;
  store(f, f->out, LM_F64, s, k, n);
}

/* The kernels whose finishers need more than the states. */
static bool with_finish(lm_call *c, lm_fold fold, lm_dtype as, cpu_finish finish) {
  finish_context f = context_of(c, fold);
  return cpu_fold(A(0).t, as, (uint32_t)c->scratch[0], fold, 0, finish, &f);
}

static bool mean_of_reals(lm_call *c) {
  return with_finish(c, LM_FOLD_SUM, (lm_dtype)c->out[0]->dtype, finish_mean);
}
bool cpu_mean(lm_call *c) {
  if (lm_is_complex((lm_dtype)c->out[0]->dtype)) return by_parts(c, mean_of_reals);
  return mean_of_reals(c);
}

/* ---- truth ---- */

static void finish_all(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  for (int64_t i = 0; i < n; i++) s[i].i = s[i].i == (int64_t)f->count;
  store(f, f->out, LM_I64, s, k, n);
}
static void finish_any(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  for (int64_t i = 0; i < n; i++) s[i].i = s[i].i != 0;
  store(f, f->out, LM_I64, s, k, n);
}
bool cpu_any(lm_call *c) {
  if (is_complex(c)) return as_bool(c, cpu_any);
  return with_finish(c, LM_FOLD_COUNT_NONZERO, own_dtype(c), finish_any);
}
bool cpu_all(lm_call *c) {
  if (is_complex(c)) return as_bool(c, cpu_all);
  return with_finish(c, LM_FOLD_COUNT_NONZERO, own_dtype(c), finish_all);
}

/* ---- extremes with positions, which count from 1 ---- */

static void store_position(const finish_context *f, lm_tensor *t, lm_cell *s, int64_t k,
                           int64_t n) {
  for (int64_t i = 0; i < n; i++) s[2 * i + 1].i++;
  store(f, t, LM_I64, s + 1, k, n);
}
static void finish_position(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  store_position(f, f->out, s, k, n);
}
static void finish_float_extreme(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  store(f, f->out, LM_F64, s, k, n);
  store_position(f, f->positions, s, k, n);
}
static void finish_integer_extreme(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  store(f, f->out, LM_I64, s, k, n);
  store_position(f, f->positions, s, k, n);
}

static bool extreme_along(lm_call *c, lm_fold fold) {
  bool floats = lm_is_float(own_dtype(c));
  return with_finish(c, fold, own_dtype(c), floats ? finish_float_extreme : finish_integer_extreme);
}
bool cpu_max_dim(lm_call *c) { return extreme_along(c, LM_FOLD_ARGMAX); }
bool cpu_min_dim(lm_call *c) { return extreme_along(c, LM_FOLD_ARGMIN); }
bool cpu_argmax(lm_call *c) {
  return with_finish(c, LM_FOLD_ARGMAX, own_dtype(c), finish_position);
}
bool cpu_argmin(lm_call *c) {
  return with_finish(c, LM_FOLD_ARGMIN, own_dtype(c), finish_position);
}

/* ---- moments, norms, logsumexp ---- */

static void variances(const finish_context *f, lm_cell *s, int64_t n) {
  double dof = fmax(0, f->count - f->correction);
  for (int64_t i = 0; i < n; i++) s[3 * i].f = s[3 * i + 2].f / dof;
}
static void finish_var(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  variances(f, s, n);
  store(f, f->out, LM_F64, s, k, n);
}
static void finish_std(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  variances(f, s, n);
  for (int64_t i = 0; i < n; i++) s[3 * i].f = sqrt(s[3 * i].f);
  store(f, f->out, LM_F64, s, k, n);
}

static bool moments(lm_call *c, cpu_finish finish) {
  finish_context f = context_of(c, LM_FOLD_MOMENTS);
  f.correction = A(2).f;
  return cpu_fold(A(0).t, own_dtype(c), (uint32_t)c->scratch[0], LM_FOLD_MOMENTS, 0, finish, &f);
}
static bool var_of_reals(lm_call *c) { return moments(c, finish_var); }

/* The variance of complex numbers is that of their real parts plus that of their imaginary ones. */
static bool complex_variance(lm_call *c, bool root) {
  lm_tensor *out = c->out[0], *wide = lm_new_like(out, LM_C128);
  lm_tensor *pairs = wide ? parts_of(wide) : NULL, *sums = lm_new_like(out, LM_F64);
  bool ok = pairs && sums && instead(c, var_of_reals, parts_of(A(0).t), pairs);
  if (ok) {
    const double *v = (const double *)(const void *)lm_data(wide);
    double *to = (double *)(void *)lm_data(sums);
    for (int64_t i = 0; i < out->numel; i++) {
      double sum = v[2 * i] + v[2 * i + 1];
      to[i] = root ? sqrt(sum) : sum;
    }
    ok = lm_copy_elements(out, sums);
  }
  lm_release(pairs);
  lm_release(wide);
  lm_release(sums);
  return ok;
}

bool cpu_var(lm_call *c) { return is_complex(c) ? complex_variance(c, false) : var_of_reals(c); }
bool cpu_std(lm_call *c) {
  return is_complex(c) ? complex_variance(c, true) : moments(c, finish_std);
}

static void finish_norm(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  if (f->p == 2)
    for (int64_t i = 0; i < n; i++) s[i].f = sqrt(s[i].f);
  else if (f->p != 1 && !isinf(f->p))
    for (int64_t i = 0; i < n; i++) s[i].f = pow(s[i].f, 1 / f->p);
  store(f, f->out, LM_F64, s, k, n);
}

static lm_fold norm_fold(double p) {
  if (isinf(p)) return p > 0 ? LM_FOLD_ABS_MAX : LM_FOLD_ABS_MIN;
  if (p == 0) return LM_FOLD_COUNT_NONZERO;
  return p == 2 ? LM_FOLD_SQUARES : p == 1 ? LM_FOLD_ABS_SUM : LM_FOLD_POWERS;
}

/* The sizes of complex numbers as a real tensor; the caller's. */
static lm_tensor *sizes_of(lm_tensor *t) {
  lm_tensor *size = lm_new_like(t, lm_real_dtype((lm_dtype)t->dtype));
  if (size && lm_run_pointwise(LM_OP_abs, size, &t, 1, NULL, (lm_dtype)t->dtype)) return size;
  lm_release(size);
  return NULL;
}

bool cpu_norm(lm_call *c) {
  if (is_complex(c)) return instead(c, cpu_norm, sizes_of(A(0).t), NULL);
  lm_fold fold = norm_fold(A(1).f);
  finish_context f = context_of(c, fold);
  f.p = A(1).f;
  return cpu_fold(A(0).t, own_dtype(c), (uint32_t)c->scratch[0], fold, f.p,
                  fold == LM_FOLD_COUNT_NONZERO ? finish_integers : finish_norm, &f);
}

static void finish_logsumexp(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  for (int64_t i = 0; i < n; i++) s[2 * i].f += log(s[2 * i + 1].f);
  store(f, f->out, LM_F64, s, k, n);
}
/* Of complex numbers in operations: the largest real part is taken out before exp. */
static bool complex_logsumexp(lm_call *c) {
  lm_tensor *x = A(0).t;
  lm_scope scope = lm_scope_open();
  lm_tensor *zero = lm_wrap(lm_float(0)), *r = NULL;
  if (x->numel > 0) {
    lm_tensor *top = lm_amax(lm_real(x), A(1).ints, true);
    top = lm_where_select(lm_isfinite(top), top, zero);
    r = lm_log(lm_sum(lm_exp(lm_sub(x, top, lm_int(1))), A(1).ints, true, LM_DTYPE_NONE));
    r = lm_add(r, top, lm_int(1));
  } else {
    r = lm_log(lm_sum(x, A(1).ints, true, LM_DTYPE_NONE));
  }
  lm_ints sizes = {.n = c->out[0]->ndim};
  for (int d = 0; d < sizes.n; d++) sizes.v[d] = c->out[0]->sizes[d];
  r = lm_view(r, &sizes);
  bool ok = r && lm_copy_elements(c->out[0], r);
  lm_scope_close(scope, NULL);
  return ok;
}
bool cpu_logsumexp(lm_call *c) {
  if (lm_is_complex(own_dtype(c))) return complex_logsumexp(c);
  return with_finish(c, LM_FOLD_EXP, (lm_dtype)c->out[0]->dtype, finish_logsumexp);
}
