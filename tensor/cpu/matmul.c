/* Matrix products of tensors on the CPU: operands of any strides, batches, bias.
**
** A matrix whose rows or columns lie together goes to the libraries as it is, transposed or not;
** others are copied first.  Half precision is computed in float32.
*/
#include "tensor/cpu/gemm.h"
#include "tensor/cpu/onednn_matmul.h"
#include "tensor/cpu/parallel.h"
#include "tensor/backend.h"

#include <string.h>

/* Multiplications for which a thread is worth while: about 20 us of a plain loop, 2 of a library. */
#define WORK_PER_BLOCK (1 << 17)
/* Products of matrices above this use all threads one after another rather than side by side. */
#define LARGE_MATRIX (1 << 21)

/* An operand: a batch of matrices, `batch` elements apart. */
typedef struct matrix {
  lm_tensor *copy; /* owned, or NULL */
  const char *data;
  int64_t ld, batch;
  bool transposed;
} matrix;

static lm_dtype compute_dtype(const lm_tensor *t) {
  return t->dtype == LM_F16 || t->dtype == LM_BF16 ? LM_F32 : (lm_dtype)t->dtype;
}

/* True when the matrix of the last two dimensions needs no copy; sets ld and transposed. */
static bool describe(matrix *m, const lm_tensor *t) {
  int64_t rows = t->sizes[t->ndim - 2], columns = t->sizes[t->ndim - 1];
  int64_t down = t->strides[t->ndim - 2], right = t->strides[t->ndim - 1];
  m->data = lm_data(t);
  m->batch = t->ndim > 2 ? t->strides[t->ndim - 3] : 0;
  m->transposed = false;
  m->ld = rows > 1 ? down : columns;
  if ((right == 1 || columns <= 1) && m->ld >= columns) return m->ld > 0 || (m->ld = 1);
  m->transposed = true;
  m->ld = columns > 1 ? right : rows;
  return (down == 1 || rows <= 1) && m->ld >= rows && m->ld > 0;
}

/* Makes an operand of a tensor with 2 or 3 dimensions; released with `done_with`. */
static bool prepare(matrix *m, lm_tensor *t) {
  lm_dtype dtype = compute_dtype(t);
  m->copy = NULL;
  if (t->dtype == dtype && describe(m, t)) return true;
  bool broadcast = t->ndim == 3 && t->strides[0] == 0; /* one matrix stands for all */
  lm_tensor *source =
      broadcast ? lm_as_view(t, 2, t->sizes + 1, t->strides + 1, t->offset) : lm_retain(t);
  m->copy = source ? lm_new_like(source, dtype) : NULL;
  bool ok = m->copy && lm_copy_elements(m->copy, source);
  lm_release(source);
  if (ok) return describe(m, m->copy);
  lm_release(m->copy);
  m->copy = NULL;
  return false;
}

static void done_with(matrix *m) { lm_release(m->copy); }

/* ---- one product ---- */

typedef struct product {
  cpu_gemm g;
  lm_dtype dtype;
  lm_scalar alpha, beta;
  const char *a, *b;
  char *c;
  int64_t batch_a, batch_b, batch_c; /* bytes */
} product;

#define LOOP(name, T)                                                             \
  cpu_gemm_loops()->name(g, (T)lm_scalar_i(p->alpha), (const T *)a, (const T *)b, \
                         (T)lm_scalar_i(p->beta), (T *)c)

