/* Printing.  The rules for columns, exponents and line breaks are those of PyTorch's printer, so that
** the same numbers look the same; the specs compare the two.
*/

#include "tensor/format.h"
#include "tensor/autograd.h"

#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where this thread must write "1.5", whatever the host's language is. */
typedef struct c_locale {
  locale_t own, before;
} c_locale;

static c_locale enter_c_locale(void) {
  c_locale l = {newlocale(LC_ALL_MASK, "C", (locale_t)0), (locale_t)0};
  if (l.own) l.before = uselocale(l.own);
  return l;
}

static void leave_c_locale(c_locale l) {
  if (!l.own) return;
  uselocale(l.before);
  freelocale(l.own);
}

/* How the numbers of a tensor are written; of complex ones the real and the imaginary parts have a
** format each. */
typedef struct number_format {
  bool integral, scientific;
  int width;
} number_format;

typedef struct printer {
  FILE *out;
  lm_print_options options;
  lm_tensor *t;               /* on the host; without the hidden positions if it had to be copied */
  int64_t shown[LM_MAX_DIMS]; /* how many positions of a dimension are shown */
  bool elided[LM_MAX_DIMS];   /* with "..." between its two edges */
  lm_dtype dtype;             /* of the elements, or of the parts of complex ones */
  bool is_float;
  number_format format[2];
  int parts, part; /* 2 of complex numbers; the one being measured */
} printer;

/* ---- elements -------------------------------------------------------------------------------- */

/* The i-th shown position of a dimension, as one of the tensor at hand. */
static int64_t position(const printer *p, int dim, int64_t i) {
  return 2 * i < p->shown[dim] || !p->elided[dim] ? i : p->t->sizes[dim] - p->shown[dim] + i;
}

static float half_to_float(uint16_t h) {
  int exponent = h >> 10 & 31, fraction = h & 1023;
  float value = exponent == 31  ? (fraction ? NAN : INFINITY)
                : exponent == 0 ? ldexpf((float)fraction, -24)
                                : ldexpf((float)(fraction | 1024), exponent - 25);
  return h & 0x8000 ? -value : value;
}

static double float_at(const char *data, lm_dtype dtype) {
  uint32_t bits;
  float f;
  switch (dtype) {
  case LM_F16: return half_to_float(*(const uint16_t *)data);
  case LM_BF16:
    bits = (uint32_t) * (const uint16_t *)data << 16;
    memcpy(&f, &bits, sizeof f);
    return f;
  case LM_F32: return *(const float *)data;
  default: return *(const double *)data;
  }
}

static int64_t int_at(const char *data, lm_dtype dtype) {
  switch (dtype) {
  case LM_U8: return *(const uint8_t *)data;
  case LM_I8: return *(const int8_t *)data;
  case LM_I16: return *(const int16_t *)data;
  case LM_I32: return *(const int32_t *)data;
  default: return *(const int64_t *)data;
  }
}

static const char *part_at(const printer *p, const char *data, int part) {
  return data + part * (int)lm_dtypes[p->dtype].size;
}

/* One element, or one part; returns the length of what snprintf would have written. */
static int element_text(const printer *p, const number_format *f, const char *data, char *text,
                        size_t room) {
  lm_dtype dtype = p->dtype;
  if (dtype == LM_BOOL) return snprintf(text, room, "%s", *data ? "true" : "false");
  if (!p->is_float) return snprintf(text, room, "%" PRId64, int_at(data, dtype));
  double x = float_at(data, dtype);
  if (isnan(x)) return snprintf(text, room, "nan"); /* printf may show a sign */
  if (isinf(x)) return snprintf(text, room, x < 0 ? "-inf" : "inf");
  if (f->scientific) return snprintf(text, room, "%.*e", p->options.precision, x);
  if (f->integral) return snprintf(text, room, "%.0f.", x);
  return snprintf(text, room, "%.*f", p->options.precision, x);
}

