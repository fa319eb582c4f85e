--- Tables whose fields are modules, loaded when they are first asked for.

---@param prefix string field `name` is `require(prefix .. "." .. name)`; where there is no such
---module, it is nil
---@param fields? table what is there from the start
---@param shared? table<string, string> fields that are those of a table: name -> the module of it
---@return table
local function lazy(prefix, fields, shared)
  return setmetatable(fields or {}, {
    __index = function(self, name)
      if type(name) ~= "string" or not name:find("^%a[%w_]*$") then return nil end
      local file = shared and shared[name]
      if file then
        local value = require(prefix .. "." .. file)[name]
        rawset(self, name, value)
        return value
      end
      local module = prefix .. "." .. name
      local ok, value = pcall(require, module)
      if ok then
        rawset(self, name, value)
        return value
      end
      -- An error inside a module that exists must be seen.
      if tostring(value):find("module '" .. module .. "' not found", 1, true) then return nil end
      error(value, 0)
    end,
  })
end

return lazy
