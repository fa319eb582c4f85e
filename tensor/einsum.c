/* einsum: sums of products in Einstein's notation, as permutations and batched products.
**
** The equation "ij,jk->ik" names the dimensions of each operand; names that the output lacks are
** summed over.  A name twice in one operand takes its diagonal; "..." stands for dimensions that
** broadcast; without "->" the output has "..." and then the names that occur once, in alphabetical
** order.  Spaces do not count.
**
** Of three and more operands the two whose product is cheapest are contracted first, and so on.  Each
** is kept with the list of names of its dimensions (the dimensions of "..." have names behind the
** letters), so that a step is: sum what only one side has and nobody needs, then a product of batches
** over (shared and needed, only left, summed) by (shared and needed, summed, only right).
*/
#include "tensor/autograd.h"

#include <math.h>
#include <string.h>

#define LETTERS 52
#define MAX_OPERANDS 32
#define NAMES \
  (LETTERS + LM_MAX_DIMS) /* letters, then the dimensions of "..." counted from the end */

/* A tensor and the names of its dimensions. */
typedef struct term {
  lm_tensor *t;
  int n;
  uint8_t name[LM_MAX_DIMS];
} term;

typedef struct equation {
  const char *text;
  int64_t size[NAMES]; /* of each name; 1 where only broadcast sizes were seen */
  int uses[NAMES];     /* how often a name stands among the operands */
  int dots;            /* dimensions of the widest "..." */
} equation;

static int letter(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A'; /* capitals first, as in the implicit output */
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  return -1;
}

static bool syntax(const equation *e, const char *what) {
  return lm_fail("einsum: %s in \"%s\"; an equation looks like \"ij,jk->ik\" or \"...ij->...ji\"",
                 what, e->text);
}

/* Reads names up to a comma, an arrow or the end; `dots` is the number of dimensions of "...", or -1
** when there may be none.  Returns where it stopped, NULL after a message. */
static const char *read_names(const equation *e, const char *p, int dots, term *out) {
  bool seen = false;
  out->n = 0;
  for (; *p && *p != ',' && !(p[0] == '-' && p[1] == '>'); p++) {
    if (*p == ' ') continue;
    int count = 1, first = letter(*p);
    if (strncmp(p, "...", 3) == 0) {
      if (seen) return syntax(e, "\"...\" stands twice in a term"), NULL;
      seen = true;
      p += 2;
      count = dots;
      first = LETTERS + LM_MAX_DIMS - dots;
    } else if (first < 0) {
      return lm_fail("einsum: '%c' in \"%s\" is neither a letter nor one of , -> ...", *p, e->text);
    }
    if (out->n + count > LM_MAX_DIMS) return syntax(e, "a term has too many dimensions"), NULL;
    for (int i = 0; i < count; i++) out->name[out->n++] = (uint8_t)(first + i);
  }
  return p;
}

/* How many names besides "..." a term has; *has_dots says whether it has one. */
static int count_letters(const char *p, bool *has_dots) {
  int n = 0;
  *has_dots = false;
  for (; *p && *p != ',' && !(p[0] == '-' && p[1] == '>'); p++) {
    if (letter(*p) >= 0) n++;
    if (*p == '.') *has_dots = true;
  }
  return n;
}

static int place(const term *t, int name) {
  const uint8_t *p = memchr(t->name, name, (size_t)t->n);
  return p ? (int)(p - t->name) : -1;
}

static void forget(term *t, int dim) {
  memmove(t->name + dim, t->name + dim + 1, (size_t)(t->n - dim - 1));
  t->n--;
}

static int64_t product(const lm_ints *sizes, int begin, int end) {
  uint64_t p = 1; /* beside a 0 a part may pass 2^63 */
  for (int i = begin; i < end; i++) p *= (uint64_t)sizes->v[i];
  return (int64_t)p;
}

/* ---- reading ---- */