/* Calls visit for every shown element. */
static void each(printer *p, int dim, const char *data,
                 void (*visit)(printer *, const char *, void *), void *state) {
  if (dim == p->t->ndim) {
    visit(p, data, state);
    return;
  }
  int64_t stride = p->t->strides[dim] * (int64_t)lm_dtypes[p->t->dtype].size;
  for (int64_t i = 0; i < p->shown[dim]; i++)
    each(p, dim + 1, data + position(p, dim, i) * stride, visit, state);
}

/* ---- one format for all of a tensor's elements ------------------------------------------------- */

typedef struct span {
  double least, most; /* absolute values of what is finite and not 0 */
  bool any, integral;
} span;

static void measure_span(printer *p, const char *data, void *state) {
  span *s = state;
  double x = float_at(part_at(p, data, p->part), p->dtype);
  if (!isfinite(x) || x == 0) return;
  double size = fabs(x);
  if (!s->any || size < s->least) s->least = size;
  if (!s->any || size > s->most) s->most = size;
  s->any = true;
  if (x != ceil(x)) s->integral = false;
}

static void measure_width(printer *p, const char *data, void *state) {
  number_format *f = state;
  char text[8]; /* only the length is wanted */
  data = part_at(p, data, p->part);
  if (p->is_float) {
    double x = float_at(data, p->dtype);
    if (!isfinite(x) || x == 0) return; /* these never widen a column */
  }
  int width = element_text(p, f, data, text, sizeof text);
  if (width > f->width) f->width = width;
}

static void choose_format(printer *p, number_format *f) {
  const char *data = lm_data(p->t);
  *f = (number_format){.width = 1, .integral = true};
  if (p->is_float) {
    span s = {.integral = true};
    each(p, 0, data, measure_span, &s);
    if (!s.any) return;
    f->integral = s.integral;
    f->scientific = p->options.sci_mode >= 0
                        ? p->options.sci_mode > 0
                        : s.most / s.least > 1000 || s.most > 1e8 || s.least < 1e-4;
  }
  each(p, 0, data, measure_width, f);
}

static void choose_formats(printer *p) {
  lm_dtype dtype = (lm_dtype)p->t->dtype;
  p->dtype = lm_real_dtype(dtype);
  p->is_float = lm_is_inexact(dtype);
  p->parts = lm_is_complex(dtype) ? 2 : 1;
  for (p->part = 0; p->part < p->parts; p->part++) choose_format(p, &p->format[p->part]);
}

/* Of an element with the comma and the space behind it. */
static int column_width(const printer *p) {
  int width = p->format[0].width + 2;
  return p->parts == 2 ? width + p->format[1].width + 1 : width;
}

/* ---- brackets -------------------------------------------------------------------------------- */

static void print_element(printer *p, const char *data) {
  char text[512]; /* 1e308 with as many digits as an option may ask for */
  int n = element_text(p, &p->format[0], data, text, sizeof text), width = p->format[0].width;
  fprintf(p->out, "%*s%s", width > n ? width - n : 0, "", text);
  if (p->parts == 1) return;
  element_text(p, &p->format[1], part_at(p, data, 1), text, sizeof text);
  fprintf(p->out, "%s%sj", text[0] == '-' ? "" : "+", text);
}

/* A row, broken into lines of the given width. */
static void print_row(printer *p, int dim, const char *data, int indent) {
  int64_t per_line = (p->options.linewidth - indent) / column_width(p), column = 0;
  int64_t stride = p->t->strides[dim] * (int64_t)lm_dtypes[p->t->dtype].size;
  int64_t cells = p->shown[dim] + p->elided[dim];
  if (per_line < 1) per_line = 1;
  for (int64_t cell = 0, i = 0; cell < cells; cell++) {
    if (cell > 0) fputs(column == 0 ? "," : ", ", p->out);
    if (cell > 0 && column == 0) fprintf(p->out, "\n%*s", indent + 1, "");
    if (p->elided[dim] && 2 * cell == p->shown[dim])
      fputs(" ...", p->out);
    else
      print_element(p, data + position(p, dim, i++) * stride);
    column = (column + 1) % per_line;
  }
}

