-- Optimisers beyond their formulas: groups and names, hooks, states, dtypes and wrong arguments.

local Numbers = dofile("spec/data/lcg.lua")

local message_of = dofile("spec/fails.lua").message

local function says(words, f, ...)
  local message = message_of(f, ...)
  assert.truthy(message:find(words, 1, true), message)
end

-- Two parameters and a function that computes their gradients.
local function problem(dtype)
  local numbers = Numbers.new(3)
  local a = nn.Parameter(numbers:tensor({3, 2}, {dtype = dtype}))
  local b = nn.Parameter(numbers:tensor({4}, {dtype = dtype}))
  local t, u = numbers:tensor({3, 2}, {dtype = dtype}), numbers:tensor({4}, {dtype = dtype})
  return a, b, function()
    local loss = ((a - t) ^ 2):sum() + ((b * b - u) ^ 2):sum() + 0.1 * a:sum() * b:sum()
    loss:backward()
    return loss
  end
end

local all = {
  {"SGD", {lr = 0.01, momentum = 0.9}}, {"Adam", {lr = 0.1, amsgrad = true}}, {"AdamW", {lr = 0.1}},
  {"RMSprop", {momentum = 0.5, centered = true}}, {"Adagrad", {lr = 0.1}}, {"Adadelta", {}},
  {"Adamax", {lr = 0.1}}, {"NAdam", {lr = 0.1}}, {"RAdam", {lr = 0.1}}, {"ASGD", {t0 = 3}},
  {"Rprop", {}}, {"Adafactor", {}}, {"Muon", {lr = 0.1}}, {"SparseAdam", {}}, {"Lion", {lr = 0.1}},
  {"LAMB", {lr = 0.1}}, {"LARS", {lr = 5, trust_coefficient = 0.1}},
  {"LBFGS", {lr = 0.1, max_iter = 2, history_size = 3}},
  {"LBFGS", {max_iter = 2, line_search_fn = "strong_wolfe"}},
}

local function take(optimizer, gradients, from, to)
  for _ = from, to do
    optimizer:step(function()
      optimizer:zero_grad()
      return gradients()
    end)
  end
end

