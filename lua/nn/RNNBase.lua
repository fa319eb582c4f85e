--- nn.RNNBase: what RNN, LSTM and GRU share.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local fan_in_uniform = require "luma.nn._fan_in_uniform"
local Parameter = require "luma.nn.Parameter"
local recurrent = require "luma.tensor._recurrent"
local tensor = require "luma.tensor"

local is_tensor = tensor.is_tensor

---Layers of recurrent cells over whole sequences, with PyTorch's parameters: of layer k (from 0)
---weight_ih_lk, weight_hh_lk, bias_ih_lk, bias_hh_lk and, with a projection, weight_hr_lk; those of
---the backward direction end in _reverse. All start uniform on ±1 / sqrt(hidden_size).
---@class nn.RNNBase : nn.Module
---@field mode string "RNN_TANH", "RNN_RELU", "LSTM" or "GRU"
---@field input_size integer
---@field hidden_size integer
---@field num_layers integer
---@field bias boolean
---@field batch_first boolean
---@field dropout number
---@field bidirectional boolean
---@field proj_size integer 0: no projection
---@overload fun(mode: string, input_size: integer, hidden_size: integer, options?: {num_layers:
---integer?, bias: boolean?, batch_first: boolean?, dropout: number?, bidirectional: boolean?,
---proj_size: integer?, device: string?, dtype: string?}): nn.RNNBase
local RNNBase = class("RNNBase")

local operations = {RNN_TANH = "rnn_tanh", RNN_RELU = "rnn_relu", LSTM = "lstm", GRU = "gru"}
local gates = {RNN_TANH = 1, RNN_RELU = 1, LSTM = 4, GRU = 3}

local parse = arguments("nn.RNNBase", {
  {"mode", "string"}, {"input_size", "size"}, {"hidden_size", "size"}, {"num_layers", "size?", 1},
  {"bias", "boolean?", true}, {"batch_first", "boolean?", false}, {"dropout", "probability?", 0},
  {"bidirectional", "boolean?", false}, {"proj_size", "size?", 0}, {"device", "string?"},
  {"dtype", "string?"},
})

function RNNBase:init(...) self:_build(parse(...)) end

