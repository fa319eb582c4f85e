--- vision.io.write_png.

local tensor = require "luma.tensor"

---Writes a picture to a file, whose name ends in .png.
---@param input Tensor uint8 (channels, height, width) with 1 to 4 channels, or (height, width)
---@param path string
local function write_png(input, path) tensor.save(input, path) end

return write_png
