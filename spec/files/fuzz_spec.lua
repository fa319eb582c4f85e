-- Valid files with bytes changed, moved, cut off and added: they load or raise, nothing crashes.

local support = dofile("spec/files/support.lua")

local ROUNDS = 500 -- for each of the files below; the sanitizer build runs the same

local marks = "0123456789-[]{},:\"\\ u\xff"

local function mutated(bytes, random)
  for _ = 1, random(1, 3) do
    local n = #bytes
    local head = math.max(math.min(n, 400), 1)
    local at, kind = random(1, head), random(1, 6)
    if kind == 1 then
      bytes = bytes:sub(1, random(0, n))
    elseif kind == 2 then
      bytes = bytes .. string.char(random(0, 255)):rep(random(1, 9))
    elseif kind == 3 then -- one bit
      local byte = (bytes:byte(at) or 0) ~ (1 << random(0, 7))
      bytes = bytes:sub(1, at - 1) .. string.char(byte) .. bytes:sub(at + 1)
    elseif kind == 4 then -- a character that means something
      local k = random(1, #marks)
      bytes = bytes:sub(1, at - 1) .. marks:sub(k, k) .. bytes:sub(at + 1)
    elseif kind == 5 then -- any byte anywhere
      at = random(1, math.max(n, 1))
      bytes = bytes:sub(1, at - 1) .. string.char(random(0, 255)) .. bytes:sub(at + 1)
    else -- a piece of it again, elsewhere
      local from, size = random(1, head), random(0, 12)
      bytes = bytes:sub(1, at - 1) .. bytes:sub(from, from + size) .. bytes:sub(at + size + 1)
    end
  end
  return bytes
end

describe("damaged files never crash:", function()
  local seeds = {}
  local function add(name, ending, value)
    local path = support.path(ending)
    tensor.save(value, path)
    seeds[#seeds + 1] = {name, ending, support.read(path)}
    os.remove(path)
  end
  add("npy", ".npy", tensor.arange(24):reshape(2, 3, 4))
  add("safetensors", ".safetensors", {a = tensor.ones(2, 3), ["b.c"] = tensor.arange(4),
    m = tensor.tensor{true, false}})
  add("a layout", ".safetensors", {1, 2.5, "x", {a = tensor.ones(2), b = {true, math.huge}}})
  add("png", ".png", tensor.arange(60):to("uint8"):reshape(3, 4, 5))
  for _, case in ipairs(dofile("spec/data/files.lua")) do
    if case.shape and #case.shape == 2 and case.ending:find("^%.idx") then
      seeds[#seeds + 1] = {case.ending, case.ending, support.unhex(case.bytes)}
    end
  end

  for _, seed in ipairs(seeds) do
    it(seed[1], function()
      math.randomseed(1)
      local loaded = 0
      for round = 1, ROUNDS do
        local bytes = mutated(seed[3], math.random)
        local ok, result = pcall(support.load, seed[2], bytes, {mmap = round % 2 == 0})
        if ok then
          loaded = loaded + 1
        elseif not tostring(result):find("load: FILE: ", 1, true) then
          error(("round %d: %s"):format(round, result))
        end
      end
      assert.is_true(loaded < ROUNDS)
    end)
  end
end)
