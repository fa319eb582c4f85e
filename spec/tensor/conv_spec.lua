-- Convolutions by oneDNN against those by matrix products, and on any number of threads.

local results = dofile("spec/tensor/conv_paths.lua")
local luma = os.getenv("LUMA") or arg[-1]

describe("convolutions", function()
  it("are the same with and without oneDNN", function()
    local file = os.tmpname() .. ".safetensors"
    local _ <close> = setmetatable({}, {__close = function() os.remove(file) end})
    local command = "LUMA_DNNL=0 %s spec/tensor/conv_paths.lua %s"
    assert.is_true(os.execute(command:format(luma, file)))
    local plain, mine, count = tensor.load(file), results(), 0
    for name, expected in pairs(plain) do
      local scale = expected:abs():max():item()
      local off = (mine[name] - expected):abs():max():item()
      assert.is_true(off <= 2e-6 * scale, ("%s: %g of %g"):format(name, off, scale))
      count = count + 1
    end
    assert.are.equal(96, count)
  end)

  it("are the same on any number of threads", function()
    local had = tensor.get_num_threads()
    local _ <close> = setmetatable({}, {__close = function() tensor.set_num_threads(had) end})
    tensor.set_num_threads(1)
    local one = results()
    for _, threads in ipairs{2, 3, 5} do
      tensor.set_num_threads(threads)
      for name, t in pairs(results()) do
        assert.is_true(t:equal(one[name]), ("%s on %d threads"):format(name, threads))
      end
    end
  end)

  it("of half precision are rounded once", function()
    tensor.manual_seed(2)
    local x, w = tensor.randn(4, 16, 9, 9), tensor.randn(16, 16, 3, 3) / 8
    for _, dtype in ipairs{"bfloat16", "float16"} do
      local a, b = x:to(dtype), w:to(dtype)
      local y = nn.functional.conv2d(a, b)
      local wide = nn.functional.conv2d(a:double(), b:double())
      assert.are.equal(dtype, y.dtype)
      -- half a unit in the last place, and what float32 sums in another order differ by
      local most = dtype == "bfloat16" and 2 ^ -8 or 2 ^ -11
      local off = ((y:double() - wide):abs() / (wide:abs() + 0.01)):max():item()
      assert.is_true(off <= most * 1.05 + 1e-4, ("%s: %g"):format(dtype, off))
    end
  end)
end)
