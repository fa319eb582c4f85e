/* Lines of tensors into the interleaved buffer of a transform and back, included for each pair of D,
** the type of the data, and P, the type of the plan; NAME(x) gives a name its suffix.
**
** Complex values are pairs, a real and an imaginary part.  The buffer holds value k of line q at
** k * wide + q. */

static void NAME(load_complex)(const job *j, void *buffer, int64_t line, int64_t wide) {
  P *b = buffer;
  for (int64_t q = 0; q < wide; q++) {
    const D *x = (const D *)j->in + 2 * start_of(j, line + q, j->in_length);
    for (int64_t k = 0; k < j->n; k++) {
      b[2 * (k * wide + q)] = (P)x[2 * k * j->inner];
      b[2 * (k * wide + q) + 1] = (P)x[2 * k * j->inner + 1];
    }
  }
}

static void NAME(store_complex)(const job *j, void *buffer, int64_t line, int64_t wide) {
  const P *b = buffer, scale = (P)j->scale;
  for (int64_t q = 0; q < wide; q++) {
    D *y = (D *)j->out + 2 * start_of(j, line + q, j->out_length);
    for (int64_t k = 0; k < j->out_length; k++) {
      y[2 * k * j->inner] = (D)(b[2 * (k * wide + q)] * scale);
      y[2 * k * j->inner + 1] = (D)(b[2 * (k * wide + q) + 1] * scale);
    }
  }
}

static void NAME(load_real)(const job *j, void *buffer, int64_t line, int64_t wide) {
  P *b = buffer;
  for (int64_t q = 0; q < wide; q++) {
    const D *x = (const D *)j->in + start_of(j, line + q, j->in_length);
    for (int64_t k = 0; k < j->n; k++) {
      b[2 * (k * wide + q)] = (P)x[k * j->inner];
      b[2 * (k * wide + q) + 1] = 0;
    }
  }
}

static void NAME(store_real)(const job *j, void *buffer, int64_t line, int64_t wide) {
  const P *b = buffer, scale = (P)j->scale;
  for (int64_t q = 0; q < wide; q++) {
    D *y = (D *)j->out + start_of(j, line + q, j->out_length);
    for (int64_t k = 0; k < j->n; k++) y[k * j->inner] = (D)(b[2 * (k * wide + q)] * scale);
  }
}

/* Elements 2k and 2k + 1 as the parts of one value. */
static void NAME(load_pairs)(const job *j, void *buffer, int64_t line, int64_t wide) {
  P *b = buffer;
  for (int64_t q = 0; q < wide; q++) {
    const D *x = (const D *)j->in + start_of(j, line + q, j->in_length);
    for (int64_t k = 0; k < j->n / 2; k++) {
      b[2 * (k * wide + q)] = (P)x[2 * k * j->inner];
      b[2 * (k * wide + q) + 1] = (P)x[(2 * k + 1) * j->inner];
    }
  }
}

static void NAME(store_pairs)(const job *j, void *buffer, int64_t line, int64_t wide) {
  const P *b = buffer, scale = (P)j->scale;
  for (int64_t q = 0; q < wide; q++) {
    D *y = (D *)j->out + start_of(j, line + q, j->out_length);
    for (int64_t k = 0; k < j->n / 2; k++) {
      y[2 * k * j->inner] = (D)(b[2 * (k * wide + q)] * scale);
      y[(2 * k + 1) * j->inner] = (D)(b[2 * (k * wide + q) + 1] * scale);
    }
  }
}

/* From Z, the transform of the pairs: E = (Z[k] + conj Z[m-k]) / 2 and O = (Z[k] - conj Z[m-k]) / 2i
** are those of the even and the odd elements, and X[k] = E + w^k O. */
static void NAME(store_from_half)(const job *j, void *buffer, int64_t line, int64_t wide) {
  const P *b = buffer, half = (P)(j->scale / 2);
  int64_t m = j->n / 2;
  for (int64_t q = 0; q < wide; q++) {
    D *y = (D *)j->out + 2 * start_of(j, line + q, j->out_length);
    for (int64_t k = 0; k <= m; k++) {
      const P *z = b + 2 * (k % m * wide + q), *mirror = b + 2 * ((m - k) % m * wide + q);
      P even_re = z[0] + mirror[0], even_im = z[1] - mirror[1];
      P odd_re = z[1] + mirror[1], odd_im = mirror[0] - z[0];
      P c = (P)j->turns[2 * k], s = (P)j->turns[2 * k + 1];
      y[2 * k * j->inner] = (D)((even_re + (c * odd_re - s * odd_im)) * half);
      y[2 * k * j->inner + 1] = (D)((even_im + (c * odd_im + s * odd_re)) * half);
    }
  }
}

/* The way back: Z[k] = E + i O with 2 E = X[k] + conj X[m-k], 2 O = conj(w^k) (X[k] - conj X[m-k]);
** the factor 2 stays, since the sum goes over half as many values. */
static void NAME(load_to_half)(const job *j, void *buffer, int64_t line, int64_t wide) {
  P *b = buffer;
  int64_t m = j->n / 2;
  for (int64_t q = 0; q < wide; q++) {
    const D *x = (const D *)j->in + 2 * start_of(j, line + q, j->in_length);
    for (int64_t k = 0; k < m; k++) {
      P re = (P)x[2 * k * j->inner], im = k ? (P)x[2 * k * j->inner + 1] : 0;
      P mirror_re = (P)x[2 * (m - k) * j->inner],
        mirror_im = k ? (P)x[2 * (m - k) * j->inner + 1] : 0; /* real signals have none there */
      P diff_re = re - mirror_re, diff_im = im + mirror_im;
      P c = (P)j->turns[2 * k], s = (P)j->turns[2 * k + 1];
      P odd_re = c * diff_re + s * diff_im, odd_im = c * diff_im - s * diff_re;
      b[2 * (k * wide + q)] = re + mirror_re - odd_im;
      b[2 * (k * wide + q) + 1] = im - mirror_im + odd_re;
    }
  }
}

/* A whole line from its first half: X[n-k] = conj X[k]. */
static void NAME(load_hermitian)(const job *j, void *buffer, int64_t line, int64_t wide) {
  P *b = buffer;
  for (int64_t q = 0; q < wide; q++) {
    const D *x = (const D *)j->in + 2 * start_of(j, line + q, j->in_length);
    for (int64_t k = 0; k <= j->n / 2; k++) {
      P re = (P)x[2 * k * j->inner], im = k ? (P)x[2 * k * j->inner + 1] : 0;
      int64_t mirror = (j->n - k) % j->n;
      b[2 * (mirror * wide + q)] = re, b[2 * (mirror * wide + q) + 1] = -im;
      b[2 * (k * wide + q)] = re, b[2 * (k * wide + q) + 1] = im;
    }
  }
}
