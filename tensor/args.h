/* How a row of ops.def spells its arguments, and what is expanded from that spelling.
**
** A row gives a parenthesised list such as (T(self), DIMS(dim), B(keepdim, false)).  Each entry is a
** kind with a name and, where it is optional, a default.  From the list come the C prototype
** (LM_PROTO), the boxing of C arguments into `lm_arg`s (LM_BOX), their unboxing for functions
** written by hand (LM_UNBOX) and the run-time description that the Lua binding parses with
** (LM_DESC).
**
**   entry          C type               Lua value
**   T(x)           lm_tensor *          tensor
**   TO(x)          lm_tensor *          tensor or nil (NULL)
**   TS(x)          lm_tensor *          tensor or number (a number becomes a wrapped 0-dim tensor)
**   TSO(x)         lm_tensor *          the same, or nil
**   TL(x)          const lm_list *      list of tensors
**   S(x, d)        lm_scalar            number or boolean; default d
**   SR(x)          lm_scalar            the same, required
**   SO(x)          const lm_scalar *    the same, or nil (NULL)
**   I(x, d)        int64_t              integer; default d
**   IR(x)          int64_t              integer, required
**   F(x, d)        double               number; default d
**   B(x, d)        bool                 boolean; default d
**   POS(x)         int64_t              a position: 1-based or negative in Lua, 0-based or
**                                       negative in C; required
**   DIM(x, d)      int64_t              a dimension, counted like POS; default d as C counts
**   DIMR(x)        int64_t              the same, required
**   DIMO(x)        int64_t              the same, or nil (LM_NO_DIM)
**   DIMS(x)        const lm_ints *      one dimension or a list of them, or nil (NULL: all)
**   SIZE(x)        const lm_ints *      sizes: numbers or one table (also every argument left over)
**   INTS(x)        const lm_ints *      plain integers: a number or a list
**   INTSO(x, d)    const lm_ints *      the same; left out or nil it is NULL, which stands for d
**   PADS(x, d)     const lm_ints *      the same, or "valid" (no entries, v[0] is 0) or "same" (no
**                                       entries, v[0] is 1)
**   DIMLIST(x)     const lm_ints *      dimensions: numbers or one table, required
**   IL(x)          const lm_longs *     an integer, a list of integers of any length, or an integer
**                                       tensor of them; composites only
**   FL(x)          const lm_floats *    a list of numbers; composites only
**   FLO(x, d)      const lm_floats *    a number or such a list; left out or nil NULL, for d
**   DT(x)          lm_dtype             dtype name or nil (LM_DTYPE_NONE)
**   DEV(x)         lm_device            device name or nil (LM_DEVICE_NONE)
**   STR(x, d)      const char *         string; default d (NULL when none)
**   PAIR(x)        const lm_ints *      two lists of dimensions, counted like POS: the second one is
**                                       x[1]; composites only
**   ORD(x)         lm_ord               number, string or nil (LM_ORD_NONE); composites only
**   GEN(x)         lm_generator *       tensor.Generator or nil (NULL: the state's own)
*/
#ifndef LM_ARGS_H
#define LM_ARGS_H

#include <stdbool.h>

/* clang-format off */
typedef enum lm_arg_kind {
  LM_ARG_T, LM_ARG_TO, LM_ARG_TS, LM_ARG_TSO, LM_ARG_TL,
  LM_ARG_S, LM_ARG_SR, LM_ARG_SO, LM_ARG_I, LM_ARG_IR, LM_ARG_F, LM_ARG_B,
  LM_ARG_POS, LM_ARG_DIM, LM_ARG_DIMR, LM_ARG_DIMO, LM_ARG_DIMS, LM_ARG_SIZE, LM_ARG_INTS,
  LM_ARG_INTSO, LM_ARG_PADS, LM_ARG_DIMLIST, LM_ARG_IL, LM_ARG_FL, LM_ARG_FLO, LM_ARG_DT,
  LM_ARG_DEV, LM_ARG_STR, LM_ARG_PAIR, LM_ARG_ORD, LM_ARG_GEN
} lm_arg_kind;

