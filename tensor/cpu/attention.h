/* What the forward and the backward kernel of attention share. */
#ifndef CPU_ATTENTION_H
#define CPU_ATTENTION_H

#include "tensor/attention.h"
#include "tensor/cpu/isa/attention.h"

#include <stdatomic.h>
#include <string.h>

LM_ISA_TABLE(lm_attention_table, lm_attentions)

/* Matrices (rows, columns) of a batch: where each begins, and how far apart its rows are. */
typedef struct cpu_heads {
  lm_tensor *t; /* owned; NULL: there is none */
  int64_t row;  /* in elements, as all strides */
} cpu_heads;

typedef struct cpu_attention {
  cpu_heads q, k, v, mask, slopes; /* the strides of mask are what the script gave */
  int batch_dims;
  int64_t sizes[LM_MAX_DIMS]; /* of the batch */
  int64_t batch, queries, keys, features, outputs;
  double scale;
  lm_window window;
  lm_attention_draw draw;
  bool wide; /* double, else float */
  int64_t size;
  int64_t block_rows, block_columns, ld; /* of a block of scores, at most */
  atomic_bool failed;                    /* an item found no memory */
} cpu_attention;

/* Reads the operands; blocks have `columns` keys at most.  False with a message; cpu_attention_end
** gives the operands back in any case. */
bool cpu_attention_begin(cpu_attention *a, lm_tensor *q, lm_tensor *k, lm_tensor *v,
                         lm_tensor *mask, lm_tensor *slopes, int64_t columns);
void cpu_attention_end(cpu_attention *a);
/* A matrix operand of one dtype whose rows lie without gaps; false with a message. */
bool cpu_heads_of(cpu_heads *h, lm_tensor *t, lm_dtype dtype);
/* The matrix of a place in the batch, from a row on. */
char *cpu_head(const cpu_attention *a, const cpu_heads *h, int64_t place, int64_t row);

/* The keys from *first to before *end that some of the queries i .. i + rows - 1 see. */
void cpu_attention_span(const cpu_attention *a, int64_t i, int64_t rows, int64_t *first,
                        int64_t *end);
/* The scores of a block, scaled, with all that is added to them; b gets its description. */
void cpu_attention_scores(const cpu_attention *a, int64_t place, int64_t i, int64_t rows, int64_t j,
                          int64_t columns, char *scores, lm_attention_block *b);
/* Dropout: out = x where the draw keeps it, scaled, else 0.  `words` has room for ld + 8. */
void cpu_attention_drop(const cpu_attention *a, int64_t place, int64_t i, int64_t j,
                        const lm_attention_block *b, char *out, const char *x, uint32_t *words);

/* Zeros from a place on; none for tensors without elements, whose place is NULL. */
static inline void cpu_attention_zero(const cpu_attention *a, char *at, int64_t elements) {
  if (elements > 0) memset(at, 0, (size_t)(elements * a->size));
}

/* c = alpha a b (transposed: ta, tb) + beta c; m, n, k and the rows' distances as in gemm.h. */
void cpu_attention_product(const cpu_attention *a, bool ta, bool tb, int64_t m, int64_t n,
                           int64_t k, double alpha, const char *x, int64_t ldx, const char *y,
                           int64_t ldy, double beta, char *out, int64_t ldo);

#endif
