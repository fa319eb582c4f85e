/* Kernels of the losses over class labels. */
#include "tensor/cpu/isa/softmax.h"
#include "tensor/cpu/labels.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"
#include "tensor/loss.h"

#include <math.h>

LM_ISA_TABLE(lm_softmax_table, lm_softmaxes)

static double number_at(const lm_tensor *t, int64_t i) {
  return t->dtype == LM_F64 ? ((const double *)lm_data(t))[i]
                            : (double)((const float *)lm_data(t))[i];
}
static void set_number(lm_tensor *t, int64_t i, double value) {
  if (t->dtype == LM_F64)
    ((double *)lm_data(t))[i] = value;
  else
    ((float *)lm_data(t))[i] = (float)value;
}

/* A single number into a result of any floating dtype. */
static bool set_result(lm_tensor *t, double value) {
  lm_tensor *target = cpu_target(t, cpu_unit((lm_dtype)t->dtype));
  if (target) set_number(target, 0, value);
  return cpu_written(t, target, target != NULL);
}

/* ---- cross entropy of (N, C) logits, fused ---- */

typedef struct entropy_job {
  const char *x;
  char *out; /* backward */
  double *lse;
  const int64_t *label;
  const lm_tensor *grad; /* backward */
  int64_t classes, size, ignore_index;
  double scale;
  bool wide;
} entropy_job;

static void lse_range(void *ctx, int64_t begin, int64_t end) {
  const entropy_job *j = ctx;
  lm_softmaxes()->logsumexp[j->wide](j->lse + begin, j->x + begin * j->classes * j->size,
                                     end - begin, j->classes);
}

static int64_t row_grain(int64_t n) { return n < LM_GRAIN_MATH ? LM_GRAIN_MATH / (n + 1) + 1 : 1; }

/* The losses of the rows; their sum, which is taken in order, and how many rows count. */
static void row_losses(const entropy_job *j, const lm_tensor *x, lm_tensor *each, double *sum,
                       int64_t *count) {
  *sum = 0;
  *count = 0;
  for (int64_t i = 0; i < x->sizes[0]; i++) {
    double loss = 0;
    if (j->label[i] != j->ignore_index) {
      loss = j->lse[i] - number_at(x, i * j->classes + j->label[i] - 1);
      *sum += loss;
      ++*count;
    }
    if (each) set_number(each, i, loss);
  }
}

bool cpu_softmax_cross_entropy(lm_call *c) {
  lm_reduction r;
  lm_tensor *input = A(0).t;
  if (!lm_reduction_of("cross_entropy", A(3).str, &r)) return false;
  const int64_t rows = input->sizes[0], classes = input->sizes[1];
  const lm_dtype unit = cpu_unit((lm_dtype)input->dtype);
  lm_tensor *labels = cpu_labels("cross_entropy", A(1).t, classes, A(2).i);
  lm_tensor *x = labels ? cpu_ready(input, unit) : NULL;
  lm_tensor *each = x && r == LM_REDUCE_NONE ? cpu_target(c->out[0], unit) : NULL;
  bool ok = x && (each || r != LM_REDUCE_NONE);
  if (ok) {
    entropy_job j = {.x = lm_data(x),
                     .lse = (double *)lm_data(c->out[1]),
                     .classes = classes,
                     .label = (const int64_t *)lm_data(labels),
                     .ignore_index = A(2).i,
                     .size = (int64_t)lm_dtype_size(unit),
                     .wide = unit == LM_F64};
    ok = lm_parallel(rows, row_grain(classes), lse_range, &j);
    double sum;
    int64_t count;
    if (ok) {
      row_losses(&j, x, each, &sum, &count);
      ok = set_result(c->out[2], (double)count);
      if (ok && !each) ok = set_result(c->out[0], r == LM_REDUCE_MEAN ? sum / (double)count : sum);
    }
  }
  lm_release(labels);
  lm_release(x);
  return r == LM_REDUCE_NONE ? cpu_written(c->out[0], each, ok) : ok;
}

/* (softmax - one_hot) times the gradient of the row's loss; rows that are ignored get 0. */
static void entropy_back_range(void *ctx, int64_t begin, int64_t end) {
  const entropy_job *j = ctx;
  const bool one = j->grad->ndim == 0;
  for (int64_t i = begin; i < end; i++) {
    char *out = j->out + i * j->classes * j->size;
    if (j->label[i] == j->ignore_index) {
      for (int64_t k = 0; k < j->classes * j->size; k++) out[k] = 0;
      continue;
    }
    double g = number_at(j->grad, one ? 0 : i) * j->scale;
    lm_softmaxes()->scaled_exp[j->wide](out, j->x + i * j->classes * j->size, j->lse[i], g,
                                        j->classes);
    if (j->wide)
      ((double *)out)[j->label[i] - 1] -= g;
    else
      ((float *)out)[j->label[i] - 1] -= (float)g;
  }
}

