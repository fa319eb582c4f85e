/* Random numbers that are drawn by rejection on the CPU: Poisson, binomial, gamma and truncated normal.
**
** An element may need any number of tries, so each has a stream of its own: block b of the draw with
** 0, 1, 2, ... in the third word of the counter.  Nothing else uses a third word other than 0, so a
** draw takes one block for each element and the values do not depend on the number of threads.
*/
#include "tensor/cpu/draw.h"
#include "tensor/cpu/parallel.h"

#include <float.h>
#include <math.h>
#include <stdatomic.h>

typedef struct stream {
  uint32_t counter[4], key[2], w[4];
  int used;
} stream;

static stream stream_of(uint64_t block, uint64_t seed) {
  return (stream){.counter = {(uint32_t)block, (uint32_t)(block >> 32), 0, 0},
                  .key = {(uint32_t)seed, (uint32_t)(seed >> 32)},
                  .used = 4};
}

/* In (0, 1), never an end. */
static double uniform(stream *s) {
  if (s->used == 4) {
    lm_philox(s->counter, s->key, s->w);
    s->counter[2]++;
    s->used = 0;
  }
  double u = ((double)(join(s->w + s->used) >> 12) + 0.5) * 0x1p-52;
  s->used += 2;
  return u;
}

static double normal(stream *s) { /* Box and Muller; half of the pair is enough here */
  double radius = sqrt(-2 * log(uniform(s)));
  return radius * cos(6.283185307179586477 * uniform(s));
}

static double log_gamma(double x) {
  int sign;
  return lgamma_r(x, &sign);
}

/* ---- distributions ---- */

/* Below 10 the product of uniform numbers until it falls below exp(-rate) (Knuth 1969); from there on
** transformed rejection (Hoermann 1993, algorithm PTRS). */
static double poisson(stream *s, double rate, double unused) {
  (void)unused;
  if (!(rate > 0)) return rate == 0 ? 0 : NAN;
  if (isinf(rate)) return INFINITY;
  if (rate < 10) {
    double limit = exp(-rate), product = uniform(s), k = 0;
    for (; product > limit; k++) product *= uniform(s);
    return k;
  }
  const double b = 0.931 + 2.53 * sqrt(rate), a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), squeeze = 0.9277 - 3.6224 / (b - 2);
  const double log_rate = log(rate);
  for (;;) {
    double u = uniform(s) - 0.5, v = uniform(s), us = 0.5 - fabs(u);
    double k = floor((2 * a / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log(v * inverse_alpha / (a / (us * us) + b)) <= k * log_rate - rate - log_gamma(k + 1))
      return k;
  }
}

/* p of at most a half.  Few successes are counted up along the distribution; else transformed
** rejection (Hoermann 1993, algorithm BTRS without its tables). */
static double successes(stream *s, double n, double p) {
  const double q = 1 - p, odds = p / q;
  if (n * p < 10) {
    double mass = exp(n * log1p(-p)), u = uniform(s), k = 0;
    while (u > mass && k < n) {
      u -= mass;
      k++;
      mass *= (n + 1 - k) / k * odds;
    }
    return k;
  }
  const double deviation = sqrt(n * p * q), b = 1.15 + 2.53 * deviation;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p, squeeze = 0.92 - 4.2 / b;
  const double alpha = (2.83 + 5.1 / b) * deviation, mode = floor((n + 1) * p);
  const double top = log_gamma(mode + 1) + log_gamma(n - mode + 1);
  for (;;) {
    double u = uniform(s) - 0.5, v = uniform(s), us = 0.5 - fabs(u);
    double k = floor((2 * a / us + b) * u + n * p + 0.5);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= squeeze) return k;
    double ratio = top - log_gamma(k + 1) - log_gamma(n - k + 1) + (k - mode) * log(odds);
    if (log(v * alpha / (a / (us * us) + b)) <= ratio) return k;
  }
}

static double binomial(stream *s, double count, double p) {
  if (isnan(count) || isnan(p)) return NAN;
  double n = floor(count);
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (isinf(n)) return INFINITY;
  return p <= 0.5 ? successes(s, n, p) : n - successes(s, n, 1 - p);
}

