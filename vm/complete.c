/* Completion: which names may stand at the end of a line.
**
** `nn.Lin` offers the fields of `nn` that begin with "Lin"; `x:re` the methods of x; `re` globals
** and keywords.  Fields are those that a value's __index leads to, and, for a library that loads its
** modules when they are first used, the modules that it has not loaded yet.
*/
#include "vm/repl.h"

#include <ctype.h>
#include <string.h>

#include <lauxlib.h>

#include "vm/bundle.h"
#include "vm/vm.h"

#define MAX_INDEX 16 /* how long a chain of __index is followed: it may be a ring */

/* Stack positions while names are collected. */
enum { NAMES = 2, VALUE = 3 }; /* a set, name -> true; the value asked for its fields */

typedef struct wanted {
  const char *text; /* what a name must begin with */
  size_t size;
  bool methods; /* only what can be called: the line has a colon */
} wanted;

static bool name_byte(char c) { return isalnum((unsigned char)c) || c == '_'; }

static bool is_name(const char *s, size_t size) {
  if (size == 0 || isdigit((unsigned char)*s)) return false;
  for (size_t i = 0; i < size; i++)
    if (!name_byte(s[i])) return false;
  return true;
}

/* Adds a name if it fits.  Names with two underscores first are nobody's business unless asked. */
static void add_name(lua_State *L, const wanted *w, const char *name, size_t size) {
  if (!is_name(name, size) || size < w->size || memcmp(name, w->text, w->size) != 0) return;
  if (size >= 2 && name[0] == '_' && name[1] == '_' && w->size < 2) return;
  lua_pushlstring(L, name, size);
  lua_pushboolean(L, 1);
  lua_rawset(L, NAMES);
}

static bool callable(lua_State *L, int i) {
  if (lua_isfunction(L, i)) return true;
  if (luaL_getmetafield(L, i, "__call") == LUA_TNIL) return false;
  lua_pop(L, 1);
  return true;
}

/* Adds the string keys of the table on top. */
static void add_keys(lua_State *L, const wanted *w) {
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    if (lua_type(L, -2) == LUA_TSTRING && (!w->methods || callable(L, -1))) {
      size_t size;
      const char *name = lua_tolstring(L, -2, &size);
      add_name(L, w, name, size);
    }
    lua_pop(L, 1);
  }
}

/* Adds the fields of the value on top: its keys, then those of what its __index names.  Where that
** is a function, the metatable itself is taken for the table of methods, as classes have it. */
static void add_fields(lua_State *L, const wanted *w) {
  luaL_checkstack(L, 3 * MAX_INDEX + LUA_MINSTACK, NULL);
  int top = lua_gettop(L);
  for (int depth = 0; depth < MAX_INDEX; depth++) {
    if (lua_istable(L, -1)) add_keys(L, w);
    if (!lua_getmetatable(L, -1)) break;
    lua_pushliteral(L, "__index");
    int type = lua_rawget(L, -2);
    if (type == LUA_TFUNCTION)
      lua_pop(L, 1);
    else if (type != LUA_TTABLE)
      break;
  }
  lua_settop(L, top);
}

/* Adds the methods of a tensor, whose __index is a C function, and the fields it makes up. */
static void add_tensor(lua_State *L, const wanted *w) {
  static const char *const fields[] = {"T",       "device", "dtype", "grad",          "grad_fn",
                                       "is_leaf", "mT",     "ndim",  "requires_grad", "shape"};
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  if (lua_getfield(L, -1, "luma") == LUA_TTABLE && lua_getfield(L, -1, "tensor") == LUA_TTABLE &&
      lua_getfield(L, -1, "_methods") == LUA_TTABLE)
    add_keys(L, w);
  lua_settop(L, VALUE);
  for (size_t i = 0; i < sizeof fields / sizeof *fields && !w->methods; i++)
    add_name(L, w, fields[i], strlen(fields[i]));
}

