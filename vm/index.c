/* x[key] and x[key] = value: keys are read into one view and, where index tensors or masks take
** part, a list of them for the view's dimensions. */
#include "vm/index.h"
#include "vm/vm.h"
#include "tensor/index.h"

#include <string.h>

/* ---- newaxis ---- */

static const char newaxis;

void lmvm_push_newaxis(lua_State *L) { lua_pushlightuserdata(L, (void *)&newaxis); }
bool lmvm_is_newaxis(lua_State *L, int i) { return lua_touserdata(L, i) == &newaxis; }

/* ---- a key, taken apart ---- */

/* Masks without dimensions stand in the list too, so it may be longer than there are dimensions. */
#define MAX_KEYS (2 * LM_MAX_DIMS)

typedef struct reading {
  lua_State *L;
  const lm_tensor *self;
  int at;                    /* the dimension of self that the next entry is for */
  lm_tensor *view;           /* self under the entries so far; belongs to the open scope */
  int d;                     /* the dimension of the view that the next entry is for */
  lm_tensor *keys[MAX_KEYS]; /* for dimensions of the view; NULL: whole */
  int n_keys;                /* trailing whole dimensions are not listed */
  bool advanced;             /* some key is not NULL */
} reading;

/* A number that is a whole one, such as 3 or 3.0. */
static bool whole_number(lua_State *L, int i, int64_t *value) {
  int is_integer = 0;
  if (lua_type(L, i) != LUA_TNUMBER) return false;
  *value = lua_tointegerx(L, i, &is_integer);
  return is_integer;
}

/* The view's dimension d stays, whole as it now is. */
static bool keep_dimension(reading *r) {
  if (r->n_keys == MAX_KEYS) return lm_fail("index: too many entries");
  r->keys[r->n_keys++] = NULL;
  r->d++;
  return true;
}

static bool fail_number(const lm_tensor *self, int d, int64_t i) {
  long long n = (long long)self->sizes[d];
  const char *shape = lm_shape_text(self);
  if (n == 0)
    return lm_fail("index: index %lld for dimension %d of shape %s, which has no elements",
                   (long long)i, d + 1, shape);
  if (i == 0)
    return lm_fail(
        "index: index 0 for dimension %d of shape %s: Luma counts from 1 (valid: 1 to %lld, or "
        "-%lld to -1)",
        d + 1, shape, n, n);
  return lm_fail(
      "index: index %lld is out of range for dimension %d of shape %s (valid: 1 to %lld, or "
      "-%lld to -1)",
      (long long)i, d + 1, shape, n, n);
}

/* One position: the dimension goes. */
static bool read_number(reading *r, int64_t i) {
  int d = r->at++;
  int64_t n = r->self->sizes[d], k = i > 0 ? i - 1 : i < 0 ? i + n : -1;
  if (k < 0 || k >= n) return fail_number(r->self, d, i);
  r->view = lm_select(r->view, r->d, k);
  return r->view != NULL;
}

static const char *const range_forms =
    "a range is {first, last} or {first, last, step}, {} is the whole dimension";

/* {a, b} or {a, b, step}, clipped as string.sub does; an end before the start, 0 among them, gives
** an empty range. */
static bool read_range(reading *r, int table) {
  lua_State *L = r->L;
  int64_t v[3] = {0, 0, 1};
  lua_Unsigned n = lua_rawlen(L, table);
  if (n == 0) {
    lua_pushnil(L);
    if (lua_next(L, table) == 0) {
      r->at++;
      return keep_dimension(r);
    }
    lua_pop(L, 2);
  }
  if (n != 2 && n != 3)
    return lm_fail("index: a table of %d values is no entry: %s", (int)n, range_forms);
  for (int i = 0; i < (int)n; i++) {
    lua_rawgeti(L, table, i + 1);
    lm_scalar s = {LM_SCALAR_NONE, {.i = 0}};
    bool whole =
        whole_number(L, -1, &v[i]) || (lmvm_tonumber(L, -1, &s) && s.kind == LM_SCALAR_INT);
    if (s.kind == LM_SCALAR_INT) v[i] = s.i;
    const char *kind = whole ? NULL : lmvm_kind(L, -1), *article = lmvm_totensor(L, -1) ? "" : "a ";
    lua_pop(L, 1);
    if (!whole)
      return lm_fail("index: value %d of a range must be an integer, not %s%s: %s", i + 1, article,
                     kind, range_forms);
  }
  int d = r->at++;
  int64_t size = r->self->sizes[d], first = v[0], last = v[1], step = v[2];
  if (first == 0)
    return lm_fail("index: a range from 0 for dimension %d of shape %s: Luma counts from 1", d + 1,
                   lm_shape_text(r->self));
  if (step < 1)
    return lm_fail(
        "index: the step of a range must be at least 1, not %lld; flip reverses a dimension",
        (long long)step);
  if (first < 0 && (first += size + 1) < 1) first = 1;
  if (last < 0) last += size + 1;
  if (last > size) last = size;
  int64_t count = first > last ? 0 : (last - first) / step + 1;
  if (count != size)
    r->view = lm_slice(r->view, r->d, count ? first - 1 : 0, count, count > 1 ? step : 1);
  return r->view && keep_dimension(r);
}

