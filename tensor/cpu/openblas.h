/* Which kernels OpenBLAS runs: see openblas.c. */
#ifndef CPU_OPENBLAS_H
#define CPU_OPENBLAS_H

#include <stdbool.h>

/* Opens the library, once, and sees to it that it runs the best kernels it has for this processor.
** NULL when there is none. */
void *cpu_openblas_open(void);

/* True when the kernels that run include OpenBLAS's own for small products of f32. */
bool cpu_openblas_small_kernels(void *library);

#endif
