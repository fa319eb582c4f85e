-- Functions of one operand are right to 4 units in the last place, at the points of
-- spec/data/accuracy (spec/record/accuracy.py) and of every umath-validation-set-*.csv in a folder
-- named by LUMA_UMATH: the format is NumPy's, which publishes such files. Of these the float32
-- points count.

local assert = require "luassert"

local MOST = 4 -- units in the last place
local names = {
  arcsin = "asin", arccos = "acos", arctan = "atan", arcsinh = "asinh", arccosh = "acosh",
  arctanh = "atanh",
}
local kinds = {["np.float32"] = {dtype = "float32", int = "<i4", bits = "<I4", float = "<f"}}

-- The place of a number in the order of all floats: neighbours differ by 1, -0.0 comes before 0.0.
local function place(kind, value)
  local bits = string.unpack(kind.int, string.pack(kind.float, value))
  if bits >= 0 then return bits end
  return -1 - (bits + 0x80000000)
end

local function read(path)
  local points = {} -- by dtype
  for line in io.lines(path) do
    local dtype, input, output = line:match "^(np%.%w+),(0x%x+),(0x%x+),"
    local kind = kinds[dtype]
    if kind then
      local function number(text)
        return (string.unpack(kind.float, string.pack(kind.bits, math.tointeger(text))))
      end
      local list = points[dtype] or {x = {}, y = {}}
      points[dtype] = list
      list.x[#list.x + 1], list.y[#list.y + 1] = number(input), number(output)
    end
  end
  return points
end

local function check(name, kind, list)
  local x = tensor.tensor(list.x, {dtype = kind.dtype})
  local got, worst = tensor[name](x):tolist(), 0
  for i, want in ipairs(list.y) do
    if want ~= want or got[i] ~= got[i] then
      assert.is_true(want ~= want and got[i] ~= got[i],
        ("%s(%a): expected %a, got %a"):format(name, list.x[i], want, got[i]))
    else
      local off = math.abs(place(kind, want) - place(kind, got[i]))
      worst = math.max(worst, off)
      if off > MOST then
        error(("%s(%a): expected %a, got %a: %d units off"):format(name, list.x[i], want, got[i],
          off), 0)
      end
    end
  end
  if os.getenv "LUMA_UMATH_PRINT" then print(name, kind.dtype, #list.x, worst) end
end

describe("accuracy", function()
  local folders = {"spec/data/accuracy", os.getenv "LUMA_UMATH"}
  for _, folder in ipairs(folders) do
    local command = "ls '" .. folder:gsub("'", "'\\''") .. "'/umath-validation-set-*.csv"
    for path in io.popen(command):lines() do
      local function_name = path:match "set%-(%w+)%.csv$"
      local name = names[function_name] or function_name
      if tensor[name] then
        for dtype, list in pairs(read(path)) do
          it(("of %s, %s, %s"):format(name, dtype, path), function()
            check(name, kinds[dtype], list)
          end)
        end
      end
    end
  end
end)
