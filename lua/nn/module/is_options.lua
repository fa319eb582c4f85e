--- Whether a value is a table of options: plain, with string keys only, and not empty.

---@param value any
---@return boolean
return function(value)
  if type(value) ~= "table" or getmetatable(value) ~= nil then return false end
  for key in pairs(value) do
    if type(key) ~= "string" then return false end
  end
  return next(value) ~= nil
end