static void multiply(const product *p, const cpu_gemm *g, const char *a, const char *b, char *c) {
  switch (p->dtype) {
  case LM_F32:
    cpu_gemm_f32(g, (float)lm_scalar_f(p->alpha), (const float *)a, (const float *)b,
                 (float)lm_scalar_f(p->beta), (float *)c);
    return;
  case LM_F64:
    cpu_gemm_f64(g, lm_scalar_f(p->alpha), (const double *)a, (const double *)b,
                 lm_scalar_f(p->beta), (double *)c);
    return;
  case LM_C64:
    cpu_gemm_c64(g, lm_scalar_f(p->alpha), (const lm_c64 *)a, (const lm_c64 *)b,
                 lm_scalar_f(p->beta), (lm_c64 *)c);
    return;
  case LM_C128:
    cpu_gemm_c128(g, lm_scalar_f(p->alpha), (const lm_c128 *)a, (const lm_c128 *)b,
                  lm_scalar_f(p->beta), (lm_c128 *)c);
    return;
  case LM_U8:
  case LM_I8: LOOP(u8, uint8_t); return;
  case LM_I16: LOOP(u16, uint16_t); return;
  case LM_I32: LOOP(u32, uint32_t); return;
  case LM_I64: LOOP(u64, uint64_t); return;
  default: return;
  }
}

/* Rows begin .. end - 1 of the first product: for integers, whose loops use one thread. */
static void multiply_rows(void *data, int64_t begin, int64_t end) {
  const product *p = data;
  int64_t size = (int64_t)lm_dtype_size(p->dtype);
  cpu_gemm g = p->g;
  g.m = end - begin;
  multiply(p, &g, p->a + begin * (g.ta ? 1 : g.lda) * size, p->b, p->c + begin * g.ldc * size);
}

static void multiply_batches(void *data, int64_t begin, int64_t end) {
  const product *p = data;
  for (int64_t i = begin; i < end; i++)
    multiply(p, &p->g, p->a + i * p->batch_a, p->b + i * p->batch_b, p->c + i * p->batch_c);
}

/* Elements (or products) into blocks of about WORK_PER_BLOCK multiplications. */
static int64_t grain(double work) { return (int64_t)(WORK_PER_BLOCK / (work + 1)) + 1; }

static bool run(product *p, int64_t batches) {
  const cpu_gemm *g = &p->g;
  if (g->m == 0 || g->n == 0 || batches == 0) return true;
  double work = (double)g->m * (double)g->n * (double)g->k;
  bool library = !lm_is_integral(p->dtype);
  if (batches > 1 && (!library || work < LARGE_MATRIX || batches >= 2 * lm_num_threads()))
    return lm_parallel(batches, grain(work), multiply_batches, p);
  for (int64_t i = 0; i < batches; i++) {
    if (library)
      multiply_batches(p, i, i + 1);
    else if (!lm_parallel(g->m, grain(work / (double)g->m), multiply_rows, p))
      return false;
  }
  return true;
}

/* out = alpha * a * b + beta * out; all of two dimensions, or all of three.  With b_transposed, b is
** given as (..., n, k). */
static bool multiply_tensors(lm_tensor *out, lm_tensor *a, lm_tensor *b, bool b_transposed,
                             lm_scalar alpha, lm_scalar beta) {
  matrix x, y;
  if (!prepare(&x, a)) return false;
  if (!prepare(&y, b)) {
    done_with(&x);
    return false;
  }
  int last = out->ndim - 1;
  int64_t size = (int64_t)lm_dtype_size((lm_dtype)out->dtype), n = out->sizes[last];
  product p = {.g = {.ta = x.transposed,
                     .tb = y.transposed != b_transposed,
                     .m = out->sizes[last - 1],
                     .n = n,
                     .k = a->sizes[a->ndim - 1],
                     .lda = x.ld,
                     .ldb = y.ld,
                     .ldc = n > 0 ? n : 1},
               .dtype = (lm_dtype)out->dtype,
               .alpha = alpha,
               .beta = beta,
               .a = x.data,
               .b = y.data,
               .c = lm_data(out),
               .batch_a = x.batch * size,
               .batch_b = y.batch * size,
               .batch_c = out->sizes[last - 1] * n * size};
  bool ok = run(&p, last == 2 ? out->sizes[0] : 1);
  done_with(&x);
  done_with(&y);
  return ok;
}

