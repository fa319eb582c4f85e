/* Rows of a table on the CPU, alone and in bags. */
#include "tensor/cpu/isa.h"
#include "tensor/cpu/isa/pointwise.h"
#include "tensor/cpu/parallel.h"
#include "tensor/cpu/pick.h"
#include "tensor/cpu/ready.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

LM_ISA_TABLE(lm_cast_table, lm_casts)

/* ---- embedding: input of any shape picks rows of a matrix ---- */

static bool pick_rows(cpu_pick *p, const char *op, const lm_tensor *rows, lm_tensor *input,
                      int64_t skip) {
  p->ndim = input->ndim + 1;
  for (int d = 0; d < p->ndim; d++) {
    bool feature = d == input->ndim;
    p->sizes[d] = feature ? rows->sizes[1] : input->sizes[d];
    p->picked[d] = feature ? rows->strides[1] : 0;
    p->along[d] = feature ? -1 : d;
  }
  const cpu_part part = {input, rows->sizes[0],
                         rows->strides[0] * (int64_t)lm_dtype_size((lm_dtype)rows->dtype), -1};
  return cpu_pick_resolve(p, op, rows, input->ndim, input->sizes, &part, 1, skip);
}

bool cpu_embedding_rows(lm_call *c) {
  cpu_pick p;
  return pick_rows(&p, "embedding", A(1).t, A(0).t, -1) && cpu_pick_take(&p, c->out[0], A(1).t);
}

bool cpu_embedding_backward(lm_call *c) {
  lm_tensor *grad = A(0).t, *input = A(1).t, *out = c->out[0];
  int64_t rows = out->sizes[0], padding = A(3).i;
  if (!lm_fill_elements(out, lm_int(0))) return false;
  lm_tensor *sums = cpu_accumulator(out);
  lm_tensor *values =
      sums ? cpu_operand(grad, (lm_dtype)sums->dtype, sums, grad->ndim, grad->sizes) : NULL;
  cpu_pick p;
  bool ok = values &&
            pick_rows(&p, "embedding_backward", sums, input,
                      padding < 0 ? padding + rows : padding - 1) &&
            cpu_pick_add(&p, sums, values, lm_int(1));
  lm_release(values);
  return cpu_accumulated(out, sums, ok);
}

/* ---- rows that are too long ---- */

typedef struct table {
  char *data;
  lm_dtype dtype;
  int64_t rows, features, row, feature; /* numbers, and distances in bytes */
} table;

static table table_of(const lm_tensor *t) {
  const int64_t size = (int64_t)lm_dtype_size((lm_dtype)t->dtype);
  return (table){lm_data(t),  (lm_dtype)t->dtype,   t->sizes[0],
                 t->sizes[1], t->strides[0] * size, t->strides[1] * size};
}

/* The places (from 0) in the table that a vector of positions names, checked; NULL with a message. */
static int64_t *places_of(const char *op, const lm_tensor *input, int64_t rows) {
  lm_tensor *offsets = cpu_offsets_new(input->ndim, input->sizes);
  int64_t *places = NULL;
  const cpu_part part = {(lm_tensor *)input, rows, 1, -1};
  if (offsets && cpu_offsets_of(offsets, op, &part, -1, false)) {
    places = malloc(((size_t)input->numel + 1) * sizeof *places);
    if (places == NULL)
      lm_fail("out of memory: no room for %lld positions", (long long)input->numel);
    else if (input->numel > 0)
      memcpy(places, lm_data(offsets), (size_t)input->numel * sizeof *places);
  }
  lm_release(offsets);
  return places;
}

/* One row as doubles, and back. */
static void load(const table *t, int64_t place, double *row) {
  lm_casts()->cast[t->dtype][LM_F64](row, 8, t->data + place * t->row, t->feature, t->features);
}
static void store(const table *t, int64_t place, const double *row) {
  lm_casts()->cast[LM_F64][t->dtype](t->data + place * t->row, t->feature, row, 8, t->features);
}

static double norm_of(const double *row, int64_t n, double p) {
  double sum = 0;
  for (int64_t i = 0; i < n; i++) {
    double x = fabs(row[i]);
    sum = isinf(p) ? fmax(sum, x) : sum + (p == 2 ? x * x : p == 1 ? x : pow(x, p));
  }
  return isinf(p) || p == 1 ? sum : p == 2 ? sqrt(sum) : pow(sum, 1 / p);
}

bool cpu_embedding_renorm(lm_call *c) {
  if (!cpu_start_from_self(c)) return false;
  const table t = table_of(c->out[0]);
  const lm_tensor *input = A(1).t;
  const double most = lm_scalar_f(A(2).s);
  int64_t *place = places_of("embedding", input, t.rows);
  double *row = place ? malloc(((size_t)t.features + 1) * sizeof *row) : NULL;
  if (place && row == NULL) lm_fail("out of memory: no room for a row of an embedding");
  for (int64_t i = 0; row && i < input->numel; i++) { /* a second time a row is short enough */
    load(&t, place[i], row);
    double norm = norm_of(row, t.features, A(3).f);
    if (!(norm > most)) continue;
    double scale = most / (norm + 1e-7);
    for (int64_t k = 0; k < t.features; k++) row[k] *= scale;
    store(&t, place[i], row);
  }
  bool ok = row != NULL;
  free(row);
  free(place);
  return ok;
}

