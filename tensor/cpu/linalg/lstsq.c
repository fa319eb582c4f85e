/* Least squares on the CPU, by one of LAPACK's four drivers. */
#include "tensor/cpu/linalg/lapack.h"

#include <string.h>

/* job->option is the driver; a the matrices (m, n), b the right sides (max(m, n), k) which become
** solutions, c the singular values, d the ranks (int64). */
enum { GELS, GELSY, GELSD, GELSS };

typedef struct lstsq_job {
  lapack_job base;
  double rcond;
  size_t rwork, iwork; /* bytes */
} lstsq_job;

static int call_lstsq(const lapack_job *job, double rcond, void *a, void *b, void *s, int *rank,
                      int *iwork, void *rwork, void *work, int lwork) {
  const lapack *f = job->f;
  int info = 0, ld = lapack_ld(job->m), ldb = lapack_ld(job->m > job->n ? job->m : job->n);
  float rcond_s = (float)rcond;
  const void *r = f->real_size == 4 ? (const void *)&rcond_s : &rcond;
  const int *m = &job->m, *n = &job->n, *k = &job->k;
  switch (job->option) {
  case GELS:
    f->gels("N", m, n, k, a, &ld, b, &ldb, work, &lwork, &info, 1);
    *rank = job->m < job->n ? job->m : job->n;
    break;
  case GELSY:
    if (f->is_complex)
      f->cgelsy(m, n, k, a, &ld, b, &ldb, iwork, r, rank, work, &lwork, rwork, &info);
    else
      f->gelsy(m, n, k, a, &ld, b, &ldb, iwork, r, rank, work, &lwork, &info);
    break;
  case GELSD:
    if (f->is_complex)
      f->cgelsd(m, n, k, a, &ld, b, &ldb, s, r, rank, work, &lwork, rwork, iwork, &info);
    else
      f->gelsd(m, n, k, a, &ld, b, &ldb, s, r, rank, work, &lwork, iwork, &info);
    break;
  default:
    if (f->is_complex)
      f->cgelss(m, n, k, a, &ld, b, &ldb, s, r, rank, work, &lwork, rwork, &info);
    else
      f->gelss(m, n, k, a, &ld, b, &ldb, s, r, rank, work, &lwork, &info);
  }
  return info;
}

static int solve_one(const lapack_job *job, int64_t i, char *scratch) {
  const lstsq_job *j = (const lstsq_job *)job;
  const lapack *f = job->f;
  size_t least = (size_t)(job->m < job->n ? job->m : job->n),
         most = (size_t)(job->m > job->n ? job->m : job->n);
  size_t size = (size_t)job->m * (size_t)job->n * f->size;
  const char *from = job->a + (size_t)i * size;
  char *b = job->b + (size_t)i * most * (size_t)job->k * f->size;
  if (!lapack_finite(f, from, (size_t)job->m * (size_t)job->n) ||
      !lapack_finite(f, b, most * (size_t)job->k))
    return LAPACK_NOT_FINITE;
  void *a = lapack_take(&scratch, size);
  lapack_copy(a, from, size);
  int *iwork = lapack_take(&scratch, j->iwork), rank = 0;
  void *rwork = lapack_take(&scratch, j->rwork);
  if (j->iwork) memset(iwork, 0, j->iwork); /* gelsy: every column is free */
  int info = call_lstsq(job, j->rcond, a, b, job->c + (size_t)i * least * f->real_size, &rank,
                        iwork, rwork, scratch, job->lwork);
  ((int64_t *)job->d)[i] = rank;
  return info;
}

/* out: the solutions (.., max(m, n), k), ranks, singular values. A: A, B (padded), rcond, driver. */
bool cpu_linalg_lstsq_driver(lm_call *c) {
  static const char *const drivers[] = {"gels", "gelsy", "gelsd", "gelss"};
  lm_tensor *input = A(0).t;
  lstsq_job j = {.rcond = A(2).f};
  lapack_job *job = &j.base;
  *job = (lapack_job){.f = cpu_lapack((lm_dtype)input->dtype), .batches = lapack_batches(input)};
  if (job->f == NULL || !lapack_int(la_rows(input), &job->m) ||
      !lapack_int(la_columns(input), &job->n) || !lapack_int(la_columns(A(1).t), &job->k) ||
      !lm_copy_elements(c->out[0], A(1).t))
    return false;
  lm_tensor *a = lapack_columns(input), *info = la_new_vector(input, -1, LM_I32);
  bool ok = a && info;
  if (ok) {
    char answer[16] = {0}, real_answer[8] = {0}, zero[16] = {0};
    int int_answer = 1, rank;
    while (strcmp(drivers[job->option], A(3).str) != 0) job->option++;
    job->a = lm_data(a);
    job->b = lm_data(c->out[0]);
    job->d = lm_data(c->out[1]);
    job->c = lm_data(c->out[2]);
    job->info = (int32_t *)lm_data(info);
    job->work = 4.0 * job->m * job->n * (job->n + job->k);
    call_lstsq(job, j.rcond, zero, zero, zero, &rank, &int_answer, real_answer, answer, -1);
    job->lwork = lapack_answer(job->f, answer);
    size_t n = (size_t)job->n, least = (size_t)(job->m < job->n ? job->m : job->n);
    if (job->option == GELSY) j.iwork = n * sizeof(int), j.rwork = 2 * n * job->f->real_size;
    if (job->option == GELSS) j.rwork = 5 * least * job->f->real_size;
    if (job->option == GELSD) {
      j.iwork = (size_t)(int_answer > 1 ? int_answer : 1) * sizeof(int);
      j.rwork =
          job->f->is_complex ? (size_t)lapack_answer(job->f, real_answer) * job->f->real_size : 0;
    }
    job->scratch_bytes = lapack_align((size_t)job->m * n * job->f->size) + lapack_align(j.iwork) +
                         lapack_align(j.rwork) + (size_t)job->lwork * job->f->size;
    job->run = solve_one;
    ok = lapack_run(job);
    int64_t bad = ok ? lapack_first_bad(job->info, job->batches) : -1;
    if (bad >= 0) {
      const char *which = lapack_which(input, bad);
      if (job->info[bad] == LAPACK_NOT_FINITE)
        ok = lm_fail("%s: %s or its right side has NaN or infinite elements", lm_running(), which);
      else if (job->option == GELS)
        ok = lm_fail("%s: %s does not have full rank; the drivers \"gelsy\", \"gelsd\" and "
                     "\"gelss\" do without",
                     lm_running(), which);
      else
        ok = lm_fail("%s: the least squares of %s did not converge (code %d)", lm_running(), which,
                     (int)job->info[bad]);
    }
  }
  lm_release(a);
  lm_release(info);
  return ok;
}
