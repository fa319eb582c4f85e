/* NumPy's .npy format: a magic string, a header that is the text of a Python dictionary, elements.
**
** The header is read by a parser of just that dictionary; nothing in it is evaluated.  The format is
** described in numpy/lib/format.py and in NEP 1.
*/

#include "tensor/io.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static const char magic[6] = "\x93NUMPY";
enum {
  HEADER_LIMIT = 1 << 20, /* a header of 16 sizes has some 400 bytes */
  ALIGNMENT = 64,         /* of the elements in the file */
  GROWTH = 21,            /* digits NumPy leaves room for in the first size */
};

typedef struct header {
  lm_dtype dtype;
  bool swapped, fortran;
  int ndim;
  int64_t sizes[LM_MAX_DIMS];
} header;

/* ---- the header's text ------------------------------------------------------------------------ */

typedef struct cursor {
  const char *path, *p, *end;
} cursor;

static bool bad(const cursor *c, const char *what) {
  return lm_fail("load: %s: header: %s", c->path, what);
}

static void skip_space(cursor *c) {
  while (c->p < c->end && (*c->p == ' ' || *c->p == '\t' || *c->p == '\n' || *c->p == '\r')) c->p++;
}

/* Takes `mark` and the space before it, if it comes next. */
static bool accept(cursor *c, char mark) {
  skip_space(c);
  if (c->p == c->end || *c->p != mark) return false;
  c->p++;
  return true;
}

/* A quoted string without escapes: none of the strings of a header needs them. */
static bool read_string(cursor *c, lm_text *text) {
  skip_space(c);
  char quote = c->p < c->end ? *c->p : 0;
  if (quote != '\'' && quote != '"') return false;
  const char *from = ++c->p;
  while (c->p < c->end && *c->p != quote) {
    if (*c->p < ' ' || *c->p > '~' || *c->p == '\\') return false;
    c->p++;
  }
  if (c->p == c->end) return false;
  *text = (lm_text){from, (size_t)(c->p++ - from)};
  return true;
}

static const struct {
  const char *code;
  lm_dtype dtype;
} codes[] = {
    {"b1", LM_BOOL}, {"u1", LM_U8},  {"i1", LM_I8},    {"i2", LM_I16},
    {"i4", LM_I32},  {"i8", LM_I64}, {"f2", LM_F16},   {"f4", LM_F32},
    {"f8", LM_F64},  {"c8", LM_C64}, {"c16", LM_C128},
};
enum { N_CODES = sizeof codes / sizeof *codes };

/* "<f4": byte order, kind, bytes. */
static bool read_descr(cursor *c, header *h) {
  lm_text text;
  if (accept(c, '[')) return bad(c, "descr: structured dtypes are not supported");
  if (!read_string(c, &text)) return bad(c, "descr: not a string");
  lm_text code = text;
  char order = code.size ? *code.data : 0;
  if (order && strchr("<>|=", order)) code.data++, code.size--;
  for (int i = 0; i < N_CODES; i++) {
    if (!lm_text_is(code, codes[i].code)) continue;
    h->dtype = codes[i].dtype;
    bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    h->swapped = order == (little ? '>' : '<');
    return true;
  }
  const char *why = code.size && *code.data == 'O' ? "Python objects are never run"
                                                   : "Luma reads b1 u1 i1 i2 i4 i8 f2 f4 f8 c8 c16";
  return lm_fail("load: %s: header: descr: dtype '%.*s': %s", c->path,
                 text.size < 40 ? (int)text.size : 40, text.data, why);
}

static bool read_order(cursor *c, header *h) {
  skip_space(c);
  size_t left = (size_t)(c->end - c->p);
  if (left >= 4 && memcmp(c->p, "True", 4) == 0) {
    h->fortran = true;
    c->p += 4;
  } else if (left >= 5 && memcmp(c->p, "False", 5) == 0) {
    h->fortran = false;
    c->p += 5;
  } else {
    return bad(c, "fortran_order: neither True nor False");
  }
  return true;
}

