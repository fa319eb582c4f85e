/* Opening OpenBLAS, and its choice of kernels.
**
** OpenBLAS holds a table of kernels for each processor it knows and points `gotoblas` at one when it
** is loaded.  Debian's 0.3.21 does not know AMD's processors with AVX-512 and gives them the table of
** Haswell: 237 GFLOP/s where that of SkylakeX does 429 (DESIGN.md, section 4).  A user can say
** OPENBLAS_CORETYPE=SkylakeX before the start.  A library cannot: to change the environment of a
** running host is neither polite nor safe beside other threads.
**
** So the library is made to choose again, by its own code: gotoblas_dynamic_init asks getenv for
** OPENBLAS_CORETYPE when `gotoblas` is NULL, and initialises the table.  For the time of that call the
** library's own link to getenv, a slot in its global offset table, leads to a function that answers
** for this one name.  Nobody else sees it: other libraries have slots of their own, and the library
** is only treated so when it was not in the process before.
**
** Whatever is not exactly as expected leaves everything as the library had it.  What was chosen must
** pass two products before it is kept.
*/
#include "tensor/cpu/openblas.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"libopenblas.so.0", "libopenblas.so"};

static const char *core_name(void *library) {
  char *(*name)(void) = (char *(*)(void))dlsym(library, "openblas_get_corename");
  return name ? name() : "";
}

bool cpu_openblas_small_kernels(void *library) {
  static const char *const cores[] = {"SkylakeX", "Cooperlake", "SapphireRapids"};
  const char *name = core_name(library);
  for (size_t i = 0; i < sizeof cores / sizeof *cores; i++)
    if (strcmp(name, cores[i]) == 0) return true;
  return false;
}

#if defined(__x86_64__) && defined(__GLIBC__)

#define WANTED "SkylakeX"

static char *answer(const char *name) {
  static char wanted[] = WANTED;
  return strcmp(name, "OPENBLAS_CORETYPE") == 0 ? wanted : getenv(name);
}

/* The library's memory: where it is mapped executable, and where not writable after loading. */
typedef struct image {
  ElfW(Addr) base;
  uintptr_t code, code_end, fixed, fixed_end;
  bool found;
} image;

static int find_image(struct dl_phdr_info *info, size_t size, void *data) {
  image *im = data;
  (void)size;
  if (info->dlpi_addr != im->base) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    uintptr_t begin = info->dlpi_addr + p->p_vaddr, end = begin + p->p_memsz;
    if (p->p_type == PT_LOAD && (p->p_flags & PF_X)) {
      if (im->code_end == 0 || begin < im->code) im->code = begin;
      if (end > im->code_end) im->code_end = end;
    }
    if (p->p_type == PT_GNU_RELRO) im->fixed = begin, im->fixed_end = end;
  }
  im->found = im->code_end != 0;
  return 1;
}

/* The slot through which the library calls getenv; NULL when there is none, or more than one, or when
** it cannot be written. */
static char *(**getenv_slot(const struct link_map *map, const image *im))(const char *) {
  const ElfW(Rela) *rela = NULL;
  const ElfW(Sym) *symbols = NULL;
  const char *strings = NULL;
  size_t bytes = 0;
  bool is_rela = false;
  for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++) {
    switch (d->d_tag) { /* glibc has made these addresses absolute */
    case DT_JMPREL: rela = (const ElfW(Rela) *)d->d_un.d_ptr; break;
    case DT_PLTRELSZ: bytes = d->d_un.d_val; break;
    case DT_PLTREL: is_rela = d->d_un.d_val == DT_RELA; break;
    case DT_SYMTAB: symbols = (const ElfW(Sym) *)d->d_un.d_ptr; break;
    case DT_STRTAB: strings = (const char *)d->d_un.d_ptr; break;
    default: break;
    }
  }
  if (!is_rela || !rela || !symbols || !strings) return NULL;
  char *(**slot)(const char *) = NULL;
  for (size_t i = 0; i < bytes / sizeof *rela; i++) {
    if (ELF64_R_TYPE(rela[i].r_info) != R_X86_64_JUMP_SLOT) continue;
    if (strcmp(strings + symbols[ELF64_R_SYM(rela[i].r_info)].st_name, "getenv") != 0) continue;
    if (slot) return NULL;
    slot = (char *(**)(const char *))(map->l_addr + rela[i].r_offset);
  }
  uintptr_t at = (uintptr_t)slot;
  return at >= im->fixed && at < im->fixed_end ? NULL : slot;
}

