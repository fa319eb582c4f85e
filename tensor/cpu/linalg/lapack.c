/* Opening LAPACK, and running it over batches; see lapack.h. */
#include "tensor/cpu/linalg/lapack.h"
#include "tensor/cpu/openblas.h"
#include "tensor/cpu/parallel.h"
#include "tensor/record.h"

#include <dlfcn.h>
#include <limits.h>
#include <omp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the library ---- */

static lapack tables[4] = {
    {.dtype = LM_F32, .size = 4, .real_size = 4},
    {.dtype = LM_F64, .size = 8, .real_size = 8},
    {.dtype = LM_C64, .is_complex = true, .size = 8, .real_size = 4},
    {.dtype = LM_C128, .is_complex = true, .size = 16, .real_size = 8},
};
static bool opened;

static bool find(void *library, char letter, const char *name, void *to) {
  char symbol[24];
  if (name == NULL) return true;
  snprintf(symbol, sizeof symbol, "%c%s_", letter, name);
  return (*(void **)to = dlsym(library, symbol)) != NULL;
}

static void open_tables(void) {
  void *library = cpu_openblas_open();
  bool all = library != NULL;
  for (int i = 0; i < 4 && all; i++) {
    lapack *t = &tables[i];
    char letter = "sdcz"[i];
#define X(name, real, complex, args) \
  all = all && find(library, letter, t->is_complex ? complex : real, &t->name);
    LAPACK_FUNCTIONS(X)
#undef X
  }
  opened = all;
}

const lapack *cpu_lapack(lm_dtype dtype) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_tables);
  if (!opened)
    return lm_fail("%s: needs LAPACK, which libopenblas.so.0 has; it is not installed",
                   lm_running());
  for (int i = 0; i < 4; i++)
    if (tables[i].dtype == dtype) return &tables[i];
  return lm_fail("%s: not implemented for %s", lm_running(), lm_dtypes[dtype].name);
}

/* ---- operands ---- */

static bool in_columns(const lm_tensor *t) {
  int64_t expected = 1;
  for (int i = 1; i <= t->ndim; i++) { /* from the last but one dimension on */
    int d = i == 1 ? t->ndim - 2 : i == 2 ? t->ndim - 1 : t->ndim - i;
    if (t->sizes[d] != 1 && t->strides[d] != expected) return false;
    expected *= t->sizes[d];
  }
  return true;
}

lm_tensor *lapack_columns(lm_tensor *t) {
  if (t == NULL || in_columns(t)) return lm_retain(t);
  lm_tensor *copy = la_new_columns(t->ndim, t->sizes, (lm_dtype)t->dtype, t->device);
  if (copy && lm_copy_elements(copy, t)) return copy;
  lm_release(copy);
  return NULL;
}

bool lapack_int(int64_t size, int *to) {
  *to = (int)size;
  if (size <= INT_MAX) return true;
  return lm_fail("%s: a dimension of %lld is more than LAPACK can count", lm_running(),
                 (long long)size);
}

int64_t lapack_batches(const lm_tensor *t) {
  int64_t n = 1;
  for (int i = 0; i < t->ndim - 2; i++) n *= t->sizes[i];
  return n;
}

int lapack_answer(const lapack *f, const void *work) {
  double size = f->real_size == 4 ? (double)*(const float *)work : *(const double *)work;
  /* A float's rounding may have taken some off. */
  size = f->real_size == 4 ? size * (1 + 1e-6) + 1 : size;
  return size < 1 ? 1 : size > INT_MAX ? INT_MAX : (int)size;
}

/* ---- batches ---- */

/* Below this much work a matrix gets one thread: LAPACK forks for every panel, which gains little
** where the panels are small, and costs ten times the work where other processes hold the processors
** (qr of 400 x 400 on two busy cores: 14 ms with one thread, 870 with two). */
#define LARGE_MATRIX (1 << 29)
#define WORK_PER_BLOCK (1 << 16)

