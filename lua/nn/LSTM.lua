--- nn.LSTM.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local RNNBase = require "luma.nn.RNNBase"

---Long short-term memory (Hochreiter and Schmidhuber 1997; with proj_size Sak et al. 2014) over
---sequences; rows of the weights belong to the gates input, forget, cell, output. `local out, h, c
---= lstm(x, h0, c0)`: x (T, N, input_size), (N, T, input_size) with batch_first, (T, input_size) of
---one sequence, or a PackedSequence. With P = proj_size or else hidden_size, out has P features for
---each direction, h0 and h are (num_layers * directions, N, P), c0 and c (num_layers * directions,
---N, hidden_size). Parameters and their start are those of nn.RNNBase.
---@class nn.LSTM : nn.RNNBase
---@overload fun(input_size: integer, hidden_size: integer, options?: {num_layers: integer?,
---bias: boolean?, batch_first: boolean?, dropout: number?, bidirectional: boolean?,
---proj_size: integer?, device: string?, dtype: string?}): nn.LSTM
local LSTM = class("LSTM", RNNBase)

local parse = arguments("nn.LSTM", {
  {"input_size", "size"}, {"hidden_size", "size"}, {"num_layers", "size?", 1},
  {"bias", "boolean?", true}, {"batch_first", "boolean?", false}, {"dropout", "probability?", 0},
  {"bidirectional", "boolean?", false}, {"proj_size", "size?", 0}, {"device", "string?"},
  {"dtype", "string?"},
})

function LSTM:init(...) self:_build("LSTM", parse(...)) end

---@param input Tensor|PackedSequence
---@param h0? Tensor with c0, or a list of both; zeros when left out
---@param c0? Tensor
---@return Tensor|PackedSequence output
---@return Tensor h
---@return Tensor c
function LSTM:forward(input, h0, c0)
  if type(h0) == "table" and c0 == nil then h0, c0 = h0[1], h0[2] end
  if (h0 == nil) ~= (c0 == nil) then
    fail("LSTM: h0 and c0 are given together or not at all; %s is missing", h0 and "c0" or "h0")
  end
  return self:_run(input, h0, c0)
end

return LSTM
