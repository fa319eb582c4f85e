-- optim.GradScaler: the scale, the gradients and the steps that are left out.

local message_of = dofile("spec/fails.lua").message

local function setup(options)
  local p = nn.Parameter(tensor.tensor{1.0, 2.0})
  return p, optim.SGD({p}, {lr = 0.5}), optim.GradScaler(options)
end

describe("GradScaler", function()
  it("scales a loss and takes the step of the plain gradient", function()
    local p, optimizer, scaler = setup{init_scale = 8}
    local loss = scaler:scale((p * tensor.tensor{3.0, 1.0}):sum())
    assert.are.equal(40, loss:item())
    loss:backward()
    assert.are.same({24, 8}, p.grad:tolist())
    scaler:step(optimizer)
    scaler:update()
    assert.are.same({3, 1}, p.grad:tolist())
    assert.are.same({-0.5, 1.5}, p:tolist())
    assert.are.equal(8, scaler:get_scale())
  end)

  it("scales lists in lists", function()
    local _, _, scaler = setup{init_scale = 4}
    local list = scaler:scale{tensor.ones(1), {tensor.ones(2) * 2}}
    assert.are.equal(4, list[1]:item())
    assert.are.same({8, 8}, list[2][1]:tolist())
  end)

  it("leaves steps out and backs off, and grows after enough good ones", function()
    local p, optimizer, scaler = setup{init_scale = 16, growth_interval = 2, growth_factor = 4,
      backoff_factor = 0.25}
    local scales = {}
    for i, factor in ipairs{1, math.huge, 1, 1, 0 / 0, 1, 1, 1} do
      local before = p:tolist()
      optimizer:zero_grad()
      scaler:scale((p * factor):sum()):backward()
      scaler:step(optimizer)
      scaler:update()
      scales[i] = scaler:get_scale()
      local moved = before[1] ~= p:tolist()[1]
      assert.are.equal(factor == 1, moved)
    end
    assert.are.same({16, 4, 4, 16, 4, 4, 16, 16}, scales)
    assert.are.equal(1, scaler:state_dict()._growth_tracker)
  end)

  it("unscales for code that looks at the gradients", function()
    local p, optimizer, scaler = setup{init_scale = 8}
    scaler:scale(p:sum()):backward()
    scaler:unscale_(optimizer)
    assert.are.same({1, 1}, p.grad:tolist())
    assert.truthy(message_of(scaler.unscale_, scaler, optimizer):find("already", 1, true))
    scaler:step(optimizer)
    assert.are.same({0.5, 1.5}, p:tolist())
    assert.truthy(message_of(scaler.step, scaler, optimizer):find("already", 1, true))
    assert.truthy(message_of(scaler.unscale_, scaler, optimizer):find("after step", 1, true))
    scaler:update()
    scaler:unscale_(optimizer)
  end)

  it("goes on from a state_dict, with PyTorch's keys", function()
    local p, optimizer, scaler = setup{init_scale = 32, growth_interval = 3}
    scaler:scale(p:sum()):backward()
    scaler:step(optimizer)
    scaler:update()
    local dict = scaler:state_dict()
    assert.are.same({scale = 32, growth_factor = 2, backoff_factor = 0.5, growth_interval = 3,
      _growth_tracker = 1}, dict)
    local other = optim.GradScaler()
    assert.are.equal(65536, other:get_scale())
    other:load_state_dict(dict)
    assert.are.same(dict, other:state_dict())
  end)

  it("takes a scale", function()
    local p, _, scaler = setup()
    scaler:scale(p:sum())
    scaler:update(12.5)
    assert.are.equal(12.5, scaler:get_scale())
    scaler:update(tensor.tensor(3.0))
    assert.are.equal(3, scaler:get_scale())
  end)

  it("does nothing when it is not enabled", function()
    local p, optimizer, scaler = setup{enabled = false}
    local loss = p:sum()
    assert.are.equal(loss, scaler:scale(loss))
    loss:backward()
    scaler:unscale_(optimizer)
    scaler:step(optimizer)
    scaler:update()
    assert.are.same({0.5, 1.5}, p:tolist())
    assert.are.equal(1, scaler:get_scale())
    assert.are.same({}, scaler:state_dict())
    assert.is_false(scaler:is_enabled())
  end)

  it("has what PyTorch asks and sets", function()
    local _, _, scaler = setup()
    scaler:set_growth_factor(3)
    scaler:set_backoff_factor(0.1)
    scaler:set_growth_interval(7)
    assert.are.same({3, 0.1, 7}, {scaler:get_growth_factor(), scaler:get_backoff_factor(),
      scaler:get_growth_interval()})
  end)

  it("says what is wrong", function()
    local function says(words, f, ...)
      local message = message_of(f, ...)
      assert.truthy(message:find(words, 1, true), message)
    end
    local p, optimizer, scaler = setup()
    says("growth_factor must be above 1", optim.GradScaler, {growth_factor = 1})
    says("backoff_factor must be below 1", optim.GradScaler, {backoff_factor = 1})
    says("needs a loss that was scaled", scaler.step, scaler, optimizer)
    says("needs a loss that was scaled", scaler.update, scaler)
    says("scale needs a tensor", scaler.scale, scaler, 3)
    local loss = scaler:scale(p:sum())
    says("the optimiser has no gradients", scaler.step, scaler, optimizer)
    says("needs a step or unscale_", scaler.update, scaler)
    says("takes no closure", scaler.step, scaler, optimizer, print)
    says("an optimiser is needed", scaler.unscale_, scaler, 3)
    says("the state is empty", scaler.load_state_dict, scaler, {})
    says("must be a number", scaler.load_state_dict, scaler, {scale = "big"})
    loss:backward()
    local half = nn.Parameter(tensor.ones(2, {dtype = "float16"}))
    half.grad = tensor.ones(2, {dtype = "float16"})
    says("a gradient is float16", scaler.unscale_, scaler, optim.SGD{half})
  end)
end)
