/* Kernels of the reductions: which fold each of them is, and how its results come from the states. */
#include "tensor/backend.h"
#include "tensor/cpu/fold.h"
#include "tensor/cpu/isa/pointwise.h"

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

bool cpu_sum(lm_call *c) { return plainly(c, LM_FOLD_SUM, (lm_dtype)c->out[0]->dtype); }
bool cpu_prod(lm_call *c) { return plainly(c, LM_FOLD_PROD, (lm_dtype)c->out[0]->dtype); }
bool cpu_max(lm_call *c) { return plainly(c, LM_FOLD_MAX, own_dtype(c)); }
bool cpu_min(lm_call *c) { return plainly(c, LM_FOLD_MIN, own_dtype(c)); }
bool cpu_amax(lm_call *c) { return plainly(c, LM_FOLD_MAX, own_dtype(c)); }
bool cpu_amin(lm_call *c) { return plainly(c, LM_FOLD_MIN, own_dtype(c)); }
bool cpu_count_nonzero(lm_call *c) { return plainly(c, LM_FOLD_COUNT_NONZERO, own_dtype(c)); }

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

bool cpu_mean(lm_call *c) {
  return with_finish(c, LM_FOLD_SUM, (lm_dtype)c->out[0]->dtype, finish_mean);
}

/* ---- truth ---- */

static void finish_all(void *ctx, lm_cell *s, int64_t k, int64_t n) {
  const finish_context *f = ctx;
  for (int64_t i = 0; i < n; i++) s[i].i = s[i].i == (int64_t)f->count;
  store(f, f->out, LM_I64, s, k, n);
}
/* A count other than 0 is true. */
bool cpu_any(lm_call *c) { return plainly(c, LM_FOLD_COUNT_NONZERO, own_dtype(c)); }
bool cpu_all(lm_call *c) { return with_finish(c, LM_FOLD_COUNT_NONZERO, own_dtype(c), finish_all); }

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
bool cpu_var(lm_call *c) { return moments(c, finish_var); }
bool cpu_std(lm_call *c) { return moments(c, finish_std); }

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

bool cpu_norm(lm_call *c) {
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
bool cpu_logsumexp(lm_call *c) {
  return with_finish(c, LM_FOLD_EXP, (lm_dtype)c->out[0]->dtype, finish_logsumexp);
}