/* Reads an operand's names and takes the diagonals of those it has twice. */
static const char *read_operand(equation *e, const char *p, lm_tensor *t, int number, term *out) {
  bool has_dots;
  int letters = count_letters(p, &has_dots), dots = t->ndim - letters;
  if (dots < 0 || (dots > 0 && !has_dots))
    return lm_fail("einsum: operand %d has shape %s, but \"%s\" names %d of its dimensions", number,
                   lm_shape_text(t), e->text, letters);
  if ((p = read_names(e, p, dots, out)) == NULL) return NULL;
  if (dots > e->dots) e->dots = dots;
  out->t = t;
  for (int i = 0; i < out->n; i++) {
    int64_t *size = &e->size[out->name[i]], own = t->sizes[i];
    if (e->uses[out->name[i]]++ == 0 || *size == 1)
      *size = own;
    else if (own != *size && own != 1)
      return lm_fail(
          "einsum: sizes do not fit in \"%s\": dimension %d of operand %d is %lld, where "
          "the same name stands for %lld before",
          e->text, i + 1, number, (long long)own, (long long)*size);
  }
  for (int i = 0; i < out->n; i++) {
    int k = i + 1;
    while (k < out->n && out->name[k] != out->name[i]) k++;
    if (k == out->n) continue;
    if (out->t->sizes[i] != out->t->sizes[k])
      return lm_fail("einsum: operand %d of \"%s\" has a name twice, for sizes %lld and %lld",
                     number, e->text, (long long)out->t->sizes[i], (long long)out->t->sizes[k]);
    out->t = lm_diagonal(out->t, 0, i, k); /* becomes the last dimension */
    if (out->t == NULL) return NULL;
    uint8_t name = out->name[i];
    forget(out, k);
    forget(out, i);
    out->name[out->n++] = name;
    i--;
  }
  return p;
}

/* The output's names: behind the arrow, or those that occur once. */
static bool read_output(equation *e, const char *p, term *out) {
  out->n = 0;
  if (*p == '\0') {
    for (int i = 0; i < e->dots; i++) out->name[out->n++] = (uint8_t)(NAMES - e->dots + i);
    for (int i = 0; i < LETTERS; i++) {
      if (e->uses[i] != 1) continue;
      if (out->n == LM_MAX_DIMS) return syntax(e, "the output has too many dimensions");
      out->name[out->n++] = (uint8_t)i;
    }
    return true;
  }
  p = read_names(e, p + 2, e->dots, out);
  if (p == NULL) return false;
  if (*p) return syntax(e, "something follows the output");
  for (int i = 0; i < out->n; i++) {
    if (e->uses[out->name[i]] == 0) return syntax(e, "the output has a name that no operand has");
    if (memchr(out->name + i + 1, out->name[i], (size_t)(out->n - i - 1)))
      return syntax(e, "the output has a name twice");
  }
  return true;
}

/* ---- contracting ---- */

/* Sums the dimensions whose name is not needed any more. */
static void sum_unneeded(term *t, const bool *needed, const term *other) {
  lm_ints dims = {.n = 0};
  int kept = 0;
  for (int i = 0; i < t->n; i++) {
    if (needed[t->name[i]] || (other && place(other, t->name[i]) >= 0))
      t->name[kept++] = t->name[i];
    else
      dims.v[dims.n++] = i;
  }
  t->n = kept;
  /* Alone, integers are summed as by sum. */
  if (dims.n && t->t)
    t->t = lm_sum(t->t, &dims, false, other ? (lm_dtype)t->t->dtype : LM_DTYPE_NONE);
}

/* t with its dimensions in the order of some of its names. */
static lm_tensor *in_order(const term *t, int n, const uint8_t *names) {
  lm_ints order = {.n = n};
  bool same = true;
  for (int i = 0; i < n; i++) {
    order.v[i] = place(t, names[i]);
    same = same && order.v[i] == i;
  }
  return same ? t->t : lm_permute(t->t, &order);
}

