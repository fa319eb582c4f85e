/* What the rule and the kernels of attention share: its lists of integers, read. */
#ifndef LM_ATTENTION_H
#define LM_ATTENTION_H

#include "tensor/op.h"

/* Query i stands at position i + offset of the keys and sees those from `left` before it to `right`
** behind it; -1: no limit. */
typedef struct lm_window {
  int64_t left, right, offset;
} lm_window;

/* Dropout with probability p reads word e of the draw for element e of the scores. */
typedef struct lm_attention_draw {
  double p;
  uint64_t seed, first;
} lm_attention_draw;

/* Positions and limits beyond this are refused, so that sums of two cannot overflow. */
#define LM_WINDOW_MOST (INT64_C(1) << 53)

static inline lm_window lm_window_of(const lm_ints *w) {
  return (lm_window){w->v[0], w->v[1], w->v[2]};
}
static inline lm_attention_draw lm_attention_draw_of(double p, const lm_ints *d) {
  return (lm_attention_draw){p, (uint64_t)d->v[0], (uint64_t)d->v[1]};
}

/* The blocks of four words that a draw for scores of `batch` matrices takes; -1 when that overflows. */
static inline int64_t lm_attention_blocks(int64_t batch, int64_t rows, int64_t columns) {
  int64_t n;
  if (__builtin_mul_overflow(batch, rows, &n) || __builtin_mul_overflow(n, columns, &n)) return -1;
  return n / 4 + (n % 4 != 0);
}

#endif
