--- optim.AdamW.

local Adam = require "luma.optim.Adam"
local class = require "luma.optim.class"

---Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019): each step first
---multiplies the parameter by 1 - lr * weight_decay.
---@class optim.AdamW : optim.Adam
---@overload fun(params: Tensor[]|table[], options?: {lr: number?, betas: number[]?, eps: number?,
---weight_decay: number?, amsgrad: boolean?, maximize: boolean?}): optim.AdamW
local AdamW = class("AdamW", Adam)

AdamW.decoupled = true
AdamW.parse = Adam.parser("optim.AdamW", 1e-2)

return AdamW