/* Where only one side is wider than 1, the other loses the dimension: it would only be repeated. */
static void drop_ones(term *t, const term *other) {
  for (int i = t->n - 1; i >= 0; i--) {
    int k = place(other, t->name[i]);
    if (k < 0 || !t->t || !other->t || t->t->sizes[i] != 1 || other->t->sizes[k] == 1) continue;
    lm_ints dim = {.n = 1, .v = {i}};
    t->t = lm_squeeze(t->t, &dim);
    forget(t, i);
  }
}

/* a becomes the product of a and b, summed over what both have and nobody needs. */
static bool contract(term *a, term *b, const bool *needed) {
  drop_ones(a, b);
  drop_ones(b, a);
  sum_unneeded(a, needed, b);
  sum_unneeded(b, needed, a);
  if (!a->t || !b->t) return false;
  /* Names in the order batch, left, summed, right, and their sizes. */
  uint8_t names[2 * LM_MAX_DIMS];
  int batch = 0, left, summed, all;
  for (int i = 0; i < a->n; i++)
    if (place(b, a->name[i]) >= 0 && needed[a->name[i]]) names[batch++] = a->name[i];
  left = batch;
  for (int i = 0; i < a->n; i++)
    if (place(b, a->name[i]) < 0) names[left++] = a->name[i];
  summed = left;
  for (int i = 0; i < a->n; i++)
    if (place(b, a->name[i]) >= 0 && !needed[a->name[i]]) names[summed++] = a->name[i];
  all = summed;
  for (int i = 0; i < b->n; i++)
    if (place(a, b->name[i]) < 0) names[all++] = b->name[i];
  if (all - (summed - left) > LM_MAX_DIMS)
    return lm_fail("einsum: an intermediate result has more than %d dimensions", LM_MAX_DIMS);

  uint8_t right_names[LM_MAX_DIMS], result_names[LM_MAX_DIMS];
  int right = 0, n = 0;
  for (int i = 0; i < batch; i++) right_names[right++] = names[i];
  for (int i = left; i < all; i++) right_names[right++] = names[i];
  for (int i = 0; i < all; i++)
    if (i < left || i >= summed) result_names[n++] = names[i];

  lm_tensor *x = in_order(a, summed, names), *y = in_order(b, right, right_names);
  if (!x || !y) return false;
  lm_ints xs = {.n = 0}, ys = {.n = 0}, result = {.n = 0};
  for (int i = 0; i < summed; i++) xs.v[i] = x->sizes[i];
  for (int i = 0; i < right; i++) ys.v[i] = y->sizes[i];
  int inner = summed - left;
  for (int i = 0; i < left; i++) result.v[result.n++] = xs.v[i];
  for (int i = batch + inner; i < right; i++) result.v[result.n++] = ys.v[i];
  if (inner == 0) { /* an elementwise product: (batch, left, 1...) by (batch, 1..., right) */
    lm_ints p = {.n = n}, q = {.n = n};
    for (int i = 0; i < n; i++) {
      p.v[i] = i < left ? xs.v[i] : 1;
      q.v[i] = i < batch || i >= left ? result.v[i] : 1;
    }
    a->t = lm_mul(lm_reshape(x, &p), lm_reshape(y, &q));
  } else {
    int64_t sum = product(&xs, left, summed);
    lm_ints p = {.n = 3, .v = {product(&xs, 0, batch), product(&xs, batch, left), sum}};
    lm_ints q = {.n = 3, .v = {p.v[0], sum, product(&ys, batch + inner, right)}};
    if (batch == 0) {
      p = (lm_ints){.n = 2, .v = {p.v[1], p.v[2]}};
      q = (lm_ints){.n = 2, .v = {q.v[1], q.v[2]}};
      a->t = lm_mm(lm_reshape(x, &p), lm_reshape(y, &q));
    } else {
      a->t = lm_bmm(lm_reshape(x, &p), lm_reshape(y, &q));
    }
    a->t = lm_reshape(a->t, &result);
  }
  a->n = n;
  memcpy(a->name, result_names, (size_t)n);
  return a->t != NULL;
}

