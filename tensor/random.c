/* Random tensors: shape rules, composites and gradients. */
#include "tensor/autograd.h"

#include <math.h>

static const char *dtype_name(int d) { return lm_dtypes[d].name; }

/* The result of a row that fills self: self, or a tensor like it. */
static bool like_self(lm_call *c) {
  if (!c->inplace) c->out[0] = lm_new_like(A(0).t, (lm_dtype)A(0).t->dtype);
  return c->out[0] != NULL;
}

/* A new result for rand and randn: of floats or complex numbers. */
static bool floats(lm_call *c, const lm_ints *size, lm_dtype dtype, lm_device device) {
  if (dtype == LM_DTYPE_NONE) dtype = lm_here()->default_dtype;
  if (device == LM_DEVICE_NONE) device = lm_here()->default_device;
  if (!lm_is_inexact(dtype))
    return lm_fail("%s: the dtype must be a float, got %s; randint makes integers", lm_op_name(c),
                   dtype_name(dtype));
  return (c->out[0] = lm_new(size->n, size->v, dtype, device)) != NULL;
}

RULE(rand) { return floats(c, A(0).ints, A(1).dtype, A(2).device); }
RULE(randn) { return floats(c, A(0).ints, A(1).dtype, A(2).device); }

/* The whole numbers that a dtype holds one by one: low .. high. */
static void exact_range(lm_dtype d, int64_t *low, int64_t *high) {
  int bits = (int)lm_dtype_size(d) * 8;
  switch (d) {
  case LM_BOOL: *low = 0, *high = 1; return;
  case LM_F64: *high = (int64_t)1 << 53; break;
  case LM_F32: *high = 1 << 24; break;
  case LM_F16: *high = 1 << 11; break;
  case LM_BF16: *high = 1 << 8; break;
  default:
    *high =
        lm_dtypes[d].is_signed ? (int64_t)(UINT64_MAX >> (65 - bits)) : ((int64_t)1 << bits) - 1;
    *low = lm_dtypes[d].is_signed ? -*high - 1 : 0;
    return;
  }
  *low = -*high;
}

/* low .. high - 1 can be drawn and stored. */
static bool check_range(const lm_call *c, lm_dtype d, int64_t low, int64_t high) {
  if (d >= LM_C64) return lm_fail("%s: not implemented for %s", lm_op_name(c), dtype_name(d));
  if (low >= high)
    return lm_fail("%s: the first number must be below the second, got %lld and %lld",
                   lm_op_name(c), (long long)low, (long long)high);
  int64_t least, most;
  exact_range(d, &least, &most);
  if (low < least || high - 1 > most)
    return lm_fail("%s: %s holds whole numbers from %lld to %lld, not %lld .. %lld", lm_op_name(c),
                   dtype_name(d), (long long)least, (long long)most, (long long)low,
                   (long long)(high - 1));
  return true;
}

RULE(randint) {
  lm_dtype d = A(3).dtype == LM_DTYPE_NONE ? LM_I64 : A(3).dtype;
  lm_device device = A(4).device == LM_DEVICE_NONE ? lm_here()->default_device : A(4).device;
  return check_range(c, d, A(0).i, A(1).i) &&
         (c->out[0] = lm_new(A(2).ints->n, A(2).ints->v, d, device)) != NULL;
}

/* scratch[0] and [1]: the first and the last integer. */
RULE(random) {
  lm_dtype d = (lm_dtype)A(0).t->dtype;
  int64_t from = A(1).i, to = A(2).i;
  if (d >= LM_C64) return lm_fail("random_: not implemented for %s", dtype_name(d));
  if (from == 0 && to == 0) { /* as far as the dtype counts */
    exact_range(d, &from, &c->scratch[1]);
    c->scratch[0] = 0;
  } else {
    if (from > 0 && to == 0) to = from, from = 0; /* random_(to) */
    if (!check_range(c, d, from, to)) return false;
    c->scratch[0] = from;
    c->scratch[1] = to - 1;
  }
  return like_self(c);
}

RULE(randperm) {
  lm_dtype d = A(1).dtype == LM_DTYPE_NONE ? LM_I64 : A(1).dtype;
  lm_device device = A(2).device == LM_DEVICE_NONE ? lm_here()->default_device : A(2).device;
  int64_t n = A(0).i, least, most;
  if (n < 0) return lm_fail("randperm: n must not be negative, got %lld", (long long)n);
  if (d == LM_BOOL || d >= LM_C64)
    return lm_fail("randperm: not implemented for %s", dtype_name(d));
  exact_range(d, &least, &most);
  if (n > most)
    return lm_fail("randperm: %s counts to %lld only, not to %lld", dtype_name(d), (long long)most,
                   (long long)n);
  return (c->out[0] = lm_new(1, &n, d, device)) != NULL;
}

/* The rows that fill floats in place. */
static bool fills_floats(lm_call *c) {
  lm_dtype d = (lm_dtype)A(0).t->dtype;
  if (!lm_is_float(d))
    return lm_fail("%s_: the tensor must hold floats, got %s", lm_op_name(c), dtype_name(d));
  return like_self(c);
}