static void print_values(printer *p, int dim, const char *data, int indent) {
  int rest = p->t->ndim - dim;
  if (rest == 0) {
    print_element(p, data);
    return;
  }
  int64_t stride = p->t->strides[dim] * (int64_t)lm_dtypes[p->t->dtype].size;
  fputc('[', p->out);
  if (rest == 1) {
    print_row(p, dim, data, indent);
  } else {
    int64_t cells = p->shown[dim] + p->elided[dim];
    for (int64_t cell = 0, i = 0; cell < cells; cell++) {
      if (cell > 0) {
        fputc(',', p->out);
        for (int k = 1; k < rest; k++) fputc('\n', p->out);
        fprintf(p->out, "%*s", indent + 1, "");
      }
      if (p->elided[dim] && 2 * cell == p->shown[dim])
        fputs("...", p->out);
      else
        print_values(p, dim + 1, data + position(p, dim, i++) * stride, indent + 1);
    }
  }
  fputc(']', p->out);
}

/* ---- the whole --------------------------------------------------------------------------------- */

/* Brings what will be shown to the host, and no more of it: the edges of dimensions from `dim` on are
** fetched one by one and joined here.  The result belongs to the open scope. */
static lm_tensor *fetch(const printer *p, lm_tensor *t, int dim) {
  if (!t) return NULL;
  while (dim < t->ndim && !p->elided[dim]) dim++;
  if (dim == t->ndim) return lm_copy(t, (lm_dtype)t->dtype, LM_CPU);
  int64_t edge = p->options.edgeitems;
  lm_tensor *edges[2] = {
      fetch(p, lm_slice(t, dim, 0, edge, 1), dim + 1),
      fetch(p, lm_slice(t, dim, t->sizes[dim] - edge, edge, 1), dim + 1),
  };
  return edges[0] && edges[1] ? lm_cat(&(lm_list){2, edges}, dim) : NULL;
}

static void print_suffix(FILE *out, lm_tensor *t) {
  fprintf(out, ", %s %s %s", lm_dtypes[t->dtype].name, lm_shape_text(t), lm_device_name(t->device));
  lm_node *n = t->grad_fn ? lm_grad_fn(t) : NULL;
  if (n)
    fprintf(out, ", grad_fn=%s", lm_node_name(n));
  else if (lm_requires_grad(t))
    fputs(", requires_grad=true", out);
  fputc(')', out);
}

static bool print(printer *p, lm_tensor *t) {
  static const char head[] = "tensor(";
  bool summarize = t->numel > p->options.threshold;
  int64_t edge = p->options.edgeitems;
  for (int d = 0; d < t->ndim; d++) {
    p->elided[d] = summarize && t->sizes[d] / 2 >= edge && t->sizes[d] != 2 * edge;
    p->shown[d] = p->elided[d] ? 2 * edge : t->sizes[d];
  }
  p->t = t->device == LM_CPU || t->numel == 0 ? t : fetch(p, lm_detach(t), 0);
  if (!p->t) return false;
  c_locale locale = enter_c_locale();
  fputs(head, p->out);
  if (t->numel == 0) {
    fputs("[]", p->out);
  } else {
    choose_formats(p);
    print_values(p, 0, lm_data(p->t), (int)sizeof head - 1);
  }
  print_suffix(p->out, t);
  leave_c_locale(locale);
  return true;
}

char *lm_format_with(lm_tensor *t, const lm_print_options *options) {
  char *text = NULL;
  size_t size;
  printer p = {.options = *options};
  if (!t) return NULL;
  if (t->freed) return lm_fail("print: the tensor was freed");
  p.out = open_memstream(&text, &size);
  if (!p.out) return lm_fail("print: not enough memory");
  lm_scope scope = lm_scope_open();
  bool ok = print(&p, t);
  lm_scope_close(scope, NULL);
  bool failed = ferror(p.out);
  if (fclose(p.out) != 0 || failed) ok = lm_fail("print: not enough memory");
  if (ok) return text;
  free(text);
  return NULL;
}

char *lm_format(lm_tensor *t) { return lm_format_with(t, &LM_PRINT_DEFAULT); }
