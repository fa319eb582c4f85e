-- What cases of spec/data/layers cannot say of the plain layers: errors, draws, in-place forms,
-- conversion.

local assert = require "luassert"
local F = nn.functional

local fails = dofile("spec/fails.lua").text

describe("plain layers", function()
  it("tell wrong shapes and options", function()
    fails("nn.GroupNorm: num_channels must be a multiple of num_groups, got 5 and 2", nn.GroupNorm,
      2, 5)
    fails("group_norm: the 5 channels of an input of shape (2, 5, 3) cannot be divided"
      .. " into 2 groups",
      F.group_norm, tensor.rand(2, 5, 3), 2)
    fails("group_norm: expected more than 1 value per channel", F.group_norm, tensor.rand(1, 3), 3)
    fails("group_norm: the 3 channels of an input of shape (2, 3, 4) cannot be divided"
      .. " into 0 groups",
      F.group_norm, tensor.rand(2, 3, 4), 0)
    fails("rms_norm: normalized_shape is (3), but the last dimensions", F.rms_norm,
      tensor.rand(2, 4), 3)
    fails("instance_norm: expected more than 1 spatial element", F.instance_norm,
      tensor.rand(2, 3, 1))
    fails("instance_norm: needs running_mean and running_var", F.instance_norm,
      tensor.rand(2, 3, 4),
      {use_input_stats = false})
    fails("BatchNorm2d: the input must be (N, C, H, W), it has shape (2, 3)", nn.BatchNorm2d(3),
      tensor.rand(2, 3))
    fails("BatchNorm2d: the input of shape (2, 4, 2, 2) has 4 channels, the layer has 3",
      nn.BatchNorm2d(3), tensor.rand(2, 4, 2, 2))
    fails("InstanceNorm1d: the input must be (N, C, L) or (C, L), it has shape (2)",
      nn.InstanceNorm1d(2), tensor.rand(2))
    fails("nn.ZeroPad2d: padding must have 1 or 4 entries, got 3", nn.ZeroPad2d, {1, 2, 3})
    fails("nn.FractionalMaxPool2d: it needs either output_size or output_ratio",
      nn.FractionalMaxPool2d, 2)
    fails("glu: dimension 2 must have an even size to be halved, the input has shape (2, 3)", F.glu,
      tensor.rand(2, 3))
    fails("prelu: weight has 2 numbers", F.prelu, tensor.rand(2, 3), tensor.rand(2))
    fails("celu: alpha must not be 0", F.celu, tensor.rand(2), 0)
    fails("softshrink: lambd must not be negative, but is -1", F.softshrink, tensor.rand(2), -1)
    fails("rrelu: lower is 0.5, it must not be above upper, 0.1", F.rrelu, tensor.rand(2), 0.5, 0.1)
    fails("dropout1d: the input must be (N, C, L) or (C, L), it has shape (2)", F.dropout1d,
      tensor.rand(2))
    fails("alpha_dropout: p must be a number from 0 to 1, got 2", F.alpha_dropout,
      tensor.rand(2), 2,
      true)
    fails('stochastic_depth: mode must be "row" or "batch", not "rows"', F.stochastic_depth,
      tensor.rand(2), 0.5, "rows")
    fails("bilinear: inputs of shapes (2, 3) and (2, 4) do not fit a weight of shape (2, 3, 3)",
      F.bilinear, tensor.rand(2, 3), tensor.rand(2, 4), tensor.rand(2, 3, 3))
    fails("nn.Mish: there is no option \"place\", the names are: inplace", nn.Mish, {place = true})
  end)

  it("tell wrong labels and lengths of losses", function()
    local x = tensor.rand(2, 3)
    fails("multi_margin_loss: target[2] is 0, but Luma counts from 1", F.multi_margin_loss, x,
      tensor.tensor{1, 0})
    fails("multilabel_margin_loss: target[1, 2] is 4, but there are 3 classes",
      F.multilabel_margin_loss, x, tensor.tensor{{1, 4, -1}, {1, -1, 0}})
    fails("multi_margin_loss: target[1] is -1, but there are 3 classes", F.multi_margin_loss, x,
      tensor.tensor{-1, 1})
    fails("multi_margin_loss: target has shape (3); with an input of shape (2, 3) it must have (2)",
      F.multi_margin_loss, x, tensor.tensor{1, 2, 3})
    fails("multilabel_margin_loss: target has shape (3), must have that of the input, (2, 3)",
      F.multilabel_margin_loss, x, tensor.tensor{1, 2, 3})
    fails("binary_cross_entropy: input must lie in 0 .. 1, but its elements go from -1 to 0.5",
      F.binary_cross_entropy, tensor.tensor{-1, 0.5}, tensor.tensor{0, 1.0})
    fails("linear_cross_entropy: target[1] is 0, but Luma counts from 1", F.linear_cross_entropy, x,
      tensor.rand(4, 3), tensor.tensor{0, 1})
    fails("huber_loss: delta must be above 0, but is 0", F.huber_loss, x, x, {delta = 0})
    fails("smooth_l1_loss: beta must not be negative", F.smooth_l1_loss, x, x, {beta = -1})
    fails("triplet_margin_loss: margin must be above 0", F.triplet_margin_loss, x, x, x, 0)
    fails("gaussian_nll_loss: var has a negative element", F.gaussian_nll_loss, x, x, -x - 1)
    fails("gaussian_nll_loss: var has shape (4), must have that of the input, (2, 3)",
      F.gaussian_nll_loss, x, x, tensor.ones(4))
    fails('kl_div: reduction must be "none", "mean" or "sum", not "all" (or "batchmean")', F.kl_div,
      x, x, "all")
    local logp = tensor.rand(4, 2, 3):log_softmax(3)
    fails("ctc_loss: input_lengths[2] is 5, log_probs of shape (4, 2, 3) have 4 steps", F.ctc_loss,
      logp, tensor.tensor{{2}, {2}}, {4, 5}, {1, 1})
    fails("ctc_loss: target_lengths has 1 entries, log_probs have 2 samples", F.ctc_loss, logp,
      tensor.tensor{{2}, {2}}, {4, 4}, {1})
    fails("ctc_loss: target[2, 1] is 0, but Luma counts from 1", F.ctc_loss, logp,
      tensor.tensor{{2}, {0}}, {4, 4}, {1, 1})
    fails("ctc_loss: blank is 0; positions of 3 classes are 1 to 3", F.ctc_loss, logp,
      tensor.tensor{{2}, {2}}, {4, 4}, {1, 1}, 0)
    fails("ctc_loss: targets one after the other must be as many as the sum of target_lengths, 2",
      F.ctc_loss, logp, tensor.tensor{2, 2, 2}, {4, 4}, {1, 1})
  end)

  it("second derivatives of ctc_loss are refused", function()
    local x = tensor.rand(4, 1, 3):requires_grad_()
    local loss = F.ctc_loss(x:log_softmax(3), tensor.tensor{{2}}, {4}, {1})
    local g = autograd.grad(loss, x, {create_graph = true})
    fails("ctc_loss: it has no second derivatives", autograd.grad, g:square():sum(), x)
  end)

  it("draw whole channels, samples and slopes", function()
    tensor.manual_seed(3)
    local y = F.dropout2d(tensor.ones(40, 10, 2, 3), 0.4)
    local per_channel = y:flatten(3):std(-1)
    assert.are.equal(0, per_channel:max():item())
    local kept = y[{{}, {}, 1, 1}]:ne(0):float():mean():item()
    assert.is_true(math.abs(kept - 0.6) < 0.1)
    assert.is_true(math.abs(y:max():item() - 1 / 0.6) < 1e-6)
    local rows = F.stochastic_depth(tensor.ones(200, 3), 0.5)
    assert.are.equal(0, rows:std(2):max():item())
    assert.is_true(rows:eq(0):any():item() and rows:eq(2):any():item())
    local slopes = F.rrelu(-tensor.ones(500), 0.2, 0.6, true)
    assert.is_true(slopes:max():item() <= -0.2 and slopes:min():item() >= -0.6)
    assert.is_true(math.abs(slopes:mean():item() + 0.4) < 0.03)
    local alpha = F.alpha_dropout(tensor.randn(20000), 0.3, true)
    assert.is_true(math.abs(alpha:mean():item()) < 0.05)
    assert.is_true(math.abs(alpha:std():item() - 1) < 0.05)
    local hard = F.gumbel_softmax(tensor.randn(5, 4), {hard = true})
    assert.is_true(hard:sum(2):allclose(tensor.ones(5)))
  end)

  it("work in place", function()
    for _, name in ipairs{"relu", "elu", "leaky_relu", "hardtanh", "rrelu", "celu", "selu"} do
      local x = tensor.tensor{-1.0, 0.5, 3}
      local expected = F[name](x)
      assert.is_true(F[name .. "_"](x) == x, name)
      assert.is_true(x:equal(expected), name)
    end
    local x = tensor.tensor{-1.0, 0.5}
    assert.is_true(F.threshold_(x, 0, 7) == x)
    assert.are.equal(7, x[1]:item())
    local module, y = nn.Mish{inplace = true}, tensor.tensor{-1.0}
    assert.is_true(module(y) == y)
  end)

  it("norms are the same for any strides and number of threads", function()
    local x, w, b = tensor.randn(4, 6, 50), tensor.randn(6), tensor.randn(6)
    local plain = F.group_norm(x, 3, w, b)
    assert.is_true(F.group_norm(x:transpose(2, 3):contiguous():transpose(2, 3), 3, w, b):equal(
      plain))
    local threads = tensor.get_num_threads()
    tensor.set_num_threads(3)
    assert.is_true(F.group_norm(x, 3, w, b):equal(plain))
    tensor.set_num_threads(threads)
    for _, dtype in ipairs{"float16", "bfloat16"} do
      local half = F.rms_norm(x:to(dtype), 50)
      assert.are.equal(dtype, half.dtype)
      assert.is_true((half:float() - F.rms_norm(x, 50)):abs():max():item() < 0.05)
    end
    local empty = nn.GroupNorm(3, 6)(tensor.zeros(0, 6, 2))
    assert.are.equal("(0, 6, 2)", tostring(empty.shape))
    empty:sum():backward()
  end)

  it("linear_cross_entropy by blocks is cross_entropy of linear", function()
    tensor.manual_seed(5)
    local function leaf(...) return tensor.randn(..., {dtype = "float64"}):requires_grad_() end
    local x, w, b = leaf({300, 3}), leaf({5000, 3}), leaf({5000})
    local target = tensor.randint(1, 5001, {300})
    local options = {ignore_index = target[1]:item(), label_smoothing = 0.1}
    local whole = F.cross_entropy(F.linear(x, w, b), target, options)
    local expected = table.pack(autograd.grad(whole, {x, w, b}))
    options.linear_bias = b
    local loss = F.linear_cross_entropy(x, w, target, options)
    assert.is_true(loss:allclose(whole, 1e-12))
    local got = table.pack(autograd.grad(loss, {x, w, b}))
    for i = 1, 3 do assert.is_true(got[i]:allclose(expected[i], 1e-9, 1e-12)) end
  end)

  it("SyncBatchNorm takes the place of batch norms", function()
    local model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))
    local weight = model[2].weight
    model = nn.SyncBatchNorm.convert_sync_batchnorm(model)
    assert.are.equal("SyncBatchNorm", getmetatable(model[2]).__name)
    assert.is_true(model[2].weight == weight)
    assert.are.equal("SyncBatchNorm",
      getmetatable(nn.SyncBatchNorm.convert_sync_batchnorm(nn.BatchNorm2d(2))).__name)
  end)

  it("print their options", function()
    assert.are.equal("MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=false)",
      tostring(nn.MaxPool2d(2)))
    for expected, layer in pairs{
      ["GroupNorm(2, 4, eps=1e-05, affine=true, bias=true)"] = nn.GroupNorm(2, 4),
      ["InstanceNorm1d(3, eps=1e-05, momentum=0.1, affine=true, bias=false, "
        .. "track_running_stats=false)"] = nn.InstanceNorm1d(3, {affine = true, bias = false}),
      ["LayerNorm((3,), eps=1e-05, elementwise_affine=true, bias=false)"] = nn.LayerNorm(3,
        {bias = false}),
      ["RMSNorm((2, 3), eps=nil, elementwise_affine=true)"] = nn.RMSNorm{2, 3},
      ["Hardshrink(0.5)"] = nn.Hardshrink(), ["Softshrink(0.3)"] = nn.Softshrink(0.3),
      ["Hardswish()"] = nn.Hardswish(true), ["ReflectionPad1d((1, 1))"] = nn.ReflectionPad1d(1),
      ["AvgPool1d(kernel_size=(2,), stride=(2,), padding=(0,))"] = nn.AvgPool1d(2),
      ["MaxUnpool2d(kernel_size=(2, 2), stride=(3, 1), padding=(0, 0))"] =
        nn.MaxUnpool2d(2, {3, 1}),
      ["LPPool1d(norm_type=2, kernel_size=3, stride=nil, ceil_mode=false)"] = nn.LPPool1d(2, 3),
      ["Unflatten(dim=2, unflattened_size=(-1,))"] = nn.Unflatten(2, {-1}),
    } do
      assert.are.equal(expected, tostring(layer))
    end
    assert.are.equal("ConstantPad1d(padding=(1, 1), value=2)", tostring(nn.ConstantPad1d(1, 2)))
    assert.are.equal("AdaptiveAvgPool2d(output_size=(false, 2))",
      tostring(nn.AdaptiveAvgPool2d{false, 2}))
  end)

  it("refuse bounds without room, norms of order 0 and padding past half a window", function()
    fails("nn.Hardtanh: max_val must be above min_val, got 0.5 and 0.5", nn.Hardtanh, 0.5, 0.5)
    fails("lp_pool1d: norm_type must not be 0", nn.LPPool1d(0, 2), tensor.ones(1, 1, 4))
    fails("max_pool2d: padding (2, 2) is more than half of kernel_size (3, 3)",
      nn.MaxPool2d(3, 1, 2, 2), tensor.ones(1, 1, 9, 9))
    assert.are.same({1, 1, 9}, {table.unpack(nn.MaxPool1d(3, 1, 2, 2)(tensor.ones(1, 1, 9)).shape)})
    fails("pad: padding of 2 would go around dimension 3 of (1, 1, 2) more than once",
      nn.CircularPad1d{-1, 2}, tensor.ones(1, 1, 2))
  end)

  it("AdaptiveLogSoftmaxWithLoss refuses labels and cutoffs", function()
    fails("cutoffs must be rising positions from 1 to 6, got {4, 2}", nn.AdaptiveLogSoftmaxWithLoss,
      4, 7, {4, 2})
    fails("targets must be positions from 1 to 7 (Luma counts from 1), got values from 0 to 2",
      nn.AdaptiveLogSoftmaxWithLoss(4, 7, {2}), tensor.rand(2, 4), tensor.tensor{0, 2})
  end)
end)
