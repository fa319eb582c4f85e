/* Opening the library in a state: the tables that scripts see. */
#include "vm/vm.h"
#include "vm/shape.h"
#include "vm/files.h"
#include "vm/index.h"
#include "vm/loader.h"
#include "vm/luma.h"
#include "tensor/account.h"
#include "tensor/backend.h"
#include "tensor/cpu/isa.h"
#include "tensor/layout.h"

#include <string.h>
#include <time.h>

extern const luaL_Reg lmvm_operators[];
void lmvm_new_state(lua_State *L);
void lmvm_set_metatable_of_tensors(lua_State *L);

/* Registers a function in the table on top, with the upvalues (lmvm, tensor metatable, value at
** `third` or nil). */
static void set_function(lua_State *L, lmvm *vm, const char *name, lua_CFunction f, int metatable,
                         int third) {
  lua_pushlightuserdata(L, vm);
  lua_pushvalue(L, metatable);
  if (third)
    lua_pushvalue(L, third);
  else
    lua_pushnil(L);
  lua_pushcclosure(L, f, 3);
  lua_setfield(L, -2, name);
}

void lmvm_set_functions(lua_State *L, const lmvm_function *functions) {
  int table = lua_gettop(L);
  lmvm *vm = lmvm_of(L);
  lmvm_newhandle(L);
  lua_getmetatable(L, -1);
  lua_pushvalue(L, table);
  for (; functions->name; functions++)
    set_function(L, vm, functions->name, functions->func, table + 2, 0);
  lua_settop(L, table);
}

/* What is written by hand of tensor.NAME and of x:NAME.  Upvalue 3 of all is the library. */
static const lmvm_function *const tensor_functions[] = {lmvm_tensor_functions,
                                                        lmvm_making_functions,
                                                        lmvm_random_functions,
                                                        lmvm_shape_functions,
                                                        lmvm_typing_functions,
                                                        lmvm_asking,
                                                        lmvm_typing_both,
                                                        lmvm_storage_functions,
                                                        lmvm_buffer_functions,
                                                        lmvm_nonzero,
                                                        lmvm_files,
                                                        lmvm_printing,
                                                        NULL};
static const lmvm_function *const tensor_methods[] = {
    lmvm_tensor_methods, lmvm_grad_methods,    lmvm_shape_methods, lmvm_converting,     lmvm_asking,
    lmvm_typing_both,    lmvm_storage_methods, lmvm_nonzero,       lmvm_making_methods, NULL};

static void set_parts(lua_State *L, const lmvm_function *const *parts, int metatable, int library) {
  lmvm *vm = lmvm_of(L);
  for (; *parts; parts++)
    for (const lmvm_function *f = *parts; f->name; f++)
      set_function(L, vm, f->name, f->func, metatable, library);
}

static bool is_method_table(const lmvm_function *part) {
  for (const lmvm_function *const *p = tensor_methods; *p; p++)
    if (*p == part) return true;
  return false;
}

/* Adds place.name = text to the table on top.  A function that is a method too takes x first. */
static void add_texts(lua_State *L, const char *place, const lmvm_function *const *parts) {
  for (; *parts; parts++) {
    const bool both = *place != 'x' && is_method_table(*parts);
    for (const lmvm_function *f = *parts; f->name; f++) {
      if (f->doc == NULL) continue;
      lua_pushfstring(L, "%s%s", place, f->name);
      if (both)
        lua_pushfstring(L, "(x%s%s", f->doc[1] == ')' ? "" : ", ", f->doc + 1);
      else
        lua_pushstring(L, f->doc);
      lua_rawset(L, -3);
    }
  }
}

/* tensor._texts(): what help says of functions that are neither rows nor written in Lua. */
static int f_texts(lua_State *L) {
  lua_newtable(L);
  add_texts(L, "tensor.", tensor_functions);
  add_texts(L, "x:", tensor_methods);
  add_texts(L, "autograd.", lmvm_autograd_functions);
  return 1;
}

/* ---- require "luma" ---- */

