/* How an operation runs: the rows of ops.def as data, calls, shape rules and kernels.
**
** `lm_dispatch` is the one way in.  It checks the arguments, lets the rule make the results, runs
** the kernel of the device's backend and records a node when a gradient may be asked for.
*/
#ifndef LM_OP_H
#define LM_OP_H

#include "tensor/tensor.h"

typedef enum lm_op_kind {
  LM_KIND_POINTWISE,
  LM_KIND_REDUCTION,
  LM_KIND_STRUCTURED,
  LM_KIND_VIEW,
  LM_KIND_DIRECT,
  LM_KIND_COMPOSITE
} lm_op_kind;

enum { /* flags of a row; `results` of a list is 0 */
       LM_INPLACE = 1,
       LM_NODIFF = 2,
       LM_HIDDEN = 4,
       LM_ITEM = 8,
       LM_NN = 16,
       LM_CREATE = 32,
       LM_RANDOM = 64,
       LM_INTO = 128,
       LM_SPREAD = 256,
       LM_COMPLEX = 512,
       LM_FIELD = 1024,
       LM_SOME = 2048
};

/* What a vjp reads, as bits: arguments from bit 0, "if the other needs it" for arguments 0 and 1,
** results from bit 16. */
#define LM_KEEP_ARG(i) (1u << (i))
#define LM_KEEP_CROSS (1u << 15)
#define LM_KEEP_RESULT(i) (1u << (16 + (i)))

typedef struct lm_call lm_call;

typedef struct lm_op {
  const char *name;
  lm_op_kind kind;
  int8_t results; /* 1 .. LM_MAX_RESULTS, 0 for a list */
  int8_t n_params;
  int8_t n_tensors; /* how many of them are tensors (a list, the last of these, counts as one) */
  uint32_t keeps, flags;
  const lm_param *params;
  bool (*rule)(lm_call *);    /* structured, reductions, views: makes the results; pointwise rows
                                 may have one that refuses arguments */
  bool (*compose)(lm_call *); /* composites: computes the results */
  void (*vjp)(lm_node *n, lm_tensor *const *g, lm_tensor **gi); /* see autograd.h */
  const char *doc;
} lm_op;

extern const lm_op lm_ops[LM_OP_COUNT];

/* Another Lua name of an operation, in the order of ops.def. */
typedef struct lm_alias_row {
  const char *name;
  lm_op_id op;
} lm_alias_row;
extern const lm_alias_row lm_aliases[];
extern const int lm_alias_count;

struct lm_call {
  lm_op_id op;
  lm_arg *arg;
  lm_tensor *out[LM_MAX_RESULTS];
  lm_list *list;      /* the result of operations with results LIST */
  bool inplace;       /* out[0] is the tensor to write into (pointwise, and rows with INTO) */
  int64_t scratch[4]; /* from the rule to the kernel */
};

/* Sees each operation that has a kernel or a formula, once it ran, or gives its results instead.  Not
** composites, of which it sees the parts; not views. */
typedef struct lm_watch {
  /* True when it filled c->out; false with a message after a failure. */
  bool (*recall)(struct lm_watch *w, lm_call *c);
  bool (*note)(struct lm_watch *w, const lm_call *c); /* false with a message */
} lm_watch;

/* Runs an operation.  Arguments are borrowed; results in `out` (or `*list`) are owned by the caller
** and never belong to a scope. */
bool lm_dispatch(lm_op_id op, lm_arg *arg, lm_tensor **out, lm_list **list);
/* The in-place twin: arg[0].t is changed and its version raised. */
bool lm_dispatch_inplace(lm_op_id op, lm_arg *arg);

/* The whole of a pointwise call: promotion, broadcasting, the kernel. */
bool lm_pointwise_call(lm_call *c);
bool lm_copy_into(lm_tensor *dst, lm_tensor *src); /* recorded when grad mode is on */

/* lm_wrap, but always the caller's. */
lm_tensor *lm_new_wrapped(lm_scalar s);

/* The elements of src, broadcast and cast, into dst, with no thought of autograd. */
bool lm_copy_elements(lm_tensor *dst, lm_tensor *src);
/* Part of src into part of dst, both of one dtype and device: the elements of their storages that `sizes`
** and strides (which may be negative) reach from an offset on.  The parts must not share elements. */
bool lm_copy_part(int ndim, const int64_t *sizes, lm_tensor *dst, const int64_t *dst_strides,
                  int64_t dst_offset, lm_tensor *src, const int64_t *src_strides,
                  int64_t src_offset);
/* Runs a pointwise row's kernel: out has the broadcast shape already. */
bool lm_run_pointwise(lm_op_id op, lm_tensor *out, lm_tensor *const *in, int n,
                      const lm_scalar *params, lm_dtype compute);
/* Fills with one number. */
bool lm_fill_elements(lm_tensor *t, lm_scalar value);

/* The static description of pointwise rows. */
typedef struct lm_pointwise {
  int8_t arity; /* 0: the row is not pointwise */
  bool bool_result;
  bool real_result;   /* T_R: a part's dtype where the operand is complex */
  bool first_is_bool; /* BTT_T */
  bool to_float;
  bool counts;    /* booleans are integers */
  uint8_t dtypes; /* LM_SET_... */
} lm_pointwise;
/* The sets with _C hold the complex dtypes too. */
enum {
  LM_SET_ALL,
  LM_SET_NUMBERS,
  LM_SET_FLOATS,
  LM_SET_INTS,
  LM_SET_C = 4,
  LM_SET_ALL_C = LM_SET_C | LM_SET_ALL,
  LM_SET_NUMBERS_C = LM_SET_C | LM_SET_NUMBERS,
  LM_SET_FLOATS_C = LM_SET_C | LM_SET_FLOATS
};
static inline int lm_set_of_reals(int set) { return set & ~LM_SET_C; }
extern const lm_pointwise lm_pointwise_rows[LM_OP_COUNT];

/* Promotion of tensors as PyTorch does it: dimensioned over 0-dim over wrapped numbers, by category. */
lm_dtype lm_result_type(lm_tensor *const *t, int n);
/* A dtype that has a kernel for the set; LM_DTYPE_NONE with a message when there is none. */
lm_dtype lm_compute_dtype(lm_op_id op, lm_dtype promoted);

/* Rules and composites for rows are found by name; these spell their heads. */
#define RULE(name) bool lm_rule_##name(lm_call *c)
#define A(i) (c->arg[i])

static inline const char *lm_op_name(const lm_call *c) { return lm_ops[c->op].name; }

/* True when every tensor is on one device (0-dim CPU numbers may join); fails with both names. */
bool lm_same_device(const char *op, const lm_tensor *a, const lm_tensor *b);

#endif
