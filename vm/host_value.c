/* Values and functions across the border of the embedding API.  See vm/luma.h. */

#include "vm/host.h"

#include <stdlib.h>
#include <string.h>

#include "vm/vm.h"

/* ---- values -------------------------------------------------------------------------------- */

luma_value luma_nil(void) { return (luma_value){.type = LUMA_NIL}; }

luma_value luma_boolean(bool b) { return (luma_value){.type = LUMA_BOOLEAN, .as.boolean = b}; }

luma_value luma_integer(int64_t i) { return (luma_value){.type = LUMA_INTEGER, .as.integer = i}; }

luma_value luma_number(double n) { return (luma_value){.type = LUMA_NUMBER, .as.number = n}; }

luma_value luma_bytes(const void *data, size_t size) {
  return (luma_value){.type = LUMA_STRING, .as.string = {data, size}};
}

luma_value luma_string(const char *text) { return luma_bytes(text, strlen(text)); }

luma_value luma_tensor_value(luma_tensor *tensor) {
  return (luma_value){.type = LUMA_TENSOR, .as.tensor = tensor};
}

void host_push(lua_State *L, const luma_value *v) {
  luaL_checkstack(L, 4, "too many values");
  switch (v->type) {
  case LUMA_NIL: lua_pushnil(L); return;
  case LUMA_BOOLEAN: lua_pushboolean(L, v->as.boolean); return;
  case LUMA_INTEGER: lua_pushinteger(L, v->as.integer); return;
  case LUMA_NUMBER: lua_pushnumber(L, v->as.number); return;
  case LUMA_STRING: lua_pushlstring(L, v->as.string.data, v->as.string.size); return;
  case LUMA_TENSOR:
    if (v->as.tensor)
      lmvm_pushtensor(L, lm_retain(v->as.tensor));
    else
      lua_pushnil(L);
    return;
  case LUMA_REFERENCE: lua_rawgeti(L, LUA_REGISTRYINDEX, v->as.reference); return;
  }
  luaL_error(L, "a value of the host has no type (%d)", (int)v->type);
}

/* Reads what has no owner: everything but what needs a handle, for which it returns false. */
static bool peek(lua_State *L, int i, luma_value *v) {
  *v = luma_nil();
  switch (lua_type(L, i)) {
  case LUA_TNIL:
  case LUA_TNONE: return true;
  case LUA_TBOOLEAN: *v = luma_boolean(lua_toboolean(L, i)); return true;
  case LUA_TNUMBER:
    if (lua_isinteger(L, i))
      *v = luma_integer(lua_tointeger(L, i));
    else
      *v = luma_number(lua_tonumber(L, i));
    return true;
  case LUA_TSTRING:
    v->type = LUMA_STRING;
    v->as.string.data = lua_tolstring(L, i, &v->as.string.size);
    return true;
  default: break;
  }
  lm_tensor *tensor = lmvm_totensor(L, i);
  if (tensor) *v = luma_tensor_value(tensor);
  return tensor != NULL;
}

static void take_reference(lua_State *L, int i, luma_value *v) {
  lua_pushvalue(L, i);
  luma_ref reference = luaL_ref(L, LUA_REGISTRYINDEX);
  *v = (luma_value){.type = LUMA_REFERENCE, .as.reference = reference};
}

void host_take(lua_State *L, int i, luma_value *v) {
  luma_value found;
  *v = luma_nil();
  if (!peek(L, i, &found)) {
    take_reference(L, i, v);
  } else if (found.type == LUMA_STRING) {
    char *copy = malloc(found.as.string.size + 1);
    if (copy == NULL)
      luaL_error(L, "not enough memory");
    else
      memcpy(copy, found.as.string.data, found.as.string.size + 1); /* Lua's end with a zero */
    *v = luma_bytes(copy, found.as.string.size);
  } else {
    if (found.type == LUMA_TENSOR) lm_retain(found.as.tensor);
    *v = found;
  }
}

