/* Distances between the rows of two matrices, directly, on the CPU. */
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <math.h>

typedef struct cdist_job {
  const void *x, *y;
  void *out;
  int64_t rows_x, rows_y, columns;
  double p;
} cdist_job;

/* The distance of two rows: one loop for each kind of p. */
#define DISTANCE(T, name, ABS, POW, SQRT)                                    \
  static T distance_##name(const T *x, const T *y, int64_t n, double p) {    \
    T sum = 0;                                                               \
    if (p == 2) {                                                            \
      for (int64_t i = 0; i < n; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);  \
      return SQRT(sum);                                                      \
    }                                                                        \
    if (p == 1) {                                                            \
      for (int64_t i = 0; i < n; i++) sum += ABS(x[i] - y[i]);               \
      return sum;                                                            \
    }                                                                        \
    if (p == 0) {                                                            \
      for (int64_t i = 0; i < n; i++) sum += x[i] != y[i];                   \
      return sum;                                                            \
    }                                                                        \
    if (isinf(p)) {                                                          \
      for (int64_t i = 0; i < n; i++) {                                      \
        T d = ABS(x[i] - y[i]);                                              \
        if (d > sum || d != d) sum = d;                                      \
        if (d != d) break;                                                   \
      }                                                                      \
      return sum;                                                            \
    }                                                                        \
    for (int64_t i = 0; i < n; i++) sum += POW(ABS(x[i] - y[i]), (T)p);      \
    return POW(sum, (T)(1 / p));                                             \
  }                                                                          \
  /* Rows begin .. end - 1 of all batches' results. */                       \
  static void rows_##name(void *data, int64_t begin, int64_t end) {          \
    const cdist_job *j = data;                                               \
    for (int64_t r = begin; r < end; r++) {                                  \
      const T *x = (const T *)j->x + r * j->columns;                         \
      const T *y = (const T *)j->y + r / j->rows_x * j->rows_y * j->columns; \
      T *out = (T *)j->out + r * j->rows_y;                                  \
      for (int64_t k = 0; k < j->rows_y; k++)                                \
        out[k] = distance_##name(x, y + k * j->columns, j->columns, j->p);   \
    }                                                                        \
  }
DISTANCE(float, f32, fabsf, powf, sqrtf)
DISTANCE(double, f64, fabs, pow, sqrt)

bool cpu_cdist_kernel(lm_call *c) {
  lm_tensor *out = c->out[0];
  lm_dtype dtype = (lm_dtype)out->dtype;
  if (lm_numel(out) == 0) return true;
  lm_tensor *x = cpu_ready(A(0).t, dtype), *y = cpu_ready(A(1).t, dtype);
  bool ok = x && y;
  if (ok) {
    cdist_job j = {.x = lm_data(x),
                   .y = lm_data(y),
                   .out = lm_data(out),
                   .rows_x = x->sizes[x->ndim - 2],
                   .rows_y = y->sizes[y->ndim - 2],
                   .columns = x->sizes[x->ndim - 1],
                   .p = A(2).f};
    bool cheap = j.p == 2 || j.p == 1 || j.p == 0 || isinf(j.p);
    double work = (double)j.rows_y * (double)(j.columns + 1) * (cheap ? 1 : 20);
    int64_t grain = (int64_t)(LM_GRAIN / work) + 1;
    ok = lm_parallel(lm_numel(out) / j.rows_y, grain, dtype == LM_F64 ? rows_f64 : rows_f32, &j);
  }
  lm_release(x);
  lm_release(y);
  return ok;
}
