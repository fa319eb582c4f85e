/* Singular values, eigenvalues and their vectors on the CPU.
**
** Matrices with NaN or infinities never reach LAPACK, where some iterations do not end on them.
*/
#include "tensor/cpu/linalg/lapack.h"

#include <math.h>
static size_t area(int rows, int columns) { return (size_t)rows * (size_t)columns; }

/* ---- singular values ---- */

enum { NO_VECTORS, REDUCED, FULL };

typedef struct svd_sizes {
  int u_columns, v_rows;
  size_t rwork, iwork; /* bytes */
} svd_sizes;

static svd_sizes svd_sizes_of(const lapack_job *job) {
  size_t small = (size_t)job->k, large = (size_t)(job->m > job->n ? job->m : job->n);
  size_t a = 5 * small + 7, b = 2 * large + 2 * small + 1;
  svd_sizes s = {.iwork = 8 * small * sizeof(int)};
  s.u_columns = job->option == FULL ? job->m : job->k;
  s.v_rows = job->option == FULL ? job->n : job->k;
  if (job->f->is_complex)
    s.rwork = (job->option == NO_VECTORS ? 7 * small : small * (a > b ? a : b)) * job->f->real_size;
  return s;
}

static int call_svd(const lapack_job *job, void *a, void *s, void *u, void *vt, void *work,
                    int lwork, void *rwork, int *iwork) {
  static const char *const jobz[] = {"N", "S", "A"};
  svd_sizes z = svd_sizes_of(job);
  int info = 0, ld = lapack_ld(job->m), ldv = lapack_ld(z.v_rows);
  if (job->f->is_complex)
    job->f->cgesdd(jobz[job->option], &job->m, &job->n, a, &ld, s, u, &ld, vt, &ldv, work, &lwork,
                   rwork, iwork, &info, 1);
  else
    job->f->gesdd(jobz[job->option], &job->m, &job->n, a, &ld, s, u, &ld, vt, &ldv, work, &lwork,
                  iwork, &info, 1);
  return info;
}

static int decompose(const lapack_job *job, int64_t i, char *scratch) {
  const lapack *f = job->f;
  svd_sizes z = svd_sizes_of(job);
  size_t size = area(job->m, job->n) * f->size;
  void *u = job->b, *vt = job->d;
  if (job->option != NO_VECTORS) {
    u = job->b + (size_t)i * area(job->m, z.u_columns) * f->size;
    vt = job->d + (size_t)i * area(z.v_rows, job->n) * f->size;
  }
  if (job->k == 0) {
    if (job->option == FULL) {
      lapack_identity(f, u, job->m, job->m);
      lapack_identity(f, vt, job->n, job->n);
    }
    return 0;
  }
  const char *from = job->a + (size_t)i * size;
  if (!lapack_finite(f, from, area(job->m, job->n))) return LAPACK_NOT_FINITE;
  void *a = lapack_take(&scratch, size), *rwork = lapack_take(&scratch, z.rwork);
  int *iwork = lapack_take(&scratch, z.iwork);
  lapack_copy(a, from, size);
  char *s = job->c + (size_t)i * (size_t)job->k * f->real_size;
  return call_svd(job, a, s, u, vt, scratch, job->lwork, rwork, iwork);
}

