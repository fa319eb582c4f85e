/* The Lua files of the library, embedded. The build writes the definitions (vm/bundle.c). */

#ifndef LUMA_BUNDLE_H
#define LUMA_BUNDLE_H

struct lm_bundled {
  const char *name;   /* module name: "luma.nn.Linear" for lua/nn/Linear.lua */
  const char *data;   /* source text; the byte after it is zero */
  unsigned long size; /* bytes in data, without that zero */
};

/* Sorted by name as strcmp does, for a binary search. */
extern const struct lm_bundled lm_bundle[];
extern const unsigned long lm_bundle_size; /* number of entries */

#endif
