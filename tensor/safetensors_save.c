/* Writing .safetensors; safetensors.c reads them and says what they look like. */

#include "tensor/json.h"
#include "tensor/safetensors.h"

#include <stdio.h>
#include <stdlib.h>

/* The order of tensors in a file, largest elements first: so each is aligned without a gap.  Ties
** go as in the format's own library, so that both write the same bytes. */
static const int8_t ranks[LM_DTYPE_COUNT] = {
    [LM_I64] = 10, [LM_F64] = 9, [LM_C64] = 8, [LM_F32] = 7, [LM_I32] = 6,  [LM_BF16] = 5,
    [LM_F16] = 4,  [LM_I16] = 3, [LM_I8] = 2,  [LM_U8] = 1,  [LM_BOOL] = 0,
};

static int by_rank(const void *a, const void *b) {
  const lm_named *m = *(const lm_named *const *)a, *n = *(const lm_named *const *)b;
  int rank = ranks[n->tensor->dtype] - ranks[m->tensor->dtype];
  return rank ? rank : lm_text_compare(m->name, n->name);
}

static int by_name(const void *a, const void *b) {
  return lm_text_compare((*(const lm_named *const *)a)->name, (*(const lm_named *const *)b)->name);
}

static void write_metadata(FILE *out, const lm_entry *metadata, int64_t m) {
  fputs("\"__metadata__\":{", out);
  for (int64_t i = 0; i < m; i++) {
    if (i) fputc(',', out);
    lm_json_write_string(out, metadata[i].key);
    fputc(':', out);
    lm_json_write_string(out, metadata[i].value);
  }
  fputc('}', out);
}

/* One tensor's entry; its elements follow those before it. */
static void write_record(FILE *out, const lm_named *named, int64_t *place) {
  const lm_tensor *t = named->tensor;
  lm_json_write_string(out, named->name);
  fprintf(out, ":{\"dtype\":\"%s\",\"shape\":[", lm_safetensors_dtypes[t->dtype]);
  for (int i = 0; i < t->ndim; i++) fprintf(out, i ? ",%lld" : "%lld", (long long)t->sizes[i]);
  int64_t end = *place + t->numel * (int64_t)lm_dtypes[t->dtype].size;
  fprintf(out, "],\"data_offsets\":[%lld,%lld]}", (long long)*place, (long long)end);
  *place = end;
}

/* The length, the header, and spaces up to a multiple of 8; NULL when memory is used up. */
static char *make_header(const lm_named **order, int64_t n, const lm_entry *metadata, int64_t m,
                         size_t *size) {
  char *text = NULL;
  int64_t place = 0;
  FILE *out = open_memstream(&text, size);
  if (!out) return NULL;
  fwrite("\0\0\0\0\0\0\0", 1, 8, out); /* the length, set below */
  fputc('{', out);
  if (m > 0) write_metadata(out, metadata, m);
  for (int64_t i = 0; i < n; i++) {
    if (m > 0 || i > 0) fputc(',', out);
    write_record(out, order[i], &place);
  }
  fputc('}', out);
  fflush(out);
  for (size_t i = *size; i % 8 != 0; i++) fputc(' ', out);
  bool failed = ferror(out);
  if (fclose(out) != 0 || failed) {
    free(text);
    return NULL;
  }
  for (int i = 0; i < 8; i++) text[i] = (char)((*size - 8) >> (8 * i));
  return text;
}

static bool check(const char *path, const lm_named **order, int64_t n, const lm_entry *metadata,
                  int64_t m) {
  for (int64_t i = 0; i < n; i++) {
    lm_text name = order[i]->name;
    if (!lm_is_utf8(name)) return lm_fail("save: %s: a tensor's name is not UTF-8", path);
    if (lm_text_is(name, "__metadata__"))
      return lm_fail("save: %s: a tensor cannot be called __metadata__", path);
    if (i > 0 && lm_text_compare(order[i - 1]->name, name) == 0)
      return lm_fail("save: %s: two tensors are called " NAME_FORMAT, path, NAME_ARGS(name));
    if (order[i]->tensor->freed)
      return lm_fail("save: %s: tensor " NAME_FORMAT " was freed", path, NAME_ARGS(name));
    if (!lm_safetensors_dtypes[order[i]->tensor->dtype])
      return lm_fail("save: %s: tensor " NAME_FORMAT ": .safetensors cannot hold %s", path,
                     NAME_ARGS(name), lm_dtypes[order[i]->tensor->dtype].name);
  }
  for (int64_t i = 0; i < m; i++)
    if (!lm_is_utf8(metadata[i].key) || !lm_is_utf8(metadata[i].value))
      return lm_fail("save: %s: metadata is not UTF-8", path);
  return true;
}

static bool write_file(const char *path, const char *header, size_t size, const lm_named **order,
                       int64_t n) {
  lm_writer w;
  if (!lm_writer_open(&w, path)) return false;
  bool ok = lm_writer_write(&w, header, size);
  for (int64_t i = 0; i < n && ok; i++) ok = lm_writer_write_tensor(&w, order[i]->tensor);
  return lm_writer_close(&w, ok);
}

bool lm_safetensors_save(const char *path, const lm_named *tensors, int64_t n,
                         const lm_entry *metadata, int64_t m) {
  const lm_named **order = malloc((size_t)(n + 1) * sizeof *order);
  if (!order) return lm_fail("save: %s: not enough memory", path);
  for (int64_t i = 0; i < n; i++) order[i] = &tensors[i];
  qsort(order, (size_t)n, sizeof *order, by_name);
  bool ok = check(path, order, n, metadata, m);
  if (ok) {
    size_t size = 0;
    qsort(order, (size_t)n, sizeof *order, by_rank);
    char *header = make_header(order, n, metadata, m, &size);
    if (!header)
      ok = lm_fail("save: %s: not enough memory", path);
    else if (size - 8 > LM_SAFETENSORS_HEADER_LIMIT)
      ok = lm_fail("save: %s: too many tensors: the header's limit is %d bytes", path,
                   LM_SAFETENSORS_HEADER_LIMIT);
    else
      ok = write_file(path, header, size, order, n);
    free(header);
  }
  free(order);
  return ok;
}
