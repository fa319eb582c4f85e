--- The base of the padding layers, from nn.ZeroPad1d to nn.CircularPad3d.

local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local written = require "luma.nn._written"

local pad = functional.pad

---@class nn._PadNd : nn.Module
---@field padding integer[] two for each dimension, from the last one on
local _PadNd = class("_PadNd")

---What the constructors share.
---@param name string the class, for errors
---@param dims integer how many dimensions are padded
---@param mode string as nn.functional.pad takes it
---@param padding integer[] one entry, or two for each dimension
---@param value? number
function _PadNd:set_padding(name, dims, mode, padding, value)
  if #padding == 1 then
    for i = 2, 2 * dims do padding[i] = padding[1] end
  elseif #padding ~= 2 * dims then
    fail("nn.%s: padding must have 1 or %d entries, got %d", name, 2 * dims, #padding)
  end
  self.padding, self.mode, self.value = padding, mode, value
end

function _PadNd:forward(input) return pad(input, self.padding, self.mode, self.value) end

function _PadNd:extra_repr()
  local text = written(self.padding)
  return self.value and ("padding=%s, value=%s"):format(text, self.value) or text
end

return _PadNd
