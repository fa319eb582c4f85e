/* Recurrent nets: shape rules, gradients, cells.
**
** One operation runs all steps of a layer in one direction.  Its backward kernel gives the gradients
** of the gates; those of weights, biases and input are products of these over all steps at once.  Under
** create_graph the steps are written in operations instead (recurrent_steps.c). */
#include "tensor/recurrent.h"
#include "tensor/record.h"

#include <string.h>

static const char *const mode_names[LM_RNN_MODES] = {"rnn_tanh", "rnn_relu", "lstm", "gru"};

bool lm_rnn_mode_of(const char *op, const char *name, lm_rnn_mode *mode) {
  for (int i = 0; i < LM_RNN_MODES; i++)
    if (strcmp(name, mode_names[i]) == 0) {
      *mode = (lm_rnn_mode)i;
      return true;
    }
  return lm_fail("%s: mode must be \"rnn_tanh\", \"rnn_relu\", \"lstm\" or \"gru\", not \"%s\"", op,
                 name);
}

void lm_rnn_measure(lm_rnn *r, int64_t rows, const lm_tensor *hx, const lm_tensor *w_hh,
                    const lm_tensor *w_hr, const lm_tensor *batch_sizes) {
  r->projected = w_hr != NULL;
  r->rows = rows;
  r->batch = hx->sizes[0];
  r->state = hx->sizes[1];
  r->gates = w_hh->sizes[0];
  r->hidden = r->gates / lm_rnn_gates(r->mode);
  r->sizes = batch_sizes ? (const int64_t *)lm_data(batch_sizes) : NULL;
  r->steps = batch_sizes ? batch_sizes->sizes[0] : r->batch ? rows / r->batch : 0;
  r->kept = r->gates + lm_rnn_extra(r->mode) * r->hidden + r->state;
}

/* ---- checks ---- */

/* Scripts know these by the name of what they called, or of the net. */
static const char *spoken(lm_rnn_mode mode) {
  const char *op = lm_running();
  return op && strstr(op, "_cell") ? op : mode_names[mode];
}

static bool fits(const char *op, const char *what, const lm_tensor *t, const lm_tensor *input,
                 int ndim, int64_t first, int64_t second) {
  const int64_t sizes[] = {first, second};
  if (t->ndim != ndim || t->sizes[0] != first || (ndim == 2 && t->sizes[1] != second))
    return lm_fail("%s: %s must have shape %s, got %s", op, what, lm_sizes_text(ndim, sizes),
                   lm_shape_text(t));
  if (t->dtype != input->dtype)
    return lm_fail("%s: input is %s and %s %s: they must have one dtype", op,
                   lm_dtypes[input->dtype].name, what, lm_dtypes[t->dtype].name);
  return lm_same_device(op, input, t);
}

/* Sizes that fall, from at most `batch` sequences, and that add up to `rows`. */
static bool batch_sizes_fit(const char *op, lm_tensor *t, int64_t rows, int64_t batch) {
  if (t->ndim != 1 || t->dtype != LM_I64 || t->device != LM_CPU || !lm_is_contiguous(t))
    return lm_fail(
        "%s: batch_sizes must be a contiguous vector of int64 on the CPU, got %s of shape "
        "%s on %s",
        op, lm_dtypes[t->dtype].name, lm_shape_text(t), lm_device_name(t->device));
  const int64_t *sizes = (const int64_t *)lm_data(t);
  int64_t most = batch, left = rows;
  for (int64_t i = 0; i < t->numel; i++) {
    if (sizes[i] < 1 || sizes[i] > most || sizes[i] > left)
      return lm_fail("%s: batch_sizes must be positive, never rise, begin with at most the %lld "
                     "sequences of the state, and add up to the %lld rows of the input; entry %lld "
                     "is %lld",
                     op, (long long)batch, (long long)rows, (long long)i + 1, (long long)sizes[i]);
    most = sizes[i];
    left -= sizes[i];
  }
  return left == 0 || lm_fail("%s: batch_sizes add up to %lld rows, the input has %lld", op,
                              (long long)(rows - left), (long long)rows);
}

