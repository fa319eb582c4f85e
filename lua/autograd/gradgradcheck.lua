--- autograd.gradgradcheck: second derivatives against central differences of the first.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"

---Compares second derivatives of `f` with differences: gradcheck of the function that maps inputs
---and output gradients to input gradients.
---@param f fun(...): luma.tensor...
---@param inputs luma.tensor[] as for gradcheck
---@param options? table as for gradcheck
---@return boolean
return function(f, inputs, options)
  if tensor.is_tensor(inputs) then inputs = {inputs} end
  local outputs = {}
  for _, out in ipairs(table.pack(f(table.unpack(inputs)))) do
    if tensor.is_tensor(out) and out.requires_grad then outputs[#outputs + 1] = out end
  end
  local all = table.move(inputs, 1, #inputs, 1, {})
  for i, out in ipairs(outputs) do
    -- Fixed weights that are all different, so that no term hides another.
    local seed = tensor.linspace(0.5, 1.5, out:numel(), {dtype = "float64"}):reshape(out.shape)
    all[#inputs + i] = seed:requires_grad_()
  end
  local function first(...)
    local args = table.pack(...)
    local ins = table.move(args, 1, #inputs, 1, {})
    local seeds = table.move(args, #inputs + 1, args.n, 1, {})
    local outs, wanted = {}, {}
    for _, out in ipairs(table.pack(f(table.unpack(ins)))) do
      if tensor.is_tensor(out) and out.requires_grad then outs[#outs + 1] = out end
    end
    for _, x in ipairs(ins) do
      if tensor.is_tensor(x) and x.requires_grad then wanted[#wanted + 1] = x end
    end
    local flags = {create_graph = true, allow_unused = true}
    local grads = table.pack(autograd.grad(outs, wanted, seeds, flags))
    local present = {}
    for i = 1, #wanted do present[i] = grads[i] or tensor.zeros_like(wanted[i]) end
    return table.unpack(present)
  end
  local function always(...) -- differences are taken without a graph, but f needs one
    local args = table.pack(...)
    return autograd.enable_grad(function() return first(table.unpack(args)) end)
  end
  return autograd.gradcheck(always, all, options)
end
