/* Calling LAPACK on batches of matrices.
**
** The functions come from OpenBLAS, opened on first use.  One table for each of the four dtypes holds
** them under one type: a matrix is a void pointer, and a kernel is written once.  Fortran takes every
** argument by address, its integers have 32 bits, and the length of each character argument follows
** behind the others.
**
** Matrices lie in columns, as Fortran wants them: results are made so by la_new_columns (tensor/linalg),
** operands are copied so by lapack_columns.  Matrix i of a batch lies i * m * n elements behind the
** first.
*/
#ifndef CPU_LAPACK_H
#define CPU_LAPACK_H

#include "tensor/linalg/linalg.h"

#include <stdatomic.h>
#include <string.h>

/* X(name, real, complex, arguments): the name in Fortran after the letter of the type; NULL where
** only the other kind has it. */
/* clang-format off */
#define LAPACK_FUNCTIONS(X) \
  X(getrf, "getrf", "getrf", (const int *m, const int *n, void *a, const int *lda, int *pivots, int *info)) \
  X(getrs, "getrs", "getrs", (const char *trans, const int *n, const int *nrhs, const void *a, const int *lda, const int *pivots, void *b, const int *ldb, int *info, size_t)) \
  X(getri, "getri", "getri", (const int *n, void *a, const int *lda, const int *pivots, void *work, const int *lwork, int *info)) \
  X(potrf, "potrf", "potrf", (const char *uplo, const int *n, void *a, const int *lda, int *info, size_t)) \
  X(trsm, "trsm", "trsm", (const char *side, const char *uplo, const char *trans, const char *diag, const int *m, const int *n, const void *alpha, const void *a, const int *lda, void *b, const int *ldb, size_t, size_t, size_t, size_t)) \
  X(sytrf, "sytrf", "sytrf", (const char *uplo, const int *n, void *a, const int *lda, int *pivots, void *work, const int *lwork, int *info, size_t)) \
  X(sytrs, "sytrs", "sytrs", (const char *uplo, const int *n, const int *nrhs, const void *a, const int *lda, const int *pivots, void *b, const int *ldb, int *info, size_t)) \
  X(hetrf, "sytrf", "hetrf", (const char *uplo, const int *n, void *a, const int *lda, int *pivots, void *work, const int *lwork, int *info, size_t)) \
  X(hetrs, "sytrs", "hetrs", (const char *uplo, const int *n, const int *nrhs, const void *a, const int *lda, const int *pivots, void *b, const int *ldb, int *info, size_t)) \
  X(geqrf, "geqrf", "geqrf", (const int *m, const int *n, void *a, const int *lda, void *tau, void *work, const int *lwork, int *info)) \
  X(orgqr, "orgqr", "ungqr", (const int *m, const int *n, const int *k, void *a, const int *lda, const void *tau, void *work, const int *lwork, int *info)) \
  X(ormqr, "ormqr", "unmqr", (const char *side, const char *trans, const int *m, const int *n, const int *k, const void *a, const int *lda, const void *tau, void *c, const int *ldc, void *work, const int *lwork, int *info, size_t, size_t)) \
  X(gesdd, "gesdd", NULL, (const char *jobz, const int *m, const int *n, void *a, const int *lda, void *s, void *u, const int *ldu, void *vt, const int *ldvt, void *work, const int *lwork, int *iwork, int *info, size_t)) \
  X(cgesdd, NULL, "gesdd", (const char *jobz, const int *m, const int *n, void *a, const int *lda, void *s, void *u, const int *ldu, void *vt, const int *ldvt, void *work, const int *lwork, void *rwork, int *iwork, int *info, size_t)) \
  X(syevd, "syevd", NULL, (const char *jobz, const char *uplo, const int *n, void *a, const int *lda, void *w, void *work, const int *lwork, int *iwork, const int *liwork, int *info, size_t, size_t)) \
  X(heevd, NULL, "heevd", (const char *jobz, const char *uplo, const int *n, void *a, const int *lda, void *w, void *work, const int *lwork, void *rwork, const int *lrwork, int *iwork, const int *liwork, int *info, size_t, size_t)) \
  X(geev, "geev", NULL, (const char *jobvl, const char *jobvr, const int *n, void *a, const int *lda, void *wr, void *wi, void *vl, const int *ldvl, void *vr, const int *ldvr, void *work, const int *lwork, int *info, size_t, size_t)) \
  X(cgeev, NULL, "geev", (const char *jobvl, const char *jobvr, const int *n, void *a, const int *lda, void *w, void *vl, const int *ldvl, void *vr, const int *ldvr, void *work, const int *lwork, void *rwork, int *info, size_t, size_t)) \
  X(gels, "gels", "gels", (const char *trans, const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, void *work, const int *lwork, int *info, size_t)) \
  X(gelsy, "gelsy", NULL, (const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, int *jpvt, const void *rcond, int *rank, void *work, const int *lwork, int *info)) \
  X(cgelsy, NULL, "gelsy", (const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, int *jpvt, const void *rcond, int *rank, void *work, const int *lwork, void *rwork, int *info)) \
  X(gelsd, "gelsd", NULL, (const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, void *s, const void *rcond, int *rank, void *work, const int *lwork, int *iwork, int *info)) \
  X(cgelsd, NULL, "gelsd", (const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, void *s, const void *rcond, int *rank, void *work, const int *lwork, void *rwork, int *iwork, int *info)) \
  X(gelss, "gelss", NULL, (const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, void *s, const void *rcond, int *rank, void *work, const int *lwork, int *info)) \
  X(cgelss, NULL, "gelss", (const int *m, const int *n, const int *nrhs, void *a, const int *lda, void *b, const int *ldb, void *s, const void *rcond, int *rank, void *work, const int *lwork, void *rwork, int *info))
