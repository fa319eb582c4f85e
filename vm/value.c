/* Values in .safetensors, a format that knows named tensors and a map of strings.
**
** A table of tensors under strings, such as a state_dict, is the file: its keys are the names.  Any
** other value is laid flat: each tensor is named by its path, keys joined with dots, and the metadata
** carries the value's layout under "luma", as JSON:
**
**     a table with string keys      {"lr":0.1,"name":"x"}
**     a list                        [1,2.0,true]
**     a tensor                      {"$tensor":"state.1.step"}
**     any other table               {"$table":[[KEY,VALUE],...]}
**     an infinite number or NaN     {"$number":"inf"}, "-inf", "nan"
**     a string that is not UTF-8    {"$bytes":"ff00"}
**
** Floats have a point or an exponent, integers do not, so that 1 and 1.0 stay what they are.  Not
** kept: metatables, and that two places held one and the same table or tensor.
*/

#include "vm/files.h"
#include "tensor/json.h"

#include <lauxlib.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 100 }; /* of tables in tables, and of what a file may ask of the C stack */

static lm_text text_at(lua_State *L, int index) {
  lm_text text;
  text.data = lua_tolstring(L, index, &text.size);
  return text;
}

/* ---- writing ----------------------------------------------------------------------------------- */

/* The text of a layout while it grows; a userdata, so that an error in between leaks nothing. */
typedef struct layout {
  FILE *out;
  char *text;
  size_t size;
} layout;

static int layout_close(lua_State *L) {
  layout *w = lua_touserdata(L, 1);
  if (w->out) fclose(w->out);
  free(w->text);
  *w = (layout){NULL, NULL, 0};
  return 0;
}

static layout *new_layout(lua_State *L) {
  layout *w = lua_newuserdatauv(L, sizeof *w, 0);
  *w = (layout){NULL, NULL, 0};
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, layout_close);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__gc");
  lua_setfield(L, -2, "__close");
  lua_setmetatable(L, -2);
  lua_toclose(L, -1);
  w->out = open_memstream(&w->text, &w->size);
  if (!w->out) lmvm_fail(L, "save: not enough memory");
  return w;
}

/* Fixed places on the stack while a value is written. */
enum { VALUE = 1, NAMES = 3, TENSORS, TAKEN, OPEN, LAYOUT };

static const char *place_of(lua_State *L, int path) {
  const char *text = lua_tostring(L, path);
  return *text ? text : "the value";
}

/* Pushes the path of `key` below `path`. */
static void push_path(lua_State *L, int path, int key) {
  lua_pushvalue(L, path);
  if (*lua_tostring(L, path))
    lua_pushliteral(L, ".");
  else
    lua_pushliteral(L, "");
  luaL_tolstring(L, key, NULL);
  lua_concat(L, 3);
}

/* Notes a tensor under its path, or, where a key with dots took that name, under a longer one; pushes
** the name. */
static void add_tensor(lua_State *L, int value, int path) {
  if (*lua_tostring(L, path))
    lua_pushvalue(L, path);
  else
    lua_pushliteral(L, "tensor");
  if (!lm_is_utf8(text_at(L, -1)))
    lmvm_fail(L, "save: %s: the key is not UTF-8", lua_tostring(L, -1));
  for (;;) {
    lua_pushvalue(L, -1);
    if (lua_rawget(L, TAKEN) == LUA_TNIL) break;
    lua_pop(L, 1);
    lua_pushliteral(L, "_");
    lua_concat(L, 2);
  }
  lua_pop(L, 1);
  lua_pushvalue(L, -1);
  lua_pushboolean(L, 1);
  lua_rawset(L, TAKEN);
  lua_pushvalue(L, -1);
  lua_rawseti(L, NAMES, (lua_Integer)lua_rawlen(L, NAMES) + 1);
  lua_pushvalue(L, value);
  lua_rawseti(L, TENSORS, (lua_Integer)lua_rawlen(L, TENSORS) + 1);
}

static void write_number(lua_State *L, FILE *out, int index) {
  if (lua_isinteger(L, index)) {
    fprintf(out, "%lld", (long long)lua_tointeger(L, index));
    return;
  }
  double x = lua_tonumber(L, index);
  if (!isfinite(x)) {
    fprintf(out, "{\"$number\":\"%s\"}", isnan(x) ? "nan" : x < 0 ? "-inf" : "inf");
    return;
  }
  char text[32]; /* the shortest that reads back as the same number */
  for (int digits = 15; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, x);
    if (strtod(text, NULL) == x) break;
  }
  bool marked = strchr(text, 'e') != NULL;
  for (char *p = text; *p; p++) {
    if (*p != lua_getlocaledecpoint()) continue;
    *p = '.';
    marked = true;
  }
  fprintf(out, marked ? "%s" : "%s.0", text);
}