/* The names that the output or another operand than a and b has. */
static void mark_needed(bool *needed, const term *operand, int n, const term *out, int a, int b) {
  memset(needed, 0, NAMES * sizeof *needed);
  for (int k = 0; k < out->n; k++) needed[out->name[k]] = true;
  for (int i = 0; i < n; i++)
    for (int k = 0; k < operand[i].n && i != a && i != b; k++) needed[operand[i].name[k]] = true;
}

/* The two operands whose product takes the fewest multiplications, once each is summed over what
** nobody else has; of equal ones those whose product is the smallest, then the first. */
static void cheapest_pair(const equation *e, const term *operand, int n, const term *out, int *a,
                          int *b) {
  double least = INFINITY, smallest = INFINITY;
  for (int i = 0; i < n; i++)
    for (int k = i + 1; k < n; k++) {
      bool needed[NAMES], seen[NAMES] = {false};
      double work = 1, size = 1;
      mark_needed(needed, operand, n, out, i, k);
      for (int side = 0; side < 2; side++) {
        const term *t = &operand[side ? k : i], *other = &operand[side ? i : k];
        for (int d = 0; d < t->n; d++) {
          uint8_t name = t->name[d];
          if (seen[name] || (!needed[name] && place(other, name) < 0)) continue;
          seen[name] = true;
          work *= (double)e->size[name];
          if (needed[name]) size *= (double)e->size[name];
        }
      }
      if (work > least || (work == least && size >= smallest)) continue;
      least = work, smallest = size;
      *a = i, *b = k;
    }
}

/* One dtype on one device, as for every product. */
static bool operands_fit(const lm_list *tensors) {
  const lm_tensor *first = tensors->v[0];
  for (int64_t i = 0; i < tensors->n; i++) {
    const lm_tensor *t = tensors->v[i];
    if (t == NULL) return lm_fail("einsum: operand %lld is missing", (long long)i + 1);
    if (!lm_same_device("einsum", first, t)) return false;
    if (t->dtype != first->dtype)
      return lm_fail("einsum: dtypes differ: %s by %s; convert one of them with :to()",
                     lm_dtypes[first->dtype].name, lm_dtypes[t->dtype].name);
  }
  return true;
}

lm_tensor *lm_do_einsum(const lm_list *tensors, const char *text) {
  if (text == NULL) return lm_fail("einsum: the equation is missing, such as \"ij,jk->ik\"");
  if (tensors->n < 1) return lm_fail("einsum: there must be at least one tensor");
  if (tensors->n > MAX_OPERANDS)
    return lm_fail("einsum: at most %d tensors, got %lld", MAX_OPERANDS, (long long)tensors->n);
  if (!operands_fit(tensors)) return NULL;
  equation e = {.text = text};
  term operand[MAX_OPERANDS], out;
  int n = (int)tensors->n;
  const char *p = text;
  for (int i = 0; i < n; i++) {
    if ((p = read_operand(&e, p, tensors->v[i], i + 1, &operand[i])) == NULL) return NULL;
    if ((*p == ',') != (i + 1 < n))
      return lm_fail("einsum: \"%s\" names %s operands than the %d tensors given", text,
                     *p == ',' ? "more" : "fewer", n);
    if (*p == ',') p++;
  }
  if (!read_output(&e, p, &out)) return NULL;

  while (n > 1) {
    int a = 0, b = 1;
    if (n > 2) cheapest_pair(&e, operand, n, &out, &a, &b);
    bool needed[NAMES];
    mark_needed(needed, operand, n, &out, a, b);
    if (!contract(&operand[a], &operand[b], needed)) return NULL;
    operand[b] = operand[--n];
  }
  bool needed[NAMES];
  mark_needed(needed, operand, 0, &out, -1, -1);
  sum_unneeded(&operand[0], needed, NULL);
  if (operand[0].t == NULL) return NULL;
  return in_order(&operand[0], out.n, out.name);
}
