/* Operations as Lua functions and methods.
**
** Each Lua name is one C closure over (lmvm, tensor metatable, lmvm_name): the rows that share the
** name, tried in order.
*/
#include "vm/names.h"
#include "tensor/layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static void make_places(lua_State *L, lmvm *vm, const lmvm_name *c, places *p) {
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
static int fail(lua_State *L, const lmvm_name *c, lm_op_id op) {
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

static int run_list(lua_State *L, lmvm *vm, const lmvm_name *c, lm_op_id op, lmvm_args *a,
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
static int run(lua_State *L, lmvm *vm, const lmvm_name *c, lm_op_id op, lmvm_args *a, int top,
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

static int run_inplace(lua_State *L, lmvm *vm, const lmvm_name *c, lm_op_id op, lmvm_args *a) {
  bool ok = lm_dispatch_inplace(op, a->arg);
  lmvm_release_args(a);
  if (!ok) return fail(L, c, op);
  lua_settop(L, 1);
  lmvm_pace(L, vm);
  return 1;
}

/* Several rows under one name, for the arguments 1 .. top: the first that the arguments fit, and only
** where there is none one that takes tensors for numbers; else the message of the one that made sense
** of most of them. */
static bool choose(lua_State *L, const lmvm_name *c, int top, lmvm_args *a, lm_op_id *op) {
  int best = 0, most = -1, base = lua_gettop(L);
  for (int k = 0; k < 2 * c->n; k++) {
    int i = k % c->n;
    a->strict = k < c->n;
    if (lmvm_parse(L, &lm_ops[c->op[i]], 1, top, a)) {
      *op = (lm_op_id)c->op[i];
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
  *op = (lm_op_id)c->op[best];
  return lmvm_parse(L, &lm_ops[*op], 1, top, a);
}

static int call(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  const lmvm_name *c = lua_touserdata(L, lua_upvalueindex(3));
  int top = lua_gettop(L);
  lmvm_args a;
  a.strict = false;
  places p = {{NULL}, NULL};
  if (!c->inplace) make_places(L, vm, c, &p);
  lm_op_id op = (lm_op_id)c->op[0];
  bool ok = c->n == 1 ? lmvm_parse(L, &lm_ops[op], 1, top, &a) : choose(L, c, top, &a, &op);
  if (!ok) {
    lmvm_release_args(&a);
    return fail(L, c, op);
  }
  return c->inplace ? run_inplace(L, vm, c, op, &a) : run(L, vm, c, op, &a, top, &p);
}

/* ---- the tables ---- */

/* Pushes the function of a name, and its key. */
static void push_function(lua_State *L, const lmvm_name *name, int metatable, int vm) {
  char key[LMVM_LONGEST + 1];
  size_t n = strlen(name->key);
  memcpy(key, name->key, n);
  key[n] = '_';
  lua_pushlstring(L, key, n + name->inplace);
  lua_pushvalue(L, vm);
  lua_pushvalue(L, metatable);
  lua_pushlightuserdata(L, (void *)name);
  lua_pushcclosure(L, call, 3);
}

/* Expects at the stack's top: vm (light userdata), tensor metatable.  Pushes the tables of names.h but
** those of the families, which become fields of the first. */
void lmvm_open_operations(lua_State *L) {
  int metatable = lua_gettop(L), vm = metatable - 1, tables = metatable + 1;
  const lmvm_names *names = lmvm_all_names();
  if (names == NULL) luaL_error(L, "out of memory");
  luaL_checkstack(L, LMVM_TABLES + 8, NULL);
  for (int t = 0; t < LMVM_TABLES; t++) lua_createtable(L, 0, names->in[t]);
  for (int i = 0; i < names->n; i++) {
    push_function(L, &names->v[i], metatable, vm);
    for (int t = 0; t < LMVM_TABLES; t++) {
      if (!(names->v[i].tables >> t & 1)) continue;
      lua_pushvalue(L, -2);
      lua_pushvalue(L, -2);
      lua_rawset(L, tables + t);
    }
    lua_pop(L, 2);
  }
  for (int f = LMVM_TABLES - LMVM_FAMILY; f-- > 0;)
    lua_setfield(L, tables + LMVM_LIBRARY, lmvm_families[f]);
}
