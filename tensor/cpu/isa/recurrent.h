/* Cells of recurrent nets, a row at a time: what is left of a step beside its products. */
#ifndef CPU_ISA_RECURRENT_H
#define CPU_ISA_RECURRENT_H

#include "tensor/cpu/isa.h"

#include <stdbool.h>
#include <stdint.h>

/* One row; `gates` holds the products of input and state and becomes the gates. */
typedef struct lm_cell_forward {
  void *gates;
  const void *hidden; /* GRU: the product of the state alone */
  const void *bias;   /* of all gates, and GRU one more H: the bias of the hidden side of new */
  void *cell;         /* LSTM: in and out */
  void *tanh_cell;    /* LSTM: its result's tanh; may be the place of the first gate */
  void *hidden_new;   /* GRU: hidden + bias of the third gate; may be its place in `hidden` */
  void *state;        /* GRU: before and after; else after alone */
} lm_cell_forward;

/* One row of what was kept, with the gradients around it. */
typedef struct lm_cell_backward {
  const void *gates, *cell, *tanh_cell, *hidden_new, *state; /* cell, state: before the step */
  const void *grad;       /* of the step's result; NULL: nothing came */
  void *d_state, *d_cell; /* from the steps after; d_cell: in and out; d_state, GRU: likewise */
  void *d_gates, *d_hidden;
} lm_cell_backward;

typedef struct lm_recurrent_table {
  void (*forward[4][2])(const lm_cell_forward *c, int64_t n); /* by lm_rnn_mode; float, double */
  void (*backward[4][2])(const lm_cell_backward *c, int64_t n);
} lm_recurrent_table;

#endif
