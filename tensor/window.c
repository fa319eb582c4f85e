/* Windows for spectra (Harris 1978): computed in double, rounded once to the dtype asked for. */
#include "tensor/op.h"

#include <math.h>

/* The value at k of a window over the points 0 .. last. */
typedef double (*window_fn)(double k, double last, const double *p);

static lm_tensor *window(const char *op, int64_t length, bool periodic, lm_dtype dtype,
                         lm_device device, window_fn f, const double *p) {
  lm_dtype to = dtype == LM_DTYPE_NONE ? lm_here()->default_dtype : dtype;
  if (!lm_is_float(to))
    return lm_fail("%s: a window needs a floating-point dtype, not %s", op, lm_dtypes[to].name);
  if (length < 0)
    return lm_fail("%s: window_length must be at least 0, not %lld", op, (long long)length);
  lm_tensor *t = lm_scoped(lm_new(1, &length, LM_F64, LM_CPU));
  if (t == NULL) return NULL;
  double *out = (double *)(void *)lm_data(t);
  double last = (double)(periodic ? length : length - 1);
  for (int64_t k = 0; k < length; k++) out[k] = length == 1 ? 1 : f((double)k, last, p);
  return lm_to_dtype(t, to, device == LM_DEVICE_NONE ? lm_here()->default_device : device, false);
}

static double bartlett(double k, double last, const double *p) {
  (void)p;
  return 1 - fabs(2 * k / last - 1);
}
lm_tensor *lm_do_bartlett_window(int64_t window_length, bool periodic, lm_dtype dtype,
                                 lm_device device) {
  return window("bartlett_window", window_length, periodic, dtype, device, bartlett, NULL);
}

/* p[0] - p[1] cos(x) + p[2] cos(2x). */
static double cosines(double k, double last, const double *p) {
  double x = 2 * M_PI * k / last;
  return p[0] - p[1] * cos(x) + p[2] * cos(2 * x);
}
lm_tensor *lm_do_blackman_window(int64_t window_length, bool periodic, lm_dtype dtype,
                                 lm_device device) {
  const double p[] = {0.42, 0.5, 0.08};
  return window("blackman_window", window_length, periodic, dtype, device, cosines, p);
}
lm_tensor *lm_do_hann_window(int64_t window_length, bool periodic, lm_dtype dtype,
                             lm_device device) {
  const double p[] = {0.5, 0.5, 0};
  return window("hann_window", window_length, periodic, dtype, device, cosines, p);
}
lm_tensor *lm_do_hamming_window(int64_t window_length, bool periodic, double alpha, double beta,
                                lm_dtype dtype, lm_device device) {
  const double p[] = {alpha, beta, 0};
  return window("hamming_window", window_length, periodic, dtype, device, cosines, p);
}

/* The modified Bessel function I0 by its power series, whose terms are all positive. */
static double bessel_i0(double x) {
  double term = 1, sum = 1;
  for (double k = 1; term > 1e-17 * sum; k++) {
    term *= x / (2 * k) * (x / (2 * k));
    sum += term;
  }
  return sum;
}
static double kaiser(double k, double last, const double *p) {
  double x = 2 * k / last - 1, inside = 1 - x * x;
  return bessel_i0(p[0] * sqrt(inside > 0 ? inside : 0)) / bessel_i0(p[0]);
}
lm_tensor *lm_do_kaiser_window(int64_t window_length, bool periodic, double beta, lm_dtype dtype,
                               lm_device device) {
  return window("kaiser_window", window_length, periodic, dtype, device, kaiser, &beta);
}
