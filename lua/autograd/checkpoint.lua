--- autograd.checkpoint: memory for time. What a function keeps for backward is not kept; backward
--- runs the function again when it first needs some of it.
---
--- The graph is that of the first run: gradients reach the arguments and whatever else f uses, such
--- as a module's parameters. Only the tensors that its nodes keep are stand-ins
--- (saved_tensors_hooks): the i-th tensor that the second run would keep is the one that the i-th
--- stand-in stands for.

local tensor = require "luma.tensor"
local autograd = require "luma.autograd"
local fail = require "luma.fail"
local streams = require "luma.autograd._streams"

local known = {
  use_reentrant = "boolean", preserve_rng_state = "boolean", determinism_check = "string",
  early_stop = "boolean", debug = "boolean", generators = "table", policy = "policy",
}

-- Options are a last argument that is a table with nothing but these names.
local function take_options(args)
  local last = args[args.n]
  if type(last) ~= "table" or getmetatable(last) or next(last) == nil then return {} end
  for name in pairs(last) do
    if not known[name] then return {} end
  end
  for name, value in pairs(last) do
    if known[name] == "policy" then
      if type(value) ~= "table" and type(value) ~= "function" then
        fail("checkpoint: policy must be a list of names or a function, got %s", type(value))
      end
    elseif type(value) ~= known[name] then
      fail("checkpoint: %s must be a %s, got %s", name, known[name], type(value))
    end
  end
  local check = last.determinism_check
  if check and check ~= "default" and check ~= "none" then
    fail('checkpoint: determinism_check must be "default" or "none", got %q', check)
  end
  if last.use_reentrant then
    for _, name in ipairs{"policy", "debug", "determinism_check", "early_stop"} do
      if last[name] ~= nil then
        fail("checkpoint: %s has no effect with use_reentrant, whose second run is a plain one",
          name)
      end
    end
  end
  args[args.n] = nil
  args.n = args.n - 1
  return last
end

-- Whether the results of an operation are kept, by its name.
local function policy_function(policy)
  if type(policy) ~= "table" then
    return policy and function(name)
      local answer = policy(name)
      return answer == true or answer == "must_save" or answer == "prefer_save"
    end
  end
  local set = {}
  for _, name in ipairs(policy) do set[name] = true end
  return function(name) return set[name] end
end

-- ---------------------------------------------------------------- the second run

local function describe(x)
  return ("%s %s on %s"):format(x.dtype, tostring(x.shape), x.device)
end

-- With `debug` a message also tells which operations ran, in both runs.
local function fail_to_repeat(frame, format, ...)
  local text = ("checkpoint: f is not deterministic: " .. format):format(...)
  if frame.debug then
    text = ("%s\nfirst run:  %s\nsecond run: %s"):format(text, table.concat(frame.debug[1], " "),
      table.concat(frame.debug[2], " "))
  end
  fail("%s", text)
end

