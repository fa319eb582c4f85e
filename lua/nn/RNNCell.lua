--- nn.RNNCell.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local RNNCellBase = require "luma.nn.RNNCellBase"
local tensor = require "luma.tensor"

---One step of a plain recurrent net: h' = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu, of x
---(N, input_size) and h (N, hidden_size), both without N of one sequence.
---@class nn.RNNCell : nn.RNNCellBase
---@field nonlinearity string
---@overload fun(input_size: integer, hidden_size: integer, options?: {bias: boolean?,
---nonlinearity: string?, device: string?, dtype: string?}): nn.RNNCell
local RNNCell = class("RNNCell", RNNCellBase)

local parse = arguments("nn.RNNCell", {
  {"input_size", "size"}, {"hidden_size", "size"}, {"bias", "boolean?", true},
  {"nonlinearity", "string?", "tanh"}, {"device", "string?"}, {"dtype", "string?"},
})

local cells = {tanh = tensor.rnn_tanh_cell, relu = tensor.rnn_relu_cell}

function RNNCell:init(...)
  local inputs, hidden, bias, nonlinearity, device, dtype = parse(...)
  if not cells[nonlinearity] then
    fail("nn.RNNCell: nonlinearity must be \"tanh\" or \"relu\", got %q", nonlinearity)
  end
  self.nonlinearity = nonlinearity
  self:_build(inputs, hidden, bias, 1, device, dtype)
end

---@param input Tensor
---@param hx? Tensor zeros when left out
---@return Tensor h
function RNNCell:forward(input, hx)
  input, hx = self:_states(input, hx)
  return cells[self.nonlinearity](input, hx, self.weight_ih, self.weight_hh, self.bias_ih,
    self.bias_hh)
end

function RNNCell:extra_repr()
  local plain = RNNCellBase.extra_repr(self)
  return self.nonlinearity == "tanh" and plain or plain .. ", nonlinearity=" .. self.nonlinearity
end

return RNNCell
