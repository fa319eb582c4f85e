--- optim.class: subclasses of optim.Optimizer.

local class = require "luma.class"
local Optimizer = require "luma.optim.Optimizer"

---Makes a class of optimisers. Define `init(params, ...)`, which hands the groups to
---`optim.Optimizer.init`, and `update(group)`, which `step` runs for each group without gradients
---being recorded.
---@param name string
---@param base? table optim.Optimizer when left out
---@return table
return function(name, base) return class(name, base or Optimizer) end
