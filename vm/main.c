/* luma, the command: Lua's interpreter with Luma's libraries in it.
**
** It takes the options of stock `lua` and behaves as that does, message for message.  All work is
** done inside one protected call (`run`); what the options mean is decided before anything runs.
*/
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

#include "tensor/tensor.h"
#include "vm/loader.h"
#include "vm/luma.h"
#include "vm/pool.h"
#include "vm/repl.h"
#include "vm/vm.h"

static const char *program = "luma"; /* argv[0] when there is one; NULL while a REPL converses */

/* ---- messages ------------------------------------------------------------------------------ */

void command_message(const char *name, const char *message) {
  fflush(stdout);
  if (name) fprintf(stderr, "%s: ", name);
  fprintf(stderr, "%s\n", message);
  fflush(stderr);
}

/* Writes the error on top of the stack, if `status` says that there is one, and pops it. */
static int report(lua_State *L, int status) {
  if (status == LUA_OK) return status;
  const char *message = lua_tostring(L, -1);
  command_message(program, message ? message : "(error object is not a string)");
  lua_pop(L, 1);
  return status;
}

static void print_version(void) {
  puts("Luma " LUMA_VERSION ", on " LUA_COPYRIGHT);
  fflush(stdout);
}

static void print_usage(const char *option) {
  bool wants = option[1] == 'e' || option[1] == 'l';
  fprintf(stderr, wants ? "%s: '%s' needs argument\n" : "%s: unrecognized option '%s'\n", program,
          option);
  fprintf(stderr,
          "usage: %s [options] [script [args]]\n"
          "  -e CODE    run CODE\n"
          "  -l NAME    require NAME into the global NAME\n"
          "  -l G=NAME  require NAME into the global G\n"
          "  -i         converse after the script\n"
          "  -v         print the version\n"
          "  -E         ignore environment variables\n"
          "  -W         turn warnings on\n"
          "  --         options end here\n"
          "  -          options end here; run stdin\n",
          program);
}

/* ---- calls and Ctrl-C ---------------------------------------------------------------------- */

/* What the signal handler acts on: set around each call, never while none runs. */
static struct {
  pthread_t thread;
  lua_State *L;
  lm_context *context;
} running;

static void on_signal(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler}; /* blocked reads return, as in stock lua */
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

/* The hook that a signal leaves behind.  Whoever raises first has delivered the signal. */
static void raise_interrupt(lua_State *L, lua_Debug *where) {
  (void)where;
  lua_sethook(L, NULL, 0, 0);
  running.context->cancelled = false;
  luaL_where(L, 0);
  lua_pushliteral(L, "interrupted!");
  lua_concat(L, 2);
  lua_error(L);
}

/* A Lua state may not be changed inside a signal, except for its hook; and tensor operations look
** at `cancelled` between their kernels.  A second signal kills a script that took no notice, but
** not a conversation, which has values to lose. */
static void interrupt(int number) {
  if (!pthread_equal(pthread_self(),
                     running.thread)) { /* a worker's: hand it to the right thread */
    pthread_kill(running.thread, number);
    return;
  }
  if (program) on_signal(number, SIG_DFL);
  running.context->cancelled = true;
  lua_sethook(running.L, raise_interrupt, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT,
              1);
}

/* Makes a message of any error value and adds the module it came from and a traceback. */
static int add_traceback(lua_State *L) {
  const char *message = lua_tostring(L, 1);
  if (message == NULL) {
    if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING) return 1;
    message = lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
  } else {
    lua_pushvalue(L, 1);
    lmvm_add_module(L);
    message = lua_tostring(L, -1);
  }
  luaL_traceback(L, L, message, 1);
  return 1;
}

int command_call(lua_State *L, int nargs, int nresults) {
  int base = lua_gettop(L) - nargs;
  lua_pushcfunction(L, add_traceback);
  lua_insert(L, base);
  running.thread = pthread_self();
  running.L = L;
  running.context = lmvm_context(L);
  on_signal(SIGINT, interrupt);
  int status = lua_pcall(L, nargs, nresults, base);
  on_signal(SIGINT, SIG_DFL);
  running.context->cancelled = false;
  if (lua_gethook(L) == raise_interrupt) lua_sethook(L, NULL, 0, 0);
  lua_remove(L, base);
  return status;
}

