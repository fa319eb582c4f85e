-- Samples of luma.distributions: shapes, moments, gradients; arguments that do not fit.

local assert = require "luassert"
local D = require "luma.distributions"

local double = {dtype = "float64"}
local function T(values) return tensor.tensor(values, double) end

local thirds = T{{0.2, 0.3, 0.5}, {0.1, 0.8, 0.1}}

local makers = {
  Normal = function() return D.Normal(T{0, 2}, T{1, 3}) end,
  Uniform = function() return D.Uniform(T{0, -2}, T{1, 3}) end,
  Exponential = function() return D.Exponential(T{0.5, 2}) end,
  Laplace = function() return D.Laplace(T{0, 2}, T{1, 3}) end,
  Poisson = function() return D.Poisson(T{0.5, 20}) end,
  Gamma = function() return D.Gamma(T{0.5, 3}, T{1, 2}) end,
  Beta = function() return D.Beta(T{0.7, 3}, T{2, 1}) end,
  Dirichlet = function() return D.Dirichlet(T{{0.7, 3, 1}, {1, 1, 4}}) end,
  Bernoulli = function() return D.Bernoulli(T{0.2, 0.9}) end,
  OneHotCategorical = function() return D.OneHotCategorical(thirds) end,
  Multinomial = function() return D.Multinomial(7, thirds) end,
  LogNormal = function() return D.LogNormal(T{0, 0.5}, T{0.3, 0.5}) end,
  MultivariateNormal = function()
    return D.MultivariateNormal(T{1, -1}, T{{2, 0.5}, {0.5, 1}})
  end,
  Independent = function() return D.Independent(D.Normal(T{0, 2}, T{1, 3}), 1) end,
}

