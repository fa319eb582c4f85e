--- The dimension that weight normalisation keeps apart.

local fail = require "luma.fail"

---@param operation string for errors
---@param weight Tensor
---@param dim integer|false false: none; so is -1, as in PyTorch
---@return integer|false # from 1 on
return function(operation, weight, dim)
  if dim == false or dim == -1 then return false end
  local n = weight.ndim
  if dim == 0 or dim > n or dim < -n then
    fail("%s: dim must lie in 1 .. %d (or -%d .. -1), got %d%s", operation, n, n, dim,
      dim == 0 and "; Luma counts from 1" or "")
  end
  return dim < 0 and n + 1 + dim or dim
end
