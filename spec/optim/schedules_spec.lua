-- Schedules against values recorded from PyTorch (spec/record/optim_schedules.py).

local recorded = dofile("spec/data/optim_schedules.lua")
local S = optim.lr_scheduler

local message_of = dofile("spec/fails.lua").message

-- An optimiser with two groups.
local function make(name)
  local a, b = nn.Parameter(tensor.zeros(1)), nn.Parameter(tensor.zeros(1))
  local options = {lr = 0.1, momentum = name == "SGD" and 0.9 or nil}
  return optim[name or "SGD"]({{params = {a}}, {params = {b}, lr = 0.25}}, options)
end

local function schedules(text, optimizer)
  return assert(load("local S, o = ... return {S." .. text .. "}"))(S, optimizer)
end

local function near(expected, got, what)
  local close = math.abs(expected - got) <= 1e-14
  if not close then
    error(("%s: expected %.17g, got %.17g"):format(what, expected, got), 0)
  end
end

local function same_rates(expected, from, got, what)
  for i, rate in ipairs(got) do near(expected[from + i - 1], rate, what .. ", group " .. i) end
end

local function rates_of(optimizer)
  local list = {}
  for i, group in ipairs(optimizer.param_groups) do list[i] = group.lr end
  return list
end

local function momenta_of(optimizer)
  local list = {}
  for i, group in ipairs(optimizer.param_groups) do
    list[i] = group.betas and group.betas[1] or group.momentum
  end
  return list
end

