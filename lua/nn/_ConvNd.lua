--- nn._ConvNd: what the convolutions of one to three dimensions and their transposes share.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local initializers = require "luma.nn.initializers"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---The base of Conv1d to Conv3d and ConvTranspose1d to ConvTranspose3d.
---@class nn._ConvNd : nn.Module
---@field weight Tensor (out_channels, in_channels / groups, kernel...); of transposes (in_channels,
---out_channels / groups, kernel...)
---@field bias? Tensor (out_channels)
---@field kernel_size integer[] one for each dimension, as are stride, dilation and padding
local ConvNd = class("_ConvNd")

-- How functional.pad calls them.
local modes = {
  zeros = "constant", reflect = "reflect", replicate = "replicate", circular = "circular",
}

local plain = {
  {"in_channels", "size"}, {"out_channels", "size"}, {"kernel_size", "integers"},
  {"stride", "integers?", 1}, {"padding", "any?", 0}, {"dilation", "integers?", 1},
  {"groups", "integer?", 1}, {"bias", "boolean?", true}, {"padding_mode", "string?", "zeros"},
  {"device", "string?"}, {"dtype", "string?"},
}
local transposed = {
  {"in_channels", "size"}, {"out_channels", "size"}, {"kernel_size", "integers"},
  {"stride", "integers?", 1}, {"padding", "integers?", 0}, {"output_padding", "integers?", 0},
  {"groups", "integer?", 1}, {"bias", "boolean?", true}, {"dilation", "integers?", 1},
  {"padding_mode", "string?", "zeros"}, {"device", "string?"}, {"dtype", "string?"},
}

-- A class of convolutions over `spatial` dimensions.
function ConvNd.derive(name, spatial)
  local made = class(name, ConvNd)
  local is_transposed = name:find("Transpose", 1, true) ~= nil
  made.spatial, made.transposed = spatial, is_transposed
  made.parse = arguments("nn." .. name, is_transposed and transposed or plain)
  made.compute = functional[(is_transposed and "conv_transpose%dd" or "conv%dd"):format(spatial)]
  return made
end

