/* Convolutions by oneDNN.
**
** The library chooses layouts of its own (channels in blocks), so operands are reordered on their way
** in and the result on its way out.  A batch is worked off in parts, each on one thread from plain memory
** to plain memory, so that what is reordered stays in that core's cache; few images, or one, go to the
** library as a whole, on all threads.  Gradients of weights are summed over parts whose number does not
** depend on that of the threads. */
#include "tensor/cpu/onednn_conv.h"
#include "tensor/cpu/onednn_matmul.h"
#include "tensor/cpu/onednn_plan.h"
#include "tensor/cpu/parallel.h"

#ifdef LM_NO_DNNL_PRIMITIVES

bool cpu_conv_takes(lm_dtype dtype) { return (void)dtype, false; }
bool cpu_conv_run(const cpu_conv *c) { return (void)c, false; }

#else

#include <omp.h>
#include <stdatomic.h>
#include <string.h>

/* Multiplications of a part: below it the calls of the library would count. */
#define PART_WORK (1 << 21)
/* Into how many parts a batch is cut for the gradient of weights, and the elements of all their sums. */
#define WEIGHT_PARTS 16
#define WEIGHT_SUMS (1 << 25)
#define ALIGNMENT 64

/* The operands of a plan. */
enum { IMAGE, WEIGHT, WINDOW };

/* All of it is compared, so it is cleared first. */
typedef struct conv_key {
  int64_t kind, dtype, nd, threads, bias, batch, groups, images, windows;
  int64_t in[LM_SPACE], out[LM_SPACE], kernel[LM_SPACE], stride[LM_SPACE], pad[LM_SPACE],
      dilation[LM_SPACE];
} conv_key;

static dnnl_data_type_t type_of(int64_t dtype) { return dtype == LM_F32 ? dnnl_f32 : dnnl_bf16; }

/* A plain layout, rows first. */
static bool plain(dnnl_memory_desc_t *md, int n, const dnnl_dim_t *dims, int64_t dtype) {
  dnnl_dims_t strides;
  dnnl_dim_t stride = 1;
  for (int i = n - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= dims[i];
  }
  return cpu_dnnl_open()->memory_desc_init_by_strides(md, n, dims, type_of(dtype), strides) ==
         dnnl_success;
}

/* The same with the layout left to the library. */
static dnnl_memory_desc_t open_layout(dnnl_memory_desc_t md) {
  md.format_kind = dnnl_format_kind_any;
  memset(&md.format_desc, 0, sizeof md.format_desc);
  return md;
}

static bool make_plan(cpu_plan *p, const void *key, const_dnnl_primitive_attr_t attr,
                      dnnl_primitive_desc_t *pd) {
  const cpu_dnnl *lib = cpu_dnnl_open();
  const conv_key *k = key;
  int nd = (int)k->nd, skip = LM_SPACE - nd, lead = k->groups > 1 ? 3 : 2;
  dnnl_dims_t image = {k->batch, k->images * k->groups},
              window = {k->batch, k->windows * k->groups};
  dnnl_dims_t weight, stride, dilation, left, right, bias = {k->windows * k->groups};
  if (k->groups > 1)
    weight[0] = k->groups, weight[1] = k->windows, weight[2] = k->images;
  else
    weight[0] = k->windows, weight[1] = k->images;
  for (int d = 0; d < nd; d++) {
    int at = skip + d;
    image[2 + d] = k->in[at];
    window[2 + d] = k->out[at];
    weight[lead + d] = k->kernel[at];
    stride[d] = k->stride[at];
    dilation[d] = k->dilation[at] - 1;
    left[d] = k->pad[at];
    /* What is read behind the end, so that the number of windows comes out. */
    right[d] = (k->out[at] - 1) * k->stride[at] + k->dilation[at] * (k->kernel[at] - 1) + 1 -
               k->in[at] - k->pad[at];
  }
  if (!plain(&p->user[IMAGE], nd + 2, image, k->dtype) ||
      !plain(&p->user[WEIGHT], nd + lead, weight, k->dtype) ||
      !plain(&p->user[WINDOW], nd + 2, window, k->dtype) || !plain(&p->bias, 1, bias, k->dtype))
    return false;
  p->has_bias = k->bias != 0;
  dnnl_memory_desc_t im = open_layout(p->user[IMAGE]), we = open_layout(p->user[WEIGHT]),
                     wi = open_layout(p->user[WINDOW]);
  const dnnl_alg_kind_t direct = dnnl_convolution_direct;
  dnnl_convolution_desc_t desc;
  dnnl_status_t status;
  p->arg[IMAGE] = DNNL_ARG_SRC, p->arg[WEIGHT] = DNNL_ARG_WEIGHTS, p->arg[WINDOW] = DNNL_ARG_DST;
  switch ((cpu_conv_kind)k->kind) {
  case CPU_CONV_WINDOWS:
    p->result = WINDOW;
    status = lib->dilated_convolution_forward_desc_init(&desc, dnnl_forward_training, direct, &im,
                                                        &we, k->bias ? &p->bias : NULL, &wi, stride,
                                                        dilation, left, right);
    break;
  case CPU_CONV_IMAGES:
    p->result = IMAGE;
    p->arg[IMAGE] = DNNL_ARG_DIFF_SRC, p->arg[WINDOW] = DNNL_ARG_DIFF_DST;
    status = lib->dilated_convolution_backward_data_desc_init(&desc, direct, &im, &we, &wi, stride,
                                                              dilation, left, right);
    break;
  default:
    p->result = WEIGHT;
    we.data_type = dnnl_f32; /* of parts the sum is taken */
    p->arg[WEIGHT] = DNNL_ARG_DIFF_WEIGHTS, p->arg[WINDOW] = DNNL_ARG_DIFF_DST;
    status = lib->dilated_convolution_backward_weights_desc_init(&desc, direct, &im, &we, NULL, &wi,
                                                                 stride, dilation, left, right);
  }
  return status == dnnl_success &&
         lib->primitive_desc_create(pd, &desc, attr, lib->engine, NULL) == dnnl_success &&
         cpu_plan_has_kernel(*pd);
}

