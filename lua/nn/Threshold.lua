--- nn.Threshold.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local threshold = functional.threshold

---x above threshold, else value; elementwise.
---@class nn.Threshold : nn.Module
---@field threshold number
---@field value number
---@field inplace boolean default false
---@overload fun(threshold: number, value: number, inplace?: boolean): nn.Threshold
local Threshold = class("Threshold")

local parse = arguments("nn.Threshold", {
  {"threshold", "number"}, {"value", "number"}, {"inplace", "boolean?", false},
})

function Threshold:init(...) self.threshold, self.value, self.inplace = parse(...) end

function Threshold:forward(input)
  return threshold(input, self.threshold, self.value, self.inplace)
end

function Threshold:extra_repr()
  return ("threshold=%s, value=%s%s"):format(self.threshold, self.value,
    self.inplace and ", inplace=true" or "")
end

return Threshold
