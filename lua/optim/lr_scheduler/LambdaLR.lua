--- optim.lr_scheduler.LambdaLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local fail = require "luma.fail"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Each rate is the one its group started with times a function of the epoch (counted from 0).
---@class optim.lr_scheduler.LambdaLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, lr_lambda: function|function[],
---last_epoch?: integer): optim.lr_scheduler.LambdaLR
local LambdaLR = class("LambdaLR", LRScheduler)

local parse = arguments("LambdaLR", {
  {"optimizer", "table"}, {"lr_lambda", "any"}, {"last_epoch", "integer?", -1},
})

function LambdaLR:init(...)
  local optimizer, lr_lambda, last_epoch = parse(...)
  local groups = optimizer.param_groups or {}
  local lambdas = {}
  for i = 1, #groups do
    lambdas[i] = type(lr_lambda) == "table" and lr_lambda[i] or lr_lambda
    if type(lambdas[i]) ~= "function" then
      fail("LambdaLR: lr_lambda must be a function, or a list of %d of them, one for each group",
        #groups)
    end
  end
  self.lr_lambdas = function(i) return lambdas[i] end -- functions stay out of state_dict
  LRScheduler.init(self, optimizer, last_epoch)
end

function LambdaLR:get_lr()
  return self:each(function(_, base, i) return base * self.lr_lambdas(i)(self.last_epoch) end)
end

return LambdaLR
