--- What Nesterov's momentum needs of the other options.

local fail = require "luma.fail"

---Fails when the options do not go together.
---@param name string the optimiser, for errors
---@param o table its options
return function(name, o)
  if o.nesterov and (o.momentum == 0 or o.dampening ~= 0) then
    fail("%s: nesterov needs a momentum above 0 and a dampening of 0, got %s and %s", name,
      o.momentum, o.dampening)
  end
end
