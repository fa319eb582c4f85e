--- Modules in another dtype or on another device.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local method = require "luma.nn.module.method"
local tensor = require "luma.tensor"

-- The dtypes that parameters may have: numbers that can be differentiated by.
local is_float = {
  float32 = true, float64 = true, float16 = true, bfloat16 = true,
  complex64 = true, complex128 = true,
}

local parse_to = method("to", {})
local parse_cuda = method("cuda", {{"device", "size?"}})
local parse_empty = method("to_empty", {{"device", "string"}, {"recurse", "boolean?"}})

-- How many dimensions tensors have that lie in a memory format of their own.
local dimensions = {channels_last = 4, channels_last_3d = 5}
local formats = {
  channels_last = true, channels_last_3d = true, contiguous_format = true, preserve_format = true,
}

local options = {dtype = true, device = true, memory_format = true, non_blocking = true}

-- dtype, device and memory format out of what `to` was given: names in either order, options, or a
-- tensor.
local function target(...)
  local dtype, device, format
  for _, value in ipairs({...}) do
    if tensor.is_tensor(value) then
      dtype, device = value.dtype, value.device
    elseif type(value) == "table" then
      for key in pairs(value) do
        if not options[key] then
          fail("to: there is no option %q, the names are: dtype, device, memory_format, "
            .. "non_blocking", tostring(key))
        end
      end
      dtype, device = value.dtype or dtype, value.device or device
      format = value.memory_format
    elseif type(value) ~= "string" then
      fail("to: a dtype, a device or a tensor is needed, got a %s", type(value))
    elseif tensor[value] == value then -- tensor.float32 is "float32"
      dtype = value
    else
      device = value
    end
  end
  if dtype and not is_float[dtype] then
    fail("to: modules can be made float or complex, not %s", dtype)
  end
  return dtype, device, format
end

---@param Module table
---@param tensor_list fun(module, kind: string): table
return function(Module, tensor_list)
  ---Moves parameters and buffers to a device without copying their elements, which are unset then.
  ---@param device string
  ---@param recurse? boolean default true: also those of the modules inside
  ---@return nn.Module self
  function Module:to_empty(...)
    local device, recurse = parse_empty(self, ...)
    for _, list in ipairs {self:parameters(recurse), self:buffers(recurse)} do
      for _, t in ipairs(list) do
        t.grad = nil
        t.data = tensor.empty(t.shape, {dtype = t.dtype, device = device})
      end
    end
    return self
  end

  -- Puts convert(t) in the place of the elements of every parameter, buffer and gradient.
  local function convert_all(self, convert)
    local _ <close> = autograd.no_grad()
    for _, kind in ipairs{"parameter", "buffer"} do
      for _, entry in ipairs(tensor_list(self, kind)) do
        local t = entry[2]
        local grad = t.grad
        if grad then
          t.grad = nil
          grad = convert(grad)
        end
        t.data = convert(t)
        if grad then t.grad = grad end
      end
    end
    return self
  end

  ---Converts parameters and buffers in place: `model:to("cuda")`, `model:to("float64")`,
  ---`model:to("cuda", "float64")`, `model:to(tensor)`, `model:to{memory_format = "channels_last"}`
  ---(which is for the tensors of four dimensions). Integer buffers keep their dtype. Parameters
  ---stay the same tensors, so an optimizer made before goes on working.
  ---@return nn.Module self
  function Module:to(...)
    parse_to(self)
    local dtype, device, format = target(...)
    if format ~= nil and not formats[format] then
      fail("to: memory_format must be \"channels_last\", \"channels_last_3d\", "
        .. "\"contiguous_format\" or \"preserve_format\", got %q", tostring(format))
    end
    local ndim = dimensions[format]
    return convert_all(self, function(t)
      return t:to({
        dtype = is_float[t.dtype] and dtype or t.dtype, device = device,
        memory_format = (not ndim or t.ndim == ndim) and format or nil,
      })
    end)
  end

  ---Makes all parameters and buffers, also those of integers, of one dtype.
  ---@param dtype string
  ---@return nn.Module self
  function Module:type(dtype)
    if type(dtype) ~= "string" then
      fail("type: a dtype such as \"float64\" is needed, got a %s", type(dtype))
    elseif not is_float[dtype] and #self:parameters() > 0 then
      fail("type: parameters can be made float or complex, not %s", dtype)
    end
    return convert_all(self, function(t) return t:to(dtype) end)
  end

  ---Tensors of Luma belong to one process: there is nothing to share them with.
  function Module:share_memory()
    fail("share_memory: the tensors of %s belong to one process; save and load its state_dict to "
      .. "hand them to another", getmetatable(self).__name)
  end

  ---@return nn.Module self
  function Module:float() return self:to("float32") end

  ---@return nn.Module self
  function Module:double() return self:to("float64") end

  ---@return nn.Module self
  function Module:half() return self:to("float16") end

  ---@return nn.Module self
  function Module:bfloat16() return self:to("bfloat16") end

  ---@param index? integer the driver's number, from 0
  ---@return nn.Module self
  function Module:cuda(...)
    local index = parse_cuda(self, ...)
    return self:to(index and ("cuda:%d"):format(index) or "cuda")
  end

  ---@return nn.Module self
  function Module:cpu() return self:to("cpu") end
end
