/* Optimiser loops of float or double, included once for each: T is the type, FMA(a, b, c) is
** a * b + c rounded once where the processor can, NAME(x) gives a name its suffix.
**
** The order of operations, and which of them are fused, is PyTorch's, so that the digits are too. */

static inline T NAME(gradient)(T g, T p, bool maximize, T decay) {
  if (maximize) g = -g;
  return decay != 0 ? FMA(decay, p, g) : g;
}

static void NAME(sgd)(void *const *t, int64_t n, const void *options) {
  const lm_sgd o = *(const lm_sgd *)options;
  T *restrict p = t[0], *restrict buffer = t[2];
  const T *restrict grad = t[1];
  const T step = (T)-o.lr, decay = (T)o.weight_decay, momentum = (T)o.momentum;
  const T fresh = (T)(1 - o.dampening);
  if (o.momentum == 0) {
    for (int64_t i = 0; i < n; i++)
      p[i] = FMA(step, NAME(gradient)(grad[i], p[i], o.maximize, decay), p[i]);
    return;
  }
  for (int64_t i = 0; i < n; i++) {
    T g = NAME(gradient)(grad[i], p[i], o.maximize, decay);
    T b = o.first ? g : FMA(fresh, g, buffer[i] * momentum);
    buffer[i] = b;
    p[i] = FMA(step, o.nesterov ? FMA(momentum, b, g) : b, p[i]);
  }
}

/* `amsgrad` is a constant wherever this is inlined, so that each loop has no branch. */
static inline __attribute__((always_inline)) void NAME(adam_loop)(void *const *t, int64_t n,
                                                                  const lm_adam *o, bool amsgrad) {
  T *restrict p = t[0], *restrict m = t[2], *restrict v = t[3], *restrict most = t[4];
  const T *restrict grad = t[1];
  const T beta2 = (T)o->beta2, fresh2 = (T)(1 - o->beta2), w = (T)(1 - o->beta1);
  const T decay = o->decoupled ? 0 : (T)o->weight_decay;
  const T keep = o->decoupled && o->weight_decay != 0 ? (T)(1 - o->lr * o->weight_decay) : 1;
  const T root = (T)o->root_correction, eps = (T)o->eps, step = (T)-o->step_size;
  const bool maximize = o->maximize;
  /* lerp(m, g, w) from whichever end is nearer */
  const bool from_m = w < (T)0.5;
  const T coefficient = from_m ? w : w - 1;
  for (int64_t i = 0; i < n; i++) {
    T x = p[i] * keep, old = m[i], g = NAME(gradient)(grad[i], x, maximize, decay);
    T first = FMA(coefficient, g - old, from_m ? old : g);
    T second = FMA(fresh2 * g, g, v[i] * beta2), size = second;
    m[i] = first;
    v[i] = second;
    if (amsgrad) {
      T before = most[i];
      size = ((before > second) | (before != before)) ? before : second;
      most[i] = size;
    }
    p[i] = x + step * first / (SQRT(size) / root + eps);
  }
}

static void NAME(adam)(void *const *t, int64_t n, const void *options) {
  const lm_adam o = *(const lm_adam *)options;
  if (o.amsgrad)
    NAME(adam_loop)(t, n, &o, true);
  else
    NAME(adam_loop)(t, n, &o, false);
}

static void NAME(scale)(void *data, int64_t n, double factor) {
  T *x = data;
  const T f = (T)factor;
  for (int64_t i = 0; i < n; i++) x[i] *= f;
}
