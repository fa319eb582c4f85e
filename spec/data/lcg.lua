-- Numbers that the specs and the recording scripts make alike; the twin of spec/record/lcg.py.

local Numbers = {}
Numbers.__index = Numbers

function Numbers.new(seed) return setmetatable({state = seed or 1}, Numbers) end

function Numbers:number()
  self.state = (1664525 * self.state + 1013904223) & 0xffffffff
  return (self.state >> 8) / 2.0 ^ 23 - 1
end

-- A tensor of the shape with the next numbers, times scale (default 1).
function Numbers:tensor(shape, options)
  options = options or {}
  local count = 1
  for _, size in ipairs(shape) do count = count * size end
  local values = {}
  for i = 1, count do values[i] = self:number() * (options.scale or 1) end
  return tensor.tensor(values, {dtype = options.dtype or "float64"}):reshape(shape)
end

return Numbers