static bool read_tensor(reading *r, lm_tensor *key) {
  if (key->freed) return lm_fail("index: the index tensor was freed");
  if (key->ndim == 0 && key->dtype != LM_BOOL && key->dtype != LM_U8 &&
      lm_is_integral((lm_dtype)key->dtype)) { /* as good as a number */
    lm_scalar i;
    return lm_get_scalar(key, &i) && read_number(r, lm_scalar_i(i));
  }
  if (key->dtype != LM_BOOL && !lm_check_index_dtype("index", key)) return false;
  int dimensions = key->dtype == LM_BOOL ? key->ndim : 1;
  for (int k = 0; key->dtype == LM_BOOL && k < dimensions; k++)
    if (key->sizes[k] != r->self->sizes[r->at + k])
      return lm_fail(
          "index: a mask of shape %s does not fit a tensor of shape %s: dimension %d has %lld "
          "elements",
          lm_shape_text(key), lm_shape_text(r->self), r->at + k + 1,
          (long long)r->self->sizes[r->at + k]);
  if (!keep_dimension(r)) return false;
  r->keys[r->n_keys - 1] = key; /* one key for all of its dimensions */
  r->at += dimensions;
  r->d += dimensions - 1;
  r->advanced = true;
  return true;
}

static bool is_dots(lua_State *L, int i) {
  return lua_type(L, i) == LUA_TSTRING && strcmp(lua_tostring(L, i), "...") == 0;
}

/* How many dimensions the entry at stack place i is for; -1 with a message when it is none. */
static int dimensions_of(lua_State *L, int i) {
  if (lmvm_is_newaxis(L, i) || is_dots(L, i)) return 0;
  lm_tensor *t = lmvm_totensor(L, i);
  if (t) return t->dtype == LM_BOOL ? t->ndim : 1;
  if (lua_type(L, i) == LUA_TNUMBER || lua_type(L, i) == LUA_TTABLE) return 1;
  lm_fail("index: a %s is no entry; entries are numbers, ranges {first, last}, {}, tensors, "
          "tensor.newaxis and \"...\"",
          lua_typename(L, lua_type(L, i)));
  return -1;
}

/* The entry at stack place i; `left` dimensions are for "...". */
static bool read_entry(reading *r, int i, int left) {
  int64_t number;
  lm_tensor *key;
  if (lmvm_is_newaxis(r->L, i)) {
    r->view = lm_unsqueeze(r->view, r->d);
    return r->view && keep_dimension(r);
  }
  if (is_dots(r->L, i)) {
    for (; left > 0; left--, r->at++)
      if (!keep_dimension(r)) return false;
    return true;
  }
  if ((key = lmvm_totensor(r->L, i)) != NULL) return read_tensor(r, key);
  if (lua_type(r->L, i) == LUA_TTABLE) return read_range(r, i);
  if (whole_number(r->L, i, &number)) return read_number(r, number);
  return lm_fail("index: %g is no position: it has a fraction", (double)lua_tonumber(r->L, i));
}

/* A table of entries.  They are looked at twice: "..." takes what the others leave. */
static bool read_entries(reading *r, int table) {
  lua_State *L = r->L;
  lua_Unsigned n = lua_rawlen(L, table);
  int used = 0, dots = 0;
  if (n == 0) {
    lua_pushnil(L);
    if (lua_next(L, table) != 0) {
      lua_pop(L, 2);
      return lm_fail("index: the table must list an entry for each dimension, without names");
    }
  }
  for (lua_Unsigned i = 1; i <= n; i++) {
    lua_rawgeti(L, table, (lua_Integer)i);
    int dimensions = dimensions_of(L, lua_gettop(L));
    dots += is_dots(L, -1);
    lua_pop(L, 1);
    if (dimensions < 0) return false;
    used += dimensions;
    if (used > r->self->ndim)
      return lm_fail(
          "index: too many entries for a tensor of shape %s: they are for %d dimensions or more",
          lm_shape_text(r->self), used);
    if (dots > 1) return lm_fail("index: \"...\" may stand only once in a key");
  }
  for (lua_Unsigned i = 1; i <= n; i++) {
    lua_rawgeti(L, table, (lua_Integer)i);
    bool ok = read_entry(r, lua_gettop(L), r->self->ndim - used);
    lua_pop(L, 1);
    if (!ok) return false;
  }
  return true;
}

