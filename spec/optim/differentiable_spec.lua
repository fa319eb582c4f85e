-- Optimisers with differentiable = true: their steps are recorded.

local Numbers = dofile("spec/data/lcg.lua")

local message_of = dofile("spec/fails.lua").message

local cases = {
  {"SGD", {lr = 0.1, momentum = 0.9, dampening = 0.2, weight_decay = 0.1}},
  {"SGD", {lr = 0.1, momentum = 0.9, nesterov = true, maximize = true}},
  {"Adam", {lr = 0.1, weight_decay = 0.1}}, {"Adam", {lr = 0.1, amsgrad = true, maximize = true}},
  {"AdamW", {lr = 0.1, weight_decay = 0.2}}, {"NAdam", {lr = 0.1, weight_decay = 0.1}},
  {"NAdam", {lr = 0.1, weight_decay = 0.1, decoupled_weight_decay = true}},
  {"RAdam", {lr = 0.1, betas = {0.8, 0.9}, weight_decay = 0.1}},
  {"Adamax", {lr = 0.1, weight_decay = 0.1}}, {"RMSprop", {lr = 0.1, weight_decay = 0.1}},
  {"RMSprop", {lr = 0.1, centered = true}}, {"RMSprop", {lr = 0.1, momentum = 0.5}},
  {"RMSprop", {lr = 0.1, centered = true, momentum = 0.5}},
  {"Adagrad", {lr = 0.1, lr_decay = 0.1, weight_decay = 0.1}},
  {"Adadelta", {rho = 0.8, weight_decay = 0.1, eps = 1e-3}},
  {"ASGD", {lr = 0.1, lambd = 0.1, t0 = 0, weight_decay = 0.1}}, {"Rprop", {lr = 0.1}},
}
local STEPS = 4

local function recording(options, more)
  local copy = {differentiable = true}
  for key, value in pairs(options) do copy[key] = value end
  for key, value in pairs(more or {}) do copy[key] = value end
  return copy
end

-- A parameter, a gradient for each step, and where a function of them goes.
local function problem(complex)
  local numbers, inputs = Numbers.new(5), {}
  for i = 1, STEPS + 1 do
    inputs[i] = numbers:tensor(complex and {3, 2} or {3})
    if complex then inputs[i] = tensor.view_as_complex(inputs[i]) end
  end
  return inputs
end

local function walked(name, options, inputs)
  local p = inputs[1]:clone()
  local optimizer = optim[name]({p}, options)
  for i = 1, STEPS do
    p.grad = inputs[i + 1]:clone()
    optimizer:step()
  end
  return p, optimizer
end

describe("differentiable steps", function()
  for i, case in ipairs(cases) do
    local name, options = table.unpack(case)

    it(("are those of %s, complex ones too (%d)"):format(name, i), function()
      for _, complex in ipairs{false, true} do
        local inputs = problem(complex)
        local p, optimizer = walked(name, recording(options), inputs)
        local q, other = walked(name, options, inputs)
        assert.is_true(p:allclose(q, 1e-12, 1e-12))
        for key, value in pairs(other.state[q]) do
          local got = optimizer.state[p][key]
          if tensor.is_tensor(value) then
            assert.is_true(got:allclose(value, 1e-12, 1e-12), key)
          else
            assert.are.equal(value, got)
          end
        end
      end
    end)

    it(("lead gradients back to parameters and gradients (%s, %d)"):format(name, i), function()
      local inputs = problem()
      for _, input in ipairs(inputs) do input:requires_grad_() end
      local buffer = tensor.ones(3, {dtype = "float64"}):requires_grad_()
      assert.is_true(autograd.gradcheck(function(...)
        local given = {...}
        local p = given[1]:clone()
        local optimizer = optim[name]({p}, recording(options))
        -- A first buffer of momentum is detached, here as in PyTorch.
        if name == "SGD" then optimizer.state[p] = {momentum_buffer = given[#given]:clone()} end
        for k = 1, STEPS do
          p.grad = given[k + 1]:clone()
          optimizer:step()
        end
        return p
      end, {inputs[1], inputs[2], inputs[3], inputs[4], inputs[5], buffer}))
    end)
  end

  it("lead gradients back to rates, betas and decay that are tensors", function()
    local inputs = problem()
    local function number(value)
      return tensor.tensor(value, {dtype = "float64"}):requires_grad_()
    end
    for _, name in ipairs{"Adam", "AdamW"} do
      assert.is_true(autograd.gradcheck(function(lr, beta1, beta2, decay)
        return (walked(name, {lr = lr, betas = {beta1, beta2}, weight_decay = decay,
          differentiable = true}, inputs))
      end, {number(0.1), number(0.8), number(0.9), number(0.1)}))
    end
    for _, name in ipairs{"SGD", "NAdam", "RAdam", "Adamax", "RMSprop", "Adagrad", "Adadelta"} do
      assert.is_true(autograd.gradcheck(function(lr)
        return (walked(name, {lr = lr, differentiable = true}, inputs))
      end, {number({0.1})}))
    end
  end)

  it("take parameters that are results, and say what else does not fit", function()
    local a = tensor.tensor{1.0, 2.0}:requires_grad_()
    local message = message_of(optim.SGD, {a * 2})
    assert.truthy(message:find("only leaves can be optimised", 1, true))
    optim.SGD({a * 2}, {differentiable = true})
    a.grad = tensor.ones(2)
    local optimizer = optim.SGD({a}, {differentiable = true})
    message = message_of(optimizer.step, optimizer)
    assert.truthy(message:find("optim.SGD: parameter 1 is a leaf that requires grad", 1, true))
    message = message_of(optim.Adam, {a}, {differentiable = true, fused = true})
    assert.truthy(message:find("needs fused left out", 1, true))
    message = message_of(optim.Adam, {a}, {differentiable = true, foreach = true})
    assert.truthy(message:find("needs foreach left out", 1, true))
  end)
end)
