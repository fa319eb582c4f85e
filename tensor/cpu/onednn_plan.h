/* Plans: oneDNN primitives with the reorders between plain memory and the layouts they chose, kept for
** as long as there is room. */
#ifndef LM_CPU_ONEDNN_PLAN_H
#define LM_CPU_ONEDNN_PLAN_H

#include "tensor/cpu/onednn_lib.h"

#ifndef LM_NO_DNNL_PRIMITIVES
#include <stddef.h>
#include <stdint.h>

enum { CPU_PLAN_OPERANDS = 3, CPU_PLAN_KEY = 256 };

/* A primitive of three operands, one of which is its result. */
typedef struct cpu_plan {
  dnnl_primitive_t primitive;
  int arg[CPU_PLAN_OPERANDS]; /* DNNL_ARG_... */
  int result;
  dnnl_memory_desc_t user[CPU_PLAN_OPERANDS], inner[CPU_PLAN_OPERANDS];
  dnnl_primitive_t
      reorder[CPU_PLAN_OPERANDS];  /* user to inner, of the result back; NULL: they agree */
  size_t bytes[CPU_PLAN_OPERANDS]; /* of the inner layout; 0 where they agree */
  size_t scratch;                  /* what any of the primitives wants beside them */
  bool has_bias;
  dnnl_memory_desc_t bias;
} cpu_plan;

/* Fills what `make` must: arg, result, user, has_bias and bias, and gives the primitive's description;
** false where the library has nothing (fast) for it. */
typedef bool (*cpu_plan_maker)(cpu_plan *p, const void *key, const_dnnl_primitive_attr_t attr,
                               dnnl_primitive_desc_t *pd);

/* The plan of a key of n bytes (all of them count, CPU_PLAN_KEY at most), which is made under a guard
** with as many threads as it will run on; NULL where there is none.  Ends with cpu_plan_done. */
cpu_plan *cpu_plan_find(const void *key, size_t n, cpu_plan_maker make);
void cpu_plan_done(cpu_plan *p); /* NULL is fine */

/* Both run under a guard.  Reordering goes from `user` to `inner`, of the result the other way. */
bool cpu_plan_reorder(const cpu_plan *p, int operand, void *user, void *inner, void *scratch);
bool cpu_plan_execute(const cpu_plan *p, void *const inner[CPU_PLAN_OPERANDS], const void *bias,
                      void *scratch);

/* True where a convolution has a kernel of its own: not plain loops, nor matrix products of columns,
** which are no faster than cpu/conv.c and whose sums depend on the number of threads. */
bool cpu_plan_is_reference(const_dnnl_primitive_desc_t pd); /* plain loops */
bool cpu_plan_has_kernel(const_dnnl_primitive_desc_t pd);

#endif
#endif
