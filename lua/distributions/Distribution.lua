--- distributions.Distribution: what all distributions have.

local autograd = require "luma.autograd"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local fail = require "luma.fail"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---The base of all distributions. `batch_shape` are the sizes of independent but differently
---parameterised draws, `event_shape` those of one draw. Properties such as `mean`, `mode`,
---`variance` and `stddev` are fields.
---
---A subclass defines `init`, which ends in `Distribution.init`, methods, and a property NAME as a
---method `get_NAME`. `parameter_names` lists the tensors that `expand` expands; `arg_constraints`
---and `support` say which values are valid.
---@class distributions.Distribution
---@field batch_shape integer[]
---@field event_shape integer[]
---@field has_rsample boolean samples carry gradients to the parameters
---@field has_enumerate_support boolean
---@field mean Tensor batch_shape + event_shape, as mode and variance
---@field mode Tensor
---@field variance Tensor
---@field stddev Tensor
local Distribution = class("Distribution")

Distribution.has_rsample = false
Distribution.has_enumerate_support = false
Distribution.arg_constraints = {}
Distribution.parameter_names = {}
Distribution.validate_default = true

function Distribution.__index(self, key)
  local own = getmetatable(self)
  local value = own[key]
  if value ~= nil or type(key) ~= "string" then return value end
  local get = own["get_" .. key]
  return get and get(self)
end

local function check_parameters(self)
  for name, constraint in pairs(self.arg_constraints) do
    local value = rawget(self, name)
    if value ~= nil and not constraints.is_dependent(constraint)
      and not constraint:check(value):all():item() then
      fail("%s: parameter '%s' of shape %s must be %s, but holds other values", self.__name, name,
        tostring(value.shape), tostring(constraint))
    end
  end
end

---@param batch_shape integer[]
---@param event_shape integer[]
---@param validate_args? boolean check parameters now and values later
function Distribution:init(batch_shape, event_shape, validate_args)
  self.batch_shape = parameters.piece(batch_shape or {}, 1)
  self.event_shape = parameters.piece(event_shape or {}, 1)
  if validate_args ~= nil then self.validate_args = validate_args end
  if self.validate_args ~= false and Distribution.validate_default then check_parameters(self) end
end

---Turns the checks of parameters and values on or off for all distributions made from now on.
---@param on boolean
function Distribution.set_default_validate_args(on) Distribution.validate_default = on end

function Distribution:get_stddev() return self.variance:sqrt() end

---The shape of samples: sample_shape + batch_shape + event_shape.
function Distribution:extended_shape(sample_shape)
  return parameters.join(parameters.sizes(self.__name, sample_shape), self.batch_shape,
    self.event_shape)
end

---Draws without gradients.
---@param sample_shape? integer[]|integer
---@return Tensor sample_shape + batch_shape + event_shape
function Distribution:sample(sample_shape)
  return autograd.no_grad(function() return self:rsample(sample_shape) end)
end

---Draws as a differentiable function of the parameters.
---@param sample_shape? integer[]|integer
---@return Tensor
function Distribution:rsample()
  fail("%s: rsample is not defined: samples are no differentiable function of the parameters",
    self.__name)
end

local function undefined(what)
  return function(self) fail("%s: %s is not defined", self.__name, what) end
end
---The logarithm of the probability or of its density at a value.
---@type fun(self, value: Tensor): Tensor
Distribution.log_prob = undefined("log_prob")
---The probability of values up to this one.
---@type fun(self, value: Tensor): Tensor
Distribution.cdf = undefined("cdf")
---The inverse of cdf.
---@type fun(self, value: Tensor): Tensor
Distribution.icdf = undefined("icdf")
---The entropy in nats, of the batch shape.
---@type fun(self): Tensor
Distribution.entropy = undefined("entropy")
---All values of a discrete distribution along a new first dimension; expand (default true)
---repeats them over the batch.
---@type fun(self, expand?: boolean): Tensor
Distribution.enumerate_support = undefined("enumerate_support")

function Distribution:perplexity() return self:entropy():exp() end

---The same distribution with its parameters expanded to another batch shape.
---@param batch_shape integer[]
---@return distributions.Distribution
function Distribution:expand(batch_shape)
  local new = setmetatable({}, getmetatable(self))
  for key, value in pairs(self) do new[key] = value end
  new.batch_shape = parameters.sizes(self.__name, batch_shape)
  for _, name in ipairs(self.parameter_names) do
    local value = rawget(self, name)
    if value ~= nil then
      local own = parameters.piece(value.shape, #self.batch_shape + 1)
      new[name] = value:expand(parameters.join(new.batch_shape, own))
    end
  end
  return new
end

---Raises unless `value` has a fitting shape and lies in the support.
function Distribution:validate_sample(value)
  if not tensor.is_tensor(value) then
    fail("%s: the value must be a tensor, got a %s", self.__name, type(value))
  end
  local events, shape = self.event_shape, value.shape
  local want = parameters.join(self.batch_shape, events)
  for i = 1, math.min(#want, #shape) do
    local a, b = want[#want - i + 1], shape[#shape - i + 1]
    if a ~= b and (i <= #events or a ~= 1 and b ~= 1) then
      fail("%s: a value of shape %s does not fit batch shape (%s) and event shape (%s)",
        self.__name, tostring(shape), table.concat(self.batch_shape, ", "),
        table.concat(events, ", "))
    end
  end
  if #shape < #events then
    fail("%s: a value of shape %s lacks dimensions: the event shape is (%s)", self.__name,
      tostring(shape), table.concat(events, ", "))
  end
  local support = self.support
  if support and not constraints.is_dependent(support)
    and not support:check(value):all():item() then
    fail("%s: the value of shape %s must lie in the support, %s", self.__name, tostring(shape),
      tostring(support))
  end
end

---Called by log_prob and cdf first.
function Distribution:check(value)
  if self.validate_args ~= false and Distribution.validate_default then
    self:validate_sample(value)
  end
end

function Distribution:__tostring()
  local parts = {}
  for _, name in ipairs(self.parameter_names) do
    local value = rawget(self, name)
    if value ~= nil then
      parts[#parts + 1] = name .. ": " .. (value:numel() == 1 and ("%g"):format(value:item())
        or "tensor of shape " .. tostring(value.shape))
    end
  end
  return ("%s(%s)"):format(self.__name, table.concat(parts, ", "))
end

return Distribution