static void write_string(FILE *out, lm_text text) {
  if (lm_is_utf8(text)) {
    lm_json_write_string(out, text);
    return;
  }
  fputs("{\"$bytes\":\"", out);
  for (size_t i = 0; i < text.size; i++) fprintf(out, "%02x", (unsigned char)text.data[i]);
  fputs("\"}", out);
}

static void write_value(lua_State *L, FILE *out, int value, int path, int depth);

static void write_list(lua_State *L, FILE *out, int table, lua_Integer n, int path, int depth) {
  fputc('[', out);
  for (lua_Integer i = 1; i <= n; i++) {
    if (i > 1) fputc(',', out);
    lua_pushinteger(L, i);
    push_path(L, path, lua_gettop(L));
    lua_rawgeti(L, table, i);
    write_value(L, out, lua_gettop(L), lua_gettop(L) - 1, depth);
    lua_pop(L, 3);
  }
  fputc(']', out);
}

static int by_text(const void *a, const void *b) {
  return lm_text_compare(*(const lm_text *)a, *(const lm_text *)b);
}

/* Keys in order, so that equal values give equal files. */
static void write_object(lua_State *L, FILE *out, int table, lua_Integer n, int path, int depth) {
  lm_text *keys = lua_newuserdatauv(L, (size_t)n * sizeof *keys, 0);
  lua_Integer i = 0;
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) keys[i++] = text_at(L, -2);
  qsort(keys, (size_t)n, sizeof *keys, by_text);
  fputc('{', out);
  for (i = 0; i < n; i++) {
    if (i > 0) fputc(',', out);
    lm_json_write_string(out, keys[i]);
    fputc(':', out);
    lua_pushlstring(L, keys[i].data, keys[i].size);
    push_path(L, path, lua_gettop(L));
    lua_pushvalue(L, -2);
    lua_rawget(L, table);
    write_value(L, out, lua_gettop(L), lua_gettop(L) - 1, depth);
    lua_pop(L, 3);
  }
  lua_pop(L, 1);
  fputc('}', out);
}

static void write_pairs(lua_State *L, FILE *out, int table, int path, int depth) {
  bool first = true;
  fputs("{\"$table\":[", out);
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    int key = lua_gettop(L) - 1;
    int type = lua_type(L, key);
    if (type != LUA_TSTRING && type != LUA_TNUMBER && type != LUA_TBOOLEAN)
      lmvm_fail(L, "save: %s: a key is a %s; strings, numbers and booleans can be saved",
                place_of(L, path), luaL_typename(L, key));
    fputs(first ? "[" : ",[", out);
    first = false;
    write_value(L, out, key, path, depth);
    fputc(',', out);
    push_path(L, path, key);
    write_value(L, out, key + 1, lua_gettop(L), depth);
    lua_pop(L, 1);
    fputc(']', out);
  }
  fputs("]}", out);
}

/* What kind of table: a list of `n`, an object with `n` keys, or neither. */
enum { IS_LIST, IS_OBJECT, IS_OTHER };
static int kind_of(lua_State *L, int table, lua_Integer *n) {
  lua_Integer all = 0, strings = 0, last = (lua_Integer)lua_rawlen(L, table);
  bool list = true;
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    all++;
    if (lua_type(L, -2) == LUA_TSTRING) {
      lm_text key = text_at(L, -2);
      strings += (key.size == 0 || *key.data != '$') && lm_is_utf8(key);
      list = false;
    } else if (!lua_isinteger(L, -2) || lua_tointeger(L, -2) < 1 || lua_tointeger(L, -2) > last) {
      list = false;
    }
  }
  *n = all;
  return list && all == last ? IS_LIST : strings == all ? IS_OBJECT : IS_OTHER;
}

static void write_table(lua_State *L, FILE *out, int table, int path, int depth) {
  lua_Integer n;
  lua_pushvalue(L, table);
  if (lua_rawget(L, OPEN) != LUA_TNIL)
    lmvm_fail(L, "save: %s: the table contains itself", place_of(L, path));
  lua_pop(L, 1);
  if (depth == MAX_DEPTH)
    lmvm_fail(L, "save: %s: more than %d tables in each other", place_of(L, path), MAX_DEPTH);
  if (luaL_getmetafield(L, table, "__index") != LUA_TNIL) {
    lua_pop(L, 1);
    if (lua_getfield(L, table, "state_dict") == LUA_TFUNCTION)
      lmvm_fail(L, "save: %s: an object cannot be saved, but what its state_dict() returns can",
                place_of(L, path));
    lua_pop(L, 1);
  }
  lua_pushvalue(L, table);
  lua_pushboolean(L, 1);
  lua_rawset(L, OPEN);
  switch (kind_of(L, table, &n)) {
  case IS_LIST: write_list(L, out, table, n, path, depth + 1); break;
  case IS_OBJECT: write_object(L, out, table, n, path, depth + 1); break;
  default: write_pairs(L, out, table, path, depth + 1);
  }
  lua_pushvalue(L, table);
  lua_pushnil(L);
  lua_rawset(L, OPEN);
}

