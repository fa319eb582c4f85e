--- nn.PReLU.

local arguments = require "luma.arguments"
local class = require "luma.nn.class"
local Parameter = require "luma.nn.Parameter"
local tensor = require "luma.tensor"

---x above 0, weight * x below, with one learned weight or one for each channel (He et al. 2015):
---(N, C, ...) gives the same shape.
---@class nn.PReLU : nn.Module
---@field weight Tensor (num_parameters)
---@field num_parameters integer 1 or the number of channels
---@overload fun(num_parameters?: integer, init?: number, device?: string, dtype?: string): nn.PReLU
local PReLU = class("PReLU")

local parse = arguments("nn.PReLU", {
  {"num_parameters", "size?", 1}, {"init", "number?", 0.25}, {"device", "string?"},
  {"dtype", "string?"},
})

function PReLU:init(...)
  local count, init, device, dtype = parse(...)
  self.num_parameters = count
  self.weight = Parameter(tensor.full({count}, init + 0.0, {dtype = dtype, device = device}))
end

function PReLU:forward(input) return input:prelu(self.weight) end

function PReLU:extra_repr() return ("num_parameters=%d"):format(self.num_parameters) end

return PReLU
