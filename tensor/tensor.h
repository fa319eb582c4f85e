/* The core of Luma: tensors, operations and their gradients, in plain C.
**
** Every operation takes borrowed references and returns a new one, or NULL after `lm_fail` has left
** a message with the calling thread; an operation given NULL returns NULL, so that a formula is one
** expression.  While a scope is open (see below) results belong to the scope instead of the caller.
** Sizes are 64-bit; dimensions and positions count from 0 here and from 1 in messages and in Lua.
** Nothing in this library prints, exits or jumps.
*/
#ifndef LM_TENSOR_H
#define LM_TENSOR_H

#ifdef __cplusplus
#define LM_ATOMIC(type) type /* the plug-in never touches these */
extern "C" {
#else
#define LM_ATOMIC(type) _Atomic type
#endif

#include "tensor/dtype.h"
#include "tensor/args.h"

#define LM_MAX_DIMS 16 /* more dimensions than this is an error that says so */
#define LM_MAX_ARGS 14
#define LM_MAX_RESULTS 4

typedef struct lm_tensor lm_tensor;
typedef struct lm_storage lm_storage;
typedef struct lm_node lm_node;
typedef struct lm_context lm_context;
typedef struct lm_generator lm_generator;

/* A device: kind in the high byte, the driver's number below it. */
typedef int32_t lm_device;
#define LM_CPU ((lm_device)0)
#define LM_CUDA(i) ((lm_device)(0x100 + (i)))
#define LM_DEVICE_NONE ((lm_device)-1)
#define LM_DEVICE_KIND(d) ((d) >> 8) /* 0 is cpu, 1 is cuda */
#define LM_DEVICE_INDEX(d) ((d)&0xff)
#define LM_DEVICE_KINDS 2

/* A list of integers: sizes, dimensions, repeats. */
typedef struct lm_ints {
  int n;
  int64_t v[LM_MAX_DIMS];
} lm_ints;
#define LM_NO_DIM INT64_MIN /* an optional dimension that was not given */

/* Which norm: a number, one with a name ("fro"), or not said. */
typedef struct lm_ord {
  const char *name; /* NULL: a number */
  double p;         /* NaN: not said */
} lm_ord;
#define LM_ORD_NONE ((lm_ord){NULL, __builtin_nan("")})
static inline bool lm_ord_given(lm_ord o) { return o.name || o.p == o.p; }

/* A list of numbers. */
typedef struct lm_floats {
  int n;
  double v[LM_MAX_DIMS];
} lm_floats;

/* Integers without a limit to their number. */
typedef struct lm_longs {
  bool number; /* one number was given, not a list of one */
  int64_t n;
  const int64_t *v;
} lm_longs;

/* A list of tensors.  As an argument it is borrowed; as a result it owns one reference to each. */
typedef struct lm_list {
  int64_t n;
  lm_tensor **v;
} lm_list;

/* Several results: as many as the operation's row says. */
typedef struct lm_tuple {
  lm_tensor *v[LM_MAX_RESULTS];
} lm_tuple;

/* One boxed argument; which member holds is said by the row of the operation. */
typedef union lm_arg {
  lm_tensor *t;
  const lm_list *list;
  lm_scalar s;
  const lm_scalar *so;
  int64_t i;
  double f;
  bool b;
  const lm_ints *ints;
  const lm_floats *floats;
  const lm_longs *longs;
  lm_dtype dtype;
  lm_device device;
  const char *str;
  lm_ord ord;
  lm_generator *gen;
} lm_arg;

/* ---- errors ------------------------------------------------------------------------------- */

/* Leaves a message with this thread and returns NULL.  The form is "operation: what was wrong and
** what would be right".  The first message stays until `lm_clear_error`. */
void *lm_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Adds to the pending message, if there is one. */
void lm_fail_more(const char *format, ...) __attribute__((format(printf, 1, 2)));
const char *lm_error(void); /* the pending message, or NULL */
void lm_clear_error(void);

/* ---- references and scopes ---------------------------------------------------------------- */

lm_tensor *lm_retain(lm_tensor *t); /* NULL gives NULL */
void lm_release(lm_tensor *t);      /* NULL is fine */
void lm_list_free(lm_list *list);   /* releases the tensors and the list; NULL is fine */

/* Between open and close, the results of operations (lm_NAME, the shorthands and lm_wrap) belong to
** the scope, and closing releases them; what constructors such as lm_new return is always the
** caller's.  Rules, kernels and composites run inside a scope of their own.  `lm_scope_close` takes a result along: it gets a reference of its own
** (which belongs to the scope outside, where there is one).  Scopes nest, one stack per thread. */
typedef size_t lm_scope;
lm_scope lm_scope_open(void);
lm_tensor *lm_scope_close(lm_scope scope, lm_tensor *result);
/* A callback into foreign code runs as if no scope were open. */
int lm_scope_suspend(void);
void lm_scope_resume(int scopes);
/* Gives a tensor the caller owns to the open scope, if there is one; returns it. */
lm_tensor *lm_scoped(lm_tensor *t);

/* ---- tensors ------------------------------------------------------------------------------ */

struct lm_storage {
  LM_ATOMIC(int) refs;
  uint32_t version;       /* how often its elements were changed in place */
  const char *changed_by; /* the operation that did so last */
  lm_device device;
  void *data;
  size_t bytes;
  void (*release)(void *owner, void *data, size_t bytes); /* NULL: the device's allocator */
  void *owner;
  struct lm_account *account; /* who is charged for the bytes */
};

struct lm_tensor {
  LM_ATOMIC(int) refs;
  int8_t dtype, ndim;
  bool requires_grad; /* of a leaf; a result that has `grad_fn` requires it too */
  bool wrapped;       /* made from a Lua number: weak in promotion */
  bool parameter;     /* nn.Parameter */
  bool inference;
  bool freed; /* t:free() was called: every use is an error */
  lm_device device;
  lm_storage *storage;
  int64_t offset; /* in elements */
  int64_t numel;
  /* autograd */
  lm_node *grad_fn;      /* the node that made it, or NULL */
  int32_t result;        /* which of the node's results it is */
  uint32_t view_version; /* storage version when grad_fn of a view was last right */
  lm_tensor *base;       /* of a view: the tensor whose storage it shares */
  struct lm_leaf *leaf;  /* gradient, hooks and flags, made when first needed */
  int64_t sizes[LM_MAX_DIMS];
  int64_t strides[LM_MAX_DIMS]; /* in elements */
};

/* A view asks its base where that was changed in place since. */
static inline bool lm_requires_grad(const lm_tensor *t) {
  return t->requires_grad || t->grad_fn ||
         (t->base && t->base->grad_fn && t->storage && t->view_version != t->storage->version);
}
static inline int64_t lm_numel(const lm_tensor *t) { return t->numel; }
static inline char *lm_data(const lm_tensor *t) {
  return (char *)t->storage->data + (size_t)t->offset * lm_dtypes[t->dtype].size;
}
bool lm_is_contiguous(const lm_tensor *t);
bool lm_same_shape(const lm_tensor *a, const lm_tensor *b);

/* A new tensor with unset elements, contiguous.  Fails on negative sizes, products past 2^63, and
** when memory or the state's limit is used up. */
lm_tensor *lm_new(int ndim, const int64_t *sizes, lm_dtype dtype, lm_device device);
lm_tensor *lm_new_like(const lm_tensor *t, lm_dtype dtype);
/* A 0-dim tensor on the CPU that is weak in promotion, as numbers in formulas are. */
lm_tensor *lm_wrap(lm_scalar s);
/* A tensor over memory that somebody else owns; `release(owner, data, bytes)` is called when the
** last view is gone. */
lm_tensor *lm_from_memory(void *data, int ndim, const int64_t *sizes, lm_dtype dtype,
                          void (*release)(void *, void *, size_t), void *owner);
/* A tensor that shares t's storage with another geometry; registers t's base for autograd.
** For shape rules of views: bounds are the caller's duty. */
lm_tensor *lm_as_view(lm_tensor *t, int ndim, const int64_t *sizes, const int64_t *strides,
                      int64_t offset);

/* Elements from and to the host, whatever the device, dtype and strides. */
bool lm_get_scalar(lm_tensor *t, lm_scalar *value); /* of a one-element tensor, not complex */
bool lm_get_complex(lm_tensor *t,
                    double parts[2]); /* the same of any dtype: real part, imaginary */

/* "(2, 3)" into a buffer that later calls of this thread reuse in turn (8 of them). */
const char *lm_shape_text(const lm_tensor *t);
const char *lm_sizes_text(int ndim, const int64_t *sizes);
const char *lm_device_name(lm_device d);       /* likewise */
lm_device lm_device_by_name(const char *name); /* LM_DEVICE_NONE when there is no such name */

/* Brings a dimension into 0 .. ndim-1; fails with the operation's name (0-dim tensors take -1 and 0).*/
bool lm_wrap_dim(const char *op, int64_t *dim, int ndim);
/* A mask of dimensions (NULL or empty: all of them). */
bool lm_dim_mask(const char *op, const lm_ints *dims, int ndim, uint32_t *mask);

/* Broadcasting of sizes; fails with both shapes named. */
bool lm_broadcast(const char *op, const lm_tensor *a, const lm_tensor *b, lm_ints *out);
/* Widens `shape` to what it and sizes broadcast to; fails with both named. */
bool lm_broadcast_sizes(const char *op, lm_ints *shape, int ndim, const int64_t *sizes);
/* A view of t with these sizes, without a node (for rules and kernels). */
lm_tensor *lm_expanded(lm_tensor *t, int ndim, const int64_t *sizes);

/* ---- context: what belongs to one interpreter state ---------------------------------------- */

#include "tensor/context.h"

/* ---- operations ---------------------------------------------------------------------------- */

typedef enum lm_op_id {
#define OP(kind, name, results, args, keeps, flags, doc) LM_OP_##name,
#include "tensor/ops.def"
  LM_OP_COUNT
} lm_op_id;

/* One C function for each row: lm_NAME. */
#define LM_RETURN_1 lm_tensor *
#define LM_RETURN_2 lm_tuple
#define LM_RETURN_3 lm_tuple
#define LM_RETURN_4 lm_tuple
#define LM_RETURN_LIST lm_list *
#define OP(kind, name, results, args, keeps, flags, doc) \
  LM_CAT(LM_RETURN_, results) lm_##name(LM_PROTO(args));
#include "tensor/ops.def"

/* Shorthands for formulas with numbers. */
lm_tensor *lm_add_s(lm_tensor *a, double b);
lm_tensor *lm_mul_s(lm_tensor *a, double b);
lm_tensor *lm_div_s(lm_tensor *a, double b);
lm_tensor *lm_pow_s(lm_tensor *a, double b);
lm_tensor *lm_rsub_s(double a, lm_tensor *b); /* a - b */
lm_tensor *lm_sum_all(lm_tensor *a);

#ifdef __cplusplus
}
#endif
#endif
