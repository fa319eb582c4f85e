-- Figures of memory, each in a process of its own: luma spec/bench/memory.lua steps|garbage
--
-- Prints lines "NAME VALUE" for run.lua. LUMA_QUICK=1 does less.

local luma = require "luma"
local quick = os.getenv("LUMA_QUICK") == "1"

-- Steps of the two-layer network: how far the peak rises after step 20, as a part of it.
local function steps()
  local x, y = tensor.randn(64, 1000), tensor.randn(64, 10)
  local model = nn.Sequential(nn.Linear(1000, 100), nn.ReLU(), nn.Linear(100, 10))
  local loss_fn = nn.MSELoss{reduction = "sum"}
  local optimizer = optim.Adam(model:parameters(), {lr = 1e-4})
  local early
  for step = 1, quick and 400 or 2000 do
    local loss = loss_fn(model(x), y)
    optimizer:zero_grad()
    loss:backward()
    optimizer:step()
    if step == 20 then early = luma.gc_stats().peak end
  end
  print("early", early)
  print("peak", luma.gc_stats().peak)
end

-- 40 GB of tensors of 0.4 MB, each garbage at once, beside a heap of a million tables.
local function garbage()
  local heap = {}
  for i = 1, 1000000 do heap[i] = {} end
  collectgarbage()
  local stats, start = luma.gc_stats(), luma.clock()
  for _ = 1, quick and 10000 or 100000 do local _ = tensor.zeros(100000) end
  local seconds, after = luma.clock() - start, luma.gc_stats()
  print("peak", after.peak)
  print("allocated", after.allocated - stats.allocated)
  print("share", (after.seconds - stats.seconds) / seconds)
  assert(#heap == 1000000)
end

(arg[1] == "garbage" and garbage or steps)()
