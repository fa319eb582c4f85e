/* Nodes of the graph as scripts see them.
**
** An object counts its node (or the leaf, of which it is the accumulator).  A table with weak values
** finds it again by address, so that x.grad_fn is one object as long as anybody holds it.
*/
#include "vm/node.h"
#include "vm/callback.h"
#include "vm/hook.h"

#include <stdlib.h>
#include <string.h>

#define NODE "luma.node"

typedef struct object {
  lm_node *node;
  lm_tensor *leaf;
} object;

static object *check(lua_State *L, const char *what) {
  object *o = luaL_testudata(L, 1, NODE);
  if (o == NULL || (o->node == NULL && o->leaf == NULL))
    lmvm_fail(L, "%s: a node such as x.grad_fn is needed, not %s", what, luaL_typename(L, 1));
  return o;
}

static const char *name_of(const object *o) {
  return o->node ? lm_node_name(o->node) : "AccumulateGrad";
}

static int collect(lua_State *L) {
  object *o = lua_touserdata(L, 1), gone = *o;
  *o = (object){NULL, NULL};
  if (gone.node) lm_node_release(gone.node);
  lm_release(gone.leaf);
  return 0;
}

static int to_text(lua_State *L) {
  lua_pushfstring(L, "<%s>", name_of(check(L, "tostring")));
  return 1;
}

static int m_name(lua_State *L) {
  lua_pushstring(L, name_of(check(L, "name")));
  return 1;
}

static int m_register_hook(lua_State *L) {
  lmvm_enter(L);
  object *o = check(L, "register_hook");
  return lmvm_hook_node(L, o->node, o->leaf, false);
}

static int m_register_prehook(lua_State *L) {
  lmvm_enter(L);
  object *o = check(L, "register_prehook");
  return lmvm_hook_node(L, o->node, o->leaf, true);
}

/* {{node, number of its result}, ...}, one for each tensor argument; without a node where no gradient
** flows. */
static void push_next(lua_State *L, const lm_node *n) {
  int count = n ? n->n_edges : 0;
  lua_createtable(L, count, 0);
  for (int i = 0; i < count; i++) {
    const lm_edge *e = &n->edges[i];
    lua_createtable(L, 2, 0);
    lmvm_push_node(L, e->node, e->leaf);
    lua_rawseti(L, -2, 1);
    lua_pushinteger(L, e->node ? e->nr + 1 : 1);
    lua_rawseti(L, -2, 2);
    lua_rawseti(L, -2, i + 1);
  }
}

static void free_metadata(void *data) {
  lmvm_let_go(data);
  free(data);
}

/* A table that lives as long as the node does. */
static void push_metadata(lua_State *L, lm_node *n) {
  lua_newtable(L);
  if (n == NULL) return;
  lm_node_extra *x = lm_node_extra_of(n);
  if (x == NULL) lmvm_error(L);
  if (x->meta) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, ((lmvm_held *)x->meta)->ref);
    return;
  }
  lmvm_held *h = malloc(sizeof *h);
  if (h == NULL) lmvm_fail(L, "metadata: out of memory");
  lua_pushvalue(L, -1);
  *h = lmvm_hold(L, lmvm_of(L));
  x->meta = h;
  x->release_meta = free_metadata;
}

/* Fields; methods are found first, in upvalue 1. */
static int get_field(lua_State *L) {
  lmvm_enter(L);
  object *o = check(L, "node");
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (strcmp(key, "next_functions") == 0)
    push_next(L, o->node);
  else if (strcmp(key, "metadata") == 0)
    push_metadata(L, o->node);
  else if (strcmp(key, "sequence_nr") == 0 && o->node)
    lua_pushinteger(L, (lua_Integer)o->node->seq);
  else if (strcmp(key, "variable") == 0 && o->leaf)
    lmvm_pushtensor(L, lm_retain(o->leaf));
  else
    lua_pushnil(L);
  return 1;
}

static void push_metatable(lua_State *L) {
  static const luaL_Reg meta[] = {{"__gc", collect}, {"__tostring", to_text}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"name", m_name},
                                     {"register_hook", m_register_hook},
                                     {"register_prehook", m_register_prehook},
                                     {NULL, NULL}};
  lmvm_metatable(L, NODE, meta);
  if (lua_getfield(L, -1, "__index") == LUA_TNIL) {
    lua_newtable(L);
    luaL_setfuncs(L, methods, 0);
    lua_pushcclosure(L, get_field, 1);
    lua_setfield(L, -3, "__index");
  }
  lua_pop(L, 1);
}

static const char objects_key; /* registry: address -> object, weak values */

static void push_objects(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &objects_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_newtable(L);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &objects_key);
}

void lmvm_push_node(lua_State *L, lm_node *node, lm_tensor *leaf) {
  void *address = node ? (void *)node : (void *)leaf;
  luaL_checkstack(L, 8, "node");
  if (address == NULL) {
    lua_pushnil(L);
    return;
  }
  push_objects(L);
  if (lua_rawgetp(L, -1, address) == LUA_TNIL) {
    lua_pop(L, 1);
    object *o = lua_newuserdatauv(L, sizeof *o, 0);
    *o = (object){NULL, NULL};
    push_metatable(L);
    lua_setmetatable(L, -2);
    if (node)
      o->node = lm_node_retain(node);
    else
      o->leaf = lm_retain(leaf);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, -3, address);
  }
  lua_remove(L, -2);
}
