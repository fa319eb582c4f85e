/* The Lua binding, as its own files and the rest of vm/ see it.
**
** A state of Lua has one `lmvm`: the core's context, the tensor metatable, and what paces the
** collector.  Every C function that runs operations enters through `lmvm_enter`, which makes the
** state's context current on the thread; an operation that fails leaves its message with the thread,
** and `lmvm_error` raises it, once, at the script's own line.
*/
#ifndef LUMA_VM_H
#define LUMA_VM_H

#include <lua.h>
#include <lauxlib.h>

#include "tensor/autograd.h"

/* What hooks and functions of a script hold of their state: tensors that carry them may outlive it. */
typedef struct lmvm_home {
  LM_ATOMIC(int) refs;
  lua_State *main; /* NULL once the state is closed */
} lmvm_home;

/* A text that several may hold. */
typedef struct lmvm_text {
  int refs;
  char text[];
} lmvm_text;

/* What scopes such as no_grad change; a coroutine has its own, see modes.c. */
typedef struct lmvm_modes {
  bool grad, inference, anomaly, check_nan;
  lm_autocast autocast;
  lm_pack *pack;      /* counted; of saved_tensors_hooks */
  lmvm_text *no_pack; /* counted; why there may be none */
} lmvm_modes;

typedef struct lmvm {
  lm_context *context;
  lmvm_home *home;
  lua_State *L; /* the thread that entered last: callbacks run on it */
  /* pacing of the collector, see pace.c */
  int64_t handles, seen_bytes, young_bytes, major_bytes;
  double last_step, spent, share, cycles, majors;
  bool describing;       /* an error is being given its module */
  bool reclaiming;       /* finalisers run inside an operation: nothing may be freed under it */
  int64_t scopes, noted; /* open tensor.scope calls; handles noted by the innermost, see scope.c */
  lmvm_text *no_pack;    /* as in lmvm_modes */
  struct lmvm_thread *thread; /* the innermost coroutine that entered, and how many there are */
  int threads;
  struct lmvm_call *running; /* backward functions of scripts that run, innermost first */
} lmvm;

/* The library, for luaL_requiref: returns the table of `require "luma"`, sets no global. */
LUALIB_API int luaopen_luma(lua_State *L);

lmvm *lmvm_of(lua_State *L); /* of any state that opened the library */
lm_context *lmvm_context(lua_State *L);
/* Another coroutine calls: its modes become current.  See modes.c. */
void lmvm_switch(lmvm *vm, lua_State *L);
lmvm *lmvm_enter(lua_State *L);                  /* for functions without upvalues of ours */
static inline lmvm *lmvm_upvalue(lua_State *L) { /* upvalue 1 is the lmvm, 2 the tensor metatable */
  lmvm *vm = (lmvm *)lua_touserdata(L, lua_upvalueindex(1));
  if (vm->L != L) lmvm_switch(vm, L);
  lm_enter(vm->context);
  return vm;
}

