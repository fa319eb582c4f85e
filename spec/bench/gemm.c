/* Matrix products by a library itself, to measure Luma against: gemm LIBRARY
**
** LIBRARY is the name of a shared object with cblas_sgemm (OpenBLAS) or dnnl_sgemm (oneDNN).  A
** request is a line "f32|f64 M N K CALLS"; the answer is the seconds that one product
** (M, K) by (K, N) takes, or "error: ..." where the library has no such product.  The buffers stay
** where they are between calls, which is as good as it can get for the library.
*/
#include <dlfcn.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROW_MAJOR = 101, PLAIN = 111, MOST = 1 << 13 };

static void (*sgemm)(int, int, int, int, int, int, float, const float *, int, const float *, int,
                     float, float *, int);
static void (*dgemm)(int, int, int, int, int, int, double, const double *, int, const double *, int,
                     double, double *, int);
static int (*dnnl)(char, char, int64_t, int64_t, int64_t, float, const float *, int64_t,
                   const float *, int64_t, float, float *, int64_t);

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void product(bool wide, int m, int n, int k, const void *a, const void *b, void *c) {
  if (wide)
    dgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1, a, k, b, n, 0, c, n);
  else if (dnnl)
    dnnl('N', 'N', m, n, k, 1, a, k, b, n, 0, c, n);
  else
    sgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1, a, k, b, n, 0, c, n);
}

/* A buffer of ones, on its own cache lines; NULL when there is no memory. */
static void *ones(bool wide, size_t count) {
  size_t bytes = (count * (wide ? 8 : 4) + 63) / 64 * 64;
  void *buffer = aligned_alloc(64, bytes);
  for (size_t i = 0; buffer && i < count; i++) {
    if (wide)
      ((double *)buffer)[i] = 1;
    else
      ((float *)buffer)[i] = 1;
  }
  return buffer;
}

static void answer(const char *line) {
  char type[4];
  int m, n, k, calls;
  if (sscanf(line, "%3s %d %d %d %d", type, &m, &n, &k, &calls) != 5 || m < 1 || n < 1 || k < 1 ||
      m > MOST || n > MOST || k > MOST || calls < 1) {
    puts("error: a request is f32|f64 M N K CALLS");
    return;
  }
  bool wide = strcmp(type, "f64") == 0;
  if (wide ? dgemm == NULL : sgemm == NULL && dnnl == NULL) {
    puts("error: not in this library");
    return;
  }
  void *a = ones(wide, (size_t)m * (size_t)k), *b = ones(wide, (size_t)k * (size_t)n);
  void *c = ones(wide, (size_t)m * (size_t)n);
  if (a && b && c) {
    product(wide, m, n, k, a, b, c); /* threads start, pages come */
    double start = now();
    for (int i = 0; i < calls; i++) product(wide, m, n, k, a, b, c);
    printf("%.9g\n", (now() - start) / calls);
  } else {
    puts("error: out of memory");
  }
  free(a);
  free(b);
  free(c);
}

int main(int argc, char **argv) {
  void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  if (library == NULL) return EXIT_FAILURE;
  *(void **)&sgemm = dlsym(library, "cblas_sgemm");
  *(void **)&dgemm = dlsym(library, "cblas_dgemm");
  *(void **)&dnnl = dlsym(library, "dnnl_sgemm");
  char *(*core)(void) = (char *(*)(void))dlsym(library, "openblas_get_corename");
  printf("%s%s\n", core ? "OpenBLAS " : "oneDNN", core ? core() : "");
  fflush(stdout);
  char line[100];
  while (fgets(line, sizeof line, stdin)) {
    answer(line);
    fflush(stdout);
  }
  return EXIT_SUCCESS;
}
