/* States of the embedding API: opening, memory, running, stopping.  See vm/luma.h. */

#include "vm/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lualib.h>

#include "tensor/account.h"
#include "vm/loader.h"
#include "vm/vm.h"

/* Lua instructions between two looks at the cancel flag: some 50 µs. */
#define POLL_EVERY 10000

int luma_abi(void) { return LUMA_ABI; }
const char *luma_version(void) { return LUMA_VERSION; }

/* ---- memory -------------------------------------------------------------------------------- */

static int64_t tensor_bytes(const luma_State *s) {
  if (s->context == NULL) return 0;
  return lm_account_held(s->context->account);
}

/* Lua's allocator.  One limit covers Lua's heap and the tensors: what Lua holds is refused to
** tensors by moving their account's limit, what tensors hold is refused to Lua here. */
static void *allocate(void *data, void *block, size_t before, size_t after) {
  luma_State *s = data;
  if (block == NULL) before = 0; /* it tells the type of the object then */
  int64_t growth = (int64_t)after - (int64_t)before;
  int64_t limit = s->options.memory_limit;
  if (limit > 0 && growth > 0 && growth > limit - s->heap - tensor_bytes(s)) return NULL;
  block = lmvm_pool_realloc(&s->pool, block, before, after);
  if (block == NULL && after > 0) return NULL;
  s->heap += growth;
  if (limit > 0 && s->context) /* 0 would mean no limit */
    s->context->account->limit = limit > s->heap ? limit - s->heap : 1;
  return block;
}

int64_t luma_memory(const luma_State *s) { return s->heap + tensor_bytes(s); }

/* ---- messages ------------------------------------------------------------------------------ */

luma_State *host_state(lua_State *L) {
  void *data;
  lua_getallocf(L, &data);
  return data;
}

void host_message(luma_State *s, const char *message) {
  free(s->message);
  s->message = strdup(message);
  s->failed = true;
}

const char *luma_error(const luma_State *s) {
  if (!s->failed) return "";
  return s->message ? s->message : "not enough memory";
}

int luma_fail(luma_State *s, const char *format, ...) {
  char text[WARNING_SIZE];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  host_message(s, text);
  return -1;
}

/* Lua's warnings come in pieces; a single one that begins with @ is for us. */
static void on_warning(void *data, const char *piece, int more) {
  luma_State *s = data;
  if (!more && s->warning_size == 0 && piece[0] == '@') {
    if (strcmp(piece, "@on") == 0) s->warnings = true;
    if (strcmp(piece, "@off") == 0) s->warnings = false;
    return;
  }
  size_t size = strlen(piece), room = WARNING_SIZE - 1 - s->warning_size;
  if (size > room) size = room;
  memcpy(s->warning + s->warning_size, piece, size);
  s->warning_size += size;
  if (more) return;
  s->warning[s->warning_size] = '\0';
  s->warning_size = 0;
  if (s->warnings && s->options.log) s->options.log(s->options.log_data, s->warning);
}

/* print(...), for a host that takes the text. */
static int print(lua_State *L) {
  luma_State *s = host_state(L);
  int n = lua_gettop(L);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (int i = 1; i <= n; i++) {
    if (i > 1) luaL_addchar(&text, '\t');
    luaL_tolstring(L, i, NULL);
    luaL_addvalue(&text);
  }
  luaL_addchar(&text, '\n');
  luaL_pushresult(&text);
  size_t size;
  const char *line = lua_tolstring(L, -1, &size);
  s->options.print(s->options.print_data, line, size);
  return 0;
}

static int refuse_exit(lua_State *L) {
  return luaL_error(L, "os.exit: a script may not end the program that runs it");
}

/* ---- protected calls ----------------------------------------------------------------------- */

/* Raises in Lua code that runs while the state is cancelled, and from then on at every instruction,
** so that no pcall of the script's can go on. */
static void poll_cancel(lua_State *L, lua_Debug *where) {
  (void)where;
  bool cancelled = host_state(L)->context->cancelled;
  int every = cancelled ? 1 : POLL_EVERY;
  if (lua_gethookcount(L) != every) lua_sethook(L, poll_cancel, LUA_MASKCOUNT, every);
  if (!cancelled) return;
  luaL_where(L, 0);
  lua_pushliteral(L, "interrupted!");
  lua_concat(L, 2);
  lua_error(L);
}

/* A text of any error value, with the module it came from and a traceback below it. */
static int describe(lua_State *L) {
  luaL_tolstring(L, 1, NULL);
  if (lua_type(L, 1) == LUA_TSTRING) lmvm_add_module(L);
  const char *message = lua_tostring(L, -1);
  luaL_traceback(L, L, message, 1);
  return 1;
}

