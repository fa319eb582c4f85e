/* LU, inverse, systems of equations, Cholesky, LDL and triangular systems on the CPU. */
#include "tensor/cpu/linalg/lapack.h"

/* Matrix i of an operand or a result. */
static char *at(const lapack_job *job, char *data, int64_t i, int rows, int columns) {
  return data + (size_t)i * (size_t)rows * (size_t)columns * job->f->size;
}

/* The job of one result, in columns, which gets A's elements. */
static bool start(lapack_job *job, lm_tensor *result, lm_tensor *a, lm_tensor *info) {
  *job = (lapack_job){.f = cpu_lapack((lm_dtype)result->dtype),
                      .batches = lapack_batches(result),
                      .a = lm_data(result),
                      .info = info ? (int32_t *)lm_data(info) : NULL};
  if (job->f == NULL || !lapack_int(la_rows(a), &job->m) || !lapack_int(la_columns(a), &job->n))
    return false;
  job->k = job->m < job->n ? job->m : job->n;
  job->work = (double)job->m * job->n * job->k;
  return lm_copy_elements(result, a);
}

/* ---- LU ---- */

static int factor_lu(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->m);
  (void)scratch;
  job->f->getrf(&job->m, &job->n, at(job, job->a, i, job->m, job->n), &ld, job->pivots + i * job->k,
                &info);
  return info;
}

bool cpu_linalg_lu_factor_ex(lm_call *c) {
  lapack_job job;
  if (!start(&job, c->out[0], A(0).t, c->out[2])) return false;
  job.pivots = (int32_t *)lm_data(c->out[1]);
  job.run = factor_lu;
  if (!lapack_run(&job)) return false;
  int64_t bad = A(2).b ? lapack_first_bad(job.info, job.batches) : -1;
  if (bad < 0) return true;
  return lm_fail("%s: %s is singular: element (%d, %d) of U is zero, and solving with it would "
                 "divide by zero; lu or lu_factor_ex factor it all the same",
                 lm_running(), lapack_which(A(0).t, bad), (int)job.info[bad], (int)job.info[bad]);
}

bool cpu_linalg_permutation(lm_call *c) {
  const lm_tensor *out = c->out[0];
  lm_tensor *pivots = A(0).t, *plain;
  int64_t rows = out->sizes[out->ndim - 1], k = pivots->sizes[pivots->ndim - 1];
  int64_t batches = rows ? lm_numel(out) / rows : 0;
  plain = lm_new_like(pivots, LM_I32);
  if (plain == NULL) return false;
  bool ok = lm_copy_elements(plain, pivots);
  const int32_t *p = (const int32_t *)lm_data(plain);
  int64_t *to = (int64_t *)lm_data(out);
  for (int64_t b = 0; b < batches && ok; b++, to += rows, p += k) {
    for (int64_t i = 0; i < rows; i++) to[i] = i + 1;
    for (int64_t i = 0; i < k && ok; i++) {
      if (p[i] < 1 || p[i] > rows) {
        ok = lm_fail("%s: pivot %d is no row of a matrix with %lld rows: pivots count from 1",
                     lm_running(), (int)p[i], (long long)rows);
        break;
      }
      int64_t row = to[i];
      to[i] = to[p[i] - 1];
      to[p[i] - 1] = row;
    }
  }
  lm_release(plain);
  return ok;
}

/* ---- inverse ---- */

static int invert(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->n);
  int *pivots = lapack_take(&scratch, sizeof(int) * (size_t)ld);
  void *a = at(job, job->a, i, job->n, job->n);
  job->f->getrf(&job->n, &job->n, a, &ld, pivots, &info);
  if (info == 0) job->f->getri(&job->n, a, &ld, pivots, scratch, &job->lwork, &info);
  return info;
}

static bool singular(const lapack_job *job, const lm_tensor *a, bool check) {
  int64_t bad = check ? lapack_first_bad(job->info, job->batches) : -1;
  if (bad < 0) return true;
  return lm_fail("%s: %s is singular: diagonal element %d of its LU factor is zero; only a matrix "
                 "with an inverse will do",
                 lm_running(), lapack_which(a, bad), (int)job->info[bad]);
}

bool cpu_linalg_inv_ex(lm_call *c) {
  lapack_job job;
  char answer[16];
  int query = -1, ld, info;
  if (!start(&job, c->out[0], A(0).t, c->out[1])) return false;
  ld = lapack_ld(job.n);
  job.f->getri(&job.n, LAPACK_NOTHING, &ld, LAPACK_NOTHING, answer, &query, &info);
  job.lwork = lapack_answer(job.f, answer);
  job.scratch_bytes = lapack_align(sizeof(int) * (size_t)ld) + (size_t)job.lwork * job.f->size;
  job.run = invert;
  return lapack_run(&job) && singular(&job, A(0).t, A(1).b);
}

