/* The operators of tensors.  They are the hot path of scripts, so two plain operands go to dispatch
** without the machinery of named arguments. */
#include "vm/vm.h"

/* An operand: a tensor, or a number as a wrapped tensor that *owned then holds. */
static lm_tensor *operand(lua_State *L, int i, const char *op, lm_tensor **owned) {
  lm_tensor *t = lmvm_totensor(L, i);
  lm_scalar s;
  if (t != NULL) return t;
  if (lmvm_toscalar(L, i, &s)) return *owned = lm_new_wrapped(s);
  lm_fail("%s: operand %d must be a tensor or a number, not %s", op, i, luaL_typename(L, i));
  return NULL;
}

/* upvalues: lmvm, tensor metatable */
static int binary(lua_State *L, lm_op_id op) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor **handle = lmvm_upvalue_handle(L, vm);
  lm_tensor *owned[2] = {NULL}, *out[LM_MAX_RESULTS];
  lm_arg arg[3] = {{.t = operand(L, 1, lm_ops[op].name, &owned[0])}, {.t = NULL}, {.s = lm_int(1)}};
  if (arg[0].t) arg[1].t = operand(L, 2, lm_ops[op].name, &owned[1]);
  bool ok = arg[0].t && arg[1].t && lm_dispatch(op, arg, out, NULL);
  if (owned[0]) lm_release(owned[0]);
  if (owned[1]) lm_release(owned[1]);
  if (!ok) return lmvm_error(L);
  *handle = out[0];
  if (out[0]->wrapped && !lmvm_unwrap(handle)) return lmvm_error(L);
  lmvm_pace(L, vm);
  return 1;
}

static int unary(lua_State *L, lm_op_id op) {
  lmvm *vm = lmvm_upvalue(L);
  lm_tensor **handle = lmvm_newhandle(L), *out[LM_MAX_RESULTS];
  lm_arg arg[1] = {{.t = lmvm_checktensor(L, 1, lm_ops[op].name)}};
  if (!lm_dispatch(op, arg, out, NULL)) return lmvm_error(L);
  *handle = out[0];
  lmvm_pace(L, vm);
  return 1;
}

#define BINARY(name, op) \
  static int op_##name(lua_State *L) { return binary(L, LM_OP_##op); }
BINARY(add, add)
BINARY(sub, sub)
BINARY(mul, mul)
BINARY(div, div)
BINARY(mod, remainder)
BINARY(pow, pow)
BINARY(idiv, floor_divide)
BINARY(band, bitwise_and)
BINARY(bor, bitwise_or)
BINARY(bxor, bitwise_xor)
BINARY(shl, bitwise_left_shift)
BINARY(shr, bitwise_right_shift)
static int op_unm(lua_State *L) { return unary(L, LM_OP_neg); }
static int op_bnot(lua_State *L) { return unary(L, LM_OP_bitwise_not); }

/* == asks whether both are the same tensor; elements are compared by :eq(). */
static int op_eq(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *a = lmvm_totensor(L, 1), *b = lmvm_totensor(L, 2);
  lua_pushboolean(L, a && a == b);
  return 1;
}

static int op_compare(lua_State *L) {
  return lmvm_fail(
      L, "tensors are compared elementwise by methods: a:lt(b), a:le(b), a:gt(b), a:ge(b), "
         "a:eq(b)");
}

static int op_concat(lua_State *L) {
  return lmvm_fail(
      L, "tensors are not strings: join them with tensor.cat{a, b}, or print tostring(x)");
}

static int op_len(lua_State *L) {
  lmvm_upvalue(L);
  lm_tensor *t = lmvm_checktensor(L, 1, "#");
  if (t->ndim == 0) return lmvm_fail(L, "#: a tensor without dimensions has no length");
  lua_pushinteger(L, t->sizes[0]);
  return 1;
}

const luaL_Reg lmvm_operators[] = {
    {"__add", op_add},    {"__sub", op_sub},       {"__mul", op_mul},   {"__div", op_div},
    {"__mod", op_mod},    {"__pow", op_pow},       {"__idiv", op_idiv}, {"__band", op_band},
    {"__bor", op_bor},    {"__bxor", op_bxor},     {"__shl", op_shl},   {"__shr", op_shr},
    {"__unm", op_unm},    {"__bnot", op_bnot},     {"__eq", op_eq},     {"__lt", op_compare},
    {"__le", op_compare}, {"__concat", op_concat}, {"__len", op_len},   {NULL, NULL}};
