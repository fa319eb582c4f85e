/* Pointwise rows on the CPU.
**
** A kernel knows contiguous elements of its compute dtype and nothing else.  What lies so already is
** handed to it as it is; the rest goes by blocks through buffers, gathered and converted on the way
** in and scattered and converted on the way out.  So every layout and every mix of dtypes runs on the
** same few loops.
*/
#include "tensor/cpu/cpu.h"
#include "tensor/cpu/isa.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/cpu/iter.h"
#include "tensor/cpu/parallel.h"

#include <float.h>
#include <math.h>
#include <string.h>

LM_ISA_TABLE(lm_pointwise_table, lm_pointwise_kernels)
LM_ISA_TABLE(lm_complex_table, lm_complex_kernels)
LM_ISA_TABLE(lm_cast_table, lm_casts)

#define OPERANDS 4 /* the result and at most three */
#define BLOCK 512  /* elements of a buffer, of 8 bytes: the four stay in the first-level cache */

/* One operation, as all threads that work at it see it. */
typedef struct job {
  lm_pointwise_kernel kernel;
  int n;                         /* operands; number 0 is the result */
  int64_t size[OPERANDS];        /* bytes of an element, as the kernel wants it */
  lm_cast_kernel cast[OPERANDS]; /* to (for the result: from) what the kernel wants */
  bool same[OPERANDS];           /* the dtype is what the kernel wants */
  int64_t block;                 /* elements of a buffer */
  int64_t params[4];             /* four of the compute type; unused ones are 0 */
  lm_iter it;
} job;

/* ---- numbers ---- */

/* A number in a compute dtype.  Integers wrap, as they do within tensors; `limit` is for bounds, which
** must not: a bound that the dtype does not reach is its end. */
static void store_number(void *to, int i, lm_dtype dtype, lm_scalar s, bool limit) {
  int64_t v = lm_scalar_i(s);
#define INTEGER(T, low, high) \
  ((T *)to)[i] = (T)(limit && v < (low) ? (low) : limit && v > (high) ? (high) : v)
  switch (dtype) {
  case LM_BOOL: ((bool *)to)[i] = s.kind == LM_SCALAR_FLOAT ? s.f != 0 : s.i != 0; break;
  case LM_U8: INTEGER(uint8_t, 0, UINT8_MAX); break;
  case LM_I8: INTEGER(int8_t, INT8_MIN, INT8_MAX); break;
  case LM_I16: INTEGER(int16_t, INT16_MIN, INT16_MAX); break;
  case LM_I32: INTEGER(int32_t, INT32_MIN, INT32_MAX); break;
  case LM_I64: ((int64_t *)to)[i] = v; break;
  case LM_F64: ((double *)to)[i] = lm_scalar_f(s); break;
  default: ((float *)to)[i] = (float)lm_scalar_f(s);
  }
#undef INTEGER
}

/* The largest finite number of a float dtype. */
static double largest(lm_dtype d) {
  return d == LM_F64 ? DBL_MAX : d == LM_F16 ? 65504 : d == LM_BF16 ? 0x1.fep127 : FLT_MAX;
}

/* The row's arguments that are not tensors, in the compute dtype.  A nil stands for the bound that
** changes nothing, or in nan_to_num for the largest number of the result. */
static void store_params(void *to, lm_op_id op, const lm_scalar *params, lm_dtype dtype,
                         lm_dtype result) {
  int n = lm_ops[op].n_params - lm_ops[op].n_tensors;
  bool bounds = op == LM_OP_clamp_number || op == LM_OP_clamp_backward;
  for (int i = 0; i < n && i < 4; i++) {
    lm_scalar s = params[i];
    if (s.kind == LM_SCALAR_NONE) {
      if (bounds)
        s = lm_float(i == 0 ? -INFINITY : INFINITY);
      else
        s = lm_float(i == 1 ? largest(result) : -largest(result));
    }
    store_number(to, i, dtype, s, bounds);
  }
}

/* ---- rows ---- */

