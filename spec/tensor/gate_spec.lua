-- glu and swiglu keep a gradient of their own; it agrees with that of their parts.
local F = nn.functional

local function halves(x, dim) return table.unpack(x:chunk(2, dim)) end
local parts = {
  glu = function(x, dim)
    local a, b = halves(x, dim)
    return a * b:sigmoid()
  end,
  swiglu = function(x, dim)
    local a, b = halves(x, dim)
    return F.silu(a) * b
  end,
}

describe("gates", function()
  for name, by_parts in pairs(parts) do
    it(name .. " and its gradients are those of its parts, bit for bit", function()
      for _, dtype in ipairs{"float32", "float64", "float16", "bfloat16"} do
        for dim = 1, 3 do
          local start = tensor.randn(6, 4, 70):to(tensor[dtype]):transpose(1, 2)
          local x, y = start:clone():requires_grad_(), start:clone():requires_grad_()
          local out, want = F[name](x, dim), by_parts(y, dim)
          assert.is_true(tensor.equal(out, want))
          local g = tensor.randn(out.shape):to(tensor[dtype])
          for _, grad in ipairs{g, g:narrow(3, 1, 1):expand(out.shape)} do
            local got = autograd.grad({out}, {x}, {grad}, {retain_graph = true})
            local by = autograd.grad({want}, {y}, {grad}, {retain_graph = true})
            assert.is_true(tensor.equal(got, by), dtype)
          end
        end
      end
    end)

    it(name .. " can be derived twice", function()
      local x = tensor.randn(3, 8, {dtype = tensor.float64, requires_grad = true})
      local y = x:detach():requires_grad_()
      local v = tensor.randn(3, 8, {dtype = tensor.float64})
      local function second(f, t)
        local first = autograd.grad({f(t, 2):square():sum()}, {t}, nil, {create_graph = true})
        return autograd.grad({(first * v):sum()}, {t})
      end
      assert.is_true(tensor.allclose(second(F[name], x), second(by_parts, y), 1e-12, 1e-12))
    end)

    it(name .. " takes empty halves", function()
      local x = tensor.zeros(2, 0, 4):requires_grad_()
      local y = F[name](x)
      assert.are.same({2, 0, 2}, {table.unpack(y.shape)})
      assert.are.same({2, 0, 4}, {table.unpack(autograd.grad({y:sum()}, {x}).shape)})
    end)
  end

  it("glu takes integers", function()
    local i = tensor.tensor{1, 2, 3, 4}
    assert.is_true(tensor.equal(F.glu(i), parts.glu(i, 1)))
  end)

  it("pieces of a tensor send their gradients where they came from", function()
    local x = tensor.arange(24, {dtype = tensor.float64}):reshape(2, 3, 4):requires_grad_()
    local whole = x[{2}]:sum() * 2 + x:narrow(3, 2, 2):sum() + x[{{}, {1, 3, 2}}]:square():sum() +
      x:diagonal(0, 2, 3):sum() * 5
    local got = autograd.grad({whole}, {x}):tolist()
    for i = 1, 2 do
      for j = 1, 3 do
        for k = 1, 4 do
          local value = 12 * (i - 1) + 4 * (j - 1) + k - 1
          local want = (i == 2 and 2 or 0) + ((k == 2 or k == 3) and 1 or 0) +
            (j ~= 2 and 2 * value or 0) + (j == k and 5 or 0)
          assert.are.equal(want, got[i][j][k])
        end
      end
    end
  end)
end)
