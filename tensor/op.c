/* The rows of ops.def as data. */
#include "tensor/autograd.h"

/* Rules, composites and vjps by name.  They are declared weak so that a row that has none (a
** composite needs no vjp, say) holds NULL; spec/core/table_spec.c checks that each row has what its
** kind needs. */
#define OP(kind, name, results, args, keeps, flags, doc)                                 \
  extern bool lm_rule_##name(lm_call *c) __attribute__((weak));                          \
  extern LM_CAT(LM_RETURN_, results) lm_do_##name(LM_PROTO(args)) __attribute__((weak)); \
  extern VJP(name) __attribute__((weak));
#include "tensor/ops.def"

/* Each row's arguments in an array of their own: most rows have few, and what is here is relocated
** when a process starts. */
#define OP(kind, name, results, args, keeps, flags, doc) \
  static const lm_param params_##name[] = {LM_DESC(args)};
#include "tensor/ops.def"

/* Composites are written with typed arguments; these take them from a call. */
static bool keep_1(lm_call *c, lm_tensor *t) { return (c->out[0] = t) != NULL; }
static bool keep_some(lm_call *c, lm_tuple t, int n) {
  for (int i = 0; i < n; i++) c->out[i] = t.v[i];
  if (lm_ops[c->op].flags & LM_SOME) return t.v[0] && !lm_error();
  for (int i = 0; i < n; i++)
    if (t.v[i] == NULL) return false;
  return true;
}
static bool keep_2(lm_call *c, lm_tuple t) { return keep_some(c, t, 2); }
static bool keep_3(lm_call *c, lm_tuple t) { return keep_some(c, t, 3); }
__attribute__((unused)) static bool keep_4(lm_call *c, lm_tuple t) { return keep_some(c, t, 4); }
static bool keep_LIST(lm_call *c, lm_list *l) { return (c->list = l) != NULL; }

#define OP(kind, name, results, args, keeps, flags, doc)           \
  __attribute__((unused)) static bool compose_##name(lm_call *c) { \
    lm_arg *a = c->arg;                                            \
    return keep_##results(c, lm_do_##name(LM_UNBOX(args)));        \
  }
#include "tensor/ops.def"

#define RESULTS_1 1
#define RESULTS_2 2
#define RESULTS_3 3
#define RESULTS_4 4
#define RESULTS_LIST 0
#define K(i) LM_KEEP_ARG(i)
#define KX(i, j) (LM_KEEP_ARG(i) | LM_KEEP_ARG(j) | LM_KEEP_CROSS)
#define R(i) LM_KEEP_RESULT(i)
#define NONE 0
#define INPLACE LM_INPLACE
#define NODIFF LM_NODIFF
#define HIDDEN LM_HIDDEN
#define ITEM LM_ITEM
#define NN LM_NN
#define CREATE LM_CREATE
#define RANDOM LM_RANDOM
#define INTO LM_INTO
#define SPREAD LM_SPREAD
#define CPLX LM_COMPLEX
#define FIELD LM_FIELD
#define SOME LM_SOME

/* Per argument kind: is it a tensor, is it a list? */
#define COUNT1(entry, i) +1
#define IS_T(x) +1
#define IS_TO(x) +1
#define IS_TS(x) +1
#define IS_TSO(x) +1
#define IS_TL(x) +1
#define IS_S(x, d)
#define IS_SR(x)
#define IS_SO(x)
#define IS_I(x, d)
#define IS_IR(x)
#define IS_F(x, d)
#define IS_B(x, d)
#define IS_POS(x)
#define IS_DIM(x, d)
#define IS_DIMR(x)
#define IS_DIMO(x)
#define IS_DIMS(x)
#define IS_SIZE(x)
#define IS_INTS(x)
#define IS_INTSO(x, d)
#define IS_PADS(x, d)
#define IS_DIMLIST(x)
#define IS_IL(x)
#define IS_FL(x)
#define IS_FLO(x, d)
#define IS_DT(x)
#define IS_DEV(x)
#define IS_STR(x, d)
#define IS_ORD(x)
#define IS_PAIR(x)
#define IS_GEN(x)
#define TENSORS1(entry, i) IS_##entry

