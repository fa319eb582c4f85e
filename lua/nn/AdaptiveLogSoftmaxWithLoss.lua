--- nn.AdaptiveLogSoftmaxWithLoss.

local Linear = require "luma.nn.Linear"
local ModuleList = require "luma.nn.ModuleList"
local Sequential = require "luma.nn.Sequential"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"
local tensor = require "luma.tensor"

---Softmax over many classes, sorted from frequent to rare (Grave et al. 2017): frequent ones are in
---the head, the others in clusters that the head has an entry for, with projections smaller by
---div_value from one to the next. cutoffs are the last classes of the head and of each cluster but
---the last. Called with inputs (N, in_features) or (in_features) and class positions (N) or (), it
---gives the log-probability of each target and the mean loss.
---@class nn.AdaptiveLogSoftmaxWithLoss : nn.Module
---@field head nn.Linear
---@field tail nn.ModuleList
---@overload fun(in_features: integer, n_classes: integer, cutoffs: integer[], div_value?: number,
---head_bias?: boolean, device?: string, dtype?: string): nn.AdaptiveLogSoftmaxWithLoss
local AdaptiveLogSoftmaxWithLoss = class("AdaptiveLogSoftmaxWithLoss")

local parse = arguments("nn.AdaptiveLogSoftmaxWithLoss", {
  {"in_features", "size"}, {"n_classes", "size"}, {"cutoffs", "integers"},
  {"div_value", "number?", 4}, {"head_bias", "boolean?", false}, {"device", "string?"},
  {"dtype", "string?"},
})

function AdaptiveLogSoftmaxWithLoss:init(...)
  local inputs, classes, cutoffs, div_value, head_bias, device, dtype = parse(...)
  local before = 0
  for _, cutoff in ipairs(cutoffs) do
    if cutoff <= before or cutoff >= classes then before = math.huge end
    before = math.max(before, cutoff)
  end
  if #cutoffs == 0 or before == math.huge then
    fail("nn.AdaptiveLogSoftmaxWithLoss: cutoffs must be rising positions from 1 to %d, got {%s}",
      classes - 1, table.concat(cutoffs, ", "))
  end
  self.in_features, self.n_classes, self.div_value = inputs, classes, div_value
  self.cutoffs, self.head_bias = {table.unpack(cutoffs)}, head_bias
  self.cutoffs[#cutoffs + 1] = classes
  self.shortlist_size, self.n_clusters = cutoffs[1], #cutoffs
  self.head_size = self.shortlist_size + self.n_clusters
  self.head = Linear(inputs, self.head_size, head_bias, device, dtype)
  self.tail = ModuleList()
  for i = 1, self.n_clusters do
    local width = math.floor(inputs / div_value ^ i)
    local size = self.cutoffs[i + 1] - self.cutoffs[i]
    self.tail:append(Sequential(Linear(inputs, width, false, device, dtype),
      Linear(width, size, false, device, dtype)))
  end
end

---Draws the parameters anew.
function AdaptiveLogSoftmaxWithLoss:reset_parameters()
  self.head:reset_parameters()
  for i = 1, self.n_clusters do
    self.tail[i][1]:reset_parameters()
    self.tail[i][2]:reset_parameters()
  end
end

-- Log-probabilities (N, n_classes) from those of the head.
local function all_classes(self, input, head)
  local parts = {head:narrow(2, 1, self.shortlist_size)}
  for i = 1, self.n_clusters do
    local inside = functional.log_softmax(self.tail[i](input), 2)
    parts[i + 1] = inside + head:narrow(2, self.shortlist_size + i, 1)
  end
  return tensor.cat(parts, 2)
end

---The log-probabilities of all classes: (N, in_features) gives (N, n_classes).
---@param input Tensor
---@return Tensor
function AdaptiveLogSoftmaxWithLoss:log_prob(input)
  return all_classes(self, input, functional.log_softmax(self.head(input), 2))
end

---The class of highest probability for each row.
---@param input Tensor (N, in_features)
---@return Tensor # (N), positions
function AdaptiveLogSoftmaxWithLoss:predict(input) return self:log_prob(input):argmax(2) end

---@param input Tensor (N, in_features) or (in_features)
---@param target Tensor (N) or (), class positions
---@return Tensor output the log-probability of each target
---@return Tensor loss minus the mean of them
function AdaptiveLogSoftmaxWithLoss:forward(input, target)
  if not (tensor.is_tensor(input) and tensor.is_tensor(target)) then
    fail("AdaptiveLogSoftmaxWithLoss: an input and a target are needed, both tensors")
  elseif target.dtype ~= "int64" and target.dtype ~= "int32" then
    fail("AdaptiveLogSoftmaxWithLoss: the target must hold class positions (int64), not %s",
      target.dtype)
  elseif input.ndim ~= target.ndim + 1 or input.ndim > 2
    or input.ndim == 2 and input.shape[1] ~= target.shape[1] then
    fail("AdaptiveLogSoftmaxWithLoss: an input (N, in_features) and a target (N), or (in_features) "
      .. "and (), are needed, got shapes %s and %s", input.shape, target.shape)
  end
  local single = target.ndim == 0
  if single then input, target = input:unsqueeze(1), target:unsqueeze(1) end
  if target:numel() > 0
    and (target:min():item() < 1 or target:max():item() > self.n_classes) then
    fail("AdaptiveLogSoftmaxWithLoss: targets must be positions from 1 to %d (Luma counts from 1), "
      .. "got values from %d to %d", self.n_classes, target:min():item(), target:max():item())
  end
  local head = functional.log_softmax(self.head(input), 2)
  -- Each row takes its entry of the head; those of a cluster add their place in it.
  local entry = target:clamp{max = self.shortlist_size}
  for i = 1, self.n_clusters do
    local inside = target:gt(self.cutoffs[i]):logical_and(target:le(self.cutoffs[i + 1]))
    entry = entry:masked_fill(inside, self.shortlist_size + i)
  end
  local output = head:gather(2, entry:unsqueeze(2)):squeeze(2)
  for i = 1, self.n_clusters do
    local inside = target:gt(self.cutoffs[i]):logical_and(target:le(self.cutoffs[i + 1]))
    local rows = inside:nonzero():squeeze(2)
    if rows:numel() > 0 then
      local place = target:index_select(1, rows) - self.cutoffs[i]
      local logp = functional.log_softmax(self.tail[i](input:index_select(1, rows)), 2)
      output = output:index_add(1, rows, logp:gather(2, place:unsqueeze(2)):squeeze(2))
    end
  end
  local loss = -output:mean()
  return single and output:squeeze(1) or output, loss
end

return AdaptiveLogSoftmaxWithLoss
