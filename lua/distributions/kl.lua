--- Kullback-Leibler divergences of pairs of distributions, in nats.
---
--- Closed forms; p and q in the order of KL(p || q). A pair without one is an error naming both.

local distributions = require "luma.distributions"
local fail = require "luma.fail"
local parameters = require "luma.distributions.parameters"
local tensor = require "luma.tensor"

local kl = {}
local registered = {} -- [class of p][class of q] = f

---See distributions.register_kl.
function kl.register(class_p, class_q, f)
  for _, class in ipairs {class_p, class_q} do
    if type(class) ~= "table" or type(class.log_prob) ~= "function" then
      fail("register_kl: classes of distributions are needed")
    end
  end
  registered[class_p] = registered[class_p] or {}
  registered[class_p][class_q] = f
end

local function base_of(class)
  local meta = getmetatable(class)
  local base = meta and meta.__index
  return type(base) == "table" and rawget(base, "__name") and base or nil
end

---See distributions.kl_divergence. The nearest registered ancestors of both classes decide.
function kl.divergence(p, q)
  local class_p = getmetatable(p)
  while class_p do
    local class_q = getmetatable(q)
    while class_q do
      local f = registered[class_p] and registered[class_p][class_q]
      if f then return f(p, q) end
      class_q = base_of(class_q)
    end
    class_p = base_of(class_p)
  end
  fail("kl_divergence: there is no formula for %s and %s", tostring(getmetatable(p).__name),
    tostring(getmetatable(q).__name))
end

local function define(p, q, f) kl.register(distributions[p], distributions[q], f) end
local function infinite(p, q)
  local parameter = distributions[p].parameter_names[1]
  define(p, q, function(a) return tensor.full_like(a[parameter], math.huge) end)
end
local half_log_2pi = math.log(2 * math.pi) / 2
local EULER = 0.57721566490153286061 -- minus the mean of the logarithm of an exponential draw

-- ---- discrete

define("Bernoulli", "Bernoulli", function(p, q)
  local a, b = p.probs, q.probs
  -- With log-odds as they are: softplus(-l) is -log of the probability of 1.
  local softplus = require "luma.nn.functional".softplus
  local one = a * (softplus(-q.logits) - softplus(-p.logits))
  local zero = (1 - a) * (softplus(q.logits) - softplus(p.logits))
  one = one:masked_fill(b:eq(0) & a:ne(0), math.huge):masked_fill(a:eq(0), 0)
  zero = zero:masked_fill(b:eq(1) & a:ne(1), math.huge):masked_fill(a:eq(1), 0)
  return one + zero
end)
define("Bernoulli", "Poisson", function(p, q)
  return -p:entropy() - (p.probs * q.rate:log() - q.rate)
end)
define("Categorical", "Categorical", function(p, q)
  local term = p.probs * (p.logits - q.logits)
  term = term:masked_fill(q.probs:eq(0):expand(term.shape), math.huge)
  return term:masked_fill(p.probs:eq(0):expand(term.shape), 0):sum(-1)
end)
define("OneHotCategorical", "OneHotCategorical", function(p, q)
  return kl.divergence(p.categorical, q.categorical)
end)
define("Poisson", "Poisson", function(p, q)
  return p.rate * (p.rate:log() - q.rate:log()) - (p.rate - q.rate)
end)
infinite("Poisson", "Bernoulli")

-- ---- one location and one scale

