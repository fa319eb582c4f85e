-- Outputs and gradients of modules against values recorded from PyTorch (spec/record/layers.py).
-- LUMA_LAYERS names one family of spec/data/layers, to check that one alone.

local inputs_of = dofile("spec/ops/inputs.lua")

local paths = "spec/data/layers/" .. (os.getenv "LUMA_LAYERS" or "*") .. "/*.lua"

local function near(expected, got, what)
  got = got:reshape(-1):tolist()
  assert.are.equal(#expected, #got, what)
  for i, value in ipairs(expected) do
    local same = value == got[i] or (value ~= value and got[i] ~= got[i])
    local close = math.abs(value - got[i]) <= 1e-12 + 1e-11 * math.abs(value)
    if not same and not close then
      error(("%s, element %d: expected %.17g, got %.17g"):format(what, i, value, got[i]), 0)
    end
  end
end

-- What a piece of Lua in the recorded file gives, with the module and the inputs as locals.
local function evaluate(source, module, inputs)
  local chunk = "local m, a, b, c, d, e, f = ...; return " .. source
  return assert(load(chunk, "=case"))(module, table.unpack(inputs or {}))
end

-- The tensors among results and in tables of them, in order; false where one is missing.
local function flat(list, results)
  for i = 1, results.n or #results do
    local result = results[i]
    if type(result) == "table" then flat(list, result) else list[#list + 1] = result or false end
  end
  return list
end

local function check(case)
  local module = evaluate(case.make):to("float64"):train(case.train ~= false)
  local inputs, numbers = inputs_of{lua = case.make .. case.call, inputs = case.inputs}
  local leaves = {}
  for i, spelled in ipairs(case.inputs) do
    if spelled:find "^[fug]" then
      inputs[i].requires_grad = true
      leaves[#leaves + 1] = inputs[i]
    end
  end
  autograd.no_grad(function()
    for _, parameter in ipairs(module:parameters()) do
      parameter:copy_(numbers:tensor(parameter.shape))
    end
  end)
  if case.twice then evaluate(case.call, module, inputs) end
  local results = flat({}, table.pack(evaluate(case.call, module, inputs)))
  local total
  for i, expected in ipairs(case.results) do
    local what, got = "result " .. i, results[i]
    assert.are.equal(expected == false, not got, what)
    if got then
      assert.are.same(expected.shape, {table.unpack(got.shape)}, what)
      assert.are.equal(expected.dtype, got.dtype, what)
      near(expected[1], got, what)
      if got.dtype == "float64" and got.requires_grad then
        local part = (got * numbers:tensor(expected.shape)):sum()
        total = total and total + part or part
      end
    end
  end
  assert.is_nil(results[#case.results + 1])
  if case.grads or case.parameters then total:backward() end
  for i, expected in ipairs(case.grads or {}) do
    near(expected, leaves[i].grad or tensor.zeros_like(leaves[i]), "gradient of input " .. i)
  end
  for name, parameter in module:named_parameters() do
    local expected = case.parameters and case.parameters[name]
    if expected then
      near(expected, parameter.grad, "gradient of " .. name)
    elseif case.parameters then
      assert.is_false(expected, name)
      assert.is_nil(parameter.grad, name)
    end
  end
  for name, expected in pairs(case.parameters or {}) do
    if expected then module:get_parameter(name) end
  end
  for name, expected in pairs(case.buffers or {}) do
    near(expected, module:get_buffer(name), name)
  end
end

describe("layers", function()
  for _, case in ipairs(dofile("spec/cases.lua")(paths)) do
    local mode = case.train == false and " in evaluation" or ""
    it(("%s %s%s is PyTorch's (%s)"):format(case.make, case.call, mode, case.place), function()
      check(case)
    end)
  end
end)

describe("Dropout", function()
  it("keeps a share of the elements and scales them in training", function()
    tensor.manual_seed(1)
    local x = tensor.ones(10000)
    local y = nn.Dropout(0.25)(x)
    local kept = y:ne(0):sum():item()
    assert.is_true(math.abs(kept - 7500) < 250)
    assert.is_true(math.abs(y:max():item() - 1 / 0.75) < 1e-6)
  end)

  it("returns its input in evaluation", function()
    local x = tensor.ones(3)
    assert.are.equal(x, nn.Dropout(0.5):eval()(x))
  end)

  it("with p = 1 leaves nothing", function()
    assert.are.equal(0, nn.Dropout(1)(tensor.ones(8)):sum():item())
  end)

  it("can work in place", function()
    local x = tensor.ones(8)
    assert.are.equal(x, nn.Dropout{p = 1, inplace = true}(x))
    assert.are.equal(0, x:sum():item())
  end)
end)

describe("activations in place", function()
  for _, name in ipairs{"ReLU", "LeakyReLU", "ELU", "SiLU", "Hardtanh", "ReLU6", "Hardswish",
    "Hardsigmoid"} do
    it(name .. " changes its input", function()
      local x = tensor.tensor({-2.5, -0.5, 0.5, 7})
      local expected = nn[name]()(x)
      local y = nn[name]{inplace = true}(x)
      assert.are.equal(x, y)
      assert.is_true(y:equal(expected))
    end)
  end
end)

describe("Linear", function()
  it("starts uniform on 1 / sqrt(in_features)", function()
    tensor.manual_seed(1)
    local layer = nn.Linear(400, 300)
    for _, p in ipairs(layer:parameters()) do
      local largest = p:abs():max():item()
      assert.is_true(largest <= 0.05 and largest > 0.049)
    end
    assert.is_true(math.abs(layer.weight:std():item() - 0.05 / math.sqrt(3)) < 2e-4)
  end)

  it("takes dtype, and positional or named options", function()
    assert.are.equal("float64", nn.Linear(2, 3, {dtype = "float64"}).weight.dtype)
    assert.is_nil(nn.Linear(2, 3, false).bias)
    assert.is_nil(nn.Linear{in_features = 2, out_features = 3, bias = false}.bias)
  end)
end)

describe("Embedding", function()
  it("keeps the vector at padding_idx at zero", function()
    local layer = nn.Embedding(4, 3, {padding_idx = 2})
    assert.are.equal(0, layer.weight[2]:abs():sum():item())
    assert.are.equal(2, nn.Embedding(4, 3, {padding_idx = -3}).padding_idx)
  end)

  it("takes vectors that exist", function()
    local layer = nn.Embedding.from_pretrained(tensor.tensor({{1.0, 2.0}, {3.0, 4.0}}))
    assert.are.same({3, 4}, layer(tensor.tensor({2}))[1]:tolist())
    assert.is_false(layer.weight.requires_grad)
  end)

  it("says that positions count from 1", function()
    local ok, message = pcall(nn.Embedding, 4, 3, {padding_idx = 0})
    assert.is_false(ok)
    assert.truthy(message:find("counts from 1", 1, true))
  end)
end)

describe("constructors", function()
  local message_of = dofile("spec/fails.lua").message

  it("name the options there are when one is unknown", function()
    local message = message_of(function() return (nn.Linear(2, 3, {biass = false})) end)
    assert.truthy(message:find('nn.Linear: there is no option "biass"', 1, true))
    assert.truthy(message:find("in_features, out_features, bias", 1, true))
  end)

  it("raise at the line of the script", function()
    local line = debug.getinfo(1, "l").currentline + 1
    local message = message_of(function() return (nn.Linear("x", 3)) end)
    assert.truthy(message:find(("layers_spec.lua:%d: "):format(line), 1, true), message)
    assert.truthy(message:find('in_features must be a size', 1, true))
    assert.truthy(message:find('got "x"', 1, true))
  end)

  it("reject missing, doubled and surplus arguments", function()
    assert.truthy(message_of(nn.Linear, 2):find("out_features is missing", 1, true))
    assert.truthy(message_of(nn.Linear, 2, 3, {in_features = 2}):find("given twice", 1, true))
    assert.truthy(message_of(nn.ReLU, true, 1):find("takes at most 1", 1, true))
    assert.truthy(message_of(nn.Sigmoid, 1):find("takes no arguments", 1, true))
    assert.truthy(message_of(nn.Dropout, 1.5):find("from 0 to 1", 1, true))
    assert.truthy(message_of(nn.MSELoss, "avg"):find('"mean", "sum" or "none"', 1, true))
  end)
end)

describe("nn", function()
  it("is nil for a name that does not exist", function()
    assert.is_nil(nn.NoSuchLayer)
    assert.is_nil(nn["no/such"])
  end)
end)
