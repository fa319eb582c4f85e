/* Includes the file that BODY names for float and for double, so that a kernel is written once:
**
**   T         the type
**   NAME(x)   x_f32 or x_f64
**   POSITION  an integer as wide as T
**   LANES     elements in 64 bytes
**   MATH(fn)  the builtin of libm: __builtin_floorf or __builtin_floor
*/
#define T float
#define NAME(x) x##_f32
#define POSITION int32_t
#define LANES 16
#define MATH(fn) __builtin_##fn##f
#include BODY
#undef T
#undef NAME
#undef POSITION
#undef LANES
#undef MATH

#define T double
#define NAME(x) x##_f64
#define POSITION int64_t
#define LANES 8
#define MATH(fn) __builtin_##fn
#include BODY
#undef T
#undef NAME
#undef POSITION
#undef LANES
#undef MATH
#undef BODY
