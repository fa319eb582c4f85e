/* Random streams for scripts: tensor.Generator, seeds, states, fork_rng. */
#include "vm/vm.h"
#include "tensor/generator.h"

#define GENERATOR "luma.Generator"

static int manual_seed(lua_State *L) {
  lmvm *vm = lmvm_upvalue(L);
  int ok;
  lua_Integer seed = lua_tointegerx(L, 1, &ok);
  if (!ok) return lmvm_fail(L, "manual_seed: an integer is needed, not %s", luaL_typename(L, 1));
  lm_generator_seed(vm->context->generator, (uint64_t)seed);
  return 0;
}

static lm_generator *generator_at(lua_State *L, int i) {
  lm_generator **g = luaL_testudata(L, i, GENERATOR);
  if (g == NULL || *g == NULL)
    lmvm_fail(L, "Generator: a tensor.Generator is needed, not %s", luaL_typename(L, i));
  return *g;
}

static int g_manual_seed(lua_State *L) {
  int ok;
  lm_generator *g = generator_at(L, 1);
  lua_Integer seed = lua_tointegerx(L, 2, &ok);
  if (!ok) return lmvm_fail(L, "manual_seed: an integer is needed, not %s", luaL_typename(L, 2));
  lm_generator_seed(g, (uint64_t)seed);
  lua_settop(L, 1);
  return 1;
}

/* A new seed from the operating system, which is also returned. */
static int reseed(lua_State *L, lm_generator *g) {
  uint64_t seed = lm_random_seed();
  lm_generator_seed(g, seed);
  lua_pushinteger(L, (lua_Integer)seed);
  return 1;
}
static int g_seed(lua_State *L) { return reseed(L, generator_at(L, 1)); }
static int seed_all(lua_State *L) { return reseed(L, lmvm_upvalue(L)->context->generator); }

static int initial_seed(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lmvm_upvalue(L)->context->generator->seed);
  return 1;
}

static int g_initial_seed(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)generator_at(L, 1)->seed);
  return 1;
}

static int push_state(lua_State *L, lm_generator *g) {
  int64_t n = LM_GENERATOR_STATE;
  lm_tensor **handle = lmvm_newhandle(L);
  *handle = lm_new(1, &n, LM_U8, LM_CPU);
  if (*handle == NULL) return lmvm_error(L);
  lm_generator_get_state(g, (*handle)->storage->data);
  return 1;
}

static int take_state(lua_State *L, const char *op, lm_generator *g, int i) {
  lm_tensor *t = lmvm_checktensor(L, i, op);
  if (t->dtype != LM_U8 || t->ndim != 1 || t->device != LM_CPU || !lm_is_contiguous(t))
    return lmvm_fail(L, "%s: the bytes of a saved state are needed", op);
  if (!lm_generator_set_state(g, (const uint8_t *)lm_data(t), (size_t)t->numel))
    return lmvm_error(L);
  return 0;
}

static int g_get_state(lua_State *L) {
  lmvm_enter(L);
  return push_state(L, generator_at(L, 1));
}
static int g_set_state(lua_State *L) {
  lmvm_enter(L);
  return take_state(L, "set_state", generator_at(L, 1), 2);
}
static int get_rng_state(lua_State *L) {
  return push_state(L, lmvm_upvalue(L)->context->generator);
}
static int set_rng_state(lua_State *L) {
  return take_state(L, "set_rng_state", lmvm_upvalue(L)->context->generator, 1);
}

static int g_gc(lua_State *L) {
  lm_generator **g = luaL_checkudata(L, 1, GENERATOR);
  lm_generator_free(*g);
  *g = NULL;
  return 0;
}

