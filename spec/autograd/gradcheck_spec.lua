-- autograd.gradcheck and gradgradcheck: what they accept, what they find, what they say.

local assert = require "luassert"

local function leaf(...) return tensor.randn({...}, {dtype = "float64"}):requires_grad_() end

-- The same value with half of the gradient.
local half = autograd.Function{
  forward = function(_, x) return x * 1 end,
  backward = function(_, g) return g / 2 end,
}

describe("gradcheck", function()
  it("accepts what is right, in both modes, for strided and 0-dim inputs", function()
    local x, y = leaf(3, 2), leaf(2, 3)
    local function f(a, b) return a:matmul(b):sin(), (a * 2):sum() end
    for _, fast in ipairs{false, true} do
      assert.is_true(autograd.gradcheck(f, {x, y}, {fast_mode = fast}))
      assert.is_true(autograd.gradcheck(f, {x:t(), y:t()}, {fast_mode = fast}))
      assert.is_true(autograd.gradcheck(tensor.sin, leaf(), {fast_mode = fast}))
      assert.is_true(autograd.gradgradcheck(f, {x, y}, {fast_mode = fast}))
    end
    assert.is_true(autograd.gradgradcheck(f, {x, y}, {leaf(3, 3), leaf()}))
  end)

  it("leaves the inputs as they were", function()
    local x = leaf(2, 2)
    local before = x:detach():clone()
    autograd.gradcheck(function(a) return a ^ 2 end, x)
    autograd.gradcheck(function(a) return a ^ 2 end, x, {fast_mode = true})
    assert.is_true(x:detach():allclose(before, {rtol = 1e-9}))
    assert.is_nil(x.grad)
  end)

  it("finds a wrong gradient", function()
    local x = leaf(3)
    for _, fast in ipairs{false, true} do
      assert.has_error(function() autograd.gradcheck(half, x, {fast_mode = fast}) end)
      assert.is_false(autograd.gradcheck(half, x, {fast_mode = fast, raise_exception = false}))
    end
    local _, message = pcall(autograd.gradcheck, half, x)
    assert.truthy(message:find "gradcheck: the gradient of output 1 for input 1 differs", message)
  end)

  it("finds a backward that is not deterministic", function()
    local n = 0
    local f = autograd.Function{
      forward = function(_, x) return x * 1 end,
      backward = function(_, g) n = n + 1; return g * (1 + 1e-9 * n) end,
    }
    local _, message = pcall(autograd.gradcheck, f, leaf(2))
    assert.truthy(message:find "not deterministic", message)
    assert.is_true(autograd.gradcheck(f, leaf(2), {nondet_tol = 1e-6}))
  end)

  it("says what it cannot take", function()
    local function message_of(...) return select(2, pcall(autograd.gradcheck, ...)) end
    local function id(x) return x end
    assert.truthy(message_of(id, tensor.ones(2)):find "no input requires grad")
    assert.truthy(message_of(id, tensor.ones(2):requires_grad_()):find "float32; differences need")
    assert.truthy(message_of(id, leaf(1):expand(3)):find "expanded")
    assert.truthy(message_of(id, leaf(1), {epsilon = 1}):find "no option 'epsilon'")
    assert.truthy(message_of(id, leaf(1), {eps = "x"}):find "eps must be a number")
    assert.truthy(message_of(id, leaf(1), {check_forward_ad = true}):find "not available")
    assert.truthy(message_of(id, 5):find "inputs must be a tensor or a list")
    assert.truthy(message_of(5, leaf(1)):find "gradcheck: f must be a function, not number")
    assert.truthy(message_of(id, leaf(1), 5):find "options must be a table, not number")
    local function second(...) return select(2, pcall(autograd.gradgradcheck, ...)) end
    assert.truthy(second(5, leaf(1)):find "gradgradcheck: f must be a function, not number")
    assert.truthy(second(id, 5):find "gradgradcheck: inputs must be")
    assert.truthy(second(id, leaf(1), 5):find "gradgradcheck: grad_outputs must be a list")
  end)
end)
