/* Distributions beyond the uniform and the normal one: rules, composites and gradients. */
#include "tensor/autograd.h"

#include <math.h>

static const char *dtype_of(const lm_tensor *t) { return lm_dtypes[t->dtype].name; }
static lm_tensor *cast(lm_tensor *t, lm_dtype d) {
  return lm_to_dtype(t, d, LM_DEVICE_NONE, false);
}
static lm_ints sizes_of(const lm_tensor *t) {
  lm_ints s = {t->ndim, {0}};
  for (int d = 0; d < t->ndim; d++) s.v[d] = t->sizes[d];
  return s;
}

static bool needs_floats(const char *op, const lm_tensor *t) {
  return lm_is_float((lm_dtype)t->dtype) ||
         lm_fail("%s: the tensor must hold floats, got %s", op, dtype_of(t));
}

/* True when `t` has an element below 0 or NaN; *ok turns false after a failure. */
static bool has_negative(lm_tensor *t, bool *ok) {
  lm_scope scope = lm_scope_open();
  lm_tensor *any = lm_any(lm_logical_not(lm_ge(t, lm_wrap(lm_int(0)))), NULL, false);
  lm_scalar found = {0};
  *ok = any != NULL && lm_get_scalar(any, &found);
  lm_scope_close(scope, NULL);
  return *ok && lm_scalar_i(found) != 0;
}

/* No element is negative or NaN. */
static bool not_negative(const char *op, const char *what, lm_tensor *t) {
  bool ok, negative = has_negative(t, &ok);
  if (ok && negative) return lm_fail("%s: %s must not be negative, and an element is", op, what);
  return ok;
}

/* ---- by rejection: kernels of their own ---- */

RULE(poisson) {
  lm_tensor *t = A(0).t;
  return needs_floats("poisson", t) && not_negative("poisson", "rates", t) &&
         (c->out[0] = lm_new_like(t, (lm_dtype)t->dtype)) != NULL;
}

RULE(binomial) {
  lm_tensor *count = A(0).t, *prob = A(1).t;
  lm_ints sizes;
  if (!needs_floats("binomial", count) || !needs_floats("binomial", prob)) return false;
  if (count->dtype != prob->dtype)
    return lm_fail("binomial: count and prob must have one dtype, not %s and %s", dtype_of(count),
                   dtype_of(prob));
  return lm_same_device("binomial", count, prob) && lm_broadcast("binomial", count, prob, &sizes) &&
         (c->out[0] = lm_new(sizes.n, sizes.v, (lm_dtype)count->dtype, count->device)) != NULL;
}

RULE(standard_gamma) {
  lm_tensor *t = A(0).t;
  return needs_floats("standard_gamma", t) && not_negative("standard_gamma", "alpha", t) &&
         (c->out[0] = lm_new_like(t, (lm_dtype)t->dtype)) != NULL;
}
RULE(standard_gamma_grad) {
  lm_tensor *t = A(0).t;
  if (!lm_same_shape(t, A(1).t))
    return lm_fail("standard_gamma_grad: alpha and output must have one shape, not %s and %s",
                   lm_shape_text(t), lm_shape_text(A(1).t));
  return needs_floats("standard_gamma_grad", t) &&
         (c->out[0] = lm_new_like(t, (lm_dtype)t->dtype)) != NULL;
}

RULE(truncated_normal) {
  double low = lm_scalar_f(A(0).s), high = lm_scalar_f(A(1).s);
  lm_dtype d = A(3).dtype == LM_DTYPE_NONE ? lm_here()->default_dtype : A(3).dtype;
  lm_device device = A(4).device == LM_DEVICE_NONE ? lm_here()->default_device : A(4).device;
  if (!lm_is_float(d))
    return lm_fail("truncated_normal: the dtype must be a float, got %s", lm_dtypes[d].name);
  if (!(low < high))
    return lm_fail("truncated_normal: lower must be below upper, got %g and %g", low, high);
  if (low > 1e6 || high < -1e6)
    return lm_fail("truncated_normal: nothing is left of the distribution beyond 1e6 deviations");
  return (c->out[0] = lm_new(A(2).ints->n, A(2).ints->v, d, device)) != NULL;
}

VJP(poisson) { GRAD(0, lm_zeros_like(G, LM_DTYPE_NONE, LM_DEVICE_NONE)); }
VJP(standard_gamma) { GRAD(0, lm_mul(G, lm_standard_gamma_grad(IN(0), OUT(0)))); }

/* ---- written in others ---- */

/* Shares of gamma numbers; the tiny number that those have at least keeps their sum from 0. */
lm_tensor *lm_do_sample_dirichlet(lm_tensor *alpha, lm_generator *generator) {
  if (alpha->ndim == 0)
    return lm_fail("sample_dirichlet: alpha must have a dimension of categories, but is a number");
  const lm_ints last = {1, {-1}};
  lm_tensor *g = lm_standard_gamma(alpha, generator);
  return lm_div(g, lm_sum(g, &last, true, LM_DTYPE_NONE));
}

/* Uniform numbers in (0, 1] with the sizes of t: float64, so that tails are long. */
static lm_tensor *uniforms(lm_tensor *t, lm_generator *generator) {
  lm_ints size = sizes_of(t);
  return lm_rsub_s(1, lm_rand(&size, LM_F64, t->device, generator));
}

