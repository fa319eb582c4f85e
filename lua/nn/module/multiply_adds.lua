--- How many multiplications with an addition one call of a module takes, for nn.summary: those of
--- its own, without its children's. Additions of a bias, comparisons and functions such as exp do
--- not count. A class that is none of these may have a method multiply_adds(inputs, output).

local is_a = require "luma.nn.module.is_a"
local tensor = require "luma.tensor"

local function product(list)
  local result = 1
  for _, n in ipairs(list) do result = result * n end
  return result
end

local function first_tensor(value)
  if tensor.is_tensor(value) then return value end
  if type(value) == "table" then
    for i = 1, value.n or #value do
      local found = first_tensor(value[i])
      if found then return found end
    end
  end
end

-- Elements of all weights with two dimensions: a recurrent layer takes each once at each step.
local function matrices(module)
  local sum = 0
  for _, p in ipairs(module:parameters(false)) do
    if p.ndim == 2 then sum = sum + p:numel() end
  end
  return sum
end

local function recurrent(module, inputs)
  local x = inputs[1]
  if type(x) == "table" and x.data then -- a PackedSequence has a row for each step
    return matrices(module) * x.data:size(1)
  end
  return matrices(module) * x:numel() // math.max(x:size(-1), 1)
end

local function attention(module, inputs)
  local query, key, value = inputs[1], inputs[2] or inputs[1], inputs[3] or inputs[1]
  local embed = module.embed_dim
  local function places(t) return t:numel() // math.max(t:size(-1), 1) end
  local targets, sources = places(query), places(key)
  -- Lengths of one sequence: of (length, batch, ...), (batch, length, ...) or (length, ...).
  local length = key.ndim == 2 and key:size(1) or key:size(module.batch_first and 2 or 1)
  return targets * embed * embed + sources * key:size(-1) * embed
    + places(value) * value:size(-1) * embed + targets * embed * embed -- projections in and out
    + 2 * targets * length * embed -- scores, and sums of values
end

local function normalisation(module, _, output)
  return output:numel() * (module.weight and 2 or 1)
end

local kinds = {
  {{"Linear"}, function(module, _, output) return output:numel() * module.weight:size(-1) end},
  {{"Bilinear"}, function(module, _, output)
    return output:numel() * (module.weight:size(2) + 1) * module.weight:size(3)
  end},
  {{"ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"}, function(module, inputs)
    local shape = module.weight.shape
    return inputs[1]:numel() * product({table.unpack(shape, 2)})
  end},
  {{"Conv1d", "Conv2d", "Conv3d"}, function(module, _, output)
    return output:numel() * product({table.unpack(module.weight.shape, 2)})
  end},
  {{"RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell", "RNNBase", "RNNCellBase"}, recurrent},
  {{"MultiheadAttention"}, attention},
  {{"BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "SyncBatchNorm", "InstanceNorm1d",
    "InstanceNorm2d", "InstanceNorm3d", "LayerNorm", "GroupNorm", "RMSNorm"}, normalisation},
  {{"PReLU"}, function(_, _, output) return output:numel() end},
  {{"Embedding", "EmbeddingBag"}, function() return 0 end}, -- a look-up, and sums
}

---@param module nn.Module
---@param inputs table of the call, with field n
---@param output any what it returned: a value, or a list of them with field n
---@return integer? nil: not known
---@return boolean? whole: what its children do is counted in it
return function(module, inputs, output)
  if type(module.multiply_adds) == "function" then return module:multiply_adds(inputs, output) end
  local result = first_tensor(output)
  for _, kind in ipairs(kinds) do
    if is_a(module, table.unpack(kind[1])) then
      local ok, count = pcall(kind[2], module, inputs, result)
      return ok and math.tointeger(count) or nil, kind[2] == attention
    end
  end
  if #module:parameters(false) == 0 then return 0 end
end
