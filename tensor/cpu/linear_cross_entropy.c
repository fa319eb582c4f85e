/* Kernels of a linear head with its cross entropy: logits of a block of rows at a time. */
#include "tensor/cpu/gemm.h"
#include "tensor/cpu/isa/softmax.h"
#include "tensor/cpu/norm.h"
#include "tensor/cpu/parallel.h"
#include "tensor/loss.h"

#include <stdlib.h>

LM_ISA_TABLE(lm_softmax_table, lm_softmaxes)

enum { BLOCK = 1 << 20 }; /* logits at a time, at most, or those of one row */

typedef struct head_job {
  char *logits; /* of the block, which begins at row `start` */
  double *lse, *loss, *row_scale;
  const char *bias, *weight;
  const int64_t *label;
  int64_t start, rows, width, classes, size, ignore_index;
  double smoothing, weights; /* weights: the sum of the class weights */
  bool wide;
} head_job;

static double at(const head_job *j, const char *x, int64_t i) {
  return j->wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}
static double class_weight(const head_job *j, int64_t k) {
  return j->weight ? at(j, j->weight, k) : 1;
}

static void product(const head_job *j, cpu_gemm g, const char *a, const char *b, double beta,
                    char *c) {
  if (j->wide)
    cpu_gemm_f64(&g, 1, (const double *)a, (const double *)b, beta, (double *)c);
  else
    cpu_gemm_f32(&g, 1, (const float *)a, (const float *)b, (float)beta, (float *)c);
}

static void add_bias(const head_job *j, char *row) {
  if (j->bias == NULL) return;
  if (j->wide)
    for (int64_t k = 0; k < j->classes; k++) ((double *)row)[k] += ((const double *)j->bias)[k];
  else
    for (int64_t k = 0; k < j->classes; k++) ((float *)row)[k] += ((const float *)j->bias)[k];
}

/* lse - mean of the logits by what each class of the target counts. */
static void loss_range(void *ctx, int64_t begin, int64_t end) {
  const head_job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    char *row = j->logits + i * j->classes * j->size;
    const int64_t label = j->label[j->start + i];
    add_bias(j, row);
    double lse, loss = 0;
    lm_softmaxes()->logsumexp[j->wide](&lse, row, 1, j->classes);
    j->lse[j->start + i] = lse;
    if (label != j->ignore_index) {
      loss = (1 - j->smoothing) * class_weight(j, label - 1) * (lse - at(j, row, label - 1));
      if (j->smoothing > 0) {
        double sum = 0;
        for (int64_t k = 0; k < j->classes; k++) sum += class_weight(j, k) * (lse - at(j, row, k));
        loss += j->smoothing / (double)j->classes * sum;
      }
    }
    j->loss[j->start + i] = loss;
  }
}

/* The logits of a row become their gradient. */
static void slope_range(void *ctx, int64_t begin, int64_t end) {
  const head_job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    char *row = j->logits + i * j->classes * j->size;
    const int64_t label = j->label[j->start + i];
    const double g = j->row_scale[j->start + i], even = j->smoothing / (double)j->classes;
    if (label == j->ignore_index) {
      for (int64_t k = 0; k < j->classes * j->size; k++) row[k] = 0;
      continue;
    }
    add_bias(j, row);
    const double own = (1 - j->smoothing) * class_weight(j, label - 1);
    lm_softmaxes()->scaled_exp[j->wide](row, row, j->lse[j->start + i],
                                        g * (own + even * j->weights), j->classes);
    for (int64_t k = 0; even > 0 && k < j->classes; k++) {
      const double share = g * even * class_weight(j, k);
      if (j->wide)
        ((double *)row)[k] -= share;
      else
        ((float *)row)[k] -= (float)share;
    }
    if (j->wide)
      ((double *)row)[label - 1] -= g * own;
    else
      ((float *)row)[label - 1] -= (float)(g * own);
  }
}

static int64_t block_rows(const head_job *j) {
  int64_t rows = j->classes < BLOCK ? BLOCK / (j->classes ? j->classes : 1) : 1;
  return rows < j->rows ? rows : j->rows;
}

