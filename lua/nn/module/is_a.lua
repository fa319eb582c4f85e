--- Whether a module is of a class, or of one below it.

---@param module any
---@param ... string names of classes, such as "Conv2d"
---@return boolean
return function(module, ...)
  local class = type(module) == "table" and getmetatable(module)
  while type(class) == "table" do
    for i = 1, select("#", ...) do
      if rawget(class, "__name") == select(i, ...) then return true end
    end
    local meta = getmetatable(class) -- a class finds what its base has by __index
    class = meta and meta.__index
  end
  return false
end
