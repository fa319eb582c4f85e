/* The passes in float or double, included once for each: T is the type, NAME(x) gives a name its
** suffix.  Radices 2, 3, 4 and 5 are written out, the others share a loop over all pairs. */

typedef struct NAME(complex) {
  T re, im;
} NAME(complex);

#define C NAME(complex)

static inline C NAME(plus)(C a, C b) { return (C){a.re + b.re, a.im + b.im}; }
static inline C NAME(minus)(C a, C b) { return (C){a.re - b.re, a.im - b.im}; }
static inline C NAME(times)(C a, C b) {
  return (C){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
static inline C NAME(scaled)(C a, T f) { return (C){a.re * f, a.im * f}; }
/* a times sign * sqrt(-1) */
static inline C NAME(turned)(C a, T sign) { return (C){-sign * a.im, sign * a.re}; }

static void NAME(pass2)(int64_t m, int64_t s, const C *restrict x, C *restrict y, const C *w) {
  for (int64_t p = 0; p < m; p++) {
    const C *a = x + s * p, *b = x + s * (p + m), w1 = w[p];
    C *to = y + s * 2 * p;
    for (int64_t q = 0; q < s; q++) {
      C u = a[q], v = b[q];
      to[q] = NAME(plus)(u, v);
      to[q + s] = NAME(times)(w1, NAME(minus)(u, v));
    }
  }
}

static void NAME(pass3)(int64_t m, int64_t s, const C *restrict x, C *restrict y, const C *w,
                        T sign) {
  const T half_root3 = sign * (T)0.86602540378443864676; /* sin(pi / 3) */
  for (int64_t p = 0; p < m; p++) {
    const C *a = x + s * p, *b = a + s * m, *c = b + s * m, w1 = w[2 * p], w2 = w[2 * p + 1];
    C *to = y + s * 3 * p;
    for (int64_t q = 0; q < s; q++) {
      C sum = NAME(plus)(b[q], c[q]), middle = NAME(minus)(a[q], NAME(scaled)(sum, (T)0.5));
      C side = NAME(scaled)(NAME(turned)(NAME(minus)(b[q], c[q]), 1), half_root3);
      to[q] = NAME(plus)(a[q], sum);
      to[q + s] = NAME(times)(w1, NAME(plus)(middle, side));
      to[q + 2 * s] = NAME(times)(w2, NAME(minus)(middle, side));
    }
  }
}

static void NAME(pass4)(int64_t m, int64_t s, const C *restrict x, C *restrict y, const C *w,
                        T sign) {
  for (int64_t p = 0; p < m; p++) {
    const C *a = x + s * p, *b = a + s * m, *c = b + s * m, *d = c + s * m;
    const C w1 = w[3 * p], w2 = w[3 * p + 1], w3 = w[3 * p + 2];
    C *to = y + s * 4 * p;
    for (int64_t q = 0; q < s; q++) {
      C ac = NAME(plus)(a[q], c[q]), ac_ = NAME(minus)(a[q], c[q]);
      C bd = NAME(plus)(b[q], d[q]), bd_ = NAME(turned)(NAME(minus)(b[q], d[q]), sign);
      to[q] = NAME(plus)(ac, bd);
      to[q + s] = NAME(times)(w1, NAME(plus)(ac_, bd_));
      to[q + 2 * s] = NAME(times)(w2, NAME(minus)(ac, bd));
      to[q + 3 * s] = NAME(times)(w3, NAME(minus)(ac_, bd_));
    }
  }
}

static void NAME(pass5)(int64_t m, int64_t s, const C *restrict x, C *restrict y, const C *w,
                        T sign) {
  const T c1 = (T)0.30901699437494742410, c2 = (T)-0.80901699437494742410; /* cos(2 pi / 5), (4) */
  const T s1 = sign * (T)0.95105651629515357212, s2 = sign * (T)0.58778525229247312917;
  for (int64_t p = 0; p < m; p++) {
    const C *x0 = x + s * p, *x1 = x0 + s * m, *x2 = x1 + s * m, *x3 = x2 + s * m, *x4 = x3 + s * m,
            *wp = w + 4 * p;
    C *to = y + s * 5 * p;
    for (int64_t q = 0; q < s; q++) {
      C a = x0[q], near = NAME(plus)(x1[q], x4[q]), far = NAME(plus)(x2[q], x3[q]);
      C near_ = NAME(turned)(NAME(minus)(x1[q], x4[q]), 1),
        far_ = NAME(turned)(NAME(minus)(x2[q], x3[q]), 1);
      C m1 = NAME(plus)(a, NAME(plus)(NAME(scaled)(near, c1), NAME(scaled)(far, c2)));
      C m2 = NAME(plus)(a, NAME(plus)(NAME(scaled)(near, c2), NAME(scaled)(far, c1)));
      C t1 = NAME(plus)(NAME(scaled)(near_, s1), NAME(scaled)(far_, s2));
      C t2 = NAME(minus)(NAME(scaled)(near_, s2), NAME(scaled)(far_, s1));
      to[q] = NAME(plus)(a, NAME(plus)(near, far));
      to[q + s] = NAME(times)(wp[0], NAME(plus)(m1, t1));
      to[q + 2 * s] = NAME(times)(wp[1], NAME(plus)(m2, t2));
      to[q + 3 * s] = NAME(times)(wp[2], NAME(minus)(m2, t2));
      to[q + 4 * s] = NAME(times)(wp[3], NAME(minus)(m1, t1));
    }
  }
}

static void NAME(pass_any)(int radix, int64_t m, int64_t s, const C *restrict x, C *restrict y,
                           const C *w, const C *roots) {
  for (int64_t p = 0; p < m; p++) {
    const C *from = x + s * p, *wp = w + (radix - 1) * p;
    C *to = y + s * radix * p;
    for (int64_t q = 0; q < s; q++) {
      C value[LM_FFT_RADIX];
      for (int j = 0; j < radix; j++) value[j] = from[q + s * m * j];
      for (int k = 0; k < radix; k++) {
        C sum = value[0];
        for (int j = 1, i = k; j < radix; j++, i += k, i -= i >= radix ? radix : 0)
          sum = NAME(plus)(sum, NAME(times)(value[j], roots[i]));
        to[q + s * k] = k == 0 ? sum : NAME(times)(wp[k - 1], sum);
      }
    }
  }
}

static void NAME(pass)(int radix, int64_t m, int64_t s, const void *x, void *y, const void *twiddle,
                       const void *roots, int sign) {
  switch (radix) {
  case 2: NAME(pass2)(m, s, x, y, twiddle); break;
  case 3: NAME(pass3)(m, s, x, y, twiddle, (T)sign); break;
  case 4: NAME(pass4)(m, s, x, y, twiddle, (T)sign); break;
  case 5: NAME(pass5)(m, s, x, y, twiddle, (T)sign); break;
  default: NAME(pass_any)(radix, m, s, x, y, twiddle, roots);
  }
}

static void NAME(scale_by)(void *x_, const void *y_, int64_t n, int64_t wide) {
  C *x = x_;
  const C *y = y_;
  for (int64_t i = 0; i < n; i++)
    for (int64_t q = 0; q < wide; q++) x[i * wide + q] = NAME(times)(x[i * wide + q], y[i]);
}

#undef C