/* ---- results in half precision are made as float32 and rounded once ---- */

static lm_tensor *result_of(lm_call *c) {
  lm_tensor *out = c->out[0];
  lm_dtype dtype = compute_dtype(out);
  return dtype == out->dtype ? lm_retain(out) : lm_new_like(out, dtype);
}

static bool finish(lm_call *c, lm_tensor *result, bool ok) {
  if (ok && result != c->out[0]) ok = lm_copy_elements(c->out[0], result);
  lm_release(result);
  return ok;
}

/* ---- bfloat16 where the processor multiplies it ---- */

/* False where one of the strides of the matrices must be 1 and is not. */
static bool matrices_of(cpu_matrices *m, const lm_tensor *t, bool transposed) {
  int last = t->ndim - 1;
  bool one_row = t->sizes[last - 1] <= 1, one_column = t->sizes[last] <= 1;
  *m = (cpu_matrices){lm_data(t), t->ndim > 2 ? t->strides[0] : 0,
                      one_row ? t->sizes[last] : t->strides[last - 1],
                      one_column ? 1 : t->strides[last]};
  if (m->down < 1 || m->right < 1 || (m->right != 1 && m->down != 1)) return false;
  if (transposed) {
    int64_t down = m->down;
    m->down = m->right;
    m->right = down;
  }
  return true;
}

/* out = a * b, or b transposed, + bias; false without a message when it was not computed. */
static bool half_by_library(lm_tensor *out, const lm_tensor *a, const lm_tensor *b,
                            bool b_transposed, const lm_tensor *bias) {
  if (out->dtype != LM_BF16 || out->numel == 0 || !cpu_dnnl_has_bf16()) return false;
  cpu_matrices x, y;
  int last = out->ndim - 1;
  return matrices_of(&x, a, false) && matrices_of(&y, b, b_transposed) &&
         (bias == NULL || lm_is_contiguous(bias)) &&
         cpu_dnnl_matmul(LM_BF16, last == 2 ? out->sizes[0] : 1, out->sizes[last - 1],
                         out->sizes[last], a->sizes[last], &x, &y, bias ? lm_data(bias) : NULL,
                         lm_data(out));
}

/* ---- kernels ---- */

bool cpu_mm(lm_call *c) {
  if (half_by_library(c->out[0], A(0).t, A(1).t, false, NULL)) return true;
  lm_tensor *out = result_of(c);
  return finish(c, out, out && multiply_tensors(out, A(0).t, A(1).t, false, lm_int(1), lm_int(0)));
}

bool cpu_bmm(lm_call *c) { return cpu_mm(c); }

typedef struct sum_plan {
  float *product;
  const float *base;
  float alpha, beta;
} sum_plan;

/* product = alpha * product + beta * base, of which only the first is rounded: a double holds the
** second whole. */
static void add_base(void *data, int64_t begin, int64_t end) {
  const sum_plan *s = data;
  for (int64_t i = begin; i < end; i++) {
    float scaled = s->alpha * s->product[i];
    s->product[i] = (float)((double)s->beta * (double)s->base[i] + (double)scaled);
  }
}

/* In half precision sums lie on the ties of the last rounding often enough for the order of the
** others to show: this one is PyTorch's, and the paths of Newton and Schulz's iteration with it. */
static bool add_product(lm_tensor *out, const lm_call *c) {
  lm_tensor *base = lm_new_like(out, LM_F32), *self = lm_expanded(A(0).t, 2, out->sizes);
  bool ok = base && self && lm_copy_elements(base, self) &&
            multiply_tensors(out, A(1).t, A(2).t, false, lm_int(1), lm_int(0));
  if (ok) {
    sum_plan s = {(float *)lm_data(out), (const float *)lm_data(base), (float)lm_scalar_f(A(4).s),
                  (float)lm_scalar_f(A(3).s)};
    ok = lm_parallel(lm_numel(out), LM_GRAIN, add_base, &s);
  }
  lm_release(self);
  lm_release(base);
  return ok;
}

