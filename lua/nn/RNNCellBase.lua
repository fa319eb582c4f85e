--- nn.RNNCellBase: what RNNCell, LSTMCell and GRUCell share.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local fan_in_uniform = require "luma.nn._fan_in_uniform"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---One step of a recurrent net, with num_chunks gates. Parameters start uniform on
---±1 / sqrt(hidden_size).
---@class nn.RNNCellBase : nn.Module
---@field weight_ih Tensor (num_chunks * hidden_size, input_size)
---@field weight_hh Tensor (num_chunks * hidden_size, hidden_size)
---@field bias_ih? Tensor (num_chunks * hidden_size)
---@field bias_hh? Tensor (num_chunks * hidden_size)
---@overload fun(input_size: integer, hidden_size: integer, bias: boolean, num_chunks: integer,
---options?: {device: string?, dtype: string?}): nn.RNNCellBase
local RNNCellBase = class("RNNCellBase")

local parse = arguments("nn.RNNCellBase", {
  {"input_size", "size"}, {"hidden_size", "size"}, {"bias", "boolean"}, {"num_chunks", "size"},
  {"device", "string?"}, {"dtype", "string?"},
})

function RNNCellBase:init(...) self:_build(parse(...)) end

-- For subclasses, with checked arguments.
function RNNCellBase:_build(inputs, hidden, bias, chunks, device, dtype)
  self.input_size, self.hidden_size, self.bias = inputs, hidden, bias
  self.weight_ih = Parameter(tensor.empty({chunks * hidden, inputs}, dtype, device))
  self.weight_hh = Parameter(tensor.empty({chunks * hidden, hidden}, dtype, device))
  if bias then
    self.bias_ih = Parameter(tensor.empty({chunks * hidden}, dtype, device))
    self.bias_hh = Parameter(tensor.empty({chunks * hidden}, dtype, device))
  end
  self:reset_parameters()
end

---Draws all parameters anew.
function RNNCellBase:reset_parameters()
  fan_in_uniform(self.hidden_size, table.unpack(self:parameters(false)))
end

-- The input, checked, and the states, with zeros of the right shape for each that is nil.
function RNNCellBase:_states(input, ...)
  local name = getmetatable(self).__name
  if not tensor.is_tensor(input) or (input.ndim ~= 1 and input.ndim ~= 2)
    or input:size(-1) ~= self.input_size then
    fail("%s: the input must have shape (batch, %d) or (%d), got %s", name, self.input_size,
      self.input_size, tensor.is_tensor(input) and tostring(input.shape) or "a " .. type(input))
  elseif input.dtype ~= self.weight_ih.dtype then
    if not (autograd.is_autocast_enabled() and input:is_floating_point()) then
      fail("%s: the input is %s and the weights are %s: convert one of them with :to()", name,
        input.dtype, self.weight_ih.dtype)
    end
    input = input:to(self.weight_ih.dtype) -- what a layer before made in autocast
  end
  local states = table.pack(...)
  for i = 1, states.n do
    if states[i] == nil then
      local sizes = input.ndim == 1 and {self.hidden_size} or {input:size(1), self.hidden_size}
      states[i] = tensor.zeros(sizes, {dtype = input.dtype, device = input.device})
    elseif not tensor.is_tensor(states[i]) then
      fail("%s: a state must be a tensor, got a %s", name, type(states[i]))
    end
  end
  return input, table.unpack(states, 1, states.n)
end

function RNNCellBase:extra_repr()
  return ("%d, %d%s"):format(self.input_size, self.hidden_size, self.bias and "" or ", bias=false")
end

return RNNCellBase
