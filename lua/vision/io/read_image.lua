--- vision.io.read_image.

local tensor = require "luma.tensor"

---Reads a picture, whose name ends in .png.
---@param path string
---@return Tensor # uint8 (channels, height, width): grey, grey and alpha, RGB or RGBA
local function read_image(path) return tensor.load(path) end

return read_image
