/* QR and products of Householder reflections on the CPU. */
#include "tensor/cpu/linalg/lapack.h"

static char *at(const lapack_job *job, char *data, int64_t i, size_t elements) {
  return data + (size_t)i * elements * job->f->size;
}

static size_t area(int rows, int columns) { return (size_t)rows * (size_t)columns; }

/* Starts a job whose infos nobody looks at; finish releases them. */
static lm_tensor *start(lapack_job *job, const lm_tensor *like) {
  lm_tensor *info = NULL;
  *job = (lapack_job){.f = cpu_lapack((lm_dtype)like->dtype), .batches = lapack_batches(like)};
  if (job->f == NULL || !lapack_int(la_rows(like), &job->m) ||
      !lapack_int(la_columns(like), &job->n) || !(info = la_new_vector(like, -1, LM_I32)))
    return NULL;
  job->info = (int32_t *)lm_data(info);
  job->k = job->m < job->n ? job->m : job->n;
  job->work = 2.0 * job->m * job->n * (job->k + 1);
  return info;
}

static void ask_geqrf(const lapack_job *job, int *lwork) {
  char answer[16] = {0};
  int query = -1, info, ld = lapack_ld(job->m);
  job->f->geqrf(&job->m, &job->n, LAPACK_NOTHING, &ld, LAPACK_NOTHING, answer, &query, &info);
  int n = lapack_answer(job->f, answer);
  if (n > *lwork) *lwork = n;
}

static void ask_orgqr(const lapack_job *job, int columns, int k, int *lwork) {
  char answer[16] = {0};
  int query = -1, info, ld = lapack_ld(job->m);
  job->f->orgqr(&job->m, &columns, &k, LAPACK_NOTHING, &ld, LAPACK_NOTHING, answer, &query, &info);
  int n = lapack_answer(job->f, answer);
  if (n > *lwork) *lwork = n;
}

/* ---- geqrf ---- */

static int factor(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->m);
  job->f->geqrf(&job->m, &job->n, at(job, job->a, i, area(job->m, job->n)), &ld,
                at(job, job->b, i, (size_t)job->k), scratch, &job->lwork, &info);
  return info;
}

bool cpu_geqrf(lm_call *c) {
  lapack_job job;
  lm_tensor *info = start(&job, A(0).t);
  if (info == NULL) return false;
  job.a = lm_data(c->out[0]);
  job.b = lm_data(c->out[1]);
  ask_geqrf(&job, &job.lwork);
  job.scratch_bytes = (size_t)job.lwork * job.f->size;
  job.run = factor;
  bool ok = lm_copy_elements(c->out[0], A(0).t) && lapack_run(&job);
  lm_release(info);
  return ok;
}

/* ---- qr: Q (m, option) and R (option, n); no Q when option is -1, and R (k, n) ---- */

static int factor_qr(const lapack_job *job, int64_t i, char *scratch) {
  const lapack *f = job->f;
  int info = 0, ld = lapack_ld(job->m), wide = job->n > job->option ? job->n : job->option;
  int rows = job->option < 0 ? job->k : job->option;
  char *a = lapack_take(&scratch, area(job->m, wide) * f->size);
  void *tau = lapack_take(&scratch, (size_t)job->k * f->size);
  lapack_copy(a, at(job, job->a, i, area(job->m, job->n)), area(job->m, job->n) * f->size);
  f->geqrf(&job->m, &job->n, a, &ld, tau, scratch, &job->lwork, &info);
  if (info) return info;
  char *r = at(job, job->c, i, area(rows, job->n));
  lapack_move(r, a, rows, job->n, job->m, rows, f->size);
  lapack_clear(f, r, rows, job->n, false);
  if (job->option < 0) return 0;
  f->orgqr(&job->m, &job->option, &job->k, a, &ld, tau, scratch, &job->lwork, &info);
  lapack_copy(at(job, job->b, i, area(job->m, job->option)), a,
              area(job->m, job->option) * f->size);
  return info;
}

