/* Plans of oneDNN primitives and the cache that keeps them; see onednn_plan.h. */
#include "tensor/cpu/onednn_plan.h"

#ifndef LM_NO_DNNL_PRIMITIVES

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* How many plans are kept: a net has two or three for each of its layers, of some ten KB each. */
#define KEPT 256

typedef struct entry {
  cpu_plan plan; /* first: a plan is its entry */
  bool known;    /* it belongs to the cache */
  int users;
  uint64_t hash, last;
  size_t n;
  unsigned char key[CPU_PLAN_KEY];
} entry;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static entry *entries[KEPT];
static uint64_t turn;

static uint64_t hash_of(const unsigned char *key, size_t n) { /* FNV-1a */
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < n; i++) h = (h ^ key[i]) * 1099511628211u;
  return h;
}

static void drop(entry *e) {
  const cpu_dnnl *lib = cpu_dnnl_open();
  if (e->plan.primitive) lib->primitive_destroy(e->plan.primitive);
  for (int i = 0; i < CPU_PLAN_OPERANDS; i++)
    if (e->plan.reorder[i]) lib->primitive_destroy(e->plan.reorder[i]);
  free(e);
}

/* Such as "x64:gemm:jit", "jit:avx2", "brgconv:avx512_core", "ref:any"; empty after a failure. */
static const char *kernel_name(const_dnnl_primitive_desc_t pd) {
  const char *name = NULL;
  dnnl_status_t status =
      cpu_dnnl_open()->primitive_desc_query(pd, dnnl_query_impl_info_str, 0, &name);
  return status == dnnl_success && name ? name : "";
}

bool cpu_plan_is_reference(const_dnnl_primitive_desc_t pd) {
  const char *name = kernel_name(pd);
  return *name == 0 || strstr(name, "ref") != NULL;
}

bool cpu_plan_has_kernel(const_dnnl_primitive_desc_t pd) {
  const char *name = kernel_name(pd);
  return !cpu_plan_is_reference(pd) &&
         (strstr(name, "gemm") == NULL || strstr(name, "brgemm") != NULL);
}

/* A primitive of a description, and what scratch it wants. */
static bool realise(const cpu_dnnl *lib, dnnl_primitive_desc_t pd, dnnl_primitive_t *primitive,
                    size_t *scratch) {
  const dnnl_memory_desc_t *md = lib->primitive_desc_query_md(pd, dnnl_query_scratchpad_md, 0);
  size_t want = md ? lib->memory_desc_get_size(md) : 0;
  if (want > *scratch) *scratch = want;
  return lib->primitive_create(primitive, pd) == dnnl_success;
}

static dnnl_query_t query_of(int arg) {
  switch (arg) {
  case DNNL_ARG_SRC: return dnnl_query_src_md;
  case DNNL_ARG_WEIGHTS: return dnnl_query_weights_md;
  case DNNL_ARG_DST: return dnnl_query_dst_md;
  case DNNL_ARG_DIFF_SRC: return dnnl_query_diff_src_md;
  case DNNL_ARG_DIFF_WEIGHTS: return dnnl_query_diff_weights_md;
  default: return dnnl_query_diff_dst_md;
  }
}

static bool build_reorder(const cpu_dnnl *lib, cpu_plan *p, int i,
                          const_dnnl_primitive_attr_t attr) {
  if (lib->memory_desc_equal(&p->user[i], &p->inner[i])) return true;
  p->bytes[i] = lib->memory_desc_get_size(&p->inner[i]);
  const dnnl_memory_desc_t *from = i == p->result ? &p->inner[i] : &p->user[i];
  const dnnl_memory_desc_t *to = i == p->result ? &p->user[i] : &p->inner[i];
  dnnl_primitive_desc_t pd = NULL;
  bool ok = lib->reorder_primitive_desc_create(&pd, from, lib->engine, to, lib->engine, attr) ==
                dnnl_success &&
            realise(lib, pd, &p->reorder[i], &p->scratch);
  if (pd) lib->primitive_desc_destroy(pd);
  return ok;
}

static bool build(cpu_plan *p, const void *key, cpu_plan_maker make) {
  const cpu_dnnl *lib = cpu_dnnl_open();
  dnnl_primitive_attr_t attr = NULL;
  dnnl_primitive_desc_t pd = NULL;
  bool ok =
      lib->primitive_attr_create(&attr) == dnnl_success &&
      lib->primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user) == dnnl_success &&
      make(p, key, attr, &pd);
  for (int i = 0; ok && i < CPU_PLAN_OPERANDS; i++) {
    const dnnl_memory_desc_t *md = lib->primitive_desc_query_md(pd, query_of(p->arg[i]), 0);
    ok = md != NULL;
    if (ok) p->inner[i] = *md;
    ok = ok && build_reorder(lib, p, i, attr);
  }
  ok = ok && realise(lib, pd, &p->primitive, &p->scratch);
  if (pd) lib->primitive_desc_destroy(pd);
  if (attr) lib->primitive_attr_destroy(attr);
  return ok;
}

