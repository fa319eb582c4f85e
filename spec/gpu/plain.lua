-- Runs specs where busted is not installed: the few of its functions that Luma's specs use most.
--
--   luma spec/gpu/plain.lua FILE...      ends with "N passed, N failed"

dofile "spec/device.lua"

local passed, failed = 0, 0
local names, before, after = {}, {}, {}

local function deep_equal(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for k, v in pairs(a) do
    if not deep_equal(v, b[k]) then return false end
  end
  for k in pairs(b) do
    if a[k] == nil then return false end
  end
  return true
end

local function show(value)
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for k, v in pairs(value) do parts[#parts + 1] = tostring(k) .. " = " .. show(v) end
  return "{" .. table.concat(parts, ", ") .. "}"
end

local function demand(ok, text, message)
  if not ok then error(message and (tostring(message) .. ": " .. text) or text, 3) end
end

local function two(a, b) return "expected " .. show(a) .. ", got " .. show(b) end

local checks = {
  same = function(a, b, m) demand(deep_equal(a, b), two(a, b), m) end,
  equal = function(a, b, m) demand(a == b, two(a, b), m) end,
  is_true = function(v, m) demand(v == true, "expected true, got " .. show(v), m) end,
  is_false = function(v, m) demand(v == false, "expected false, got " .. show(v), m) end,
  is_nil = function(v, m) demand(v == nil, "expected nil, got " .. show(v), m) end,
  truthy = function(v, m) demand(v, "expected a true value, got " .. show(v), m) end,
  falsy = function(v, m) demand(not v, "expected nil or false, got " .. show(v), m) end,
  near = function(a, b, tolerance, m)
    demand(math.abs(a - b) <= tolerance, "expected " .. a .. ", got " .. b, m)
  end,
  has_error = function(f, m) demand(not pcall(f), "expected an error", m) end,
}
checks.are, checks.is = checks, checks
checks.are_not = {
  equal = function(a, b, m) demand(a ~= b, "expected other than " .. show(a), m) end,
  same = function(a, b, m) demand(not deep_equal(a, b), "expected other than " .. show(a), m) end,
}
checks.is_not = checks.are_not
local assertions = setmetatable(checks, {__call = function(_, ...) return assert(...) end})

local function run_all(list)
  for _, f in ipairs(list) do f() end
end

local environment
environment = setmetatable({
  assert = assertions,
  describe = function(name, f)
    local n_before, n_after = #before, #after
    names[#names + 1] = name
    f()
    names[#names] = nil
    for i = #before, n_before + 1, -1 do before[i] = nil end
    for i = #after, n_after + 1, -1 do after[i] = nil end
  end,
  it = function(name, f)
    local ok, message = xpcall(function()
      run_all(before)
      f()
    end, debug.traceback)
    run_all(after)
    if ok then
      passed = passed + 1
    else
      failed = failed + 1
      print(("not ok %s %s: %s"):format(table.concat(names, " "), name, message))
    end
  end,
  pending = function(name) print("pending: " .. name) end,
  before_each = function(f) before[#before + 1] = f end,
  after_each = function(f) after[#after + 1] = f end,
  setup = function(f) f() end,
  teardown = function() end,
}, {__index = _G, __newindex = _G})
environment.insulate, environment.context = environment.describe, environment.describe
environment.test = environment.it
environment.lazy_setup = environment.setup
environment.dofile = function(path) return assert(loadfile(path, "t", environment))() end

for _, path in ipairs(arg) do
  local chunk, message = loadfile(path, "t", environment)
  local ok = chunk ~= nil
  if ok then ok, message = xpcall(chunk, debug.traceback) end
  if not ok then
    failed = failed + 1
    print(("not ok %s: %s"):format(path, message))
  end
end
print(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0)
