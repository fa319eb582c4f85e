#include "tensor/json.h"

#include <stdio.h>
#include <string.h>

lm_json lm_json_start(char *text, size_t size) {
  return (lm_json){.start = text, .p = text, .end = text + size};
}

bool lm_json_fail(lm_json *j, const char *error) {
  if (!j->error) j->error = error;
  return false;
}

char lm_json_peek(lm_json *j) {
  while (j->p < j->end && (*j->p == ' ' || *j->p == '\t' || *j->p == '\n' || *j->p == '\r')) j->p++;
  return j->p < j->end && !j->error ? *j->p : 0;
}

bool lm_json_end(lm_json *j) {
  if (j->error) return false;
  lm_json_peek(j);
  return j->p == j->end || lm_json_fail(j, "something follows the value");
}

bool lm_json_open(lm_json *j, char bracket) {
  if (lm_json_peek(j) != bracket)
    return lm_json_fail(j, bracket == '{' ? "an object is expected" : "a list is expected");
  j->p++;
  return j->first = true;
}

bool lm_json_more(lm_json *j, char bracket) {
  bool first = j->first;
  j->first = false;
  char c = lm_json_peek(j);
  if (c == bracket) {
    j->p++;
    return false;
  }
  if (first) return c != 0 || lm_json_fail(j, "the text ends too soon");
  if (c != ',') return lm_json_fail(j, "a comma or a closing bracket is expected");
  j->p++;
  return true; /* a closing bracket after the comma is no value, which its reader will say */
}

/* ---- strings --------------------------------------------------------------------------------- */

/* The length of the well-formed character at p, or 0 (Unicode standard, table 3-7). */
static int utf8_length(const char *text, const char *end) {
  const unsigned char *p = (const unsigned char *)text;
  ptrdiff_t left = end - text;
  unsigned low = 0x80, high = 0xbf; /* what the second byte may be */
  int n;
  if (p[0] < 0x80) return 1;
  if (p[0] >= 0xc2 && p[0] <= 0xdf)
    n = 2;
  else if (p[0] >= 0xe0 && p[0] <= 0xef)
    n = 3;
  else if (p[0] >= 0xf0 && p[0] <= 0xf4)
    n = 4;
  else
    return 0;
  if (p[0] == 0xe0) low = 0xa0;
  if (p[0] == 0xed) high = 0x9f;
  if (p[0] == 0xf0) low = 0x90;
  if (p[0] == 0xf4) high = 0x8f;
  if (left < n || p[1] < low || p[1] > high) return 0;
  for (int i = 2; i < n; i++)
    if (p[i] < 0x80 || p[i] > 0xbf) return 0;
  return n;
}

bool lm_is_utf8(lm_text text) {
  const char *p = text.data, *end = p + text.size;
  while (p < end) {
    int n = utf8_length(p, end);
    if (n == 0) return false;
    p += n;
  }
  return true;
}

