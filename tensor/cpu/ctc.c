/* Kernels of connectionist temporal classification (Graves et al. 2006): the forward and backward
** variables of each sample, as logarithms in double, over the targets with blanks between them. */
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"
#include "tensor/loss.h"

#include <math.h>
#include <stdlib.h>

typedef struct ctc_job {
  const double *x; /* log_probs (steps, n, classes) */
  double *alpha;   /* (n, steps, width) */
  double *loss;
  const double *grad;
  double *out;
  const int64_t *label, *first, *in, *of; /* targets of sample i begin at first[i] */
  int64_t steps, n, classes, width, blank;
  bool failed; /* no memory for the backward variables */
} ctc_job;

/* log(exp(a) + exp(b) + exp(c)) */
static double sum_of(double a, double b, double c) {
  const double m = fmax(fmax(a, b), c);
  return m == -INFINITY ? m : m + log(exp(a - m) + exp(b - m) + exp(c - m));
}

/* Class of place s among the blanks and labels, counted from 0. */
static int64_t class_at(const ctc_job *j, const int64_t *label, int64_t s) {
  return (s % 2 ? label[s / 2] : j->blank) - 1;
}

/* May a path skip the blank before place s? */
static bool skips(const int64_t *label, int64_t s, int64_t from) {
  return s % 2 == 1 && label[s / 2] != label[from / 2];
}

static void forward_range(void *ctx, int64_t begin, int64_t end) {
  const ctc_job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    const int64_t *label = j->label + j->first[i], steps = j->in[i], last = 2 * j->of[i];
    const double *x = j->x + i * j->classes;
    double *a = j->alpha + i * j->steps * j->width;
    for (int64_t k = 0; k < j->steps * j->width; k++) a[k] = -INFINITY;
    if (steps == 0) {
      j->loss[i] = last == 0 ? 0 : INFINITY;
      continue;
    }
    a[0] = x[j->blank - 1];
    if (last > 0) a[1] = x[label[0] - 1];
    for (int64_t t = 1; t < steps; t++) {
      const double *before = a;
      a += j->width;
      x += j->n * j->classes;
      for (int64_t s = 0; s <= last; s++) {
        const double one = s > 0 ? before[s - 1] : -INFINITY;
        const double two = s > 1 && skips(label, s, s - 2) ? before[s - 2] : -INFINITY;
        a[s] = sum_of(before[s], one, two) + x[class_at(j, label, s)];
      }
    }
    j->loss[i] = -(last > 0 ? sum_of(a[last], a[last - 1], -INFINITY) : a[0]);
  }
}

/* PyTorch's gradient, for log_probs that log_softmax gave: exp(x) minus the share of the paths, which
** is a sum of probabilities and needs no logarithms.  An infinite loss gives NaN. */
static void backward_range(void *ctx, int64_t begin, int64_t end) {
  ctc_job *j = ctx;
  double *beta = malloc((size_t)(2 * j->width) * sizeof *beta);
  if (beta == NULL) {
    __atomic_store_n(&j->failed, true, __ATOMIC_RELAXED);
    return;
  }
  const int64_t row = j->n * j->classes;
  for (int64_t i = begin; i < end; i++) {
    const int64_t *label = j->label + j->first[i], steps = j->in[i], last = 2 * j->of[i];
    const double g = j->grad[i], loss = j->loss[i];
    for (int64_t t = 0; t < j->steps; t++)
      for (int64_t k = 0; k < j->classes; k++)
        j->out[t * row + i * j->classes + k] = t < steps && g != 0 ? 0 * loss : 0;
    if (g == 0) continue; /* also of infinite losses that count as 0 */
    double *now = beta, *after = beta + j->width;
    for (int64_t t = steps - 1; t >= 0; t--) {
      const double *x = j->x + t * row + i * j->classes;
      const double *alpha = j->alpha + (i * j->steps + t) * j->width;
      double *out = j->out + t * row + i * j->classes;
      for (int64_t s = 0; s <= last; s++) {
        const int64_t k = class_at(j, label, s);
        double sum = s >= last - 1 ? 0 : -INFINITY;
        if (t < steps - 1) {
          const double one = s < last ? after[s + 1] : -INFINITY;
          const double two = s + 2 <= last && skips(label, s + 2, s) ? after[s + 2] : -INFINITY;
          sum = sum_of(after[s], one, two);
        }
        now[s] = sum + x[k];
        out[k] += exp(alpha[s] + now[s] + loss - x[k]);
      }
      for (int64_t k = 0; k < j->classes; k++) out[k] = (exp(x[k]) - out[k]) * g;
      double *spare = now;
      now = after;
      after = spare;
    }
  }
  free(beta);
}

