/* Reading .safetensors: eight bytes of length, a JSON header, the elements of all tensors.
**
** The header is checked as a whole before the first tensor is made: the byte ranges of the tensors
** must fill the rest of the file without a gap or an overlap and have the sizes that dtype and shape
** say.  The format: https://github.com/huggingface/safetensors#format
*/

#include "tensor/json.h"
#include "tensor/safetensors.h"

#include <stdlib.h>
#include <sys/mman.h>

typedef struct record {
  lm_text name;
  lm_dtype dtype;
  int ndim;
  int64_t sizes[LM_MAX_DIMS];
  int64_t begin, end; /* in bytes, from where the header ends */
} record;

/* The file in memory, held by the open file and by every tensor that lies in it. */
typedef struct mapping {
  _Atomic int refs;
  size_t size;
  char *data;
} mapping;

struct lm_safetensors {
  lm_reader reader;
  char *path, *header; /* the header's strings stand in it, without escapes */
  int64_t start;       /* of the elements */
  record *records;     /* sorted by name once the file is open */
  int64_t n, records_room;
  lm_entry *metadata;
  int64_t m, metadata_room;
  mapping *map;
};

const char *const lm_safetensors_dtypes[LM_DTYPE_COUNT] = {
    [LM_BOOL] = "BOOL", [LM_U8] = "U8",   [LM_I8] = "I8",   [LM_I16] = "I16",
    [LM_I32] = "I32",   [LM_I64] = "I64", [LM_F16] = "F16", [LM_BF16] = "BF16",
    [LM_F32] = "F32",   [LM_F64] = "F64", [LM_C64] = "C64",
};

/* ---- the header ------------------------------------------------------------------------------ */

/* Room for one more element; the arrays grow with what the header really holds. */
static bool grow(void **array, int64_t n, int64_t *room, size_t element) {
  if (n < *room) return true;
  int64_t more = *room ? 2 * *room : 16;
  void *p = realloc(*array, (size_t)more * element);
  if (!p) return lm_fail("load: not enough memory for a header");
  *array = p;
  *room = more;
  return true;
}

static bool read_metadata(lm_safetensors *f, lm_json *j) {
  for (lm_json_open(j, '{'); lm_json_more(j, '}');) {
    lm_entry e;
    if (!lm_json_key(j, &e.key) || !lm_json_string(j, &e.value)) return false;
    if (!grow((void **)&f->metadata, f->m, &f->metadata_room, sizeof e)) return false;
    f->metadata[f->m++] = e;
  }
  return true;
}

static bool read_dtype(lm_safetensors *f, lm_json *j, record *r) {
  lm_text code;
  if (!lm_json_string(j, &code)) return false;
  for (int d = 0; d < LM_DTYPE_COUNT; d++) {
    if (!lm_safetensors_dtypes[d] || !lm_text_is(code, lm_safetensors_dtypes[d])) continue;
    r->dtype = (lm_dtype)d;
    return true;
  }
  return lm_fail("load: %s: tensor " NAME_FORMAT ": dtype " NAME_FORMAT
                 ": Luma reads BOOL U8 I8 I16 I32 I64 F16 BF16 F32 F64 C64",
                 f->path, NAME_ARGS(r->name), NAME_ARGS(code));
}

static bool read_shape(lm_safetensors *f, lm_json *j, record *r) {
  r->ndim = 0;
  for (lm_json_open(j, '['); lm_json_more(j, ']');) {
    if (r->ndim == LM_MAX_DIMS)
      return lm_fail("load: %s: tensor " NAME_FORMAT ": more than %d dimensions", f->path,
                     NAME_ARGS(r->name), LM_MAX_DIMS);
    if (!lm_json_integer(j, &r->sizes[r->ndim++])) return false;
  }
  return true;
}

static bool read_offsets(lm_json *j, record *r) {
  bool two = lm_json_open(j, '[') && lm_json_more(j, ']') && lm_json_integer(j, &r->begin) &&
             lm_json_more(j, ']') && lm_json_integer(j, &r->end) && !lm_json_more(j, ']');
  return two || lm_json_fail(j, "data_offsets are two numbers");
}

static bool read_record(lm_safetensors *f, lm_json *j, lm_text name) {
  enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4 };
  record r = {.name = name};
  int seen = 0;
  for (lm_json_open(j, '{'); lm_json_more(j, '}');) {
    lm_text key;
    if (!lm_json_key(j, &key)) return false;
    int field = lm_text_is(key, "dtype")          ? DTYPE
                : lm_text_is(key, "shape")        ? SHAPE
                : lm_text_is(key, "data_offsets") ? OFFSETS
                                                  : 0;
    if (field == 0) return lm_json_fail(j, "a field that is not dtype, shape or data_offsets");
    if (seen & field) return lm_json_fail(j, "a field is given twice");
    seen |= field;
    bool ok = field == DTYPE   ? read_dtype(f, j, &r)
              : field == SHAPE ? read_shape(f, j, &r)
                               : read_offsets(j, &r);
    if (!ok) return false;
  }
  if (seen != (DTYPE | SHAPE | OFFSETS))
    return lm_json_fail(j, "a tensor lacks dtype, shape or data_offsets");
  if (!grow((void **)&f->records, f->n, &f->records_room, sizeof r)) return false;
  f->records[f->n++] = r;
  return true;
}

