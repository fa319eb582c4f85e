-- nn.summary, and nn.utils.lora.

local message_of = dofile("spec/fails.lua").message

local function has(text, ...)
  local message = message_of(...)
  assert.truthy(message:find(text, 1, true), message)
end

describe("nn.summary", function()
  it("prints paths, classes, shapes, parameters and multiply-adds", function()
    local Net = nn.class("Net")
    function Net:init()
      self.features = nn.Sequential(nn.Conv2d(3, 8, 3, {padding = 1}), nn.ReLU(), nn.Flatten())
      self.head = nn.Linear(8 * 4 * 4, 10)
      self.head.bias.requires_grad = false
    end
    function Net:forward(x) return self.head(self.features(x)) end
    assert.are.equal([[
==================================================================
Layer (class)            Output shape   Parameters   Multiply-adds
==================================================================
Net                      (2, 10)                --              --
  features: Sequential   (2, 128)               --              --
    0: Conv2d            (2, 8, 4, 4)          224           6,912
    1: ReLU              (2, 8, 4, 4)           --              --
    2: Flatten           (2, 128)               --              --
  head: Linear           (2, 10)             1,290           2,560
==================================================================
Total parameters: 1,514
Trainable parameters: 1,504
Other parameters: 10
Multiply-adds: 9,472
Input: 0.00 MB, outputs of layers: 0.00 MB, parameters and buffers: 0.01 MB
==================================================================]],
      tostring(nn.summary(Net(), {2, 3, 4, 4})))
  end)

  it("counts what layers do", function()
    local function count(module, input, options)
      return nn.summary(module, input, options).total_multiply_adds
    end
    assert.are.equal(5 * 3 * 4, count(nn.Linear(3, 4), {5, 3}))
    assert.are.equal(2 * 4 * 6 * (2 * 3), count(nn.Conv1d(4, 4, 3, {groups = 2, padding = 1}),
      {2, 4, 6}))
    assert.are.equal(2 * 4 * 6 * (3 * 2), count(nn.ConvTranspose1d(4, 3, 2), {2, 4, 6}))
    assert.are.equal(2 * 12, count(nn.LayerNorm(4), {3, 4}))
    assert.are.equal(12, count(nn.LayerNorm(4, {elementwise_affine = false}), {3, 4}))
    assert.are.equal(0, count(nn.Embedding(5, 4), {3}, {dtypes = "int64"}))
    local Own = nn.class("Own")
    function Own.forward(_, x) return x:matmul(x:t()) end
    function Own.multiply_adds(_, inputs) return inputs[1]:size(1) * inputs[1]:numel() end
    assert.are.equal(12, count(Own(), {2, 3}))
    local shared = nn.Linear(3, 3)
    local twice = nn.summary(nn.Sequential(shared, shared), {2, 3})
    assert.are.equal(12, twice.total_parameters)
    assert.are.equal(36, twice.total_multiply_adds)
    assert.truthy(tostring(twice):find("(shared)", 1, true))
    local Unknown = nn.class("Unknown")
    function Unknown:init() self.w = nn.Parameter(tensor.ones(2)) end
    function Unknown:forward(x) return x * self.w end
    assert.truthy(tostring(nn.summary(Unknown(), {2})):find("2 +%?"))
  end)

  it("counts recurrent layers and attention, as far as they are there", function()
    if nn.LSTM then
      assert.are.equal(3 * 2 * (4 * 5 * (3 + 5)),
        nn.summary(nn.LSTM(3, 5), {3, 2, 3}).total_multiply_adds)
    end
    if nn.MultiheadAttention then
      -- Four projections of 8 x 8 for 2 x 3 places; scores and sums over 3 places.
      assert.are.equal(4 * 6 * 64 + 2 * 6 * 3 * 8, nn.summary(
        nn.MultiheadAttention(8, 2, {batch_first = true}), {{2, 3, 8}, {2, 3, 8}, {2, 3, 8}})
        .total_multiply_adds)
    end
  end)

  it("leaves the model as it was, also after an error", function()
    local model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Dropout())
    model[3]:eval()
    local own = 0
    model[1]:register_forward_hook(function() own = own + 1 end)
    tensor.manual_seed(1)
    local expected = tensor.rand(2)
    tensor.manual_seed(1)
    nn.summary(model, {2, 3})
    nn.summary(model, {2, 3}, {mode = "train"})
    assert.are.equal(2, own)
    has("(in 0: nn.Linear", nn.summary, model, {2, 5})
    assert.is_true(model.training and model[1].training)
    assert.is_false(model[3].training)
    assert.is_false(model._hooks)
    assert.are.equal(1, #model[1]._hooks.forward)
    assert.are.same({0, 0, 0, 0}, model[2].running_mean:tolist())
    assert.are.equal(0, model[2].num_batches_tracked:item())
    tensor.manual_seed(1)
    nn.summary(nn.Sequential(model[1], model[2]), {2, 3})
    assert.is_true(expected:equal(tensor.rand(2)))
    assert.is_nil(model[1].weight.grad)
  end)

  it("takes tensors, lists and options, and no input", function()
    local Two = nn.class("Two")
    function Two:init() self.table = nn.Embedding(4, 3) end
    function Two:forward(x, places, options)
      return x + self.table(places) * (options and options.by or 1), places
    end
    local s = nn.summary(Two(), {{2, 3}, {2}}, {dtypes = {"float32", "int64"}, kwargs = {by = 2}})
    assert.are.equal("(2, 3), (2)", s.rows[1].output_shape)
    s = nn.summary(Two(), {tensor.ones(2, 3), tensor.tensor{1, 4}}, {depth = 0})
    assert.is_nil(tostring(s):find("Embedding", 1, true))
    assert.are.equal("table", s.rows[2].path)
    assert.are.equal(12, nn.summary(Two()).total_parameters)
    assert.are.equal("(2, 4)", nn.summary(nn.Linear(3, 4):double(), tensor.ones(2, 3,
      {dtype = "float64"})).rows[1].output_shape)
    assert.are.equal("(2, 4)", nn.summary(nn.Linear(3, 4):double(), {2, 3}).rows[1].output_shape)
    has("a module is needed", nn.summary, 3)
    has("the input must be", nn.summary, nn.ReLU(), "x")
    has('no option "deep"', nn.summary, nn.ReLU(), {1}, {deep = 2})
    has('"train" or "eval"', nn.summary, nn.ReLU(), {1}, {mode = "test"})
  end)
end)

