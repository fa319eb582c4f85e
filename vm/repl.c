/* The conversation: read a statement or an expression, run it, print its values.
**
** What is typed is first tried as an expression, with "return" before it; then as a statement, for
** which more lines are read as long as the compiler wants more.  Lines come from edit.c at a
** terminal and from stdin otherwise, with the same prompts.
*/
#include "vm/repl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lauxlib.h>

#define PROMPT "> "
#define PROMPT_MORE ">> "

typedef struct repl {
  lua_State *L;
  bool editing; /* through edit.c */
  bool echoing; /* input that no terminal shows is written out, as if it were typed */
  char *plain;  /* getline's buffer when not editing */
  size_t plain_size;
} repl;

typedef enum { LINE, END, INTERRUPTED } line_result;

/* The global _PROMPT or _PROMPT2 as text, left on the stack so that it lives; may raise. */
static const char *push_prompt(lua_State *L, bool first) {
  if (lua_getglobal(L, first ? "_PROMPT" : "_PROMPT2") == LUA_TNIL) {
    lua_pop(L, 1);
    return lua_pushstring(L, first ? PROMPT : PROMPT_MORE);
  }
  const char *text = luaL_tolstring(L, -1, NULL);
  lua_remove(L, -2);
  return text;
}

/* Pushes the next line without its newline; pushes nothing at the end or when interrupted. */
static line_result push_line(repl *r, bool first) {
  lua_State *L = r->L;
  const char *prompt = push_prompt(L, first);
  const char *text = NULL;
  size_t size = 0;
  edit_result got = EDIT_END;
  if (r->editing) {
    got = edit_read(prompt, &text, &size);
  } else {
    fputs(prompt, stdout);
    fflush(stdout);
    ssize_t n = getline(&r->plain, &r->plain_size, stdin);
    if (n >= 0) {
      got = EDIT_LINE;
      text = r->plain;
      size = (size_t)n;
      if (size > 0 && text[size - 1] == '\n') size--;
      if (r->echoing) printf("%.*s\n", (int)size, text);
    }
  }
  lua_pop(L, 1);
  if (got != EDIT_LINE) return got == EDIT_END ? END : INTERRUPTED;
  lua_pushlstring(L, text, size);
  if (r->editing) edit_remember(lua_tostring(L, -1));
  return LINE;
}

static int compile(lua_State *L, const char *text, size_t size) {
  return luaL_loadbufferx(L, text, size, "=stdin", "t");
}

/* True when the error on top says that the chunk ended too early; then pops it. */
static bool wants_more(lua_State *L, int status) {
  static const char mark[] = "<eof>";
  if (status != LUA_ERRSYNTAX) return false;
  size_t size, n = sizeof mark - 1;
  const char *message = lua_tolstring(L, -1, &size);
  if (size < n || strcmp(message + size - n, mark) != 0) return false;
  lua_pop(L, 1);
  return true;
}

/* Replaces the line on top by its chunk, as an expression; leaves the line when it is none. */
static bool compile_expression(lua_State *L) {
  const char *line = lua_tostring(L, -1);
  const char *text = lua_pushfstring(L, "return %s;", line);
  if (compile(L, text, strlen(text)) != LUA_OK) {
    lua_pop(L, 2);
    return false;
  }
  lua_replace(L, -3);
  lua_pop(L, 1);
  return true;
}

/* Replaces the line on top by the chunk of the statement it begins, or by an error, and returns the
** compiler's status; pops it when Ctrl-C gave the statement up.  An end of input in the middle is a
** syntax error. */
static line_result compile_statement(repl *r, int *status) {
  lua_State *L = r->L;
  for (;;) {
    size_t size;
    const char *text = lua_tolstring(L, -1, &size);
    *status = compile(L, text, size);
    if (!wants_more(L, *status)) break;
    line_result more = push_line(r, false);
    if (more == INTERRUPTED) {
      lua_pop(L, 1);
      return INTERRUPTED;
    }
    if (more == END) {
      text = lua_tolstring(L, -1, &size);
      *status = compile(L, text, size);
      break;
    }
    lua_pushliteral(L, "\n");
    lua_insert(L, -2);
    lua_concat(L, 3);
  }
  lua_remove(L, -2);
  return LINE;
}

/* Pushes the chunk of what the user types next, or an error, and sets the compiler's status. */
static line_result push_chunk(repl *r, int *status) {
  lua_State *L = r->L;
  line_result got = push_line(r, true);
  if (got != LINE) return got;
  const char *line = lua_tostring(L, -1);
  if (line[0] == '=') { /* Lua 5.2's way to ask for a value */
    lua_pushfstring(L, "return %s", line + 1);
    lua_replace(L, -2);
  }
  *status = LUA_OK;
  return compile_expression(L) ? LINE : compile_statement(r, status);
}

/* Prints the values on the stack with the global `print`, and clears it. */
static void print_values(lua_State *L) {
  int n = lua_gettop(L);
  if (n == 0) return;
  luaL_checkstack(L, LUA_MINSTACK, "too many results to print");
  lua_getglobal(L, "print");
  lua_insert(L, 1);
  if (command_call(L, n, 0) != LUA_OK) {
    const char *message = lua_tostring(L, -1);
    command_message(NULL, lua_pushfstring(L, "error calling 'print' (%s)", message));
  }
  lua_settop(L, 0);
}

/* Whoever converses has `help`, unless the program made something else of the name; programs do not,
** as it is no name of stock Lua. */
static int set_help(lua_State *L) {
  if (lua_getglobal(L, "help") != LUA_TNIL) return 0;
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, "luma");
  lua_getfield(L, -1, "help");
  lua_setglobal(L, "help");
  return 0;
}

void repl_run(lua_State *L) {
  repl r = {.L = L, .editing = edit_open(L), .echoing = !isatty(STDIN_FILENO)};
  int status = LUA_OK;
  line_result got;
  lua_settop(L, 0);
  lua_pushcfunction(L, set_help);
  if (command_call(L, 0, 0) != LUA_OK) command_message(NULL, lua_tostring(L, -1));
  lua_settop(L, 0);
  while ((got = push_chunk(&r, &status)) != END) {
    if (got == INTERRUPTED) continue;
    if (status == LUA_OK) status = command_call(L, 0, LUA_MULTRET);
    if (status == LUA_OK)
      print_values(L);
    else
      command_message(NULL, lua_tostring(L, -1));
    lua_settop(L, 0);
  }
  lua_settop(L, 0);
  putchar('\n');
  fflush(stdout);
  if (r.editing) edit_close();
  free(r.plain);
}
