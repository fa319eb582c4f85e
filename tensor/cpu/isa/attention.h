/* What is done to a block of the scores of attention, one table for each instruction set.
**
** A block is `rows` by `columns` elements of float or double, the rows `ld` apart.  Behind its columns
** a row is filled up with -inf to `padded` elements, a multiple of LM_ATTENTION_PAD, which thus weigh
** nothing.
*/
#ifndef LM_CPU_ISA_ATTENTION_H
#define LM_CPU_ISA_ATTENTION_H

#include "tensor/cpu/isa.h"

#include <stdbool.h>
#include <stdint.h>

enum { LM_ATTENTION_PAD = 16 };

typedef struct lm_attention_block {
  int64_t rows, columns, padded, ld;
  int64_t place, column; /* position of the first query among the keys, and of the first key */
  int64_t left, right;   /* what a query sees before and behind its own place; -1: all */
  double slope;          /* times the distance, taken off; 0: nothing is */
  const void *mask;      /* of the block's first element; NULL: none */
  int64_t mask_row, mask_column; /* in elements */
  bool mask_is_bool;             /* else it has the scores' type, and is added */
} lm_attention_block;

typedef struct lm_attention_table { /* [double?] */
  /* Distances, mask, window and padding. */
  void (*mark[2])(const lm_attention_block *b, void *scores);
  /* Scores to exponentials of their distance to the largest so far, m; sums s and the rows of `out` (of
  ** `features` elements, NULL: there is nothing in them yet) are brought to the new m. */
  void (*online[2])(const lm_attention_block *b, void *scores, void *m, void *s, void *out,
                    int64_t features);
  /* out / s, and lse = m + log(s). */
  void (*finish[2])(int64_t rows, int64_t features, void *out, const void *m, const void *s,
                    void *lse);
  /* Scores to weights. */
  void (*weigh[2])(const lm_attention_block *b, void *scores, const void *lse);
  /* Sums of a * b over rows of `features` elements; b lies without gaps, a's rows `lda` apart. */
  void (*dots[2])(int64_t rows, int64_t features, void *out, const void *a, int64_t lda,
                  const void *b);
  /* d = p * (d - delta), delta one for each row. */
  void (*score_grad[2])(const lm_attention_block *b, void *d, const void *p, const void *delta);
  /* n elements: out = x * scale where w >= drop, else 0. */
  void (*drop[2])(void *out, const void *x, const uint32_t *w, int64_t n, uint64_t drop,
                  double scale);
  /* A row of rotary_embedding: `pairs` pairs turned, the other features copied. */
  void (*rotate[2])(void *out, const void *x, const void *cosines, const void *sines, int64_t pairs,
                    int64_t features, bool neighbours);
} lm_attention_table;

#endif
