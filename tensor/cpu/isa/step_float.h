/* Optimiser loops of float or double, included once for each; see tensor/optim_formula.h for what is
** defined then. */

#include "tensor/optim_formula.h"

/* One loop for each number of tensors, so that the formula sees a constant.  A function of its own,
** because gcc believes `restrict` of parameters only. */
#define LOOP(name, groups)                                                                \
  static __attribute__((noinline)) void NAME(name##_loop##groups)(                        \
      T *restrict p, const T *restrict g, T *restrict a2, T *restrict a3, T *restrict a4, \
      int64_t n, const NAME(name##_numbers) o) {                                          \
    (void)a2, (void)a3, (void)a4;                                                         \
    for (int64_t i = 0; i < n; i++) {                                                     \
      T x[5] = {p[i], g[i]};                                                              \
      if ((groups) > 2) x[2] = a2[i];                                                     \
      if ((groups) > 3) x[3] = a3[i];                                                     \
      if ((groups) > 4) x[4] = a4[i];                                                     \
      NAME(name)(x, groups, &o);                                                          \
      p[i] = x[0];                                                                        \
      if ((groups) > 2) a2[i] = x[2];                                                     \
      if ((groups) > 3) a3[i] = x[3];                                                     \
      if ((groups) > 4) a4[i] = x[4];                                                     \
    }                                                                                     \
  }

#define STRUCTURED(name, results, args, keeps, flags, doc)
#define STEP(name, least, most, args, doc)                                                  \
  LOOP(name, 2)                                                                             \
  LOOP(name, 3)                                                                             \
  LOOP(name, 4)                                                                             \
  LOOP(name, 5)                                                                             \
  static void NAME(name##_loop)(void *const *t, int64_t n, int groups, const lm_arg *arg) { \
    const NAME(name##_numbers) o = NAME(name##_read)(arg);                                  \
    if ((least) <= 2 && groups == 2)                                                        \
      NAME(name##_loop2)(t[0], t[1], NULL, NULL, NULL, n, o);                               \
    else if ((least) <= 3 && (most) >= 3 && groups == 3)                                    \
      NAME(name##_loop3)(t[0], t[1], t[2], NULL, NULL, n, o);                               \
    else if ((least) <= 4 && (most) >= 4 && groups == 4)                                    \
      NAME(name##_loop4)(t[0], t[1], t[2], t[3], NULL, n, o);                               \
    else if ((most) >= 5 && groups == 5)                                                    \
      NAME(name##_loop5)(t[0], t[1], t[2], t[3], t[4], n, o);                               \
  }
#include "tensor/ops/optim.def"
#undef STEP
#undef STRUCTURED
#undef LOOP

static void NAME(scale)(void *data, int64_t n, double factor) {
  T *x = data;
  const T f = (T)factor;
  for (int64_t i = 0; i < n; i++) x[i] *= f;
}
