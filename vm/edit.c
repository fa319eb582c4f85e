/* Lines at a terminal, through libedit: editing, history, completion, Ctrl-C.
**
** libedit's native interface is used, not its imitation of readline: only there can the function
** that reads characters be replaced, which is what lets Ctrl-C leave a line that is being edited.
** The locale that libedit needs for UTF-8 is set for this thread while a line is edited and at no
** other time, so that scripts see the "C" locale that Lua starts in.
** The library is opened when a conversation begins: with those that it brings it costs a start half a
** millisecond, which scripts need not pay.
*/
#include "vm/repl.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include <lauxlib.h>

#define HISTORY_SIZE 2000 /* lines kept in memory; the file is cut back when it has twice as many */
#define PATH_SIZE 4096
#define INDENT "  " /* what Tab writes where there is nothing to complete */

/* clang-format off */
#define LIBEDIT(ENTRY) \
  ENTRY(el_init) ENTRY(el_end) ENTRY(el_set) ENTRY(el_source) ENTRY(el_gets) ENTRY(el_line) \
  ENTRY(el_resize) ENTRY(el_insertstr) ENTRY(history_init) ENTRY(history_end) ENTRY(history)
/* clang-format on */

/* What is used of libedit; all there once open_library was true. */
static struct {
#define ENTRY(name) __typeof__(name) *name;
  LIBEDIT(ENTRY)
#undef ENTRY
} lib;

static bool open_library(void) {
  void *library = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return false;
#define ENTRY(name) \
  if ((*(void **)&lib.name = dlsym(library, #name)) == NULL) return false;
  LIBEDIT(ENTRY)
#undef ENTRY
  return true;
}

static struct {
  lua_State *L;
  EditLine *el;
  History *history;
  HistEvent event;
  locale_t locale;
  const char *prompt;
  char path[PATH_SIZE]; /* the history file; "" for none */
  sigset_t mask;        /* of signals, while waiting for a key */
  volatile sig_atomic_t interrupted, resized, continued;
} editor;

/* ---- signals while a line is edited -------------------------------------------------------- */

static void on_interrupt(int number) {
  (void)number;
  editor.interrupted = 1;
}
static void on_resize(int number) {
  (void)number;
  editor.resized = 1;
}
static void on_continue(int number) {
  (void)number;
  editor.continued = 1;
}

static const struct {
  int number;
  void (*handler)(int);
} signals[] = {{SIGINT, on_interrupt}, {SIGWINCH, on_resize}, {SIGCONT, on_continue}};
#define SIGNALS (sizeof signals / sizeof *signals)

/* What was in force outside. */
typedef struct outside {
  struct sigaction actions[SIGNALS];
  sigset_t mask;
} outside;

/* Installs the handlers, and blocks their signals: they arrive only where read_character waits, so
** that none comes between looking at the flags and waiting. */
static void catch_signals(outside *o) {
  sigset_t ours;
  sigemptyset(&ours);
  for (size_t i = 0; i < SIGNALS; i++) sigaddset(&ours, signals[i].number);
  pthread_sigmask(SIG_BLOCK, &ours, &o->mask);
  for (size_t i = 0; i < SIGNALS; i++) {
    struct sigaction action = {.sa_handler = signals[i].handler};
    sigemptyset(&action.sa_mask);
    sigaction(signals[i].number, &action, &o->actions[i]);
  }
  editor.mask = o->mask;
}

/* A signal that is still pending goes to the handlers of the line, which only note it. */
static void restore_signals(const outside *o) {
  pthread_sigmask(SIG_SETMASK, &o->mask, NULL);
  for (size_t i = 0; i < SIGNALS; i++) sigaction(signals[i].number, &o->actions[i], NULL);
}

/* libedit's source of characters: one from the terminal, decoded.  Returns 1, 0 at the end of the
** input, -1 on an error or when Ctrl-C was typed. */
static int read_character(EditLine *el, wchar_t *out) {
  mbstate_t state = {0};
  for (;;) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int ready = ppoll(&input, 1, NULL, &editor.mask);
    if (editor.interrupted) return -1;
    if (editor.resized) lib.el_resize(el);
    if (editor.continued) { /* the shell has had the terminal since */
      lib.el_set(el, EL_PREP_TERM, 1);
      lib.el_set(el, EL_REFRESH);
    }
    editor.resized = editor.continued = 0;
    if (ready < 0 && errno != EINTR) return -1;
    if (ready <= 0) continue;
    char byte;
    ssize_t n = read(STDIN_FILENO, &byte, 1);
    if (n <= 0) return (int)n;
    size_t used = mbrtowc(out, &byte, 1, &state);
    if (used == (size_t)-2) continue;
    if (used == (size_t)-1) *out = L'?'; /* not a character of this locale */
    return 1;
  }
}

/* ---- completion ---------------------------------------------------------------------------- */

/* complete(text): the list of names, and how much of the text they replace. */
static int call_complete(lua_State *L) {
  size_t size;
  const char *text = lua_tolstring(L, 1, &size);
  size_t typed = complete_names(L, text, size);
  lua_pushinteger(L, (lua_Integer)typed);
  return 2;
}

/* Writes the names of the list on top in columns below the line. */
static void show_names(lua_State *L, lua_Integer n) {
  struct winsize window;
  size_t width = 80, widest = 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) width = window.ws_col;
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    size_t size = lua_rawlen(L, -1);
    if (size > widest) widest = size;
    lua_pop(L, 1);
  }
  lua_Integer columns = (lua_Integer)(width / (widest + 2));
  if (columns < 1) columns = 1;
  lua_Integer rows = (n + columns - 1) / columns;
  putchar('\n');
  for (lua_Integer row = 1; row <= rows; row++) {
    for (lua_Integer i = row; i <= n; i += rows) {
      lua_rawgeti(L, -1, i);
      bool last = i + rows > n;
      printf("%-*s", last ? 0 : (int)widest + 2, lua_tostring(L, -1));
      lua_pop(L, 1);
    }
    putchar('\n');
  }
  fflush(stdout);
}

