/* A reader of JSON (RFC 8259) that hands out one value after the other and keeps none.
**
** It is not a general library: it reads headers that come from strangers, so it makes no tree and
** takes no memory, whatever the text holds; integers are exact to 64 bits (offsets of large files do
** not fit a double), strings must be UTF-8, and a mistake is reported with its place.  The text is
** the caller's and is changed: strings lose their escapes where they stand.
**
**     lm_json j = lm_json_start(text, size);
**     for (lm_json_open(&j, '{'); lm_json_more(&j, '}');) {
**       lm_text key;
**       lm_json_key(&j, &key) && lm_json_integer(&j, &value);
**     }
**     if (!lm_json_end(&j)) ... j.error says why, at byte j.p - j.start
**
** After a mistake every call returns false, so loops end and one check at the end is enough.
*/
#ifndef LM_JSON_H
#define LM_JSON_H

#include "tensor/file.h"

#include <stdio.h>

typedef struct lm_json {
  char *start, *p, *end;
  bool first; /* nothing stands between p and the last opening bracket */
  const char *error;
} lm_json;

lm_json lm_json_start(char *text, size_t size);

/* The first byte of the next value ('{', '[', '"', 't', 'f', 'n', '-' or a digit), 0 at the end. */
char lm_json_peek(lm_json *j);

bool lm_json_open(lm_json *j, char bracket); /* '{' or '[' */
/* True when another element comes; else takes the closing bracket and returns false. */
bool lm_json_more(lm_json *j, char bracket);
bool lm_json_key(lm_json *j, lm_text *key); /* and the colon */
bool lm_json_string(lm_json *j, lm_text *value);
bool lm_json_integer(lm_json *j, int64_t *value);
/* A number as it is spelled, for somebody who converts it. */
bool lm_json_number(lm_json *j, lm_text *spelling);
bool lm_json_boolean(lm_json *j, bool *value);
bool lm_json_end(lm_json *j); /* nothing but space is left, and there was no mistake */

/* Leaves a mistake of the caller's finding; returns false. */
bool lm_json_fail(lm_json *j, const char *error);

/* True when the text is well-formed UTF-8: no overlong forms, no surrogates. */
bool lm_is_utf8(lm_text text);

/* The text, which must be UTF-8, in quotes and with escapes. */
void lm_json_write_string(FILE *out, lm_text text);

#endif