-- A policy that keeps what `policy` says and writes down all names.
local function logged(policy, list)
  return function(name)
    list[#list + 1] = name
    return policy and policy(name) or false
  end
end

-- Runs f once more; frame.again[i] is then the i-th tensor it keeps.
local function run_again(frame)
  local args, count, stopped = {n = frame.n}, 0, false
  local kept = autograd._kept(frame.tensors)
  for i = 1, frame.n do
    args[i] = kept[i] or frame.others[i]
    if kept[i] then args[i] = kept[i]:detach():requires_grad_(frame.needs[i]) end
  end
  local again = {}
  local function pack(x)
    count = count + 1
    local was = frame.kept[count]
    if was and frame.check and describe(x) ~= was then
      fail_to_repeat(frame, "the tensor number %d that backward needs was %s, and is %s when f "
        .. "runs again", count, was, describe(x))
    end
    if not stopped then again[count] = x end
    if frame.early_stop and count == #frame.kept and not stopped then
      stopped = true
      error("checkpoint: enough")
    end
    return x
  end
  local function run() return frame.f(table.unpack(args, 1, args.n)) end
  local function hooked()
    local hooks = autograd._saved_tensors_hooks
    local function same(x) return x end
    if frame.store then return hooks(pack, same, autograd._watched, frame.store, nil, run) end
    if frame.debug then
      frame.debug[2] = {}
      return hooks(pack, same, autograd._watched, autograd._store(),
        logged(nil, frame.debug[2]), run)
    end
    return hooks(pack, same, run)
  end
  local mixed = {dtype = frame.dtype, enabled = frame.mixed}
  local ok, message = streams.replay(frame.streams, frame.states, autograd.enable_grad,
    autograd.autocast, "cpu", mixed, hooked)
  if not ok and not stopped then error(message, 0) end
  if count < #frame.kept or (not stopped and frame.check and count ~= #frame.kept) then
    fail_to_repeat(frame, "backward needs %d tensors of it, and there are %d when f runs again",
      #frame.kept, count)
  end
  frame.again = again
end

-- ---------------------------------------------------------------- the first run

---Runs f(...) without keeping what its backward needs; backward runs it again. Checkpoints nest.
---@param f fun(...): any ... should compute the same when it runs again
---@param ... any its arguments; the last one may be a table of options: preserve_rng_state (true:
---random numbers are the same again, also those of Generators among the arguments or in the list
---`generators`), determinism_check ("default": shapes, dtypes and devices are compared; "none"),
---early_stop (true: the second run ends when it has what is needed), policy (a list of names of
---operations whose results are kept instead of computed again, or a function that is asked by
---name), debug (messages about a second run that differs list the operations of both),
---use_reentrant (false; true: the first run records nothing at all, results have a gradient where
---an argument asks for one, and gradients come by backward() alone)
---@return any ... what f returns
return function(f, ...)
  if type(f) ~= "function" and not (getmetatable(f) or {}).__call then
    fail("checkpoint: f must be a function, got %s", type(f))
  end
  local args = table.pack(...)
  local options = take_options(args)
  if not autograd.is_grad_enabled() then return f(table.unpack(args, 1, args.n)) end
  local random = streams.of(args, options)
  local frame = {
    f = f, n = args.n, streams = random, states = streams.states(random),
    mixed = autograd.is_autocast_enabled(), dtype = autograd.get_autocast_dtype(),
  }
  if options.use_reentrant then
    return require "luma.autograd._reentrant"(frame, table.unpack(args, 1, args.n))
  end
  local tensors, others, needs = {}, {}, {}
  for i = 1, args.n do
    if tensor.is_tensor(args[i]) then
      tensors[i], needs[i] = args[i], args[i].requires_grad
    else
      others[i] = args[i]
    end
  end
  frame.others, frame.needs, frame.kept, frame.again = others, needs, {}, {}
  frame.tensors = autograd._keep(table.unpack(tensors, 1, args.n))
  frame.check, frame.early_stop = options.determinism_check ~= "none", options.early_stop ~= false
  local function pack(x)
    local i = #frame.kept + 1
    frame.kept[i] = describe(x)
    return i
  end
  local function unpack(i)
    if frame.again[i] == nil then run_again(frame) end
    local x = frame.again[i]
    frame.again[i] = nil -- each is asked for once in a pass; another pass runs f again
    return x
  end
  local policy = policy_function(options.policy)
  if policy then frame.store = autograd._store() end
  if options.debug then
    frame.debug = {{}, {"what was kept is not run again"}}
    policy = logged(policy, frame.debug[1])
  end
  if policy then
    return autograd._saved_tensors_hooks(pack, unpack, autograd._watched,
      frame.store or autograd._store(), policy, f, table.unpack(args, 1, args.n))
  end
  return autograd._saved_tensors_hooks(pack, unpack, f, table.unpack(args, 1, args.n))
end
