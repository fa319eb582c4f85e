-- Bad input: every mistake is an error at the script's own line that names the operation, and the
-- state goes on working.

local assert = require "luassert"

-- Runs f, which must fail with a message that begins with this file and the line where `here` was
-- called, and then matches `pattern`.
local function fails(pattern, f, ...)
  local ok, message = pcall(f, ...)
  assert.is_false(ok, "no error, expected: " .. pattern)
  assert.are.equal("string", type(message))
  assert.truthy(message:find "^spec/errors_spec%.lua:%d+: ", message)
  assert.truthy(message:find(pattern), message)
  assert.are.equal(8, (tensor.ones(2, 2) + 1):sum():item(), "the state goes on working")
  return message
end

local function line_of(message) return tonumber(message:match ":(%d+):") end
local function current_line() return debug.getinfo(2, "l").currentline end

describe("bad input", function()
  local x = tensor.ones(2, 3)

  it("index 0", function()
    fails("index 0 .* Luma counts from 1", function() return x[0] end)
    fails("index 0 .* Luma counts from 1", function() return x[{1, 0}] end)
    fails("index 0 .* Luma counts from 1", function() x[0] = 1 end)
    fails("sum: .*Luma counts from 1", function() return x:sum(0) end)
    fails("size: .*Luma counts from 1", function() return x:size(0) end)
    fails("select: .*Luma counts from 1", function() return x:select(1, 0) end)
    fails("gather: .*counts from 1", function()
      return x:gather(1, tensor.zeros({1, 3}, {dtype = "int64"}))
    end)
    fails("embedding: .*", function()
      return nn.functional.embedding(tensor.zeros({2}, {dtype = "int64"}), x)
    end)
    fails("cross_entropy: .*", function()
      return nn.functional.cross_entropy(x, tensor.zeros({2}, {dtype = "int64"}))
    end)
  end)

  it("positions past the end", function()
    fails("index: index 3 is out of range", function() return x[3] end)
    fails("index: index %-3 is out of range", function() return x[-3] end)
    fails("sum: dimension 3", function() return x:sum(3) end)
    fails("index: too many entries", function() return x[{1, 1, 1}] end)
  end)

  it("wrong shapes", function()
    fails("add: sizes do not fit: %(2, 3%) and %(4%)", function() return x + tensor.ones(4) end)
    fails("matmul: .*%(2, 3%).*%(2, 3%)", function() return x:matmul(x) end)
    fails("view: .*%(2, 3%).*", function() return x:view(4) end)
    fails("cat: ", function() return tensor.cat{x, tensor.ones(2)} end)
    fails("add_: .*%(4, 2, 3%)", function() x:add_(tensor.ones(4, 2, 3)) end)
    fails("index: a value of shape", function() x[1] = tensor.ones(4) end)
    fails("backward: ", function() tensor.ones({2}, {requires_grad = true}):backward() end)
  end)

  it("wrong dtypes and wrong types", function()
    fails("bitwise_and: .*float32", function() return x & x end)
    fails("add: ", function() return x + "1" end)
    fails("add: argument 'other' must be a tensor or a number, not table", function()
      return x:add{{}}
    end)
    fails("add: argument 'other' is missing", function() return x:add() end)
    fails("matmul: ", function() return x:matmul(x:long():t()) end)
    fails("index: ", function() return x[tensor.ones(2)] end)
    fails("dtype", function() return tensor.ones(2, {dtype = "float33"}) end)
    fails("requires_grad", function() return tensor.ones(2, {dtype = "int64",
      requires_grad = true}) end)
    fails("mean: ", function() return tensor.ones(2, {dtype = "int64"}):mean() end)
    fails("a:lt%(b%)", function() return x < x end)
    fails("field 'colour'", function() x.colour = 1 end)
  end)

  it("unknown options", function()
    fails("sum: there is no option 'dims'; there are: dim, keepdim, dtype", function()
      return x:sum{dims = 1}
    end)
    fails("zeros: there is no option 'type'", function() return tensor.zeros(2, {type = "x"}) end)
    fails("tensor: there is no option 'device_'", function() return tensor.tensor({1},
      {device_ = 1}) end)
    fails("backward: there is no option", function() x:sum():backward{retain = true} end)
    fails("load: ", function() return tensor.load("x.npy", {fast = true}) end)
    fails("optim%.Adam", function() return optim.Adam({tensor.ones(2)}, {learning_rate = 1}) end)
    fails("nn%.Linear", function() return nn.Linear(2, 3, {biased = true}) end)
  end)

  it("a size product past 2^63, and more memory than there is", function()
    fails("zeros: .*", function() return tensor.zeros(2 ^ 40 // 1 | 0, 1 << 40) end)
    fails("zeros: .*", function() return tensor.zeros(1 << 62, 8) end)
    fails("empty: .*", function() return tensor.empty(math.maxinteger) end)
    fails("eye: .*", function() return tensor.eye(1 << 62) end)
    fails("arange: .*", function() return tensor.arange(0, 1e300) end)
    fails("expand: .*", function() return tensor.ones(1):expand(1 << 62, 1 << 62) end)
    fails("zeros: sizes must not be negative", function() return tensor.zeros(-1) end)
    fails("tile: .*", function() return x:tile(1 << 40, 1 << 40) end)
    fails("view: .*", function() return x:view(1 << 62, 4, -1) end)
  end)

  it("use after free", function()
    local y = tensor.ones(3)
    local view = y[{{1, 2}}]
    y:free()
    fails("add: argument 'self' was freed", function() return y:add(1) end)
    fails("freed", function() return y + 1 end)
    fails("freed", function() return y[1] end)
    fails("freed", function() y[1] = 1 end)
    fails("freed", function() return y.shape end)
    fails("freed", function() return y:tolist() end)
    assert.are.equal("tensor(freed)", tostring(y))
    y:free()
    assert.are.equal(2, view:sum():item())
    do local z <close> = tensor.ones(2); y = z end
    fails("freed", function() return y:item() end)
  end)

  it("files that are none", function()
    fails("load: ", function() return tensor.load "no/such/file.npy" end)
    fails("load: ", function() return tensor.load "spec/errors_spec.lua" end)
    fails("load: ", function() return tensor.load() end)
    fails("save: ", function() tensor.save(x, "/no/such/folder/x.npy") end)
    fails("save: ", function() tensor.save(x) end)
    fails("save: ", function() tensor.save({print}, "x.safetensors") end)
  end)
end)

describe("misuse of gradients", function()
  it("in place on a leaf, and on its view", function()
    local x = tensor.ones({2}, {requires_grad = true})
    fails("add_: a leaf that requires grad", function() x:add_(1) end)
    fails("leaf that requires grad", function() x[1] = 5 end)
    assert.are.equal(2, x:sum():item())
  end)

  it("a version conflict names both operations", function()
    local x = tensor.ones({2}, {requires_grad = true})
    local y = x * 2
    local z = y:exp()
    z:mul_(3)
    local message = fails("backward: .*exp.*mul_", function() z:sum():backward() end)
    assert.truthy(message:find "version", message)
  end)

  it("a second backward", function()
    local x = tensor.ones({2}, {requires_grad = true})
    local y = (x * x):sum()
    y:backward()
    fails("backward: .*retain_graph", function() y:backward() end)
    assert.are.equal(2, x.grad[1]:item())
  end)

  it("a gradient that was freed", function()
    local x, g = tensor.ones({2}, {requires_grad = true}), tensor.ones(2)
    g:free()
    fails("freed", function() (x * 2):backward(g) end)
    fails("freed", function() return autograd.grad(x * 2, x, g) end)
    fails("freed", function() return autograd.grad(x * 2, x, {g}) end)
  end)

  it("one input listed twice", function()
    local x = tensor.ones({2}, {requires_grad = true})
    local a, b = autograd.grad((x * 2):sum(), {x, x})
    assert.are.same({2, 2}, a:tolist())
    assert.are.same({2, 2}, b:tolist())
  end)

  it("an input that was not used, and one that needs none", function()
    local x = tensor.ones({2}, {requires_grad = true})
    fails("grad: input 1 was not used", function()
      return autograd.grad((x * 1):sum(), tensor.ones({1}, {requires_grad = true}))
    end)
    fails("grad: input 1 does not require grad", function()
      return autograd.grad((x * 1):sum(), tensor.ones(1))
    end)
    fails("backward: .*does not require grad", function() tensor.ones(1):backward() end)
  end)

  it("no_grad and its kin want a function", function()
    fails("no_grad: a function is needed", function() autograd.no_grad(5) end)
    fails("enable_grad: a function is needed", function() autograd.enable_grad "f" end)
    assert.is_true(autograd.is_grad_enabled())
    fails("inside", function() autograd.no_grad(function() error "inside" end) end)
    assert.is_true(autograd.is_grad_enabled())
  end)

  it("hooks that take other hooks away", function()
    local x = tensor.ones({2}, {requires_grad = true})
    local handles, ran = {}, {}
    for i = 1, 3 do
      handles[i] = x:register_hook(function()
        ran[#ran + 1] = i
        for k = 1, 3 do handles[k].remove() end
        collectgarbage()
      end)
    end
    x:sum():backward()
    assert.are.same({1}, ran)
    x:sum():backward()
    assert.are.same({1}, ran)
    local y = x * 2
    for i = 1, 3 do
      handles[i] = y:register_hook(function() for k = 1, 3 do handles[k].remove() end end)
    end
    y:sum():backward()
  end)

  it("a gradient that a hook frees", function()
    local x = tensor.ones({2}, {requires_grad = true})
    x:register_hook(function(g) g:free() end)
    fails("hook: the gradient was freed", function() x:sum():backward() end)
    local y = tensor.ones({2}, {requires_grad = true})
    local z = y * 2
    z:register_hook(function(g) g:free() end)
    fails("hook: the gradient was freed", function() z:sum():backward() end)
    assert.is_nil(y.grad)
  end)

  it("what hooks and functions raise, at their own line", function()
    local x = tensor.ones({2}, {requires_grad = true})
    x:register_hook(function() error "from a hook" end)
    fails("hook: spec/errors_spec.lua:%d+: from a hook", function() x:sum():backward() end)
    local f = autograd.Function{
      forward = function(_, a) return a * 2 end,
      backward = function() return 5 end,
    }
    local y = tensor.ones({2}, {requires_grad = true})
    fails("autograd.Function: backward must return tensors", function() f(y):sum():backward() end)
  end)

  it("backward inside a hook over the graph that is being walked", function()
    local x = tensor.ones({2}, {requires_grad = true})
    local a = x * 2
    local b, c = a * 3, a * 4
    local inner
    c:register_hook(function()
      inner = {pcall(autograd.enable_grad, function() b:sum():backward() end)}
    end)
    local ok, message = pcall(function() (b + c):sum():backward() end)
    -- either the engine says no, or both passes are right
    if ok and inner[1] then
      assert.are.same({20, 20}, x.grad:tolist())
    else
      assert.truthy(tostring(ok and inner[2] or message):find "backward: ", message)
    end
    local y = tensor.ones({2}, {requires_grad = true})
    local other = tensor.ones({2}, {requires_grad = true})
    y:register_hook(function() -- another graph is fine
      autograd.enable_grad(function() (other * 3):sum():backward() end)
    end)
    y:sum():backward()
    assert.are.same({3, 3}, other.grad:tolist())
  end)

  it("a retained gradient follows its tensor through changes in place, or goes with it", function()
    local x = tensor.ones({2}, {requires_grad = true})
    local y = x * 2
    y:retain_grad()
    y:mul_(5)
    local sum = (y * 3):sum()
    sum:backward()
    assert.are.same({3, 3}, y.grad:tolist())
    assert.are.same({30, 30}, x.grad:tolist())
    local last
    do
      local z = x * 2
      z:retain_grad()
      z:add_(1)
      last = z * 1
      z = nil -- luacheck: ignore
    end
    collectgarbage()
    collectgarbage()
    last:sum():backward()
    local freed = x * 2
    freed:retain_grad()
    last = freed * 1
    freed:free()
    last:sum():backward()
  end)

  it("a list of more tensors than 2^15", function()
    local x = tensor.ones({1}, {requires_grad = true})
    local list = {}
    for i = 1, 40000 do list[i] = x end
    tensor.cat(list):sum():backward()
    assert.are.equal(40000, x.grad:item())
  end)
end)

describe("an error's position", function()
  local x = tensor.ones(2, 3)

  it("is the script's line, also inside layers of nn", function()
    local model = nn.Sequential(nn.Linear(4, 2), nn.ReLU())
    local line
    local message = fails("linear: .*", function()
      line = current_line() + 1
      model(x)
    end)
    assert.are.equal(line, line_of(message))
    local Net = nn.class "Net"
    function Net:init() self.layer = nn.Linear(4, 2) end
    function Net:forward(input)
      line = current_line() + 1
      return self.layer(input), "no tail call"
    end
    message = fails("linear: .*", function() return (Net()(x)) end)
    assert.are.equal(line, line_of(message))
  end)

  it("is the script's line inside coroutines", function()
    local line
    local co = coroutine.create(function()
      coroutine.yield()
      line = current_line() + 1
      local _ = x + tensor.ones(5)
    end)
    coroutine.resume(co)
    local ok, message = coroutine.resume(co)
    assert.is_false(ok)
    assert.are.equal(line, line_of(message))
    assert.are.equal(6, x:sum():item())
  end)

  it("is the script's line in metamethods, pcalls and sorts", function()
    local line
    local object = setmetatable({}, {__add = function()
      line = current_line() + 1
      return x[9], 0
    end})
    local message = fails("index: ", function() return object + 1 end)
    assert.are.equal(line, line_of(message))
    message = fails("index: ", function()
      line = current_line() + 1
      table.sort({1, 2, 3}, function() return x[9] end)
    end)
    assert.are.equal(line, line_of(message))
    local ok, told = pcall(tensor.matmul, x, x)
    assert.is_false(ok)
    assert.truthy(told:find "^spec/errors_spec.lua:%d+: matmul: ", told)
  end)

  it("and the state survives errors in finalisers and callbacks", function()
    do
      setmetatable({}, {__gc = function() local _ = x[9] end})
      setmetatable({}, {__gc = function() x:free() x = tensor.ones(2, 3) end})
    end
    collectgarbage()
    for _ = 1, 100 do assert.are.equal(100, tensor.ones(100):sum():item()) end
    assert.are.equal(6, x:sum():item())
  end)
end)
