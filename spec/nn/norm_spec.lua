-- Layer and batch normalisation: PyTorch's values (spec/record/reduce.py), and the edges.

local assert = require "luassert"
local recorded = dofile("spec/tensor/recorded.lua")
local layer_norm, batch_norm = nn.functional.layer_norm, nn.functional.batch_norm

local fails = dofile("spec/fails.lua").text

describe("normalisation", function()
  recorded(it, "norm", "reduce")

  it("checks shapes", function()
    local x = tensor.randn(4, 3)
    fails("layer_norm: normalized_shape is (4)", layer_norm, x, 4)
    fails("layer_norm: weight has shape (2), must have (3)", layer_norm, x, 3, tensor.ones(2))
    fails("layer_norm: input must be floating-point, not int64", layer_norm, tensor.tensor{1, 2}, 2)
    fails("batch_norm: bias has shape (4), must have (3)", batch_norm, x, nil, nil,
      {bias = tensor.ones(4), training = true})
    fails("batch_norm: input must have at least 2 dimensions", batch_norm, tensor.randn(3), nil,
      nil, {training = true})
    fails("batch_norm: needs running_mean and running_var", batch_norm, x)
    fails("batch_norm: expected more than 1 value per channel when training, got input of shape "
      .. "(1, 3)", batch_norm, tensor.randn(1, 3), nil, nil, {training = true})
  end)

  it("updates running statistics outside the graph", function()
    local x, mean, var = tensor.randn(6, 2), tensor.zeros(2), tensor.ones(2)
    x.requires_grad = true
    batch_norm(x, mean, var, {training = true}):sum():backward()
    assert.is_true(mean:allclose(x:detach():mean(1) * 0.1))
    assert.is_true(var:allclose(0.9 + x:detach():var(1) * 0.1))
    assert.is_false(mean.requires_grad)
    local before = mean:clone()
    batch_norm(x, mean, var)
    assert.is_true(mean:equal(before))
  end)

  it("is the same for any strides, dtype and number of threads", function()
    local x, w, b = tensor.randn(50, 40), tensor.randn(40), tensor.randn(40)
    local plain = layer_norm(x, 40, w, b)
    assert.is_true(layer_norm(x.T:contiguous().T, 40, w, b):equal(plain))
    local half = layer_norm(x:to("float16"), 40, w:to("float16"), b:to("float16"))
    assert.are.equal("float16", half.dtype)
    assert.is_true((half:float() - plain):abs():max():item() < 0.02)
    local threads = tensor.get_num_threads()
    tensor.set_num_threads(3)
    assert.is_true(layer_norm(x, 40, w, b):equal(plain))
    tensor.set_num_threads(threads)
    assert.are.equal(0, layer_norm(tensor.zeros(0, 4), 4):numel())
  end)
end)
