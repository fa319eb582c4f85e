-- nn.init and nn.utils.

local message_of = dofile("spec/fails.lua").message

local function near(expected, got, tolerance)
  assert.is_true(math.abs(expected - got) <= tolerance,
    ("expected %g, got %g"):format(expected, got))
end

describe("nn.init", function()
  local function fresh(...) return nn.Parameter(tensor.empty(...)) end

  it("fills in place, outside the graph, and returns its tensor", function()
    local p = fresh(3, 4)
    assert.are.equal(p, nn.init.constant_(p, 2.5))
    assert.are.equal(30, p:sum():item())
    assert.are.equal(0, nn.init.zeros_(p):sum():item())
    assert.are.equal(12, nn.init.ones_(p):sum():item())
    assert.are.equal(3, nn.init.eye_(p):sum():item())
    assert.is_true(p.is_leaf and p.requires_grad)
  end)

  it("draws from the distributions it names", function()
    tensor.manual_seed(3)
    local p = fresh(300, 200)
    local u = nn.init.uniform_(p, -2, 4):detach()
    near(1, u:mean():item(), 0.05)
    assert.is_true(u:min():item() >= -2 and u:max():item() <= 4)
    local n = nn.init.normal_(p, 3, 0.5):detach()
    near(3, n:mean():item(), 0.02)
    near(0.5, n:std():item(), 0.02)
    near(math.sqrt(6 / 500), nn.init.xavier_uniform_(p):detach():abs():max():item(), 1e-3)
    near(2 * math.sqrt(2 / 500), nn.init.xavier_normal_(p, 2):detach():std():item(), 2e-3)
    near(math.sqrt(6 / 200), nn.init.kaiming_uniform_(p):detach():abs():max():item(), 1e-3)
    near(math.sqrt(3) * math.sqrt(2 / 6) / math.sqrt(300), nn.init.kaiming_uniform_(p,
      {a = math.sqrt(5), mode = "fan_out"}):detach():abs():max():item(), 1e-3)
    near(math.sqrt(2 / 200), nn.init.kaiming_normal_(p, 0, "fan_in", "relu"):detach():std():item(),
      2e-3)
  end)

  it("cuts a normal distribution off", function()
    tensor.manual_seed(3)
    local p = nn.init.trunc_normal_(fresh(200, 200), 1, 2, 0, 3):detach()
    assert.is_true(p:min():item() >= 0 and p:max():item() <= 3)
    -- Moments of the truncated normal with ends at -0.5 and 1 standard deviations.
    local function phi(x) return math.exp(-x * x / 2) / math.sqrt(2 * math.pi) end
    local mass = 0.8413447460685429 - 0.3085375387259869
    near(1 + 2 * (phi(0.5) - phi(1)) / mass, p:mean():item(), 0.02)
    near(0, nn.init.trunc_normal_(fresh(200, 200)):mean():item(), 0.02)
  end)

  it("draws from a generator of its own", function()
    local generator = tensor.Generator()
    for _, name in ipairs{"uniform_", "normal_", "trunc_normal_", "xavier_uniform_",
      "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "orthogonal_"} do
      local pair = {}
      for i = 1, 2 do
        generator:manual_seed(3)
        tensor.manual_seed(i)
        pair[i] = nn.init[name](fresh(3, 4), {generator = generator}):detach()
      end
      assert.is_true(pair[1]:equal(pair[2]), name)
    end
    generator:manual_seed(3)
    local one = nn.init.sparse_(fresh(4, 3), 0.5, 1, generator):detach()
    generator:manual_seed(3)
    assert.is_true(one:equal(nn.init.sparse_(fresh(4, 3), {sparsity = 0.5, std = 1,
      generator = generator})))
  end)

  it("makes orthogonal rows or columns", function()
    for _, shape in ipairs{{5, 3}, {3, 5}, {4, 4}, {2, 3, 2}, {6, 2, 1}} do
      local w = nn.init.orthogonal_(tensor.empty(shape, {dtype = "float64"}), 3)
      assert.are.equal(#shape, w.ndim)
      local m = w:reshape(shape[1], -1)
      local gram = m:size(1) <= m:size(2) and m:matmul(m:t()) or m:t():matmul(m)
      assert.is_true(gram:allclose(tensor.eye(gram:size(1), {dtype = "float64"}) * 9))
    end
    -- Uniform over rotations: no sign is preferred.
    tensor.manual_seed(1)
    local sum = 0
    for _ = 1, 400 do sum = sum + nn.init.orthogonal_(tensor.empty(2, 2))[{1, 1}]:sign():item() end
    assert.is_true(math.abs(sum) < 80)
  end)

  it("makes convolutions that hand channels on", function()
    assert.are.same({{{0, 1, 0}, {0, 0, 0}}, {{0, 0, 0}, {0, 1, 0}}, {{0, 1, 0}, {0, 0, 0}},
      {{0, 0, 0}, {0, 1, 0}}}, nn.init.dirac_(tensor.empty(4, 2, 3), 2):tolist())
    assert.are.same({{{{0, 0}, {0, 1}}}, {{{0, 0}, {0, 0}}}},
      nn.init.dirac_(tensor.empty(2, 1, 2, 2)):tolist())
    local x = tensor.randn(1, 2, 5)
    local y = nn.functional.conv1d(x, nn.init.dirac_(tensor.empty(3, 2, 3)), nil, 1, 1)
    assert.is_true(y:narrow(2, 1, 2):equal(x))
    assert.are.equal(0, y:narrow(2, 3, 1):abs():sum():item())
  end)

  it("makes sparse columns", function()
    local w = nn.init.sparse_(tensor.empty(7, 50), 0.3, 2)
    assert.is_true(w:eq(0):sum(1):eq(3):all():item()) -- 2.1, rounded up
    near(2, w:masked_select(w:ne(0)):std():item(), 0.3)
    assert.are.equal(0, nn.init.sparse_(tensor.empty(3, 2), 0):eq(0):sum():item())
  end)

  it("leaves empty tensors alone, and all of them for skip_init", function()
    for _, name in ipairs{"xavier_uniform_", "xavier_normal_", "kaiming_uniform_",
      "kaiming_normal_", "orthogonal_"} do
      assert.are.equal(0, nn.init[name](tensor.empty(0, 3)):numel())
    end
    local layer = nn.utils.skip_init(nn.Linear, 2, 3, {dtype = "float64"})
    assert.are.equal("float64", layer.weight.dtype)
    assert.is_true(layer.weight.requires_grad)
    assert.truthy(message_of(nn.utils.skip_init, 3):find("a class of modules", 1, true))
    assert.is_false(pcall(nn.utils.skip_init, nn.Linear, 2))
    assert.are.equal(1, nn.init.ones_(tensor.zeros(1)):item())
  end)

  it("knows PyTorch's gains", function()
    assert.are.equal(1, nn.init.calculate_gain("linear"))
    assert.are.equal(5 / 3, nn.init.calculate_gain("tanh"))
    assert.are.equal(math.sqrt(2), nn.init.calculate_gain("relu"))
    near(math.sqrt(2 / 1.04), nn.init.calculate_gain("leaky_relu", 0.2), 1e-15)
    assert.truthy(message_of(nn.init.calculate_gain, "foo"):find('"foo"', 1, true))
  end)

  it("says what it needs", function()
    assert.truthy(message_of(nn.init.xavier_normal_, tensor.zeros(3)):find("2 dimensions", 1, true))
    assert.truthy(message_of(nn.init.uniform_, 3):find("must be a tensor", 1, true))
    assert.truthy(message_of(nn.init.kaiming_normal_, tensor.zeros(2, 2), 0, "fan"):find(
      "fan_in", 1, true))
    assert.truthy(message_of(nn.init.trunc_normal_, tensor.zeros(2), 0, 1, 3, 2):find(
      "a below b", 1, true))
    local function has(text, ...) assert.truthy(message_of(...):find(text, 1, true)) end
    has("more than 2 std", nn.init.trunc_normal_, tensor.zeros(2), 5)
    has("2 or more dimensions", nn.init.orthogonal_, tensor.zeros(2))
    has("2 dimensions is needed", nn.init.eye_, tensor.zeros(2))
    has("3, 4 or 5 dimensions", nn.init.dirac_, tensor.zeros(2, 2))
    has("divisible by groups", nn.init.dirac_, tensor.zeros(3, 2, 2), 2)
    has("sparsity is missing", nn.init.sparse_, tensor.zeros(2, 2))
    has("2 dimensions is needed", nn.init.sparse_, tensor.zeros(2), 0.1)
    has("val is missing", nn.init.constant_, tensor.zeros(2))
    has('no option "meen"', nn.init.normal_, tensor.zeros(2), {meen = 1})
    has("generator", nn.init.normal_, tensor.zeros(2), 0, 1, 7)
  end)
end)

describe("nn.utils", function()
  local function parameters()
    local a, b = nn.Parameter(tensor.zeros(2)), nn.Parameter(tensor.zeros(1))
    local c = nn.Parameter(tensor.zeros(4)) -- has no gradient
    a.grad, b.grad = tensor.tensor({3.0, 0.0}), tensor.tensor({-4.0})
    return a, b, c
  end

  it("clip_grad_norm_ scales all gradients together", function()
    local a, b, c = parameters()
    local norm = nn.utils.clip_grad_norm_({a, b, c}, 1)
    near(5, norm:item(), 1e-6)
    near(0.6, a.grad[1]:item(), 1e-6)
    near(-0.8, b.grad[1]:item(), 1e-6)
    assert.is_nil(c.grad)
    near(1, nn.utils.clip_grad_norm_({a, b, c}, 10):item(), 1e-6) -- small enough: unchanged
    near(0.6, a.grad[1]:item(), 1e-6)
  end)

  it("clip_grad_norm_ knows other norms and odd inputs", function()
    local a, b = parameters()
    near(4, nn.utils.clip_grad_norm_({a, b}, 2, {norm_type = math.huge}):item(), 1e-6)
    near(1.5, a.grad[1]:item(), 1e-5)
    assert.are.equal(0, nn.utils.clip_grad_norm_({nn.Parameter(tensor.zeros(1))}, 1):item())
    near(2, nn.utils.clip_grad_norm_(b, 1):item(), 1e-5) -- one tensor is a list of one
    b.grad = tensor.tensor({0 / 0})
    assert.truthy(message_of(nn.utils.clip_grad_norm_, b, 1, {error_if_nonfinite = true}):find(
      "not finite", 1, true))
  end)

  it("clip_grad_value_ limits each element", function()
    local a, b, c = parameters()
    nn.utils.clip_grad_value_({a, b, c}, 2)
    assert.are.same({2, 0}, a.grad:tolist())
    assert.are.same({-2}, b.grad:tolist())
  end)

  it("parameters become one vector and come back", function()
    local model = nn.Linear(2, 3)
    local vector = nn.utils.parameters_to_vector(model:parameters())
    assert.are.equal(9, vector:numel())
    nn.utils.vector_to_parameters(tensor.arange(9):float(), model:parameters())
    assert.are.same({{0, 1}, {2, 3}, {4, 5}}, model.weight:tolist())
    assert.are.same({6, 7, 8}, model.bias:tolist())
    assert.truthy(message_of(nn.utils.vector_to_parameters, tensor.zeros(8),
      model:parameters()):find("9 elements", 1, true))
  end)
end)
