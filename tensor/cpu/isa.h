/* The choice of an instruction set.
**
** Files in tensor/cpu/isa are compiled once for each instruction set of the architecture, with
** LM_ISA naming it.  Such a file gives its external names a suffix with LM_NAME and exports tables
** of kernels; a portable file declares the tables with LM_ISA_TABLE and calls the function that the
** macro defines to get the one that this processor runs:
**
**     isa/sum.c:   const sum_table LM_NAME(lm_sums) = {...};
**     sum.c:       LM_ISA_TABLE(sum_table, lm_sums)
**                  ... lm_sums()->row[dtype](...)
**
** The choice is made at the first call and stays: the best that the processor has and the build
** holds, or the one that LUMA_ISA names, where the processor can run it.
*/
#ifndef LM_CPU_ISA_H
#define LM_CPU_ISA_H

#include <stdatomic.h>
#include <stddef.h>

#include "tensor/args.h" /* LM_CAT */

/* From the least to the best within an architecture. */
#define LM_ISAS(X) X(generic) X(v2) X(v3) X(v4) X(neon)

typedef enum lm_isa {
#define X(name) LM_ISA_##name,
  LM_ISAS(X)
#undef X
      LM_ISA_COUNT
} lm_isa;

lm_isa lm_isa_choice(void);
const char *lm_isa_name(void); /* "v4": for luma.build */

/* In a file that is compiled per instruction set: `name` with its suffix. */
#define LM_NAME(name) LM_CAT(LM_CAT(name, _), LM_ISA)

/* Weak, because a build may leave instruction sets out; the choice then passes over them. */
#define LM_ISA_TABLE(type, name)                                                              \
  extern const type name##_generic __attribute__((weak)), name##_v2 __attribute__((weak)),    \
      name##_v3 __attribute__((weak)), name##_v4 __attribute__((weak)),                       \
      name##_neon __attribute__((weak));                                                      \
  static inline const type *name(void) {                                                      \
    static const type *const tables[LM_ISA_COUNT] = {&name##_generic, &name##_v2, &name##_v3, \
                                                     &name##_v4, &name##_neon};               \
    static const type *_Atomic chosen; /* the choice never changes */                         \
    const type *table = atomic_load_explicit(&chosen, memory_order_relaxed);                  \
    if (__builtin_expect(table == NULL, 0))                                                   \
      atomic_store_explicit(&chosen, table = tables[lm_isa_choice()], memory_order_relaxed);  \
    return table;                                                                             \
  }

#endif
