--- vision.utils.save_image.

local make_grid = require "luma.vision.utils.make_grid"
local write_png = require "luma.vision.io.write_png"

---Writes images with values from 0 to 1 as one picture, in a grid.
---@param images Tensor|Tensor[] as for make_grid, whose options follow the path
---@param path string its end, .png, is the format
return function(images, path, ...)
  write_png(make_grid(images, ...):mul(255):add(0.5):clamp(0, 255):to("uint8"), path)
end