/* clang-format on */

typedef struct lapack {
  lm_dtype dtype;
  bool is_complex;
  size_t size, real_size; /* bytes of an element, and of its real part */
#define X(name, real, complex, args) void(*name) args;
  LAPACK_FUNCTIONS(X)
#undef X
} lapack;

/* The functions for one of the four dtypes; NULL with a message where there is no library. */
const lapack *cpu_lapack(lm_dtype dtype);

/* An operand with its last two dimensions in columns: t itself where it lies so, else a copy; the
** caller's.  NULL gives NULL. */
lm_tensor *lapack_columns(lm_tensor *t);

/* ---- a batch ---- */

/* What a kernel does with each matrix.  `run` may be called by several threads at a time; `scratch` are
** `scratch_bytes` of its own, 64-byte aligned, and what it returns becomes the matrix's info. */
typedef struct lapack_job lapack_job;
struct lapack_job {
  const lapack *f;
  int (*run)(const lapack_job *job, int64_t i, char *scratch);
  int64_t batches;
  double work; /* multiplications for each matrix, roughly */
  size_t scratch_bytes;
  int m, n, k;
  int lwork, option;
  char *a, *b, *c, *d; /* operands and results */
  int32_t *pivots;
  int32_t *info; /* one for each matrix */
  _Atomic bool no_memory;
};

/* Runs the batch, filling in job->info, which must be there. False after a message. */
bool lapack_run(lapack_job *job);

/* A dimension as Fortran's integer; fails where it does not fit. */
bool lapack_int(int64_t size, int *to);
/* How many matrices of the last two dimensions there are. */
int64_t lapack_batches(const lm_tensor *t);
/* The answer to a question for workspace: the first element of work. */
int lapack_answer(const lapack *f, const void *work);
/* What stands for arrays in a question for workspace: some functions write into them all the same. */
#define LAPACK_NOTHING ((void *)(double[8]){0})
/* max(1, n): a leading dimension. */
static inline int lapack_ld(int n) { return n > 1 ? n : 1; }
static inline size_t lapack_align(size_t bytes) { return (bytes + 63) & ~(size_t)63; }

/* A piece of a job's scratch, which moves on. */
static inline void *lapack_take(char **scratch, size_t bytes) {
  void *p = *scratch;
  *scratch += lapack_align(bytes);
  return p;
}

/* memcpy, also of nothing from nowhere. */
static inline void lapack_copy(void *to, const void *from, size_t bytes) {
  if (bytes) memcpy(to, from, bytes);
}

/* rows by columns elements from one matrix in columns to another. */
void lapack_move(void *to, const void *from, int rows, int columns, int ld_from, int ld_to,
                 size_t size);
/* Zeros above the diagonal (upper) or below it. */
void lapack_clear(const lapack *f, void *matrix, int rows, int columns, bool upper);
void lapack_identity(const lapack *f, void *matrix, int rows, int columns);
/* True when there is neither NaN nor infinity among the elements: some functions never end on them. */
bool lapack_finite(const lapack *f, const void *data, size_t count);

/* What a kernel's run returns, beside LAPACK's own info, for a matrix that is not finite. */
#define LAPACK_NOT_FINITE (-1000)

/* The position of the first matrix whose info is not 0 (negative or positive), or -1. */
int64_t lapack_first_bad(const int32_t *info, int64_t batches);
/* "the matrix", or "matrix 2 of the batch", or "matrix (2, 1) of the batch", for matrix i of t. */
const char *lapack_which(const lm_tensor *t, int64_t i);

#endif
