--- The form of autograd.checkpoint with use_reentrant: the first run records nothing, and backward
--- runs f again with a graph of its own, through which it starts a pass inside the pass.
---
--- So results have a gradient only where an argument that is a tensor asks for one, and gradients
--- come by backward() alone: the inner pass adds to .grad of whatever else f uses.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local streams = require "luma.autograd._streams"

local function rerun(frame, ctx)
  local args, kept = table.move(frame.others, 1, frame.n, 1, {}), ctx.saved_tensors
  for k, at in ipairs(frame.places) do
    args[at] = kept[k]:detach():requires_grad_(frame.needs[at])
  end
  local mixed = {dtype = frame.dtype, enabled = frame.mixed}
  local results = table.pack(streams.replay(frame.streams, frame.states, autograd.enable_grad,
    autograd.autocast, "cpu", mixed, frame.f, table.unpack(args, 1, frame.n)))
  if not results[1] then error(results[2], 0) end
  return args, table.move(results, 2, results.n, 1, {n = results.n - 1})
end

return autograd.Function{
  name = "checkpoint",
  forward = function(ctx, frame, ...)
    local args, tensors = table.pack(...), {}
    frame.n, frame.others, frame.places, frame.needs = args.n, {}, {}, {}
    for i = 1, args.n do
      if tensor.is_tensor(args[i]) then
        tensors[#tensors + 1] = args[i]
        frame.places[#tensors], frame.needs[i] = i, ctx.needs_input_grad[i + 1]
      else
        frame.others[i] = args[i]
      end
    end
    ctx:save_for_backward(table.unpack(tensors))
    ctx.frame = frame
    return autograd.no_grad(frame.f, ...)
  end,
  backward = function(ctx, ...)
    if not autograd._whole_pass() then
      fail("checkpoint: with use_reentrant gradients come by backward() without inputs only: "
        .. "autograd.grad and inputs need use_reentrant = false")
    end
    local given = table.pack(...)
    local args, results = rerun(ctx.frame, ctx)
    local outputs, grads = {}, {}
    for i = 1, results.n do
      if tensor.is_tensor(results[i]) and results[i].requires_grad then
        outputs[#outputs + 1] = results[i]
        grads[#outputs] = given[i]
      end
    end
    if #outputs == 0 then
      fail("checkpoint: no result of f requires grad, so this checkpoint is not needed")
    end
    autograd.backward(outputs, grads)
    local of = {n = ctx.frame.n + 1}
    for _, at in ipairs(ctx.frame.places) do of[at + 1] = args[at].grad end
    return table.unpack(of, 1, of.n)
  end,
}
