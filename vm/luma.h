/* Luma in a C or C++ program.
**
**   luma_State *luma = luma_open(NULL, NULL, 0);
**   if (!luma_run_string(luma, "print(tensor.ones(2, 3))", "hello")) puts(luma_error(luma));
**   luma_close(luma);
**
** A state is one interpreter with its own globals, random stream and limits.  Any number of them
** live side by side; they share nothing that a script could see.  One thread at a time may use a
** state, a different one later if the program likes.  Only luma_cancel may be called from anywhere.
**
** Failure.  Functions that can fail return false, NULL or LUMA_NO_REF and leave a message in
** luma_error; a script's error message begins with its own FILE:LINE.  After any failure the state
** goes on working.  Luma ends no process, installs no signal handler, changes no environment and
** writes nothing; what `print` and `io` of a script write is the script's own doing.
** Signals to the calling thread wait while a large matrix product runs, and OpenMP's worker threads
** hold them back altogether.
**
** Ownership.  A value that a function gives out belongs to the caller, who ends it with
** luma_value_clear (or luma_unref, luma_tensor_release).  Values passed in stay the caller's.
** A tensor keeps its memory as long as anybody holds it, also after luma_close.
**
** Counting.  In this header arrays are C arrays: dimensions and arguments count from 0.  Sizes of
** memory are in bytes; strides are in elements.
*/
#ifndef LUMA_H
#define LUMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LUMA_VERSION "0.1.0"
#define LUMA_ABI 0 /* grows when programs must be compiled anew */

#if defined(__GNUC__)
#define LUMA_API __attribute__((visibility("default")))
#define LUMA_PRINTF(string, first) __attribute__((format(printf, string, first)))
#else
#define LUMA_API
#define LUMA_PRINTF(string, first)
#endif

typedef struct luma_State luma_State;
typedef struct lm_tensor luma_tensor; /* counted; see "tensors" */
struct lua_State;

/* What the library was built as, to compare with the macros. */
LUMA_API int luma_abi(void);
LUMA_API const char *luma_version(void);

/* ---- states -------------------------------------------------------------------------------- */

/* Flags of luma_options. */
enum {
  /* For scripts that are not trusted.  Globals are a white list: the harmless part of Lua's basic
  ** functions, `coroutine`, `math`, `string`, `table`, `utf8`, the clock of `os`, and Luma's
  ** libraries less what reads or writes files.  `require` finds Luma's own modules only.  Chunks are
  ** source text: no bytecode.  Give `memory_limit`, too, and use luma_cancel against endless loops. */
  LUMA_SANDBOX = 1,
  /* Lua code is not interrupted by luma_cancel, only tensor operations are.  Looking at the flag
  ** takes up to half the speed of tight arithmetic loops in Lua, and nothing elsewhere. */
  LUMA_NO_POLL = 2
};

/* Zero means the default everywhere: start from `luma_options options = {0};`. */
typedef struct luma_options {
  unsigned flags;
  int64_t memory_limit; /* bytes for Lua's heap and tensors together; 0: none.  Past it scripts get
                        ** the error "not enough memory" or "out of memory", and may go on. */
  /* Takes what `print` writes: a whole call's text with its newline.  Default: stdout. */
  void (*print)(void *data, const char *text, size_t size);
  void *print_data;
  /* Takes warnings (Lua's `warn`, the library's notes), without a newline.  Default: dropped. */
  void (*log)(void *data, const char *message);
  void *log_data;
} luma_options;

/* Opens a state; `options` may be NULL.  Takes some 200 µs.  On failure returns NULL and writes the
** reason into `message`, of `size` bytes, which may be NULL. */
LUMA_API luma_State *luma_open(const luma_options *options, char *message, size_t size);

/* Closes it: runs finalizers, releases what scripts held.  NULL is fine.  Not to be called from a
** function that the state is calling. */
LUMA_API void luma_close(luma_State *state);

/* The message of the last failure in this state, until the next call; "" when there was none. */
LUMA_API const char *luma_error(const luma_State *state);

