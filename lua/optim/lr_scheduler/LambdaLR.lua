--- optim.lr_scheduler.LambdaLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local factors = require "luma.optim.lr_scheduler.factors"
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
  self:attach(optimizer)
  self.lr_lambdas = factors.list("LambdaLR", optimizer, lr_lambda)
  LRScheduler.init(self, optimizer, last_epoch)
end

function LambdaLR:get_lr()
  return self:each(function(_, base, _, i) return base * self.lr_lambdas[i](self.last_epoch) end)
end

LambdaLR.state_dict, LambdaLR.load_state_dict = factors.state_dict, factors.load_state_dict

return LambdaLR
