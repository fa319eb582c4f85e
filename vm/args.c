/* Reading Lua arguments by a row of the op table.
**
** Nothing here raises: a failure leaves a message and returns false, so that what was made on the
** way is released in one place, and so that another overload can be tried.
*/
#include "vm/vm.h"
#include "tensor/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- single values ---- */

bool lmvm_toscalar(lua_State *L, int i, lm_scalar *s) {
  if (lua_type(L, i) == LUA_TBOOLEAN)
    *s = lm_bool(lua_toboolean(L, i));
  else if (lua_isinteger(L, i))
    *s = lm_int(lua_tointeger(L, i));
  else if (lua_type(L, i) == LUA_TNUMBER)
    *s = lm_float(lua_tonumber(L, i));
  else
    return false;
  return true;
}

const char *lmvm_kind(lua_State *L, int i) {
  const lm_tensor *t = lmvm_totensor(L, i);
  if (t == NULL) return luaL_typename(L, i);
  if (t->freed) return "a freed tensor";
  size_t size;
  char *text = lm_text_buffer(&size);
  snprintf(text, size, "a %s tensor of shape %s", lm_dtypes[t->dtype].name, lm_shape_text(t));
  return text;
}

bool lmvm_tonumber(lua_State *L, int i, lm_scalar *s) {
  lm_tensor *t = lmvm_totensor(L, i);
  if (t == NULL || t->freed || t->ndim > 0 || lm_requires_grad(t) ||
      lm_is_complex((lm_dtype)t->dtype))
    return false;
  return lm_get_scalar(t, s);
}

static bool to_integer(lua_State *L, int i, int64_t *n) {
  int ok = 0;
  lm_scalar s;
  if (lua_type(L, i) == LUA_TNUMBER) {
    *n = lua_tointegerx(L, i, &ok);
    return ok;
  }
  if (!lmvm_tonumber(L, i, &s) || s.kind != LM_SCALAR_INT) return false;
  *n = s.i;
  return true;
}

bool lmvm_isoptions(lua_State *L, int i) {
  if (lua_type(L, i) != LUA_TTABLE || lua_rawlen(L, i) > 0) return false;
  i = lua_absindex(L, i);
  lua_pushnil(L);
  if (!lua_next(L, i)) return false;
  bool text = lua_type(L, -2) == LUA_TSTRING;
  lua_pop(L, 2);
  return text;
}

bool lmvm_toints(lua_State *L, int i, const char *what, lm_ints *out) {
  if (lua_type(L, i) != LUA_TTABLE) {
    out->n = 1;
    if (to_integer(L, i, &out->v[0])) return true;
    return lm_fail("%s: an integer or a table of integers is needed, not %s", what,
                   lmvm_kind(L, i));
  }
  size_t n = lua_rawlen(L, i);
  if (n > LM_MAX_DIMS)
    return lm_fail("%s: %zu entries are too many, at most %d are possible", what, n, LM_MAX_DIMS);
  out->n = (int)n;
  for (int k = 0; k < out->n; k++) {
    lua_rawgeti(L, i, k + 1);
    bool ok = to_integer(L, -1, &out->v[k]);
    if (!ok) lm_fail("%s: entry %d must be an integer, not %s", what, k + 1, lmvm_kind(L, -1));
    lua_pop(L, 1);
    if (!ok) return false;
  }
  return true;
}

/* Lua's counting to C's. */
static bool to_position(const char *op, const char *name, int64_t *n) {
  if (*n == 0)
    return lm_fail("%s: %s is 0, but Luma counts from 1 (and from the end with -1)", op, name);
  if (*n > 0) --*n;
  return true;
}

/* ---- one parameter ---- */

typedef struct reader {
  lua_State *L;
  const lm_op *row;
  lmvm_args *a;
} reader;

static bool wrong(reader *r, const lm_param *p, int i, const char *needed) {
  size_t n = strlen(p->name);
  int length = (int)(n && p->name[n - 1] == '_' ? n - 1 : n);
  return lm_fail("%s: argument '%.*s' must be %s, not %s", r->row->name, length, p->name, needed,
                 lmvm_kind(r->L, i));
}

