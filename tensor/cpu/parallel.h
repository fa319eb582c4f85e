/* Loops over several threads.
**
** A range is cut into blocks of `grain` (the last may be shorter), whatever the number of threads:
** a kernel that writes one partial result a block (number begin / grain) and adds these up in order
** gives the same bits on any machine.  A range of one block runs on the calling thread at the cost of
** a function call.
*/
#ifndef LM_CPU_PARALLEL_H
#define LM_CPU_PARALLEL_H

#include <stdbool.h>
#include <stdint.h>

/* Elements a block for loops that do little with each: below it a fork costs more than it saves. */
#define LM_GRAIN 32768
/* The same for elements that cost some nanoseconds each (transcendental functions). */
#define LM_GRAIN_MATH 4096

/* How often lm_set_num_threads was called: workers may be others since. */
unsigned lm_thread_settings(void);

typedef void (*lm_range_fn)(void *ctx, int64_t begin, int64_t end);

/* Calls fn for each block of [0, n), several at a time.  fn must not leave messages (it may run on a
** thread that nobody asks); errors go through ctx.  Stops between blocks when the calling thread's
** context is cancelled, and then fails with "interrupted!". */
bool lm_parallel(int64_t n, int64_t grain, lm_range_fn fn, void *ctx);

#endif
