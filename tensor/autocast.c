/* Automatic mixed precision.  The lists are those that PyTorch 2.15 has for its CPU.
**
** A policy holds for the outermost operation that has one: what runs inside it finds the mode off.
** Operations without a policy run as they are; composites among them that are made of products in
** PyTorch, too, let the mode through to their parts (TRANSPARENT), and in the others it is off. */
#include "tensor/autocast.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef enum policy { NONE, TRANSPARENT, LOWER, FLOAT32, WIDEST } policy;

/* Names, not ids: the lists stand as PyTorch has them, whatever rows there are. */
static const char *const lower[] = {"conv1d",
                                    "conv2d",
                                    "conv3d",
                                    "conv_tbc",
                                    "conv_transpose1d",
                                    "conv_transpose2d",
                                    "conv_transpose3d",
                                    "mm",
                                    "bmm",
                                    "matmul",
                                    "addmm",
                                    "addbmm",
                                    "baddbmm",
                                    "linear",
                                    "linalg_vecdot",
                                    "prelu",
                                    "lstm",
                                    "rnn_tanh",
                                    "rnn_relu",
                                    "rnn_tanh_cell",
                                    "rnn_relu_cell",
                                    "scaled_dot_product_attention",
                                    NULL};

static const char *const float32[] = {"adaptive_avg_pool3d",
                                      "adaptive_max_pool3d",
                                      "adaptive_max_pool3d_with_indices",
                                      "avg_pool3d",
                                      "binary_cross_entropy",
                                      "binary_cross_entropy_with_logits",
                                      "cdist",
                                      "cholesky_inverse",
                                      "cholesky_solve",
                                      "cosine_embedding_loss",
                                      "cross_entropy",
                                      "ctc_loss",
                                      "fft_fft",
                                      "fft_fft2",
                                      "fft_fftn",
                                      "fft_hfft",
                                      "fft_ifft",
                                      "fft_ifft2",
                                      "fft_ifftn",
                                      "fft_ihfft",
                                      "fft_irfft",
                                      "fft_irfft2",
                                      "fft_irfftn",
                                      "fft_rfft",
                                      "fft_rfft2",
                                      "fft_rfftn",
                                      "fractional_max_pool2d",
                                      "fractional_max_pool2d_with_indices",
                                      "fractional_max_pool3d",
                                      "fractional_max_pool3d_with_indices",
                                      "geqrf",
                                      "grid_sample",
                                      "hinge_embedding_loss",
                                      "huber_loss",
                                      "kl_div",
                                      "l1_loss",
                                      "linalg_cholesky",
                                      "linalg_cholesky_ex",
                                      "linalg_cond",
                                      "linalg_eig",
                                      "linalg_eigh",
                                      "linalg_eigvals",
                                      "linalg_eigvalsh",
                                      "linalg_householder_product",
                                      "linalg_inv",
                                      "linalg_inv_ex",
                                      "linalg_lstsq",
                                      "linalg_matrix_rank",
                                      "linalg_qr",
                                      "linalg_solve",
                                      "linalg_svd",
                                      "linalg_svdvals",
                                      "linalg_tensorinv",
                                      "linalg_tensorsolve",
                                      "lp_pool3d",
                                      "lu",
                                      "lu_solve",
                                      "margin_ranking_loss",
                                      "max_pool3d",
                                      "max_unpool1d",
                                      "max_unpool2d",
                                      "max_unpool3d",
                                      "mse_loss",
                                      "multi_margin_loss",
                                      "multilabel_margin_loss",
                                      "nanquantile",
                                      "nll_loss",
                                      "ormqr",
                                      "pinverse",
                                      "poisson_nll_loss",
                                      "polar",
                                      "prod",
                                      "qr",
                                      "quantile",
                                      "smooth_l1_loss",
                                      "soft_margin_loss",
                                      "stft",
                                      "svd",
                                      "trace",
                                      "triangular_solve",
                                      "triplet_margin_loss",
                                      "view_as_complex",
                                      NULL};

static const char *const widest[] = {"cat", "stack", "index_copy", NULL};

static const char *const transparent[] = {"einsum",
                                          "inner",
                                          "tensordot",
                                          "tensordot_number",
                                          "chain_matmul",
                                          "linalg_multi_dot",
                                          "linalg_matrix_power",
                                          "linalg_pinv",
                                          "hstack",
                                          "vstack",
                                          "dstack",
                                          "column_stack",
                                          "cov",
                                          "corrcoef",
                                          "svd_lowrank",
                                          "pca_lowrank",
                                          "lobpcg",
                                          "istft",

                                          "interpolate",
                                          "upsample",
                                          "affine_grid",
                                          "grouped_mm",
                                          "gather_mm",
                                          "block_masked_mm",
                                          "segmented_mm",
                                          NULL};

