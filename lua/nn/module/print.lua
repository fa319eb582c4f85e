--- The printed form of modules, in PyTorch's layout: one line for each child.

-- Lines of a child's text after its first go below the child.
local function indented(text) return (text:gsub("\n", "\n  ")) end

local fail = require "luma.fail"
local once = require "luma.nn.module.once"

local function checked(module, method, text)
  if type(text) ~= "string" then
    fail("%s: %s must return a string, got a %s", getmetatable(module).__name, method, type(text))
  end
  return text
end

-- Not by tostring, a function of C: those may not be as deep in each other as modules.
local function text_of(child)
  return checked(child, "__tostring", getmetatable(child).__tostring(child))
end

---@param Module table
---@param each fun(module, kind: string, visit: fun(name: string, value))
return function(Module, each)
  ---What a module says of itself between the parentheses, such as "p=0.5"; for subclasses.
  ---@return string
  function Module:extra_repr() return "" end -- luacheck: no unused args

  -- Names and texts of the children, for containers that print them in another way.
  function Module:_child_texts()
    local list = {}
    each(self, "module", function(name, child)
      list[#list + 1] = {name, indented(text_of(child))}
    end)
    return list
  end

  function Module:__tostring()
    local scope <close> = once("print", self)
    if not scope then return ("%s(...)"):format(getmetatable(self).__name) end -- it is in itself
    local extra = checked(self, "extra_repr", self:extra_repr())
    local lines = {}
    for _, entry in ipairs(self:_child_texts()) do
      lines[#lines + 1] = ("  (%s): %s"):format(entry[1], entry[2])
    end
    if #lines == 0 and not extra:find("\n", 1, true) then
      return ("%s(%s)"):format(getmetatable(self).__name, extra)
    end
    if extra ~= "" then table.insert(lines, 1, "  " .. indented(extra)) end
    return ("%s(\n%s\n)"):format(getmetatable(self).__name, table.concat(lines, "\n"))
  end
end
