-- What tensors hold: the binding drives Lua's collector, which sees only small handles. Bytes are
-- counted by require "luma".gc_stats(), so nothing here depends on time.

local luma = require "luma"

-- Runs Lua text in a process of its own and returns the numbers that it prints. Peaks are those of
-- a whole process, and the other specs leave theirs in this one.
local function numbers_of(text)
  local path = os.tmpname()
  local file <close> = assert(io.open(path, "w"))
  file:write("local luma = require \"luma\"\n", text)
  file:flush()
  local pipe = assert(io.popen(("'%s' '%s' 2>&1"):format(
    (os.getenv("BUILD") or "build") .. "/luma", path)))
  local output = pipe:read("a")
  local ok = pipe:close()
  os.remove(path)
  assert(ok, output)
  local list = {}
  for word in output:gmatch("%S+") do list[#list + 1] = tonumber(word) end
  return list
end

describe("memory of tensors", function()
  it("holds its peak after the first training steps", function()
    local early, late = table.unpack(numbers_of[[
      local x, y = tensor.randn(64, 1000), tensor.randn(64, 10)
      local model = nn.Sequential(nn.Linear(1000, 100), nn.ReLU(), nn.Linear(100, 10))
      local loss_fn = nn.MSELoss{reduction = "sum"}
      local optimizer = optim.Adam(model:parameters(), {lr = 1e-4})
      for step = 1, 300 do
        local loss = loss_fn(model(x), y)
        optimizer:zero_grad()
        loss:backward()
        optimizer:step()
        if step == 20 then print(luma.gc_stats().peak) end
      end
      print(luma.gc_stats().peak)
    ]])
    assert.is_true(late <= 1.02 * early, ("from %d to %d bytes"):format(early, late))
  end)

  it("stays small in a loop of garbage beside a large heap", function()
    local allocated, peak = table.unpack(numbers_of[[
      local heap = {}
      for i = 1, 100000 do heap[i] = {} end
      for _ = 1, 5000 do local _ = tensor.zeros(100000) end
      print(luma.gc_stats().allocated, luma.gc_stats().peak)
    ]])
    assert.is_true(allocated >= 2e9)
    assert.is_true(peak < 400e6, ("%d bytes"):format(peak))
  end)

  it("grows linearly with the length that attention trains over", function()
    local short, long = table.unpack(numbers_of[[
      for _, length in ipairs{1024, 8192} do
        local t = tensor.rand(1, 2, length, 32)
        local q, k, v = t:clone(), t:clone(), t:clone()
        for _, x in ipairs{q, k, v} do x.requires_grad = true end
        local out = nn.functional.scaled_dot_product_attention(q, k, v, {is_causal = true})
        out:sum():backward()
        print(luma.gc_stats().peak)
      end
    ]])
    assert.is_true(long < 64e6, ("%d bytes; the scores are 537e6"):format(long))
    assert.is_true(long < 10 * short, ("from %d to %d bytes"):format(short, long))
  end)

  it("comes back when a graph is dropped without backward", function()
    local peak = numbers_of[[
      local x = tensor.ones(100000, {requires_grad = true})
      for _ = 1, 2000 do local _ = (x * 2):exp() end
      print(luma.gc_stats().peak)
    ]][1]
    assert.is_true(peak < 400e6, ("%d bytes"):format(peak))
  end)

  it("comes back at once by free and close", function()
    local before = luma.gc_stats().held
    local t = tensor.zeros(1000)
    assert.are.equal(before + 4000, luma.gc_stats().held)
    t:free()
    assert.are.equal(before, luma.gc_stats().held)
    assert.has_error(function() t:sum() end)
    do
      local u <close> = tensor.zeros(1000)
      assert.are.equal(1000, #u)
    end
    assert.are.equal(before, luma.gc_stats().held)
  end)

  it("grows, and nothing worse, while the script has stopped the collector", function()
    local stopped, after = table.unpack(numbers_of[[
      collectgarbage("stop")
      for _ = 1, 500 do local _ = tensor.zeros(100000) end
      print(luma.gc_stats().held)
      collectgarbage("restart")
      collectgarbage()
      print(luma.gc_stats().held)
    ]])
    assert.are.equal(500 * 400000, stopped)
    assert.are.equal(0, after)
  end)

  it("works in both modes of the collector", function()
    for _, mode in ipairs{"incremental", "generational"} do
      local peak = numbers_of(("collectgarbage('%s')"):format(mode) .. [[
        for _ = 1, 2000 do local _ = tensor.zeros(100000) end
        print(luma.gc_stats().peak)
      ]])[1]
      assert.is_true(peak < 400e6, ("%s: %d bytes"):format(mode, peak))
    end
  end)

  it("runs out with an error that says what was asked", function()
    local x = tensor{1, 2, 3}
    -- More than a process can address, so that no machine promises it.
    for _, sizes in ipairs{{1 << 24, 1 << 24}, {1 << 46}} do
      local ok, message = pcall(tensor.zeros, sizes)
      assert.is_false(ok)
      assert.matches("out of memory", message)
      assert.matches("asked for %d+ bytes", message)
    end
    for _, sizes in ipairs{{1 << 40, 1 << 40}, {math.maxinteger}, {math.maxinteger, 2}} do
      local ok, message = pcall(tensor.zeros, sizes)
      assert.is_false(ok)
      assert.matches("too large", message)
    end
    assert.are.same({1, 2, 3}, x:tolist())
    assert.are.equal(6, x:sum():item())
  end)

  it("lets a state go on after operations that do not fit", function()
    local x = tensor.ones(1 << 24)
    local ok, message = pcall(function() return x:unsqueeze(2) + x:unsqueeze(1) end)
    assert.is_false(ok)
    assert.matches("out of memory", message)
    assert.are.equal(1 << 24, x:sum():item())
    ok = pcall(function() return x:expand(1 << 30, 1 << 24):contiguous() end)
    assert.is_false(ok)
    assert.are.equal(2, (x + x)[-1]:item())
  end)
end)
