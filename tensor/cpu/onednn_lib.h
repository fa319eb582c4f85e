/* oneDNN's primitives for the files onednn_*.c: its functions, opened at run time, and the guard under
** which its code runs. */
#ifndef LM_CPU_ONEDNN_LIB_H
#define LM_CPU_ONEDNN_LIB_H

#ifndef LM_NO_DNNL
#include <oneapi/dnnl/dnnl.h>
#if DNNL_VERSION_MAJOR != 2 /* version 3 has another API; its sgemm is the same */
#define LM_NO_DNNL_PRIMITIVES
#endif
#else
#define LM_NO_DNNL_PRIMITIVES
#endif

#ifndef LM_NO_DNNL_PRIMITIVES
#include <signal.h>
#include <stdbool.h>

#define CPU_DNNL_FUNCTIONS(X)                       \
  X(version)                                        \
  X(engine_create)                                  \
  X(stream_create)                                  \
  X(stream_destroy)                                 \
  X(stream_wait)                                    \
  X(memory_create)                                  \
  X(memory_destroy)                                 \
  X(memory_desc_init_by_strides)                    \
  X(memory_desc_equal)                              \
  X(memory_desc_get_size)                           \
  X(primitive_attr_create)                          \
  X(primitive_attr_destroy)                         \
  X(primitive_attr_set_scratchpad_mode)             \
  X(primitive_desc_create)                          \
  X(primitive_desc_destroy)                         \
  X(primitive_desc_query)                           \
  X(primitive_desc_query_md)                        \
  X(reorder_primitive_desc_create)                  \
  X(primitive_create)                               \
  X(primitive_destroy)                              \
  X(primitive_execute)                              \
  X(dilated_convolution_forward_desc_init)          \
  X(dilated_convolution_backward_data_desc_init)    \
  X(dilated_convolution_backward_weights_desc_init) \
  X(matmul_desc_init)

typedef struct cpu_dnnl {
#define FIELD(name) __typeof__(dnnl_##name) *name;
  CPU_DNNL_FUNCTIONS(FIELD)
#undef FIELD
  dnnl_engine_t engine;
} cpu_dnnl;

/* The library, opened on first use; NULL where there is none, or one of another version. */
const cpu_dnnl *cpu_dnnl_open(void);

/* Between these the library may be called: signals are held back (see onednn.c) and it uses as many
** threads as given.  enter fails without a message; then there is nothing to leave. */
typedef struct cpu_dnnl_guard {
  sigset_t before;
  int threads;
} cpu_dnnl_guard;
bool cpu_dnnl_enter(cpu_dnnl_guard *g, int threads);
void cpu_dnnl_leave(const cpu_dnnl_guard *g);

#endif
#endif
