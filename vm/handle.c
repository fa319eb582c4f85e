/* Handles: the userdata through which Lua holds tensors; errors at the script's line. */
#include "vm/vm.h"
#include "tensor/generator.h"
#include "tensor/record.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char state_key; /* its address finds the lmvm in the registry */

/* ---- the state ---- */

lmvm *lmvm_of(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
  lmvm *vm = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return vm;
}

lm_context *lmvm_context(lua_State *L) {
  lmvm *vm = lmvm_of(L);
  return vm ? vm->context : NULL;
}

lmvm *lmvm_enter(lua_State *L) {
  lmvm *vm = lmvm_of(L);
  if (vm == NULL) luaL_error(L, "the library luma is not open in this state");
  if (vm->L != L) lmvm_switch(vm, L);
  lm_enter(vm->context);
  return vm;
}

/* The memory that operations could not get may hang on garbage. */
static bool reclaim(void *data, size_t bytes) {
  lmvm *vm = data;
  (void)bytes;
  bool before = vm->reclaiming;
  vm->reclaiming = true;
  int scopes = lm_scope_suspend(); /* finalisers may run operations */
  lua_gc(vm->L, LUA_GCCOLLECT);
  lm_enter(vm->context);
  lm_scope_resume(scopes);
  vm->reclaiming = before;
  return true;
}

void lmvm_home_release(lmvm_home *home, int ref) {
  if (home->main) luaL_unref(home->main, LUA_REGISTRYINDEX, ref);
  if (--home->refs == 0) free(home);
}

static int close_state(lua_State *L) {
  lmvm *vm = lua_touserdata(L, 1);
  free(vm->no_pack); /* what else counted it is gone: the state is closing */
  vm->no_pack = NULL;
  lm_context_free(vm->context);
  vm->context = NULL;
  if (vm->home == NULL) return 0;
  vm->home->main = NULL;
  if (--vm->home->refs == 0) free(vm->home);
  vm->home = NULL;
  return 0;
}

static char *trace(void *data);

static void make_secret(void) { lmvm_secret = (uintptr_t)lm_random_seed() | 1; }

void lmvm_new_state(lua_State *L) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_secret);
  lmvm *vm = lua_newuserdatauv(L, sizeof *vm, 0);
  memset(vm, 0, sizeof *vm);
  lua_newtable(L);
  lua_pushcfunction(L, close_state);
  lua_setfield(L, -2, "__gc");
  vm->context = lm_context_new();
  vm->home = calloc(1, sizeof *vm->home);
  lua_setmetatable(L, -2);
  if (vm->context == NULL || vm->home == NULL) luaL_error(L, "not enough memory");
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  vm->home->main = lua_tothread(L, -1);
  vm->home->refs = 1;
  lua_pop(L, 1);
  vm->L = L;
  vm->young_bytes = (int64_t)4 << 20;
  vm->major_bytes = (int64_t)256 << 20;
  vm->context->reclaim = reclaim;
  vm->context->reclaim_data = vm;
  vm->context->host = vm;
  vm->context->trace = trace;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
}

/* ---- errors ---- */

void lmvm_where(lua_State *L) {
  lua_Debug ar;
  for (int level = 1; lua_getstack(L, level, &ar); level++) {
    lua_getinfo(L, "Sl", &ar);
    if (ar.currentline <= 0 || strncmp(ar.source, "@luma/", 6) == 0) continue;
    lua_pushfstring(L, "%s:%d: ", ar.short_src, ar.currentline);
    return;
  }
  lua_pushliteral(L, "");
}

#define TRACE_LINES 12

/* Where the script is, a line for each of its functions that run, innermost first; NULL when there is
** none or no memory. */
static char *trace(void *data) {
  lua_State *L = ((lmvm *)data)->L;
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  if (out == NULL) return NULL;
  lua_Debug ar;
  for (int level = 0, n = 0; n < TRACE_LINES && lua_getstack(L, level, &ar); level++) {
    lua_getinfo(L, "Sln", &ar);
    if (ar.currentline <= 0 || strncmp(ar.source, "@luma/", 6) == 0) continue;
    fprintf(out, "%s  %s:%d", n++ ? "\n" : "", ar.short_src, ar.currentline);
    if (ar.name)
      fprintf(out, ": in %s '%s'", ar.namewhat, ar.name);
    else if (strcmp(ar.what, "main") == 0)
      fputs(": in main chunk", out);
  }
  bool failed = ferror(out) != 0;
  if (fclose(out) == 0 && !failed && size > 0) return text;
  free(text);
  return NULL;
}

const char *const lmvm_families[] = {"linalg", "fft", "special", NULL};

const char *lmvm_family(const char *name, int *family) {
  for (*family = 0; lmvm_families[*family]; ++*family) {
    size_t n = strlen(lmvm_families[*family]);
    if (strncmp(name, lmvm_families[*family], n) == 0 && name[n] == '_') return name + n + 1;
  }
  *family = -1;
  return name;
}

/* What a callback raised that is no text goes through the core as these words, which stand for it, and
** out of it as what it was. In the registry: the last one. */
static const char raised_key, raised_words[] = "an error that is not a text";

const char *lmvm_keep_raised(lua_State *L) {
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &raised_key);
  return raised_words;
}

static bool take_raised(lua_State *L, const char *message) {
  size_t size = strlen(message), end = sizeof raised_words - 1;
  if (size < end || strcmp(message + size - end, raised_words) != 0) return false;
  bool kept = lua_rawgetp(L, LUA_REGISTRYINDEX, &raised_key) != LUA_TNIL;
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &raised_key);
  if (!kept) lua_pop(L, 1);
  return kept;
}