/* True when `wanted` is a table like `now`: as large, and with code wherever `now` has code.  In this
** way the initialisation is known to be there, without which OpenBLAS would end the process. */
static bool same_kind(const void *now, const void *wanted, const image *im) {
  Dl_info info;
  const ElfW(Sym) *a = NULL, *b = NULL;
  if (!dladdr1(now, &info, (void **)&a, RTLD_DL_SYMENT) || a == NULL || info.dli_saddr != now ||
      !dladdr1(wanted, &info, (void **)&b, RTLD_DL_SYMENT) || b == NULL || info.dli_saddr != wanted)
    return false;
  if (a->st_size != b->st_size || a->st_size < 1024) return false;
  const uintptr_t *x = now, *y = wanted;
  for (size_t i = 0; i < a->st_size / sizeof *x; i++)
    if (x[i] >= im->code && x[i] < im->code_end && !(y[i] >= im->code && y[i] < im->code_end))
      return false;
  return true;
}

typedef void (*sgemm)(int, int, int, int, int, int, float, const float *, int, const float *, int,
                      float, float *, int);
typedef void (*dgemm)(int, int, int, int, int, int, double, const double *, int, const double *,
                      int, double, double *, int);
enum { ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112 };

/* Products of small whole numbers are exact, whatever the order of their sums. */
static bool products_right(void *library) {
  enum { M = 67, N = 53, K = 131 };
  sgemm s = (sgemm)dlsym(library, "cblas_sgemm");
  dgemm d = (dgemm)dlsym(library, "cblas_dgemm");
  double *a = malloc((M * K + K * N + M * N) * sizeof *a);
  float *af = malloc((M * K + K * N + M * N) * sizeof *af);
  bool right = s && d && a && af;
  if (right) {
    double *b = a + M * K, *c = b + K * N;
    float *bf = af + M * K, *cf = bf + K * N;
    for (int i = 0; i < M * K + K * N; i++) af[i] = (float)(a[i] = i * 37 % 23 - 11);
    d(ROW_MAJOR, PLAIN, TRANSPOSED, M, N, K, 1, a, K, b, K, 0, c, N);
    s(ROW_MAJOR, PLAIN, TRANSPOSED, M, N, K, 1, af, K, bf, K, 0, cf, N);
    for (int i = 0; i < M; i++)
      for (int j = 0; j < N; j++) {
        double sum = 0;
        for (int k = 0; k < K; k++) sum += a[i * K + k] * b[j * K + k];
        right = right && c[i * N + j] == sum && cf[i * N + j] == (float)sum;
      }
  }
  free(a);
  free(af);
  return right;
}

static bool processor_has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512cd");
}

/* For a library that nobody has called yet. */
static void choose_kernels(void *library) {
  const char *core = core_name(library);
  if (!processor_has_avx512() || getenv("OPENBLAS_CORETYPE")) return; /* the user's choice stays */
  if (strcmp(core, "Haswell") != 0 && strcmp(core, "Zen") != 0) return;
  void **table = dlsym(library, "gotoblas");
  void *wanted = dlsym(library, "gotoblas_SKYLAKEX");
  void (*init)(void) = (void (*)(void))dlsym(library, "gotoblas_dynamic_init");
  struct link_map *map = NULL;
  if (!table || !*table || !wanted || !init) return;
  if (dlinfo(library, RTLD_DI_LINKMAP, &map) != 0 || map == NULL) return;
  image im = {.base = map->l_addr};
  dl_iterate_phdr(find_image, &im);
  if (!im.found || !same_kind(*table, wanted, &im)) return;
  char *(**slot)(const char *) = getenv_slot(map, &im);
  if (slot == NULL) return;
  void *before = *table;
  char *(*real)(const char *) = *slot;
  *slot = answer;
  *table = NULL;
  init();
  *slot = real;
  if (*table != wanted || strcmp(core_name(library), WANTED) != 0 || !products_right(library))
    *table = before;
}

#else
static void choose_kernels(void *opened) { (void)opened; }
#endif

static void *library;

static void open_library(void) {
  for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++) {
    /* What a host has loaded before may be running in its threads: it stays as it is. */
    void *there = dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
    library = there ? there : dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library && !there) choose_kernels(library);
  }
}

void *cpu_openblas_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  return library;
}
