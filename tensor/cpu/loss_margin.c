/* Kernels of the margin losses over class labels: rows of (N, C), summed in double. */
#include "tensor/cpu/labels.h"
#include "tensor/cpu/parallel.h"

#include <stdlib.h>

typedef struct margin_job {
  const void *x, *weight; /* weight may be NULL */
  const void *grad;       /* backward */
  void *out;              /* a number for each row, or backward for each element */
  const int64_t *label;
  uint8_t *is_label; /* several labels a row: which classes are labels */
  int64_t classes, p;
  double margin;
} margin_job;

static inline double at(const void *v, int64_t i, bool wide) {
  return wide ? ((const double *)v)[i] : (double)((const float *)v)[i];
}
static inline void put(void *v, int64_t i, double value, bool wide) {
  if (wide)
    ((double *)v)[i] = value;
  else
    ((float *)v)[i] = (float)value;
}
static inline void add(void *v, int64_t i, double value, bool wide) {
  put(v, i, at(v, i, wide) + value, wide);
}

static int64_t row_grain(int64_t work) {
  return work < LM_GRAIN_MATH ? LM_GRAIN_MATH / (work + 1) + 1 : 1;
}

/* ---- one label a row ---- */

static inline void multi_rows(const margin_job *j, int64_t begin, int64_t end, bool wide) {
  for (int64_t i = begin; i < end; i++) {
    const int64_t row = i * j->classes, label = j->label[i] - 1;
    const double own = at(j->x, row + label, wide);
    const double w = (j->weight ? at(j->weight, label, wide) : 1) / (double)j->classes;
    const double g = j->grad ? at(j->grad, i, wide) * w : 0;
    double sum = 0;
    for (int64_t k = 0; k < j->classes; k++) {
      const double z = j->margin - own + at(j->x, row + k, wide);
      const bool counts = z > 0 && k != label;
      if (j->grad) {
        const double slope = counts ? j->p == 1 ? g : 2 * g * z : 0;
        put(j->out, row + k, slope, wide);
        sum += slope;
      } else if (counts) {
        sum += j->p == 1 ? z : z * z;
      }
    }
    if (j->grad)
      put(j->out, row + label, -sum, wide);
    else
      put(j->out, i, sum * w, wide);
  }
}

static void multi_f32(void *ctx, int64_t begin, int64_t end) { multi_rows(ctx, begin, end, false); }
static void multi_f64(void *ctx, int64_t begin, int64_t end) { multi_rows(ctx, begin, end, true); }