static bool to_scalar(reader *r, int i, lm_scalar *s) {
  return lmvm_toscalar(r->L, i, s) || (!r->a->strict && lmvm_tonumber(r->L, i, s));
}

/* In a strict reading a tensor is for the rows that take one. */
static bool may_be_integer(reader *r, int i) {
  return !r->a->strict || lmvm_totensor(r->L, i) == NULL;
}

static bool own_number(reader *r, int i, lm_tensor **t) {
  lm_scalar s;
  if (!lmvm_toscalar(r->L, i, &s)) return false;
  *t = lm_new_wrapped(s);
  if (*t) r->a->owned[r->a->n_owned++] = *t;
  return true;
}

static bool read_list(reader *r, const lm_param *p, int i, lm_arg *to) {
  lua_State *L = r->L;
  if (lua_type(L, i) != LUA_TTABLE || r->a->n_lists == 2)
    return wrong(r, p, i, "a list of tensors");
  size_t n = lua_rawlen(L, i);
  lm_list *list = &r->a->lists[r->a->n_lists++];
  luaL_checkstack(L, 3, "too many lists");
  list->v = lua_newuserdatauv(L, (n ? n : 1) * sizeof *list->v, 0); /* stays on the stack */
  list->n = (int64_t)n;
  for (size_t k = 0; k < n; k++) {
    lua_rawgeti(L, i, (lua_Integer)k + 1);
    list->v[k] = lmvm_totensor(L, -1);
    lua_pop(L, 1);
    if (list->v[k] == NULL)
      return lm_fail("%s: entry %zu of '%s' is not a tensor", r->row->name, k + 1, p->name);
  }
  to->list = list;
  return true;
}

static bool read_ints(reader *r, const lm_param *p, int i, lm_arg *to) {
  char what[80];
  snprintf(what, sizeof what, "%s: argument '%s'", r->row->name, p->name);
  lm_ints *ints = &r->a->ints[r->a->n_ints++];
  if (!may_be_integer(r, i)) return wrong(r, p, i, "an integer or a table of integers");
  if (!lmvm_toints(r->L, i, what, ints)) return false;
  to->ints = ints;
  return true;
}

/* "same" and "valid" stand for integers that the sizes of the operands decide. */
static bool read_pads(reader *r, const lm_param *p, int i, lm_arg *to) {
  if (lua_type(r->L, i) != LUA_TSTRING) return read_ints(r, p, i, to);
  const char *word = lua_tostring(r->L, i);
  bool same = strcmp(word, "same") == 0;
  if (!same && strcmp(word, "valid") != 0)
    return lm_fail("%s: argument '%s' must be integers, \"same\" or \"valid\", not \"%s\"",
                   r->row->name, p->name, word);
  lm_ints *ints = &r->a->ints[r->a->n_ints++];
  ints->n = 0;
  ints->v[0] = same;
  to->ints = ints;
  return true;
}

/* Room for a list of integers, on the stack and so for as long as the call. */
static lm_longs *new_longs(lua_State *L, size_t n, int64_t **v) {
  luaL_checkstack(L, 3, "too many lists");
  lm_longs *list = lua_newuserdatauv(L, sizeof *list + n * sizeof **v, 0);
  *v = (int64_t *)(list + 1);
  *list = (lm_longs){.n = (int64_t)n, .v = *v};
  return list;
}

static bool read_positions(reader *r, const lm_param *p, int i, lm_tensor *t, lm_arg *to) {
  if (t->freed || !lm_is_integral((lm_dtype)t->dtype) || t->dtype == LM_BOOL || t->ndim > 1)
    return wrong(r, p, i, "an integer, a list of integers or an integer tensor of 1 dimension");
  int64_t *v;
  lm_longs *list = new_longs(r->L, (size_t)t->numel, &v);
  lm_tensor *host = lm_new(t->ndim, t->sizes, LM_I64, LM_CPU);
  bool ok = host && lm_copy_elements(host, t);
  if (ok && t->numel) memcpy(v, lm_data(host), (size_t)t->numel * sizeof *v);
  lm_release(host);
  list->number = t->ndim == 0;
  to->longs = list;
  return ok;
}

