--- optim.lr_scheduler.MultiplicativeLR.

local arguments = require "luma.arguments"
local class = require "luma.class"
local factors = require "luma.optim.lr_scheduler.factors"
local LRScheduler = require "luma.optim.lr_scheduler.LRScheduler"

---Each epoch multiplies the rates by a function of the epoch (counted from 0).
---@class optim.lr_scheduler.MultiplicativeLR : optim.lr_scheduler.LRScheduler
---@overload fun(optimizer: optim.Optimizer, lr_lambda: function|function[],
---last_epoch?: integer): optim.lr_scheduler.MultiplicativeLR
local MultiplicativeLR = class("MultiplicativeLR", LRScheduler)

local parse = arguments("MultiplicativeLR", {
  {"optimizer", "table"}, {"lr_lambda", "any"}, {"last_epoch", "integer?", -1},
})

function MultiplicativeLR:init(...)
  local optimizer, lr_lambda, last_epoch = parse(...)
  self:attach(optimizer)
  self.lr_lambdas = factors.list("MultiplicativeLR", optimizer, lr_lambda)
  LRScheduler.init(self, optimizer, last_epoch)
end

function MultiplicativeLR:get_lr()
  if self._is_initial then return self:rates() end
  return self:each(function(lr, _, _, i) return lr * self.lr_lambdas[i](self.last_epoch) end)
end

MultiplicativeLR.state_dict = factors.state_dict
MultiplicativeLR.load_state_dict = factors.load_state_dict

return MultiplicativeLR
