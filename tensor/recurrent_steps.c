/* The gradients of a recurrent layer in operations: for a backward pass that is itself recorded.
**
** All steps are computed anew, with their history, then walked back.  Slower than the kernels by what
** the operations cost, but derived as often as somebody asks. */
#include "tensor/recurrent.h"
#include "tensor/autograd.h"

#include <stdlib.h>
#include <string.h>

static lm_tensor *minus(lm_tensor *a, lm_tensor *b) { return lm_sub(a, b, lm_int(1)); }
static lm_tensor *plus(lm_tensor *a, lm_tensor *b) { return lm_add(a, b, lm_int(1)); }
static lm_tensor *from_one(lm_tensor *a) { return lm_rsub_s(1, a); }

/* What one step had and made: gates after activation, the states and cells before it. */
typedef struct step {
  lm_tensor *gate[4], *before, *cell_before, *tanh_cell, *inner, *hidden_new;
  lm_tensor *d_gates, *d_hidden, *d_outer; /* its share of the parts */
} step;

typedef struct walk {
  const lm_rnn *r;
  const lm_rnn_operands *o;
  lm_tensor *projected; /* (rows, gates): w_ih by the input of all steps */
  lm_tensor *h, *c;     /* of all sequences; on the way back their gradients */
  step *steps;
} walk;

/* The first `count` rows of `all` replaced. */
static lm_tensor *replaced(lm_tensor *all, lm_tensor *first, int64_t count, int64_t batch) {
  if (count == batch || !all || !first) return first;
  lm_tensor *parts[] = {first, lm_narrow(all, 0, count, batch - count)};
  return parts[1] ? lm_cat(&(lm_list){2, parts}, 0) : NULL;
}

static lm_tensor *gate_of(lm_tensor *gates, int which, int64_t hidden) {
  return lm_narrow(gates, 1, which * hidden, hidden);
}

static void forth_lstm(walk *w, step *s, lm_tensor *x, lm_tensor *hidden) {
  lm_tensor *a = plus(x, hidden);
  for (int i = 0; i < 4; i++) {
    lm_tensor *gate = gate_of(a, i, w->r->hidden);
    s->gate[i] = i == 2 ? lm_tanh(gate) : lm_sigmoid(gate);
  }
  lm_tensor *cell = plus(lm_mul(s->gate[1], s->cell_before), lm_mul(s->gate[0], s->gate[2]));
  s->tanh_cell = lm_tanh(cell);
  s->inner = lm_mul(s->gate[3], s->tanh_cell);
  w->c = replaced(w->c, cell, s->cell_before ? s->cell_before->sizes[0] : 0, w->r->batch);
}

static void forth_gru(walk *w, step *s, lm_tensor *x, lm_tensor *hidden) {
  const int64_t n = w->r->hidden;
  for (int i = 0; i < 2; i++)
    s->gate[i] = lm_sigmoid(plus(gate_of(x, i, n), gate_of(hidden, i, n)));
  s->hidden_new = gate_of(hidden, 2, n);
  s->gate[2] = lm_tanh(plus(gate_of(x, 2, n), lm_mul(s->gate[0], s->hidden_new)));
  s->inner = plus(s->gate[2], lm_mul(s->gate[1], minus(s->before, s->gate[2])));
}

static bool forth(walk *w, step *s, const lm_rnn_at *at) {
  const lm_rnn_operands *o = w->o;
  lm_tensor *x = lm_narrow(w->projected, 0, at->begin, at->count);
  s->before = lm_narrow(w->h, 0, 0, at->count);
  if (w->c) s->cell_before = lm_narrow(w->c, 0, 0, at->count);
  lm_tensor *hidden = lm_linear(s->before, o->w_hh, o->b_hh);
  switch (w->r->mode) {
  case LM_RNN_LSTM: forth_lstm(w, s, x, hidden); break;
  case LM_RNN_GRU: forth_gru(w, s, x, hidden); break;
  case LM_RNN_TANH: s->inner = s->gate[0] = lm_tanh(plus(x, hidden)); break;
  default: s->inner = s->gate[0] = lm_relu(plus(x, hidden));
  }
  lm_tensor *h = o->w_hr ? lm_linear(s->inner, o->w_hr, NULL) : s->inner;
  w->h = replaced(w->h, h, at->count, w->r->batch);
  return w->h && (w->c || w->r->mode != LM_RNN_LSTM);
}

/* d * s * (1 - s), d * (1 - t^2): through a sigmoid or tanh with this result. */
static lm_tensor *through_sigmoid(lm_tensor *d, lm_tensor *s) {
  return lm_mul(d, lm_mul(s, from_one(s)));
}
static lm_tensor *through_tanh(lm_tensor *d, lm_tensor *t) {
  return lm_mul(d, from_one(lm_square(t)));
}

static lm_tensor *joined(lm_tensor **parts, int n) {
  for (int i = 0; i < n; i++)
    if (parts[i] == NULL) return NULL;
  return lm_cat(&(lm_list){n, parts}, 1);
}

