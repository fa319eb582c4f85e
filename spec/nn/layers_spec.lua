-- Outputs and gradients of the layers against values recorded from PyTorch (spec/record/layers.py).

local Numbers = dofile("spec/data/lcg.lua")
local cases = dofile("spec/data/layers.lua")

local weight = {0.5, 1, 2, 0.25} -- what `weight` stands for in the recorded constructors

local function near(expected, got, what)
  got = got:reshape(-1):tolist()
  assert.are.equal(#expected, #got, what)
  for i, value in ipairs(expected) do
    local close = math.abs(value - got[i]) <= 1e-12 + 1e-11 * math.abs(value)
    if not close then
      error(("%s, element %d: expected %.17g, got %.17g"):format(what, i, value, got[i]), 0)
    end
  end
end

local function build(source)
  local weights = tensor.tensor(weight, {dtype = "float64"})
  return assert(load("local weight = ...; return " .. source))(weights):to("float64")
end

local function inputs_of(case, numbers)
  local inputs = {}
  for i, input in ipairs(case.inputs) do
    if input.positions then
      local positions = {}
      for k, v in ipairs(input.positions) do positions[k] = math.tointeger(v) end
      inputs[i] = tensor.tensor(positions, {dtype = "int64"}):reshape(input.shape)
    else
      inputs[i] = numbers:tensor(input.shape, {scale = case.scale}) + case.shift
      if i == 1 then inputs[i].requires_grad = true end
    end
  end
  return inputs
end

describe("layers", function()
  for number, case in ipairs(cases) do
    local mode = case.train and "" or " in evaluation"
    it(("%s%s is PyTorch's (case %d)"):format(case.make, mode, number), function()
      local module = build(case.make):train(case.train)
      local numbers = Numbers.new(1)
      autograd.no_grad(function()
        for _, parameter in ipairs(module:parameters()) do
          parameter:copy_(numbers:tensor(parameter.shape))
        end
      end)
      local inputs = inputs_of(case, numbers)
      local output = module(table.unpack(inputs))
      assert.are.same(case.shape, output:size() and {table.unpack(output.shape)} or {})
      near(case.output, output, "output")
      output:backward(numbers:tensor(case.shape))
      if case.grad then near(case.grad, inputs[1].grad, "input gradient") end
      for name, expected in pairs(case.parameters or {}) do
        near(expected, module:get_parameter(name).grad, "gradient of " .. name)
      end
      for name, expected in pairs(case.buffers or {}) do
        near(expected, module:get_buffer(name), name)
      end
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
  local function message_of(f, ...)
    local ok, message = pcall(f, ...)
    assert.is_false(ok)
    return message
  end

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