local names = {}
for name in pairs(makers) do names[#names + 1] = name end
table.sort(names)

describe("samples", function()
  for _, name in ipairs(names) do
    it("of " .. name .. " have the moments and the shape they should", function()
      tensor.manual_seed(3)
      local d, n = makers[name](), 40000
      local shape = d:sample{2, 3}.shape
      assert.are.same({2, 3, table.unpack(d:extended_shape())}, {table.unpack(shape)})
      local x = d:sample{n}
      assert.is_false(x.requires_grad)
      local deviation = d.variance:sqrt()
      local off = (x:mean(1) - d.mean):abs() / deviation * math.sqrt(n)
      assert.is_true(off:lt(5):all():item(), "mean: " .. tostring(off))
      local ratio = x:var(1) / d.variance
      assert.is_true((ratio - 1):abs():lt(0.15):all():item(), "variance: " .. tostring(ratio))
    end)
  end

  it("of Categorical are positions from 1 on, as often as their probabilities say", function()
    tensor.manual_seed(1)
    local d = D.Categorical(T{1, 2, 5})
    local x = d:sample{20000}
    assert.are.equal("int64", x.dtype)
    for k, p in ipairs {0.125, 0.25, 0.625} do
      assert.is_true(math.abs(x:eq(k):double():mean():item() - p) < 0.02)
    end
    assert.are.equal(3, d.mode:item())
    assert.are.same({2, 4}, {table.unpack(D.Categorical(tensor.ones(4, 3)):sample{2}.shape)})
  end)

  for _, name in ipairs(names) do
    local d = makers[name]()
    if d.has_rsample then
      it("of " .. name .. " carry gradients", function()
        assert.is_false(d:rsample{2}.requires_grad)
        local p = T{{1, 2}, {1, 2}}:requires_grad_()
        local shifted = D.Independent(D.Normal(p, p), 1)
        assert.is_true(shifted:rsample().requires_grad)
        assert.is_false(shifted:sample().requires_grad)
      end)
    end
  end

  -- The mean's derivative is the expected derivative of a draw.
  it("differentiate as their means do", function()
    tensor.manual_seed(5)
    local function slope(make, value)
      local p = T(value):requires_grad_()
      local x = make(p):rsample{60000}
      return autograd.grad(x:mean(), p):item()
    end
    local function near(want, got)
      assert.is_true(math.abs(want - got) < 0.03 * (1 + math.abs(want)), got)
    end
    near(0.5, slope(function(p) return D.Gamma(p, T(2)) end, 1.5))
    near(-0.375, slope(function(p) return D.Gamma(T(1.5), p) end, 2))
    near(-0.25, slope(function(p) return D.Exponential(p) end, 2))
    near(2 / 9, slope(function(p) return D.Beta(p, T(2)) end, 1))
    near(math.exp(0.5), slope(function(p) return D.LogNormal(p, T(1)) end, 0))
  end)

  it("repeat for a seed", function()
    for _, name in ipairs(names) do
      tensor.manual_seed(9)
      local a = makers[name]():sample{5}
      tensor.manual_seed(9)
      assert.is_true(a:equal(makers[name]():sample{5}), name)
    end
  end)
end)

describe("expand", function()
  for _, name in ipairs(names) do
    it("gives " .. name .. " another batch shape", function()
      local d = makers[name]()
      local wide = d:expand{3, table.unpack(d.batch_shape)}
      assert.are.same({3, table.unpack(d:extended_shape())}, {table.unpack(wide:sample().shape)})
      local x = d:sample()
      assert.is_true(wide:log_prob(x)[2]:allclose(d:log_prob(x)))
    end)
  end
end)

describe("transforms", function()
  local X = D.transforms
  local list = {
    X.ExpTransform(), X.SigmoidTransform(), X.TanhTransform(), X.SoftplusTransform(),
    X.AffineTransform(1, -2), X.StickBreakingTransform(), X.CorrCholeskyTransform(),
    X.ComposeTransform{X.AffineTransform(0, 0.5), X.TanhTransform()},
    X.ReshapeTransform({3}, {3, 1}), X.ExpTransform().inv.inv,
    X.CumulativeDistributionTransform(D.Normal(T(0), T(1))),
  }
  for i, t in ipairs(list) do
    it("have inverses and determinants: " .. tostring(t) .. " " .. i, function()
      local x = T{0.3, -0.4, 0.7}
      local y = t(x)
      assert.is_true(t.inv(y):allclose(x), tostring(t.inv(y)))
      assert.is_true(t:inverse(y):allclose(x))
      if t.domain.event_dim == 0 and t.codomain.event_dim == 0 then
        local slope = autograd.functional.jacobian(function(v) return t(v) end, x):diagonal()
        assert.is_true(t:log_abs_det_jacobian(x, y):allclose(slope:abs():log()))
      end
    end)
  end
  it("map onto constraints", function()
    local c = D.constraints
    for _, constraint in ipairs {c.positive, c.unit_interval, c.interval(-1, 4), c.greater_than(2),
      c.simplex, c.real, c.real_vector, c.less_than(3)} do
      for _, f in ipairs {D.biject_to, D.transform_to} do
        local y = f(constraint)(T{0.5, -3, 2})
        assert.is_true(constraint:check(y):all():item(), tostring(constraint))
      end
    end
  end)
end)

describe("wrong arguments", function()
  local function refuses(why, f, ...)
    local message = tostring(select(2, pcall(f, ...)))
    assert.truthy(message:find(why), message)
  end
  it("are named", function()
    refuses("Normal: parameter 'scale' of shape %(%) must be positive",
      D.Normal, 0, -1)
    refuses("Normal: scale is missing",
      D.Normal, 0)
    refuses("no option \"validat\"",
      D.Normal, 0, 1, {validat = true})
    refuses("give either probs or logits",
      D.Bernoulli)
    refuses("low must be below high",
      D.Uniform, 1, 0)
    local d = D.Normal(T{0, 1}, T{1, 1})
    refuses("shape %(3%) does not fit batch shape %(2%)",
      d.log_prob, d, T{1, 2, 3})
    refuses("must be a tensor",
      d.log_prob, d, 3)
    local e = D.Exponential(1)
    refuses("support, nonnegative",
      e.log_prob, e, tensor.tensor(-1.0))
    local c = D.Categorical(tensor.ones(3))
    refuses("integer_interval%(1, 3%)",
      c.log_prob, c, tensor.tensor(0))
    refuses("rsample is not defined",
      c.rsample, c)
    refuses("no formula for Poisson and Normal",
      D.kl_divergence, D.Poisson(1), D.Normal(0, 1))
    refuses("exactly one of",
      D.MultivariateNormal, T{0, 0})
  end)
  it("pass unchecked where that is asked for", function()
    assert.are.equal(-1, D.Normal(0, -1, {validate_args = false}).scale:item())
  end)
end)
