--- nn.LSTMCell.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local RNNCellBase = require "luma.nn.RNNCellBase"
local tensor = require "luma.tensor"

local lstm_cell = tensor._ops.lstm_cell

---One step of a long short-term memory: `local h, c = cell(x, h, c)`, of x (N, input_size), h and c
---(N, hidden_size), all without N of one sequence; gates input, forget, cell, output.
---@class nn.LSTMCell : nn.RNNCellBase
---@overload fun(input_size: integer, hidden_size: integer, options?: {bias: boolean?,
---device: string?, dtype: string?}): nn.LSTMCell
local LSTMCell = class("LSTMCell", RNNCellBase)

local parse = arguments("nn.LSTMCell", {
  {"input_size", "size"}, {"hidden_size", "size"}, {"bias", "boolean?", true},
  {"device", "string?"}, {"dtype", "string?"},
})

function LSTMCell:init(...)
  local inputs, hidden, bias, device, dtype = parse(...)
  self:_build(inputs, hidden, bias, 4, device, dtype)
end

---@param input Tensor
---@param h? Tensor with c, or a list of both; zeros when left out
---@param c? Tensor
---@return Tensor h
---@return Tensor c
function LSTMCell:forward(input, h, c)
  if type(h) == "table" and c == nil then h, c = h[1], h[2] end
  if (h == nil) ~= (c == nil) then
    fail("LSTMCell: h and c are given together or not at all; %s is missing", h and "c" or "h")
  end
  input, h, c = self:_states(input, h, c)
  return lstm_cell(input, h, c, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
end

return LSTMCell
