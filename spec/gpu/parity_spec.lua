-- Every operation that the CUDA backend has, against the CPU: the same call on the same elements,
-- over shapes, strides and dtypes. Without a device there is one pending test that says why.

local found, kernels = pcall(tensor._kernels, "cuda")
if not found then
  describe("CUDA against the CPU", function() pending("no CUDA device: " .. tostring(kernels)) end)
  return
end

local ops = tensor._ops
local floats = {"float32", "float64", "float16", "bfloat16"}
local integers = {"int64", "int32", "int16", "int8", "uint8"}
local dtypes = {table.unpack(floats)}
table.move(integers, 1, #integers, #dtypes + 1, dtypes)
dtypes[#dtypes + 1] = "bool"

-- How far results may be apart: a few roundings of the dtype.
local near = {
  float64 = {1e-11, 1e-12}, float32 = {3e-5, 3e-6}, float16 = {4e-3, 2e-3}, bfloat16 = {3e-2, 2e-2},
}

local function same(want, got, what)
  if type(want) ~= "userdata" then return assert.are.equal(want, got, what) end
  assert.are.same({table.unpack(want.shape)}, {table.unpack(got.shape)}, what)
  assert.are.equal(want.dtype, got.dtype, what)
  assert.are.equal("cuda:0", got.device, what)
  got = got:to("cpu")
  local tolerance = near[want.dtype]
  local close = want:numel() == 0
  if not close and tolerance then
    close = want:allclose(got, {rtol = tolerance[1], atol = tolerance[2], equal_nan = true})
  elseif not close then
    close = want:equal(got)
  end
  if not close then error(("%s\nCPU:  %s\nCUDA: %s"):format(what, want, got), 2) end
end

local function on_cpu(x) return x end
local function on_cuda(x) return x:to("cuda") end

-- Runs f(place) on both sides; it returns any number of tensors.
local function compare(what, f)
  local want, got = table.pack(pcall(f, on_cpu)), table.pack(pcall(f, on_cuda))
  if not want[1] then
    local message = tostring(want[2])
    if got[1] then error(what .. ": fails on the CPU alone: " .. message, 2) end
    if message:find("attempt to", 1, true) then error(what .. ": " .. message, 2) end
    return false
  end
  if not got[1] then error(what .. ": fails on CUDA alone: " .. tostring(got[2]), 2) end
  assert.are.equal(want.n, got.n)
  for i = 2, want.n do same(want[i], got[i], what) end
  return true
end

-- ---------------------------------------------------------------- operands

-- Elements between low and high in a dtype; integers stay away from 0, which divisions refuse.
local function random(dtype, low, high, ...)
  if dtype == "bool" then return tensor.rand(...):gt(0.5) end
  if near[dtype] then return (tensor.rand(...) * (high - low) + low):to(dtype) end
  return tensor.randint(1, 8, ...):to(dtype)
end

-- A maker of operands for each layout: `place` moves them, and what follows makes the strides, so
-- that both devices see them.
local layouts = {
  {"contiguous", function(place, make) return place(make(5, 7)) end},
  {"single", function(place, make) return place(make(1)) end},
  {"no dimensions", function(place, make) return place(make(1)):reshape{} end},
  {"empty", function(place, make) return place(make(0, 3)) end},
  {"transposed", function(place, make) return place(make(6, 4)):transpose(1, 2) end},
  {"every other", function(place, make) return place(make(9, 10))[{{2, 9, 2}, {1, 10, 3}}] end},
  {"expanded", function(place, make) return place(make(1, 5)):expand(3, 5) end},
  {"permuted", function(place, make) return place(make(3, 4, 5)):permute(3, 1, 2) end},
  {"large", function(place, make) return place(make(300, 1001)) end},
}

local rows = {}
for _, row in ipairs(tensor._operations()) do rows[row.name] = row end

-- The other arguments of pointwise rows, where the defaults do not say much.
local others = {
  add = {2}, sub = {2}, addcmul = {0.5}, addcdiv = {0.5}, clamp_number = {0.2, 0.7},
  clamp_backward = {0.2, 0.7}, nan_to_num = {0, 1, -1}, leaky_relu = {0.2}, elu = {1.5},
  softplus = {2, 5},
}

local function tensor_arguments(row)
  local n = 0
  for _, p in ipairs(row.params) do
    if p.kind == "T" or p.kind == "TS" then n = n + 1 end
  end
  return n
end

local function pointwise(row, dtype, layout, range)
  local n, extra = tensor_arguments(row), others[row.name] or {}
  if not near[dtype] and row.name ~= "clamp_number" then -- integers take integer numbers
    extra = {table.unpack(extra)}
    for i, v in ipairs(extra) do extra[i] = math.ceil(v) end
  end
  tensor.manual_seed(7)
  local made = {}
  return compare(("%s, %s, %s"):format(row.name, dtype, layout[1]), function(place)
    local operands = {}
    for i = 1, n do
      local kind = row.name == "where_select" and i == 1 and "bool" or dtype
      operands[i] = layout[2](place, function(...)
        made[i] = made[i] or random(kind, range[1], range[2], ...)
        return made[i]
      end)
    end
    return ops[row.name](table.unpack(table.move(extra, 1, #extra, n + 1, operands)))
  end)
end

describe("CUDA against the CPU: pointwise", function()
  for _, name in ipairs(kernels) do
    local row = rows[name]
    if row.kind == "pointwise" then
      it(name, function()
        local ran = 0
        for _, dtype in ipairs(dtypes) do
          for _, layout in ipairs(layouts) do
            if pointwise(row, dtype, layout, {0.05, 0.95}) then ran = ran + 1 end
          end
          if near[dtype] then pointwise(row, dtype, layouts[1], {-3, 3}) end
        end
        assert.is_true(ran > 0, name .. " ran on no dtype")
      end)
    end
  end

  it("broadcasts, mixes dtypes and takes numbers", function()
    local a, b = tensor.rand(4, 5), tensor.rand(5)
    local i, f = tensor.arange(1, 6), tensor.tensor(2.5)
    compare("row", function(place) return place(a) + place(b) end)
    compare("column", function(place) return place(a) * place(a)[{{}, {1, 1}}] end)
    compare("integer and float", function(place) return place(i) * place(b), place(i) / 3 end)
    compare("number", function(place) return place(a) * 2, 1 - place(a), place(i) ^ 2 end)
    compare("one element", function(place) return place(a) + place(f), place(a) + f end)
    compare("half", function(place) return place(a):to("float16") * place(b):to("bfloat16") end)
    compare("in place", function(place)
      local x, y = place(a):clone(), place(a):clone()
      x:t():mul_(3)
      y[{{}, {2, 4}}]:sub_(place(a)[{{}, {1, 3}}])
      return x, y
    end)
  end)

  it("reports a division by zero", function()
    local zero = tensor.tensor{0}:to("cuda")
    local ok, message = pcall(function() return (tensor.tensor{1}:to("cuda") // zero):item() end)
    assert.is_false(ok)
    assert.truthy(tostring(message):find("division by zero", 1, true))
    assert.are.equal(3, (tensor.tensor{1}:to("cuda") + 2):item())
  end)
end)

-- ---------------------------------------------------------------- copies

describe("CUDA against the CPU: copies", function()
  it("convert between all dtypes", function()
    local x = tensor.tensor{{0, 1, 2.5}, {3, 100, 7.25}}
    for _, from in ipairs(dtypes) do
      for _, to in ipairs(dtypes) do
        compare(from .. " to " .. to, function(place) return place(x:to(from)):to(to) end)
      end
    end
  end)

  it("keep every layout", function()
    for _, dtype in ipairs{"uint8", "int16", "float32", "float64"} do
      for _, layout in ipairs(layouts) do
        tensor.manual_seed(3)
        local made
        compare(dtype .. " " .. layout[1], function(place)
          local x = layout[2](place, function(...)
            made = made or random(dtype, 0, 1, ...)
            return made
          end)
          return x:clone(), x:contiguous(), x:flatten()
        end)
      end
    end
  end)

  it("fill, join and cut", function()
    local x = tensor.rand(6, 4)
    compare("fill", function(place)
      local y = place(x):clone()
      y[{{1, 6, 2}, 2}]:fill_(3)
      return y, place(x):zeros_like(), tensor.full_like(place(x), 2.5)
    end)
    compare("cat", function(place)
      local y = place(x)
      return tensor.cat({y, y:t():contiguous():t()}, 2), tensor.stack({y, y})
    end)
    compare("flip", function(place) return place(x):flip(1, 2) end)
  end)

  it("are large, too", function()
    local x = tensor.rand(3, 1 << 20)
    assert.is_true(x:equal(x:to("cuda"):to("cpu")))
    assert.is_true(x:t():contiguous():equal(x:to("cuda"):t():contiguous():to("cpu")))
  end)
end)

-- ---------------------------------------------------------------- everything else

-- Shapes that take each way through the reductions: few and many results, along either dimension.
local shapes = {{7}, {64, 10}, {10, 64}, {3, 5, 7}, {2, 40000}, {40000, 2}, {300000}, {1, 1}}

local function reduction(call, kinds)
  return function(compared)
    for _, dtype in ipairs(kinds or dtypes) do
      for _, shape in ipairs(shapes) do
        tensor.manual_seed(5)
        local x = random(dtype, -1, 1, shape)
        compared(("%s %s"):format(dtype, table.concat(shape, "x")), function(place)
          return call(place(x), #shape)
        end)
      end
    end
    local y = tensor.rand(6, 8, 4)
    compared("strided", function(place) return call(place(y):transpose(1, 3), 3) end)
    compared("empty", function(place) return call(place(tensor.zeros(0, 3)), 2) end)
  end
end

-- Along one dimension, and without `dim` over all (where the operation allows it).
local function over_dims(name, needs_dim)
  local op = ops[name]
  return reduction(function(x, n)
    local results = table.pack(op(x, n))
    for _, more in ipairs{table.pack(op(x, 1)), table.pack(op(x, -1, true)),
      needs_dim and {} or table.pack(op(x))} do
      table.move(more, 1, #more, #results + 1, results)
    end
    return table.unpack(results, 1, #results)
  end)
end

-- Values in which the largest is unique, or one of several equal ones, or NaN.
local function positions(name, needs_dim)
  return function(compared)
    over_dims(name, needs_dim)(compared)
    local x = tensor.tensor{{1, 3, 3, 2}, {0 / 0, 5, 0 / 0, 1}, {-1, -1, -2, -2}}
    compared("ties and NaN", function(place)
      return ops[name](place(x), 2), ops[name](place(x), 1)
    end)
  end
end

local function matrices(call)
  return function(compared)
    for _, dtype in ipairs(floats) do
      for _, size in ipairs{{2, 3, 4}, {64, 100, 10}, {1, 5, 1}, {7, 1, 3}, {4, 0, 3}, {0, 3, 2}} do
        tensor.manual_seed(9)
        local n, k, m = table.unpack(size)
        local a, b = tensor.rand(n, k):to(dtype), tensor.rand(k, m):to(dtype)
        local at, bt = tensor.rand(k, n):to(dtype), tensor.rand(m, k):to(dtype)
        local wide = tensor.rand(2 * n, 2 * k):to(dtype)
        local what = ("%s (%d, %d) by (%d, %d)"):format(dtype, n, k, k, m)
        compared(what, function(place) return call(place(a), place(b)) end)
        compared(what .. ", transposed", function(place)
          return call(place(at):t(), place(b)), call(place(a), place(bt):t()),
            call(place(at):t(), place(bt):t())
        end)
        if n > 0 and k > 0 then
          compared(what .. ", with gaps", function(place)
            return call(place(wide)[{{1, 2 * n, 2}, {1, 2 * k, 2}}], place(b))
          end)
        end
      end
    end
  end
end

local labels = tensor.tensor{1, 10, 3, -100, 7, 2}
local logits = function(dtype) return (tensor.arange(1, 61):reshape(6, 10):sin() * 3):to(dtype) end

local function softmaxes(name)
  return function(compared)
    for _, dtype in ipairs(floats) do
      for _, shape in ipairs{{6, 10}, {3, 5000}, {2, 3, 4}} do
        tensor.manual_seed(2)
        local x, g = tensor.randn(shape):to(dtype), tensor.randn(shape):to(dtype)
        for dim = 1, #shape do
          compared(("%s dim %d of %d"):format(dtype, dim, #shape), function(place)
            local y = ops[name](place(x), dim)
            return y, ops[name .. "_backward"](place(g), y, dim)
          end)
        end
      end
    end
    local inf = math.huge
    local x = tensor.tensor{{1, -inf, 2}, {-inf, -inf, -inf}, {inf, 1, 2}}
    compared("infinities", function(place) return ops[name](place(x), 2) end)
  end
end

local function cross_entropy(compared)
  for _, dtype in ipairs(floats) do
    for _, how in ipairs{"mean", "sum", "none"} do
      compared(dtype .. " " .. how, function(place)
        local x, t = place(logits(dtype)), place(labels)
        local loss, lse, total = ops.softmax_cross_entropy(x, t, -100, how)
        local g = how == "none" and tensor.ones_like(loss) * 2 or tensor.full_like(loss, 2)
        local grad = ops.softmax_cross_entropy_backward(g, x, t, lse, total, -100, how)
        return loss, lse:to(dtype), total, grad -- lse is kept wider than it is exact
      end)
    end
  end
end

local function nll(compared)
  for _, dtype in ipairs{"float32", "float64"} do
    for _, how in ipairs{"mean", "sum", "none"} do
      compared(dtype .. " " .. how, function(place)
        local x, t = place(logits(dtype)):log_softmax(2), place(labels)
        local w = place(tensor.arange(1, 11):to(dtype))
        local loss, total = ops.nll_loss_forward(x, t, w, -100, how)
        local g = tensor.ones_like(loss)
        return loss, total, ops.nll_loss_backward(g, t, total, w, 10, -100, how)
      end)
    end
  end
end

-- Three steps of an optimiser over parameters of several sizes.
local function steps(make)
  return function(compared)
    for _, dtype in ipairs{"float32", "float64"} do
      compared(dtype, function(place)
        tensor.manual_seed(4)
        local params = {}
        for i, shape in ipairs{{3}, {100, 70}, {1}, {5000}} do
          params[i] = nn.Parameter(place(tensor.randn(shape):to(dtype)))
        end
        local optimizer = make(params)
        for _ = 1, 3 do
          for _, p in ipairs(params) do p.grad = p:detach() * 2 + 1 end
          optimizer:step()
        end
        local results = {}
        for i, p in ipairs(params) do results[i] = p:detach() end
        return table.unpack(results)
      end)
    end
  end
end

local function several(...)
  local list = {...}
  return function(compared)
    for _, f in ipairs(list) do f(compared) end
  end
end

local function clip(compared)
  for _, p in ipairs{1, 2, 3, math.huge} do
    for _, most in ipairs{0.5, 1e6} do
      compared(("norm %g, at most %g"):format(p, most), function(place)
        tensor.manual_seed(6)
        local a, b = place(tensor.randn(70, 40)), place(tensor.randn(9000)):to("float64")
        local c = place(tensor.randn(8, 6)):t()
        return ops.clip_scale({a, b, c}, most, p):to("float32"), a, b:to("float32"), c
      end)
    end
  end
end

local function drawn(call)
  return function(compared)
    compared("the same numbers", function(place)
      tensor.manual_seed(8)
      return call(place(tensor.zeros(0)).device)
    end)
  end
end

local function filled(name, ...)
  local arguments = {...}
  return drawn(function(device)
    return ops[name](tensor.zeros(40, 30, {device = device}), table.unpack(arguments))
  end)
end

local function picked(compared)
  tensor.manual_seed(1)
  local x, at = tensor.rand(6, 5), tensor.tensor{6, 1, -1, 3}
  local along = tensor.randint(1, 6, {6, 3})
  for _, dtype in ipairs(dtypes) do
    compared(dtype, function(place)
      local y, i = place(x:to(dtype)), place(at)
      return y:index_select(1, i), y:t():index_select(2, i:to("int32")), y:gather(2, place(along)),
        ops.embedding_rows(place(along), y)
    end)
  end
end

local function extremes(name)
  return function(compared)
    for _, dim in ipairs{1, 2} do
      compared("dim " .. dim, function(place)
        return ops[name](place(logits("float32")), dim), ops[name](place(labels):reshape(2, 3), dim)
      end)
    end
    positions(name, true)(compared)
  end
end

local function moment(name)
  local op = ops[name]
  return reduction(function(x, n) return op(x), op(x, n, 0), op(x, 1) end, floats)
end

local cases = {
  sum = over_dims("sum"),
  mean = reduction(function(x, n) return x:mean(), x:mean(1), x:mean(n, true) end, floats),
  prod = over_dims("prod"),
  max = reduction(function(x) return ops.max(x) end),
  min = reduction(function(x) return ops.min(x) end),
  amax = over_dims("amax"),
  amin = over_dims("amin"),
  all = over_dims("all"),
  any = over_dims("any"),
  count_nonzero = reduction(function(x, n) return x:count_nonzero(), x:count_nonzero(n) end),
  var = moment("var"),
  std = moment("std"),
  norm = reduction(function(x, n)
    return x:norm(), x:norm(1), x:norm(2, n), x:norm(math.huge, 1), x:norm(0), x:norm(3, n)
  end, floats),
  logsumexp = reduction(function(x, n) return x:logsumexp(1), x:logsumexp(n, true) end, floats),
  max_dim = extremes("max_dim"),
  min_dim = extremes("min_dim"),
  argmax = positions("argmax"),
  argmin = positions("argmin"),
  mm = matrices(function(a, b) return a:mm(b) end),
  bmm = matrices(function(a, b)
    local batch = tensor.stack({a, a * 2}):bmm(tensor.stack({b, b + 1}))
    return batch, a:unsqueeze(1):bmm(b:unsqueeze(1))
  end),
  addmm = matrices(function(a, b)
    local bias = a:sum(2, true)
    return tensor.addmm(bias, a, b), tensor.addmm(bias, a, b, 0.5, 2),
      tensor.addmm(bias * 0 / 0, a, b, 0)
  end),
  linear = matrices(function(a, b)
    return ops.linear(a, b:t()), ops.linear(a, b:t(), b:sum(1)),
      ops.linear(a:reshape(1, a:size(1), 1, a:size(2)), b:t(), b:sum(1))
  end),
  dot = function(compared)
    for _, dtype in ipairs(floats) do
      for _, n in ipairs{0, 1, 100, 200000} do
        local x = (tensor.arange(1, n + 1) * 0.1):sin():to(dtype)
        compared(("%s %d"):format(dtype, n), function(place) return place(x):dot(place(x)) end)
      end
    end
    local x = tensor.arange(1, 21)
    compared("strided integers", function(place)
      return place(x)[{{1, 20, 2}}]:dot(place(x)[{{1, 10}}])
    end)
  end,
  index_select = picked,
  gather = picked,
  embedding_rows = picked,
  one_hot = function(compared)
    compared("one_hot", function(place)
      local x = place(tensor.tensor{{1, 3}, {2, 3}})
      return ops.one_hot(x), ops.one_hot(x:t(), 5)
    end)
  end,
  tril = reduction(function(x) return x[tensor.newaxis]:tril(), x[tensor.newaxis]:tril(1) end),
  triu = reduction(function(x) return x[tensor.newaxis]:triu(), x[tensor.newaxis]:triu(-1) end),
  softmax = softmaxes("softmax"),
  softmax_backward = softmaxes("softmax"),
  log_softmax = softmaxes("log_softmax"),
  log_softmax_backward = softmaxes("log_softmax"),
  softmax_cross_entropy = cross_entropy,
  softmax_cross_entropy_backward = cross_entropy,
  nll_loss_forward = nll,
  nll_loss_backward = nll,
  sgd_step = several(
    steps(function(p) return optim.SGD(p, {lr = 0.1}) end),
    steps(function(p) return optim.SGD(p, {lr = 0.1, momentum = 0.9, weight_decay = 0.01}) end),
    steps(function(p) return optim.SGD(p, {lr = 0.1, momentum = 0.9, nesterov = true}) end)),
  adam_step = several(
    steps(function(p) return optim.Adam(p, {lr = 0.01}) end),
    steps(function(p) return optim.Adam(p, {lr = 0.01, amsgrad = true, weight_decay = 0.1}) end),
    steps(function(p) return optim.AdamW(p, {lr = 0.01}) end)),
  nadam_step = steps(function(p) return optim.NAdam(p, {lr = 0.01, weight_decay = 0.1}) end),
  radam_step = steps(function(p) return optim.RAdam(p, {lr = 0.01, betas = {0.5, 0.6}}) end),
  adamax_step = steps(function(p) return optim.Adamax(p, {lr = 0.01, maximize = true}) end),
  rmsprop_step = several(
    steps(function(p) return optim.RMSprop(p, {lr = 0.01}) end),
    steps(function(p) return optim.RMSprop(p, {lr = 0.01, momentum = 0.5}) end),
    steps(function(p) return optim.RMSprop(p, {lr = 0.01, momentum = 0.5, centered = true}) end)),
  adagrad_step = steps(function(p) return optim.Adagrad(p, {lr = 0.01}) end),
  adadelta_step = steps(function(p) return optim.Adadelta(p, {weight_decay = 0.1}) end),
  asgd_step = steps(function(p) return optim.ASGD(p, {lr = 0.01, t0 = 1}) end),
  rprop_step = steps(function(p) return optim.Rprop(p, {lr = 0.01}) end),
  lion_step = steps(function(p) return optim.Lion(p, {lr = 0.01, weight_decay = 0.1}) end),
  clip_scale = clip,
  rand = drawn(function(device) return tensor.rand(50, 20, {device = device}) end),
  randn = drawn(function(device)
    local wide = tensor.randn(7, {device = device, dtype = "float64"})
    return tensor.randn(50, 20, {device = device}), wide
  end),
  randint = drawn(function(device) return tensor.randint(3, 9, 100, {device = device}) end),
  randperm = drawn(function(device) return tensor.randperm(100, {device = device}) end),
  uniform = filled("uniform", -1, 2),
  normal = filled("normal", 1, 2),
  exponential = filled("exponential", 0.5),
  random = filled("random", 2, 9),
  bernoulli_fill = filled("bernoulli_fill", 0.3),
  native_dropout = drawn(function(device)
    return ops.native_dropout(tensor.arange(1, 1001, 1, {device = device}):to("float32"), 0.3)
  end),
}

describe("CUDA against the CPU", function()
  for _, name in ipairs(kernels) do
    if rows[name].kind ~= "pointwise" then
      it(name, function()
        local case = assert(cases[name], "there is no parity case for " .. name)
        local ran = 0
        case(function(what, f)
          if compare(name .. ": " .. what, f) then ran = ran + 1 end
        end)
        assert.is_true(ran > 0, name .. ": no case ran")
      end)
    end
  end

  it("gives the same digits each time", function()
    local x = tensor.rand(3000, 1000):to("cuda")
    local first = x:sum():item()
    for _ = 1, 5 do assert.are.equal(first, x:sum():item()) end
  end)

  it("differentiates as the CPU does", function()
    compare("a small network", function(place)
      tensor.manual_seed(1)
      local x, y = place(tensor.randn(16, 20)), place(tensor.randint(1, 6, 16))
      local model = nn.Sequential(nn.Linear(20, 30), nn.ReLU(), nn.Linear(30, 5)):to(x.device)
      local loss = nn.functional.cross_entropy(model(x), y)
      loss:backward()
      local results = {loss:detach()}
      for _, p in ipairs(model:parameters()) do results[#results + 1] = p.grad end
      return table.unpack(results)
    end)
  end)
end)

-- ---------------------------------------------------------------- bad positions

describe("CUDA", function()
  local function fails(pattern, f)
    local ok, message = pcall(f)
    assert.is_false(ok)
    if not tostring(message):find(pattern, 1, true) then error(tostring(message), 2) end
    assert.are.equal(2, tensor.ones(2, {device = "cuda"}):sum():item()) -- and goes on working
  end

  it("reports positions and labels that do not exist", function()
    local x, zero = tensor.rand(4, 5):to("cuda"), tensor.tensor{1, 0}:to("cuda")
    local far = tensor.tensor{9}:to("cuda")
    local function pick(at) return x:index_select(1, at):sum():item() end
    fails("index_select: index 0: Luma counts from 1", function() return pick(zero) end)
    fails("index_select: index 9 is out of range", function() return pick(far) end)
    fails("cross_entropy: target holds 9", function()
      return nn.functional.cross_entropy(x[{{1, 1}}], far):item()
    end)
  end)

  it("names what it lacks, and devices that are not there", function()
    fails("not implemented for cuda", function() return tensor.rand(4):to("cuda"):sort() end)
    fails("cuda:99", function() return tensor.ones(1, {device = "cuda:99"}) end)
    fails("device", function() return tensor.rand(2):to("cuda") + tensor.rand(2) end)
  end)

  it("runs out of memory with an error", function()
    fails("out of memory", function() return tensor.empty(1 << 42, {device = "cuda"}) end)
  end)
end)
