/* A caching allocator.
**
** Fresh memory is expensive: the kernel clears each page at its first touch, so that a new 40 MB
** result costs five times the addition that fills it.  Blocks that come back are therefore kept and
** handed out again.  Requests are rounded up to classes (multiples of 64 bytes up to 1 KB, then eight
** to each doubling: at most an eighth is wasted), and a block serves any request of its class.
**
** Each thread keeps a few blocks of the small classes, which it takes and returns without a lock.
** Everything else lies in bins that all threads share.  What the shared bins hold is bounded by a
** quarter of the machine's memory; past that, the classes that have been idle longest are given back.
** Blocks of HUGE and more are mapped by themselves, in huge pages where the system has them.
**
** A free block's first bytes are the link to the next one, so that keeping costs no memory.
**
** A build with the address sanitizer keeps nothing and rounds nothing, so that it sees every use after
** free, every leak and every step past a block's end.
*/
#include "tensor/cpu/cpu.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { KEEP = 0 };
#else
enum { KEEP = 1 };
#endif

#define LINE 64  /* alignment: a cache line, a vector register */
#define STEPS 16 /* classes of whole lines, up to 1 KB */
#define CLASSES (STEPS + 8 * (62 - 10))
#define LOCAL_CLASSES (STEPS + 8 * 6) /* up to 64 KB: what a thread keeps for itself */
#define LOCAL_BYTES ((size_t)1 << 20) /* how much it keeps */
#define HUGE ((size_t)4 << 20)
#define HUGE_PAGE ((size_t)2 << 20)

typedef struct block {
  struct block *next;
} block;

/* The class of a request and its bytes; -1 when it is absurd. */
static int class_of(size_t bytes, size_t *size) {
  if (bytes <= STEPS * LINE) {
    size_t lines = bytes ? (bytes + LINE - 1) / LINE : 1;
    *size = lines * LINE;
    return (int)lines - 1;
  }
  if (bytes > (size_t)1 << 61) return -1;
  /* The three bits below the leading one of bytes - 1 choose among the eight. */
  int e = 63 - __builtin_clzll(bytes - 1), eighth = (int)((bytes - 1) >> (e - 3) & 7);
  *size = (size_t)(9 + eighth) << (e - 3);
  return STEPS + 8 * (e - 10) + eighth;
}

/* ---- the system ---- */

