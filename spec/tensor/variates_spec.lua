-- Distributions, generators and their states.

local fails = dofile("spec/fails.lua").text

local N = 100000
local slopes = {
  -- alpha, x, PyTorch's dx/dalpha
  {0.02, 1.72393e-99, 1.95551007e-95},
  {0.02, 3.65781e-31, 1.27179281e-27},
  {0.02, 4.24921e-16, 7.40421424e-13},
  {0.02, 0.0492138, 6.49088558},
  {0.3, 1.33538e-07, 6.97054586e-06},
  {0.3, 0.00666933, 0.108263617},
  {0.3, 0.0732314, 0.642655622},
  {0.3, 1.40355, 3.13292557},
  {1, 0.00976924, 0.0496131906},
  {1, 0.288932, 0.582116044},
  {1, 0.701259, 0.974168218},
  {1, 3.01, 1.94048269},
  {2.5, 0.289707, 0.298471143},
  {2.5, 1.34054, 0.768670934},
  {2.5, 2.18063, 0.99704906},
  {2.5, 5.60831, 1.55725467},
  {7, 2.37069, 0.567231656},
  {7, 5.08441, 0.868973062},
  {7, 6.67373, 0.999841633},
  {7, 11.9352, 1.32127252},
  {40, 26.9671, 0.819175052},
  {40, 35.575, 0.94645478},
  {40, 39.6783, 1.00012395},
  {40, 51.095, 1.13210848},
  {900, 832.938, 0.961995927},
  {900, 879.576, 0.988750536},
  {900, 899.708, 1.00002293},
  {900, 950.516, 1.02772978},
}
local floats = {"float32", "float64", "float16", "bfloat16"}

local function near(t, mean, deviation, what)
  t = t:to("float64")
  local m, s = t:mean():item(), t:std():item()
  local n = t:numel()
  assert.is_true(math.abs(m - mean) < 5 * deviation / n ^ 0.5, ("%s: mean %g"):format(what, m))
  assert.is_true(math.abs(s - deviation) < 0.05 * deviation, ("%s: deviation %g"):format(what, s))
end

-- Kolmogorov and Smirnov: the largest distance from a distribution function.
local function follows(t, distribution, what)
  local x = (t:to("float64"):reshape(-1):sort())
  local n = x:numel()
  local steps = tensor.range(1, n):to("float64") / n
  local distance = (distribution(x) - steps):abs():max():item()
  assert.is_true(distance < 1.95 / n ^ 0.5, ("%s: distance %g"):format(what, distance))
end

local function phi(x) return ((x / 2 ^ 0.5):erf() + 1) / 2 end