static bool multi_margin(lm_call *c, lm_tensor *grad, lm_tensor *input, lm_tensor *target,
                         lm_tensor *weight, int64_t p, double margin) {
  const int64_t classes = input->sizes[1];
  const lm_dtype unit = cpu_unit((lm_dtype)input->dtype);
  lm_tensor *labels = cpu_labels("multi_margin_loss", target, classes, LM_NO_IGNORE_INDEX);
  if (labels == NULL) return false;
  lm_tensor *x = cpu_ready(input, unit), *w = cpu_ready(weight, unit), *g = cpu_ready(grad, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  bool ok = x && (w || !weight) && (g || !grad) && out;
  if (ok) {
    margin_job j = {.x = lm_data(x),
                    .weight = w ? lm_data(w) : NULL,
                    .grad = g ? lm_data(g) : NULL,
                    .out = lm_data(out),
                    .label = (const int64_t *)lm_data(labels),
                    .classes = classes,
                    .p = p,
                    .margin = margin};
    ok = lm_parallel(input->sizes[0], row_grain(classes), unit == LM_F64 ? multi_f64 : multi_f32,
                     &j);
  }
  lm_release(labels);
  lm_release(x);
  lm_release(w);
  lm_release(g);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_multi_margin_loss_forward(lm_call *c) {
  return multi_margin(c, NULL, A(0).t, A(1).t, A(2).t, A(3).i, A(4).f);
}
bool cpu_multi_margin_loss_backward(lm_call *c) {
  return multi_margin(c, A(0).t, A(1).t, A(2).t, A(3).t, A(4).i, A(5).f);
}

/* ---- some labels a row, up to the first negative entry ---- */

static inline void multilabel_rows(const margin_job *j, int64_t begin, int64_t end, bool wide) {
  for (int64_t i = begin; i < end; i++) {
    const int64_t row = i * j->classes;
    const double share = 1 / (double)j->classes, g = j->grad ? at(j->grad, i, wide) * share : 0;
    double sum = 0;
    for (int64_t k = 0; j->grad && k < j->classes; k++) put(j->out, row + k, 0, wide);
    for (int64_t t = 0; t < j->classes && j->label[row + t] > 0; t++) {
      const int64_t label = j->label[row + t] - 1;
      const double own = at(j->x, row + label, wide);
      double slopes = 0;
      for (int64_t k = 0; k < j->classes; k++) {
        const double z = 1 - own + at(j->x, row + k, wide);
        if (j->is_label[row + k] || !(z > 0)) continue;
        sum += z;
        if (!j->grad) continue;
        add(j->out, row + k, g, wide);
        slopes += g;
      }
      if (j->grad) add(j->out, row + label, -slopes, wide);
    }
    if (!j->grad) put(j->out, i, sum * share, wide);
  }
}

static void multilabel_f32(void *ctx, int64_t begin, int64_t end) {
  multilabel_rows(ctx, begin, end, false);
}
static void multilabel_f64(void *ctx, int64_t begin, int64_t end) {
  multilabel_rows(ctx, begin, end, true);
}

/* Which classes are labels of each row: the caller frees it. NULL with a message. */
static uint8_t *marked(const lm_tensor *target, const int64_t *label) {
  const char *op = "multilabel_margin_loss";
  const int64_t classes = target->sizes[1];
  uint8_t *is_label = calloc((size_t)target->numel + 1, 1);
  if (is_label == NULL) return lm_fail("%s: out of memory", op), NULL;
  for (int64_t i = 0; i < target->sizes[0]; i++) {
    const int64_t row = i * classes;
    for (int64_t t = row; t < row + classes && label[t] >= 0; t++) {
      if (label[t] < 1 || label[t] > classes) {
        lm_label_error(op, target, t, label[t], classes, LM_NO_IGNORE_INDEX);
        free(is_label);
        return NULL;
      }
      is_label[row + label[t] - 1] = 1;
    }
  }
  return is_label;
}

static bool multilabel_margin(lm_call *c, lm_tensor *grad, lm_tensor *input, lm_tensor *target) {
  const int64_t classes = input->sizes[1];
  const lm_dtype unit = cpu_unit((lm_dtype)input->dtype);
  lm_tensor *labels = cpu_ready(target, LM_I64);
  lm_tensor *x = cpu_ready(input, unit), *g = cpu_ready(grad, unit);
  lm_tensor *out = cpu_target(c->out[0], unit);
  uint8_t *is_label = labels ? marked(target, (const int64_t *)lm_data(labels)) : NULL;
  bool ok = is_label && x && (g || !grad) && out;
  if (ok) {
    margin_job j = {.x = lm_data(x),
                    .grad = g ? lm_data(g) : NULL,
                    .out = lm_data(out),
                    .label = (const int64_t *)lm_data(labels),
                    .is_label = is_label,
                    .classes = classes};
    ok = lm_parallel(input->sizes[0], 1, unit == LM_F64 ? multilabel_f64 : multilabel_f32, &j);
  }
  free(is_label);
  lm_release(labels);
  lm_release(x);
  lm_release(g);
  return cpu_written(c->out[0], out, ok);
}

bool cpu_multilabel_margin_loss_forward(lm_call *c) {
  return multilabel_margin(c, NULL, A(0).t, A(1).t);
}
bool cpu_multilabel_margin_loss_backward(lm_call *c) {
  return multilabel_margin(c, A(0).t, A(1).t, A(2).t);
}
