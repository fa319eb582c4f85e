/* Plans of Fourier transforms; see fft_plan.h. */
#include "tensor/cpu/fft_plan.h"
#include "tensor/cpu/isa/fft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

LM_ISA_TABLE(lm_fft_table, lm_ffts)

enum { MOST_PASSES = 64 };

typedef struct pass {
  int radix;
  int64_t m;     /* what is left of the length after this pass */
  void *twiddle; /* m * (radix - 1) values */
  void *roots;   /* radix values, for radices without a loop of their own */
} pass;

struct lm_fft_plan {
  int64_t n;
  bool is_double;
  int sign;
  size_t value; /* bytes of a complex number */
  int passes;
  pass pass[MOST_PASSES];
  /* Bluestein: NULL for smooth lengths */
  lm_fft_plan *forward, *back;
  void *chirp;  /* exp(sign * pi i k^2 / n), k < n */
  void *kernel; /* the transform of its conjugate, wrapped around, divided by the length */
};

/* exp(sign * 2 pi i * numerator / denominator) as value number `at`: the angle is brought to the
** first eighth, where sine and cosine are exact to the last place. */
static void store_root(const lm_fft_plan *plan, void *to, int64_t at, int64_t numerator,
                       int64_t denominator) {
  int64_t eighths = numerator * 8;
  int octant = (int)(eighths / denominator);
  double rest = (double)(eighths % denominator) / (double)denominator; /* of an eighth turn */
  double angle = (octant & 1 ? 1 - rest : rest) * (M_PI / 4), c = cos(angle), s = sin(angle);
  /* Octants mirror the first one in the diagonal and in the axes. */
  bool swap = octant == 1 || octant == 2 || octant == 5 || octant == 6;
  double re = swap ? s : c, im = swap ? c : s;
  if (octant >= 2 && octant <= 5) re = -re;
  if (octant >= 4) im = -im;
  if (plan->is_double) {
    ((double *)to)[2 * at] = re;
    ((double *)to)[2 * at + 1] = plan->sign * im;
  } else {
    ((float *)to)[2 * at] = (float)re;
    ((float *)to)[2 * at + 1] = (float)(plan->sign * im);
  }
}

/* The factors of n in the order of the passes; false when a prime is too large. */
static int factors(int64_t n, int *radix) {
  int count = 0;
  while (n % 4 == 0) radix[count++] = 4, n /= 4;
  for (int r = 2; r <= LM_FFT_RADIX && n > 1; r++)
    while (n % r == 0) radix[count++] = r, n /= r;
  return n == 1 ? count : -1;
}

static bool is_smooth(int64_t n) {
  int radix[MOST_PASSES];
  return factors(n, radix) >= 0;
}

bool lm_fft_wants_double(int64_t n) { return !is_smooth(n); }

static bool make_passes(lm_fft_plan *plan) {
  int radix[MOST_PASSES];
  plan->passes = factors(plan->n, radix);
  int64_t n = plan->n;
  for (int i = 0; i < plan->passes; i++) {
    pass *p = &plan->pass[i];
    p->radix = radix[i];
    p->m = n / p->radix;
    p->twiddle = malloc((size_t)p->m * (size_t)(p->radix - 1) * plan->value);
    p->roots = malloc((size_t)p->radix * plan->value);
    if (p->twiddle == NULL || p->roots == NULL) return false;
    for (int64_t j = 0; j < p->m; j++)
      for (int k = 1; k < p->radix; k++)
        store_root(plan, p->twiddle, j * (p->radix - 1) + k - 1, j * k, n);
    for (int k = 0; k < p->radix; k++) store_root(plan, p->roots, k, k, p->radix);
    n = p->m;
  }
  return true;
}

/* The smallest length with the primes 2, 3 and 5 that holds the convolution. */
static int64_t convolution_length(int64_t least) {
  int64_t best = INT64_MAX;
  for (int64_t five = 1; five < best; five *= 5)
    for (int64_t three = five; three < best; three *= 3) {
      int64_t n = three;
      while (n < least) n *= 2;
      if (n < best) best = n;
    }
  return best;
}

