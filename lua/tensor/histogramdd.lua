--- tensor.histogramdd: counts of points in the cells of a grid.

local fail = require "luma.fail"
local tensor = require "luma.tensor"

local names = {range = true, weight = true, density = true}

-- The edges of dimension d: given, or equally far apart.
local function edges_of(points, d, bins, range)
  if tensor.is_tensor(bins) then
    if bins.ndim ~= 1 or #bins < 2 then
      fail("histogramdd: the edges of dimension %d must be a vector of at least 2", d)
    end
    return bins
  end
  local _, edges = points[{{}, d}]:histogram(bins, {range = range})
  return edges
end

-- For each point the bin of one coordinate, from 0; and whether it lies within the edges.
local function bins_of(x, edges)
  local n = #edges - 1
  local bin = tensor.searchsorted(edges, x, {right = true}) - 1
  bin = tensor.where(x:eq(edges[-1]), n, bin)
  local inside = bin:ge(1):logical_and(bin:le(n)):logical_and(x:isnan():logical_not())
  return bin - 1, inside, n
end

---Sums of weights (default 1) of the points in each cell of a grid.
---@param input Tensor (..., D): points of D coordinates
---@param bins integer|integer[]|Tensor[] bins along all dimensions, along each, or edges of each
---@param options? {range: number[]?, weight: Tensor?, density: boolean?} range: least and largest
---edge of each dimension in turn; weight: (...)
---@return Tensor hist (bins of the first dimension, bins of the second, ...)
---@return Tensor[] bin_edges
local function histogramdd(input, bins, options)
  options = options or {}
  if not tensor.is_tensor(input) then
    fail("histogramdd: a tensor is needed, got a %s", type(input))
  end
  if type(options) ~= "table" then
    fail("histogramdd: options must be a table, not %s", type(options))
  end
  for name in pairs(options) do
    if not names[name] then
      fail("histogramdd: there is no option '%s'; there are: range, weight, density",
        tostring(name))
    end
  end
  if not input:is_floating_point() then
    fail("histogramdd: needs a floating-point tensor, not %s", input.dtype)
  end
  if input.ndim < 2 then
    fail("histogramdd: points need two dimensions, (..., coordinates), not shape %s",
      tostring(input.shape))
  end
  local coordinates = input:size(-1)
  if type(bins) == "number" then
    local same = bins
    bins = {}
    for d = 1, coordinates do bins[d] = same end
  end
  if type(bins) ~= "table" or #bins ~= coordinates then
    fail("histogramdd: bins must be a number, or a list with an entry for each of the %d "
      .. "coordinates", coordinates)
  end
  local cells = 1
  local range, weight = options.range, options.weight
  if range and (type(range) ~= "table" or #range ~= 2 * coordinates) then
    fail("histogramdd: range must have two numbers for each of the %d coordinates, not %d",
      coordinates, type(range) == "table" and #range or 1)
  end
  local points = input:detach():reshape(-1, coordinates)
  if weight and (not tensor.is_tensor(weight) or weight:numel() ~= #points) then
    fail("histogramdd: weight must be a tensor with an element for each of the %d points", #points)
  end
  local edges, sizes = {}, {}
  local at = tensor.zeros(#points, {dtype = "int64"})
  local inside = tensor.ones(#points, {dtype = "bool"})
  for d = 1, coordinates do
    edges[d] = edges_of(points, d, bins[d], range and {range[2 * d - 1], range[2 * d]})
    local bin, within, n = bins_of(points[{{}, d}]:contiguous(), edges[d])
    if cells > 2 ^ 40 / n then fail("histogramdd: the grid has too many cells") end
    at, inside, sizes[d], cells = at * n + bin, inside:logical_and(within), n, cells * n
  end
  -- Cell 1 takes the points that lie outside.
  at = tensor.where(inside, at + 2, 1)
  local counts = at:bincount(weight and weight:detach():reshape(-1), cells + 1)
  local hist = counts[{{2, cells + 1}}]:to(input.dtype):reshape(sizes)
  if options.density then
    hist = hist / hist:sum()
    for d = 1, coordinates do
      local shape = {}
      for k = 1, coordinates do shape[k] = k == d and sizes[d] or 1 end
      hist = hist / edges[d]:diff():reshape(shape)
    end
  end
  return hist, edges
end

return histogramdd
