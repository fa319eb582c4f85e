/* The command in three parts: main.c runs what the command line says, repl.c converses, edit.c
** edits a line at a terminal and asks complete.c for names.  None of them is in the library.
*/
#ifndef LUMA_REPL_H
#define LUMA_REPL_H

#include <stdbool.h>
#include <stddef.h>
#include <lua.h>

/* ---- main.c ---- */

/* Calls the function under `nargs` arguments as lua_pcall does.  An error gets a traceback; SIGINT
** raises "interrupted!" in Lua code and in the next tensor operation. */
int command_call(lua_State *L, int nargs, int nresults);

/* Writes "PROGRAM: message" and a newline on stderr; no prefix when `program` is NULL. */
void command_message(const char *program, const char *message);

/* ---- repl.c ---- */

/* Reads statements and expressions from stdin, runs them and prints their values, until the input
** ends.  Errors in what is typed are reported and survived. */
void repl_run(lua_State *L);

/* ---- edit.c ---- */

typedef enum { EDIT_LINE, EDIT_END, EDIT_INTERRUPTED } edit_result;

/* Prepares editing with history when stdin and stdout are a terminal; false when they are not (or
** there is no libedit, or memory is used up): read stdin plainly then.  `edit_close` undoes it. */
bool edit_open(lua_State *L);
void edit_close(void);

/* Lets the user edit a line after `prompt`.  EDIT_LINE sets `*line` to its text, `*size` bytes
** without the newline, valid until the next call.  Ctrl-C gives EDIT_INTERRUPTED. */
edit_result edit_read(const char *prompt, const char **line, size_t *size);

/* Remembers a line, here and in the history file; a file that cannot be written is no error. */
void edit_remember(const char *line);

/* ---- complete.c ---- */

/* Pushes a sorted list of the names that may end `text`, the line up to the cursor, and returns how
** many of the last bytes of `text` they stand for.  Looks at values through their __index, so it may
** raise what those raise: call it protected. */
size_t complete_names(lua_State *L, const char *text, size_t size);

#endif
