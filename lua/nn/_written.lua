--- How the printed forms of layers show sizes: 3, or (3, 2).

---@param sizes any a number, a list of numbers, or nil
---@param count? integer shows a list of as many, one number standing for all: (3,), (3, 3)
---@return string
return function(sizes, count)
  local list = type(sizes) == "table" and sizes or {sizes}
  if not count and #list < 2 then return tostring(list[1]) end
  local words = {}
  for i = 1, count or #list do words[i] = tostring(list[#list == 1 and 1 or i]) end
  return ("(%s%s)"):format(table.concat(words, ", "), #words == 1 and "," or "")
end
