--- nn.GRUCell.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local RNNCellBase = require "luma.nn.RNNCellBase"
local tensor = require "luma.tensor"

local gru_cell = tensor.gru_cell

---One step of a gated recurrent unit, of x (N, input_size) and h (N, hidden_size), both without N
---of one sequence; gates reset, update, new.
---@class nn.GRUCell : nn.RNNCellBase
---@overload fun(input_size: integer, hidden_size: integer, options?: {bias: boolean?,
---device: string?, dtype: string?}): nn.GRUCell
local GRUCell = class("GRUCell", RNNCellBase)

local parse = arguments("nn.GRUCell", {
  {"input_size", "size"}, {"hidden_size", "size"}, {"bias", "boolean?", true},
  {"device", "string?"}, {"dtype", "string?"},
})

function GRUCell:init(...)
  local inputs, hidden, bias, device, dtype = parse(...)
  self:_build(inputs, hidden, bias, 3, device, dtype)
end

---@param input Tensor
---@param hx? Tensor zeros when left out
---@return Tensor h
function GRUCell:forward(input, hx)
  input, hx = self:_states(input, hx)
  return gru_cell(input, hx, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
end

return GRUCell
