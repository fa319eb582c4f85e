--- luma.distributions: probability distributions with sampling, log_prob, entropy and
--- reparameterised gradients, as torch.distributions has them. A field is loaded when it is first
--- used, by its name: `distributions.Normal` is lua/distributions/Normal.lua.
---
--- Categories are positions: Categorical and its kin count them from 1.

local lazy = require "luma.lazy"

local distributions = lazy("luma.distributions")

---The Kullback-Leibler divergence of q from p: the expected log(p / q) under p, of the batch shape.
---@param p distributions.Distribution
---@param q distributions.Distribution
---@return Tensor
function distributions.kl_divergence(p, q) return distributions.kl.divergence(p, q) end

---Registers `f(p, q)` as the divergence of two classes; the most specific pair is used.
---@param class_p table a class of distributions
---@param class_q table
---@param f fun(p: distributions.Distribution, q: distributions.Distribution): Tensor
function distributions.register_kl(class_p, class_q, f)
  distributions.kl.register(class_p, class_q, f)
end

---The bijection, or at least the map, from unconstrained numbers onto a constraint.
---@param constraint distributions.Constraint
---@return distributions.Transform
function distributions.biject_to(constraint)
  return distributions.constraint_registry.biject_to(constraint)
end
function distributions.transform_to(constraint)
  return distributions.constraint_registry.transform_to(constraint)
end

return distributions