/* The entry of a key, counted; NULL where there is none.  The lock is held. */
static entry *known(const void *key, size_t n, uint64_t hash) {
  for (int i = 0; i < KEPT; i++) {
    entry *e = entries[i];
    if (e && e->hash == hash && e->n == n && memcmp(e->key, key, n) == 0) {
      e->users++;
      e->last = ++turn;
      return e;
    }
  }
  return NULL;
}

/* Puts e where nothing is, or where what nobody uses was used longest ago; returns that.  The lock is
** held. */
static entry *keep(entry *e) {
  int place = -1;
  for (int i = 0; i < KEPT; i++) {
    if (entries[i] == NULL) {
      place = i;
      break;
    }
    if (entries[i]->users == 0 && (place < 0 || entries[i]->last < entries[place]->last)) place = i;
  }
  if (place < 0) return NULL; /* e stays its user's own */
  entry *old = entries[place];
  entries[place] = e;
  e->known = true;
  e->last = ++turn;
  return old;
}

cpu_plan *cpu_plan_find(const void *key, size_t n, cpu_plan_maker make) {
  uint64_t hash = hash_of(key, n);
  pthread_mutex_lock(&lock);
  entry *e = known(key, n, hash), *old = NULL;
  pthread_mutex_unlock(&lock);
  if (e == NULL) {
    e = calloc(1, sizeof *e);
    if (e == NULL) return NULL;
    e->users = 1;
    e->hash = hash;
    e->n = n;
    memcpy(e->key, key, n);
    /* What cannot be made is kept, too: nobody has to try again. */
    if (!build(&e->plan, key, make) && e->plan.primitive) {
      cpu_dnnl_open()->primitive_destroy(e->plan.primitive);
      e->plan.primitive = NULL;
    }
    pthread_mutex_lock(&lock);
    old = keep(e);
    pthread_mutex_unlock(&lock);
    if (old) drop(old);
  }
  if (e->plan.primitive) return &e->plan;
  cpu_plan_done(&e->plan);
  return NULL;
}

void cpu_plan_done(cpu_plan *p) {
  if (p == NULL) return;
  entry *e = (entry *)(void *)p;
  pthread_mutex_lock(&lock);
  bool last = --e->users == 0 && !e->known;
  pthread_mutex_unlock(&lock);
  if (last) drop(e);
}

/* ---- running ---- */

/* Runs a primitive over memory; the scratch's layout is bytes, whatever they are. */
static bool execute(const cpu_dnnl *lib, dnnl_primitive_t primitive, int n, const int *arg,
                    const dnnl_memory_desc_t *const *md, void *const *data, size_t scratch_bytes,
                    void *scratch) {
  dnnl_exec_arg_t args[8];
  dnnl_stream_t stream = NULL;
  int made = 0;
  bool ok = true;
  for (int i = 0; ok && i < n; i++) {
    args[i].arg = arg[i];
    ok = lib->memory_create(&args[i].memory, md[i], lib->engine, data[i]) == dnnl_success;
    made += ok;
  }
  if (ok && scratch_bytes > 0) {
    dnnl_memory_desc_t bytes;
    const dnnl_dims_t size = {(dnnl_dim_t)scratch_bytes}, stride = {1};
    args[n].arg = DNNL_ARG_SCRATCHPAD;
    ok = lib->memory_desc_init_by_strides(&bytes, 1, size, dnnl_u8, stride) == dnnl_success &&
         lib->memory_create(&args[n].memory, &bytes, lib->engine, scratch) == dnnl_success;
    made += ok;
  }
  ok = ok && lib->stream_create(&stream, lib->engine, dnnl_stream_default_flags) == dnnl_success &&
       lib->primitive_execute(primitive, stream, made, args) == dnnl_success &&
       lib->stream_wait(stream) == dnnl_success;
  if (stream) lib->stream_destroy(stream);
  for (int i = 0; i < made; i++) lib->memory_destroy(args[i].memory);
  return ok;
}

bool cpu_plan_reorder(const cpu_plan *p, int i, void *user, void *inner, void *scratch) {
  const int arg[] = {DNNL_ARG_FROM, DNNL_ARG_TO};
  bool back = i == p->result;
  const dnnl_memory_desc_t *md[] = {back ? &p->inner[i] : &p->user[i],
                                    back ? &p->user[i] : &p->inner[i]};
  void *data[] = {back ? inner : user, back ? user : inner};
  return execute(cpu_dnnl_open(), p->reorder[i], 2, arg, md, data, p->scratch, scratch);
}

bool cpu_plan_execute(const cpu_plan *p, void *const inner[CPU_PLAN_OPERANDS], const void *bias,
                      void *scratch) {
  int arg[CPU_PLAN_OPERANDS + 1];
  const dnnl_memory_desc_t *md[CPU_PLAN_OPERANDS + 1];
  void *data[CPU_PLAN_OPERANDS + 1];
  int n = 0;
  for (; n < CPU_PLAN_OPERANDS; n++) arg[n] = p->arg[n], md[n] = &p->inner[n], data[n] = inner[n];
  if (p->has_bias) arg[n] = DNNL_ARG_BIAS, md[n] = &p->bias, data[n++] = (void *)bias;
  return execute(cpu_dnnl_open(), p->primitive, n, arg, md, data, p->scratch, scratch);
}

#endif