static cpu_plan *plan_of(const cpu_conv *c, int64_t batch, int threads) {
  conv_key key;
  memset(&key, 0, sizeof key);
  key.kind = c->kind, key.dtype = c->dtype, key.nd = c->grid->nd, key.threads = threads;
  key.bias = c->bias != NULL, key.batch = batch, key.groups = c->groups;
  key.images = c->images, key.windows = c->windows;
  const lm_grid *g = c->grid;
  const size_t each = sizeof key.in;
  memcpy(key.in, g->in, each), memcpy(key.out, g->out, each);
  memcpy(key.kernel, g->kernel, each), memcpy(key.stride, g->stride, each);
  memcpy(key.pad, g->pad, each), memcpy(key.dilation, g->dilation, each);
  cpu_dnnl_guard guard;
  if (!cpu_dnnl_enter(&guard, threads)) return NULL;
  cpu_plan *p = cpu_plan_find(&key, sizeof key, make_plan);
  cpu_dnnl_leave(&guard);
  return p;
}

/* ---- memory ---- */

static size_t aligned(size_t bytes) { return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; }

/* Room for inner layouts and scratch, counted as any tensor's; NULL without a message. */
static lm_tensor *workspace(size_t bytes) {
  int64_t size = (int64_t)bytes;
  lm_tensor *t = lm_new(1, &size, LM_U8, LM_CPU);
  if (t == NULL) lm_clear_error(); /* the other way needs less */
  return t;
}

/* ---- parts ---- */

typedef struct conv_run {
  const cpu_conv *c;
  const cpu_plan *plan, *last; /* of the last part, where that is shorter */
  int64_t part, parts;         /* images of a part, number of them */
  size_t image, window;        /* bytes of one image and of its windows, plain */
  size_t slot;                 /* bytes of a thread's room */
  char *rooms, *weight;        /* all threads' rooms; inner weights, or NULL */
  size_t apart;                /* from one part's to the next; 0: they share them */
  atomic_bool failed;
} conv_run;

/* One part from plain memory to plain memory, within `room`. */
static bool run_part(const conv_run *r, int64_t part, char *room) {
  const cpu_conv *c = r->c;
  const cpu_plan *p = part == r->parts - 1 ? r->last : r->plan;
  bool gradient = c->kind == CPU_CONV_WEIGHTS;
  void *scratch = room;
  room += aligned(p->scratch);
  void *user[] = {(char *)c->image + (size_t)(part * r->part) * r->image, c->weight,
                  (char *)c->window + (size_t)(part * r->part) * r->window};
  void *inner[CPU_PLAN_OPERANDS];
  for (int i = 0; i < CPU_PLAN_OPERANDS; i++) {
    inner[i] = user[i];
    if (i == WEIGHT) continue;
    if (p->bytes[i] == 0) continue;
    inner[i] = room;
    room += aligned(p->bytes[i]);
    if (i != p->result && !cpu_plan_reorder(p, i, user[i], inner[i], scratch)) return false;
  }
  if (r->weight) inner[WEIGHT] = r->weight + (size_t)part * r->apart;
  if (!cpu_plan_execute(p, inner, c->bias, scratch)) return false;
  return gradient || p->bytes[p->result] == 0 ||
         cpu_plan_reorder(p, p->result, user[p->result], inner[p->result], scratch);
}

