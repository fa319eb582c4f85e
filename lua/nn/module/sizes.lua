--- Sizes in printed forms of modules: one of them as a number, several as (3, 4).

---@param list integer|integer[]
---@return string
return function(list)
  if type(list) ~= "table" then return tostring(list) end
  if #list == 1 then return tostring(list[1]) end
  return ("(%s)"):format(table.concat(list, ", "))
end
