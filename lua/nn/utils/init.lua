--- nn.utils: helpers around parameters and modules. A field is loaded when it is first used:
--- `nn.utils.parametrize` is lua/nn/utils/parametrize.lua, and functions that belong together share
--- the file named here.

local lazy = require "luma.lazy"

return lazy("luma.nn.utils", nil, {
  clip_grad_norm = "clip_grad", clip_grad_norm_ = "clip_grad", clip_grad_value_ = "clip_grad",
  clip_grads_with_norm_ = "clip_grad", get_total_norm = "clip_grad",
  parameters_to_vector = "convert_parameters", vector_to_parameters = "convert_parameters",
  weight_norm = "weight_norm", remove_weight_norm = "weight_norm",
  spectral_norm = "spectral_norm", remove_spectral_norm = "spectral_norm",
  fuse_conv_bn_eval = "fusion", fuse_conv_bn_weights = "fusion",
  fuse_linear_bn_eval = "fusion", fuse_linear_bn_weights = "fusion",
  convert_conv2d_weight_memory_format = "memory_format",
  convert_conv3d_weight_memory_format = "memory_format",
})
