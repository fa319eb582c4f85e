/* Random tensors on the CPU.
**
** Every kernel is a draw: it takes blocks of the generator's stream and reads, for element i, the
** `per` words from word i * per on.  Threads get ranges of elements and compute the words of theirs.
*/
#include "tensor/cpu/draw.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/random.h"

#include <math.h>
#include <stdatomic.h>

typedef struct draw draw;
struct draw {
  uint64_t seed, first; /* of the stream: key, first block */
  int per;              /* words for an element: 1, 2 or 4 */
  /* Elements at .. at + n - 1 from their words; n * per is at most CHUNK. */
  void (*make)(draw *d, const uint32_t *w, int64_t at, int64_t n);
  void *out;
  lm_dtype dtype;
  const void *in;
  uint8_t *keep;
  double a, b;      /* from and to, mean and std, scale */
  int64_t low;      /* of integers */
  uint64_t range;   /* how many there are, 0: 2^64; or a threshold for words */
  _Atomic bool bad; /* a probability is none */
};

bool cpu_take_blocks(lm_generator *g, int64_t blocks, uint64_t *first, uint64_t *seed) {
  if (g == NULL) g = lm_here()->generator;
  if (g == NULL) return lm_fail("out of memory: there was none left for a random generator");
  *first = lm_generator_take(g, blocks, seed);
  return true;
}

lm_tensor *cpu_as_doubles(lm_tensor *t) {
  lm_tensor *copy = lm_new_like(t, LM_F64);
  if (copy == NULL || lm_copy_elements(copy, t)) return copy;
  lm_release(copy);
  return NULL;
}

/* Sets the draw's place in the stream, with words for n elements. */
static bool take(draw *d, lm_generator *g, int64_t n, int per) {
  d->per = per;
  return cpu_take_blocks(g, (n - 1) / (4 / per) + 1, &d->first, &d->seed);
}

static void draw_range(void *ctx, int64_t begin, int64_t end) {
  draw *d = ctx;
  uint32_t w[CHUNK] __attribute__((aligned(64)));
  int64_t step = CHUNK / d->per;
  for (int64_t i = begin; i < end; i += step) {
    int64_t n = end - i < step ? end - i : step;
    cpu_random_kernels()->words(w, d->first + (uint64_t)(i * d->per / 4), d->seed,
                                (n * d->per + 3) / 4);
    d->make(d, w, i, n);
  }
}

/* Makes n elements; `make`, `out` and the parameters are set.  LM_GRAIN_MATH is a multiple of CHUNK, so
** that every range begins with a block. */
static bool run(draw *d, lm_generator *g, int64_t n, int per) {
  return n == 0 || (take(d, g, n, per) && lm_parallel(n, LM_GRAIN_MATH, draw_range, d));
}

/* ---- floats ---- */

static void uniform_f32(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  cpu_random_kernels()->uniform_f32((float *)d->out + at, w, n, (float)d->a, (float)d->b);
}
static void uniform_f64(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  cpu_random_kernels()->uniform_f64((double *)d->out + at, w, n, d->a, d->b);
}
static void exponential_f32(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  cpu_random_kernels()->exponential_f32((float *)d->out + at, w, n, (float)d->a);
}
static void exponential_f64(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  cpu_random_kernels()->exponential_f64((double *)d->out + at, w, n, d->a);
}

/* Normal numbers come in pairs; the words of a whole block are there, so the last may be half used. */
#define NORMAL(T, suffix, words)                                                          \
  static void normal_##suffix(draw *d, const uint32_t *w, int64_t at, int64_t n) {        \
    T *out = (T *)d->out + at, last[2];                                                   \
    int64_t even = n & ~(int64_t)1;                                                       \
    cpu_random_kernels()->normal_##suffix(out, w, even, (T)d->a, (T)d->b);                \
    if (even == n) return;                                                                \
    cpu_random_kernels()->normal_##suffix(last, w + even * (words), 2, (T)d->a, (T)d->b); \
    out[even] = last[0];                                                                  \
  }
NORMAL(float, f32, 1)
NORMAL(double, f64, 2)

typedef void (*maker)(draw *, const uint32_t *, int64_t, int64_t);

/* Where to draw elements of a dtype for `out`: out itself, or a contiguous tensor to be copied into
** it.  Owned by the caller, who ends with `arrive`. */
static lm_tensor *target(lm_tensor *out, lm_dtype dtype) {
  bool direct = out->dtype == dtype && lm_is_contiguous(out);
  return direct ? lm_retain(out) : lm_new_like(out, dtype);
}

static bool arrive(lm_tensor *out, lm_tensor *to, bool ok) {
  if (ok && to != out) ok = lm_copy_elements(out, to);
  lm_release(to);
  return ok;
}

