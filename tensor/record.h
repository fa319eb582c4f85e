/* Making and sharing tensor records and storages: what other files of the core need beyond
** tensor.h. */
#ifndef LM_RECORD_H
#define LM_RECORD_H

#include "tensor/autograd.h"

/* A record without storage: geometry unset, one reference. */
lm_tensor *lm_record_new(void);
/* A storage of `bytes` on a device, charged to the thread's context. */
lm_storage *lm_storage_new(size_t bytes, lm_device device);
void lm_storage_release(lm_storage *s);

/* Sizes copied and counted, contiguous strides; false after an overflow. */
bool lm_set_sizes(lm_tensor *t, int ndim, const int64_t *sizes);
/* A record that shares t's storage and geometry, no history and no base. */
lm_tensor *lm_shallow(const lm_tensor *t);
/* A list of n tensors, all NULL as yet. */
lm_list *lm_list_new(int64_t n);
/* t:free(): the elements go now, later uses of t are errors. */
void lm_free_now(lm_tensor *t);

/* t under the order of its dimensions in which its elements lie, recorded where t is: a new reference,
** contiguous.  `order` says which dimension of t each one is. */
lm_tensor *lm_in_order(lm_tensor *t, lm_ints *order);

/* What a view shows of its base: its own elements, or, where only one of the two is complex, numbers
** next to parts of numbers.  LM_SHOWS_BITS: another dtype, which has no history. */
typedef enum lm_shows { LM_SHOWS_SAME, LM_SHOWS_PAIRS, LM_SHOWS_PARTS, LM_SHOWS_BITS } lm_shows;
lm_shows lm_what_shows(const lm_tensor *view, const lm_tensor *base);
/* The geometry of t in the units of its base: in parts where it shows pairs of them.  False when there
** is no room for one more dimension. */
bool lm_geometry(const lm_tensor *t, lm_shows shows, lm_ints *size, lm_ints *stride,
                 int64_t *offset);

char *lm_text_buffer(size_t *size);

/* The name of the outermost operation that runs on this thread, for messages of what it calls. */
const char *lm_running(void);
const char *lm_set_running(const char *op); /* returns the one before */

/* A list for n results, all NULL yet; NULL with a message. */
lm_list *lm_list_new(int64_t n);

#endif
