/* Random numbers.
**
** They are drawn by the CPU's kernels, from the generator of the call, and brought to the device: a
** seed then gives the same numbers on every device, bit for bit.  The price is the host's speed and
** a transfer; what a training step draws anew each time (dropout) pays it each time.
*/
#include "gpu/device.h"

/* A result on the CPU for the length of a scope, like one on the device. */
class host_twin {
public:
  host_twin(const lm_tensor *like, lm_dtype dtype)
      : t(lm_new(like->ndim, like->sizes, dtype, LM_CPU)) {}
  ~host_twin() { lm_release(t); }
  host_twin(const host_twin &) = delete;
  host_twin &operator=(const host_twin &) = delete;
  /* The elements into `to`, which is contiguous and of the same dtype. */
  bool send(lm_tensor *to) const {
    size_t bytes = (size_t)t->numel * lm_dtype_size((lm_dtype)t->dtype);
    return bytes == 0 || cuda_from_host(to->device, lm_data(to), lm_data(t), bytes);
  }
  lm_tensor *const t;
};

static bool on_cpu(lm_call *c) {
  lm_kernel kernel = cuda_core->cpu->kernel[c->op];
  return kernel ? kernel(c) : (bool)lm_fail("%s: not implemented for cpu", cuda_op_name(c->op));
}

/* Rows whose result depends on its shape, the other arguments and the generator alone. */
static bool draw(lm_call *c) {
  lm_tensor *out = c->out[0];
  host_twin host(out, (lm_dtype)out->dtype);
  if (host.t == NULL) return false;
  lm_call on_host = *c;
  on_host.out[0] = host.t;
  return on_cpu(&on_host) && host.send(out);
}
CUDA_KERNEL(rand) { return draw(c); }
CUDA_KERNEL(randn) { return draw(c); }
CUDA_KERNEL(randint) { return draw(c); }
CUDA_KERNEL(randperm) { return draw(c); }
CUDA_KERNEL(uniform) { return draw(c); }
CUDA_KERNEL(normal) { return draw(c); }
CUDA_KERNEL(exponential) { return draw(c); }
CUDA_KERNEL(random) { return draw(c); }
CUDA_KERNEL(bernoulli_fill) { return draw(c); }

/* The dropout of ones is the factor of each element: 0 or 1 / (1 - p). */
CUDA_KERNEL(native_dropout) {
  lm_tensor *out = c->out[0], *mask = c->out[1], *input = c->arg[0].t;
  lm_dtype dtype = out->dtype == LM_F64 ? LM_F64 : LM_F32;
  host_twin ones(out, dtype), factors(out, dtype), host_mask(mask, LM_BOOL);
  if (ones.t == NULL || factors.t == NULL || host_mask.t == NULL) return false;
  if (out->numel == 0) return true;
  lm_arg arg[LM_MAX_ARGS] = {};
  arg[0].t = ones.t;
  arg[1] = c->arg[1];
  lm_call on_host = *c;
  on_host.arg = arg;
  on_host.out[0] = factors.t;
  on_host.out[1] = host_mask.t;
  if (!cuda_core->cpu->fill(ones.t, lm_int(1)) || !on_cpu(&on_host)) return false;
  lm_tensor *on_device = lm_new_like(out, dtype);
  lm_tensor *const operands[] = {input, on_device};
  bool ok = on_device != NULL && factors.send(on_device) && host_mask.send(mask) &&
            cuda_pointwise(LM_OP_mul, out, operands, 2, NULL, dtype);
  lm_release(on_device);
  return ok;
}
