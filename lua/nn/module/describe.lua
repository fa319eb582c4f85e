--- One line for each parameter, for containers of parameters.

---@param iterator fun(): string?, Tensor?
---@return string such as "(0): Parameter containing: [float32 of size 2x3]"
return function(iterator)
  local lines = {}
  for name, parameter in iterator do
    local sizes = {}
    for d = 1, parameter.ndim do sizes[d] = parameter:size(d) end
    lines[#lines + 1] = ("(%s): Parameter containing: [%s of size %s]"):format(name,
      parameter.dtype, table.concat(sizes, "x"))
  end
  return table.concat(lines, "\n")
end
