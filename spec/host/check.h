/* What the C specs of the embedding API share: one line for each thing that was checked. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <string.h>

#include "luma.h"

static int check_failures;

static inline void check(const char *name, bool good, const char *why) {
  if (good) {
    printf("ok %s\n", name);
  } else {
    check_failures++;
    printf("not ok %s: %s\n", name, why && *why ? why : "it is not so");
  }
  fflush(stdout);
}

/* The call must have succeeded. */
static inline void check_good(const char *name, luma_State *s, bool succeeded) {
  check(name, succeeded, luma_error(s));
}

/* The call must fail with a message that contains `text`. */
static inline void check_fails(const char *name, luma_State *s, bool succeeded, const char *text) {
  check(name, !succeeded && strstr(luma_error(s), text) != NULL,
        succeeded ? "it succeeded" : luma_error(s));
}

#endif