static uint8_t policies[LM_OP_COUNT];

static void mark(const char *const *names, policy p) {
  for (; *names; names++)
    for (int op = 0; op < LM_OP_COUNT; op++)
      if (strcmp(lm_ops[op].name, *names) == 0) policies[op] = (uint8_t)p;
}

static void fill_policies(void) {
  mark(transparent, TRANSPARENT);
  mark(lower, LOWER);
  mark(float32, FLOAT32);
  mark(widest, WIDEST);
}

/* Reflection and replication are done in float32, padding with a constant and circular are not. */
static policy policy_of(lm_op_id op, const lm_arg *arg) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, fill_policies);
  if (op == LM_OP_pad) {
    const char *mode = arg[2].str;
    bool three = arg[1].ints && arg[1].ints->n > 4;
    if ((strcmp(mode, "reflect") == 0 && !three) || strcmp(mode, "replicate") == 0) return FLOAT32;
  }
  /* Where every dimension is summed over, there is no product of matrices. */
  if (op == LM_OP_inner && arg[0].t->ndim <= 1 && arg[1].t->ndim <= 1) return NONE;
  if (op == LM_OP_tensordot_number && arg[2].i == arg[0].t->ndim && arg[2].i == arg[1].t->ndim)
    return NONE;
  return (policy)policies[op];
}

/* ---- casts that are kept ----
**
** A weight is cast once for as long as scopes are open: a leaf of float32 that wants gradients and
** was not changed since.  What was cast without being recorded serves only where nothing is. */

typedef struct kept_cast {
  lm_tensor *of, *to;  /* both owned */
  lm_storage *storage; /* of `of`, at the time; only compared */
  uint32_t version;
  bool grad_mode, inference_mode;
} kept_cast;

struct lm_casts {
  int64_t n, room; /* room is a power of two, or 0 */
  kept_cast *v;    /* by the address of `of` */
};

static kept_cast *place_of(const struct lm_casts *casts, const lm_tensor *t) {
  uint64_t at = ((uint64_t)(uintptr_t)t >> 4) * 0x9e3779b97f4a7c15u >> 20;
  for (;; at++) {
    kept_cast *k = &casts->v[at & (uint64_t)(casts->room - 1)];
    if (k->of == NULL || k->of == t) return k;
  }
}

/* A place for t; NULL without memory: then its cast is not kept, which is no failure. */
static kept_cast *room_for(lm_context *c, const lm_tensor *t) {
  if (c->casts == NULL) c->casts = calloc(1, sizeof *c->casts);
  struct lm_casts *casts = c->casts;
  if (casts == NULL) return NULL;
  if (2 * (casts->n + 1) > casts->room) {
    struct lm_casts wider = {casts->n, casts->room ? 2 * casts->room : 64, NULL};
    wider.v = calloc((size_t)wider.room, sizeof *wider.v);
    if (wider.v == NULL) return NULL;
    kept_cast *old = casts->v;
    for (int64_t i = 0; i < casts->room; i++)
      if (old[i].of) *place_of(&wider, old[i].of) = old[i];
    casts->v = wider.v;
    casts->room = wider.room;
    free(old);
  }
  kept_cast *k = place_of(casts, t);
  if (k->of == NULL) casts->n++;
  return k;
}

void lm_forget_casts(lm_context *c) {
  struct lm_casts *casts = c->casts;
  if (casts == NULL) return;
  c->casts = NULL;
  for (int64_t i = 0; i < casts->room; i++) {
    lm_release(casts->v[i].of);
    lm_release(casts->v[i].to);
  }
  free(casts->v);
  free(casts);
}

void lm_set_autocast(lm_context *c, lm_autocast mode) {
  c->autocast = mode;
  if (mode.depth == 0 && c->casts) lm_forget_casts(c);
}

/* ---- casting ---- */

static lm_tensor *cast(lm_tensor *t, lm_dtype dtype) {
  lm_arg arg[] = {{.t = t}, {.dtype = dtype}, {.device = LM_DEVICE_NONE}, {.b = false}};
  lm_tensor *out[LM_MAX_RESULTS] = {NULL};
  return lm_dispatch(LM_OP_to_dtype, arg, out, NULL) ? out[0] : NULL;
}

static bool is_eligible(const lm_tensor *t) {
  return t && t->device == LM_CPU && !t->wrapped && t->dtype != LM_F64 &&
         lm_is_float((lm_dtype)t->dtype);
}

