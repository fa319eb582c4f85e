--- tensor.signal.windows: windows for spectra, symmetric unless {sym = false} asks for the first M
--- points of a window one longer, as the Fourier transform wants them.
---
--- Each function takes M, the number of points, then its options: its own, sym, and dtype, device
--- and requires_grad of the result, a vector of M numbers with the largest near 1.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local windows = {}

-- Defines windows.NAME with options of its own, `extra`; make(k, last, ...) gets the points
-- 0 .. M - 1 in float64, the number of the last point of the whole window and the options' values.
local function define(name, extra, make)
  local parameters = {{"M", "size"}}
  for _, option in ipairs(extra) do parameters[#parameters + 1] = option end
  for _, option in ipairs {{"sym", "boolean?", true}, {"dtype", "string?"}, {"device", "string?"},
    {"requires_grad", "boolean?", false}} do
    parameters[#parameters + 1] = option
  end
  local parse = arguments("signal.windows." .. name, parameters)
  windows[name] = function(...)
    local values = table.pack(parse(...))
    local count, own = values[1], {}
    for i = 1, #extra do own[i] = values[i + 1] end
    local sym, dtype, device, requires_grad = table.unpack(values, #extra + 2, #extra + 5)
    local like = tensor.empty(0, {dtype = dtype, device = device})
    if like.dtype ~= "float32" and like.dtype ~= "float64" then
      fail("signal.windows.%s: the dtype must be float32 or float64, not %s", name, like.dtype)
    end
    local k = tensor.arange(count):double()
    local last = (sym or count == 1) and count - 1 or count
    local one = count == 1 and name ~= "exponential" -- whose center may lie elsewhere
    local window = one and k + 1 or make(k, last, table.unpack(own, 1, #extra))
    return window:to(like.dtype):to(like.device):requires_grad_(requires_grad)
  end
end

-- The sum over i of (-1)^(i - 1) * a[i] * cos((i - 1) * x), x going round once.
local function cosines(k, last, a)
  local x = k * (2 * math.pi / last)
  local sum = tensor.zeros_like(k)
  for i = 1, #a do sum = sum + (x * (i - 1)):cos() * (i % 2 == 1 and a[i] or -a[i]) end
  return sum
end

local function positive(name, option, value)
  if value > 0 then return end
  fail("signal.windows.%s: %s must be above 0, not %s", name, option, value)
end

define("bartlett", {}, function(k, last) return 1 - (k * (2 / last) - 1):abs() end)
define("blackman", {}, function(k, last) return cosines(k, last, {0.42, 0.5, 0.08}) end)
define("hann", {}, function(k, last) return cosines(k, last, {0.5, 0.5}) end)
define("hamming", {}, function(k, last) return cosines(k, last, {0.54, 0.46}) end)
define("nuttall", {}, function(k, last)
  return cosines(k, last, {0.3635819, 0.4891775, 0.1365995, 0.0106411})
end)

---alpha - (1 - alpha) cos(x).
define("general_hamming", {{"alpha", "number?", 0.54}}, function(k, last, alpha)
  return cosines(k, last, {alpha, 1 - alpha})
end)

---a[1] - a[2] cos(x) + a[3] cos(2x) - ...: `a` is a list of numbers and has no default.
define("general_cosine", {{"a", "table"}}, function(k, last, a)
  if #a == 0 then fail("signal.windows.general_cosine: a must hold at least one number") end
  for i = 1, #a do
    if type(a[i]) ~= "number" then
      fail("signal.windows.general_cosine: entry %d of a must be a number, not a %s", i, type(a[i]))
    end
  end
  return cosines(k, last, a)
end)

---Half a turn of the sine, taken in the middle of each point.
define("cosine", {}, function(k, last) return ((k + 0.5) * (math.pi / (last + 1))):sin() end)

---exp(-|k - center| / tau); center is the middle, and may be given where sym is false.
define("exponential", {{"center", "number?"}, {"tau", "number?", 1}}, function(k, last, center, tau)
  positive("exponential", "tau", tau)
  if center and last == #k - 1 and last > 0 then
    fail("signal.windows.exponential: a symmetric window has its center in the middle: leave " ..
      "center out, or pass {sym = false}")
  end
  return ((k - (center or last / 2)):abs() / -tau):exp()
end)

---exp(-((k - middle) / std)^2 / 2).
define("gaussian", {{"std", "number?", 1}}, function(k, last, std)
  positive("gaussian", "std", std)
  return (((k - last / 2) / std) ^ 2 / -2):exp()
end)

---I0(beta sqrt(1 - x^2)) / I0(beta), x from -1 to 1 (Kaiser 1966).
define("kaiser", {{"beta", "number?", 12}}, function(k, last, beta)
  if beta < 0 then fail("signal.windows.kaiser: beta must be at least 0, not %s", beta) end
  local whole = tensor.kaiser_window(last + 1, false, beta, {dtype = "float64"})
  return whole:narrow(1, 1, #k)
end)

return windows