static void *system_alloc(size_t size) {
  void *p;
  if (size < HUGE) return posix_memalign(&p, LINE, size) == 0 ? p : NULL;
  /* Too much by a page, then cut to alignment: huge pages need it. */
  size = (size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
  char *m =
      mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (m == MAP_FAILED) return NULL;
  size_t head = -(uintptr_t)m & (HUGE_PAGE - 1);
  if (head) munmap(m, head);
  munmap(m + head + size, HUGE_PAGE - head);
#ifdef MADV_HUGEPAGE
  madvise(m + head, size, MADV_HUGEPAGE);
#endif
  return m + head;
}

static void system_free(void *p, size_t size) {
  if (size < HUGE)
    free(p);
  else
    munmap(p, (size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1));
}

/* ---- lists of free blocks ---- */

static void push(block **list, void *p) {
  block *b = p;
  b->next = *list;
  *list = b;
}

static void *pop(block **list) {
  block *b = *list;
  if (b == NULL) return NULL;
  *list = b->next;
  return b;
}

/* ---- bins that threads share ---- */

static struct {
  pthread_mutex_t lock;
  size_t bytes, limit;
  uint64_t clock;
  struct {
    block *list;
    size_t size;
    uint64_t used;
  } bin[CLASSES];
  struct local *locals; /* of all threads, for counting */
} shared = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* With the lock held: gives back blocks, of the classes that rested longest, until `bytes` remain. */
static void trim(size_t bytes) {
  while (shared.bytes > bytes) {
    int oldest = -1;
    for (int i = 0; i < CLASSES; i++)
      if (shared.bin[i].list && (oldest < 0 || shared.bin[i].used < shared.bin[oldest].used))
        oldest = i;
    if (oldest < 0) return;
    size_t size = shared.bin[oldest].size;
    while (shared.bin[oldest].list && shared.bytes > bytes) {
      system_free(pop(&shared.bin[oldest].list), size);
      shared.bytes -= size;
    }
  }
}

static void shared_put(int class, void *p, size_t size) {
  if (shared.limit == 0) {
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    shared.limit = pages > 0 && page > 0 ? (size_t)pages / 4 * (size_t)page : (size_t)1 << 30;
  }
  push(&shared.bin[class].list, p);
  shared.bin[class].size = size;
  shared.bin[class].used = ++shared.clock;
  shared.bytes += size;
  trim(shared.limit);
}

static void *shared_get(int class, size_t size) {
  void *p = pop(&shared.bin[class].list);
  shared.bin[class].used = ++shared.clock;
  if (p) shared.bytes -= size;
  return p;
}

/* ---- what a thread keeps ---- */

typedef struct local {
  block *list[LOCAL_CLASSES];
  _Atomic size_t bytes; /* written by its thread alone, read by lm_cpu_cached */
  struct local *next, **link;
} local;

/* A pointer, because thread-local memory is scarce in libraries that are opened late. */
static _Thread_local local *mine;
static pthread_key_t ending; /* its destructor runs as a thread ends */
static bool ending_ready;

static void add_bytes(local *l, size_t change) {
  atomic_store_explicit(&l->bytes, atomic_load_explicit(&l->bytes, memory_order_relaxed) + change,
                        memory_order_relaxed);
}

/* All its blocks go to the shared bins; with the lock held. */
static void flush(local *l) {
  for (int i = 0; i < LOCAL_CLASSES; i++) {
    size_t size =
        i < STEPS ? (size_t)(i + 1) * LINE : (size_t)(9 + (i - STEPS) % 8) << ((i - STEPS) / 8 + 7);
    for (void *p; (p = pop(&l->list[i])) != NULL;) shared_put(i, p, size);
  }
  atomic_store_explicit(&l->bytes, 0, memory_order_relaxed);
}

static void thread_ends(void *its_local) {
  local *l = its_local;
  pthread_mutex_lock(&shared.lock);
  flush(l);
  if (l->next) l->next->link = l->link;
  *l->link = l->next;
  pthread_mutex_unlock(&shared.lock);
  free(l);
  mine = NULL; /* what is released later in this thread begins anew, and ends anew */
}

static void make_key(void) { ending_ready = pthread_key_create(&ending, thread_ends) == 0; }

/* This code may be unloaded before threads end. */
__attribute__((destructor)) static void forget_key(void) {
  if (ending_ready) pthread_key_delete(ending);
  ending_ready = false;
}

/* At a thread's first release; a thread whose end would go unnoticed keeps nothing. */
static local *introduce(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_key);
  local *l = ending_ready ? calloc(1, sizeof *l) : NULL;
  if (l == NULL || pthread_setspecific(ending, l) != 0) {
    free(l);
    return NULL;
  }
  pthread_mutex_lock(&shared.lock);
  l->next = shared.locals;
  l->link = &shared.locals;
  if (l->next) l->next->link = &l->next;
  shared.locals = l;
  pthread_mutex_unlock(&shared.lock);
  return mine = l;
}

/* ---- the backend's entries ---- */

void *lm_cpu_alloc(lm_device device, size_t bytes) {
  (void)device;
  size_t size;
  int class = class_of(bytes, &size);
  if (class < 0) return NULL;
  void *p = NULL;
  if (!KEEP) return posix_memalign(&p, LINE, bytes) == 0 ? p : NULL;
  if (class < LOCAL_CLASSES && mine && (p = pop(&mine->list[class])) != NULL) {
    add_bytes(mine, -size);
    return p;
  }
  pthread_mutex_lock(&shared.lock);
  p = shared_get(class, size);
  pthread_mutex_unlock(&shared.lock);
  return p ? p : system_alloc(size);
}

void lm_cpu_release(lm_device device, void *data, size_t bytes) {
  (void)device;
  size_t size;
  int class = class_of(bytes, &size);
  if (data == NULL || class < 0) return;
  if (!KEEP) {
    free(data);
    return;
  }
  if (class < LOCAL_CLASSES) {
    local *l = mine ? mine : introduce();
    if (l && l->bytes + size <= LOCAL_BYTES) {
      push(&l->list[class], data);
      add_bytes(l, size);
      return;
    }
  }
  pthread_mutex_lock(&shared.lock);
  shared_put(class, data, size);
  pthread_mutex_unlock(&shared.lock);
}

/* Blocks that other threads keep stay with them. */
void lm_cpu_empty_cache(lm_device device) {
  (void)device;
  pthread_mutex_lock(&shared.lock);
  if (mine) flush(mine);
  trim(0);
  pthread_mutex_unlock(&shared.lock);
}

size_t lm_cpu_cached(lm_device device) {
  (void)device;
  pthread_mutex_lock(&shared.lock);
  size_t bytes = shared.bytes;
  for (const local *l = shared.locals; l; l = l->next)
    bytes += atomic_load_explicit(&l->bytes, memory_order_relaxed);
  pthread_mutex_unlock(&shared.lock);
  return bytes;
}
