-- Gradients at kinks, ties and poles are PyTorch's (spec/record/kinks.py).

local assert = require "luassert"

local function same(a, b)
  if a ~= a or b ~= b then return a ~= a and b ~= b end
  return a == b or math.abs(a - b) <= 1e-12 * (1 + math.abs(a))
end

local function check(expected, got, what)
  local list = got:reshape(-1):tolist()
  assert.are.equal(#expected, #list, what)
  for i, want in ipairs(expected) do
    if not same(want, list[i]) then
      error(("%s, element %d: PyTorch has %.17g, not %.17g"):format(what, i, want, list[i]), 0)
    end
  end
end

local function slope(value, of) return autograd.grad(value:sum(), of, {create_graph = true}) end

describe("at kinks", function()
  for number, case in ipairs(dofile "spec/data/kinks.lua") do
    local code, inputs, value, grads = table.unpack(case)
    it(("%s has PyTorch's gradient (case %d)"):format(code, number), function()
      local leaves = {}
      for i, values in ipairs(inputs) do
        leaves[i] = tensor.tensor(values, {dtype = "float64", requires_grad = true})
      end
      local f = assert(load("local a, b, tensor, nn, slope = ...; return " .. code, code))
      local out = f(leaves[1], leaves[2], tensor, nn, slope)
      check(value, out, "value")
      local seed = tensor.arange(1, out:numel() + 1, {dtype = "float64"}):reshape(out.shape)
      local got = {autograd.grad(out, leaves, seed, {materialize_grads = true})}
      for i, expected in ipairs(grads) do check(expected, got[i], "gradient of input " .. i) end
    end)
  end
end)
