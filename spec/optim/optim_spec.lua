-- Optimisers against values recorded from PyTorch (spec/record/optim.py).

local Numbers = dofile("spec/data/lcg.lua")
local recorded = dofile("spec/data/optim.lua")

-- The problem of the recording script: parameters a and b and their loss.
local function problem()
  local numbers = Numbers.new(7)
  local a = nn.Parameter(numbers:tensor{2, 3})
  local b = nn.Parameter(numbers:tensor{4})
  local s, t, u = numbers:tensor{2, 3}:abs() + 0.5, numbers:tensor{2, 3}, numbers:tensor{4}
  return a, b, function(with_b)
    local loss = (s * (a - t) ^ 2):sum()
    if with_b ~= false then loss = loss + ((b * b - u) ^ 2):sum() + 0.1 * a:sum() * b:sum() end
    return loss
  end
end

local function near(expected, a, b, what, tolerance)
  local got = tensor.cat({a:detach():reshape(-1), b:detach():reshape(-1)}):tolist()
  for i, value in ipairs(expected) do
    if math.abs(value - got[i]) > (tolerance or 1e-10) * math.max(1, math.abs(value)) then
      error(("%s, element %d: expected %.17g, got %.17g"):format(what, i, value, got[i]), 0)
    end
  end
end