/* LM_EACH(M, (a, b, c)) is M(a, 0) M(b, 1) M(c, 2); LM_EACH_COMMA puts commas between. */
#define LM_CAT_(a, b) a##b
#define LM_CAT(a, b) LM_CAT_(a, b)
#define LM_NARGS_(a, b, c, d, e, f, g, h, i, j, k, l, m, n, N, ...) N
#define LM_NARGS(...) LM_NARGS_(__VA_ARGS__, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define LM_STRIP(...) __VA_ARGS__
#define LM_E1(M, S, i, a) M(a, i)
#define LM_E2(M, S, i, a, ...) M(a, i) S() LM_E1(M, S, i + 1, __VA_ARGS__)
#define LM_E3(M, S, i, a, ...) M(a, i) S() LM_E2(M, S, i + 1, __VA_ARGS__)
#define LM_E4(M, S, i, a, ...) M(a, i) S() LM_E3(M, S, i + 1, __VA_ARGS__)
#define LM_E5(M, S, i, a, ...) M(a, i) S() LM_E4(M, S, i + 1, __VA_ARGS__)
#define LM_E6(M, S, i, a, ...) M(a, i) S() LM_E5(M, S, i + 1, __VA_ARGS__)
#define LM_E7(M, S, i, a, ...) M(a, i) S() LM_E6(M, S, i + 1, __VA_ARGS__)
#define LM_E8(M, S, i, a, ...) M(a, i) S() LM_E7(M, S, i + 1, __VA_ARGS__)
#define LM_E9(M, S, i, a, ...) M(a, i) S() LM_E8(M, S, i + 1, __VA_ARGS__)
#define LM_E10(M, S, i, a, ...) M(a, i) S() LM_E9(M, S, i + 1, __VA_ARGS__)
#define LM_E11(M, S, i, a, ...) M(a, i) S() LM_E10(M, S, i + 1, __VA_ARGS__)
#define LM_E12(M, S, i, a, ...) M(a, i) S() LM_E11(M, S, i + 1, __VA_ARGS__)
#define LM_E13(M, S, i, a, ...) M(a, i) S() LM_E12(M, S, i + 1, __VA_ARGS__)
#define LM_E14(M, S, i, a, ...) M(a, i) S() LM_E13(M, S, i + 1, __VA_ARGS__)
#define LM_COMMA() ,
#define LM_NOTHING()
#define LM_EACH_(M, S, ...) LM_CAT(LM_E, LM_NARGS(__VA_ARGS__))(M, S, 0, __VA_ARGS__)
#define LM_EACH(M, list) LM_EACH_(M, LM_NOTHING, LM_STRIP list)
#define LM_EACH_COMMA(M, list) LM_EACH_(M, LM_COMMA, LM_STRIP list)

/* Prototypes. */
#define LM_P_T(x) lm_tensor *x
#define LM_P_TO(x) lm_tensor *x
#define LM_P_TS(x) lm_tensor *x
#define LM_P_TSO(x) lm_tensor *x
#define LM_P_TL(x) const lm_list *x
#define LM_P_S(x, d) lm_scalar x
#define LM_P_SR(x) lm_scalar x
#define LM_P_SO(x) const lm_scalar *x
#define LM_P_I(x, d) int64_t x
#define LM_P_IR(x) int64_t x
#define LM_P_F(x, d) double x
#define LM_P_B(x, d) bool x
#define LM_P_POS(x) int64_t x
#define LM_P_DIM(x, d) int64_t x
#define LM_P_DIMR(x) int64_t x
#define LM_P_DIMO(x) int64_t x
#define LM_P_DIMS(x) const lm_ints *x
#define LM_P_SIZE(x) const lm_ints *x
#define LM_P_INTS(x) const lm_ints *x
#define LM_P_INTSO(x, d) const lm_ints *x
#define LM_P_PADS(x, d) const lm_ints *x
#define LM_P_DIMLIST(x) const lm_ints *x
#define LM_P_IL(x) const lm_longs *x
#define LM_P_FL(x) const lm_floats *x
#define LM_P_FLO(x, d) const lm_floats *x
#define LM_P_DT(x) lm_dtype x
#define LM_P_DEV(x) lm_device x
#define LM_P_STR(x, d) const char *x
#define LM_P_ORD(x) lm_ord x
#define LM_P_PAIR(x) const lm_ints *x
#define LM_P_GEN(x) lm_generator *x
#define LM_PROTO1(entry, i) LM_P_##entry
#define LM_PROTO(list) LM_EACH_COMMA(LM_PROTO1, list)