/* A tuple of sizes: (), (3,), (2, 3). */
static bool read_shape(cursor *c, header *h) {
  bool comma = true;
  h->ndim = 0;
  if (!accept(c, '(')) return bad(c, "shape: not a tuple");
  while (!accept(c, ')')) {
    if (!comma) return bad(c, "shape: sizes are separated by commas");
    if (accept(c, '-')) return bad(c, "shape: a size is negative");
    int64_t size = 0;
    const char *from = c->p;
    for (; c->p < c->end && *c->p >= '0' && *c->p <= '9'; c->p++)
      if (__builtin_mul_overflow(size, 10, &size) ||
          __builtin_add_overflow(size, *c->p - '0', &size))
        return bad(c, "shape: a size does not fit 64 bits");
    if (c->p == from) return bad(c, "shape: a size is not an integer");
    if (c->p < c->end && *c->p == 'L') c->p++; /* Python 2 wrote its long integers so */
    if (h->ndim == LM_MAX_DIMS)
      return lm_fail("load: %s: header: shape: more than %d dimensions", c->path, LM_MAX_DIMS);
    h->sizes[h->ndim++] = size;
    comma = accept(c, ',');
  }
  if (h->ndim == 1 && !comma) return bad(c, "shape: not a tuple");
  return true;
}

