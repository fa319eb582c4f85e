/* The pointwise rows of two operands. */
#define POINTWISE_ARITY 2
#include "gpu/pointwise.cuh"

pointwise_launcher pointwise_binary(lm_op_id op, cuda_class cls) { return find_launcher(op, cls); }