/* Boxing: the arguments of such a prototype as initialisers of an lm_arg array. */
#define LM_X_T(x) {.t = x}
#define LM_X_TO(x) {.t = x}
#define LM_X_TS(x) {.t = x}
#define LM_X_TSO(x) {.t = x}
#define LM_X_TL(x) {.list = x}
#define LM_X_S(x, d) {.s = x}
#define LM_X_SR(x) {.s = x}
#define LM_X_SO(x) {.so = x}
#define LM_X_I(x, d) {.i = x}
#define LM_X_IR(x) {.i = x}
#define LM_X_F(x, d) {.f = x}
#define LM_X_B(x, d) {.b = x}
#define LM_X_POS(x) {.i = x}
#define LM_X_DIM(x, d) {.i = x}
#define LM_X_DIMR(x) {.i = x}
#define LM_X_DIMO(x) {.i = x}
#define LM_X_DIMS(x) {.ints = x}
#define LM_X_SIZE(x) {.ints = x}
#define LM_X_INTS(x) {.ints = x}
#define LM_X_INTSO(x, d) {.ints = x}
#define LM_X_PADS(x, d) {.ints = x}
#define LM_X_DIMLIST(x) {.ints = x}
#define LM_X_IL(x) {.longs = x}
#define LM_X_FL(x) {.floats = x}
#define LM_X_FLO(x, d) {.floats = x}
#define LM_X_DT(x) {.dtype = x}
#define LM_X_DEV(x) {.device = x}
#define LM_X_STR(x, d) {.str = x}
#define LM_X_ORD(x) {.ord = x}
#define LM_X_PAIR(x) {.ints = x}
#define LM_X_GEN(x) {.gen = x}
#define LM_BOX1(entry, i) LM_X_##entry
#define LM_BOX(list) LM_EACH_COMMA(LM_BOX1, list)

/* Unboxing: an lm_arg array `a` as the arguments of a call. */
#define LM_F_T(x) .t
#define LM_F_TO(x) .t
#define LM_F_TS(x) .t
#define LM_F_TSO(x) .t
#define LM_F_TL(x) .list
#define LM_F_S(x, d) .s
#define LM_F_SR(x) .s
#define LM_F_SO(x) .so
#define LM_F_I(x, d) .i
#define LM_F_IR(x) .i
#define LM_F_F(x, d) .f
#define LM_F_B(x, d) .b
#define LM_F_POS(x) .i
#define LM_F_DIM(x, d) .i
#define LM_F_DIMR(x) .i
#define LM_F_DIMO(x) .i
#define LM_F_DIMS(x) .ints
#define LM_F_SIZE(x) .ints
#define LM_F_INTS(x) .ints
#define LM_F_INTSO(x, d) .ints
#define LM_F_PADS(x, d) .ints
#define LM_F_DIMLIST(x) .ints
#define LM_F_IL(x) .longs
#define LM_F_FL(x) .floats
#define LM_F_FLO(x, d) .floats
#define LM_F_DT(x) .dtype
#define LM_F_DEV(x) .device
#define LM_F_STR(x, d) .str
#define LM_F_ORD(x) .ord
#define LM_F_PAIR(x) .ints
#define LM_F_GEN(x) .gen
#define LM_UNBOX1(entry, k) a[k] LM_F_##entry
#define LM_UNBOX(list) LM_EACH_COMMA(LM_UNBOX1, list)