/* Reads the key into *r, in an open scope. */
static bool read_key(reading *r, lua_State *L, int key, lm_tensor *self) {
  *r = (reading){.L = L, .self = self, .view = self};
  if (self->freed) return lm_fail("index: the tensor was freed");
  if (!lua_checkstack(L, 8)) return lm_fail("index: the Lua stack is full");
  key = lua_absindex(L, key);
  if (lua_type(L, key) == LUA_TTABLE) {
    if (!read_entries(r, key)) return false;
  } else {
    int dimensions = dimensions_of(L, key);
    if (dimensions < 0) return false;
    if (dimensions > self->ndim)
      return lm_fail(
          "index: too many entries for a tensor of shape %s: the key is for %d dimension%s",
          lm_shape_text(self), dimensions, dimensions == 1 ? "" : "s");
    if (!read_entry(r, key, self->ndim)) return false;
  }
  while (r->n_keys > 0 && r->keys[r->n_keys - 1] == NULL) r->n_keys--;
  return true;
}

/* ---- reading ---- */

bool lmvm_index_get(lua_State *L, int key, lm_tensor *self, lm_tensor **out) {
  int64_t i;
  if (self->ndim > 0 && whole_number(L, key, &i) && !self->freed) { /* most keys are one number */
    int64_t n = self->sizes[0];
    if (i == 0 || i > n || i < -n) return fail_number(self, 0, i);
    lm_arg arg[] = {{.t = self}, {.i = 0}, {.i = i > 0 ? i - 1 : i}};
    return lm_dispatch(LM_OP_select, arg, out, NULL);
  }
  reading r;
  lm_scope scope = lm_scope_open();
  lm_tensor *result = NULL;
  if (read_key(&r, L, key, self)) {
    if (r.advanced)
      result = lm_index_get(r.view, &(lm_list){r.n_keys, r.keys});
    else
      result = r.view == self ? lm_alias(self) : r.view; /* x[{}] is another view of x */
  }
  *out = lm_retain(result);
  lm_scope_close(scope, NULL);
  return result != NULL;
}

/* ---- assigning ---- */

/* value without the leading dimensions of size 1 that the place lacks, if it then broadcasts. */
static lm_tensor *fitted(lm_tensor *value, const lm_tensor *place) {
  const lm_tensor *whole = value;
  while (value && value->ndim > place->ndim && value->sizes[0] == 1) value = lm_select(value, 0, 0);
  if (value == NULL) return NULL;
  bool fits = value->ndim <= place->ndim;
  for (int d = 0; fits && d < value->ndim; d++) {
    int64_t size = value->sizes[d];
    fits = size == 1 || size == place->sizes[place->ndim - value->ndim + d];
  }
  if (fits) return value;
  return lm_fail("index: a value of shape %s cannot be stored where shape %s is indexed",
                 lm_shape_text(whole), lm_shape_text(place));
}

static bool store(reading *r, lm_tensor *value, bool accumulate) {
  if (r->advanced) return lm_index_set(r->view, &(lm_list){r->n_keys, r->keys}, value, accumulate);
  value = fitted(value, r->view);
  if (value && accumulate) {
    lm_arg arg[] = {{.t = r->view}, {.t = value}, {.s = lm_int(1)}};
    return lm_dispatch_inplace(LM_OP_add, arg);
  }
  /* Elements on the move must not overwrite those still to come. */
  if (value && value->storage == r->self->storage) value = lm_clone(value);
  return value && lm_copy_into(r->view, value);
}

bool lmvm_index_set(lua_State *L, int key, lm_tensor *self, lm_tensor *value) {
  if (value->freed) return lm_fail("index: the value was freed");
  reading r;
  lm_scope scope = lm_scope_open();
  bool ok = read_key(&r, L, key, self) && store(&r, value, false);
  lm_scope_close(scope, NULL);
  return ok;
}

bool lmvm_index_put(lua_State *L, int key, lm_tensor *self, lm_tensor *values, bool accumulate) {
  if (values->freed) return lm_fail("index_put: argument 'values' was freed");
  reading r;
  lm_scope scope = lm_scope_open();
  bool ok = read_key(&r, L, key, self) && store(&r, values, accumulate);
  lm_scope_close(scope, NULL);
  return ok;
}

bool lmvm_index_put_copy(lua_State *L, int key, lm_tensor *self, lm_tensor *values, bool accumulate,
                         lm_tensor **out) {
  if (self->freed) return lm_fail("index_put: the tensor was freed");
  lm_scope scope = lm_scope_open();
  lm_tensor *copy = lm_clone(self);
  bool ok = copy && lmvm_index_put(L, key, copy, values, accumulate);
  if (ok) *out = lm_retain(copy);
  lm_scope_close(scope, NULL);
  return ok;
}
