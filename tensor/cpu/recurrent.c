/* A layer of a recurrent net over all its steps; see tensor/recurrent.h.
**
** The input of all steps is multiplied by w_ih at once.  Each step then adds w_hh by the state and
** lets the cells run, rows side by side.  h and c, (batch, P) and (batch, H), hold the states that go
** around: rows of sequences that a step leaves out stay as they are, so that at the end they are the
** results, and backward, the gradients of the first states. */
#include "tensor/recurrent.h"
#include "tensor/cpu/gemm.h"
#include "tensor/cpu/isa/recurrent.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <stdatomic.h>
#include <string.h>

LM_ISA_TABLE(lm_recurrent_table, lm_cells)

typedef struct job {
  lm_rnn r;
  bool wide;
  int64_t size;   /* of a number */
  int64_t stride; /* numbers from row to row of the gates */
  bool keep;
  char *rows;   /* gates, and what is kept beside them */
  char *out;    /* (rows, P) */
  char *h, *c;  /* states; backward their gradients */
  char *inner;  /* with a projection (batch, H): what it receives, or its gradient */
  char *hidden; /* GRU, (batch, gates): the products of the states */
  const char *bias;
  const char *grad; /* of out, or NULL */
  char *d_gates, *d_hidden;
  const char *w_hh, *w_hr;
  lm_rnn_at at;
} job;

/* c = alpha * op(a) op(b) + beta * c, of the job's numbers. */
static void multiply(const job *j, cpu_gemm g, const char *a, const char *b, bool add, char *c) {
  if (g.m == 0 || g.n == 0) return;
  if (j->wide)
    cpu_gemm_f64(&g, 1, (const double *)a, (const double *)b, add, (double *)c);
  else
    cpu_gemm_f32(&g, 1, (const float *)a, (const float *)b, add, (float *)c);
}

static bool go_on(void) {
  return !atomic_load_explicit(&lm_here()->cancelled, memory_order_relaxed) ||
         lm_fail("interrupted!");
}

static int64_t grain(const job *j, int64_t elements) { return elements / (j->r.gates + 1) + 1; }

static char *column(const job *j, char *row, int64_t at) { return row + at * j->size; }

/* ---- forward ---- */

static void forward_rows(void *ctx, int64_t begin, int64_t end) {
  const job *j = ctx;
  const lm_rnn *r = &j->r;
  const int64_t cells = r->hidden * j->size, states = r->state * j->size;
  const bool lstm = r->mode == LM_RNN_LSTM;
  for (int64_t i = begin; i < end; i++) {
    char *row = j->rows + (j->at.begin + i) * j->stride * j->size;
    char *h = j->h + i * states, *extra = column(j, row, r->gates);
    lm_cell_forward c = {.gates = row, .bias = j->bias, .tanh_cell = row, .state = h};
    if (j->keep) memcpy(column(j, row, r->kept - r->state), h, (size_t)states);
    if (lstm) {
      c.cell = j->c + i * cells;
      if (j->keep) {
        memcpy(extra, c.cell, (size_t)cells);
        c.tanh_cell = extra + cells;
      }
      if (r->projected) c.state = j->inner + i * cells;
    }
    if (j->hidden) {
      char *product = j->hidden + i * r->gates * j->size;
      c.hidden = product;
      c.hidden_new = j->keep ? extra : column(j, product, 2 * r->hidden);
    }
    lm_cells()->forward[r->mode][j->wide](&c, r->hidden);
    if (!r->projected) memcpy(j->out + (j->at.begin + i) * states, h, (size_t)states);
  }
}

static bool forward_step(job *j) {
  const lm_rnn *r = &j->r;
  const int64_t count = j->at.count;
  cpu_gemm g = {.tb = true,
                .m = count,
                .n = r->gates,
                .k = r->state,
                .lda = r->state,
                .ldb = r->state,
                .ldc = j->hidden ? r->gates : j->stride};
  char *gates = j->hidden ? j->hidden : j->rows + j->at.begin * j->stride * j->size;
  multiply(j, g, j->h, j->w_hh, !j->hidden, gates);
  if (!lm_parallel(count, grain(j, LM_GRAIN_MATH), forward_rows, j)) return false;
  if (r->projected) {
    char *out = j->out + j->at.begin * r->state * j->size;
    g = (cpu_gemm){.tb = true,
                   .m = count,
                   .n = r->state,
                   .k = r->hidden,
                   .lda = r->hidden,
                   .ldb = r->hidden,
                   .ldc = r->state};
    multiply(j, g, j->inner, j->w_hr, false, out);
    memcpy(j->h, out, (size_t)(count * r->state * j->size));
  }
  return go_on();
}

/* Both biases together; of GRU's new gate they stay apart, that of the hidden side lies at the end. */
#define SUM_BIASES(T)                                                                    \
  static void sum_biases_##T(T *sum, const T *a, const T *b, int64_t n, int64_t apart) { \
    for (int64_t i = 0; i < n; i++) {                                                    \
      T x = a ? a[i] : 0, y = b ? b[i] : 0;                                              \
      sum[i] = i < n - apart ? x + y : x;                                                \
      if (i >= n - apart) sum[i + apart] = y;                                            \
    }                                                                                    \
  }
