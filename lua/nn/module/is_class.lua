--- Whether a value is nn.Module or a class below it.

---@param value any
---@return boolean
return function(value) return type(value) == "table" and rawget(value, "__is_module") == true end
