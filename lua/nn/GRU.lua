--- nn.GRU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local RNNBase = require "luma.nn.RNNBase"

---Gated recurrent unit (Cho et al. 2014) over sequences; rows of the weights belong to the gates
---reset, update, new. `local out, h = gru(x, h0)`: x (T, N, input_size), (N, T, input_size) with
---batch_first, (T, input_size) of one sequence, or a PackedSequence; out has hidden_size features
---for each direction, h0 and h are (num_layers * directions, N, hidden_size). Parameters and their
---start are those of nn.RNNBase.
---@class nn.GRU : nn.RNNBase
---@overload fun(input_size: integer, hidden_size: integer, options?: {num_layers: integer?,
---bias: boolean?, batch_first: boolean?, dropout: number?, bidirectional: boolean?,
---device: string?, dtype: string?}): nn.GRU
local GRU = class("GRU", RNNBase)

local parse = arguments("nn.GRU", {
  {"input_size", "size"}, {"hidden_size", "size"}, {"num_layers", "size?", 1},
  {"bias", "boolean?", true}, {"batch_first", "boolean?", false}, {"dropout", "probability?", 0},
  {"bidirectional", "boolean?", false}, {"device", "string?"}, {"dtype", "string?"},
})

function GRU:init(...)
  local inputs, hidden, layers, bias, batch_first, dropout, bidirectional, device, dtype =
    parse(...)
  self:_build("GRU", inputs, hidden, layers, bias, batch_first, dropout, bidirectional, 0, device,
    dtype)
end

---@param input Tensor|PackedSequence
---@param hx? Tensor zeros when left out
---@return Tensor|PackedSequence output
---@return Tensor h
function GRU:forward(input, hx)
  local output, h = self:_run(input, hx)
  return output, h
end

return GRU