describe("distributions", function()
  local threads_before = tensor.get_num_threads()
  before_each(function() tensor.manual_seed(17) end)
  after_each(function() tensor.set_num_threads(threads_before) end)

  it("have the moments that they should", function()
    for _, rate in ipairs{0.3, 4, 9.9, 10, 57.5, 1e5} do
      near(tensor.full({N}, rate):double():poisson(), rate, rate ^ 0.5, "poisson " .. rate)
    end
    for _, case in ipairs{{1, 0.3}, {10, 0.2}, {50, 0.9}, {1000, 0.4}, {1e6, 0.7}} do
      local n, p = case[1], case[2]
      local counts, chance = tensor.full({N}, n):double(), tensor.full({1}, p):double()
      near(tensor.binomial(counts, chance), n * p, (n * p * (1 - p)) ^ 0.5, "binomial " .. n)
    end
    for _, alpha in ipairs{0.2, 1, 2.5, 100} do
      near(tensor.full({N}, alpha):double():standard_gamma(), alpha, alpha ^ 0.5, "gamma " .. alpha)
    end
    near(tensor.empty(N):geometric_(0.25), 4, 12 ^ 0.5, "geometric")
    near(tensor.empty(N, {dtype = "int64"}):geometric_(0.25), 4, 12 ^ 0.5, "geometric")
    near(tensor.gumbel(N), 0.5772157, math.pi / 6 ^ 0.5, "gumbel")
    near(tensor.normal(3, 2, {N}), 3, 2, "normal")
    near(tensor.normal(tensor.full({N}, 3.0), 2), 3, 2, "normal")
    near(tensor.normal(tensor.full({N}, 3.0)), 3, 1, "normal")
    near(tensor.normal(3, tensor.full({N}, 2.0)), 3, 2, "normal")
    near(tensor.normal(tensor.full({N, 1}, 3.0), tensor.full({1}, 2.0)), 3, 2, "normal")
    near(tensor.randint_like(tensor.empty(N), 10), 4.5, (99 / 12) ^ 0.5, "randint_like")
    near(tensor.empty(N):randint_like(-5, 5, {dtype = "int8"}), -0.5, (99 / 12) ^ 0.5, "randint")
    local x = tensor.zeros(N, 2):bernoulli_(tensor.tensor{0.2, 0.9})
    near(x[{{}, 1}], 0.2, 0.4, "bernoulli")
    near(x[{{}, 2}], 0.9, 0.3, "bernoulli")
  end)

  it("follow their distribution functions", function()
    for _, dtype in ipairs{"float32", "float64"} do
      local d = {dtype = dtype}
      follows(tensor.rand(N, d), function(x) return x end, "rand")
      follows(tensor.randn(N, d), phi, "randn")
      follows(tensor.empty(N, d):exponential_(2), function(x) return 1 - (-2 * x):exp() end,
        "exponential")
      follows(tensor.empty(N, d):log_normal_(0.5, 2), function(x)
        return phi((x:log() - 0.5) / 2)
      end, "log_normal")
      follows(tensor.empty(N, d):cauchy_(1, 3), function(x)
        return ((x - 1) / 3):atan() / math.pi + 0.5
      end, "cauchy")
      follows(tensor.gumbel(N, d), function(x) return (-(-x):exp()):exp() end, "gumbel")
      follows(tensor.full({N}, 1.0, d):standard_gamma(), function(x) return 1 - (-x):exp() end,
        "gamma 1")
      follows(tensor.full({N}, 0.5, d):standard_gamma(), function(x) return x:sqrt():erf() end,
        "gamma 1/2")
      follows(tensor.full({N}, 3.0, d):standard_gamma(), function(x)
        return 1 - (-x):exp() * (1 + x + x * x / 2)
      end, "gamma 3")
      for _, ends in ipairs{{-2, 2}, {0.5, 9}, {-0.3, 0.4}, {3, 4}, {-9, -3}, {-1, 30}} do
        local low, high = phi(tensor.tensor(ends[1], "float64")):item(),
          phi(tensor.tensor(ends[2], "float64")):item()
        local t = tensor.truncated_normal(ends[1], ends[2], {N}, d)
        follows(t, function(x) return (phi(x) - low) / (high - low) end, "truncated " .. ends[1])
        assert.is_true(t:min():item() >= ends[1] and t:max():item() <= ends[2])
      end
    end
    local parts = tensor.tensor{1, 2, 5.0}:expand(N, 3):sample_dirichlet()
    assert.is_true(parts:sum(2):allclose(tensor.ones(N), 1e-5))
    for i, alpha in ipairs{1, 2, 5} do
      local mean = alpha / 8
      near(parts[{{}, i}], mean, (mean * (1 - mean) / 9) ^ 0.5, "dirichlet")
    end
  end)

  it("take every float dtype, strides and no elements", function()
    for _, dtype in ipairs(floats) do
      local x = tensor.full({3, 200}, 5, {dtype = dtype}).T
      for _, name in ipairs{"poisson", "standard_gamma", "sample_dirichlet"} do
        local y = x[name](x)
        assert.are.same({dtype, 200, 3}, {y.dtype, y.shape[1], y.shape[2]})
        assert.is_true(y:isfinite():all():item())
      end
      assert.are.equal(dtype, tensor.binomial(x, x / 10).dtype)
      assert.are.equal(dtype, tensor.truncated_normal(0, 1, {2}, {dtype = dtype}).dtype)
      assert.is_true(tensor.empty(5, {dtype = dtype}):log_normal_():gt(0):all():item())
    end
    local none = tensor.zeros(0, 3)
    assert.are.equal(0, none:poisson():numel() + none:standard_gamma():numel()
      + tensor.binomial(none, none):numel() + none:sample_dirichlet():numel())
    assert.are.equal(0, tensor.zeros(3):poisson():sum():item())
    local edge = tensor.binomial(tensor.tensor{5.0, 5, 0, -1}, tensor.tensor{0.0, 1, 0.5, 0.5})
    assert.are.same({0, 5, 0, 0}, edge:tolist())
  end)

  it("repeat for a seed, whatever the number of threads", function()
    local x = tensor.rand(20003) * 20
    local draws = {
      function() return x:poisson() end, function() return x:standard_gamma() end,
      function() return tensor.binomial(x, tensor.tensor(0.4)) end,
      function() return tensor.truncated_normal(-1, 2, {20003}) end,
      function() return tensor.gumbel(20003) end, function() return x:clone():cauchy_() end,
      function() return tensor.normal(x, x) end,
    }
    for i, draw in ipairs(draws) do
      tensor.manual_seed(3)
      tensor.set_num_threads(1)
      local one, after = draw(), tensor.rand(1)
      for threads = 2, 3 do
        tensor.manual_seed(3)
        tensor.set_num_threads(threads)
        assert.is_true(one:equal(draw()), "draw " .. i)
        assert.is_true(after:equal(tensor.rand(1)), "after draw " .. i)
      end
    end
    local g, h = tensor.Generator():manual_seed(5), tensor.Generator():manual_seed(5)
    local a = x:poisson{generator = g}
    assert.is_true(a:equal(x:poisson{generator = h}))
    assert.is_true(x:rand_like{generator = g}:equal(x:rand_like{generator = h}))
    assert.is_true(x:randint_like(9, {generator = g}):equal(x:randint_like(9, {generator = h})))
  end)

  it("give gamma numbers a gradient", function()
    -- The mean is alpha, so the mean of dx/dalpha is 1; that of x^2 is alpha (alpha + 1).
    for _, alpha in ipairs{0.05, 0.5, 1, 3, 20, 5000} do
      local a = tensor.full({N}, alpha):double():requires_grad_()
      local x = a:standard_gamma()
      local slope = autograd.grad(x:sum(), a)
      local error = slope:std():item() / N ^ 0.5
      assert.is_true(math.abs(slope:mean():item() - 1) < 5 * error + 1e-3, "alpha " .. alpha)
      local square = 2 * (x:detach() * slope)
      assert.is_true(math.abs(square:mean():item() / (2 * alpha + 1) - 1)
        < 5 * square:std():item() / N ^ 0.5 / (2 * alpha + 1) + 1e-3, "alpha " .. alpha)
    end
    local a = tensor.tensor({1.0, 2.0, 3.0}, {requires_grad = true})
    local y = a:expand(50, 3):sample_dirichlet()
    assert.is_true(autograd.grad(y[{{}, 1}]:sum(), a)[1]:item() > 0)
    local rate = tensor.ones(3, {requires_grad = true})
    assert.is_true(autograd.grad(rate:poisson():sum(), rate):equal(tensor.zeros(3)))
  end)

  it("agree with PyTorch about the slope of gamma numbers", function()
    local slope = tensor._ops.standard_gamma_grad
    local function at(alpha, x)
      return slope(tensor.tensor({alpha}, "float64"), tensor.tensor({x}, "float64")):item()
    end
    for _, case in ipairs(slopes) do
      local want, got = case[3], at(case[1], case[2])
      assert.is_true(math.abs(got / want - 1) < 1e-4, ("%g, %g: %g"):format(case[1], case[2], got))
    end
  end)

  it("refuse what makes no sense", function()
    local x = tensor.ones(3)
    fails("poisson: rates must not be negative", tensor.poisson, -x)
    fails("poisson: the tensor must hold floats, got int64", tensor.poisson, tensor{1})
    fails("standard_gamma: alpha must not be negative", tensor.standard_gamma, -x)
    fails("binomial: count and prob must have one dtype", tensor.binomial, x, x:double())
    fails("binomial: sizes do not fit", tensor.binomial, x, tensor.ones(2))
    fails("geometric_: p must lie between 0 and 1, got 0", x.geometric_, x, 0)
    fails("geometric_: not implemented for bool", tensor._methods.geometric_, x:gt(0), 0.5)
    fails("cauchy_: sigma must be above 0, got -1", x.cauchy_, x, 0, -1)
    fails("log_normal_: std must be above 0, got 0", x.log_normal_, x, 0, 0)
    fails("normal: std must not be negative", tensor.normal, x, -x)
    fails("normal: std must not be negative, got -1", tensor.normal, 0, -1, {2})
    fails("normal: sizes do not fit", tensor.normal, x, tensor.ones(2))
    fails("normal: the tensor must hold floats", tensor.normal, tensor{1}, 1)
    fails("bernoulli: probabilities must lie between 0 and 1", x.bernoulli_, x, 2 * x)
    fails("truncated_normal: lower must be below upper, got 1 and 1", tensor.truncated_normal, 1, 1,
      {2})
    fails("gumbel: the dtype must be a float", tensor.gumbel, 2, {dtype = "int64"})
    fails("randint_like: the first number must be below the second", x.randint_like, x, 0)
    fails("sample_dirichlet: alpha must have a dimension", tensor.sample_dirichlet,
      tensor.tensor(1.0))
  end)
end)

