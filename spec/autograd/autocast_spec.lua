-- Automatic mixed precision on the CPU, against dtypes and values recorded from PyTorch
-- (spec/record/autocast.py).

local inputs_of = dofile("spec/ops/inputs.lua")
local Numbers = dofile("spec/data/lcg.lua")
local recorded = dofile("spec/data/autocast.lua")
local autocast = autograd.autocast

local message_of = dofile("spec/fails.lua").message

local function fails(expected, f, ...)
  local message = message_of(f, ...)
  assert.truthy(message:find(expected, 1, true), message)
end

-- Half precision has no kernels for these here: what PyTorch computes, Luma refuses.
local refused = {
  pdist = true, linalg_matrix_exp = true, linalg_lu_factor = true, linalg_lu_factor_ex = true,
  linalg_lu = true, lu_unpack = true, linalg_ldl_factor = true, linalg_ldl_factor_ex = true,
  linalg_polar = true, histogram = true, linalg_pinv = true, linalg_det = true,
}

describe("autocast", function()
  it("runs each operation in PyTorch's dtype", function()
    local different = {}
    for _, case in ipairs(recorded) do
      local inputs = inputs_of(case)
      for i, t in ipairs(inputs) do
        inputs[i] = t:is_floating_point() and t:to(case.dtype)
          or t:is_complex() and t:to("complex64") or t
      end
      local f = assert(load("local a, b, c, d, tensor, nn = ...; return " .. case.lua))
      local ok, results = pcall(autocast, "cpu", function()
        return table.pack(f(inputs[1], inputs[2], inputs[3], inputs[4], tensor, nn))
      end)
      local got = ok and {} or {tostring(results)}
      if ok then
        local first = results[1]
        if results.n == 1 and type(first) == "table" and not tensor.is_tensor(first) then
          results = table.pack(table.unpack(first))
        end
        for i = 1, results.n do
          got[i] = tensor.is_tensor(results[i]) and results[i].dtype or "value"
        end
      end
      got = table.concat(got, " ")
      if got ~= case.results and not refused[case.op] then
        different[#different + 1] = ("%s of %s: PyTorch %s, here %s"):format(case.lua, case.dtype,
          case.results, got)
      end
    end
    assert.are.equal("", table.concat(different, "\n"))
  end)

  it("gives a net PyTorch's loss and gradients of float32", function()
    local numbers = Numbers.new(5)
    local function leaf(shape, scale)
      return (numbers:tensor(shape, {dtype = "float64"}) * scale):float():requires_grad_()
    end
    local x, w = leaf({2, 2, 5, 5}, 1), leaf({3, 2, 3, 3}, 0.25)
    local b, v = leaf({3}, 1), leaf({4, 27}, 0.25)
    local function loss_of()
      local hidden = nn.functional.conv2d(x, w, b):relu()
      assert.are.equal("bfloat16", hidden.dtype)
      local logits = nn.functional.linear(hidden:flatten(2), v)
      assert.are.equal("bfloat16", logits.dtype)
      return nn.functional.cross_entropy(logits, tensor.tensor{2, 4})
    end
    local loss = autocast("cpu", loss_of)
    assert.are.equal("float32", loss.dtype)
    assert.is_true(math.abs(loss:item() - recorded.loss) < 1e-2)
    loss:backward()
    for i, t in ipairs{x, w, b, v} do
      assert.are.equal("float32", t.grad.dtype)
      local got, most = t.grad:reshape(-1):tolist(), 0
      for k, expected in ipairs(recorded.grads[i]) do
        most = math.max(most, math.abs(expected - got[k]))
      end
      assert.is_true(most < 1e-2, ("gradient %d differs by %g"):format(i, most))
    end
  end)

  local a = tensor.ones(2, 2)

  it("is a scope and a function, and nests", function()
    assert.is_false(autograd.is_autocast_enabled())
    assert.are.equal("bfloat16", autograd.get_autocast_dtype("cpu"))
    do
      local _ <close> = autocast("cpu", "bfloat16")
      assert.is_true(autograd.is_autocast_enabled("cpu"))
      assert.are.equal("bfloat16", a:mm(a).dtype)
      do
        local _ <close> = autocast("cpu", {enabled = false})
        assert.is_false(autograd.is_autocast_enabled())
        assert.are.equal("float32", a:mm(a).dtype)
        assert.are.equal("float16", autocast("cpu", "float16", function() return a:mm(a).dtype end))
      end
      assert.are.equal("bfloat16", a:mm(a).dtype)
      assert.are.equal("float32", autocast("cpu", "bfloat16", false, function(t, u)
        return t:mm(u).dtype
      end, a, a))
    end
    assert.is_false(autograd.is_autocast_enabled())
    assert.are.equal("float32", a:mm(a).dtype)
    local dtype, sum = autocast("cpu", {dtype = "float16", cache_enabled = false}, function(t)
      assert.is_false(autograd.is_autocast_cache_enabled())
      return t:mm(t).dtype, t:sum():item()
    end, a)
    assert.are.equal("float16", dtype)
    assert.are.equal(4, sum)
    assert.are.equal(1, autocast("cpu", nil, nil, nil, {}, math.abs, -1))
    assert.is_true(autograd.is_autocast_cache_enabled())
  end)

  it("ends with its scope after an error", function()
    assert.is_false(pcall(autocast, "cpu", function() error("x") end))
    assert.is_false(autograd.is_autocast_enabled())
  end)

  it("belongs to the coroutine that opened it", function()
    local inner = coroutine.wrap(function()
      local _ <close> = autocast("cpu")
      coroutine.yield(a:mm(a).dtype)
      coroutine.yield(a:mm(a).dtype)
    end)
    assert.are.equal("bfloat16", inner())
    assert.are.equal("float32", a:mm(a).dtype)
    assert.are.equal("bfloat16", inner())
  end)

  it("leaves float64, integers and numbers alone", function()
    local _ <close> = autocast("cpu")
    assert.are.equal("float64", a:double():mm(a:double()).dtype)
    assert.are.equal("int64", a:long():mm(a:long()).dtype)
    assert.are.equal("float32", (a + 1).dtype)
  end)

  it("leaves twins in place alone", function()
    local _ <close> = autocast("cpu")
    local c = tensor.zeros(2, 2)
    c:addmm_(a, a)
    assert.are.equal("float32", c.dtype)
    assert.are.equal(2, c[{1, 1}]:item())
  end)

  it("casts a weight once in a scope, and again when it changed", function()
    local w = tensor.ones(2, 2, {requires_grad = true})
    local _ <close> = autocast("cpu")
    local first = a:mm(w).grad_fn.next_functions[2][1]
    assert.are.equal(first, a:mm(w).grad_fn.next_functions[2][1])
    autograd.no_grad(function() w:fill_(3) end)
    local y = a:mm(w)
    assert.are_not.equal(first, y.grad_fn.next_functions[2][1])
    assert.are.equal(6, y[{1, 1}]:item())
    autograd.clear_autocast_cache()
    autograd.no_grad(function() return a:mm(w) end)
    y = a:mm(w)
    assert.is_true(y.requires_grad)
    y:sum():backward()
    assert.are.equal("float32", w.grad.dtype)
    assert.are.equal(2, w.grad[{1, 1}]:item())
    a:mm(w):sum():backward()
    assert.are.equal(4, w.grad[{1, 1}]:item())
  end)

  it("gives back what it kept", function()
    local stats = require("luma").gc_stats
    local w = tensor.ones(64, 64, {requires_grad = true})
    collectgarbage() collectgarbage()
    local before = stats().held
    local scope <close> = autocast("cpu")
    w:mm(w):sum():item()
    collectgarbage() collectgarbage()
    assert.are.equal(before + 2 * 64 * 64, stats().held) -- the weight in bfloat16
    getmetatable(scope).__close(scope)
    assert.are.equal(before, stats().held)
  end)

  it("is off in backward, and on again where a checkpoint runs a function once more", function()
    local w = tensor.ones(2, 2, {requires_grad = true})
    local seen = {}
    local function f(t)
      local y = t:mm(w)
      seen[#seen + 1] = y.dtype
      return y:tanh()
    end
    local y = autocast("cpu", function() return autograd.checkpoint(f, a):sum() end)
    y:backward()
    assert.are.same({"bfloat16", "bfloat16"}, seen)
    local x = tensor.ones(2, 2, {requires_grad = true})
    local inside
    x:register_hook(function() inside = autograd.is_autocast_enabled() end)
    autocast("cpu", function() x:mm(w):sum():backward() end)
    assert.is_false(inside)
  end)

  it("runs recurrent layers in the lower dtype where PyTorch does", function()
    local x = tensor.randn(3, 2, 4)
    local function dtype_of(layer)
      return autocast("cpu", function() return (layer(x)).dtype end)
    end
    assert.are.equal("bfloat16", dtype_of(nn.RNN(4, 4)))
    assert.are.equal("bfloat16", dtype_of(nn.LSTM(4, 4)))
    assert.are.equal("float32", dtype_of(nn.GRU(4, 4)))
    local model = nn.LSTM(4, 4)
    autocast("cpu", function() return (model(x)):sum() end):backward()
    for _, p in ipairs(model:parameters()) do assert.are.equal("float32", p.grad.dtype) end
  end)

  it("sets and asks outside of scopes, too", function()
    autograd.set_autocast_dtype("cpu", "float16")
    autograd.set_autocast_enabled("cpu", true)
    assert.are.equal("float16", a:mm(a).dtype)
    autograd.set_autocast_enabled("cpu", false)
    autograd.set_autocast_dtype("cpu", "bfloat16")
    autograd.set_autocast_cache_enabled(false)
    assert.is_false(autograd.is_autocast_cache_enabled())
    autograd.set_autocast_cache_enabled(true)
    assert.are.equal("float32", a:mm(a).dtype)
  end)

  it("names wrong arguments", function()
    fails('autocast: the device type is needed first, "cpu", not no value', autocast)
    fails('autocast: operations are cast on the CPU only: the device type must be "cpu", not ' ..
      '"cuda"', autocast, "cuda")
    fails('autocast: dtype must be "bfloat16" or "float16", not float64',
      function() autocast("cpu", "float64") end)
    fails("autocast: there is no option 'cache'; there are: dtype, enabled, cache_enabled",
      function() autocast("cpu", {cache = true}) end)
    fails("autocast: enabled must be true or false, not number",
      function() autocast("cpu", {enabled = 1}) end)
    fails("autocast: a function is needed, or nothing, not number",
      function() autocast("cpu", 3) end)
    assert.is_false(autograd.is_autocast_enabled())
  end)
end)
