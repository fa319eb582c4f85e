-- How tensors print, against what PyTorch prints (recorded by spec/record/print.py).

local Numbers = dofile("spec/data/lcg.lua")

-- A text that was written for the CPU, as it reads on the device of the specs (spec/device.lua).
local device = tensor.ones(1).device
local function here(text) return (text:gsub("%) cpu([),])", ") " .. device .. "%1")) end

local function build(case)
  local values = case.values
  if values then return tensor.tensor(values, {dtype = case.dtype}):reshape(case.shape) end
  local t = Numbers.new():tensor(case.shape, {scale = case.scale})
  if case.whole then t = t:floor() end
  return t:to(case.dtype)
end

describe("print", function()
  after_each(function() tensor.set_printoptions{profile = "default"} end)

  for i, case in ipairs(dofile("spec/data/print.lua")) do
    it(("lays out values as PyTorch does, %d: %s (%s)"):format(i, case.dtype,
      table.concat(case.shape, ", ")), function()
      if case.options then tensor.set_printoptions(case.options) end
      local expected = ("tensor(%s, %s (%s) cpu)"):format(case.text, case.dtype,
        table.concat(case.shape, ", "))
      assert.are.equal(here(expected), tostring(build(case)))
    end)
  end

  it("reads through strides", function()
    local t = tensor.arange(6):reshape(2, 3):t()
    assert.are.equal(here("tensor([[0, 3],\n        [1, 4],\n        [2, 5]], int64 (3, 2) cpu)"),
      tostring(t))
  end)

  it("tells what autograd knows", function()
    local x = tensor.ones(2, {requires_grad = true})
    assert.are.equal(here("tensor([1., 1.], float32 (2) cpu, requires_grad=true)"), tostring(x))
    assert.are.equal(here("tensor([2., 2.], float32 (2) cpu, grad_fn=add)"), tostring(x + 1))
    assert.are.equal(here("tensor([1., 1.], float32 (2) cpu)"), tostring(x:detach()))
  end)

  it("writes a point whatever the locale", function()
    local before = os.setlocale(nil, "numeric")
    if os.setlocale("de_DE.UTF-8", "numeric") then
      assert.are.equal(here("tensor(1.5000, float32 () cpu)"), tostring(tensor.tensor(1.5)))
      os.setlocale(before, "numeric")
    end
  end)

  it("has options, which it returns", function()
    tensor.set_printoptions{precision = 2, threshold = math.huge, sci_mode = true}
    local options = tensor.get_printoptions()
    assert.are.equal(2, options.precision)
    assert.are.equal(math.maxinteger, options.threshold)
    assert.are.equal(true, options.sci_mode)
    tensor.set_printoptions{edgeitems = 5} -- what is not given stays, but sci_mode
    options = tensor.get_printoptions()
    assert.are.equal(2, options.precision)
    assert.are.equal(5, options.edgeitems)
    assert.is_nil(options.sci_mode)
    tensor.set_printoptions{profile = "short"}
    assert.are.equal(here("tensor([0.33, 0.67], float32 (2) cpu)"),
      tostring(tensor.tensor{1 / 3, 2 / 3}))
  end)

  it("refuses options that make no sense", function()
    assert.has_error(function() tensor.set_printoptions{precison = 2} end)
    assert.has_error(function() tensor.set_printoptions{precision = -1} end)
    assert.has_error(function() tensor.set_printoptions{precision = 0 / 0} end)
    assert.has_error(function() tensor.set_printoptions{linewidth = 0} end)
    assert.has_error(function() tensor.set_printoptions{sci_mode = 1} end)
    assert.has_error(function() tensor.set_printoptions{profile = "long"} end)
    assert.has_error(function() tensor.set_printoptions(3) end)
    tensor.set_printoptions{precision = 1000, linewidth = 1} -- much, but no harm
    assert.is_string(tostring(tensor.tensor{1e300, 0.5}))
  end)
end)
