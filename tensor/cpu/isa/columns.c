/* Windows of images as columns; see columns.h. */
#include "tensor/cpu/isa/columns.h"

#define BODY "tensor/cpu/isa/columns_float.h"
#include "tensor/cpu/isa/both_floats.h"

extern const cpu_columns_table LM_NAME(cpu_columns_kernels);
const cpu_columns_table LM_NAME(cpu_columns_kernels) = {
    .take = {take_f32, take_f64}, .add = {add_f32, add_f64}, .sum = {sum_f32, sum_f64}};