bool cpu_addmm(lm_call *c) {
  lm_tensor *out = result_of(c), *self = A(0).t;
  bool ok = out != NULL, with_self = lm_scalar_f(A(3).s) != 0;
  if (ok && with_self && out != c->out[0]) return finish(c, out, add_product(out, c));
  if (ok && with_self) {
    lm_tensor *base = lm_expanded(self, 2, out->sizes);
    ok = base && lm_copy_elements(out, base);
    lm_release(base);
  }
  ok = ok && multiply_tensors(out, A(1).t, A(2).t, false, A(4).s, A(3).s);
  return finish(c, out, ok);
}

typedef struct spread {
  char *out;
  const char *row;
  int64_t bytes;
} spread;

static void spread_rows(void *data, int64_t begin, int64_t end) {
  const spread *s = data;
  for (int64_t i = begin; i < end; i++) memcpy(s->out + i * s->bytes, s->row, (size_t)s->bytes);
}

/* The bias in each row of out, the rows of result. */
static bool spread_bias(lm_tensor *result, lm_tensor *out, lm_tensor *bias) {
  if (bias->ndim != 1 || bias->sizes[0] != out->sizes[1]) return lm_copy_elements(result, bias);
  int64_t n = bias->sizes[0];
  lm_tensor *row = bias;
  if (bias->dtype != out->dtype || !lm_is_contiguous(bias)) {
    row = lm_new_like(bias, (lm_dtype)out->dtype);
    if (row == NULL) return false;
    if (!lm_copy_elements(row, bias)) {
      lm_release(row);
      return false;
    }
  }
  bool ok = true;
  if (lm_numel(out) > 0) {
    spread s = {lm_data(out), lm_data(row), n * (int64_t)lm_dtype_size((lm_dtype)out->dtype)};
    ok = lm_parallel(lm_numel(out) / n, LM_GRAIN / n + 1, spread_rows, &s);
  }
  if (row != bias) lm_release(row);
  return ok;
}

/* t as a matrix of its last dimension's rows, owned by the caller; copied where strides ask for it. */
static lm_tensor *rows_of(lm_tensor *t, int64_t rows) {
  if (t->ndim == 2) return lm_retain(t);
  int last = t->ndim - 1;
  int64_t sizes[] = {rows, t->sizes[last]}, strides[] = {t->sizes[last], t->strides[last]};
  bool even = true; /* the rows lie at one distance */
  for (int i = 0; i + 1 < last; i++)
    if (t->sizes[i] != 1 && t->strides[i] != t->strides[i + 1] * t->sizes[i + 1]) even = false;
  if (last > 0) strides[0] = t->strides[last - 1];
  if (even) return lm_as_view(t, 2, sizes, strides, t->offset);
  lm_tensor *copy = lm_new_like(t, (lm_dtype)t->dtype), *view = NULL;
  strides[0] = sizes[1], strides[1] = 1;
  if (copy && lm_copy_elements(copy, t)) view = lm_as_view(copy, 2, sizes, strides, 0);
  lm_release(copy);
  return view;
}

/* A vector as a matrix of one row; a contiguous tensor as one of one column; the caller's. */
static lm_tensor *row_of(lm_tensor *t) {
  const int64_t sizes[] = {1, t->sizes[0]},
                strides[] = {t->sizes[0] * t->strides[0], t->strides[0]};
  return lm_as_view(t, 2, sizes, strides, t->offset);
}
static lm_tensor *columns_of(lm_tensor *t) {
  const int64_t sizes[] = {lm_numel(t), 1}, strides[] = {1, 1};
  return lm_as_view(t, 2, sizes, strides, t->offset);
}

