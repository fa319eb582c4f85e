-- examples/dcgan.lua, a few steps: the picture is a grid of samples, the weights draw again.

local luma = os.getenv("LUMA") or arg[-1]

local function run(options)
  local command = "LUMA_SHORT=1 %s examples/dcgan.lua %s 2>&1"
  local pipe = io.popen(command:format(luma, options))
  local text = pipe:read("a")
  return pipe:close(), text
end

describe("examples/dcgan.lua", function()
  it("learns, draws its samples, and draws others with the weights it saved", function()
    local name = os.tmpname()
    os.remove(name)
    local files = {name .. ".safetensors", name .. "-1.png", name .. "-sample.png"}
    local _ <close> = setmetatable({}, {__close = function()
      for _, file in ipairs(files) do os.remove(file) end
    end})
    local places = (" --pictures %s --weights %s"):format(name, files[1])
    local ok, text = run(places)
    assert.is_true(ok, text)
    assert.is_truthy(text:find("samples in " .. files[2], 1, true), text)
    ok, text = run("--sample --seed 5" .. places)
    assert.is_true(ok, text)
    for i = 2, 3 do -- 8 by 8 images of 28 pixels, with two between and around them
      local picture = tensor.load(files[i])
      assert.are.same({3, 242, 242}, {table.unpack(picture.shape)})
      assert.is_true(picture:float():std():item() > 1, "every pixel is alike")
      assert.is_true(picture[1]:equal(picture[3]))
    end
    assert.is_false(tensor.load(files[2]):equal(tensor.load(files[3])))
  end)
end)