/* ---- systems ---- */

static int solve(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->n);
  int *pivots = lapack_take(&scratch, sizeof(int) * (size_t)ld);
  void *b = at(job, job->a, i, job->n, job->k);
  lapack_copy(scratch, at(job, job->b, i, job->n, job->n),
              (size_t)job->n * (size_t)job->n * job->f->size);
  job->f->getrf(&job->n, &job->n, scratch, &ld, pivots, &info);
  if (info == 0) job->f->getrs("N", &job->n, &job->k, scratch, &ld, pivots, b, &ld, &info, 1);
  return info;
}

bool cpu_linalg_solve_system(lm_call *c) {
  lapack_job job;
  if (!start(&job, c->out[0], A(1).t, c->out[1])) return false;
  lm_tensor *a = lapack_columns(A(0).t);
  if (a == NULL) return false;
  job.b = lm_data(a);
  job.k = job.n;
  job.n = job.m;
  job.work = (double)job.n * job.n * (job.n / 3.0 + job.k);
  job.scratch_bytes =
      lapack_align(sizeof(int) * (size_t)job.n) + (size_t)job.n * (size_t)job.n * job.f->size + 64;
  job.run = solve;
  bool ok = lapack_run(&job) && singular(&job, A(0).t, A(2).b);
  lm_release(a);
  return ok;
}

/* ---- Cholesky ---- */

/* OpenBLAS lets NaN pass: 1 + the position of the first NaN on the diagonal, or 0. */
static int nan_on_diagonal(const lapack_job *job, const char *a) {
  for (int i = 0; i < job->n; i++) {
    const char *p = a + ((size_t)i * (size_t)job->n + (size_t)i) * job->f->size;
    double x = job->f->real_size == 4 ? (double)*(const float *)p : *(const double *)p;
    if (x != x) return i + 1;
  }
  return 0;
}

static int factor_cholesky(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->n);
  char *a = at(job, job->a, i, job->n, job->n);
  (void)scratch;
  job->f->potrf(job->option ? "U" : "L", &job->n, a, &ld, &info, 1);
  lapack_clear(job->f, a, job->n, job->n, !job->option);
  return info ? info : nan_on_diagonal(job, a);
}

bool cpu_linalg_cholesky_ex(lm_call *c) {
  lapack_job job;
  if (!start(&job, c->out[0], A(0).t, c->out[1])) return false;
  job.option = A(1).b;
  job.run = factor_cholesky;
  if (!lapack_run(&job)) return false;
  int64_t bad = A(2).b ? lapack_first_bad(job.info, job.batches) : -1;
  if (bad < 0) return true;
  return lm_fail("%s: %s is not positive-definite: its leading minor of order %d is not",
                 lm_running(), lapack_which(A(0).t, bad), (int)job.info[bad]);
}

/* ---- LDL ---- */

static int factor_ldl(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->n);
  char *a = at(job, job->a, i, job->n, job->n);
  int32_t *pivots = job->pivots + i * job->n;
  if (job->option)
    job->f->hetrf("L", &job->n, a, &ld, pivots, scratch, &job->lwork, &info, 1);
  else
    job->f->sytrf("L", &job->n, a, &ld, pivots, scratch, &job->lwork, &info, 1);
  lapack_clear(job->f, a, job->n, job->n, true);
  return info;
}

bool cpu_linalg_ldl_factor_ex(lm_call *c) {
  lapack_job job;
  char answer[16];
  int query = -1, ld, info = 0;
  if (!start(&job, c->out[0], A(0).t, c->out[2])) return false;
  ld = lapack_ld(job.n);
  job.option = A(1).b && job.f->is_complex;
  if (job.option)
    job.f->hetrf("L", &job.n, LAPACK_NOTHING, &ld, LAPACK_NOTHING, answer, &query, &info, 1);
  else
    job.f->sytrf("L", &job.n, LAPACK_NOTHING, &ld, LAPACK_NOTHING, answer, &query, &info, 1);
  job.lwork = lapack_answer(job.f, answer);
  job.scratch_bytes = (size_t)job.lwork * job.f->size;
  job.pivots = (int32_t *)lm_data(c->out[1]);
  job.run = factor_ldl;
  if (!lapack_run(&job)) return false;
  int64_t bad = A(2).b ? lapack_first_bad(job.info, job.batches) : -1;
  if (bad < 0) return true;
  return lm_fail("%s: element (%d, %d) of D is zero in the factors of %s, and solving with them "
                 "would divide by zero; ldl_factor_ex factors it all the same",
                 lm_running(), (int)job.info[bad], (int)job.info[bad], lapack_which(A(0).t, bad));
}

