/* The kernels of the pointwise rows and of casts, one table for each instruction set. */
#ifndef LM_CPU_ISA_POINTWISE_H
#define LM_CPU_ISA_POINTWISE_H

#include "tensor/tensor.h"

/* The formula of a row over n contiguous elements of the compute dtype: out[i] = f(a[i], b[i], c[i]).
** Operands that the row lacks are not read.  `params` are the row's other arguments, four of the
** compute type.  out may be one of the operands, but must not overlap one in any other way. */
typedef void (*lm_pointwise_kernel)(void *out, const void *a, const void *b, const void *c,
                                    const void *params, int64_t n);

typedef struct lm_pointwise_table {
  /* NULL where the row has no formula for the dtype, for float16 and bfloat16, which are computed
  ** in float32, and for complex numbers, which have a table of their own. */
  lm_pointwise_kernel kernel[LM_OP_COUNT][LM_DTYPE_COUNT];
} lm_pointwise_table;

/* The same for complex64 and complex128, whose `params` are numbers of their real type. */
typedef struct lm_complex_table {
  lm_pointwise_kernel kernel[LM_OP_COUNT][2];
} lm_complex_table;

/* n elements converted, strides in bytes.  A source stride of 0 repeats one element.  Floats turn
** into integers by dropping the fraction: what int64 (int32 for narrower types) cannot hold is
** limited to its ends, NaN is 0, and narrower types take the low bits, as PyTorch does; into bool
** by asking whether they differ from 0; into narrower floats by rounding to nearest, ties to even.  Of a complex number other dtypes take
** the real part, and bool whether either part differs from 0. */
typedef void (*lm_cast_kernel)(void *dst, int64_t dst_stride, const void *src, int64_t src_stride,
                               int64_t n);

typedef struct lm_cast_table {
  lm_cast_kernel cast[LM_DTYPE_COUNT][LM_DTYPE_COUNT]; /* [from][to] */
  /* By the size of an element (4, 8, 16 at most; else NULL): a square with rows of `square_bytes`, each `ss` bytes
  ** after the one before, whose columns become the rows of dst, `ds` bytes apart. */
  void (*transpose[17])(void *dst, int64_t ds, const void *src, int64_t ss);
  int64_t square_bytes;
} lm_cast_table;

#endif
