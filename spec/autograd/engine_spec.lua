-- backward and grad: what they take, what they leave, what they say.

local assert = require "luassert"

local function leaf(values)
  return tensor.tensor(values, {dtype = "float64", requires_grad = true})
end
local fails = dofile("spec/fails.lua").pattern

describe("backward", function()
  it("adds to .grad, in place", function()
    local x = leaf{1, 2}
    ;(x * x):sum():backward()
    local grad = x.grad
    ;(x * 3):sum():backward()
    assert.are.same({5, 7}, x.grad:tolist())
    assert.are.same({5, 7}, grad:tolist())
    x.grad = nil
    assert.is_nil(x.grad)
  end)

  it("takes a gradient, flags and inputs, by position and by name", function()
    local x, y = leaf{1, 2}, leaf{3, 4}
    local z = x * y
    z:backward(tensor.tensor({1, 10}, {dtype = "float64"}), true)
    assert.are.same({3, 40}, x.grad:tolist())
    z:backward{gradient = tensor.ones_like(z), retain_graph = true}
    assert.are.same({6, 44}, x.grad:tolist())
    z:sum():backward{inputs = y}
    assert.are.same({6, 44}, x.grad:tolist())
    assert.are.same({3, 24}, y.grad:tolist())
    autograd.backward({x * 2, y * 3}, {tensor.ones_like(x), tensor.ones_like(y)}, {inputs = {x}})
    assert.are.same({8, 46}, x.grad:tolist())
    assert.are.same({3, 24}, y.grad:tolist())
  end)

  it("retains the gradient of results among the inputs", function()
    local x = leaf{1, 2}
    local y = x * 3
    ;(y * y):sum():backward{inputs = {y}}
    assert.are.same({6, 12}, y.grad:tolist())
    assert.is_nil(x.grad)
  end)

  it("makes a graph of .grad with create_graph, in a tensor of its own", function()
    local x, y = leaf{2}, leaf{5}
    local seed = tensor.ones(1, {dtype = "float64"})
    ;(x + y):backward(seed, {create_graph = true})
    x.grad:add_(1)
    assert.are.same({1}, y.grad:tolist())
    assert.are.same({1}, seed:tolist())
    x.grad = nil
    ;(x ^ 3):sum():backward{create_graph = true}
    assert.are.equal(12, autograd.grad(x.grad:sum(), x):item())
    x.grad = nil -- a graph that hangs on its own leaf is a cycle
  end)

  it("is 0 for what was replaced in place, under the same graph", function()
    for _, replace in ipairs{"zero_", "normal_", function(y) return y:fill_(3) end,
      function(y) return y:copy_(tensor.ones(2)) end, function(y) return y:eq_(1) end,
      function(y) y[{}] = 4; return y end} do
      local x = leaf{1, 2}
      local y = x * 2
      if type(replace) == "string" then y[replace](y) else replace(y) end
      assert.is_true(y.requires_grad)
      y:sum():backward()
      assert.are.same({0, 0}, x.grad:tolist())
    end
  end)

  it("does not see changes under no_grad", function()
    local x = leaf{1, 2}
    local y = x * 2
    autograd.no_grad(function() y:zero_() end)
    assert.is_true(y.requires_grad)
    y:sum():backward()
    assert.are.same({2, 2}, x.grad:tolist())
  end)

  it("refuses what makes no sense", function()
    local x = leaf{1, 2}
    fails("one element", function() (x * 2):backward() end)
    fails("does not require grad", function() tensor.ones(1):backward() end)
    fails("shape %(3%), the output %(2%)", function() (x * 2):backward(tensor.ones(3)) end)
    fails("list of inputs is empty", function() x:sum():backward{inputs = {}} end)
    fails("input 1 does not require grad", function() x:sum():backward{inputs = tensor.ones(1)} end)
    fails("retain_graph must be true or false", function() x:sum():backward{retain_graph = 1} end)
    fails("no option 'keep'; there are: gradient, retain_graph, create_graph, inputs", function()
      x:sum():backward{keep = true}
    end)
    local y = (x * x):sum()
    y:backward()
    fails("mul kept was released .*retain_graph", function() y:backward() end)
  end)

  it("twice over nodes that keep nothing", function()
    local x = leaf{1, 2}
    local y = (x + 1):sum()
    y:backward()
    y:backward()
    assert.are.same({2, 2}, x.grad:tolist())
  end)

  it("names both operations after a change in place", function()
    local x = leaf{1, 2}
    local y = x * 1
    local z = y * y
    y:add_(1)
    fails("that mul needs was changed in place afterwards by add_: it is at version 1, 0 was",
      function() z:sum():backward() end)
    autograd.graph.increment_version(z)
    local w = (x * 1):exp()
    local v = w * 2
    autograd.graph.increment_version(w)
    fails("exp needs was changed in place afterwards by increment_version", function()
      v:sum():backward()
    end)
  end)

  it("walks deep graphs and graphs of many edges", function()
    local x = leaf{1}
    local y = x
    for _ = 1, 100000 do y = y + 0 end
    y:backward()
    assert.are.equal(1, x.grad:item())
    y = nil -- luacheck: ignore
    collectgarbage()
    local sum = x * 0
    for _ = 1, 2000 do sum = sum + x end
    sum:backward()
    assert.are.equal(2001, x.grad:item())
  end)

  it("goes on after errors in the middle", function()
    local x = leaf{1}
    local bad = true
    local f = autograd.Function{
      forward = function(_, a) return a * 2 end,
      backward = function(_, g) if bad then error "bad" end return g * 2 end,
    }
    local y = f(x * 1) + x * 3
    fails("bad", function() y:backward{retain_graph = true} end)
    bad, x.grad = false, nil
    y:backward()
    assert.are.equal(5, x.grad:item())
  end)

  it("of a view that was made before its base changed", function()
    local x = leaf{1, 2, 3}
    local y = x * 1
    local v = y[{{1, 2}}]
    y:mul_(2)
    assert.are.same({6, 6, 0}, autograd.grad((v * 3):sum(), x):tolist())
  end)
end)

