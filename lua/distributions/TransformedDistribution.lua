--- distributions.TransformedDistribution.

local arguments = require "luma.arguments"
local autograd = require "luma.autograd"
local class = require "luma.class"
local constraints = require "luma.distributions.constraints"
local Distribution = require "luma.distributions.Distribution"
local fail = require "luma.fail"
local Independent = require "luma.distributions.Independent"
local parameters = require "luma.distributions.parameters"
local transforms = require "luma.distributions.transforms"

---What a draw of `base` becomes under one transform or a list of them, one after the other.
---@class distributions.TransformedDistribution : distributions.Distribution
---@overload fun(base: distributions.Distribution,
---transforms: distributions.Transform|distributions.Transform[],
---options?: {validate_args: boolean?}): distributions.TransformedDistribution
local TransformedDistribution = class("TransformedDistribution", Distribution)

local parse = arguments("TransformedDistribution", {
  {"base_distribution", "table"}, {"transforms", "table"}, {"validate_args", "boolean?"},
})

function TransformedDistribution:init(...)
  local base, list, validate = parse(...)
  if transforms.is_transform(list) then list = {list} end
  for i, t in ipairs(list) do
    if not transforms.is_transform(t) then
      fail("TransformedDistribution: entry %d of the transforms is no transform", i)
    end
  end
  local all = transforms.ComposeTransform(list)
  local base_shape = parameters.join(base.batch_shape, base.event_shape)
  if #base_shape < all.domain.event_dim then
    fail("TransformedDistribution: a base of shape (%s) lacks dimensions for a transform of "
      .. "events with %d", table.concat(base_shape, ", "), all.domain.event_dim)
  end
  local shape = all:forward_shape(base_shape)
  -- A transform of whole events makes events of the base's batch dimensions, too.
  local event_dim = all.codomain.event_dim
    + math.max(#base.event_shape - all.domain.event_dim, 0)
  local reinterpreted = all.domain.event_dim - #base.event_shape
  if reinterpreted > 0 then base = Independent(base, reinterpreted) end
  self.base_dist, self.transforms = base, list
  self.has_rsample = base.has_rsample
  Distribution.init(self, parameters.piece(shape, 1, #shape - event_dim),
    parameters.piece(shape, #shape - event_dim + 1), validate)
end

function TransformedDistribution:expand(batch_shape)
  local new = Distribution.expand(self, batch_shape)
  local all = transforms.ComposeTransform(self.transforms)
  local shape = all:inverse_shape(parameters.join(new.batch_shape, self.event_shape))
  new.base_dist = self.base_dist:expand(
    parameters.piece(shape, 1, #shape - #self.base_dist.event_shape))
  return new
end

function TransformedDistribution:get_support()
  if #self.transforms == 0 then return self.base_dist.support end
  local support = self.transforms[#self.transforms].codomain
  local more = #self.event_shape - support.event_dim
  return more > 0 and constraints.independent(support, more) or support
end

local function forward(self, x)
  for _, t in ipairs(self.transforms) do x = t(x) end
  return x
end

function TransformedDistribution:sample(sample_shape)
  return autograd.no_grad(function() return forward(self, self.base_dist:sample(sample_shape)) end)
end
function TransformedDistribution:rsample(sample_shape)
  return forward(self, self.base_dist:rsample(sample_shape))
end

-- Change of variables: the log-density at x = inverse(y), less the log-determinants on the way.
function TransformedDistribution:log_prob(value)
  self:check(value)
  local event_dim, total, y = #self.event_shape, 0, value
  for i = #self.transforms, 1, -1 do
    local t = self.transforms[i]
    local x = t:inverse(y)
    event_dim = event_dim + t.domain.event_dim - t.codomain.event_dim
    total = total - parameters.sum_last(t:log_abs_det_jacobian(x, y),
      event_dim - t.domain.event_dim)
    y = x
  end
  return total + parameters.sum_last(self.base_dist:log_prob(y),
    event_dim - #self.base_dist.event_shape)
end

-- A falling map turns "up to" into "from".
local function mirrored(self, value)
  local sign = 1
  for _, t in ipairs(self.transforms) do sign = sign * t.sign end
  if sign == 1 then return value end
  return (value - 0.5) * sign + 0.5
end

function TransformedDistribution:cdf(value)
  self:check(value)
  for i = #self.transforms, 1, -1 do value = self.transforms[i]:inverse(value) end
  return mirrored(self, self.base_dist:cdf(value))
end
function TransformedDistribution:icdf(value)
  return forward(self, self.base_dist:icdf(mirrored(self, value)))
end

function TransformedDistribution:__tostring()
  return ("%s(%s)"):format(self.__name, tostring(self.base_dist))
end

return TransformedDistribution
