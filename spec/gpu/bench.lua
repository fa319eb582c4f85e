-- What the CUDA backend reaches: seconds, and bytes or operations a second, beside the CPU.
--
--   luma spec/gpu/bench.lua

local clock = require "luma".clock

-- The least time of a call, in seconds. Calls are queued in batches and waited for together, as a
-- training step does.
local function time(x, f)
  local function wait() return x:flatten()[1]:item() end
  local best, calls = math.huge, 1
  f()
  wait()
  for _ = 1, 12 do
    local start = clock()
    for _ = 1, calls do f() end
    wait()
    local seconds = (clock() - start) / calls
    best = math.min(best, seconds)
    if seconds * calls < 0.05 then calls = calls * 2 end
  end
  return best
end

-- Prints a line; `amount` counts bytes or operations of a call.
local function both(name, amount, unit, make)
  local columns = {}
  for i, device in ipairs{"cuda", "cpu"} do
    local seconds = time(make(device))
    local rate = amount / seconds / 1e9
    columns[i] = ("%s %10.1f us %9.2f %s"):format(device, seconds * 1e6, rate, unit)
  end
  print(("%-32s %s   %s"):format(name, columns[1], columns[2]))
end

local n = 1 << 24
both("add, 16 Mi float32", 12 * n, "GB/s", function(device)
  local a, b = tensor.ones(n, {device = device}), tensor.ones(n, {device = device})
  return a, function() return a + b end
end)
both("exp, 16 Mi float32", 8 * n, "GB/s", function(device)
  local a = tensor.ones(n, {device = device})
  return a, function() return a:exp() end
end)
both("sum, 16 Mi float32", 4 * n, "GB/s", function(device)
  local a = tensor.ones(n, {device = device})
  return a, function() return a:sum() end
end)
both("transpose, 4096 x 4096 float32", 8 * n, "GB/s", function(device)
  local a = tensor.ones(4096, 4096, {device = device})
  return a, function() return a:t():contiguous() end
end)
both("softmax, 4096 x 4096 float32", 8 * n, "GB/s", function(device)
  local a = tensor.ones(4096, 4096, {device = device})
  return a, function() return a:softmax(2) end
end)
both("add, 1 float32", 1, "G/s", function(device)
  local a = tensor.ones(1, {device = device})
  return a, function() return a + a end
end)
for _, dtype in ipairs{"float32", "float16", "bfloat16"} do
  local m = 2048
  both(("matmul, %d^3 %s"):format(m, dtype), 2 * m ^ 3, "Gop/s", function(device)
    local a = tensor.ones(m, m, {device = device}):to(dtype)
    return a, function() return a:matmul(a) end
  end)
end
both("two-layer net, step", 1, "G/s", function(device)
  tensor.manual_seed(1)
  local x, y = tensor.randn(64, 1000):to(device), tensor.randn(64, 10):to(device)
  local model = nn.Sequential(nn.Linear(1000, 100), nn.ReLU(), nn.Linear(100, 10)):to(device)
  local loss_fn = nn.MSELoss{reduction = "sum"}
  local optimizer = optim.Adam(model:parameters(), {lr = 1e-4})
  return x, function()
    optimizer:zero_grad()
    loss_fn(model(x), y):backward()
    optimizer:step()
  end
end)
