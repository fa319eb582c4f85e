--- nn.KLDivLoss.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local functional = require "luma.nn.functional"

local kl_div = functional.kl_div

---target * (log(target) - input), the divergence of Kullback and Leibler, with the input, and where
---log_target says so the target, as logarithms. Any one shape.
---@class nn.KLDivLoss : nn.Module
---@field reduction string "mean" (default), "batchmean", "sum" or "none"
---@field log_target boolean default false
---@overload fun(reduction?: string, log_target?: boolean): nn.KLDivLoss
local KLDivLoss = class("KLDivLoss")

local parse = arguments("nn.KLDivLoss", {
  {"reduction", "string?", "mean"}, {"log_target", "boolean?", false},
})

function KLDivLoss:init(...) self.reduction, self.log_target = parse(...) end

function KLDivLoss:forward(input, target)
  return kl_div(input, target, self.reduction, self.log_target)
end

return KLDivLoss
