--- nn.ModuleList.

local class = require "luma.nn.class"
local fail = require "luma.fail"
local Module = require "luma.nn.Module"
local is_module = require "luma.nn.module.is_module"
local list = require "luma.nn.module.list"

---A list of modules that knows its elements as children: nn.ModuleList{a, b}. It has no forward;
---walk it with `for i, module in ipairs(modules)`.
---@class nn.ModuleList : nn.Module
---@overload fun(modules?: nn.Module[]): nn.ModuleList
local ModuleList = class("ModuleList")

list.install(ModuleList, function(_, value)
  if is_module(value) then return value end
  fail("ModuleList: a module is needed, got a %s", type(value))
end)

function ModuleList:init(modules, ...)
  if select("#", ...) > 0 then fail("ModuleList: it takes one list: nn.ModuleList{a, b}") end
  if modules ~= nil then self:extend(modules) end
end

-- Equal neighbours share a line: "(0-2): 3 x Linear(...)".
function ModuleList:_child_texts()
  local texts = Module._child_texts(self)
  local result, first = {}, 1
  for i, entry in ipairs(texts) do
    local following = texts[i + 1]
    if not following or following[2] ~= entry[2] then
      local count = i - first + 1
      result[#result + 1] = count == 1 and entry
        or {("%d-%d"):format(first - 1, i - 1), ("%d x %s"):format(count, entry[2])}
      first = i + 1
    end
  end
  return result
end

return ModuleList