static bool read_longs(reader *r, const lm_param *p, int i, lm_arg *to) {
  lua_State *L = r->L;
  lm_tensor *t = lmvm_totensor(L, i);
  if (t) return read_positions(r, p, i, t, to);
  int64_t *v, one;
  bool number = to_integer(L, i, &one);
  if (!number && lua_type(L, i) != LUA_TTABLE)
    return wrong(r, p, i, "an integer or a list of integers");
  lm_longs *list = new_longs(L, number ? 1 : lua_rawlen(L, i), &v);
  list->number = number;
  if (number) v[0] = one;
  for (int64_t k = 0; !number && k < list->n; k++) {
    lua_rawgeti(L, i, k + 1);
    bool ok = to_integer(L, -1, &v[k]);
    if (!ok)
      lm_fail("%s: entry %lld of '%s' must be an integer, not %s", r->row->name, (long long)k + 1,
              p->name, lmvm_kind(L, -1));
    lua_pop(L, 1);
    if (!ok) return false;
  }
  to->longs = list;
  return true;
}

/* A row has one such list at most. */
static bool read_floats(reader *r, const lm_param *p, int i, lm_arg *to) {
  lua_State *L = r->L;
  lm_floats *list = &r->a->floats;
  if (p->kind == LM_ARG_FLO && lua_type(L, i) == LUA_TNUMBER) {
    *list = (lm_floats){1, {lua_tonumber(L, i)}};
    to->floats = list;
    return true;
  }
  if (lua_type(L, i) != LUA_TTABLE) return wrong(r, p, i, "a list of numbers");
  size_t n = lua_rawlen(L, i);
  if (n > LM_MAX_DIMS)
    return lm_fail("%s: %zu entries in '%s' are too many, at most %d are possible", r->row->name, n,
                   p->name, LM_MAX_DIMS);
  list->n = (int)n;
  for (int k = 0; k < list->n; k++) {
    bool ok = lua_rawgeti(L, i, k + 1) == LUA_TNUMBER;
    list->v[k] = ok ? lua_tonumber(L, -1) : 0;
    lua_pop(L, 1);
    if (!ok) return lm_fail("%s: entry %d of '%s' is not a number", r->row->name, k + 1, p->name);
  }
  to->floats = list;
  return true;
}

static bool to_dims(reader *r, const lm_param *p, lm_ints *ints) {
  for (int k = 0; k < ints->n; k++)
    if (!to_position(r->row->name, p->name, &ints->v[k])) return false;
  return true;
}

/* Two lists of dimensions in a table. */
static bool read_pair(reader *r, const lm_param *p, int i, lm_arg *to) {
  lua_State *L = r->L;
  if (lua_type(L, i) != LUA_TTABLE || lua_rawlen(L, i) != 2)
    return wrong(r, p, i, "a table of two lists of dimensions, {{2}, {1}}, or an integer");
  for (int k = 0; k < 2; k++) {
    lm_arg one;
    lua_rawgeti(L, i, k + 1);
    bool ok = read_ints(r, p, lua_gettop(L), &one) && to_dims(r, p, (lm_ints *)one.ints);
    lua_pop(L, 1);
    if (!ok) return false;
    if (k == 0) to->ints = one.ints; /* the second one lies behind it */
  }
  return true;
}

