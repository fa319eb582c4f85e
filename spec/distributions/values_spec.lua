-- luma.distributions against PyTorch's values (spec/record/distributions.py).

local assert = require "luassert"
local D = require "luma.distributions"
local data = dofile("spec/data/distributions.lua")

local function make(field, leaf)
  local t = tensor.tensor(field[1], {dtype = "float64"}):reshape(field.shape)
  return leaf and t:requires_grad_() or t
end

local function build(code, a, b)
  local source = "local D, X, a, b = ... return D." .. code:gsub("^D%.", "")
  return assert(load(source, code))(D, D.transforms, a, b)
end

local function near(expected, got, what)
  got = got:detach():to("float64"):reshape(-1):tolist()
  assert.are.equal(#expected, #got, what .. ": number of elements")
  for i, want in ipairs(expected) do
    local fits = want ~= want and got[i] ~= got[i] or want == got[i]
      or math.abs(want - got[i]) <= 1e-9 * (1 + math.abs(want))
    if not fits then
      error(("%s, element %d: expected %.17g, got %.17g"):format(what, i, want, got[i]), 0)
    end
  end
end

local function check(field, got, what)
  if not field then return end
  assert.are.same(field.shape, {table.unpack(got.shape)}, what .. ": shape")
  near(field[1], got, what)
end

describe("distributions", function()
  -- Numbers alone make tensors of the default dtype.
  before_each(function() tensor.set_default_dtype("float64") end)
  after_each(function() tensor.set_default_dtype("float32") end)

  for _, case in ipairs(data.cases) do
    it("have PyTorch's values: " .. case.code, function()
      local leaves = {}
      for i, field in ipairs(case.inputs) do leaves[i] = make(field, true) end
      local d = build(case.code, leaves[1], leaves[2])
      local value = make(case.value)
      if case.positions then value = value:long() end
      local log_prob = d:log_prob(value)
      check(case.log_prob, log_prob, "log_prob")
      if case.grads then
        local grads = table.pack(autograd.grad(log_prob:sum(), leaves, {allow_unused = true}))
        for i, expected in ipairs(case.grads) do near(expected, grads[i], "gradient " .. i) end
      end
      if case.entropy then check(case.entropy, d:entropy(), "entropy") end
      if case.cdf then check(case.cdf, d:cdf(value), "cdf") end
      for _, name in ipairs {"mean", "variance", "stddev", "mode"} do
        if case[name] then check(case[name], d[name], name) end
      end
      if case.icdf then
        check(case.icdf, d:icdf(tensor.full(d.batch_shape, 0.3, {dtype = "float64"})), "icdf")
      end
      if case.support then check(case.support, d:enumerate_support(), "support") end
    end)
  end

  for _, case in ipairs(data.divergences) do
    it(("diverge as PyTorch's: %s from %s"):format(case.p, case.q), function()
      local x = {}
      for i, field in ipairs(case.inputs) do x[i] = make(field) end
      local p, q = build(case.p, x[1], x[2]), build(case.q, x[3], x[4])
      near(case[1], D.kl_divergence(p, q), "divergence")
    end)
  end
end)
