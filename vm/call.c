/* Operations as Lua functions and methods.
**
** Each Lua name is one C closure over (lmvm, tensor metatable, candidates): the rows that share the
** name, tried in order.
*/
#include "vm/vm.h"
#include "tensor/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CANDIDATES 4

typedef struct candidates {
  int n;
  bool inplace;
  const char
      *name; /* that the script called, as ops.def spells it; without the twin's underscore */
  lm_op_id op[MAX_CANDIDATES];
} candidates;

#define LIST "luma.list"

/* A list of results that waits to become a table; collected if that raises. */
static int free_list(lua_State *L) {
  lm_list **list = luaL_checkudata(L, 1, LIST);
  lm_list_free(*list);
  *list = NULL;
  return 0;
}

static void push_list(lua_State *L, lm_list **list) {
  int n = (int)(*list)->n;
  lua_createtable(L, n, 0);
  for (int i = 0; i < n; i++) {
    lm_tensor **handle = lmvm_newhandle(L);
    *handle = (*list)->v[i];
    (*list)->v[i] = NULL;
    lua_rawseti(L, -2, i + 1);
  }
  lm_list_free(*list);
  *list = NULL;
}

/* What results go to, made before the arguments are read: whatever fails later leaks nothing. */
typedef struct places {
  lm_tensor **handle[LM_MAX_RESULTS];
  lm_list **list;
} places;

static void make_list_place(lua_State *L, places *p) {
  static const luaL_Reg meta[] = {{"__gc", free_list}, {NULL, NULL}};
  p->list = lua_newuserdatauv(L, sizeof *p->list, 0);
  *p->list = NULL;
  lmvm_metatable(L, LIST, meta);
  lua_setmetatable(L, -2);
}

static void make_places(lua_State *L, lmvm *vm, const candidates *c, places *p) {
  int most = 0;
  bool list = false;
  for (int i = 0; i < c->n; i++) {
    int results = lm_ops[c->op[i]].results;
    if (results > most) most = results;
    list |= results == 0;
  }
  for (int i = 0; i < most; i++) p->handle[i] = lmvm_upvalue_handle(L, vm);
  if (list) make_list_place(L, p);
}