const lm_op lm_ops[LM_OP_COUNT] = {
#define OP(kind_, name_, results_, args_, keeps_, flags_, doc_)                                \
  [LM_OP_##name_] = {.name = #name_,                                                           \
                     .kind = LM_KIND_##kind_,                                                  \
                     .results = RESULTS_##results_,                                            \
                     .n_params = 0 LM_EACH(COUNT1, args_),                                     \
                     .n_tensors = 0 LM_EACH(TENSORS1, args_),                                  \
                     .keeps = keeps_,                                                          \
                     .flags = flags_,                                                          \
                     .params = params_##name_,                                                 \
                     .rule = lm_rule_##name_,                                                  \
                     .compose = LM_KIND_##kind_ == LM_KIND_COMPOSITE ? compose_##name_ : NULL, \
                     .vjp = lm_vjp_##name_,                                                    \
                     .doc = doc_},
#include "tensor/ops.def"
};

const lm_alias_row lm_aliases[] = {
#define ALIAS(name, op) {#name, LM_OP_##op},
#include "tensor/ops.def"
};
const int lm_alias_count = sizeof lm_aliases / sizeof *lm_aliases;

#define SIG_T_T .arity = 1
#define SIG_TT_T .arity = 2
#define SIG_TTT_T .arity = 3
#define SIG_T_R .arity = 1, .real_result = true
#define SIG_T_B .arity = 1, .bool_result = true
#define SIG_TT_B .arity = 2, .bool_result = true
#define SIG_BTT_T .arity = 3, .first_is_bool = true
#define PROMOTE_SAME .to_float = false
#define PROMOTE_FLOAT .to_float = true
#define PROMOTE_COUNT .counts = true

const lm_pointwise lm_pointwise_rows[LM_OP_COUNT] = {
#define POINTWISE(name, sig, promotion, set, args, keeps, flags, doc) \
  [LM_OP_##name] = {SIG_##sig, PROMOTE_##promotion, .dtypes = LM_SET_##set},
#include "tensor/ops.def"
};

/* One typed C function for each row: it boxes its arguments and dispatches. */
static lm_tensor *run_1(lm_op_id op, lm_arg *a) {
  lm_tensor *out[LM_MAX_RESULTS] = {NULL};
  return lm_dispatch(op, a, out, NULL) ? lm_scoped(out[0]) : NULL;
}
static lm_tuple run_2(lm_op_id op, lm_arg *a) {
  lm_tuple t = {{NULL}};
  if (lm_dispatch(op, a, t.v, NULL))
    for (int i = 0; i < LM_MAX_RESULTS; i++) t.v[i] = lm_scoped(t.v[i]);
  return t;
}
#define run_3 run_2
#define run_4 run_2
static lm_list *run_LIST(lm_op_id op, lm_arg *a) {
  lm_list *list = NULL;
  return lm_dispatch(op, a, NULL, &list) ? list : NULL;
}

#define OP(kind, name, results, args, keeps, flags, doc)  \
  LM_CAT(LM_RETURN_, results) lm_##name(LM_PROTO(args)) { \
    lm_arg a[] = {LM_BOX(args)};                          \
    return run_##results(LM_OP_##name, a);                \
  }
#include "tensor/ops.def"

/* Formulas with a number: a node that needs the wrapped number keeps its elements. */
static lm_tensor *without(lm_tensor *number, lm_tensor *result) {
  lm_release(number);
  return result;
}
lm_tensor *lm_add_s(lm_tensor *a, double b) {
  lm_tensor *w = lm_new_wrapped(lm_float(b));
  return without(w, lm_add(a, w, lm_int(1)));
}
lm_tensor *lm_mul_s(lm_tensor *a, double b) {
  lm_tensor *w = lm_new_wrapped(lm_float(b));
  return without(w, lm_mul(a, w));
}
lm_tensor *lm_div_s(lm_tensor *a, double b) {
  lm_tensor *w = lm_new_wrapped(lm_float(b));
  return without(w, lm_div(a, w));
}
lm_tensor *lm_pow_s(lm_tensor *a, double b) {
  lm_tensor *w = lm_new_wrapped(lm_float(b));
  return without(w, lm_pow(a, w));
}
lm_tensor *lm_rsub_s(double a, lm_tensor *b) {
  lm_tensor *w = lm_new_wrapped(lm_float(a));
  return without(w, lm_sub(w, b, lm_int(1)));
}
lm_tensor *lm_sum_all(lm_tensor *a) { return lm_sum(a, NULL, false, LM_DTYPE_NONE); }