/* How many first bytes all `n` names of the list on top have in common. */
static size_t common_size(lua_State *L, lua_Integer n) {
  lua_rawgeti(L, -1, 1);
  const char *first = lua_tostring(L, -1);
  size_t common = lua_rawlen(L, -1);
  for (lua_Integer i = 2; i <= n; i++) {
    lua_rawgeti(L, -2, i);
    const char *name = lua_tostring(L, -1);
    size_t same = 0;
    while (same < common && name[same] == first[same]) same++;
    common = same;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return common;
}

/* Tab: extends the name before the cursor as far as it is certain; shows the choices when that is
** nowhere.  Errors that looking at values raises are swallowed: the user has only pressed Tab. */
static unsigned char on_tab(EditLine *el, int key) {
  (void)key;
  lua_State *L = editor.L;
  const LineInfo *line = lib.el_line(el);
  size_t size = (size_t)(line->cursor - line->buffer);
  size_t blank = 0;
  while (blank < size && (line->buffer[blank] == ' ' || line->buffer[blank] == '\t')) blank++;
  if (blank == size) return lib.el_insertstr(el, INDENT) == 0 ? CC_REFRESH : CC_ERROR;

  unsigned char result = CC_ERROR; /* beeps */
  int top = lua_gettop(L);
  locale_t mine = uselocale(LC_GLOBAL_LOCALE); /* Lua code runs now */
  lua_pushcfunction(L, call_complete);
  lua_pushlstring(L, line->buffer, size);
  bool found = lua_pcall(L, 1, 2, 0) == LUA_OK;
  uselocale(mine);
  if (found) {
    size_t typed = (size_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
    size_t common = n > 0 ? common_size(L, n) : 0;
    if (n > 0 && common > typed) {
      lua_rawgeti(L, -1, 1);
      lua_pushlstring(L, lua_tostring(L, -1) + typed, common - typed);
      result = lib.el_insertstr(el, lua_tostring(L, -1)) == 0 ? CC_REFRESH : CC_ERROR;
    } else if (n > 1) {
      show_names(L, n);
      result = CC_REDISPLAY;
    }
  }
  lua_settop(L, top);
  return result;
}

/* ---- history ------------------------------------------------------------------------------- */

/* LUMA_HISTORY names the file ("" for none), else it is XDG_STATE_HOME/luma/history, else
** ~/.luma_history. */
static void find_history(void) {
  const char *own = getenv("LUMA_HISTORY"), *state = getenv("XDG_STATE_HOME"),
             *home = getenv("HOME");
  char *path = editor.path;
  int n = 0;
  path[0] = '\0';
  if (own) {
    n = snprintf(path, PATH_SIZE, "%s", own);
  } else if (state && *state) {
    n = snprintf(path, PATH_SIZE, "%s/luma", state);
    if (n < PATH_SIZE) mkdir(path, 0700);
    n = snprintf(path, PATH_SIZE, "%s/luma/history", state);
  } else if (home && *home) {
    n = snprintf(path, PATH_SIZE, "%s/.luma_history", home);
  }
  if (n >= PATH_SIZE) path[0] = '\0';
}

/* Opens the history file as fopen does, readable by its owner only; NULL is silence. */
static FILE *open_history(int flags, const char *mode) {
  if (editor.path[0] == '\0') return NULL;
  int fd = open(editor.path, flags | O_CLOEXEC, 0600);
  FILE *file = fd < 0 ? NULL : fdopen(fd, mode);
  if (fd >= 0 && file == NULL) close(fd);
  return file;
}

/* Reads the file, a line for each entry, and cuts it back when it has grown long. */
static void load_history(void) {
  char *line = NULL;
  size_t room = 0, lines = 0;
  ssize_t n;
  lib.history(editor.history, &editor.event, H_SETSIZE, HISTORY_SIZE);
  lib.history(editor.history, &editor.event, H_SETUNIQUE, 1);
  find_history();
  FILE *file = open_history(O_RDONLY, "r");
  if (file == NULL) return;
  for (; (n = getline(&line, &room, file)) > 0; lines++) {
    if (line[n - 1] == '\n') line[n - 1] = '\0';
    lib.history(editor.history, &editor.event, H_ENTER, line);
  }
  fclose(file);
  free(line);
  if (lines < 2 * HISTORY_SIZE) return;
  file = open_history(O_WRONLY | O_TRUNC, "w");
  if (file == NULL) return;
  int more = lib.history(editor.history, &editor.event, H_LAST); /* the oldest */
  for (; more >= 0; more = lib.history(editor.history, &editor.event, H_PREV))
    fprintf(file, "%s\n", editor.event.str);
  fclose(file);
}

/* Adds the line to the file at once, so that sessions side by side keep theirs, too, and a crash
** loses nothing. */
void edit_remember(const char *line) {
  if (line[strspn(line, " \t")] == '\0') return;
  lib.history(editor.history, &editor.event, H_ENTER, line);
  FILE *file = open_history(O_WRONLY | O_APPEND | O_CREAT, "a");
  if (file == NULL) return;
  fprintf(file, "%s\n", line);
  fclose(file);
}

/* ---- lines --------------------------------------------------------------------------------- */

static char *current_prompt(EditLine *el) {
  (void)el;
  return (char *)(uintptr_t)editor.prompt;
}

bool edit_open(lua_State *L) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !open_library()) return false;
  editor.L = L;
  editor.locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
  if (editor.locale == (locale_t)0) editor.locale = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
  locale_t before = uselocale(editor.locale);
  editor.el = lib.el_init("luma", stdin, stdout, stderr);
  editor.history = lib.history_init();
  if (editor.el && editor.history) {
    load_history();
    lib.el_set(editor.el, EL_PROMPT, current_prompt);
    lib.el_set(editor.el, EL_EDITOR, "emacs");
    lib.el_set(editor.el, EL_SIGNAL, 0);
    lib.el_set(editor.el, EL_GETCFN, read_character);
    lib.el_set(editor.el, EL_HIST, lib.history, editor.history);
    lib.el_set(editor.el, EL_ADDFN, "luma-complete", "Complete a name", on_tab);
    lib.el_set(editor.el, EL_BIND, "^I", "luma-complete", NULL);
    lib.el_set(editor.el, EL_BIND, "^R", "em-inc-search-prev", NULL);
    lib.el_source(editor.el, NULL); /* the user's .editrc has the last word */
  }
  uselocale(before);
  if (editor.el && editor.history) return true;
  edit_close();
  return false;
}

void edit_close(void) {
  if (editor.el) lib.el_end(editor.el);
  if (editor.history) lib.history_end(editor.history);
  if (editor.locale) freelocale(editor.locale);
  memset(&editor, 0, sizeof editor);
}

edit_result edit_read(const char *prompt, const char **line, size_t *size) {
  outside around;
  int n = 0;
  fflush(stdout);
  editor.prompt = prompt;
  editor.interrupted = editor.resized = editor.continued = 0;
  locale_t locale = uselocale(editor.locale);
  catch_signals(&around);
  const char *text = lib.el_gets(editor.el, &n);
  restore_signals(&around);
  uselocale(locale);
  if (text == NULL || n <= 0) {
    if (!editor.interrupted) return EDIT_END;
    puts("^C");
    return EDIT_INTERRUPTED;
  }
  *line = text;
  *size = (size_t)n - (text[n - 1] == '\n');
  return EDIT_LINE;
}
