/* Which names the op table gives to scripts; see names.h. */
#include "vm/names.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 2048 /* a power of two, above the number of different keys */

_Static_assert(LM_OP_COUNT <= UINT16_MAX, "lmvm_name counts rows in 16 bits");
_Static_assert(LMVM_TABLES <= 8, "lmvm_name.tables has 8 bits");

#define FITS(name) _Static_assert(sizeof #name <= LMVM_LONGEST, #name " is too long");
#define OP(kind, name, results, args, keeps, flags, doc) FITS(name)
#define ALIAS(name, op) FITS(name)
#include "tensor/ops.def"

typedef struct builder {
  lmvm_names *names;
  int room;
  bool failed;
  int bucket[BUCKETS]; /* of a key: its first name + 1 */
} builder;

static unsigned hash_of(const char *key) { /* FNV-1a */
  unsigned h = 2166136261u;
  for (; *key; key++) h = (h ^ (unsigned char)*key) * 16777619u;
  return h;
}

/* Where the list of the names with this key begins; an empty one gets a place. */
static int *list_of(builder *b, const char *key) {
  for (unsigned i = hash_of(key);; i++) {
    int *first = &b->bucket[i % BUCKETS];
    if (*first == 0 || strcmp(b->names->v[*first - 1].key, key) == 0) return first;
  }
}

/* A new name at the head of a list. */
static void push(builder *b, int *first, lmvm_name name) {
  lmvm_names *names = b->names;
  if (names->n == b->room) {
    int room = b->room ? 2 * b->room : LM_OP_COUNT;
    lmvm_name *v = realloc(names->v, sizeof *v * (size_t)room);
    if (v == NULL) {
      b->failed = true;
      return;
    }
    names->v = v;
    b->room = room;
  }
  name.next = *first - 1;
  names->v[names->n++] = name;
  *first = names->n;
}

/* The name of the list that stands in a table, or the one that means this row alone; NULL if none. */
static lmvm_name *find(builder *b, int first, bool inplace, int table, lm_op_id op,
                       const char *name) {
  for (int i = first - 1; i >= 0; i = b->names->v[i].next) {
    lmvm_name *e = &b->names->v[i];
    if (e->inplace != inplace) continue;
    if (table >= 0 ? (e->tables >> table & 1) != 0
                   : e->n == 1 && e->op[0] == op && strcmp(e->name, name) == 0)
      return e;
  }
  return NULL;
}

static void add_one(builder *b, int table, const char *name, const char *key, lm_op_id op,
                    bool inplace) {
  const uint8_t bit = (uint8_t)(1u << table);
  int *first = list_of(b, key);
  lmvm_name *e = find(b, *first, inplace, table, op, name);
  if (e == NULL) {
    b->names->in[table]++;
    e = find(b, *first, inplace, -1, op, name);
    if (e)
      e->tables |= bit;
    else
      push(b, first, (lmvm_name){name, key, inplace, bit, 1, {(uint16_t)op}, -1});
    return;
  }
  if (e->n == LMVM_OVERLOADS) return;
  if (e->tables == bit) {
    e->op[e->n++] = (uint16_t)op;
    return;
  }
  lmvm_name own = *e; /* its other tables keep what they have */
  e->tables &= (uint8_t)~bit;
  own.tables = bit;
  own.op[own.n++] = (uint16_t)op;
  push(b, first, own);
}

/* With the in-place twin, where the row has one. */
static void add_twin(builder *b, int table, const char *name, lm_op_id op) {
  if (lm_ops[op].flags & LM_INPLACE) add_one(b, table, name, name, op, true);
}

static void add(builder *b, int table, const char *name, lm_op_id op) {
  add_one(b, table, name, name, op, false);
  add_twin(b, table, name, op);
}

static bool is_method(const lm_op *row) {
  return !(row->flags & LM_FIELD) && row->n_params > 0 && row->params[0].kind <= LM_ARG_TSO &&
         (!(row->flags & LM_CREATE) || row->params[0].kind == LM_ARG_T);
}

/* A name in the tables where scripts look for it. */
static void publish(builder *b, const char *name, lm_op_id op) {
  const lm_op *row = &lm_ops[op];
  int family;
  const char *key = lmvm_family(name, &family);
  if (family >= 0) {
    add_one(b, LMVM_FAMILY + family, name, key, op, false); /* no twins */
  } else if (row->flags & LM_NN) {
    add(b, LMVM_NN, name, op);
  } else {
    add(b, LMVM_LIBRARY, name, op);
    if (is_method(row)) add(b, LMVM_METHODS, name, op);
  }
}

static lmvm_names *build(void) {
  static builder b; /* the caller holds the lock */
  memset(&b, 0, sizeof b);
  b.names = calloc(1, sizeof *b.names);
  if (b.names == NULL) return NULL;
  bool aliased[LM_OP_COUNT] = {false};
  for (int i = 0; i < lm_alias_count; i++) aliased[lm_aliases[i].op] = true;
  for (int i = 0; i < LM_OP_COUNT && !b.failed; i++) {
    const lm_op *row = &lm_ops[i];
    add(&b, LMVM_ROWS, row->name, (lm_op_id)i);
    if (!(row->flags & LM_HIDDEN))
      publish(&b, row->name, (lm_op_id)i);
    else if (!aliased[i]) /* methods that are twins alone: fill_, uniform_, copy_, ... */
      add_twin(&b, LMVM_METHODS, row->name, (lm_op_id)i);
  }
  for (int i = 0; i < lm_alias_count && !b.failed; i++)
    publish(&b, lm_aliases[i].name, lm_aliases[i].op);
  if (!b.failed) return b.names;
  free(b.names->v);
  free(b.names);
  return NULL;
}

const lmvm_names *lmvm_all_names(void) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static lmvm_names *names;
  pthread_mutex_lock(&lock);
  if (names == NULL) names = build(); /* a later state tries again */
  const lmvm_names *made = names;
  pthread_mutex_unlock(&lock);
  return made;
}
