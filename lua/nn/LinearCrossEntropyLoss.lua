--- nn.LinearCrossEntropyLoss.

local Linear = require "luma.nn.Linear"
local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local fail = require "luma.fail"
local functional = require "luma.nn.functional"

local linear_cross_entropy = functional.linear_cross_entropy

---A linear head with its cross entropy: inputs (N, in_features) or (in_features), targets as
---nn.CrossEntropyLoss takes them. With class positions the logits are made in blocks, forward and
---backward, so they are never there as a whole. out_features {d1, ...} gives logits
---(N, num_classes, d1, ...).
---@class nn.LinearCrossEntropyLoss : nn.Module
---@field linear nn.Linear from in_features to num_classes * d1 * ...
---@field weight? Tensor (C), for unbalanced classes
---@overload fun(in_features: integer, num_classes: integer, options?: {out_features: integer[]?,
---bias: boolean?, device: string?, dtype: string?, reduction: string?, weight: Tensor?,
---ignore_index: integer?, label_smoothing: number?}): nn.LinearCrossEntropyLoss
local LinearCrossEntropyLoss = class("LinearCrossEntropyLoss")

local parse = arguments("nn.LinearCrossEntropyLoss", {
  {"in_features", "size"}, {"num_classes", "size"}, {"out_features", "integers?"},
  {"bias", "boolean?", false}, {"device", "string?"}, {"dtype", "string?"},
  {"reduction", "reduction?", "mean"}, {"weight", "tensor?"}, {"ignore_index", "integer?", -100},
  {"label_smoothing", "probability?", 0},
})

function LinearCrossEntropyLoss:init(...)
  local inputs, classes, more, bias, device, dtype, reduction, weight, ignore, smoothing =
    parse(...)
  if weight and (weight.ndim ~= 1 or weight.shape[1] ~= classes) then
    fail("nn.LinearCrossEntropyLoss: weight must have shape (%d), got %s", classes, weight.shape)
  end
  self:register_buffer("weight", weight)
  self.num_classes, self.out_features, self.reduction = classes, more or {}, reduction
  self.ignore_index, self.label_smoothing = ignore, smoothing
  local outputs = classes
  for _, size in ipairs(self.out_features) do outputs = outputs * size end
  self.linear = Linear(inputs, outputs, bias, device, dtype)
end

function LinearCrossEntropyLoss:forward(input, target)
  local weight, bias = self.linear.weight, self.linear.bias
  if #self.out_features > 0 then
    local shape = {self.num_classes, table.unpack(self.out_features)}
    shape[#shape + 1] = self.linear.in_features
    weight = weight:reshape(shape)
  end
  return linear_cross_entropy(input, weight, target, bias, self.weight, self.reduction,
    self.ignore_index, self.label_smoothing)
end

function LinearCrossEntropyLoss:extra_repr()
  return ("in_features=%d, num_classes=%d, out_features=(%s), bias=%s, reduction=%s, "
    .. "ignore_index=%s, label_smoothing=%s"):format(self.linear.in_features, self.num_classes,
    table.concat(self.out_features, ", "), self.linear.bias ~= nil, self.reduction,
    self.ignore_index, self.label_smoothing)
end

return LinearCrossEntropyLoss
