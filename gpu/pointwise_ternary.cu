/* The pointwise rows of three operands. */
#define POINTWISE_ARITY 3
#include "gpu/pointwise.cuh"

pointwise_launcher pointwise_ternary(lm_op_id op, cuda_class cls) { return find_launcher(op, cls); }
