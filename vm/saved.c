/* saved_tensors_hooks for scripts, and tensors that their own functions keep. */
#include "vm/saved.h"
#include "vm/callback.h"
#include "vm/modes.h"

#include <stdlib.h>
#include <string.h>

/* ---- hooks ---- */

/* The pair of functions as a list in the registry; what a pack function returned, likewise. */
typedef struct hooks {
  lm_pack pack;
  lmvm_held functions;
} hooks;

typedef struct job {
  hooks *h;
  lm_tensor *tensor; /* borrowed for packing, owned after unpacking */
  int ref;
} job;

static int pack_body(lua_State *L) {
  job *j = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, j->h->functions.ref);
  lua_rawgeti(L, -1, 1);
  lmvm_pushtensor(L, lm_retain(j->tensor));
  lmvm_call(L, j->h->functions.vm, 1, 1);
  j->ref = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

static bool pack(lm_pack *p, lm_tensor *t, void **kept) {
  job j = {(hooks *)p, t, LUA_NOREF};
  if (!lmvm_protect(j.h->functions.vm, "saved_tensors_hooks: pack", pack_body, &j)) return false;
  *kept = (void *)(intptr_t)j.ref;
  return true;
}

static int unpack_body(lua_State *L) {
  job *j = lua_touserdata(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, j->h->functions.ref);
  lua_rawgeti(L, -1, 2);
  lua_rawgeti(L, LUA_REGISTRYINDEX, j->ref);
  lmvm_call(L, j->h->functions.vm, 1, 1);
  j->tensor = lm_retain(lmvm_totensor(L, -1));
  if (j->tensor == NULL)
    lm_fail("saved_tensors_hooks: unpack must return a tensor, not %s", luaL_typename(L, -1));
  return 0;
}

static lm_tensor *unpack(lm_pack *p, void *kept) {
  job j = {(hooks *)p, NULL, (int)(intptr_t)kept};
  if (!lmvm_protect(j.h->functions.vm, "saved_tensors_hooks: unpack", unpack_body, &j)) {
    lm_release(j.tensor);
    return NULL;
  }
  return j.tensor;
}

static void drop(lm_pack *p, void *kept) {
  lua_State *L = ((hooks *)p)->functions.home->main;
  if (L) luaL_unref(L, LUA_REGISTRYINDEX, (int)(intptr_t)kept);
}

static void release(lm_pack *p) {
  lmvm_let_go(&((hooks *)p)->functions);
  free(p);
}

/* autograd._saved_tensors_hooks(pack, unpack, [f, ...]) */
static int f_saved_tensors_hooks(lua_State *L) {
  static const char name[] = "saved_tensors_hooks";
  lmvm *vm = lmvm_upvalue(L);
  for (int i = 1; i <= 2; i++)
    if (!lmvm_callable(L, i))
      return lmvm_fail(L, "%s: a function %s is needed, not %s", name, i == 1 ? "pack" : "unpack",
                       luaL_typename(L, i));
  if (lua_gettop(L) > 2 && !lmvm_callable(L, 3))
    return lmvm_fail(L, "%s: a function is needed, or nothing, not %s", name, luaL_typename(L, 3));
  if (vm->no_pack) return lmvm_fail(L, "%s", vm->no_pack->text);
  lua_createtable(L, 2, 0);
  for (int i = 1; i <= 2; i++) {
    lua_pushvalue(L, i);
    lua_rawseti(L, -2, i);
  }
  hooks *h = calloc(1, sizeof *h);
  if (h == NULL) return lmvm_fail(L, "%s: out of memory", name);
  h->functions = lmvm_hold(L, vm);
  h->pack.pack = pack;
  h->pack.unpack = unpack;
  h->pack.drop = drop;
  h->pack.release = release;
  lmvm_modes wanted = lmvm_get_modes(vm);
  lm_pack_release(wanted.pack);
  wanted.pack = &h->pack;
  h->pack.refs = 1;
  lua_remove(L, 1);
  lua_remove(L, 1);
  return lmvm_with_modes(L, name, vm, wanted);
}