RULE(uniform) {
  double from = A(1).f, to = A(2).f;
  if (!(from <= to) || !isfinite(to - from))
    return lm_fail(
        "uniform_: from must not exceed to, and their distance must be finite: got %g and %g", from,
        to);
  if (A(0).t->dtype != LM_F64 && to - from > 3.4028234663852886e38)
    return lm_fail("uniform_: %g .. %g is wider than %s", from, to, dtype_name(A(0).t->dtype));
  return fills_floats(c);
}

RULE(normal) {
  if (!(A(2).f >= 0)) return lm_fail("normal_: std must not be negative, got %g", A(2).f);
  return fills_floats(c);
}

RULE(exponential) {
  if (!(A(1).f > 0)) return lm_fail("exponential_: lambd must be above 0, got %g", A(1).f);
  return fills_floats(c);
}

static bool check_probability(const char *name, double p) {
  return (p >= 0 && p <= 1) || lm_fail("%s: p must lie between 0 and 1, got %g", name, p);
}

RULE(bernoulli) {
  if (!lm_is_float((lm_dtype)A(0).t->dtype))
    return lm_fail("bernoulli: probabilities must be floats, got %s", dtype_name(A(0).t->dtype));
  return (c->out[0] = lm_new_like(A(0).t, (lm_dtype)A(0).t->dtype)) != NULL;
}

RULE(bernoulli_fill) {
  if (A(0).t->dtype >= LM_C64)
    return lm_fail("bernoulli_: not implemented for %s", dtype_name(A(0).t->dtype));
  return check_probability("bernoulli_", A(1).f) && like_self(c);
}

RULE(multinomial) {
  const lm_tensor *t = A(0).t;
  int64_t samples = A(1).i;
  if (!lm_is_float((lm_dtype)t->dtype))
    return lm_fail("multinomial: weights must be floats, got %s", dtype_name(t->dtype));
  if (t->ndim < 1 || t->ndim > 2)
    return lm_fail("multinomial: weights must be a vector or a matrix, got shape %s",
                   lm_shape_text(t));
  int64_t categories = t->sizes[t->ndim - 1];
  if (samples <= 0)
    return lm_fail("multinomial: num_samples must be above 0, got %lld", (long long)samples);
  if (categories == 0) return lm_fail("multinomial: there are no weights to draw from");
  if (!A(2).b && samples > categories)
    return lm_fail("multinomial: cannot draw %lld of %lld positions without replacement",
                   (long long)samples, (long long)categories);
  int64_t sizes[] = {t->ndim == 2 ? t->sizes[0] : samples, samples};
  return (c->out[0] = lm_new(t->ndim, sizes, LM_I64, t->device)) != NULL;
}

RULE(native_dropout) {
  lm_tensor *t = A(0).t;
  if (!lm_is_float((lm_dtype)t->dtype))
    return lm_fail("dropout: the input must hold floats, got %s", dtype_name(t->dtype));
  return check_probability("dropout", A(1).f) &&
         (c->out[0] = lm_new_like(t, (lm_dtype)t->dtype)) != NULL &&
         (c->out[1] = lm_new_like(t, LM_BOOL)) != NULL;
}

/* ---- composites ---- */

lm_tensor *lm_do_dropout(lm_tensor *input, double p, bool training) {
  if (!check_probability("dropout", p)) return NULL;
  if (!training || p == 0) return input;
  return lm_native_dropout(input, p).v[0];
}

lm_tensor *lm_do_randint_below(int64_t high, const lm_ints *size, lm_dtype dtype, lm_device device,
                               lm_generator *generator) {
  return lm_randint(0, high, size, dtype, device, generator);
}

static lm_dtype or_dtype(lm_dtype d, const lm_tensor *t) {
  return d == LM_DTYPE_NONE ? (lm_dtype)t->dtype : d;
}
static lm_device or_device(lm_device d, const lm_tensor *t) {
  return d == LM_DEVICE_NONE ? t->device : d;
}
static lm_ints sizes_of(const lm_tensor *t) {
  lm_ints s = {.n = t->ndim};
  for (int i = 0; i < t->ndim; i++) s.v[i] = t->sizes[i];
  return s;
}

lm_tensor *lm_do_rand_like(lm_tensor *self, lm_dtype dtype, lm_device device,
                           lm_generator *generator) {
  lm_ints size = sizes_of(self);
  return lm_rand(&size, or_dtype(dtype, self), or_device(device, self), generator);
}

lm_tensor *lm_do_randn_like(lm_tensor *self, lm_dtype dtype, lm_device device,
                            lm_generator *generator) {
  lm_ints size = sizes_of(self);
  return lm_randn(&size, or_dtype(dtype, self), or_device(device, self), generator);
}

/* ---- gradients: what is filled anew does not depend on what was there ---- */

#define NO_GRADIENT(name) \
  VJP(name) { GRAD(0, lm_zeros_like(G, LM_DTYPE_NONE, LM_DEVICE_NONE)); }
NO_GRADIENT(uniform)
NO_GRADIENT(normal)
NO_GRADIENT(exponential)
NO_GRADIENT(random)
NO_GRADIENT(bernoulli_fill)

VJP(native_dropout) {
  double p = ARG(1).f;
  GRAD(0, lm_mul_s(lm_mul(G, OUT(1)), p < 1 ? 1 / (1 - p) : 0));
}