static void run_parts(void *ctx, int64_t begin, int64_t end) {
  conv_run *r = ctx;
  bool alone = !omp_in_parallel();
  int had = omp_get_max_threads();
  if (alone && had != 1) omp_set_num_threads(1); /* the plans are made for one thread */
  char *room = r->rooms + (size_t)(alone ? 0 : omp_get_thread_num()) * r->slot;
  for (int64_t i = begin; i < end; i++)
    if (!run_part(r, i, room)) atomic_store(&r->failed, true);
  if (alone && had != 1) omp_set_num_threads(had);
}

/* A library on all its threads works on the whole. */
static bool run_whole(const cpu_conv *c) {
  int threads = lm_num_threads();
  cpu_plan *p = plan_of(c, c->batch, threads);
  if (p == NULL) return false;
  size_t bytes = aligned(p->scratch);
  for (int i = 0; i < CPU_PLAN_OPERANDS; i++) bytes += aligned(p->bytes[i]);
  lm_tensor *room = workspace(bytes);
  cpu_dnnl_guard guard;
  bool ok = room && cpu_dnnl_enter(&guard, threads);
  if (ok) {
    void *user[] = {c->image, c->weight, c->window}, *inner[CPU_PLAN_OPERANDS];
    char *at = lm_data(room), *scratch = at;
    at += aligned(p->scratch);
    for (int i = 0; i < CPU_PLAN_OPERANDS; i++) {
      inner[i] = p->bytes[i] ? at : user[i];
      at += aligned(p->bytes[i]);
      if (ok && p->bytes[i] && i != p->result)
        ok = cpu_plan_reorder(p, i, user[i], inner[i], scratch);
    }
    ok = ok && cpu_plan_execute(p, inner, c->bias, scratch) &&
         (p->bytes[p->result] == 0 ||
          cpu_plan_reorder(p, p->result, user[p->result], inner[p->result], scratch));
    cpu_dnnl_leave(&guard);
  }
  lm_release(room);
  cpu_plan_done(p);
  return ok;
}

/* Windows or images, in parts of equal size. */
static bool run_batch(const cpu_conv *c, int64_t part, conv_run *r) {
  int threads = lm_num_threads();
  cpu_plan *p = plan_of(c, part, 1);
  if (p == NULL) return false;
  r->plan = r->last = p;
  r->part = part;
  r->parts = c->batch / part;
  r->slot = aligned(p->scratch) + aligned(p->bytes[IMAGE]) + aligned(p->bytes[WINDOW]);
  size_t weights = aligned(p->bytes[WEIGHT]);
  lm_tensor *room = workspace(weights + r->slot * (size_t)threads);
  bool ok = room != NULL;
  cpu_dnnl_guard guard;
  if (ok) {
    r->rooms = lm_data(room) + weights;
    r->weight = weights ? lm_data(room) : NULL;
    ok = cpu_dnnl_enter(&guard, 1);
  }
  if (ok) {
    ok = weights == 0 || cpu_plan_reorder(p, WEIGHT, c->weight, r->weight, r->rooms);
    ok = ok && lm_parallel(r->parts, 1, run_parts, r) && !atomic_load(&r->failed);
    cpu_dnnl_leave(&guard);
  }
  lm_release(room);
  cpu_plan_done(p);
  return ok;
}

/* ---- sums of weights ---- */

typedef struct sums {
  float *to; /* the first part */
  int64_t apart, parts;
} sums;

static void add_parts(void *ctx, int64_t begin, int64_t end) {
  const sums *s = ctx;
  for (int64_t k = 1; k < s->parts; k++) {
    const float *from = s->to + k * s->apart;
    for (int64_t i = begin; i < end; i++) s->to[i] += from[i];
  }
}