RULE(rnn_sequence) {
  const lm_tensor *x = A(0).t, *hx = A(1).t, *cx = A(2).t, *w_ih = A(3).t, *w_hh = A(4).t;
  const lm_tensor *w_hr = A(7).t;
  lm_tensor *batch_sizes = A(8).t;
  lm_rnn r = {.reverse = A(10).b};
  if (!lm_rnn_mode_of("rnn_sequence", A(9).str, &r.mode)) return false;
  const char *op = spoken(r.mode);
  const int ndim = batch_sizes ? 2 : 3;
  const bool lstm = r.mode == LM_RNN_LSTM;
  if (x->ndim != ndim)
    return lm_fail("%s: input must have shape %s, got %s", op,
                   batch_sizes ? "(rows, features), as it comes with batch_sizes"
                               : "(steps, batch, features)",
                   lm_shape_text(x));
  if (!lm_is_float((lm_dtype)x->dtype))
    return lm_fail("%s: input must be floating-point, not %s", op, lm_dtypes[x->dtype].name);
  if (hx->ndim != 2 || (ndim == 3 && hx->sizes[0] != x->sizes[1]))
    return lm_fail("%s: the state of a layer must have shape (batch, size), got %s beside an input "
                   "of %s",
                   op, lm_shape_text(hx), lm_shape_text(x));
  const int64_t each = lm_rnn_gates(r.mode), batch = hx->sizes[0], state = hx->sizes[1];
  if (w_hh->ndim != 2 || w_hh->sizes[0] == 0 || w_hh->sizes[0] % each != 0)
    return lm_fail("%s: w_hh must have shape (%lld * hidden_size, %lld), got %s", op,
                   (long long)each, (long long)state, lm_shape_text(w_hh));
  const int64_t gates = w_hh->sizes[0], hidden = gates / each;
  if ((w_hr && !lstm) || (cx == NULL) == lstm)
    return lm_fail("%s: cx and a projection (w_hr) belong to an LSTM, which needs cx", op);
  if (!fits(op, "w_hh", w_hh, x, 2, gates, w_hr ? state : hidden) ||
      !fits(op, "hx", hx, x, 2, batch, w_hr ? state : hidden) ||
      !fits(op, "w_ih", w_ih, x, 2, gates, x->sizes[ndim - 1]) ||
      (cx && !fits(op, "cx", cx, x, 2, batch, hidden)) ||
      (A(5).t && !fits(op, "b_ih", A(5).t, x, 1, gates, 0)) ||
      (A(6).t && !fits(op, "b_hh", A(6).t, x, 1, gates, 0)) ||
      (w_hr && !fits(op, "w_hr", w_hr, x, 2, state, hidden)))
    return false;
  if (x->sizes[0] == 0)
    return lm_fail("%s: the input has no steps: its shape is %s", op, lm_shape_text(x));
  int64_t rows = x->sizes[0];
  if (ndim == 3) /* a factor may be 0 where the others are large */
    if (__builtin_mul_overflow(rows, batch, &rows))
      return lm_fail("%s: an input of shape %s is too large", op, lm_shape_text(x));
  if (batch_sizes && !batch_sizes_fit(op, batch_sizes, rows, batch)) return false;
  lm_rnn_measure(&r, rows, hx, w_hh, w_hr, batch_sizes);

  const lm_dtype dtype = (lm_dtype)x->dtype, unit = dtype == LM_F64 ? LM_F64 : LM_F32;
  int64_t out[3], kept[] = {A(11).b ? rows : 0, r.kept}, none = 0;
  memcpy(out, x->sizes, sizeof *out * (size_t)ndim);
  out[ndim - 1] = state;
  c->out[0] = lm_new(ndim, out, dtype, x->device);
  c->out[1] = lm_new(2, hx->sizes, dtype, x->device);
  c->out[2] = cx ? lm_new(2, cx->sizes, dtype, x->device) : lm_new(1, &none, dtype, x->device);
  c->out[3] = lm_new(2, kept, unit, x->device);
  return c->out[0] && c->out[1] && c->out[2] && c->out[3];
}

/* A gradient that came, or none. */
static bool grad_fits(const lm_tensor *grad, const lm_tensor *kept, int64_t rows, int64_t width) {
  if (grad == NULL) return true;
  if (grad->numel != rows * width || grad->ndim < 2 || grad->sizes[grad->ndim - 1] != width ||
      !lm_is_float((lm_dtype)grad->dtype))
    return lm_fail("rnn_sequence_backward: a gradient of %s %s does not fit %lld rows of %lld",
                   lm_dtypes[grad->dtype].name, lm_shape_text(grad), (long long)rows,
                   (long long)width);
  return lm_same_device("rnn_sequence_backward", kept, grad);
}

