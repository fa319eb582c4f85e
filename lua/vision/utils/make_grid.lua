--- vision.utils.make_grid.

local arguments = require "luma.arguments"
local fail = require "luma.fail"
local tensor = require "luma.tensor"

local parse = arguments("make_grid", {
  {"tensor", "any"}, {"nrow", "size?", 8}, {"padding", "size?", 2},
  {"normalize", "boolean?", false}, {"value_range", "table?"}, {"scale_each", "boolean?", false},
  {"pad_value", "number?", 0},
})

-- As a batch of images with three channels, or more where there are more.
local function batch_of(images)
  if type(images) == "table" then
    if #images == 0 then fail("make_grid: the list of images is empty") end
    images = tensor.stack(images)
  elseif not tensor.is_tensor(images) then
    fail("make_grid: a tensor or a list of tensors is needed, not a %s", type(images))
  end
  local dims = images:dim()
  if dims < 2 or dims > 4 then
    fail("make_grid: images are (height, width), (channels, height, width) or a batch of the "
      .. "latter, not %s", tostring(images.shape))
  end
  if dims == 2 then images = images:unsqueeze(1) end
  if dims < 4 then images = images:unsqueeze(1) end
  return images:size(2) == 1 and images:expand(-1, 3, -1, -1) or images
end

local function rescaled(images, range)
  local low = range and range[1] or images:min():item()
  local high = range and range[2] or images:max():item()
  return images:clamp(low, high):sub(low):div(math.max(high - low, 1e-5))
end

---Puts images side by side, as many in a row as `nrow` says, with a border around each.
---@param images Tensor|Tensor[] (N, C, H, W), (C, H, W), (H, W) or a list of equal ones; grey ones
---become three channels
---@param nrow? integer images in a row, default 8
---@param padding? integer pixels between images, default 2
---@param normalize? boolean shifts and scales the values to 0 .. 1
---@param value_range? number[] {least, greatest} for normalize; by default what the images hold
---@param scale_each? boolean each image by its own range
---@param pad_value? number of the borders, default 0
---@return Tensor # (C, height, width); a single image comes back without a border
return function(images, ...)
  local _, nrow, padding, normalize, range, scale_each, pad_value = parse(images, ...)
  local batch = batch_of(images):detach()
  if nrow == 0 then fail("make_grid: nrow must be at least 1") end
  if normalize and scale_each then
    local list = {}
    for i = 1, #batch do list[i] = rescaled(batch[i], range) end
    batch = tensor.stack(list)
  elseif normalize then
    batch = rescaled(batch, range)
  end
  local count, channels, height, width = table.unpack(batch.shape)
  if count == 1 then return batch:squeeze(1) end
  local columns = math.min(nrow, count)
  local rows = math.ceil(count / columns)
  local high, wide = height + padding, width + padding
  local size = {channels, high * rows + padding, wide * columns + padding}
  local grid = batch:new_full(size, pad_value)
  for i = 1, count do
    local top = (i - 1) // columns * high + padding
    local left = (i - 1) % columns * wide + padding
    grid[{{}, {top + 1, top + height}, {left + 1, left + width}}] = batch[i]
  end
  return grid
end
