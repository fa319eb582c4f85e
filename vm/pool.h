/* Lua's allocator: lists of free blocks by size, for one state and so without locks.
**
** Scripts make and drop small objects all the time; a handle of a tensor is one.  Blocks up to
** POOL_MOST bytes come from lists, in steps of 16 bytes, larger ones from realloc.  Lua says how
** large a block was when it gives it back, so blocks need no headers.
*/
#ifndef LMVM_POOL_H
#define LMVM_POOL_H

#include <stddef.h>

#define POOL_MOST 256
#define POOL_CLASSES (POOL_MOST / 16)

typedef struct lmvm_pool {
  void *free[POOL_CLASSES]; /* each free block begins with a pointer to the next */
  void *chunks;             /* all memory of the small blocks, likewise chained */
  char *at, *end;           /* what is left of the newest chunk */
} lmvm_pool;

/* realloc with both sizes known, as lua_Alloc wants it; `before` is 0 for a new block.  Shrinking
** never fails: Lua relies on that. */
void *lmvm_pool_realloc(lmvm_pool *pool, void *block, size_t before, size_t after);
/* Gives every small block back at once; after lua_close. */
void lmvm_pool_free(lmvm_pool *pool);

#endif
