/* Calls from the core into Lua.  See callback.h. */
#include "vm/callback.h"
#include "tensor/record.h"

lmvm_held lmvm_hold(lua_State *L, lmvm *vm) {
  lmvm_held h = {vm, vm->home, luaL_ref(L, LUA_REGISTRYINDEX)};
  vm->home->refs++;
  return h;
}

void lmvm_let_go(lmvm_held *h) { lmvm_home_release(h->home, h->ref); }

static int switch_back(lua_State *L) {
  lmvm_enter(L);
  return 0;
}

bool lmvm_protect(lmvm *vm, const char *what, lua_CFunction body, void *job) {
  lua_State *L = vm->L;
  if (!lua_checkstack(L, 6)) return lm_fail("%s: the Lua stack is full", what);
  int scopes = lm_scope_suspend();
  const char *running = lm_set_running(NULL);
  struct lm_watch *watch = vm->context->watch; /* it looks at the script's function, not at this */
  vm->context->watch = NULL;
  lua_pushcfunction(L, body);
  lua_pushlightuserdata(L, job);
  int status = lua_pcall(L, 1, 0, 0);
  if (vm->L != L) { /* an error left it in a coroutine */
    lua_pushcfunction(L, switch_back);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK) lua_pop(L, 1);
    vm->L = L;
  }
  vm->context->watch = watch;
  lm_set_running(running);
  lm_scope_resume(scopes);
  lm_enter(vm->context);
  if (status == LUA_OK) return true;
  const char *message = lua_tostring(L, -1);
  lm_clear_error();
  if (message)
    lm_fail("%s: %s", what, message);
  else
    lm_fail("%s: %s", what, lmvm_keep_raised(L));
  lua_pop(L, 1);
  return false;
}

void lmvm_call(lua_State *L, lmvm *vm, int n, int results) {
  lua_call(L, n, results);
  if (vm->L != L) lmvm_switch(vm, L);
  lm_enter(vm->context);
}

void lmvm_push_gradients(lua_State *L, lm_tensor *const *g, int n) {
  lua_createtable(L, n, 1);
  for (int i = 0; i < n; i++) {
    if (g[i] == NULL) continue;
    lmvm_pushtensor(L, lm_retain(g[i]));
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushinteger(L, n);
  lua_setfield(L, -2, "n");
}