SUM_BIASES(float)
SUM_BIASES(double)

static lm_tensor *biases(const lm_rnn *r, const lm_tensor *a, const lm_tensor *b, lm_dtype unit) {
  const int64_t apart = r->mode == LM_RNN_GRU ? r->hidden : 0, n = r->gates + apart;
  lm_tensor *sum = lm_new(1, &n, unit, LM_CPU);
  const char *x = a ? lm_data(a) : NULL, *y = b ? lm_data(b) : NULL;
  if (sum == NULL) return NULL;
  if (unit == LM_F64)
    sum_biases_double((double *)lm_data(sum), (const double *)x, (const double *)y, r->gates,
                      apart);
  else
    sum_biases_float((float *)lm_data(sum), (const float *)x, (const float *)y, r->gates, apart);
  return sum;
}

static lm_tensor *matrix(int64_t rows, int64_t columns, lm_dtype unit) {
  return lm_new(2, (int64_t[]){rows, columns}, unit, LM_CPU);
}

static bool copied(lm_tensor *to, lm_tensor *from) { return to && lm_copy_elements(to, from); }

enum { INPUT, HX, CX, W_IH, W_HH, B_IH, B_HH, W_HR, OPERANDS };

bool cpu_rnn_sequence(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(0).t->dtype);
  job j = {.wide = unit == LM_F64, .keep = A(11).b, .r = {.reverse = A(10).b}};
  lm_tensor *in[OPERANDS] = {NULL}, *bias = NULL, *scratch = NULL, *inner = NULL, *hidden = NULL;
  lm_tensor *out = cpu_target(c->out[0], unit), *h = cpu_target(c->out[1], unit);
  lm_tensor *cell = cpu_target(c->out[2], unit);
  bool ok = out && h && cell && lm_rnn_mode_of("rnn_sequence", A(9).str, &j.r.mode);
  for (int i = 0; i < OPERANDS && ok; i++)
    if (i != HX && i != CX && A(i).t) ok = (in[i] = cpu_ready(A(i).t, unit)) != NULL;
  if (ok) {
    const lm_tensor *x = A(INPUT).t;
    const int64_t width = x->sizes[x->ndim - 1];
    lm_rnn_measure(&j.r, x->ndim == 2 ? x->sizes[0] : x->sizes[0] * x->sizes[1], A(HX).t, A(W_HH).t,
                   A(W_HR).t, A(8).t);
    /* Packed rows say how many steps there are; of an empty batch nothing else does. */
    if (x->ndim == 3) j.r.steps = x->sizes[0];
    j.size = (int64_t)lm_dtype_size(unit);
    j.stride = j.keep ? j.r.kept : j.r.gates;
    ok = copied(h, A(HX).t) && (!A(CX).t || copied(cell, A(CX).t)) &&
         (bias = biases(&j.r, in[B_IH], in[B_HH], unit)) &&
         (j.keep || (scratch = matrix(j.r.rows, j.r.gates, unit))) &&
         (!j.r.projected || (inner = matrix(j.r.batch, j.r.hidden, unit))) &&
         (j.r.mode != LM_RNN_GRU || (hidden = matrix(j.r.batch, j.r.gates, unit)));
    if (ok) {
      j.rows = lm_data(j.keep ? c->out[3] : scratch);
      j.out = lm_data(out), j.h = lm_data(h), j.c = lm_data(cell), j.bias = lm_data(bias);
      j.inner = inner ? lm_data(inner) : NULL, j.hidden = hidden ? lm_data(hidden) : NULL;
      j.w_hh = lm_data(in[W_HH]), j.w_hr = in[W_HR] ? lm_data(in[W_HR]) : NULL;
      const cpu_gemm g = {.tb = true,
                          .m = j.r.rows,
                          .n = j.r.gates,
                          .k = width,
                          .lda = width,
                          .ldb = width,
                          .ldc = j.stride};
      multiply(&j, g, lm_data(in[INPUT]), lm_data(in[W_IH]), false, j.rows);
      j.at = lm_rnn_start(&j.r, j.r.reverse);
      while (ok && lm_rnn_next(&j.r, &j.at)) ok = forward_step(&j);
    }
  }
  for (int i = 0; i < OPERANDS; i++) lm_release(in[i]);
  lm_release(bias);
  lm_release(scratch);
  lm_release(inner);
  lm_release(hidden);
  ok = cpu_written(c->out[0], out, ok);
  ok = cpu_written(c->out[1], h, ok);
  return cpu_written(c->out[2], cell, ok);
}

/* ---- backward ---- */