RULE(rnn_sequence_backward) {
  const char *op = "rnn_sequence_backward";
  const lm_tensor *kept = A(0).t, *hx = A(1).t, *w_hh = A(2).t, *w_hr = A(3).t;
  lm_rnn r = {.reverse = A(9).b};
  if (!lm_rnn_mode_of(op, A(8).str, &r.mode)) return false;
  const bool lstm = r.mode == LM_RNN_LSTM;
  if (kept->ndim != 2 || hx->ndim != 2 || w_hh->ndim != 2 || !lm_is_float((lm_dtype)hx->dtype) ||
      w_hh->dtype != hx->dtype || kept->dtype != (hx->dtype == LM_F64 ? LM_F64 : LM_F32) ||
      w_hh->sizes[1] != hx->sizes[1] || w_hh->sizes[0] == 0 ||
      w_hh->sizes[0] % lm_rnn_gates(r.mode) != 0 || (w_hr && !lstm))
    return lm_fail("%s: kept %s, hx %s and w_hh %s do not come from one layer", op,
                   lm_shape_text(kept), lm_shape_text(hx), lm_shape_text(w_hh));
  const int64_t rows = kept->sizes[0], batch = hx->sizes[0], state = hx->sizes[1];
  if (A(4).t && !batch_sizes_fit(op, A(4).t, rows, batch)) return false;
  lm_rnn_measure(&r, rows, hx, w_hh, w_hr, A(4).t);
  if (kept->sizes[1] != r.kept || (A(4).t == NULL && r.steps * batch != rows) ||
      (w_hr ? !fits(op, "w_hr", w_hr, hx, 2, state, r.hidden) : state != r.hidden))
    return lm_fail("%s: kept of shape %s does not fit a layer of %lld gates and %lld states", op,
                   lm_shape_text(kept), (long long)r.gates, (long long)state);
  if (!grad_fits(A(5).t, kept, rows, state) || !grad_fits(A(6).t, kept, batch, state) ||
      !grad_fits(A(7).t, kept, batch, r.hidden) || !lm_same_device(op, kept, hx) ||
      !lm_same_device(op, kept, w_hh))
    return false;
  const lm_dtype dtype = (lm_dtype)hx->dtype;
  int64_t gates[] = {rows, r.gates}, outer[] = {rows, state}, cell[] = {batch, r.hidden}, none = 0;
  c->out[0] = lm_new(2, gates, dtype, hx->device);
  c->out[1] = r.mode == LM_RNN_GRU ? lm_new(2, gates, dtype, hx->device)
              : w_hr               ? lm_new(2, outer, dtype, hx->device)
                                   : lm_new(1, &none, dtype, hx->device);
  c->out[2] = lm_new(2, hx->sizes, dtype, hx->device);
  c->out[3] = lstm ? lm_new(2, cell, dtype, hx->device) : lm_new(1, &none, dtype, hx->device);
  return c->out[0] && c->out[1] && c->out[2] && c->out[3];
}

/* ---- gradients ---- */

static lm_tensor *kept(lm_node *n, int i) { return n->saved[i].tensor ? IN(i) : NULL; }

/* Columns of what the rows keep, in the dtype of the layer. */
static lm_tensor *columns(lm_tensor *rows, int64_t from, int64_t count, lm_dtype dtype) {
  lm_tensor *t = lm_narrow(rows, 1, from, count);
  return t && t->dtype != (int8_t)dtype ? lm_to_dtype(t, dtype, LM_DEVICE_NONE, false) : t;
}

static bool fused_parts(const lm_rnn *r, const lm_rnn_operands *o, lm_tensor *rows,
                        lm_tensor *batch_sizes, lm_rnn_parts *p) {
  const bool lstm = r->mode == LM_RNN_LSTM, gru = r->mode == LM_RNN_GRU;
  const lm_dtype dtype = (lm_dtype)o->hx->dtype;
  lm_tuple t =
      lm_rnn_sequence_backward(rows, o->hx, o->w_hh, o->w_hr, batch_sizes, o->grad, o->grad_h,
                               lstm ? o->grad_c : NULL, mode_names[r->mode], r->reverse);
  if (t.v[0] == NULL) return false;
  p->gates = t.v[0];
  p->hidden = gru ? t.v[1] : t.v[0];
  p->hx = t.v[2];
  p->cx = lstm ? t.v[3] : NULL;
  p->states = columns(rows, r->kept - r->state, r->state, dtype);
  if (r->projected) { /* o * tanh(c) */
    p->outer = t.v[1];
    p->inner = lm_mul(columns(rows, 3 * r->hidden, r->hidden, dtype),
                      columns(rows, 5 * r->hidden, r->hidden, dtype));
  }
  return true;
}

