-- nn.Module: registration, walks, state, hooks, modes, printing.

local Net = nn.class("Net")

function Net:init(inputs, hidden, outputs)
  self.linear1 = nn.Linear(inputs, hidden)
  self.linear2 = nn.Linear(hidden, outputs)
end

function Net:forward(x) return self.linear2(self.linear1(x):clamp{min = 0}) end

local function names(iterator)
  local list = {}
  for name in iterator do list[#list + 1] = name end
  return list
end

local message_of = dofile("spec/fails.lua").message

local function has(message, text)
  assert.truthy(message:find(text, 1, true), message)
end

describe("registration", function()
  it("follows the fields in the order of definition", function()
    local model = Net(4, 3, 2)
    assert.are.same({"linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"},
      names(model:named_parameters()))
    assert.are.same({"linear1", "linear2"}, names(model:named_children()))
    assert.are.same({"", "linear1", "linear2"}, names(model:named_modules()))
    assert.are.equal(4, #model:parameters())
    assert.are.equal(model.linear1.weight, model:parameters()[1])
    local count = 0
    for module in model:modules() do
      count = count + 1
      assert.is_true(module.training)
    end
    assert.are.equal(3, count)
  end)

  it("forgets what is set to nil and sees what is replaced", function()
    local model = Net(4, 3, 2)
    model.linear1 = nil
    assert.are.same({"linear2.weight", "linear2.bias"}, names(model:named_parameters()))
    model.linear1 = nn.Linear(4, 3) -- comes last now
    assert.are.same({"linear2", "linear1"}, names(model:named_children()))
    local identity = nn.Identity()
    model.linear2 = identity
    assert.are.equal(identity, model:get_submodule("linear2"))
    assert.are.equal(2, #model:parameters())
  end)

  it("sees a module put where a plain value was", function()
    local M = nn.class("M")
    function M:init()
      self.a, self.b = false, 1
      self.b = nn.Linear(1, 1)
      self.a = nn.Parameter(tensor.zeros(2))
    end
    assert.are.same({"a", "b.weight", "b.bias"}, names(M():named_parameters()))
  end)

  it("reports shared parameters and modules once", function()
    local M = nn.class("M")
    function M:init()
      self.a = nn.Linear(2, 2)
      self.b = self.a
      self.c = nn.Linear(2, 2)
      self.c.weight = self.a.weight
    end
    local model = M()
    assert.are.same({"a.weight", "a.bias", "c.bias"}, names(model:named_parameters()))
    assert.are.same({"a", "c"}, names(model:named_children()))
  end)

  it("works for a class that does not call its base, and for one below a layer", function()
    local Wide = nn.class("Wide", nn.Linear)
    function Wide:init(n) nn.Linear.init(self, n, 2 * n) end
    local layer = Wide(3)
    assert.are.same({6, 3}, {layer.weight:size(1), layer.weight:size(2)})
    assert.are.equal("Wide(in_features=3, out_features=6, bias=true)", tostring(layer))
    assert.are.same({2, 6}, {table.unpack(layer(tensor.ones(2, 3)).shape)})
  end)

  it("takes buffers", function()
    local M = nn.class("M")
    function M:init()
      self:register_buffer("steps", tensor.zeros(1))
      self:register_buffer("cache", tensor.ones(2), false)
      self:register_buffer("later")
      self.other = tensor.ones(3) -- a plain tensor is no buffer
    end
    local model = M()
    assert.are.same({"steps", "cache"}, names(model:named_buffers()))
    model.later = tensor.ones(1)
    assert.are.equal(3, #model:buffers())
    assert.are.equal(0, #model:parameters())
    local dict = model:state_dict()
    assert.is_not_nil(dict.steps)
    assert.is_not_nil(dict.later)
    assert.is_nil(dict.cache)
  end)

  it("finds modules and parameters by dotted names", function()
    local model = nn.Sequential(Net(4, 3, 2), nn.ReLU())
    assert.are.equal(model[1].linear2, model:get_submodule("0.linear2"))
    assert.are.equal(model[1].linear2.bias, model:get_parameter("0.linear2.bias"))
    assert.are.equal(model, model:get_submodule(""))
    has(message_of(model.get_submodule, model, "0.linear9"), 'Net has no module "linear9"')
    has(message_of(model.get_parameter, model, "0.linear2.foo"), 'no parameter "foo"')
    local M = nn.class("M")
    function M:init() self.mean = nn.Buffer(tensor.ones(2)) end
    assert.are.same({1, 1}, nn.Sequential(M()):get_buffer("0.mean"):tolist())
  end)

  it("puts modules where dotted names say", function()
    local model = nn.Sequential(Net(4, 3, 2), nn.ReLU())
    local identity = nn.Identity()
    model:set_submodule("0.linear2", identity)
    assert.are.equal(identity, model[1].linear2)
    model:set_submodule("1", nn.Tanh())
    model:set_submodule("2", nn.Sigmoid())
    model:set_submodule("0.extra", nn.GELU())
    assert.are.equal("Tanh()", tostring(model[2]))
    assert.are.equal("Sigmoid()", tostring(model[3]))
    assert.are.same({"linear1", "linear2", "extra"}, names(model[1]:named_children()))
    local set = model.set_submodule
    has(message_of(set, model, "0.more", nn.ReLU(), {strict = true}), 'has no module "more"')
    has(message_of(set, model, "", nn.ReLU()), "a name is needed")
    has(message_of(set, model, "0.linear1", 3), "must be a module")
    has(message_of(set, model, "5.linear1", nn.ReLU()), 'no module "5"')
    model[1].size = 3
    has(message_of(set, model, "0.size", nn.ReLU()), "is not a module")
  end)

  it("takes nn.Buffer in a field", function()
    local M = nn.class("M")
    function M:init()
      self.kept = nn.Buffer(tensor.ones(1))
      self.scratch = nn.Buffer(tensor.ones(2), {persistent = false})
      self.late = false
    end
    local model = M()
    model.late = nn.Buffer(tensor.ones(3))
    assert.are.same({"kept", "scratch", "late"}, names(model:named_buffers()))
    assert.are.same({"kept", "late"}, names(pairs(model:state_dict())))
    assert.are.equal("float64", model:double().scratch.dtype)
    assert.are.same({"kept", "scratch", "late"}, names(model:clone():named_buffers()))
    has(message_of(nn.Buffer, 3), "must be a tensor")
    has(message_of(nn.Buffer, tensor.ones(1), 3), "true or false")
  end)

  it("names shared ones twice when asked to", function()
    local M = nn.class("M")
    function M:init()
      self.a = nn.Linear(2, 2, {bias = false})
      self.b = self.a
    end
    local model = M()
    assert.are.same({"n.a.weight", "n.b.weight"},
      names(model:named_parameters{prefix = "n", remove_duplicate = false}))
    assert.are.same({"", "a", "b"}, names(model:named_modules("", {remove_duplicate = false})))
    assert.are.same({"n.a.weight"}, names(model:named_parameters("n")))
    assert.are.same({}, names(model:named_parameters("n", false)))
  end)

  it("rejects names that cannot be", function()
    local model = Net(4, 3, 2)
    has(message_of(function() model["a.b"] = nn.ReLU() end), "without a dot")
    has(message_of(function() model.forward_ = nil; model.parameters = nn.ReLU() end), "a method")
    has(message_of(model.add_module, model, "x", 3), "must be a module")
    has(message_of(model.register_buffer, model, "linear1", tensor.ones(1)),
      'Net has a field "linear1" already')
    has(message_of(model.register_parameter, model, "linear1", nn.Parameter(tensor.ones(1))),
      "already")
    has(message_of(model.add_module, model.linear1, "weight", nn.ReLU()), "already")
    has(message_of(model.apply, model, 3), "a function is needed")
    has(message_of(model.register_parameter, model, "x", tensor.ones(1)), "nn.Parameter")
  end)

  it("notices a parameter that became a plain tensor", function()
    local model = Net(4, 3, 2)
    model.linear1.weight = tensor.zeros(3, 4)
    has(message_of(model.parameters, model), 'field "weight" held a parameter')
  end)
end)

describe("state_dict", function()
  it("has PyTorch's keys, in order", function()
    local model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Sequential(nn.Linear(3, 1)))
    local keys = {}
    for key in pairs(model:state_dict()) do keys[#keys + 1] = key end
    assert.are.same({"0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var",
      "1.num_batches_tracked", "2.0.weight", "2.0.bias"}, keys)
  end)

  it("goes into another model of the shape", function()
    local one, two = Net(4, 3, 2), Net(4, 3, 2):double()
    local missing, unexpected = two:load_state_dict(one:state_dict())
    assert.are.same({}, missing)
    assert.are.same({}, unexpected)
    local x = tensor.randn(5, 4)
    assert.is_true(one(x):allclose(two(x:double()):float()))
    assert.is_true(two.linear1.weight.requires_grad)
    assert.are.equal("float64", two.linear1.weight.dtype)
  end)

  it("lists all that does not fit, and changes nothing", function()
    local model = Net(4, 3, 2)
    local dict = model:state_dict()
    local before = model.linear1.weight:detach():clone()
    dict["linear1.weight"] = tensor.zeros(3, 4)
    dict["linear1.bias"] = nil
    dict["linear2.weight"] = tensor.zeros(2, 5)
    dict.extra = tensor.zeros(1)
    local message = message_of(model.load_state_dict, model, dict)
    has(message, "load_state_dict: Error(s) in loading state_dict for Net:\n\t"
      .. 'Missing key(s) in state_dict: "linear1.bias".\n\t'
      .. 'Unexpected key(s) in state_dict: "extra".\n\t'
      .. "size mismatch for linear2.weight: copying a param with shape (2, 5) from checkpoint, the "
      .. "shape in current model is (2, 3).")
    assert.is_true(before:equal(model.linear1.weight))
  end)

  it("may be loaded in part", function()
    local model = Net(4, 3, 2)
    local missing, unexpected = model:load_state_dict(
      {["linear1.bias"] = tensor.ones(3), more = tensor.ones(1)}, {strict = false})
    assert.are.same({"linear1.weight", "linear2.weight", "linear2.bias"}, missing)
    assert.are.same({"more"}, unexpected)
    assert.are.same({1, 1, 1}, model.linear1.bias:tolist())
  end)
end)

describe("modes", function()
  it("train and eval reach all modules", function()
    local model = nn.Sequential(nn.Dropout(), nn.Sequential(nn.Dropout()))
    assert.are.equal(model, model:eval())
    for module in model:modules() do assert.is_false(module.training) end
    model:train()
    for module in model:modules() do assert.is_true(module.training) end
  end)

  it("apply goes from the leaves up", function()
    local model = nn.Sequential(nn.ReLU(), nn.Sequential(nn.Tanh()))
    local order = {}
    model:apply(function(module) order[#order + 1] = getmetatable(module).__name end)
    assert.are.same({"ReLU", "Tanh", "Sequential", "Sequential"}, order)
  end)

  it("zero_grad and requires_grad_ reach all parameters", function()
    local model = Net(4, 3, 2)
    model(tensor.ones(1, 4)):sum():backward()
    assert.is_not_nil(model.linear1.weight.grad)
    model:zero_grad()
    for _, p in ipairs(model:parameters()) do assert.is_nil(p.grad) end
    model:requires_grad_(false)
    assert.is_false(model(tensor.ones(1, 4)).requires_grad)
    model:requires_grad_()
    assert.is_true(model(tensor.ones(1, 4)).requires_grad)
  end)

  it("to changes dtypes and keeps the parameters that they are", function()
    local model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    local weight = model[1].weight
    model(tensor.randn(4, 2)):sum():backward()
    assert.are.equal(model, model:to("float64"))
    assert.are.equal(weight, model[1].weight)
    assert.are.equal("float64", weight.dtype)
    assert.are.equal("float64", weight.grad.dtype)
    assert.is_true(weight.requires_grad and weight.is_leaf)
    assert.are.equal("float64", model[2].running_mean.dtype)
    assert.are.equal("int64", model[2].num_batches_tracked.dtype)
    model(tensor.randn(4, 2, {dtype = "float64"})):sum():backward()
    model:float():cpu()
    assert.are.equal("float32", weight.dtype)
    model:to(tensor.ones(1, {dtype = "float64"}))
    assert.are.equal("float64", weight.dtype)
    has(message_of(model.to, model, "int64"), "float or complex")
    has(message_of(model.to, model, {dtyp = "float32"}), 'no option "dtyp"')
    assert.are.equal("float16", model:half()[1].weight.dtype)
    assert.are.equal("bfloat16", model:bfloat16()[1].weight.dtype)
    assert.are.equal("float64", model:type("float64")[2].num_batches_tracked.dtype)
    has(message_of(model.type, model, "int64"), "float or complex")
    has(message_of(model.share_memory, model), "belong to one process")
  end)

  it("to knows memory formats", function()
    local M = nn.class("M")
    function M:init()
      self.a, self.b = nn.Parameter(tensor.ones(2, 3, 4, 4)), nn.Parameter(tensor.ones(2))
    end
    local model = M():to{memory_format = "channels_last"}
    assert.are.equal("(48, 1, 12, 3)", tostring(model.a:stride()))
  end)

  it("clone leaves classes and functions what they are, and takes hooks along", function()
    local M = nn.class("M")
    function M:init()
      self.kind, self.list = nn.ReLU, {nn.Parameter(tensor.ones(1)), {1, 2}}
      self.weight = nn.Parameter(tensor.ones(1), false)
    end
    function M:forward(x) return x * self.weight end
    local model, calls = M(), 0
    model.weight.grad = nil
    local handle = model:register_forward_hook(function() calls = calls + 1 end)
    local twin = model:clone()
    assert.are.equal(nn.ReLU, twin.kind)
    assert.are_not.equal(model.list[2], twin.list[2])
    assert.is_false(twin.weight.requires_grad)
    handle:remove()
    model(tensor.ones(1))
    twin(tensor.ones(1))
    assert.are.equal(1, calls)
  end)

  it("clone copies tensors and keeps sharing", function()
    local model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    model[2].weight = model[1].weight
    local twin = model:clone()
    assert.are_not.equal(model[1].weight, twin[1].weight)
    assert.are.equal(twin[1].weight, twin[2].weight)
    assert.is_true(twin[1].weight:equal(model[1].weight))
    assert.are.equal(3, #twin:parameters())
    autograd.no_grad(function() twin[1].weight:zero_() end)
    assert.is_true(model[1].weight:abs():sum():item() > 0)
  end)
end)

describe("printed forms", function()
  it("have PyTorch's layout", function()
    assert.are.equal([[
Net(
  (linear1): Linear(in_features=4, out_features=3, bias=true)
  (linear2): Linear(in_features=3, out_features=2, bias=true)
)]], tostring(Net(4, 3, 2)))
    assert.are.equal([[
Sequential(
  (0): Flatten(start_dim=2, end_dim=-1)
  (1): Sequential(
    (0): Dropout(p=0.5, inplace=false)
    (1): ReLU()
  )
)]], tostring(nn.Sequential(nn.Flatten(), nn.Sequential(nn.Dropout(), nn.ReLU()))))
    assert.are.equal([[
ModuleList(
  (0-2): 3 x ReLU()
  (3): Tanh()
)]], tostring(nn.ModuleList{nn.ReLU(), nn.ReLU(), nn.ReLU(), nn.Tanh()}))
    assert.are.equal("ModuleList()", tostring(nn.ModuleList()))
    assert.are.equal([[
ParameterList(
  (0): Parameter containing: [float32 of size 2x3]
  (1): Parameter containing: [float32 of size 4]
)]], tostring(nn.ParameterList{tensor.zeros(2, 3), tensor.zeros(4)}))
    assert.are.equal("class Net", tostring(Net))
  end)
end)

describe("data", function()
  it("of a leaf can be replaced by that of another tensor", function()
    local p = nn.Parameter(tensor.ones(2))
    local view = p.data
    p.data = tensor.tensor({3.0, 4.0}, {dtype = "float64"})
    assert.are.same({3, 4}, p:tolist())
    assert.are.same({1, 1}, view:tolist())
    assert.are.equal("float64", p.dtype)
    p:square():sum():backward()
    assert.are.same({6, 8}, p.grad:tolist())
    local function assign(value) return function() p.data = value end end
    has(message_of(assign(tensor.ones(2))), "set grad to nil first")
    p.grad = nil
    has(message_of(assign(tensor.ones(3))), "do not fit a tensor of shape (2)")
    has(message_of(assign(tensor.tensor({1, 2}))), "floating-point")
    has(message_of(assign(3)), "must be a tensor")
    has(message_of(function() (p * 2).data = tensor.ones(2) end), "only leaves")
    assert.are.same({3, 4}, p:tolist())
  end)
end)

describe("calling", function()
  it("a module without forward says so", function()
    has(message_of(nn.class("Empty")(), tensor.ones(1)), "Empty: it has no forward method")
  end)

  it("gives several arguments and results through", function()
    local M = nn.class("M")
    function M.forward(_, a, b) return b, a, nil end
    assert.are.equal(3, select("#", M()(1, 2)))
    local model = M()
    model:register_forward_hook(function(_, inputs, output)
      assert.are.equal(2, inputs.n)
      assert.are.equal(3, output.n)
    end)
    assert.are.equal(3, select("#", model(1, 2)))
  end)

  it("raises errors of operations at the script's line", function()
    local line = debug.getinfo(1, "l").currentline + 1
    local message = message_of(function() local y = nn.Linear(2, 2)(tensor.ones(1, 3)) return y end)
    has(message, ("module_spec.lua:%d:"):format(line))
  end)
end)

describe("to_empty", function()
  it("leaves parameters and buffers of the same kind with unset elements", function()
    local model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    local before = model:parameters()
    assert.is_true(model:to_empty("cpu") == model)
    for i, p in ipairs(model:parameters()) do
      assert.is_true(p == before[i])
      assert.is_true(p.requires_grad)
    end
    assert.are.equal("(3, 2)", tostring(model[1].weight.shape))
    assert.has_error(function() model:to_empty() end)
  end)
end)

describe("tensor.accelerator", function()
  it("counts what is there", function()
    local there = tensor.accelerator.is_available()
    assert.are.equal(there, tensor.accelerator.device_count() > 0)
    assert.are.equal(there and "cuda" or nil, tensor.accelerator.current_accelerator())
  end)
end)

describe("the methods of modules", function()
  it("take their options by name, and refuse unknown ones", function()
    local model = Net(2, 2, 2)
    assert.is_false(model:train{mode = false}.training)
    model:requires_grad_{requires_grad = false}
    assert.is_false(model.linear1.weight.requires_grad)
    model:requires_grad_()
    model(tensor.ones(1, 2)):sum():backward()
    model:zero_grad{set_to_none = false}
    assert.are.equal(0, model.linear2.bias.grad:sum():item())
    has(message_of(model.zero_grad, model, {set_to_nine = true}), "the names are: set_to_none")
    has(message_of(model.requires_grad_, model, "no"), "requires_grad must be true or false")
    has(message_of(model.named_parameters, model, {prefx = "a"}),
      "the names are: prefix, recurse, remove_duplicate")
    has(message_of(model.named_modules, model, 3), "prefix must be a string, got 3")
    has(message_of(model.register_buffer, model, "a", tensor.ones(1), {persist = true}),
      "the names are: name, tensor, persistent")
    has(message_of(model.state_dict, model, {prefix = 3}), "prefix must be a string")
    has(message_of(model.load_state_dict, model, {}, 3), "strict must be true or false")
    has(message_of(model.set_submodule, model, "linear1", nn.ReLU(), {strct = true}), "strct")
    has(message_of(model.to, model, {memory_format = "flat"}), "memory_format must be")
    has(message_of(model.cuda, model, "x"), "cuda: device must be")
    has(message_of(nn.Parameter, tensor.ones(1), {require_grad = true}), "require_grad")
    has(message_of(nn.Buffer, tensor.ones(1), {persist = true}), "persist")
  end)

  it("say so when they are called with a dot, or of a class", function()
    local model = Net(2, 2, 2)
    for _, name in ipairs{"parameters", "named_buffers", "modules", "train", "eval", "apply", "to",
      "state_dict", "load_state_dict", "get_submodule", "register_buffer", "zero_grad",
      "register_forward_hook", "register_state_dict_pre_hook"} do
      has(message_of(model[name], true), ("called as module:%s("):format(name))
    end
    has(message_of(nn.Linear.parameters, nn.Linear), "the colon is class Linear")
  end)

  it("refuse paths with empty names", function()
    local model = nn.Sequential(nn.Sequential(nn.Linear(1, 1)))
    has(message_of(model.get_submodule, model, "0..0"), "an empty name")
    has(message_of(model.get_parameter, model, "0.0..weight"), "an empty name")
    has(message_of(model.set_submodule, model, "0.", nn.ReLU()), "an empty name")
    assert.are.equal(model, model:get_submodule(""))
  end)

  it("set modes by the children's own train", function()
    local Frozen = nn.class("Frozen", nn.BatchNorm1d)
    function Frozen:train() return nn.Module.train(self, false) end
    local model = nn.Sequential(nn.Linear(2, 2), Frozen(2)):train()
    assert.is_true(model[1].training)
    assert.is_false(model[2].training)
  end)

  it("take a plain tensor for a field that held a parameter and was set to nil", function()
    local layer = nn.Linear(2, 2)
    layer.weight = nil
    layer.weight = tensor.ones(2, 2)
    assert.are.same({"bias"}, names(layer:named_parameters()))
    layer.bias = tensor.ones(2)
    has(message_of(layer.parameters, layer), "set the field to nil first")
  end)
end)

describe("a module that contains itself", function()
  local function cyclic()
    local model = Net(2, 2, 2)
    model.inner = nn.Sequential(nn.Linear(1, 1))
    model.inner.up = model
    return model
  end

  it("is walked through once", function()
    local model, count = cyclic(), 0
    assert.are.equal(6, #model:parameters())
    assert.are.same({"", "linear1", "linear2", "inner", "inner.0"},
      names(model:named_modules{remove_duplicate = false}))
    assert.is_false(model:eval().inner.training)
    model:apply(function() count = count + 1 end)
    assert.are.equal(5, count)
    has(tostring(model), "(up): Net(...)")
    assert.are.equal(6, #model:clone():double():parameters())
    assert.truthy(nn.summary(model))
  end)

  it("has no state_dict", function()
    local model = cyclic()
    has(message_of(model.state_dict, model), 'state_dict: Net contains itself, as "inner.up"')
    has(message_of(model.load_state_dict, model, {}), 'Net contains itself, as "inner.up"')
  end)

  it("may stop in the middle of a walk", function()
    local model, count = cyclic(), 0
    assert.is_false(pcall(model.apply, model, function() error("no more") end))
    local walk = coroutine.wrap(function() model:apply(coroutine.yield) end)
    walk()
    model:apply(function() count = count + 1 end)
    assert.are.equal(5, count)
  end)
end)

describe("extra_repr", function()
  it("must return a string, and so must __tostring", function()
    local M, Named = nn.class("M"), nn.class("Named")
    function M.extra_repr() return 3 end
    has(message_of(tostring, nn.Sequential(M())), "extra_repr must return a string, got a number")
    function Named.__tostring() return nil end
    has(message_of(tostring, nn.Sequential(Named())), "Named: __tostring must return a string")
  end)
end)
