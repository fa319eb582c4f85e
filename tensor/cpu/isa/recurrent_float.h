/* Cells of float or double, included once for each: T is the type, NAME(x) gives a name its suffix,
** LANES elements are a vector at most. */

/* x = f(x + bias) for a formula of v; bias may be NULL where `biased` is false.  The end of a row, or
** all of a short one, is filled up to a vector. */
#define RUN_OF(name, formula)                                                                    \
  static inline void NAME(name)(T *restrict x, const T *restrict bias, int64_t n, bool biased) { \
    int64_t whole = n / LANES * LANES;                                                           \
    for (int64_t i = 0; i < whole; i++) {                                                        \
      T v = biased ? x[i] + bias[i] : x[i];                                                      \
      x[i] = formula;                                                                            \
    }                                                                                            \
    if (whole == n) return;                                                                      \
    T end[LANES] = {0};                                                                          \
    for (int64_t i = whole; i < n; i++) end[i - whole] = biased ? x[i] + bias[i] : x[i];         \
    for (int j = 0; j < LANES; j++) {                                                            \
      T v = end[j];                                                                              \
      end[j] = formula;                                                                          \
    }                                                                                            \
    for (int64_t i = whole; i < n; i++) x[i] = end[i - whole];                                   \
  }
RUN_OF(sigmoid_run, 1 / (1 + LM_MATH1(exp, -v)))
RUN_OF(tanh_run, LM_MATH1(tanh, v))
#undef RUN_OF

static void NAME(lstm)(const lm_cell_forward *c, int64_t n) {
  T *g = c->gates, *cell = c->cell, *t = c->tanh_cell, *h = c->state;
  const T *bias = c->bias;
  NAME(sigmoid_run)(g, bias, 2 * n, true);
  NAME(tanh_run)(g + 2 * n, bias + 2 * n, n, true);
  NAME(sigmoid_run)(g + 3 * n, bias + 3 * n, n, true);
  for (int64_t i = 0; i < n; i++) {
    T next = g[n + i] * cell[i] + g[i] * g[2 * n + i];
    cell[i] = next;
    t[i] = next;
  }
  NAME(tanh_run)(t, NULL, n, false);
  for (int64_t i = 0; i < n; i++) h[i] = g[3 * n + i] * t[i];
}

static void NAME(gru)(const lm_cell_forward *c, int64_t n) {
  T *g = c->gates, *h = c->state, *fresh = c->hidden_new;
  const T *s = c->hidden, *bias = c->bias;
  for (int64_t i = 0; i < 2 * n; i++) g[i] += s[i];
  NAME(sigmoid_run)(g, bias, 2 * n, true);
  for (int64_t i = 0; i < n; i++) {
    T v = s[2 * n + i] + bias[3 * n + i];
    fresh[i] = v;
    g[2 * n + i] += g[i] * v;
  }
  NAME(tanh_run)(g + 2 * n, bias + 2 * n, n, true);
  for (int64_t i = 0; i < n; i++) h[i] = g[2 * n + i] + g[n + i] * (h[i] - g[2 * n + i]);
}

static void NAME(plain_tanh)(const lm_cell_forward *c, int64_t n) {
  T *g = c->gates;
  NAME(tanh_run)(g, c->bias, n, true);
  memcpy(c->state, g, (size_t)n * sizeof(T));
}

static void NAME(plain_relu)(const lm_cell_forward *c, int64_t n) {
  T *restrict g = c->gates, *restrict h = c->state;
  const T *restrict bias = c->bias;
  for (int64_t i = 0; i < n; i++) {
    T v = g[i] + bias[i];
    v = v < 0 ? 0 : v; /* NaN stays */
    g[i] = v;
    h[i] = v;
  }
}

/* ---- backward ---- */

#define GRAD_OF_STATE(i) (grad ? d_state[i] + grad[i] : d_state[i])

static void NAME(lstm_back)(const lm_cell_backward *c, int64_t n) {
  const T *g = c->gates, *cell = c->cell, *t = c->tanh_cell, *grad = c->grad;
  T *restrict d = c->d_gates, *restrict dc = c->d_cell;
  const T *d_state = c->d_state;
  for (int64_t i = 0; i < n; i++) {
    T in = g[i], forget = g[n + i], fresh = g[2 * n + i], out = g[3 * n + i];
    T dh = GRAD_OF_STATE(i), dn = dc[i] + dh * out * (1 - t[i] * t[i]);
    d[i] = dn * fresh * (in * (1 - in));
    d[n + i] = dn * cell[i] * (forget * (1 - forget));
    d[2 * n + i] = dn * in * (1 - fresh * fresh);
    d[3 * n + i] = dh * t[i] * (out * (1 - out));
    dc[i] = dn * forget;
  }
}

static void NAME(gru_back)(const lm_cell_backward *c, int64_t n) {
  const T *g = c->gates, *before = c->state, *hidden = c->hidden_new, *grad = c->grad;
  T *restrict d = c->d_gates, *restrict e = c->d_hidden, *restrict d_state = c->d_state;
  for (int64_t i = 0; i < n; i++) {
    T reset = g[i], update = g[n + i], fresh = g[2 * n + i];
    T dh = GRAD_OF_STATE(i), dn = dh * (1 - update) * (1 - fresh * fresh);
    d[i] = e[i] = dn * hidden[i] * (reset * (1 - reset));
    d[n + i] = e[n + i] = dh * (before[i] - fresh) * (update * (1 - update));
    d[2 * n + i] = dn;
    e[2 * n + i] = dn * reset;
    d_state[i] = dh * update;
  }
}

static void NAME(plain_tanh_back)(const lm_cell_backward *c, int64_t n) {
  const T *h = c->gates, *d_state = c->d_state, *grad = c->grad;
  T *restrict d = c->d_gates;
  for (int64_t i = 0; i < n; i++) d[i] = GRAD_OF_STATE(i) * (1 - h[i] * h[i]);
}

static void NAME(plain_relu_back)(const lm_cell_backward *c, int64_t n) {
  const T *h = c->gates, *d_state = c->d_state, *grad = c->grad;
  T *restrict d = c->d_gates;
  for (int64_t i = 0; i < n; i++) d[i] = h[i] > 0 ? GRAD_OF_STATE(i) : 0;
}

#undef GRAD_OF_STATE
