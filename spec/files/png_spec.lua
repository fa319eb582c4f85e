-- Pictures: round trips, what is refused, and what Pillow wrote is in exchange_spec.lua.

local support = dofile("spec/files/support.lua")
local raises = support.raises

local function picture(...)
  local shape = {...}
  local n = 1
  for _, size in ipairs(shape) do n = n * size end
  return (tensor.arange(n) * 7 % 256):to("uint8"):reshape(shape)
end

local function there_and_back(value)
  local path = support.path(".png")
  tensor.save(value, path)
  local got = tensor.load(path)
  os.remove(path)
  return got
end

describe("a picture", function()
  for channels = 1, 4 do
    it(("of %d channels comes back"):format(channels), function()
      local value = picture(channels, 5, 3)
      assert.is_true(there_and_back(value):equal(value))
    end)
  end

  it("may lie in memory as it likes", function()
    local value = picture(4, 6, 3):transpose(1, 3)[{{}, {1, -1, 2}}]
    assert.is_true(there_and_back(value):equal(value))
    local grey = picture(3, 4)
    assert.is_true(there_and_back(grey):equal(grey:unsqueeze(1)))
  end)

  it("is an 8-bit file that says its size", function()
    local path = support.path(".png")
    tensor.save(picture(3, 5, 2), path)
    local bytes = support.read(path)
    os.remove(path)
    assert.are.equal("\x89PNG\r\n\x1a\n", bytes:sub(1, 8))
    local width, height, depth, kind = (">I4I4BB"):unpack(bytes, 17)
    assert.are.same({2, 5, 8, 2}, {width, height, depth, kind})
  end)

  it("of other shapes and dtypes is refused", function()
    local path = support.path(".png")
    for _, value in ipairs{picture(3, 5, 3):float(), picture(5), picture(5, 2, 2),
      picture(1, 3, 2, 2), picture(3, 0, 2), picture(0, 2, 2)} do
      raises(function() tensor.save(value, path) end, "save: " .. path, "(channels, height, width)")
    end
    raises(function() tensor.save({picture(2, 2)}, path) end, "a picture is one tensor")
    assert.is_nil(io.open(path))
  end)

  it("that is cut short, empty or no picture is refused", function()
    local path = support.path(".png")
    tensor.save(picture(3, 9, 9), path)
    local bytes = support.read(path)
    os.remove(path)
    for n = 0, #bytes - 13 do
      raises(function() support.load(".png", bytes:sub(1, n)) end, "load: FILE: ")
    end
    raises(function() support.load(".png", "this is no picture") end, "load: FILE: Not a PNG file")
  end)

  it("that claims to be huge asks for no memory", function()
    local head = "\0\0\0\rIHDR" .. (">I4I4BBBBB"):pack(1000000, 1000000, 8, 6, 0, 0, 0)
    local bytes = "\x89PNG\r\n\x1a\n" .. head .. "\xff\xff\xff\xff\0\0\0\0IDAT\0\0\0\0"
    raises(function() support.load(".png", bytes) end, "load: FILE: ")
  end)
end)

describe("vision.utils", function()
  local vision = require "luma.vision"

  it("makes a grid as torchvision lays it out", function()
    local images = tensor.arange(1, 6):float():reshape(5, 1, 1, 1):expand(5, 3, 1, 2)
    local grid = vision.utils.make_grid(images, {nrow = 3, padding = 1, pad_value = 9})
    assert.are.same({3, 5, 10}, {table.unpack(grid.shape)})
    assert.are.same({
      {9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, {9, 1, 1, 9, 2, 2, 9, 3, 3, 9},
      {9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, {9, 4, 4, 9, 5, 5, 9, 9, 9, 9},
      {9, 9, 9, 9, 9, 9, 9, 9, 9, 9},
    }, grid[2]:tolist())
  end)

  it("takes lists, grey images and single ones", function()
    local list = {tensor.zeros(1, 2, 2), tensor.ones(1, 2, 2)}
    assert.are.same({3, 6, 10}, {table.unpack(vision.utils.make_grid(list).shape)})
    assert.are.same({3, 2, 2}, {table.unpack(vision.utils.make_grid(tensor.ones(2, 2)).shape)})
  end)

  it("normalises to the range from 0 to 1", function()
    local images = tensor{-1.0, 3}:reshape(2, 1, 1, 1)
    local grid = vision.utils.make_grid(images, {padding = 0, normalize = true})
    assert.are.same({0, 1}, grid[1][1]:tolist())
    grid = vision.utils.make_grid(images, {padding = 0, normalize = true, value_range = {0, 2}})
    assert.are.same({0, 1}, grid[1][1]:tolist())
    assert.are.same({-1, 3}, images:reshape(2):tolist())
  end)

  it("saves an image with values from 0 to 1", function()
    local path = support.path(".png")
    vision.utils.save_image(tensor{{0.0, 0.5}, {1, 2}}, path)
    local got = vision.io.read_image(path)
    os.remove(path)
    assert.are.same({3, 2, 2}, {table.unpack(got.shape)})
    assert.are.same({{0, 128}, {255, 255}}, got[1]:tolist())
  end)

  it("says what it needs", function()
    raises(function() vision.utils.make_grid(3) end, "make_grid:")
    raises(function() vision.utils.make_grid(tensor.ones(3)) end, "make_grid:", "(3)")
    raises(function() vision.utils.make_grid(tensor.ones(2, 2), {rows = 3}) end, "rows", "nrow")
    raises(function() vision.io.write_png(tensor.ones(3), "x.png") end, "save: x.png")
  end)
end)
