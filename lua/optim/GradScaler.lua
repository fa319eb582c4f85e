--- optim.GradScaler.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.class"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

---Keeps the small gradients of float16 from vanishing (Micikevicius et al. 2018): `scale`
---multiplies the loss, `step` divides the gradients again and leaves the optimiser's step out when
---one is infinite or NaN, `update` then multiplies the scale by backoff_factor, and by
---growth_factor after growth_interval steps in a row that were taken. With enabled = false all of
---it does nothing.
---@class optim.GradScaler
---@overload fun(device?: string, options?: {init_scale: number?, growth_factor: number?,
---backoff_factor: number?, growth_interval: integer?, enabled: boolean?}): optim.GradScaler
local GradScaler = class("GradScaler")

local parse = arguments("GradScaler", {
  {"device", "string?"}, {"init_scale", "nonnegative?", 65536.0}, {"growth_factor", "number?", 2.0},
  {"backoff_factor", "number?", 0.5}, {"growth_interval", "integer?", 2000},
  {"enabled", "boolean?", true},
})

-- PyTorch keeps the scale in float32.
local function float32(x) return (string.unpack("f", string.pack("f", x))) end

function GradScaler:init(...)
  local _, init_scale, growth, backoff, interval, enabled = parse(...)
  if growth <= 1 then fail("GradScaler: growth_factor must be above 1, got %s", growth) end
  if backoff >= 1 then fail("GradScaler: backoff_factor must be below 1, got %s", backoff) end
  self.enabled = enabled
  self.current, self.tracker, self.used = float32(init_scale), 0, false
  self.growth_factor, self.backoff_factor, self.growth_interval = growth, backoff, interval
  self:forget()
end

-- What was found for each optimiser since the last update: {stage = ..., found = boolean}.
function GradScaler:forget() self.seen = setmetatable({}, {__mode = "k"}) end

function GradScaler:seen_of(optimizer)
  local seen = self.seen[optimizer]
  if not seen then
    seen = {stage = "ready"}
    self.seen[optimizer] = seen
  end
  return seen
end

local function scaled(value, factor, depth)
  if tensor.is_tensor(value) then return value * factor end
  if type(value) ~= "table" or getmetatable(value) ~= nil or depth > 100 then
    fail("GradScaler: scale needs a tensor or a list of tensors, got a %s", type(value))
  end
  local list = {}
  for key, entry in pairs(value) do list[key] = scaled(entry, factor, depth + 1) end
  return list
end

---A loss, or lists of outputs, times the scale.
---@param outputs Tensor|table
---@return Tensor|table
function GradScaler:scale(outputs)
  if not self.enabled then return outputs end
  self.used = true
  return scaled(outputs, self.current, 1)
end

local function check_used(self, name)
  if self.used then return end
  fail("GradScaler: %s needs a loss that was scaled with scale before", name)
end