/* Reads the value at index i, which is neither none nor nil. */
static bool read_one(reader *r, const lm_param *p, int i, lm_arg *to) {
  lua_State *L = r->L;
  switch (p->kind) {
  case LM_ARG_TS:
  case LM_ARG_TSO:
    if ((to->t = lmvm_totensor(L, i)) != NULL) return true;
    if (own_number(r, i, &to->t)) return to->t != NULL;
    return wrong(r, p, i, "a tensor or a number");
  case LM_ARG_T:
  case LM_ARG_TO:
    if ((to->t = lmvm_totensor(L, i)) != NULL) return true;
    return wrong(r, p, i, "a tensor");
  case LM_ARG_TL: return read_list(r, p, i, to);
  case LM_ARG_S:
  case LM_ARG_SR:
    if (to_scalar(r, i, &to->s)) return true;
    return wrong(r, p, i, "a number");
  case LM_ARG_SO: {
    lm_scalar *s = &r->a->scalars[p - r->row->params];
    if (!to_scalar(r, i, s)) return wrong(r, p, i, "a number");
    to->so = s;
    return true;
  }
  case LM_ARG_I:
  case LM_ARG_IR:
    if (may_be_integer(r, i) && to_integer(L, i, &to->i)) return true;
    return wrong(r, p, i, "an integer");
  case LM_ARG_F: {
    lm_scalar s;
    if (!to_scalar(r, i, &s)) return wrong(r, p, i, "a number");
    to->f = lm_scalar_f(s);
    return true;
  }
  case LM_ARG_B:
    if (lua_type(L, i) != LUA_TBOOLEAN) return wrong(r, p, i, "true or false");
    to->b = lua_toboolean(L, i);
    return true;
  case LM_ARG_POS:
  case LM_ARG_DIM:
  case LM_ARG_DIMR:
  case LM_ARG_DIMO:
    if (!may_be_integer(r, i) || !to_integer(L, i, &to->i)) return wrong(r, p, i, "an integer");
    return to_position(r->row->name, p->name, &to->i);
  case LM_ARG_DIMS:
  case LM_ARG_DIMLIST: return read_ints(r, p, i, to) && to_dims(r, p, (lm_ints *)to->ints);
  case LM_ARG_SIZE:
  case LM_ARG_INTS:
  case LM_ARG_INTSO: return read_ints(r, p, i, to);
  case LM_ARG_PADS: return read_pads(r, p, i, to);
  case LM_ARG_IL: return read_longs(r, p, i, to);
  case LM_ARG_FL:
  case LM_ARG_FLO: return read_floats(r, p, i, to);
  case LM_ARG_DT:
    if (lua_type(L, i) != LUA_TSTRING) return wrong(r, p, i, "a dtype such as \"float32\"");
    to->dtype = lm_dtype_by_name(lua_tostring(L, i));
    if (to->dtype != LM_DTYPE_NONE) return true;
    return lm_fail("%s: \"%s\" is no dtype: there are float32, float64, float16, bfloat16, int64, "
                   "int32, int16, int8, uint8, bool",
                   r->row->name, lua_tostring(L, i));
  case LM_ARG_DEV:
    if (lmvm_todevice(L, i, &to->device)) return true;
    if (lua_type(L, i) != LUA_TSTRING)
      return wrong(r, p, i, "a device such as \"cpu\" or \"cuda\"");
    return lm_fail(
        "%s: \"%s\" is no device: there are \"cpu\", \"cuda\" and \"cuda:0\", \"cuda:1\", ...",
        r->row->name, lua_tostring(L, i));
  case LM_ARG_STR:
    if (lua_type(L, i) != LUA_TSTRING) return wrong(r, p, i, "a string");
    to->str = lua_tostring(L, i);
    return true;
  case LM_ARG_PAIR: return read_pair(r, p, i, to);
  case LM_ARG_ORD: {
    int type = lua_type(L, i);
    if (type == LUA_TSTRING)
      to->ord = (lm_ord){.name = lua_tostring(L, i)};
    else if (type == LUA_TNUMBER)
      to->ord = (lm_ord){.p = lua_tonumber(L, i)};
    else
      return wrong(r, p, i, "a number or a string");
    if (!lm_ord_given(to->ord))
      return lm_fail("%s: %s must be a number, not NaN", r->row->name, p->name);
    return true;
  }
  case LM_ARG_GEN: {
    lm_generator **g = luaL_testudata(L, i, "luma.Generator");
    if (g == NULL || *g == NULL) return wrong(r, p, i, "a tensor.Generator");
    to->gen = *g;
    return true;
  }
  }
  return wrong(r, p, i, "something else");
}

static void set_default(const lm_param *p, lm_arg *to) {
  switch (p->kind) {
  case LM_ARG_S:
    to->s = p->number == floor(p->number) ? lm_int((int64_t)p->number) : lm_float(p->number);
    break;
  case LM_ARG_I:
  case LM_ARG_DIM: to->i = (int64_t)p->number; break;
  case LM_ARG_DIMO: to->i = LM_NO_DIM; break;
  case LM_ARG_F: to->f = p->number; break;
  case LM_ARG_B: to->b = p->number != 0; break;
  case LM_ARG_DT: to->dtype = LM_DTYPE_NONE; break;
  case LM_ARG_DEV: to->device = LM_DEVICE_NONE; break;
  case LM_ARG_STR: to->str = p->string; break;
  case LM_ARG_ORD: to->ord = LM_ORD_NONE; break;
  default: to->t = NULL; break;
  }
}

