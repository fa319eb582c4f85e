--- nn.utils.rnn: sequences of different lengths, padded and packed.
---
--- A mask (steps, sequences) says which steps there are: what it picks out of a padded batch, row
--- by row, is the packed one, and gradients flow through.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local is_tensor = tensor.is_tensor

local rnn = {}

---Sequences of different lengths without padding: the rows of step 1 of all sequences, then those
---of step 2 of the ones that have it, and so on. Made by pack_padded_sequence and pack_sequence.
---data may be any tensor; batch_sizes are counts and stay on the CPU, the indices are positions
---(from 1).
---@class PackedSequence
---@field data Tensor (rows, ...)
---@field batch_sizes Tensor int64 (steps): how many sequences have each step
---@field sorted_indices? Tensor the sequences in the order of their lengths
---@field unsorted_indices? Tensor the way back
local PackedSequence = class("PackedSequence")
PackedSequence.__is_packed = true
rnn.PackedSequence = PackedSequence

---The inverse of a permutation of positions.
---@param permutation? Tensor (n), positions from 1
---@return Tensor? # nil for nil
function rnn.invert_permutation(permutation)
  if permutation == nil then return nil end
  if not is_tensor(permutation) or permutation.ndim ~= 1 then
    fail("invert_permutation: a vector of positions is needed, got %s",
      is_tensor(permutation) and tostring(permutation.shape) or "a " .. type(permutation))
  end
  local positions = tensor.arange(1, #permutation + 1,
    {dtype = permutation.dtype, device = permutation.device})
  return permutation:empty_like():scatter_(1, permutation, positions)
end

function PackedSequence:init(data, batch_sizes, sorted_indices, unsorted_indices)
  if not is_tensor(data) or not is_tensor(batch_sizes) then
    fail("PackedSequence: data and batch_sizes must be tensors, got a %s and a %s", type(data),
      type(batch_sizes))
  elseif batch_sizes.device ~= "cpu" then
    fail("PackedSequence: batch_sizes must be on the CPU, not on %s", batch_sizes.device)
  end
  self.data, self.batch_sizes, self.sorted_indices = data, batch_sizes, sorted_indices
  self.unsorted_indices = unsorted_indices or rnn.invert_permutation(sorted_indices)
end

---The same sequences with data of another dtype or on another device; itself where that changes
---nothing. Takes what Tensor:to takes.
---@param ... any
---@return PackedSequence
function PackedSequence:to(...)
  local data = self.data:to(...)
  if data == self.data then return self end
  local function follow(indices) return indices and indices:to(data.device) end
  return PackedSequence(data, self.batch_sizes, follow(self.sorted_indices),
    follow(self.unsorted_indices))
end

for name, dtype in pairs{double = "float64", float = "float32", half = "float16", long = "int64",
  int = "int32", short = "int16", char = "int8", byte = "uint8"} do
  PackedSequence[name] = function(self) return self:to(dtype) end
end
function PackedSequence:cpu() return self:to("cpu") end
function PackedSequence:cuda() return self:to("cuda") end
function PackedSequence:is_cuda() return self.data.is_cuda end

function PackedSequence:__tostring()
  return ("PackedSequence(data=%s, batch_sizes=%s, sorted_indices=%s, unsorted_indices=%s)"):format(
    self.data, self.batch_sizes, self.sorted_indices, self.unsorted_indices)
end

-- ---------------------------------------------------------------- packing

-- Lengths as an int64 vector on the CPU.
local function lengths_of(operation, lengths)
  if not is_tensor(lengths) then
    if type(lengths) ~= "table" then
      fail("%s: lengths must be a list of integers or a tensor, got a %s", operation, type(lengths))
    end
    for i, n in ipairs(lengths) do
      if math.type(n) ~= "integer" then
        fail("%s: length %d must be an integer, got %s", operation, i, tostring(n))
      end
    end
    return tensor.tensor(lengths, {dtype = "int64"})
  elseif lengths.ndim ~= 1 or lengths.device ~= "cpu" then
    fail("%s: lengths must be a vector on the CPU, got shape %s on %s", operation,
      tostring(lengths.shape), lengths.device)
  end
  return lengths:to("int64")
end

-- (steps, sequences): true where a sequence has a step.
local function mask_of(steps, lengths)
  return tensor.arange(1, steps + 1):unsqueeze(2):le(lengths:unsqueeze(1))
end