static bool job_begin(head_job *j) {
  int64_t bytes;
  j->weights = 0;
  for (int64_t k = 0; k < j->classes; k++) j->weights += class_weight(j, k);
  bool fits = !__builtin_mul_overflow(block_rows(j) * j->size, j->classes, &bytes);
  j->logits = fits ? malloc((size_t)bytes + 1) : NULL;
  return j->logits || lm_fail("out of memory: no room for a block of %lld logits",
                              (long long)block_rows(j) * j->classes);
}

/* The logits of the rows from start on, without the bias. */
static void make_logits(const head_job *j, int64_t rows, const char *x, const char *head) {
  product(j,
          (cpu_gemm){.tb = true,
                     .m = rows,
                     .n = j->classes,
                     .k = j->width,
                     .lda = j->width,
                     .ldb = j->width,
                     .ldc = j->classes},
          x + j->start * j->width * j->size, head, 0, j->logits);
}

/* Labels as int64, each checked; the caller's. */
static lm_tensor *labels_of(lm_tensor *target, int64_t classes, int64_t ignore_index) {
  lm_tensor *labels = cpu_ready(target, LM_I64);
  const int64_t *label = labels ? (const int64_t *)lm_data(labels) : NULL;
  for (int64_t i = 0; labels && i < labels->numel; i++) {
    if ((label[i] >= 1 && label[i] <= classes) || label[i] == ignore_index) continue;
    lm_label_error("linear_cross_entropy", target, i, label[i], classes, ignore_index);
    lm_release(labels);
    return NULL;
  }
  return labels;
}

static void shape_of(head_job *j, const lm_tensor *x, const lm_tensor *head, lm_dtype unit) {
  j->rows = x->sizes[0];
  j->width = x->sizes[1];
  j->classes = head->sizes[0];
  j->size = (int64_t)lm_dtype_size(unit);
  j->wide = unit == LM_F64;
}

static int64_t grain(const head_job *j) {
  return j->classes < LM_GRAIN_MATH ? LM_GRAIN_MATH / (j->classes + 1) + 1 : 1;
}

/* The operands of both kernels, in the unit. */
typedef struct operands_of_head {
  lm_tensor *x, *head, *labels, *bias, *weight;
} operands_of_head;

static bool head_begin(operands_of_head *o, lm_tensor *x, lm_tensor *head, lm_tensor *target,
                       lm_tensor *bias, lm_tensor *weight, int64_t ignore_index, lm_dtype unit) {
  o->x = cpu_ready(x, unit);
  o->head = cpu_ready(head, unit);
  o->labels = labels_of(target, head->sizes[0], ignore_index);
  o->bias = cpu_ready(bias, unit);
  o->weight = cpu_ready(weight, unit);
  return o->x && o->head && o->labels && (o->bias || !bias) && (o->weight || !weight);
}

static void head_end(operands_of_head *o) {
  lm_release(o->x);
  lm_release(o->head);
  lm_release(o->labels);
  lm_release(o->bias);
  lm_release(o->weight);
}

static const char *data_of(const lm_tensor *t) { return t ? lm_data(t) : NULL; }

bool cpu_linear_cross_entropy_forward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  lm_reduction r;
  if (!lm_reduction_of("linear_cross_entropy", A(5).str, &r)) return false;
  operands_of_head o;
  bool ok = head_begin(&o, A(0).t, A(1).t, A(2).t, A(3).t, A(4).t, A(6).i, unit);
  if (ok) {
    head_job j = {.lse = (double *)lm_data(c->out[1]),
                  .bias = data_of(o.bias),
                  .weight = data_of(o.weight),
                  .label = (const int64_t *)lm_data(o.labels),
                  .ignore_index = A(6).i,
                  .smoothing = A(7).f};
    shape_of(&j, o.x, o.head, unit);
    j.loss = malloc((size_t)(j.rows + 1) * sizeof *j.loss);
    if (j.loss == NULL)
      ok = lm_fail("out of memory: no room for %lld losses", (long long)j.rows) != NULL;
    ok = ok && job_begin(&j);
    const int64_t step = ok ? block_rows(&j) : 1;
    for (; ok && j.start < j.rows; j.start += step) {
      const int64_t rows = j.rows - j.start < step ? j.rows - j.start : step;
      make_logits(&j, rows, lm_data(o.x), lm_data(o.head));
      ok = lm_parallel(rows, grain(&j), loss_range, &j);
    }
    double sum = 0, total = 0;
    for (int64_t i = 0; ok && i < j.rows; i++) {
      sum += j.loss[i];
      if (j.label[i] != j.ignore_index) total += class_weight(&j, j.label[i] - 1);
    }
    if (ok) {
      cpu_store_sums(c->out[2], &total);
      if (r == LM_REDUCE_MEAN) sum /= total;
      cpu_store_sums(c->out[0], r == LM_REDUCE_NONE ? j.loss : &sum);
    }
    free(j.loss);
    free(j.logits);
  }
  head_end(&o);
  return ok;
}