/* ---- the whole list ---- */

/* Sizes and lists of dimensions may be written as numbers one after the other, as far as no other
** required argument needs them. */
static bool is_spread(const lm_op *row, int p) {
  lm_arg_kind kind = row->params[p].kind;
  if (kind != LM_ARG_SIZE && kind != LM_ARG_DIMLIST) return false;
  return p + 1 >= row->n_params || row->params[p + 1].optional ||
         row->params[p + 1].kind == LM_ARG_SR || row->params[p + 1].kind == LM_ARG_TS;
}

static bool read_spread(reader *r, const lm_param *p, int *i, int top, lm_arg *to) {
  lm_ints *ints = &r->a->ints[r->a->n_ints++];
  ints->n = 0;
  int64_t v;
  while (*i <= top && may_be_integer(r, *i) && to_integer(r->L, *i, &v)) {
    if (ints->n == LM_MAX_DIMS)
      return lm_fail("%s: more than %d entries in '%s'", r->row->name, LM_MAX_DIMS, p->name);
    ints->v[ints->n++] = v;
    ++*i;
  }
  to->ints = ints;
  return p->kind == LM_ARG_SIZE || to_dims(r, p, ints);
}

/* Tensors one after the other in place of a list (rows with SPREAD). */
static bool read_tensors(reader *r, int *i, int top, lm_arg *to) {
  lua_State *L = r->L;
  lm_list *list = &r->a->lists[r->a->n_lists++];
  int n = 0;
  while (*i + n <= top && lmvm_totensor(L, *i + n)) n++;
  luaL_checkstack(L, 3, "too many tensors");
  list->v = lua_newuserdatauv(L, (size_t)n * sizeof *list->v, 0);
  for (int k = 0; k < n; k++) list->v[k] = lmvm_totensor(L, *i + k);
  list->n = n;
  *i += n;
  to->list = list;
  return true;
}

static bool name_is(const lm_param *p, const char *name) {
  size_t n = strlen(p->name);
  if (p->name[n - 1] == '_') n--; /* end_ is "end" in a script */
  return strncmp(p->name, name, n) == 0 && name[n] == '\0';
}

bool lmvm_takes_layout(const lm_op *row) {
  size_t n = strlen(row->name);
  return row->flags & LM_CREATE &&
         (strcmp(row->name, "empty") == 0 || (n > 5 && strcmp(row->name + n - 5, "_like") == 0));
}

static bool unknown_option(reader *r, const char *name, int from) {
  char known[300] = "";
  size_t n = 0;
  for (int p = from; p < r->row->n_params && n < sizeof known - 40; p++) {
    size_t length = strlen(r->row->params[p].name);
    length -= r->row->params[p].name[length - 1] == '_';
    n += (size_t)snprintf(known + n, sizeof known - n, "%s%.*s", n ? ", " : "", (int)length,
                          r->row->params[p].name);
  }
  if (r->row->flags & LM_CREATE)
    snprintf(known + n, sizeof known - n, "%srequires_grad%s", n ? ", " : "",
             lmvm_takes_layout(r->row) ? ", memory_format" : "");
  return lm_fail("%s: there is no option '%s'; there %s: %s", r->row->name, name,
                 known[0] ? "are" : "are none", known[0] ? known : "-");
}