/* ---- bags ---- */

typedef struct bag_job {
  table t;
  const int64_t *place, *begin; /* of each position; of each bag, from 0, and one more */
  int64_t skip;                 /* the place of padding; -1: none */
  const double *scale;          /* of each position; NULL: 1 */
  double *count;
  char *out; /* (bags, features) */
  lm_dtype dtype;
  int64_t *largest;
} bag_job;

/* In double, whatever the dtype: sums of a bag's float32 are then right to the last digit. */
static void sum_bags(void *ctx, int64_t from, int64_t to) {
  const bag_job *j = ctx;
  enum { PART = 256 };
  const int64_t size = (int64_t)lm_dtype_size(j->dtype);
  double sum[PART], row[PART];
  for (int64_t b = from; b < to; b++) {
    int64_t count = 0;
    for (int64_t i = j->begin[b]; i < j->begin[b + 1]; i++) count += j->place[i] != j->skip;
    j->count[b] = (double)count;
    for (int64_t k = 0; k < j->t.features; k += PART) {
      const int64_t n = j->t.features - k < PART ? j->t.features - k : PART;
      memset(sum, 0, sizeof sum);
      for (int64_t i = j->begin[b]; i < j->begin[b + 1]; i++) {
        if (j->place[i] == j->skip) continue;
        const double s = j->scale ? j->scale[i] : 1;
        lm_casts()->cast[j->t.dtype][LM_F64](
            row, 8, j->t.data + j->place[i] * j->t.row + k * j->t.feature, j->t.feature, n);
        for (int64_t e = 0; e < n; e++) sum[e] += row[e] * s;
      }
      lm_casts()->cast[LM_F64][j->dtype](j->out + (b * j->t.features + k) * size, size, sum, 8, n);
    }
  }
}

/* The first of equal ones; NaN beats nothing that came before it. */
static void largest_of_bags(void *ctx, int64_t from, int64_t to) {
  const bag_job *j = ctx;
  for (int64_t b = from; b < to; b++)
    for (int64_t k = 0; k < j->t.features; k++) {
      double most = 0, x;
      int64_t at = 0;
      for (int64_t i = j->begin[b]; i < j->begin[b + 1]; i++) {
        if (j->place[i] == j->skip) continue;
        lm_casts()->cast[j->t.dtype][LM_F64](
            &x, 8, j->t.data + j->place[i] * j->t.row + k * j->t.feature, 0, 1);
        if (at == 0 || x > most) most = x, at = j->place[i] + 1;
      }
      j->largest[b * j->t.features + k] = at;
    }
}

/* Where the bags begin, checked, with the end behind them; NULL with a message. */
static int64_t *begins_of(lm_tensor *offsets, int64_t positions) {
  lm_tensor *o = cpu_ready(offsets, LM_I64);
  const int64_t bags = offsets->numel;
  int64_t *begin = o ? malloc(((size_t)bags + 1) * sizeof *begin) : NULL;
  if (o && begin == NULL) lm_fail("out of memory: no room for %lld bags", (long long)bags);
  for (int64_t b = 0; begin && b < bags; b++) {
    begin[b] = ((const int64_t *)lm_data(o))[b] - 1;
    if (begin[b] >= (b ? begin[b - 1] : 0) && begin[b] <= positions) continue;
    lm_fail("embedding_bag: offsets must be positions that do not fall, from 1 to %lld",
            (long long)positions + 1);
    free(begin);
    begin = NULL;
  }
  if (begin) begin[bags] = positions;
  lm_release(o);
  return begin;
}

/* Runs `fn` over the bags of a call: weight, input, offsets. */
static bool over_bags(lm_call *c, bag_job *j, int64_t padding, lm_range_fn fn) {
  const lm_tensor *input = A(1).t;
  j->t = table_of(A(0).t);
  j->skip = padding - 1;
  int64_t *place = places_of("embedding_bag", input, j->t.rows);
  int64_t *begin = place ? begins_of(A(2).t, input->numel) : NULL;
  j->place = place, j->begin = begin;
  const int64_t bags = A(2).t->numel;
  const int64_t each = bags ? (input->numel / bags + 1) * (j->t.features + 1) : 1;
  bool ok = begin && lm_parallel(bags, each < LM_GRAIN ? LM_GRAIN / each : 1, fn, j);
  free(begin);
  free(place);
  return ok;
}

bool cpu_embedding_bag_sum(lm_call *c) {
  lm_tensor *scales = cpu_ready(A(3).t, LM_F64);
  bag_job j = {.out = lm_data(c->out[0]),
               .dtype = (lm_dtype)c->out[0]->dtype,
               .count = (double *)(void *)lm_data(c->out[1])};
  bool ok = scales || A(3).t == NULL;
  if (scales) j.scale = (const double *)(const void *)lm_data(scales);
  ok = ok && over_bags(c, &j, A(4).i, sum_bags);
  lm_release(scales);
  return ok;
}

bool cpu_embedding_bag_places(lm_call *c) {
  bag_job j = {.largest = (int64_t *)(void *)lm_data(c->out[0])};
  return over_bags(c, &j, A(3).i, largest_of_bags);
}
