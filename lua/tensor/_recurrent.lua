--- The layers of recurrent nets: what nn.LSTM and tensor.lstm share. One operation of the core runs
--- a layer in one direction over all steps, packed ones included.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local ops, is_tensor = tensor._ops, tensor.is_tensor

local recurrent = {}

---Runs all layers, in both directions where there are two.
---@param mode string "lstm", "gru", "rnn_tanh" or "rnn_relu"
---@param input Tensor (T, N, I), or (rows, I) with batch_sizes
---@param batch_sizes? Tensor
---@param h0 Tensor (layers * directions, N, P)
---@param c0? Tensor (layers * directions, N, H), of an LSTM
---@param weights Tensor[][] w_ih, w_hh, b_ih, b_hh, w_hr (3 and 4, or 5, may be missing) of each
---layer and direction
---@param directions integer 1 or 2
---@param dropout number the share that is zeroed between layers; 0 outside training
---@return Tensor output (T, N, directions * P) or (rows, directions * P)
---@return Tensor h as h0
---@return Tensor? c as c0
function recurrent.layers(mode, input, batch_sizes, h0, c0, weights, directions, dropout)
  local layer, count, h, c = ops[mode], #weights, {}, {}
  for first = 1, count, directions do
    local outputs = {}
    for k = first, first + directions - 1 do
      local w, i = weights[k], k - first + 1
      if c0 then
        outputs[i], h[k], c[k] = layer(input, h0[k], c0[k], w[1], w[2], w[3], w[4], w[5],
          batch_sizes, i == 2)
      else
        outputs[i], h[k] = layer(input, h0[k], w[1], w[2], w[3], w[4], batch_sizes, i == 2)
      end
    end
    input = directions == 1 and outputs[1] or tensor.cat(outputs, -1)
    if dropout > 0 and first + directions <= count then
      input = ops.dropout(input, dropout, true)
    end
  end
  if count == 1 then return input, h[1]:unsqueeze(1), c[1] and c[1]:unsqueeze(1) end
  return input, tensor.stack(h), c0 and tensor.stack(c)
end

local function check_states(name, list, layers)
  for _, state in ipairs(list) do
    if not is_tensor(state) or state.ndim ~= 3 or state:size(1) ~= layers then
      fail("%s: hx must hold tensors of shape (%d, batch, size), one entry for each layer and "
        .. "direction", name, layers)
    end
  end
end

-- PyTorch's flat list of parameters, cut into layers.
local function cut(name, params, each, layers, projected, biases)
  if #params ~= each * layers then
    fail("%s: params must list %d tensors for %d layers and directions, got %d", name,
      each * layers, layers, #params)
  end
  local weights = {}
  for k = 1, layers do
    local at = (k - 1) * each
    local w = {params[at + 1], params[at + 2]}
    if biases then w[3], w[4] = params[at + 3], params[at + 4] end
    if projected then w[5] = params[at + each] end
    for i = 1, each do
      if not is_tensor(params[at + i]) then
        fail("%s: entry %d of params must be a tensor", name, at + i)
      end
    end
    weights[k] = w
  end
  return weights
end

local tail = {
  {"params", "table"}, {"has_biases", "boolean"}, {"num_layers", "size"},
  {"dropout", "probability"}, {"train", "boolean"}, {"bidirectional", "boolean"},
}

local function with(...)
  local list = {...}
  table.move(tail, 1, #tail, #list + 1, list)
  return list
end

---The function of a mode, with PyTorch's two signatures: (input, hx, params, has_biases,
---num_layers, dropout, train, bidirectional, batch_first) and, packed, (data, batch_sizes, hx,
---params, has_biases, num_layers, dropout, train, bidirectional).
---@param mode string
---@return fun(...): Tensor, Tensor, Tensor?
function recurrent.as_function(mode)
  local lstm = mode == "lstm"
  local states = {"hx", lstm and "table" or "tensor"}
  local padded = with({"input", "tensor"}, states)
  padded[#padded + 1] = {"batch_first", "boolean"}
  local parse_padded = arguments(mode, padded)
  local parse_packed = arguments(mode, with({"data", "tensor"}, {"batch_sizes", "tensor"}, states))
  return function(...)
    local _, second, _, fourth = ...
    local input, batch_sizes, hx, params, biases, layers, dropout, train, both, batch_first
    if is_tensor(second) and type(fourth) == "table" and fourth[1] ~= nil then
      input, batch_sizes, hx, params, biases, layers, dropout, train, both = parse_packed(...)
    else
      input, hx, params, biases, layers, dropout, train, both, batch_first = parse_padded(...)
    end
    local directions = both and 2 or 1
    local list = lstm and hx or {hx}
    if lstm and #list ~= 2 then fail("%s: hx must be a list of two tensors, h and c", mode) end
    if layers < 1 then fail("%s: num_layers must be at least 1", mode) end
    check_states(mode, list, layers * directions)
    local h0, c0 = list[1], list[2]
    local projected = lstm and h0:size(3) ~= c0:size(3)
    local each = 2 + (biases and 2 or 0) + (projected and 1 or 0)
    local weights = cut(mode, params, each, layers * directions, projected, biases)
    if batch_first then input = input:transpose(1, 2) end
    local output, h, c = recurrent.layers(mode, input, batch_sizes, h0, c0, weights, directions,
      train and dropout or 0)
    if batch_first then output = output:transpose(1, 2) end
    if lstm then return output, h, c end
    return output, h
  end
end

return recurrent