/* Runs what luaL_load… gave, a chunk or an error, and reports. */
static int run_chunk(lua_State *L, int status) {
  if (status == LUA_OK) status = command_call(L, 0, 0);
  return report(L, status);
}

static int run_file(lua_State *L, const char *name) { return run_chunk(L, luaL_loadfile(L, name)); }

static int run_string(lua_State *L, const char *text, const char *name) {
  return run_chunk(L, luaL_loadbuffer(L, text, strlen(text), name));
}

/* ---- the command line ---------------------------------------------------------------------- */

typedef struct options {
  bool wrong;      /* argv[script] is an option that does not exist or lacks its argument */
  bool converse;   /* -i */
  bool version;    /* -v, and -i */
  bool statements; /* -e */
  bool no_env;     /* -E */
  int script;      /* where the script's name is; argc when there is none */
} options;

/* Reads the options without acting on them. */
static options read_options(int argc, char **argv) {
  options o = {.script = 1};
  for (; o.script < argc; o.script++) {
    const char *option = argv[o.script];
    if (option[0] != '-' || option[1] == '\0') return o; /* a file, or "-" */
    bool bare = option[2] == '\0';
    if (strchr("el", option[1])) { /* what they want may follow at once or come next */
      o.statements |= option[1] == 'e';
      o.wrong = bare && (o.script + 1 == argc || argv[o.script + 1][0] == '-');
      if (o.wrong) return o;
      if (bare) o.script++;
      continue;
    }
    o.wrong = !bare || !strchr("-EWiv", option[1]);
    if (o.wrong) return o;
    switch (option[1]) {
    case '-': o.script++; return o;
    case 'E': o.no_env = true; break;
    case 'i': o.converse = o.version = true; break;
    case 'v': o.version = true; break;
    default: break; /* -W acts in its turn */
    }
  }
  return o;
}

/* The global `arg`: the script's name at 0, its arguments after it, what came before at negative
** indices; the command at 0 when there is no script. */
static void set_arg(lua_State *L, int argc, char **argv, int script) {
  if (script >= argc) script = 0;
  lua_createtable(L, argc - script - 1, script + 1);
  for (int i = 0; i < argc; i++) {
    lua_pushstring(L, argv[i]);
    lua_rawseti(L, -2, i - script);
  }
  lua_setglobal(L, "arg");
}

/* LUA_INIT_5_4, or else LUA_INIT: code, or @ and a file's name. */
static int run_init(lua_State *L) {
  const char *name = "=LUA_INIT_5_4";
  const char *init = getenv(name + 1);
  if (init == NULL) init = getenv((name = "=LUA_INIT") + 1);
  if (init == NULL) return LUA_OK;
  return init[0] == '@' ? run_file(L, init + 1) : run_string(L, init, name);
}

/* -l: `text` is NAME or GLOBAL=NAME. */
static int run_require(lua_State *L, const char *text) {
  const char *equals = strchr(text, '=');
  lua_pushlstring(L, text, equals ? (size_t)(equals - text) : strlen(text));
  lua_getglobal(L, "require");
  lua_pushstring(L, equals ? equals + 1 : text);
  int status = command_call(L, 1, 1);
  if (status == LUA_OK) lua_setglobal(L, lua_tostring(L, -2));
  report(L, status);
  lua_pop(L, 1);
  return status;
}

/* -e, -l and -W in their order; argv[script] ends them.  False after a reported error. */
static bool run_options(lua_State *L, char **argv, int script) {
  for (int i = 1; i < script; i++) {
    char letter = argv[i][1];
    if (letter == 'W') lua_warning(L, "@on", 0);
    if (letter != 'e' && letter != 'l') continue;
    const char *text = argv[i][2] ? argv[i] + 2 : argv[++i];
    int status = letter == 'e' ? run_string(L, text, "=(command line)") : run_require(L, text);
    if (status != LUA_OK) return false;
  }
  return true;
}

