-- Random tensors: distributions, seeds, threads.

local fails = dofile("spec/fails.lua").text

local N = 200001 -- odd: the last pair of normal numbers is half used

-- Mean and standard deviation lie within five standard errors of what they should be (that of a
-- deviation from a fourth moment that no distribution here exceeds).
local function moments(t, mean, std)
  t = t:to("float64")
  local n = t:numel()
  local m, s = t:mean():item(), t:std():item()
  assert.is_true(math.abs(m - mean) <= 5 * std / n ^ 0.5, ("mean %g, not %g"):format(m, mean))
  assert.is_true(math.abs(s - std) <= 5 * std * 3 / n ^ 0.5, ("deviation %g, not %g"):format(s,
    std))
end

local floats = {"float32", "float64", "float16", "bfloat16"}

describe("random numbers", function()
  local threads_before = tensor.get_num_threads()
  before_each(function() tensor.manual_seed(7) end)
  after_each(function() tensor.set_num_threads(threads_before) end)

  it("have the moments of their distributions", function()
    for _, dtype in ipairs(floats) do
      local d = {dtype = dtype}
      moments(tensor.rand(N, d), 0.5, (1 / 12) ^ 0.5)
      moments(tensor.randn(N, d), 0, 1)
      moments(tensor.empty(N, d):uniform_(-3, 1), -1, (16 / 12) ^ 0.5)
      moments(tensor.empty(N, d):normal_(2, 3), 2, 3)
      moments(tensor.empty(N, d):exponential_(4), 0.25, 0.25)
      moments(tensor.full({N}, 0.25, d):bernoulli(), 0.25, (3 / 16) ^ 0.5)
      moments(tensor.empty(N, d):bernoulli_(0.75), 0.75, (3 / 16) ^ 0.5)
    end
    moments(tensor.randint(-5, 16, {N}), 5, ((21 ^ 2 - 1) / 12) ^ 0.5)
    moments(tensor.randint(0, 256, {N}, {dtype = "uint8"}), 127.5, ((256 ^ 2 - 1) / 12) ^ 0.5)
    moments(tensor.randint(0, 3 << 61, {N}):to("float64") / 2 ^ 61, 1.5, (9 / 12) ^ 0.5)
    moments(tensor.empty(N, {dtype = "bool"}):bernoulli_(0.1), 0.1, 0.3)
    moments(tensor.empty(N, {dtype = "int8"}):random_(), 63.5, ((128 ^ 2 - 1) / 12) ^ 0.5)
  end)

  it("follow the normal distribution in its middle and its tails", function()
    for _, dtype in ipairs{"float32", "float64"} do
      local x = tensor.randn(1000000, {dtype = dtype}):abs()
      for _, case in ipairs{{0.1, 0.920344}, {1, 0.317311}, {2, 0.0455003}, {3, 0.00269980},
        {4, 6.33425e-5}} do
        local p = case[2]
        local share = x:gt(case[1]):sum():item() / 1000000
        assert.is_true(math.abs(share - p) < 5 * (p / 1000000) ^ 0.5,
          ("beyond %g: %g"):format(case[1], share))
      end
    end
    local z = tensor.randn(500000, 2) -- the two halves of a pair do not know of each other
    assert.is_true(math.abs((z[{{}, 1}] * z[{{}, 2}]):mean():item()) < 5 / 500000 ^ 0.5)
  end)

  it("stay in their ranges", function()
    for _, dtype in ipairs{"float32", "float64"} do
      local x = tensor.rand(N, {dtype = dtype})
      assert.is_true(x:min():item() >= 0 and x:max():item() < 1)
      x:exponential_()
      assert.is_true(x:min():item() > 0 and x:isfinite():all():item())
      assert.is_true(tensor.randn(N, {dtype = dtype}):isfinite():all():item())
    end
    local x = tensor.randint(3, 6, {10000})
    assert.are.same({3, 5, "int64"}, {x:min():item(), x:max():item(), x.dtype})
    for value = 3, 5 do assert.is_true(x:eq(value):any():item()) end
    assert.are.equal(math.mininteger, tensor.randint(math.mininteger, math.mininteger + 1,
      {1}):item())
    assert.is_true(tensor.randint(4, {100}):max():item() == 3)
    assert.is_true(tensor.empty(100, {dtype = "int64"}):random_(5):max():item() == 4)
    assert.are.same({0, 1}, {tensor.zeros(100):bernoulli_(0):max():item(),
      tensor.zeros(100):bernoulli_(1):min():item()})
  end)

  it("repeat for a seed, whatever the number of threads and the size of the draw", function()
    local draws = {
      function(n) return tensor.rand(n) end,
      function(n) return tensor.rand(n, {dtype = "float64"}) end,
      function(n) return tensor.randn(n) end,
      function(n) return tensor.randn(n, {dtype = "float64"}) end,
      function(n) return tensor.randint(0, 1000, {n}) end,
      function(n) return tensor.randint(0, 1 << 40, {n}) end,
      function(n) return tensor.empty(n):exponential_() end,
      function(n) return tensor.empty(n):bernoulli_(0.5) end,
      function(n) return nn.functional.dropout(tensor.ones(n), 0.5, true) end,
    }
    for i, draw in ipairs(draws) do
      tensor.manual_seed(3)
      tensor.set_num_threads(1)
      local one, after = draw(50003), tensor.rand(1)
      for threads = 2, 5 do
        tensor.manual_seed(3)
        tensor.set_num_threads(threads)
        assert.is_true(one:equal(draw(50003)), "draw " .. i)
        assert.is_true(after:equal(tensor.rand(1)), "after draw " .. i)
      end
      tensor.manual_seed(3)
      assert.is_true(one[{{1, 101}}]:equal(draw(101)), "a short draw begins as a long one: " .. i)
      assert.is_false(one[{{1, 101}}]:equal(draw(101)), "the stream goes on: " .. i)
    end
  end)

  it("come from the stream whose known answers Random123 publishes", function()
    tensor.manual_seed(0) -- the first block of key 0: 6627e8d5 e169c58d bc57ac4c 9b00dbd8
    local words = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}
    local x = tensor.rand(4)
    for i, word in ipairs(words) do assert.are.equal((word >> 8) / 2 ^ 24, x[i]:item()) end
    tensor.manual_seed(0)
    local y = tensor.rand(2, {dtype = "float64"})
    for i = 1, 2 do
      local low, high = words[2 * i - 1], words[2 * i]
      assert.are.equal((high >> 5 << 26 | low >> 6) / 2 ^ 53, y[i]:item())
    end
  end)

  it("come from a generator of one's own when asked", function()
    local g, h = tensor.Generator(), tensor.Generator()
    g:manual_seed(11)
    h:manual_seed(11)
    tensor.manual_seed(5)
    local before = tensor.get_rng_state()
    local a = tensor.randn(5, {generator = g})
    assert.is_true(before:equal(tensor.get_rng_state()))
    assert.is_true(a:equal(tensor.randn(5, {generator = h})))
    local state = g:get_state()
    local b = tensor.rand(7, {generator = g})
    g:set_state(state)
    assert.is_true(b:equal(tensor.rand(7, {generator = g})))
    fails("not the state of a generator", tensor.set_rng_state, tensor.zeros(3, {dtype = "uint8"}))
  end)

  it("fill strided tensors and leave the rest alone", function()
    local x = tensor.zeros(10, 10)
    x[{{}, {1, 10, 2}}]:uniform_(1, 2)
    assert.are.equal(0, x[{{}, {2, 10, 2}}]:abs():sum():item())
    assert.is_true(x[{{}, {1, 10, 2}}]:min():item() >= 1)
  end)

  it("refuse what makes no sense", function()
    fails("rand: the dtype must be a float, got int64", tensor.rand, 3, {dtype = "int64"})
    fails("randint: the first number must be below the second, got 5 and 5", tensor.randint, 5, 5,
      {2})
    fails("randint: uint8 holds whole numbers from 0 to 255, not 0 .. 256", tensor.randint, 0,
      257, {2},
      {dtype = "uint8"})
    fails("normal_: std must not be negative", tensor.ones(2).normal_, tensor.ones(2), 0, -1)
    fails("uniform_: from must not exceed to", tensor.ones(2).uniform_, tensor.ones(2), 2, 1)
    fails("exponential_: lambd must be above 0", tensor.ones(2).exponential_, tensor.ones(2), 0)
    fails("bernoulli: probabilities must lie between 0 and 1", tensor.bernoulli, tensor.full({3},
      1.5))
    fails("bernoulli: probabilities must lie between 0 and 1", tensor.bernoulli, tensor.full({3},
      0 / 0))
    fails("randperm: n must not be negative", tensor.randperm, -1)
    fails("randperm: uint8 counts to 255 only", tensor.randperm, 256, {dtype = "uint8"})
  end)