static bool read_header(lm_safetensors *f, size_t size) {
  lm_json j = lm_json_start(f->header, size);
  bool ok = true, metadata = false;
  for (lm_json_open(&j, '{'); ok && lm_json_more(&j, '}');) {
    lm_text key;
    if (!lm_json_key(&j, &key)) break;
    if (!lm_text_is(key, "__metadata__"))
      ok = read_record(f, &j, key);
    else if (!metadata)
      ok = metadata = read_metadata(f, &j);
    else
      ok = lm_json_fail(&j, "__metadata__ is given twice");
  }
  if (ok && lm_json_end(&j)) return true;
  if (!j.error) return false; /* the message is there already */
  return lm_fail("load: %s: header: %s (byte %lld)", f->path, j.error,
                 (long long)(j.p - j.start) + 9);
}

/* ---- what the header says, against the file ----------------------------------------------------- */

static int by_place(const void *a, const void *b) {
  const record *r = a, *s = b;
  return r->begin != s->begin ? (r->begin > s->begin) - (r->begin < s->begin)
                              : (r->end > s->end) - (r->end < s->end);
}

static int by_name(const void *a, const void *b) {
  return lm_text_compare(((const record *)a)->name, ((const record *)b)->name);
}

static int by_key(const void *a, const void *b) {
  return lm_text_compare(((const lm_entry *)a)->key, ((const lm_entry *)b)->key);
}

static bool check_places(lm_safetensors *f) {
  int64_t place = 0, size = f->reader.size - f->start;
  if (f->n > 0) qsort(f->records, (size_t)f->n, sizeof *f->records, by_place);
  for (int64_t i = 0; i < f->n; i++) {
    const record *r = &f->records[i];
    int64_t bytes;
    if (!lm_dense_bytes(r->ndim, r->sizes, lm_dtypes[r->dtype].size, &bytes))
      return lm_fail("load: %s: tensor " NAME_FORMAT ": shape %s: negative or too large", f->path,
                     NAME_ARGS(r->name), lm_sizes_text(r->ndim, r->sizes));
    if (r->begin < 0 || r->end < r->begin || r->end > size)
      return lm_fail("load: %s: tensor " NAME_FORMAT
                     ": data_offsets %lld to %lld, where the file has 0 to %lld",
                     f->path, NAME_ARGS(r->name), (long long)r->begin, (long long)r->end,
                     (long long)size);
    if (r->end - r->begin != bytes)
      return lm_fail("load: %s: tensor " NAME_FORMAT
                     ": shape %s of %s takes %lld bytes, and data_offsets span %lld",
                     f->path, NAME_ARGS(r->name), lm_sizes_text(r->ndim, r->sizes),
                     lm_dtypes[r->dtype].name, (long long)bytes, (long long)(r->end - r->begin));
    if (r->begin != place)
      return lm_fail("load: %s: tensor " NAME_FORMAT
                     ": data_offsets start at %lld; %lld would follow the tensor before it",
                     f->path, NAME_ARGS(r->name), (long long)r->begin, (long long)place);
    place = r->end;
  }
  return place == size || lm_fail("load: %s: %lld bytes at the end belong to no tensor", f->path,
                                  (long long)(size - place));
}

static bool check_names(lm_safetensors *f) {
  if (f->n > 0) qsort(f->records, (size_t)f->n, sizeof *f->records, by_name);
  for (int64_t i = 1; i < f->n; i++)
    if (by_name(&f->records[i - 1], &f->records[i]) == 0)
      return lm_fail("load: %s: tensor " NAME_FORMAT ": there are two of that name", f->path,
                     NAME_ARGS(f->records[i].name));
  if (f->m > 0) qsort(f->metadata, (size_t)f->m, sizeof *f->metadata, by_key);
  for (int64_t i = 1; i < f->m; i++)
    if (by_key(&f->metadata[i - 1], &f->metadata[i]) == 0)
      return lm_fail("load: %s: __metadata__: " NAME_FORMAT " is given twice", f->path,
                     NAME_ARGS(f->metadata[i].key));
  return true;
}

/* ---- opening and closing -------------------------------------------------------------------------- */

static void release_mapping(void *owner, void *data, size_t bytes) {
  (void)data, (void)bytes;
  mapping *map = owner;
  if (!map || --map->refs > 0) return;
  munmap(map->data, map->size);
  free(map);
}