static bool half_linear(lm_tensor *out, lm_tensor *input, lm_tensor *weight, lm_tensor *bias,
                        int64_t rows) {
  if (out->dtype != LM_BF16 || !cpu_dnnl_has_bf16()) return false;
  lm_tensor *x = rows_of(input, rows), *y = rows_of(out, rows);
  bool ok = x && y && half_by_library(y, x, weight, true, bias);
  lm_release(x);
  lm_release(y);
  return ok;
}

/* The bias is stored first and the product added to it while the libraries write the result. */
bool cpu_linear(lm_call *c) {
  lm_tensor *input = A(0).t, *weight = A(1).t, *bias = A(2).t;
  int64_t rows = 1;
  for (int i = 0; i < input->ndim - 1; i++) rows *= input->sizes[i];
  if (half_linear(c->out[0], input, weight, bias, rows)) return true;
  if (lm_error()) return false;
  lm_tensor *result = result_of(c);
  if (result == NULL) return false;
  const bool vector = weight->ndim == 1;
  lm_tensor *x = rows_of(input, rows), *out = vector ? columns_of(result) : rows_of(result, rows);
  lm_tensor *w = vector ? row_of(weight) : lm_retain(weight);
  bool ok = x && out && w && (bias == NULL || spread_bias(result, out, bias)) &&
            multiply_tensors(out, x, w, true, lm_int(1), lm_int(bias != NULL));
  lm_release(x);
  lm_release(out);
  lm_release(w);
  return finish(c, result, ok);
}

#define DOT_INTEGERS(T)                                                           \
  {                                                                               \
    uint64_t sum = 0;                                                             \
    for (int64_t i = 0; i < n; i++)                                               \
      sum += (uint64_t)((const T *)x)[i * sx] * (uint64_t)((const T *)y)[i * sy]; \
    *(T *)out = (T)sum;                                                           \
    return true;                                                                  \
  }

/* Half precision, as float32. */
static bool dot_half(lm_tensor *out, lm_tensor *a, lm_tensor *b) {
  lm_tensor *x = lm_new_like(a, LM_F32), *y = lm_new_like(b, LM_F32),
            *sum = lm_new_like(out, LM_F32);
  bool ok = x && y && sum && lm_copy_elements(x, a) && lm_copy_elements(y, b);
  if (ok) {
    *(float *)lm_data(sum) =
        cpu_dot_f32(lm_numel(x), (const float *)lm_data(x), 1, (const float *)lm_data(y), 1);
    ok = lm_copy_elements(out, sum);
  }
  lm_release(x);
  lm_release(y);
  lm_release(sum);
  return ok;
}

bool cpu_dot(lm_call *c) {
  lm_tensor *a = A(0).t, *b = A(1).t;
  const char *x = lm_data(a), *y = lm_data(b);
  char *out = lm_data(c->out[0]);
  int64_t n = a->sizes[0], sx = a->strides[0], sy = b->strides[0];
  switch ((lm_dtype)a->dtype) {
  case LM_F32:
    *(float *)out = cpu_dot_f32(n, (const float *)x, sx, (const float *)y, sy);
    return true;
  case LM_F64:
    *(double *)out = cpu_dot_f64(n, (const double *)x, sx, (const double *)y, sy);
    return true;
  case LM_C64:
    *(lm_c64 *)out = cpu_dot_c64(n, (const lm_c64 *)x, sx, (const lm_c64 *)y, sy);
    return true;
  case LM_C128:
    *(lm_c128 *)out = cpu_dot_c128(n, (const lm_c128 *)x, sx, (const lm_c128 *)y, sy);
    return true;
  case LM_U8: DOT_INTEGERS(uint8_t)
  case LM_I8: DOT_INTEGERS(int8_t)
  case LM_I16: DOT_INTEGERS(int16_t)
  case LM_I32: DOT_INTEGERS(int32_t)
  case LM_I64: DOT_INTEGERS(int64_t)
  default: return dot_half(c->out[0], a, b);
  }
}