/* Raises the pending message of the core (or `lua_error`s with it) with the position of the script:
** the innermost function that is not Luma's own.  Never returns. */
int lmvm_error(lua_State *L);
/* For what calls back: keeps the error value on top of the stack, which is no text, and returns words that
** stand for it in the core's message. lmvm_error raises the value again for a message that ends with them. */
const char *lmvm_keep_raised(lua_State *L);
/* Operations named linalg_inv, fft_rfft, special_ndtr are tensor.linalg.inv and so on: the part of a
** name after its family, whose number is left in *family (-1: there is none). */
extern const char *const lmvm_families[];
const char *lmvm_family(const char *name, int *family);
/* lm_fail and lmvm_error in one. */
int lmvm_fail(lua_State *L, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Pushes "FILE:LINE: " of the script. */
void lmvm_where(lua_State *L);
/* Puts behind the message on top which module of a model runs, with the shapes of its inputs; once,
** and only where one does.  See module_path.c. */
void lmvm_add_module(lua_State *L);
int lmvm_watch_modules(lua_State *L);
int lmvm_in_module(lua_State *L);

/* A value of the registry, let go when nobody needs it: takes the home's reference. */
void lmvm_home_release(lmvm_home *home, int ref);

/* ---- tensors ---- */

/* What a handle's userdata holds.  The mark tells it from any other userdata of its size, at a third
** of the cost of comparing metatables: it is a secret of the process, mixed with the address. */
typedef struct lmvm_handle {
  lm_tensor *tensor;
  uintptr_t mark;
} lmvm_handle;

extern uintptr_t lmvm_secret;

static inline lm_tensor **lmvm_fill_handle(void *block) {
  lmvm_handle *h = (lmvm_handle *)block;
  h->tensor = NULL;
  h->mark = lmvm_secret ^ (uintptr_t)block;
  return &h->tensor;
}

/* The tensor at index i, borrowed; NULL when there is none (a freed tensor is one). */
lm_tensor *lmvm_totensor(lua_State *L, int i);
/* The same, raising "NAME: a tensor is needed". */
lm_tensor *lmvm_checktensor(lua_State *L, int i, const char *name);
/* Pushes a handle; takes the reference, also when pushing raises. */
void lmvm_pushtensor(lua_State *L, lm_tensor *t);
/* Notes the handle on top with the open scope. */
void lmvm_note(lua_State *L, lmvm *vm);
int lmvm_scope(lua_State *L); /* tensor.scope */
/* Pushes an empty handle whose place a result goes to: made first, so that nothing leaks. */
lm_tensor **lmvm_newhandle(lua_State *L);
/* The same for functions with upvalues of ours, faster. */
static inline lm_tensor **lmvm_upvalue_handle(lua_State *L, lmvm *vm) {
  lm_tensor **handle = lmvm_fill_handle(lua_newuserdatauv(L, sizeof(lmvm_handle), 0));
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_setmetatable(L, -2);
  if (vm->scopes) lmvm_note(L, vm);
  return handle;
}
/* What a script gets of a result that numbers alone made: a tensor of the default dtype. */
bool lmvm_unwrap(lm_tensor **handle);
void lmvm_pushscalar(lua_State *L, lm_scalar s);
void lmvm_pushshape(lua_State *L, int n, const int64_t *sizes);
/* Pushes the metatable called `name`, making it from these functions at the first time.  Nobody sees
** it before it is whole, also when memory runs out in between. */
void lmvm_metatable(lua_State *L, const char *name, const luaL_Reg *functions);
/* Raises unless `ok`; else pushes t. Returns 1. */
int lmvm_result(lua_State *L, lm_tensor *t);

/* Tells the collector that results were made, and lets it work when it is time.  Call it last. */
void lmvm_pace(lua_State *L, lmvm *vm);

/* ---- arguments ---- */

bool lmvm_toscalar(lua_State *L, int i, lm_scalar *s);                 /* number or boolean */
bool lmvm_toints(lua_State *L, int i, const char *what, lm_ints *out); /* a table of integers */
/* What a value is, for messages: its Lua type, or dtype and shape of a tensor. */
const char *lmvm_kind(lua_State *L, int i);
/* A tensor without dimensions and without history, as good as a number where one is wanted. */
bool lmvm_tonumber(lua_State *L, int i, lm_scalar *s);
bool lmvm_is_newaxis(lua_State *L, int i);
bool lmvm_isoptions(lua_State *L, int i); /* a table with only string keys, at least one */
/* The dtype named at index i; raises what OP says of other values. */
lm_dtype lmvm_checkdtype(lua_State *L, int i, const char *op);
/* A device by name, or a tensor.device; false where there is neither. */
bool lmvm_todevice(lua_State *L, int i, lm_device *device);
lm_storage *lmvm_tostorage(lua_State *L, int i); /* borrowed; NULL when there is none */

/* What parsing a call leaves to be released. */
#define LMVM_MAX_OWNED LM_MAX_ARGS
typedef struct lmvm_args {
  lm_arg arg[LM_MAX_ARGS];
  lm_ints ints[6]; /* the most that a row has */
  lm_list lists[2];
  lm_floats floats;
  lm_scalar scalars[LM_MAX_ARGS];
  lm_tensor *owned[LMVM_MAX_OWNED];
  int n_ints, n_lists, n_owned;
  bool strict;        /* set by the caller: a number is a number, not a tensor that holds one */
  int used;           /* how many Lua arguments made sense: the best candidate explains itself */
  bool requires_grad; /* the extra options of CREATE rows */
  const char *memory_format;
} lmvm_args;

/* Reads the Lua arguments first .. top by a row; false with a message.  May push values that keep
** lists alive. */
bool lmvm_parse(lua_State *L, const lm_op *row, int first, int top, lmvm_args *a);
void lmvm_release_args(lmvm_args *a);
bool lmvm_takes_layout(const lm_op *row); /* rows with the option memory_format */

/* ---- parts of the library: each pushes or fills a table ---- */

/* A function that is no row, and what help says of it: "(arguments)\nA sentence or two.\nExample: ...",
** of what is both a function and a method the arguments of the method.  NULL: not for scripts. */
typedef struct lmvm_function {
  const char *name;
  lua_CFunction func;
  const char *doc;
} lmvm_function;
void lmvm_set_functions(lua_State *L,
                        const lmvm_function *functions); /* into the table on top, upvalues */
/* The functions of a part of the library; those of `autograd` end with NULL. */
extern const lmvm_function *const lmvm_autograd_functions[];
void lmvm_open_operations(
    lua_State *L);                     /* the rows: fills the library, methods, nn and ops tables */
void lmvm_open_autograd(lua_State *L); /* pushes autograd */
extern const lmvm_function lmvm_mode_functions[];      /* autograd.no_grad and its kin */
extern const lmvm_function lmvm_autocast_functions[];  /* autograd.autocast and its kin */
extern const lmvm_function lmvm_saving_functions[];    /* saved_tensors_hooks and its kin */
extern const lmvm_function lmvm_selective_functions[]; /* for checkpoint with a policy */
extern const lmvm_function lmvm_tensor_functions[];    /* tensor.NAME that are no rows */
extern const lmvm_function lmvm_tensor_methods[];      /* x:NAME that are no rows */
extern const luaL_Reg lmvm_tensor_metamethods[];
extern const lmvm_function lmvm_converting[];       /* x:to and its kin */
extern const lmvm_function lmvm_typing_functions[]; /* finfo, promote_types and their kin */
extern const lmvm_function lmvm_asking[];          /* what is a function and a method: numel, ... */
extern const lmvm_function lmvm_typing_both[];     /* is_floating_point and its kin, likewise */
extern const lmvm_function lmvm_storage_methods[]; /* x:storage and its kin */
extern const lmvm_function lmvm_storage_functions[]; /* tensor.is_storage */
extern const lmvm_function lmvm_making_methods[];    /* x:new_tensor */
extern const lmvm_function lmvm_making_functions[];  /* tensor.tensor and its kin */
extern const lmvm_function lmvm_grad_methods[];      /* x:backward and its kin */
extern const lmvm_function lmvm_random_functions[];  /* manual_seed and its kin */

#endif