static bool map_file(lm_safetensors *f) {
  mapping *map = malloc(sizeof *map);
  if (!map) return lm_fail("load: %s: not enough memory", f->path);
  *map = (mapping){.refs = 1, .size = (size_t)f->reader.size};
  /* Private and writable: an operation in place changes a copy of the page, never the file. */
  map->data =
      mmap(NULL, map->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, f->reader.fd, 0);
  if (map->data != MAP_FAILED) {
    f->map = map;
    return true;
  }
  free(map);
  return lm_fail("load: %s: cannot be mapped: %m", f->path);
}

static bool open_file(lm_safetensors *f, bool map) {
  uint8_t start[8];
  uint64_t size = 0;
  if (!lm_reader_open(&f->reader, f->path)) return false;
  if (f->reader.size < 8) return lm_fail("load: %s: too short for a .safetensors file", f->path);
  if (!lm_reader_read(&f->reader, 0, start, 8)) return false;
  for (int i = 7; i >= 0; i--) size = size << 8 | start[i];
  if (size > LM_SAFETENSORS_HEADER_LIMIT)
    return lm_fail("load: %s: header: of %llu bytes; the limit is %d", f->path,
                   (unsigned long long)size, LM_SAFETENSORS_HEADER_LIMIT);
  if (size > (uint64_t)f->reader.size - 8)
    return lm_fail("load: %s: header: of %llu bytes, in a file of %lld", f->path,
                   (unsigned long long)size, (long long)f->reader.size);
  f->start = 8 + (int64_t)size;
  f->header = malloc(size + 1);
  if (!f->header) return lm_fail("load: %s: not enough memory for its header", f->path);
  return lm_reader_read(&f->reader, 8, f->header, size) && read_header(f, size) &&
         check_places(f) && check_names(f) && (!map || map_file(f));
}

lm_safetensors *lm_safetensors_open(const char *path, bool map) {
  lm_safetensors *f = calloc(1, sizeof *f);
  if (!f) return lm_fail("load: %s: not enough memory", path);
  f->reader.fd = -1;
  f->path = strdup(path);
  if (f->path && open_file(f, map)) return f;
  if (!f->path) lm_fail("load: %s: not enough memory", path);
  lm_safetensors_close(f);
  return NULL;
}

void lm_safetensors_close(lm_safetensors *f) {
  if (!f) return;
  lm_reader_close(&f->reader);
  release_mapping(f->map, NULL, 0);
  free(f->records);
  free(f->metadata);
  free(f->header);
  free(f->path);
  free(f);
}

/* ---- what is in it ------------------------------------------------------------------------------ */

int64_t lm_safetensors_count(const lm_safetensors *f) { return f->n; }
lm_text lm_safetensors_name(const lm_safetensors *f, int64_t i) { return f->records[i].name; }

lm_text lm_safetensors_metadata(const lm_safetensors *f, const char *key) {
  for (int64_t i = 0; i < f->m; i++)
    if (lm_text_is(f->metadata[i].key, key)) return f->metadata[i].value;
  return (lm_text){NULL, 0};
}

/* The format asks writers for no more than the order of their tensors, so elements may be unaligned;
** an empty tensor has no place of its own. */
static bool can_be_mapped(const lm_safetensors *f, const record *r) {
  uintptr_t place = (uintptr_t)f->map->data + (uintptr_t)(f->start + r->begin);
  return place % lm_dtypes[r->dtype].size == 0 && r->end > r->begin;
}

static lm_tensor *mapped_tensor(lm_safetensors *f, const record *r) {
  f->map->refs++;
  lm_tensor *t = lm_from_memory(f->map->data + f->start + r->begin, r->ndim, r->sizes, r->dtype,
                                release_mapping, f->map);
  if (!t) release_mapping(f->map, NULL, 0);
  return t;
}

static lm_tensor *read_tensor(lm_safetensors *f, const record *r) {
  lm_tensor *t = lm_new(r->ndim, r->sizes, r->dtype, LM_CPU);
  size_t bytes = (size_t)(r->end - r->begin);
  if (!t || lm_reader_read(&f->reader, f->start + r->begin, lm_data(t), bytes)) return t;
  lm_release(t);
  return NULL;
}

lm_tensor *lm_safetensors_tensor(lm_safetensors *f, int64_t i) {
  const record *r = &f->records[i];
  lm_tensor *t = f->map && can_be_mapped(f, r) ? mapped_tensor(f, r) : read_tensor(f, r);
  if (!t) return NULL;
  if (r->dtype == LM_BOOL) lm_clean_bools(lm_data(t), t->numel);
  if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
    lm_swap_bytes(lm_data(t), t->numel, lm_dtypes[r->dtype].size);
  return t;
}