describe("optimisers", function()
  for i, case in ipairs(all) do
    local function make(a, b, options)
      return optim[case[1]](case[1] == "Muon" and {a} or {a, b}, options)
    end

    it(("%s goes on from a file bit for bit (%d)"):format(case[1], i), function()
      local a, b, gradients = problem()
      local optimizer = make(a, b, case[2])
      take(optimizer, gradients, 1, 20)
      local path = os.tmpname() .. ".safetensors"
      tensor.save({optimizer = optimizer:state_dict(), a = a:detach(), b = b:detach()}, path)
      take(optimizer, gradients, 21, 40)

      local saved = tensor.load(path)
      os.remove(path)
      local a2, b2, gradients2 = problem()
      autograd.no_grad(function()
        a2:copy_(saved.a)
        b2:copy_(saved.b)
      end)
      local again = make(a2, b2)
      again:load_state_dict(saved.optimizer)
      take(again, gradients2, 21, 40)
      assert.is_true(a:equal(a2))
      assert.is_true(b:equal(b2))
    end)

    it(("%s takes float32, float16 and bfloat16 (%d)"):format(case[1], i), function()
      for _, dtype in ipairs{"float32", "float16", "bfloat16"} do
        local a, b, gradients = problem(dtype)
        local optimizer = make(a, b, case[2])
        local before = a:detach():clone()
        take(optimizer, gradients, 1, 3)
        assert.are.equal(dtype, a.dtype)
        assert.is_false(before:equal(a))
        assert.is_true(a:isfinite():all():item())
        for _, state in pairs(optimizer.state) do
          for _, value in pairs(state) do
            if tensor.is_tensor(value) then assert.are.equal(dtype, value.dtype) end
          end
        end
      end
    end)

    it(("%s takes a rate that is a tensor, and prints (%d)"):format(case[1], i), function()
      local options = {}
      for key, value in pairs(case[2]) do options[key] = value end
      local function run(lr)
        local a, b, gradients = problem()
        options.lr = lr
        local optimizer = make(a, b, options)
        take(optimizer, gradients, 1, 3)
        assert.truthy(tostring(optimizer):find("lr: ", 1, true))
        return a
      end
      assert.is_true(run(0.05):equal(run(tensor.tensor(0.05, {dtype = "float64"}))))
    end)
  end

  it("take columns, transposed parameters and gradients with gaps", function()
    local a = nn.Parameter(tensor.randn(4, 3):double():t())
    local b = nn.Parameter(a:detach():clone())
    for _, p in ipairs{a, b} do p.grad = tensor.ones(3, 4):double() * 2 end
    a.grad = tensor.ones(4, 3):double():mul(2):t()
    local one, other = optim.Adam({a}, {lr = 0.1}), optim.Adam({b}, {lr = 0.1})
    for _ = 1, 3 do
      one:step()
      other:step()
    end
    assert.is_true(a:equal(b))
  end)

  it("take complex parameters as pairs of numbers", function()
    for _, name in ipairs{"SGD", "Adam", "Adagrad", "Rprop", "LBFGS"} do
      local z = nn.Parameter(tensor.complex(tensor.tensor{1.0, 2.0}, tensor.tensor{-1.0, 0.5}))
      local x = nn.Parameter(tensor.view_as_real(z:detach():clone()))
      local one, other = optim[name]({z}, {lr = 0.1}), optim[name]({x}, {lr = 0.1})
      one:step(function()
        one:zero_grad()
        local loss = tensor.view_as_real(z):square():sum()
        loss:backward()
        return loss
      end)
      other:step(function()
        other:zero_grad()
        local loss = x:square():sum()
        loss:backward()
        return loss
      end)
      assert.is_true(tensor.view_as_real(z:detach()):allclose(x))
    end
  end)

  it("know parameters by name", function()
    local model = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
    local optimizer = optim.SGD(model:named_parameters(), {lr = 0.1})
    assert.are.same({"0.weight", "0.bias", "1.weight", "1.bias"},
      optimizer.param_groups[1].param_names)
    assert.are.same({"0.weight", "0.bias", "1.weight", "1.bias"},
      optimizer:state_dict().param_groups[1].param_names)
    local a, b = problem()
    optimizer = optim.SGD({{params = {{"a", a}}}, {params = {{"b", b}}, lr = 0.1}})
    assert.are.same({"b"}, optimizer.param_groups[2].param_names)
    says("1 of the 2 parameters have a name", optim.SGD, {{"a", a}, b})
    says("all groups must have names", optim.SGD, {{params = {{"a", a}}}, {params = {b}}})
  end)

  it("run hooks around a step", function()
    local a, b, gradients = problem()
    local optimizer, seen = optim.SGD({a, b}), {}
    local function note(word) return function() seen[#seen + 1] = word end end
    local handles = {
      optim.register_optimizer_step_pre_hook(note "all before"),
      optimizer:register_step_pre_hook(note "before"),
      optimizer:register_step_post_hook(note "after"),
      optim.register_optimizer_step_post_hook(note "all after"),
    }
    optimizer:step(function()
      seen[#seen + 1] = "step"
      return gradients()
    end)
    assert.are.same({"all before", "before", "step", "after", "all after"}, seen)
    for _, handle in ipairs(handles) do handle:remove() end
    optimizer:step()
    assert.are.equal(5, #seen)
    local given = optimizer:register_step_pre_hook(function() return {gradients} end)
    assert.is_true(tensor.is_tensor(optimizer:step()))
    given:remove()
    says("the hook must be a function", optimizer.register_step_pre_hook, optimizer, 3)
    optimizer:register_step_pre_hook(function() return 3 end)
    says("must return nothing or a list", optimizer.step, optimizer)
  end)

  it("run hooks around states", function()
    local a, b = problem()
    local optimizer, seen = optim.SGD({a, b}, {momentum = 0.5}), {}
    optimizer:register_state_dict_pre_hook(function() seen[#seen + 1] = "second" end)
    optimizer:register_state_dict_pre_hook(function() seen[#seen + 1] = "first" end, true)
    optimizer:register_state_dict_post_hook(function(_, dict)
      dict.note = "kept"
      return dict
    end)
    local dict = optimizer:state_dict()
    assert.are.same({"first", "second"}, seen)
    assert.are.equal("kept", dict.note)
    optimizer:register_load_state_dict_pre_hook(function(_, given)
      given.param_groups = {given.param_groups[1]}
      given.param_groups[1].lr = 0.25
    end)
    optimizer:register_load_state_dict_post_hook(function(o) o.loaded = true end)
    optimizer:load_state_dict(dict)
    assert.are.equal(0.25, optimizer.param_groups[1].lr)
    assert.is_true(optimizer.loaded)
  end)

  it("load what PyTorch saves: counts in tensors, ways of computing", function()
    local a = nn.Parameter(tensor.ones(2))
    local optimizer = optim.Adam({a})
    optimizer:load_state_dict{
      state = {["0"] = {step = tensor.tensor(7.0), exp_avg = tensor.ones(2),
        exp_avg_sq = tensor.ones(2):double()}},
      param_groups = {{params = {0}, lr = 0.5, betas = {0.8, 0.9}, eps = 1e-8, weight_decay = 0,
        amsgrad = false, foreach = true, fused = true, capturable = true, differentiable = false,
        maximize = false, initial_lr = 0.75}},
    }
    local state, group = optimizer.state[a], optimizer.param_groups[1]
    assert.are.equal(7, state.step)
    assert.are.equal("integer", math.type(state.step))
    assert.are.equal("float32", state.exp_avg_sq.dtype)
    assert.are.same({0.5, 0.75, false}, {group.lr, group.initial_lr, group.capturable})
    a.grad = tensor.ones(2)
    optimizer:step()
    assert.are.equal(8, state.step)
  end)

  it("make Adagrad's sums at once", function()
    local a, b = problem()
    local optimizer = optim.Adagrad({a, b}, {initial_accumulator_value = 0.5})
    assert.are.equal(0, optimizer.state[b].step)
    assert.are.same({0.5, 0.5, 0.5, 0.5}, optimizer:state_dict().state[2].sum:tolist())
  end)

  it("leave out rows without a gradient in SparseAdam", function()
    local p = nn.Parameter(tensor.ones(3, 2))
    local optimizer = optim.SparseAdam({p}, {lr = 0.1})
    p.grad = tensor.tensor{{1.0, 0.0}, {0.0, 0.0}, {0.0, 2.0}}
    optimizer:step()
    assert.are.same({1, 1}, p[2]:tolist())
    assert.is_true(p[1][1]:item() < 1 and p[1][2]:item() == 1)
    assert.are.same({0, 0}, optimizer.state[p].exp_avg[2]:tolist())
  end)

  it("refuse what they cannot do", function()
    local a, b = problem()
    says("capturable = true is not supported", optim.RMSprop, {a}, {capturable = true})
    says("fused and foreach cannot both be true", optim.SGD, {a}, {fused = true, foreach = true})
    says("lr must be a number from 0 on", optim.Rprop, {a}, {lr = tensor.ones(2)})
    says("lr must be a number from 0 on", optim.Rprop, {a}, {lr = tensor.tensor(-1.0)})
    says("etas must be", optim.Rprop, {a}, {etas = {1.5, 2}})
    says("etas must be a list of two numbers", optim.Rprop, {a}, {etas = 3})
    says("step_sizes must be a list of two numbers", optim.Rprop, {a}, {step_sizes = {1}})
    says("rho must be a number from 0 to 1", optim.Adadelta, {a}, {rho = 2})
    says("beta2_decay must be 0 or below", optim.Adafactor, {a}, {beta2_decay = 1})
    says("d must be 1 or above", optim.Adafactor, {a}, {d = 0.5})
    says("eps must be two numbers", optim.Adafactor, {a}, {eps = {-1, 1}})
    says("parameters must be real matrices, number 2 has shape (4)", optim.Muon, {a, b})
    says("adjust_lr_fn must be", optim.Muon, {a}, {adjust_lr_fn = "most"})
    says("ns_steps must be below 100", optim.Muon, {a}, {ns_steps = 100})
    says("ns_coefficients must be", optim.Muon, {a}, {ns_coefficients = {1, 2}})
    says("lr and eps must be above 0", optim.SparseAdam, {a}, {lr = 0})
    says("nesterov needs", optim.LARS, {a}, {nesterov = true, momentum = 0})
    says("decoupled_weight_decay is always true", optim.AdamW, {a},
      {decoupled_weight_decay = false})
    says("all parameters must be in one group", optim.LBFGS, {{params = {a}}, {params = {b}}})
    says("line_search_fn must be", optim.LBFGS, {a}, {line_search_fn = "weak"})
    local sgd = optim.SGD({a})
    says("step takes a function", sgd.step, sgd, 3)
    local lbfgs = optim.LBFGS({a})
    says("step needs a closure", lbfgs.step, lbfgs)
    says("must return the loss", lbfgs.step, lbfgs, function() end)
    says("in one group", lbfgs.add_param_group, lbfgs, {params = {b}})
    says("params of a group must be", optim.SGD, {{params = 3}})
    says("a group is a table with params", optim.SGD({a}).add_param_group, optim.SGD({a}), 3)
    local dict = optim.Adam({a}):state_dict()
    dict.state[1] = 3
    says("the state of parameter 1 in group 1 must be a table", lbfgs.load_state_dict,
      optim.Adam({a}), dict)
    dict.state[1] = {exp_avg = tensor.ones(5)}
    says("exp_avg of parameter 1 in group 1 has 5 elements", lbfgs.load_state_dict, optim.Adam({a}),
      dict)
  end)
end)