/* The part that svd and svdvals share; u and vt are NULL for svdvals. */
static bool svd(lm_tensor *input, lm_tensor *s, lm_tensor *u, lm_tensor *vt, int option) {
  lapack_job job = {.f = cpu_lapack((lm_dtype)input->dtype), .batches = lapack_batches(input)};
  if (job.f == NULL || !lapack_int(la_rows(input), &job.m) ||
      !lapack_int(la_columns(input), &job.n))
    return false;
  lm_tensor *a = lapack_columns(input), *info = la_new_vector(input, -1, LM_I32);
  bool ok = a && info;
  if (ok) {
    char answer[16] = {0};
    job.k = job.m < job.n ? job.m : job.n;
    job.option = option;
    job.work = 8.0 * job.m * job.n * (job.k + 1);
    job.a = lm_data(a);
    job.b = u ? lm_data(u) : answer;
    job.c = lm_data(s);
    job.d = vt ? lm_data(vt) : answer;
    job.info = (int32_t *)lm_data(info);
    svd_sizes z = svd_sizes_of(&job);
    if (job.k > 0) {
      call_svd(&job, LAPACK_NOTHING, LAPACK_NOTHING, LAPACK_NOTHING, LAPACK_NOTHING, answer, -1,
               LAPACK_NOTHING, LAPACK_NOTHING);
      job.lwork = lapack_answer(job.f, answer);
    }
    job.scratch_bytes = lapack_align(area(job.m, job.n) * job.f->size) + lapack_align(z.rwork) +
                        lapack_align(z.iwork) + (size_t)job.lwork * job.f->size;
    job.run = decompose;
    ok = lapack_run(&job);
    int64_t bad = ok ? lapack_first_bad(job.info, job.batches) : -1;
    if (bad >= 0) {
      const char *which = lapack_which(input, bad);
      if (job.info[bad] == LAPACK_NOT_FINITE)
        ok = lm_fail("%s: %s has NaN or infinite elements, for which there are no singular values",
                     lm_running(), which);
      else
        ok = lm_fail("%s: the singular values of %s did not converge (code %d); it may be badly "
                     "conditioned",
                     lm_running(), which, (int)job.info[bad]);
    }
  }
  lm_release(a);
  lm_release(info);
  return ok;
}

bool cpu_linalg_svd(lm_call *c) {
  return svd(A(0).t, c->out[1], c->out[0], c->out[2], A(1).b ? FULL : REDUCED);
}

bool cpu_singular_values(lm_call *c) { return svd(A(0).t, c->out[0], NULL, NULL, NO_VECTORS); }

/* ---- eigenvalues of symmetric matrices ---- */

enum { VECTORS = 1, UPPER = 2 };

static void call_eigh(const lapack_job *job, void *a, void *w, void *work, int lwork, void *rwork,
                      int lrwork, int *iwork, int liwork, int *info) {
  int ld = lapack_ld(job->n);
  const char *jobz = job->option & VECTORS ? "V" : "N", *uplo = job->option & UPPER ? "U" : "L";
  if (job->f->is_complex)
    job->f->heevd(jobz, uplo, &job->n, a, &ld, w, work, &lwork, rwork, &lrwork, iwork, &liwork,
                  info, 1, 1);
  else
    job->f->syevd(jobz, uplo, &job->n, a, &ld, w, work, &lwork, iwork, &liwork, info, 1, 1);
}

/* lrwork is in m, liwork in k. */
static int decompose_symmetric(const lapack_job *job, int64_t i, char *scratch) {
  const lapack *f = job->f;
  int info = 0;
  size_t count = area(job->n, job->n);
  char *a = job->a + (size_t)i * count * f->size;
  char *w = job->b + (size_t)i * (size_t)job->n * f->real_size;
  if (!lapack_finite(f, a, count)) { /* nothing but NaN comes of it, as PyTorch has it */
    size_t n = count * (f->is_complex ? 2 : 1);
    for (size_t e = 0; e < n; e++) {
      if (f->real_size == 4)
        ((float *)a)[e] = NAN;
      else
        ((double *)a)[e] = NAN;
    }
    lapack_copy(w, a, (size_t)job->n * f->real_size);
    return 0;
  }
  void *rwork = lapack_take(&scratch, (size_t)job->m * f->real_size);
  int *iwork = lapack_take(&scratch, (size_t)job->k * sizeof(int));
  call_eigh(job, a, w, scratch, job->lwork, rwork, job->m, iwork, job->k, &info);
  return info;
}

