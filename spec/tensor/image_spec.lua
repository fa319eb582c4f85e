-- Convolutions, pools, padding, resampling and grids: what they refuse, and what recorded cases
-- cannot say.

local F = nn.functional
local x = tensor.ones(1, 1, 4, 4)

local fails = dofile("spec/fails.lua").text

describe("wrong arguments of", function()
  it("convolutions are named", function()
    fails("conv2d: input (1, 1, 4, 4) has 1 channels, weight (1, 2, 2, 2) wants 2",
      F.conv2d, x, tensor.ones(1, 2, 2, 2))
    fails("conv2d: input (1, 1, 4, 4) has 1 channels, weight (2, 2, 2, 2) wants 4 in 2 groups",
      F.conv2d, x, tensor.ones(2, 2, 2, 2), {groups = 2})
    fails("conv2d: a kernel of (5, 5) with dilation (1, 1) does not fit an input of (4, 4) " ..
      "with padding (0, 0)",
      F.conv2d, x, tensor.ones(1, 1, 5, 5))
    fails("conv2d: input must have 4 or 3 dimensions, (N, C, H, W) or (C, H, W), not shape (4, 4)",
      F.conv2d, x[1][1], tensor.ones(1, 1, 2, 2))
    fails("conv2d: weight must have 4 dimensions, not shape (1, 2, 2)",
      F.conv2d, x, tensor.ones(1, 2, 2))
    fails("conv2d: groups must be at least 1, not 0",
      F.conv2d, x, tensor.ones(1, 1, 2, 2), {groups = 0})
    fails("conv2d: dimension 1 of weight (3, 1, 2, 2) must be a multiple of 2 groups",
      F.conv2d, x, tensor.ones(3, 1, 2, 2), {groups = 2})
    fails("conv2d: stride must be at least 1, not 0",
      F.conv2d, x, tensor.ones(1, 1, 2, 2), {stride = 0})
    fails("conv2d: padding must be at least 0, not -1",
      F.conv2d, x, tensor.ones(1, 1, 2, 2), {padding = -1})
    fails("conv2d: stride must be 1 or 2 integers, not 3",
      F.conv2d, x, tensor.ones(1, 1, 2, 2), {stride = {1, 1, 1}})
    fails("conv2d: bias must have shape (1), not (2)",
      F.conv2d, x, tensor.ones(1, 1, 2, 2), tensor.ones(2))
    fails('conv2d: padding "same" needs stride 1, not (2, 2)',
      F.conv2d, x, tensor.ones(1, 1, 2, 2), {padding = "same", stride = 2})
    fails("conv2d: argument 'padding' must be integers, \"same\" or \"valid\", not \"full\"",
      F.conv2d, x, tensor.ones(1, 1, 2, 2), {padding = "full"})
    fails("conv2d: input is float64 and weight float32: they must have one dtype",
      F.conv2d, x:double(), tensor.ones(1, 1, 2, 2))
    fails("conv2d: kernel_size must be at least 1, not 0", F.conv2d, x, tensor.ones(1, 1, 0, 2))
    fails("conv2d: dimension 1 of weight (0, 1, 2, 2) must be a multiple of 1 groups",
      F.conv2d, x, tensor.ones(0, 1, 2, 2))
    fails("conv2d: padding must be at most 1073741824, not 4611686018427387904",
      F.conv2d, x, tensor.ones(1, 1, 2, 2), {padding = 1 << 62})
    fails("conv2d: input must hold numbers, not bool",
      F.conv2d, x:bool(), tensor.ones(1, 1, 2, 2):bool())
    fails("conv2d: input is complex64 and weight float32: they must have one dtype",
      F.conv2d, x:to("complex64"), tensor.ones(1, 1, 2, 2))
  end)

  it("transposed convolutions are named", function()
    fails("conv_transpose2d: output_padding (1, 1) must be below stride (1, 1) or dilation (1, 1)",
      F.conv_transpose2d, x, tensor.ones(1, 1, 2, 2), {output_padding = 1})
    fails("conv_transpose2d: an input of (4, 4) with kernel (2, 2) and padding (4, 4) leaves " ..
      "no output",
      F.conv_transpose2d, x, tensor.ones(1, 1, 2, 2), {padding = 4})
    fails("conv_transpose2d: input (1, 1, 4, 4) has 1 channels, weight (2, 1, 2, 2) wants 2",
      F.conv_transpose2d, x, tensor.ones(2, 1, 2, 2))
    fails("conv_transpose2d: sizes (1, 1, 3221225474, 3221225474) are too large: more than " ..
      "2^63 bytes of float32",
      F.conv_transpose2d, x, tensor.ones(1, 1, 2, 2), {stride = 1 << 30})
  end)

  it("unfold and fold are named", function()
    fails("unfold: a kernel of (5, 5) with dilation (1, 1) does not fit an input of (4, 4) " ..
      "with padding (0, 0)",
      F.unfold, x, 5)
    fails("unfold: input must have 4 or 3 dimensions, (N, C, H, W) or (C, H, W), not shape (4, 4)",
      F.unfold, x[1][1], 2)
    fails("fold: dimension 3 of (1, 4, 5) must be 4, the number of windows (2, 2)",
      F.fold, tensor.zeros(1, 4, 5), {3, 3}, 2)
    fails("fold: dimension 2 of (1, 5, 4) must be a multiple of 4, the elements of a kernel of " ..
      "(2, 2)",
      F.fold, tensor.zeros(1, 5, 4), {3, 3}, 2)
    fails("fold: output_size must be 1 or 2 integers, not 3",
      F.fold, tensor.zeros(1, 5, 4), {3, 3, 3}, 2)
    fails("unfold: kernel_size must be 1 or 2 integers, not 3", F.unfold, x, {2, 2, 2})
  end)

  it("pools are named", function()
    local quarter = x[{{}, {}, {1, 2}, {1, 2}}]
    fails("max_pool2d: padding (2, 2) is more than half of kernel_size (2, 2)",
      F.max_pool2d, x, 2, {padding = 2})
    fails("max_pool2d: windows of (5, 5) with dilation (1, 1) do not fit an input of (4, 4) " ..
      "with padding (0, 0)",
      F.max_pool2d, x, 5)
    fails("max_pool2d: input must have 4 or 3 dimensions, (N, C, H, W) or (C, H, W), not shape " ..
      "(4, 4)",
      F.max_pool2d, x[1][1], 2)
    fails("max_pool2d: kernel_size must be at least 1, not 0", F.max_pool2d, x, 0)
    fails("max_pool2d: stride must be at least 1, not 0", F.max_pool2d, x, 2, 0)
    fails("max_pool2d: kernel_size must be 1 or 2 integers, not 3", F.max_pool2d, x, {2, 2, 2})
    fails("max_pool2d: input must have channels, not shape (1, 0, 4, 4)",
      F.max_pool2d, x[{{}, {2, 1}}], 2)
    fails("max_pool2d: input must hold numbers, not bool", F.max_pool2d, x:bool(), 2)
    fails("max_pool2d: argument 'return_indices' must be true or false, not number",
      F.max_pool2d, x, 2, {return_indices = 1})
    fails("avg_pool2d: divisor_override must not be 0", F.avg_pool2d, x, 2, {divisor_override = 0})
    fails("avg_pool2d: input must be floating-point, not int32", F.avg_pool2d, x:int(), 2)
    fails("adaptive_avg_pool2d: output_size must be at least 0, not -1",
      F.adaptive_avg_pool2d, x, -1)
    fails("adaptive_max_pool2d: input must have 4 or 3 dimensions, (N, C, H, W) or (C, H, W), " ..
      "not shape (4, 4)",
      F.adaptive_max_pool2d, x[1][1], 1)
    fails("max_unpool2d: index 99 is out of range for 16 positions, which count from 1",
      F.max_unpool2d, quarter, tensor.full({1, 1, 2, 2}, 99), 2)
    fails("max_unpool2d: indices have shape (1, 1, 2, 1), the input (1, 1, 2, 2): they must be " ..
      "alike",
      F.max_unpool2d, quarter, tensor.full({1, 1, 2, 1}, 1), 2)
    fails("max_unpool2d: output size 9 along dimension 3 must lie between 3 and 5",
      F.max_unpool2d, quarter, tensor.full({1, 1, 2, 2}, 1), 2, {output_size = {9, 9}})
    fails("max_unpool2d: index 0 is out of range for 16 positions, which count from 1",
      F.max_unpool2d, quarter, tensor.full({1, 1, 2, 2}, 0), 2)
    fails("max_unpool2d: indices must be int64, not float32",
      F.max_unpool2d, quarter, tensor.ones(1, 1, 2, 2), 2)
  end)

  it("fractional pools are named", function()
    fails("fractional_max_pool2d: either output_size or output_ratio must be given",
      F.fractional_max_pool2d, x, 2)
    fails("fractional_max_pool2d: 4 windows of 2 do not fit dimension 1 of the image, of size 4",
      F.fractional_max_pool2d, x, 2, {output_size = 4})
    fails("fractional_max_pool2d: output_ratio must lie between 0 and 1, not be 1.5",
      F.fractional_max_pool2d, x, 2, {output_ratio = 1.5})
    fails("fractional_max_pool2d: random_samples must lie between 0 and 1, not be 7",
      F.fractional_max_pool2d, x, 2,
      {output_size = 2, random_samples = tensor.full({1, 1, 2}, 7.0)})
    fails("fractional_max_pool2d: random_samples must have shape (1, 1, 2), not (1, 2, 2)",
      F.fractional_max_pool2d, x, 2, {output_size = 2, random_samples = tensor.ones(1, 2, 2)})
  end)

  it("pad are named", function()
    fails("pad: pad must hold two entries for each dimension, not 1 entries", F.pad, x, {1})
    fails("pad: pad has entries for 5 dimensions, a tensor of shape (1, 1, 4, 4) has only 4",
      F.pad, x, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
    fails("pad: pad (-3, -2) takes more from dimension 4 of (1, 1, 4, 4) than there is",
      F.pad, x, {-3, -2})
    fails("pad: padding of 4 must be less than dimension 4 of (1, 1, 4, 4) to be reflected",
      F.pad, x, {4, 0, 0, 0}, "reflect")
    fails("pad: padding of 5 would go around dimension 4 of (1, 1, 4, 4) more than once",
      F.pad, x, {5, 0, 0, 0}, "circular")
    fails('pad: mode must be "constant", "reflect", "replicate" or "circular", not "mirror"',
      F.pad, x, {1, 1}, "mirror")
    fails("pad: reflect, replicate and circular pad the last 1, 2 or 3 dimensions of a tensor " ..
      "with 1 or 2 more, not 1 of shape (1, 1, 4, 4)",
      F.pad, x, {1, 1}, "reflect")
    fails('pad: a value goes with mode "constant" only, not "reflect"',
      F.pad, x, {1, 1, 1, 1}, "reflect", 2)
    fails("pad: pad 9223372036854775807 is out of range",
      F.pad, x, {math.maxinteger, math.maxinteger})
    fails("pad: pad (-9223372036854775808, 0) takes more from dimension 4 of (1, 1, 4, 4) than " ..
      "there is",
      F.pad, x, {math.mininteger, 0})
  end)

  it("interpolate are named", function()
    fails("interpolate: either size or scale_factor must be given", F.interpolate, x)
    fails("interpolate: either size or scale_factor must be given, not both",
      F.interpolate, x, 2, 2)
    fails('interpolate: mode must be "nearest", "nearest-exact", "linear", "bilinear", ' ..
      '"bicubic", "trilinear" or "area", not "x"',
      F.interpolate, x, 2, {mode = "x"})
    fails('interpolate: mode "linear" needs an input of 3 dimensions, not shape (1, 1, 4, 4)',
      F.interpolate, x, 2, {mode = "linear"})
    fails('interpolate: align_corners goes with the modes "linear", "bilinear", "bicubic" and ' ..
      '"trilinear", not "nearest"',
      F.interpolate, x, 2, {align_corners = true})
    fails('interpolate: antialias goes with the modes "bilinear" and "bicubic", not "nearest"',
      F.interpolate, x, 2, {antialias = true})
    fails("interpolate: sizes must be at least 1, not 4 to 0 along dimension 3",
      F.interpolate, x, 0)
    fails("interpolate: sizes must be at least 1, not 4 to -4 along dimension 3",
      F.interpolate, x, {scale_factor = -1})
    fails("interpolate: recompute_scale_factor goes with scale_factor, not with size",
      F.interpolate, x, 2, {recompute_scale_factor = true})
    fails("interpolate: input must have 3, 4 or 5 dimensions (N, C, ...), not shape (4, 4)",
      F.interpolate, x[1][1], 2)
    fails("interpolate: input must be floating-point, not int64", F.interpolate, x:long(), 2)
    fails("interpolate: scale_factor 1e+300 is out of range",
      F.interpolate, x, {scale_factor = 1e300})
    fails("interpolate: scale_factor must hold 1 or 2 numbers, not 0",
      F.interpolate, x, {scale_factor = {}})
    fails("interpolate: size must hold 1 or 2 numbers, not 3", F.interpolate, x, {1, 2, 3})
  end)

  it("shuffles are named", function()
    fails("pixel_shuffle: dimension -3 of (1, 1, 4, 4) must be a multiple of 4, the square of " ..
      "upscale_factor",
      F.pixel_shuffle, x, 2)
    fails("pixel_unshuffle: the last two dimensions of (1, 1, 4, 4) must be multiples of " ..
      "downscale_factor 3",
      F.pixel_unshuffle, x, 3)
    fails("pixel_shuffle: input must have at least 3 dimensions (..., C, H, W), not shape (4, 4)",
      F.pixel_shuffle, x[1][1], 2)
    fails("pixel_shuffle: upscale_factor must be at least 1, not 0", F.pixel_shuffle, x, 0)
    fails("channel_shuffle: dimension 2 of (1, 1, 4, 4) must be a multiple of 2 groups",
      F.channel_shuffle, x, 2)
    fails("channel_shuffle: input must have at least 3 dimensions (N, C, ...), not shape (4, 4)",
      F.channel_shuffle, x[1][1], 2)
  end)

  it("grids are named", function()
    fails("grid_sample: an input of shape (1, 1, 4, 4) needs a grid (1, H', W', 2), not of " ..
      "shape (1, 2, 2, 3)",
      F.grid_sample, x, tensor.zeros(1, 2, 2, 3))
    fails("grid_sample: an input of shape (1, 1, 4, 4) needs a grid (1, H', W', 2), not of " ..
      "shape (2, 2, 2, 2)",
      F.grid_sample, x, tensor.zeros(2, 2, 2, 2))
    fails("grid_sample: input and grid must have one floating-point dtype, not float32 and float64",
      F.grid_sample, x, tensor.zeros(1, 2, 2, 2):double())
    fails('grid_sample: mode must be "bilinear", "nearest" or "bicubic", not "x"',
      F.grid_sample, x, tensor.zeros(1, 2, 2, 2), "x")
    fails('grid_sample: padding_mode must be "zeros", "border" or "reflection", not "x"',
      F.grid_sample, x, tensor.zeros(1, 2, 2, 2), "nearest", "x")
    fails("affine_grid: theta must have shape (1, 2, 3), not (1, 2, 2)",
      F.affine_grid, tensor.zeros(1, 2, 2), {1, 1, 2, 2})
    fails("affine_grid: theta must be floating-point, not int64",
      F.affine_grid, tensor.zeros(1, 2, 3):long(), {1, 1, 2, 2})
    fails("affine_grid: size must be (N, C, H, W) or (N, C, D, H, W), not (1, 2, 2)",
      F.affine_grid, tensor.zeros(1, 2, 3), {1, 2, 2})
    fails("affine_grid: sizes must be at least 1, not (1, 1, 0, 2)",
      F.affine_grid, tensor.zeros(1, 2, 3), {1, 1, 0, 2})
  end)
end)

describe("grid_sample", function()
  local options = {dtype = "float64"}

  it("is derived twice inside a longer graph, also with more of it above", function()
    local a0 = tensor.rand({1, 2, 3, 4}, options):requires_grad_()
    local g = (tensor.rand({1, 2, 2, 2}, options) * 2 - 1):requires_grad_()
    local function f(a, b)
      local y = F.grid_sample(a * b:mean(), b * a[1][1][1][1], "bicubic", "border", true)
      return F.grid_sample(y * a:sum(), b:sin()):sum()
    end
    assert.is_true(autograd.gradcheck(f, {a0, g}))
    assert.is_true(autograd.gradgradcheck(f, {a0, g}))
  end)

  it("gives the same bits for any number of threads", function()
    local image = tensor.rand(1, 5, 40, 30):requires_grad_()
    local g = (tensor.rand(1, 60, 50, 2) * 2.4 - 1.2):requires_grad_()
    local before, seen = tensor.get_num_threads(), {}
    for threads = 1, 2 do
      tensor.set_num_threads(threads)
      local y = F.grid_sample(image, g, "bicubic", "reflection", false)
      seen[threads] = {y, autograd.grad(y, {image, g}, tensor.ones_like(y))}
    end
    tensor.set_num_threads(before)
    for i = 1, 3 do assert.is_true(seen[1][i]:equal(seen[2][i])) end
  end)

  it("takes half precision and strided operands", function()
    local image, g = tensor.rand(1, 2, 5, 6), tensor.rand(1, 3, 4, 2) * 2 - 1
    local y = F.grid_sample(image, g)
    local half = F.grid_sample(image:half(), g:half())
    assert.are.equal("float16", half.dtype)
    assert.is_true(half:float():allclose(y, {atol = 2e-2}))
    local turned = F.grid_sample(image:transpose(3, 4):contiguous():transpose(3, 4),
      tensor.stack({g, g}, -1):select(-1, 2))
    assert.is_true(turned:equal(y))
  end)
end)

describe("convolutions", function()
  -- By unfold and a product, which share no loop with the kernel but the one that takes windows.
  it("agree with products of columns", function()
    local input, weight = tensor.randn(3, 6, 13, 11):double(), tensor.randn(4, 6, 3, 2):double()
    local columns = F.unfold(input, {3, 2}, 2, 1, 2)
    local expected = weight:reshape(4, -1):matmul(columns)
    local got = F.conv2d(input, weight, nil, 2, 1, 2)
    assert.is_true(got:reshape(3, 4, -1):allclose(expected))
  end)

  it("give the same result on any number of threads", function()
    local input, weight = tensor.randn(2, 8, 40, 40), tensor.randn(8, 8, 3, 3)
    local threads = tensor.get_num_threads()
    local function run()
      local a, w = input:clone():requires_grad_(), weight:clone():requires_grad_()
      local y = F.conv2d(a, w, {padding = 1})
      y:sum():backward()
      return y, a.grad, w.grad
    end
    tensor.set_num_threads(1)
    local one = {run()}
    tensor.set_num_threads(4)
    local four = {run()}
    tensor.set_num_threads(threads)
    for i = 1, 3 do assert.is_true(one[i]:allclose(four[i], 1e-5, 1e-5)) end
  end)

  it("take an input of any strides and a batch of none", function()
    local input, weight = tensor.randn(2, 5, 7, 3), tensor.randn(4, 3, 2, 2)
    local last = input:permute(1, 4, 2, 3)
    assert.is_true(F.conv2d(last, weight):allclose(F.conv2d(last:contiguous(), weight)))
    local none = tensor.randn(0, 3, 5, 5):requires_grad_()
    local w = weight:clone():requires_grad_()
    F.conv2d(none, w):sum():backward()
    assert.are.equal("(0, 3, 5, 5)", tostring(none.grad.shape))
    assert.are.equal(0, w.grad:abs():sum():item())
  end)
end)

describe("pools", function()
  it("return positions when asked, and one result when not", function()
    assert.are.equal(1, select("#", F.max_pool2d(x, 2)))
    assert.are.equal(2, select("#", F.max_pool2d(x, 2, {return_indices = true})))
    assert.are.equal(1, select("#", F.max_pool2d(x, 2, {return_indices = false})))
    assert.are.equal(2, select("#", F.adaptive_max_pool1d(x[1], 2, true)))
    local _, at = F.max_pool1d(tensor{{1.0, 3, 2, 5}}, 2, {return_indices = true})
    assert.are.same({{2, 4}}, at:tolist())
  end)

  it("at fractional distances take each window's largest element", function()
    local image = tensor.arange(36):double():view(1, 1, 6, 6)
    local samples = tensor.full({1, 1, 2}, 0.5)
    local y, at = F.fractional_max_pool2d(image, 2, {output_size = 3, random_samples = samples,
      return_indices = true})
    assert.is_true(y:eq(at:double() - 1):all():item())
    assert.are.equal(35, y:max():item())
    tensor.manual_seed(1)
    local one = F.fractional_max_pool2d(image, 2, {output_ratio = 0.5})
    tensor.manual_seed(1)
    assert.is_true(one:equal(F.fractional_max_pool2d(image, 2, {output_ratio = 0.5})))
  end)
end)

describe("grids", function()
  it("pass over elements that lie outside, whatever they are", function()
    local image = tensor{{{{math.huge, 1}, {2, 3}}}}
    local y = F.grid_sample(image, tensor{{{{3.0, 3.0}, {-3.0, -3.0}}}})
    assert.are.same({{{{0, 0}}}}, y:tolist())
  end)
end)