local function options_text(options)
  local words = {}
  for key, value in pairs(options) do
    if type(value) == "table" then value = "{" .. table.concat(value, ", ") .. "}" end
    words[#words + 1] = key .. " = " .. tostring(value)
  end
  table.sort(words)
  return table.concat(words, ", ")
end

local message_of = dofile("spec/fails.lua").message

-- The optimiser of a case: one list of parameters, or groups of which the last has half the rate.
local function optimizer_of(case, a, b)
  local params = case.name == "Muon" and {a} or {a, b}
  if case.grouped then
    for i, parameter in ipairs(params) do params[i] = {params = {parameter}} end
    params[#params].lr = (case.options.lr or 0.01) / 2
  end
  return optim[case.name](params, case.options)
end

local function close(expected, got, what)
  if math.abs(expected - got) > 1e-10 * math.max(1, math.abs(expected)) then
    error(("%s: expected %.17g, got %.17g"):format(what, expected, got), 0)
  end
end

describe("optimisers", function()
  for _, case in ipairs(recorded.steps) do
    local name = ("%s{%s}%s"):format(case.name, options_text(case.options),
      case.grouped and " in groups, with a gradient missing now and then" or "")
    it(name .. " takes the recorded steps", function()
      local a, b, loss = problem()
      local optimizer = optimizer_of(case, a, b)
      for step = 1, 50 do
        optimizer:zero_grad()
        loss(not case.grouped or step % 3 ~= 0):backward()
        optimizer:step()
        if case[step] then near(case[step], a, b, "step " .. step) end
      end
      for key, expected in pairs(case.state or {}) do
        local got = optimizer.state[a][key]
        if tensor.is_tensor(got) then got = got:reshape(-1):tolist() end
        if type(expected) == "table" then
          for i, value in ipairs(expected) do close(value, got[i], key) end
        else
          close(expected, got, key)
        end
      end
    end)
  end

  for i, case in ipairs(recorded.lbfgs) do
    it(("LBFGS{%s} finds its way on Rosenbrock's function (%d)"):format(options_text(case.options),
      i), function()
      local x = nn.Parameter(tensor.tensor({-1.5, 2.0}, {dtype = "float64"}))
      local y = nn.Parameter(tensor.tensor({{0.5}, {-0.7}}, {dtype = "float64"}))
      local optimizer = optim.LBFGS({x, y}, case.options)
      local sign = case.options.maximize and -1 or 1
      local function closure()
        optimizer:zero_grad()
        local loss = 100 * (x[2] - x[1] ^ 2) ^ 2 + (1 - x[1]) ^ 2
          + 100 * (y[{2, 1}] - y[{1, 1}] ^ 2) ^ 2 + (1 - y[{1, 1}]) ^ 2
        loss = sign * loss
        loss:backward()
        return loss
      end
      for k, step in ipairs(case.steps) do
        close(step.loss, optimizer:step(closure):item(), "loss of step " .. k)
        near(step.at, x, y, "step " .. k)
        assert.are.equal(step.func_evals, optimizer.state[x].func_evals)
        assert.are.equal(step.n_iter, optimizer.state[x].n_iter)
      end
    end)
  end

  it("reach the minimum of Rosenbrock's function (LBFGS)", function()
    local x = nn.Parameter(tensor.tensor({-1.5, 2.0}, {dtype = "float64"}))
    local optimizer = optim.LBFGS({x}, {line_search_fn = "strong_wolfe"})
    for _ = 1, 5 do
      optimizer:step(function()
        optimizer:zero_grad()
        local loss = 100 * (x[2] - x[1] ^ 2) ^ 2 + (1 - x[1]) ^ 2
        loss:backward()
        return loss
      end)
    end
    near({1, 1}, x, tensor.zeros(0, {dtype = "float64"}), "the minimum", 1e-5)
  end)

  it("keep options for each group", function()
    local a, b = problem()
    local optimizer = optim.Adam({{params = {a}, lr = 0.1}, {params = b, weight_decay = 0.5}},
      {lr = 0.01})
    assert.are.equal(0.1, optimizer.param_groups[1].lr)
    assert.are.equal(0, optimizer.param_groups[1].weight_decay)
    assert.are.equal(0.01, optimizer.param_groups[2].lr)
    assert.are.equal(0.5, optimizer.param_groups[2].weight_decay)
  end)

  for _, case in ipairs{{"SGD", {lr = 0.01, momentum = 0.9}},
    {"Adam", {lr = 0.2, amsgrad = true}}} do
    it(case[1] .. " goes on from a state_dict as if never interrupted", function()
      local a, b, loss = problem()
      local optimizer = optim[case[1]]({a, b}, case[2])
      local function run(from, to)
        for _ = from, to do
          optimizer:zero_grad()
          loss():backward()
          optimizer:step()
        end
      end
      run(1, 10)
      local dict = optimizer:state_dict()
      assert.are.same({1, 2}, dict.param_groups[1].params)
      assert.is_not_nil(dict.state[2])
      local values = {a:detach():clone(), b:detach():clone()}
      -- Deep copies, as from a file.
      for _, entry in pairs(dict.state) do
        for key, value in pairs(entry) do
          if tensor.is_tensor(value) then entry[key] = value:clone() end
        end
      end
      run(11, 20)
      local expected = tensor.cat({a:detach():reshape(-1), b:detach():reshape(-1)}):tolist()
      autograd.no_grad(function()
        a:copy_(values[1])
        b:copy_(values[2])
      end)
      optimizer = optim[case[1]]({a, b})
      optimizer:load_state_dict(dict)
      assert.are.equal(case[2].lr, optimizer.param_groups[1].lr)
      run(11, 20)
      near(expected, a, b, "after loading")
    end)
  end

  it("take a closure and return what it returned", function()
    local a, b, loss = problem()
    local optimizer = optim.SGD({a, b}, {lr = 0.01})
    local value = optimizer:step(function()
      optimizer:zero_grad()
      local l = loss()
      l:backward()
      return l
    end)
    assert.is_true(value.requires_grad)
    assert.is_true(loss():item() < value:item())
  end)

  it("drop gradients, or fill them with zeros", function()
    local a, b, loss = problem()
    local optimizer = optim.SGD({a, b}, {lr = 0.01})
    loss():backward()
    optimizer:zero_grad(false)
    assert.are.equal(0, a.grad:abs():sum():item())
    optimizer:zero_grad()
    assert.is_nil(a.grad)
  end)

  it("take groups later", function()
    local a, b, loss = problem()
    local optimizer = optim.SGD({a}, {lr = 0.01})
    optimizer:add_param_group({params = {b}, lr = 0.5})
    local before = b:detach():clone()
    loss():backward()
    optimizer:step()
    assert.is_false(before:equal(b))
    assert.are.equal(0.5, optimizer.param_groups[2].lr)
    assert.are.equal(0, optimizer.param_groups[2].momentum)
  end)

  it("can be written in Lua", function()
    local Sign = optim.class("Sign")
    function Sign:init(params, options) optim.Optimizer.init(self, params, options) end
    function Sign.update(_, group)
      for _, p in ipairs(group.params) do
        if p.grad then p:sub_(p.grad:sign() * group.lr) end
      end
    end
    local p = nn.Parameter(tensor.tensor({1.0, -2.0}))
    local optimizer = Sign({p}, {lr = 0.5})
    p:square():sum():backward()
    optimizer:step()
    assert.are.same({0.5, -1.5}, p:tolist())
  end)

  it("say what is wrong", function()
    local a, b = problem()
    assert.truthy(message_of(optim.Adam, {}):find("list of parameters is empty", 1, true))
    assert.truthy(message_of(optim.Adam, nn.Linear(1, 1)):find("model:parameters()", 1, true))
    assert.truthy(message_of(optim.Adam, {a, 3}):find("parameter 2 must be a tensor", 1, true))
    assert.truthy(message_of(optim.Adam, {a, a}):find("in the optimiser already", 1, true))
    assert.truthy(message_of(optim.Adam, {a * 2}):find("only leaves", 1, true))
    assert.truthy(message_of(optim.Adam, {a}, {lr = -1}):find("lr must be a number", 1, true))
    assert.truthy(message_of(optim.Adam, {a}, {betas = {0.9, 1}}):find("betas must be", 1, true))
    assert.truthy(message_of(optim.Adam, {a}, {learning_rate = 1}):find(
      'no option "learning_rate"', 1, true))
    assert.truthy(message_of(optim.SGD, {{params = {a}, lrr = 1}}):find('no option "lrr"', 1, true))
    assert.truthy(message_of(optim.SGD, {a}, {nesterov = true}):find("nesterov needs", 1, true))
    local optimizer = optim.Adam({a, b})
    assert.truthy(message_of(optimizer.load_state_dict, optimizer, {}):find("state", 1, true))
    local wrong = optimizer:state_dict()
    wrong.param_groups[1].lr = "fast"
    assert.truthy(message_of(optimizer.load_state_dict, optimizer, wrong):find(
      "lr must be a number", 1, true))
    assert.are.equal(1e-3, optimizer.param_groups[1].lr)
    local other = optim.Adam({a}):state_dict()
    assert.truthy(message_of(optimizer.load_state_dict, optimizer, other):find(
      "1 parameters, that of the optimiser 2", 1, true))
  end)
end)
