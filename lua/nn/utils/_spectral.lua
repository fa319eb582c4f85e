--- What both forms of spectral normalisation share.

local fail = require "luma.fail"

local spectral = {}

---x / max(|x|, eps).
function spectral.normalize(x, eps) return x / x:norm(2):clamp{min = eps} end

---The weight as a matrix: dimension dim, and all others as one.
function spectral.matrix(weight, dim)
  if dim ~= 1 then
    local order = {dim}
    for d = 1, weight.ndim do
      if d ~= dim then order[#order + 1] = d end
    end
    weight = weight:permute(order)
  end
  return weight:flatten(2)
end

---Checks the options; returns dim from 1 on.
function spectral.check(weight, iterations, dim)
  local n = weight.ndim
  if dim == 0 or dim > n or dim < -n then
    fail("spectral_norm: dim must lie in 1 .. %d (or -%d .. -1), got %d%s", n, n, dim,
      dim == 0 and "; Luma counts from 1" or "")
  elseif iterations <= 0 then
    fail("spectral_norm: n_power_iterations must be positive, got %d", iterations)
  end
  return dim < 0 and n + 1 + dim or dim
end

return spectral
