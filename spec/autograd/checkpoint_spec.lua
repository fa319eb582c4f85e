-- autograd.checkpoint: the same gradients from less memory.

local assert = require "luassert"

local fails = dofile("spec/fails.lua").pattern

describe("checkpoint", function()
  local model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Dropout(0.5), nn.Linear(8, 8),
    nn.Sigmoid(), nn.Linear(8, 1))
  local x = tensor.randn({5, 4}, {requires_grad = true})

  local function gradients(f)
    tensor.manual_seed(7)
    local out = f()
    tensor.randn(10) -- the stream goes on between forward and backward
    out:sum():backward()
    local list, after = {x.grad}, tensor.rand(1):item()
    x.grad = nil
    for _, p in ipairs(model:parameters()) do
      list[#list + 1], p.grad = p.grad, nil
    end
    return list, after
  end

  local want, after = gradients(function() return model(x) end)
  local function agrees(f)
    local got, stream = gradients(f)
    assert.are.equal(#want, #got)
    for i, g in ipairs(want) do assert.is_true(g:allclose(got[i], {atol = 1e-7})) end
    assert.are.equal(after, stream, "the random stream stays where it was")
  end

  it("gives the same gradients to arguments and parameters, dropout included", function()
    local runs = 0
    local function f(a) runs = runs + 1; return model(a) end
    agrees(function() return autograd.checkpoint(f, x) end)
    assert.are.equal(2, runs)
    agrees(function() return autograd.checkpoint(f, x, {use_reentrant = true}) end)
    agrees(function() return autograd.checkpoint(model, x, {early_stop = false}) end)
  end)

  it("with use_reentrant runs first without a graph, and inside backward with one", function()
    local modes = {}
    local function f(a)
      modes[#modes + 1] = autograd.is_grad_enabled()
      return model(a)
    end
    agrees(function()
      local y = autograd.checkpoint(f, x, {use_reentrant = true})
      assert.are.equal("checkpoint", y.grad_fn:name())
      return y
    end)
    assert.are.same({false, true}, modes)
    agrees(function()
      return autograd.checkpoint(function(a) return autograd.checkpoint(model, a,
        {use_reentrant = true}) end, x, {use_reentrant = true})
    end)
    agrees(function()
      return autograd.checkpoint_sequential(model, 2, x, {use_reentrant = true})
    end)
    -- several arguments and results, some of which are no tensors or ask for no gradient
    local function g(a, k, b) return a * k, "text", b:exp(), a * b end
    local a, b = tensor.ones({2}, {requires_grad = true}), tensor.ones(2)
    local p, text, q, r = autograd.checkpoint(g, a, 3, b, {use_reentrant = true})
    assert.are.equal("text", text)
    assert.is_true(q.requires_grad)
    p:add(r):sum():backward()
    assert.are.same({4, 4}, a.grad:tolist())
    assert.is_nil(b.grad)
  end)

  it("with use_reentrant has the limits of that", function()
    local a = tensor.ones({2}, {requires_grad = true})
    local reentrant = {use_reentrant = true}
    assert.is_false(autograd.checkpoint(function(b) return b * a end, tensor.ones(2),
      reentrant).requires_grad)
    assert.is_true(autograd.checkpoint(function(b) return b * a end, tensor.ones(2)).requires_grad)
    local function twice(b) return b * 2 end
    fails("need use_reentrant = false", autograd.grad,
      autograd.checkpoint(twice, a, reentrant):sum(), a)
    fails("need use_reentrant = false", function()
      autograd.checkpoint(twice, a, reentrant):sum():backward{inputs = {a}}
    end)
    fails("no result of f requires grad", function()
      autograd.checkpoint(function(b) return b:detach() end, a, reentrant):sum():backward()
    end)
    for name, value in pairs{policy = {"mul"}, debug = true, determinism_check = "none",
      early_stop = false} do
      fails(name .. " has no effect with use_reentrant", autograd.checkpoint, twice, a,
        {use_reentrant = true, [name] = value})
    end
  end)

  it("with debug tells what both runs did", function()
    local runs = 0
    local y = autograd.checkpoint(function(a)
      runs = runs + 1
      return runs == 1 and a:sin() * a or a:exp()
    end, x, {debug = true})
    fails("first run:  sin mul\nsecond run: exp", function() y:sum():backward() end)
    agrees(function() return autograd.checkpoint(model, x, {debug = true}) end)
    agrees(function()
      return autograd.checkpoint(model, x, {debug = true, policy = {"linear"}})
    end)
  end)

  it("nests", function()
    agrees(function()
      return autograd.checkpoint(function(a)
        local h = autograd.checkpoint(function(b) return model[2](model[1](b)) end, a)
        for i = 3, 6 do h = autograd.checkpoint(model[i], h) end
        return h
      end, x)
    end)
  end)

  it("keeps results by policy", function()
    agrees(function() return autograd.checkpoint(model, x, {policy = {"linear", "tanh"}}) end)
    local asked = {}
    agrees(function()
      return autograd.checkpoint(model, x, {policy = function(name)
        asked[name] = true
        return name == "sigmoid" and "must_save" or "prefer_recompute"
      end})
    end)
    assert.is_true(asked.tanh and asked.sigmoid)
    -- what is kept does not run again
    local y = tensor.randn({3}, {requires_grad = true})
    local out = autograd.checkpoint(function(a) return a:sin():exp():cos() end, y,
      {policy = {"sin", "exp", "cos"}})
    assert.is_true(autograd.grad(out:sum(), y):allclose(
      autograd.grad(y:sin():exp():cos():sum(), y)))
  end)

  it("along a row of functions", function()
    for segments = 1, 6 do
      agrees(function() return autograd.checkpoint_sequential(model, segments, x) end)
    end
    local list = {function(a) return a * 2 end, function(a) return a:sin() end}
    local y = tensor.ones({2}, {requires_grad = true})
    autograd.checkpoint_sequential(list, 2, y):sum():backward()
    assert.is_true(y.grad:allclose((y:detach() * 2):cos() * 2))
    fails("segments must be from 1 to the number of functions, 2, not 3", function()
      autograd.checkpoint_sequential(list, 3, y)
    end)
  end)

  it("holds less", function()
    local luma = require "luma"
    local a = tensor.ones({1 << 18}, {requires_grad = true})
    local function f(t) for _ = 1, 20 do t = t:sin() end return t end
    local function held(run)
      collectgarbage()
      collectgarbage()
      local before = luma.gc_stats().held
      local out = run() -- luacheck: ignore
      collectgarbage()
      collectgarbage()
      return luma.gc_stats().held - before
    end
    assert.is_true(held(function() return autograd.checkpoint(f, a) end)
      < held(function() return f(a) end) / 8)
  end)

  it("with several results, other arguments, generators, and second derivatives", function()
    local y = tensor.randn({3}, {dtype = "float64", requires_grad = true})
    local a, b = autograd.checkpoint(function(p, k) return p:sin(), p * p * k end, y, 3)
    local got = autograd.grad((a + b):sum(), y)
    assert.is_true(got:allclose(y:cos() + 6 * y))
    assert.is_true(autograd.gradcheck(function(p)
      return autograd.checkpoint(function(q) return (q ^ 3):sin() end, p)
    end, y))
    assert.is_true(autograd.gradgradcheck(function(p)
      return autograd.checkpoint(function(q) return (q ^ 3):sin() end, p)
    end, y))
    local generator = tensor.Generator()
    generator:manual_seed(3)
    local noise
    local out = autograd.checkpoint(function(p, g)
      local n = tensor.rand({3}, {generator = g, dtype = "float64"})
      noise = noise or n
      return (p * n):exp()
    end, y, generator)
    assert.is_true(autograd.grad(out:sum(), y):allclose((y * noise):exp() * noise))
  end)

  it("runs again for each backward over a retained graph", function()
    local runs = 0
    local y = autograd.checkpoint(function(a) runs = runs + 1; return (a * a):sum() end, x)
    local first = autograd.grad(y, x, {retain_graph = true})
    assert.is_true(first:equal(autograd.grad(y, x)))
    assert.are.equal(3, runs)
    autograd.no_grad(function() autograd.checkpoint(function(a) return a * a end, x) end)
  end)

  it("says what is wrong", function()
    local runs = 0
    local function changes(a)
      runs = runs + 1
      return runs > 1 and a[{{1, 2}}]:sin():sum() or a:sin():sum()
    end
    fails("f is not deterministic: the tensor number 1 that backward needs was float32 %(5, 4%) "
      .. "on cpu, and is float32 %(2, 4%)", function()
        autograd.checkpoint(changes, x):backward()
      end)
    runs = 0
    fails("backward needs 2 tensors of it, and there are 1", function()
      autograd.checkpoint(function(a)
        runs = runs + 1
        return runs == 1 and a:sin():sin():sum() or a:sin():sum()
      end, x):backward()
    end)
    local z = x * 1
    local y = autograd.checkpoint(function(a) return a:sin() end, z)
    z:add_(1)
    fails("that checkpoint needs was changed in place afterwards by add_", function()
      y:sum():backward()
    end)
    fails("from f", autograd.checkpoint, function() error "from f" end, x)
    fails("f must be a function, got number", autograd.checkpoint, 5)
    fails('determinism_check must be "default" or "none"', autograd.checkpoint, print, x,
      {determinism_check = "some"})
    fails("preserve_rng_state must be a boolean", autograd.checkpoint, print, x,
      {preserve_rng_state = 1})
    assert.is_true(autograd.is_grad_enabled())
  end)
end)