static char *put_utf8(char *out, uint32_t c) {
  if (c < 0x80) {
    *out++ = (char)c;
  } else if (c < 0x800) {
    *out++ = (char)(0xc0 | c >> 6);
    *out++ = (char)(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    *out++ = (char)(0xe0 | c >> 12);
    *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    *out++ = (char)(0x80 | (c & 0x3f));
  } else {
    *out++ = (char)(0xf0 | c >> 18);
    *out++ = (char)(0x80 | (c >> 12 & 0x3f));
    *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    *out++ = (char)(0x80 | (c & 0x3f));
  }
  return out;
}

/* The four digits of \uXXXX, which end is known to follow; -1 when they are none. */
static int32_t hex4(const char *p, const char *end) {
  int32_t value = 0;
  if (end - p < 4) return -1;
  for (int i = 0; i < 4; i++) {
    char c = p[i];
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

/* One escape, j->p behind its backslash; an escape is never shorter than what it stands for. */
static char *unescape(lm_json *j, char *out) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  char c = j->p < j->end ? *j->p++ : 0;
  const char *simple = c ? strchr(from, c) : NULL;
  if (simple) {
    *out++ = to[simple - from];
    return out;
  }
  int32_t code = c == 'u' ? hex4(j->p, j->end) : -1;
  if (code < 0) {
    lm_json_fail(j, "unknown escape in a string");
    return out;
  }
  j->p += 4;
  if (code >= 0xd800 && code <= 0xdfff) { /* half of a pair */
    int32_t low =
        j->end - j->p >= 6 && j->p[0] == '\\' && j->p[1] == 'u' ? hex4(j->p + 2, j->end) : -1;
    if (code > 0xdbff || low < 0xdc00 || low > 0xdfff) {
      lm_json_fail(j, "half of a surrogate pair in a string");
      return out;
    }
    j->p += 6;
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  return put_utf8(out, (uint32_t)code);
}

bool lm_json_string(lm_json *j, lm_text *value) {
  if (lm_json_peek(j) != '"') return lm_json_fail(j, "a string is expected");
  char *from = ++j->p, *out = from;
  while (!j->error) {
    if (j->p == j->end) return lm_json_fail(j, "a string does not end");
    unsigned char c = (unsigned char)*j->p;
    if (c == '"') {
      j->p++;
      *value = (lm_text){from, (size_t)(out - from)};
      return true;
    }
    if (c < ' ') return lm_json_fail(j, "a control character in a string");
    if (c == '\\') {
      j->p++;
      out = unescape(j, out);
    } else {
      int n = utf8_length(j->p, j->end);
      if (n == 0) return lm_json_fail(j, "a string is not UTF-8");
      memmove(out, j->p, (size_t)n);
      out += n, j->p += n;
    }
  }
  return false;
}

bool lm_json_key(lm_json *j, lm_text *key) {
  if (!lm_json_string(j, key)) return false;
  if (lm_json_peek(j) != ':') return lm_json_fail(j, "a colon is expected");
  j->p++;
  return true;
}

/* ---- numbers and words ------------------------------------------------------------------------ */

static bool digits(lm_json *j) {
  const char *from = j->p;
  while (j->p < j->end && *j->p >= '0' && *j->p <= '9') j->p++;
  return j->p > from;
}

bool lm_json_number(lm_json *j, lm_text *spelling) {
  char c = lm_json_peek(j);
  char *from = j->p;
  bool ok = c == '-' || (c >= '0' && c <= '9');
  if (c == '-') j->p++;
  if (ok && j->p < j->end && *j->p == '0')
    j->p++; /* no digit follows a leading 0 */
  else
    ok = ok && digits(j);
  if (ok && j->p < j->end && *j->p == '.') {
    j->p++;
    ok = digits(j);
  }
  if (ok && j->p < j->end && (*j->p == 'e' || *j->p == 'E')) {
    j->p++;
    if (j->p < j->end && (*j->p == '+' || *j->p == '-')) j->p++;
    ok = digits(j);
  }
  *spelling = (lm_text){from, (size_t)(j->p - from)};
  return ok || lm_json_fail(j, "a number is expected");
}

bool lm_json_integer(lm_json *j, int64_t *value) {
  lm_text text;
  if (!lm_json_number(j, &text)) return false;
  bool negative = text.data[0] == '-';
  *value = 0;
  for (size_t i = negative; i < text.size; i++) {
    int digit = text.data[i] - '0';
    if (digit < 0 || digit > 9) return lm_json_fail(j, "an integer is expected");
    if (__builtin_mul_overflow(*value, 10, value) ||
        __builtin_add_overflow(*value, negative ? -digit : digit, value))
      return lm_json_fail(j, "an integer does not fit 64 bits");
  }
  return true;
}

bool lm_json_boolean(lm_json *j, bool *value) {
  bool yes = lm_json_peek(j) == 't';
  const char *word = yes ? "true" : "false";
  size_t n = strlen(word);
  if (j->error || (size_t)(j->end - j->p) < n || memcmp(j->p, word, n) != 0)
    return lm_json_fail(j, "true or false is expected");
  j->p += n;
  *value = yes;
  return true;
}

/* ---- writing --------------------------------------------------------------------------------- */

void lm_json_write_string(FILE *out, lm_text text) {
  static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
  fputc('"', out);
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    const char *escape = c ? strchr(from, c) : NULL;
    if (escape)
      fprintf(out, "\\%c", to[escape - from]);
    else if ((unsigned char)c < ' ')
      fprintf(out, "\\u%04x", c);
    else
      fputc(c, out);
  }
  fputc('"', out);
}
