--- nn.RNN.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local RNNBase = require "luma.nn.RNNBase"

---Plain recurrent net (Elman 1990) over sequences: each step h' = tanh(W_ih x + b_ih + W_hh h +
---b_hh), or relu. `local out, h = rnn(x, h0)`: x (T, N, input_size), (N, T, input_size) with
---batch_first, (T, input_size) of one sequence, or a PackedSequence; out has hidden_size features
---for each direction, h0 and h are (num_layers * directions, N, hidden_size). Parameters and their
---start are those of nn.RNNBase.
---@class nn.RNN : nn.RNNBase
---@field nonlinearity string
---@overload fun(input_size: integer, hidden_size: integer, options?: {num_layers: integer?,
---nonlinearity: string?, bias: boolean?, batch_first: boolean?, dropout: number?,
---bidirectional: boolean?, device: string?, dtype: string?}): nn.RNN
local RNN = class("RNN", RNNBase)

local parse = arguments("nn.RNN", {
  {"input_size", "size"}, {"hidden_size", "size"}, {"num_layers", "size?", 1},
  {"nonlinearity", "string?", "tanh"}, {"bias", "boolean?", true},
  {"batch_first", "boolean?", false}, {"dropout", "probability?", 0},
  {"bidirectional", "boolean?", false}, {"device", "string?"}, {"dtype", "string?"},
})

local modes = {tanh = "RNN_TANH", relu = "RNN_RELU"}

function RNN:init(...)
  local inputs, hidden, layers, nonlinearity, bias, batch_first, dropout, bidirectional, device,
    dtype = parse(...)
  if not modes[nonlinearity] then
    fail("nn.RNN: nonlinearity must be \"tanh\" or \"relu\", got %q", nonlinearity)
  end
  self.nonlinearity = nonlinearity
  self:_build(modes[nonlinearity], inputs, hidden, layers, bias, batch_first, dropout,
    bidirectional, 0, device, dtype)
end

---@param input Tensor|PackedSequence
---@param hx? Tensor zeros when left out
---@return Tensor|PackedSequence output
---@return Tensor h
function RNN:forward(input, hx)
  local output, h = self:_run(input, hx)
  return output, h
end

return RNN
