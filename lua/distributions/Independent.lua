--- distributions.Independent.

local arguments = require "luma.arguments"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local fail = require "luma.fail"
local parameters = require "luma.distributions.parameters"

---Another distribution, the last n of whose batch dimensions belong to one event: their
---log-probabilities and entropies are summed.
---@class distributions.Independent : distributions.Distribution
---@overload fun(base: distributions.Distribution, reinterpreted_batch_ndims: integer,
---options?: {validate_args: boolean?}): distributions.Independent
local Independent = class("Independent", Distribution)

local parse = arguments("Independent", {
  {"base_distribution", "table"}, {"reinterpreted_batch_ndims", "size"},
  {"validate_args", "boolean?"},
})

function Independent:init(...)
  local base, n, validate = parse(...)
  local batch = base.batch_shape
  if n > #batch then
    fail("Independent: %d dimensions cannot be taken from the batch shape (%s) of %s", n,
      table.concat(batch, ", "), base.__name)
  end
  self.base_dist, self.reinterpreted_batch_ndims = base, n
  self.has_rsample, self.has_enumerate_support = base.has_rsample, base.has_enumerate_support
  Distribution.init(self, parameters.piece(batch, 1, #batch - n),
    parameters.join(parameters.piece(batch, #batch - n + 1), base.event_shape), validate)
end

function Independent:expand(batch_shape)
  local new = Distribution.expand(self, batch_shape)
  local event = parameters.piece(self.event_shape, 1, self.reinterpreted_batch_ndims)
  new.base_dist = self.base_dist:expand(parameters.join(new.batch_shape, event))
  return new
end

function Independent:get_support()
  local support, n = self.base_dist.support, self.reinterpreted_batch_ndims
  if support == nil or n == 0 then return support end
  return constraints.independent(support, n)
end
function Independent:get_mean() return self.base_dist.mean end
function Independent:get_mode() return self.base_dist.mode end
function Independent:get_variance() return self.base_dist.variance end

function Independent:sample(sample_shape) return self.base_dist:sample(sample_shape) end
function Independent:rsample(sample_shape) return self.base_dist:rsample(sample_shape) end

function Independent:log_prob(value)
  return parameters.sum_last(self.base_dist:log_prob(value), self.reinterpreted_batch_ndims)
end

function Independent:entropy()
  return parameters.sum_last(self.base_dist:entropy(), self.reinterpreted_batch_ndims)
end

function Independent:enumerate_support(expand)
  if self.reinterpreted_batch_ndims > 0 then
    fail("Independent: enumerate_support is not defined where dimensions were taken from the batch")
  end
  return self.base_dist:enumerate_support(expand)
end

function Independent:__tostring()
  return ("Independent(%s, %d)"):format(tostring(self.base_dist), self.reinterpreted_batch_ndims)
end

return Independent
