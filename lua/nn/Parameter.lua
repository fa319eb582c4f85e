--- nn.Parameter: a tensor that a module learns.

local arguments = require "luma.arguments"
local tensor = require "luma.tensor"

local parse = arguments("nn.Parameter", {{"data", "tensor"}, {"requires_grad", "boolean?", true}})

---Marks a tensor as a parameter: in a field of a module it registers itself. It shares the elements
---of `data` and is a leaf of the graph.
---@param data Tensor any shape
---@param requires_grad? boolean true when left out; also as {requires_grad = ...}
---@return Tensor
return function(...) return tensor._parameter(parse(...)) end