define("Normal", "Normal", function(p, q)
  local ratio = (p.scale / q.scale):square()
  local distance = ((p.loc - q.loc) / q.scale):square()
  return (ratio + distance - 1 - ratio:log()) / 2
end)
define("Normal", "Laplace", function(p, q)
  local difference = p.loc - q.loc
  local ratio, position = p.scale / q.scale, difference / p.scale
  local folded = p.scale * math.sqrt(2 / math.pi) * (position:square() * -0.5):exp()
    + difference * (position * math.sqrt(0.5)):erf()
  return -ratio:log() + folded / q.scale - (0.5 + half_log_2pi) + math.log(2)
end)
define("Laplace", "Laplace", function(p, q)
  local ratio, distance = p.scale / q.scale, (p.loc - q.loc):abs()
  return -ratio:log() + distance / q.scale + ratio * (-distance / p.scale):exp() - 1
end)
define("Laplace", "Normal", function(p, q)
  local variance = q.scale:square()
  local ratio = p.scale:square() / variance
  return (ratio * 2 / math.pi):log() * -0.5 + ratio
    + (p.loc:square() / 2 - p.loc * q.loc + q.loc:square() / 2) / variance - 1
end)
define("MultivariateNormal", "MultivariateNormal", function(p, q)
  local n = p.event_shape[1]
  if n ~= q.event_shape[1] then
    fail("kl_divergence: MultivariateNormal: event shapes (%d) and (%d) differ", n,
      q.event_shape[1])
  end
  local lp, lq = p.scale_tril, q.scale_tril
  local function log_det(l) return l:diagonal(0, -2, -1):log():sum(-1) end
  local shape = tensor.broadcast_shapes(lp.shape, lq.shape)
  local spread = tensor.linalg.solve_triangular(lq:expand(shape), lp:expand(shape), {upper = false})
  local shift = tensor.linalg.solve_triangular(lq, (q.loc - p.loc):unsqueeze(-1), {upper = false})
  return log_det(lq) - log_det(lp)
    + (spread:square():sum{-2, -1} + shift:squeeze(-1):square():sum(-1) - n) / 2
end)

-- ---- the exponential family on positive numbers

define("Exponential", "Exponential", function(p, q)
  local ratio = q.rate / p.rate
  return ratio - 1 - ratio:log()
end)
define("Exponential", "Gamma", function(p, q)
  local ratio = q.rate / p.rate
  local k = q.concentration
  return -k * ratio:log() + ratio + k:lgamma() + k * EULER - (1 + EULER)
end)
define("Exponential", "Normal", function(p, q)
  local variance, rate = q.scale:square(), p.rate
  return (rate:square() * variance * 2 * math.pi):log() / 2 - 1
    + (rate:pow(-2) - q.loc / rate + q.loc:square() / 2) / variance
end)
define("Gamma", "Gamma", function(p, q)
  local a, b = p.concentration, q.concentration
  return b * (p.rate / q.rate):log() + b:lgamma() - a:lgamma() + (a - b) * a:digamma()
    + (q.rate - p.rate) * (a / p.rate)
end)
define("Gamma", "Exponential", function(p, q)
  local k = p.concentration
  return -p:entropy() - q.rate:log() + q.rate * k / p.rate
end)
define("Gamma", "Normal", function(p, q)
  local variance, rate, k = q.scale:square(), p.rate, p.concentration
  return (rate:square() * variance * 2 * math.pi):log() / 2 - k - k:lgamma()
    + (k - 1) * k:digamma()
    + ((k:square() + k) / 2 / rate:square() - q.loc * k / rate + q.loc:square() / 2) / variance
end)
define("Beta", "Beta", function(p, q)
  local a1, a0, b1, b0 = p.concentration1, p.concentration0, q.concentration1, q.concentration0
  local a, b = a1 + a0, b1 + b0
  return b1:lgamma() + b0:lgamma() + a:lgamma() - (a1:lgamma() + a0:lgamma() + b:lgamma())
    + (a1 - b1) * a1:digamma() + (a0 - b0) * a0:digamma() + (b - a) * a:digamma()
end)
define("Beta", "Exponential", function(p, q)
  return -p:entropy() - q.rate:log() + q.rate * p.mean
end)
define("Beta", "Gamma", function(p, q)
  local a = p.concentration1
  local log_mean = a:digamma() - (a + p.concentration0):digamma()
  return -p:entropy() + q.concentration:lgamma() - q.concentration * q.rate:log()
    - (q.concentration - 1) * log_mean + q.rate * p.mean
end)
define("Beta", "Normal", function(p, q)
  local mean, variance = p.mean, q.scale:square()
  return -p:entropy() + (variance * 2 * math.pi):log() / 2
    + ((p.variance + mean:square()) / 2 - mean * q.loc + q.loc:square() / 2) / variance
end)
define("Beta", "Uniform", function(p, q)
  local result = -p:entropy() + (q.high - q.low):log()
  return result:masked_fill((q.low:gt(0) | q.high:lt(1)):expand(result.shape), math.huge)
end)
define("Dirichlet", "Dirichlet", function(p, q)
  local a, b = p.concentration, q.concentration
  local total = a:sum(-1)
  local slope = a:digamma() - total:digamma():unsqueeze(-1)
  return total:lgamma() - b:sum(-1):lgamma() - (a:lgamma() - b:lgamma()):sum(-1)
    + ((a - b) * slope):sum(-1)
end)