/* Descriptions: initialisers of lm_param {name, kind, optional, default as text, number, string}. */
#define LM_D_T(x) {#x, LM_ARG_T, false, NULL, 0, NULL}
#define LM_D_TO(x) {#x, LM_ARG_TO, true, "nil", 0, NULL}
#define LM_D_TS(x) {#x, LM_ARG_TS, false, NULL, 0, NULL}
#define LM_D_TSO(x) {#x, LM_ARG_TSO, true, "nil", 0, NULL}
#define LM_D_TL(x) {#x, LM_ARG_TL, false, NULL, 0, NULL}
#define LM_D_S(x, d) {#x, LM_ARG_S, true, #d, d, NULL}
#define LM_D_SR(x) {#x, LM_ARG_SR, false, NULL, 0, NULL}
#define LM_D_SO(x) {#x, LM_ARG_SO, true, "nil", 0, NULL}
#define LM_D_I(x, d) {#x, LM_ARG_I, true, #d, d, NULL}
#define LM_D_IR(x) {#x, LM_ARG_IR, false, NULL, 0, NULL}
#define LM_D_F(x, d) {#x, LM_ARG_F, true, #d, d, NULL}
#define LM_D_B(x, d) {#x, LM_ARG_B, true, #d, d, NULL}
#define LM_D_POS(x) {#x, LM_ARG_POS, false, NULL, 0, NULL}
#define LM_D_DIM(x, d) {#x, LM_ARG_DIM, true, #d, d, NULL}
#define LM_D_DIMR(x) {#x, LM_ARG_DIMR, false, NULL, 0, NULL}
#define LM_D_DIMO(x) {#x, LM_ARG_DIMO, true, "nil", 0, NULL}
#define LM_D_DIMS(x) {#x, LM_ARG_DIMS, true, "nil", 0, NULL}
#define LM_D_SIZE(x) {#x, LM_ARG_SIZE, false, NULL, 0, NULL}
#define LM_D_INTS(x) {#x, LM_ARG_INTS, false, NULL, 0, NULL}
#define LM_D_INTSO(x, d) {#x, LM_ARG_INTSO, true, #d, 0, NULL}
#define LM_D_PADS(x, d) {#x, LM_ARG_PADS, true, #d, 0, NULL}
#define LM_D_DIMLIST(x) {#x, LM_ARG_DIMLIST, false, NULL, 0, NULL}
#define LM_D_IL(x) {#x, LM_ARG_IL, false, NULL, 0, NULL}
#define LM_D_FL(x) {#x, LM_ARG_FL, false, NULL, 0, NULL}
#define LM_D_FLO(x, d) {#x, LM_ARG_FLO, true, #d, 0, NULL}
#define LM_D_DT(x) {#x, LM_ARG_DT, true, "nil", 0, NULL}
#define LM_D_DEV(x) {#x, LM_ARG_DEV, true, "nil", 0, NULL}
#define LM_D_STR(x, d) {#x, LM_ARG_STR, true, #d, 0, d}
#define LM_D_ORD(x) {#x, LM_ARG_ORD, true, "nil", 0, NULL}
#define LM_D_PAIR(x) {#x, LM_ARG_PAIR, false, NULL, 0, NULL}
#define LM_D_GEN(x) {#x, LM_ARG_GEN, true, "nil", 0, NULL}
#define LM_DESC1(entry, i) LM_D_##entry
#define LM_DESC(list) LM_EACH_COMMA(LM_DESC1, list)

/* clang-format on */

/* What the binding knows of one argument. */
typedef struct lm_param {
  const char *name;
  lm_arg_kind kind;
  bool optional;
  const char *text; /* the default as ops.def spells it */
  double number;    /* the default of S, I, F, B, DIM (a DIM counts as in C) */
  const char *string;
} lm_param;

#endif
