--- distributions.LogitRelaxedBernoulli.

local arguments = require "luma.arguments"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

---The log-odds of a RelaxedBernoulli draw (Maddison et al. 2017, The Concrete Distribution).
---@class distributions.LogitRelaxedBernoulli : distributions.Distribution
---@overload fun(temperature: number|Tensor, probs?: number|Tensor,
---options?: {logits: number|Tensor?, validate_args: boolean?}): distributions.LogitRelaxedBernoulli
local LogitRelaxedBernoulli = class("LogitRelaxedBernoulli", Distribution)

LogitRelaxedBernoulli.has_rsample = true
LogitRelaxedBernoulli.parameter_names = {"probs", "logits"}
LogitRelaxedBernoulli.arg_constraints = {
  probs = constraints.unit_interval, logits = constraints.real,
}
LogitRelaxedBernoulli.support = constraints.real

local parse = arguments("LogitRelaxedBernoulli", {
  {"temperature", "real"}, {"probs", "real?"}, {"logits", "real?"}, {"validate_args", "boolean?"},
})

function LogitRelaxedBernoulli:init(...)
  local temperature, probs, logits, validate = parse(...)
  self.temperature = temperature
  if parameters.either("LogitRelaxedBernoulli", probs, logits, "probs", "logits") then
    self.logits = parameters.broadcast("LogitRelaxedBernoulli", logits)
  else
    self.probs = parameters.broadcast("LogitRelaxedBernoulli", probs)
  end
  Distribution.init(self, (rawget(self, "probs") or self.logits).shape, {}, validate)
end

function LogitRelaxedBernoulli:get_probs() return parameters.to_probs(self.logits, true) end
function LogitRelaxedBernoulli:get_logits() return parameters.to_logits(self.probs, true) end

local function log_odds(p) return p:log() - (-p):log1p() end

function LogitRelaxedBernoulli:rsample(sample_shape)
  local shape = self:extended_shape(sample_shape)
  local probs = parameters.clamp_probs(self.probs:expand(shape))
  local noise = parameters.clamp_probs(tensor.rand(shape, {dtype = probs.dtype}))
  return (log_odds(noise) + log_odds(probs)) / self.temperature
end

function LogitRelaxedBernoulli:log_prob(value)
  self:check(value)
  local difference = self.logits - value * self.temperature
  local scale = tensor.is_tensor(self.temperature) and self.temperature:log()
    or math.log(self.temperature)
  return scale + difference - difference:exp():log1p() * 2
end

return LogitRelaxedBernoulli