/* Stops what the state is running, or the next thing it is asked to run if it is idle: Lua code and
** tensor operations raise "interrupted!" until the outermost call has returned, so that a script
** cannot catch it and go on.  May be called from any thread and from signal handlers, while the
** state is open.  A single call of a standard function (a pathological string.find, say) is not
** stopped in its middle. */
LUMA_API void luma_cancel(luma_State *state);
LUMA_API void luma_clear_cancel(luma_State *state); /* takes it back */

/* Bytes that the state's Lua heap and tensors hold now. */
LUMA_API int64_t luma_memory(const luma_State *state);

/* The interpreter itself, for what Lua's own API does better.  Lua's rules hold for it: an error
** outside a protected call is fatal; luma_options' limits go on applying. */
LUMA_API struct lua_State *luma_lua(luma_State *state);

/* ---- values -------------------------------------------------------------------------------- */

typedef enum luma_type {
  LUMA_NIL,
  LUMA_BOOLEAN,
  LUMA_INTEGER,
  LUMA_NUMBER,
  LUMA_STRING,
  LUMA_TENSOR,
  LUMA_REFERENCE /* a function, table or anything else, by its handle */
} luma_type;

/* A handle of a Lua value that the state keeps alive until luma_unref. */
typedef int luma_ref;
#define LUMA_NO_REF (-2)

typedef struct luma_value {
  luma_type type;
  union {
    bool boolean;
    int64_t integer;
    double number;
    struct {
      const char *data; /* zero-terminated when it comes from Luma; may hold zeros inside */
      size_t size;
    } string;
    luma_tensor *tensor;
    luma_ref reference;
  } as;
} luma_value;

/* Makers for arguments.  They own nothing: the string or tensor stays the caller's. */
LUMA_API luma_value luma_nil(void);
LUMA_API luma_value luma_boolean(bool b);
LUMA_API luma_value luma_integer(int64_t i);
LUMA_API luma_value luma_number(double n);
LUMA_API luma_value luma_string(const char *text); /* zero-terminated */
LUMA_API luma_value luma_bytes(const void *data, size_t size);
LUMA_API luma_value luma_tensor_value(luma_tensor *tensor);

/* Ends a value that this state gave out, and makes it nil. */
LUMA_API void luma_value_clear(luma_State *state, luma_value *value);
LUMA_API void luma_unref(luma_State *state, luma_ref reference);

/* ---- running ------------------------------------------------------------------------------- */

/* Runs Lua source.  `name` is what messages call it ("main" gives main:3: …); a name that begins
** with @ or = is taken as Lua takes chunk names. */
LUMA_API bool luma_run_string(luma_State *state, const char *source, const char *name);
LUMA_API bool luma_run_file(luma_State *state, const char *path);

/* Compiles a chunk, without running it, into a handle for luma_call. */
LUMA_API luma_ref luma_load(luma_State *state, const char *source, size_t size, const char *name);

/* The value of a global, or of a field reached by dots ("model.forward"), as a handle.  LUMA_NO_REF
** with a message when it is nil. */
LUMA_API luma_ref luma_find(luma_State *state, const char *name);

/* Calls a function by handle.  `results` receives exactly `nresults` values, nil where the function
** returned fewer; they belong to the caller.  On failure they are all nil. */
LUMA_API bool luma_call(luma_State *state, luma_ref function, const luma_value *args, int nargs,
                        luma_value *results, int nresults);

/* Globals by name, or fields of tables that exist by dots ("config.rate"). */
LUMA_API bool luma_set(luma_State *state, const char *name, luma_value value);
LUMA_API bool luma_get(luma_State *state, const char *name, luma_value *value);

/* ---- functions of the host ----------------------------------------------------------------- */

#define LUMA_MAX_RESULTS 8

/* A C function that scripts call.  `args` are lent for the time of the call.  It fills `results`
** (nil at first, room for LUMA_MAX_RESULTS) and returns how many it set, or returns luma_fail(…).
** A tensor in `results` is given away to Luma; a string is copied once the function has returned,
** so it must not lie on its stack (luma_keep helps).  It may call back into the state, but must not
** leave by longjmp or a C++ exception. */
typedef int (*luma_function)(luma_State *state, void *data, const luma_value *args, int nargs,
                             luma_value *results);

