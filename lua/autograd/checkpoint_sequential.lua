--- autograd.checkpoint_sequential: checkpoints along a row of functions.

local autograd = require "luma.autograd"
local arguments = require "luma.arguments"
local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"

local read = arguments("checkpoint_sequential", {
  {"functions", "any"}, {"segments", "integer"}, {"input", "any"},
  {"use_reentrant", "boolean?", false}, {"preserve_rng_state", "boolean?", true},
})

local function list_of(functions)
  if is_module(functions) then
    local list = {}
    for child in functions:children() do list[#list + 1] = child end
    return list
  end
  if type(functions) ~= "table" then
    fail("checkpoint_sequential: functions must be a list or an nn.Sequential, got %s",
      type(functions))
  end
  return functions
end

---Runs functions in a row, each on what the one before it returned, in segments that are each a
---checkpoint; the last segment is none, since backward begins there.
---@param functions nn.Sequential|(fun(x: any): any)[]
---@param segments integer how many
---@param input any
---@param options? {use_reentrant: boolean?, preserve_rng_state: boolean?}
---@return any
return function(...)
  local functions, segments, input, use_reentrant, preserve = read(...)
  local list = list_of(functions)
  if segments < 1 or segments > math.max(#list, 1) then
    fail("checkpoint_sequential: segments must be from 1 to the number of functions, %d, not %d",
      #list, segments)
  end
  local function run(first, last)
    return function(x)
      for i = first, last do x = list[i](x) end
      return x
    end
  end
  local size, first = #list // segments, 1
  for _ = 1, segments - 1 do
    input = autograd.checkpoint(run(first, first + size - 1), input,
      {use_reentrant = use_reentrant, preserve_rng_state = preserve})
    first = first + size
  end
  return run(first, #list)(input)
end
