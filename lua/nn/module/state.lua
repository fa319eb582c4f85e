--- state_dict and its way back.

local autograd = require "luma.autograd"
local fail = require "luma.fail"
local hooks = require "luma.nn.module.hooks"
local is_module = require "luma.nn.module.is_module"
local materialize = require "luma.nn.module.materialize"
local method = require "luma.nn.module.method"
local Parameter = require "luma.nn.Parameter"
local shared = require "luma.nn.module.shared"
local tensor = require "luma.tensor"

-- A state_dict is a plain table of tensors; its metatable only lets `pairs` keep the order in which
-- keys came, and holds the versions of the modules that made it, by prefix.
local function new_dict()
  local order = {}
  return setmetatable({}, {
    __name = "state_dict",
    metadata = {},
    __newindex = function(dict, key, value)
      order[#order + 1] = key
      rawset(dict, key, value)
    end,
    __pairs = function(dict)
      local keys, seen = {}, {}
      for _, key in ipairs(order) do
        if rawget(dict, key) ~= nil and not seen[key] then
          seen[key] = true
          keys[#keys + 1] = key
        end
      end
      for key in next, dict do
        if not seen[key] then keys[#keys + 1] = key end
      end
      local i = 0
      return function()
        i = i + 1
        if keys[i] ~= nil then return keys[i], rawget(dict, keys[i]) end
      end
    end,
  })
end

local function metadata_of(dict)
  local meta = getmetatable(dict)
  return type(meta) == "table" and rawget(meta, "metadata") or {}
end

-- A table of the same keys, in the order that `pairs` gives or, where there is none, sorted; the
-- hooks of modules may change it while the caller's stays.
local function copied(dict)
  local keys = {}
  for key in pairs(dict) do
    if type(key) ~= "string" then
      fail("load_state_dict: keys are names, got a %s", type(key))
    end
    keys[#keys + 1] = key
  end
  local meta = getmetatable(dict)
  if not (type(meta) == "table" and meta.__pairs) then table.sort(keys) end
  local twin = new_dict()
  for _, key in ipairs(keys) do twin[key] = dict[key] end
  return twin
end

-- The keys behind a prefix that have a dot, by what stands before it: name of a child -> its keys.
local function parts_of(dict, prefix)
  local parts = {}
  for key, value in pairs(dict) do
    local name = key:sub(1, #prefix) == prefix and key:match("^([^.]*)%.", #prefix + 1)
    if name then
      parts[name] = parts[name] or new_dict()
      parts[name][key] = value
    end
  end
  return parts
end

-- A module below itself has keys without end. `above` is the set of modules on the way.
local function go_down(operation, module, prefix, above)
  if above[module] then
    fail("%s: %s contains itself, as %q, so it has keys without end", operation,
      getmetatable(module).__name, prefix:sub(1, -2))
  end
  above[module] = true
end

local function state_hooks(module, kind)
  return module._on_state and {table.unpack(module._on_state[kind])} or {}
end

local function quoted(keys)
  local list = {}
  for i, key in ipairs(keys) do list[i] = '"' .. key .. '"' end
  return table.concat(list, ", ")
end

---@param Module table
---@param each fun(module, kind: string, visit: fun(name: string, value, key))
return function(Module, each)
  ---The version of what this class writes into a state_dict; a class that changes its keys counts
  ---it up, and reads older ones in `_load_from_state_dict`.
  Module._version = 1

  ---What a class keeps in a state_dict besides tensors, under "_extra_state"; for subclasses.
  ---@return any
  function Module:get_extra_state()
    fail("get_extra_state: %s has none; define get_extra_state and set_extra_state",
      getmetatable(self).__name)
  end

  ---Takes what get_extra_state gave; for subclasses.
  ---@param state any
  function Module:set_extra_state(state) -- luacheck: no unused args
    fail("set_extra_state: %s has none; define get_extra_state and set_extra_state",
      getmetatable(self).__name)
  end

  local no_extra_get, no_extra_set = Module.get_extra_state, Module.set_extra_state

  -- ------------------------------------------------------------ out

  ---Writes what belongs to this module itself into a state_dict; for subclasses.
  function Module:_save_to_state_dict(dict, prefix, keep_vars)
    local function put(name, value)
      local kept = keep_vars and value or value:detach()
      shared.uninitialized[kept] = shared.uninitialized[value]
      dict[prefix .. name] = kept
    end
    each(self, "parameter", put)
    each(self, "buffer", function(name, value, key)
      if self._buffers[key] then put(name, value) end
    end)
    if self.get_extra_state ~= no_extra_get then
      dict[prefix .. "_extra_state"] = self:get_extra_state()
    end
  end

  local function save(self, dict, prefix, keep_vars, above)
    go_down("state_dict", self, prefix, above)
    local metadata = {version = self._version}
    metadata_of(dict)[prefix:sub(1, -2)] = metadata
    for _, hook in ipairs(state_hooks(self, "save_pre")) do hook.f(self, prefix, keep_vars) end
    self:_save_to_state_dict(dict, prefix, keep_vars)
    each(self, "module", function(name, child)
      save(child, dict, prefix .. name .. ".", keep_vars, above)
    end)
    above[self] = nil
    for _, hook in ipairs(state_hooks(self, "save_post")) do
      local replaced = hook.f(self, dict, prefix, metadata)
      if replaced ~= nil and replaced ~= dict then
        fail("state_dict: a post-hook must change the state_dict in place and return nothing")
      end
    end
  end

  local parse_save = method("state_dict", {
    {"destination", "table?"}, {"prefix", "string?", ""}, {"keep_vars", "boolean?", false},
  })

  ---Parameters and persistent buffers by name, with PyTorch's keys (`layers.0.weight`). The tensors
  ---share their elements with the module; `pairs` gives them in the order of definition. Shared
  ---ones come under every name.
  ---@param options? {destination: table?, prefix: string?, keep_vars: boolean?} destination: a
  ---table to put them in; keep_vars: the tensors themselves, which belong to the graph
  ---@return table<string, Tensor>
  function Module:state_dict(...)
    local destination, prefix, keep_vars = parse_save(self, ...)
    local dict = destination or new_dict()
    save(self, dict, prefix, keep_vars, {})
    return dict
  end

  -- ------------------------------------------------------------ in

  -- Notes the copy of `new` into the field, or says what does not fit.
  local function take(self, value, key, full, new, metadata, errors)
    if not tensor.is_tensor(new) then
      errors[#errors + 1] = ('While copying the parameter named "%s", expected a tensor from '
        .. "checkpoint but received a %s."):format(full, type(new))
      return
    end
    -- PyTorch before 0.4 had no tensors without dimensions.
    if value.ndim == 0 and new.ndim == 1 and new:numel() > 0 then new = new[1] end
    local shapeless = shared.uninitialized[value]
    if shared.uninitialized[new] then
      if shapeless then return end -- it stays what it is
      errors[#errors + 1] = ('While copying the parameter named "%s": it is uninitialized in the '
        .. "checkpoint, of a lazy module that has not run, and the shape in current model is "
        .. "%s."):format(full, value.shape)
      return
    end
    if new.shape ~= value.shape and not shapeless then
      errors[#errors + 1] = ("size mismatch for %s: copying a param with shape %s from checkpoint, "
        .. "the shape in current model is %s."):format(full, new.shape, value.shape)
      return
    end
    local copies = metadata._copies
    if not metadata.assign_to_params_buffers then
      copies[#copies + 1] = {function()
        if shapeless then materialize(value, new.shape) end
        value:copy_(new)
      end, function()
        local old = not shapeless and value:clone()
        return function() return old and value:copy_(old) end
      end}
      return
    end
    copies[#copies + 1] = {function()
      if tensor._is_parameter(value) then
        if not tensor._is_parameter(new) then
          new = Parameter(new, value.requires_grad)
        else
          new.requires_grad = value.requires_grad
        end
      elseif shared.buffers[value] ~= nil then
        shared.buffers[new] = shared.buffers[value]
      end
      rawset(self, key, new)
    end, function() return function() rawset(self, key, value) end end}
  end

  ---Takes what belongs to this module itself out of a state_dict; for subclasses, which may first
  ---rename or add keys. Nothing is copied before everything fits.
  ---@param dict table<string, any> the keys of this module and those below it
  ---@param prefix string of this module's keys
  ---@param metadata table {version = ...} of what wrote the keys, as far as that is known
  ---@param strict boolean
  ---@param missing string[] @param unexpected string[] @param errors string[] lists to add to
  function Module:_load_from_state_dict(dict, prefix, metadata, strict, missing, unexpected, errors)
    local known = {}
    local function visit(name, value, key)
      local full = prefix .. name
      known[name] = true
      if rawget(dict, full) ~= nil then
        take(self, value, key, full, dict[full], metadata, errors)
      elseif strict and not (name == "num_batches_tracked" and self._version >= 2
        and (metadata.version or 1) < 2) then
        missing[#missing + 1] = full -- older files lack that count; it stays what it is
      end
    end
    each(self, "parameter", visit)
    each(self, "buffer", function(name, value, key)
      if self._buffers[key] then visit(name, value, key) end
    end)
    local extra = prefix .. "_extra_state"
    if self.set_extra_state ~= no_extra_set then
      known._extra_state = true
      local state = dict[extra]
      if state ~= nil then
        local copies = metadata._copies
        copies[#copies + 1] = {function() self:set_extra_state(state) end, function()
          return function() end -- what a class keeps is its own
        end}
      elseif strict then
        missing[#missing + 1] = extra
      end
    end
    if not strict then return end
    local children = {}
    each(self, "module", function(name) children[name] = true end)
    for key in pairs(dict) do
      if key:sub(1, #prefix) == prefix then
        local name, rest = key:sub(#prefix + 1):match("^([^.]*)(.*)$")
        if not (rest == "" and known[name]) and not (rest ~= "" and children[name]) then
          unexpected[#unexpected + 1] = key
        end
      end
    end
  end

  local function load(self, dict, prefix, job, above)
    go_down("load_state_dict", self, prefix, above)
    local metadata = {assign_to_params_buffers = job.assign, _copies = job.copies}
    for name, value in pairs(job.metadata[prefix:sub(1, -2)] or {}) do metadata[name] = value end
    for _, hook in ipairs(state_hooks(self, "load_pre")) do
      hook.f(self, dict, prefix, metadata, true, job.missing, job.unexpected, job.errors)
    end
    self:_load_from_state_dict(dict, prefix, metadata, true, job.missing, job.unexpected,
      job.errors)
    local parts = parts_of(dict, prefix)
    each(self, "module", function(name, child)
      load(child, parts[name] or new_dict(), prefix .. name .. ".", job, above)
    end)
    above[self] = nil
    for _, hook in ipairs(state_hooks(self, "load_post")) do
      table.insert(job.after, {hook.f, self})
    end
  end

  -- Fails with all that does not fit.
  local function check(self, job, strict)
    local problems = {}
    if strict and #job.missing > 0 then
      problems[1] = ("Missing key(s) in state_dict: %s."):format(quoted(job.missing))
    end
    if strict and #job.unexpected > 0 then
      problems[#problems + 1] = ("Unexpected key(s) in state_dict: %s."):format(
        quoted(job.unexpected))
    end
    table.move(job.errors, 1, #job.errors, #problems + 1, problems)
    if #problems > 0 then
      fail("load_state_dict: Error(s) in loading state_dict for %s:\n\t%s",
        getmetatable(self).__name, table.concat(problems, "\n\t"))
    end
  end

  -- The hooks see what was loaded, and may still say that a key need not be there.
  local function run_after(job)
    local keys = {missing_keys = job.missing, unexpected_keys = job.unexpected}
    for _, hook in ipairs(job.after) do
      if hook[1](hook[2], keys) ~= nil then
        fail("load_state_dict: a post-hook must change the lists of keys in place and return "
          .. "nothing")
      end
    end
    job.missing, job.unexpected = keys.missing_keys, keys.unexpected_keys
  end

  local parse_load = method("load_state_dict", {
    {"strict", "boolean?", true}, {"assign", "boolean?", false},
  })

  ---Copies values into the parameters and buffers, converting dtype and device. On an error, which
  ---lists everything that does not fit, nothing has changed.
  ---@param dict table<string, Tensor> as state_dict gives it
  ---@param strict? boolean true when left out: every key must be there, and no other; both also as
  ---{strict = ..., assign = ...}
  ---@param assign? boolean true: the tensors themselves take the places of parameters and buffers,
  ---with their dtypes and devices
  ---@return string[] missing, string[] unexpected
  function Module:load_state_dict(dict, ...)
    local strict, assign = parse_load(self, ...)
    if type(dict) ~= "table" or is_module(dict) then
      fail("load_state_dict: a table of tensors is needed, got a %s", is_module(dict)
        and "module; it has one: its state_dict()" or type(dict))
    end
    local job = {
      metadata = metadata_of(dict), assign = assign, copies = {}, missing = {}, unexpected = {},
      errors = {}, after = {},
    }
    load(self, copied(dict), "", job, {})
    local hooked = #job.after > 0
    check(self, job, strict and not hooked)
    local undo = {}
    do
      local _ <close> = autograd.no_grad()
      if hooked and strict and #job.missing + #job.unexpected > 0 then -- it may fail yet
        for i, copy in ipairs(job.copies) do undo[i] = copy[2]() end
      end
      for _, copy in ipairs(job.copies) do copy[1]() end
    end
    if hooked then
      local ok, message = pcall(function()
        run_after(job)
        check(self, job, strict)
      end)
      if not ok then
        local _ <close> = autograd.no_grad()
        for _, back in ipairs(undo) do back() end
        error(message, 0)
      end
    end
    return job.missing, job.unexpected
  end

  -- ------------------------------------------------------------ hooks

  local function add(self, kind, what, f)
    if not is_module(self) then
      fail("%s: it is a method of modules, called as module:%s(f)", what, what)
    end
    self._on_state = self._on_state
      or {save_pre = {}, save_post = {}, load_pre = {}, load_post = {}}
    return hooks.insert(what, self._on_state[kind], f)
  end

  ---Runs f(module, prefix, keep_vars) before state_dict reads the module.
  ---@return table handle
  function Module:register_state_dict_pre_hook(f)
    return add(self, "save_pre", "register_state_dict_pre_hook", f)
  end

  ---Runs f(module, state_dict, prefix, local_metadata) after state_dict has read the module; f may
  ---change the table.
  ---@return table handle
  function Module:register_state_dict_post_hook(f)
    return add(self, "save_post", "register_state_dict_post_hook", f)
  end

  ---Runs f(module, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys,
  ---error_msgs) before load_state_dict fills the module; f may change the tables, say to rename
  ---keys.
  ---@return table handle
  function Module:register_load_state_dict_pre_hook(f)
    return add(self, "load_pre", "register_load_state_dict_pre_hook", f)
  end

  ---Runs f(module, {missing_keys = , unexpected_keys = }) after load_state_dict has filled the
  ---modules; f may change the lists, and what it leaves there is an error when strict.
  ---@return table handle
  function Module:register_load_state_dict_post_hook(f)
    return add(self, "load_post", "register_load_state_dict_post_hook", f)
  end
end
