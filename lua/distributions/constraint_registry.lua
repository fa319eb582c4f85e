--- luma.distributions.constraint_registry: which transform maps unconstrained numbers onto a
--- constraint. `biject_to` gives bijections, `transform_to` maps that suit optimisation.

local constraints = require "luma.distributions.constraints"
local fail = require "luma.fail"
local transforms = require "luma.distributions.transforms"

local function affine_from(bound, sign)
  return transforms.ComposeTransform{transforms.ExpTransform(),
    transforms.AffineTransform(bound, sign)}
end

local by_kind = {
  greater_than = function(c)
    if c.lower_bound == 0 then return transforms.ExpTransform() end
    return affine_from(c.lower_bound, 1)
  end,
  less_than = function(c) return affine_from(c.upper_bound, -1) end,
  interval = function(c)
    if c.lower_bound == 0 and c.upper_bound == 1 then return transforms.SigmoidTransform() end
    return transforms.ComposeTransform{transforms.SigmoidTransform(),
      transforms.AffineTransform(c.lower_bound, c.upper_bound - c.lower_bound)}
  end,
}

local function registry(name, own)
  local function find(constraint)
    if own[constraint] then return own[constraint]() end
    if constraint.kind == "independent" then
      return transforms.IndependentTransform(find(constraint.base),
        constraint.event_dim - constraint.base.event_dim)
    end
    local make = by_kind[constraint.kind]
    if make then return make(constraint) end
    fail("%s: there is no transform for the constraint %s", name, tostring(constraint))
  end
  return find
end

local function shared(own)
  own[constraints.real] = function() return transforms.identity_transform end
  own[constraints.corr_cholesky] = function() return transforms.CorrCholeskyTransform() end
  own[constraints.lower_cholesky] = function() return transforms.LowerCholeskyTransform() end
  own[constraints.positive_definite] = function()
    return transforms.PositiveDefiniteTransform()
  end
  return own
end

return {
  biject_to = registry("biject_to", shared{
    [constraints.simplex] = function() return transforms.StickBreakingTransform() end,
  }),
  transform_to = registry("transform_to", shared{
    [constraints.simplex] = function() return transforms.SoftmaxTransform() end,
  }),
}