describe("nn.utils.lora", function()
  local lora = nn.utils.lora

  it("adds a product of small matrices, and only that is learned", function()
    local model = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 4))
    local x = tensor.randn(3, 6)
    local before = model(x):detach()
    assert.are.equal(model, lora.apply(model, {r = 2, alpha = 4}))
    assert.is_true(model(x):allclose(before))
    local names = {}
    for name, p in model:named_parameters() do
      if p.requires_grad then names[#names + 1] = name end
    end
    assert.are.same({"0.lora_A.weight", "0.lora_B.weight", "2.lora_A.weight", "2.lora_B.weight"},
      names)
    local optimizer = optim.SGD(model:parameters(), {lr = 0.1})
    for _ = 1, 3 do
      optimizer:zero_grad()
      model(x):square():sum():backward()
      optimizer:step()
    end
    local after = model(x):detach()
    assert.is_false(after:allclose(before))
    local part = {}
    for key in pairs(lora.state_dict(model)) do part[#part + 1] = key end
    assert.are.equal(4, #part)
    local layer = model[1]
    local scaled = layer.lora_B.weight:matmul(layer.lora_A.weight) * 2
    assert.is_true((x:matmul((layer.base_layer.weight + scaled):t()) + layer.base_layer.bias)
      :allclose(layer(x), 1e-4, 1e-5))
    lora.merge(model)
    assert.are.equal("Linear(in_features=6, out_features=5, bias=true)", tostring(model[1]))
    assert.is_true(model(x):allclose(after, 1e-4, 1e-5))
  end)

  it("takes layers by name, and says what it needs", function()
    local Block = nn.class("Block")
    function Block:init() self.q_proj, self.k_proj = nn.Linear(2, 2), nn.Linear(2, 2) end
    function Block:forward(x) return self.q_proj(x) + self.k_proj(x) end
    local model = lora.apply(nn.Sequential(Block(), Block()),
      {r = 1, dropout = 0.5, target_modules = {"q_proj"}})
    assert.are.equal("LoRALinear", getmetatable(model[1].q_proj).__name)
    assert.are.equal("Linear", getmetatable(model[2].k_proj).__name)
    assert.is_not_nil(model[1].q_proj.lora_dropout)
    has("no linear layer of these names: v_proj", lora.apply, nn.Sequential(Block()),
      {target_modules = {"v_proj"}})
    if nn.TransformerEncoderLayer then -- attention uses the weight of out_proj itself
      local layer = lora.apply(nn.TransformerEncoderLayer(4, 2, 8, {batch_first = true}), {r = 1})
      assert.are.equal("Linear", getmetatable(layer.self_attn.out_proj).__name)
      assert.are.equal("LoRALinear", getmetatable(layer.linear1).__name)
      layer(tensor.randn(2, 3, 4)):sum():backward()
    end
    has("must be an nn.Linear", lora.LoRALinear, nn.ReLU())
    has("r must be at least 1", lora.LoRALinear, nn.Linear(1, 1), 0)
    has("a module is needed", lora.apply, 3)
  end)
end)

describe("nn.summary of lazy modules", function()
  it("counts the parameters that they have after the run", function()
    local summary = nn.summary(nn.Sequential(nn.LazyLinear(3), nn.ReLU()), {2, 4})
    assert.are.equal(15, summary.total_parameters)
    assert.are.equal("Linear", summary.rows[2].class)
    assert.are.equal(24, summary.total_multiply_adds)
  end)
end)