describe("generators", function()
  it("tell and change their seeds", function()
    tensor.manual_seed(5)
    assert.are.equal(5, tensor.initial_seed())
    local seed = tensor.seed()
    assert.are.equal(seed, tensor.initial_seed())
    assert.are_not.equal(seed, tensor.seed())
    local g = tensor.Generator()
    seed = g:seed()
    assert.are.equal(seed, g:initial_seed())
    assert.are.equal("cpu", g.device)
    tensor.manual_seed(seed)
    assert.is_true(tensor.rand(3):equal(tensor.rand(3, {generator = g})))
    assert.are.equal(-7, g:manual_seed(-7):initial_seed())
  end)

  it("go on where a state was saved, in the middle of a draw of an odd number", function()
    tensor.manual_seed(9)
    tensor.randn(3)
    local state = tensor.get_rng_state()
    local a, b = tensor.randn(5), tensor.rand(3)
    tensor.set_rng_state(state)
    assert.is_true(a:equal(tensor.randn(5)) and b:equal(tensor.rand(3)))
    local g = tensor.Generator()
    g:set_state(state)
    assert.is_true(a:equal(tensor.randn(5, {generator = g})))
    assert.is_true(g:get_state():equal((function()
      tensor.set_rng_state(state)
      tensor.randn(5)
      return tensor.get_rng_state()
    end)()))
  end)

  it("are left alone by what runs in fork_rng", function()
    tensor.manual_seed(11)
    local before = tensor.get_rng_state()
    local x, y = tensor.fork_rng(function(n)
      tensor.manual_seed(1)
      return tensor.rand(n), n
    end, 3)
    assert.are.same({3, 3}, {#x, y})
    assert.is_true(before:equal(tensor.get_rng_state()))
    fails("inside", tensor.fork_rng, function()
      tensor.rand(1)
      error("inside")
    end)
    assert.is_true(before:equal(tensor.get_rng_state()))
    do
      local _ <close> = tensor.fork_rng()
      tensor.rand(100)
    end
    assert.is_true(before:equal(tensor.get_rng_state()))
    fails("fork_rng: a function is needed", tensor.fork_rng, 5)
  end)
end)
