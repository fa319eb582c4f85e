--- What an error says of the module it comes from: " (in encoder.layers.3: nn.Linear(...), input
--- (2, 7))". vm/module_path.c calls this with the modules that run.

local tensor = require "luma.tensor"

local longest = 200 -- characters of a printed form that still helps in an error

-- The dotted name of a module below another; nil when it is not there. A child that was stored
-- where named_modules does not look, as in a plain table, is not there.
local function name_in(outer, inner)
  for name, module in outer:named_modules() do
    if module == inner then return name end
  end
end

-- Names, joined from the outermost module inwards: where two lead to a module, the way is the one
-- that was called.
local function path_of(modules)
  local outermost = #modules
  local paths = {[outermost] = ""}
  for i = outermost - 1, 1, -1 do
    for outer = i + 1, outermost do
      local name = paths[outer] and name_in(modules[outer], modules[i])
      if name then
        local separator = (paths[outer] == "" or name == "") and "" or "."
        paths[i] = paths[outer] .. separator .. name
        break
      end
    end
    if not paths[i] then paths[i] = "" end -- it belongs to none of them
  end
  return paths[1]
end

local function described(module)
  local class = getmetatable(module)
  local name = class.__name
  local loaded = package and package.loaded["luma.nn." .. name] -- a sandbox has no package
  if loaded == class or rawget(require "luma.nn", name) == class then name = "nn." .. name end
  if next(module:_child_texts()) == nil then
    local text = ("%s(%s)"):format(name, module:extra_repr())
    if #text <= longest and not text:find("\n", 1, true) then return text end
  end
  return name
end

-- Shapes of the tensors, also of those in lists; with dtypes that differ from the default.
local function shapes_of(inputs)
  local list = {}
  local function add(value)
    if tensor.is_tensor(value) then
      local dtype = value.dtype ~= tensor.get_default_dtype() and " " .. value.dtype or ""
      list[#list + 1] = tostring(value.shape) .. dtype
    elseif type(value) == "table" and getmetatable(value) == nil then
      for _, entry in ipairs(value) do
        if #list < 8 then add(entry) end
      end
    end
  end
  for i = 1, inputs.n do add(inputs[i]) end
  if #list == 0 then return "" end
  return (#list == 1 and ", input " or ", inputs ") .. table.concat(list, ", ")
end

---@param modules nn.Module[] that run, innermost first
---@param inputs table what the innermost was called with, with field n
---@return string
return function(modules, inputs)
  local path = path_of(modules)
  return (" (in %s%s%s)"):format(path == "" and "" or path .. ": ", described(modules[1]),
    shapes_of(inputs))
end
