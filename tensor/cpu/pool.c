/* Maxima over boxes, and elements of planes by position. */
#include "tensor/cpu/isa/pool.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"
#include "tensor/spatial.h"
#include "tensor/record.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

/* What elements are compared in. */
static lm_dtype unit_of(lm_dtype d) { return lm_is_float(d) ? cpu_unit(d) : LM_I64; }

typedef struct pool_job {
  int64_t in[LM_SPACE], out[LM_SPACE], step[LM_SPACE];
  int64_t at[LM_SPACE]; /* where a dimension's runs begin in a span */
  int64_t stride, plane,
      count; /* of spans between planes; elements of a plane, and of its result */
  lm_dtype unit;
  int type; /* of the kernels: float, double, int64 */
  const int64_t *span;
  const char *x;
  char *y;
  int64_t *indices;
} pool_job;

/* The first of the largest elements wins, and NaN over all.  Runs are (first, last), from 1. */
#define WINDOW(name, T, is_nan)                                                             \
  static void name(const pool_job *j, const int64_t *r, const int64_t *s, const int64_t *t, \
                   const void *plane, void *y, int64_t *index) {                            \
    const T *x = plane;                                                                     \
    int64_t best = ((r[0] - 1) * j->in[1] + s[0] - 1) * j->in[2] + t[0] - 1;                \
    T most = x[best];                                                                       \
    for (int64_t p = r[0] - 1; p < r[1]; p += j->step[0])                                   \
      for (int64_t q = s[0] - 1; q < s[1]; q += j->step[1]) {                               \
        const int64_t line = (p * j->in[1] + q) * j->in[2];                                 \
        for (int64_t i = line + t[0] - 1; i < line + t[1]; i += j->step[2]) {               \
          const T v = x[i];                                                                 \
          if (v > most || is_nan(v)) most = v, best = i;                                    \
        }                                                                                   \
      }                                                                                     \
    *(T *)y = most;                                                                         \
    *index = best + 1;                                                                      \
  }
#define IS_NAN(v) ((v) != (v))
#define NEVER(v) false
WINDOW(window_f32, float, IS_NAN)
WINDOW(window_f64, double, IS_NAN)
WINDOW(window_i64, int64_t, NEVER)

typedef void (*window_fn)(const pool_job *j, const int64_t *r, const int64_t *s, const int64_t *t,
                          const void *plane, void *y, int64_t *index);

#define MOST_TAPS 64
#define LEAST_ALIKE 4 /* windows side by side for which a kernel pays */

/* Where the elements of the first window of a line are; 0 when they are too many to list. */
static int64_t list_taps(const pool_job *j, const int64_t *r, const int64_t *s, const int64_t *t,
                         int64_t *taps) {
  int64_t n = 0;
  for (int64_t p = 0; p <= r[1] - r[0]; p += j->step[0])
    for (int64_t q = 0; q <= s[1] - s[0]; q += j->step[1])
      for (int64_t i = 0; i <= t[1] - t[0]; i += j->step[2]) {
        if (n == MOST_TAPS) return 0;
        taps[n++] = (p * j->in[1] + q) * j->in[2] + i;
      }
  return n;
}

/* How many windows from t on have its length, each as far from the one before as the second. */
static int64_t count_alike(const int64_t *t, int64_t left) {
  int64_t n = 1;
  const int64_t length = t[1] - t[0], step = left > 1 ? t[2] - t[0] : 0;
  while (n < left && t[2 * n + 1] - t[2 * n] == length && t[2 * n] - t[0] == n * step) n++;
  return n;
}

/* A line of windows, along the last dimension. */
static void line(const pool_job *j, const int64_t *r, const int64_t *s, const int64_t *t,
                 const char *plane, char *y, int64_t *indices) {
  static const window_fn window[] = {window_f32, window_f64, window_i64};
  const int64_t size = (int64_t)lm_dtype_size(j->unit);
  int64_t taps[MOST_TAPS];
  for (int64_t c = 0, n; c < j->out[2]; c += n) {
    n = count_alike(t + 2 * c, j->out[2] - c);
    cpu_windows w = {.taps = taps};
    if (n >= LEAST_ALIKE && j->plane <= INT32_MAX) w.count = list_taps(j, r, s, t + 2 * c, taps);
    if (w.count > 0) {
      w.first = ((r[0] - 1) * j->in[1] + s[0] - 1) * j->in[2] + t[2 * c] - 1;
      w.step = t[2 * c + 2] - t[2 * c];
      cpu_pool_kernels()->most[j->type](&w, plane, n, y + c * size, indices + c);
      continue;
    }
    for (int64_t k = c; k < c + n; k++)
      window[j->type](j, r, s, t + 2 * k, plane, y + k * size, indices + k);
  }
}

static void planes_range(void *ctx, int64_t begin, int64_t end) {
  static const int64_t one[2] = {1, 1};
  const pool_job *j = ctx;
  const int64_t size = (int64_t)lm_dtype_size(j->unit);
  for (int64_t i = begin; i < end; i++) {
    const int64_t *span = j->span + i * j->stride, *run[LM_SPACE];
    for (int d = 0; d < LM_SPACE; d++) run[d] = j->at[d] < 0 ? one : span + 2 * j->at[d];
    int64_t to = i * j->count;
    for (int64_t a = 0; a < j->out[0]; a++)
      for (int64_t b = 0; b < j->out[1]; b++, to += j->out[2])
        line(j, run[0] + 2 * a, run[1] + 2 * b, run[2], j->x + i * j->plane * size,
             j->y + to * size, j->indices + to);
  }
}

