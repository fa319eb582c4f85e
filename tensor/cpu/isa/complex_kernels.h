/* The pointwise rows that take complex numbers as loops over contiguous elements of type T; a
** template, see complex.c. */
#include "tensor/complex.h"

#define DEFINE(name, sig) LOOP_##sig(name)
#define POINTWISE(name, sig, promotion, set, args, keeps, flags, doc) EACH_##set(DEFINE, name, sig)
#include "tensor/ops.def"
#undef DEFINE