static bool read_dictionary(cursor *c, header *h) {
  static const struct {
    const char *key;
    bool (*read)(cursor *, header *);
  } fields[] = {{"descr", read_descr}, {"fortran_order", read_order}, {"shape", read_shape}};
  unsigned seen = 0;
  bool comma = true;
  if (!accept(c, '{')) return bad(c, "not a dictionary");
  while (!accept(c, '}')) {
    lm_text key;
    if (!comma) return bad(c, "fields are separated by commas");
    if (!read_string(c, &key) || !accept(c, ':')) return bad(c, "a key is not a string");
    unsigned i = 0;
    while (i < 3 && !lm_text_is(key, fields[i].key)) i++;
    if (i == 3) return bad(c, "has a field beside descr, fortran_order and shape");
    if (seen & 1u << i) return lm_fail("load: %s: header: %s: given twice", c->path, fields[i].key);
    seen |= 1u << i;
    if (!fields[i].read(c, h)) return false;
    comma = accept(c, ',');
  }
  for (unsigned i = 0; i < 3; i++)
    if (!(seen & 1u << i)) return lm_fail("load: %s: header: %s: missing", c->path, fields[i].key);
  skip_space(c);
  return c->p == c->end || bad(c, "something follows the dictionary");
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* The header, and where it ends in the file. */
static bool read_header(const lm_reader *r, header *h, int64_t *end) {
  unsigned char start[12];
  if (r->size < 10) return lm_fail("load: %s: too short for a .npy file", r->path);
  if (!lm_reader_read(r, 0, start, 10)) return false;
  if (memcmp(start, magic, sizeof magic) != 0)
    return lm_fail("load: %s: not a .npy file: it does not start with \\x93NUMPY", r->path);
  int version = start[6];
  if (version < 1 || version > 3)
    return lm_fail("load: %s: version %d.%d; Luma reads versions 1 to 3", r->path, version,
                   start[7]);
  /* Version 1 has two bytes for the length, the others four. */
  int64_t at = version == 1 ? 10 : 12, length = start[8] | start[9] << 8;
  if (version > 1) {
    if (r->size < 12) return lm_fail("load: %s: too short for a .npy file", r->path);
    if (!lm_reader_read(r, 10, start + 10, 2)) return false;
    length |= (int64_t)start[10] << 16 | (int64_t)start[11] << 24;
  }
  if (length > r->size - at)
    return lm_fail("load: %s: header: of %lld bytes, in a file of %lld", r->path, (long long)length,
                   (long long)r->size);
  if (length > HEADER_LIMIT)
    return lm_fail("load: %s: header: of %lld bytes; the limit is %d", r->path, (long long)length,
                   HEADER_LIMIT);
  char *text = malloc((size_t)length + 1);
  if (!text) return lm_fail("load: %s: not enough memory", r->path);
  cursor c = {r->path, text, text + length};
  bool ok = lm_reader_read(r, at, text, (size_t)length) && read_dictionary(&c, h);
  free(text);
  *end = at + length;
  return ok;
}

static lm_tensor *read_elements(const lm_reader *r, const header *h, int64_t at) {
  size_t element = lm_dtypes[h->dtype].size;
  int64_t bytes;
  if (!lm_dense_bytes(h->ndim, h->sizes, element, &bytes))
    return lm_fail("load: %s: shape %s: too large", r->path, lm_sizes_text(h->ndim, h->sizes));
  if (bytes != r->size - at)
    return lm_fail("load: %s: shape %s of %s takes %lld bytes, and the file has %lld", r->path,
                   lm_sizes_text(h->ndim, h->sizes), lm_dtypes[h->dtype].name, (long long)bytes,
                   (long long)(r->size - at));
  lm_tensor *t = lm_new(h->ndim, h->sizes, h->dtype, LM_CPU);
  if (!t) return NULL;
  if (!lm_reader_read(r, at, lm_data(t), (size_t)bytes)) {
    lm_release(t);
    return NULL;
  }
  if (h->swapped) { /* a complex number is two floats, each with its own order */
    int parts = lm_is_complex(h->dtype) ? 2 : 1;
    lm_swap_bytes(lm_data(t), parts * t->numel, element / (size_t)parts);
  }
  if (h->dtype == LM_BOOL) lm_clean_bools(lm_data(t), t->numel);
  if (h->fortran && t->numel > 0) {
    int64_t stride = 1;
    for (int i = 0; i < h->ndim; i++) {
      t->strides[i] = stride;
      stride *= h->sizes[i];
    }
  }
  return t;
}

lm_tensor *lm_npy_load(const char *path) {
  lm_reader r;
  header h = {.dtype = LM_U8}; /* set as a whole by read_header */
  int64_t end = 0;
  if (!lm_reader_open(&r, path)) return NULL;
  lm_tensor *t = read_header(&r, &h, &end) ? read_elements(&r, &h, end) : NULL;
  lm_reader_close(&r);
  return t;
}

/* ---- writing ---------------------------------------------------------------------------------- */

/* The header as numpy.save spells it, padded so that the elements are aligned in the file; returns
** its length.  Sixteen sizes of 19 digits fit version 1, whose limit is 65535. */
static size_t write_header(char *out, size_t room, const char *code, const lm_tensor *t) {
  static const char order = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '<' : '>';
  char *p = out + 10, *end = out + room;
  p += snprintf(p, (size_t)(end - p), "{'descr': '%c%s', 'fortran_order': False, 'shape': (",
                code[1] == '1' && code[2] == 0 ? '|' : order, code);
  for (int i = 0; i < t->ndim; i++)
    p += snprintf(p, (size_t)(end - p), i ? ", %lld" : "%lld", (long long)t->sizes[i]);
  p += snprintf(p, (size_t)(end - p), t->ndim == 1 ? ",), }" : "), }");
  if (t->ndim > 0) {
    int digits = snprintf(NULL, 0, "%lld", (long long)t->sizes[0]);
    p += snprintf(p, (size_t)(end - p), "%*s", GROWTH - digits, "");
  }
  size_t size = (size_t)(p - out) + 1;
  size_t whole = size - size % ALIGNMENT + ALIGNMENT; /* NumPy pads a full line with another */
  memset(p, ' ', whole - size);
  out[whole - 1] = '\n';
  memcpy(out, magic, sizeof magic);
  out[6] = 1, out[7] = 0;
  out[8] = (char)(whole - 10), out[9] = (char)((whole - 10) >> 8);
  return whole;
}

bool lm_npy_save(const char *path, lm_tensor *t) {
  char head[1024];
  int i = 0;
  if (t->freed) return lm_fail("save: %s: the tensor was freed", path);
  while (i < N_CODES && (int)codes[i].dtype != t->dtype) i++;
  if (i == N_CODES)
    return lm_fail("save: %s: .npy cannot hold %s; convert it first or use .safetensors", path,
                   lm_dtypes[t->dtype].name);
  lm_writer w;
  if (!lm_writer_open(&w, path)) return false;
  size_t size = write_header(head, sizeof head, codes[i].code, t);
  return lm_writer_close(&w, lm_writer_write(&w, head, size) && lm_writer_write_tensor(&w, t));
}