static void run_row(void *ctx, char **p, const int64_t *stride, int64_t n) {
  const job *j = ctx;
  bool direct[OPERANDS], all = true;
  for (int k = 0; k < j->n; k++) all &= direct[k] = j->same[k] && stride[k] == j->size[k];
  if (all) {
    j->kernel(p[0], p[1], p[2], p[3], j->params, n);
    return;
  }
  _Alignas(64) char buffer[OPERANDS][BLOCK * sizeof(int64_t)];
  const char *from[OPERANDS] = {NULL};
  for (int64_t done = 0; done < n; done += j->block) {
    const int64_t count = n - done < j->block ? n - done : j->block;
    for (int k = 1; k < j->n; k++) {
      from[k] = direct[k] ? p[k] : buffer[k];
      /* What stands still along the row is spread only once. */
      if (!direct[k] && (done == 0 || stride[k] != 0))
        j->cast[k](buffer[k], j->size[k], p[k], stride[k], count);
      p[k] += count * stride[k];
    }
    j->kernel(direct[0] ? p[0] : buffer[0], from[1], from[2], from[3], j->params, count);
    if (!direct[0]) j->cast[0](p[0], stride[0], buffer[0], j->size[0], count);
    p[0] += count * stride[0];
  }
}

static void run_range(void *ctx, int64_t begin, int64_t end) {
  job *j = ctx;
  lm_iter_walk(&j->it, begin, end, run_row, j);
}

/* ---- special cases ---- */

static bool is_number(const lm_tensor *t) {
  for (int d = 0; d < t->ndim; d++)
    if (t->sizes[d] != 1 && t->strides[d] != 0) return false;
  return true;
}

/* x^2 is x * x, and so on: PyTorch's results, a tenth of the time.  Other powers keep the row. */
static lm_op_id cheaper_power(lm_tensor *const *in, lm_dtype compute) {
  if (!lm_is_inexact(compute) || !is_number(in[1]) || lm_is_complex((lm_dtype)in[1]->dtype))
    return LM_OP_pow;
  double exponent;
  lm_casts()->cast[in[1]->dtype][LM_F64](&exponent, 8, lm_data(in[1]), 8, 1);
  return exponent == 2                                ? LM_OP_square
         : exponent == 0.5                            ? LM_OP_sqrt
         : exponent == -1                             ? LM_OP_reciprocal
         : exponent == -0.5 && lm_is_complex(compute) ? LM_OP_rsqrt
                                                      : LM_OP_pow;
}

/* Tells the complex kernel of pow whether a script's number is the exponent (complex.h). */
static void mark_number(void *params, lm_dtype type, bool number) {
  memset(params, 0, 4 * sizeof(double));
  store_number(params, 0, lm_real_dtype(type), lm_int(number), false);
}

typedef struct zero_search {
  lm_cast_kernel to_bool;
  bool found;
} zero_search;

static void search_row(void *ctx, char **p, const int64_t *stride, int64_t n) {
  zero_search *s = ctx;
  uint8_t nonzero[BLOCK];
  if (stride[0] == 0) n = 1;
  for (int64_t done = 0; done < n && !s->found; done += BLOCK) {
    int64_t count = n - done < BLOCK ? n - done : BLOCK;
    s->to_bool(nonzero, 1, p[0] + done * stride[0], stride[0], count);
    s->found = memchr(nonzero, 0, (size_t)count) != NULL;
  }
}

/* Integer division asks before it changes anything; floats have their infinities. */
static bool check_divisor(lm_op_id op, lm_tensor *divisor) {
  zero_search s = {lm_casts()->cast[divisor->dtype][LM_BOOL], false};
  lm_iter it;
  lm_iter_init(&it, 1, &divisor);
  lm_iter_walk(&it, 0, it.numel, search_row, &s);
  return !s.found || lm_fail("%s: division by zero", lm_ops[op].name);
}

static bool divides(lm_op_id op) {
  return op == LM_OP_floor_divide || op == LM_OP_trunc_divide || op == LM_OP_remainder ||
         op == LM_OP_fmod;
}

/* ---- the whole ---- */

/* A job's row when all operands are contiguous or single numbers: most calls.  False when not. */
static bool one_row(lm_tensor *const *t, int n, int64_t *stride) {
  for (int k = 0; k < n; k++) {
    if (lm_is_contiguous(t[k]))
      stride[k] = (int64_t)lm_dtype_size((lm_dtype)t[k]->dtype);
    else if (k > 0 && is_number(t[k]))
      stride[k] = 0;
    else
      return false;
  }
  return true;
}