static bool eigh(lm_tensor *input, lm_tensor *values, lm_tensor *vectors, int option) {
  lapack_job job = {.f = cpu_lapack((lm_dtype)input->dtype),
                    .batches = lapack_batches(input),
                    .option = option,
                    .a = lm_data(vectors),
                    .b = lm_data(values)};
  if (job.f == NULL || !lapack_int(la_columns(input), &job.n)) return false;
  if (lm_numel(input) == 0) return true;
  lm_tensor *info = la_new_vector(input, -1, LM_I32);
  bool ok = info && lm_copy_elements(vectors, input);
  if (ok) {
    char answer[16] = {0}, real_answer[8] = {0};
    int ignored;
    call_eigh(&job, LAPACK_NOTHING, LAPACK_NOTHING, answer, -1, real_answer, -1, &job.k, -1,
              &ignored);
    job.lwork = lapack_answer(job.f, answer);
    if (job.f->is_complex) job.m = lapack_answer(job.f, real_answer);
    job.info = (int32_t *)lm_data(info);
    job.work = 4.0 * job.n * job.n * job.n;
    job.scratch_bytes = lapack_align((size_t)job.m * job.f->real_size) +
                        lapack_align((size_t)job.k * sizeof(int)) + (size_t)job.lwork * job.f->size;
    job.run = decompose_symmetric;
    ok = lapack_run(&job);
    int64_t bad = ok ? lapack_first_bad(job.info, job.batches) : -1;
    if (bad >= 0)
      ok = lm_fail("%s: the eigenvalues of %s did not converge (code %d); it may be badly "
                   "conditioned, or have too many repeated eigenvalues",
                   lm_running(), lapack_which(input, bad), (int)job.info[bad]);
  }
  lm_release(info);
  return ok;
}

static int triangle_of(const char *uplo) { return *uplo == 'U' || *uplo == 'u' ? UPPER : 0; }

bool cpu_linalg_eigh(lm_call *c) {
  return eigh(A(0).t, c->out[0], c->out[1], VECTORS | triangle_of(A(1).str));
}

bool cpu_symmetric_eigenvalues(lm_call *c) {
  lm_tensor *copy = la_new_columns(A(0).t->ndim, A(0).t->sizes, (lm_dtype)A(0).t->dtype, LM_CPU);
  bool ok = copy && eigh(A(0).t, c->out[0], copy, triangle_of(A(1).str));
  lm_release(copy);
  return ok;
}

/* ---- eigenvalues of any square matrix: complex ---- */

static double real_at(const lapack *f, const char *p, size_t i) {
  return f->real_size == 4 ? (double)((const float *)p)[i] : ((const double *)p)[i];
}
static void put(const lapack *f, char *p, size_t i, double re, double im) {
  if (f->real_size == 4)
    ((lm_c64 *)p)[i] = (lm_c64){(float)re, (float)im};
  else
    ((lm_c128 *)p)[i] = (lm_c128){re, im};
}

/* geev writes a complex pair of vectors as a column of real and a column of imaginary parts. */
static void unpack(const lapack *f, int n, const char *wr, const char *wi, const char *packed,
                   char *values, char *vectors) {
  size_t rows = (size_t)n;
  for (size_t j = 0; j < rows; j++) put(f, values, j, real_at(f, wr, j), real_at(f, wi, j));
  if (packed == NULL) return;
  for (size_t j = 0; j < rows; j++) {
    bool pair = real_at(f, wi, j) != 0 && j + 1 < rows;
    for (size_t i = 0; i < rows; i++) {
      double re = real_at(f, packed, j * rows + i);
      double im = pair ? real_at(f, packed, (j + 1) * rows + i) : 0;
      put(f, vectors, j * rows + i, re, im);
      if (pair) put(f, vectors, (j + 1) * rows + i, re, -im);
    }
    if (pair) j++;
  }
}