-- The gradients of an optimiser by dtype and device, which one operation takes together.
local function gradients(optimizer)
  if type(optimizer) ~= "table" or type(optimizer.param_groups) ~= "table" then
    fail("GradScaler: an optimiser is needed, got a %s", type(optimizer))
  end
  local lists, by_key = {}, {}
  for _, group in ipairs(optimizer.param_groups) do
    for _, parameter in ipairs(group.params) do
      local grad = parameter.grad
      if grad then
        if grad.dtype == "float16" then
          fail("GradScaler: a gradient is float16; parameters must be float32 (autograd.autocast)")
        end
        grad = grad:detach()
        if grad:is_complex() then grad = tensor.view_as_real(grad) end
        local key = grad.dtype .. " " .. grad.device
        if not by_key[key] then
          by_key[key] = {}
          lists[#lists + 1] = by_key[key]
        end
        table.insert(by_key[key], grad)
      end
    end
  end
  return lists
end

-- Is an element of the gradients infinite or NaN? The device is waited for once.
local function not_finite(grads)
  local fine
  for _, grad in ipairs(grads) do
    local all = grad:isfinite():all()
    fine = fine and fine:logical_and(all) or all
  end
  return not fine:item()
end

---Divides the gradients of an optimiser by the scale, for code that looks at them before step, such
---as clipping.
---@param optimizer optim.Optimizer
function GradScaler:unscale_(optimizer)
  if not self.enabled then return end
  check_used(self, "unscale_")
  local lists, seen = gradients(optimizer), self:seen_of(optimizer)
  if seen.stage == "unscaled" then
    fail("GradScaler: unscale_ was called for this optimiser already since the last update")
  elseif seen.stage == "stepped" then
    fail("GradScaler: unscale_ comes too late, after step")
  end
  local _ <close> = autograd.no_grad()
  local factor = float32(1 / self.current)
  for _, grads in ipairs(lists) do
    seen.found = not_finite(grads) or seen.found or false
    for _, grad in ipairs(grads) do grad:mul_(factor) end
  end
  seen.stage = "unscaled"
end

---Takes the step of an optimiser, with the gradients divided by the scale, unless one is infinite
---or NaN.
---@param optimizer optim.Optimizer
---@param ... any for the optimiser's step; no closure
---@return any what the optimiser's step returned; nil when it was left out
function GradScaler:step(optimizer, ...)
  if not self.enabled then return optimizer:step(...) end
  if type((...)) == "function" then
    fail("GradScaler: step takes no closure: each evaluation would need its own scaling")
  end
  check_used(self, "step")
  local seen = self:seen_of(optimizer)
  if seen.stage == "stepped" then
    fail("GradScaler: step was called for this optimiser already since the last update")
  end
  if seen.stage == "ready" then self:unscale_(optimizer) end
  if seen.found == nil then
    fail("GradScaler: the optimiser has no gradients; call backward on the scaled loss first")
  end
  seen.stage = "stepped"
  if not seen.found then return optimizer:step(...) end
end

---Moves the scale, or sets it.
---@param new_scale? number|Tensor
function GradScaler:update(new_scale)
  if not self.enabled then return end
  check_used(self, "update")
  if type(new_scale) == "table" and not tensor.is_tensor(new_scale) then
    new_scale = new_scale.new_scale
  end
  if new_scale ~= nil then
    if tensor.is_tensor(new_scale) and new_scale:numel() == 1 then new_scale = new_scale:item() end
    if type(new_scale) ~= "number" then
      fail("GradScaler: update takes a number or a tensor of one element, got a %s",
        type(new_scale))
    end
    self.current = float32(new_scale)
  else
    self:adapt()
  end
  self:forget()
end

function GradScaler:adapt()
  local checked, found = false, false
  for _, seen in pairs(self.seen) do
    checked, found = checked or seen.found ~= nil, found or seen.found or false
  end
  if not checked then
    fail("GradScaler: update needs a step or unscale_ before it, which look at the gradients")
  elseif found then
    self.current, self.tracker = float32(self.current * self.backoff_factor), 0
    return
  end
  self.tracker = self.tracker + 1
  if self.tracker == self.growth_interval then
    local grown = float32(self.current * self.growth_factor)
    if grown < math.huge then self.current = grown end
    self.tracker = 0
  end
end

---@return number the scale, 1 when not enabled
function GradScaler:get_scale() return self.enabled and self.current or 1.0 end

---@return boolean
function GradScaler:is_enabled() return self.enabled end

---@return number
function GradScaler:get_growth_factor() return self.growth_factor end

---@param factor number above 1
function GradScaler:set_growth_factor(factor) self.growth_factor = factor end

---@return number
function GradScaler:get_backoff_factor() return self.backoff_factor end

---@param factor number below 1
function GradScaler:set_backoff_factor(factor) self.backoff_factor = factor end

---@return integer
function GradScaler:get_growth_interval() return self.growth_interval end

---@param interval integer
function GradScaler:set_growth_interval(interval) self.growth_interval = interval end

---The scale and how it moves, with PyTorch's keys; empty when not enabled.
---@return table
function GradScaler:state_dict()
  if not self.enabled then return {} end
  return {
    scale = self.current, growth_factor = self.growth_factor, backoff_factor = self.backoff_factor,
    growth_interval = self.growth_interval, _growth_tracker = self.tracker,
  }
end

---@param dict table as state_dict gives it
function GradScaler:load_state_dict(dict)
  if not self.enabled then return end
  if type(dict) ~= "table" or next(dict) == nil then
    fail("GradScaler: the state is empty; was it saved with enabled = false?")
  end
  for _, key in ipairs{"scale", "growth_factor", "backoff_factor", "growth_interval",
    "_growth_tracker"} do
    if type(dict[key]) ~= "number" then
      fail("GradScaler: %s of the state must be a number, got a %s", key, type(dict[key]))
    end
  end
  self.current, self.tracker = float32(dict.scale), dict._growth_tracker
  self.growth_factor, self.backoff_factor = dict.growth_factor, dict.backoff_factor
  self.growth_interval = dict.growth_interval
end

return GradScaler