static lm_dtype result_dtype(const lm_pointwise *row, lm_dtype type) {
  return row->bool_result ? LM_BOOL : row->real_result ? lm_real_dtype(type) : type;
}

static lm_pointwise_kernel kernel_of(lm_op_id op, lm_dtype type) {
  if (lm_is_complex(type)) return lm_complex_kernels()->kernel[op][type - LM_C64];
  return lm_pointwise_kernels()->kernel[op][type];
}

/* True when every operand has the dtype that the kernel computes in, dense or of one element: such a
** call of few elements, as scripts make them by the thousand, needs no preparation. */
static bool is_plain(lm_tensor *out, lm_tensor *const *in, int n, const lm_pointwise *row,
                     lm_dtype type) {
  if (out->dtype != (int8_t)result_dtype(row, type)) return false;
  if (out->numel > 1 && !lm_is_contiguous(out)) return false;
  for (int k = 0; k < n; k++) {
    if (in[k]->dtype != (int8_t)(k == 0 && row->first_is_bool ? LM_BOOL : type)) return false;
    if (out->numel > 1 && !lm_is_contiguous(in[k])) return false;
  }
  return true;
}

bool lm_cpu_pointwise(lm_op_id op, lm_tensor *out, lm_tensor *const *in, int n,
                      const lm_scalar *params, lm_dtype compute) {
  if (out->numel == 0) return true;
  if (divides(op) && lm_is_integral(compute) && !check_divisor(op, in[1])) return false;
  if (op == LM_OP_pow && (op = cheaper_power(in, compute)) != LM_OP_pow) n = 1;

  const lm_pointwise *row = &lm_pointwise_rows[op];
  const lm_dtype type = compute == LM_F16 || compute == LM_BF16 ? LM_F32 : compute;
  job j;
  j.kernel = kernel_of(op, type);
  if (j.kernel == NULL)
    return lm_fail("%s: there is no such operation on %s", lm_ops[op].name,
                   lm_dtypes[compute].name);
  j.n = n + 1;
  memset(j.params, 0, sizeof j.params); /* kernels read all of them */
  if (lm_ops[op].n_params > lm_ops[op].n_tensors)
    store_params(j.params, op, params, lm_real_dtype(type), lm_real_dtype((lm_dtype)out->dtype));
  if (op == LM_OP_pow && lm_is_complex(type)) mark_number(j.params, type, in[1]->wrapped);
  int64_t grain =
      lm_set_of_reals(row->dtypes) == LM_SET_FLOATS || op == LM_OP_pow ? LM_GRAIN_MATH : LM_GRAIN;
  if (out->numel <= grain && is_plain(out, in, n, row, type)) {
    j.kernel(lm_data(out), lm_data(in[0]), n > 1 ? lm_data(in[1]) : NULL,
             n > 2 ? lm_data(in[2]) : NULL, j.params, out->numel);
    return true;
  }
  const lm_cast_table *casts = lm_casts();
  lm_tensor *t[OPERANDS] = {out};
  j.block = lm_is_complex(type) ? BLOCK / 2 : BLOCK;
  for (int k = 0; k < j.n; k++) {
    if (k > 0) t[k] = in[k - 1];
    lm_dtype has = (lm_dtype)t[k]->dtype, wanted = k == 0 ? result_dtype(row, type)
                                                   : k == 1 && row->first_is_bool ? LM_BOOL
                                                                                  : type;
    j.size[k] = (int64_t)lm_dtype_size(wanted);
    j.cast[k] = k == 0 ? casts->cast[wanted][has] : casts->cast[has][wanted];
    j.same[k] = has == wanted;
    if (j.cast[k] == NULL)
      return lm_fail("%s: %s is not available yet", lm_ops[op].name, lm_dtypes[has].name);
  }

  int64_t stride[OPERANDS];
  if (out->numel <= grain && one_row(t, j.n, stride)) {
    char *p[OPERANDS] = {NULL};
    for (int k = 0; k < j.n; k++) p[k] = lm_data(t[k]);
    run_row(&j, p, stride, out->numel);
    return true;
  }
  lm_iter_init(&j.it, j.n, t);
  return lm_parallel(out->numel, grain, run_range, &j);
}
