--- What luma_register_operation makes: an autograd.Function of two functions of the host.

local autograd = require "luma.autograd"
local tensor = require "luma.tensor"

---@param name string for messages
---@param forward function
---@param backward function gets forward's arguments, its results and their gradients
---@return function
return function(name, forward, backward)
  return autograd.Function{
    name = name,
    forward = function(ctx, ...)
      local results = table.pack(forward(...))
      local values = table.pack(...)
      ctx.n = values.n + results.n
      table.move(results, 1, results.n, values.n + 1, values)
      local tensors = {}
      for i = 1, ctx.n do
        if tensor.is_tensor(values[i]) then tensors[i], values[i] = values[i], nil end
      end
      ctx.others = values
      ctx:save_for_backward(table.unpack(tensors, 1, ctx.n))
      return table.unpack(results, 1, results.n)
    end,
    backward = autograd.once_differentiable(function(ctx, ...)
      local saved, grads, values = ctx.saved_tensors, table.pack(...), {}
      for i = 1, ctx.n do
        values[i] = saved[i]
        if values[i] == nil then values[i] = ctx.others[i] end
      end
      -- A host reads memory: a gradient may be one number that stands for all.
      for i = 1, grads.n do grads[i] = grads[i] and grads[i]:contiguous() end
      table.move(grads, 1, grads.n, ctx.n + 1, values)
      return backward(table.unpack(values, 1, ctx.n + grads.n))
    end),
  }
end
