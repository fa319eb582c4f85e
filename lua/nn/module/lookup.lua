--- Modules, parameters and buffers by their dotted names.

local fail = require "luma.fail"
local is_module = require "luma.nn.module.is_module"
local method = require "luma.nn.module.method"

local function class_name(module) return getmetatable(module).__name end

local function check_path(operation, path)
  if type(path) ~= "string" then
    fail("%s: a dotted name such as \"layers.0\" is needed, got a %s", operation, type(path))
  elseif ("." .. path .. "."):find("..", 1, true) and path ~= "" then
    fail("%s: %q has an empty name between its dots", operation, path)
  end
end

local parse_get = {}
for _, name in ipairs{"get_submodule", "get_parameter", "get_buffer"} do
  parse_get[name] = method(name, {{"target", "any?"}})
end
local parse_set = method("set_submodule", {
  {"target", "any?"}, {"module", "any?"}, {"strict", "boolean?", false},
})

---@param Module table
---@param each fun(module, kind: string, visit: fun(name: string, value, key))
return function(Module, each)
  -- The field of one kind with this written name and its key, or nil.
  local function find(self, kind, name)
    local found, at
    each(self, kind, function(candidate, value, key)
      if candidate == name then found, at = value, key end
    end)
    return found, at
  end

  ---The module with a dotted name, as named_modules spells it; "" is this one.
  ---@param path string
  ---@return nn.Module
  function Module:get_submodule(...)
    local path = parse_get.get_submodule(self, ...)
    check_path("get_submodule", path)
    local module = self
    for name in path:gmatch("[^.]+") do
      module = find(module, "module", name)
        or fail("get_submodule: %s has no module %q (of %q)", class_name(module), name, path)
    end
    return module
  end

  ---Puts a module where a dotted name says; the modules above it must be there.
  ---@param path string
  ---@param module nn.Module
  ---@param strict? boolean true: only in the place of a module that is there; also as {strict =
  ---...}
  function Module:set_submodule(...)
    local path, module, strict = parse_set(self, ...)
    check_path("set_submodule", path)
    if path == "" then fail("set_submodule: a name is needed, got an empty one") end
    if not is_module(module) then
      fail("set_submodule: %q must be a module, got a %s", path, type(module))
    end
    local owner, name = path:match("^(.*)%.([^.]+)$")
    local parent = self:get_submodule(owner or "")
    name = name or path
    local _, key = find(parent, "module", name)
    if key == nil then
      if strict then fail("set_submodule: %s has no module %q", class_name(parent), name) end
      key = name
      -- A new number belongs to a list, whose fields count from 1.
      if name:find("^%d+$") and parent.append then key = math.tointeger(name) + 1 end
      if rawget(parent, key) ~= nil then
        fail("set_submodule: field %q of %s is not a module", name, class_name(parent))
      end
    end
    parent[key] = module
  end

  local function get_tensor(self, kind, ...)
    local path = parse_get["get_" .. kind](self, ...)
    check_path("get_" .. kind, path)
    local owner, name = path:match("^(.*)%.([^.]+)$")
    local module = self:get_submodule(owner or "")
    return find(module, kind, name or path)
      or fail("get_%s: %s has no %s %q", kind, class_name(module), kind, name or path)
  end

  ---The parameter with a dotted name, as named_parameters spells it.
  ---@param path string
  ---@return Tensor
  function Module:get_parameter(...) return get_tensor(self, "parameter", ...) end

  ---The buffer with a dotted name.
  ---@param path string
  ---@return Tensor
  function Module:get_buffer(...) return get_tensor(self, "buffer", ...) end
end
