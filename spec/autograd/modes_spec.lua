-- no_grad and its kin as functions and scopes, in coroutines; inference mode; anomalies.

local assert = require "luassert"

local function leaf(values)
  return tensor.tensor(values, {dtype = "float64", requires_grad = true})
end
local fails = dofile("spec/fails.lua").pattern
local function records() return (tensor.ones({1}, {requires_grad = true}) * 1).requires_grad end

describe("grad mode", function()
  it("as a function, a scope, and for good", function()
    assert.are.same({false, 1, nil}, {autograd.no_grad(function(a) return records(), a end, 1)})
    do
      local _ <close> = autograd.no_grad()
      assert.is_false(records())
      assert.is_true(autograd.enable_grad(records))
      do
        local _ <close> = autograd.enable_grad()
        assert.is_true(records())
      end
      assert.is_false(autograd.is_grad_enabled())
    end
    assert.is_true(records())
    autograd.set_grad_enabled(false)
    assert.is_false(records())
    autograd.set_grad_enabled(true)
    do
      local _ <close> = autograd.set_grad_enabled(false)
      assert.is_false(records())
    end
    assert.is_true(records())
    assert.is_false(autograd.set_grad_enabled(false, records))
    fails("boom", autograd.no_grad, function() error "boom" end)
    fails("set_grad_enabled: true or false is needed, not no value", autograd.set_grad_enabled)
    fails("no_grad: a function is needed, or nothing, not boolean", autograd.no_grad, true)
    assert.is_true(autograd.is_grad_enabled())
  end)

  it("belongs to the coroutine that changed it", function()
    local co = coroutine.wrap(function()
      local _ <close> = autograd.no_grad()
      coroutine.yield(records())
      autograd.enable_grad(function() coroutine.yield(records()) end)
      coroutine.yield(records())
      return records()
    end)
    local seen = {}
    for i = 1, 4 do seen[i] = {co(), records()} end
    assert.are.same({{false, true}, {true, true}, {false, true}, {false, true}}, seen)
  end)

  it("is that of the caller in a coroutine that did not change it", function()
    local co = coroutine.wrap(function() while true do coroutine.yield(records()) end end)
    assert.is_false(autograd.no_grad(co))
    assert.is_true(co())
    assert.is_false(autograd.no_grad(co))
    assert.is_true(records())
  end)

  it("comes back when coroutines fail, end or are closed", function()
    local function inner()
      local _ <close> = autograd.no_grad()
      coroutine.yield(records())
    end
    local failing = coroutine.create(function() autograd.set_grad_enabled(false); error "x" end)
    assert.is_false(coroutine.resume(failing))
    assert.is_true(records())
    local closed = coroutine.create(inner)
    coroutine.resume(closed)
    coroutine.close(closed)
    assert.is_true(records())
    local outer = coroutine.wrap(function()
      local _ <close> = autograd.no_grad()
      local co = coroutine.wrap(function()
        local _ <close> = autograd.enable_grad()
        coroutine.yield(records())
        coroutine.yield(records())
      end)
      coroutine.yield{co(), records()}
      coroutine.yield{co(), records()}
    end)
    assert.are.same({true, false}, outer())
    assert.is_true(records())
    assert.are.same({true, false}, outer())
    assert.is_true(records())
    for _ = 1, 200 do coroutine.wrap(inner)() end
    collectgarbage()
    assert.is_true(records())
  end)

  it("of a backward survives hooks that resume coroutines", function()
    local x, seen = leaf{1}, {}
    local co = coroutine.wrap(function()
      while true do
        autograd.enable_grad(function() seen[#seen + 1] = records() end)
        seen[#seen + 1] = records()
        coroutine.yield()
      end
    end)
    x:register_hook(function() co(); seen[#seen + 1] = records() end)
    ;(x * 2):backward()
    assert.are.same({true, false, false}, seen)
    assert.is_true(records())
  end)
end)

describe("inference mode", function()
  it("makes tensors that stay out of graphs", function()
    local x = leaf{1, 2}
    local made, view = autograd.inference_mode(function()
      assert.is_true(autograd.is_inference_mode_enabled())
      assert.is_false(autograd.is_grad_enabled())
      assert.is_false(autograd.enable_grad(records))
      assert.is_true(autograd.inference_mode(false, records))
      return x * 2, x[{{1, 1}}]
    end)
    assert.is_false(autograd.is_inference_mode_enabled())
    assert.is_true(made:is_inference())
    assert.is_false(view:is_inference())
    assert.is_false(made.requires_grad)
    assert.is_false(made:clone():is_inference())
    fails("mul: an inference tensor cannot be saved for backward", function() return x * made end)
    fails("mul_: an inference tensor cannot be changed in place", function() made:mul_(2) end)
    fails("copy_: an inference tensor", function() made[1] = 5 end)
    fails("cannot require grad outside", function() made:requires_grad_() end)
    fails("do not count versions", function() return made._version end)
    assert.is_true((x + made).requires_grad)
    autograd.inference_mode(function() made:mul_(2) end)
    assert.are.same({4, 8}, made:tolist())
    local y = tensor.ones(2)
    autograd.inference_mode(function() y:add_(1) end)
    assert.are.equal(1, y._version)
    do
      local _ <close> = autograd.inference_mode()
      assert.is_true(tensor.ones(1):is_inference())
    end
    assert.is_false(tensor.ones(1):is_inference())
  end)
end)

describe("detect_anomaly", function()
  local function line() return debug.getinfo(2, "l").currentline end

  it("tells where the operation ran whose gradient is nan", function()
    local x, here = leaf{0, 1}, nil
    local function model(a)
      here = line() + 1
      return a:sqrt() * 0
    end
    local message = fails("sqrt returned nan values in the gradient of its input 1",
      autograd.detect_anomaly, function() model(x):sum():backward() end)
    assert.truthy(message:find("modes_spec.lua:" .. here, 1, true), message)
    assert.truthy(message:find("'model'", 1, true), message)
    model(x):sum():backward()
    assert.are.equal("nan", tostring(x.grad[1]:item()):gsub("-", ""))
  end)

  it("tells where the operation ran whose backward failed", function()
    local f = autograd.Function{
      name = "Bad", forward = function(_, a) return a * 2 end, backward = function() error "no" end,
    }
    local here
    local message = fails("no\nin the backward of Bad, which ran at:", function()
      local _ <close> = autograd.detect_anomaly()
      here = line() + 1
      local y = f(leaf{1})
      y:backward()
    end)
    assert.truthy(message:find("modes_spec.lua:" .. here, 1, true), message)
  end)

  it("is a mode", function()
    assert.is_false(autograd.is_anomaly_enabled())
    autograd.set_detect_anomaly(true, false)
    assert.is_true(autograd.is_anomaly_enabled())
    assert.is_false(autograd.is_anomaly_check_nan_enabled())
    leaf{0}:sqrt():mul(0):backward() -- nan is not looked for
    autograd.set_detect_anomaly(false)
    do
      local _ <close> = autograd.detect_anomaly{check_nan = false}
      assert.is_true(autograd.is_anomaly_enabled())
    end
    assert.is_false(autograd.is_anomaly_enabled())
    assert.is_true(autograd.detect_anomaly(autograd.is_anomaly_enabled))
    fails("no option 'nan'; there is: check_nan", autograd.detect_anomaly, {nan = true})
    fails("true or false is needed", autograd.set_detect_anomaly, 5)
  end)
end)
