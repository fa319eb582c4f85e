/* Plans of Fourier transforms: what all lines of one length share.
**
** A length is a product of small primes, whose factors become passes (isa/fft.h), or it goes through
** Bluestein's chirp-z transform: a convolution, done by transforms of a longer, smooth length.
** Neither is scaled.  A plan is read only once it is made, so threads share it.
*/
#ifndef LM_CPU_FFT_PLAN_H
#define LM_CPU_FFT_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lm_fft_plan lm_fft_plan;

/* For n values (n >= 1) of float or double; sign -1 is the forward transform.  NULL when memory is
** used up or n too large. */
lm_fft_plan *lm_fft_plan_new(int64_t n, bool is_double, int sign);
void lm_fft_plan_free(lm_fft_plan *plan); /* NULL is fine */

/* True where lines must be given in double even if the data are float: the convolution would lose
** too many digits. */
bool lm_fft_wants_double(int64_t n);

/* Bytes of working memory that a run over `wide` lines side by side needs. */
size_t lm_fft_scratch(const lm_fft_plan *plan, int64_t wide);

/* Transforms x, n values of `wide` neighbours (one for each line), in place. */
void lm_fft_run(const lm_fft_plan *plan, void *x, int64_t wide, void *scratch);

#endif