end)

describe("randperm", function()
  it("holds every position once, in every order alike", function()
    for _, n in ipairs{0, 1, 2, 1000, 100003} do
      assert.is_true((tensor.randperm(n):sort()):equal(tensor.range(1, n)))
    end
    tensor.manual_seed(2)
    local seen = {}
    for _ = 1, 6000 do
      local key = table.concat(tensor.randperm(3):tolist(), ",")
      seen[key] = (seen[key] or 0) + 1
    end
    for _, count in pairs(seen) do assert.is_true(math.abs(count - 1000) < 150) end
    assert.are.same({"int32", "float32"},
      {tensor.randperm(3, {dtype = "int32"}).dtype, tensor.randperm(3, {dtype = "float32"}).dtype})
  end)
end)

describe("multinomial", function()
  local function shares(t, n)
    local list = {}
    for i = 1, n do list[i] = t:eq(i):sum():item() / t:numel() end
    return list
  end
  local function near(expected, got)
    for i, p in ipairs(expected) do
      assert.is_true(math.abs(p - got[i]) < 0.01, ("position %d: %g, not %g"):format(i, got[i], p))
      if p == 0 then assert.are.equal(0, got[i]) end
    end
  end

  it("draws with the weights, with and without replacement", function()
    tensor.manual_seed(4)
    local w = tensor.tensor{1, 0, 2, 7.0}
    local x = w:multinomial(100000, true)
    assert.are.same({"int64", 100000}, {x.dtype, x.shape[1]})
    near({0.1, 0, 0.2, 0.7}, shares(x, 4))
    local y = w:expand(50000, 4):multinomial(3)
    near({0.1, 0, 0.2, 0.7}, shares(y[{{}, 1}], 4))
    near({0.2611, 0, 0.4861, 0.2528}, shares(y[{{}, 2}], 4))
    assert.is_true((y:sort(2)):equal(tensor.tensor{1, 3, 4}:expand(50000, 3)))
    assert.are.equal(3000, #tensor.ones(3000):multinomial(3000))
  end)

  it("refuses weights that are none", function()
    fails("must be finite and not negative", tensor.multinomial, tensor.tensor{1, -1.0}, 1)
    fails("must be finite and not negative", tensor.multinomial, tensor.tensor{1, 0 / 0}, 1)
    fails("must not all be 0", tensor.multinomial, tensor.zeros(2, 3), 1)
    fails("cannot draw 3 of 2 positions without replacement", tensor.multinomial, tensor.ones(2), 3)
    fails("fewer than 2 weights above 0", tensor.multinomial, tensor.tensor{1, 0.0}, 2)
    fails("num_samples must be above 0", tensor.multinomial, tensor.ones(2), 0)
  end)
end)

describe("dropout", function()
  local dropout = nn.functional.dropout

  it("keeps a share, scaled, and sends gradients where it kept", function()
    tensor.manual_seed(6)
    for _, dtype in ipairs(floats) do
      local x = tensor.ones(N, {dtype = dtype, requires_grad = true})
      local y = dropout(x, 0.25, true)
      local kept = y:ne(0)
      moments(kept, 0.75, (3 / 16) ^ 0.5)
      assert.is_true(y:allclose(kept:to(dtype) * (4 / 3), 1e-2))
      y:sum():backward()
      assert.is_true(x.grad:allclose(y, 1e-2))
    end
    local x = tensor.randn(40, 30, {dtype = "float64"}).T
    local y = dropout(x, 0.5, true)
    assert.is_true(y:equal(x * 2 * y:ne(0)))
  end)

  it("hands its input on when there is nothing to do", function()
    local x = tensor.randn(5)
    assert.is_true(dropout(x, 0.5, false):equal(x))
    assert.is_true(dropout(x, 0, true):equal(x))
    assert.is_true(dropout(x, 1, true):equal(tensor.zeros(5)))
    fails("got 1.5", dropout, x, 1.5)
    fails("float", dropout, tensor.ones(2, {dtype = "int64"}), 0.5)
  end)
end)