bool host_protect(luma_State *s, lua_CFunction f, void *argument, int nresults) {
  lua_State *L = s->L;
  if (!lua_checkstack(L, nresults + LUA_MINSTACK)) {
    host_message(s, "not enough memory");
    return false;
  }
  lm_context *outside = s->context ? lm_enter(s->context) : NULL;
  int base = lua_gettop(L) + 1;
  lua_pushcfunction(L, describe);
  lua_pushcfunction(L, f);
  lua_pushlightuserdata(L, argument);
  int status = lua_pcall(L, 1, nresults, base);
  if (status != LUA_OK) {
    const char *message = lua_tostring(L, -1);
    host_message(s, message ? message : "error in the error's __tostring");
    lua_pop(L, 1);
  }
  lua_remove(L, base);
  if (s->context) lm_enter(outside);
  return status == LUA_OK;
}

bool host_run(luma_State *s, lua_CFunction f, void *argument) {
  bool good = false;
  if (s->context->cancelled) {
    host_message(s, "interrupted!");
  } else {
    s->depth++;
    good = host_protect(s, f, argument, 0);
    s->depth--;
  }
  if (s->depth == 0) s->context->cancelled = false;
  return good;
}

void luma_cancel(luma_State *s) { s->context->cancelled = true; }
void luma_clear_cancel(luma_State *s) { s->context->cancelled = false; }
lua_State *luma_lua(luma_State *s) { return s->L; }

/* ---- opening and closing ------------------------------------------------------------------- */

/* Fills a new state's globals. */
static int furnish(lua_State *L) {
  luma_State *s = lua_touserdata(L, 1);
  if (s->options.flags & LUMA_SANDBOX) {
    host_open_sandbox(L);
  } else {
    luaL_openlibs(L);
    lmvm_open_globals(L);
    lua_getglobal(L, "os");
    lua_pushcfunction(L, refuse_exit);
    lua_setfield(L, -2, "exit");
  }
  s->context = lmvm_context(L);
  if (s->options.print) {
    lua_pushcfunction(L, print);
    lua_setglobal(L, "print");
  }
  lua_gc(L, LUA_GCGEN, 0, 0);
  if (!(s->options.flags & LUMA_NO_POLL)) lua_sethook(L, poll_cancel, LUA_MASKCOUNT, POLL_EVERY);
  return 0;
}

luma_State *luma_open(const luma_options *options, char *message, size_t size) {
  luma_State *s = calloc(1, sizeof *s);
  if (s) {
    if (options) s->options = *options;
    s->warnings = true;
    s->L = lua_newstate(allocate, s);
  }
  if (s && s->L) {
    lua_setwarnf(s->L, on_warning, s);
    if (host_protect(s, furnish, s, 0)) return s;
  }
  if (message) snprintf(message, size, "%s", s && s->failed ? luma_error(s) : "not enough memory");
  luma_close(s);
  return NULL;
}

void luma_close(luma_State *s) {
  if (s == NULL) return;
  if (s->L) {
    lm_context *outside = s->context ? lm_enter(s->context) : NULL;
    lua_State *L = s->L;
    s->options.memory_limit = 0;                   /* the account goes before the last blocks do */
    if (s->context) s->context->cancelled = false; /* finalizers run in full */
    lua_sethook(L, NULL, 0, 0);
    lua_close(L);
    if (s->context) lm_enter(outside);
  }
  lmvm_pool_free(&s->pool);
  free(s->message);
  free(s);
}

/* ---- running ------------------------------------------------------------------------------- */

typedef struct chunk {
  const char *text; /* NULL: the file `name` */
  size_t size;
  const char *name;
  luma_ref reference;
} chunk;

/* Pushes the chunk compiled, or raises. */
static void compile(lua_State *L, const chunk *c) {
  const char *mode = host_state(L)->options.flags & LUMA_SANDBOX ? "t" : NULL;
  int status;
  if (c->text == NULL) {
    status = luaL_loadfilex(L, c->name, mode);
  } else {
    bool marked = c->name[0] == '@' || c->name[0] == '=';
    const char *name = lua_pushfstring(L, marked ? "%s" : "=%s", c->name);
    status = luaL_loadbufferx(L, c->text, c->size, name, mode);
  }
  if (status != LUA_OK) lua_error(L);
}

static int run_chunk(lua_State *L) {
  compile(L, lua_touserdata(L, 1));
  lua_call(L, 0, 0);
  return 0;
}

static int load_chunk(lua_State *L) {
  chunk *c = lua_touserdata(L, 1);
  compile(L, c);
  c->reference = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

bool luma_run_string(luma_State *s, const char *source, const char *name) {
  chunk c = {.text = source, .size = strlen(source), .name = name};
  return host_run(s, run_chunk, &c);
}

bool luma_run_file(luma_State *s, const char *path) {
  chunk c = {.name = path};
  return host_run(s, run_chunk, &c);
}

luma_ref luma_load(luma_State *s, const char *source, size_t size, const char *name) {
  chunk c = {.text = source, .size = size, .name = name};
  return host_protect(s, load_chunk, &c, 0) ? c.reference : LUMA_NO_REF;
}