bool cpu_linalg_qr_factors(lm_call *c) {
  lapack_job job;
  lm_tensor *info = start(&job, A(0).t), *a = info ? lapack_columns(A(0).t) : NULL;
  bool ok = a != NULL;
  if (ok) {
    bool with_q = A(1).i >= 0;
    job.a = lm_data(a);
    job.b = lm_data(c->out[0]);
    job.c = lm_data(c->out[1]);
    job.option = with_q ? (int)la_columns(c->out[0]) : -1;
    ask_geqrf(&job, &job.lwork);
    if (with_q) ask_orgqr(&job, job.option, job.k, &job.lwork);
    size_t wide = (size_t)(job.n > job.option ? job.n : job.option);
    job.scratch_bytes = lapack_align((size_t)job.m * wide * job.f->size) +
                        lapack_align((size_t)job.k * job.f->size) + (size_t)job.lwork * job.f->size;
    job.run = factor_qr;
    ok = lapack_run(&job);
  }
  lm_release(a);
  lm_release(info);
  return ok;
}

/* ---- products of reflections ---- */

/* The first n columns of H(1) ... H(k). */
static int multiply_out(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->m);
  job->f->orgqr(&job->m, &job->n, &job->k, at(job, job->a, i, area(job->m, job->n)), &ld,
                at(job, job->b, i, (size_t)job->k), scratch, &job->lwork, &info);
  return info;
}

static lm_tensor *plain(lm_tensor *t) {
  if (lm_is_contiguous(t)) return lm_retain(t);
  lm_tensor *copy = lm_new_like(t, (lm_dtype)t->dtype);
  if (copy && lm_copy_elements(copy, t)) return copy;
  lm_release(copy);
  return NULL;
}

bool cpu_householder_columns(lm_call *c) {
  lapack_job job;
  lm_tensor *info = start(&job, A(0).t), *tau = info ? plain(A(1).t) : NULL;
  bool ok = tau && lm_copy_elements(c->out[0], A(0).t);
  if (ok) {
    job.k = (int)tau->sizes[tau->ndim - 1];
    job.a = lm_data(c->out[0]);
    job.b = lm_data(tau);
    ask_orgqr(&job, job.n, job.k, &job.lwork);
    job.scratch_bytes = (size_t)job.lwork * job.f->size;
    job.run = multiply_out;
    ok = lapack_run(&job);
  }
  lm_release(tau);
  lm_release(info);
  return ok;
}

enum { LEFT = 1, TRANSPOSED = 2 };

static int multiply_by(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, rows = job->option & LEFT ? job->m : job->n, lda = lapack_ld(rows),
      ld = lapack_ld(job->m);
  const char *adjoint = job->f->is_complex ? "C" : "T";
  job->f->ormqr(job->option & LEFT ? "L" : "R", job->option & TRANSPOSED ? adjoint : "N", &job->m,
                &job->n, &job->k, at(job, job->a, i, area(rows, job->k)), &lda,
                at(job, job->b, i, (size_t)job->k), at(job, job->c, i, area(job->m, job->n)), &ld,
                scratch, &job->lwork, &info, 1, 1);
  return info;
}

/* A(0) (.., rows, k) and A(1) (.., k) hold the reflections, A(2) is multiplied by them. */
bool cpu_householder_multiply(lm_call *c) {
  lapack_job job;
  lm_tensor *info = start(&job, A(2).t), *tau = info ? plain(A(1).t) : NULL,
            *a = tau ? lapack_columns(A(0).t) : NULL;
  bool ok = a && lm_copy_elements(c->out[0], A(2).t);
  if (ok) {
    char answer[16] = {0};
    int query = -1, ignored, ld = lapack_ld(job.m);
    job.k = (int)tau->sizes[tau->ndim - 1];
    job.option = (A(3).b ? LEFT : 0) | (A(4).b ? TRANSPOSED : 0);
    int rows = A(3).b ? job.m : job.n, lda = lapack_ld(rows);
    job.a = lm_data(a);
    job.b = lm_data(tau);
    job.c = lm_data(c->out[0]);
    job.f->ormqr(A(3).b ? "L" : "R", "N", &job.m, &job.n, &job.k, LAPACK_NOTHING, &lda,
                 LAPACK_NOTHING, LAPACK_NOTHING, &ld, answer, &query, &ignored, 1, 1);
    job.lwork = lapack_answer(job.f, answer);
    job.scratch_bytes = (size_t)job.lwork * job.f->size;
    job.run = multiply_by;
    ok = lapack_run(&job);
  }
  lm_release(a);
  lm_release(tau);
  lm_release(info);
  return ok;
}