/* Sets `name`, dots as in luma_set, to a function.  `data` is handed to it. */
LUMA_API bool luma_register(luma_State *state, const char *name, luma_function function,
                            void *data);

/* Sets `name` to an operation of the host that gradients pass through.  `forward` is called as any
** function of the host.  `backward` gets its arguments again, then its results, then one gradient for
** each result (nil where there is none), and gives one gradient for each argument, nil for what has
** none; fewer stand for nil.  Gradients are contiguous.  Both run without recording: the gradients
** cannot be differentiated again, which is an error.  Between them the tensors are kept as those of
** other operations. */
LUMA_API bool luma_register_operation(luma_State *state, const char *name, luma_function forward,
                                      luma_function backward, void *data);

/* Leaves a message for the script's error and returns -1. */
LUMA_API int luma_fail(luma_State *state, const char *format, ...) LUMA_PRINTF(2, 3);

/* A copy of bytes that lives until the host's function that runs now has returned and its results
** are taken; NULL without memory. */
LUMA_API const char *luma_keep(luma_State *state, const void *data, size_t size);

/* ---- tensors ------------------------------------------------------------------------------- */

typedef enum luma_dtype {
  LUMA_BOOL, /* one byte, 0 or 1 */
  LUMA_UINT8,
  LUMA_INT8,
  LUMA_INT16,
  LUMA_INT32,
  LUMA_INT64,
  LUMA_FLOAT16, /* IEEE binary16 */
  LUMA_BFLOAT16,
  LUMA_FLOAT32,
  LUMA_FLOAT64,
  LUMA_COMPLEX64, /* two floats: real, imaginary */
  LUMA_COMPLEX128
} luma_dtype;

LUMA_API size_t luma_dtype_size(luma_dtype dtype); /* bytes of an element; 0 for no dtype */

/* A tensor over the caller's memory, without a copy: `shape[0] * … * shape[ndim - 1]` elements in
** row-major order (last dimension fastest), aligned as their C type asks.  `shape` is copied.
** Operations in place write through to `data`.  When the last user of the memory is gone,
** `release(owner, data, bytes)` is called once, if not NULL, on whichever thread that happens.
** The memory does not count against the limit.  Returns a tensor for the caller to release, or NULL
** with a message, in which case `release` is not called. */
LUMA_API luma_tensor *
luma_tensor_from_memory(luma_State *state, void *data, luma_dtype dtype, int ndim,
                        const int64_t *shape,
                        void (*release)(void *owner, void *data, size_t bytes), void *owner);

/* A tensor that Luma allocates, filled from `data` (as above; NULL: left unset). */
LUMA_API luma_tensor *luma_tensor_new(luma_State *state, luma_dtype dtype, int ndim,
                                      const int64_t *shape, const void *data);

/* References: counted across threads. NULL is fine for both. */
LUMA_API luma_tensor *luma_tensor_retain(luma_tensor *tensor);
LUMA_API void luma_tensor_release(luma_tensor *tensor);

LUMA_API luma_dtype luma_tensor_dtype(const luma_tensor *tensor);
LUMA_API int luma_tensor_ndim(const luma_tensor *tensor);
LUMA_API const int64_t *luma_tensor_shape(const luma_tensor *tensor);   /* ndim sizes */
LUMA_API const int64_t *luma_tensor_strides(const luma_tensor *tensor); /* ndim, in elements */
LUMA_API int64_t luma_tensor_numel(const luma_tensor *tensor);
LUMA_API bool luma_tensor_contiguous(const luma_tensor *tensor); /* elements in row-major order */

/* The first element, for reading and writing through the strides; NULL when the tensor is not on
** the CPU or was freed by the script.  Valid while the tensor is held. */
LUMA_API void *luma_tensor_data(const luma_tensor *tensor);

/* Copies the elements, as `dtype`, in row-major order to `out`, whatever the tensor's device, dtype
** and strides.  `bytes`, the room at `out`, must be numel times the size of `dtype`. */
LUMA_API bool luma_tensor_copy(luma_State *state, luma_tensor *tensor, luma_dtype dtype, void *out,
                               size_t bytes);

#ifdef __cplusplus
}
#endif
#endif
