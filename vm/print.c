/* How a state prints its tensors: the options that scripts set, and the text of one tensor. */

#include "vm/files.h"
#include "tensor/format.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char key; /* its address names the options in the registry */

/* The state's options, made when they are first asked for. */
static lm_print_options *options_of(lua_State *L) {
  lm_print_options *o;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &key) == LUA_TUSERDATA) {
    o = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return o;
  }
  lua_pop(L, 1);
  o = lua_newuserdatauv(L, sizeof *o, 0);
  *o = LM_PRINT_DEFAULT;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &key);
  return o;
}

static int push_text(lua_State *L) {
  char **text = lua_touserdata(L, 1);
  lua_pushstring(L, *text);
  return 1;
}

void lmvm_pushtext(lua_State *L, lm_tensor *t) {
  char *text = lm_format_with(t, options_of(L));
  if (!text) lmvm_error(L);
  /* The copy into Lua may fail; the C string must be freed in any case. */
  lua_pushcfunction(L, push_text);
  lua_pushlightuserdata(L, &text);
  int status = lua_pcall(L, 1, 1, 0);
  free(text);
  if (status != LUA_OK) lua_error(L);
}

/* ---- set_printoptions --------------------------------------------------------------------------- */

static int64_t check_count(lua_State *L, const char *name, int64_t least, int64_t most) {
  lua_Number x = lua_tonumber(L, -1);
  if (lua_type(L, -1) != LUA_TNUMBER || isnan(x) || x < (lua_Number)least)
    lmvm_fail(L, "set_printoptions: %s must be an integer from %d on", name, (int)least);
  return x >= (lua_Number)most ? most : (int64_t)x; /* also for math.huge */
}

static lm_print_options check_profile(lua_State *L) {
  lm_print_options o = LM_PRINT_DEFAULT;
  const char *name = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  if (strcmp(name, "short") == 0)
    o.precision = 2, o.edgeitems = 2;
  else if (strcmp(name, "full") == 0)
    o.threshold = INT64_MAX;
  else if (strcmp(name, "default") != 0)
    lmvm_fail(L, "set_printoptions: profile must be \"default\", \"short\" or \"full\"");
  return o;
}

/* As torch.set_printoptions: what is not given stays, except sci_mode, which becomes automatic. */
static int set_printoptions(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE)
    return lmvm_fail(L, "set_printoptions: a table of options is needed, not %s",
                     luaL_typename(L, 1));
  lua_settop(L, 1);
  lm_print_options o = *options_of(L);
  if (lua_getfield(L, 1, "profile") != LUA_TNIL) o = check_profile(L);
  lua_pop(L, 1);
  o.sci_mode = -1;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
    const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
    if (strcmp(name, "precision") == 0)
      o.precision = (int)check_count(L, name, 0, 100);
    else if (strcmp(name, "threshold") == 0)
      o.threshold = check_count(L, name, 0, INT64_MAX);
    else if (strcmp(name, "edgeitems") == 0)
      o.edgeitems = check_count(L, name, 0, INT_MAX);
    else if (strcmp(name, "linewidth") == 0)
      o.linewidth = (int)check_count(L, name, 1, INT_MAX);
    else if (strcmp(name, "sci_mode") == 0 && lua_isboolean(L, -1))
      o.sci_mode = lua_toboolean(L, -1);
    else if (strcmp(name, "profile") != 0)
      lmvm_fail(
          L,
          "set_printoptions: unknown option '%s' or a wrong value of it; options are "
          "precision, threshold, edgeitems, linewidth (numbers), sci_mode (a boolean), profile",
          name);
  }
  *options_of(L) = o;
  return 0;
}

static int get_printoptions(lua_State *L) {
  const lm_print_options *o = options_of(L);
  lua_createtable(L, 0, 5);
  lua_pushinteger(L, o->precision);
  lua_setfield(L, -2, "precision");
  lua_pushinteger(L, o->threshold);
  lua_setfield(L, -2, "threshold");
  lua_pushinteger(L, o->edgeitems);
  lua_setfield(L, -2, "edgeitems");
  lua_pushinteger(L, o->linewidth);
  lua_setfield(L, -2, "linewidth");
  if (o->sci_mode >= 0) {
    lua_pushboolean(L, o->sci_mode);
    lua_setfield(L, -2, "sci_mode");
  }
  return 1;
}

/* Columns of the terminal that standard output is, or nil: for progress bars. */
static int terminal_columns(lua_State *L) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO)) return 0;
  bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  lua_pushinteger(L, known ? size.ws_col : 80);
  return 1;
}

const lmvm_function lmvm_printing[] = {
    {"set_printoptions", set_printoptions,
     "({precision, threshold, edgeitems, linewidth, sci_mode, profile})\n"
     "How tensors print.\n"
     "Example: tensor.set_printoptions{profile = \"default\"}"},
    {"get_printoptions", get_printoptions,
     "()\nHow tensors print.\n"
     "Example: tensor.get_printoptions()"},
    {"_terminal_columns", terminal_columns, NULL},
    {0}};