/* The gradient of weights: each part's, then their sum, in order. */
static bool run_weights(const cpu_conv *c, int64_t parts, conv_run *r) {
  int threads = lm_num_threads();
  r->part = (c->batch - 1) / parts + 1;
  r->parts = (c->batch - 1) / r->part + 1;
  int64_t rest = c->batch - (r->parts - 1) * r->part;
  cpu_plan *p = plan_of(c, r->part, 1), *q = rest == r->part ? NULL : plan_of(c, rest, 1);
  bool ok = p && (q || rest == r->part);
  if (ok && q) ok = cpu_dnnl_open()->memory_desc_equal(&p->inner[WEIGHT], &q->inner[WEIGHT]) != 0;
  lm_tensor *room = NULL;
  size_t sum = 0;
  if (ok) {
    r->plan = p;
    r->last = q ? q : p;
    size_t scratch = q && q->scratch > p->scratch ? q->scratch : p->scratch;
    r->slot = aligned(scratch) + aligned(p->bytes[IMAGE]) + aligned(p->bytes[WINDOW]);
    sum = aligned(cpu_dnnl_open()->memory_desc_get_size(&p->inner[WEIGHT]));
    room = workspace(sum * (size_t)r->parts + r->slot * (size_t)threads);
    ok = room != NULL;
  }
  cpu_dnnl_guard guard;
  if (ok) {
    r->weight = lm_data(room);
    r->apart = sum;
    r->rooms = r->weight + sum * (size_t)r->parts;
    ok = cpu_dnnl_enter(&guard, 1);
  }
  if (ok) {
    ok = lm_parallel(r->parts, 1, run_parts, r) && !atomic_load(&r->failed);
    sums s = {(float *)(void *)r->weight, (int64_t)(sum / sizeof(float)), r->parts};
    ok = ok && lm_parallel(s.apart, LM_GRAIN, add_parts, &s);
    if (ok && p->bytes[WEIGHT])
      ok = cpu_plan_reorder(p, WEIGHT, c->weight, r->weight, r->rooms);
    else if (ok)
      memcpy(c->weight, r->weight, cpu_dnnl_open()->memory_desc_get_size(&p->user[WEIGHT]));
    cpu_dnnl_leave(&guard);
  }
  lm_release(room);
  cpu_plan_done(p);
  cpu_plan_done(q);
  return ok;
}

/* ---- which way ---- */

static bool has_avx512(void) {
#ifdef __x86_64__
  return __builtin_cpu_supports("avx512f") != 0;
#else
  return false;
#endif
}

bool cpu_conv_takes(lm_dtype dtype) {
  if (dtype == LM_BF16) return cpu_dnnl_has_bf16();
  return dtype == LM_F32 && cpu_dnnl_open() != NULL;
}

/* Where the other way is faster (measured on two cores of an EPYC with AVX2, one thread, milliseconds
** of the library : matrix products):
**
**     the gradient of the weights                 windows, kernels of one element
**     (8, 64, 56, 56), 3 x 3     28.1 : 35.4      (128, 16, 28, 28)   1.9 : 1.6
**     (8, 128, 28, 28), 3 x 3    28.3 : 27.7      (128, 32, 14, 14)   1.4 : 1.1
**     (8, 256, 14, 14), 3 x 3    31.9 : 28.3      (8, 64, 56, 56)     3.2 : 3.6
**     (8, 512, 7, 7), 3 x 3      44.1 : 26.8      (8, 256, 14, 14)    2.8 : 2.7
**
** and where a call of the library costs more than the work. */
static bool pays(const cpu_conv *c, double work, int64_t weights) {
  enum { LEAST_WORK = 1 << 17, WEIGHTS_PER_WINDOW = 1024, FEW_CHANNELS = 32 };
  if (work * (double)c->batch < LEAST_WORK) return false;
  if (c->dtype != LM_F32) return true;
  if (c->kind == CPU_CONV_WEIGHTS && !has_avx512())
    return weights <= WEIGHTS_PER_WINDOW * lm_grid_size(c->grid->out);
  bool pointwise = lm_grid_size(c->grid->kernel) == 1 && lm_grid_size(c->grid->stride) == 1;
  return !(c->kind == CPU_CONV_WINDOWS && pointwise && c->images <= FEW_CHANNELS);
}

/* The largest divisor of n that is at most `most`. */
static int64_t divisor(int64_t n, int64_t most) {
  if (most < 1) most = 1;
  while (n % most != 0) most--;
  return most;
}

bool cpu_conv_run(const cpu_conv *c) {
  if (!cpu_conv_takes(c->dtype) || omp_in_parallel() || c->batch < 1) return false;
  int64_t size = (int64_t)lm_dtype_size(c->dtype), threads = lm_num_threads();
  int64_t weights = c->groups * c->windows * c->images * lm_grid_size(c->grid->kernel);
  double work = (double)weights * (double)lm_grid_size(c->grid->out);
  if (!pays(c, work, weights)) return false;
  conv_run r = {.c = c};
  r.image = (size_t)(c->groups * c->images * lm_grid_size(c->grid->in) * size);
  r.window = (size_t)(c->groups * c->windows * lm_grid_size(c->grid->out) * size);
  atomic_init(&r.failed, false);
  if (c->kind == CPU_CONV_WEIGHTS) {
    int64_t parts = WEIGHT_SUMS / (weights + 1);
    if (parts > WEIGHT_PARTS) parts = WEIGHT_PARTS;
    if (parts > c->batch) parts = c->batch;
    return parts > 1 ? run_weights(c, parts, &r) : run_whole(c);
  }
  if (c->batch < 2 * threads && c->batch % threads != 0) return run_whole(c);
  int64_t least = (int64_t)(PART_WORK / (work + 1)) + 1, most = c->batch / (2 * threads);
  return run_batch(c, divisor(c->batch, least < most ? least : most), &r);
}

#endif