static void write_value(lua_State *L, FILE *out, int value, int path, int depth) {
  luaL_checkstack(L, 16, "save: too many tables in each other");
  if (lmvm_totensor(L, value)) {
    add_tensor(L, value, path);
    fputs("{\"$tensor\":", out);
    lm_json_write_string(out, text_at(L, -1));
    fputc('}', out);
    lua_pop(L, 1);
    return;
  }
  switch (lua_type(L, value)) {
  case LUA_TNUMBER: write_number(L, out, value); break;
  case LUA_TSTRING: write_string(out, text_at(L, value)); break;
  case LUA_TBOOLEAN: fputs(lua_toboolean(L, value) ? "true" : "false", out); break;
  case LUA_TTABLE: write_table(L, out, value, path, depth); break;
  default:
    lmvm_fail(L,
              "save: %s: a %s cannot be saved; tensors, tables, strings, numbers and booleans can",
              place_of(L, path), luaL_typename(L, value));
  }
}

/* Notes the tensors of a table that is a file as it stands; false, with nothing noted, when the table
** at VALUE is not: when a key is no string or a value no tensor. */
static bool add_flat(lua_State *L) {
  if (!lua_istable(L, VALUE)) return false;
  for (lua_pushnil(L); lua_next(L, VALUE); lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING && lmvm_totensor(L, -1)) continue;
    lua_pop(L, 2);
    return false;
  }
  for (lua_pushnil(L); lua_next(L, VALUE); lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_rawseti(L, NAMES, (lua_Integer)lua_rawlen(L, NAMES) + 1);
    lua_pushvalue(L, -1);
    lua_rawseti(L, TENSORS, (lua_Integer)lua_rawlen(L, TENSORS) + 1);
  }
  return true;
}

void lmvm_save_value(lua_State *L, const char *path) {
  lua_settop(L, NAMES - 1); /* the value and the path */
  for (int i = NAMES; i <= OPEN; i++) lua_newtable(L);
  layout *w = new_layout(L);
  bool flat = add_flat(L);
  lua_settop(L, LAYOUT);
  if (!flat) {
    lua_pushliteral(L, "");
    write_value(L, w->out, VALUE, LAYOUT + 1, 0);
  }
  bool failed = ferror(w->out);
  failed = fclose(w->out) != 0 || failed;
  w->out = NULL;
  if (failed) lmvm_fail(L, "save: not enough memory");

  lua_Integer n = (lua_Integer)lua_rawlen(L, NAMES);
  lm_named *list = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof *list, 0);
  for (lua_Integer i = 0; i < n; i++) { /* the tables keep what is borrowed here */
    lua_rawgeti(L, NAMES, i + 1);
    lua_rawgeti(L, TENSORS, i + 1);
    list[i] = (lm_named){text_at(L, -2), lmvm_totensor(L, -1)};
    lua_pop(L, 2);
  }
  lm_entry entry = {{"luma", 4}, {w->text, w->size}};
  if (!lm_safetensors_save(path, list, n, &entry, flat ? 0 : 1)) lmvm_error(L);
}

/* ---- reading ----------------------------------------------------------------------------------- */

typedef struct source {
  lm_json json;
  int tensors; /* the table of tensors by name */
} source;

static void read_value(lua_State *L, source *s, int depth);

static bool fail(source *s, const char *what) { return lm_json_fail(&s->json, what); }