/* Where the targets of each sample begin; checks the labels that count.  The caller frees it. */
static int64_t *starts(const lm_tensor *targets, const lm_tensor *labels, const int64_t *of,
                       int64_t n, int64_t classes) {
  int64_t *first = malloc((size_t)(n + 1) * sizeof *first), at = 0;
  if (first == NULL) return lm_fail("out of memory: no room for %lld samples", (long long)n);
  const int64_t *label = (const int64_t *)lm_data(labels);
  for (int64_t i = 0; i < n; i++) {
    first[i] = targets->ndim == 2 ? i * targets->sizes[1] : at;
    at += of[i];
    for (int64_t k = first[i]; k < first[i] + of[i]; k++)
      if (label[k] < 1 || label[k] > classes) {
        lm_label_error("ctc_loss", targets, k, label[k], classes, LM_NO_IGNORE_INDEX);
        free(first);
        return NULL;
      }
  }
  return first;
}

static void shape_of(ctc_job *j, const lm_tensor *x, const lm_tensor *alpha, int64_t blank) {
  j->steps = x->sizes[0];
  j->n = x->sizes[1];
  j->classes = x->sizes[2];
  j->width = alpha->sizes[2];
  j->blank = blank;
}

bool cpu_ctc_loss_forward(lm_call *c) {
  lm_tensor *x = cpu_ready(A(0).t, LM_F64), *labels = cpu_ready(A(1).t, LM_I64);
  lm_tensor *loss = cpu_target(c->out[0], LM_F64);
  bool ok = x && labels && loss;
  if (ok) {
    ctc_job j = {.x = (const double *)lm_data(x),
                 .alpha = (double *)lm_data(c->out[1]),
                 .loss = (double *)lm_data(loss),
                 .label = (const int64_t *)lm_data(labels),
                 .in = (const int64_t *)lm_data(A(2).t),
                 .of = (const int64_t *)lm_data(A(3).t)};
    shape_of(&j, x, c->out[1], A(4).i);
    int64_t *first = starts(A(1).t, labels, j.of, j.n, j.classes);
    j.first = first;
    ok = first && lm_parallel(j.n, 1, forward_range, &j);
    free(first);
  }
  lm_release(x);
  lm_release(labels);
  return cpu_written(c->out[0], loss, ok);
}

bool cpu_ctc_loss_backward(lm_call *c) {
  lm_tensor *grad = cpu_ready(A(0).t, LM_F64), *x = cpu_ready(A(1).t, LM_F64);
  lm_tensor *labels = cpu_ready(A(2).t, LM_I64), *loss = cpu_ready(A(5).t, LM_F64);
  lm_tensor *alpha = cpu_ready(A(6).t, LM_F64), *out = cpu_target(c->out[0], LM_F64);
  bool ok = grad && x && labels && loss && alpha && out;
  if (ok) {
    ctc_job j = {.x = (const double *)lm_data(x),
                 .alpha = (double *)lm_data(alpha),
                 .loss = (double *)lm_data(loss),
                 .grad = (const double *)lm_data(grad),
                 .out = (double *)lm_data(out),
                 .label = (const int64_t *)lm_data(labels),
                 .in = (const int64_t *)lm_data(A(3).t),
                 .of = (const int64_t *)lm_data(A(4).t)};
    shape_of(&j, x, alpha, A(7).i);
    int64_t *first = starts(A(2).t, labels, j.of, j.n, j.classes);
    j.first = first;
    ok = first && lm_parallel(j.n, 1, backward_range, &j);
    if (ok && j.failed)
      ok = lm_fail("out of memory: no room for %lld labels", (long long)j.width) != NULL;
    free(first);
  }
  lm_release(grad);
  lm_release(x);
  lm_release(labels);
  lm_release(loss);
  lm_release(alpha);
  return cpu_written(c->out[0], out, ok);
}