int lmvm_error(lua_State *L) {
  const char *message = lm_error();
  lm_clear_error(); /* first: what follows may raise instead, or run finalisers that fail, too */
  if (message == NULL) message = "unknown error";
  if (take_raised(L, message)) return lua_error(L);
  int family;
  const char *rest = lmvm_family(message, &family);
  if (family < 0)
    lua_pushstring(L, message);
  else /* as the script calls it */
    lua_pushfstring(L, "%s.%s", lmvm_families[family], rest);
  lmvm_where(L);
  lua_insert(L, -2);
  lua_concat(L, 2);
  lmvm_add_module(L);
  return lua_error(L);
}

int lmvm_fail(lua_State *L, const char *format, ...) {
  char message[512];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  lm_clear_error();
  lm_fail("%s", message);
  return lmvm_error(L);
}

/* ---- tensors ---- */

uintptr_t lmvm_secret;

lm_tensor *lmvm_totensor(lua_State *L, int i) {
  const lmvm_handle *h = lua_touserdata(L, i);
  if (h == NULL || lua_rawlen(L, i) != sizeof *h) return NULL;
  return h->mark == (lmvm_secret ^ (uintptr_t)h) ? h->tensor : NULL;
}

lm_tensor *lmvm_checktensor(lua_State *L, int i, const char *name) {
  lm_tensor *t = lmvm_totensor(L, i);
  if (t == NULL)
    lmvm_fail(L, "%s: a tensor is needed, not %s", name, luaL_typename(L, i));
  else if (t->freed)
    lmvm_fail(L, "%s: the tensor was freed", name);
  return t;
}

static const char metatable_key;

void lmvm_set_metatable_of_tensors(lua_State *L) { /* the table on top */
  lua_rawsetp(L, LUA_REGISTRYINDEX, &metatable_key);
}

lm_tensor **lmvm_newhandle(lua_State *L) {
  lm_tensor **handle = lmvm_fill_handle(lua_newuserdatauv(L, sizeof(lmvm_handle), 0));
  lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable_key);
  lua_setmetatable(L, -2);
  lmvm *vm = lmvm_of(L);
  if (vm->scopes) lmvm_note(L, vm);
  return handle;
}

/* A protected call of lmvm_newhandle. */
static int new_handle(lua_State *L) {
  lmvm_newhandle(L);
  return 1;
}

void lmvm_pushtensor(lua_State *L, lm_tensor *t) {
  lua_pushcfunction(L, new_handle);
  if (lua_pcall(L, 0, 1, 0) != LUA_OK) {
    lm_release(t);
    lua_error(L);
  }
  *(lm_tensor **)lua_touserdata(L, -1) = t;
}

int lmvm_result(lua_State *L, lm_tensor *t) {
  if (t == NULL) return lmvm_error(L);
  lmvm_pushtensor(L, t);
  return 1;
}

bool lmvm_unwrap(lm_tensor **handle) {
  lm_tensor *t = *handle;
  t->wrapped = false;
  if (t->dtype != LM_F64) return true;
  lm_tensor *cast = lm_to_dtype(t, lm_here()->default_dtype, LM_DEVICE_NONE, false);
  if (cast == NULL) return false;
  lm_release(t);
  *handle = cast;
  return true;
}

void lmvm_pushscalar(lua_State *L, lm_scalar s) {
  if (s.kind == LM_SCALAR_FLOAT)
    lua_pushnumber(L, s.f);
  else if (s.kind == LM_SCALAR_INT)
    lua_pushinteger(L, s.i);
  else
    lua_pushboolean(L, s.i != 0);
}

void lmvm_metatable(lua_State *L, const char *name, const luaL_Reg *functions) {
  if (luaL_getmetatable(L, name) != LUA_TNIL) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
  luaL_setfuncs(L, functions, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, LUA_REGISTRYINDEX, name);
}

/* ---- shapes: lists that print and compare ---- */

static int shape_text(lua_State *L) {
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  luaL_addchar(&b, '(');
  for (int i = 1; i <= (int)lua_rawlen(L, 1); i++) {
    if (i > 1) luaL_addstring(&b, ", ");
    lua_rawgeti(L, 1, i);
    luaL_tolstring(L, -1, NULL);
    lua_remove(L, -2);
    luaL_addvalue(&b);
  }
  luaL_addchar(&b, ')');
  luaL_pushresult(&b);
  return 1;
}

static int shape_equal(lua_State *L) {
  bool same = lua_type(L, 1) == LUA_TTABLE && lua_type(L, 2) == LUA_TTABLE &&
              lua_rawlen(L, 1) == lua_rawlen(L, 2);
  for (int i = 1; same && i <= (int)lua_rawlen(L, 1); i++) {
    lua_rawgeti(L, 1, i);
    lua_rawgeti(L, 2, i);
    same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
  }
  lua_pushboolean(L, same);
  return 1;
}

void lmvm_pushshape(lua_State *L, int n, const int64_t *sizes) {
  lua_createtable(L, n, 0);
  for (int i = 0; i < n; i++) {
    lua_pushinteger(L, sizes[i]);
    lua_rawseti(L, -2, i + 1);
  }
  static const luaL_Reg meta[] = {{"__tostring", shape_text}, {"__eq", shape_equal}, {NULL, NULL}};
  lmvm_metatable(L, "luma.shape", meta);
  lua_setmetatable(L, -2);
}
