-- Layers of convolutions: parameters, printed forms, wrong arguments. Their values are in
-- layers_spec.lua (spec/record/layers/conv.py).

local fails = dofile("spec/fails.lua").text

local function shape(t) return tostring(t.shape) end

describe("convolution layers", function()
  it("have PyTorch's parameters", function()
    local names = {}
    for name, p in nn.Conv2d(4, 6, {2, 3}, {groups = 2}):named_parameters() do
      names[#names + 1] = name .. " " .. shape(p)
    end
    assert.are.same({"weight (6, 2, 2, 3)", "bias (6)"}, names)
    assert.are.equal("(6, 4, 3)", shape(nn.Conv1d(4, 6, 3).weight))
    assert.are.equal("(6, 4, 3, 3, 3)", shape(nn.Conv3d(4, 6, 3).weight))
    assert.are.equal("(4, 3, 2, 2)", shape(nn.ConvTranspose2d(4, 6, 2, {groups = 2}).weight))
    assert.is_nil(nn.Conv2d(4, 6, 3, {bias = false}).bias)
    assert.are.equal("float64", nn.Conv1d(1, 1, 1, {dtype = "float64"}).bias.dtype)
  end)

  it("start uniform on 1 / sqrt(fan in)", function()
    tensor.manual_seed(3)
    local plain = nn.Conv2d(16, 64, 3, {groups = 4})
    for _, m in ipairs{plain, nn.ConvTranspose2d(64, 16, 3, {groups = 4})} do
      local bound = 1 / math.sqrt(m.weight:size(2) * 9)
      assert.is_true(m.weight:abs():max():item() <= bound)
      assert.is_true(math.abs(m.weight:std():item() / (bound / math.sqrt(3)) - 1) < 0.05)
      assert.is_true(m.bias:abs():max():item() <= bound)
    end
    assert.are.equal("(4, 0, 3, 3)", shape(nn.Conv2d(0, 4, 3).weight))
  end)

  it("are printed as PyTorch prints them", function()
    local function is(text, m) assert.are.equal(text, tostring(m)) end
    is("Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))", nn.Conv2d(3, 8, 3))
    is("Conv2d(4, 8, kernel_size=(3, 5), stride=(2, 2), padding=(1, 2), dilation=(2, 2), groups=2, "
      .. "bias=false, padding_mode=reflect)",
      nn.Conv2d(4, 8, {3, 5}, 2, {1, 2}, 2, 2, false, "reflect"))
    is("Conv1d(4, 8, kernel_size=(3,), stride=(1,), padding=same, padding_mode=circular)",
      nn.Conv1d(4, 8, 3, {padding = "same", padding_mode = "circular"}))
    is("ConvTranspose2d(4, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), dilation=(2, 2), "
      .. "output_padding=(1, 1), groups=2, bias=false)",
      nn.ConvTranspose2d(4, 8, 3, 2, 1, 1, 2, false, 2))
    is("Unfold(kernel_size=3, dilation=1, padding=(1, 2), stride=2)",
      nn.Unfold(3, 1, {1, 2}, 2))
    is("Fold(output_size=(3, 4), kernel_size=2, dilation=1, padding=0, stride=1)",
      nn.Fold({3, 4}, 2))
  end)

  it("refuse wrong options", function()
    fails("nn.Conv2d: in_channels must be a multiple of groups, got 3 channels in 2 groups",
      nn.Conv2d, 3, 8, 3, {groups = 2})
    fails("nn.Conv2d: out_channels must be a multiple of groups, got 6 channels in 4 groups",
      nn.Conv2d, 4, 6, 3, {groups = 4})
    fails("nn.Conv2d: groups must be at least 1, got 0", nn.Conv2d, 4, 6, 3, {groups = 0})
    fails('nn.Conv2d: padding "same" needs stride 1, got stride 2',
      nn.Conv2d, 3, 8, 3, {stride = 2, padding = "same"})
    fails('nn.Conv2d: padding must be integers, "same" or "valid", got "full"',
      nn.Conv2d, 3, 8, 3, {padding = "full"})
    fails('nn.Conv2d: padding_mode must be "zeros", "reflect", "replicate" or "circular", got "x"',
      nn.Conv2d, 3, 8, 3, {padding_mode = "x"})
    fails('nn.ConvTranspose2d: padding_mode must be "zeros", transposes have no other, got ' ..
      '"reflect"',
      nn.ConvTranspose2d, 3, 8, 3, {padding_mode = "reflect"})
    fails("nn.Conv2d: kernel_size must be 1 or 2 integers, got 3", nn.Conv2d, 3, 8, {1, 2, 3})
    fails("nn.Conv1d: stride must be an integer or a list of integers from 1 on, got 0",
      nn.Conv1d, 3, 8, 1, 0)
    fails("nn.Conv1d: padding must be an integer or a list of integers from 0 on, got -1",
      nn.Conv1d, 3, 8, 1, {padding = -1})
    fails("nn.Conv1d: kernel_size is missing", nn.Conv1d, 3, 8)
  end)

  it("say which shapes do not fit", function()
    fails("conv2d: input (1, 3, 8, 8) has 3 channels, weight (8, 4, 3, 3) wants 4",
      nn.Conv2d(4, 8, 3), tensor.ones(1, 3, 8, 8))
    fails("conv2d: input must have 4 or 3 dimensions, (N, C, H, W) or (C, H, W), not shape (4, 8)",
      nn.Conv2d(4, 8, 3), tensor.ones(4, 8))
    fails("ConvTranspose2d: output_size of dimension 3 must be from 9 to 10 for an input of shape "
      .. "(1, 3, 4, 4), got 20",
      nn.ConvTranspose2d(3, 8, 3, 2), tensor.ones(1, 3, 4, 4), {20, 20})
    fails("ConvTranspose2d: output_size must be 2 integers, or 4 with those before, for an input "
      .. "of shape (1, 3, 4, 4)",
      nn.ConvTranspose2d(3, 8, 3, 2), tensor.ones(1, 3, 4, 4), {20})
    fails("Conv1d: a tensor is needed, got a number", nn.Conv1d(1, 1, 1), 3)
  end)

  it("sum the gradients of weights over batches of any size", function()
    -- Some images share a matrix product: five by twos leave a rest.
    tensor.manual_seed(4)
    local x = tensor.randn(5, 2, 36, 36, {dtype = "float64"})
    local weight = tensor.randn(3, 2, 32, 32, {dtype = "float64", requires_grad = true})
    local function gradient(images)
      return autograd.grad(nn.functional.conv2d(images, weight):square():sum(), weight)
    end
    local sum = gradient(x[{{1, 1}}])
    for i = 2, 5 do sum = sum + gradient(x[{{i, i}}]) end
    assert.is_true(gradient(x):allclose(sum, 1e-10, 1e-8))
  end)
end)