static int decompose_any(const lapack_job *job, int64_t i, char *scratch) {
  const lapack *f = job->f;
  int info = 0, ld = lapack_ld(job->n), one = 1;
  size_t n = (size_t)job->n, count = n * n, complex_size = 2 * f->real_size;
  const char *from = job->a + (size_t)i * count * f->size, *jobvr = job->option ? "V" : "N";
  char *values = job->b + (size_t)i * n * complex_size;
  char *vectors = job->option ? job->c + (size_t)i * count * complex_size : LAPACK_NOTHING;
  if (!lapack_finite(f, from, count)) return LAPACK_NOT_FINITE;
  void *a = lapack_take(&scratch, count * f->size);
  lapack_copy(a, from, count * f->size);
  if (f->is_complex) {
    void *rwork = lapack_take(&scratch, 2 * n * f->real_size);
    f->cgeev("N", jobvr, &job->n, a, &ld, values, LAPACK_NOTHING, &one, vectors,
             job->option ? &ld : &one, scratch, &job->lwork, rwork, &info, 1, 1);
    return info;
  }
  char *wr = lapack_take(&scratch, n * f->size), *wi = lapack_take(&scratch, n * f->size);
  char *packed = lapack_take(&scratch, count * f->size);
  f->geev("N", jobvr, &job->n, a, &ld, wr, wi, LAPACK_NOTHING, &one, packed, &ld, scratch,
          &job->lwork, &info, 1, 1);
  if (info == 0) unpack(f, job->n, wr, wi, job->option ? packed : NULL, values, vectors);
  return info;
}

static bool eig(lm_tensor *input, lm_tensor *values, lm_tensor *vectors) {
  lapack_job job = {.f = cpu_lapack((lm_dtype)input->dtype),
                    .batches = lapack_batches(input),
                    .option = vectors != NULL,
                    .b = lm_data(values),
                    .c = vectors ? lm_data(vectors) : NULL};
  if (job.f == NULL || !lapack_int(la_columns(input), &job.n)) return false;
  if (lm_numel(input) == 0) return true;
  lm_tensor *a = lapack_columns(input), *info = la_new_vector(input, -1, LM_I32);
  bool ok = a && info;
  if (ok) {
    char answer[16] = {0};
    int ignored, query = -1, ld = job.n;
    const char *jobvr = vectors ? "V" : "N";
    if (job.f->is_complex)
      job.f->cgeev("N", jobvr, &job.n, LAPACK_NOTHING, &ld, LAPACK_NOTHING, LAPACK_NOTHING, &ld,
                   LAPACK_NOTHING, &ld, answer, &query, LAPACK_NOTHING, &ignored, 1, 1);
    else
      job.f->geev("N", jobvr, &job.n, LAPACK_NOTHING, &ld, LAPACK_NOTHING, LAPACK_NOTHING,
                  LAPACK_NOTHING, &ld, LAPACK_NOTHING, &ld, answer, &query, &ignored, 1, 1);
    size_t n = (size_t)job.n, matrix = lapack_align(n * n * job.f->size),
           vector = lapack_align(2 * n * job.f->size);
    job.lwork = lapack_answer(job.f, answer);
    job.scratch_bytes = 2 * matrix + 2 * vector + (size_t)job.lwork * job.f->size;
    job.a = lm_data(a);
    job.info = (int32_t *)lm_data(info);
    job.work = 10.0 * job.n * job.n * job.n;
    job.run = decompose_any;
    ok = lapack_run(&job);
    int64_t bad = ok ? lapack_first_bad(job.info, job.batches) : -1;
    if (bad >= 0) {
      const char *which = lapack_which(input, bad);
      if (job.info[bad] == LAPACK_NOT_FINITE)
        ok = lm_fail("%s: %s has NaN or infinite elements, for which there are no eigenvalues",
                     lm_running(), which);
      else
        ok = lm_fail("%s: the eigenvalues of %s did not converge (code %d)", lm_running(), which,
                     (int)job.info[bad]);
    }
  }
  lm_release(a);
  lm_release(info);
  return ok;
}

bool cpu_linalg_eig(lm_call *c) { return eig(A(0).t, c->out[0], c->out[1]); }
bool cpu_linalg_eigenvalues(lm_call *c) { return eig(A(0).t, c->out[0], NULL); }
