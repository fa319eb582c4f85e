-- Runs the cases of spec/data/indexing.lua (spec/record/indexing.py) and others like it: results,
-- gradients and second derivatives are PyTorch's.

local assert = require "luassert"
local Numbers = dofile("spec/data/lcg.lua")

local function near(expected, got, what)
  got = got:reshape(-1):tolist()
  assert.are.equal(#expected, #got, what)
  for i, value in ipairs(expected) do
    local fits = math.abs(value - got[i]) <= 1e-12 + 1e-11 * math.abs(value) -- not of NaN
    if not fits then
      error(("%s, element %d: expected %.17g, got %.17g"):format(what, i, value, got[i]), 0)
    end
  end
end

local function positions(values) return tensor.tensor(values, {dtype = "int64"}) end

local function check(case)
  local numbers, inputs = Numbers.new(3), {}
  for i, shape in ipairs(case.inputs) do
    inputs[i] = numbers:tensor(shape, {scale = 2})
    inputs[i].requires_grad = true
  end
  local x, y, z = table.unpack(inputs)
  local result = assert(load("local x, y, z, I = ...; " .. case.code))(x, y, z, positions)
  assert.are.same(case.shape, {table.unpack(result.shape)})
  near(case.result, result, "result")
  local weights = numbers:tensor(case.shape)
  local loss = (weights * result * result):sum()
  if not loss.requires_grad then return end
  local grads = table.pack(autograd.grad(loss, inputs, {create_graph = true, allow_unused = true}))
  local squares = tensor.zeros({}, {dtype = "float64"})
  for i, input in ipairs(inputs) do
    grads[i] = grads[i] or tensor.zeros_like(input)
    near(case["grad" .. i], grads[i], "gradient " .. i)
    squares = squares + (grads[i] * grads[i]):sum()
  end
  if not squares.requires_grad or not case.second then return end
  local second = autograd.grad(squares, x, {allow_unused = true}) or tensor.zeros_like(x)
  near(case.second, second, "second derivative")
end

-- Makes one test of each case in a group, by busted's `it`; `data` names the file.
return function(it, group, data)
  for number, case in ipairs(dofile(("spec/data/%s.lua"):format(data or "indexing"))) do
    if case.group == group then
      local name = case.code:gsub("^return ", ""):gsub("%s+", " ")
      it(("%s (case %d)"):format(name, number), function() check(case) end)
    end
  end
end
