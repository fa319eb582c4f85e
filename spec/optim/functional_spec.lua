-- optim.functional against the optimisers themselves.

local F = optim.functional

-- What each function needs besides params and grads: lists of state, then options.
local cases = {
  {"sgd", "SGD", {"momentum_buffer"}, {lr = 0.1, momentum = 0.9}},
  {"adam", "Adam", {"exp_avg", "exp_avg_sq", "max_exp_avg_sq", "step"},
    {lr = 0.1, beta1 = 0.8, beta2 = 0.9, amsgrad = true}},
  {"adamw", "AdamW", {"exp_avg", "exp_avg_sq", "max_exp_avg_sq", "step"}, {lr = 0.1}},
  {"nadam", "NAdam", {"exp_avg", "exp_avg_sq", "mu_product", "step"}, {lr = 0.1}},
  {"radam", "RAdam", {"exp_avg", "exp_avg_sq", "step"}, {lr = 0.1}},
  {"adamax", "Adamax", {"exp_avg", "exp_inf", "step"}, {lr = 0.1}},
  {"rmsprop", "RMSprop", {"square_avg", "grad_avg", "momentum_buffer", "step"},
    {lr = 0.1, centered = true, momentum = 0.5}},
  {"adagrad", "Adagrad", {"sum", "step"}, {lr = 0.1}},
  {"adadelta", "Adadelta", {"square_avg", "acc_delta", "step"}, {rho = 0.8}},
  {"asgd", "ASGD", {"ax", "mu", "eta", "step"}, {lr = 0.1, t0 = 0}},
  {"rprop", "Rprop", {"prev", "step_size", "step"},
    {lr = 0.1, etaminus = 0.4, etaplus = 1.3, step_size_min = 1e-4, step_size_max = 2}},
  {"adafactor", "Adafactor", {"row_var", "col_var", "variance", "step"},
    {eps1 = false, eps2 = 1e-2}},
  {"muon", "Muon", {"momentum_buffer"}, {lr = 0.1}},
  {"sparse_adam", "SparseAdam", {"exp_avg", "exp_avg_sq", "step"}, {lr = 0.1}},
}

local of_class = {beta1 = {"betas", 1}, beta2 = {"betas", 2}, etaminus = {"etas", 1},
  etaplus = {"etas", 2}, step_size_min = {"step_sizes", 1}, step_size_max = {"step_sizes", 2},
  eps1 = {"eps", 1}, eps2 = {"eps", 2}}

describe("optim.functional", function()
  for _, case in ipairs(cases) do
    local name, class, names, options = table.unpack(case)
    it(name .. " is a step of " .. class, function()
      local class_options = {}
      for key, value in pairs(options) do
        local place = of_class[key]
        if place then
          class_options[place[1]] = class_options[place[1]] or {}
          class_options[place[1]][place[2]] = value
        else
          class_options[key] = value
        end
      end
      local p = nn.Parameter(tensor.tensor{{1.0, 2.0}, {-1.0, 3.0}})
      local q = tensor.tensor{{1.0, 2.0}, {-1.0, 3.0}}
      local optimizer = optim[class]({p}, class_options)
      local lists = {{q}, {}}
      for k in ipairs(names) do lists[k + 2] = {} end
      for step = 1, 4 do
        local grad = p:detach() * 2 + step
        p.grad, lists[2][1] = grad, grad:clone()
        optimizer:step()
        local arguments = {table.unpack(lists)}
        arguments[#arguments + 1] = options
        F[name](table.unpack(arguments))
        assert.are.same(p:tolist(), q:tolist())
      end
      assert.is_nil(q.grad)
      for k, key in ipairs(names) do
        local kept, own = lists[k + 2][1], optimizer.state[p][key]
        if tensor.is_tensor(own) then assert.are.same(own:tolist(), kept:tolist()) end
        if key == "step" then assert.are.equal(4, kept) end
      end
    end)
  end

  it("changes counts that are tensors in place", function()
    local q, step = tensor.ones(2), tensor.tensor(3.0)
    F.radam({q}, {tensor.ones(2)}, {tensor.zeros(2)}, {tensor.zeros(2)}, {step}, {lr = 0.1})
    assert.are.equal(4, step:item())
  end)

  it("says what is wrong", function()
    local ok, message = pcall(F.adam, {tensor.ones(2)}, {tensor.ones(2)}, {lr = 0.1})
    assert.is_false(ok)
    assert.truthy(message:find("needs 6 lists", 1, true), message)
    ok, message = pcall(F.sgd, tensor.ones(2), {}, {}, {})
    assert.is_false(ok)
    assert.truthy(message:find("must be a list", 1, true), message)
  end)
end)
