--- How the printed forms of layers show sizes: 3, or (3, 2).

---@param sizes any a number, a list of numbers, or nil
---@return string
return function(sizes)
  if type(sizes) ~= "table" then return tostring(sizes) end
  if #sizes == 1 then return tostring(sizes[1]) end
  local words = {}
  for i, size in ipairs(sizes) do words[i] = tostring(size) end
  return "(" .. table.concat(words, ", ") .. ")"
end
