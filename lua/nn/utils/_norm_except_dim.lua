--- Norms of the slices of a tensor, for weight normalisation.

---@param v Tensor
---@param dim integer|false the dimension that stays; false, or -1 as in PyTorch: the norm of all
---@return Tensor the shape of v, with size 1 in all dimensions but dim; of all, no dimensions
return function(v, dim)
  if dim == false or dim == -1 then return v:norm(2) end
  local others = {}
  for d = 1, v.ndim do
    if d ~= dim then others[#others + 1] = d end
  end
  if #others == 0 then return v:abs() end
  return v:norm(2, others, true)
end
