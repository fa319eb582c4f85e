/* One layer of a recurrent net in one direction: what its operation, its kernels and its gradients
** agree on.
**
** H is the size of a cell, P that of the state that goes around and out (H without projection).  The
** rows of all steps lie one step after the other; a packed sequence has fewer and fewer of them, and
** row i of each step is sequence i.  Gates in PyTorch's order: LSTM input, forget, cell, output; GRU
** reset, update, new.
**
** For backward a row keeps, side by side: its gates after activation (of a plain net, its state), then
** LSTM the cell before and tanh of the cell after it, GRU w_hn h + b_hn; at last the state before it.
*/
#ifndef LM_RECURRENT_H
#define LM_RECURRENT_H

#include "tensor/tensor.h"

typedef enum lm_rnn_mode {
  LM_RNN_TANH,
  LM_RNN_RELU,
  LM_RNN_LSTM,
  LM_RNN_GRU,
  LM_RNN_MODES
} lm_rnn_mode;

typedef struct lm_rnn {
  lm_rnn_mode mode;
  bool reverse;                 /* the last step comes first */
  bool projected;               /* the state is w_hr by the cell's output */
  int64_t steps, rows;          /* of all steps together */
  int64_t batch;                /* sequences */
  const int64_t *sizes;         /* sequences that take part in each step; NULL: all of them */
  int64_t hidden, state, gates; /* H, P, and all gates of a cell: H to 4 H */
  int64_t kept;                 /* numbers that a row keeps */
} lm_rnn;

static inline int64_t lm_rnn_gates(lm_rnn_mode mode) {
  return mode == LM_RNN_LSTM ? 4 : mode == LM_RNN_GRU ? 3 : 1;
}
static inline int64_t lm_rnn_extra(lm_rnn_mode mode) { /* between gates and state, in H */
  return mode == LM_RNN_LSTM ? 2 : mode == LM_RNN_GRU ? 1 : 0;
}
bool lm_rnn_mode_of(const char *op, const char *name, lm_rnn_mode *mode);
/* Fills r but for the mode and the direction, which are set: from checked arguments. */
void lm_rnn_measure(lm_rnn *r, int64_t rows, const lm_tensor *hx, const lm_tensor *w_hh,
                    const lm_tensor *w_hr, const lm_tensor *batch_sizes);

/* The steps in order: the one at hand has `count` rows that begin at row `begin`. */
typedef struct lm_rnn_at {
  int64_t step, begin, count;
  bool down; /* from the last step to the first */
} lm_rnn_at;

static inline lm_rnn_at lm_rnn_start(const lm_rnn *r, bool down) {
  return down ? (lm_rnn_at){r->steps, r->rows, 0, true} : (lm_rnn_at){-1, 0, 0, false};
}
static inline bool lm_rnn_next(const lm_rnn *r, lm_rnn_at *at) {
  if (!at->down) at->begin += at->count;
  at->step += at->down ? -1 : 1;
  if (at->step < 0 || at->step >= r->steps) return false;
  at->count = r->sizes ? r->sizes[at->step] : r->batch;
  if (at->down) at->begin -= at->count;
  return true;
}

/* What the gradients of a layer are made of; all belong to the open scope. */
typedef struct lm_rnn_parts {
  lm_tensor *gates;  /* (rows, gates): gradient of what the gates' activations receive */
  lm_tensor *hidden; /* the same for their hidden side, which for GRU is another */
  lm_tensor *states; /* (rows, P), the states before each step */
  lm_tensor *outer;  /* with a projection: (rows, P), the gradient of each state */
  lm_tensor *inner;  /* ... and (rows, H), what the projection received */
  lm_tensor *hx, *cx;
} lm_rnn_parts;

/* The arguments of a layer, NULL where one was not given, and the gradients that came. */
typedef struct lm_rnn_operands {
  lm_tensor *input, *hx, *cx, *w_ih, *w_hh, *b_ih, *b_hh, *w_hr;
  lm_tensor *grad, *grad_h, *grad_c;
} lm_rnn_operands;

/* The parts in operations, each step anew, so that they can be derived again. */
bool lm_rnn_compose(const lm_rnn *r, const lm_rnn_operands *o, lm_rnn_parts *parts);

#endif
