/* The pointwise rows of one operand. */
#define POINTWISE_ARITY 1
#include "gpu/pointwise.cuh"

pointwise_launcher pointwise_unary(lm_op_id op, cuda_class cls) { return find_launcher(op, cls); }