/* t in this dtype, owned by the caller; t itself where it needs no cast.  NULL with a message. */
static lm_tensor *cast_for(lm_context *c, const lm_autocast *mode, lm_tensor *t, lm_dtype dtype) {
  if (!is_eligible(t) || t->dtype == (int8_t)dtype) return lm_retain(t);
  bool keep = mode->cache && mode->depth > 0 && dtype == mode->dtype && t->dtype == LM_F32 &&
              t->requires_grad && t->grad_fn == NULL && t->base == NULL;
  if (!keep) return cast(t, dtype);
  kept_cast *k = room_for(c, t);
  if (k && k->to && k->to->dtype == (int8_t)dtype && !k->to->freed && k->storage == t->storage &&
      k->version == t->storage->version && k->grad_mode == c->grad_mode &&
      k->inference_mode == c->inference_mode)
    return lm_retain(k->to);
  lm_tensor *to = cast(t, dtype);
  k = to ? room_for(c, t) : NULL; /* an allocation may have collected, and closed a scope */
  if (k) {
    lm_tensor *before = k->to;
    *k = (kept_cast){k->of ? k->of : lm_retain(t), lm_retain(to), t->storage,
                     t->storage->version,          c->grad_mode,  c->inference_mode};
    lm_release(before);
  }
  return to;
}

/* The widest dtype among eligible operands, from the lower one on. */
static lm_dtype widest_of(const lm_op *row, const lm_arg *arg, lm_dtype dtype) {
  for (int i = 0; i < row->n_params; i++) {
    lm_arg_kind kind = row->params[i].kind;
    if (kind > LM_ARG_TL) continue;
    int64_t n = kind == LM_ARG_TL ? arg[i].list ? arg[i].list->n : 0 : 1;
    for (int64_t k = 0; k < n; k++) {
      const lm_tensor *t = kind == LM_ARG_TL ? arg[i].list->v[k] : arg[i].t;
      if (is_eligible(t) && t->dtype != (int8_t)dtype) return LM_F32;
    }
  }
  return dtype;
}

static bool cast_arguments(lm_context *c, const lm_autocast *mode, const lm_op *row, lm_arg *arg,
                           lm_dtype dtype, lm_list *list) {
  for (int i = 0; i < row->n_params; i++) {
    lm_arg_kind kind = row->params[i].kind;
    if (kind < LM_ARG_TL && arg[i].t) {
      arg[i].t = cast_for(c, mode, arg[i].t, dtype);
      if (arg[i].t == NULL) return false;
    } else if (kind == LM_ARG_TL && arg[i].list && list->v == NULL) { /* a row has one list */
      const lm_list *given = arg[i].list;
      arg[i].list = list;
      list->v = calloc((size_t)given->n + 1, sizeof *list->v);
      if (list->v == NULL) return lm_fail("%s: out of memory", row->name) != NULL;
      for (list->n = 0; list->n < given->n; list->n++) {
        lm_tensor *t = given->v[list->n];
        list->v[list->n] = t ? cast_for(c, mode, t, dtype) : NULL;
        if (t && list->v[list->n] == NULL) return false;
      }
    }
  }
  return true;
}

/* Gives back what cast_arguments took: the tensors of `copy` up to where it failed. */
static void release_arguments(const lm_op *row, const lm_arg *copy, const lm_arg *given,
                              lm_list *list) {
  for (int i = 0; i < row->n_params; i++) {
    if (row->params[i].kind < LM_ARG_TL) {
      if (given[i].t && copy[i].t == NULL) break;
      lm_release(copy[i].t);
    }
  }
  for (int64_t i = 0; i < list->n; i++) lm_release(list->v[i]);
  free(list->v);
}

bool lm_autocast_run(lm_op_id op, lm_arg *arg, lm_tensor **out, lm_list **list,
                     bool (*plain)(lm_op_id, lm_arg *, lm_tensor **, lm_list **)) {
  const lm_op *row = &lm_ops[op];
  policy p = policy_of(op, arg);
  if (p == TRANSPARENT || (p == NONE && row->kind == LM_KIND_POINTWISE))
    return plain(op, arg, out, list);
  lm_context *c = lm_here();
  const lm_autocast mode = c->autocast;
  c->autocast.on = false;
  bool ok;
  if (p == NONE) {
    ok = plain(op, arg, out, list);
  } else {
    lm_arg copy[LM_MAX_ARGS];
    lm_list casts = {0, NULL};
    lm_dtype dtype = p == FLOAT32 ? LM_F32 : mode.dtype;
    if (p == WIDEST) dtype = widest_of(row, arg, dtype);
    memcpy(copy, arg, sizeof *arg * (size_t)row->n_params);
    ok = cast_arguments(c, &mode, row, copy, dtype, &casts) && plain(op, copy, out, list);
    release_arguments(row, copy, arg, &casts);
  }
  c->autocast = mode;
  return ok;
}
