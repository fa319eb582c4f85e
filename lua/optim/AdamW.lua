--- optim.AdamW.

local Adam = require "luma.optim.Adam"
local class = require "luma.optim.class"
local fail = require "luma.fail"
local options = require "luma.optim.options"

---Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019): each step first
---multiplies the parameter by 1 - lr * weight_decay.
---@class optim.AdamW : optim.Adam
---@overload fun(params: Tensor[]|table[], options?: {lr: number|Tensor?, betas: number[]?,
---eps: number?, weight_decay: number?, amsgrad: boolean?, maximize: boolean?}): optim.AdamW
local AdamW = class("AdamW", Adam)

-- decoupled_weight_decay stands in the groups, as in PyTorch's, where it says what is done.
local described = options("optim.AdamW", {
  {"lr", "rate?", 1e-3}, {"betas", "betas?", {0.9, 0.999}}, {"eps", "nonnegative?", 1e-8},
  {"weight_decay", "rate?", 1e-2}, {"amsgrad", "boolean?", false},
  {"maximize", "boolean?", false}, "foreach", "capturable", "differentiable", "fused",
  {"decoupled_weight_decay", "boolean?", true},
}, function(name, o)
  if not o.decoupled_weight_decay then
    fail("%s: decoupled_weight_decay is always true here; optim.Adam has both", name)
  end
end)

function AdamW:init(...) self:start(described, ...) end

return AdamW