/* Marsaglia and Tsang, "A simple method for generating gamma variables", 2000.  Below 1 a draw for
** alpha + 1 is scaled by u^(1 / alpha). */
static double standard_gamma(stream *s, double alpha, double least) {
  if (!(alpha > 0)) return alpha == 0 ? least : NAN;
  if (isinf(alpha)) return INFINITY;
  double log_scale = 0;
  if (alpha < 1) {
    log_scale = log(uniform(s)) / alpha;
    alpha += 1;
  }
  const double d = alpha - 1.0 / 3, c = 1 / sqrt(9 * d);
  for (;;) {
    double x = normal(s), v = 1 + c * x;
    if (v <= 0) continue;
    v = v * v * v;
    if (log(uniform(s)) < 0.5 * x * x + d * (1 - v + log(v)))
      return fmax(d * v * exp(log_scale), least);
  }
}

/* Robert, "Simulation of truncated normal variables", 1995, for 0 <= low < high. */
static double upper_part(stream *s, double low, double high) {
  const double root = sqrt(low * low + 4), rate = (low + root) / 2;
  if (high > low + 2 * exp(0.5 + (low * low - low * root) / 4) / (low + root)) {
    for (;;) { /* from an exponential distribution */
      double x = low - log(uniform(s)) / rate;
      if (x <= high && log(uniform(s)) <= -0.5 * (x - rate) * (x - rate)) return x;
    }
  }
  for (;;) {
    double x = low + (high - low) * uniform(s);
    if (log(uniform(s)) <= 0.5 * (low * low - x * x)) return x;
  }
}

static double truncated_normal(stream *s, double low, double high) {
  if (low >= 0) return upper_part(s, low, high);
  if (high <= 0) return -upper_part(s, -high, -low);
  if (high - low < 2.5066282746310002) { /* sqrt(2 pi) */
    for (;;) {
      double x = low + (high - low) * uniform(s);
      if (log(uniform(s)) <= -0.5 * x * x) return x;
    }
  }
  for (;;) {
    double x = normal(s);
    if (x >= low && x <= high) return x;
  }
}

/* ---- draws ---- */

typedef struct draw {
  double (*one)(stream *s, double a, double b);
  uint64_t first, seed;
  const double *a, *b; /* NULL: the same number for all */
  double every_a, every_b;
  double *out;
} draw;

static void draw_range(void *ctx, int64_t begin, int64_t end) {
  const draw *d = ctx;
  for (int64_t i = begin; i < end; i++) {
    stream s = stream_of(d->first + (uint64_t)i, d->seed);
    d->out[i] = d->one(&s, d->a ? d->a[i] : d->every_a, d->b ? d->b[i] : d->every_b);
  }
}

/* Every result is drawn as float64 and rounded once. */
static bool run(lm_tensor *out, draw *d, lm_generator *g) {
  if (out->numel == 0) return true;
  lm_tensor *to = out->dtype == LM_F64 ? lm_retain(out) : lm_new_like(out, LM_F64);
  if (to == NULL) return false;
  d->out = (double *)(void *)lm_data(to);
  bool ok = cpu_take_blocks(g, out->numel, &d->first, &d->seed) &&
            lm_parallel(out->numel, LM_GRAIN_MATH / 8, draw_range, d) &&
            (to == out || lm_copy_elements(out, to));
  lm_release(to);
  return ok;
}

static const double *doubles(lm_tensor *t) { return (const double *)(const void *)lm_data(t); }

bool cpu_poisson(lm_call *c) {
  lm_tensor *rate = cpu_as_doubles(A(0).t);
  draw d = {.one = poisson, .a = rate ? doubles(rate) : NULL};
  bool ok = rate && run(c->out[0], &d, A(1).gen);
  lm_release(rate);
  return ok;
}

bool cpu_standard_gamma(lm_call *c) {
  lm_tensor *alpha = cpu_as_doubles(A(0).t);
  draw d = {.one = standard_gamma, .a = alpha ? doubles(alpha) : NULL};
  d.every_b = c->out[0]->dtype == LM_F64 ? DBL_MIN : c->out[0]->dtype == LM_F16 ? 0x1p-14 : FLT_MIN;
  bool ok = alpha && run(c->out[0], &d, A(1).gen);
  lm_release(alpha);
  return ok;
}