-- ---- bounded

define("Uniform", "Uniform", function(p, q)
  local result = ((q.high - q.low) / (p.high - p.low)):log()
  return result:masked_fill(q.low:gt(p.low) | q.high:lt(p.high), math.huge)
end)
-- The mean of x log x - x between two bounds, for Uniform.
local function log_mean(p)
  local width = p.high - p.low
  return (p.high:xlogy(p.high) - p.low:xlogy(p.low) - width) / width
end
define("Uniform", "Beta", function(p, q)
  local width = p.high - p.low
  local below = 1 - p.high
  local above = 1 - p.low
  -- The mean of log (1 - x).
  local mean_log1m = (above:xlogy(above) - below:xlogy(below) - width) / width
  local result = -width:log() - (q.concentration1 - 1) * log_mean(p)
    - (q.concentration0 - 1) * mean_log1m
    + q.concentration1:lgamma() + q.concentration0:lgamma()
    - (q.concentration1 + q.concentration0):lgamma()
  return result:masked_fill((p.high:gt(1) | p.low:lt(0)):expand(result.shape), math.huge)
end)
define("Uniform", "Exponential", function(p, q)
  local result = q.rate * (p.high + p.low) / 2 - ((p.high - p.low) * q.rate):log()
  return result:masked_fill(p.low:lt(0):expand(result.shape), math.huge)
end)
define("Uniform", "Gamma", function(p, q)
  local k = q.concentration
  local result = -(p.high - p.low):log() + k:lgamma() - k * q.rate:log() - (k - 1) * log_mean(p)
    + q.rate * (p.high + p.low) / 2
  return result:masked_fill(p.low:lt(0):expand(result.shape), math.huge)
end)
define("Uniform", "Normal", function(p, q)
  local width = p.high - p.low
  local centre = (p.high + p.low - q.loc * 2) / 2
  return (q.scale * math.sqrt(2 * math.pi) / width):log()
    + (width:square() / 12 + centre:square()) / q.scale:square() / 2
end)

-- ---- where p reaches values that q cannot have

for _, pair in ipairs {
  {"Exponential", "Beta"}, {"Exponential", "Uniform"}, {"Gamma", "Beta"}, {"Gamma", "Uniform"},
  {"Laplace", "Beta"}, {"Laplace", "Exponential"}, {"Laplace", "Gamma"}, {"Laplace", "Uniform"},
  {"Normal", "Beta"}, {"Normal", "Exponential"}, {"Normal", "Gamma"}, {"Normal", "Uniform"},
} do
  infinite(pair[1], pair[2])
end

-- ---- distributions made of others

define("Independent", "Independent", function(p, q)
  if p.reinterpreted_batch_ndims ~= q.reinterpreted_batch_ndims then
    fail("kl_divergence: Independent: both must take the same number of dimensions, not %d and %d",
      p.reinterpreted_batch_ndims, q.reinterpreted_batch_ndims)
  end
  return parameters.sum_last(kl.divergence(p.base_dist, q.base_dist),
    p.reinterpreted_batch_ndims)
end)
define("TransformedDistribution", "TransformedDistribution", function(p, q)
  local same = #p.transforms == #q.transforms
  for i, t in ipairs(p.transforms) do same = same and t == q.transforms[i] end
  if not same then
    fail("kl_divergence: TransformedDistribution: the transforms of both must be the same")
  end
  return kl.divergence(p.base_dist, q.base_dist)
end)

return kl
