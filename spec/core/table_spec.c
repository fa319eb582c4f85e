/* Every row of the op table has what its kind needs.  Rules, kernels, composites and vjps are found
** by name and referred to weakly, so a hole links; this is where it becomes a failure. */
#include "tensor/backend.h"
#include "tensor/cpu/isa.h"
#include "tensor/cpu/isa/pointwise.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

LM_ISA_TABLE(lm_pointwise_table, lm_pointwise_kernels)

static char wrong[400]; /* what the row under test lacks; "" when nothing */

static void expect(bool good, const char *format, ...) {
  size_t n = strlen(wrong);
  if (good || n > sizeof wrong - 80) return;
  va_list args;
  va_start(args, format);
  if (n) n += (size_t)snprintf(wrong + n, sizeof wrong - n, ", ");
  vsnprintf(wrong + n, sizeof wrong - n, format, args);
  va_end(args);
}

/* Composites are wrapped, so that their own entry is never NULL; what they wrap may be. */
#define COMPOSITE(name, results, args, keeps, flags, doc) \
  extern LM_CAT(LM_RETURN_, results) lm_do_##name(LM_PROTO(args)) __attribute__((weak));
#include "tensor/ops.def"

static bool is_composed(lm_op_id op) {
  typedef void (*any)(void);
  static const any composite[LM_OP_COUNT] = {
#define COMPOSITE(name, results, args, keeps, flags, doc) [LM_OP_##name] = (any)lm_do_##name,
#include "tensor/ops.def"
  };
  return composite[op] != NULL;
}

static bool in_set(int set, lm_dtype d) {
  switch (lm_set_of_reals(set)) {
  case LM_SET_NUMBERS: return d != LM_BOOL;
  case LM_SET_FLOATS: return lm_is_float(d);
  case LM_SET_INTS: return lm_is_integral(d);
  default: return true;
  }
}

static void check_formulas(lm_op_id op, const lm_op *row) {
  const lm_pointwise *p = &lm_pointwise_rows[op];
  expect(p->arity == row->n_tensors, "the signature has %d operands, the arguments %d", p->arity,
         row->n_tensors);
  for (int d = 0; d < LM_DTYPE_COUNT; d++) {
    bool computed_as_float = d == LM_F16 || d == LM_BF16; /* in float32 */
    if (lm_is_complex((lm_dtype)d) || computed_as_float || !in_set(p->dtypes, (lm_dtype)d))
      continue;
    expect(lm_pointwise_kernels()->kernel[op][d] != NULL, "no formula for %s", lm_dtypes[d].name);
  }
}

static void check_parts(lm_op_id op, const lm_op *row) {
  switch (row->kind) {
  case LM_KIND_POINTWISE: check_formulas(op, row); break;
  case LM_KIND_REDUCTION:
  case LM_KIND_STRUCTURED:
    expect(row->rule != NULL, "no rule");
    expect(lm_cpu_backend.kernel[op] != NULL, "no kernel");
    break;
  case LM_KIND_VIEW:
  case LM_KIND_DIRECT: expect(row->rule != NULL, "no rule"); break;
  case LM_KIND_COMPOSITE: expect(is_composed(op), "no composite"); break;
  }
}

/* What gradients ask for. */
static void check_vjp(lm_op_id op, const lm_op *row) {
  const lm_pointwise *p = &lm_pointwise_rows[op];
  bool never = row->flags & LM_NODIFF || row->kind == LM_KIND_COMPOSITE || row->n_tensors == 0 ||
               (p->arity && (p->bool_result || p->dtypes == LM_SET_INTS));
  if (never) {
    expect(row->vjp == NULL, "a vjp that nothing calls");
    expect(row->keeps == 0, "keeps tensors for no vjp");
    return;
  }
  expect(row->vjp != NULL, "no vjp");
  uint32_t arguments = row->keeps & (LM_KEEP_CROSS - 1), results = row->keeps >> 16;
  expect(arguments >> row->n_tensors == 0, "keeps an argument past its %d tensors", row->n_tensors);
  expect(results >> row->results == 0, "keeps a result past its %d", row->results);
  expect(!(row->keeps & LM_KEEP_CROSS) || row->n_tensors >= 2, "KX needs two tensors");
}

static void check_arguments(const lm_op *row) {
  int tensors = 0;
  bool list = false, optional = false;
  for (int i = 0; i < row->n_params; i++) {
    const lm_param *p = &row->params[i];
    expect(*p->name != 0, "argument %d has no name", i + 1);
    for (int k = 0; k < i; k++)
      expect(strcmp(p->name, row->params[k].name) != 0, "two arguments are called %s", p->name);
    if (p->kind <= LM_ARG_TL) {
      expect(!list, "a tensor follows the list");
      tensors++;
    }
    list |= p->kind == LM_ARG_TL;
    expect(!optional || p->optional || row->flags & LM_HIDDEN,
           "the required argument %s follows an optional one", p->name);
    optional |= p->optional;
  }
  expect(tensors == row->n_tensors, "%d tensors are counted as %d", tensors, row->n_tensors);
  bool twin = row->flags & LM_INPLACE;
  expect(!twin || (row->results == 1 && row->n_params > 0 && row->params[0].kind <= LM_ARG_TSO),
         "INPLACE needs a tensor to write into and one result");
  expect(!(row->flags & LM_INTO) || twin, "INTO without INPLACE");
}

static void check_doc(const lm_op *row) {
  size_t n = row->doc ? strcspn(row->doc, "\n") : 0; /* shapes and an example may follow */
  expect(n > 1 && row->doc[n - 1] == '.', "its line of documentation is no sentence");
}

int main(void) {
  int failures = 0;
  for (int i = 0; i < LM_OP_COUNT; i++) {
    const lm_op *row = &lm_ops[i];
    wrong[0] = '\0';
    check_parts((lm_op_id)i, row);
    check_vjp((lm_op_id)i, row);
    check_arguments(row);
    check_doc(row);
    if (*wrong)
      printf("not ok row %s: %s\n", row->name, wrong), failures++;
    else
      printf("ok row %s\n", row->name);
  }
  for (int i = 0; i < lm_alias_count; i++) {
    const lm_alias_row *a = &lm_aliases[i];
    bool good = a->name && *a->name && a->op >= 0 && a->op < LM_OP_COUNT;
    if (good)
      printf("ok alias %s\n", a->name);
    else
      printf("not ok alias %d: it names no row\n", i), failures++;
  }
  return failures != 0;
}