static void backward_rows(void *ctx, int64_t begin, int64_t end) {
  const job *j = ctx;
  const lm_rnn *r = &j->r;
  const int64_t cells = r->hidden * j->size, states = r->state * j->size;
  const int64_t gates = r->gates * j->size;
  for (int64_t i = begin; i < end; i++) {
    const int64_t at = j->at.begin + i;
    char *row = j->rows + at * j->stride * j->size, *extra = column(j, row, r->gates);
    lm_cell_backward c = {.gates = row,
                          .cell = extra,
                          .tanh_cell = extra + cells,
                          .hidden_new = extra,
                          .state = column(j, row, r->kept - r->state),
                          .grad = j->grad ? j->grad + at * states : NULL,
                          .d_state = j->h + i * states,
                          .d_cell = j->c ? j->c + i * cells : NULL,
                          .d_gates = j->d_gates + at * gates,
                          .d_hidden = j->d_hidden ? j->d_hidden + at * gates : NULL};
    if (r->projected) { /* it has the gradient of the result already */
      c.d_state = j->inner + i * cells;
      c.grad = NULL;
    }
    lm_cells()->backward[r->mode][j->wide](&c, r->hidden);
  }
}

/* outer = the gradients of the step's states; inner = outer by w_hr. */
#define ADD_STATES(T)                                                        \
  static void add_states_##T(T *out, const T *h, const T *grad, int64_t n) { \
    for (int64_t i = 0; i < n; i++) out[i] = grad ? h[i] + grad[i] : h[i];   \
  }
ADD_STATES(float)
ADD_STATES(double)

static void backward_projection(job *j) {
  const lm_rnn *r = &j->r;
  const int64_t n = j->at.count * r->state, at = j->at.begin * r->state * j->size;
  const char *grad = j->grad ? j->grad + at : NULL;
  if (j->wide)
    add_states_double((double *)(j->out + at), (double *)j->h, (const double *)grad, n);
  else
    add_states_float((float *)(j->out + at), (float *)j->h, (const float *)grad, n);
  const cpu_gemm g = {.m = j->at.count,
                      .n = r->hidden,
                      .k = r->state,
                      .lda = r->state,
                      .ldb = r->hidden,
                      .ldc = r->hidden};
  multiply(j, g, j->out + at, j->w_hr, false, j->inner);
}

static bool backward_step(job *j) {
  const lm_rnn *r = &j->r;
  if (r->projected) backward_projection(j);
  if (!lm_parallel(j->at.count, grain(j, LM_GRAIN / 4), backward_rows, j)) return false;
  const bool gru = r->mode == LM_RNN_GRU;
  const char *gates = (gru ? j->d_hidden : j->d_gates) + j->at.begin * r->gates * j->size;
  const cpu_gemm g = {.m = j->at.count,
                      .n = r->state,
                      .k = r->gates,
                      .lda = r->gates,
                      .ldb = r->state,
                      .ldc = r->state};
  multiply(j, g, gates, j->w_hh, gru, j->h);
  return go_on();
}

static bool started(lm_tensor *to, lm_tensor *grad) {
  return to && (grad ? lm_copy_elements(to, grad) : lm_fill_elements(to, lm_int(0)));
}

bool cpu_rnn_sequence_backward(lm_call *c) {
  const lm_dtype unit = cpu_unit((lm_dtype)A(1).t->dtype);
  job j = {.wide = unit == LM_F64, .r = {.reverse = A(9).b}};
  lm_tensor *rows = cpu_ready(A(0).t, unit), *w_hh = cpu_ready(A(2).t, unit);
  lm_tensor *w_hr = cpu_ready(A(3).t, unit), *grad = cpu_ready(A(5).t, unit), *inner = NULL;
  lm_tensor *out[4];
  bool ok = rows && w_hh && (w_hr || !A(3).t) && (grad || !A(5).t) &&
            lm_rnn_mode_of("rnn_sequence_backward", A(8).str, &j.r.mode);
  for (int i = 0; i < 4; i++) ok = (out[i] = cpu_target(c->out[i], unit)) && ok;
  if (ok) {
    lm_rnn_measure(&j.r, rows->sizes[0], A(1).t, A(2).t, A(3).t, A(4).t);
    j.size = (int64_t)lm_dtype_size(unit);
    j.stride = j.r.kept;
    ok = started(out[2], A(6).t) && started(out[3], j.r.mode == LM_RNN_LSTM ? A(7).t : NULL) &&
         (!j.r.projected || (inner = matrix(j.r.batch, j.r.hidden, unit)));
  }
  if (ok) {
    j.rows = lm_data(rows), j.grad = grad ? lm_data(grad) : NULL;
    j.w_hh = lm_data(w_hh), j.w_hr = w_hr ? lm_data(w_hr) : NULL;
    j.d_gates = lm_data(out[0]), j.h = lm_data(out[2]);
    j.d_hidden = j.r.mode == LM_RNN_GRU ? lm_data(out[1]) : NULL;
    j.c = j.r.mode == LM_RNN_LSTM ? lm_data(out[3]) : NULL;
    j.out = inner ? lm_data(out[1]) : NULL, j.inner = inner ? lm_data(inner) : NULL;
    j.at = lm_rnn_start(&j.r, !j.r.reverse);
    while (ok && lm_rnn_next(&j.r, &j.at)) ok = backward_step(&j);
  }
  lm_release(rows);
  lm_release(w_hh);
  lm_release(w_hr);
  lm_release(grad);
  lm_release(inner);
  for (int i = 0; i < 4; i++) ok = cpu_written(c->out[i], out[i], ok);
  return ok;
}
