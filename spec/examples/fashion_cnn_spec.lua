-- examples/fashion_cnn.lua, one short epoch in mixed precision, and wrong options.

local luma = os.getenv("LUMA") or arg[-1]

local function run(options)
  local pipe = io.popen(("LUMA_SHORT=1 %s examples/fashion_cnn.lua %s 2>&1"):format(luma, options))
  local text = pipe:read("a")
  return pipe:close(), text
end

describe("examples/fashion_cnn.lua", function()
  it("learns in mixed precision", function()
    local ok, text = run("--mixed --seed 3")
    assert.is_true(ok, text)
    local accuracy = text:match("\ntest accuracy (%d+%.%d+) %% after %d+ seconds\n$")
    assert.is_true(tonumber(accuracy) > 50, text) -- one pass over a twentieth of the images
  end)

  it("explains wrong options", function()
    local ok, text = run("--epoch 3")
    assert.is_nil(ok)
    assert.is_truthy(text:find("unknown option --epoch; the first lines of", 1, true), text)
    assert.are.equal("--epochs needs a whole number\n", select(2, run("--epochs many")))
    assert.is_truthy(select(2, run("--data /no/such")):find("dataset-fashion-mnist", 1, true))
  end)
end)
