-- Errors name the module of a model that failed, with the shapes of its inputs.

local function message_of(f, ...)
  local ok, message = pcall(f, ...)
  assert.is_false(ok)
  return message
end

local function has(message, text)
  assert.truthy(message:find(text, 1, true), message)
end

local Block = nn.class("Block")
function Block:init(n) self.linear1, self.linear2 = nn.Linear(4, 4), nn.Linear(n, 4) end
function Block:forward(x) return self.linear2(self.linear1(x)) end -- a tail call

local Encoder = nn.class("Encoder")
function Encoder:init(...)
  self.layers = nn.ModuleList()
  for _, n in ipairs{...} do self.layers:append(Block(n)) end
end
function Encoder:forward(x)
  for _, layer in ipairs(self.layers) do x = layer(x) end
  return x
end

local Model = nn.class("Model")
function Model:init(...) self.encoder = Encoder(...) end
function Model:forward(x) return self.encoder(x) end

local WHERE = "(in encoder.layers.2.linear2: nn.Linear(in_features=3, out_features=4, bias=true), "
  .. "input (2, 4))"

describe("the message of an error in a model", function()
  it("ends with the path of the layer, its printed form and its inputs", function()
    local message = message_of(Model(4, 4, 3), tensor.ones(2, 4))
    has(message, "linear: sizes do not fit")
    assert.are.equal(WHERE, message:sub(-#WHERE))
    has(message, "path_spec.lua:23: ") -- the script's own line; Block.forward ended in a tail call
  end)

  it("names a single layer, or a model, by its class", function()
    has(message_of(nn.Linear(2, 3), tensor.ones(1, 5)),
      " (in nn.Linear(in_features=2, out_features=3, bias=true), input (1, 5))")
    local M = nn.class("M")
    function M:init() self.act = nn.ReLU() end
    function M.forward(_, a, b) return a:matmul(b) end
    has(message_of(nn.Sequential(nn.Sequential(nn.ReLU()), M()), tensor.ones(2, 3)),
      "(in 1: M, input (2, 3))")
    has(message_of(M(), tensor.ones(2, 3), tensor.ones(2, 3, {dtype = "float64"})),
      "(in M, inputs (2, 3), (2, 3) float64)")
  end)

  it("comes from checks written in Lua, too", function()
    has(message_of(nn.Sequential(nn.ReLU(), nn.BatchNorm1d(3)), tensor.ones(2, 3, 4, 5)),
      "(in 1: nn.BatchNorm1d(3, ")
  end)

  it("names layers inside of layers", function()
    if not nn.TransformerEncoder then return end
    local model = nn.Sequential(nn.TransformerEncoder(
      nn.TransformerEncoderLayer(8, 2, 16, {batch_first = true}), 2))
    has(message_of(model, tensor.ones(2, 5, 7)),
      "(in 0.layers.0.self_attn: nn.MultiheadAttention, ")
    model[1].layers[2].linear2 = nn.Linear(9, 8)
    has(message_of(model, tensor.ones(2, 5, 8)), "(in 0.layers.1.linear2: nn.Linear(in_features=9, "
      .. "out_features=8, bias=true), input (2, 5, 16))")
  end)

  it("is the way that was called, of a layer that two hold", function()
    local Two = nn.class("Two")
    function Two:init()
      local shared = nn.Linear(2, 2)
      self.a, self.b = nn.Sequential(nn.ReLU(), shared), nn.Sequential(shared)
    end
    function Two:forward(x) return self.b(x) end
    has(message_of(Two(), tensor.ones(1, 3)), "(in b.0: nn.Linear")
  end)

  it("begins anew below a layer that the model does not hold", function()
    local hidden = nn.Sequential(nn.Linear(2, 2))
    local M = nn.class("M")
    function M.forward(_, x) return hidden(x) end
    has(message_of(M(), tensor.ones(1, 3)), "(in 0: nn.Linear")
  end)

  it("is there once, also through hooks, functions with a backward, and other calls", function()
    local model = nn.Sequential(Model(4, 4, 3))
    model:register_forward_hook(function() end)
    model[1].encoder:register_forward_pre_hook(function() end)
    local function count(message)
      local _, n = message:gsub("%(in ", "")
      assert.are.equal(1, n, message)
      has(message, "(in 0.encoder.layers.2.linear2: ")
    end
    count(message_of(model, tensor.ones(2, 4)))
    local M = nn.class("M")
    function M:init() self[1] = Model(4, 4, 3) end
    function M:forward(x)
      return autograd.Function{forward = function(_, v) return self[1](v) end,
        backward = function(_, g) return g end}(x)
    end
    count(message_of(M(), tensor.ones(2, 4)))
    function M:forward(x) return autograd.checkpoint(self[1], x, {use_reentrant = false}) end
    count(message_of(M(), tensor.ones(2, 4)))
  end)

  it("knows only modules that run, after errors were caught and in coroutines", function()
    local model = Model(4, 4, 3)
    for _ = 1, 3 do pcall(model, tensor.ones(2, 4)) end
    local message = message_of(function() return tensor.ones(2):matmul(tensor.ones(3)) end)
    assert.is_nil(message:find("(in ", 1, true))
    local M = nn.class("M")
    function M:init() self.bad, self.good = nn.Linear(9, 9), nn.Linear(4, 2) end
    function M:forward(x)
      pcall(self.bad, x)
      return self.good(x):matmul(x:t())
    end
    has(message_of(M(), tensor.ones(2, 4)), "(in M, input (2, 4))")
    local _, ok, text = coroutine.resume(coroutine.create(function()
      coroutine.yield(pcall(model, tensor.ones(2, 4)))
    end))
    assert.is_false(ok)
    has(text, WHERE)
    local N = nn.class("N")
    function N.forward(_, x)
      coroutine.yield(1)
      return x:matmul(x)
    end
    local thread = coroutine.create(function(x) return N()(x) end)
    coroutine.resume(thread, tensor.ones(2, 3))
    message = message_of(function() return tensor.ones(2):matmul(tensor.ones(3)) end)
    assert.is_nil(message:find("(in ", 1, true))
    has(select(2, coroutine.resume(thread)), "(in N(), input (2, 3))")
  end)

  it("leaves errors of the script's own and other values as they are", function()
    local M = nn.class("M")
    local value = {}
    function M.forward() error(value) end
    assert.are.equal(value, message_of(nn.Sequential(M()), 1))
    function M.forward() error("plain", 0) end
    assert.are.equal("plain", message_of(nn.Sequential(M()), 1))
  end)

  it("survives printed forms that fail or are long", function()
    local M = nn.class("M")
    function M.forward(_, x) return x:matmul(x) end
    function M.extra_repr() error("no form") end
    has(message_of(M(), tensor.ones(2, 3)), "matmul: ")
    function M.extra_repr() return ("x"):rep(1000) end
    has(message_of(M(), tensor.ones(2, 3)), "(in M, input (2, 3))")
    function M.extra_repr(self) return tostring(self) end
    has(message_of(M(), tensor.ones(2, 3)), "matmul: ")
  end)
end)
