/* The rows that have a CUDA kernel, besides the pointwise ones; the rest are "not implemented for
** cuda".  A kernel is one entry here and a CUDA_KERNEL(name) in the file of its family. */
#ifndef LM_CUDA_KERNELS_H
#define LM_CUDA_KERNELS_H

/* in reduce.cu, arg_reduce.cu, matmul.cu, index.cu, softmax.cu, cross_entropy.cu, optim_step.cu and
** random.cu */
/* clang-format off */
#define CUDA_KERNELS(X) \
  X(sum) X(mean) X(prod) X(max) X(min) X(amax) X(amin) X(all) X(any) X(count_nonzero) \
  X(var) X(std) X(norm) X(logsumexp) \
  X(max_dim) X(min_dim) X(argmax) X(argmin) \
  X(mm) X(bmm) X(addmm) X(linear) X(dot) \
  X(index_select) X(gather) X(embedding_rows) X(one_hot) X(tril) X(triu) \
  X(softmax) X(softmax_backward) X(log_softmax) X(log_softmax_backward) \
  X(softmax_cross_entropy) X(softmax_cross_entropy_backward) \
  X(nll_loss_forward) X(nll_loss_backward) \
  X(sgd_step) X(adam_step) X(nadam_step) X(radam_step) X(adamax_step) X(rmsprop_step) \
  X(adagrad_step) X(adadelta_step) X(asgd_step) X(rprop_step) X(lion_step) X(clip_scale) \
  X(rand) X(randn) X(randint) X(randperm) X(uniform) X(normal) X(exponential) X(random) \
  X(bernoulli_fill) X(native_dropout)
/* clang-format on */

#endif
