/* The formulas of optimisers, one element at a time, for the CPU and for CUDA.
**
** Included once for each type of float with these defined:
**   T               float or double
**   NAME(x)         x with a suffix for the type
**   FMA(a, b, c)    a * b + c, rounded once where that is cheap
**   SQRT(x), ABS(x)
**   STEP_FUNCTION   how a function is declared
**
** Each row of ops/optim.def gives NAME(name_numbers), a record of its numbers, and
** NAME(name_read), which takes them from the arguments of a call; NAME(name)(x, groups, o) then
** makes the step of one element: x[0] is the parameter, x[1] the gradient, the state follows.  What
** it changes in x is stored, but for the gradient.  `groups` is a constant where the loop is inlined.
**
** The order of operations, and which of them are fused, is PyTorch's, so that the digits are too. */

#define FIELD_TL(x)
#define FIELD_IR(x)
#define FIELD_F(x, d) T x;
#define FIELD_B(x, d) T x; /* 0 or 1: gcc cannot vectorise a choice by a bool */
#define FIELD(entry, i) FIELD_##entry
#define READ_TL(x) (void)
#define READ_IR(x) (void)
#define READ_F(x, d) o.x = (T)
#define READ_B(x, d) o.x = (T)
#define READ(entry, i) READ_##entry a[i] LM_UNBOXED(entry);
#define LM_UNBOXED(entry) LM_F_##entry
#define STRUCTURED(name, results, args, keeps, flags, doc)
#define STEP(name, least, most, args, doc)                                \
  typedef struct NAME(name##_numbers) {                                   \
    LM_EACH(FIELD, args)                                                  \
  } NAME(name##_numbers);                                                 \
  static inline NAME(name##_numbers) NAME(name##_read)(const lm_arg *a) { \
    NAME(name##_numbers) o;                                               \
    LM_EACH(READ, args)                                                   \
    return o;                                                             \
  }
#include "tensor/ops/optim.def"
#undef STEP
#undef STRUCTURED
#undef FIELD_TL
#undef FIELD_IR
#undef FIELD_F
#undef FIELD_B
#undef FIELD
#undef READ_TL
#undef READ_IR
#undef READ_F
#undef READ_B
#undef READ
#undef LM_UNBOXED

#define STEP(name) STEP_FUNCTION void NAME(name)(T * x, int groups, const NAME(name##_numbers) * o)

/* ---- parts that several have ---- */

/* The gradient after maximize and weight decay. */
STEP_FUNCTION T NAME(gradient)(const T *x, T maximize, T decay) {
  T g = x[1] * (1 - 2 * maximize);
  return decay != 0 ? FMA(decay, x[0], g) : g;
}

/* From a to b by the part w, from whichever end is nearer. */
STEP_FUNCTION T NAME(lerp)(T a, T b, T w) {
  return w < (T)0.5 ? FMA(w, b - a, a) : FMA(w - 1, b - a, b);
}

/* The mean of squares v, renewed by a part `fresh` of g * g. */
STEP_FUNCTION T NAME(square)(T v, T g, T keep, T fresh) { return FMA(fresh * g, g, v * keep); }

STEP_FUNCTION T NAME(sign)(T x) { return x > 0 ? (T)1 : x < 0 ? (T)-1 : x; }

/* The larger one, or NaN. */
STEP_FUNCTION T NAME(larger)(T a, T b) { return ((a > b) | (a != a)) ? a : b; }

/* ---- the optimisers ---- */

/* Sutskever, Martens, Dahl, Hinton: On the importance of initialization and momentum in deep
** learning (2013), in PyTorch's form. */
STEP(sgd) {
  T g = NAME(gradient)(x, o->maximize, o->decay);
  if (groups > 2) {
    x[2] = o->first != 0 ? g : FMA(o->fresh, g, x[2] * o->momentum);
    g = o->nesterov != 0 ? FMA(o->momentum, x[2], g) : x[2];
  }
  x[0] = FMA(-o->lr, g, x[0]);
}

/* Kingma, Ba: Adam, a method for stochastic optimization (2015); the maxima: Reddi, Kale, Kumar: On
** the convergence of Adam and beyond (2018). */
STEP(adam) {
  x[0] *= o->keep;
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[2] = NAME(lerp)(x[2], g, o->fresh1);
  x[3] = NAME(square)(x[3], g, o->beta2, o->fresh2);
  if (groups > 4) x[4] = NAME(larger)(x[4], x[3]);
  x[0] += -o->step * x[2] / (SQRT(groups > 4 ? x[4] : x[3]) / o->root + o->eps);
}

/* Dozat: Incorporating Nesterov momentum into Adam (2016). */
STEP(nadam) {
  (void)groups;
  x[0] *= o->keep;
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[2] = NAME(lerp)(x[2], g, o->fresh1);
  x[3] = NAME(square)(x[3], g, o->beta2, o->fresh2);
  T size = SQRT(x[3] / o->correction2) + o->eps;
  x[0] += o->of_grad * g / size;
  x[0] += o->of_mean * x[2] / size;
}

/* Liu et al.: On the variance of the adaptive learning rate and beyond (2020). */
STEP(radam) {
  (void)groups;
  x[0] *= o->keep;
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[2] = NAME(lerp)(x[2], g, o->fresh1);
  x[3] = NAME(square)(x[3], g, o->beta2, o->fresh2);
  T step = x[2] / o->correction1 * o->lr;
  T adapted = step * (o->root / (SQRT(x[3]) + o->eps)) * o->rectification;
  x[0] -= o->adaptive != 0 ? adapted : step;
}

/* Kingma, Ba (2015), algorithm 2. */
STEP(adamax) {
  (void)groups;
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[2] = NAME(lerp)(x[2], g, o->fresh1);
  x[3] = NAME(larger)(x[3] * o->beta2, ABS(g) + o->eps);
  x[0] += -o->step * x[2] / x[3];
}

/* Tieleman, Hinton: lecture 6e of Neural Networks for Machine Learning (2012); centred: Graves:
** Generating sequences with recurrent neural networks (2013), equations 38 to 45. */
STEP(rmsprop) {
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[2] = NAME(square)(x[2], g, o->alpha, o->fresh);
  /* Of four tensors the last is the mean of gradients when centered, else the buffer of momentum. */
  T mean = NAME(lerp)(x[3], g, o->fresh), variance = x[2];
  if (groups > 4)
    variance = FMA(-mean, mean, x[2]);
  else if (groups > 3)
    variance = o->centered != 0 ? FMA(-mean, mean, x[2]) : x[2];
  T size = SQRT(variance) + o->eps, buffer = x[groups > 4 ? 4 : 3] * o->momentum + g / size;
  T plain = x[0] + -o->lr * g / size, heavy = FMA(-o->lr, buffer, x[0]);
  if (groups > 4) {
    x[0] = heavy;
    x[3] = mean;
    x[4] = buffer;
  } else if (groups > 3) {
    x[0] = o->centered != 0 ? plain : heavy;
    x[3] = o->centered != 0 ? mean : buffer;
  } else {
    x[0] = plain;
  }
}

/* Duchi, Hazan, Singer: Adaptive subgradient methods (2011). */
STEP(adagrad) {
  (void)groups;
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[2] = FMA(g, g, x[2]);
  x[0] += -o->lr * g / (SQRT(x[2]) + o->eps);
}

/* Zeiler: ADADELTA, an adaptive learning rate method (2012). */
STEP(adadelta) {
  (void)groups;
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[2] = NAME(square)(x[2], g, o->rho, o->fresh);
  T delta = SQRT(x[3] + o->eps) / SQRT(x[2] + o->eps) * g;
  x[3] = NAME(square)(x[3], delta, o->rho, o->fresh);
  x[0] = FMA(-o->lr, delta, x[0]);
}

/* Polyak, Juditsky: Acceleration of stochastic approximation by averaging (1992). */
STEP(asgd) {
  (void)groups;
  T g = NAME(gradient)(x, o->maximize, o->decay);
  x[0] = FMA(-o->eta, g, x[0] * o->keep);
  x[2] = o->mu == 1 ? x[0] : x[2] + (x[0] - x[2]) * o->mu;
}

/* Riedmiller, Braun: A direct adaptive method for faster backpropagation learning (1993). */
STEP(rprop) {
  (void)groups;
  T g = x[1] * (1 - 2 * o->maximize), turn = g * x[2];
  T factor = turn > 0 ? o->grow : turn < 0 ? o->shrink : turn == 0 ? (T)1 : turn;
  T size = x[3] * factor;
  size = size < o->least ? o->least : size > o->most ? o->most : size;
  g = turn < 0 ? (T)0 : g;
  x[0] -= NAME(sign)(g) * size;
  x[2] = g;
  x[3] = size;
}

/* Chen et al.: Symbolic discovery of optimization algorithms (2023), algorithm 2. */
STEP(lion) {
  (void)groups;
  T g = x[1] * (1 - 2 * o->maximize);
  T direction = NAME(sign)(FMA(o->fresh1, g, x[2] * o->beta1));
  x[0] = FMA(-o->lr, direction, x[0] * o->keep);
  x[2] = FMA(o->fresh2, g, x[2] * o->beta2);
}

#undef STEP
