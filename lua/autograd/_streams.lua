--- The random streams that a checkpointed function may draw from: the state's own and those among
--- its arguments or named.

local tensor = require "luma.tensor"

local streams = {}

---@param args table with n
---@param options {preserve_rng_state: boolean?, generators: table?}
---@return table[]
function streams.of(args, options)
  if options.preserve_rng_state == false then return {} end
  local list = {{get = tensor.get_rng_state, set = tensor.set_rng_state}}
  local function add(value)
    if type(value) == "userdata" and not tensor.is_tensor(value) and value.get_state then
      list[#list + 1] = {
        get = function() return value:get_state() end,
        set = function(state) value:set_state(state) end,
      }
    end
  end
  for i = 1, args.n do add(args[i]) end
  for _, generator in ipairs(options.generators or {}) do add(generator) end
  return list
end

function streams.states(list)
  local states = {}
  for i, stream in ipairs(list) do states[i] = stream.get() end
  return states
end

function streams.set(list, states)
  for i, stream in ipairs(list) do stream.set(states[i]) end
end

---Runs f with the streams as they were; afterwards they are what they are now.
---@return boolean ok, any ... as of pcall
function streams.replay(list, states, f, ...)
  local now = streams.states(list)
  streams.set(list, states)
  local results = table.pack(pcall(f, ...))
  streams.set(list, now)
  return table.unpack(results, 1, results.n)
end

return streams