describe("the layout of .grad", function()
  it("is that of a dense tensor", function()
    local x = tensor.randn(3, 4):t():requires_grad_()
    ;(x * x):sum():backward()
    assert.are.same({table.unpack(x:stride())}, {table.unpack(x.grad:stride())})
    local y = tensor.randn(2, 3, 4):permute(2, 3, 1):requires_grad_()
    ;(y * 2):sum():backward{create_graph = true}
    assert.are.same({table.unpack(y:stride())}, {table.unpack(y.grad:stride())})
    assert.is_true(y.grad:eq(2):all():item())
  end)

  it("is contiguous for others", function()
    local x = tensor.randn(4, 6)[{{}, {1, 6, 2}}]:detach():requires_grad_()
    ;(x * x):sum():backward()
    assert.is_true(x.grad:is_contiguous())
    local y = tensor.randn({4, 3}, {requires_grad = true})
    y:t():contiguous():sum():backward()
    assert.is_true(y.grad:is_contiguous())
  end)

  it("is checked when it is assigned", function()
    local x = leaf{1, 2}
    x.grad = tensor.ones_like(x)
    fails("shape %(3%) does not fit", function() x.grad = tensor.ones(3) end)
    fails("float32 does not fit", function() x.grad = tensor.ones(2) end)
    fails("must be a tensor or nil", function() x.grad = 5 end)
    fails("own gradient", function() x.grad = x end)
    assert.are.same({1, 1}, x.grad:tolist())
  end)
end)

describe("grad", function()
  it("gives one gradient, or several results for a list", function()
    local x, y = leaf{1, 2}, leaf{3, 4}
    local gx = autograd.grad((x * y):sum(), x)
    assert.are.same({3, 4}, gx:tolist())
    local a, b = autograd.grad({x * y, x + y}, {x, y}, {tensor.ones_like(x), tensor.ones_like(y)})
    assert.are.same({{4, 5}, {2, 3}}, {a:tolist(), b:tolist()})
    assert.is_nil(x.grad)
  end)

  it("takes all of PyTorch's options, also by position", function()
    local x, y = leaf{1, 2}, leaf{3}
    local z = (x * x):sum()
    fails("input 2 was not used", function()
      return autograd.grad(z, {x, y}, {retain_graph = true})
    end)
    local gx, gy = autograd.grad(z, {x, y}, nil, true, true, true)
    assert.is_true(gx.requires_grad)
    assert.is_nil(gy)
    gx, gy = autograd.grad(z, {x, y}, {materialize_grads = true})
    assert.are.same({{2, 4}, {0}}, {gx:tolist(), gy:tolist()})
    fails("allow_unused must be true", function()
      return autograd.grad(z, y, {materialize_grads = true, allow_unused = false})
    end)
    fails("no option 'inputs'", function() return autograd.grad(z, x, {inputs = y}) end)
  end)

  it("takes batches of gradients", function()
    local x = leaf{1, 2, 3}
    local jacobian = autograd.grad(x ^ 2, x, tensor.eye(3, {dtype = "float64"}),
      {is_grads_batched = true})
    assert.are.same({{2, 0, 0}, {0, 4, 0}, {0, 0, 6}}, jacobian:tolist())
    fails("is_grads_batched needs grad_outputs", function()
      return autograd.grad(x:sum(), x, {is_grads_batched = true})
    end)
    fails("first dimension", function()
      return autograd.grad(x:sum(), x, tensor.ones({}), {is_grads_batched = true})
    end)
  end)

  it("of results in the middle, twice", function()
    local x = leaf{1, 2}
    local y = x * 2
    local z = (y * y):sum()
    for _ = 1, 2 do
      assert.are.same({4, 8}, autograd.grad(z, y, {retain_graph = true}):tolist())
    end
    local t = x:t()
    for _ = 1, 2 do
      assert.are.same({3, 3}, autograd.grad((t * 3):sum(), t, {retain_graph = true}):tolist())
    end
  end)
end)

describe("a tensor's part in the graph", function()
  it("shows in its fields", function()
    local x = leaf{1, 2}
    assert.is_true(x.is_leaf)
    assert.is_nil(x.grad_fn)
    local y = x * 2
    assert.is_false(y.is_leaf)
    assert.is_false(y.retains_grad)
    y:retain_grad()
    assert.is_true(y.retains_grad)
    local z = y:detach()
    assert.is_true(z.is_leaf)
    assert.is_false(z.requires_grad)
    assert.is_true(y:detach_() == y)
    assert.is_true(y.is_leaf)
    assert.is_false(y.requires_grad)
    fails("turned off for leaves", function() (x * 2):requires_grad_(false) end)
    fails("only floating%-point", function()
      tensor.ones({1}, {dtype = "int64"}):requires_grad_()
    end)
    fails("a view cannot be detached", function() (x * 2)[{{1, 1}}]:detach_() end)
    assert.is_false(x:requires_grad_(false).requires_grad)
  end)

  it("counts versions", function()
    local x = tensor.ones(3)
    assert.are.equal(0, x._version)
    x:add_(1)
    x[1] = 5
    assert.are.equal(2, x._version)
    assert.are.equal(2, x[{{1, 2}}]._version)
    autograd.graph.increment_version{x, tensor.ones(1)}
    assert.are.equal(3, x._version)
  end)
end)
