-- autograd.Function: marks, saved tensors, setup_context, second derivatives; custom backward that
-- is not written in operations.

local assert = require "luassert"

local function leaf(values)
  return tensor.tensor(values, {dtype = "float64", requires_grad = true})
end
local fails = dofile("spec/fails.lua").pattern

describe("autograd.Function", function()
  local product = autograd.Function{
    name = "Product",
    forward = function(ctx, a, b) ctx:save_for_backward(a, b); return a * b end,
    backward = function(ctx, g)
      local a, b = table.unpack(ctx.saved_tensors)
      return g * b, g * a
    end,
  }

  it("is differentiated as often as one likes", function()
    local x, y = leaf{1, 2}, leaf{3, 4}
    assert.is_true(autograd.gradcheck(product, {x, y}))
    assert.is_true(autograd.gradgradcheck(product, {x, y}))
    assert.are.equal("Product", product(x, y).grad_fn:name())
    local exp = autograd.Function{
      forward = function(ctx, a) local r = a:exp(); ctx:save_for_backward(r); return r end,
      backward = function(ctx, g) return g * ctx.saved_tensors[1] end,
    }
    assert.is_true(autograd.gradgradcheck(exp, x))
  end)

  it("has fields of ctx and knows which gradients are needed", function()
    local seen = {}
    local f = autograd.Function{
      forward = function(ctx, a, k, b)
        ctx.k = k
        seen.forward = ctx.needs_input_grad
        return a * k + b
      end,
      backward = function(ctx, g)
        seen.backward = ctx.needs_input_grad
        return g * ctx.k, nil, g
      end,
    }
    local x, y = leaf{1}, leaf{2}
    f(x, 3, tensor.ones(1)):backward()
    assert.are.same({true, false, false}, seen.forward)
    assert.are.same({true, false, false}, seen.backward)
    assert.are.equal(3, x.grad:item())
    autograd.grad(f(x, 3, y), y)
    assert.are.same({true, false, true}, seen.forward)
    assert.are.same({false, false, true}, seen.backward)
  end)

  it("keeps what it saves as other operations do", function()
    local x, y = leaf{1, 2}, leaf{3, 4}
    local z = product(x, y):sum()
    z:backward{retain_graph = true}
    z:backward()
    fails("what Product kept was released", function() z:backward() end)
    local w = product(x, y)
    autograd.no_grad(function() x:add_(1) end)
    fails("that Product needs was changed in place afterwards by add_", function()
      w:sum():backward()
    end)
    local plain = autograd.Function{
      forward = function(_, a) return a * 2 end, backward = function(_, g) return g * 2 end,
    }
    local v = plain(x):sum()
    v:backward()
    v:backward() -- nothing was kept
  end)

  it("gives zeros for results that were not used, unless told otherwise", function()
    local seen
    local function make(materialize)
      return autograd.Function{
        forward = function(ctx, a)
          ctx:set_materialize_grads(materialize)
          return a * 1, a * 2
        end,
        backward = function(_, g, h) seen = {g, h}; return (g or 0) + (h or 0) * 2 end,
      }
    end
    local x = leaf{1, 2}
    local a = make(true)(x)
    a:sum():backward()
    assert.are.same({0, 0}, seen[2]:tolist())
    local _, b = make(false)(x)
    b:sum():backward()
    assert.is_nil(seen[1])
    assert.are.same({1, 1}, seen[2]:tolist())
  end)

  it("marks what is not differentiable, and passes other values through", function()
    local f = autograd.Function{
      forward = function(ctx, a)
        local mask = a:gt(1):double()
        ctx:mark_non_differentiable(mask)
        return a * 2, mask, "text", a:argmax()
      end,
      backward = function(_, g, m) assert(m:sum():item() == 0); return g * 2 end,
    }
    local x = leaf{1, 2}
    local y, mask, text, at = f(x)
    assert.are.same({true, false, false}, {y.requires_grad, mask.requires_grad, at.requires_grad})
    assert.are.equal("text", text)
    y:sum():backward()
    assert.are.same({2, 2}, x.grad:tolist())
  end)

  it("marks what it changed in place", function()
    local double = autograd.Function{
      forward = function(ctx, a) ctx:mark_dirty(a); return a:mul_(2) end,
      backward = function(_, g) return g * 2 end,
    }
    local x = leaf{1, 2, 3}
    local y = x * 1
    assert.is_true(double(y) == y)
    assert.are.same({2, 2, 2}, autograd.grad(y:sum(), x):tolist())
    y = x * 1
    double(y[{{1, 2}}])
    assert.are.same({2, 2, 1}, autograd.grad(y:sum(), x):tolist())
    fails("a leaf that requires grad cannot be changed in place", double, x)
    local forgets = autograd.Function{
      forward = function(ctx, a) ctx:mark_dirty(a:mul_(2)); return a * 1 end,
      backward = function(_, g) return g end,
    }
    fails("marked a tensor as dirty that it did not return", forgets, leaf{1} * 1)
  end)

  it("may have its context set up apart", function()
    local seen
    local f = autograd.Function{
      forward = function(a, k) return a * k, a + k end,
      setup_context = function(ctx, inputs, output)
        seen = {#inputs, #output}
        ctx.k = inputs[2]
      end,
      backward = function(ctx, g, h) return g * ctx.k + h end,
    }
    local x = leaf{1}
    local a, b = f(x, 5)
    assert.are.same({2, 2}, seen)
    assert.are.equal(6, autograd.grad({a, b}, x, {tensor.ones(1), tensor.ones(1)}):item())
  end)

  it("returns its input under a history of its own", function()
    local f = autograd.Function{
      forward = function(_, a) return a end, backward = function(_, g) return g * 7 end,
    }
    local x = leaf{1}
    local y = f(x)
    assert.is_false(y == x)
    y:backward()
    assert.are.equal(7, x.grad:item())
    assert.is_false(autograd.no_grad(f, x).requires_grad)
  end)

  it("with once_differentiable says so when it is differentiated twice", function()
    local f = autograd.Function{
      forward = function(ctx, a) ctx:save_for_backward(a); return a * a end,
      backward = autograd.once_differentiable(function(ctx, g)
        return (g * 2 * ctx.saved_tensors[1]):detach()
      end),
    }
    local x = leaf{3}
    assert.are.equal(6, autograd.grad(f(x), x):item())
    local first = autograd.grad(f(x), x, {create_graph = true})
    assert.are.equal(6, first:item())
    fails("differentiated twice", function() first:backward() end)
  end)

  it("says what is wrong", function()
    local x = leaf{1}
    local function run(backward, forward)
      autograd.Function{forward = forward or function(_, a) return a * 2 end,
        backward = backward}(x)
        :backward()
    end
    fails("a table with forward and backward", autograd.Function, 5)
    fails("must be functions", autograd.Function, {forward = print})
    fails("setup_context must be a function", autograd.Function,
      {forward = print, backward = print, setup_context = 5})
    fails("backward returned 2 gradients for 1 inputs", run, function(_, g) return g, g end)
    fails("must return tensors or nil, but result 1 is a number", run, function() return 5 end)
    fails("function_spec.lua:%d+: oops", run, function() error "oops" end)
    fails("function_spec.lua:%d+: oops", run, print, function() error "oops" end)
    fails("save_for_backward: argument 1 is not a tensor but a number", run, print,
      function(ctx) ctx:save_for_backward(5) end)
    fails("call it as ctx:mark_dirty", run, print, function(ctx) ctx.mark_dirty(5) end)
    fails("true or false is needed", run, print, function(ctx) ctx:set_materialize_grads() end)
    fails("a gradient of shape %(3%) came for a tensor of shape %(2%)", function()
      autograd.Function{
        forward = function(_, a) return a * 2 end, backward = function() return tensor.ones(3) end,
      }(leaf{1, 2}):sum():backward()
    end)
    assert.is_nil(x.grad)
    assert.is_true(autograd.is_grad_enabled())
  end)
end)
