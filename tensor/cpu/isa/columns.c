/* Windows of images as columns; see columns.h. */
#include "tensor/cpu/isa/columns.h"

#define T float
#define NAME(f) f##_f32
#include "tensor/cpu/isa/columns_float.h"
#undef T
#undef NAME

#define T double
#define NAME(f) f##_f64
#include "tensor/cpu/isa/columns_float.h"
#undef T
#undef NAME

extern const cpu_columns_table LM_NAME(cpu_columns_kernels);
const cpu_columns_table LM_NAME(cpu_columns_kernels) = {
    .take = {take_f32, take_f64}, .add = {add_f32, add_f64}, .sum = {sum_f32, sum_f64}};