-- For subclasses, with checked arguments.
function RNNBase:_build(mode, inputs, hidden, layers, bias, batch_first, dropout, bidirectional,
                        proj, device, dtype)
  local name = "nn." .. getmetatable(self).__name
  if not operations[mode] then
    fail("%s: mode must be \"RNN_TANH\", \"RNN_RELU\", \"LSTM\" or \"GRU\", got %q", name, mode)
  end
  if inputs < 1 or hidden < 1 or layers < 1 then
    fail("%s: input_size, hidden_size and num_layers must be greater than zero, got %d, %d and %d",
      name, inputs, hidden, layers)
  end
  if proj >= hidden then
    fail("%s: proj_size must be smaller than hidden_size, %d, got %d", name, hidden, proj)
  end
  if proj > 0 and mode ~= "LSTM" then
    fail("%s: proj_size is for LSTM only, got %d with mode %s", name, proj, mode)
  end
  self.mode, self.input_size, self.hidden_size = mode, inputs, hidden
  self.num_layers, self.bias, self.batch_first = layers, bias, batch_first
  self.dropout, self.bidirectional, self.proj_size = dropout, bidirectional, proj
  local names, directions = {}, bidirectional and 2 or 1
  rawset(self, "_weights", names) -- of each layer and direction, in the order of the operation's
  local state, rows = proj > 0 and proj or hidden, gates[mode] * hidden
  local function parameter(key, suffix, ...)
    key = key .. suffix
    self[key] = Parameter(tensor.empty({...}, dtype, device))
    return key
  end
  for layer = 0, layers - 1 do
    for direction = 1, directions do
      local suffix = ("_l%d%s"):format(layer, direction == 2 and "_reverse" or "")
      local width = layer == 0 and inputs or state * directions
      local of = {}
      of[1] = parameter("weight_ih", suffix, rows, width)
      of[2] = parameter("weight_hh", suffix, rows, state)
      of[3] = bias and parameter("bias_ih", suffix, rows)
      of[4] = bias and parameter("bias_hh", suffix, rows)
      of[5] = proj > 0 and parameter("weight_hr", suffix, proj, hidden)
      names[#names + 1] = of
    end
  end
  self:reset_parameters()
end

---Draws all parameters anew.
function RNNBase:reset_parameters()
  fan_in_uniform(self.hidden_size, table.unpack(self:parameters(false)))
end

---Does nothing: on the CPU parameters need not lie side by side. It is there for scripts that call
---it.
function RNNBase:flatten_parameters() end -- luacheck: no unused args

---The parameters of each layer and direction.
---@return Tensor[][]
function RNNBase:all_weights()
  local list = {}
  for k, names in ipairs(self._weights) do
    list[k] = {}
    for i = 1, 5 do
      if names[i] then table.insert(list[k], self[names[i]]) end
    end
  end
  return list
end

local function shape(...) return "(" .. table.concat({...}, ", ") .. ")" end

-- A state as (layers, N, size); of one sequence it came without N.
local function checked_state(self, what, state, layers, batch, size, single)
  local name = getmetatable(self).__name
  if not is_tensor(state) then
    fail("%s: %s must be a tensor, got a %s", name, what, type(state))
  end
  local expected = single and shape(layers, size) or shape(layers, batch, size)
  if tostring(state.shape) ~= expected then
    fail("%s: %s must have shape %s, got %s", name, what, expected, tostring(state.shape))
  end
  return single and state:unsqueeze(2) or state
end

-- Under autocast, where the layers before may have made another dtype, the operation decides.
local function checked_input(self, data, kind)
  local name = getmetatable(self).__name
  local weight = self.weight_ih_l0
  if data:size(-1) ~= self.input_size then
    fail("%s: the last dimension of the input must be input_size, %d; %s has shape %s", name,
      self.input_size, kind, tostring(data.shape))
  elseif data.dtype == weight.dtype then
    return data
  elseif autograd.is_autocast_enabled() and data:is_floating_point() then
    return data:to(weight.dtype)
  end
  fail("%s: the input is %s and the weights are %s: convert one of them with :to()", name,
    data.dtype, weight.dtype)
end

-- The input as the operation takes it, how many sequences it has, and whether it is one alone.
local function opened(self, input)
  local name = getmetatable(self).__name
  if not is_tensor(input) then
    fail("%s: the input must be a tensor or a PackedSequence, got a %s", name, type(input))
  elseif input.ndim ~= 2 and input.ndim ~= 3 then
    fail("%s: the input must have shape %s or, of one sequence, (steps, %d), got %s", name,
      self.batch_first and shape("batch", "steps", self.input_size)
      or shape("steps", "batch", self.input_size), self.input_size, tostring(input.shape))
  end
  input = checked_input(self, input, "it")
  local single = input.ndim == 2
  if single then
    input = input:unsqueeze(2)
  elseif self.batch_first then
    input = input:transpose(1, 2)
  end
  if input:size(1) == 0 then
    fail("%s: the input has no steps: its shape is %s", name, tostring(input.shape))
  end
  return input, input:size(2), single
end

local function weights_of(self)
  local list = {}
  for k, names in ipairs(self._weights) do
    local of = {}
    for i = 1, 5 do
      local name = names[i]
      if name then
        of[i] = self[name]
          or fail("%s: the parameter %s is missing", getmetatable(self).__name, name)
      end
    end
    list[k] = of
  end
  return list
end

-- What forward does in all nets: output, h and, of an LSTM, c.
function RNNBase:_run(input, h0, c0)
  local layers, packed, single = #self._weights, nil, false
  local data, batch, batch_sizes, sorted
  if type(input) == "table" then
    local meta = getmetatable(input)
    packed = type(meta) == "table" and rawget(meta, "__is_packed") and input
  end
  if packed then
    data = checked_input(self, packed.data, "the packed data")
    batch_sizes, sorted = packed.batch_sizes, packed.sorted_indices
    batch = batch_sizes[1]:item()
  else
    data, batch, single = opened(self, input)
  end
  local lstm, hidden = self.mode == "LSTM", self.hidden_size
  local state = self.proj_size > 0 and self.proj_size or hidden
  local function start(what, given, size)
    if given == nil then
      return tensor.zeros({layers, batch, size}, {dtype = data.dtype, device = data.device}), true
    end
    given = checked_state(self, what, given, layers, batch, size, single)
    return sorted and given:index_select(2, sorted) or given
  end
  h0 = start("h0", h0, state)
  c0 = lstm and start("c0", c0, hidden) or nil
  local out, h, c = recurrent.layers(operations[self.mode], data, batch_sizes, h0, c0,
    weights_of(self), self.bidirectional and 2 or 1, self.training and self.dropout or 0)
  if packed then
    local unsorted = packed.unsorted_indices
    out = getmetatable(packed)(out, batch_sizes, sorted, unsorted)
    if unsorted then
      h, c = h:index_select(2, unsorted), c and c:index_select(2, unsorted)
    end
  elseif single then
    out, h, c = out:squeeze(2), h:squeeze(2), c and c:squeeze(2)
  elseif self.batch_first then
    out = out:transpose(1, 2)
  end
  return out, h, c
end

function RNNBase:extra_repr()
  local parts = {("%d, %d"):format(self.input_size, self.hidden_size)}
  local function add(name, usual)
    if self[name] ~= usual then parts[#parts + 1] = ("%s=%s"):format(name, self[name]) end
  end
  add("proj_size", 0)
  add("num_layers", 1)
  add("bias", true)
  add("batch_first", false)
  add("dropout", 0)
  add("bidirectional", false)
  return table.concat(parts, ", ")
end

return RNNBase
