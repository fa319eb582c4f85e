--- nn.utils: helpers around parameters and modules. A field is loaded when it is first used:
--- `nn.utils.parametrize` is lua/nn/utils/parametrize.lua, and functions that belong together share
--- the file named here.

local lazy = require "luma.lazy"

return lazy("luma.nn.utils", nil, {
  clip_grad_norm_ = "clip_grad", clip_grad_value_ = "clip_grad",
  parameters_to_vector = "convert_parameters", vector_to_parameters = "convert_parameters",
})
