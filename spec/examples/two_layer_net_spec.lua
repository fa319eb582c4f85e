-- The two-layer network of examples/two_layer_net.lua trains as it does in PyTorch: the same losses
-- at steps 1, 100, ..., 500 from the same weights and data (spec/record/two_layer_net.py).

local Numbers = dofile("spec/data/lcg.lua")
local recorded = dofile("spec/data/two_layer_net.lua")

local Net = nn.class("Net")

function Net:init(inputs, hidden, outputs)
  self.linear1 = nn.Linear(inputs, hidden)
  self.linear2 = nn.Linear(hidden, outputs)
end

function Net:forward(x)
  return self.linear2(self.linear1(x):clamp{min = 0})
end

local scales = {["linear1.weight"] = 2 ^ -5, ["linear1.bias"] = 2 ^ -5,
  ["linear2.weight"] = 2 ^ -3, ["linear2.bias"] = 2 ^ -3}

local function losses(dtype)
  local numbers = Numbers.new(1)
  local x = numbers:tensor({64, 1000}, {dtype = dtype})
  local y = numbers:tensor({64, 10}, {dtype = dtype, scale = recorded[dtype].scale})
  local model = Net(1000, 100, 10):to(dtype)
  autograd.no_grad(function()
    for name, parameter in model:named_parameters() do
      parameter:copy_(numbers:tensor(parameter.shape, {scale = scales[name]}))
    end
  end)
  local loss_fn = nn.MSELoss{reduction = "sum"}
  local optimizer = optim.Adam(model:parameters(), {lr = 1e-4})
  local list = {}
  for t = 1, 500 do
    local loss = loss_fn(model(x), y)
    if t == 1 or t % 100 == 0 then list[#list + 1] = loss:item() end
    optimizer:zero_grad()
    loss:backward()
    optimizer:step()
  end
  return list
end

describe("the two-layer network", function()
  for dtype, tolerance in pairs{float64 = 1e-9, float32 = 2e-4} do
    it("trains as in PyTorch in " .. dtype, function()
      local list = losses(dtype)
      for i, expected in ipairs(recorded[dtype].losses) do
        local error_ = math.abs(list[i] / expected - 1)
        assert.is_true(error_ <= tolerance, ("step %d: expected %.12g, got %.12g (%.1e)"):format(
          math.max(1, (i - 1) * 100), expected, list[i], error_))
      end
    end)
  end
end)