/* Adds what may be required below a library: Linear for luma.nn, while the value is luma.nn. */
static void add_modules(lua_State *L, const wanted *w) {
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    bool same = lua_type(L, -2) == LUA_TSTRING && lua_rawequal(L, -1, VALUE);
    lua_pop(L, 1);
    if (!same) continue;
    size_t size;
    const char *library = lua_tolstring(L, -1, &size);
    for (unsigned long i = 0; i < lm_bundle_size; i++) {
      const char *name = lm_bundle[i].name;
      if (strncmp(name, library, size) != 0 || name[size] != '.') continue;
      const char *field = name + size + 1;
      add_name(L, w, field, strlen(field)); /* deeper modules have a dot and are no names */
    }
  }
  lua_pop(L, 1);
}

static void add_keywords(lua_State *L, const wanted *w) {
  static const char *const keywords[] = {"and",   "break", "do",       "else", "elseif", "end",
                                         "false", "for",   "function", "goto", "if",     "in",
                                         "local", "nil",   "not",      "or",   "repeat", "return",
                                         "then",  "true",  "until",    "while"};
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
    add_name(L, w, keywords[i], strlen(keywords[i]));
}

static bool is_link(char c) { return c == '.' || c == ':'; }

/* Where the names linked by dots and colons that end the text begin: at 6 in `print(nn.Lin`.  Two
** dots concatenate, and what follows begins anew. */
static size_t path_begin(const char *text, size_t size) {
  size_t i = size;
  while (i > 0 && (name_byte(text[i - 1]) || is_link(text[i - 1]))) {
    if (i > 1 && text[i - 1] == '.' && text[i - 2] == '.') break;
    i--;
  }
  return i;
}

/* True when the value on top may be indexed without an error. */
static bool indexable(lua_State *L) {
  if (lua_istable(L, -1)) return true;
  if (luaL_getmetafield(L, -1, "__index") == LUA_TNIL) return false;
  lua_pop(L, 1);
  return true;
}

/* Pushes the value that `path` (all but the name to complete) leads to from the globals.  False,
** with nothing pushed, when it leads nowhere or is not such a path. */
static bool push_path(lua_State *L, const char *path, size_t size) {
  lua_pushglobaltable(L);
  while (size > 0) {
    size_t n = 0;
    while (!is_link(path[n])) n++; /* the path ends with a link */
    bool field = is_name(path, n) && indexable(L);
    if (field) {
      lua_pushlstring(L, path, n);
      lua_gettable(L, -2);
      lua_remove(L, -2);
      field = !lua_isnil(L, -1);
    }
    if (!field) {
      lua_pop(L, 1);
      return false;
    }
    path += n + 1;
    size -= n + 1;
  }
  return true;
}

/* Replaces the set on top by a sorted list of its keys. */
static void sort_names(lua_State *L) {
  lua_newtable(L);
  lua_Integer n = 0;
  lua_pushnil(L);
  while (lua_next(L, -3)) {
    lua_pop(L, 1);
    lua_pushvalue(L, -1);
    lua_Integer i = n++;
    for (; i > 0; i--) { /* insertion: the names are few hundred at most */
      lua_rawgeti(L, -3, i);
      bool before = lua_compare(L, -1, -2, LUA_OPLT) || lua_compare(L, -1, -2, LUA_OPEQ);
      if (before) {
        lua_pop(L, 1);
        break;
      }
      lua_rawseti(L, -4, i + 1);
    }
    lua_rawseti(L, -3, i + 1);
  }
  lua_replace(L, -2);
}

size_t complete_names(lua_State *L, const char *text, size_t size) {
  size_t begin = path_begin(text, size), name = size;
  while (name > begin && !is_link(text[name - 1])) name--;
  wanted w = {text + name, size - name, name > begin && text[name - 1] == ':'};
  lua_settop(L, 1); /* `text` itself */
  lua_newtable(L);
  if (push_path(L, text + begin, name - begin)) {
    if (lmvm_totensor(L, VALUE))
      add_tensor(L, &w);
    else
      add_fields(L, &w);
    add_modules(L, &w);
    if (name == begin) add_keywords(L, &w);
  }
  lua_settop(L, NAMES);
  sort_names(L);
  return w.size;
}
