--- Whether a value is an instance of nn.Module or of a class below it.

---@param value any
---@return boolean
return function(value)
  local meta = type(value) == "table" and getmetatable(value)
  return type(meta) == "table" and rawget(meta, "__is_module") == true
end