local parse_pack = arguments("pack_padded_sequence", {
  {"input", "tensor"}, {"lengths", "any"}, {"batch_first", "boolean?", false},
  {"enforce_sorted", "boolean?", true},
})

---Packs a padded batch of sequences.
---@param input Tensor (T, N, ...), or (N, T, ...) with batch_first
---@param lengths integer[]|Tensor how many steps each sequence has, from 1 to T
---@param batch_first? boolean default false
---@param enforce_sorted? boolean default true: lengths must not rise; false: they may be in any
---order, and what the net returns is in that order again
---@return PackedSequence
function rnn.pack_padded_sequence(...)
  local input, lengths, batch_first, enforce_sorted = parse_pack(...)
  local op = "pack_padded_sequence"
  lengths = lengths_of(op, lengths)
  if input.ndim < 2 then
    fail("%s: input must have at least two dimensions, steps and sequences, got shape %s", op,
      tostring(input.shape))
  end
  if batch_first then input = input:transpose(1, 2) end
  if #lengths ~= input:size(2) or #lengths == 0 then
    fail("%s: there must be a length for each of the %d sequences, and at least one; got %d", op,
      input:size(2), #lengths)
  end
  local sorted
  if not enforce_sorted then
    lengths, sorted = lengths:sort(1, {descending = true, stable = true})
    sorted = sorted:to(input.device)
    input = input:index_select(2, sorted)
  end
  local first, last = lengths[1]:item(), lengths[-1]:item()
  if enforce_sorted and #lengths > 1 and lengths:diff():gt(0):any():item() then
    fail("%s: lengths must not rise from sequence to sequence; pass {enforce_sorted = false} for "
      .. "any order", op)
  elseif last < 1 then
    fail("%s: each length must be at least 1, got %d", op, last)
  elseif first > input:size(1) then
    fail("%s: length %d is more than the %d steps of the input", op, first, input:size(1))
  end
  local mask = mask_of(first, lengths)
  local data = input:narrow(1, 1, first)[mask:to(input.device)]
  return PackedSequence(data, mask:sum(2), sorted)
end

local function check_packed(operation, sequence)
  local meta = type(sequence) == "table" and getmetatable(sequence)
  if type(meta) ~= "table" or not rawget(meta, "__is_packed") then
    fail("%s: a PackedSequence is needed, got a %s", operation,
      is_tensor(sequence) and "tensor" or type(sequence))
  end
end

local parse_pad = arguments("pad_packed_sequence", {
  {"sequence", "any"}, {"batch_first", "boolean?", false}, {"padding_value", "number?", 0},
  {"total_length", "size?"},
})

---The padded batch that a packed one stands for, in the order before packing, and its lengths.
---@param sequence PackedSequence
---@param batch_first? boolean default false
---@param padding_value? number default 0
---@param total_length? integer steps of the result; those of the longest sequence when left out
---@return Tensor padded (T, N, ...), or (N, T, ...) with batch_first
---@return Tensor lengths int64 (N)
function rnn.pad_packed_sequence(...)
  local sequence, batch_first, padding_value, total_length = parse_pad(...)
  check_packed("pad_packed_sequence", sequence)
  local data, sizes = sequence.data, sequence.batch_sizes
  local steps, batch = #sizes, sizes[1]:item()
  if total_length and total_length < steps then
    fail("pad_packed_sequence: total_length must be at least the %d steps of the longest sequence, "
      .. "got %d", steps, total_length)
  end
  local rows = mask_of(batch, sizes) -- (sequences, steps)
  local lengths = rows:sum(2)
  local shape = {total_length or steps, batch, table.unpack(data.shape, 2)}
  local padded = tensor.full(shape, padding_value, {dtype = data.dtype, device = data.device})
  padded:narrow(1, 1, steps)[rows:transpose(1, 2):to(data.device)] = data
  local unsorted = sequence.unsorted_indices
  if unsorted then
    padded, lengths = padded:index_select(2, unsorted), lengths[unsorted:cpu()]
  end
  return batch_first and padded:transpose(1, 2) or padded, lengths
end

-- A list of tensors that differ in their first dimension alone.
local function sequences_of(operation, sequences)
  if is_tensor(sequences) then sequences = sequences:unbind(1) end
  if type(sequences) ~= "table" or #sequences == 0 then
    fail("%s: a list of at least one tensor is needed, got %s", operation,
      type(sequences) == "table" and "an empty one" or "a " .. type(sequences))
  end
  local function rest(t) return table.concat({table.unpack(t.shape, 2)}, ", ") end
  for i, t in ipairs(sequences) do
    if not is_tensor(t) or t.ndim == 0 then
      fail("%s: sequence %d must be a tensor with a dimension of steps", operation, i)
    elseif rest(t) ~= rest(sequences[1]) then
      fail("%s: sequence %d has shape %s, sequence 1 %s: they may differ in dimension 1 alone",
        operation, i, tostring(t.shape), tostring(sequences[1].shape))
    end
  end
  return sequences
end

local parse_sequence = arguments("pad_sequence", {
  {"sequences", "any"}, {"batch_first", "boolean?", false}, {"padding_value", "number?", 0},
  {"padding_side", "string?", "right"},
})

---Sequences of different lengths side by side, filled up to the longest.
---@param sequences Tensor[] each (L, ...)
---@param batch_first? boolean default false
---@param padding_value? number default 0
---@param padding_side? string "right" (the default) or "left"
---@return Tensor # (T, N, ...), or (N, T, ...) with batch_first
function rnn.pad_sequence(...)
  local sequences, batch_first, padding_value, side = parse_sequence(...)
  sequences = sequences_of("pad_sequence", sequences)
  if side ~= "right" and side ~= "left" then
    fail("pad_sequence: padding_side must be \"right\" or \"left\", got %q", side)
  end
  local longest = 0
  for _, t in ipairs(sequences) do longest = math.max(longest, t:size(1)) end
  local filled = {}
  for i, t in ipairs(sequences) do
    local missing = longest - t:size(1)
    if missing > 0 then
      local padding = t:new_full({missing, table.unpack(t.shape, 2)}, padding_value)
      t = tensor.cat(side == "right" and {t, padding} or {padding, t})
    end
    filled[i] = t
  end
  return tensor.stack(filled, batch_first and 1 or 2)
end

local parse_unpad = arguments("unpad_sequence", {
  {"padded_sequences", "any"}, {"lengths", "any"}, {"batch_first", "boolean?", false},
})

---The sequences of a padded batch (padded at the right) as a list.
---@param padded_sequences Tensor (T, N, ...), or (N, T, ...) with batch_first
---@param lengths integer[]|Tensor
---@param batch_first? boolean default false
---@return Tensor[] # each (L, ...)
function rnn.unpad_sequence(...)
  local op = "unpad_sequence"
  local padded_sequences, lengths, batch_first = parse_unpad(...)
  if not is_tensor(padded_sequences) or padded_sequences.ndim < 2 then
    fail("%s: a tensor with dimensions of steps and sequences is needed", op)
  end
  lengths = lengths_of(op, lengths):tolist()
  if not batch_first then padded_sequences = padded_sequences:transpose(1, 2) end
  if #lengths ~= padded_sequences:size(1) then
    fail("%s: there must be a length for each of the %d sequences, got %d", op,
      padded_sequences:size(1), #lengths)
  end
  local list, steps = {}, padded_sequences:size(2)
  for i, length in ipairs(lengths) do
    list[i] = padded_sequences[i]:narrow(1, 1, math.max(0, math.min(length, steps)))
  end
  return list
end

local parse_pack_sequence = arguments("pack_sequence", {
  {"sequences", "any"}, {"enforce_sorted", "boolean?", true},
})

---Packs a list of sequences.
---@param sequences Tensor[] each (L, ...)
---@param enforce_sorted? boolean default true: lengths must not rise
---@return PackedSequence
function rnn.pack_sequence(...)
  local sequences, enforce_sorted = parse_pack_sequence(...)
  sequences = sequences_of("pack_sequence", sequences)
  local lengths = {}
  for i, t in ipairs(sequences) do lengths[i] = t:size(1) end
  return rnn.pack_padded_sequence(rnn.pad_sequence(sequences), lengths,
    {enforce_sorted = enforce_sorted})
end

---The sequences of a packed batch as a list, in the order before packing.
---@param packed_sequences PackedSequence
---@return Tensor[] # each (L, ...)
function rnn.unpack_sequence(packed_sequences)
  check_packed("unpack_sequence", packed_sequences)
  local padded, lengths = rnn.pad_packed_sequence(packed_sequences, {batch_first = true})
  return rnn.unpad_sequence(padded, lengths, {batch_first = true})
end

return rnn
