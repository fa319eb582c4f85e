/* The names under which scripts find operations.
**
** Made once for a process, from the rows and aliases of ops.def: which rows share a name, tried in
** their order, and in which tables the name stands.  Each name becomes one function of a state, which
** its tables share; where a name means other rows in another table, that is a name of its own.
*/
#ifndef LUMA_NAMES_H
#define LUMA_NAMES_H

#include "vm/vm.h"

#define LMVM_OVERLOADS 4 /* most rows under one name */
#define LMVM_LONGEST 64  /* bytes of a name, with its end */

/* The tables; those of the families, such as tensor.linalg, follow in the order of lmvm_families. */
enum {
  LMVM_LIBRARY,
  LMVM_METHODS,
  LMVM_NN,   /* nn.functional's share */
  LMVM_ROWS, /* every row, also hidden ones, under its own name */
  LMVM_FAMILY,
  LMVM_TABLES = LMVM_FAMILY + 3
};

typedef struct lmvm_name {
  const char *name; /* as ops.def spells it, without the underscore of a twin */
  const char *key;  /* the same without its family */
  bool inplace;     /* scripts write an underscore behind the key */
  uint8_t tables;   /* a bit for each */
  uint8_t n;
  uint16_t op[LMVM_OVERLOADS];
  int next; /* another name with the same key, or -1 */
} lmvm_name;

typedef struct lmvm_names {
  lmvm_name *v; /* in the order of ops.def */
  int n;
  int in[LMVM_TABLES]; /* how many stand in each table */
} lmvm_names;

/* Never freed; NULL when there is no memory for it. */
const lmvm_names *lmvm_all_names(void);

#endif
