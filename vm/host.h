/* What the files behind luma.h share.
**
** host.c opens, runs and closes states, host_value.c moves values and functions between C and Lua,
** host_tensor.c does it for tensors, sandbox.c furnishes the globals of scripts that are not
** trusted.  Anything of Lua's API that may raise runs below `host_protect`: a host never sees a
** longjmp, and Lua's panic function is never reached.
*/
#ifndef LMVM_HOST_H
#define LMVM_HOST_H

#include <stdarg.h>

#include <lua.h>
#include <lauxlib.h>

#include "tensor/tensor.h"
#include "vm/luma.h"
#include "vm/pool.h"

#define WARNING_SIZE 1024 /* longest warning; longer ones are cut */

struct luma_State {
  lua_State *L; /* the main thread; while a function of the host runs, the thread that called it */
  lm_context *context; /* NULL until the library is open */
  luma_options options;
  int64_t heap;   /* bytes of Lua's own memory */
  lmvm_pool pool; /* and where its small blocks come from */
  int depth;      /* calls that are running Lua code, one inside the other */
  bool warnings;  /* warn "@off" turns them off */
  char *message;  /* malloc'ed, or NULL when there was none or no room for it */
  bool failed;    /* there was one */
  size_t warning_size;
  char warning[WARNING_SIZE]; /* a warning that comes in pieces */
};

/* The state that a lua_State belongs to. */
luma_State *host_state(lua_State *L);

/* Calls `f(L)` protected, with `argument` as light userdata at index 1 and the state's context
** current.  True leaves `nresults` results on the stack; false leaves a message and no value.
** host_run is the same for what may run scripts, which luma_cancel stops. */
bool host_protect(luma_State *s, lua_CFunction f, void *argument, int nresults);
bool host_run(luma_State *s, lua_CFunction f, void *argument);

/* Sets the message that luma_error returns. */
void host_message(luma_State *s, const char *message);

/* Pushes a value; takes a reference of its own to a tensor.  May raise. */
void host_push(lua_State *L, const luma_value *value);

/* The value at index i as one that the caller owns.  May raise. */
void host_take(lua_State *L, int i, luma_value *value);

/* Opens the white list of a sandbox, the library included, in an empty state.  May raise. */
void host_open_sandbox(lua_State *L);

#endif