-- One integer for each dimension, out of one or a list.
local function spread(self, what, value, least)
  local list = type(value) == "table" and value or {value}
  local result = {}
  if #list ~= 1 and #list ~= self.spatial then
    fail("nn.%s: %s must be 1 or %d integers, got %d", self:_name(), what, self.spatial, #list)
  end
  for d = 1, self.spatial do
    local n = list[#list == 1 and 1 or d]
    n = type(n) == "number" and math.tointeger(n)
    if not n or n < least then
      fail("nn.%s: %s must be an integer or a list of integers from %d on, got %s", self:_name(),
        what, least, tostring(list[#list == 1 and 1 or d]))
    end
    result[d] = n
  end
  return result
end

function ConvNd:_name() return getmetatable(self).__name end

-- padding "same" in numbers: what stands before and after each dimension, the last one first, as
-- functional.pad takes it.
local function around(self)
  local list = {}
  for d = self.spatial, 1, -1 do
    local before, after
    if self.padding == "same" then
      local total = self.dilation[d] * (self.kernel_size[d] - 1)
      before, after = total // 2, total - total // 2
    elseif self.padding == "valid" then
      before, after = 0, 0
    else
      before, after = self.padding[d], self.padding[d]
    end
    table.insert(list, before)
    table.insert(list, after)
  end
  return list
end

function ConvNd:_set_padding(padding)
  if type(padding) ~= "string" then
    self.padding = spread(self, "padding", padding, 0)
    return
  end
  if padding ~= "same" and padding ~= "valid" then
    fail('nn.%s: padding must be integers, "same" or "valid", got %q', self:_name(), padding)
  end
  for d = 1, self.spatial do
    if padding == "same" and self.stride[d] ~= 1 then
      fail('nn.%s: padding "same" needs stride 1, got stride %d', self:_name(), self.stride[d])
    end
  end
  self.padding = padding
end

function ConvNd:_set_channels(inputs, outputs, groups)
  if groups < 1 then fail("nn.%s: groups must be at least 1, got %d", self:_name(), groups) end
  for _, entry in ipairs{{"in_channels", inputs}, {"out_channels", outputs}} do
    if entry[2] % groups ~= 0 then
      fail("nn.%s: %s must be a multiple of groups, got %d channels in %d groups", self:_name(),
        entry[1], entry[2], groups)
    end
  end
  self.in_channels, self.out_channels, self.groups = inputs, outputs, groups
end

function ConvNd:init(...)
  local inputs, outputs, kernel, stride, padding, dilation, output_padding, groups, bias, mode
  local device, dtype
  if self.transposed then
    inputs, outputs, kernel, stride, padding, output_padding, groups, bias, dilation, mode, device,
      dtype = self.parse(...)
  else
    inputs, outputs, kernel, stride, padding, dilation, groups, bias, mode, device, dtype =
      self.parse(...)
  end
  self:_set_channels(inputs, outputs, groups)
  self.kernel_size = spread(self, "kernel_size", kernel, 1)
  self.stride = spread(self, "stride", stride, 1)
  self.dilation = spread(self, "dilation", dilation, 1)
  self.output_padding = spread(self, "output_padding", output_padding or 0, 0)
  self:_set_padding(padding)
  if not modes[mode] then
    fail('nn.%s: padding_mode must be "zeros", "reflect", "replicate" or "circular", got %q',
      self:_name(), mode)
  elseif self.transposed and mode ~= "zeros" then
    fail('nn.%s: padding_mode must be "zeros", transposes have no other, got %q', self:_name(),
      mode)
  end
  self.padding_mode = mode
  self.around = mode ~= "zeros" and around(self) or nil
  local first, second = outputs, inputs // groups
  if self.transposed then first, second = inputs, outputs // groups end
  local sizes = {first, second, table.unpack(self.kernel_size)}
  self.weight = Parameter(tensor.empty(sizes, dtype, device))
  if bias then self.bias = Parameter(tensor.empty({outputs}, dtype, device)) end
  self:reset_parameters()
end

---Draws the parameters anew: the weight by kaiming_uniform_ with a = sqrt(5), the bias uniform on
---±1 / sqrt(fan in), as PyTorch does.
function ConvNd:reset_parameters()
  local fan_in = self.weight:size(2)
  for _, size in ipairs(self.kernel_size) do fan_in = fan_in * size end
  if fan_in == 0 or self.weight:numel() == 0 then
    if self.bias then initializers.zeros_(self.bias) end
    return
  end
  initializers.kaiming_uniform_(self.weight, math.sqrt(5))
  if self.bias then
    local bound = 1 / math.sqrt(fan_in)
    initializers.uniform_(self.bias, -bound, bound)
  end
end

-- The output_padding that makes a result of this size.
local function padding_for(self, input, size)
  if type(size) == "number" then size = {size} end
  local lead, count = input.ndim - self.spatial, self.spatial
  if type(size) ~= "table" or (#size ~= count and #size ~= count + lead) then
    fail("%s: output_size must be %d integers, or %d with those before, for an input of shape %s",
      self:_name(), count, count + lead, input.shape)
  end
  local skip, extra = #size - count, {}
  for d = 1, count do
    local least = (input:size(lead + d) - 1) * self.stride[d] - 2 * self.padding[d]
      + self.dilation[d] * (self.kernel_size[d] - 1) + 1
    local wanted = type(size[skip + d]) == "number" and math.tointeger(size[skip + d])
    local most = least + self.stride[d] - 1
    if not wanted or wanted < least or wanted > most then
      fail("%s: output_size of dimension %d must be from %d to %d for an input of shape %s, got %s",
        self:_name(), lead + d, least, most, input.shape, tostring(size[skip + d]))
    end
    extra[d] = wanted - least
  end
  return extra
end

function ConvNd:forward(input, output_size)
  if not tensor.is_tensor(input) then
    fail("%s: a tensor is needed, got a %s", self:_name(), type(input))
  end
  if self.transposed then
    local extra = self.output_padding
    if type(output_size) == "table" and output_size.output_size ~= nil then
      output_size = output_size.output_size
    end
    local fits = input.ndim == self.spatial + 1 or input.ndim == self.spatial + 2
    if output_size ~= nil and fits then extra = padding_for(self, input, output_size) end
    return self.compute(input, self.weight, self.bias, self.stride, self.padding, extra,
      self.groups, self.dilation)
  end
  local padding = self.padding
  if self.around then
    input, padding = functional.pad(input, self.around, modes[self.padding_mode]), 0
  end
  return self.compute(input, self.weight, self.bias, self.stride, padding, self.dilation,
    self.groups)
end

local function all(list, value)
  for _, v in ipairs(list) do
    if v ~= value then return false end
  end
  return true
end

local function tuple(list)
  return ("(%s%s)"):format(table.concat(list, ", "), #list == 1 and "," or "")
end

function ConvNd:extra_repr()
  local parts = {}
  local function add(format, ...) parts[#parts + 1] = format:format(...) end
  add("%d, %d, kernel_size=%s, stride=%s", self.in_channels, self.out_channels,
    tuple(self.kernel_size), tuple(self.stride))
  if type(self.padding) == "string" then
    add("padding=%s", self.padding)
  elseif not all(self.padding, 0) then
    add("padding=%s", tuple(self.padding))
  end
  if not all(self.dilation, 1) then add("dilation=%s", tuple(self.dilation)) end
  if not all(self.output_padding, 0) then add("output_padding=%s", tuple(self.output_padding)) end
  if self.groups ~= 1 then add("groups=%d", self.groups) end
  if not self.bias then add("bias=false") end
  if self.padding_mode ~= "zeros" then add("padding_mode=%s", self.padding_mode) end
  return table.concat(parts, ", ")
end

return ConvNd
