--- nn.utils: the memory format of the weights of convolutions.

local fail = require "luma.fail"
local is_a = require "luma.nn.module.is_a"
local is_module = require "luma.nn.module.is_module"
local is_options = require "luma.nn.module.is_options"

local formats = {}

local function convert(operation, module, format, ...)
  if not is_module(module) then
    fail("%s: a module is needed, got a %s", operation, type(module))
  end
  if is_options(format) then format = format.memory_format end
  if type(format) ~= "string" then
    fail("%s: a memory format such as \"channels_last\" is needed, got a %s", operation,
      type(format))
  end
  for m in module:modules() do
    if is_a(m, ...) then m.weight.data = m.weight:detach():contiguous(format) end
  end
  return module
end

---Lays the weights of Conv2d and ConvTranspose2d out in a memory format, such as "channels_last".
---@param module nn.Module
---@param memory_format string
---@return nn.Module module
function formats.convert_conv2d_weight_memory_format(module, memory_format)
  return convert("convert_conv2d_weight_memory_format", module, memory_format, "Conv2d",
    "ConvTranspose2d")
end

---Lays the weights of Conv3d and ConvTranspose3d out in a memory format, such as
---"channels_last_3d".
---@param module nn.Module
---@param memory_format string
---@return nn.Module module
function formats.convert_conv3d_weight_memory_format(module, memory_format)
  return convert("convert_conv3d_weight_memory_format", module, memory_format, "Conv3d",
    "ConvTranspose3d")
end

return formats