/* Fills the result with floats: half precision is drawn as float32 and rounded. */
static bool fill_floats(lm_call *c, lm_generator *g, maker f32, maker f64, double a, double b) {
  lm_tensor *out = c->out[0];
  bool wide = out->dtype == LM_F64;
  lm_tensor *to = target(out, wide ? LM_F64 : LM_F32);
  if (to == NULL) return false;
  draw d = {.make = wide ? f64 : f32, .out = lm_data(to), .a = a, .b = b};
  return arrive(out, to, run(&d, g, lm_numel(out), wide ? 2 : 1));
}

/* Complex results are filled by their parts, as twice as many real numbers. */
static bool parts_of_result(lm_call *c, lm_call *parts) {
  *parts = *c;
  const lm_tensor *out = c->out[0];
  lm_tensor *view = lm_as_view(c->out[0], 1, &(int64_t){2 * out->numel}, &(int64_t){1}, 0);
  if (view) view->dtype = (int8_t)lm_real_dtype((lm_dtype)out->dtype);
  return (parts->out[0] = view) != NULL;
}

bool cpu_rand(lm_call *c) {
  lm_call parts;
  if (!lm_is_complex((lm_dtype)c->out[0]->dtype))
    return fill_floats(c, A(3).gen, uniform_f32, uniform_f64, 0, 1);
  if (!parts_of_result(c, &parts)) return false;
  bool ok = fill_floats(&parts, A(3).gen, uniform_f32, uniform_f64, 0, 1);
  lm_release(parts.out[0]);
  return ok;
}

/* The variance of a complex number is that of both parts together. */
bool cpu_randn(lm_call *c) {
  lm_call parts;
  if (!lm_is_complex((lm_dtype)c->out[0]->dtype))
    return fill_floats(c, A(3).gen, normal_f32, normal_f64, 0, 1);
  if (!parts_of_result(c, &parts)) return false;
  bool ok = fill_floats(&parts, A(3).gen, normal_f32, normal_f64, 0, M_SQRT1_2);
  lm_release(parts.out[0]);
  return ok;
}
bool cpu_uniform(lm_call *c) {
  return fill_floats(c, A(3).gen, uniform_f32, uniform_f64, A(1).f, A(2).f);
}
bool cpu_normal(lm_call *c) {
  return fill_floats(c, A(3).gen, normal_f32, normal_f64, A(1).f, A(2).f);
}
bool cpu_exponential(lm_call *c) {
  return fill_floats(c, A(2).gen, exponential_f32, exponential_f64, 1 / A(1).f, 0);
}

/* ---- integers ---- */

/* A number below `range` (0: 2^64) from a fraction of 64 bits.  The part that some numbers are more
** likely than others is below range / 2^64. */
static inline uint64_t below(uint64_t bits, uint64_t range) {
  return range ? (uint64_t)((unsigned __int128)bits * range >> 64) : bits;
}

/* The same from a fraction of 128 bits, for ranges where that part would show. */
static inline uint64_t below_wide(const uint32_t *w, uint64_t range) {
  if (range == 0) return join(w + 2);
  uint64_t carry = (uint64_t)((unsigned __int128)join(w) * range >> 64);
  return (uint64_t)(((unsigned __int128)join(w + 2) * range + carry) >> 64);
}

#define STORE(T)                                                \
  for (int64_t i = 0; i < n; i++) ((T *)out)[at + i] = (T)v[i]; \
  return

static void store_integers(void *out, lm_dtype dtype, int64_t at, const int64_t *v, int64_t n) {
  switch (dtype) {
  case LM_BOOL: STORE(bool);
  case LM_U8: STORE(uint8_t);
  case LM_I8: STORE(int8_t);
  case LM_I16: STORE(int16_t);
  case LM_I32: STORE(int32_t);
  case LM_I64: STORE(int64_t);
  case LM_F32: STORE(float);
  case LM_F64: STORE(double);
  default: return; /* half precision goes through float32: see `into` */
  }
}

static void integers(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  int64_t v[CHUNK / 2];
  if (d->per == 2)
    for (int64_t i = 0; i < n; i++)
      v[i] = (int64_t)((uint64_t)d->low + below(join(w + 2 * i), d->range));
  else
    for (int64_t i = 0; i < n; i++)
      v[i] = (int64_t)((uint64_t)d->low + below_wide(w + 4 * i, d->range));
  store_integers(d->out, d->dtype, at, v, n);
}

static void coins(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  int64_t v[CHUNK];
  for (int64_t i = 0; i < n; i++) v[i] = w[i] < d->range;
  store_integers(d->out, d->dtype, at, v, n);
}

/* Runs a draw of whole numbers into a tensor of any dtype. */
static bool into(lm_tensor *out, draw *d, lm_generator *g, int per) {
  bool half = out->dtype == LM_F16 || out->dtype == LM_BF16;
  lm_tensor *to = target(out, half ? LM_F32 : (lm_dtype)out->dtype);
  if (to == NULL) return false;
  d->out = lm_data(to);
  d->dtype = (lm_dtype)to->dtype;
  return arrive(out, to, run(d, g, lm_numel(out), per));
}

