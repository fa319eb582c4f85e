-- Losses: PyTorch's values (spec/record/reduce.py), labels out of range, reductions.

local assert = require "luassert"
local recorded = dofile("spec/tensor/recorded.lua")
local F = nn.functional

local fails = dofile("spec/fails.lua").text

describe("losses", function()
  recorded(it, "loss", "reduce")

  it("count classes from 1", function()
    local x = tensor.randn(3, 4)
    for name, f in pairs{cross_entropy = F.cross_entropy, nll_loss = F.nll_loss} do
      fails(name .. ": target[2] is 0, but Luma counts from 1: labels of 4 classes are 1 to 4", f,
        x, tensor.tensor{1, 0, 2})
      fails(name .. ": target[3] is 5, but there are 4 classes", f, x, tensor.tensor{1, 1, 5})
      fails(name .. ": target[1] is -1; labels of 4 classes are 1 to 4", f, x,
        tensor.tensor{-1, 1, 4})
    end
    fails("nll_loss: target[2, 1] is 9", F.nll_loss, tensor.randn(2, 3, 2),
      tensor.tensor{{1, 2}, {9, 1}})
    fails("cross_entropy: target[1] is 0", F.cross_entropy, tensor.randn(3), tensor.tensor(0))
    for _, dtype in ipairs{"int64", "int32", "uint8"} do
      local target = tensor.tensor({1, 2, 4}, {dtype = dtype})
      assert.is_true(F.cross_entropy(x, target):equal(F.cross_entropy(x, tensor.tensor{1, 2, 4})))
    end
  end)

  it("check shapes, dtypes and options", function()
    local x = tensor.randn(3, 4)
    fails('cross_entropy: reduction must be "none", "mean" or "sum", not "average"',
      F.cross_entropy, x, tensor.tensor{1, 2, 3}, {reduction = "average"})
    fails("cross_entropy: target has shape (2); with an input of shape (3, 4) it must have (3)",
      F.cross_entropy, x, tensor.tensor{1, 2})
    fails("cross_entropy: target of float32 holds probabilities", F.cross_entropy, x,
      tensor.tensor{1.5, 2, 3})
    fails("cross_entropy: label_smoothing must lie in 0 .. 1", F.cross_entropy, x,
      tensor.tensor{1, 2, 3}, {label_smoothing = 2})
    fails("cross_entropy: weight must be floating-point with one number for each of 4 classes",
      F.cross_entropy, x, tensor.tensor{1, 2, 3}, tensor.ones(3))
    fails('mse_loss: reduction must be "none", "mean" or "sum"', F.mse_loss, x, x, "max")
    fails("binary_cross_entropy_with_logits: target has shape (3)",
      F.binary_cross_entropy_with_logits, x, tensor.ones(3))
    fails("cross_entropy: target must hold class positions", F.cross_entropy, x,
      tensor.tensor{true, false, true})
  end)

  it("keep small losses of large logits", function()
    local x = tensor.tensor{{1000, 990.0}}
    x.requires_grad = true
    local loss = F.cross_entropy(x, tensor.tensor{1})
    assert.is_true(math.abs(loss:item() / 4.5398899e-5 - 1) < 1e-4)
    loss:backward()
    assert.is_true(math.abs(x.grad[{1, 2}]:item() / 4.5397869e-5 - 1) < 1e-5)
  end)

  it("of nothing are NaN as a mean and 0 as a sum", function()
    local x, target = tensor.zeros(0, 3), tensor.zeros(0, {dtype = "int64"})
    local mean = F.cross_entropy(x, target):item()
    assert.is_true(mean ~= mean)
    assert.are.equal(0, F.cross_entropy(x, target, {reduction = "sum"}):item())
  end)
end)

describe("TripletMarginWithDistanceLoss", function()
  it("takes a module for its distance, and shows it", function()
    local loss = nn.TripletMarginWithDistanceLoss{distance_function = nn.PairwiseDistance(1)}
    local a, b, c = tensor.rand(2, 3), tensor.rand(2, 3), tensor.rand(2, 3)
    assert.is_true(loss(a, b, c):allclose(nn.functional.triplet_margin_loss(a, b, c, 1, 1)))
    assert.are.equal("TripletMarginWithDistanceLoss(\n  (distance_function): PairwiseDistance()\n)",
      tostring(nn.TripletMarginWithDistanceLoss()))
  end)
end)