static int new_generator(lua_State *L) {
  static const luaL_Reg methods[] = {{"manual_seed", g_manual_seed},
                                     {"seed", g_seed},
                                     {"initial_seed", g_initial_seed},
                                     {"get_state", g_get_state},
                                     {"set_state", g_set_state},
                                     {"__gc", g_gc},
                                     {NULL, NULL}};
  lmvm_upvalue(L);
  lm_generator **g = lua_newuserdatauv(L, sizeof *g, 0);
  *g = NULL;
  lmvm_metatable(L, GENERATOR, methods);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pushliteral(L, "cpu"); /* every device computes the same stream */
  lua_setfield(L, -2, "device");
  lua_setmetatable(L, -2);
  *g = lm_generator_new(lm_random_seed());
  if (*g == NULL) return lmvm_fail(L, "Generator: out of memory");
  return 1;
}

/* ---- fork_rng: draws that leave the stream as it was ---- */

#define FORK "luma.fork_rng"

typedef struct fork {
  lm_generator *generator; /* one reference, until the state was given back */
  uint64_t seed, next;
} fork;

static void give_back(fork *f) {
  if (f->generator == NULL) return;
  f->generator->seed = f->seed;
  f->generator->next = f->next;
  lm_generator_free(f->generator);
  f->generator = NULL;
}

static int fork_close(lua_State *L) {
  give_back(luaL_checkudata(L, 1, FORK));
  return 0;
}
static int fork_gc(lua_State *L) { /* never closed: the stream goes on as it does */
  fork *f = luaL_checkudata(L, 1, FORK);
  lm_generator_free(f->generator);
  f->generator = NULL;
  return 0;
}

static int after_fork(lua_State *L, int status, lua_KContext f) {
  give_back((fork *)f);
  if (status != LUA_OK && status != LUA_YIELD) return lua_error(L);
  return lua_gettop(L) - 1;
}

/* fork_rng(f, ...) runs f at once and returns its results; fork_rng() is a value to be closed. */
static int fork_rng(lua_State *L) {
  static const luaL_Reg meta[] = {{"__close", fork_close}, {"__gc", fork_gc}, {NULL, NULL}};
  lmvm *vm = lmvm_upvalue(L);
  bool runs = lua_gettop(L) > 0;
  if (runs && !lua_isfunction(L, 1) && luaL_getmetafield(L, 1, "__call") == LUA_TNIL)
    return lmvm_fail(L, "fork_rng: a function is needed, or nothing, not %s", luaL_typename(L, 1));
  if (runs && !lua_isfunction(L, 1)) lua_pop(L, 1);
  fork *f = lua_newuserdatauv(L, sizeof *f, 0);
  f->generator = NULL;
  lmvm_metatable(L, FORK, meta);
  lua_setmetatable(L, -2);
  lua_insert(L, 1);
  f->generator = lm_generator_retain(vm->context->generator);
  f->seed = f->generator->seed;
  f->next = f->generator->next;
  if (!runs) return 1;
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, (lua_KContext)f, after_fork);
  return after_fork(L, status, (lua_KContext)f);
}

const lmvm_function lmvm_random_functions[] = {
    {"manual_seed", manual_seed,
     "(n)\nStarts the random stream anew: equal seeds, equal numbers.\n"
     "Example: tensor.manual_seed(7)"},
    {"seed", seed_all,
     "()\nStarts the random stream at a place nobody chose; returns the seed.\n"
     "Example: tensor.seed()"},
    {"initial_seed", initial_seed,
     "()\nThe number that the random stream was started with.\n"
     "Example: tensor.initial_seed()"},
    {"get_rng_state", get_rng_state,
     "()\nThe state of the random stream as bytes.\n"
     "Example: tensor.get_rng_state()"},
    {"set_rng_state", set_rng_state,
     "(state)\nBrings a state of the random stream back.\n"
     "Example: tensor.set_rng_state(tensor.get_rng_state())"},
    {"Generator", new_generator,
     "()\nA random stream of its own: manual_seed, seed, get_state.\n"
     "Example: tensor.rand(2, {generator = tensor.Generator():manual_seed(3)})"},
    {"fork_rng", fork_rng,
     "([f, ...])\nRuns f and then brings the state of the random stream back.\n"
     "Example: tensor.fork_rng(function() return tensor.rand(2) end)"},
    {0}};