/* autograd._disable_saved_tensors_hooks(message, [f, ...]) */
static int f_disable_saved_tensors_hooks(lua_State *L) {
  static const char name[] = "disable_saved_tensors_hooks";
  lmvm *vm = lmvm_upvalue(L);
  if (lua_type(L, 1) != LUA_TSTRING)
    return lmvm_fail(L, "%s: a message is needed, not %s", name, luaL_typename(L, 1));
  size_t size;
  const char *text = lua_tolstring(L, 1, &size);
  if (vm->context->pack) return lmvm_fail(L, "%s", text);
  lmvm_text *note = malloc(sizeof *note + size + 1);
  if (note == NULL) return lmvm_fail(L, "%s: out of memory", name);
  note->refs = 1;
  memcpy(note->text, text, size + 1);
  lmvm_modes wanted = lmvm_get_modes(vm);
  if (wanted.no_pack && --wanted.no_pack->refs == 0) free(wanted.no_pack);
  wanted.no_pack = note;
  lua_remove(L, 1);
  return lmvm_with_modes(L, name, vm, wanted);
}

/* ---- tensors that functions of scripts keep ---- */

#define SAVED "luma.saved"

typedef struct entry {
  lm_saved saved;
  lm_edge edge; /* where its history goes on; of results: none */
  int64_t *sizes;
  int result; /* which result of the node, from 1; 0: none */
  bool used;
} entry;

typedef struct kept {
  int n;
  const char *what;
  entry v[];
} kept;

static int collect_saved(lua_State *L) {
  kept *k = lua_touserdata(L, 1);
  for (int i = 0; i < k->n; i++) {
    entry *e = &k->v[i];
    if (!e->used) continue;
    e->used = false;
    lm_drop_saved(&e->saved);
    if (e->edge.node) lm_node_release(e->edge.node);
    lm_release(e->edge.leaf);
    free(e->sizes);
  }
  return 0;
}

static bool keep(entry *e, lm_tensor *t, const char *what) {
  e->used = true;
  e->edge.dtype = t->dtype;
  e->edge.ndim = t->ndim;
  e->edge.device = t->device;
  size_t bytes = sizeof *t->sizes * (size_t)t->ndim;
  e->edge.sizes = e->sizes = malloc(bytes + 1);
  if (e->sizes == NULL) return lm_fail("%s: out of memory", what);
  memcpy(e->sizes, t->sizes, bytes);
  if (e->result) return lm_save(&e->saved, t, NULL, what);
  return lm_edge_of(t, &e->edge) && lm_save(&e->saved, t, &e->edge, what);
}

void lmvm_push_saved(lua_State *L, const char *what, int first, int n, lm_tensor *const *results,
                     int n_results) {
  static const luaL_Reg meta[] = {{"__gc", collect_saved}, {NULL, NULL}};
  kept *k = lua_newuserdatauv(L, sizeof *k + (size_t)n * sizeof *k->v, 0);
  memset(k, 0, sizeof *k + (size_t)n * sizeof *k->v);
  k->what = what;
  k->n = n;
  lmvm_metatable(L, SAVED, meta);
  lua_setmetatable(L, -2);
  for (int i = 0; i < n; i++) {
    lm_tensor *t = lmvm_totensor(L, first + i);
    if (t == NULL) continue;
    if (t->freed) lmvm_fail(L, "%s: a tensor that is to be saved was freed", what);
    for (int r = 0; r < n_results; r++)
      if (results[r] == t) k->v[i].result = r + 1;
    if (!keep(&k->v[i], t, what)) lmvm_error(L);
  }
}

void lmvm_push_saved_list(lua_State *L, int saved, lm_node *node) {
  kept *k = luaL_checkudata(L, saved, SAVED);
  lua_createtable(L, k->n, 0);
  for (int i = 0; i < k->n; i++) {
    const entry *e = &k->v[i];
    if (!e->used) continue;
    const lm_edge *edge = e->result ? NULL : &e->edge;
    lmvm_result(L, lm_unsave(&e->saved, edge, node, e->result - 1, &e->edge, k->what));
    lua_rawseti(L, -2, i + 1);
  }
}

/* autograd._keep(...): an object that keeps tensors; autograd._kept(object) gives them back. */
static int f_keep(lua_State *L) {
  lmvm_upvalue(L);
  int n = lua_gettop(L);
  lmvm_push_saved(L, "checkpoint", 1, n, NULL, 0);
  return 1;
}

static int f_kept(lua_State *L) {
  lmvm_upvalue(L);
  lmvm_push_saved_list(L, 1, NULL);
  return 1;
}

const lmvm_function lmvm_saving_functions[] = {
    {"_saved_tensors_hooks", f_saved_tensors_hooks, NULL},
    {"_disable_saved_tensors_hooks", f_disable_saved_tensors_hooks, NULL},
    {"_keep", f_keep, NULL},
    {"_kept", f_kept, NULL},
    {0}};
