--- luma.progress: how far a long loop is, on one line.

local class = require "luma.class"
local fail = require "luma.fail"
local luma = require "luma"
local tensor = require "luma.tensor"

local INTERVAL = 0.1 -- seconds between two drawings: more is not seen

---    local bar = progress("epoch 1/10", #set, {unit = "samples"})
---    for … do bar:add(batch_size, ("loss %.3f"):format(loss)) end
---    bar:finish("loss 0.412")
---
---At a terminal the line is drawn over and over, a few times a second; anywhere else only its last
---state is printed, so that logs stay readable.
---@class luma.progress
---@overload fun(title: string, total: integer, options?: {unit: string?}): luma.progress
local Progress = class("progress")

function Progress:init(title, total, options)
  if type(title) ~= "string" or type(total) ~= "number" then
    fail("progress: a title and the number of things to do are needed")
  end
  self.title, self.total, self.done = title, total, 0
  self.unit = options and options.unit or "steps"
  self.start, self.drawn = luma.clock(), -math.huge
  self.live = tensor._terminal_columns() ~= nil
end

-- 12345.6 as "12.3 k": three digits are enough for a rate.
local function short(x)
  for _, unit in ipairs {{1e9, " G"}, {1e6, " M"}, {1e3, " k"}} do
    if x >= unit[1] then return ("%.3g%s"):format(x / unit[1], unit[2]) end
  end
  return ("%.3g"):format(x)
end

-- A bar of `width` cells, the last one drawn to an eighth.
local function bar(share, width)
  local eighths = math.floor(share * width * 8 + 0.5)
  local full = string.rep("█", eighths // 8)
  local rest = eighths % 8
  local part = rest > 0 and utf8.char(0x2590 - rest) or "" -- U+2588 is full, U+258F one eighth
  return full .. part .. string.rep(" ", width - eighths // 8 - (rest > 0 and 1 or 0))
end

local function tail(self, note)
  local seconds = luma.clock() - self.start
  local rate = ("%s %s/s"):format(short(self.done / math.max(seconds, 1e-9)), self.unit)
  return (note and note .. "  " or "") .. rate, seconds
end

---Counts `n` things more as done. `note`, such as the loss, is shown as it is.
---@param n integer
---@param note? string
function Progress:add(n, note)
  self.done = self.done + n
  local now = luma.clock()
  if not self.live or now - self.drawn < INTERVAL then return end
  self.drawn = now
  local share = math.min(self.done / math.max(self.total, 1), 1)
  local text = ("%3d %%  %s"):format(math.floor(100 * share), (tail(self, note)))
  local columns = tensor._terminal_columns() or 80
  local width = math.min(30, columns - #self.title - #text - 5)
  if width >= 4 then text = ("▕%s▏ %s"):format(bar(share, width), text) end
  io.stdout:write("\r\27[K", self.title, " ", text):flush()
end

---Ends the line with its last state.
---@param note? string
function Progress:finish(note)
  local text, seconds = tail(self, note)
  io.stdout:write(self.live and "\r\27[K" or "", self.title, "  ", text,
    ("  %.1f s\n"):format(seconds)):flush()
end

return Progress
