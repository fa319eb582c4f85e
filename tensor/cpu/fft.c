/* Fourier transforms of tensors: the lines of one dimension after the other, several side by side and
** all threads at once.
**
** A block of lines is gathered into a buffer, the lines interleaved, so that the passes of a plan
** (fft_plan.h) run over neighbours; then it is scattered to the result.  Real lines of even length go
** as complex ones of half the length: their even elements are real parts, their odd ones imaginary.
*/
#include "tensor/backend.h"
#include "tensor/cpu/fft_plan.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/ready.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
  MOST_LINES = 8,           /* side by side: a vector of float and more */
  BLOCK_BYTES = 256 * 1024, /* of a buffer, which should stay in the second-level cache */
  GRAIN = 16384             /* values that a thread takes at least */
};

typedef struct job job;
/* Between tensors and the buffer, for `wide` lines from number `line` on. */
typedef void (*transfer)(const job *j, void *buffer, int64_t line, int64_t wide);

struct job {
  const lm_fft_plan *plan;
  int64_t n;     /* values of a whole line */
  int64_t inner; /* lines lie this far apart within a group of neighbours */
  int64_t lines, wide;
  int64_t in_length, out_length; /* elements of a line on either side */
  const void *in;
  void *out;
  double scale;
  const double *turns; /* halves: exp(-2 pi i k / n), k <= n/2 */
  transfer load, store;
  size_t buffer_bytes, scratch_bytes;
  _Atomic(bool) failed;
};

/* Line number `line` of a contiguous tensor begins here, in elements. */
static inline int64_t start_of(const job *j, int64_t line, int64_t length) {
  return line / j->inner * length * j->inner + line % j->inner;
}

/* The transfers: D is the type of the data, P of the plan, NAME a suffix for both. */
#define D float
#define P float
#define NAME(x) x##_ff
#include "tensor/cpu/fft_lines.h"
#undef D
#undef P
#undef NAME
#define D float
#define P double
#define NAME(x) x##_fd
#include "tensor/cpu/fft_lines.h"
#undef D
#undef P
#undef NAME
#define D double
#define P double
#define NAME(x) x##_dd
#include "tensor/cpu/fft_lines.h"
#undef D
#undef P
#undef NAME

enum { COMPLEX, REAL_TO_COMPLEX, COMPLEX_TO_REAL };
typedef struct transfers {
  transfer load, store;
} transfers;
/* [what][half the length?][data float, plan float; float, double; double, double] */
#define EACH(load, store)                                                       \
  {                                                                             \
    {load##_ff, store##_ff}, {load##_fd, store##_fd}, { load##_dd, store##_dd } \
  }
static const transfers all_transfers[3][2][3] = {
    [COMPLEX] = {EACH(load_complex, store_complex), EACH(load_complex, store_complex)},
    [REAL_TO_COMPLEX] = {EACH(load_real, store_complex), EACH(load_pairs, store_from_half)},
    [COMPLEX_TO_REAL] = {EACH(load_hermitian, store_real), EACH(load_to_half, store_pairs)},
};

static void run_blocks(void *ctx, int64_t begin, int64_t end) {
  job *j = ctx;
  char *buffer = malloc(j->buffer_bytes + j->scratch_bytes);
  if (buffer == NULL) {
    j->failed = true;
    return;
  }
  for (int64_t block = begin; block < end; block++) {
    int64_t line = block * j->wide, wide = j->lines - line < j->wide ? j->lines - line : j->wide;
    j->load(j, buffer, line, wide);
    lm_fft_run(j->plan, buffer, wide, buffer + j->buffer_bytes);
    j->store(j, buffer, line, wide);
  }
  free(buffer);
}

static double *turns_of(int64_t n) {
  double *t = malloc((size_t)(n / 2 + 1) * 2 * sizeof *t);
  for (int64_t k = 0; t && k <= n / 2; k++) {
    double angle = -2 * M_PI * (double)k / (double)n;
    t[2 * k] = cos(angle), t[2 * k + 1] = sin(angle);
  }
  return t;
}

/* Transforms dimension `dim` of contiguous tensors; n is the length of the real or complex line. */
static bool transform(const char *op, int what, const lm_tensor *in, lm_tensor *out, int dim,
                      int64_t n, int sign, double scale) {
  if (out->numel == 0) return true;
  bool is_double = out->dtype == LM_F64 || out->dtype == LM_C128;
  bool half = what != COMPLEX && n % 2 == 0;
  int64_t length = half ? n / 2 : n;
  bool plan_double = is_double || lm_fft_wants_double(length);
  job j = {.n = n,
           .inner = 1,
           .in_length = in->sizes[dim],
           .out_length = out->sizes[dim],
           .in = lm_data(in),
           .out = lm_data(out),
           .scale = scale};
  lm_fft_plan *plan = lm_fft_plan_new(length, plan_double, sign);
  double *turns = half ? turns_of(n) : NULL;
  bool ok = plan && (turns || !half);
  if (ok) {
    for (int d = dim + 1; d < out->ndim; d++) j.inner *= out->sizes[d];
    size_t value = 2 * (plan_double ? sizeof(double) : sizeof(float));
    int64_t most = BLOCK_BYTES / ((int64_t)value * length);
    j.lines = out->numel / out->sizes[dim];
    j.wide = most < 1 ? 1 : most > MOST_LINES ? MOST_LINES : most;
    j.plan = plan;
    j.turns = turns;
    const transfers *t = &all_transfers[what][half][is_double ? 2 : plan_double];
    j.load = t->load, j.store = t->store;
    j.buffer_bytes = (size_t)length * (size_t)j.wide * value;
    j.scratch_bytes = lm_fft_scratch(plan, j.wide);
    int64_t blocks = (j.lines + j.wide - 1) / j.wide, grain = GRAIN / (length * j.wide);
    ok = lm_parallel(blocks, grain < 1 ? 1 : grain, run_blocks, &j);
  }
  free(turns);
  bool memory = plan && (turns || !half) && !j.failed;
  lm_fft_plan_free(plan);
  if (!memory) return lm_fail("%s: not enough memory for lines of %lld", op, (long long)n);
  return ok;
}

bool cpu_fft_c2c(lm_call *c) {
  lm_tensor *out = c->out[0];
  const lm_ints *dims = A(1).ints;
  if (!lm_copy_elements(out, A(0).t)) return false;
  for (int i = 0; i < dims->n; i++) {
    int dim = (int)(dims->v[i] < 0 ? dims->v[i] + out->ndim : dims->v[i]);
    double scale = i == 0 ? A(2).f : 1;
    if (!transform("fft_c2c", COMPLEX, out, out, dim, out->sizes[dim], A(3).b ? -1 : 1, scale))
      return false;
  }
  return true;
}

/* The rule leaves the dimension, counted from 0, in scratch[0]. */
bool cpu_fft_r2c(lm_call *c) {
  lm_tensor *x = cpu_ready(A(0).t, (lm_dtype)A(0).t->dtype);
  if (x == NULL) return false;
  int dim = (int)c->scratch[0];
  bool ok = transform("fft_r2c", REAL_TO_COMPLEX, x, c->out[0], dim, x->sizes[dim], -1, A(2).f);
  lm_release(x);
  return ok;
}

bool cpu_fft_c2r(lm_call *c) {
  lm_tensor *x = cpu_ready(A(0).t, (lm_dtype)A(0).t->dtype);
  if (x == NULL) return false;
  bool ok =
      transform("fft_c2r", COMPLEX_TO_REAL, x, c->out[0], (int)c->scratch[0], A(3).i, 1, A(2).f);
  lm_release(x);
  return ok;
}