static void run_range(void *data, int64_t begin, int64_t end) {
  lapack_job *job = data;
  char *scratch = NULL;
  if (job->scratch_bytes) scratch = aligned_alloc(64, lapack_align(job->scratch_bytes));
  if (job->scratch_bytes && scratch == NULL) {
    atomic_store(&job->no_memory, true);
    return;
  }
  for (int64_t i = begin; i < end; i++) job->info[i] = job->run(job, i, scratch);
  free(scratch);
}

/* One matrix after the other, each by all threads of the library. */
static bool run_large(lapack_job *job) {
  for (int64_t i = 0; i < job->batches; i++) {
    run_range(job, i, i + 1);
    if (lm_here()->cancelled) return lm_fail("%s: interrupted!", lm_running());
  }
  return true;
}

/* The library asks OpenMP for the number of threads, a setting of the calling thread, which is the
** host's: it is put back.  Inside a parallel region it uses one thread. */
bool lapack_run(lapack_job *job) {
  bool large = job->work >= LARGE_MATRIX;
  int64_t grain = (int64_t)(WORK_PER_BLOCK / (job->work + 1)) + 1;
  int had = omp_get_max_threads(), want = large ? lm_num_threads() : 1;
  if (had != want) omp_set_num_threads(want);
  bool ok = large ? run_large(job) : lm_parallel(job->batches, grain, run_range, job);
  if (had != want) omp_set_num_threads(had);
  if (atomic_load(&job->no_memory))
    return lm_fail("%s: out of memory: %zu bytes of workspace", lm_running(), job->scratch_bytes);
  return ok;
}

int64_t lapack_first_bad(const int32_t *info, int64_t batches) {
  for (int64_t i = 0; i < batches; i++)
    if (info[i] != 0) return i;
  return -1;
}

void lapack_move(void *to, const void *from, int rows, int columns, int ld_from, int ld_to,
                 size_t size) {
  for (int j = 0; j < columns; j++)
    lapack_copy((char *)to + (size_t)j * (size_t)ld_to * size,
                (const char *)from + (size_t)j * (size_t)ld_from * size, (size_t)rows * size);
}

void lapack_clear(const lapack *f, void *matrix, int rows, int columns, bool upper) {
  char *p = matrix;
  for (int j = 0; j < columns; j++, p += (size_t)rows * f->size) {
    int begin = upper ? 0 : j + 1, end = upper ? (j < rows ? j : rows) : rows;
    if (begin < end) memset(p + (size_t)begin * f->size, 0, (size_t)(end - begin) * f->size);
  }
}

void lapack_identity(const lapack *f, void *matrix, int rows, int columns) {
  char *p = matrix;
  size_t bytes = (size_t)rows * (size_t)columns * f->size;
  if (bytes) memset(p, 0, bytes);
  for (int i = 0; i < rows && i < columns; i++) {
    char *one = p + ((size_t)i * (size_t)rows + (size_t)i) * f->size;
    if (f->real_size == 4)
      *(float *)one = 1;
    else
      *(double *)one = 1;
  }
}

bool lapack_finite(const lapack *f, const void *data, size_t count) {
  size_t n = count * (f->is_complex ? 2 : 1);
  double sum = 0; /* a difference with itself is 0, or NaN for what is not finite */
  if (f->real_size == 4)
    for (size_t i = 0; i < n; i++) sum += ((const float *)data)[i] - ((const float *)data)[i];
  else
    for (size_t i = 0; i < n; i++) sum += ((const double *)data)[i] - ((const double *)data)[i];
  return sum == 0;
}

const char *lapack_which(const lm_tensor *t, int64_t i) {
  if (t->ndim <= 2) return "the matrix";
  size_t size;
  char *text = lm_text_buffer(&size);
  if (t->ndim == 3) {
    snprintf(text, size, "matrix %lld of the batch", (long long)i + 1);
    return text;
  }
  int64_t at[LM_MAX_DIMS];
  for (int d = t->ndim - 3; d >= 0; d--) {
    at[d] = i % t->sizes[d] + 1;
    i /= t->sizes[d];
  }
  snprintf(text, size, "matrix %s of the batch", lm_sizes_text(t->ndim - 2, at));
  return text;
}
