-- Makes the inputs of a recorded case from their spelling; the twin of make() in
-- spec/record/opcases.py.

local Numbers = dofile("spec/data/lcg.lua")

local ints = {i = "int64", i8 = "int8", i16 = "int16", i32 = "int32", u8 = "uint8", p = "int64"}
local floats = {
  f = function(v) return v * 2 end,
  u = function(v) return v * 0.95 end,
  g = function(v) return v + 1.1 end,
}

-- 0 / 0 has a sign on some processors.
local nan = string.unpack("d", string.pack("i8", 0x7ff8000000000000))

local function explicit(text)
  local values = {}
  for word in text:gmatch "[^,]+" do
    local sign, digits = 1, word
    if word:sub(1, 1) == "-" then sign, digits = -1, word:sub(2) end
    local value = ({inf = math.huge, nan = nan})[digits] or tonumber(digits)
    values[#values + 1] = sign * value
  end
  return tensor.tensor(values, {dtype = "float64"})
end

local function split(head)
  if head:find "-" then return head:match "^(.-)%-(.*)$" end
  return head:sub(1, 1), head:sub(2)
end

local make
function make(spec, numbers)
  local mark = spec:sub(1, 1)
  if mark == "=" then return explicit(spec:sub(2)) end
  if mark == "~" then return explicit(spec:sub(2)):reshape(-1, 2):view_as_complex() end
  if mark == "c" then
    local re = make("f" .. spec:sub(2), numbers)
    return tensor.complex(re, make("f" .. spec:sub(2), numbers))
  end
  local parts = {}
  for part in (spec .. ":"):gmatch "([^:]*):" do parts[#parts + 1] = part end
  local kind, sizes = split(parts[1])
  local shape, count = {}, 1
  for size in sizes:gmatch "%d+" do
    shape[#shape + 1] = math.tointeger(size)
    count = count * shape[#shape]
  end
  local values = {}
  for i = 1, count do values[i] = numbers:number() end
  local dtype
  if ints[kind] then
    local lo, hi = 1, tonumber(parts[2])
    if kind ~= "p" then lo, hi = tonumber(parts[2]), tonumber(parts[3]) end
    for i, v in ipairs(values) do values[i] = math.floor((v + 1) / 2 * (hi - lo + 1)) + lo end
    dtype = ints[kind]
  elseif kind == "b" then
    for i, v in ipairs(values) do values[i] = v > 0 end
    dtype = "bool"
  else
    for i, v in ipairs(values) do values[i] = floats[kind](v) end
    dtype = "float64"
  end
  return tensor.tensor(values, {dtype = dtype}):reshape(shape)
end

local function seed_of(case)
  local seed = 0
  local text = table.concat({case.lua, table.unpack(case.inputs)}, " ")
  for _, byte in ipairs {text:byte(1, -1)} do
    seed = (seed * 31 + byte) & 0xffffffff
  end
  return seed
end

-- The inputs of a case, and the stream that they were taken from.
return function(case)
  local numbers, inputs = Numbers.new(seed_of(case)), {}
  for i, spec in ipairs(case.inputs) do inputs[i] = make(spec, numbers) end
  return inputs, numbers
end
