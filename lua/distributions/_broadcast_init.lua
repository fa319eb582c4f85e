--- The init of distributions whose parameters are numbers or tensors, broadcast against each other.

local arguments = require "luma.arguments"
local Distribution = require "luma.distributions.Distribution"
local parameters = require "luma.distributions.parameters"

---@param name string the distribution
---@param names string[] its parameters, which become fields
---@return fun(self: distributions.Distribution, ...): boolean? # also returns validate_args
return function(name, names)
  local rows = {}
  for i, parameter in ipairs(names) do rows[i] = {parameter, "real"} end
  rows[#rows + 1] = {"validate_args", "boolean?"}
  local parse = arguments(name, rows)
  return function(self, ...)
    local given = {parse(...)}
    local validate = given[#names + 1]
    local tensors = {parameters.broadcast(name, table.unpack(given, 1, #names))}
    for i, parameter in ipairs(names) do self[parameter] = tensors[i] end
    Distribution.init(self, tensors[1].shape, {}, validate)
    return validate
  end
end