lm_tensor *lm_do_log_normal(lm_tensor *self, double mean, double std, lm_generator *generator) {
  lm_ints size = sizes_of(self);
  if (!needs_floats("log_normal_", self)) return NULL;
  if (!(std > 0)) return lm_fail("log_normal_: std must be above 0, got %g", std);
  lm_tensor *z = lm_randn(&size, LM_F64, self->device, generator);
  return cast(lm_exp(lm_add_s(lm_mul_s(z, std), mean)), (lm_dtype)self->dtype);
}

lm_tensor *lm_do_cauchy(lm_tensor *self, double median, double sigma, lm_generator *generator) {
  if (!needs_floats("cauchy_", self)) return NULL;
  if (!(sigma > 0)) return lm_fail("cauchy_: sigma must be above 0, got %g", sigma);
  lm_tensor *angle = lm_mul_s(lm_add_s(uniforms(self, generator), -0.5), 3.14159265358979323846);
  return cast(lm_add_s(lm_mul_s(lm_tan(angle), sigma), median), (lm_dtype)self->dtype);
}

lm_tensor *lm_do_geometric(lm_tensor *self, lm_scalar p, lm_generator *generator) {
  double chance = lm_scalar_f(p);
  if (self->dtype == LM_BOOL || lm_dtype_category((lm_dtype)self->dtype) > LM_CAT_FLOAT)
    return lm_fail("geometric_: not implemented for %s", dtype_of(self));
  if (!(chance > 0 && chance < 1))
    return lm_fail("geometric_: p must lie between 0 and 1, got %g", chance);
  lm_tensor *tries = lm_ceil(lm_div_s(lm_log(uniforms(self, generator)), log1p(-chance)));
  const lm_scalar one = lm_float(1);
  return cast(lm_clamp_number(tries, &one, NULL), (lm_dtype)self->dtype);
}

/* Minus the logarithm of an exponential number. */
lm_tensor *lm_do_gumbel(const lm_ints *size, lm_dtype dtype, lm_device device,
                        lm_generator *generator) {
  if (dtype == LM_DTYPE_NONE) dtype = lm_here()->default_dtype;
  if (!lm_is_float(dtype))
    return lm_fail("gumbel: the dtype must be a float, got %s", lm_dtypes[dtype].name);
  lm_tensor *place = lm_empty(size, dtype, device);
  return lm_neg(lm_log(lm_exponential(place, 1, generator)));
}

lm_tensor *lm_do_bernoulli_tensor(lm_tensor *self, lm_tensor *p, lm_generator *generator) {
  lm_ints sizes = sizes_of(self);
  if (!lm_is_float((lm_dtype)p->dtype))
    return lm_fail("bernoulli_: probabilities must be floats, got %s", dtype_of(p));
  return cast(lm_bernoulli(lm_contiguous(lm_expand(p, &sizes)), generator), (lm_dtype)self->dtype);
}

/* ---- normal numbers with means and deviations of their own; no gradient flows through them ---- */

lm_tensor *lm_do_normal_mean(lm_tensor *mean, lm_tensor *std, lm_generator *generator) {
  lm_ints sizes = sizes_of(mean);
  if (!needs_floats("normal", mean)) return NULL;
  mean = lm_detach(mean);
  if (std == NULL) std = lm_wrap(lm_float(1));
  if (!not_negative("normal", "std", std = lm_detach(std))) return NULL;
  if (!lm_broadcast("normal", mean, std, &sizes)) return NULL;
  lm_dtype d = (lm_dtype)mean->dtype;
  lm_tensor *z = lm_randn(&sizes, d, mean->device, generator);
  return cast(lm_add(lm_mul(z, std->wrapped ? std : cast(std, d)), mean, lm_int(1)), d);
}

lm_tensor *lm_do_normal_std(double mean, lm_tensor *std, lm_generator *generator) {
  lm_ints sizes = sizes_of(std);
  if (!needs_floats("normal", std) || !not_negative("normal", "std", std = lm_detach(std)))
    return NULL;
  lm_tensor *z = lm_randn(&sizes, (lm_dtype)std->dtype, std->device, generator);
  return lm_add_s(lm_mul(z, std), mean);
}

lm_tensor *lm_do_normal_sized(lm_scalar mean, lm_scalar std, const lm_ints *size, lm_dtype dtype,
                              lm_device device, lm_generator *generator) {
  if (!(lm_scalar_f(std) >= 0))
    return lm_fail("normal: std must not be negative, got %g", lm_scalar_f(std));
  if (dtype == LM_DTYPE_NONE) dtype = lm_here()->default_dtype;
  if (!lm_is_float(dtype))
    return lm_fail("normal: the dtype must be a float, got %s", lm_dtypes[dtype].name);
  return lm_normal(lm_empty(size, dtype, device), lm_scalar_f(mean), lm_scalar_f(std), generator);
}

/* ---- integers like another tensor ---- */

lm_tensor *lm_do_randint_like(lm_tensor *self, int64_t low, int64_t high, lm_dtype dtype,
                              lm_device device, lm_generator *generator) {
  lm_ints size = sizes_of(self);
  if (dtype == LM_DTYPE_NONE) dtype = (lm_dtype)self->dtype;
  if (device == LM_DEVICE_NONE) device = self->device;
  return lm_randint(low, high, &size, dtype, device, generator);
}
lm_tensor *lm_do_randint_like_below(lm_tensor *self, int64_t high, lm_dtype dtype, lm_device device,
                                    lm_generator *generator) {
  return lm_randint_like(self, 0, high, dtype, device, generator);
}
