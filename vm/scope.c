/* tensor.scope(f, ...): what f makes and does not return gives its memory back when f ends.
**
** While a scope is open every new handle is noted in a table with weak values, so the collector may
** still take temporaries earlier.  At the end the newest go first: a view holds its base.  A tensor
** that somebody else holds too (a graph, a module's .grad) only loses this handle's claim later, by
** the collector.
*/
#include "vm/vm.h"
#include "tensor/record.h"

#define KEPT_DEPTH 8 /* how deep returned tables are searched for tensors to keep */

static const char scope_key; /* registry: the innermost scope's table */

void lmvm_note(lua_State *L, lmvm *vm) { /* the handle on top */
  lua_rawgetp(L, LUA_REGISTRYINDEX, &scope_key);
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, ++vm->noted);
  lua_pop(L, 1);
}

/* Marks the tensors in the value at i as kept: kept[handle's tensor] = true. */
static void keep(lua_State *L, int i, int kept, int depth) {
  lm_tensor *t = lmvm_totensor(L, i);
  if (t != NULL) {
    lua_pushboolean(L, 1);
    lua_rawsetp(L, kept, t);
    return;
  }
  if (lua_type(L, i) != LUA_TTABLE || depth == KEPT_DEPTH) return;
  luaL_checkstack(L, 4, "scope");
  lua_pushnil(L);
  while (lua_next(L, i)) {
    keep(L, lua_gettop(L), kept, depth + 1);
    lua_pop(L, 1);
  }
}

static int leave(lua_State *L, int status, lua_KContext results) {
  /* 1: the outer scope's table or nil, 2: ours, 3: the outer count; then the results */
  lmvm *vm = lmvm_enter(L);
  int first = 4, last = lua_gettop(L);
  (void)results;
  lua_newtable(L);
  int kept = last + 1;
  if (status == LUA_OK || status == LUA_YIELD)
    for (int i = first; i <= last; i++) keep(L, i, kept, 0);
  for (int64_t i = vm->noted; i > 0; i--) {
    if (lua_rawgeti(L, 2, i) == LUA_TUSERDATA) {
      lm_tensor *t = *(lm_tensor **)lua_touserdata(L, -1);
      bool stays = t == NULL || t->freed || t->parameter || t->refs > 1 ||
                   lua_rawgetp(L, kept, t) != LUA_TNIL;
      if (!stays) lm_free_now(t);
    }
    lua_settop(L, kept);
  }
  lua_pushvalue(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &scope_key);
  vm->noted = lua_tointeger(L, 3);
  vm->scopes--;
  lua_settop(L, last);
  if (status != LUA_OK && status != LUA_YIELD) return lua_error(L);
  if (vm->scopes > 0) /* what was kept belongs to the scope outside */
    for (int i = first; i <= last; i++)
      if (lmvm_totensor(L, i)) {
        lua_pushvalue(L, i);
        lmvm_note(L, vm);
        lua_pop(L, 1);
      }
  return last - first + 1;
}

int lmvm_scope(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  if (lua_isnoneornil(L, 1)) return lmvm_fail(L, "scope: a function is needed");
  lua_rawgetp(L, LUA_REGISTRYINDEX, &scope_key);
  lua_insert(L, 1);
  lua_newtable(L);
  lua_newtable(L);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &scope_key);
  lua_insert(L, 2);
  lua_pushinteger(L, vm->noted);
  lua_insert(L, 3);
  vm->noted = 0;
  vm->scopes++;
  int status = lua_pcallk(L, lua_gettop(L) - 4, LUA_MULTRET, 0, 0, leave);
  return leave(L, status, 0);
}