static int unref(lua_State *L) {
  luaL_unref(L, LUA_REGISTRYINDEX, *(luma_ref *)lua_touserdata(L, 1));
  return 0;
}

void luma_unref(luma_State *s, luma_ref reference) { host_protect(s, unref, &reference, 0); }

void luma_value_clear(luma_State *s, luma_value *v) {
  if (v->type == LUMA_STRING) free((void *)(uintptr_t)v->as.string.data);
  if (v->type == LUMA_TENSOR) lm_release(v->as.tensor);
  if (v->type == LUMA_REFERENCE) luma_unref(s, v->as.reference);
  *v = luma_nil();
}

/* ---- globals ------------------------------------------------------------------------------- */

typedef struct place {
  const char *name; /* "a.b.c" */
  luma_value *value;
  luma_function function;
  void *data;
  luma_ref reference;
} place;

/* Pushes the table that holds the last name of a path, and returns that name.  Raises where the
** path does not lead through tables. */
static const char *push_holder(lua_State *L, const char *path) {
  lua_pushglobaltable(L);
  for (const char *dot; (dot = strchr(path, '.')) != NULL; path = dot + 1) {
    const char *name = lua_pushlstring(L, path, (size_t)(dot - path));
    lua_gettable(L, -2);
    if (lua_isnil(L, -1)) luaL_error(L, "there is no '%s' for '%s' to be in", name, dot + 1);
    lua_remove(L, -2);
  }
  return path;
}

static int set_place(lua_State *L) {
  place *p = lua_touserdata(L, 1);
  const char *name = push_holder(L, p->name);
  host_push(L, p->value);
  lua_setfield(L, -2, name);
  return 0;
}

static int get_place(lua_State *L) {
  place *p = lua_touserdata(L, 1);
  const char *name = push_holder(L, p->name);
  lua_getfield(L, -1, name);
  host_take(L, -1, p->value);
  return 0;
}