/* Pushes what `arg` now holds from 1 on, and returns how many; earlier code may have changed it. */
static int push_arguments(lua_State *L) {
  if (lua_getglobal(L, "arg") != LUA_TTABLE) luaL_error(L, "'arg' is not a table");
  int table = lua_gettop(L);
  int n = (int)luaL_len(L, table);
  luaL_checkstack(L, n + 3, "too many arguments to script");
  for (int i = 1; i <= n; i++) lua_rawgeti(L, table, i);
  lua_remove(L, table);
  return n;
}

/* Runs the file argv[0] or, for a "-" that no "--" made a name, stdin. */
static int run_script(lua_State *L, char **argv) {
  bool input = strcmp(argv[0], "-") == 0 && strcmp(argv[-1], "--") != 0;
  int status = luaL_loadfile(L, input ? NULL : argv[0]);
  if (status == LUA_OK) {
    int n = push_arguments(L);
    status = command_call(L, n, LUA_MULTRET);
  }
  return report(L, status);
}

static void converse(lua_State *L) {
  const char *name = program;
  program = NULL;
  repl_run(L);
  program = name;
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* run(argc, argv): everything; returns true when nothing failed. */
static int run(lua_State *L) {
  int argc = (int)lua_tointeger(L, 1);
  char **argv = lua_touserdata(L, 2);
  luaL_checkversion(L);
  options o = read_options(argc, argv);
  if (o.wrong) {
    print_usage(argv[o.script]);
    return 0;
  }
  if (o.version) print_version();
  if (o.no_env) {
    lua_pushboolean(L, 1); /* Lua's own libraries and vm/loader.c look for this */
    lua_setfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
  }
  luaL_openlibs(L);
  lmvm_open_globals(L);
  set_arg(L, argc, argv, o.script);
  lua_gc(L, LUA_GCGEN, 0, 0);

  if (!o.no_env && run_init(L) != LUA_OK) return 0;
  if (!run_options(L, argv, o.script)) return 0;
  if (o.script < argc) {
    if (run_script(L, argv + o.script) != LUA_OK) return 0;
    if (o.converse) converse(L);
  } else if (o.converse) {
    converse(L);
  } else if (!o.statements && !o.version) {
    if (isatty(STDIN_FILENO)) {
      print_version();
      converse(L);
    } else {
      run_file(L, NULL); /* an error in it does not change the exit status: so does stock lua */
    }
  }
  lua_pushboolean(L, 1);
  return 1;
}

static void *allocate(void *pool, void *block, size_t before, size_t after) {
  return lmvm_pool_realloc(pool, block, before, after);
}

/* Warnings as stock lua shows them: pieces of one follow each other, and a single one that begins
** with @ turns them on or off. */
typedef struct warnings {
  bool on, inside;
} warnings;

static void on_warning(void *data, const char *piece, int more) {
  warnings *w = data;
  if (!w->inside && !more && piece[0] == '@') {
    if (strcmp(piece, "@on") == 0) w->on = true;
    if (strcmp(piece, "@off") == 0) w->on = false;
    return;
  }
  if (w->on) fprintf(stderr, "%s%s%s", w->inside ? "" : "Lua warning: ", piece, more ? "" : "\n");
  w->inside = more;
}

int main(int argc, char **argv) {
  static lmvm_pool pool;
  static warnings warned;
  if (argv[0] && argv[0][0]) program = argv[0];
  /* Not luaL_newstate and lua_setallocf: the pool's blocks are larger than those of malloc that it
  ** would then get back. */
  lua_State *L = lua_newstate(allocate, &pool);
  if (L == NULL) {
    command_message(program, "cannot create state: not enough memory");
    return EXIT_FAILURE;
  }
  lua_setwarnf(L, on_warning, &warned);
  lua_pushcfunction(L, run);
  lua_pushinteger(L, argc);
  lua_pushlightuserdata(L, argv);
  int status = lua_pcall(L, 2, 1, 0);
  bool good = lua_toboolean(L, -1);
  report(L, status);
  lua_close(L);
  return status == LUA_OK && good ? EXIT_SUCCESS : EXIT_FAILURE;
}
