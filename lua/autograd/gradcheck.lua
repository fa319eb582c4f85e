--- autograd.gradcheck: gradients against central differences.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local fail = require "luma.fail"

-- Every output of f as a list of tensors that have a gradient.
local function outputs_of(f, inputs)
  local outputs = {}
  for _, out in ipairs(table.pack(f(table.unpack(inputs)))) do
    if tensor.is_tensor(out) and out:is_floating_point() then outputs[#outputs + 1] = out end
  end
  return outputs
end

-- d output / d input as a (numel of input, numel of output) matrix, by differences of width 2 eps.
local function numerical(f, inputs, i, o, eps)
  local rows = {}
  local flat = inputs[i]:detach():view(-1)
  for k = 1, flat:numel() do
    local kept = flat[k]:item()
    local function at(value)
      flat[k] = value
      return autograd.no_grad(outputs_of, f, inputs)[o]:detach():clone():reshape(-1)
    end
    rows[k] = (at(kept + eps) - at(kept - eps)) / (2 * eps)
    flat[k] = kept
  end
  return #rows > 0 and tensor.stack(rows) or nil
end

-- The same from backward, one output element at a time.
local function analytical(input, output)
  local columns = {}
  for k = 1, output:numel() do
    local seed = tensor.zeros_like(output)
    seed:view(-1)[k] = 1
    local g
    if output.requires_grad then
      g = autograd.grad(output, input, seed, {retain_graph = true, allow_unused = true})
    end
    columns[k] = (g or tensor.zeros_like(input)):reshape(-1)
  end
  return #columns > 0 and tensor.stack(columns, 2) or nil
end

---Compares the gradients of `f` with central differences.
---@param f fun(...): luma.tensor... any function of the inputs; it must be deterministic
---@param inputs luma.tensor[] those that require grad must be contiguous float64 leaves
---@param options? {eps: number?, atol: number?, rtol: number?, raise_exception: boolean?}
---@return boolean # true when every entry agrees within atol + rtol * |expected|; otherwise an
---error with the entry that differs most, or false with raise_exception = false
return function(f, inputs, options)
  options = options or {}
  for name in pairs(options) do
    if name ~= "eps" and name ~= "atol" and name ~= "rtol" and name ~= "raise_exception" then
      fail("gradcheck: there is no option '%s'; there are: eps, atol, rtol, raise_exception", name)
    end
  end
  local eps, atol, rtol = options.eps or 1e-6, options.atol or 1e-5, options.rtol or 1e-3
  if tensor.is_tensor(inputs) then inputs = {inputs} end
  local checked = false
  for i, input in ipairs(inputs) do
    if tensor.is_tensor(input) and input.requires_grad then
      checked = true
      if input.dtype ~= "float64" then
        fail("gradcheck: input %d is %s; differences need float64", i, input.dtype)
      end
      if not input:is_contiguous() then fail("gradcheck: input %d must be contiguous", i) end
      -- Differences change the input in place, so backward comes first.
      local gradients = {}
      for o, output in ipairs(outputs_of(f, inputs)) do
        gradients[o] = analytical(input, output) or false
      end
      for o, have in ipairs(gradients) do
        local want = numerical(f, inputs, i, o, eps)
        local limits = {rtol = rtol, atol = atol, equal_nan = true}
        if have and want and not have:allclose(want, limits) then
          if options.raise_exception == false then return false end
          local worst = (have - want):abs():nan_to_num(math.huge):argmax():item()
          local row, column = (worst - 1) // want:size(2) + 1, (worst - 1) % want:size(2) + 1
          local element = want[{row, column}]:item()
          fail("gradcheck: the gradient of output %d for input %d differs: element %d by " ..
            "element %d is %.9g, differences give %.9g", o, i, column, row,
            have[{row, column}]:item(), element)
        end
      end
    end
  end
  if not checked then fail("gradcheck: no input requires grad") end
  return true
end