/* Pivots as sytrf writes them: each within 1 .. n or its negative, negative ones in pairs. */
static bool good_pivots(const int32_t *p, int n) {
  for (int i = 0; i < n; i++) {
    int64_t v = p[i] < 0 ? -(int64_t)p[i] : p[i];
    if (v < 1 || v > n) return false;
    if (p[i] < 0 && (i + 1 == n || p[i + 1] != p[i])) return false;
    if (p[i] < 0) i++;
  }
  return true;
}

static int solve_ldl(const lapack_job *job, int64_t i, char *scratch) {
  int info = 0, ld = lapack_ld(job->n);
  const int32_t *pivots = job->pivots + i * job->n;
  char *a = at(job, job->b, i, job->n, job->n), *b = at(job, job->a, i, job->n, job->k);
  (void)scratch;
  if (!good_pivots(pivots, job->n)) return 1;
  if (job->option)
    job->f->hetrs("L", &job->n, &job->k, a, &ld, pivots, b, &ld, &info, 1);
  else
    job->f->sytrs("L", &job->n, &job->k, a, &ld, pivots, b, &ld, &info, 1);
  return info;
}

/* A kernel without infos among its results runs with these. */
static bool run_privately(lapack_job *job, lm_tensor *like, int64_t *bad) {
  lm_tensor *info = la_new_vector(like, -1, LM_I32);
  if (info == NULL) return false;
  job->info = (int32_t *)lm_data(info);
  bool ok = lapack_run(job);
  *bad = ok ? lapack_first_bad(job->info, job->batches) : -1;
  lm_release(info);
  return ok;
}

bool cpu_linalg_ldl_system(lm_call *c) {
  lapack_job job;
  int64_t bad;
  lm_tensor *a = lapack_columns(A(0).t), *pivots = lm_new_like(A(1).t, LM_I32);
  bool ok = a && pivots && lm_copy_elements(pivots, A(1).t) && start(&job, c->out[0], A(2).t, NULL);
  if (ok) {
    job.b = lm_data(a);
    job.pivots = (int32_t *)lm_data(pivots);
    job.k = job.n;
    job.n = job.m;
    job.work = (double)job.n * job.n * job.k;
    job.option = A(3).b && job.f->is_complex;
    job.run = solve_ldl;
    ok = run_privately(&job, A(0).t, &bad);
    if (ok && bad >= 0)
      ok = lm_fail("%s: the pivots of %s are none that ldl_factor gives", lm_running(),
                   lapack_which(A(0).t, bad));
  }
  lm_release(a);
  lm_release(pivots);
  return ok;
}

/* ---- triangular systems ---- */

enum { UPPER = 1, LEFT = 2, UNIT = 4 };

static int solve_triangle(const lapack_job *job, int64_t i, char *scratch) {
  static const float one_s[2] = {1, 0};
  static const double one_d[2] = {1, 0};
  const void *one = job->f->real_size == 4 ? (const void *)one_s : one_d;
  int ld = lapack_ld(job->m), lda = lapack_ld(job->k);
  (void)scratch;
  job->f->trsm(job->option & LEFT ? "L" : "R", job->option & UPPER ? "U" : "L", "N",
               job->option & UNIT ? "U" : "N", &job->m, &job->n, one,
               at(job, job->b, i, job->k, job->k), &lda, at(job, job->a, i, job->m, job->n), &ld, 1,
               1, 1, 1);
  return 0;
}

bool cpu_linalg_triangular_system(lm_call *c) {
  lapack_job job;
  int64_t bad;
  lm_tensor *a = lapack_columns(A(0).t);
  bool ok = a && start(&job, c->out[0], A(1).t, NULL);
  if (ok) {
    job.b = lm_data(a);
    job.option = (A(2).b ? UPPER : 0) | (A(3).b ? LEFT : 0) | (A(4).b ? UNIT : 0);
    job.k = A(3).b ? job.m : job.n;
    job.work = (double)job.m * job.n * job.k;
    job.run = solve_triangle;
    ok = run_privately(&job, A(0).t, &bad);
  }
  lm_release(a);
  return ok;
}
