-- Lazy modules: nn.LazyModuleMixin and the lazy forms of layers.

local function has(text, f, ...)
  local ok, message = pcall(f, ...)
  assert.is_false(ok)
  assert.truthy(message:find(text, 1, true), message)
end

local function net()
  return nn.Sequential(nn.LazyConv2d(4, 3, {padding = 1}), nn.Flatten(), nn.LazyLinear(5),
    nn.LazyBatchNorm1d())
end

describe("lazy layers", function()
  it("take their size from the first input, and are the layers from then on", function()
    local model = net():double()
    local weight = model[3].weight
    assert.is_true(model[3]:has_uninitialized_params())
    assert.are.equal("LazyLinear(in_features=0, out_features=5, bias=true)", tostring(model[3]))
    assert.are.same({2, 5}, {table.unpack(model(tensor.randn(2, 3, 4, 4):double()).shape)})
    assert.are.equal(weight, model[3].weight)
    assert.are.equal("float64", weight.dtype)
    assert.is_true(weight.requires_grad and weight.is_leaf)
    assert.is_nil(model[3].has_uninitialized_params)
    assert.are.equal("Linear(in_features=64, out_features=5, bias=true)", tostring(model[3]))
    assert.are.equal(3, model[1].in_channels)
    assert.are.equal(5, model[4].num_features)
    assert.is_true(weight:abs():max():item() <= 1 / 8)
    assert.are.same({1, 1, 1, 1, 1}, model[4].weight:tolist())
  end)

  it("load states of any size, also before they were called", function()
    local one, two = net(), net()
    local x = tensor.randn(2, 3, 4, 4)
    one(x)
    two:load_state_dict(one:state_dict())
    assert.is_true(one:eval()(x):equal(two:eval()(x)))
    assert.are.equal(64, two[3].in_features)
  end)

  it("are there for convolutions, transposed or not", function()
    for d = 1, 3 do
      local size = {2, 3, table.unpack({4, 4, 4}, 1, d)}
      for _, name in ipairs{"LazyConv%dd", "LazyConvTranspose%dd"} do
        local layer = nn[name:format(d)](6, 2, {groups = 3})
        assert.are.equal(6, layer(tensor.randn(size)):size(2))
        assert.are.equal(3, layer.in_channels)
      end
    end
    local copy = nn.LazyLinear(3):clone()
    assert.are.same({3, 2}, {table.unpack((copy(tensor.ones(1, 2)) and copy).weight.shape)})
  end)

  it("say what they need", function()
    has("a tensor is needed", nn.LazyLinear(3), 3)
    has("does not tell in_channels", nn.LazyConv2d(3, 2), tensor.ones(2))
    has("out_features is missing", nn.LazyLinear)
  end)
end)

describe("LazyModuleMixin", function()
  it("makes lazy classes of one's own", function()
    local Scale = nn.class("Scale")
    function Scale:init(n) self.weight = nn.Parameter(tensor.ones(n)) end
    function Scale:forward(x) return x * self.weight end
    local LazyScale = nn.LazyModuleMixin("LazyScale", Scale)
    function LazyScale:init()
      self.weight = nn.UninitializedParameter()
      self.seen = nn.UninitializedBuffer{dtype = "int64"}
    end
    local module = LazyScale()
    has("no method initialize_parameters", module, tensor.ones(2))
    function LazyScale:initialize_parameters(x)
      self:materialize("weight", {x:size(-1)})
      nn.init.constant_(self.weight, 3)
    end
    has("without a shape", module, tensor.ones(2))
    module = LazyScale()
    module.seen = nil
    assert.are.same({3, 3}, module(tensor.ones(2)):tolist())
    assert.are.equal("Scale()", tostring(module))
    module = LazyScale()
    has('no uninitialised parameter or buffer "foo"', module.materialize, module, "foo", {1})
    assert.are.equal("int64", module.seen.dtype)
    has("a class of modules is needed", nn.LazyModuleMixin, "X", 3)
  end)

  it("instance norms are affine and follow statistics by default", function()
    for n, ranks in ipairs{{2, 3, 4}, {2, 3, 4, 2}, {2, 3, 2, 2, 2}} do
      local name = ("InstanceNorm%dd"):format(n)
      local layer = nn["Lazy" .. name]()
      layer(tensor.ones(ranks))
      assert.are.equal(name .. "(3, eps=1e-05, momentum=0.1, affine=true, bias=true, "
        .. "track_running_stats=true)", tostring(layer))
      assert.are.same({3}, {table.unpack(layer.running_mean.shape)})
      layer = nn["Lazy" .. name]{affine = false, momentum = 0.5, track_running_stats = false}
      layer(tensor.ones(ranks))
      assert.are.equal(name .. "(3, eps=1e-05, momentum=0.5, affine=false, bias=false, "
        .. "track_running_stats=false)", tostring(layer))
    end
  end)
end)

describe("state_dicts of lazy modules", function()
  local fails = dofile("spec/fails.lua").text

  it("make them what they become, with its sizes", function()
    local cases = {
      {nn.LazyLinear(4), nn.Linear(3, 4), "in_features", 3},
      {nn.LazyConv2d(4, 2, {groups = 2}), nn.Conv2d(6, 4, 2, {groups = 2}), "in_channels", 6},
      {nn.LazyConvTranspose1d(4, 2), nn.ConvTranspose1d(3, 4, 2), "in_channels", 3},
      {nn.LazyBatchNorm1d(), nn.BatchNorm1d(5), "num_features", 5},
    }
    for _, case in ipairs(cases) do
      local lazy, module, field, size = table.unpack(case)
      local dict = module:state_dict()
      lazy:load_state_dict(dict)
      assert.are.equal(getmetatable(module).__name, getmetatable(lazy).__name)
      assert.are.equal(size, lazy[field])
      assert.is_true(lazy.weight:equal(module.weight))
    end
  end)

  it("hold no values before the first run", function()
    local lazy = nn.LazyLinear(4)
    lazy:load_state_dict(nn.LazyLinear(4):state_dict())
    assert.is_true(lazy:has_uninitialized_params())
    assert.are.equal("(2, 4)", tostring(lazy(tensor.ones(2, 3)).shape))
    local module = nn.Linear(3, 4)
    fails('"weight": it is uninitialized in the checkpoint', module.load_state_dict, module,
      nn.LazyLinear(4):state_dict())
  end)
end)

describe("a lazy class of nn.Module", function()
  it("stays what it is, and infers once", function()
    local Lazy, count = nn.LazyModuleMixin("Scale", nn.Module), 0
    function Lazy:init() self.scale = nn.UninitializedParameter() end
    function Lazy:initialize_parameters(x)
      count = count + 1
      self:materialize("scale", {x:size(-1)})
      nn.init.constant_(self.scale, 2)
    end
    function Lazy:forward(x) return x * self.scale end
    local lazy = Lazy()
    assert.are.same({2, 2}, lazy(tensor.ones(2)):tolist())
    assert.are.same({2, 2}, lazy(tensor.ones(2)):tolist())
    assert.are.equal(1, count)
    assert.are.equal(Lazy, getmetatable(lazy))
  end)
end)