bool cpu_softmax_cross_entropy_backward(lm_call *c) {
  lm_reduction r;
  lm_tensor *input = A(1).t;
  if (!lm_reduction_of("cross_entropy", A(6).str, &r)) return false;
  const int64_t rows = input->sizes[0], classes = input->sizes[1];
  const lm_dtype unit = cpu_unit((lm_dtype)input->dtype);
  lm_scalar total = lm_float(1);
  if (!lm_get_scalar(A(4).t, &total)) return false;
  lm_tensor *labels = cpu_labels("cross_entropy", A(2).t, classes, A(5).i);
  lm_tensor *x = cpu_ready(input, unit), *grad = cpu_ready(A(0).t, unit);
  lm_tensor *lse = cpu_ready(A(3).t, LM_F64), *out = cpu_target(c->out[0], unit);
  bool ok = labels && x && grad && lse && out;
  if (ok) {
    entropy_job j = {.x = lm_data(x),
                     .out = lm_data(out),
                     .lse = (double *)lm_data(lse),
                     .label = (const int64_t *)lm_data(labels),
                     .grad = grad,
                     .classes = classes,
                     .size = (int64_t)lm_dtype_size(unit),
                     .ignore_index = A(5).i,
                     .scale = r == LM_REDUCE_MEAN ? 1 / lm_scalar_f(total) : 1,
                     .wide = unit == LM_F64};
    ok = lm_parallel(rows, row_grain(classes), entropy_back_range, &j);
  }
  lm_release(labels);
  lm_release(x);
  lm_release(grad);
  lm_release(lse);
  return cpu_written(c->out[0], out, ok);
}

/* ---- negative log likelihood of (N, C, inner) ---- */

/* Where the class of target i lies in an input of (N, classes, inner). */
static int64_t chosen(int64_t i, int64_t inner, int64_t classes, int64_t label) {
  return (i / inner * classes + label - 1) * inner + i % inner;
}

/* How many positions each batch entry of the target has. */
static int64_t positions(const lm_tensor *target) {
  int64_t inner = 1;
  for (int d = 1; d < target->ndim; d++) inner *= target->sizes[d];
  return inner ? inner : 1;
}

bool cpu_nll_loss_forward(lm_call *c) {
  lm_reduction r;
  lm_tensor *input = A(0).t, *target = A(1).t;
  if (!lm_reduction_of("nll_loss", A(4).str, &r)) return false;
  const int64_t classes = input->sizes[input->ndim == 1 ? 0 : 1], inner = positions(target);
  const lm_dtype unit = cpu_unit((lm_dtype)input->dtype);
  lm_tensor *labels = cpu_labels("nll_loss", target, classes, A(3).i);
  lm_tensor *x = cpu_ready(input, unit), *weight = cpu_ready(A(2).t, unit);
  lm_tensor *each = r == LM_REDUCE_NONE ? cpu_target(c->out[0], unit) : NULL;
  bool ok = labels && x && (weight || !A(2).t) && (each || r != LM_REDUCE_NONE);
  if (ok) {
    const int64_t *label = (const int64_t *)lm_data(labels);
    double sum = 0, total = 0;
    for (int64_t i = 0; i < labels->numel; i++) {
      double loss = 0;
      if (label[i] != A(3).i) {
        double w = weight ? number_at(weight, label[i] - 1) : 1;
        loss = -w * number_at(x, chosen(i, inner, classes, label[i]));
        sum += loss;
        total += w;
      }
      if (each) set_number(each, i, loss);
    }
    ok = set_result(c->out[1], total);
    if (ok && !each) ok = set_result(c->out[0], r == LM_REDUCE_MEAN ? sum / total : sum);
  }
  lm_release(labels);
  lm_release(x);
  lm_release(weight);
  return r == LM_REDUCE_NONE ? cpu_written(c->out[0], each, ok) : ok;
}

bool cpu_nll_loss_backward(lm_call *c) {
  lm_reduction r;
  lm_tensor *target = A(1).t;
  const int64_t classes = A(4).i, ignore_index = A(5).i, inner = positions(target);
  if (!lm_reduction_of("nll_loss", A(6).str, &r)) return false;
  const lm_dtype unit = cpu_unit((lm_dtype)c->out[0]->dtype);
  lm_scalar total = lm_float(1);
  if (!lm_get_scalar(A(2).t, &total)) return false;
  lm_tensor *labels = cpu_labels("nll_loss", target, classes, ignore_index);
  lm_tensor *grad = cpu_ready(A(0).t, unit), *weight = cpu_ready(A(3).t, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok = labels && grad && out && (weight || !A(3).t) && lm_fill_elements(out, lm_float(0));
  if (ok) {
    const int64_t *label = (const int64_t *)lm_data(labels);
    const double scale = r == LM_REDUCE_MEAN ? 1 / lm_scalar_f(total) : 1;
    for (int64_t i = 0; i < labels->numel; i++) {
      if (label[i] == ignore_index) continue;
      double w = weight ? number_at(weight, label[i] - 1) : 1;
      double g = number_at(grad, r == LM_REDUCE_NONE ? i : 0);
      set_number(out, chosen(i, inner, classes, label[i]), -w * scale * g);
    }
  }
  lm_release(labels);
  lm_release(grad);
  lm_release(weight);
  return cpu_written(c->out[0], out, ok);
}
