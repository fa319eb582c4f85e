/* The backend of a device's kind; the CUDA plug-in is looked for, and opened, when first asked for.
**
** It lies beside the program or library that holds this function (build/, or an installed module),
** in ../lib from there (an installed command), two folders up (lib/lua/5.4/luma.so), or where the
** loader finds its name.  LUMA_CUDA_PLUGIN names a file instead.
*/
#include "tensor/backend.h"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLUGIN "libluma-cuda.so"
#define PATH_ROOM 4096

static const lm_core_api core_api = {
    .ops = lm_ops,
    .op_count = LM_OP_COUNT,
    .cpu = &lm_cpu_backend,
    .fail = lm_fail,
    .new_tensor = lm_new,
    .release = lm_release,
    .is_contiguous = lm_is_contiguous,
    .shape_text = lm_shape_text,
};

/* The folder of the file this code was loaded from, with its slash; "" when that is unknown. */
static void own_folder(char folder[PATH_ROOM]) {
  Dl_info info;
  struct link_map *map = NULL;
  folder[0] = '\0';
  if (!dladdr1((void *)lm_backend_of, &info, (void **)&map, RTLD_DL_LINKMAP)) return;
  if (map != NULL && map->l_name[0] != '\0') {
    char *path = realpath(map->l_name, NULL);
    if (path != NULL && strlen(path) < PATH_ROOM) strcpy(folder, path);
    free(path);
  } else { /* the program itself, which may have been found through PATH */
    ssize_t n = readlink("/proc/self/exe", folder, PATH_ROOM - 1);
    folder[n < 0 ? 0 : n] = '\0';
  }
  char *slash = strrchr(folder, '/');
  if (slash)
    slash[1] = '\0';
  else
    folder[0] = '\0';
}

/* The library, or NULL with a message. */
static void *open_library(void) {
  const char *named = getenv("LUMA_CUDA_PLUGIN");
  if (named != NULL && named[0] != '\0') {
    void *library = dlopen(named, RTLD_NOW | RTLD_LOCAL);
    return library ? library : lm_fail("cuda: LUMA_CUDA_PLUGIN does not load: %s", dlerror());
  }
  static const char *const places[] = {"", "../lib/", "../../"};
  char folder[PATH_ROOM], path[PATH_ROOM + 32];
  own_folder(folder);
  for (size_t i = 0; folder[0] && i < sizeof places / sizeof *places; i++) {
    snprintf(path, sizeof path, "%s%s" PLUGIN, folder, places[i]);
    if (access(path, R_OK) != 0) continue;
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    return library ? library : lm_fail("cuda: the CUDA plug-in does not load: %s", dlerror());
  }
  void *library = dlopen(PLUGIN, RTLD_NOW | RTLD_LOCAL);
  if (library) return library;
  const char *why = dlerror();
  if (why == NULL || strncmp(why, PLUGIN ": cannot open", strlen(PLUGIN ": cannot open")) == 0)
    return lm_fail("cuda: this build has no CUDA plug-in (" PLUGIN " not found; build with nvcc)");
  return lm_fail("cuda: the CUDA plug-in does not load: %s", why);
}

static const lm_backend *open_plugin(void) {
  void *library = open_library();
  if (library == NULL) return NULL;
  lm_backend_open open_backend = (lm_backend_open)dlsym(library, LM_BACKEND_SYMBOL);
  if (open_backend == NULL)
    return lm_fail("cuda: " PLUGIN " is not Luma's: it lacks " LM_BACKEND_SYMBOL);
  return open_backend(LM_BACKEND_ABI, &core_api);
}

/* Opened once for the process; a failure is tried again when somebody asks again. */
static const lm_backend *cuda_backend(void) {
  static _Atomic(const lm_backend *) opened;
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  const lm_backend *b = atomic_load_explicit(&opened, memory_order_acquire);
  if (b != NULL) return b;
  pthread_mutex_lock(&lock);
  b = atomic_load_explicit(&opened, memory_order_relaxed);
  if (b == NULL) {
    b = open_plugin();
    atomic_store_explicit(&opened, b, memory_order_release);
  }
  pthread_mutex_unlock(&lock);
  return b;
}

const lm_backend *lm_backend_of(lm_device device) {
  if (device == LM_CPU) return &lm_cpu_backend;
  if (LM_DEVICE_KIND(device) != 1)
    return lm_fail("there is no device of kind %d", LM_DEVICE_KIND(device));
  const lm_backend *b = cuda_backend();
  if (b == NULL) return NULL;
  int n = b->device_count(), i = LM_DEVICE_INDEX(device);
  if (i < n) return b;
  return lm_fail(n == 1 ? "cuda:%d: there is only %d GPU" : "cuda:%d: there are only %d GPUs", i,
                 n);
}