static lm_tensor *flipped(lm_tensor *t) { return lm_transpose(t, 0, 1); }

VJP(rnn_sequence) {
  if (!g[0] && !g[1] && !g[2]) return;
  lm_rnn_operands o = {IN(0),      IN(1),      kept(n, 2), IN(3), IN(4), kept(n, 5),
                       kept(n, 6), kept(n, 7), g[0],       g[1],  g[2]};
  lm_tensor *batch_sizes = kept(n, 8);
  if (lm_error()) return;
  lm_rnn r = {.reverse = ARG(10).b};
  lm_rnn_parts p = {0};
  if (!lm_rnn_mode_of("rnn_sequence", ARG(9).str, &r.mode)) return;
  const int64_t width = o.input->sizes[o.input->ndim - 1];
  const int64_t rows = batch_sizes ? o.input->sizes[0] : o.input->sizes[0] * o.input->sizes[1];
  lm_rnn_measure(&r, rows, o.hx, o.w_hh, o.w_hr, batch_sizes);
  if (!batch_sizes) r.steps = o.input->sizes[0]; /* an empty batch has steps, too */
  if (lm_here()->grad_mode ? !lm_rnn_compose(&r, &o, &p)
                           : !fused_parts(&r, &o, OUT(3), batch_sizes, &p))
    return;
  const lm_ints flat = {2, {rows, width}}, shape = lm_node_sizes(n, 0), over_rows = {1, {0}};
  GRAD(0, lm_reshape(lm_mm(p.gates, o.w_ih), &shape));
  GRAD(1, p.hx);
  GRAD(2, p.cx);
  GRAD(3, lm_mm(flipped(p.gates), lm_reshape(o.input, &flat)));
  GRAD(4, lm_mm(flipped(p.hidden), p.states));
  GRAD(5, lm_sum(p.gates, &over_rows, false, LM_DTYPE_NONE));
  GRAD(6,
       gi[5] && p.hidden == p.gates ? gi[5] : lm_sum(p.hidden, &over_rows, false, LM_DTYPE_NONE));
  GRAD(7, lm_mm(flipped(p.outer), p.inner));
}

/* ---- what scripts call ---- */

/* One layer, without what backward would need where nobody will ask for it. */
static lm_tuple layer(lm_rnn_mode mode, const lm_rnn_operands *o, lm_tensor *batch_sizes,
                      bool reverse) {
  lm_tensor *const all[] = {o->input, o->hx, o->cx, o->w_ih, o->w_hh, o->b_ih, o->b_hh, o->w_hr};
  const bool keep = lm_must_record(all, sizeof all / sizeof *all);
  return lm_rnn_sequence(o->input, o->hx, o->cx, o->w_ih, o->w_hh, o->b_ih, o->b_hh, o->w_hr,
                         batch_sizes, mode_names[mode], reverse, keep);
}

lm_tuple lm_do_lstm(lm_tensor *input, lm_tensor *hx, lm_tensor *cx, lm_tensor *w_ih,
                    lm_tensor *w_hh, lm_tensor *b_ih, lm_tensor *b_hh, lm_tensor *w_hr,
                    lm_tensor *batch_sizes, bool reverse) {
  const lm_rnn_operands o = {input, hx, cx, w_ih, w_hh, b_ih, b_hh, w_hr, NULL, NULL, NULL};
  return layer(LM_RNN_LSTM, &o, batch_sizes, reverse);
}

#define LAYER(name, mode)                                                                         \
  lm_tuple lm_do_##name(lm_tensor *input, lm_tensor *hx, lm_tensor *w_ih, lm_tensor *w_hh,        \
                        lm_tensor *b_ih, lm_tensor *b_hh, lm_tensor *batch_sizes, bool reverse) { \
    const lm_rnn_operands o = {input, hx, NULL, w_ih, w_hh, b_ih, b_hh, NULL, NULL, NULL, NULL};  \
    return layer(mode, &o, batch_sizes, reverse);                                                 \
  }
