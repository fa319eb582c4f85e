-- Giving memory back at once: tensor.scope, t:free() and <close>.

local assert = require "luassert"
local luma = require "luma"

local function held() return luma.gc_stats().held end

describe("memory given back at once", function()
  local x, before

  before_each(function()
    x = tensor.ones(100, 100)
    collectgarbage()
    collectgarbage("stop")
    before = held()
  end)
  after_each(function() collectgarbage("restart") end)

  it("tensor.scope frees what it made and does not return", function()
    local kept, number = tensor.scope(function(factor)
      local a = x * factor
      local b = a + 1
      return {b[1]:clone()}, 5
    end, 2)
    assert.are.equal(5, number)
    assert.are.equal(400, held() - before)
    assert.are.equal(300, kept[1]:sum():item())
  end)

  it("tensor.scope nests, and keeps results of the inner scope for the outer one", function()
    local y = tensor.scope(function() return tensor.scope(function() return x + 1 end) * 2 end)
    assert.are.equal(40000, held() - before)
    assert.are.equal(4, y[{1, 1}]:item())
  end)

  it("tensor.scope frees after an error, and passes it on", function()
    local leaked
    assert.has_error(function()
      tensor.scope(function()
        leaked = x + 1
        error("inside", 0)
      end)
    end, "inside")
    assert.are.equal(0, held() - before)
    local ok, message = pcall(function() return leaked + 1 end)
    assert.is_false(ok)
    assert.truthy(message:find "was freed", message)
  end)

  it("tensor.scope leaves gradients and graphs whole", function()
    local w = tensor.ones({3}, {requires_grad = true})
    local loss = tensor.scope(function() return (w * 3 * w):sum() end)
    loss:backward()
    assert.are.same({6, 6, 6}, w.grad:tolist())
    tensor.scope(function() return w.grad:sum():item() end)
    assert.are.same({6, 6, 6}, w.grad:tolist())
  end)

  it("<close> and free() give it back, and later use is an error", function()
    do
      local t <close> = x * 3
      assert.are.equal(40000, held() - before)
      assert.are.equal(30000, t:sum():item())
    end
    assert.is_true(held() - before < 100)
    local z = x * 1
    z:free()
    z:free()
    local uses = {
      function() return z:sum() end, function() return z.shape end, function() return z[1] end,
      function() z[1] = 2 end, function() return x + z end, function() return z:item() end,
    }
    for _, use in ipairs(uses) do
      local ok, message = pcall(use)
      assert.is_false(ok)
      assert.truthy(message:find "freed", message)
    end
    assert.are.equal("tensor(freed)", tostring(z))
  end)
end)
