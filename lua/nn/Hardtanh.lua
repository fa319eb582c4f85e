--- nn.Hardtanh.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"

local hardtanh, hardtanh_ = functional.hardtanh, functional.hardtanh_

---x limited to min_val .. max_val, elementwise.
---@class nn.Hardtanh : nn.Module
---@field min_val number default -1
---@field max_val number default 1
---@field inplace boolean default false
---@overload fun(min_val?: number, max_val?: number, inplace?: boolean): nn.Hardtanh
local Hardtanh = class("Hardtanh")

local parse = arguments("nn.Hardtanh", {
  {"min_val", "number?", -1}, {"max_val", "number?", 1}, {"inplace", "boolean?", false},
})

function Hardtanh:init(...)
  self.min_val, self.max_val, self.inplace = parse(...)
  if self.max_val <= self.min_val then
    fail("nn.Hardtanh: max_val must be above min_val, got %s and %s", self.max_val, self.min_val)
  end
end

function Hardtanh:forward(input)
  if self.inplace then return hardtanh_(input, self.min_val, self.max_val) end
  return hardtanh(input, self.min_val, self.max_val)
end

function Hardtanh:extra_repr()
  return ("min_val=%s, max_val=%s%s"):format(self.min_val, self.max_val,
    self.inplace and ", inplace=true" or "")
end

return Hardtanh