static int find_place(lua_State *L) {
  place *p = lua_touserdata(L, 1);
  const char *name = push_holder(L, p->name);
  if (lua_getfield(L, -1, name) == LUA_TNIL) luaL_error(L, "there is no '%s'", p->name);
  p->reference = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

bool luma_set(luma_State *s, const char *name, luma_value value) {
  place p = {.name = name, .value = &value};
  return host_protect(s, set_place, &p, 0);
}

bool luma_get(luma_State *s, const char *name, luma_value *value) {
  place p = {.name = name, .value = value};
  *value = luma_nil();
  return host_protect(s, get_place, &p, 0);
}

luma_ref luma_find(luma_State *s, const char *name) {
  place p = {.name = name};
  return host_protect(s, find_place, &p, 0) ? p.reference : LUMA_NO_REF;
}

/* ---- calls --------------------------------------------------------------------------------- */

typedef struct call {
  luma_ref function;
  const luma_value *args;
  int nargs;
  luma_value *results;
  int nresults;
} call;

static int run_call(lua_State *L) {
  call *c = lua_touserdata(L, 1);
  luaL_checkstack(L, c->nargs + c->nresults + 4, "too many arguments or results");
  lua_rawgeti(L, LUA_REGISTRYINDEX, c->function);
  for (int i = 0; i < c->nargs; i++) host_push(L, &c->args[i]);
  lua_call(L, c->nargs, c->nresults);
  for (int i = 0; i < c->nresults; i++) host_take(L, 2 + i, &c->results[i]);
  return 0;
}

bool luma_call(luma_State *s, luma_ref function, const luma_value *args, int nargs,
               luma_value *results, int nresults) {
  call c = {function, args, nargs, results, nresults};
  for (int i = 0; i < nresults; i++) results[i] = luma_nil();
  if (function < 0) { /* luma_find's or luma_load's message stands */
    if (!s->failed) host_message(s, "luma_call: there is no function");
    return false;
  }
  bool good = host_run(s, run_call, &c);
  for (int i = 0; i < nresults && !good; i++) luma_value_clear(s, &results[i]);
  return good;
}

/* ---- functions of the host ----------------------------------------------------------------- */

typedef struct host_function {
  luma_function function;
  void *data;
} host_function;

typedef struct results {
  luma_value values[LUMA_MAX_RESULTS];
  int n;
} results;

static int push_results(lua_State *L) {
  results *r = lua_touserdata(L, 1);
  for (int i = 0; i < r->n; i++) host_push(L, &r->values[i]);
  return r->n;
}

/* Calls a host's function for a script.  It leaves neither by an error nor with the state's thread
** changed, so everything that it was lent or gave is tidied before anything is raised. */
static int call_host(lua_State *L) {
  const host_function *f = lua_touserdata(L, lua_upvalueindex(1));
  luma_State *s = host_state(L);
  int n = lua_gettop(L);
  luma_value *args = lua_newuserdatauv(L, (size_t)(n + 1) * sizeof *args, 0);
  for (int i = 0; i < n; i++)
    if (!peek(L, i + 1, &args[i])) take_reference(L, i + 1, &args[i]);

  results r = {.n = 0};
  lua_State *outside = s->L;
  s->L = L;
  r.n = f->function(s, f->data, args, n, r.values);
  for (int i = 0; i < n; i++)
    if (args[i].type == LUMA_REFERENCE) luma_unref(s, args[i].as.reference);

  bool good = r.n >= 0 && r.n <= LUMA_MAX_RESULTS;
  if (r.n > LUMA_MAX_RESULTS) luma_fail(s, "a function of the host gave %d results", r.n);
  int top = lua_gettop(L);
  good = good && host_protect(s, push_results, &r, r.n);
  for (int i = 0; i < LUMA_MAX_RESULTS; i++)
    if (r.values[i].type == LUMA_TENSOR) lm_release(r.values[i].as.tensor);
  s->L = outside;
  if (good) return lua_gettop(L) - top;
  luaL_where(L, 1);
  lua_pushstring(L, luma_error(s));
  lua_concat(L, 2);
  return lua_error(L);
}

static void push_function(lua_State *L, luma_function function, void *data) {
  host_function *f = lua_newuserdatauv(L, sizeof *f, 0);
  *f = (host_function){function, data};
  lua_pushcclosure(L, call_host, 1);
}

static int register_place(lua_State *L) {
  place *p = lua_touserdata(L, 1);
  const char *name = push_holder(L, p->name);
  push_function(L, p->function, p->data);
  lua_setfield(L, -2, name);
  return 0;
}

bool luma_register(luma_State *s, const char *name, luma_function function, void *data) {
  place p = {.name = name, .function = function, .data = data};
  return host_protect(s, register_place, &p, 0);
}

typedef struct operation {
  const char *name;
  luma_function forward, backward;
  void *data;
} operation;

static int register_operation(lua_State *L) {
  const operation *o = lua_touserdata(L, 1);
  const char *name = push_holder(L, o->name);
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, "luma.autograd");
  lua_getfield(L, -1, "_host_operation"); /* lua/autograd/_host_operation.lua */
  lua_remove(L, -2);
  lua_remove(L, -2);
  lua_pushstring(L, name);
  push_function(L, o->forward, o->data);
  push_function(L, o->backward, o->data);
  lua_call(L, 3, 1);
  lua_setfield(L, -2, name);
  return 0;
}

bool luma_register_operation(luma_State *s, const char *name, luma_function forward,
                             luma_function backward, void *data) {
  operation o = {name, forward, backward, data};
  return host_protect(s, register_operation, &o, 0);
}

static int keep(lua_State *L) {
  const luma_value *v = lua_touserdata(L, 1);
  host_push(L, v);
  return 1;
}

/* The copy is a Lua string on the stack of the function that is running. */
const char *luma_keep(luma_State *s, const void *data, size_t size) {
  luma_value v = luma_bytes(data, size);
  return host_protect(s, keep, &v, 1) ? lua_tostring(s->L, -1) : NULL;
}