/* dh is the gradient of the step's state; what it gives the state before without w_hh, or NULL. */
static lm_tensor *back_lstm(walk *w, step *s, lm_tensor *dh) {
  lm_tensor *dc = lm_narrow(w->c, 0, 0, s->before->sizes[0]);
  if (w->o->w_hr) {
    s->d_outer = dh;
    dh = lm_mm(dh, w->o->w_hr);
  }
  dc = plus(dc, through_tanh(lm_mul(dh, s->gate[3]), s->tanh_cell));
  lm_tensor *d[] = {through_sigmoid(lm_mul(dc, s->gate[2]), s->gate[0]),
                    through_sigmoid(lm_mul(dc, s->cell_before), s->gate[1]),
                    through_tanh(lm_mul(dc, s->gate[0]), s->gate[2]),
                    through_sigmoid(lm_mul(dh, s->tanh_cell), s->gate[3])};
  s->d_gates = s->d_hidden = joined(d, 4);
  w->c = replaced(w->c, lm_mul(dc, s->gate[1]), s->before->sizes[0], w->r->batch);
  return NULL;
}

static lm_tensor *back_gru(step *s, lm_tensor *dh) {
  lm_tensor *update = s->gate[1], *new = s->gate[2];
  lm_tensor *d_new = through_tanh(lm_mul(dh, from_one(update)), new);
  lm_tensor *d[] = {through_sigmoid(lm_mul(d_new, s->hidden_new), s->gate[0]),
                    through_sigmoid(lm_mul(dh, minus(s->before, new)), update), d_new};
  s->d_gates = joined(d, 3);
  d[2] = lm_mul(d_new, s->gate[0]);
  s->d_hidden = joined(d, 3);
  return lm_mul(dh, update);
}

static bool back(walk *w, step *s, const lm_rnn_at *at, lm_tensor *grad) {
  lm_tensor *dh = lm_narrow(w->h, 0, 0, at->count), *direct = NULL;
  if (grad) dh = plus(dh, lm_narrow(grad, 0, at->begin, at->count));
  switch (w->r->mode) {
  case LM_RNN_LSTM: direct = back_lstm(w, s, dh); break;
  case LM_RNN_GRU: direct = back_gru(s, dh); break;
  case LM_RNN_TANH: s->d_gates = s->d_hidden = through_tanh(dh, s->gate[0]); break;
  default: s->d_gates = s->d_hidden = lm_mul(dh, lm_gt(s->gate[0], lm_wrap(lm_float(0))));
  }
  lm_tensor *before = lm_mm(s->d_hidden, w->o->w_hh);
  if (direct) before = plus(before, direct);
  w->h = replaced(w->h, before, at->count, w->r->batch);
  return w->h && (w->c || w->r->mode != LM_RNN_LSTM);
}

/* One of the tensors of each step, in the order of the rows. */
static lm_tensor *of_steps(const walk *w, lm_tensor **v, size_t member) {
  for (int64_t t = 0; t < w->r->steps; t++) {
    memcpy(&v[t], (const char *)&w->steps[t] + member, sizeof *v);
    if (v[t] == NULL) return NULL;
  }
  return lm_cat(&(lm_list){w->r->steps, v}, 0);
}

static lm_tensor *or_zeros(lm_tensor *grad, lm_tensor *like) {
  return grad || !like ? grad : lm_zeros_like(like, LM_DTYPE_NONE, LM_DEVICE_NONE);
}

static bool compose(walk *w, lm_tensor **list, lm_rnn_parts *p) {
  const lm_rnn *r = w->r;
  const lm_rnn_operands *o = w->o;
  const int64_t width = o->input->sizes[o->input->ndim - 1];
  w->projected = lm_linear(lm_reshape(o->input, &(lm_ints){2, {r->rows, width}}), o->w_ih, o->b_ih);
  w->h = o->hx;
  w->c = o->cx;
  lm_rnn_at at = lm_rnn_start(r, r->reverse);
  while (lm_rnn_next(r, &at))
    if (!forth(w, &w->steps[at.step], &at)) return false;
  w->h = or_zeros(o->grad_h, o->hx);
  w->c = or_zeros(o->grad_c, o->cx);
  lm_tensor *grad = o->grad ? lm_reshape(o->grad, &(lm_ints){2, {r->rows, r->state}}) : NULL;
  for (at = lm_rnn_start(r, !r->reverse); lm_rnn_next(r, &at);)
    if (!back(w, &w->steps[at.step], &at, grad)) return false;
  p->gates = of_steps(w, list, offsetof(step, d_gates));
  p->hidden = r->mode == LM_RNN_GRU ? of_steps(w, list, offsetof(step, d_hidden)) : p->gates;
  p->states = of_steps(w, list, offsetof(step, before));
  if (o->w_hr) {
    p->outer = of_steps(w, list, offsetof(step, d_outer));
    p->inner = of_steps(w, list, offsetof(step, inner));
  }
  p->hx = w->h;
  p->cx = w->c;
  return p->gates && p->hidden && p->states && lm_error() == NULL;
}

bool lm_rnn_compose(const lm_rnn *r, const lm_rnn_operands *o, lm_rnn_parts *parts) {
  walk w = {.r = r, .o = o};
  const size_t n = (size_t)r->steps + 1;
  w.steps = calloc(n, sizeof *w.steps);
  lm_tensor **list = calloc(n, sizeof *list);
  bool ok = w.steps && list;
  ok = ok ? compose(&w, list, parts)
          : lm_fail("out of memory: no room for %lld steps", (long long)r->steps) != NULL;
  free(w.steps);
  free(list);
  return ok;
}
