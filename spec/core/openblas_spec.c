/* The choice of OpenBLAS's kernels: a library that has taken those of Haswell, as it does on processors
** it does not know, is made to run those of SkylakeX where the processor can, with the environment as it
** was.  (The file is included, for the parts that are private to it.) */
#include "tensor/cpu/openblas.c"

#include <stdio.h>

static int failures;

static void check(const char *name, bool good) {
  if (good)
    printf("ok %s\n", name);
  else
    printf("not ok %s: it is not so\n", name), failures++;
}

int main(void) {
#if defined(__x86_64__) && defined(__GLIBC__)
  const char *said = getenv("OPENBLAS_CORETYPE");
  if (said || !processor_has_avx512()) {
    printf("ok openblas: nothing to choose here\n");
    return 0;
  }
  setenv("OPENBLAS_CORETYPE", "Haswell", 1); /* what the constructor of the library sees */
  void *blas = dlopen(names[0], RTLD_NOW | RTLD_LOCAL);
  if (blas == NULL || strcmp(core_name(blas), "Haswell") != 0) {
    printf("ok openblas: no library with a choice here\n");
    return 0;
  }
  choose_kernels(blas);
  check("what the user says stays", strcmp(core_name(blas), "Haswell") == 0);
  unsetenv("OPENBLAS_CORETYPE");
  choose_kernels(blas);
  check("kernels of SkylakeX run", strcmp(core_name(blas), WANTED) == 0);
  check("small kernels are known to be there", cpu_openblas_small_kernels(blas));
  check("products are right", products_right(blas));
  check("the environment is as it was", getenv("OPENBLAS_CORETYPE") == NULL);
  choose_kernels(blas);
  check("a good choice stays", strcmp(core_name(blas), WANTED) == 0 && products_right(blas));
  check("a library that was there before is taken as it is", cpu_openblas_open() == blas);
#else
  printf("ok openblas: nothing to choose here\n");
#endif
  return failures != 0;
}
