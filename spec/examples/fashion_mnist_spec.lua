-- examples/fashion_mnist.lua, one short epoch: what it saves is what --eval loads.

local luma = os.getenv("LUMA") or arg[-1]

local function run(options)
  local command = "LUMA_SHORT=1 %s examples/fashion_mnist.lua %s 2>&1"
  local pipe = io.popen(command:format(luma, options))
  local text = pipe:read("a")
  return pipe:close(), text
end

describe("examples/fashion_mnist.lua", function()
  it("learns, saves, and reports the same accuracy when it loads", function()
    local name = os.tmpname()
    os.remove(name)
    local weights = " --weights " .. name .. ".safetensors"
    local _ <close> = setmetatable({}, {__close = function() os.remove(name .. ".safetensors") end})
    local ok, text = run("--seed 7" .. weights)
    assert.is_true(ok, text)
    local accuracy = text:match("\ntest accuracy (%d+%.%d+) %%\nweights in ")
    assert.is_true(tonumber(accuracy) > 65, text) -- one pass over a tenth of the images
    ok, text = run("--eval" .. weights)
    assert.is_true(ok, text)
    assert.are.equal(accuracy, text:match("^test accuracy (%d+%.%d+) %%\n$"), text)
  end)

  it("explains wrong options", function()
    local ok, text = run("--epoch 3")
    assert.is_nil(ok)
    assert.is_truthy(text:find("unknown option --epoch; the first lines of", 1, true), text)
    assert.are.equal("--epochs needs a whole number\n", select(2, run("--epochs many")))
    assert.is_truthy(select(2, run("--data /no/such")):find("dataset-fashion-mnist", 1, true))
  end)
end)