static bool check_spans(const pool_job *j, const char *op, int64_t spans) {
  for (int64_t i = 0; i < spans; i++)
    for (int d = 0; d < LM_SPACE; d++) {
      if (j->at[d] < 0) continue;
      const int64_t *s = j->span + i * j->stride + 2 * j->at[d];
      for (int64_t o = 0; o < j->out[d]; o++, s += 2)
        if (s[0] < 1 || s[0] > s[1] || s[1] > j->in[d])
          return lm_fail("%s: positions %lld to %lld do not lie in a dimension of size %lld", op,
                         (long long)s[0], (long long)s[1], (long long)j->in[d]);
    }
  return true;
}

bool cpu_box_max(lm_call *c) {
  lm_tensor *out = c->out[0], *in = A(0).t;
  if (out->numel == 0) return true;
  int nd = in->ndim - 2;
  pool_job j = {.unit = unit_of((lm_dtype)in->dtype), .plane = 1, .count = 1};
  j.type = j.unit == LM_F32 ? 0 : j.unit == LM_F64 ? 1 : 2;
  int64_t total = 0;
  for (int d = 0; d < LM_SPACE; d++) {
    int i = d - (LM_SPACE - nd);
    j.in[d] = i < 0 ? 1 : in->sizes[i + 2];
    j.out[d] = i < 0 ? 1 : out->sizes[i + 2];
    j.step[d] = i < 0 || A(3).ints == NULL ? 1 : A(3).ints->v[A(3).ints->n == 1 ? 0 : i];
    j.at[d] = i < 0 ? -1 : total;
    if (i >= 0) total += j.out[d];
    j.plane *= j.in[d];
    j.count *= j.out[d];
  }
  lm_tensor *x = cpu_ready(in, j.unit), *y = cpu_target(out, j.unit),
            *span = cpu_ready(A(1).t, LM_I64);
  bool ok = x && y && span;
  if (ok) {
    j.stride = span->sizes[0] == 1 ? 0 : 2 * total;
    j.span = (const int64_t *)(const void *)lm_data(span);
    j.x = lm_data(x), j.y = lm_data(y);
    j.indices = (int64_t *)(void *)lm_data(c->out[1]);
    ok = check_spans(&j, lm_running(), span->sizes[0]) &&
         lm_parallel(in->sizes[0] * in->sizes[1], LM_GRAIN / (j.plane + j.count * 4) + 1,
                     planes_range, &j);
  }
  lm_release(x);
  lm_release(span);
  return cpu_written(out, y, ok);
}

/* ---- elements by position ---- */

typedef struct plane_job {
  int64_t plane, count; /* of the image and of the indices */
  lm_dtype unit;
  bool take, accumulate;
  const int64_t *indices;
  const char *x;
  char *y;
  _Atomic int64_t wrong; /* a position that is none, or 0 */
} plane_job;

#define MOVE(T)                                                                       \
  do {                                                                                \
    const T *x = (const T *)(const void *)j->x + i * (j->take ? j->plane : j->count); \
    T *y = (T *)(void *)j->y + i * (j->take ? j->count : j->plane);                   \
    if (!j->take) memset(y, 0, sizeof(T) * (size_t)j->plane);                         \
    for (int64_t k = 0; k < j->count; k++) {                                          \
      int64_t p = at[k] < 0 ? at[k] + j->plane : at[k] - 1;                           \
      if (p < 0 || p >= j->plane || at[k] == 0) {                                     \
        atomic_store(&j->wrong, at[k] ? at[k] : INT64_MIN);                           \
        break;                                                                        \
      }                                                                               \
      if (j->take)                                                                    \
        y[k] = x[p];                                                                  \
      else                                                                            \
        y[p] = j->accumulate ? (T)(y[p] + x[k]) : x[k];                               \
    }                                                                                 \
  } while (0)

static void move_range(void *ctx, int64_t begin, int64_t end) {
  plane_job *j = ctx;
  for (int64_t i = begin; i < end; i++) {
    const int64_t *at = j->indices + i * j->count;
    if (j->unit == LM_F32)
      MOVE(float);
    else if (j->unit == LM_F64)
      MOVE(double);
    else
      MOVE(int64_t);
  }
}

static bool move_elements(lm_call *c, bool take, bool accumulate) {
  lm_tensor *out = c->out[0], *in = A(0).t, *image = take ? in : out;
  if (out->numel == 0 && A(1).t->numel == 0) return true;
  plane_job j = {.plane = 1,
                 .count = 1,
                 .unit = unit_of((lm_dtype)out->dtype),
                 .take = take,
                 .accumulate = accumulate};
  for (int d = 2; d < image->ndim; d++) j.plane *= image->sizes[d];
  for (int d = 2; d < A(1).t->ndim; d++) j.count *= A(1).t->sizes[d];
  lm_tensor *x = cpu_ready(in, j.unit), *y = cpu_target(out, j.unit),
            *at = cpu_ready(A(1).t, LM_I64);
  bool ok = x && y && at;
  if (ok) {
    j.indices = (const int64_t *)(const void *)lm_data(at);
    j.x = lm_data(x), j.y = lm_data(y);
    ok = lm_parallel(image->sizes[0] * image->sizes[1], LM_GRAIN / (j.plane + j.count + 1) + 1,
                     move_range, &j);
    int64_t wrong = atomic_load(&j.wrong);
    if (ok && wrong)
      ok = lm_fail("%s: index %lld is out of range for %lld positions, which count from 1",
                   lm_running(), (long long)(wrong == INT64_MIN ? 0 : wrong), (long long)j.plane);
  }
  lm_release(x);
  lm_release(at);
  return cpu_written(out, y, ok);
}

bool cpu_plane_take(lm_call *c) { return move_elements(c, true, false); }
bool cpu_plane_put(lm_call *c) { return move_elements(c, false, A(3).b); }