static int f_clock(lua_State *L) { /* monotonic seconds */
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  lua_pushnumber(L, (double)t.tv_sec + 1e-9 * (double)t.tv_nsec);
  return 1;
}

static void set_number(lua_State *L, const char *name, double v) {
  lua_pushnumber(L, v);
  lua_setfield(L, -2, name);
}
static void set_integer(lua_State *L, const char *name, int64_t v) {
  lua_pushinteger(L, v);
  lua_setfield(L, -2, name);
}

/* Bytes that tensors of this state hold, held at most, were given ever, are cached for reuse; young
** and full collections and the seconds they took. */
static int f_gc_stats(lua_State *L) {
  lmvm *vm = lmvm_enter(L);
  lm_account *a = vm->context->account;
  lua_newtable(L);
  set_integer(L, "held", lm_account_held(a));
  set_integer(L, "peak", a->peak);
  set_integer(L, "allocated", a->allocated);
  set_integer(L, "storages", a->count);
  set_integer(L, "cached", (int64_t)lm_cpu_backend.cached(LM_CPU));
  set_integer(L, "young_budget", vm->young_bytes);
  set_integer(L, "major_budget", vm->major_bytes);
  set_integer(L, "cycles", (int64_t)vm->cycles);
  set_integer(L, "majors", (int64_t)vm->majors);
  set_number(L, "seconds", vm->spent);
  return 1;
}

static void push_build(lua_State *L) {
  lua_newtable(L);
  lua_pushliteral(L, LUMA_VERSION);
  lua_setfield(L, -2, "version");
  lua_pushstring(L, LUA_RELEASE);
  lua_setfield(L, -2, "lua");
#ifdef __clang__
  lua_pushliteral(L, "clang " __clang_version__);
#else
  lua_pushliteral(L, "gcc " __VERSION__);
#endif
  lua_setfield(L, -2, "compiler");
  lua_pushstring(L, lm_isa_name());
  lua_setfield(L, -2, "isa");
  lua_pushinteger(L, LM_OP_COUNT);
  lua_setfield(L, -2, "operations");
}

/* A field that is not there yet is the module PREFIX.name (upvalue 1 is the prefix), kept once it was
** loaded; nil where there is no such module.  An error inside a module that exists is raised. */
static int lazy_part(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING || strpbrk(lua_tostring(L, 2), "./")) return 0;
  lua_settop(L, 2);
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  const char *module =
      lua_pushfstring(L, "%s.%s", lua_tostring(L, lua_upvalueindex(1)), lua_tostring(L, 2));
  if (lua_getfield(L, 3, module) == LUA_TNIL) {
    lua_pop(L, 1);
    if (!lmvm_load_module(L, module, true)) return 0;
    lua_pop(L, 1); /* the file's name */
    lua_pushvalue(L, 4);
    lua_call(L, 1, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, 3, module);
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  return 1;
}