/* db += the sums of the block's columns. */
static void column_sums(const head_job *j, int64_t rows, double *db) {
  for (int64_t i = 0; i < rows; i++)
    for (int64_t k = 0; k < j->classes; k++) db[k] += at(j, j->logits, i * j->classes + k);
}

/* For each row the gradient of its loss, with the mean's divisor. */
static double *row_scales(lm_tensor *grad, lm_tensor *total, int64_t rows, lm_reduction r) {
  lm_scalar divisor = lm_float(1);
  if (!lm_get_scalar(total, &divisor)) return NULL;
  lm_tensor *g = cpu_ready(grad, LM_F64);
  double *scales = g ? malloc((size_t)(rows + 1) * sizeof *scales) : NULL;
  if (g && scales == NULL) lm_fail("out of memory: no room for %lld gradients", (long long)rows);
  for (int64_t i = 0; scales && i < rows; i++) {
    scales[i] = ((const double *)lm_data(g))[r == LM_REDUCE_NONE ? i : 0];
    if (r == LM_REDUCE_MEAN) scales[i] /= lm_scalar_f(divisor);
  }
  lm_release(g);
  return scales;
}

bool cpu_linear_cross_entropy_backward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(1).t->dtype);
  lm_reduction r;
  if (!lm_reduction_of("linear_cross_entropy", A(8).str, &r)) return false;
  operands_of_head o;
  bool ok = head_begin(&o, A(1).t, A(2).t, A(3).t, A(6).t, A(7).t, A(9).i, unit);
  lm_tensor *lse = cpu_ready(A(4).t, LM_F64), *dx = cpu_target(c->out[0], unit);
  lm_tensor *dhead = cpu_target(c->out[1], unit);
  double *db = calloc((size_t)A(2).t->sizes[0] + 1, sizeof *db);
  double *scales = row_scales(A(0).t, A(5).t, A(1).t->sizes[0], r);
  if (db == NULL) lm_fail("out of memory: no room for the gradient of the bias");
  ok = ok && lse && dx && dhead && db && scales && lm_fill_elements(dhead, lm_float(0));
  if (ok) {
    head_job j = {.lse = (double *)lm_data(lse),
                  .row_scale = scales,
                  .bias = data_of(o.bias),
                  .weight = data_of(o.weight),
                  .label = (const int64_t *)lm_data(o.labels),
                  .ignore_index = A(9).i,
                  .smoothing = A(10).f};
    shape_of(&j, o.x, o.head, unit);
    ok = job_begin(&j);
    const int64_t step = ok ? block_rows(&j) : 1;
    for (; ok && j.start < j.rows; j.start += step) {
      const int64_t rows = j.rows - j.start < step ? j.rows - j.start : step;
      const int64_t place = j.start * j.width * j.size;
      make_logits(&j, rows, lm_data(o.x), lm_data(o.head));
      ok = lm_parallel(rows, grain(&j), slope_range, &j);
      if (!ok) break;
      product(&j,
              (cpu_gemm){.m = rows,
                         .n = j.width,
                         .k = j.classes,
                         .lda = j.classes,
                         .ldb = j.width,
                         .ldc = j.width},
              j.logits, lm_data(o.head), 0, lm_data(dx) + place);
      product(&j,
              (cpu_gemm){.ta = true,
                         .m = j.classes,
                         .n = j.width,
                         .k = rows,
                         .lda = j.classes,
                         .ldb = j.width,
                         .ldc = j.width},
              j.logits, lm_data(o.x) + place, 1, lm_data(dhead));
      column_sums(&j, rows, db);
    }
    if (ok) cpu_store_sums(c->out[2], db);
    free(j.logits);
  }
  free(db);
  free(scales);
  lm_release(lse);
  head_end(&o);
  ok = cpu_written(c->out[0], dx, ok);
  return cpu_written(c->out[1], dhead, ok);
}