/* Pushes a table from pairs of key and value. */
static void read_pairs(lua_State *L, source *s, int depth) {
  lm_json *j = &s->json;
  lua_newtable(L);
  for (lm_json_open(j, '['); lm_json_more(j, ']');) {
    bool pair = lm_json_open(j, '[') && lm_json_more(j, ']');
    if (pair) read_value(L, s, depth);
    pair = pair && lm_json_more(j, ']');
    if (pair) read_value(L, s, depth);
    if (!pair || lm_json_more(j, ']')) {
      fail(s, "an entry of $table is no pair");
      return;
    }
    bool nan = lua_type(L, -2) == LUA_TNUMBER && !lua_rawequal(L, -2, -2);
    if (nan || lua_isnil(L, -2)) {
      fail(s, "a key that no table can have");
      return;
    }
    lua_rawset(L, -3);
  }
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void read_bytes(lua_State *L, source *s, lm_text text) {
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  bool ok = text.size % 2 == 0;
  for (size_t i = 0; ok && i < text.size; i += 2) {
    int high = hex_digit(text.data[i]), low = hex_digit(text.data[i + 1]);
    ok = high >= 0 && low >= 0;
    if (ok) luaL_addchar(&b, (char)(high * 16 + low));
  }
  luaL_pushresult(&b);
  if (!ok) fail(s, "$bytes are not hexadecimal");
}

/* Pushes a value that JSON has no form for; the key that begins with '$' has been read.  After a
** mistake there may be more on the stack, which the error drops. */
static void read_special(lua_State *L, source *s, lm_text key, int depth) {
  static const struct {
    const char *name;
    double value;
  } numbers[] = {{"inf", INFINITY}, {"-inf", -INFINITY}, {"nan", NAN}};
  lm_text text;
  if (lm_text_is(key, "$table")) {
    read_pairs(L, s, depth);
  } else if (!lm_json_string(&s->json, &text)) {
    lua_pushnil(L);
  } else if (lm_text_is(key, "$tensor")) {
    lua_pushlstring(L, text.data, text.size);
    if (lua_rawget(L, s->tensors) == LUA_TNIL) fail(s, "a tensor that the file does not have");
  } else if (lm_text_is(key, "$number")) {
    int i = 0;
    while (i < 3 && !lm_text_is(text, numbers[i].name)) i++;
    if (i == 3) fail(s, "$number is inf, -inf or nan");
    lua_pushnumber(L, i < 3 ? numbers[i].value : 0);
  } else if (lm_text_is(key, "$bytes")) {
    read_bytes(L, s, text);
  } else {
    lua_pushnil(L);
    fail(s, "an unknown key that begins with $");
  }
}

static void read_object(lua_State *L, source *s, int depth) {
  lm_json *j = &s->json;
  lm_text key;
  bool first = true;
  lua_newtable(L);
  for (lm_json_open(j, '{'); lm_json_more(j, '}'); first = false) {
    if (!lm_json_key(j, &key)) return;
    if (first && key.size > 0 && *key.data == '$') {
      read_special(L, s, key, depth);
      lua_remove(L, -2);
      if (lm_json_more(j, '}')) fail(s, "something beside a key that begins with $");
      return;
    }
    lua_pushlstring(L, key.data, key.size);
    read_value(L, s, depth);
    lua_rawset(L, -3);
  }
}

/* Pushes one value, which after a mistake is just any. */
static void read_value(lua_State *L, source *s, int depth) {
  lm_json *j = &s->json;
  lm_text text;
  bool truth;
  luaL_checkstack(L, 8, "load: too many tables in each other");
  switch (depth == MAX_DEPTH ? 0 : lm_json_peek(j)) {
  case '{': read_object(L, s, depth + 1); return;
  case '[':
    lua_newtable(L);
    lm_json_open(j, '[');
    for (lua_Integer i = 1; lm_json_more(j, ']'); i++) {
      read_value(L, s, depth + 1);
      lua_rawseti(L, -2, i);
    }
    return;
  case '"':
    if (!lm_json_string(j, &text)) break;
    lua_pushlstring(L, text.data, text.size);
    return;
  case 't':
  case 'f':
    if (!lm_json_boolean(j, &truth)) break;
    lua_pushboolean(L, truth);
    return;
  default:
    if (depth == MAX_DEPTH) fail(s, "too many tables in each other");
    if (!lm_json_number(j, &text)) break;
    lua_pushlstring(L, text.data, text.size);
    if (lua_stringtonumber(L, lua_tostring(L, -1)) == 0)
      fail(s, "a number is expected");
    else
      lua_remove(L, -2);
    return;
  }
  lua_pushnil(L);
}

void lmvm_load_value(lua_State *L, const lm_safetensors *file, const char *path, int tensors) {
  lm_text text = lm_safetensors_metadata(file, "luma");
  if (!text.data) {
    lua_pushvalue(L, tensors);
    return;
  }
  char *copy = lua_newuserdatauv(L, text.size + 1, 0); /* reading changes it */
  memcpy(copy, text.data, text.size);
  source s = {lm_json_start(copy, text.size), tensors};
  read_value(L, &s, 0);
  if (!lm_json_end(&s.json)) lmvm_fail(L, "load: %s: metadata: luma: %s", path, s.json.error);
  lua_remove(L, -2);
}
