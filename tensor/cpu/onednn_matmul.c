/* Matrix products by oneDNN's primitive; see onednn_matmul.h. */
#include "tensor/cpu/onednn_matmul.h"
#include "tensor/cpu/onednn_plan.h"
#include "tensor/tensor.h"

#ifdef LM_NO_DNNL_PRIMITIVES

bool cpu_dnnl_has_bf16(void) { return false; }
bool cpu_dnnl_matmul(lm_dtype dtype, int64_t batches, int64_t m, int64_t n, int64_t k,
                     const cpu_matrices *a, const cpu_matrices *b, const void *bias, void *c) {
  (void)dtype, (void)batches, (void)m, (void)n, (void)k, (void)a, (void)b, (void)bias, (void)c;
  return false;
}

#else

#include <omp.h>
#include <string.h>

/* The library has bfloat16 from AVX-512 on, by tricks where the processor has none of its own: float32
** is faster then. */
bool cpu_dnnl_has_bf16(void) {
#ifdef __x86_64__
  return __builtin_cpu_supports("avx512bf16") != 0 && cpu_dnnl_open() != NULL;
#else
  return false;
#endif
}

/* All of it is compared.  `what` tells it from keys of other plans. */
typedef struct matmul_key {
  int64_t what, dtype, threads, bias, batches, m, n, k;
  int64_t a[3], b[3]; /* strides */
} matmul_key;

enum { MATMUL = 100 };

static bool layout(dnnl_memory_desc_t *md, int64_t dtype, int64_t batches, int64_t rows,
                   int64_t columns, const int64_t *strides) {
  const dnnl_dims_t dims = {batches, rows, columns}, steps = {strides[0], strides[1], strides[2]};
  int skip = batches > 1 ? 0 : 1;
  return cpu_dnnl_open()->memory_desc_init_by_strides(md, 3 - skip, dims + skip,
                                                      dtype == LM_F32 ? dnnl_f32 : dnnl_bf16,
                                                      steps + skip) == dnnl_success;
}

static bool make_plan(cpu_plan *p, const void *key, const_dnnl_primitive_attr_t attr,
                      dnnl_primitive_desc_t *pd) {
  const cpu_dnnl *lib = cpu_dnnl_open();
  const matmul_key *k = key;
  const int64_t c[] = {k->m * k->n, k->n, 1}, bias[] = {k->n, k->n, 1};
  p->arg[0] = DNNL_ARG_SRC, p->arg[1] = DNNL_ARG_WEIGHTS, p->arg[2] = DNNL_ARG_DST;
  p->result = 2;
  p->has_bias = k->bias != 0;
  if (!layout(&p->user[0], k->dtype, k->batches, k->m, k->k, k->a) ||
      !layout(&p->user[1], k->dtype, k->batches, k->k, k->n, k->b) ||
      !layout(&p->user[2], k->dtype, k->batches, k->m, k->n, c) ||
      !layout(&p->bias, k->dtype, 1, 1, k->n, bias))
    return false;
  dnnl_matmul_desc_t desc;
  return lib->matmul_desc_init(&desc, &p->user[0], &p->user[1], p->has_bias ? &p->bias : NULL,
                               &p->user[2]) == dnnl_success &&
         lib->primitive_desc_create(pd, &desc, attr, lib->engine, NULL) == dnnl_success &&
         !cpu_plan_is_reference(*pd);
}

bool cpu_dnnl_matmul(lm_dtype dtype, int64_t batches, int64_t m, int64_t n, int64_t k,
                     const cpu_matrices *a, const cpu_matrices *b, const void *bias, void *c) {
  enum { LEAST_WORK = 1 << 15 };
  if (cpu_dnnl_open() == NULL || omp_in_parallel() || (bias && batches > 1) ||
      (double)batches * (double)m * (double)n * (double)k < LEAST_WORK)
    return false;
  if (batches > 1 && (a->batch == 0 || b->batch == 0)) return false; /* one for all: not its way */
  int threads = lm_num_threads();
  matmul_key key;
  memset(&key, 0, sizeof key);
  key.what = MATMUL, key.dtype = dtype, key.threads = threads, key.bias = bias != NULL;
  key.batches = batches, key.m = m, key.n = n, key.k = k;
  key.a[0] = a->batch, key.a[1] = a->down, key.a[2] = a->right;
  key.b[0] = b->batch, key.b[1] = b->down, key.b[2] = b->right;
  cpu_dnnl_guard guard;
  if (!cpu_dnnl_enter(&guard, threads)) return false;
  cpu_plan *p = cpu_plan_find(&key, sizeof key, make_plan);
  lm_tensor *room = NULL;
  bool ok = p != NULL;
  if (ok && p->scratch > 0) {
    const int64_t size = (int64_t)p->scratch;
    room = lm_new(1, &size, LM_U8, LM_CPU);
    ok = room != NULL;
    if (!ok) lm_clear_error(); /* the other way needs less */
  }
  void *const operands[] = {(void *)a->data, (void *)b->data, c};
  ok = ok && cpu_plan_execute(p, operands, bias, room ? lm_data(room) : NULL);
  cpu_dnnl_leave(&guard);
  lm_release(room);
  cpu_plan_done(p);
  return ok;
}

#endif
