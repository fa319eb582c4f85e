-- Hooks on tensors, leaves and nodes; nodes as objects; saved_tensors_hooks.

local assert = require "luassert"
local graph = autograd.graph

local function leaf(values)
  return tensor.tensor(values, {dtype = "float64", requires_grad = true})
end
local fails = dofile("spec/fails.lua").pattern

describe("a tensor's hooks", function()
  it("see and replace its gradient, in order, until they are removed", function()
    local x, seen = leaf{1, 2}, {}
    local y = x * 3
    y:register_hook(function(g) seen[#seen + 1] = "a"; return g * 2 end)
    local handle = y:register_hook(function(g) seen[#seen + 1] = g:tolist() end)
    y:sum():backward{retain_graph = true}
    assert.are.same({6, 6}, x.grad:tolist())
    assert.are.same({"a", {2, 2}}, seen)
    handle:remove()
    handle:remove()
    y:sum():backward()
    assert.are.equal(3, #seen)
    do
      local _ <close> = x:register_hook(function() return x:detach() * 0 end)
      ;(x * 1):sum():backward()
    end
    ;(x * 1):sum():backward()
    assert.are.same({13, 13}, x.grad:tolist())
  end)

  it("of a leaf see the sum of a pass, once", function()
    local x, seen = leaf{1}, {}
    x:register_hook(function(g) seen[#seen + 1] = g:item() end)
    ;(x * 2 + x * 3):backward()
    assert.are.same({5}, seen)
  end)

  it("come before what retain_grad keeps, which adds up", function()
    local x = leaf{1, 2}
    local y = x * 3
    y:retain_grad()
    y:register_hook(function(g) return g * 10 end)
    y:sum():backward{retain_graph = true}
    assert.are.same({10, 10}, y.grad:tolist())
    y:sum():backward()
    assert.are.same({20, 20}, y.grad:tolist())
    fails("retain_grad: the tensor does not require grad", function()
      tensor.ones(1):retain_grad()
    end)
  end)

  it("may add and remove hooks while they run", function()
    local x, ran = leaf{1}, {}
    local second
    x:register_hook(function()
      ran[#ran + 1] = 1
      second:remove()
      x:register_hook(function() ran[#ran + 1] = 3 end)
    end)
    second = x:register_hook(function() ran[#ran + 1] = 2 end)
    x:sum():backward()
    assert.are.same({1}, ran)
    x:sum():backward()
    assert.are.same({1, 1, 3}, ran)
  end)

  it("are not kept when they are removed often", function()
    local x = leaf{1}
    local before = collectgarbage "count"
    for _ = 1, 2000 do x:register_hook(function() end):remove() end
    collectgarbage()
    assert.is_true(collectgarbage "count" - before < 200)
  end)

  it("may call backward", function()
    local x, y = leaf{1}, leaf{2}
    x:register_hook(function() autograd.enable_grad(function() (y * y):backward() end) end)
    ;(x * 2):backward()
    assert.are.equal(4, y.grad:item())
  end)

  it("after accumulation", function()
    local x, seen = leaf{1, 2}, {}
    local handle = x:register_post_accumulate_grad_hook(function(p)
      seen[#seen + 1] = p.grad:tolist()
      p.grad = nil
    end)
    ;(x * 2 + x):sum():backward()
    assert.are.same({{3, 3}}, seen)
    assert.is_nil(x.grad)
    autograd.grad((x * 2):sum(), x)
    assert.are.equal(1, #seen)
    handle:remove()
    ;(x * 2):sum():backward()
    assert.are.same({2, 2}, x.grad:tolist())
    fails("only leaves accumulate", function()
      (x * 2):register_post_accumulate_grad_hook(function() end)
    end)
    fails("does not require grad", function()
      tensor.ones(1):register_post_accumulate_grad_hook(function() end)
    end)
  end)

  it("say what is wrong", function()
    local x = leaf{1, 2}
    fails("register_hook: the tensor does not require grad", function()
      tensor.ones(1):register_hook(function() end)
    end)
    fails("register_hook: a function is needed, not number", function() x:register_hook(5) end)
    local handle = x:register_hook(function() return tensor.ones(3) end)
    fails("hook: the gradient has shape %(2%), a hook returned %(3%)", function()
      x:sum():backward()
    end)
    handle:remove()
    x:register_hook(function() return 5 end)
    fails("hook: a tensor or nil must be returned", function() x:sum():backward() end)
  end)
end)

describe("a node", function()
  it("has a name, neighbours and metadata", function()
    local x, y = leaf{1, 2}, leaf{3, 4}
    local z = (x * y):exp()
    local exp = z.grad_fn
    assert.are.equal("exp", exp:name())
    assert.are.equal("<exp>", tostring(exp))
    assert.is_true(exp == z.grad_fn)
    local mul = exp.next_functions[1][1]
    assert.are.equal("mul", mul:name())
    assert.are.equal(1, exp.next_functions[1][2])
    assert.are.equal(2, #mul.next_functions)
    local accumulate = mul.next_functions[2][1]
    assert.are.equal("AccumulateGrad", accumulate:name())
    assert.is_true(accumulate.variable == y)
    assert.are.equal(0, #accumulate.next_functions)
    assert.is_nil((x * 2).grad_fn.next_functions[2][1])
    exp.metadata.note = "here"
    exp = nil -- luacheck: ignore
    collectgarbage()
    assert.are.equal("here", z.grad_fn.metadata.note)
    assert.is_true(z.grad_fn.sequence_nr > mul.sequence_nr)
    assert.is_nil(mul.no_such_field)
  end)

  it("runs hooks before and after its backward", function()
    local x = leaf{1, 2}
    local y = x * tensor.tensor({{1}, {2}}, {dtype = "float64"})
    local seen = {}
    local before = y.grad_fn:register_prehook(function(grads)
      seen.before = {#grads, grads.n, tostring(grads[1].shape)}
      return {grads[1] * 2}
    end)
    local after = y.grad_fn:register_hook(function(inputs, outputs)
      seen.after = {inputs[1]:tolist(), inputs[2], outputs[1]:tolist()[1]}
      return {inputs[1] + 1}
    end)
    y:sum():backward{retain_graph = true}
    assert.are.same({1, 1, "(2, 2)"}, seen.before)
    assert.are.same({{6, 6}, nil, {2, 2}}, seen.after)
    assert.are.same({7, 7}, x.grad:tolist())
    before:remove()
    after:remove()
    x.grad = nil
    y:sum():backward()
    assert.are.same({3, 3}, x.grad:tolist())
  end)

  it("of a leaf runs hooks around accumulation", function()
    local x, seen = leaf{1}, {}
    local accumulate = (x * 2).grad_fn.next_functions[1][1]
    accumulate:register_prehook(function(g) seen[1] = {g[1]:item(), x.grad}; return {g[1] * 5} end)
    accumulate:register_hook(function(_, g) seen[2] = {g[1]:item(), x.grad:item()} end)
    ;(x * 2):backward()
    assert.are.same({{2}, {10, 10}}, seen)
  end)

  it("says what is wrong", function()
    local node = (leaf{1} * 2).grad_fn
    fails("register_hook: a function is needed", function() node:register_hook() end)
    fails("name: a node", function() node.name(5) end)
    fails("name: a node", function() node.name(io.stdout) end)
    local x = leaf{1}
    local y = x * 2
    y.grad_fn:register_hook(function() return 5 end)
    fails("a list of 2 gradients or nil must be returned, not number", function() y:backward() end)
  end)

  it("is found by its edge", function()
    local x = leaf{1, 2}
    local y = x * 2
    local edge = graph.get_gradient_edge(y)
    assert.is_true(edge.node == y.grad_fn)
    assert.are.equal(1, edge.output_nr)
    assert.are.same({3, 3}, autograd.grad((y * 3):sum(), edge):tolist())
    assert.is_true(graph.get_gradient_edge(x).node.variable == x)
    fails("get_gradient_edge", function() graph.get_gradient_edge(tensor.ones(1)) end)
  end)
end)

describe("register_multi_grad_hook", function()
  it("runs once a pass with all gradients, or with the first", function()
    local x, y, z = leaf{1}, leaf{2}, leaf{3}
    local all, any = {}, 0
    local handle = graph.register_multi_grad_hook({x, y, z}, function(grads)
      all[#all + 1] = grads
    end)
    graph.register_multi_grad_hook({x, y}, function() any = any + 1 end, {mode = "any"})
    ;(x * 2 + y * 3):backward()
    assert.are.equal(1, #all)
    assert.are.same({2, 3}, {all[1][1]:item(), all[1][2]:item()})
    assert.is_nil(all[1][3])
    assert.are.equal(1, any)
    ;(z * 2):backward()
    assert.are.equal(2, #all)
    assert.are.equal(1, any)
    handle:remove()
    x:sum():backward()
    assert.are.equal(2, #all)
    fails("mode must be", function() graph.register_multi_grad_hook({x}, print, "some") end)
    fails("entry 1 is no tensor that requires grad", function()
      graph.register_multi_grad_hook({tensor.ones(1)}, print)
    end)
  end)
end)

describe("saved_tensors_hooks", function()
  it("pack and unpack what is kept, also for second derivatives", function()
    local x, y = leaf{1, 2}, leaf{3, 4}
    local packed, unpacked = 0, 0
    local function pack(t)
      packed = packed + 1
      assert.is_false(t.requires_grad)
      return {t:clone()}
    end
    local function unpack(box) unpacked = unpacked + 1; return box[1] end
    local z = graph.saved_tensors_hooks(pack, unpack, function() return (x * y):exp() end)
    assert.are.equal(3, packed)
    local gx = autograd.grad(z:sum(), x, {create_graph = true})
    assert.are.equal(2, unpacked)
    local plain = autograd.grad((x * y):exp():sum(), x, {create_graph = true})
    assert.is_true(gx:equal(plain))
    local second = autograd.grad(gx:sum(), {x, y})
    assert.is_true(second:allclose(autograd.grad(plain:sum(), x)))
    assert.is_true(autograd.gradgradcheck(function(a, b)
      return graph.saved_tensors_hooks(pack, unpack, function() return (a * b):exp() / a end)
    end, {x, y}))
  end)

  it("as a scope, the innermost at a time, and with save_on_cpu", function()
    local x, log = leaf{2}, {}
    local function hooks(name)
      return graph.saved_tensors_hooks(function(t) log[#log + 1] = name; return t end,
        function(t) return t end)
    end
    do
      local _ <close> = hooks "outer"
      local y = x * x
      do
        local _ <close> = hooks "inner"
        y = y * y
      end
      y = y:exp()
      y:backward()
    end
    assert.are.same({"outer", "outer", "inner", "inner", "outer"}, log)
    local want = x.grad:item()
    x.grad = nil
    graph.save_on_cpu(function() return ((x * x) * (x * x)):exp() end):backward()
    assert.is_true(math.abs(x.grad:item() / want - 1) < 1e-12)
    do
      local _ <close> = graph.save_on_cpu{pin_memory = false}
      x.grad = nil
      ;(x * x):backward()
    end
    assert.are.equal(4, x.grad:item())
  end)

  it("reach what custom functions save", function()
    local square = autograd.Function{
      forward = function(ctx, a) ctx:save_for_backward(a); return a * a end,
      backward = function(ctx, g) return 2 * g * ctx.saved_tensors[1] end,
    }
    local x, n = leaf{3}, 0
    local y = graph.saved_tensors_hooks(function(t) n = n + 1; return t end,
      function(t) n = n + 10; return t end, square, x)
    y:backward()
    assert.are.equal(11, n)
    assert.are.equal(6, x.grad:item())
  end)

  it("say what is wrong", function()
    local x = leaf{1, 2}
    local function id(t) return t end
    local function with(pack, unpack) return graph.saved_tensors_hooks(pack, unpack, id, nil),
      x * x end
    fails("a function unpack is needed", function() graph.saved_tensors_hooks(id) end)
    fails("from pack", function()
      graph.saved_tensors_hooks(function() error "from pack" end, id, function() return x * x end)
    end)
    fails("changed its tensor in place", function()
      graph.saved_tensors_hooks(function(t) return t:add_(1) end, id, function() return x * x end)
    end)
    local y = graph.saved_tensors_hooks(id, function() return 5 end, function() return x * x end)
    fails("unpack must return a tensor, not number", function() y:sum():backward() end)
    y = graph.saved_tensors_hooks(id, function()
      return tensor.ones(3) end, function() return x * x
    end)
    fails("returned float32 %(3%) on cpu, what was packed was float64 %(2%) on cpu", function()
      y:sum():backward()
    end)
    with(id, id)
    graph.disable_saved_tensors_hooks("none here", function()
      fails("none here", function() graph.saved_tensors_hooks(id, id) end)
      fails("none here", function() graph.save_on_cpu() end)
    end)
    fails("none here", function()
      graph.saved_tensors_hooks(id, id, function()
        graph.disable_saved_tensors_hooks("none here")
      end)
    end)
    graph.save_on_cpu(function() end)
  end)
end)

describe("an error value that is no text", function()
  it("comes out of backward as it was raised", function()
    local x = tensor.ones(2, {requires_grad = true})
    local stop = setmetatable({code = 5}, {__tostring = function() return "stop" end})
    x:register_hook(function() error(stop) end)
    local ok, value = pcall(function() (x * 2):sum():backward() end)
    assert.is_false(ok)
    assert.are.equal(stop, value)
    local f = autograd.Function{forward = function(_, t) return t * 2 end,
      backward = function() error(stop) end}
    local y = tensor.ones(2, {requires_grad = true})
    ok, value = pcall(function() f(y):sum():backward() end)
    assert.is_false(ok)
    assert.are.equal(stop, value)
    ok, value = pcall(function() f(y):sum():backward{inputs = {1}} end)
    assert.is_false(ok)
    assert.are.equal("string", type(value))
  end)
end)
