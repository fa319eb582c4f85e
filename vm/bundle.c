/* A tool of the build: writes Lua files into one C file, as vm/bundle.h declares them.
 *
 *   bundle OUT ROOT PREFIX FILE...
 *
 * A file's module name is its path below ROOT with dots for slashes, after PREFIX:
 * lua/nn/Linear.lua is luma.nn.Linear, lua/nn/init.lua is luma.nn; only ROOT/init.lua keeps its
 * name, luma.init, since plain `luma` is the C module. Entries are sorted by name. On any failure
 * OUT is removed and the exit status is 1. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  const char *path;
  char *name;
};

static int by_name(const void *a, const void *b) {
  return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* The module name of `path`, malloc'ed; NULL if it is not a Lua file below `root`. */
static char *module_name(const char *path, const char *root, const char *prefix) {
  size_t r = strlen(root), n = strlen(path);
  if (n <= r + 5 || strncmp(path, root, r) != 0 || path[r] != '/') return NULL;
  if (strcmp(path + n - 4, ".lua") != 0) return NULL;
  const char *rel = path + r + 1;
  size_t len = n - r - 1 - 4;
  if (len > 5 && strncmp(rel + len - 5, "/init", 5) == 0) len -= 5;
  size_t size = strlen(prefix) + 1 + len + 1;
  char *name = malloc(size);
  if (name == NULL) return NULL;
  snprintf(name, size, "%s.%.*s", prefix, (int)len, rel);
  for (char *p = name + strlen(prefix) + 1; *p; p++)
    if (*p == '/') *p = '.';
  return name;
}

/* One string literal a line of the source, so that the C file stays readable. Three octal digits
 * always, so that no digit that follows is taken into an escape; '?' is escaped against trigraphs.
 */
static int write_text(FILE *out, FILE *in, unsigned long *size) {
  int c, open = 0;
  while ((c = getc(in)) != EOF) {
    if (!open) {
      fputs("\n  \"", out);
      open = 1;
    }
    ++*size;
    if (c == '\n') {
      fputs("\\n\"", out);
      open = 0;
    } else if (c == '"' || c == '\\' || c == '?') {
      fprintf(out, "\\%c", c);
    } else if (c >= ' ' && c <= '~') {
      putc(c, out);
    } else {
      fprintf(out, "\\%03o", (unsigned)c);
    }
  }
  if (open) putc('"', out);
  if (*size == 0) fputs(" \"\"", out);
  return !ferror(in);
}

static int write_bundle(FILE *out, const struct entry *e, int n) {
  unsigned long *sizes = calloc((size_t)n + 1, sizeof *sizes);
  if (sizes == NULL) return 0;
  fputs("/* Written by vm/bundle.c. */\n\n#include \"vm/bundle.h\"\n", out);
  for (int i = 0; i < n; i++) {
    FILE *in = fopen(e[i].path, "rb");
    if (in == NULL) {
      perror(e[i].path);
      free(sizes);
      return 0;
    }
    fprintf(out, "\n/* %s */\nstatic const char text_%d[] =", e[i].path, i);
    int ok = write_text(out, in, &sizes[i]);
    fclose(in);
    if (!ok) {
      perror(e[i].path);
      free(sizes);
      return 0;
    }
    fputs(";\n", out);
  }
  fputs("\nconst struct lm_bundled lm_bundle[] = {\n", out);
  for (int i = 0; i < n; i++) fprintf(out, "  {\"%s\", text_%d, %lu},\n", e[i].name, i, sizes[i]);
  fprintf(out, "  {0, 0, 0},\n};\nconst unsigned long lm_bundle_size = %d;\n", n);
  free(sizes);
  return !ferror(out);
}

/* Names and sorts the entries; says on stderr what is wrong with them. */
static int name_all(struct entry *e, int n, const char *root, const char *prefix) {
  for (int i = 0; i < n; i++) {
    e[i].name = module_name(e[i].path, root, prefix);
    if (e[i].name == NULL) {
      fprintf(stderr, "bundle: %s is not a Lua file below %s\n", e[i].path, root);
      return 0;
    }
  }
  qsort(e, (size_t)n, sizeof *e, by_name);
  for (int i = 1; i < n; i++) {
    if (strcmp(e[i - 1].name, e[i].name) == 0) {
      fprintf(stderr, "bundle: %s and %s are both %s\n", e[i - 1].path, e[i].path, e[i].name);
      return 0;
    }
  }
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: bundle OUT ROOT PREFIX FILE...\n");
    return 1;
  }
  int n = argc - 4, ok = 0;
  struct entry *e = calloc((size_t)n + 1, sizeof *e);
  if (e == NULL) return 1;
  for (int i = 0; i < n; i++) e[i].path = argv[i + 4];
  if (name_all(e, n, argv[2], argv[3])) {
    FILE *out = fopen(argv[1], "wb");
    if (out == NULL) {
      perror(argv[1]);
    } else {
      ok = write_bundle(out, e, n);
      ok = fclose(out) == 0 && ok;
      if (!ok) remove(argv[1]);
    }
  }
  for (int i = 0; i < n; i++) free(e[i].name);
  free(e);
  return !ok;
}