LAYER(gru, LM_RNN_GRU)
LAYER(rnn_tanh, LM_RNN_TANH)
LAYER(rnn_relu, LM_RNN_RELU)

/* Input and states of a cell, each (N, size) or all of one sequence, (size). */
static bool cell_fits(const char *op, lm_rnn_mode mode, const lm_tensor *input, const lm_tensor *hx,
                      const lm_tensor *cx, const lm_tensor *w_ih, const lm_tensor *w_hh) {
  const int64_t each = lm_rnn_gates(mode);
  if (input->ndim != 1 && input->ndim != 2)
    return lm_fail("%s: input must have shape (batch, features) or (features), got %s", op,
                   lm_shape_text(input));
  if (w_ih->ndim != 2 || w_hh->ndim != 2 || w_hh->sizes[0] != w_ih->sizes[0] ||
      w_hh->sizes[0] != each * w_hh->sizes[1])
    return lm_fail("%s: w_ih and w_hh must have shapes (%lld * hidden_size, features) and (%lld * "
                   "hidden_size, hidden_size), got %s and %s",
                   op, (long long)each, (long long)each, lm_shape_text(w_ih), lm_shape_text(w_hh));
  if (input->sizes[input->ndim - 1] != w_ih->sizes[1])
    return lm_fail("%s: an input of shape %s does not fit w_ih %s: its last dimension must be %lld",
                   op, lm_shape_text(input), lm_shape_text(w_ih), (long long)w_ih->sizes[1]);
  for (int i = 0; i < 2; i++) {
    const lm_tensor *s = i ? cx : hx;
    int64_t want[] = {input->sizes[0], w_hh->sizes[1]};
    const int skip = input->ndim == 1;
    if (s && (s->ndim != input->ndim ||
              memcmp(s->sizes, want + skip, sizeof *want * (2 - (size_t)skip)) != 0))
      return lm_fail("%s: %s must have shape %s, got %s", op, i ? "the cell state" : "hx",
                     lm_sizes_text(2 - skip, want + skip), lm_shape_text(s));
  }
  return true;
}

/* A layer of one step. */
static lm_tuple cell(lm_rnn_mode mode, lm_tensor *input, lm_tensor *hx, lm_tensor *cx,
                     lm_tensor *w_ih, lm_tensor *w_hh, lm_tensor *b_ih, lm_tensor *b_hh) {
  const char *op = spoken(mode);
  lm_tuple t = {{NULL}};
  if (!cell_fits(op, mode, input, hx, cx, w_ih, w_hh)) return t;
  const bool single = input->ndim == 1;
  if (single) {
    input = lm_unsqueeze(input, 0);
    hx = lm_unsqueeze(hx, 0);
    if (cx) cx = lm_unsqueeze(cx, 0);
  }
  const lm_rnn_operands o = {
      lm_unsqueeze(input, 0), hx, cx, w_ih, w_hh, b_ih, b_hh, NULL, NULL, NULL, NULL};
  if (lm_error()) return t;
  t = layer(mode, &o, NULL, false);
  lm_tuple result = {{t.v[1], cx ? t.v[2] : NULL}};
  const lm_ints first = {1, {0}};
  for (int i = 0; single && i < 2; i++)
    if (result.v[i]) result.v[i] = lm_squeeze(result.v[i], &first);
  return result;
}

lm_tuple lm_do_lstm_cell(lm_tensor *input, lm_tensor *hx, lm_tensor *cx, lm_tensor *w_ih,
                         lm_tensor *w_hh, lm_tensor *b_ih, lm_tensor *b_hh) {
  return cell(LM_RNN_LSTM, input, hx, cx, w_ih, w_hh, b_ih, b_hh);
}

#define CELL(name, mode)                                                                     \
  lm_tensor *lm_do_##name(lm_tensor *input, lm_tensor *hx, lm_tensor *w_ih, lm_tensor *w_hh, \
                          lm_tensor *b_ih, lm_tensor *b_hh) {                                \
    return cell(mode, input, hx, NULL, w_ih, w_hh, b_ih, b_hh).v[0];                         \
  }
CELL(gru_cell, LM_RNN_GRU)
CELL(rnn_tanh_cell, LM_RNN_TANH)
CELL(rnn_relu_cell, LM_RNN_RELU)