/* The name in front of a message: its length, without the underscore of a twin. */
static size_t name_length(const char *message) {
  size_t n = strspn(message, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  if (message[n] != ':') return 0;
  return n && message[n - 1] == '_' ? n - 1 : n;
}

/* Raises the pending message under the name that was called: a row may go by another name, and what a
** composite calls speaks in its own. */
static int fail(lua_State *L, const candidates *c, lm_op_id op) {
  const char *row = lm_ops[op].name, *message = lm_error();
  if (message == NULL) return lmvm_error(L);
  size_t n = name_length(message);
  bool own = n == strlen(row) && memcmp(message, row, n) == 0;
  if (n == 0 || (own && strcmp(c->name, row) == 0) ||
      (!own && lm_ops[op].kind != LM_KIND_COMPOSITE))
    return lmvm_error(L);
  const char *rest = message + n;
  char renamed[512];
  snprintf(renamed, sizeof renamed, "%s%s", c->name, rest);
  lm_clear_error();
  lm_fail("%s", renamed);
  return lmvm_error(L);
}

static int run_list(lua_State *L, lmvm *vm, const candidates *c, lm_op_id op, lmvm_args *a,
                    lm_list **list) {
  bool ok = lm_dispatch(op, a->arg, NULL, list);
  lmvm_release_args(a);
  if (!ok) return fail(L, c, op);
  push_list(L, list);
  lmvm_pace(L, vm);
  return 1;
}

/* The memory format of what empty and the *_like functions made: their elements are equal, random or
** unset, so that the strides alone can change. */
static bool lay_out(const lm_op *row, lm_tensor *t, const lm_tensor *like, const char *format) {
  lm_layout layout = like ? LM_PRESERVE : LM_CONTIGUOUS;
  if (format && !lm_layout_by_name(row->name, format, &layout)) return false;
  return (layout == LM_PRESERVE && like == NULL) || lm_lay_out(row->name, t, layout, like);
}

/* The places stand on the stack above the arguments, which end at `top`. */
static int run(lua_State *L, lmvm *vm, const candidates *c, lm_op_id op, lmvm_args *a, int top,
               const places *p) {
  const lm_op *row = &lm_ops[op];
  if (row->results == 0) return run_list(L, vm, c, op, a, p->list);
  lm_tensor *out[LM_MAX_RESULTS] = {NULL};
  bool ok = lm_dispatch(op, a->arg, out, NULL);
  lm_tensor *like = row->params[0].kind == LM_ARG_T ? a->arg[0].t : NULL;
  lmvm_release_args(a);
  if (!ok) return fail(L, c, op);
  for (int i = 0; i < row->results; i++) *p->handle[i] = out[i];
  lua_settop(L, top + row->results);
  if (row->flags & LM_ITEM) {
    lm_scalar s;
    if (!lm_get_scalar(out[0], &s)) return lmvm_error(L);
    lmvm_pushscalar(L, s);
  }
  if (lmvm_takes_layout(row) && !lay_out(row, out[0], like, a->memory_format)) return lmvm_error(L);
  if (a->requires_grad && !lm_set_requires_grad(out[0], true)) return lmvm_error(L);
  for (int i = 0; i < row->results; i++)
    if (out[i] && out[i]->wrapped && !lmvm_unwrap(p->handle[i])) return lmvm_error(L);
  if (row->flags & LM_SOME)
    for (int i = row->results; i-- > 1;)
      if (out[i] == NULL) lua_remove(L, top + 1 + i);
  int n = row->flags & LM_ITEM ? 1 : lua_gettop(L) - top;
  lmvm_pace(L, vm);
  return n;
}

static int run_inplace(lua_State *L, lmvm *vm, const candidates *c, lm_op_id op, lmvm_args *a) {
  bool ok = lm_dispatch_inplace(op, a->arg);
  lmvm_release_args(a);
  if (!ok) return fail(L, c, op);
  lua_settop(L, 1);
  lmvm_pace(L, vm);
  return 1;
}

/* Several rows under one name, for the arguments 1 .. top: the first that the arguments fit; else
** the message of the one that made sense of most of them. */
static bool choose(lua_State *L, const candidates *c, int top, lmvm_args *a, lm_op_id *op) {
  int best = 0, most = -1, base = lua_gettop(L);
  for (int i = 0; i < c->n; i++) {
    if (lmvm_parse(L, &lm_ops[c->op[i]], 1, top, a)) {
      *op = c->op[i];
      return true;
    }
    lmvm_release_args(a);
    lm_clear_error();
    lua_settop(L, base);
    if (a->used > most) {
      most = a->used;
      best = i;
    }
  }
  *op = c->op[best];
  return lmvm_parse(L, &lm_ops[*op], 1, top, a);
}

static int call(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  const candidates *c = lua_touserdata(L, lua_upvalueindex(3));
  int top = lua_gettop(L);
  lmvm_args a;
  places p = {{NULL}, NULL};
  if (!c->inplace) make_places(L, vm, c, &p);
  lm_op_id op = c->op[0];
  bool ok = c->n == 1 ? lmvm_parse(L, &lm_ops[op], 1, top, &a) : choose(L, c, top, &a, &op);
  if (!ok) {
    lmvm_release_args(&a);
    return fail(L, c, op);
  }
  return c->inplace ? run_inplace(L, vm, c, op, &a) : run(L, vm, c, op, &a, top, &p);
}

/* ---- the tables ---- */

/* Pushes the candidates of a name from the table of names at `names`, making them when new. */
static candidates *candidates_of(lua_State *L, int names, const char *key, const char *name,
                                 bool inplace) {
  if (lua_getfield(L, names, key) == LUA_TUSERDATA) return lua_touserdata(L, -1);
  lua_pop(L, 1);
  candidates *c = lua_newuserdatauv(L, sizeof *c, 0);
  c->n = 0;
  c->inplace = inplace;
  c->name = name;
  lua_pushvalue(L, -1);
  lua_setfield(L, names, key);
  return c;
}

/* `name` stays where it is: it is one of ops.def's. */
static void add_candidate(lua_State *L, int names, const char *key, const char *name, lm_op_id op,
                          bool inplace) {
  candidates *c = candidates_of(L, names, key, name, inplace);
  if (c->n < MAX_CANDIDATES) c->op[c->n++] = op;
  lua_pop(L, 1);
}

/* The in-place twin of a name, where the row has one. */
static void add_twin(lua_State *L, int names, const char *name, lm_op_id op) {
  if (!(lm_ops[op].flags & LM_INPLACE)) return;
  add_candidate(L, names, lua_pushfstring(L, "%s_", name), name, op, true);
  lua_pop(L, 1);
}

static void add(lua_State *L, int names, const char *name, lm_op_id op) {
  add_candidate(L, names, name, name, op, false);
  add_twin(L, names, name, op);
}

/* Turns every entry of the table of names into a closure in the table below it. */
static void close_over(lua_State *L, int names, int into, int metatable, int vm) {
  lua_pushnil(L);
  while (lua_next(L, names)) {
    candidates *c = lua_touserdata(L, -1);
    lua_pushvalue(L, -2); /* the name */
    lua_pushvalue(L, vm);
    lua_pushvalue(L, metatable);
    lua_pushvalue(L, -4); /* the candidates, which the closure keeps alive */
    lua_pushcclosure(L, call, 3);
    lua_rawset(L, into);
    (void)c;
    lua_pop(L, 1);
  }
}

static bool is_method(const lm_op *row) {
  return !(row->flags & LM_FIELD) && row->n_params > 0 && row->params[0].kind <= LM_ARG_TSO &&
         (!(row->flags & LM_CREATE) || row->params[0].kind == LM_ARG_T);
}

/* The tables of names, on the stack; each becomes a table of functions. */
enum { LIBRARY, METHODS, NN, OPS, FIRST_FAMILY };

/* A name in the tables where scripts look for it. */
static void publish(lua_State *L, int names, const char *name, lm_op_id op) {
  const lm_op *row = &lm_ops[op];
  int family;
  const char *rest = lmvm_family(name, &family);
  if (family >= 0) {
    add_candidate(L, names + FIRST_FAMILY + family, rest, name, op, false); /* no twins */
  } else if (row->flags & LM_NN) {
    add(L, names + NN, name, op);
  } else {
    add(L, names + LIBRARY, name, op);
    if (is_method(row)) add(L, names + METHODS, name, op);
  }
}

static bool has_alias(lm_op_id op) {
  for (int i = 0; i < lm_alias_count; i++)
    if (lm_aliases[i].op == op) return true;
  return false;
}

/* Expects at the stack's top: vm (light userdata), tensor metatable, library, methods, nn, ops. */
void lmvm_open_operations(lua_State *L) {
  int ops = lua_gettop(L), library = ops - 3, metatable = ops - 4, vm = ops - 5, names = ops + 1;
  luaL_checkstack(L, 20, NULL);
  for (int i = 0; i < FIRST_FAMILY; i++) lua_newtable(L);
  for (int i = 0; lmvm_families[i]; i++) lua_newtable(L);
  for (int i = 0; i < LM_OP_COUNT; i++) {
    const lm_op *row = &lm_ops[i];
    add(L, names + OPS, row->name, (lm_op_id)i);
    if (!(row->flags & LM_HIDDEN))
      publish(L, names, row->name, (lm_op_id)i);
    else if (
        !has_alias(
            (lm_op_id)
                i)) /* The twins of other hidden rows are methods of their own: fill_, uniform_, copy_ ... */
      add_twin(L, names + METHODS, row->name, (lm_op_id)i);
  }
  for (int i = 0; i < lm_alias_count; i++) publish(L, names, lm_aliases[i].name, lm_aliases[i].op);
  for (int i = 0; i < FIRST_FAMILY; i++) close_over(L, names + i, library + i, metatable, vm);
  for (int i = 0; lmvm_families[i]; i++) {
    lua_newtable(L);
    close_over(L, names + FIRST_FAMILY + i, lua_gettop(L), metatable, vm);
    lua_setfield(L, library, lmvm_families[i]);
  }
  lua_settop(L, ops);
}