describe("schedules", function()
  for _, case in ipairs(recorded.rates) do
    it(("%s of %s gives the recorded rates"):format(case.make, case.optimizer), function()
      local optimizer = make(case.optimizer)
      local chain = schedules(case.make, optimizer)
      for step = 1, 25 do
        same_rates(case.rates, 2 * step - 1, rates_of(optimizer), "epoch " .. step - 1)
        if case.momenta then
          same_rates(case.momenta, 2 * step - 1, momenta_of(optimizer), "momentum " .. step - 1)
        end
        optimizer:step()
        for _, scheduler in ipairs(chain) do scheduler:step() end
      end
      assert.are.same(rates_of(optimizer), chain[#chain]:get_last_lr())
    end)

    it(("%s of %s goes on from a state_dict"):format(case.make, case.optimizer), function()
      local optimizer = make(case.optimizer)
      local chain = schedules(case.make, optimizer)
      for _ = 1, 9 do
        for _, scheduler in ipairs(chain) do scheduler:step() end
      end
      local saved, states = optimizer:state_dict(), {}
      for i, scheduler in ipairs(chain) do states[i] = scheduler:state_dict() end
      -- As from a file: nothing is shared with what goes on.
      local path = os.tmpname() .. ".safetensors"
      tensor.save({saved, states}, path)
      saved, states = table.unpack(tensor.load(path))
      os.remove(path)
      optimizer = make(case.optimizer)
      chain = schedules(case.make, optimizer)
      optimizer:load_state_dict(saved)
      for i, scheduler in ipairs(chain) do scheduler:load_state_dict(states[i]) end
      for step = 10, 25 do
        same_rates(case.rates, 2 * step - 1, rates_of(optimizer), "epoch " .. step - 1)
        for _, scheduler in ipairs(chain) do scheduler:step() end
      end
    end)
  end

  for _, case in ipairs(recorded.at) do
    it(case.make .. " goes to epochs that it is told", function()
      local scheduler = schedules(case.make, make())[1]
      for i, epoch in ipairs{3, 0, 4, 5, 7, 12, 1} do
        scheduler:step(epoch)
        same_rates(case.rates, 2 * i - 1, scheduler:get_last_lr(), "epoch " .. epoch)
      end
      scheduler:step()
      same_rates(case.rates, 15, scheduler:get_last_lr(), "epoch 2")
    end)
  end

  for i, case in ipairs(recorded.plateaus) do
    it("ReduceLROnPlateau watches a number (" .. i .. ")", function()
      local optimizer = make()
      local scheduler = S.ReduceLROnPlateau(optimizer, case.options)
      for step, value in ipairs(recorded.metrics) do
        if step == 12 then
          local dict = scheduler:state_dict()
          scheduler = S.ReduceLROnPlateau(optimizer, case.options)
          scheduler:load_state_dict(dict)
        end
        scheduler:step(step % 2 == 0 and value or tensor.tensor(value, {dtype = "float64"}))
        same_rates(case.rates, 2 * step - 1, scheduler:get_last_lr(), "step " .. step)
        assert.are.same(rates_of(optimizer), scheduler:get_last_lr())
      end
    end)
  end

  it("count epochs from 0 and keep the rates that the groups began with", function()
    local optimizer = make()
    local scheduler = S.StepLR(optimizer, 2)
    assert.are.equal(0, scheduler.last_epoch)
    assert.are.same({0.1, 0.25}, scheduler.base_lrs)
    assert.are.equal(0.25, optimizer.param_groups[2].initial_lr)
    for _ = 1, 3 do scheduler:step() end
    assert.are.equal(3, scheduler.last_epoch)
    S.ExponentialLR(optimizer, 0.5)
    assert.are.equal(0.25, optimizer.param_groups[2].initial_lr) -- the first schedule's
  end)

  it("change a rate that is a tensor in place", function()
    local p, lr = nn.Parameter(tensor.ones(1)), tensor.tensor(0.5, {dtype = "float64"})
    local optimizer = optim.SGD({p}, {lr = lr})
    local scheduler = S.ExponentialLR(optimizer, 0.5)
    scheduler:step()
    assert.are.equal(0.25, lr:item())
    assert.are.same({0.25}, scheduler:get_last_lr())
    p.grad = tensor.ones(1)
    optimizer:step()
    assert.are.equal(0.75, p:item())
  end)

  it("go on from an epoch that they are told", function()
    local a = nn.Parameter(tensor.zeros(1))
    -- The rates are those of the optimiser, whose state was loaded before.
    local optimizer = optim.SGD({{params = {a}, initial_lr = 0.1}}, {lr = 0.05})
    local schedule = S.CosineAnnealingLR(optimizer, 10, {last_epoch = 4})
    assert.are.equal(5, schedule.last_epoch)
    near(0.05, schedule:get_last_lr()[1], "epoch 5")
    schedule:step()
    near(0.05 * (1 + math.cos(math.pi * 0.6)), schedule:get_last_lr()[1], "epoch 6")
    assert.truthy(message_of(S.StepLR, make(), 2, {last_epoch = 3}):find("needs initial_lr", 1,
      true))
  end)

  it("may have taken rates below 0 by a rounding before a state is loaded", function()
    for _, rate in ipairs{-1e-18, tensor.tensor(-1e-18, {dtype = "float64"})} do
      local dict = make():state_dict()
      dict.param_groups[1].lr = rate
      local other = make()
      other:load_state_dict(dict)
      assert.are.equal(rate, other.param_groups[1].lr)
    end
    local dict = make():state_dict()
    dict.param_groups[1].lr = tensor.ones(2)
    local other = make()
    assert.truthy(message_of(other.load_state_dict, other, dict):find("lr must be", 1, true))
  end)

  it("keep the fields of callable tables in their state (LambdaLR, MultiplicativeLR)", function()
    local Falling = {__call = function(self, epoch) return 1 / (1 + self.slope * epoch) end}
    local function falling(slope) return setmetatable({slope = slope}, Falling) end
    for _, class in ipairs{S.LambdaLR, S.MultiplicativeLR} do
      local first = class(make(), {falling(0.5), function() return 1 end})
      first:step()
      local dict = first:state_dict()
      assert.are.same({{slope = 0.5}, false}, dict.lr_lambdas)
      local second = class(make(), {falling(2), function() return 1 end})
      second:load_state_dict(dict)
      assert.are.equal(1, second.last_epoch)
      assert.are.equal(0.5, second.lr_lambdas[1].slope)
      second:step()
    end
  end)

  it("take periods that are no whole numbers", function()
    local o = optim.SGD({nn.Parameter(tensor.zeros(1))}, {lr = 1})
    local function fourth(class, ...)
      o.param_groups[1].lr, o.param_groups[1].initial_lr = 1, nil
      local scheduler = class(o, ...)
      for _ = 1, 4 do scheduler:step() end
      return scheduler:get_last_lr()[1]
    end
    local function close(expected, got) assert.is_true(math.abs(expected - got) < 1e-12) end
    close(0.6545084971874737, fourth(S.CosineAnnealingLR, 2.5)) -- PyTorch's
    close(0.9, fourth(S.LinearLR, 0.5, 1.0, 2.5))
    close(0.037037037037037035, fourth(S.PolynomialLR, 4.5, 1.5))
    close(0.5, fourth(S.ConstantLR, 0.5, 2.5))
    close(1, fourth(S.StepLR, 2.5))
  end)

  it("search milestones out of order as PyTorch's do", function()
    local o = optim.SGD({nn.Parameter(tensor.zeros(1))}, {lr = 1})
    local parts = {}
    for i = 1, 4 do parts[i] = S.ConstantLR(o, {factor = i / 10, total_iters = 100}) end
    local scheduler, rates = S.SequentialLR(o, parts, {20, 5, 8}), {}
    for epoch = 1, 21 do
      scheduler:step()
      rates[epoch] = scheduler:number(epoch)
    end
    assert.are.same({1, 1, 1, 1, 3, 3, 3, 4}, {table.unpack(rates, 1, 8)})
    assert.are.same({4, 4, 4}, {table.unpack(rates, 19, 21)})
  end)

  it("keep what is worse than anything under PyTorch's name (ReduceLROnPlateau)", function()
    assert.are.equal(math.huge, S.ReduceLROnPlateau(make()):state_dict().mode_worse)
    assert.are.equal(-math.huge, S.ReduceLROnPlateau(make(), "max"):state_dict().mode_worse)
  end)

  it("can be written in Lua", function()
    local Halving = require "luma.class"("Halving", S.LRScheduler)
    function Halving:get_lr()
      return self:each(function(_, base) return base / 2 ^ self.last_epoch end)
    end
    local scheduler = Halving(make())
    scheduler:step()
    assert.are.same({0.05, 0.125}, scheduler:get_last_lr())
  end)

  it("say what is wrong", function()
    local function says(words, f, ...)
      local message = message_of(f, ...)
      assert.truthy(message:find(words, 1, true), message)
    end
    local o = make()
    says("optimizer must be a table", S.StepLR, 3, 4)
    says("an optimiser is needed", S.StepLR, {}, 4)
    says("step_size must be above 0", S.StepLR, o, 0)
    says("no option \"gama\"", S.StepLR, o, 2, {gama = 1})
    says("milestones must be", S.MultiStepLR, o, "soon")
    says("factor must be a number from 0 to 1", S.ConstantLR, o, 2)
    says("factor must be above 0", S.ConstantLR, o, 0)
    says("start_factor must be above 0", S.LinearLR, o, 0)
    says("gamma is missing", S.ExponentialLR, o)
    says("T_max must be above 0", S.CosineAnnealingLR, o, 0)
    says("T_0 and T_mult must be 1 or more", S.CosineAnnealingWarmRestarts, o, 0)
    says("step takes an epoch from 0 on", S.CosineAnnealingWarmRestarts(o, 3).step,
      S.CosineAnnealingWarmRestarts(o, 3), -1)
    says("list of 2 of them", S.LambdaLR, o, {math.sin})
    says("got a number", S.MultiplicativeLR, o, 3)
    says("base_lr has 1 values", S.CyclicLR, o, {0.1}, 0.2)
    says("mode must be", S.CyclicLR, o, 0.1, 0.2, {mode = "square"})
    local plain = optim.Adagrad({nn.Parameter(tensor.zeros(1))})
    says("neither momentum nor betas", S.CyclicLR, plain, 0.1, 0.2)
    says("total_steps is needed", S.OneCycleLR, o, 0.1)
    says("must be 1 or more", S.OneCycleLR, o, 0.1, 0)
    says("anneal_strategy must be", S.OneCycleLR, o, 0.1, 5, {anneal_strategy = "sine"})
    says("anneal_strategy must be", S.SWALR, o, 0.1, 5, "sine")
    local cycle = S.OneCycleLR(o, 0.1, 2)
    cycle:step()
    cycle:step()
    says("step 3 is past the last one", cycle.step, cycle)
    says("mode must be", S.ReduceLROnPlateau, o, "least")
    says("factor must be below 1", S.ReduceLROnPlateau, o, "min", 1)
    says("min_lr has 1 values", S.ReduceLROnPlateau, o, {min_lr = {0.1}})
    says("step needs the number", S.ReduceLROnPlateau(o).step, S.ReduceLROnPlateau(o), "low")
    says("list of schedules is empty", S.ChainedScheduler, {})
    says("whose step needs a number", S.ChainedScheduler, {S.ReduceLROnPlateau(o)})
    says("belongs to another optimiser", S.ChainedScheduler, {S.StepLR(o, 2), S.StepLR(make(), 2)})
    says("2 schedules need 1 milestones", S.SequentialLR, o, {S.StepLR(o, 2), S.StepLR(o, 2)}, {})
    says("load_state_dict needs a table", S.StepLR(o, 2).load_state_dict, S.StepLR(o, 2), 5)
    says("it has no get_lr method", S.LRScheduler, o)
    says("decay_type must be", S.WSD, o, 1, 1, 1, "steep")
    says("num_training_steps must be", S.WarmupCosineLR, o, 5, 3)
  end)
end)