static bool read_options(reader *r, int table, int from, uint32_t *given) {
  lua_State *L = r->L;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    bool ok = false;
    if (lua_type(L, -2) != LUA_TSTRING) {
      lm_fail("%s: the table of options has an entry without a name", r->row->name);
    } else {
      const char *name = lua_tostring(L, -2);
      int p = from;
      while (p < r->row->n_params && !name_is(&r->row->params[p], name)) p++;
      if (p < r->row->n_params) {
        int value = lua_gettop(L);
        ok = read_one(r, &r->row->params[p], value, &r->a->arg[p]);
        *given |= 1u << p;
        /* What keeps a list alive goes below the key, which lua_next wants on top. */
        for (; lua_gettop(L) > value; value++) lua_insert(L, value - 1);
      } else if ((r->row->flags & LM_CREATE) && strcmp(name, "requires_grad") == 0) {
        r->a->requires_grad = lua_toboolean(L, -1);
        ok = true;
      } else if (lmvm_takes_layout(r->row) && strcmp(name, "memory_format") == 0) {
        r->a->memory_format = lua_tostring(L, -1); /* the table keeps it */
        ok = lua_type(L, -1) == LUA_TSTRING ||
             lm_fail("%s: memory_format must be a string, not %s", r->row->name, lmvm_kind(L, -1));
      } else
        unknown_option(r, name, from);
    }
    lua_pop(L, 1);
    if (!ok) {
      lua_pop(L, 1);
      return false;
    }
  }
  return true;
}

/* A last {} is a table of options whose values were all nil, where no list of numbers or tensors can
** stand: `tensor.zeros(size, {device = device})` with device nil. */
static bool is_no_option(lua_State *L, int i, const lm_param *next) {
  if (!lua_istable(L, i)) return false;
  int before = lua_gettop(L);
  bool empty = !lua_getmetatable(L, i);
  if (empty) {
    lua_pushnil(L);
    empty = !lua_next(L, i);
  }
  lua_settop(L, before);
  if (!empty) return false;
  if (next == NULL) return true;
  switch (next->kind) {
  case LM_ARG_TL:
  case LM_ARG_DIMS:
  case LM_ARG_SIZE:
  case LM_ARG_INTS:
  case LM_ARG_IL:
  case LM_ARG_FL:
  case LM_ARG_DIMLIST: return false;
  default: return true;
  }
}

bool lmvm_parse(lua_State *L, const lm_op *row, int first, int top, lmvm_args *a) {
  reader r = {L, row, a};
  a->n_ints = a->n_lists = a->n_owned = 0;
  a->used = 0;
  a->requires_grad = false;
  a->memory_format = NULL;
  int options = 0, i = first, p = 0;
  uint32_t given = 0;
  if (top >= first && lmvm_isoptions(L, top)) options = top--;
  for (; p < row->n_params && i <= top; p++) {
    const lm_param *param = &row->params[p];
    lm_arg *to = &a->arg[p];
    if (i == top && !options && is_no_option(L, top, param)) break;
    int64_t first_of_spread;
    if (is_spread(row, p) && may_be_integer(&r, i) && to_integer(L, i, &first_of_spread)) {
      if (!read_spread(&r, param, &i, top, to)) return false;
    } else if (param->kind == LM_ARG_TL && row->flags & LM_SPREAD && lmvm_totensor(L, i)) {
      read_tensors(&r, &i, top, to);
    } else if (lua_isnil(L, i)) {
      if (!param->optional) return wrong(&r, param, i, "given");
      set_default(param, to);
      i++;
    } else if (!read_one(&r, param, i++, to))
      return false;
    given |= 1u << p;
    a->used = i - first;
  }
  if (i == top && !options && is_no_option(L, top, p < row->n_params ? &row->params[p] : NULL))
    top--;
  if (i <= top)
    return lm_fail("%s: %d arguments are too many: at most %d are possible", row->name,
                   top - first + 1, row->n_params);
  if (options && !read_options(&r, options, p, &given)) return false;
  for (p = 0; p < row->n_params; p++) {
    if (given >> p & 1) continue;
    const lm_param *param = &row->params[p];
    if (param->kind == LM_ARG_SIZE &&
        (row->flags & LM_CREATE)) { /* tensor.zeros() has no dimensions */
      a->arg[p].ints = &a->ints[a->n_ints++];
      a->ints[a->n_ints - 1].n = 0;
      continue;
    }
    if (!param->optional) return lm_fail("%s: argument '%s' is missing", row->name, param->name);
    set_default(param, &a->arg[p]);
  }
  return true;
}

void lmvm_release_args(lmvm_args *a) {
  for (int i = 0; i < a->n_owned; i++) lm_release(a->owned[i]);
  a->n_owned = 0;
}