static void make_lazy(lua_State *L, const char *prefix) { /* the table on top */
  lua_newtable(L);
  lua_pushstring(L, prefix);
  lua_pushcclosure(L, lazy_part, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

/* What `require "luma.tensor"` finds, also where there is no package library. */
static void set_loaded(lua_State *L, const char *name) { /* the value on top */
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

/* ---- tensor ---- */

static int f_kernels(lua_State *L) { /* names of the operations that a device can run */
  lm_device d = lm_device_by_name(luaL_optstring(L, 1, "cpu"));
  lmvm_enter(L);
  const lm_backend *b = d == LM_DEVICE_NONE ? NULL : lm_backend_of(d);
  if (b == NULL) return lmvm_error(L);
  lua_newtable(L);
  for (int i = 0, n = 0; i < LM_OP_COUNT; i++) {
    if (b->kernel[i] == NULL && lm_ops[i].kind != LM_KIND_POINTWISE) continue;
    lua_pushstring(L, lm_ops[i].name);
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

/* Appends {place = ..., name = ...} to the list on top. */
static void add_name(lua_State *L, const lm_op *row, const char *name) {
  int family;
  const char *rest = lmvm_family(name, &family);
  lua_createtable(L, 0, 2);
  if (family >= 0)
    lua_pushfstring(L, "tensor.%s", lmvm_families[family]);
  else
    lua_pushstring(L, row->flags & LM_NN ? "nn.functional" : "tensor");
  lua_setfield(L, -2, "place");
  lua_pushstring(L, rest);
  lua_setfield(L, -2, "name");
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
}

/* Pushes the list of the names under which scripts find a row. */
static void push_names(lua_State *L, lm_op_id op) {
  lua_newtable(L);
  if (!(lm_ops[op].flags & LM_HIDDEN)) add_name(L, &lm_ops[op], lm_ops[op].name);
  for (int i = 0; i < lm_alias_count; i++)
    if (lm_aliases[i].op == op && strcmp(lm_aliases[i].name, lm_ops[op].name) != 0)
      add_name(L, &lm_ops[op], lm_aliases[i].name);
    else if (lm_aliases[i].op == op && lm_ops[op].flags & LM_HIDDEN)
      add_name(L, &lm_ops[op], lm_aliases[i].name);
}

static int f_operations(lua_State *L) { /* the table as data, for help, specs and stubs */
  static const char *const kinds[] = {"pointwise", "reduction", "structured",
                                      "view",      "direct",    "composite"};
  static const char *const args[] = {
      "T",  "TO",  "TS",  "TSO",  "TL",   "S",    "SR",   "SO",   "I",     "IR",   "F",
      "B",  "POS", "DIM", "DIMR", "DIMO", "DIMS", "SIZE", "INTS", "INTSO", "PADS", "DIMLIST",
      "IL", "FL",  "FLO", "DT",   "DEV",  "STR",  "PAIR", "ORD",  "GEN"};
  lua_createtable(L, LM_OP_COUNT, 0);
  for (int i = 0; i < LM_OP_COUNT; i++) {
    const lm_op *row = &lm_ops[i];
    lua_newtable(L);
    lua_pushstring(L, row->name);
    lua_setfield(L, -2, "name");
    int family;
    const char *rest = lmvm_family(row->name, &family);
    if (family < 0)
      lua_pushstring(L, rest);
    else
      lua_pushfstring(L, "%s.%s", lmvm_families[family], rest);
    lua_setfield(L, -2, "spoken"); /* the name in messages */
    lua_pushstring(L, kinds[row->kind]);
    lua_setfield(L, -2, "kind");
    lua_pushstring(L, row->doc);
    lua_setfield(L, -2, "doc");
    set_integer(L, "results", row->results);
    static const struct {
      const char *name;
      uint32_t bit;
    } flags[] = {{"inplace", LM_INPLACE}, {"nodiff", LM_NODIFF}, {"hidden", LM_HIDDEN},
                 {"item", LM_ITEM},       {"nn", LM_NN},         {"create", LM_CREATE},
                 {"random", LM_RANDOM},   {"field", LM_FIELD},   {"complex", LM_COMPLEX}};
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) {
      lua_pushboolean(L, (row->flags & flags[k].bit) != 0);
      lua_setfield(L, -2, flags[k].name);
    }
    lua_pushboolean(L, row->vjp != NULL);
    lua_setfield(L, -2, "vjp");
    push_names(L, (lm_op_id)i);
    lua_setfield(L, -2, "names");
    lua_createtable(L, row->n_params, 0);
    for (int p = 0; p < row->n_params; p++) {
      lua_newtable(L);
      lua_pushstring(L, row->params[p].name);
      lua_setfield(L, -2, "name");
      lua_pushstring(L, args[row->params[p].kind]);
      lua_setfield(L, -2, "kind");
      lua_pushboolean(L, row->params[p].optional);
      lua_setfield(L, -2, "optional");
      lua_pushstring(L, row->params[p].text);
      lua_setfield(L, -2, "default");
      lua_rawseti(L, -2, p + 1);
    }
    lua_setfield(L, -2, "params");
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

static void set_constants(lua_State *L) {
  for (int d = 0; d < LM_DTYPE_COUNT; d++) {
    lua_pushstring(L, lm_dtypes[d].name);
    lua_setfield(L, -2, lm_dtypes[d].name);
  }
  for (int i = 0; i < LM_LAYOUT_COUNT; i++) {
    lua_pushstring(L, lm_layout_names[i]);
    lua_setfield(L, -2, lm_layout_names[i]);
  }
  lua_pushliteral(L, "strided");
  lua_setfield(L, -2, "strided");
  lmvm_push_newaxis(L);
  lua_setfield(L, -2, "newaxis");
}

/* Pushes the library `tensor`. */
static void open_tensor(lua_State *L) {
  int at = lua_gettop(L);
  lua_pushlightuserdata(L, lmvm_of(L)); /* at+1 */
  lua_newtable(L);                      /* at+2: the metatable of tensors */
  lua_pushvalue(L, -1);
  lmvm_set_metatable_of_tensors(L);
  lmvm_open_operations(L); /* at+3: library, methods, nn.functional's share, every row by name */
  int metatable = at + 2, library = at + 3, methods = at + 4;
  lua_setfield(L, library, "_ops");
  lua_setfield(L, library, "_nn");
  set_parts(L, tensor_methods, metatable, library);
  lua_pushvalue(L, metatable);
  lmvm *vm = lmvm_of(L);
  for (const luaL_Reg *f = lmvm_tensor_metamethods; f->name; f++)
    set_function(L, vm, f->name, f->func, metatable, methods);
  for (const luaL_Reg *f = lmvm_operators; f->name; f++)
    set_function(L, vm, f->name, f->func, metatable, methods);
  lua_pushliteral(L, "luma.tensor");
  lua_setfield(L, -2, "__name");
  lua_settop(L, methods);
  lua_pushvalue(L, library);
  set_parts(L, tensor_functions, metatable, library);
  lua_pushcfunction(L, f_kernels);
  lua_setfield(L, -2, "_kernels");
  lua_pushcfunction(L, f_operations);
  lua_setfield(L, -2, "_operations");
  lua_pushcfunction(L, f_texts);
  lua_setfield(L, -2, "_texts");
  lua_pushvalue(L, methods);
  lua_setfield(L, library, "_methods");
  lua_settop(L, library);
  set_constants(L);
  make_lazy(L, "luma.tensor"); /* what is written in Lua */
  lua_getmetatable(L, library);
  lua_getfield(L, library, "_call"); /* tensor{...} */
  lua_setfield(L, -2, "__call");
  lua_settop(L, library);
  lua_replace(L, at + 1);
  lua_settop(L, at + 1);
}

__attribute__((visibility("default"))) /* stock lua looks for it in luma.so */
LUALIB_API int
luaopen_luma(lua_State *L) {
  if (lmvm_of(L) == NULL) lmvm_new_state(L);
  lmvm_install_searcher(L);
  lua_gc(L, LUA_GCGEN, 0, 0); /* tensors are many short-lived handles, see pace.c */
  lua_settop(L, 0);
  lua_newtable(L);
  lua_pushliteral(L, LUMA_VERSION);
  lua_setfield(L, 1, "version");
  push_build(L);
  lua_setfield(L, 1, "build");
  lua_pushcfunction(L, f_clock);
  lua_setfield(L, 1, "clock");
  lua_pushcfunction(L, f_gc_stats);
  lua_setfield(L, 1, "gc_stats");
  lua_pushcfunction(L, lmvm_source);
  lua_setfield(L, 1, "_source");
  open_tensor(L);
  set_loaded(L, "luma.tensor");
  lua_newtable(L);
  make_lazy(L, "luma.signal");
  lua_setfield(L, -2, "signal");
  lua_setfield(L, 1, "tensor");
  lmvm_open_autograd(L);
  make_lazy(L, "luma.autograd");
  set_loaded(L, "luma.autograd");
  lua_setfield(L, 1, "autograd");
  make_lazy(L, "luma");
  return 1;
}
