/* Group and instance normalisation: rules, gradients and the composites that scripts see.
**
** A group is a range of channels of one sample with all its positions; an instance is a group of one
** channel.  Weight and bias are per channel. */
#include "tensor/norm.h"

/* N * G groups of a tensor (N, C, ...), as (N, G, C / G, positions). */
static lm_tensor *in_groups(lm_tensor *t, const lm_ints *sizes, int64_t groups) {
  int64_t plane = 1;
  for (int d = 2; d < sizes->n; d++) plane *= sizes->v[d];
  return lm_reshape(t, &(lm_ints){4, {sizes->v[0], groups, sizes->v[1] / groups, plane}});
}

static bool channels_fit(const char *op, const lm_tensor *x, int64_t groups, lm_tensor *weight,
                         lm_tensor *bias) {
  if (x->ndim < 2)
    return lm_fail("%s: the input must have at least 2 dimensions (N, C, ...), got shape %s", op,
                   lm_shape_text(x));
  if (groups < 1 || x->sizes[1] % groups != 0)
    return lm_fail("%s: the %lld channels of an input of shape %s cannot be divided into %lld "
                   "groups",
                   op, (long long)x->sizes[1], lm_shape_text(x), (long long)groups);
  return lm_norm_float(op, x) && lm_norm_fits(op, "weight", weight, x, 1, 1) &&
         lm_norm_fits(op, "bias", bias, x, 1, 1);
}

static bool results(lm_call *c, const lm_tensor *x, int64_t groups) {
  int64_t sizes[] = {x->sizes[0], groups};
  c->scratch[0] = groups;
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(2, sizes, lm_statistics_dtype(x), x->device);
  c->out[2] = lm_new(2, sizes, lm_statistics_dtype(x), x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

RULE(group_norm_forward) {
  return channels_fit("group_norm", A(0).t, A(3).i, A(1).t, A(2).t) && results(c, A(0).t, A(3).i);
}

RULE(instance_norm_train) {
  lm_tensor *x = A(0).t;
  if (x->ndim < 2)
    return lm_fail("instance_norm: the input must be (N, C, L, ...), got shape %s",
                   lm_shape_text(x));
  const int64_t channels = x->sizes[1] ? x->sizes[1] : 1;
  return channels_fit("instance_norm", x, channels, A(1).t, A(2).t) &&
         lm_norm_fits("instance_norm", "running_mean", A(3).t, x, 1, 1) &&
         lm_norm_fits("instance_norm", "running_var", A(4).t, x, 1, 1) && results(c, x, channels);
}

RULE(group_norm_backward) {
  const char *op = "group_norm_backward";
  lm_tensor *g = A(0).t, *x = A(1).t, *weight = A(4).t;
  const int64_t groups = A(5).i;
  if (!lm_same_shape(g, x))
    return lm_fail("%s: grad has shape %s, the input %s", op, lm_shape_text(g), lm_shape_text(x));
  if (!channels_fit(op, x, groups, weight, NULL) || !lm_same_device(op, g, x)) return false;
  for (int i = 2; i < 4; i++)
    if (A(i).t->numel != x->sizes[0] * groups || !lm_is_float((lm_dtype)A(i).t->dtype))
      return lm_fail("%s: the statistics must hold %lld floating-point numbers, got shape %s", op,
                     (long long)x->sizes[0] * groups, lm_shape_text(A(i).t));
  lm_dtype dtype = weight ? (lm_dtype)weight->dtype : lm_statistics_dtype(x);
  c->out[0] = lm_new_like(x, (lm_dtype)x->dtype);
  c->out[1] = lm_new(1, x->sizes + 1, dtype, x->device);
  c->out[2] = lm_new(1, x->sizes + 1, dtype, x->device);
  return c->out[0] && c->out[1] && c->out[2];
}

static void group_vjp(lm_node *n, lm_tensor *g, lm_tensor **gi, int64_t groups, double eps) {
  if (g == NULL) return;
  lm_tensor *x = IN(0), *weight = lm_kept(n, 1);
  lm_ints sizes = lm_node_sizes(n, 0);
  if (!lm_here()->grad_mode) {
    lm_tuple t = lm_group_norm_backward(g, x, OUT(1), OUT(2), weight, groups);
    for (int i = 0; i < 3; i++) GRAD(i, t.v[i]);
    return;
  }
  const lm_ints inside = {2, {2, 3}}, across = {2, {0, 3}}, channels = {1, {sizes.v[1]}};
  lm_ints per_channel = {4, {1, groups, sizes.v[1] / groups, 1}};
  lm_tensor *dx, *dweight, *grouped = in_groups(g, &sizes, groups);
  lm_normalise_vjp(grouped, in_groups(x, &sizes, groups),
                   weight ? lm_reshape(weight, &per_channel) : NULL, &inside, eps, &dx, &dweight);
  GRAD(0, lm_reshape(dx, &sizes));
  GRAD(1, lm_reshape(lm_sum(dweight, &across, false, LM_DTYPE_NONE), &channels));
  GRAD(2, lm_reshape(lm_sum(grouped, &across, false, LM_DTYPE_NONE), &channels));
}
VJP(group_norm_forward) { group_vjp(n, g[0], gi, ARG(3).i, ARG(4).f); }
VJP(instance_norm_train) {
  const int64_t channels = lm_node_sizes(n, 0).v[1];
  group_vjp(n, g[0], gi, channels ? channels : 1, ARG(6).f);
}

/* How many elements of x each statistic of `per_sample` of them is taken from. */
static int64_t elements_each(const lm_tensor *x, int64_t per_sample) {
  int64_t count = x->sizes[0] * per_sample;
  return count ? x->numel / count : 0;
}

lm_tensor *lm_do_group_norm(lm_tensor *input, int64_t num_groups, lm_tensor *weight,
                            lm_tensor *bias, double eps) {
  if (!channels_fit("group_norm", input, num_groups, weight, bias)) return NULL;
  /* PyTorch counts the batch along, so that one value in each group of several samples passes */
  if (input->numel == num_groups && input->numel > 0)
    return lm_fail("group_norm: expected more than 1 value per channel when training, got input of "
                   "shape %s in %lld groups",
                   lm_shape_text(input), (long long)num_groups);
  return lm_group_norm_forward(input, weight, bias, num_groups, eps).v[0];
}

lm_tensor *lm_do_instance_norm(lm_tensor *input, lm_tensor *running_mean, lm_tensor *running_var,
                               lm_tensor *weight, lm_tensor *bias, bool use_input_stats,
                               double momentum, double eps) {
  const char *op = "instance_norm";
  if (!use_input_stats) {
    if (running_mean == NULL || running_var == NULL)
      return lm_fail("%s: needs running_mean and running_var without use_input_stats", op);
    return lm_batch_norm(input, running_mean, running_var, weight, bias, false, momentum, eps);
  }
  if (input->ndim < 2)
    return lm_fail("%s: the input must be (N, C, L, ...), got shape %s", op, lm_shape_text(input));
  if (elements_each(input, input->sizes[1]) == 1)
    return lm_fail("%s: expected more than 1 spatial element when training, got input of shape %s",
                   op, lm_shape_text(input));
  return lm_instance_norm_train(input, weight, bias, running_mean, running_var, momentum, eps).v[0];
}