/* X[k] = chirp[k] * sum over j of (x[j] * chirp[j]) * conj(chirp[k - j]), since
** 2 j k = j^2 + k^2 - (k - j)^2 (Bluestein 1970). */
static bool make_convolution(lm_fft_plan *plan) {
  int64_t n = plan->n, length = convolution_length(2 * n - 1);
  plan->forward = lm_fft_plan_new(length, plan->is_double, -1);
  plan->back = lm_fft_plan_new(length, plan->is_double, 1);
  plan->chirp = malloc((size_t)n * plan->value);
  plan->kernel = calloc((size_t)length, plan->value);
  if (!plan->forward || !plan->back || !plan->chirp || !plan->kernel) return false;
  int64_t square = 0; /* k^2 modulo 2 n, which is all that the angle needs */
  for (int64_t k = 0; k < n; k++) {
    store_root(plan, plan->chirp, k, square, 2 * n);
    square = (square + 2 * k + 1) % (2 * n);
  }
  double factor = 1.0 / (double)length;
  for (int64_t k = 0; k < n; k++) {
    int64_t places[2] = {k, k == 0 ? 0 : length - k};
    for (int i = 0; i < 2; i++) {
      if (plan->is_double) {
        const double *c = (const double *)plan->chirp + 2 * k;
        double *to = (double *)plan->kernel + 2 * places[i];
        to[0] = c[0] * factor, to[1] = -c[1] * factor;
      } else {
        const float *c = (const float *)plan->chirp + 2 * k;
        float *to = (float *)plan->kernel + 2 * places[i];
        to[0] = (float)(c[0] * factor), to[1] = (float)(-c[1] * factor);
      }
    }
  }
  void *scratch = malloc(lm_fft_scratch(plan->forward, 1));
  if (scratch == NULL) return false;
  lm_fft_run(plan->forward, plan->kernel, 1, scratch);
  free(scratch);
  return true;
}

lm_fft_plan *lm_fft_plan_new(int64_t n, bool is_double, int sign) {
  if (n < 1 || n > INT64_MAX / 1024) return NULL; /* products of the tables stay in range */
  lm_fft_plan *plan = calloc(1, sizeof *plan);
  if (plan == NULL) return NULL;
  plan->n = n;
  plan->is_double = is_double;
  plan->sign = sign;
  plan->value = 2 * (is_double ? sizeof(double) : sizeof(float));
  if (is_smooth(n) ? make_passes(plan) : make_convolution(plan)) return plan;
  lm_fft_plan_free(plan);
  return NULL;
}

void lm_fft_plan_free(lm_fft_plan *plan) {
  if (plan == NULL) return;
  for (int i = 0; i < plan->passes; i++) {
    free(plan->pass[i].twiddle);
    free(plan->pass[i].roots);
  }
  lm_fft_plan_free(plan->forward);
  lm_fft_plan_free(plan->back);
  free(plan->chirp);
  free(plan->kernel);
  free(plan);
}

size_t lm_fft_scratch(const lm_fft_plan *plan, int64_t wide) {
  size_t own = (size_t)plan->n * (size_t)wide * plan->value;
  if (plan->forward == NULL) return own;
  return lm_fft_scratch(plan->forward, wide) +
         (size_t)plan->forward->n * (size_t)wide * plan->value;
}

static void run_passes(const lm_fft_plan *plan, void *x, int64_t wide, void *scratch) {
  void *from = x, *to = scratch;
  int64_t s = wide;
  for (int i = 0; i < plan->passes; i++) {
    const pass *p = &plan->pass[i];
    lm_ffts()->pass[plan->is_double](p->radix, p->m, s, from, to, p->twiddle, p->roots, plan->sign);
    s *= p->radix;
    void *other = from;
    from = to, to = other;
  }
  if (from != x) memcpy(x, from, (size_t)plan->n * (size_t)wide * plan->value);
}

void lm_fft_run(const lm_fft_plan *plan, void *x, int64_t wide, void *scratch) {
  if (plan->forward == NULL) {
    run_passes(plan, x, wide, scratch);
    return;
  }
  const lm_fft_table *table = lm_ffts();
  size_t row = (size_t)wide * plan->value, length = (size_t)plan->forward->n;
  char *work = scratch, *more = work + length * row;
  memcpy(work, x, (size_t)plan->n * row);
  table->scale_by[plan->is_double](work, plan->chirp, plan->n, wide);
  memset(work + (size_t)plan->n * row, 0, (length - (size_t)plan->n) * row);
  lm_fft_run(plan->forward, work, wide, more);
  table->scale_by[plan->is_double](work, plan->kernel, (int64_t)length, wide);
  lm_fft_run(plan->back, work, wide, more);
  memcpy(x, work, (size_t)plan->n * row);
  table->scale_by[plan->is_double](x, plan->chirp, plan->n, wide);
}
