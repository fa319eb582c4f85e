--- autograd.once_differentiable: for a backward that is not written in operations.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local fail = require "luma.fail"

-- The same tensors; their backward is an error.
local no_further = autograd.Function{
  name = "once_differentiable",
  forward = function(_, ...) return ... end,
  backward = function()
    fail("once_differentiable: a function whose backward is marked so was differentiated twice")
  end,
}

---Wraps the backward of an autograd.Function: it runs without a graph, and differentiating its
---results is an error instead of wrong.
---@param backward fun(ctx: table, ...: luma.tensor): luma.tensor? ...
---@return fun(ctx: table, ...: luma.tensor): luma.tensor? ...
return function(backward)
  if type(backward) ~= "function" then
    fail("once_differentiable: a function is needed, got %s", type(backward))
  end
  return function(ctx, ...)
    local grads = table.pack(autograd.no_grad(backward, ctx, ...))
    if not autograd.is_grad_enabled() then return table.unpack(grads, 1, grads.n) end
    local asked = false
    for _, g in ipairs{...} do asked = asked or tensor.is_tensor(g) and g.requires_grad end
    for _, x in pairs(ctx.saved_tensors) do asked = asked or x.requires_grad end
    if not asked then return table.unpack(grads, 1, grads.n) end
    for i = 1, grads.n do
      if tensor.is_tensor(grads[i]) then
        grads[i] = no_further(grads[i]:detach():requires_grad_())
      end
    end
    return table.unpack(grads, 1, grads.n)
  end
end