/* Integers low .. last. */
static bool fill_integers(lm_tensor *out, lm_generator *g, int64_t low, int64_t last) {
  draw d = {.make = integers, .low = low, .range = (uint64_t)last - (uint64_t)low + 1};
  return into(out, &d, g, d.range != 0 && d.range <= (uint64_t)1 << 32 ? 2 : 4);
}

bool cpu_randint(lm_call *c) { return fill_integers(c->out[0], A(5).gen, A(0).i, A(1).i - 1); }
bool cpu_random(lm_call *c) {
  return fill_integers(c->out[0], A(3).gen, c->scratch[0], c->scratch[1]);
}

/* A word lies below p * 2^32 with probability p, for p = 0 and p = 1 too. */
static uint64_t threshold(double p) { return (uint64_t)(p * 0x1p32 + 0.5); }

bool cpu_bernoulli_fill(lm_call *c) {
  draw d = {.make = coins, .range = threshold(A(1).f)};
  return into(c->out[0], &d, A(2).gen, 1);
}

/* in and out: doubles. */
static void flips(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  const double *p = (const double *)d->in + at;
  double *out = (double *)d->out + at;
  bool fine = true;
  for (int64_t i = 0; i < n; i++) {
    fine &= p[i] >= 0 && p[i] <= 1;
    out[i] = w[i] < p[i] * 0x1p32;
  }
  if (!fine) d->bad = true;
}

bool cpu_bernoulli(lm_call *c) {
  lm_tensor *p = cpu_as_doubles(A(0).t);
  if (p == NULL) return false;
  draw d = {.make = flips, .in = lm_data(p), .out = lm_data(p)};
  bool ok = run(&d, A(1).gen, lm_numel(p), 1);
  if (ok && d.bad)
    ok = lm_fail("bernoulli: probabilities must lie between 0 and 1, and one does not");
  ok = ok && lm_copy_elements(c->out[0], p);
  lm_release(p);
  return ok;
}

/* ---- permutations ---- */

/* Fisher and Yates: position i changes with one of those from i on. */
static bool shuffle(int64_t *p, int64_t n, lm_generator *g) {
  for (int64_t i = 0; i < n; i++) p[i] = i + 1;
  if (n < 2) return true;
  draw d = {.seed = 0};
  if (!take(&d, g, n, 2)) return false;
  lm_context *here = lm_here();
  uint32_t w[CHUNK];
  for (int64_t i = 0; i < n; i++) {
    int64_t at = i % (CHUNK / 2);
    if (at == 0) {
      if (here->cancelled) return lm_fail("randperm: interrupted!");
      int64_t rest = n - i < CHUNK / 2 ? n - i : CHUNK / 2;
      cpu_random_kernels()->words(w, d.first + (uint64_t)i / 2, d.seed, (rest + 1) / 2);
    }
    int64_t j = i + (int64_t)below(join(w + 2 * at), (uint64_t)(n - i)), other = p[j];
    p[j] = p[i];
    p[i] = other;
  }
  return true;
}

bool cpu_randperm(lm_call *c) {
  lm_tensor *out = c->out[0], *p = out->dtype == LM_I64 ? out : lm_new_like(out, LM_I64);
  if (p == NULL) return false;
  bool ok = shuffle((int64_t *)lm_data(p), lm_numel(p), A(3).gen) &&
            (p == out || lm_copy_elements(out, p));
  if (p != out) lm_release(p);
  return ok;
}

/* ---- dropout ---- */

static void dropout_f32(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  cpu_random_kernels()->dropout_f32((float *)d->out + at, d->keep + at, (const float *)d->in + at,
                                    w, n, d->range, (float)d->a);
}
static void dropout_f64(draw *d, const uint32_t *w, int64_t at, int64_t n) {
  cpu_random_kernels()->dropout_f64((double *)d->out + at, d->keep + at, (const double *)d->in + at,
                                    w, n, d->range, d->a);
}

bool cpu_native_dropout(lm_call *c) {
  lm_tensor *x = A(0).t, *out = c->out[0];
  bool half = x->dtype == LM_F16 || x->dtype == LM_BF16; /* computed in float32 */
  double p = A(1).f;
  lm_tensor *in = x, *to = half ? lm_new_like(out, LM_F32) : lm_retain(out);
  if (half || !lm_is_contiguous(x)) in = lm_new_like(x, half ? LM_F32 : (lm_dtype)x->dtype);
  bool ok = in && to && (in == x || lm_copy_elements(in, x));
  if (ok) {
    draw d = {.make = x->dtype == LM_F64 ? dropout_f64 : dropout_f32,
              .in = lm_data(in),
              .out = lm_data(to),
              .keep = (uint8_t *)lm_data(c->out[1]),
              .a = p < 1 ? 1 / (1 - p) : 0,
              .range = threshold(p)};
    ok = run(&d, NULL, lm_numel(x), 1) && (to == out || lm_copy_elements(out, to));
  }
  if (in != x) lm_release(in);
  lm_release(to);
  return ok;
}
