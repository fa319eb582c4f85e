--- The options of an optimiser, described once: for its constructor, for groups and for states that
--- are loaded.

local arguments = require "luma.arguments"
local fail = require "luma.fail"

-- Keys of a group that are no options of the optimiser: names, and what schedules keep there.
local extra = {params = true, param_names = true, name = true, initial_lr = true, max_lr = true,
  min_lr = true, swa_lr = true, base_momentum = true, max_momentum = true}

-- How PyTorch computes a step is chosen with these; here a step is one operation over all
-- parameters whatever they say, but for differentiable, which records single operations.
local ways = {
  foreach = {"foreach", "boolean?"},
  fused = {"fused", "boolean?"},
  capturable = {"capturable", "boolean?", false},
  differentiable = {"differentiable", "boolean?", false},
}

---@class luma.optim.options
---@field names string[]
local Options = {}
Options.__index = Options

---@param name string the class, for errors
---@param list table[] entries as of `arguments`; a string stands for foreach, fused, capturable or
---differentiable
---@param check? fun(name: string, options: table) fails when options do not go together
local function new(name, list, check)
  local entries = {{"params", "params"}}
  for i, entry in ipairs(list) do entries[i + 1] = ways[entry] or entry end
  return setmetatable({name = name, entries = entries, parse = arguments(name, entries),
    further = check}, Options)
end

function Options:named(values)
  local options = {}
  for i = 2, #self.entries do options[self.entries[i][1]] = values[i] end
  local name = self.name
  if options.capturable then
    fail("%s: capturable = true is not supported: it is for steps inside CUDA graphs", name)
  elseif options.differentiable and (options.fused or options.foreach) then
    fail("%s: differentiable = true records single operations; it needs %s left out", name,
      options.fused and "fused" or "foreach")
  elseif options.fused and options.foreach then
    fail("%s: fused and foreach cannot both be true", name)
  end
  if self.further then self.further(name, options) end
  return options
end

---The arguments of a constructor.
---@return table params
---@return table options by name
function Options:read(...)
  local values = {self.parse(...)}
  return values[1], self:named(values)
end

---Fails when the options of a group are wrong.
---@param group table
function Options:check(group)
  local options = {}
  for key, value in pairs(group) do
    if not extra[key] then options[key] = value end
  end
  self:named({self.parse({}, options)})
end

---Is this key of a saved group to be taken over? How PyTorch computed the step is not.
---@param key string
function Options.keeps(key) return key ~= "params" and ways[key] == nil end

return new