bool cpu_binomial(lm_call *c) {
  lm_tensor *out = c->out[0], *part[2] = {NULL};
  bool ok = true;
  for (int i = 0; i < 2 && ok; i++) {
    lm_tensor *view = lm_expanded(A(i).t, out->ndim, out->sizes);
    part[i] = view ? cpu_as_doubles(view) : NULL;
    lm_release(view);
    ok = part[i] != NULL;
  }
  if (ok) {
    draw d = {.one = binomial, .a = doubles(part[0]), .b = doubles(part[1])};
    ok = run(out, &d, A(2).gen);
  }
  lm_release(part[0]);
  lm_release(part[1]);
  return ok;
}

bool cpu_truncated_normal(lm_call *c) {
  draw d = {
      .one = truncated_normal, .every_a = lm_scalar_f(A(0).s), .every_b = lm_scalar_f(A(1).s)};
  return run(c->out[0], &d, A(5).gen);
}

/* ---- how a gamma number moves with its parameter ---- */

static double digamma(double x) { /* x > 0: the recurrence up to 10, then the asymptotic series */
  double shift = 0;
  for (; x < 10; x++) shift += 1 / x;
  double y = 1 / (x * x);
  double series = y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y / 132))));
  return log(x) - 0.5 / x - series - shift;
}

/* With F the distribution and p its density, dx/dalpha = -(dF/dalpha) / p, and dF/dalpha is the
** integral of p(t) (log t - psi(alpha)) from 0 to x, or minus that from x to infinity.  On the side of
** exp(psi) where x lies the integrand keeps its sign.  With t = x exp(-+s) it becomes
** x exp(growth(s)) (distance + s) over s > 0. */
static double growth(double alpha, double x, bool below, double s) {
  return below ? -alpha * s - x * expm1(-s) : alpha * s - x * expm1(s);
}

static double gamma_slope(double alpha, double x) {
  if (!(alpha > 0 && x > 0) || isinf(alpha) || isinf(x)) return alpha == 0 ? 0 : NAN;
  const double distance = digamma(alpha) - log(x);
  const bool below = distance >= 0;
  double low = 0, end = 1e-12;
  while (growth(alpha, x, below, end) > -45 && end < 1e300) low = end, end *= 2;
  for (int i = 0; i < 8; i++) { /* where nothing is left of the integrand */
    double middle = low + (end - low) / 2;
    if (growth(alpha, x, below, middle) > -45)
      low = middle;
    else
      end = middle;
  }
  /* Takahasi and Mori's double exponential rule on 0 .. end. */
  const double step = 0.05, pi_2 = 1.5707963267948966;
  double sum = 0;
  for (int i = -64; i <= 64; i++) {
    double t = i * step, u = pi_2 * sinh(t), weight = pi_2 * cosh(t) / (cosh(u) * cosh(u));
    double s = end / (1 + exp(-2 * u));
    sum += weight * exp(growth(alpha, x, below, s)) * (fabs(distance) + s);
  }
  return x * sum * step * end / 2;
}

typedef struct slopes {
  const double *alpha, *x;
  double *out;
} slopes;

static void slope_range(void *ctx, int64_t begin, int64_t end) {
  const slopes *j = ctx;
  for (int64_t i = begin; i < end; i++) j->out[i] = gamma_slope(j->alpha[i], j->x[i]);
}

bool cpu_standard_gamma_grad(lm_call *c) {
  lm_tensor *alpha = cpu_as_doubles(A(0).t), *x = cpu_as_doubles(A(1).t), *out = c->out[0];
  lm_tensor *to = lm_new_like(out, LM_F64);
  bool ok = alpha && x && to;
  if (ok && out->numel > 0) {
    slopes j = {doubles(alpha), doubles(x), (double *)(void *)lm_data(to)};
    ok = lm_parallel(out->numel, 64, slope_range, &j);
  }
  ok = ok && lm_copy_elements(out, to);
  lm_release(alpha);
  lm_release(x);
  lm_release(to);
  return ok;
}
