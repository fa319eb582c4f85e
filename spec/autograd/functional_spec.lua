-- autograd.functional, its short names, and autograd.func, against derivatives by hand.

local assert = require "luassert"
local functional, func = autograd.functional, autograd.func

local function T(values) return tensor.tensor(values, {dtype = "float64"}) end
local fails = dofile("spec/fails.lua").pattern

local x, y = T{1, 2, 3}, T{4, 5}
local function cubes(a) return (a ^ 3):sum() end
local function both(a, b) return a ^ 2, b * a[1] end

describe("autograd.functional", function()
  it("jacobian: a tensor, or lists by output and input", function()
    assert.are.same({{2, 0, 0}, {0, 4, 0}, {0, 0, 6}},
      functional.jacobian(function(a) return a ^ 2 end, x):tolist())
    local j = functional.jacobian(both, {x, y})
    assert.are.same({{2, 0, 0}, {0, 4, 0}, {0, 0, 6}}, j[1][1]:tolist())
    assert.are.same({{0, 0}, {0, 0}, {0, 0}}, j[1][2]:tolist())
    assert.are.same({{4, 0, 0}, {5, 0, 0}}, j[2][1]:tolist())
    assert.are.same({{1, 0}, {0, 1}}, j[2][2]:tolist())
    assert.are.equal(1, #functional.jacobian(cubes, {x}))
    assert.are.equal(2, #functional.jacobian(function(a) return {a, a} end, x))
    local m = tensor.ones(2, 3):double()
    assert.are.equal("(2, 2, 3)", tostring(functional.jacobian(function(a) return a:sum(2) end,
      m).shape))
    assert.are.equal("(0, 3)", tostring(functional.jacobian(function(a) return a[{{1, 0}}] end,
      x).shape))
    assert.are.same({3, 12, 27}, autograd.jacobian(cubes, x, {vectorize = true}):tolist())
  end)

  it("jacobian with create_graph and strict", function()
    local z = T{1, 2}:requires_grad_()
    functional.jacobian(function(a) return a ^ 3 end, z, {create_graph = true}):sum():backward()
    assert.are.same({6, 12}, z.grad:tolist())
    assert.is_false(functional.jacobian(cubes, z).requires_grad)
    fails("does not depend on the inputs", functional.jacobian,
      function() return T{1} end, x, {strict = true})
    fails("does not depend on input 2", functional.jacobian,
      function(a) return a * 1 end, {x, y}, {strict = true})
    fails("derivative does not depend on input 1", functional.jacobian,
      function(a) return a * 2 end, x, {strict = true, create_graph = true})
  end)

  it("hessian", function()
    assert.are.same({{6, 0, 0}, {0, 12, 0}, {0, 0, 18}}, functional.hessian(cubes, x):tolist())
    local h = autograd.hessian(function(a, b) return cubes(a) * b:sum() end, {x, y})
    assert.are.same({{54, 0, 0}, {0, 108, 0}, {0, 0, 162}}, h[1][1]:tolist())
    assert.are.same({{3, 3}, {12, 12}, {27, 27}}, h[1][2]:tolist())
    assert.are.same({{0, 0}, {0, 0}}, h[2][2]:tolist())
    fails("one tensor of one element, got shape %(3%)", functional.hessian,
      function(a) return a end, x)
  end)

  it("vjp and jvp", function()
    local out, g = functional.vjp(function(a) return a ^ 2 end, x, x)
    assert.are.same({{1, 4, 9}, {2, 8, 18}}, {out:tolist(), g:tolist()})
    local outs, gs = autograd.vjp(both, {x, y}, {x, y})
    assert.are.same({4, 5}, outs[2]:tolist())
    assert.are.same({{43, 8, 18}, {4, 5}}, {gs[1]:tolist(), gs[2]:tolist()})
    assert.are.same({3, 12, 27}, select(2, autograd.vjp(cubes, x)):tolist())
    local _, t = functional.jvp(both, {x, y}, {x, y})
    assert.are.same({{2, 8, 18}, {8, 10}}, {t[1]:tolist(), t[2]:tolist()})
    assert.are.equal(108, select(2, autograd.jvp(cubes, x, x)):item())
    fails("v may be left out only where", functional.vjp, function(a) return a end, x)
    fails("entry 1 of v has shape %(2%), in the inputs it is %(3%)", functional.jvp, cubes, x, y)
    fails("v has 2 tensors, the inputs 1", functional.jvp, cubes, x, {x, x})
  end)

  it("vhp and hvp", function()
    for _, name in ipairs{"vhp", "hvp"} do
      local out, product = functional[name](cubes, x, T{1, 1, 2})
      assert.are.equal(36, out:item())
      assert.are.same({6, 12, 36}, product:tolist())
      local _, list = functional[name](function(a, b) return cubes(a) * b:sum() end, {x, y}, {x, y})
      assert.are.same({{81, 324, 729}, {108, 108}}, {list[1]:tolist(), list[2]:tolist()})
    end
  end)

  it("goes forward where it is told to", function()
    local forward = {strategy = "forward-mode", vectorize = true}
    local function several(a, b) return a * a:sum() * b[1], b * 2, a:sum() end
    local want, got = functional.jacobian(several, {x, y}), functional.jacobian(several, {x, y},
      forward)
    for o = 1, 3 do
      for i = 1, 2 do
        assert.are.same({table.unpack(want[o][i].shape)}, {table.unpack(got[o][i].shape)})
        assert.are.same(want[o][i]:tolist(), got[o][i]:tolist())
        assert.is_false(got[o][i].requires_grad)
      end
    end
    assert.are.same({3, 12, 27}, functional.jacobian(cubes, x, forward):tolist())
    local function square(a) return (a.T:matmul(a)):sum() + a[1][1] ^ 3 end
    local m = T{{1, 2}, {3, 4}}
    assert.are.same(functional.hessian(square, m):tolist(), functional.hessian(square, m,
      {outer_jacobian_strategy = "forward-mode", vectorize = true}):tolist())
    assert.are.same(functional.hessian(square, m):tolist(),
      functional.hessian(square, m, {vectorize = true}):tolist())
    -- what does not depend on an input
    assert.are.same({{0, 0}, {0, 0}}, functional.jacobian(function(_, b) return b * 1 end,
      {T{1, 2}, T{3, 4}}, forward)[1]:tolist())
    assert.are.same({0, 0}, functional.jacobian(function() return tensor.ones(2) end, T(1),
      forward):tolist())
    for options, text in pairs{
      [{strategy = "forward-mode"}] = 'strategy = "forward%-mode" needs vectorize = true',
      [{strategy = "forward-mode", vectorize = true, create_graph = true}] = "makes no graph",
      [{strategy = "forward-mode", vectorize = true, strict = true}] = "do not go together",
      [{vectorize = true, strict = true}] = "strict and vectorize do not go together",
      [{vectorize = 1}] = "vectorize",
    } do fails(text, functional.jacobian, cubes, x, options) end
    fails('outer_jacobian_strategy = "forward%-mode" needs', functional.hessian, cubes, x,
      {outer_jacobian_strategy = "forward-mode"})
    fails("outer_jacobian_strategy must be", functional.hessian, cubes, x,
      {outer_jacobian_strategy = "x"})
  end)

  it("works under no_grad and says what is wrong", function()
    assert.are.same({3, 12, 27}, autograd.no_grad(functional.jacobian, cubes, x):tolist())
    for _, name in ipairs{"vjp", "jvp", "hvp", "vhp", "jacobian", "hessian"} do
      fails(name .. ": f must be a function, got number", functional[name], 5, x)
    end
    fails("f must return tensors, result 1 is a number", functional.vjp, function() return 5 end, x)
    fails("inputs must be a tensor or a list", functional.jacobian, cubes, 5)
    fails("entry 2 of inputs is a number", functional.jacobian, cubes, {x, 5})
    fails("only floating%-point", functional.jacobian, cubes, tensor.tensor{1, 2})
    fails("there is no option", functional.jacobian, cubes, x, {graph = true})
    fails("strategy must be", functional.jacobian, cubes, x, {strategy = "x"})
  end)
end)

describe("autograd.func", function()
  it("grad, of a tensor, of several arguments, of tables, of itself", function()
    assert.are.same({3, 12, 27}, func.grad(cubes)(x):tolist())
    assert.is_false(func.grad(cubes)(x).requires_grad)
    local g = func.grad(function(a, b) return (a * b * b):sum() end, {1, 2})(x, x)
    assert.are.same({{1, 4, 9}, {2, 8, 18}}, {g[1]:tolist(), g[2]:tolist()})
    assert.are.same({2, 8, 18}, func.grad(function(a, b) return (a * b * b):sum() end, -1)(x,
      x):tolist())
    local p = func.grad(function(p) return (p.w * x):sum() + p.inner.b end)(
      {w = x, inner = {b = T(1)}})
    assert.are.same({{1, 2, 3}, 1}, {p.w:tolist(), p.inner.b:item()})
    assert.are.equal(12, func.grad(func.grad(function(a) return a ^ 3 end))(T(2)):item())
    local z = T{1, 2}:requires_grad_()
    func.grad(cubes)(z):sum():backward()
    assert.are.same({6, 12}, z.grad:tolist())
  end)

  it("grad_and_value, has_aux", function()
    local g, v = func.grad_and_value(cubes)(x)
    assert.are.same({{3, 12, 27}, 36}, {g:tolist(), v:item()})
    local aux
    g, aux = func.grad(function(a) return cubes(a), "more" end, {has_aux = true})(x)
    assert.are.same({{3, 12, 27}, "more"}, {g:tolist(), aux})
    aux = select(3, func.grad_and_value(function(a) return cubes(a), a end, 1, true)(x))
    assert.are.same({1, 2, 3}, aux:tolist())
    fails("without dimensions, got shape %(3%)", func.grad(function(a) return a end), x)
    fails("no argument 0, Luma counts from 1", func.grad(cubes, 0), x)
    fails("no argument 3, 1 were given", func.grad(cubes, 3), x)
    fails("f must be a function", func.grad, 5)
  end)

  it("vjp, jvp, linearize", function()
    local out, pull = func.vjp(both, x, y)
    assert.are.same({4, 5}, out[2]:tolist())
    for _ = 1, 2 do
      local gx, gy = pull(x, y)
      assert.are.same({{43, 8, 18}, {4, 5}}, {gx:tolist(), gy:tolist()})
    end
    local value, pull_one, aux = func.vjp(function(a) return cubes(a), 7 end, x, {has_aux = true})
    assert.are.same({36, 7}, {value:item(), aux})
    assert.are.same({3, 12, 27}, pull_one(T(1)):tolist())
    local _, tangent = func.jvp(function(a) return a ^ 2 end, {x}, {x})
    assert.are.same({2, 8, 18}, tangent:tolist())
    local _, along = func.linearize(cubes, x)
    assert.are.same({108, 216}, {along(x):item(), along(x * 2):item()})
    fails("2 tensors given for 1 outputs", select(2, func.vjp(cubes, x)), x, x)
  end)

  it("jacrev, jacfwd, hessian", function()
    for _, name in ipairs{"jacrev", "jacfwd"} do
      assert.are.same({{2, 0, 0}, {0, 4, 0}, {0, 0, 6}},
        func[name](function(a) return a ^ 2 end)(x):tolist())
      local j = func[name](both, {1, 2})(x, y)
      assert.are.same({{4, 0, 0}, {5, 0, 0}}, j[2][1]:tolist())
      assert.are.same({{1, 0}, {0, 1}}, j[2][2]:tolist())
    end
    assert.are.same({{6, 0, 0}, {0, 12, 0}, {0, 0, 18}}, func.hessian(cubes)(x):tolist())
  end)

  it("functional_call runs a module with other tensors and leaves it as it was", function()
    local model = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
    local weight, mean = model[1].weight, model[2].running_mean
    local given = {["0.weight"] = tensor.ones(2, 3), ["1.running_mean"] = tensor.zeros(2)}
    local input = tensor.randn(4, 3)
    local out = func.functional_call(model, given, input)
    assert.are.equal("(4, 2)", tostring(out.shape))
    assert.is_true(model[1].weight == weight and model[2].running_mean == mean)
    assert.is_true(mean:eq(0):all():item())
    assert.is_false(given["1.running_mean"]:eq(0):all():item())
    local linear = nn.Linear(3, 1)
    local grads = func.grad(function(p) return func.functional_call(linear, p, {input}):sum() end)(
      {weight = linear.weight:detach(), bias = linear.bias:detach()})
    assert.is_true(grads.weight:allclose(input:sum(1, true)))
    assert.is_nil(linear.weight.grad)
    fails("no parameter or buffer \"0.weigth\"", func.functional_call, model,
      {["0.weigth"] = tensor.ones(2, 3)}, input)
    fails("linear: sizes do not fit", func.functional_call, model,
      {["0.weight"] = tensor.ones(2, 5)}, input)
    fails("strict, but not given: bias", func.functional_call, linear, {weight = linear.weight},
      input,
      {strict = true})
    assert.is_true(model[1].weight == weight)
    local tied = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    tied[2].weight = tied[1].weight
    func.functional_call(tied, {["0.weight"] = tensor.ones(2, 2)}, {tensor.ones(2)})
    assert.is_true(tied[2].weight == tied[1].weight)
    assert.are.equal(3, #tied:parameters())
  end)

  it("functional_call gives back what the module assigns, and shows what stands in", function()
    local M = nn.class("M")
    function M:init()
      self.w, self.count = nn.Parameter(tensor.ones(1)), nn.Buffer(tensor.zeros(1))
    end
    function M:forward()
      self.count = self.count + 1
      return self:parameters(), self:buffers()
    end
    local model = M()
    local w, given = tensor.ones(1), {count = tensor.tensor{5.0}}
    local parameters, buffers = func.functional_call(model, {{w = w}, given})
    assert.is_true(parameters[1] == w)
    assert.are.equal(6, buffers[1]:item())
    assert.are.equal(6, given.count:item())
    assert.are.equal(0, model.count:item())
    fails("given in two of the tables", func.functional_call, model, {{w = w}, {w = w}})
    fails("entry 2 of the list", func.functional_call, model, {{w = w}, 3})
    model.again = nn.Sequential()
    model.again.up = model -- w has a second name: the same field
    parameters = func.functional_call(model, {["again.up.w"] = w}, nil, {tie_weights = false})
    assert.is_true(parameters[1] == w)
    assert.is_false(model.w == w)
  end)

  it("vmap runs f for each entry", function()
    local a, b = tensor.arange(6.0):reshape(3, 2), tensor.ones(2)
    local dot = func.vmap(function(p, q) return (p * q):sum() end, {1, false})
    assert.are.same({1, 5, 9}, dot(a, b):tolist())
    assert.are.same({6, 9}, func.vmap(function(p) return p:sum() end, 2)(a):tolist())
    local doubled = func.vmap(function(p) return p * 2 end, 1, 2)(a)
    assert.are.equal("(2, 3)", tostring(doubled.shape))
    local each = func.vmap(func.grad(function(w, p) return (w * p):sum() ^ 2 end), {false, 1})(b, a)
    assert.are.same({{0, 2}, {20, 30}, {72, 90}}, each:tolist())
    fails("different sizes, 3 and 2", func.vmap(function(p, q) return p + q end), a, b)
  end)

  it("stack_module_state", function()
    local parameters, buffers = func.stack_module_state{nn.BatchNorm1d(2), nn.BatchNorm1d(2)}
    assert.are.equal("(2, 2)", tostring(parameters.weight.shape))
    assert.is_true(parameters.weight.requires_grad)
    assert.are.equal("(2, 2)", tostring(buffers.running_var.shape))
    fails("entry 1 is a number, not a module", func.stack_module_state, {5})
  end)
end)
