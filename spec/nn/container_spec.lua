-- Containers: Sequential, ModuleList, ModuleDict, ParameterList, ParameterDict.

local function names(iterator)
  local list = {}
  for name in iterator do list[#list + 1] = name end
  return list
end

local message_of = dofile("spec/fails.lua").message

describe("Sequential", function()
  it("runs its modules in a row", function()
    local double = nn.class("Double")
    function double.forward(_, x) return x * 2 end
    local add = nn.class("Add")
    function add.forward(_, x) return x + 1 end
    local x = tensor.tensor(2.5)
    assert.are.equal(7, nn.Sequential(double(), add(), add(), nn.Identity())(x):item())
    assert.are.equal(7, nn.Sequential{double(), add(), add()}(x):item())
    assert.are.equal(5, nn.Sequential()(5))
  end)

  it("counts from 1, and from the end", function()
    local a, b, c = nn.ReLU(), nn.Tanh(), nn.Sigmoid()
    local seq = nn.Sequential(a, b, c)
    assert.are.equal(3, #seq)
    assert.are.equal(a, seq[1])
    assert.are.equal(c, seq[-1])
    assert.is_nil(seq[4])
    seq[-1] = a
    assert.are.equal(a, seq[3])
    assert.are.same({"0", "1"}, names(seq:named_children())) -- a counts once
  end)

  it("takes names", function()
    local fc, act = nn.Linear(2, 3), nn.ReLU()
    local seq = nn.Sequential{{"fc", fc}, {"act", act}}
    assert.are.equal(fc, seq.fc)
    assert.are.equal(fc, seq[1])
    assert.are.equal(2, #seq)
    assert.are.same({"fc.weight", "fc.bias"}, names(seq:named_parameters()))
    seq.fc = nn.Linear(2, 1)
    assert.are.same({1, 2}, {table.unpack(seq[1].weight.shape)})
    assert.are.equal("Sequential(\n  (fc): Linear(in_features=2, out_features=1, bias=true)\n"
      .. "  (act): ReLU()\n)", tostring(seq))
    seq:insert(1, nn.Flatten())
    assert.are.same({"0", "fc", "act"}, names(seq:named_children()))
    assert.are.equal(act, seq:pop())
    assert.are.same({"0", "fc"}, names(seq:named_children()))
    assert.truthy(message_of(nn.Sequential, {{"a.b", nn.ReLU()}}):find("cannot name", 1, true))
  end)

  it("gives parts, sums and multiples", function()
    local a, b, c = nn.ReLU(), nn.Tanh(), nn.Sigmoid()
    local seq = nn.Sequential{{"a", a}, {"b", b}, {"c", c}}
    local part = seq[{2, 3}]
    assert.are.same({"b", "c"}, names(part:named_children()))
    assert.are.equal(b, part[1])
    assert.are.equal(c, seq[{-1, -1}][1])
    assert.are.equal(a, seq[{1, 3, 2}].a)
    assert.are.equal(c, seq[{1, 3, 2}].c)
    assert.are.equal(3, #seq[{}])
    assert.are.equal(0, #seq[{4, 9}])
    assert.are.equal(2, #seq[{2, 9}])
    local sum = seq + nn.Sequential(nn.GELU())
    assert.are.same({"0", "1", "2", "3"}, names(sum:named_children()))
    assert.are.equal(4, #sum)
    local twice = nn.Sequential(a, b) * 2
    assert.are.equal(4, #twice)
    assert.are.equal(a, twice[3])
    assert.are.equal(4, #(2 * nn.Sequential(a, b)))
    local Net = nn.class("Net", nn.Sequential)
    function Net:init(n) nn.Sequential.init(self, nn.Linear(n, n), nn.ReLU()) end
    assert.are.equal("Net(\n  (0): ReLU()\n)", tostring(Net(2)[{2, 2}]))
    assert.truthy(message_of(function() return seq[{0, 2}] end):find("counts from 1", 1, true))
    assert.truthy(message_of(function() return seq[{1, 2, 0}] end):find("at least 1", 1, true))
    assert.truthy(message_of(function() return seq * 0 end):find("positive integer", 1, true))
    assert.truthy(message_of(function() return seq + 3 end):find("joins two containers", 1, true))
  end)

  it("rejects what is no module", function()
    assert.truthy(message_of(nn.Sequential, nn.ReLU(), 3):find("a module is needed", 1, true))
    assert.truthy(message_of(nn.Sequential, nn.ReLU):find("a module is needed", 1, true))
  end)
end)

describe("ModuleList", function()
  it("is a list whose modules are children", function()
    local list = nn.ModuleList{nn.Linear(1, 1), nn.Linear(1, 1)}
    list:append(nn.Linear(1, 1))
    list:extend{nn.ReLU(), nn.Tanh()}
    assert.are.equal(5, #list)
    assert.are.equal(6, #list:parameters())
    local third = list[3]
    list:insert(1, nn.Sigmoid())
    assert.are.equal(third, list[4])
    assert.are.equal(third, list:pop(4))
    assert.are.equal(5, #list)
    assert.are.same({"0", "1", "2", "3", "4"}, names(list:named_children()))
    local count = 0
    for i, module in ipairs(list) do
      count = count + 1
      assert.are.equal(list[i], module)
    end
    assert.are.equal(5, count)
  end)

  it("names its keys as PyTorch does", function()
    local M = nn.class("M")
    function M:init() self.layers = nn.ModuleList{nn.Linear(1, 2, {bias = false})} end
    assert.are.same({"layers.0.weight"}, names(M():named_parameters()))
  end)

  it("says which positions there are", function()
    local list = nn.ModuleList{nn.ReLU()}
    assert.truthy(message_of(function() list[0] = nn.ReLU() end):find("counts from 1", 1, true))
    assert.truthy(message_of(function() list[3] = nn.ReLU() end):find("not in 1 .. 2", 1, true))
    assert.truthy(message_of(list.append, list, 3):find("a module is needed", 1, true))
    assert.truthy(message_of(nn.ModuleList().pop, nn.ModuleList()):find("position", 1, true))
  end)
end)

describe("ModuleDict", function()
  it("keeps the order it is given", function()
    local dict = nn.ModuleDict{{"z", nn.ReLU()}, {"a", nn.Linear(1, 1)}}
    assert.are.same({"z", "a"}, dict:keys())
    dict.m = nn.Tanh()
    assert.are.same({"z", "a", "m"}, names(pairs(dict)))
    assert.are.equal(3, #dict)
    assert.are.same({"a.weight", "a.bias"}, names(dict:named_parameters()))
    assert.is_true(dict:contains("a"))
    dict:pop("a")
    assert.is_false(dict:contains("a"))
    assert.are.equal(0, #dict:parameters())
    dict:clear()
    assert.are.equal(0, #dict)
    assert.are.same({"b", "c"}, nn.ModuleDict{c = nn.ReLU(), b = nn.ReLU()}:keys())
    local other = nn.ModuleDict{{"y", nn.ReLU()}, {"x", nn.ReLU()}}
    assert.are.same({"y", "x"}, nn.ModuleDict():update(other):keys())
    assert.truthy(message_of(dict.update, dict, {nn.ReLU()}):find("a pair", 1, true))
  end)

  it("rejects what is no module, and names of methods", function()
    assert.truthy(message_of(nn.ModuleDict, {a = 3}):find("a module is needed", 1, true))
    assert.truthy(message_of(nn.ModuleDict, {keys = nn.ReLU()}):find("method", 1, true))
    assert.truthy(message_of(nn.ModuleDict, {training = nn.ReLU()}):find("every module", 1, true))
    local dict = nn.ModuleDict{a = nn.ReLU()}
    assert.truthy(message_of(dict.update, dict, {a = 3}):find("a module is needed", 1, true))
  end)
end)

describe("ParameterList and ParameterDict", function()
  it("make parameters of tensors", function()
    local list = nn.ParameterList{tensor.zeros(2), nn.Parameter(tensor.zeros(3))}
    list:append(tensor.zeros(1))
    assert.are.equal(3, #list:parameters())
    assert.is_true(list[1].requires_grad)
    assert.are.same({"0", "1", "2"}, names(list:named_parameters()))
    local dict = nn.ParameterDict{{"b", tensor.zeros(2)}, {"a", tensor.zeros(3)}}
    assert.are.same({"b", "a"}, names(dict:named_parameters()))
    assert.is_true(dict.a.requires_grad)
    assert.are.equal(2, #dict)
    assert.are.equal(dict.a, dict:get("a"))
    assert.are.equal(5, dict:get("c", 5))
    assert.are.equal(dict.b, dict:setdefault("b", tensor.ones(1)))
    assert.are.equal(1, dict:setdefault("c", tensor.ones(1)):numel())
    assert.are.equal("c", (dict:popitem()))
    assert.are.same({"b", "a"}, dict:copy():keys())
    local both = dict | {a = tensor.ones(1), z = tensor.ones(1)}
    assert.are.same({"b", "a", "z"}, both:keys())
    assert.are.equal(1, both.a:numel())
    assert.are.equal(3, dict.a:numel())
    assert.are.same({"z", "b", "a"}, ({z = tensor.ones(1)} | dict):keys())
    assert.are.equal(dict.a, dict:copy().a)
    assert.are.same({"p", "q"}, dict:fromkeys({"p", "q"}, tensor.ones(2)):keys())
    assert.truthy(message_of(nn.ParameterDict().popitem, nn.ParameterDict()):find("empty", 1, true))
    assert.are.equal(list[2], list[{2, 3}][1])
    assert.are.equal(6, #(list + list))
    assert.truthy(message_of(nn.ParameterList, {3}):find("a tensor is needed", 1, true))
  end)
end)

describe("containers", function()
  local has = dofile("spec/fails.lua").text
  local R = nn.ReLU

  it("refuse names and holes where they need a list", function()
    has("argument 2 is nil", nn.Sequential, R(), nil, R())
    has("argument 1 is nil", nn.Sequential, nil)
    has("entry 2 of the list is nil", nn.Sequential, {R(), nil, R()})
    has('"conv" is not a position', nn.Sequential, {conv = R()})
    has("a pair {name, module}", nn.Sequential, {{"a"}})
    has('"a" is not a position', nn.ModuleList, {a = R()})
    has("it takes one list", nn.ModuleList, {R()}, R())
    has("got a Linear", nn.ModuleList, nn.Linear(1, 1))
    has("extend: a list is needed", nn.ModuleList().extend, nn.ModuleList(), {a = R()})
    has("it takes one list", nn.ParameterList, {tensor.ones(1)}, tensor.ones(1))
    has('"q" is not a position', nn.ModuleDict, {{"p", R()}, q = R()})
    has("a name is needed", function() nn.ModuleDict()[1] = R() end)
  end)

  it("refuse what is no position", function()
    local seq = nn.Sequential(R(), R())
    has("a position is needed, got a string", seq.pop, seq, "a")
    has("a position is needed, got 1.5", seq.pop, seq, 1.5)
    has("a position is needed, got a string", seq.insert, seq, "a", R())
    has("a range is", function() return seq[R()] end)
    has("a range is", function() return seq[{1, 2, 1, 1}] end)
  end)

  it("stay as they were when one of several does not fit", function()
    local seq, dict = nn.Sequential(R()), nn.ModuleDict()
    has("a module is needed", seq.extend, seq, {R(), 3})
    assert.are.equal(1, #seq)
    has("a module is needed", dict.update, dict, {{"a", R()}, {"b", 3}})
    assert.are.equal(0, #dict)
  end)

  it("take in themselves", function()
    local seq = nn.Sequential(nn.Linear(1, 2), nn.Linear(2, 1))
    assert.are.equal(4, #seq:extend(seq))
    assert.are.equal(seq[1], seq[3])
  end)

  it("lose what is set to nil by its name, and say where a position is empty", function()
    local seq = nn.Sequential{{"fc", nn.Linear(1, 1)}, {"act", R()}}
    seq.fc = nil
    assert.are.same({"act"}, names(seq:named_children()))
    seq = nn.Sequential(R(), R(), R())
    seq[2] = nil
    has("position 2 was set to nil", seq, tensor.ones(1))
  end)
end)
