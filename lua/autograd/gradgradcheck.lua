--- autograd.gradgradcheck: second derivatives against central differences of the first.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local fail = require "luma.fail"

local function with_grad(f, inputs)
  local outputs = {}
  for _, out in ipairs(table.pack(f(table.unpack(inputs)))) do
    if tensor.is_tensor(out) and out.requires_grad then outputs[#outputs + 1] = out end
  end
  return outputs
end

-- Fixed weights that are all different, so that no term hides another.
local function weights(out)
  local seed = tensor.linspace(0.5, 1.5, out:numel(), {dtype = "float64"}):reshape(out.shape)
  return seed:to(out.dtype):requires_grad_()
end

---Compares second derivatives of `f` with differences: gradcheck of the function that maps inputs
---and output gradients to input gradients.
---@param f fun(...): luma.tensor...
---@param inputs luma.tensor|luma.tensor[] as for gradcheck
---@param grad_outputs? luma.tensor|luma.tensor[] one for each output that requires grad; fixed
---ones when left out
---@param options? table as for gradcheck
---@return boolean
return function(f, inputs, grad_outputs, options)
  if tensor.is_tensor(inputs) then inputs = {inputs} end
  if type(f) ~= "function" and not (getmetatable(f) or {}).__call then
    fail("gradgradcheck: f must be a function, not %s", type(f))
  elseif type(inputs) ~= "table" then
    fail("gradgradcheck: inputs must be a tensor or a list of them, not %s", type(inputs))
  end
  for i, given in ipairs{grad_outputs or false, options or false} do
    if given and type(given) ~= "table" and not (i == 1 and tensor.is_tensor(given)) then
      fail("gradgradcheck: grad_outputs must be a list of tensors and options a table, not %s",
        type(given))
    end
  end
  if tensor.is_tensor(grad_outputs) then grad_outputs = {grad_outputs} end
  if options == nil and grad_outputs and not tensor.is_tensor(grad_outputs[1]) then
    options, grad_outputs = grad_outputs, grad_outputs.grad_outputs
  end
  if options then
    local rest = {}
    for name, value in pairs(options) do rest[name] = name ~= "grad_outputs" and value or nil end
    options = rest
  end
  local outputs = with_grad(f, inputs)
  if grad_outputs and #grad_outputs ~= #outputs then
    fail("gradgradcheck: %d outputs require grad, but there are %d grad_outputs", #outputs,
      #grad_outputs)
  end
  local all = table.move(inputs, 1, #inputs, 1, {})
  for i, out in ipairs(outputs) do
    all[#inputs + i] = grad_outputs and grad_outputs[i]:detach():clone():requires_grad_()
      or weights(out)
  end
  local function first(...)
    local args = table.pack(...)
    local ins = table.move(args, 1, #inputs, 1, {})
    local seeds = table.move(args, #inputs + 1, args.n, 1, {})
    local outs, wanted = with_grad(f, ins), {}
    for _, x in ipairs(ins) do
      if tensor.is_tensor(x) and x.requires_grad then wanted[#wanted + 1] = x end
    end
    local flags = {create_graph = true, allow_unused = true}
    local grads = table.pack(autograd.grad(outs, wanted, seeds, flags))
    local present = {}
    for i = 1, #wanted do present[i] = grads[i] or tensor.zeros_like(wanted[i]) end
    return table.unpack(present)
  end
  -- Differences are taken without a graph, but f needs one.
  return autograd.gradcheck(function(...) return autograd.enable_grad(first, ...) end, all, options)
end
