/* Lists of free blocks for Lua's heap; see pool.h. */
#include "vm/pool.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK 16384 /* bytes that are asked for at once; the first of 16 is the chain */

static size_t class_of(size_t size) { return (size - 1) / 16; }

static void *take(lmvm_pool *pool, size_t size) {
#ifdef __SANITIZE_ADDRESS__ /* let it see every use after free */
  (void)pool;
  return malloc((class_of(size) + 1) * 16); /* realloc below stays within a class */
#endif
  size_t c = class_of(size), bytes = (c + 1) * 16;
  void *block = pool->free[c];
  if (block != NULL) {
    pool->free[c] = *(void **)block;
    return block;
  }
  if ((size_t)(pool->end - pool->at) < bytes) { /* what is left of the old chunk is lost: < 256 */
    char *chunk = malloc(CHUNK);
    if (chunk == NULL) return NULL;
    *(void **)chunk = pool->chunks;
    pool->chunks = chunk;
    pool->at = chunk + 16;
    pool->end = chunk + CHUNK;
  }
  block = pool->at;
  pool->at += bytes;
  return block;
}

static void give(lmvm_pool *pool, void *block, size_t size) {
#ifdef __SANITIZE_ADDRESS__
  (void)pool, (void)size;
  free(block);
  return;
#endif
  size_t c = class_of(size);
  *(void **)block = pool->free[c];
  pool->free[c] = block;
}

void *lmvm_pool_realloc(lmvm_pool *pool, void *block, size_t before, size_t after) {
  if (block == NULL) before = 0;
  if (after == 0) {
    if (before > POOL_MOST)
      free(block);
    else if (before > 0)
      give(pool, block, before);
    return NULL;
  }
  if (before > POOL_MOST && after > POOL_MOST) {
    void *moved = realloc(block, after);
    return moved == NULL && after <= before ? block : moved;
  }
  if (before > 0 && before <= POOL_MOST && after <= POOL_MOST &&
      class_of(before) == class_of(after))
    return block;
  void *moved = after <= POOL_MOST ? take(pool, after) : malloc(after);
  if (moved == NULL) return after <= before ? block : NULL; /* it then counts as a smaller one */
  if (before > 0) {
    memcpy(moved, block, before < after ? before : after);
    lmvm_pool_realloc(pool, block, before, 0);
  }
  return moved;
}

void lmvm_pool_free(lmvm_pool *pool) {
  while (pool->chunks) {
    void *next = *(void **)pool->chunks;
    free(pool->chunks);
    pool->chunks = next;
  }
  memset(pool, 0, sizeof *pool);
}
